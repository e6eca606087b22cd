package sqlite

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"demarche"
	"demarche/store"
)

// Pairs counts acts between two actors, the most frequent first.
func (r *reader) Pairs(ctx context.Context, q store.Query) ([]store.Pair, error) {
	n, err := r.at(q.Known)
	if err != nil {
		return nil, r.s.fault(err)
	}
	if len(q.Kinds) > 0 && !slices.Contains(q.Kinds, demarche.ActRow) || len(q.Forces) > 0 && len(q.Types) == 0 {
		return nil, nil
	}
	_, ties, err := r.decisionsAt(n)
	if err != nil {
		return nil, r.s.fault(err)
	}
	counts := map[store.Pair]int{}
	add := func(a, b demarche.ActorID, t demarche.ActType, s demarche.Status, n int) {
		if ties.Actor != nil {
			x, y := ties.Actor(a), ties.Actor(b)
			if (a < b) != (x < y) && a < b && store.Mutual(t) {
				x, y = y, x
			}
			a, b = x, y
		}
		if a != b {
			counts[store.Pair{A: a, B: b, Type: t, Status: s}] += n
		}
	}
	if simplePairs(&q) && (q.Published == 0 || n >= r.last) {
		err = r.pairTotals(ctx, q, n, ties.Actor == nil, add)
	} else {
		all := q
		all.Limit, all.After, all.Kinds = 0, "", []demarche.RowKind{demarche.ActRow}
		all.Forces = nil
		for e, fault := range r.Entries(ctx, all) {
			if fault != nil {
				return nil, fault
			}
			for _, p := range store.PairsOf(e.Act) {
				add(p[0], p[1], e.Act.Type, e.Act.Status, 1)
			}
		}
	}
	if err != nil {
		return nil, r.s.fault(err)
	}
	if len(q.Actors) > 0 || len(q.Pair[0]) > 0 || len(q.Pair[1]) > 0 {
		// Of the pairs of an entry only those that were asked for.
		keep, err := r.pairFilter(q, n)
		if err != nil {
			return nil, r.s.fault(err)
		}
		for p := range counts {
			if !keep(p.A, p.B) {
				delete(counts, p)
			}
		}
	}
	out := make([]store.Pair, 0, len(counts))
	for p, n := range counts {
		if n != 0 {
			p.Count = n
			out = append(out, p)
		}
	}
	slices.SortFunc(out, func(x, y store.Pair) int {
		return cmp.Or(cmp.Compare(y.Count, x.Count), cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B), cmp.Compare(x.Type, y.Type), cmp.Compare(x.Status, y.Status))
	})
	if q.Limit > 0 && len(out) > q.Limit {
		out = out[:q.Limit]
	}
	return out, nil
}

// simplePairs reports whether the totals can answer.
func simplePairs(q *store.Query) bool {
	none := demarche.Interval{}
	return q.Source == "" && q.Article == "" && q.Issue == "" && q.Words == "" && q.Series == "" && !q.Key &&
		q.Happens == none && q.Said == none && q.Reported == none
}

// pairTotals reads the totals of pairs. Where the question has a limit and no
// names were put together, only pairs that can be among the first are read.
func (r *reader) pairTotals(ctx context.Context, q store.Query, n int64, plain bool, add func(a, b demarche.ActorID, t demarche.ActType, s demarche.Status, n int)) error {
	cond := []string{"n > 0"}
	var narrow string
	if !q.Rejected {
		cond = append(cond, "e = 0")
	}
	in := func(column string, kind termKind, names []string) error {
		if len(names) == 0 {
			return nil
		}
		var ids []string
		for _, name := range names {
			id, err := r.find(kind, name)
			if err != nil {
				return err
			}
			ids = append(ids, itoa(id))
		}
		cond = append(cond, column+" IN ("+strings.Join(ids, ", ")+")")
		narrow += " AND " + cond[len(cond)-1]
		return nil
	}
	if err := in("c", termType, names(q.Types)); err != nil {
		return err
	}
	if err := in("d", termStatus, names(q.Statuses)); err != nil {
		return err
	}
	some := len(q.Actors) > 0 || len(q.Pair[0]) > 0 || len(q.Pair[1]) > 0
	for _, actors := range [][]demarche.ActorID{q.Actors, q.Pair[0], q.Pair[1]} {
		if len(actors) == 0 {
			continue
		}
		all, err := r.same(actors, n)
		if err != nil {
			return err
		}
		var ids []string
		for _, a := range all {
			id, err := r.find(termActor, a)
			if err != nil {
				return err
			}
			ids = append(ids, itoa(id))
		}
		list := strings.Join(ids, ", ")
		cond = append(cond, "(a IN ("+list+") OR b IN ("+list+"))")
		narrow += " AND " + cond[len(cond)-1]
	}
	base, err := r.sums(totalPair, n, q.Published, narrow)
	if err != nil {
		return err
	}
	args := base.args
	sql := "SELECT a, b, c, d, sum(n) AS n FROM (" + base.sql + ") WHERE " + strings.Join(cond, " AND ") + " GROUP BY a, b, c, d"
	if !q.Rejected {
		sql = "SELECT a, b, c, d, n FROM (" + base.sql + ") WHERE " + strings.Join(cond, " AND ") // it is grouped as it is kept
	}
	least := int64(0)
	if q.Limit > 0 && plain && !some {
		if _, err := r.c.one(r.ctx, "SELECT coalesce(min(n), 0) FROM (SELECT n FROM ("+sql+") ORDER BY n DESC LIMIT "+itoa(int64(q.Limit))+")", args, &least); err != nil {
			return err
		}
	}
	type row struct{ a, b, c, d, n int64 }
	var rows []row
	err = r.c.each(ctx, "SELECT a, b, c, d, n FROM ("+sql+") WHERE n >= "+itoa(least), args, func(scan func(...any) error) error {
		var w row
		err := scan(&w.a, &w.b, &w.c, &w.d, &w.n)
		rows = append(rows, w)
		return err
	})
	if err != nil {
		return err
	}
	for _, w := range rows {
		var s [4]string
		for i, id := range []int64{w.a, w.b, w.c, w.d} {
			if s[i], err = r.name(id); err != nil {
				return err
			}
		}
		add(demarche.ActorID(s[0]), demarche.ActorID(s[1]), demarche.ActType(s[2]), demarche.Status(s[3]), int(w.n))
	}
	return nil
}

// pairFilter keeps the pairs that a query with actors asks for.
func (r *reader) pairFilter(q store.Query, n int64) (func(a, b demarche.ActorID) bool, error) {
	_, ties, err := r.decisionsAt(n)
	if err != nil {
		return nil, err
	}
	set := func(ids []demarche.ActorID) map[demarche.ActorID]bool {
		m := map[demarche.ActorID]bool{}
		for _, id := range ids {
			if ties.Actor != nil {
				id = ties.Actor(id)
			}
			m[id] = true
		}
		return m
	}
	any, one, two := set(q.Actors), set(q.Pair[0]), set(q.Pair[1])
	return func(a, b demarche.ActorID) bool {
		if len(any) > 0 && !any[a] && !any[b] {
			return false
		}
		switch {
		case len(one) > 0 && len(two) > 0:
			return one[a] && two[b] || one[b] && two[a]
		case len(one) > 0:
			return one[a] || one[b]
		case len(two) > 0:
			return two[a] || two[b]
		}
		return true
	}, nil
}

func names[T ~string](s []T) []string {
	out := make([]string, len(s))
	for i, v := range s {
		out[i] = string(v)
	}
	return out
}
