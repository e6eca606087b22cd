package sqlite

import (
	"context"
	"iter"
	"maps"
	"slices"
	"strings"

	"demarche"
	"demarche/ledger"
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
	if err != nil || n == 0 {
		return err
	}
	about, _, err := r.decisionsAt(n)
	if err != nil {
		return err
	}
	name, exact := quoted(words)
	looked := wordsOf(name)
	var fits map[int64]bool
	if len(looked) > 0 {
		if fits, err = r.actorsWith(looked); err != nil {
			return err
		}
	}
	if exact {
		if fits, err = r.calledSo(fits, name, about); err != nil {
			return err
		}
	}
	return r.mostRows(ctx, known, n, fits, func(g *whole) (bool, error) {
		a, err := r.actor(g, known, about)
		if err != nil {
			return false, err
		}
		// It may be by a name that was not known then.
		if len(looked) > 0 && !named(&a, looked) || exact && !isCalled(&a, name) {
			return true, nil
		}
		return give(a), nil
	})
}

// calledSo leaves the actors that may be called by a whole name: that anybody
// ever called so, and those that a person renamed. Many share a word, as all of
// one country do with its name.
func (r *reader) calledSo(fits map[int64]bool, name string, about map[string][]demarche.Decision) (map[int64]bool, error) {
	out := map[int64]bool{}
	slug := ledger.Slug(name)
	if slug == "" {
		return out, nil
	}
	for id := range fits {
		own, err := r.name(id)
		if err != nil {
			return nil, err
		}
		renamed := slices.ContainsFunc(about[own], func(d demarche.Decision) bool { return d.Kind == demarche.DecideRename })
		if own == name || renamed || ledger.Slug(own) == slug {
			out[id] = true
		}
	}
	err := r.c.each(r.ctx, `SELECT actor, what, name FROM called WHERE what < 2 AND actor IN (SELECT value FROM json_each(?))`, []any{"[" + joinInts(slices.Sorted(maps.Keys(fits))) + "]"}, func(scan func(...any) error) error {
		var id int64
		var what int
		var text string
		if err := scan(&id, &what, &text); err != nil {
			return err
		}
		if what == 0 {
			var p demarche.Party
			if err := decode([]byte(text), &p, r.s.path); err != nil {
				return err
			}
			text = p.Name
		}
		if ledger.Slug(text) == slug {
			out[id] = true
		}
		return nil
	})
	return out, err
}

// quoted takes the quotation marks from a whole name.
func quoted(words string) (name string, ok bool) {
	if len(words) > 2 && words[0] == '"' && words[len(words)-1] == '"' {
		return words[1 : len(words)-1], true
	}
	return words, false
}

// rareWord is how many actors a rare word has at most.
const rareWord = 100

// actorsWith finds the actors that may have a word with each of the beginnings.
func (r *reader) actorsWith(words []string) (map[int64]bool, error) {
	var out map[int64]bool
	keep := func(ids []int64) {
		next := map[int64]bool{}
		for _, id := range ids {
			if out == nil || out[id] {
				next[id] = true
			}
		}
		out = next
	}
	// Where some of the words are rare, only their actors are looked at.
	for _, w := range words {
		ids, err := r.ints(`SELECT actor FROM actor_word WHERE word >= ? AND word < ? LIMIT ?`, w, w+"\U0010ffff", rareWord+1)
		if err != nil {
			return nil, err
		}
		if len(ids) <= rareWord {
			keep(ids)
		}
	}
	if out != nil {
		return out, nil
	}
	for _, w := range words {
		ids, err := r.ints(`SELECT actor FROM actor_word WHERE word >= ? AND word < ?`, w, w+"\U0010ffff")
		if err != nil {
			return nil, err
		}
		keep(ids)
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

// isCalled reports whether a name, in house spelling, is one of an actor, or its
// id.
func isCalled(a *store.Actor, name string) bool {
	if string(a.ID) == name || slices.Contains(a.Same, demarche.ActorID(name)) {
		return true
	}
	slug := ledger.Slug(name)
	return ledger.Slug(a.Name) == slug || slices.ContainsFunc(a.Aliases, func(n store.Alias) bool { return ledger.Slug(n.Name) == slug })
}
