package speech

import (
	"demarche"
	"demarche/text"
)

// findNouns takes nouns of saying with a source and a complement: "Oslo's
// demand for talks", "voiced concern about the vote", "came under criticism
// from Oslo for waiting", "their demands include a recount".
func (f *finder) findNouns() {
	d := f.d
	for n := range d.Tokens {
		if u := d.UPOS(n); u != "NOUN" && u != "PROPN" {
			continue
		}
		e := f.nouns[d.Lemma(n)]
		if e == nil || len(e.frames) == 1 && e.has("text") {
			continue
		}
		f.noun(n, e)
	}
}

func (f *finder) noun(n int, e *entry) {
	d := f.d
	c := cue{head: n, entry: *e, rule: "speech.noun", srcHead: -1, words: []text.Range{{From: n, To: n + 1}}}
	light := f.lightVerb(n)
	var prep int
	c.body, prep = f.nounContent(n, light, e)
	c.srcHead = f.nounSource(n, light, e, &c)
	if c.srcHead < 0 || c.srcHead == n {
		return
	}
	switch d.Lower(c.srcHead) {
	case "i", "we", "my", "our": // the issuer's own document: issuer.go
		return
	}
	c.src = f.nounPhrase(c.srcHead, n)
	if d.Rel(c.srcHead) == "nmod:poss" || c.src.Has(n) {
		c.src = f.trim(d.SubtreeWithout(c.srcHead, func(k int) bool { return d.Rel(k) == "case" || k > n }))
	}
	if light >= 0 {
		c.words = append(f.cueWords(light, -1), c.words...)
		c.negated = f.negatedAt(light)
		for k := range d.Kids(n) {
			if d.Rel(k) == "det" && (d.Lower(k) == "no") {
				c.negated = true
			}
		}
	}
	if e.has("keep") && light >= 0 && len(c.body) > 0 {
		r := f.withoutCase(n)
		r.To = max(r.To, c.body[len(c.body)-1].To)
		c.body = []text.Range{f.stretch(light, r)}
	} else if prep >= 0 && prep > n {
		c.words = append(c.words, text.Range{From: prep, To: prep + 1})
	}
	if len(c.body) == 0 {
		return
	}
	if light >= 0 && len(c.body) == 1 && prep >= 0 {
		c.body[0] = f.stretch(light, c.body[0])
	}
	if light >= 0 {
		if i, ok := f.byHead[light]; ok { // the noun says more than its verb
			old := f.cues[i]
			if old.entry.force != demarche.Say && e.has("keep") {
				return
			}
			if len(old.body) == 0 || f.bodyHas(old.body, n) {
				f.cues[i].body, f.cues[i].entry.frames = nil, nil
			} else {
				return
			}
		}
	} else if !f.own(n) {
		return
	}
	f.add(c)
}

// own reports whether a noun without a light verb may stand for a saying of
// its own here: one inside the object of a cue verb ("rejected Oslo's demand
// for talks") may, one that modifies another noun may not.
func (f *finder) own(n int) bool {
	return !text.RelIs(f.d.Rel(n), "compound", "amod")
}

func (f *finder) bodyHas(body []text.Range, i int) bool {
	for _, r := range body {
		if r.Has(i) {
			return true
		}
	}
	return false
}

// lightVerb is the verb of cue-light.txt whose object the noun is, or of which
// it is the passive subject; -1 when there is none.
func (f *finder) lightVerb(n int) int {
	d := f.d
	h, i := d.Head(n), n
	for h >= 0 && text.RelIs(d.Rel(i), "conj") {
		i, h = h, d.Head(h)
	}
	if h < 0 || d.UPOS(h) != "VERB" || !text.RelIs(d.Rel(i), "obj", "nsubj:pass", "xcomp") && d.Rel(i) != "nsubj:pass" {
		return -1
	}
	if f.is("cue-light", d.Lemma(h)) {
		return h
	}
	return -1
}

// nounContent is what the noun's complement says, and the preposition that
// introduces it (-1 when none).
func (f *finder) nounContent(n, light int, e *entry) ([]text.Range, int) {
	d := f.d
	look := func(h int) ([]text.Range, int) {
		for k := range d.Kids(h) {
			if k <= n {
				continue
			}
			mark := d.Kid(k, "mark")
			switch rel := d.Rel(k); {
			case e.has("that") && text.RelIs(rel, "acl", "ccomp", "appos") && rel != "acl:relcl" && (mark >= 0 && mark < k && d.Lower(mark) == "that" || rel == "ccomp" && finite(d, k)):
				r := d.Subtree(k)
				if mark >= 0 && mark < k && d.Lower(mark) == "that" {
					r.From = mark + 1
				}
				return []text.Range{f.tail(h, k, f.trim(r))}, -1
			case e.has("that") && rel == "acl:relcl" && mark >= 0 && d.Lower(mark) == "that":
				r := d.Subtree(k)
				r.From = mark + 1
				return []text.Range{f.trim(r)}, -1
			case e.has("to") && text.RelIs(rel, "acl", "xcomp", "advcl") && mark >= 0 && mark < k && d.Lower(mark) == "to" && rel != "acl:relcl":
				if h != n && rel == "advcl" {
					continue
				}
				r := d.Subtree(k)
				r.From = min(r.From, mark)
				if s := d.Kid(k, "nsubj"); s < 0 {
					r.From = mark
				}
				return []text.Range{f.trim(r)}, -1
			case text.RelIs(rel, "nmod", "acl", "obl", "advcl"):
				if p := f.caseOf(k); p != "" && e.prep("+", p) {
					c := d.Kid(k, "case", "mark")
					r := f.withoutCase(k)
					if r.Len() > 0 {
						return []text.Range{r}, c
					}
				}
			}
		}
		return nil, -1
	}
	if r, p := look(n); r != nil {
		return r, p
	}
	if light >= 0 {
		if r, p := look(light); r != nil {
			return r, p
		}
	}
	// "came under criticism from Oslo for waiting"
	if h := d.Head(n); light < 0 && h >= 0 && text.RelIs(d.Rel(n), "obl") && d.UPOS(h) == "VERB" && f.caseOf(n) == "under" {
		if r, p := look(h); r != nil {
			return r, p
		}
		for k := range d.Kids(h) {
			if k > n && f.caseOf(k) == "for" && text.RelIs(d.Rel(k), "advcl", "obl") {
				return []text.Range{f.withoutCase(k)}, d.Kid(k, "case", "mark")
			}
		}
	}
	// "their demands include a recount", "his hope is that …"
	if h := d.Head(n); text.RelIs(d.Rel(n), "nsubj") && h > n {
		if d.Lemma(h) == "include" {
			if o := d.Kid(h, "obj", "xcomp"); o > h {
				return []text.Range{f.withoutCase(o)}, -1
			}
		}
		if cop := d.Kid(h, "cop"); cop >= 0 || d.Lemma(h) == "be" {
			if c := d.Kid(h, "ccomp", "csubj", "xcomp"); c > n && d.Kid(c, "mark") >= 0 {
				r := d.Subtree(c)
				if thatClause(d, c) {
					r.From = d.Kid(c, "mark") + 1
				}
				return []text.Range{f.trim(r)}, -1
			}
			if m := d.Kid(h, "mark"); cop >= 0 && m > cop {
				r := d.Subtree(h)
				r.From = m
				if d.Lower(m) == "that" {
					r.From = m + 1
				}
				return []text.Range{f.trim(r)}, -1
			}
		}
	}
	// "it is Oslo's stated intent for the fleet to leave"
	if d.Kid(n, "cop") >= 0 && (e.has("to") || e.has("+for")) {
		if k := d.Kid(n, "csubj", "ccomp", "advcl", "acl"); k > n {
			return []text.Range{f.trim(d.Subtree(k))}, -1
		}
	}
	return nil, -1
}

// nounSource is the head of the noun phrase whose saying the noun is, or -1.
func (f *finder) nounSource(n, light int, e *entry, c *cue) int {
	d := f.d
	if light >= 0 {
		if s := f.subject(light); s >= 0 {
			return s
		}
	}
	for _, h := range []int{n, light} {
		if h < 0 {
			continue
		}
		for k := range d.Kids(h) {
			switch rel := d.Rel(k); {
			case rel == "nmod:poss" && h == n:
				return k
			case text.RelIs(rel, "nmod", "obl"):
				if p := f.caseOf(k); (p == "by" || p == "from") && !e.prep("+", p) && d.UPOS(k) != "NUM" {
					return k
				}
			}
		}
	}
	// "come under criticism from Oslo": the phrase hangs on the verb
	if h := d.Head(n); h >= 0 && text.RelIs(d.Rel(n), "obl") {
		for k := range d.Kids(h) {
			if p := f.caseOf(k); k > n && k-n < 8 && (p == "from" || p == "by") && text.RelIs(d.Rel(k), "obl", "nmod") && !e.prep("+", p) {
				if t := d.Kid(h, "nsubj"); t >= 0 {
					c.to = append(c.to, t)
				}
				return k
			}
		}
	}
	for k := range d.Kids(n) { // "Iranian threats", "the UN proposal"
		if k < n && text.RelIs(d.Rel(k), "amod", "compound", "nmod") && f.caseOf(k) == "" {
			if m := d.MentionAt(k); m >= 0 && (d.Mentions[m].Demonym || !d.Mentions[m].Place) && d.UPOS(k) != "NOUN" {
				return k
			}
		}
	}
	if len(c.body) > 0 && !e.prep("+", "of") { // "the demand of the strikers that …"
		for k := range d.Kids(n) {
			if k > n && text.RelIs(d.Rel(k), "nmod") && f.caseOf(k) == "of" && d.MentionAt(k) >= 0 {
				return k
			}
		}
	}
	return -1
}
