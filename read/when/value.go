package when

import (
	"strings"

	"demarche"
	"demarche/read/numeral"
	"demarche/text"
)

// Value gives the EDTF of one expression by itself ("last Thursday", "since
// 2012") against a publication date, in a clause of the tense given. It is
// false when no value follows from these alone, as for "that year".
func (f *Finder) Value(words, published string, tense Tense) (edtf string, ok bool) {
	words = strings.TrimSpace(words)
	var toks []text.Token
	for i := 0; i < len(words); {
		j := strings.IndexByte(words[i:], ' ')
		if j < 0 {
			j = len(words) - i
		}
		if j > 2 && strings.HasSuffix(words[i:i+j], "'s") {
			toks = append(toks, text.Token{Span: demarche.Span{Start: i, End: i + j - 2}}, text.Token{Span: demarche.Span{Start: i + j - 2, End: i + j}})
		} else if j > 0 {
			toks = append(toks, text.Token{Span: demarche.Span{Start: i, End: i + j}})
		}
		i += j + 1
	}
	p := &parser{a: numeral.Atoms(words, toks), l: f.l, bare: true}
	pub, _ := parseDate(published)
	var best *found
	for i := range p.a {
		e, ok := p.any(i)
		if !ok || best != nil && e.to-e.from <= best.to-best.from {
			continue
		}
		switch e.mod { // nothing was told before: these too count from the publication
		case afterMod:
			e.mod, e.the = nextMod, false
		case beforeMod:
			e.mod, e.the = lastMod, false
		}
		x := &found{expr: e, tense: tense}
		x.bound, x.approx, x.word = p.boundBefore(i)
		if e.form == clock || e.form == repeated || e.form == vague {
			continue
		}
		x.settle(scene{pub: pub, told: date{}, tense: tense})
		if x.out.EDTF() != "" {
			best = x
		}
	}
	if best == nil {
		return "", false
	}
	return best.out.EDTF(), true
}
