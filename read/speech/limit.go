package speech

import (
	"demarche/text"
)

// A tree may hang half a sentence on the wrong word. Where another saying
// begins can be seen without it: at a participle after a comma ("…, adding
// that"), at a conjunction with a verb of saying ("…, but said", "…, although
// the minister admitted"), at "which Oslo denies". limits marks these places,
// and no content of an earlier cue in the sentence reaches beyond them.

// limits fills f.stop: for every token, the next such place in its sentence,
// or the end of the sentence.
func (f *finder) limits() {
	d := f.d
	f.stop = make([]int32, len(d.Tokens))
	for s := range d.Sentences {
		r := d.Sentences[s].Range
		next := int32(r.To)
		for i := r.To - 1; i >= r.From; i-- {
			f.stop[i] = next
			if f.inQuote(i) < 0 && f.begins(i, r) {
				next = int32(i)
			}
		}
	}
}

// limit is the end of the content of a cue at v: the next place where another
// saying begins.
func (f *finder) limit(v int) int { return int(f.stop[v]) }

// begins reports whether another saying begins at token i of sentence r.
func (f *finder) begins(i int, r text.Range) bool {
	d := f.d
	if i == r.From {
		return false
	}
	prev := d.Form(i - 1)
	comma := prev == ","
	if !comma && i >= 2 && f.inQuote(i-1) >= 0 { // `…," adding`
		prev = d.Form(i - 2)
		comma = closingMark(d.Form(i-1)) && (prev == "," || prev == ".")
		comma = comma || closingMark(d.Form(i-1)) && d.Tags[i].XPOS == "VBG"
	}
	switch w := d.Lower(i); w {
	case "but", "and", "although", "though", "while", "yet":
		c := f.sayingAfter(i+1, r, w == "but" || w == "and" || w == "yet")
		if c < 0 {
			return false
		}
		if c <= i+2 && d.Kid(c, "nsubj") < 0 || c <= i+2 && d.Kid(c, "nsubj") < i {
			return comma || w == "but" || f.shares(c, i)
		}
		return comma
	case "which":
		if !comma {
			return false
		}
		c := f.sayingAfter(i+1, r, false)
		return c > i+1 && c <= i+6
	}
	if comma && d.Tags[i].XPOS == "VBG" {
		if e, _ := f.verbEntry(i); e != nil && !e.has("hold") && (e.has("that") || e.has("X-as") || e.has("X-that")) && f.parent(i) >= 0 {
			return true
		}
	}
	return false
}

// shares reports whether verb c after the conjunction at i is coordinated to
// an earlier verb of saying.
func (f *finder) shares(c, i int) bool {
	d := f.d
	if !text.RelIs(d.Rel(c), "conj") || d.Head(c) >= i {
		return false
	}
	e := f.verbs[d.Lemma(d.Head(c))]
	return e != nil && !e.has("hold")
}

// sayingAfter is the finite verb of saying that follows token i within a few
// words and before a comma; bare allows one without a subject. -1 when none.
func (f *finder) sayingAfter(i int, r text.Range, bare bool) int {
	d := f.d
	for n := 0; i < r.To && n < 9; i, n = i+1, n+1 {
		if f.inQuote(i) >= 0 || d.Form(i) == "," && n > 0 {
			return -1
		}
		if d.UPOS(i) != "VERB" {
			continue
		}
		switch d.Tags[i].XPOS {
		case "VBD", "VBZ", "VBP", "VBN":
		default:
			return -1
		}
		e, _ := f.verbEntry(i)
		if e == nil || e.has("hold") || !e.has("that") && !e.has("X-that") {
			return -1
		}
		if n == 0 && !bare {
			return -1
		}
		return i
	}
	return -1
}

// parent is the finite cue before the participle at i in its sentence, whose
// source the participle shares; -1 when there is none.
func (f *finder) parent(i int) int {
	d := f.d
	s := d.Sentences[d.SentenceOf(i)].From
	for v := i - 1; v >= s; v-- {
		if f.inQuote(v) >= 0 || d.UPOS(v) != "VERB" {
			continue
		}
		switch d.Tags[v].XPOS {
		case "VBD", "VBZ", "VBP":
		case "VBN", "VB":
			if d.Kid(v, "aux") < 0 || d.Kid(v, "aux:pass") >= 0 || d.Kid(v, "mark") >= 0 {
				continue
			}
		default:
			continue
		}
		if text.RelIs(d.Rel(v), "acl") {
			continue
		}
		if e, _ := f.verbEntry(v); e != nil || d.Head(v) < 0 || text.RelIs(d.Rel(v), "conj") {
			if d.Kid(v, "nsubj") >= 0 || d.Head(v) < 0 || e != nil {
				return v
			}
		}
	}
	return -1
}

// straight is the content of cue v read off the line of words, for when the
// tree shows none: from behind "that", or from the next word when a finite
// verb follows, to the limit.
func (f *finder) straight(v int) (text.Range, bool) {
	d := f.d
	end := f.limit(v)
	from := -1
	for i := v + 1; i < end && i < v+8; i++ {
		if f.inQuote(i) >= 0 && f.inQuote(v) < 0 {
			break
		}
		if d.Lower(i) == "that" && (d.UPOS(i) == "SCONJ" || d.Tags[i].XPOS == "IN" || i == v+1 && i+1 < end && d.UPOS(i+1) != "VERB" && d.UPOS(i+1) != "AUX") {
			from = i + 1
			break
		}
		if d.Form(i) == "," && i > v+1 {
			break
		}
	}
	if from < 0 {
		if v+1 >= end {
			return text.Range{}, false
		}
		switch d.Lower(v + 1) {
		case "it", "this", "that", "them": // "denied it on Friday: its ministry said …"
			if v+2 >= end {
				return text.Range{}, false
			}
			if u := d.UPOS(v + 2); u == "ADP" || u == "PUNCT" || u == "CCONJ" {
				return text.Range{}, false
			}
		}
		switch d.UPOS(v + 1) {
		case "PRON", "DET", "PROPN", "NOUN", "ADJ", "NUM":
			from = v + 1
		case "CCONJ":
			if w := d.Lower(v + 1); w != "both" && w != "either" && w != "neither" {
				return text.Range{}, false
			}
			from = v + 1
		default:
			return text.Range{}, false
		}
		switch d.Lower(from) {
		case "what", "who", "how", "why", "so", "it":
			if d.Lower(from) != "it" {
				return text.Range{}, false
			}
		}
	}
	for i := from + 1; i < end; i++ {
		if d.Form(i) == ";" {
			end = i
			break
		}
	}
	r := f.trim(text.Range{From: from, To: end})
	for i := r.From + 1; i < r.To; i++ {
		switch d.Tags[i].XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			return r, true
		case "VBN": // a past tense mistaken for a participle
			if u := d.UPOS(i - 1); (u == "NOUN" || u == "PROPN" || u == "PRON") && d.Lemma(v) == "say" {
				return r, true
			}
		}
	}
	return text.Range{}, false
}
