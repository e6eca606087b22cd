package sqlite

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strings"

	"demarche"
	"demarche/store"
)

// Actors yields the actors that take part in an entry as known.
func (r *reader) Actors(ctx context.Context, words string, known store.Known) iter.Seq2[store.Actor, error] {
	return func(yield func(store.Actor, error) bool) {
		if err := r.actors(ctx, words, known, func(a store.Actor) bool { return yield(a, nil) }); err != nil {
			yield(store.Actor{}, r.s.fault(err))
		}
	}
}

// whole is an actor under all its ids.
type whole struct {
	id     demarche.ActorID
	ids    []int64
	names  []demarche.ActorID
	counts map[demarche.RowKind]int
	sum    int
}

func (r *reader) actors(ctx context.Context, words string, known store.Known, give func(store.Actor) bool) error {
	n, err := r.at(known)
	if err != nil {
		return err
	}
	about, ties, err := r.decisionsAt(n)
	if err != nil {
		return err
	}
	looked := wordsOf(words)
	var fits, only map[int64]bool
	if len(looked) > 0 {
		if fits, err = r.actorsWith(looked); err != nil {
			return err
		}
		if ties.Actor == nil && len(fits) <= 1000 {
			only = fits // nobody else has to be counted with them
		}
	}
	counts, err := r.actorCounts(ctx, known, n, only)
	if err != nil {
		return err
	}
	groups := map[demarche.ActorID]*whole{}
	wanted := map[demarche.ActorID]bool{}
	for id, c := range counts {
		if fits != nil && !fits[id] && ties.Actor == nil {
			continue
		}
		name, err := r.name(id)
		if err != nil {
			return err
		}
		own := demarche.ActorID(name)
		main := own
		if ties.Actor != nil {
			main = ties.Actor(main)
		}
		g := groups[main]
		if g == nil {
			g = &whole{id: main, counts: map[demarche.RowKind]int{}}
			groups[main] = g
		}
		g.ids, g.names = append(g.ids, id), append(g.names, own)
		for k, v := range c {
			g.counts[k] += v
			g.sum += v
		}
		wanted[main] = wanted[main] || fits == nil || fits[id]
	}
	var list []*whole
	for id, g := range groups {
		if wanted[id] {
			list = append(list, g)
		}
	}
	slices.SortFunc(list, func(a, b *whole) int { return cmp.Or(b.sum-a.sum, cmp.Compare(a.id, b.id)) })
	for _, g := range list {
		a, err := r.actor(g, known, about)
		if err != nil {
			return err
		}
		if len(looked) > 0 && !named(&a, looked) {
			continue // by a name that was not known then
		}
		if !give(a) {
			return nil
		}
	}
	return nil
}

// actorCounts gives the entries of each actor by kind; of all where only is nil.
func (r *reader) actorCounts(ctx context.Context, known store.Known, n int64, only map[int64]bool) (map[int64]map[demarche.RowKind]int, error) {
	out := map[int64]map[demarche.RowKind]int{}
	add := func(id int64, k demarche.RowKind, n int) {
		if out[id] == nil {
			out[id] = map[demarche.RowKind]int{}
		}
		out[id][k] += n
	}
	if known.Published != 0 && n < r.last {
		for e, err := range r.Entries(ctx, store.Query{Known: known}) {
			if err != nil {
				return nil, err
			}
			for _, a := range store.TakePart(&e) {
				id, err := r.find(termActor, string(a))
				if err != nil {
					return nil, err
				}
				add(id, e.Kind, 1)
			}
		}
		return out, nil
	}
	narrow := ""
	if only != nil {
		ids := make([]string, 0, len(only))
		for id := range only {
			ids = append(ids, itoa(id))
		}
		slices.Sort(ids) // one statement for one question
		narrow = " AND a IN (" + strings.Join(ids, ", ") + ")"
	}
	if n == 0 {
		return out, nil
	}
	if only == nil {
		r.named = map[int64]string{}
		if err := r.c.each(ctx, `SELECT id, name FROM term WHERE kind = ?`, []any{int64(termActor)}, func(scan func(...any) error) error {
			var id int64
			var name string
			err := scan(&id, &name)
			r.named[id] = name
			return err
		}); err != nil {
			return nil, err
		}
	}
	keep := func(k *totalKey) bool { return k[3] == 0 && (only == nil || only[k[1]]) }
	err := r.sums(ctx, totalActor, n, known.Published, narrow+" AND c = 0", keep, func(k totalKey, n int64) error {
		if n > 0 {
			add(k[1], kindName[k[2]], int(n))
		}
		return nil
	})
	return out, err
}

// rareWord is how many actors a rare word has at most.
const rareWord = 100

// actorsWith finds the actors that may have a word with each of the beginnings.
func (r *reader) actorsWith(words []string) (map[int64]bool, error) {
	// Where one of the words is rare, its actors are looked at one by one.
	for _, w := range words {
		ids, err := r.ints(`SELECT actor FROM actor_word WHERE word >= ? AND word < ? LIMIT ?`, w, w+"\U0010ffff", rareWord+1)
		if err != nil {
			return nil, err
		}
		if len(ids) > rareWord {
			continue
		}
		out := map[int64]bool{}
		for _, id := range ids {
			out[id] = true
		}
		return out, nil
	}
	var out map[int64]bool
	for _, w := range words {
		ids, err := r.ints(`SELECT DISTINCT actor FROM actor_word WHERE word >= ? AND word < ?`, w, w+"\U0010ffff")
		if err != nil {
			return nil, err
		}
		next := map[int64]bool{}
		for _, id := range ids {
			if out == nil || out[id] {
				next[id] = true
			}
		}
		out = next
	}
	return out, nil
}

// named reports whether the names of an actor have all the words.
func named(a *store.Actor, words []string) bool {
	have := append(wordsOf(a.Name), wordsOf(string(a.ID))...)
	for _, s := range a.Same {
		have = append(have, wordsOf(string(s))...)
	}
	for _, n := range a.Aliases {
		have = append(have, wordsOf(n.Name)...)
	}
	for _, w := range words {
		if !slices.ContainsFunc(have, func(h string) bool { return strings.HasPrefix(h, w) }) {
			return false
		}
	}
	return true
}

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
	q, args := `SELECT what, name, sum(n), min(nullif(day, 2147483647)), max(nullif(day, 2147483647)) FROM mention_sum WHERE actor = ?1`, []any(nil)
	if known.Published != 0 {
		q += " AND day <= " + itoa(int64(known.Published))
	}
	if !known.At.IsZero() {
		// Whole days are added up; of the day itself each is looked at.
		at := stamp(known.At)
		q, args = `SELECT * FROM (`+q+` AND "on" < ?2 GROUP BY what, name) UNION ALL SELECT m.what, m.name, count(*), min(m.day), max(m.day)
FROM (SELECT DISTINCT what, name FROM mention_sum WHERE actor = ?1 AND "on" = ?2) s CROSS JOIN mention m WHERE m.actor = ?1 AND m.what = s.what AND m.name = s.name AND m.recorded BETWEEN ?3 AND ?4`, append(args, dayNumber(at), dayNumber(at)*86400e9, at)
		if known.Published != 0 {
			q += " AND m.day <= " + itoa(int64(known.Published))
		}
		q += " GROUP BY m.what, m.name"
	} else {
		q += " GROUP BY what, name"
	}
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
