package main

import (
	"strings"

	"demarche/text"
)

// count is a tally of right answers on gold tokens, punctuation counted.
type count struct{ words, upos, xpos, feats, lemma, heads, arcs int }

// add compares tags and arcs with those of d. A relation is right without its
// subtype.
func (c *count) add(d *text.Doc, tags []text.Tag, arcs []text.Arc) {
	is := func(n *int, ok bool) bool {
		if ok {
			*n++
		}
		return ok
	}
	base := func(rel string) string { b, _, _ := strings.Cut(rel, ":"); return b }
	for i := range d.Tokens {
		g, t := d.Tags[i], tags[i]
		c.words++
		is(&c.upos, g.UPOS == t.UPOS)
		is(&c.xpos, g.XPOS == t.XPOS)
		is(&c.feats, g.Feats == t.Feats)
		is(&c.lemma, g.Lemma == t.Lemma)
		is(&c.arcs, is(&c.heads, d.Arcs[i].Head == arcs[i].Head) && base(d.Arcs[i].Rel) == base(arcs[i].Rel))
	}
}
