package sqlite

import (
	"demarche"
)

// grownEntry is an entry that had a report by a day and got more since, folded
// from the reports by then.
type grownEntry struct {
	id int64
	e  demarche.Entry
}

// growthKey is the state of the record and the day that a list of such entries
// is for.
type growthKey struct {
	last, decision int64
	by             demarche.Day
}

// growths is for how many days lists are remembered; the questions of one
// screen are all for the same day.
const growths = 2

// growing gives the entries that were still growing on a day, as known after
// change n. They are few: those of the days around it.
func (r *reader) growing(n int64, by demarche.Day) ([]grownEntry, error) {
	key := growthKey{last: r.last, by: by}
	now := n >= r.last && r.tx == nil // else nobody asks twice
	if now {
		if _, err := r.c.one(r.ctx, query("decision.last"), nil, &key.decision, new(string)); err != nil {
			return nil, err
		}
		r.s.mu.Lock()
		got, ok := r.s.grown[key]
		r.s.mu.Unlock()
		if ok {
			return got, nil
		}
	}
	out, err := r.grow(n, by)
	if err == nil && now {
		r.s.mu.Lock()
		if len(r.s.grown) >= growths || r.s.grown == nil {
			r.s.grown = map[growthKey][]grownEntry{}
		}
		r.s.grown[key] = out
		r.s.mu.Unlock()
	}
	return out, err
}

func (r *reader) grow(n int64, by demarche.Day) ([]grownEntry, error) {
	held, args := "v.until = 4611686018427387904", []any(nil)
	if n < r.last {
		held, args = "v.since <= ? AND v.until > ?", []any{n, n}
	}
	var ids []int64
	// Those that grew over a few days begin close to the day; the others are few.
	for _, part := range []struct {
		cond string
		args []any
	}{
		{"(v.settled - v.begun > 32) = 0 AND v.begun BETWEEN ? AND ?", []any{int64(by) - shortDays, int64(by)}},
		{"(v.settled - v.begun > 32) = 1 AND v.begun <= ?", []any{int64(by)}},
	} {
		more, err := r.ints(`SELECT v.entry FROM version v INDEXED BY version_growing WHERE `+part.cond+` AND v.settled > v.begun AND v.settled > ? AND v.flags & 4 = 0 AND `+held,
			append(append(part.args, int64(by)), args...)...)
		if err != nil {
			return nil, err
		}
		ids = append(ids, more...)
	}
	var out []grownEntry
	for _, id := range ids {
		e, ok, err := r.fold(id, n, by)
		if err != nil {
			return nil, err
		}
		if ok {
			out = append(out, grownEntry{id, e})
		}
	}
	return out, nil
}
