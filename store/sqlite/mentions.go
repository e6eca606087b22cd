package sqlite

import (
	"strings"

	"demarche"
	"demarche/ledger"
)

// mentions notes what an article calls the actors of a row. Most of it was
// noted with another row of the article, or with another article.
func (t *tx) mentions(r *demarche.Row, art *articleMeta, recorded int64) error {
	if t.noted == nil || t.notedOf != art.id || t.notedAt != recorded {
		t.noted, t.notedOf, t.notedAt = map[mentionKey]bool{}, art.id, recorded
	}
	var notes, words []any
	for i := range r.Known {
		p := &r.Known[i]
		actor, err := t.term(termActor, string(p.ID))
		if err != nil {
			return err
		}
		note := func(what int, name string) (bool, error) {
			k := mentionKey{actor, what, name}
			if t.noted[k] {
				return false, nil
			}
			t.noted[k] = true
			called, err := t.called(k)
			notes = append(notes, called, art.id, art.day, recorded)
			return true, err
		}
		word := func(of string) { words = t.newWords(words, actor, of) }
		base, err := encode(&demarche.Party{ID: p.ID, Name: p.Name, Kind: p.Kind, Country: p.Country, Unnamed: p.Unnamed})
		if err != nil {
			return err
		}
		fresh, err := note(0, string(base))
		if err != nil {
			return err
		}
		if fresh {
			word(p.Name)
			word(string(p.ID))
		}
		for _, a := range p.Aliases {
			if fresh, err = note(1, a); err != nil {
				return err
			}
			if fresh {
				word(a)
			}
		}
		for _, o := range p.Roles {
			if _, err = note(2, o); err != nil {
				return err
			}
		}
	}
	// Rows that are brought in from another record do not come in order of time.
	if err := t.many(`INSERT INTO mention (called, article, day, recorded)`, 4, notes,
		` ON CONFLICT (called, article) DO UPDATE SET recorded = excluded.recorded WHERE excluded.recorded < recorded`); err != nil {
		return err
	}
	return t.many(`INSERT OR IGNORE INTO actor_word (word, actor)`, 2, words, "")
}

// newWords adds the words of an actor's name that are not written yet, each with
// the actor.
func (t *tx) newWords(words []any, actor int64, name string) []any {
	for _, w := range wordsOf(name) {
		k := termKey{termKind(-actor), w}
		if _, ok := t.s.terms[k]; !ok {
			t.s.terms[k] = 1
			words = append(words, w, actor)
		}
	}
	return words
}

// mentionKey is a name of an actor as an article prints it.
type mentionKey struct {
	actor int64
	what  int
	name  string
}

// mostCalls is how many names a transaction remembers.
const mostCalls = 20_000

// called gives the number of a name of an actor, which it gets where it has
// none.
func (t *tx) called(k mentionKey) (int64, error) {
	if id, ok := t.calls[k]; ok {
		return id, nil
	}
	var id int64
	ok, err := t.c.one(t.ctx, query("called.id"), []any{k.actor, k.what, k.name}, &id)
	if err == nil && !ok {
		id, err = t.c.insert(t.ctx, query("called.put"), k.actor, k.what, k.name)
	}
	if err != nil {
		return 0, err
	}
	if len(t.calls) >= mostCalls || t.calls == nil {
		t.calls = map[mentionKey]int64{}
	}
	t.calls[k] = id
	return id, nil
}

// wordsOf are the words of a name as they are looked for, in house spelling.
func wordsOf(name string) []string {
	return strings.FieldsFunc(ledger.Slug(name), func(r rune) bool { return r == '-' })
}
