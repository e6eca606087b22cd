package speech

import "demarche/text"

// This file reads who said a quotation off the line of words, for sentences
// whose tree does not show it: long appositions and odd subjects ("said the
// 46-year-old") often break the parse, but the order of news writing is fixed.

// goesOn reports whether the sentence goes on behind quotation x: it ends with
// a comma or with a mark of its own that is followed by a small letter.
func (f *finder) goesOn(x *text.Quote) bool {
	switch f.d.Form(x.To - 1) {
	case ",", "!", "?", "…", "...", "—", "–", "--":
		return true
	}
	return false
}

// plainly is the cue between from and to that has lost its source, with the
// source put right; -1 when the words do not show one. Two orders are known:
// "…," said NAME, and "…," NAME, long apposition, said.
func (f *finder) plainly(from, to int) int {
	d := f.d
	if from+1 >= to {
		return -1
	}
	if d.UPOS(from) == "VERB" && d.Tags[from].XPOS != "VBG" {
		r := f.nominal(from+1, to)
		if r.Len() == 0 {
			return -1
		}
		c, ok := f.byHead[from]
		if !ok { // "beamed": a verb of speaking by its place
			if d.Tags[from].XPOS != "VBD" || f.head(r) < 0 || d.MentionAt(f.head(r)) < 0 {
				return -1
			}
			f.add(cue{head: from, rule: "speech.verb", srcHead: -1, entry: entry{force: "state", frames: []string{"quote"}}, words: []text.Range{{From: from, To: from + 1}}})
			c = f.byHead[from]
		}
		return f.says(c, r)
	}
	r := f.nominal(from, to)
	if r.Len() == 0 {
		return -1
	}
	for v := r.To; v < to && f.inQuote(v) < 0; v++ {
		c, ok := f.byHead[v]
		if ok && f.cues[c].entry.has("quote") && d.Tags[v].XPOS != "VBG" && (v == r.To || d.Form(v-1) == "," || d.UPOS(v-1) == "ADV" || d.UPOS(v-1) == "AUX") {
			return f.says(c, r)
		}
	}
	return -1
}

// says gives cue c the source r when it has none, and forgets a content that
// cannot be its own.
func (f *finder) says(c int, r text.Range) int {
	h := f.head(r)
	if h < 0 {
		return -1
	}
	// a source inside the quotation is none
	if o := f.cues[c].srcHead; o >= 0 && o != h && f.inQuote(o) < 0 {
		return -1
	}
	f.cues[c].srcHead, f.cues[c].src = h, r
	f.cues[c].body = nil // the tree that lost the source does not know the content either
	return c
}

// nominal is the noun phrase that begins at token i, without what follows its
// head.
func (f *finder) nominal(i, to int) text.Range {
	r := text.Range{From: i, To: i}
	for ; i < to; i++ {
		switch u := f.d.UPOS(i); {
		case u == "DET", u == "ADJ", u == "NUM", u == "NOUN", u == "PROPN", u == "PRON", u == "PART":
			r.To = i + 1
		case u == "PUNCT" && f.d.Form(i) == "-":
		default:
			return r
		}
	}
	return r
}

// head is the head of a plain noun phrase: the token that heads a mention,
// else its last nominal word; -1 when it has none.
func (f *finder) head(r text.Range) int {
	last := -1
	for i := r.From; i < r.To; i++ {
		switch f.d.UPOS(i) {
		case "NOUN", "PROPN", "PRON", "ADJ":
			last = i
			if m := f.d.MentionAt(i); m >= 0 && f.d.Mentions[m].Range.Overlaps(r) && !f.d.Mentions[m].Demonym {
				return i
			}
		}
	}
	return last
}

// dropRelative takes from the content of a cue beside quotation x what stands
// behind the cue in a relative clause of its source: "…," said Diop, who
// leads the party.
func (f *finder) dropRelative(c int, x text.Range) {
	b := f.cues[c].body
	out := b[:0]
	for _, r := range b {
		i := r.From
		for i < r.To && f.d.UPOS(i) == "PUNCT" {
			i++
		}
		if f.cues[c].head >= 0 && r.From > f.cues[c].head && r.From > x.To && i < r.To {
			switch f.d.Lower(i) {
			case "who", "whom", "whose", "which", "though", "although", "as", "while":
				continue
			}
		}
		out = append(out, r)
	}
	f.cues[c].body = out
}
