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
		note := func(what int, name string) bool {
			k := mentionKey{actor, what, name}
			if t.noted[k] {
				return false
			}
			t.noted[k] = true
			notes = append(notes, actor, what, name, art.id, art.day, recorded)
			return true
		}
		word := func(of string) { words = t.newWords(words, actor, of) }
		base, err := encode(&demarche.Party{ID: p.ID, Name: p.Name, Kind: p.Kind, Country: p.Country, Unnamed: p.Unnamed})
		if err != nil {
			return err
		}
		if note(0, string(base)) {
			word(p.Name)
			word(string(p.ID))
		}
		for _, a := range p.Aliases {
			if note(1, a) {
				word(a)
			}
		}
		for _, o := range p.Roles {
			note(2, o)
		}
	}
	// Rows that are brought in from another record do not come in order of time.
	if err := t.many(`INSERT INTO mention (actor, what, name, article, day, recorded)`, 6, notes,
		` ON CONFLICT (actor, what, name, article) DO UPDATE SET recorded = excluded.recorded WHERE excluded.recorded < recorded`); err != nil {
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

// wordsOf are the words of a name as they are looked for, in house spelling.
func wordsOf(name string) []string {
	return strings.FieldsFunc(ledger.Slug(name), func(r rune) bool { return r == '-' })
}
