package speech

import (
	"demarche"
	"demarche/text"
)

// Attribution is all that one cue gives to one source, undivided: the unit
// that corpora of attributions count.
type Attribution struct {
	Source  text.Range
	Cue     []demarche.Span
	Content []demarche.Span
	Hold    bool
}

// Grouped joins the claims of one cue again. What a quotation passes on from
// others is left out: it is part of the quotation.
func Grouped(claims []Claim) []Attribution {
	var out []Attribution
	seen := map[int]bool{}
	for i := range claims {
		c := &claims[i]
		if seen[c.Group] || len(c.Whole) == 0 || c.Inside {
			continue
		}
		seen[c.Group] = true
		cue := c.Cue
		for j := range claims { // the shortest cue of the group is its own
			if claims[j].Group == c.Group && len(claims[j].Cue) < len(cue) {
				cue = claims[j].Cue
			}
		}
		out = append(out, Attribution{Source: c.SourceRange, Cue: cue, Content: c.Whole, Hold: c.Hold})
	}
	return out
}
