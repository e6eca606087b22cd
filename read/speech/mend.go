package speech

import "demarche/text"

// This file puts right what a wrong tree does to a cue: a source inside its own
// words, a content that runs into the next saying, a passive that is none. It
// also says which cues make no row.

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
// the line: finite, or a participle that follows a comma or a noun; and
// without a text as its object ("who wrote the speech that was read").
func (f *finder) straightHere(v int) bool {
	if o := f.d.Kid(v, "obj"); o > v && f.d.Lower(v+1) != "that" && f.document(o) {
		return false
	}
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
			if f.d.Tags[c.head].XPOS != "VBG" || f.passive(c.head) { // what a participle says follows it
				out = append(out, r)
			}
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

// bridge joins the two halves of a sentence that its cue interrupts, where the
// tree gives the first half to the cue: "The strike, he said, would end".
func (f *finder) bridge(c *cue) {
	d, v := f.d, c.head
	if len(c.body) != 1 || c.srcHead < 0 || c.body[0].From <= v || c.src.To > v || c.src.From < 2 || d.Form(v+1) != "," {
		return
	}
	r := c.body[0]
	switch d.Tags[r.From].XPOS {
	case "MD", "VBD", "VBZ", "VBP":
	default:
		return
	}
	sent := d.Sentences[d.SentenceOf(v)].From
	pre := f.trim(text.Range{From: sent, To: c.src.From})
	if pre.Len() == 0 || d.Form(c.src.From-1) != "," || finiteIn(d, pre) {
		return
	}
	c.body = []text.Range{pre, r}
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
	case c.negated && (e.force == "state" || e.force == "pledge" || e.force == "threaten"):
		return true
	case e.force == "demand" && (infinitive || d.Lower(b.From) == "not") && f.unnamed(b): // "asked not to be named"
		return true
	case e.has("mention"):
		return !finiteIn(d, b)
	case text.RelIs(d.Rel(v), "advcl", "acl") && d.Tags[v].XPOS == "VB" && d.Rel(v) != "acl:relcl":
		return true
	}
	return false
}

// unnamed reports whether the words are those by which a source asks to remain
// one: "not to be named", "to remain anonymous".
func (f *finder) unnamed(r text.Range) bool {
	if r.Len() > 7 {
		return false
	}
	for i := r.From; i < r.To; i++ {
		switch f.d.Lemma(i) {
		case "name", "identify", "anonymous", "anonymity", "quote":
			return true
		}
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
	f.inverted(c)
	f.citing(c)
	bad := c.srcHead >= 0 && (f.bodyHas(c.body, c.srcHead) || f.inQuote(v) < 0 && f.inQuote(c.srcHead) >= 0)
	follows := len(c.body) > 0 && c.body[0].From < v || len(c.body) == 0
	if len(c.body) == 0 {
		f.afterthought(c)
		if len(c.body) > 0 {
			return
		}
	}
	if n := f.nextTo(v); n >= 0 && n != c.srcHead && !c.src.Has(n) && (bad || c.srcHead < 0 || follows && c.srcHead < v) && f.d.Tags[v].XPOS != "VBG" && f.d.Tags[v].XPOS != "VBN" {
		c.srcHead = n
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

// inverted takes `…," read the statement` and `…," said the minister` where the
// tree has an object after the verb.
func (f *finder) inverted(c *cue) {
	d, v := f.d, c.head
	if c.srcHead >= 0 || !c.entry.has("quote") || v == 0 || len(c.body) > 0 || !f.afterBreak(v) && d.Form(v-1) != ";" {
		return
	}
	if d.Tags[v].XPOS != "VBD" && d.Tags[v].XPOS != "VBZ" && d.Tags[v].XPOS != "VBN" && d.Tags[v].XPOS != "VB" && d.Tags[v].XPOS != "VBP" {
		return
	}
	if o := d.Kid(v, "obj"); o > v && o-v <= 4 && isNominal(d, o) {
		c.srcHead = o
		f.place(c)
	}
}

// citing takes "the agency, citing officials, reported", where the aside hides
// the subject.
func (f *finder) citing(c *cue) {
	d, v := f.d, c.head
	if c.srcHead >= 0 || v < 4 || d.Form(v-1) != "," {
		return
	}
	s := d.Sentences[d.SentenceOf(v)].From
	for i := v - 2; i > s+1 && i > v-14; i-- {
		if w := d.Lower(i); (w == "citing" || w == "quoting") && d.Form(i-1) == "," {
			if u := d.UPOS(i - 2); u == "PROPN" || u == "NOUN" || u == "PRON" {
				c.srcHead = i - 2
				c.src = text.Range{From: i - 2, To: i - 1}
				for c.src.From > s && (d.UPOS(c.src.From-1) == "PROPN" || d.UPOS(c.src.From-1) == "DET" || d.UPOS(c.src.From-1) == "ADJ" || d.UPOS(c.src.From-1) == "NOUN") {
					c.src.From--
				}
				for o := v - 2; o > i; o-- {
					if isNominal(d, o) && d.MentionAt(o) >= 0 {
						c.cited = o
						c.via = append(c.via, c.srcHead)
						break
					}
				}
				return
			}
		}
	}
}

// afterthought takes "…, police said on Friday" where the tree has neither
// source nor content: the words before the comma are the content.
func (f *finder) afterthought(c *cue) {
	d, v := f.d, c.head
	if len(c.body) > 0 || !c.entry.has("that") || !c.entry.has("quote") || f.inQuote(v) >= 0 {
		return
	}
	switch d.Tags[v].XPOS {
	case "VBD", "VBZ", "VBP", "VBN":
	default:
		return
	}
	n := f.nextTo(v)
	if n < 0 {
		return
	}
	sent := d.Sentences[d.SentenceOf(v)].Range
	for i := v + 1; i < sent.To-1; i++ { // nothing but a time or place may follow
		if u := d.UPOS(i); u == "VERB" || u == "AUX" || u == "SCONJ" || i > v+8 {
			return
		}
	}
	from := n
	for from > sent.From && d.UPOS(from-1) != "PUNCT" {
		from--
	}
	r := f.trim(text.Range{From: sent.From, To: from})
	if from-1 <= sent.From || d.Form(from-1) != "," || !finiteIn(d, r) && d.SentenceOf(v) >= 0 {
		return
	}
	c.srcHead, c.src = n, text.Range{From: from, To: n + 1}
	c.body = []text.Range{r}
}
