package name

import (
	"strings"

	"demarche"
	"demarche/lexicon"
)

// clean mends what the tagger gets wrong at the edges of names and drops what
// cannot be one: titles belong outside, function words and plain nouns that
// only begin a sentence are no names.
func (w *work) clean(in []span) []span {
	d := w.d
	small := map[string]bool{}
	for i, f := range w.low {
		if d.Tags[i].UPOS == "NOUN" && !w.capital(i) {
			small[f] = true
		}
	}
	out := in[:0]
	for _, s := range in {
		for s.From < s.To && (edge[d.Tags[s.From].UPOS] || w.low[s.From] == "\"") {
			s.From++
		}
		for s.From < s.To && edge[d.Tags[s.To-1].UPOS] && w.low[s.To-1] != "." {
			s.To--
		}
		if s.typ == PER {
			for s.From < s.To-1 && w.isTitle(s.From) && w.capital(s.From) {
				s.From++
			}
		}
		if s.From >= s.To {
			continue
		}
		last := s.To - 1
		listed := w.gaz[s.From].to == s.To
		if s.Len() == 1 {
			u := d.Tags[last].UPOS
			if u == "NOUN" && (small[w.low[last]] || !w.capital(last)) && !listed {
				continue
			}
			if u == "VERB" || u == "AUX" || u == "ADV" || u == "INTJ" || u == "NUM" {
				if !listed {
					continue
				}
			}
		}
		if !listed && (w.isTitle(last) || w.courtesyWord(last)) {
			continue // "Republican Senators", "Mr. Chief Justice": a description
		}
		out = append(out, s)
	}
	return out
}

var edge = map[string]bool{"ADP": true, "DET": true, "CCONJ": true, "SCONJ": true, "PRON": true, "PUNCT": true, "PART": true}

func (w *work) courtesyWord(i int) bool {
	_, ok := courtesy[w.low[i]]
	return ok
}

// surnames makes a lone word a person where the article has a person of that
// surname and the word was taken for a town or a body: after "Joshua Norton",
// "Norton" is he. States and capitals stay what they are.
func (w *work) surnames() {
	// One string is one sort of name throughout: that which it mostly is.
	votes := map[string]*[5]int{}
	for _, s := range w.spans {
		if s.match == nil {
			key := strings.Join(w.low[s.From:s.To], " ")
			if votes[key] == nil {
				votes[key] = new([5]int)
			}
			votes[key][s.typ]++
		}
	}
	for i := range w.spans {
		s := &w.spans[i]
		if s.match != nil {
			continue
		}
		v := votes[strings.Join(w.low[s.From:s.To], " ")]
		for y := PER; y <= MISC; y++ {
			if v[y] > v[s.typ] {
				s.typ = y
			}
		}
	}
	people := map[string]bool{}
	for _, s := range w.spans {
		if s.typ == PER && s.Len() > 1 {
			people[w.low[s.To-1]] = true
		}
	}
	for i := range w.spans {
		s := &w.spans[i]
		if s.typ == PER || s.Len() != 1 || !people[w.low[s.From]] {
			continue
		}
		if m := s.match; m != nil && (m.Kind != "" && m.Kind != demarche.Person || m.Sense == lexicon.Demonym || m.Sense == lexicon.Capital) {
			continue
		}
		if w.placeBefore(s.From) && w.low[s.From-1] != "of" && w.low[s.From-1] != "to" && w.low[s.From-1] != "from" {
			continue
		}
		s.typ, s.match = PER, nil
	}
}
