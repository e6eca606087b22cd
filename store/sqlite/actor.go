package sqlite

import (
	"cmp"
	"slices"

	"demarche"
	"demarche/store"
)

// actor gathers what articles and persons say of an actor.
func (r *reader) actor(g *whole, known store.Known, about map[string][]demarche.Decision) (store.Actor, error) {
	a := store.Actor{Counts: g.counts}
	a.ID = g.id
	for _, id := range g.names {
		if id != g.id {
			a.Same = append(a.Same, id)
		}
	}
	slices.Sort(a.Same)
	type said struct {
		name        string
		n           int
		first, last *int64
	}
	var told [3]map[string]*said // by what: as a whole, names, offices
	for i := range told {
		told[i] = map[string]*said{}
	}
	q, args := `SELECT c.what, c.name, sum(m.n), min(nullif(m.day, 2147483647)), max(nullif(m.day, 2147483647)) FROM called c CROSS JOIN mention_sum m ON m.called = c.id WHERE c.actor = ?1`, []any(nil)
	if known.Published != 0 {
		q += " AND m.day <= " + itoa(int64(known.Published))
	}
	if !known.At.IsZero() {
		// Whole days are added up; of the day itself each is looked at.
		at := stamp(known.At)
		q, args = `SELECT * FROM (`+q+` AND m."on" < ?2 GROUP BY c.id) UNION ALL SELECT c.what, c.name, count(*), min(m.day), max(m.day)
FROM called c CROSS JOIN mention m ON m.called = c.id WHERE c.actor = ?1 AND m.recorded BETWEEN ?3 AND ?4`, append(args, dayNumber(at), dayNumber(at)*86400e9, at)
		if known.Published != 0 {
			q += " AND m.day <= " + itoa(int64(known.Published))
		}
	}
	q += " GROUP BY c.id"
	for _, id := range g.ids {
		err := r.c.each(r.ctx, q, append([]any{id}, args...), func(scan func(...any) error) error {
			var what int
			var s said
			if err := scan(&what, &s.name, &s.n, &s.first, &s.last); err != nil {
				return err
			}
			if o := told[what][s.name]; o != nil {
				o.n += s.n
				o.first, o.last = earlier(o.first, s.first), later(o.last, s.last)
			} else {
				told[what][s.name] = &s
			}
			return nil
		})
		if err != nil {
			return a, err
		}
	}
	order := func(m map[string]*said) []*said {
		var out []*said
		for _, s := range m {
			out = append(out, s)
		}
		slices.SortFunc(out, func(x, y *said) int { return cmp.Or(y.n-x.n, cmp.Compare(x.name, y.name)) })
		return out
	}
	var first, last *int64
	best := 0
	for _, s := range order(told[0]) {
		first, last = earlier(first, s.first), later(last, s.last)
		var p demarche.Party
		if err := decode([]byte(s.name), &p, r.s.path); err != nil {
			return a, err
		}
		// The most frequent of those under its own id.
		if own := p.ID == g.id; best == 0 || own && best == 1 {
			a.Party, best = p, 1
			if own {
				best = 2
			}
		}
	}
	a.ID = g.id
	if a.Name == "" {
		a.Name = string(g.id)
	}
	a.First, a.Last = dayText(first), dayText(last)
	off := map[string]bool{}
	for _, id := range append([]demarche.ActorID{g.id}, a.Same...) {
		for _, d := range about[string(id)] {
			var s string
			if decode(d.Value, &s, "") != nil {
				continue
			}
			switch d.Kind {
			case demarche.DecideRename:
				a.Name = s
			case demarche.DecideReject:
				off[s] = true
			case demarche.DecideAccept:
				delete(off, s) // on again
			}
		}
	}
	a.Aliases = []store.Alias{}
	for _, s := range order(told[1]) {
		a.Aliases = append(a.Aliases, store.Alias{Name: s.name, Count: s.n, Off: off[s.name]})
	}
	a.Offices = []store.Office{}
	for _, s := range order(told[2]) {
		a.Offices = append(a.Offices, store.Office{Title: s.name, First: dayText(s.first), Last: dayText(s.last)})
	}
	slices.SortFunc(a.Offices, func(x, y store.Office) int {
		return cmp.Or(cmp.Compare(sortDay(x.First), sortDay(y.First)), cmp.Compare(x.Title, y.Title))
	})
	return a, nil
}

// sortDay puts what has no day last.
func sortDay(m demarche.Maybe) string { return cmp.Or(string(m), "~") }

func dayText(d *int64) demarche.Maybe {
	if d == nil {
		return ""
	}
	return demarche.Maybe(demarche.Day(*d).String())
}

func earlier(a, b *int64) *int64 {
	if a == nil || b != nil && *b < *a {
		return b
	}
	return a
}

func later(a, b *int64) *int64 {
	if a == nil || b != nil && *b > *a {
		return b
	}
	return a
}
