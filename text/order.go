package text

// This file reads off the line of words what a wrong tree hides.

// Predicate returns the head of the clause whose subject noun i is: that of
// which the tree makes it the subject, or the one that the tree hangs from it
// although a finite auxiliary stands there and no relative pronoun: "said a
// meeting with them was not in the plans". It is -1 when there is none.
func (d *Doc) Predicate(i int) int {
	if g := d.Head(i); g >= 0 && RelIs(d.Rel(i), "nsubj") {
		return g
	}
	for k := range d.Kids(i) {
		if k < i || RelIs(d.Rel(k), "acl:relcl", "conj", "parataxis") {
			continue
		}
		if s := d.Kid(k, "nsubj"); s >= 0 && !(i+1 < len(d.Tokens) && (d.Head(i+1) == k || d.Head(i+1) == s) && d.UPOS(i+1) == "ADP") {
			continue
		}
		if a := d.Kid(k, "cop", "aux"); a > i && d.Finite(a) && d.plain(i+1, a) {
			return k
		}
	}
	return -1
}

// plain reports whether neither a verb, a mark nor a relative pronoun stands
// among the tokens [from, to).
func (d *Doc) plain(from, to int) bool {
	for t := from; t < to; t++ {
		switch d.Lower(t) {
		case "that", "which", "who", "whom", "whose", "where", "when":
			return false
		}
		if u := d.UPOS(t); u == "PUNCT" || u == "VERB" {
			return false
		}
	}
	return true
}

// Finite reports whether token i is a finite verb form, as tagged.
func (d *Doc) Finite(i int) bool {
	switch d.Tags[i].XPOS {
	case "VBD", "VBZ", "VBP", "MD":
		return true
	}
	return false
}

// listed returns the mentions that the line of words joins to subject i: "A and
// B met", "A, B and C have agreed". A verb must follow, and every link must be a
// mention, so that nothing but a list reads like this.
func (d *Doc) listed(i int) []int {
	if !RelIs(d.Rel(i), "nsubj") {
		return nil
	}
	m := d.MentionAt(i)
	if m < 0 {
		m = d.named(i)
	}
	if m < 0 {
		m = d.MentionOver(i)
	}
	if m < 0 {
		return nil
	}
	var out []int
	for at := d.Mentions[m].To; at+1 < len(d.Tokens); {
		last := false
		if d.Form(at) == "," {
			at++
			if d.Lower(at) == "and" {
				at, last = at+1, true
			}
		} else if d.Lower(at) == "and" {
			at, last = at+1, true
		} else {
			return nil
		}
		n := d.mentionFrom(at)
		if n < 0 {
			return nil
		}
		out = append(out, n)
		if at = d.Mentions[n].To; last {
			for at < len(d.Tokens) && d.UPOS(at) == "ADV" {
				at++
			}
			if at < len(d.Tokens) && (d.UPOS(at) == "VERB" || d.UPOS(at) == "AUX") && d.Tags[at].XPOS != "VBG" {
				return out
			}
			return nil
		}
	}
	return nil
}

// mentionFrom is the longest mention that begins at token i, or behind a
// determiner there, and is no demonym; -1 when there is none.
func (d *Doc) mentionFrom(i int) int {
	best := -1
	for m := range d.Mentions {
		x := &d.Mentions[m]
		if x.From > i+1 {
			break
		}
		if (x.From == i || x.From == i+1 && i+1 < len(d.Tokens) && d.UPOS(i) == "DET") && !x.Demonym && (best < 0 || x.Len() > d.Mentions[best].Len()) {
			best = m
		}
	}
	return best
}

// SaidIn returns the verb of asking whose words fell in event n, where the tree
// hangs it from what was asked for: "urged them to send planes in a call with
// senators". It is -1 when there is none.
func (d *Doc) SaidIn(n int) int {
	c, u := d.Kid(n, "case"), d.Head(n)
	if c < 0 || u < 0 || n < u || d.Lower(c) != "in" && d.Lower(c) != "during" || d.Tags[u].XPOS != "VB" {
		return -1
	}
	m, h := d.Kid(u, "mark"), d.Head(u)
	if m < 0 || d.Lower(m) != "to" || h < 0 || d.Tags[h].XPOS != "VBD" {
		return -1
	}
	if o := d.Kid(h, "obj", "iobj"); o > h && o < u {
		return h
	}
	return -1
}

// Continues returns the verb that verb v is joined to: "renounce it, recognise
// them and disarm". Where the tree joins it to a verb on its right, which no
// conjunct is, it is the last verb before it of the same bare form, or one with
// a modal. It is -1 when v is joined to none.
func (d *Doc) Continues(v int) int {
	h := d.Head(v)
	if h < 0 || !RelIs(d.Rel(v), "conj") {
		return -1
	}
	if h < v {
		return h
	}
	if k := d.Kid(v, "nsubj"); k >= 0 && k < v || v == 0 || d.UPOS(v-1) != "CCONJ" {
		return -1
	}
	for i := v - 2; i >= d.Sentences[d.SentenceOf(v)].From; i-- {
		if d.UPOS(i) == "VERB" && d.Tags[i].XPOS == "VB" {
			return i
		}
		if d.Finite(i) || d.Form(i) == ";" {
			return -1
		}
	}
	return -1
}
