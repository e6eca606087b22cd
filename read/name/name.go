// Package name finds the mentions of an article: names with their titles,
// states and their demonyms, seats that stand for governments, noun phrases
// that describe an actor by its role, and pronouns. It says what a mention
// looks like; read/coref says whom it refers to.
//
// Names come from two sources: a tagger trained on news (see [Model]) and the
// lexicon. The longer of two that overlap wins; the lexicon alone decides
// keys, so that a name nobody listed is still a name.
package name

import (
	"slices"

	"demarche"
	"demarche/lexicon"
	"demarche/text"
)

// Finder finds mentions. It is read-only and safe for concurrent use.
type Finder struct {
	lex     *lexicon.Lexicon
	model   *Model
	nouns   *lexicon.List // data/en/lists/actor_nouns.txt
	offices *lexicon.List // data/en/lists/offices.txt
	given   *lexicon.List // data/en/lists/given_names.txt
}

// New returns a finder over a lexicon and a trained model. Without a model
// (nil) only capital letters and the lexicon tell names.
func New(lex *lexicon.Lexicon, m *Model) *Finder {
	return &Finder{lex: lex, model: m, nouns: lex.List("actor_nouns"), offices: lex.List("offices"), given: lex.List("given_names")}
}

// Find returns the mentions of a tagged and parsed article in text order of
// their first token, longest first. Refs are left to read/coref.
func (f *Finder) Find(d *text.Doc) []text.Mention {
	if len(d.Tokens) == 0 || len(d.Tags) != len(d.Tokens) || len(d.Arcs) != len(d.Tokens) {
		return nil
	}
	w := &work{
		Finder: f, d: d,
		low:   make([]string, len(d.Tokens)),
		taken: make([]bool, len(d.Tokens)),
		inner: make([]int32, len(d.Tokens)),
		title: make([]bool, len(d.Tokens)),
	}
	for i := range d.Tokens {
		w.low[i] = d.Lower(i)
	}
	w.hits()
	w.markTitles()
	w.names()
	for i := range w.spans {
		w.named(&w.spans[i])
	}
	for i := range d.Tokens {
		if w.pronoun(i) {
			continue
		}
		w.roleAt(i)
	}
	return w.sorted()
}

// work is the state of one Find.
type work struct {
	*Finder
	d     *text.Doc
	low   []string
	gaz   []hit   // by first token; to is 0 where nothing starts
	spans []span  // names in text order, not overlapping
	inner []int32 // index+1 of the span that covers a token
	title []bool  // the token belongs to the words of an office
	taken []bool  // the token belongs to the words of a mention by name (its title and modifiers too)
	out   []text.Mention
}

func (w *work) add(m text.Mention) { w.out = append(w.out, m) }

// headOf is the first token of the range that hangs from outside it.
func (w *work) headOf(r text.Range) int {
	for i := r.From; i < r.To; i++ {
		if !r.Has(w.d.Arcs[i].Head) && w.d.Tags[i].UPOS != "PUNCT" && w.d.Tags[i].UPOS != "ADP" {
			return i
		}
	}
	return r.From
}

func (w *work) sorted() []text.Mention {
	slices.SortStableFunc(w.out, func(a, b text.Mention) int {
		if a.From != b.From {
			return a.From - b.From
		}
		return b.To - a.To
	})
	return slices.CompactFunc(w.out, func(a, b text.Mention) bool { return a.Range == b.Range })
}

// kindOf reads the kind column of the actor nouns.
func kindOf(v string, plural bool) demarche.ActorKind {
	for i := range v {
		if v[i] == ' ' {
			v = v[:i]
			break
		}
	}
	switch {
	case v == "person" && plural:
		return demarche.People
	case v == "official" && plural:
		return demarche.Government
	case v == "official":
		return demarche.Person
	}
	return demarche.ActorKind(v)
}
