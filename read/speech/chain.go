package speech

import (
	"slices"
	"sort"

	"demarche"
)

// chain links claims that stand inside the content of others: the inner one
// reaches us through the outer source. An outer claim that says nothing but
// that somebody else said it keeps no content of its own ("he said that the
// minister had assured him of …"); when both have the same source, the inner
// one is simply what he said.
func (f *finder) chain(cs []Claim) {
	for i := range cs {
		in := &cs[i]
		if in.CueHead < 0 {
			continue
		}
		at := f.d.Tokens[in.CueHead].Span
		best := -1
		for j := range cs {
			out := &cs[j]
			if cs[j].Group == in.Group || len(out.Content) == 0 || !covers(out.Content, at) || !coversAll(out.Whole, in.Whole) {
				continue
			}
			if best < 0 || size(out.Content) < size(cs[best].Content) {
				best = j
			}
		}
		in.Parent = best
	}
	chains := make([][]int, len(cs))
	for i := range cs {
		chains[i] = via(cs, i, 0)
	}
	for i := range cs {
		for _, e := range cs[i].Via { // "as quoted by X": after the outer ones
			if !slices.Contains(chains[i], e) {
				chains[i] = append(chains[i], e)
			}
		}
		cs[i].Via = chains[i]
	}
	// contents that only pass on what another says
	for i := range cs {
		p := cs[i].Parent
		if p < 0 || len(cs[p].Content) == 0 {
			continue
		}
		whole, inner := size(cs[p].Content), size(cs[i].Content)
		lead := f.d.Tokens[cs[i].CueHead].Start - cs[p].Content[0].Start
		if cs[i].Rule == "speech.noun" && sameSource(&cs[p], &cs[i]) && cs[p].Force == demarche.Say && slices.ContainsFunc(cs[p].Heads, func(h int) bool { return f.lightVerb(cs[i].CueHead) == h }) {
			// "said he had made proposals of …": one statement, and a proposal
			cs[p].Force = cs[i].Force
			cs[p].Why = append(cs[p].Why, "force "+string(cs[i].Force)+": "+f.d.Lower(cs[i].CueHead))
			cs[i].Content, cs[i].Heads = nil, nil
			continue
		}
		if cs[i].Rule != "speech.verb" && cs[i].Rule != "speech.according" {
			continue
		}
		if inner*2 > whole && lead < 60 && !cs[i].Hold && (cs[p].Force == demarche.Say || sameSource(&cs[p], &cs[i])) && slices.Contains(cs[p].Heads, cs[i].CueHead) && len(cs[i].Content) > 0 {
			same := sameSource(&cs[p], &cs[i])
			if same && cs[i].Force == demarche.Say && cs[p].Force != demarche.Say {
				cs[i].Force = cs[p].Force
			}
			if same {
				cs[i].Cue = append(slices.Clone(cs[p].Cue), cs[i].Cue...)
			}
			cs[p].Content, cs[p].Heads = nil, nil
		}
	}
}

// via are the sources of the claims around claim i, outermost first, without
// its own.
func via(cs []Claim, i, depth int) []int {
	p := cs[i].Parent
	if p < 0 || depth > 6 {
		return nil
	}
	out := via(cs, p, depth+1)
	for _, e := range cs[p].Source {
		if !slices.Contains(out, e) && !slices.Contains(cs[i].Source, e) {
			out = append(out, e)
		}
	}
	return out
}

func sameSource(a, b *Claim) bool {
	return len(a.Source) > 0 && slices.Equal(a.Source, b.Source)
}

func covers(spans []demarche.Span, s demarche.Span) bool {
	return slices.ContainsFunc(spans, func(x demarche.Span) bool { return x.Contains(s) })
}

func coversAll(outer, inner []demarche.Span) bool {
	for _, s := range inner {
		if !slices.ContainsFunc(outer, func(x demarche.Span) bool { return x.Overlaps(s) }) {
			return false
		}
	}
	return true
}

func size(spans []demarche.Span) int {
	n := 0
	for _, s := range spans {
		n += s.Len()
	}
	return n
}

// sortClaims orders claims by content and keeps Parent pointing at the same
// claims.
func sortClaims(cs []Claim) {
	order := make([]int, len(cs))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(x, y int) bool { return spanStart(&cs[order[x]]) < spanStart(&cs[order[y]]) })
	to := make([]int, len(cs))
	for n, o := range order {
		to[o] = n
	}
	old := slices.Clone(cs)
	for n, o := range order {
		cs[n] = old[o]
		if cs[n].Parent >= 0 {
			cs[n].Parent = to[cs[n].Parent]
		}
	}
}
