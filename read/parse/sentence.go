package parse

import (
	"demarche/model"
	"demarche/text"
)

// Features is the version of the feature code in this package. Weights of
// another version are refused.
const Features = 2

// node is one word as the features see it.
type node struct {
	w    uint32 // hash of the folded form
	p    uint32 // Penn tag with part of speech
	u    uint32 // part of speech
	f, c uint32 // fine and coarse word cluster
	mark uint8  // bits: verb, noun, punctuation, quotation mark, conjunction
}

const (
	isVerb = 1 << iota
	isNoun
	isPunct
	isQuote
	isConj
)

// Sentence is the scratch in which one sentence is parsed. Word i is node
// i+1; node 0 is "none", and the root stands after the last word.
type Sentence struct {
	n     int
	nodes []node
	fold  []byte
	feats []uint32

	verbs, puncts []int32 // running counts, to see what stands between two words

	config
	now, next []item
	moves     []move

	label []int32 // label of the arc of a node + 1, while labelling
}

// config is a configuration: the stack, the next word and the arcs so far.
type config struct {
	stack        []int32
	buf          int32
	head         []int32
	left1, left2 []int32 // outermost and next child on the left, 0 when none
	right1       []int32
	right2       []int32
	nl, nr       []uint8
}

// Load takes in sentence r of d, which must have its tags.
func (s *Sentence) Load(clusters *model.Index, d *text.Doc, r text.Range) {
	s.n = r.Len()
	s.nodes = fit(s.nodes, s.n+2)
	s.verbs, s.puncts = fit(s.verbs, s.n+2), fit(s.puncts, s.n+2)
	s.nodes[0] = node{w: 1, p: 1, u: 1}
	for i := range s.n {
		x := &s.nodes[i+1]
		s.fold = model.AppendFold(s.fold[:0], d.Form(r.From+i))
		t := &d.Tags[r.From+i]
		*x = node{w: model.HashBytes(s.fold)}
		x.u = hash(t.UPOS)
		x.p = model.Hash2(1, x.u, hash(t.XPOS))
		if c, ok := clusters.Get(x.w); ok {
			x.f, x.c = c>>8+1, c&0xff+1
		}
		switch t.UPOS {
		case "VERB", "AUX":
			x.mark |= isVerb
		case "NOUN", "PROPN", "PRON":
			x.mark |= isNoun
		case "PUNCT":
			x.mark |= isPunct
		case "CCONJ":
			x.mark |= isConj
		}
		if len(s.fold) == 1 && s.fold[0] == '"' {
			x.mark |= isQuote
		}
		s.verbs[i+1], s.puncts[i+1] = s.verbs[i], s.puncts[i]
		if t.UPOS == "VERB" {
			s.verbs[i+1]++
		}
		if x.mark&isPunct != 0 {
			s.puncts[i+1]++
		}
	}
	s.verbs[s.n+1], s.puncts[s.n+1] = s.verbs[s.n], s.puncts[s.n]
	s.nodes[s.n+1] = node{w: 3, p: 3, u: 3}
	s.Start()
}

// Start puts the sentence back to the first configuration.
func (s *Sentence) Start() {
	s.stack = s.stack[:0]
	s.buf = 1
	s.head = zero(s.head, s.n+2)
	s.left1, s.left2 = zero(s.left1, s.n+2), zero(s.left2, s.n+2)
	s.right1, s.right2 = zero(s.right1, s.n+2), zero(s.right2, s.n+2)
	s.nl, s.nr = zero(s.nl, s.n+2), zero(s.nr, s.n+2)
}

func hash(w string) uint32 {
	var b [24]byte
	return model.HashBytes(append(b[:0], w...))
}

func fit[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n+32)[:n]
	}
	return s[:n]
}

func zero[T any](s []T, n int) []T {
	s = fit(s, n)
	clear(s)
	return s
}

// The transitions of the arc-hybrid system (Kuhlmann, Gómez-Rodríguez and
// Satta 2011): Shift moves the next word onto the stack, Left hangs the top of
// the stack from the next word, Right from the word below it.
const (
	Shift = iota
	Left
	Right
)

// Root is the node of the root.
func (s *Sentence) Root() int32 { return int32(s.n + 1) }

// Done reports whether every word has its head.
func (s *Sentence) Done() bool { return s.buf == s.Root() && len(s.stack) == 0 }

// May reports whether a transition is allowed. Only the last word of the stack
// may hang from the root, so that a sentence has one root.
func (s *Sentence) May(t int) bool {
	switch t {
	case Shift:
		return s.buf < s.Root()
	case Left:
		return len(s.stack) > 0 && (s.buf < s.Root() || len(s.stack) == 1)
	}
	return len(s.stack) > 1
}

// Do carries out a transition.
func (s *Sentence) Do(t int) {
	if t == Shift {
		s.stack = append(s.stack, s.buf)
		s.buf++
		return
	}
	k := len(s.stack) - 1
	d := s.stack[k]
	s.stack = s.stack[:k]
	if t == Left {
		h := s.buf
		s.head[d] = h
		s.left2[h], s.left1[h] = s.left1[h], d
		s.nl[h]++
		return
	}
	h := s.stack[k-1]
	s.head[d] = h
	s.right2[h], s.right1[h] = s.right1[h], d
	s.nr[h]++
}

// Cost counts the gold arcs that a transition makes unreachable (Goldberg and
// Nivre 2013). gold is the head of every node.
func (s *Sentence) Cost(t int, gold []int32) int {
	cost := 0
	if t == Shift {
		b := s.buf
		for i, d := range s.stack {
			if gold[d] == b {
				cost++
			}
			if gold[b] == d && i < len(s.stack)-1 {
				cost++
			}
		}
		return cost
	}
	top := s.stack[len(s.stack)-1]
	g := gold[top]
	for d := s.buf; d < s.Root(); d++ {
		if gold[d] == top {
			cost++
		}
	}
	if t == Left {
		if g != s.buf && (g > s.buf || len(s.stack) > 1 && g == s.stack[len(s.stack)-2]) {
			cost++
		}
		return cost
	}
	if g >= s.buf {
		cost++
	}
	return cost
}
