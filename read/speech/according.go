package speech

import (
	"demarche/text"
)

// findAccording takes "according to the agency, …", "…, per the ministry",
// "in the minister's view".
func (f *finder) findAccording() {
	d := f.d
	for i := 0; i+2 < len(d.Tokens); i++ {
		if d.Lower(i) != "according" || d.Lower(i+1) != "to" {
			continue
		}
		p := f.pobj(i)
		if p < 0 {
			continue
		}
		sent := d.Sentences[d.SentenceOf(i)].Range
		src := f.nounPhrase(p, -1)
		src.From = max(src.From, i+2)
		if src.Len() <= 0 {
			continue
		}
		src = f.untilComma(src, p)
		c := cue{head: i, entry: entry{word: "according to", force: "state", frames: []string{"that", "quote"}}, rule: "speech.according",
			words: []text.Range{{From: i, To: i + 2}}, src: src, srcHead: p}
		hole := text.Range{From: i, To: src.To}
		h := f.clauseOver(p, hole)
		if h >= 0 {
			c.body = f.around(h, hole)
		}
		if len(c.body) == 0 { // no clause hangs it: the rest of the sentence
			for _, x := range []text.Range{{From: sent.From, To: hole.From}, {From: hole.To, To: sent.To}} {
				if x = f.trim(x); x.Len() > 2 {
					c.body = append(c.body, x)
				}
			}
		}
		// at one end of the sentence it governs one side only
		if len(c.body) == 2 && c.body[0].To-c.body[0].From <= 2 && c.body[0].From == sent.From {
			c.body = c.body[1:]
		}
		f.add(c)
	}
}

// pobj is the noun that "according to" at i introduces, or -1.
func (f *finder) pobj(i int) int {
	d := f.d
	if k := d.Kid(i, "obl", "obj", "nmod"); k > i+1 {
		return k
	}
	if h := d.Head(i); h > i+1 && text.RelIs(d.Rel(i), "case", "mark") {
		return h
	}
	if h := d.Head(i + 1); h > i+1 {
		return h
	}
	return -1
}

// clauseOver is the head of the smallest clause that the according-phrase at
// token p stands in, or -1.
func (f *finder) clauseOver(p int, hole text.Range) int {
	d := f.d
	h := d.Head(p)
	for h >= 0 && hole.Has(h) {
		h = d.Head(h)
	}
	for n := 0; h >= 0 && n < 20; n++ {
		if d.UPOS(h) == "VERB" && !text.RelIs(d.Rel(h), "xcomp", "acl") && d.Rel(h) != "advcl" || d.Kid(h, "nsubj", "cop") >= 0 {
			if text.RelIs(d.Rel(h), "conj") && d.Kid(h, "nsubj") < 0 {
				h = d.Head(h)
				continue
			}
			return h
		}
		if d.Head(h) < 0 {
			return h
		}
		h = d.Head(h)
	}
	return -1
}

// untilComma ends a source phrase at the first comma after its head, unless an
// apposition follows it.
func (f *finder) untilComma(r text.Range, head int) text.Range {
	d := f.d
	app := -1
	for k := range d.Kids(head) {
		if text.RelIs(d.Rel(k), "appos") {
			app = k
		}
	}
	for i := head + 1; i < r.To; i++ {
		if d.Form(i) == "," && (app < i || i > app) {
			if app > i && app-i < 12 {
				continue
			}
			r.To = i
			break
		}
	}
	return r
}
