package speech

import (
	"slices"

	"demarche"
	"demarche/text"
)

// Issued adds to the claims of a document that is itself a statement those of
// its issuer: a sentence in his own voice that pledges, threatens, warns,
// proposes, demands, refuses, criticises or supports is a claim without a cue.
// Where he names himself or his state as the source ("we urge", "the United
// States welcomes"), the whole sentence is the claim. What others say in the
// document reaches us through him.
func (a *Attributor) Issued(d *text.Doc, claims []Claim, issuer int) []Claim {
	if len(d.Arcs) != len(d.Tokens) || len(d.Tags) != len(d.Tokens) {
		return claims
	}
	f := &finder{Attributor: a, d: d, quoteOf: outerQuotes(d)}
	group := 0
	for i := range claims {
		group = max(group, claims[i].Group+1)
	}
	var out []Claim
	taken := make([]bool, len(claims))
	for s := range d.Sentences {
		sent := d.Sentences[s]
		if sent.Kind != text.Body || sent.Len() < 3 || f.inQuote(sent.From) >= 0 {
			continue
		}
		root := sentenceRoot(d, sent.Range)
		force, other := demarche.Say, false
		for i := range claims {
			c := &claims[i]
			if !sent.Has(c.CueHead) {
				continue
			}
			if f.himself(c, issuer) {
				if c.Force != demarche.Say && (force == demarche.Say || c.CueHead == root) {
					force = c.Force
				}
				taken[i] = true
				continue
			}
			if c.CueHead == root || slices.Contains(c.Heads, root) {
				other = true
			}
			if len(c.Via) == 0 && !slices.Contains(c.Source, issuer) {
				c.Via = []int{issuer}
			}
		}
		if other {
			continue
		}
		p := piece{f.trim(sent.Range)}
		cl := Claim{Source: []int{issuer}, CueHead: -1, Heads: []int{root}, Parent: -1, Quote: -1, Group: group, Mode: demarche.Direct, Rule: "speech.issuer"}
		cl.Content = []demarche.Span{d.Span(sent.Range)}
		cl.Whole = cl.Content
		f.setForce(&cue{head: -1, srcHead: -1, entry: entry{force: force}}, &cl, p)
		if cl.Force == demarche.Say {
			continue
		}
		cl.Condition = f.condition(p)
		cl.Why = append(cl.Why, "the document's own voice")
		out = append(out, cl)
		group++
	}
	for i := range claims {
		if !taken[i] {
			out = append(out, claims[i])
		}
	}
	sortClaims(out)
	return out
}

// himself reports whether the source of a claim is the issuer: "I", "we", he
// himself by name, or his state.
func (f *finder) himself(c *Claim, issuer int) bool {
	if c.SourceRange.Len() == 1 {
		switch f.d.Lower(c.SourceRange.From) {
		case "i", "we":
			return true
		}
	}
	if slices.Contains(c.Source, issuer) {
		return true
	}
	x := &f.d.Entities[issuer]
	return len(c.Source) == 1 && f.d.Entities[c.Source[0]].Kind == demarche.State && x.Country != "" && f.d.Entities[c.Source[0]].Country == x.Country
}

// sentenceRoot is the token of a sentence that has no head.
func sentenceRoot(d *text.Doc, r text.Range) int {
	for i := r.From; i < r.To; i++ {
		if d.Head(i) < 0 {
			return i
		}
	}
	return r.From
}
