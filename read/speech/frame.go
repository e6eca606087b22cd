package speech

import (
	"slices"

	"demarche/text"
)

// findVerbs looks at every verb of the cue list with the frames its entry has.
func (f *finder) findVerbs() {
	for v := range f.d.Tokens {
		if e, extra := f.verbEntry(v); e != nil {
			f.verb(v, e, extra)
		}
	}
}

func (f *finder) add(c cue) {
	if f.byHead == nil {
		f.byHead = map[int]int{}
	}
	f.byHead[c.head] = len(f.cues)
	f.cues = append(f.cues, c)
}

// verb adds the cue of verb v. A cue without content is kept when the verb can
// introduce a quotation; matchQuotes may find one for it.
func (f *finder) verb(v int, e *entry, extra int) {
	d := f.d
	c := cue{head: v, entry: *e, rule: "speech.verb", srcHead: f.subject(v), negated: f.negatedAt(v)}
	c.words = f.cueWords(v, extra)
	f.place(&c)
	passive := f.passive(v)
	f.verbContent(&c, extra, passive)
	if len(c.body) == 0 && !passive && e.has("that") && !text.RelIs(d.Rel(v), "amod") && f.straightHere(v) {
		if r, ok := f.straight(v); ok {
			c.body = []text.Range{r}
			c.gap = f.antecedentGap(v, c.srcHead)
		}
	}
	f.clip(&c)
	f.mend(&c)
	c.silent = f.silent(&c)
	if len(c.body) == 0 && !e.has("quote") && !e.has("that") && !e.has("X-that") {
		return
	}
	f.add(c)
}

// passive reports whether verb v is passive. A tree that calls the subject
// passive beside "had" and an object is wrong.
func (f *finder) passive(v int) bool {
	d := f.d
	if d.Kid(v, "aux:pass") >= 0 {
		return true
	}
	if d.Kid(v, "nsubj:pass") < 0 {
		return d.Rel(v) == "acl" && d.Tags[v].XPOS == "VBN"
	}
	for k := range d.Kids(v) {
		if text.RelIs(d.Rel(k), "aux") && d.Lemma(k) == "have" {
			return false
		}
	}
	return true
}

// straightHere reports whether the verb is one whose content may be read off
// the line: finite, or a participle that follows a comma or a noun.
func (f *finder) straightHere(v int) bool {
	switch f.d.Tags[v].XPOS {
	case "VBD", "VBZ", "VBP":
		return true
	case "VBN":
		return f.d.Kid(v, "aux") >= 0
	case "VBG":
		return v > 0 && (f.d.Form(v-1) == "," || closingMark(f.d.Form(v-1)) || f.d.UPOS(v-1) == "NOUN" || f.d.UPOS(v-1) == "PROPN")
	}
	return false
}

// clip ends the content where another saying begins.
func (f *finder) clip(c *cue) {
	end := f.limit(c.head)
	var out []text.Range
	for _, r := range c.body {
		if r.From < c.head && r.To <= c.head {
			out = append(out, r)
			continue
		}
		if r.To > end {
			r.To = end
			r = f.trim(r)
		}
		if r.Len() > 0 {
			out = append(out, r)
		}
	}
	c.body = out
}

// silent reports whether a cue makes no row of its own in a ledger: a thing
// merely mentioned, a wish or plan for an act of one's own (the act is a row),
// something not said, a purpose ("met to discuss").
func (f *finder) silent(c *cue) bool {
	d, v, e := f.d, c.head, &c.entry
	if len(c.body) == 0 {
		return false
	}
	b := c.body[0]
	infinitive := d.Lower(b.From) == "to" && d.UPOS(b.From) == "PART"
	switch {
	case e.has("hold") && infinitive && len(c.to) == 0 && e.word != "hope":
		return true
	case c.negated && (e.force == "state" || e.force == "pledge"):
		return true
	case e.has("mention"):
		return !finiteIn(d, b)
	case text.RelIs(d.Rel(v), "advcl", "acl") && d.Tags[v].XPOS == "VB" && d.Rel(v) != "acl:relcl":
		return true
	}
	return false
}

func finiteIn(d *text.Doc, r text.Range) bool {
	for i := r.From; i < r.To; i++ {
		switch d.Tags[i].XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			return true
		}
	}
	return false
}

// place gives the source phrase of a verbal cue.
func (f *finder) place(c *cue) {
	c.src = text.Range{}
	if c.srcHead >= 0 {
		c.src = f.nounPhrase(c.srcHead, c.head)
	}
}

// mend corrects the source of a cue that follows its content, or whose tree
// puts the source inside the content or a quotation.
func (f *finder) mend(c *cue) {
	v := c.head
	bad := c.srcHead >= 0 && (f.bodyHas(c.body, c.srcHead) || f.inQuote(v) < 0 && f.inQuote(c.srcHead) >= 0)
	follows := len(c.body) > 0 && c.body[0].From < v || len(c.body) == 0
	if n := f.nextTo(v); n >= 0 && n != c.srcHead && !c.src.Has(n) && (bad || c.srcHead < 0 || follows && c.srcHead < v) && f.d.Tags[v].XPOS != "VBG" && f.d.Tags[v].XPOS != "VBN" {
		c.srcHead, bad = n, false
		f.place(c)
		for i, r := range c.body {
			if r.From < c.src.From && r.To > c.src.From && r.To <= v+1 {
				c.body[i] = f.trim(text.Range{From: r.From, To: c.src.From})
			}
		}
		bad = f.bodyHas(c.body, c.srcHead)
	}
	if bad {
		c.src, c.srcHead = text.Range{}, -1
	}
}

// verbContent fills the body and the hearers of a verbal cue.
func (f *finder) verbContent(c *cue, extra int, passive bool) {
	d, v, e := f.d, c.head, &c.entry
	obj := d.Kid(v, "obj", "iobj")
	if obj == extra {
		obj = -1
	}
	if passive {
		obj = d.Kid(v, "nsubj:pass")
	}
	for k := range d.Kids(v) {
		if text.RelIs(d.Rel(k), "obl") && e.prep("to-", f.caseOf(k)) {
			c.to = append(c.to, k)
		}
	}
	hearer := func() {
		if obj >= 0 {
			c.to = append(c.to, obj)
		}
	}

	if e.has("that") || e.has("X-that") || e.has("quote") {
		if body := f.clauses(v, extra, e); len(body) > 0 {
			if !e.has("that") && !e.has("X-that") && !f.anyQuoted(body) {
				return
			}
			c.body = body
			if obj >= 0 && (e.has("X-that") || e.has("X-to")) {
				hearer()
			}
			c.gap = f.antecedentGap(v, c.srcHead)
			return
		}
	}
	if x := f.infinitive(v); x >= 0 {
		subj := d.Kid(x, "nsubj")
		switch {
		case e.has("X-to") && (obj >= 0 && obj < x || subj >= 0 || f.addressed(c) >= 0):
			hearer()
			if subj >= 0 && obj < 0 {
				c.to = append(c.to, subj)
			}
			c.body = []text.Range{f.fromTo(v, x)}
			return
		case e.has("to") && (obj < 0 || obj > x) && subj < 0 && !passive:
			c.body = []text.Range{f.fromTo(v, x)}
			return
		case len(c.to) > 0 && e.has("to-on"):
			c.body = []text.Range{f.fromTo(v, x)}
			return
		}
	}
	if e.has("ing") {
		for k := range d.Kids(v) {
			if k > v && text.RelIs(d.Rel(k), "xcomp", "ccomp", "advcl", "obj") && d.Tags[k].XPOS == "VBG" && d.Kid(k, "mark") < 0 && k-v <= 4 {
				c.body = []text.Range{f.tail(v, k, f.trim(d.Subtree(k)))}
				return
			}
		}
	}
	if obj >= 0 && (obj > v || passive) {
		if r, ok := f.objectAnd(v, obj, e, passive); ok {
			c.body = r
			hearer()
			return
		}
	}
	for k := range d.Kids(v) {
		if k > v && text.RelIs(d.Rel(k), "obl", "advcl", "xcomp", "ccomp", "nmod") && k != extra {
			if p := f.caseOf(k); p != "" && e.prep("+", p) {
				if p == "to" && d.UPOS(k) == "VERB" && d.Tags[k].XPOS != "VBG" {
					continue
				}
				c.body = []text.Range{f.stretch(v, f.tail(v, k, f.withoutCase(k)))}
				return
			}
		}
	}
	if obj >= 0 && !passive && (e.has("np") || e.has("np?") && f.topic(obj)) && d.UPOS(obj) != "PRON" {
		c.body = []text.Range{f.stretch(v, f.widen(v, f.withoutCase(obj)))}
		return
	}
	if passive && obj >= 0 && c.srcHead >= 0 && e.has("np") {
		c.body = []text.Range{f.nounPhrase(obj, v)}
		return
	}
	// "which Moscow denies": the antecedent is what is denied.
	if e.has("np") && text.RelIs(d.Rel(v), "acl") && c.srcHead >= 0 && obj >= 0 && obj < v && isRelative(d.Lower(obj)) {
		c.body = []text.Range{f.antecedent(v)}
		return
	}
	if f.asClause(c) || f.aside(c) {
		return
	}
}

// addressed returns a hearer found already, or -1.
func (f *finder) addressed(c *cue) int {
	if len(c.to) > 0 {
		return c.to[0]
	}
	return -1
}

// topic reports whether the noun is something one talks about.
func (f *finder) topic(i int) bool {
	l := f.d.Lemma(i)
	return f.is("cue-topics", l) || f.nouns[l] != nil
}

// infinitive is the to-infinitive that complements v, or -1.
func (f *finder) infinitive(v int) int {
	d := f.d
	for k := range d.Kids(v) {
		if k > v && text.RelIs(d.Rel(k), "xcomp", "ccomp") {
			if m := d.Kid(k, "mark"); m >= 0 && m < k && d.Lower(m) == "to" {
				return k
			}
		}
	}
	return -1
}

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
	return f.tail(v, x, f.trim(r))
}

// objectAnd is the range of the object with the predicate or the phrase that
// the frames of the verb allow: "Oslo of delay", "the vote a farce". In the
// passive the object is the subject, and the two stand apart.
func (f *finder) objectAnd(v, obj int, e *entry, passive bool) ([]text.Range, bool) {
	d := f.d
	best := -1
	for k := range d.Kids(v) {
		if k < v || k == obj || !passive && k < obj {
			continue
		}
		switch rel := d.Rel(k); {
		case text.RelIs(rel, "xcomp", "obj", "ccomp"):
			if e.has("X-be") && d.Kid(k, "mark") < 0 && (d.UPOS(k) == "ADJ" || d.UPOS(k) == "NOUN" || d.UPOS(k) == "PROPN" || d.UPOS(k) == "ADV" || f.inQuote(k) >= 0) {
				best = k
			}
			fallthrough
		case text.RelIs(rel, "obl", "advcl", "nmod"):
			if p := f.caseOf(k); p != "" && e.prep("X-", p) && best < 0 && !(p == "to" && d.UPOS(k) == "VERB") {
				best = k
			}
		}
	}
	if best < 0 { // "criticised the court for its ruling" with the phrase hung on the object
		for k := range d.Kids(obj) {
			if p := f.caseOf(k); k > obj && p != "" && p != "of" && p != "on" && p != "to" && text.RelIs(d.Rel(k), "nmod", "acl", "advcl") && e.prep("X-", p) {
				best = k
				break
			}
		}
	}
	if best < 0 {
		return nil, false
	}
	tail := f.tail(v, best, f.trim(d.Subtree(best)))
	if tellsOf(e) && !passive {
		if text.RelIs(d.Rel(best), "obl", "nmod", "advcl", "acl") {
			return []text.Range{f.tail(v, best, f.withoutCase(best))}, true
		}
	}
	if passive {
		return []text.Range{f.nounPhrase(obj, v), tail}, true
	}
	return []text.Range{{From: f.nounPhrase(obj, v).From, To: tail.To}}, true
}

// tellsOf reports whether the object of a verb only hears what the phrase says
// ("asked Oslo for help", "assured Oslo of support"), while that of another is
// what it is about ("accused Oslo of delay").
func tellsOf(e *entry) bool {
	switch e.force {
	case "demand", "warn", "pledge":
		return true
	}
	return e.has("X-that")
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

// clauses is the clausal content of v: complements after and before it.
func (f *finder) clauses(v, extra int, e *entry) []text.Range {
	d := f.d
	var out []text.Range
	for k := range d.Kids(v) {
		if k == extra {
			continue
		}
		rel := d.Rel(k)
		said := text.RelIs(rel, "ccomp") || rel == "parataxis" && f.inQuote(k) >= 0 && f.inQuote(v) < 0
		if !said && text.RelIs(rel, "xcomp") && d.Kid(k, "nsubj") >= 0 && d.Kid(k, "mark") < 0 && finite(d, k) {
			said = true
		}
		if !said && text.RelIs(rel, "obj") && (d.Kid(k, "cop") >= 0 || f.inQuote(k) >= 0 && f.inQuote(v) < 0) {
			said = true
		}
		if !said || k == v {
			continue
		}
		if m := d.Kid(k, "mark"); m >= 0 && d.Lower(m) == "to" && d.Kid(k, "nsubj") < 0 {
			continue
		} else if m >= 0 && d.Lower(m) == "to" && e.has("X-to") {
			continue
		}
		if d.Tags[k].XPOS == "VBG" && d.Kid(k, "nsubj", "aux") < 0 && f.inQuote(k) < 0 {
			continue
		}
		if k < v {
			out = append(out, f.before(v, k))
		} else {
			out = append(out, f.after(v, k))
		}
	}
	return slices.DeleteFunc(out, func(r text.Range) bool { return r.Len() <= 0 })
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
	return f.tail(v, c, f.trim(r))
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
		comma := s.From > r.To
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

// asClause takes "As the minister announced, …" and "…, as the paper reported":
// what is said is the clause around it.
func (f *finder) asClause(c *cue) bool {
	d, v := f.d, c.head
	if !c.entry.has("that") || c.srcHead < 0 || !text.RelIs(d.Rel(v), "advcl") {
		return false
	}
	s := d.Subtree(v)
	from := s.From
	for from < v && d.UPOS(from) == "PUNCT" {
		from++
	}
	if d.Lower(from) != "as" {
		return false
	}
	c.body = f.around(d.Head(v), s)
	return len(c.body) > 0
}

// aside takes a cue that stands beside or inside what is said: "…, Oslo said",
// "Oslo, he said, would wait".
func (f *finder) aside(c *cue) bool {
	d, v := f.d, c.head
	if !c.entry.has("that") && !c.entry.has("quote") || c.srcHead < 0 || d.Head(v) < 0 {
		return false
	}
	if !text.RelIs(d.Rel(v), "parataxis", "conj", "appos", "acl:relcl", "dep") || d.Rel(v) == "conj" && d.Kid(v, "cc") >= 0 {
		return false
	}
	s := d.Subtree(v)
	if s.From == 0 || d.UPOS(s.From-1) != "PUNCT" && d.UPOS(s.From) != "PUNCT" || s.Len() > 30 {
		return false
	}
	if !c.entry.has("that") && f.inQuote(d.Head(v)) < 0 {
		return false
	}
	c.body = f.around(d.Head(v), s)
	return len(c.body) > 0
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
