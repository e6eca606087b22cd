package speech

import "demarche/text"

// This file measures how far the words of a source reach: where a content
// clause or phrase begins and ends.

// fromTo is the range of an infinitive complement from its "to" on.
func (f *finder) fromTo(v, x int) text.Range {
	d := f.d
	r := d.Subtree(x)
	for k := range d.Kids(x) {
		if d.Rel(k) == "mark" && d.Lower(k) == "to" {
			r.From = k
			if k > 0 && d.Lower(k-1) == "not" && d.Head(k-1) == x {
				r.From = k - 1
			}
			break
		}
	}
	r = f.tail(v, x, f.trim(r))
	for i := r.From + 3; i < r.To; i++ { // ", which …" at the end is the reporter's
		if d.Lower(i) == "which" && d.Form(i-1) == "," && f.inQuote(i) < 0 {
			return f.trim(text.Range{From: r.From, To: i - 1})
		}
	}
	return r
}

// withoutCase is the subtree of a nominal or gerund without its preposition
// and with what follows it in the noun phrase.
func (f *finder) withoutCase(i int) text.Range {
	d := f.d
	r := d.SubtreeWithout(i, func(k int) bool {
		return k < i && text.RelIs(d.Rel(k), "case") || k < i && d.Rel(k) == "mark" && d.Lower(k) != "to" || text.RelIs(d.Rel(k), "parataxis")
	})
	for r.From < i && (text.RelIs(d.Rel(r.From), "case", "fixed") && d.Head(r.From) <= i) {
		r.From++
	}
	return f.trim(r)
}

// finite reports whether the clause of head i has a finite verb.
func finite(d *text.Doc, i int) bool {
	if d.Tags[i].Feat("VerbForm") == "Fin" || d.Tags[i].XPOS == "MD" {
		return true
	}
	for k := range d.Kids(i) {
		if text.RelIs(d.Rel(k), "aux", "cop") && (d.Tags[k].Feat("VerbForm") == "Fin" || d.Tags[k].XPOS == "MD" || d.Tags[k].Feat("Mood") != "") {
			return true
		}
	}
	return false
}

// before is the range of a clause that stands before its cue.
func (f *finder) before(v, c int) text.Range {
	d := f.d
	r := d.SubtreeWithout(c, func(k int) bool { return k == v })
	if r.To > v {
		r.To = v
	}
	for k := range d.Kids(v) { // adverbials that the parser hung on the cue
		if s := d.Subtree(k); s.To <= r.From && text.RelIs(d.Rel(k), "obl", "advmod", "advcl") && r.From-s.To <= 1 {
			r.From = min(r.From, s.From)
		}
	}
	return f.trim(r)
}

// after is the range of a clause that follows its cue, from behind "that" to
// where the words of the source end.
func (f *finder) after(v, c int) text.Range {
	d := f.d
	r := d.Subtree(c)
	if r.From <= v {
		r.From = v + 1
	}
	for i := v + 1; i < c && i < v+14; i++ {
		if d.Lower(i) == "that" && (d.UPOS(i) == "SCONJ" || d.Rel(i) == "mark") && f.inQuote(i) < 0 {
			r.From = i + 1
			break
		}
	}
	if r.From > v+1 && d.Lower(r.From-1) != "that" { // "said while A does B, it will C"
		for k := range d.Kids(v) {
			if k > v && k < c && text.RelIs(d.Rel(k), "advcl") && d.Kid(k, "nsubj") >= 0 {
				if m := d.Kid(k, "mark", "advmod"); m >= 0 && contentMark(d.Lower(m)) {
					r.From = min(r.From, d.Subtree(k).From)
				}
			}
		}
	}
	if o := d.Kid(v, "obj"); o > v && o < r.From { // "saying Oslo and Bern had not agreed"
		if e := f.verbs[d.Lemma(v)]; e != nil && e.has("that") && !e.has("np") && !e.has("np?") && !e.has("X-that") && !e.has("X-to") {
			r.From = d.Subtree(o).From
		}
	}
	r = f.tail(v, c, f.trim(r))
	if !finiteIn(d, r) { // the tree lost the verb
		if w, ok := f.straight(v); ok && w.To > r.To && w.From <= r.From {
			return w
		}
	}
	return r
}

func contentMark(w string) bool {
	switch w {
	case "while", "although", "though", "if", "unless", "when", "once", "whereas", "should", "until", "because", "since":
		return true
	}
	return false
}

// tail widens or narrows the content of cue v that ends with the complement c
// to where the words of the source end: what the parser hung on the cue
// without a comma belongs to them, a participle that is a cue of its own
// ("…, adding that") does not.
func (f *finder) tail(v, c int, r text.Range) text.Range {
	d := f.d
	// cut
	for i := c; i >= 0; {
		next := -1
		for k := range d.Kids(i) {
			if k < i {
				continue
			}
			s := d.Subtree(k)
			if s.From <= r.From || s.From >= r.To {
				continue
			}
			if f.ownCue(v, k) {
				r.To = s.From
				break
			}
			if text.RelIs(d.Rel(k), "conj") {
				next = k
			}
		}
		i = next
	}
	return f.widen(v, f.trim(r))
}

// widen adds what follows the range directly and hangs on the cue.
func (f *finder) widen(v int, r text.Range) text.Range {
	d := f.d
	for k := range d.Kids(v) {
		s := d.Subtree(k)
		if k < v || s.From < r.To || d.Rel(k) == "punct" {
			continue
		}
		if s.From-r.To > 1 || f.ownCue(v, k) {
			break
		}
		comma := s.From > r.To || d.Form(s.From) == ","
		cc := d.Kid(k, "cc")
		switch {
		case text.RelIs(d.Rel(k), "obl", "advmod", "nmod", "xcomp", "obj", "acl") && !comma,
			text.RelIs(d.Rel(k), "advcl") && !comma && f.attached(k),
			text.RelIs(d.Rel(k), "conj", "ccomp") && d.Kid(k, "nsubj") >= 0 && !comma && cc >= 0 && f.verbs[d.Lemma(k)] == nil,
			text.RelIs(d.Rel(k), "conj", "ccomp") && thatClause(d, k):
			r.To = max(r.To, s.To)
			r = f.trim(r)
			continue
		}
		break
	}
	return r
}

// stretch widens nominal content over what follows it up to the end of its
// clause: coordinated nouns and phrases that the parser hung elsewhere. It
// stops before another clause.
func (f *finder) stretch(v int, r text.Range) text.Range {
	d := f.d
	if r.Len() <= 0 || r.From < v {
		return r
	}
	end, stop := f.limit(v), r.To
	for i := r.To; i < end; i++ {
		w := d.Form(i)
		switch d.UPOS(i) {
		case "PUNCT":
			if w == "," && i+1 < end && d.Tags[i+1].XPOS != "VBG" && !isRelative(d.Lower(i+1)) && d.Lower(i+1) != "but" {
				stop = i
				continue
			}
			if f.inQuote(i) >= 0 {
				continue
			}
			if w == "." || w == "!" || w == "?" {
				continue
			}
			return f.trim(text.Range{From: r.From, To: i})
		case "CCONJ":
			stop = i
		case "SCONJ":
			if f.inQuote(i) < 0 && d.Rel(i) == "mark" && d.Tags[i].XPOS == "IN" && d.Lower(i) != "of" && d.Lower(i) != "for" && d.Lower(i) != "to" {
				return f.trim(text.Range{From: r.From, To: i})
			}
		case "VERB", "AUX":
			switch d.Tags[i].XPOS {
			case "VBD", "VBZ", "VBP", "MD":
				if f.inQuote(i) < 0 && !text.RelIs(d.Rel(i), "acl") {
					return f.trim(text.Range{From: r.From, To: max(stop, r.To)})
				}
			}
		}
	}
	return f.trim(text.Range{From: r.From, To: end})
}

// attached reports whether an adverbial clause without a comma reads as part of
// what was said rather than of the saying ("when asked about it" does not).
func (f *finder) attached(k int) bool {
	m := f.d.Kid(k, "mark", "advmod")
	if m < 0 {
		return false
	}
	switch f.d.Lower(m) {
	case "as", "after", "before", "while", "when":
		return false
	}
	return true
}

func thatClause(d *text.Doc, k int) bool {
	m := d.Kid(k, "mark")
	return m >= 0 && m < k && d.Lower(m) == "that"
}

// ownCue reports whether k begins another saying of the same source: a
// participle after a comma ("…, adding that"), or a coordinated verb of saying
// without a subject of its own.
func (f *finder) ownCue(v, k int) bool {
	d := f.d
	e, _ := f.verbEntry(k)
	if e == nil {
		return false
	}
	says := e.has("that") || e.has("X-that") || e.has("X-as")
	switch rel := d.Rel(k); {
	case text.RelIs(rel, "advcl", "acl", "xcomp") && d.Tags[k].XPOS == "VBG" && says:
		return d.Kid(k, "mark") < 0 && k > 0 && d.Form(d.Subtree(k).From-1) == ","
	case text.RelIs(rel, "conj") && says && !e.has("hold") && d.Kid(k, "nsubj") < 0:
		// finite like the cue, with something said
		return d.Tags[k].XPOS == d.Tags[v].XPOS && (d.Tags[k].XPOS == "VBD" || d.Tags[k].XPOS == "VBZ") && d.Kid(k, "ccomp") >= 0
	case text.RelIs(rel, "parataxis") && says:
		return d.Kid(k, "nsubj") >= 0
	}
	return false
}

func (f *finder) anyQuoted(body []text.Range) bool {
	for _, r := range body {
		for i := r.From; i < r.To; i++ {
			if f.inQuote(i) >= 0 {
				return true
			}
		}
	}
	return false
}

func isRelative(w string) bool {
	switch w {
	case "which", "who", "that", "whom":
		return true
	}
	return false
}

// antecedent is the noun phrase that a relative clause modifies, without the
// clause.
func (f *finder) antecedent(v int) text.Range {
	d := f.d
	h := d.Head(v)
	if h < 0 {
		return text.Range{}
	}
	r := d.SubtreeWithout(h, func(k int) bool {
		return k < h && text.RelIs(d.Rel(k), "case", "mark", "cc", "cop", "nsubj", "aux") || k > h && k >= v || text.RelIs(d.Rel(k), "conj", "parataxis", "advcl", "punct")
	})
	return f.trim(text.Range{From: r.From, To: min(r.To, d.Subtree(v).From)})
}

// antecedentGap is the antecedent of a relative clause whose pronoun is
// neither the source nor in the content clause: "any landing, which Oslo
// denies it has planned".
func (f *finder) antecedentGap(v, src int) text.Range {
	d := f.d
	if src < 1 || isRelative(d.Lower(src)) {
		return text.Range{}
	}
	w := f.nounPhrase(src, v).From - 1
	if w < 1 || d.Lower(w) != "which" && d.Lower(w) != "whom" {
		return text.Range{}
	}
	for w > 0 && d.UPOS(w-1) == "PUNCT" {
		w--
	}
	h := w - 1
	for n := 0; n < 6 && h >= 0; n++ { // the noun phrase that ends here
		up := d.Head(h)
		if up < 0 || up > w || !isNominal(d, up) || f.caseOf(h) != "" {
			break
		}
		h = up
	}
	if h < 0 || !isNominal(d, h) {
		return text.Range{}
	}
	r := f.nounPhrase(h, v)
	r.To = min(r.To, w)
	return f.trim(r)
}

// around is the clause of head h without the range hole inside it.
func (f *finder) around(h int, hole text.Range) []text.Range {
	d := f.d
	if h < 0 {
		return nil
	}
	r := d.Subtree(h)
	if text.RelIs(d.Rel(h), "ccomp", "advcl", "acl") {
		for k := range d.Kids(h) {
			if k < h && text.RelIs(d.Rel(k), "mark") && d.Subtree(k).From == r.From {
				r.From = k + 1
			}
		}
	}
	var out []text.Range
	for _, x := range []text.Range{{From: r.From, To: hole.From}, {From: hole.To, To: r.To}} {
		if x = f.trim(x); x.Len() > 0 {
			out = append(out, x)
		}
	}
	return out
}
