package speech

import (
	"demarche/text"
)

// findRelays notes who passes a saying on: "…, as quoted by the Times", and
// "the agency, citing officials, reported", where the officials are the source.
func (f *finder) findRelays() {
	d := f.d
	for i := 0; i+3 < len(d.Tokens); i++ {
		if d.Lower(i) != "as" || f.inQuote(i) >= 0 {
			continue
		}
		switch d.Lower(i + 1) {
		case "quoted", "reported", "cited", "told", "carried", "relayed":
		default:
			continue
		}
		if w := d.Lower(i + 2); w != "by" && w != "in" {
			continue
		}
		h := f.headAfter(i + 3)
		if h < 0 {
			continue
		}
		if c := f.cueNear(i); c >= 0 {
			f.cues[c].via = append(f.cues[c].via, h)
			hole := text.Range{From: i, To: f.untilComma(f.nounPhrase(h, -1), h).To}
			f.cues[c].body = without(f.cues[c].body, hole)
		}
	}
	for k := range f.cues {
		c := &f.cues[k]
		if c.head < 0 || c.srcHead < 0 || c.rule != "speech.verb" {
			continue
		}
		if o := f.cited(c); o >= 0 {
			c.via = append(c.via, c.srcHead)
			c.cited = o
		}
	}
}

// cited is the head of the source that the reporter of cue c cites in an
// aside, or -1.
func (f *finder) cited(c *cue) int {
	d := f.d
	for _, h := range []int{c.srcHead, c.head} {
		for k := range d.Kids(h) {
			if d.Tags[k].XPOS != "VBG" || !text.RelIs(d.Rel(k), "acl", "advcl") {
				continue
			}
			if l := d.Lemma(k); l != "cite" && l != "quote" {
				continue
			}
			if o := d.Kid(k, "obj"); o >= 0 && d.MentionAt(o) >= 0 {
				return o
			}
		}
	}
	return -1
}

// headAfter is the head of the noun phrase that begins at token i, or -1.
func (f *finder) headAfter(i int) int {
	d := f.d
	h := i
	for n := 0; n < 8; n++ {
		if isNominal(d, h) && (d.Head(h) < i || d.Head(h) > h+8) {
			return h
		}
		up := d.Head(h)
		if up < i || up > i+12 {
			break
		}
		h = up
	}
	if isNominal(d, h) {
		return h
	}
	return -1
}

// cueNear is the cue of the sentence of token i that stands nearest to it, the
// one before it first; -1 when there is none.
func (f *finder) cueNear(i int) int {
	s := f.d.Sentences[f.d.SentenceOf(i)].Range
	for v := i - 1; v >= s.From; v-- {
		if c, ok := f.byHead[v]; ok && f.inQuote(v) < 0 && f.cues[c].srcHead >= 0 {
			return c
		}
	}
	// the quotation may have begun in an earlier sentence
	for q := range f.d.Quotes {
		x := f.quoted(&f.d.Quotes[q])
		if x.To <= i && i-x.To < 4 {
			for c := range f.cues {
				for _, o := range f.cues[c].quotes {
					if o == q {
						return c
					}
				}
			}
		}
	}
	for v := i + 1; v < s.To; v++ {
		if c, ok := f.byHead[v]; ok && f.inQuote(v) < 0 && f.cues[c].srcHead >= 0 && len(f.cues[c].body) > 0 {
			return c
		}
	}
	return -1
}

// without takes a range out of a body.
func without(body []text.Range, hole text.Range) []text.Range {
	var out []text.Range
	for _, r := range body {
		if !r.Overlaps(hole) {
			out = append(out, r)
			continue
		}
		if r.From < hole.From {
			out = append(out, text.Range{From: r.From, To: hole.From})
		}
		if hole.To < r.To {
			out = append(out, text.Range{From: hole.To, To: r.To})
		}
	}
	return out
}
