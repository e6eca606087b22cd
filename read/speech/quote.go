package speech

import (
	"demarche/text"
)

// matchQuotes gives every outer quotation that says something to a cue: the
// one whose content it overlaps; the one it stands beside in its sentence; the
// one that a colon ends; or the speaker of the quotation before it. A
// quotation of a word or two without a cue is a title or a word held at arm's
// length, not a statement.
func (f *finder) matchQuotes() {
	d := f.d
	last := -1 // cue of the last quotation given
	lastPara := -1
	for q := range d.Quotes {
		x := &d.Quotes[q]
		if x.Depth > 0 || x.Len() <= 0 {
			continue
		}
		para := d.Sentences[d.SentenceOf(x.From)].Paragraph
		c := f.overlapping(q)
		if c >= 0 && (f.cues[c].srcHead < 0 || f.inQuote(f.cues[c].srcHead) >= 0) && x.Closed() && f.goesOn(x) {
			if i := f.plainly(x.Close+1, min(d.Sentences[d.SentenceOf(x.Close)].To, x.Close+28)); i >= 0 {
				c = i
			}
		}
		if c < 0 {
			c = f.beside(q)
		}
		if c < 0 && f.sentential(q) {
			c = f.colon(q)
		}
		if c < 0 && f.sentential(q) {
			c = f.signed(q)
		}
		if c < 0 && f.sentential(q) && f.bare(q) {
			switch {
			case x.Continues >= 0 && last >= 0:
				c = last
			case f.next(q) >= 0 && (last < 0 || lastPara != para):
				c = f.next(q)
			case last >= 0 && para-lastPara <= 1:
				c = last
			case f.next(q) >= 0:
				c = f.next(q)
			}
			if c < 0 {
				c = len(f.cues)
				f.cues = append(f.cues, cue{head: -1, srcHead: -1, rule: "speech.quote", entry: entry{force: "state"}})
			}
		}
		if c < 0 && last >= 0 && lastPara == para && f.opens(q) && f.sentential(q) {
			// the quotation goes on and then into the reporter's own words
			f.give(last, q)
			f.cues[last].body = join(append(f.cues[last].body, f.trim(d.Sentences[d.SentenceOf(x.To-1)].Range)))
			continue
		}
		if c < 0 {
			continue
		}
		f.give(c, q)
		f.dropRelative(c, x.Range)
		if f.sentential(q) {
			last, lastPara = c, d.Sentences[d.SentenceOf(x.To-1)].Paragraph
		}
	}
}

// give adds a quotation to the body of a cue.
func (f *finder) give(c, q int) {
	x := &f.d.Quotes[q]
	f.cues[c].quotes = append(f.cues[c].quotes, q)
	f.cues[c].body = join(append(f.cues[c].body, f.quoted(x)))
}

// quoted is the quotation with its marks. One that is never closed ends with
// its first sentence: nobody knows what the rest is.
func (f *finder) quoted(x *text.Quote) text.Range {
	r := x.Range
	if !x.Closed() {
		r.To = min(r.To, f.d.Sentences[f.d.SentenceOf(r.From)].To)
	}
	if x.Open >= 0 {
		r.From = x.Open
	}
	if x.Close >= 0 {
		r.To = x.Close + 1
	}
	return r
}

// join sorts ranges and merges those that touch.
func join(rs []text.Range) []text.Range {
	for i := 1; i < len(rs); i++ {
		for j := i; j > 0 && rs[j].From < rs[j-1].From; j-- {
			rs[j], rs[j-1] = rs[j-1], rs[j]
		}
	}
	out := rs[:0]
	for _, r := range rs {
		if r.Len() <= 0 {
			continue
		}
		if n := len(out); n > 0 && r.From <= out[n-1].To {
			out[n-1].To = max(out[n-1].To, r.To)
			continue
		}
		out = append(out, r)
	}
	return out
}

// overlapping is the cue outside quotation q whose content holds most of q's
// words in one sentence, the outermost among equals; -1 when none does.
func (f *finder) overlapping(q int) int {
	x := f.d.Quotes[q].Range
	best, most := -1, 0
	for i := range f.cues {
		c := &f.cues[i]
		if c.head < 0 || x.Has(c.head) || !c.entry.has("quote") && !c.entry.has("that") && !contains(c.body, x) {
			continue
		}
		n := 0
		for _, r := range c.body {
			n += max(0, min(r.To, x.To)-max(r.From, x.From))
		}
		if n > most || n == most && n > 0 && best >= 0 && f.size(i) > f.size(best) {
			best, most = i, n
		}
	}
	if best >= 0 && (most*3 >= x.Len() || f.touches(q, best)) {
		return best
	}
	return -1
}

// touches reports whether the sentence of the cue shares a token with q: a
// quotation of several sentences has one of them beside its cue.
func (f *finder) touches(q, c int) bool {
	s := f.d.Sentences[f.d.SentenceOf(f.cues[c].head)].Range
	return s.Overlaps(f.d.Quotes[q].Range)
}

func contains(body []text.Range, x text.Range) bool {
	for _, r := range body {
		if r.Contains(x) {
			return true
		}
	}
	return false
}

func (f *finder) size(c int) int {
	n := 0
	for _, r := range f.cues[c].body {
		n += r.Len()
	}
	return n
}

// beside is the cue that stands right after or right before quotation q in the
// same sentence; -1 when there is none.
func (f *finder) beside(q int) int {
	d := f.d
	x := &d.Quotes[q]
	says := f.sentential(q)
	// after: "…," said the minister / "…," the minister said
	if x.Closed() {
		end := d.Sentences[d.SentenceOf(x.Close)].To
		if i := f.cueBetween(x.Close+1, min(end, x.Close+30), 1); i >= 0 && says {
			return i
		}
		if says && f.goesOn(x) {
			if i := f.plainly(x.Close+1, min(end, x.Close+28)); i >= 0 {
				return i
			}
		}
	}
	open := x.From
	if x.Open >= 0 {
		open = x.Open
	}
	start := d.Sentences[d.SentenceOf(open)].From
	if i := f.cueBetween(max(start, open-30), open, -1); i >= 0 {
		near := f.between(f.cues[i].head+1, open)
		if says || near == 0 {
			return i
		}
	}
	return -1
}

// between counts the words from i to j that are not punctuation, "that" or an
// adverb.
func (f *finder) between(i, j int) int {
	n := 0
	for ; i < j; i++ {
		if u := f.d.UPOS(i); u != "PUNCT" && u != "SCONJ" && u != "ADV" {
			n++
		}
	}
	return n
}

// cueBetween is the first (dir 1) or last (dir -1) verbal cue in the range that
// may introduce a quotation, outside of quotations and in a clause that says
// it: finite or a participle, with a source.
func (f *finder) cueBetween(from, to, dir int) int {
	i, end := from, to
	if dir < 0 {
		i, end = to-1, from-1
	}
	for ; i != end; i += dir {
		if f.inQuote(i) >= 0 {
			if dir > 0 {
				return -1
			}
			continue
		}
		c, ok := f.byHead[i]
		if !ok {
			if dir > 0 && f.d.UPOS(i) == "VERB" && !text.RelIs(f.d.Rel(i), "acl", "amod") {
				return -1
			}
			continue
		}
		e := &f.cues[c].entry
		if (e.has("quote") || e.has("that")) && f.cues[c].srcHead >= 0 && f.inQuote(f.cues[c].srcHead) < 0 {
			return c
		}
	}
	return -1
}

// sentential reports whether the quotation is long enough to say something by
// itself: it has a verb and four words, or ends a sentence.
func (f *finder) sentential(q int) bool {
	d := f.d
	x := d.Quotes[q].Range
	words, verb := 0, false
	for i := x.From; i < x.To; i++ {
		switch d.UPOS(i) {
		case "PUNCT":
		case "VERB", "AUX":
			verb = true
			fallthrough
		default:
			words++
		}
	}
	if words >= 4 && verb || words >= 9 {
		return true
	}
	if words == 0 {
		return false
	}
	l := d.Form(x.To - 1)
	return (l == "." || l == "!" || l == "?" || l == ",") && d.UPOS(x.To-1) == "PUNCT" && words >= 2
}

// opens reports whether quotation q opens its sentence.
func (f *finder) opens(q int) bool {
	x := f.quoted(&f.d.Quotes[q])
	return f.d.Sentences[f.d.SentenceOf(x.From)].From >= x.From
}

// bare reports whether the sentences of quotation q hold next to nothing
// outside of it.
func (f *finder) bare(q int) bool {
	d := f.d
	x := f.quoted(&d.Quotes[q])
	n := 0
	for s := d.SentenceOf(x.From); s < len(d.Sentences) && d.Sentences[s].From < x.To; s++ {
		for i := d.Sentences[s].From; i < d.Sentences[s].To; i++ {
			if f.inQuote(i) < 0 && d.UPOS(i) != "PUNCT" {
				n++
			}
		}
	}
	return n <= 2
}

// colon is the cue of the sentence that ends with a colon before quotation q,
// or a new one with that sentence's subject as its source.
func (f *finder) colon(q int) int {
	d := f.d
	x := f.quoted(&d.Quotes[q])
	i := x.From - 1
	for i >= 0 && d.UPOS(i) == "PUNCT" && d.Form(i) != ":" {
		i--
	}
	if i < 0 || d.Form(i) != ":" {
		return -1
	}
	s := d.Sentences[d.SentenceOf(i)].Range
	if c := f.cueBetween(s.From, i, -1); c >= 0 {
		return c
	}
	if c, ok := f.byHead[s.From]; ok { // "Continued Diop:"
		if r := f.nominal(s.From+1, i); r.Len() > 0 && f.cues[c].entry.has("quote") && f.says(c, r) >= 0 {
			return c
		}
	}
	for t := s.From; t < i; t++ {
		if text.RelIs(d.Rel(t), "nsubj") && f.inQuote(t) < 0 && d.MentionAt(t) >= 0 {
			f.add(cue{head: i, rule: "speech.quote", entry: entry{force: "state", frames: []string{"quote"}}, srcHead: t, src: f.nounPhrase(t, -1),
				words: []text.Range{{From: i, To: i + 1}}})
			return len(f.cues) - 1
		}
	}
	return -1
}

// next is the cue at the start of the sentence after a bare quotation in the
// same paragraph, when it says nothing else: `"…" That was the answer of X.`
// is not, `"…?" he asked.` split from its quotation is.
func (f *finder) next(q int) int {
	d := f.d
	x := f.quoted(&d.Quotes[q])
	s := d.SentenceOf(x.To-1) + 1
	if s >= len(d.Sentences) || d.Sentences[s].Paragraph != d.Sentences[s-1].Paragraph {
		return -1
	}
	r := d.Sentences[s].Range
	if r.Len() > 14 {
		return -1
	}
	c := f.cueBetween(r.From, r.To, 1)
	if c >= 0 && len(f.cues[c].body) == 0 {
		return c
	}
	return -1
}
