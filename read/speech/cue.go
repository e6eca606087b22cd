package speech

import (
	"strings"

	"demarche/text"
)

// verbEntry looks a verb up, first with its particle, predicate or object
// ("point out", "make clear", "take responsibility"), then alone. extra is the
// second word of a phrase, or -1.
func (f *finder) verbEntry(v int) (e *entry, extra int) {
	d := f.d
	if d.UPOS(v) != "VERB" && !saidForm(d.Lower(v)) {
		return nil, -1
	}
	lemma := d.Lemma(v)
	if saidForm(d.Lower(v)) {
		lemma = "say"
	}
	if f.verbs[lemma] == nil && f.verbs[lemma+"e"] != nil && strings.HasPrefix(d.Lower(v), lemma+"e") {
		lemma += "e" // "blamed" with the lemma "blam"
	}
	for k := range d.Kids(v) {
		if k < v {
			continue
		}
		if r := d.Rel(k); text.RelIs(r, "compound", "xcomp", "obj", "advmod", "ccomp", "advcl", "obl") {
			if e := f.verbs[lemma+" "+d.Lemma(k)]; e != nil && k-v <= 6 {
				return e, k
			}
		}
	}
	if v+1 < len(d.Tokens) && d.UPOS(v+1) == "ADP" {
		if e := f.verbs[lemma+" "+d.Lower(v+1)]; e != nil {
			return e, v + 1
		}
	}
	return f.verbs[lemma], -1
}

// saidForm names the forms of the commonest cue, which taggers get wrong most.
func saidForm(w string) bool { return w == "said" || w == "says" }

// subject returns the head token of who does verb v: its own subject, that of
// the verb it is coordinated to or depends on, or the noun that it modifies.
// It is -1 when the clause does not say.
func (f *finder) subject(v int) int {
	for n := 0; v >= 0 && n < 8; n++ {
		s, next := f.ownSubject(v)
		if s >= 0 || next < 0 {
			return s
		}
		v = next
	}
	return -1
}

// nextTo is the noun that stands right before verb v in its stretch between
// commas ("…, the minister said"), or -1. It corrects trees in which a long
// content swallowed the subject of its cue.
func (f *finder) nextTo(v int) int {
	d := f.d
	i := v - 1
	for i >= 0 && (d.UPOS(i) == "ADV" || d.UPOS(i) == "AUX" || text.RelIs(d.Rel(i), "aux", "advmod")) {
		i--
	}
	if i < 0 {
		return -1
	}
	switch d.UPOS(i) {
	case "NOUN", "PROPN", "PRON":
	default:
		return -1
	}
	s := d.Sentences[d.SentenceOf(v)].From
	from := i
	for from > s && d.UPOS(from-1) != "PUNCT" {
		from--
	}
	if from == s || from < i-12 || d.Form(from-1) == "(" {
		return -1
	}
	switch d.Form(from - 1) {
	case ",", "”", "\"", "''", "’", "'", "—", "--", "–":
	default:
		return -1
	}
	// the top of the nouns of the stretch
	h := i
	for n := 0; n < 10; n++ {
		up := d.Head(h)
		if up < from || up > i {
			break
		}
		h = up
	}
	if !isNominal(d, h) {
		return i
	}
	return h
}

// ownSubject is one step of subject: the subject, or the verb to ask instead.
func (f *finder) ownSubject(v int) (subj, next int) {
	d := f.d
	if f.passive(v) {
		return f.agent(v), -1
	}
	if s := f.lastSubject(v); s >= 0 {
		return s, -1
	}
	// a participle after a comma speaks for the cue before it
	if d.Tags[v].XPOS == "VBG" && v > 0 && d.Kid(v, "aux", "mark") < 0 && !text.RelIs(d.Rel(v), "amod") {
		if e, _ := f.verbEntry(v); e != nil && f.afterBreak(v) {
			if p := f.parent(v); p >= 0 {
				return -1, p
			}
		}
	}
	h := d.Head(v)
	if h < 0 {
		return -1, -1
	}
	switch rel := d.Rel(v); {
	case text.RelIs(rel, "conj"):
		// "did not say if …, but said": the source of the cue before, whatever
		// clause the tree ties it to
		if i := f.conjunction(v); i >= 0 {
			if e, _ := f.verbEntry(v); e != nil && e.has("that") && !e.has("hold") {
				if p := f.parent(i); p >= 0 && p != h {
					return -1, p
				}
			}
		}
		return -1, h
	case text.RelIs(rel, "xcomp"):
		if o := d.Kid(h, "obj", "iobj"); o >= 0 && o < v && !f.subjectControl(h) {
			return o, -1
		}
		if d.Kid(h, "nsubj:pass") >= 0 {
			return d.Kid(h, "nsubj:pass"), -1
		}
		return -1, h
	case text.RelIs(rel, "advcl"):
		if s := d.Kid(h, "nsubj"); s >= 0 {
			return s, -1
		}
		return -1, h
	case text.RelIs(rel, "acl"):
		if d.Tags[v].XPOS == "VBG" && isNominal(d, h) {
			return h, -1
		}
		// "an effort to reassure": whose effort it is
		if p := d.Kid(h, "nmod:poss"); p >= 0 {
			return p, -1
		}
		if g := d.Head(h); g >= 0 && text.RelIs(d.Rel(h), "obj", "obl") && d.Kid(g, "nsubj") >= 0 {
			return d.Kid(g, "nsubj"), -1
		}
	case text.RelIs(rel, "parataxis") && h < v && v-h > 1:
		return -1, -1
	}
	return -1, -1
}

// conjunction is the "but" or "and" right before verb v, or -1.
func (f *finder) conjunction(v int) int {
	for i := v - 1; i >= 0 && i >= v-2; i-- {
		switch f.d.Lower(i) {
		case "but", "and":
			if i > 0 && (f.d.Form(i-1) == "," || f.d.Lower(i) == "but") {
				return i
			}
			return -1
		}
		if f.d.UPOS(i) != "ADV" {
			return -1
		}
	}
	return -1
}

// afterBreak reports whether a comma, dash or closing mark stands before v.
func (f *finder) afterBreak(v int) bool {
	switch w := f.d.Form(v - 1); {
	case w == ",", isDash(w), w != "(" && w != "[" && closingMark(w) && f.d.UPOS(v-1) == "PUNCT":
		return true
	}
	return false
}

// lastSubject is the subject of v, the one nearest to it when a tree gives two
// ("which Oslo denies").
func (f *finder) lastSubject(v int) int {
	d := f.d
	s := -1
	for k := range d.Kids(v) {
		if text.RelIs(d.Rel(k), "nsubj") && (s < 0 || k < v) {
			s = k
		}
	}
	return s
}

// subjectControl lists the verbs whose infinitive has the subject, not the
// object, as its doer.
func (f *finder) subjectControl(h int) bool {
	e := f.verbs[f.d.Lemma(h)]
	return e != nil && e.has("to") && !e.has("X-to") || f.d.Lemma(h) == "use" || f.d.Lemma(h) == "take"
}

// agent is the head of the by-phrase of a passive verb, or -1.
func (f *finder) agent(v int) int {
	d := f.d
	for k := range d.Kids(v) {
		if d.Rel(k) == "obl:agent" {
			return k
		}
		if text.RelIs(d.Rel(k), "obl") && k > v && f.caseOf(k) == "by" && d.MentionAt(k) >= 0 {
			return k
		}
	}
	return -1
}

// caseOf is the preposition of a nominal, with the words fixed to it:
// "by", "in response to"; "" when there is none.
func (f *finder) caseOf(i int) string {
	d := f.d
	c := d.Kid(i, "case")
	if c < 0 || c > i {
		c = d.Kid(i, "mark")
		if c < 0 || c > i || d.UPOS(c) != "ADP" && d.UPOS(c) != "SCONJ" && d.UPOS(c) != "PART" {
			return ""
		}
	}
	w := d.Lower(c)
	for k := range d.Kids(c) {
		if d.Rel(k) == "fixed" {
			w += " " + d.Lower(k)
		}
	}
	return w
}

// nounPhrase is the range of the noun phrase of head i with its appositions
// and modifiers, without case marking at its left, punctuation at its ends and
// the clause of verb but (-1 for none).
func (f *finder) nounPhrase(i, but int) text.Range {
	d := f.d
	r := d.SubtreeWithout(i, func(k int) bool {
		rel := d.Rel(k)
		if but >= 0 && d.Under(but, k) {
			return true
		}
		if text.RelIs(rel, "case", "mark", "cc") && k < i {
			return true
		}
		// "On Friday, the minister": a time or place before the comma is none of it
		if k < i && text.RelIs(rel, "obl", "nmod", "advmod", "advcl", "amod") && rel != "nmod:poss" && d.Form(d.Subtree(k).To-1) == "," || k < i && text.RelIs(rel, "obl", "nmod", "advmod", "advcl") && rel != "nmod:poss" && d.Subtree(k).To < i && d.Form(d.Subtree(k).To) == "," {
			return true
		}
		if text.RelIs(rel, "parataxis", "nsubj", "cop", "advcl", "discourse", "ccomp", "aux", "advmod") && !(rel == "advmod" && k < i) {
			return true
		}
		// a conjunct that is itself a clause belongs to another sentence
		return text.RelIs(rel, "conj") && !isNominal(d, k)
	})
	return f.trim(r)
}

// isNominal reports whether token i can head a noun phrase.
func isNominal(d *text.Doc, i int) bool {
	switch d.UPOS(i) {
	case "NOUN", "PROPN", "PRON", "NUM", "DET", "SYM":
		return d.Kid(i, "cop") < 0
	case "ADJ":
		return d.Kid(i, "det") >= 0 && d.Kid(i, "cop") < 0
	}
	return false
}

// trim takes punctuation and coordinators off the ends of a range, leaving
// quotation marks to claim.go.
func (f *finder) trim(r text.Range) text.Range {
	d := f.d
	for r.From < r.To && (d.UPOS(r.From) == "PUNCT" && !openingMark(d.Form(r.From)) || d.UPOS(r.From) == "CCONJ" && r.Len() > 1 && d.Lower(r.From) != "both" && d.Lower(r.From) != "neither" && d.Lower(r.From) != "either") {
		r.From++
	}
	for r.From < r.To && (d.UPOS(r.To-1) == "PUNCT" && !closingMark(d.Form(r.To-1)) || d.UPOS(r.To-1) == "CCONJ") {
		r.To--
	}
	return r
}

func openingMark(s string) bool {
	switch s {
	case "“", "\"", "``", "''", "‘", "'", "(", "[", "«", "„":
		return true
	}
	return false
}

func closingMark(s string) bool {
	switch s {
	case "”", "\"", "''", "’", "'", ")", "]", "»", "“":
		return true
	}
	return false
}

// cueWords are the words of a verbal cue: auxiliaries, negation and adverbs
// right before it, the verb, its particle.
func (f *finder) cueWords(v, extra int) []text.Range {
	d := f.d
	r := text.Range{From: v, To: v + 1}
	for i := v - 1; i >= 0 && v-i < 6; i-- {
		if h := d.Head(i); h == v && text.RelIs(d.Rel(i), "aux", "advmod") && d.Lower(i) != "as" {
			r.From = i
			continue
		}
		break
	}
	if extra == r.To {
		r.To = extra + 1
		extra = -1
	}
	out := []text.Range{r}
	if extra >= 0 {
		out = append(out, text.Range{From: extra, To: extra + 1})
	}
	return out
}

// negated reports whether verb v is under a negation of its own: "did not
// say", "never promised".
func (f *finder) negatedAt(v int) bool {
	d := f.d
	for k := range d.Kids(v) {
		if text.RelIs(d.Rel(k), "advmod", "det") && k < v {
			switch d.Lower(k) {
			case "not", "n't", "n’t", "never":
				return true
			}
		}
	}
	return false
}
