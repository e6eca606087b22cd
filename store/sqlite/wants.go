package sqlite

import (
	"slices"

	"demarche"
)

// wants reports whether a query wants an entry that was folded again, but for
// its words. It says in Go what the conditions of a statement say in SQL.
func (p *plan) wants(g *grownEntry) (bool, error) {
	q, e, f, id := p.q, &g.e, &g.f, g.id
	switch {
	case f.flags&flagWithdrawn != 0,
		f.flags&flagRejected != 0 && !q.Rejected,
		f.flags&flagKey == 0 && q.Key,
		len(q.Kinds) > 0 && !slices.Contains(q.Kinds, e.Kind),
		len(q.Statuses) > 0 && (e.Act == nil || !slices.Contains(q.Statuses, e.Act.Status)),
		q.Series != "" && e.Series != q.Series,
		q.Issue != "" && !slices.Contains(e.Issues, q.Issue):
		return false, nil
	}
	if len(q.Types)+len(q.Forces) > 0 {
		if !(e.Act != nil && slices.Contains(q.Types, e.Act.Type) || e.Statement != nil && slices.Contains(q.Forces, e.Statement.Force)) {
			return false, nil
		}
	}
	for _, actors := range [][]demarche.ActorID{q.Actors, q.Pair[0], q.Pair[1]} {
		if len(actors) == 0 {
			continue
		}
		all, err := p.r.same(actors, p.n)
		if err != nil {
			return false, err
		}
		if !slices.ContainsFunc(g.part, func(a demarche.ActorID) bool { return slices.Contains(all, string(a)) }) {
			return false, nil
		}
	}
	days := func(i demarche.Interval, from, to int64) bool {
		return i == (demarche.Interval{}) || from <= to && from <= int64(i.To) && to >= int64(i.From)
	}
	if !days(q.Happens, f.from, f.to) || !days(q.Said, f.saidFrom, f.saidTo) {
		return false, nil
	}
	if r := q.Reported; r != (demarche.Interval{}) {
		in := func(d int64) bool {
			return d >= int64(r.From) && d <= int64(r.To) && d < int64(demarche.End) && d > int64(demarche.Beginning)
		}
		if !in(f.first) && !in(f.last) {
			return false, nil
		}
	}
	if q.Source == "" {
		return true, nil
	}
	rows, _, err := p.r.membersAt(id, p.n)
	if err != nil {
		return false, err
	}
	for _, row := range rows {
		rep, ok, err := p.r.report(row, p.n, p.by)
		if err != nil {
			return false, err
		}
		if ok && string(rep.Source) == q.Source {
			return true, nil
		}
	}
	return false, nil
}

// same gives the actors and all that a person said are the same as one of them.
func (r *reader) same(actors []demarche.ActorID, n int64) ([]string, error) {
	_, ties, err := r.decisionsAt(n)
	if err != nil {
		return nil, err
	}
	var out []string
	if ties.Actor == nil {
		for _, a := range actors {
			out = append(out, string(a))
		}
		return out, nil
	}
	want := map[demarche.ActorID]bool{}
	for _, a := range actors {
		want[ties.Actor(a)] = true
		out = append(out, string(a))
	}
	for _, d := range r.decided.all {
		if d.Kind != demarche.DecideAlias {
			continue
		}
		var to demarche.ActorID
		if decode(d.Value, &to, "") != nil {
			continue
		}
		for _, a := range []demarche.ActorID{demarche.ActorID(d.Target), to} {
			if want[ties.Actor(a)] && !slices.Contains(out, string(a)) {
				out = append(out, string(a))
			}
		}
	}
	return out, nil
}
