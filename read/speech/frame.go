package speech

import (
	"slices"

	"demarche"
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
	f.bridge(&c)
	c.silent = f.silent(&c) || f.supposed(&c) || passive && f.heard(&c)
	if len(c.body) == 0 && !e.has("quote") && !e.has("that") && !e.has("X-that") {
		return
	}
	f.add(c)
}

// supposed reports whether the words are only supposed to fall: in "would join
// if its neighbours guaranteed its safety" nobody guarantees it.
func (f *finder) supposed(c *cue) bool {
	d, v := f.d, c.head
	if !text.RelIs(d.Rel(v), "advcl") || d.Kid(v, "ccomp") >= 0 {
		return false
	}
	m := d.Kid(v, "mark")
	return m >= 0 && (d.Lower(m) == "if" || d.Lower(m) == "unless") && !f.anyQuoted(c.body)
}

// heard reports whether the verb tells in passing that somebody was asked or
// told something: in "he was tired, he added when he was asked about it" what
// stands before is the answer, which has a cue of its own.
func (f *finder) heard(c *cue) bool {
	d, v := f.d, c.head
	h := d.Head(v)
	if h < 0 || h > v || f.agent(v) >= 0 || len(c.body) == 0 || c.body[0].To > v {
		return false
	}
	e, _ := f.verbEntry(h)
	return e != nil || text.RelIs(d.Rel(v), "advcl")
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
	if f.asOpening(c) {
		return
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
	if extra > v && text.RelIs(d.Rel(extra), "obj", "xcomp") { // "claimed responsibility for", "took issue with"
		for k := range d.Kids(extra) {
			if k > extra && text.RelIs(d.Rel(k), "nmod", "acl", "obl") && e.prep("+", f.caseOf(k)) {
				from := f.withoutCase(k).From
				if e.force == "admit" {
					from = extra
				}
				c.body = []text.Range{f.stretch(v, text.Range{From: from, To: d.Subtree(k).To})}
				return
			}
		}
		if o := d.Kid(extra, "obj"); o > extra && e.has("np") { // "made clear the need for"
			c.body = []text.Range{f.stretch(v, f.withoutCase(o))}
			return
		}
	}
	for k := range d.Kids(v) {
		if k > v && text.RelIs(d.Rel(k), "obl", "advcl", "xcomp", "ccomp", "nmod") && k != extra {
			if p := f.caseOf(k); p != "" && e.prep("+", p) {
				if p == "to" && d.UPOS(k) == "VERB" && d.Tags[k].XPOS != "VBG" {
					continue
				}
				r := f.withoutCase(k)
				if e.force == "admit" && extra > v && extra < k {
					r.From = extra
				}
				c.body = []text.Range{f.stretch(v, f.tail(v, k, r))}
				return
			}
		}
	}
	if obj >= 0 && !passive && (e.has("np") || e.has("np?") && f.topic(obj)) && d.UPOS(obj) != "PRON" && !f.document(obj) {
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

// document reports whether the noun is a text: one that is posted or published
// says something itself, or says nothing.
func (f *finder) document(i int) bool {
	e := f.nouns[f.d.Lemma(i)]
	return e != nil && e.has("text") && len(e.frames) <= 2
}

// topic reports whether the noun is something one talks about.
func (f *finder) topic(i int) bool {
	l := f.d.Lemma(i)
	return f.is("cue-topics", l) || f.nouns[l] != nil
}

// infinitive is the to-infinitive that complements v, or -1.
func (f *finder) infinitive(v int) int {
	d := f.d
	e := f.verbs[d.Lemma(v)]
	o := d.Kid(v, "obj", "iobj")
	for k := range d.Kids(v) {
		// "urged Oslo to wait": a purpose in many trees, a complement after such a verb
		complement := text.RelIs(d.Rel(k), "advcl") && o > v && o < k && e != nil && e.has("X-to")
		// so is "promised on Monday to stop it", with nothing but a time between
		complement = complement || text.RelIs(d.Rel(k), "advcl") && o < 0 && e != nil && e.has("to") && e.force == demarche.Pledge && f.timeBetween(v, k)
		if k > v && (complement || text.RelIs(d.Rel(k), "xcomp", "ccomp")) {
			if m := d.Kid(k, "mark"); m >= 0 && m < k && d.Lower(m) == "to" {
				return k
			}
		}
	}
	return -1
}

// timeBetween reports whether the infinitive k follows verb v at once, or behind
// a time.
func (f *finder) timeBetween(v, k int) bool {
	m := f.d.Kid(k, "mark")
	if m < v || m > k {
		return false
	}
	for i := v + 1; i < m; i++ {
		if u := f.d.UPOS(i); u != "ADP" && u != "ADV" && !f.timely(i) {
			return false
		}
	}
	return true
}

// timely reports whether token i belongs to an expression of time.
func (f *finder) timely(i int) bool {
	for t := range f.d.Times {
		if f.d.Times[t].Has(i) {
			return true
		}
	}
	return false
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
			if p := f.caseOf(k); k > obj && p != "" && (p != "of" && p != "on" && p != "to" || d.UPOS(k) == "VERB" && p == "of") && text.RelIs(d.Rel(k), "nmod", "acl", "advcl") && e.prep("X-", p) {
				best = k
				break
			}
		}
	}
	if best < 0 && e.has("X-be") && !passive { // "called the crisis the worst ever" with the tail lost
		np := f.nounPhrase(obj, v)
		if np.To < len(d.Tokens) && np.To < f.limit(v) {
			switch d.UPOS(np.To) {
			case "DET", "ADJ", "ADV":
				r := f.stretch(v, text.Range{From: np.From, To: np.To + 1})
				if r.To > np.To+1 || d.UPOS(np.To) == "ADJ" {
					return []text.Range{r}, true
				}
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

// asOpening takes "As NAME announced on Monday, …" off the line of words: trees
// often make the announcing the main clause.
func (f *finder) asOpening(c *cue) bool {
	d, v := f.d, c.head
	s := d.Sentences[d.SentenceOf(v)].Range
	if d.Lower(s.From) != "as" || !c.entry.has("that") || v-s.From < 2 || v-s.From > 16 || f.inQuote(v) >= 0 {
		return false
	}
	for i := s.From + 1; i < v; i++ {
		if d.UPOS(i) == "VERB" || d.Form(i) == "," {
			return false
		}
	}
	for i := v + 1; i < s.To-3 && i < v+14; i++ {
		if d.UPOS(i) == "VERB" {
			return false
		}
		if d.Form(i) != "," {
			continue
		}
		r := f.trim(text.Range{From: i + 1, To: s.To})
		if !finiteIn(d, r) {
			return false
		}
		c.body = []text.Range{r}
		for h := v - 1; h > s.From; h-- {
			if isNominal(d, h) {
				c.srcHead = h
				c.src = f.trim(text.Range{From: s.From + 1, To: h + 1})
				break
			}
		}
		return true
	}
	return false
}

// aside takes a cue that stands beside or inside what is said: "…, Oslo said",
// "Oslo, he said, would wait".
func (f *finder) aside(c *cue) bool {
	d, v := f.d, c.head
	if !c.entry.has("that") && !c.entry.has("quote") || c.srcHead < 0 || d.Head(v) < 0 {
		return false
	}
	switch d.Tags[v].XPOS {
	case "VBG", "VB":
		return false
	}
	if !text.RelIs(d.Rel(v), "parataxis", "conj", "appos", "acl:relcl", "dep") && !(text.RelIs(d.Rel(v), "advcl") && d.Kid(v, "mark") < 0 && f.nextTo(v) >= 0) || d.Rel(v) == "conj" && d.Kid(v, "cc") >= 0 {
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
