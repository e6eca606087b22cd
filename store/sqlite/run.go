package sqlite

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"demarche"
	"demarche/store"
)

// found is a version that a statement gave.
type found struct {
	id, entry, best, class, date, first, last, rank int64
	body                                            []byte // see fetch
}

func scanFound(scan func(...any) error) (f found, err error) {
	err = scan(&f.id, &f.entry, &f.best, &f.class, &f.date, &f.first, &f.last, &f.rank)
	return f, err
}

func (f *found) key(o store.Order) [2]int64 {
	switch o {
	case store.Oldest:
		return [2]int64{0, f.first}
	case store.ByDate, store.ByDateUp:
		if f.class == classNone {
			return [2]int64{1, 0}
		}
		if o == store.ByDate {
			return [2]int64{0, -f.date}
		}
		return [2]int64{0, f.date}
	}
	return [2]int64{0, -f.last}
}

// run asks the statements and gives their entries in order until give has
// enough.
func (p *plan) run(ctx context.Context, give func(demarche.Entry) bool) error {
	if p.nobody || p.matches != nil && p.matches.none() {
		return nil
	}
	// What is folded again waits in its order for its turn.
	grown, err := p.grown()
	if err != nil {
		return err
	}
	past := func(e *demarche.Entry) bool { // the page before has it
		return p.after != nil && compareEntries(e, p.after, p.q.Order) <= 0
	}
	turn := func(e *demarche.Entry) bool {
		for len(grown) > 0 && (e == nil || compareEntries(&grown[0], e, p.q.Order) < 0) {
			g := grown[0]
			grown = grown[1:]
			if !past(&g) && !give(g) {
				return false
			}
		}
		return e == nil || past(e) || give(*e)
	}
	statements, err := p.statements()
	if err != nil {
		return err
	}
	on := true
	for _, s := range statements {
		if !on {
			break
		}
		// Those that the numbers do not tell apart are put in order by their ids.
		var same []found
		out := func() error {
			entries := make([]demarche.Entry, 0, len(same))
			for i, f := range same {
				if i > 0 && slices.ContainsFunc(same[:i], func(o found) bool { return o.id == f.id }) {
					continue // found by two tags
				}
				var e demarche.Entry
				if err := unpack(f.body, &e, p.r.s.path); err != nil {
					return err
				}
				entries = append(entries, e)
			}
			slices.SortFunc(entries, func(a, b demarche.Entry) int { return strings.Compare(string(a.ID), string(b.ID)) })
			for i := range entries {
				if on = on && turn(&entries[i]); !on {
					break
				}
			}
			same = same[:0]
			return nil
		}
		take := func(f found) (bool, error) {
			if len(same) > 0 && (same[0].rank != f.rank || same[0].key(p.q.Order) != f.key(p.q.Order)) {
				if err := out(); err != nil || !on {
					return false, err
				}
			}
			same = append(same, f)
			return true, nil
		}
		fetch := p.fetch(take)
		take = fetch
		if p.sieved {
			take = p.matches.sieve(p.r, take)
		}
		var failed error
		handOut(p.r, ctx, s.sql, s.args, scanFound, func(f found) bool {
			ok, err := take(f)
			failed = err
			return ok && err == nil
		}, func(err error) { failed = err })
		if failed == nil && on && p.sieved {
			_, failed = take(found{}) // the rest
		}
		if failed == nil && on {
			_, failed = fetch(found{})
		}
		if failed == nil && on {
			failed = out()
		}
		if failed != nil {
			return failed
		}
	}
	if on {
		turn(nil)
	}
	return nil
}

// fetched is how many bodies are read at once at most.
const fetched = 64

// fetch reads the bodies of what was found, several with one statement: as many
// as are asked for, or more and more. A found without id ends it.
func (p *plan) fetch(next func(found) (bool, error)) func(found) (bool, error) {
	var wait []found
	size := 8
	if p.q.Limit > 0 {
		size = min(p.q.Limit, fetched)
	}
	return func(f found) (bool, error) {
		if f.id != 0 {
			if wait = append(wait, f); len(wait) < size {
				return true, nil
			}
			size = min(2*size, fetched)
		}
		if err := p.bodies(wait); err != nil {
			return false, err
		}
		for _, f := range wait {
			if ok, err := next(f); err != nil || !ok {
				return ok, err
			}
		}
		wait = wait[:0]
		return true, nil
	}
}

// bodies reads what versions say.
func (p *plan) bodies(of []found) error {
	ids := make([]int64, len(of))
	for i := range of {
		ids[i] = of[i].id
	}
	all, err := p.r.bodies(ids)
	for i := range of {
		of[i].body = all[of[i].id]
	}
	return err
}

// bodies reads what versions say, by their numbers; 0 is none.
func (r *reader) bodies(ids []int64) (map[int64][]byte, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	n := 1
	for n < len(ids) {
		n *= 4 // one statement for many numbers of them
	}
	args := make([]any, n)
	for i := range args {
		args[i] = ids[min(i, len(ids)-1)]
	}
	all := make(map[int64][]byte, len(ids))
	err := r.c.each(r.ctx, `SELECT id, body FROM version_body WHERE id IN (`+marks(n)+`)`, args, func(scan func(...any) error) error {
		var id int64
		var body []byte
		err := scan(&id, &body)
		all[id] = body
		return err
	})
	for _, id := range ids {
		if err == nil && id != 0 && all[id] == nil {
			err = demarche.Errorf(demarche.Unavailable, r.s.path, "version %d has no body: the record is damaged", id)
		}
	}
	return all, err
}

func compareEntries(a, b *demarche.Entry, o store.Order) int {
	return cmp.Or(compareKeys(sortKey(a, o), sortKey(b, o)), strings.Compare(string(a.ID), string(b.ID)))
}

// grown gives the entries that were still growing on the day asked for, as
// far as the query wants them, in order.
func (p *plan) grown() ([]demarche.Entry, error) {
	if p.by == 0 {
		return nil, nil
	}
	all, err := p.r.growing(p.n, p.by)
	if err != nil {
		return nil, err
	}
	var out []demarche.Entry
	var best []found // of each, where words are asked for
	for i := range all.entries {
		g := &all.entries[i]
		if p.list && !slices.Contains(p.listed, g.id) {
			continue
		}
		ok, err := p.wants(g)
		if err != nil {
			return nil, err
		}
		if !ok {
			continue
		}
		if p.matches != nil {
			row, err := p.r.rowID(string(g.e.Best))
			if err != nil {
				return nil, err
			}
			best = append(best, found{best: row})
		}
		out = append(out, g.e)
	}
	if p.matches != nil {
		hit, err := p.matches.of(p.r, best)
		if err != nil {
			return nil, err
		}
		i := 0
		out = slices.DeleteFunc(out, func(demarche.Entry) bool { i++; return !hit[best[i-1].best] })
	}
	slices.SortFunc(out, func(a, b demarche.Entry) int { return compareEntries(&a, &b, p.q.Order) })
	return out, nil
}
