package text

import (
	"strings"

	"demarche"
)

// tree is the children of every token, in text order.
type tree struct {
	first, next []int32
	n           int
}

// Kids calls f on every child of token i in text order until f returns false.
func (d *Doc) Kids(i int) func(yield func(int) bool) {
	d.grow()
	return func(yield func(int) bool) {
		for k := d.tree.first[i]; k >= 0; k = d.tree.next[k] {
			if !yield(int(k)) {
				return
			}
		}
	}
}

func (d *Doc) grow() {
	if d.tree.n == len(d.Arcs) && d.tree.first != nil {
		return
	}
	n := len(d.Arcs)
	t := tree{first: make([]int32, n), next: make([]int32, n), n: n}
	for i := range t.first {
		t.first[i], t.next[i] = -1, -1
	}
	for i := n - 1; i >= 0; i-- {
		if h := d.Arcs[i].Head; h >= 0 {
			t.next[i] = t.first[h]
			t.first[h] = int32(i)
		}
	}
	d.tree = t
}

// SetArcs places the dependency layer and forgets what was derived from an
// earlier one.
func (d *Doc) SetArcs(a []Arc) { d.Arcs, d.tree = a, tree{} }

// Kid returns the first child of i with one of the relations, or -1. A
// relation without a subtype takes every subtype ("nsubj" takes "nsubj:pass").
func (d *Doc) Kid(i int, rels ...string) int {
	for k := range d.Kids(i) {
		if RelIs(d.Arcs[k].Rel, rels...) {
			return k
		}
	}
	return -1
}

// AllKids returns every child of i with one of the relations.
func (d *Doc) AllKids(i int, rels ...string) []int {
	var out []int
	for k := range d.Kids(i) {
		if RelIs(d.Arcs[k].Rel, rels...) {
			out = append(out, k)
		}
	}
	return out
}

// RelIs reports whether rel is one of rels, or a subtype of one.
func RelIs(rel string, rels ...string) bool {
	for _, r := range rels {
		if rel == r || len(rel) > len(r) && rel[len(r)] == ':' && rel[:len(r)] == r {
			return true
		}
	}
	return false
}

// Rel returns the relation of token i.
func (d *Doc) Rel(i int) string { return d.Arcs[i].Rel }

// Head returns the head of token i, -1 for a root.
func (d *Doc) Head(i int) int { return d.Arcs[i].Head }

// Lemma returns the lemma of token i, lower-cased.
func (d *Doc) Lemma(i int) string { return strings.ToLower(d.Tags[i].Lemma) }

// Form returns the words of token i.
func (d *Doc) Form(i int) string { return d.Tokens[i].In(d.Text) }

// Lower returns the words of token i in lower case.
func (d *Doc) Lower(i int) string { return strings.ToLower(d.Form(i)) }

// UPOS returns the part of speech of token i.
func (d *Doc) UPOS(i int) string { return d.Tags[i].UPOS }

// Under reports whether token i is a or hangs below it.
func (d *Doc) Under(i, a int) bool {
	for n := 0; i >= 0 && n <= len(d.Arcs); n++ {
		if i == a {
			return true
		}
		i = d.Arcs[i].Head
	}
	return false
}

// Subtree returns the range from the first to the last token under i. For a
// projective tree, as our parser makes, that is the subtree itself.
func (d *Doc) Subtree(i int) Range {
	r := Range{i, i + 1}
	for k := range d.Kids(i) {
		s := d.Subtree(k)
		r.From, r.To = min(r.From, s.From), max(r.To, s.To)
	}
	return r
}

// SubtreeWithout is Subtree leaving out the children of i (not of its
// descendants) for which drop is true.
func (d *Doc) SubtreeWithout(i int, drop func(kid int) bool) Range {
	r := Range{i, i + 1}
	for k := range d.Kids(i) {
		if drop(k) {
			continue
		}
		s := d.Subtree(k)
		r.From, r.To = min(r.From, s.From), max(r.To, s.To)
	}
	return r
}

// Span returns the bytes of a range of tokens, from the first to the last.
func (d *Doc) Span(r Range) demarche.Span {
	if r.From >= r.To {
		return demarche.Span{}
	}
	return demarche.Span{Start: d.Tokens[r.From].Start, End: d.Tokens[r.To-1].End}
}

// Words returns the text of a range of tokens.
func (d *Doc) Words(r Range) string { return d.Span(r).In(d.Text) }

// SentenceOf returns the index of the sentence that holds token i.
func (d *Doc) SentenceOf(i int) int {
	lo, hi := 0, len(d.Sentences)
	for lo+1 < hi {
		if m := (lo + hi) / 2; d.Sentences[m].From <= i {
			lo = m
		} else {
			hi = m
		}
	}
	return lo
}

// TokenAt returns the token that holds byte b, or the next one after it;
// len(Tokens) when there is none.
func (d *Doc) TokenAt(b int) int {
	lo, hi := 0, len(d.Tokens)
	for lo < hi {
		if m := (lo + hi) / 2; d.Tokens[m].End <= b {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

// QuoteOf returns the index of the innermost quote that holds token i, or -1.
func (d *Doc) QuoteOf(i int) int {
	best := -1
	for q := range d.Quotes {
		if d.Quotes[q].From > i {
			break
		}
		if d.Quotes[q].Has(i) {
			best = q
		}
	}
	return best
}
