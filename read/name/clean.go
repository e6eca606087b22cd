package name

import (
	"strings"

	"demarche"
	"demarche/lexicon"
	"demarche/text"
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
	in = w.afterTitles(w.splitOffices(w.joinNames(in)))
	out := in[:0]
	for _, s := range in {
		s = w.trim(w.reach(s))
		if s.From >= s.To || w.notAName(s, small) {
			continue
		}
		if s.typ != PER && s.Len() > 1 && s.Len() <= 3 && w.gaz[s.From].to != s.To {
			// A given name begins a person, whatever the tagger thinks.
			if w.given.Has(w.low[s.From]) && !w.bodyWord(s) {
				s.typ = PER
			}
		}
		out = append(out, s)
	}
	return out
}

// afterTitles adds the names that the tagger missed or took for something else
// right after an office or courtesy title: "Prime Minister Han Duck-soo".
func (w *work) afterTitles(in []span) []span {
	at := make([]int, len(w.low))
	for k, s := range in {
		for i := s.From; i < s.To; i++ {
			at[i] = k + 1
		}
	}
	for i := 1; i < len(w.low); i++ {
		_, polite := courtesy[w.low[i-1]]
		if !w.title[i-1] && !(polite && w.capital(i-1)) || w.title[i] || at[i] > 0 || !w.capital(i) || w.plural(i-1) && !polite {
			continue
		}
		if u := w.d.Tags[i].UPOS; u != "PROPN" && u != "NOUN" && u != "X" && u != "ADJ" || w.gazState(i) != "" || w.calendar(i) {
			continue
		}
		if _, ok := w.noun(i); ok || w.d.SentenceOf(i) != w.d.SentenceOf(i-1) {
			continue
		}
		s := span{Range: text.Range{From: i, To: i + 1}, typ: PER}
		for s.To < len(w.low) && at[s.To] == 0 && s.Len() < 5 {
			if w.capital(s.To) && w.d.Tags[s.To].UPOS == "PROPN" && !w.title[s.To] {
				s.To++
				continue
			}
			if w.low[s.To] == "-" && s.To+1 < len(w.low) && w.d.Tokens[s.To].End == w.d.Tokens[s.To+1].Start && w.d.Tokens[s.To].Start == w.d.Tokens[s.To-1].End {
				s.To += 2
				continue
			}
			break
		}
		for j := s.From; j < s.To; j++ {
			at[j] = -1
		}
		in = append(in, s)
	}
	sortSpans(in)
	return in
}

// splitOffices parts the place of an office from the person who holds it: "First
// Minister of Scotland Nicola Sturgeon".
func (w *work) splitOffices(in []span) []span {
	var out []span
	for _, s := range in {
		if s.typ == ORG && w.gaz[s.From].to != s.To {
			// "the Gender Policy Council Jennifer Klein" is a body and a person.
			for j := s.From + 1; j < s.To && j >= s.To-3; j++ {
				if v, ok := w.nouns.Value(w.low[j-1]); ok && !strings.HasPrefix(v, "person") && w.given.Has(w.low[j]) && s.To-j > 1 {
					out = append(out, span{Range: text.Range{From: s.From, To: j}, typ: ORG})
					s.From, s.typ = j, PER
				}
			}
		}
		of := s.From - 1
		if of > 0 && w.low[of] == "the" {
			of--
		}
		if of >= 1 && w.low[of] == "of" && w.isTitle(of-1) {
			for j := s.From + 1; j < s.To; j++ {
				if w.given.Has(w.low[j]) {
					out = append(out, span{Range: text.Range{From: s.From, To: j}, typ: LOC})
					s.From, s.typ = j, PER
					break
				}
			}
		}
		out = append(out, s)
	}
	return out
}

// reach takes a capitalised compound word before a body's name into it, which
// the tagger left out: "Lake" + "Chad Relief Fund".
func (w *work) reach(s span) span {
	for i := s.From - 1; s.typ == ORG && i >= 0 && w.gaz[s.From].to != s.To; i-- {
		if !w.capital(i) || w.d.Tags[i].UPOS != "PROPN" || w.isTitle(i) || w.gazState(i) != "" || !text.RelIs(w.d.Arcs[i].Rel, "compound") || !s.Has(w.d.Arcs[i].Head) || w.calendar(i) {
			break
		}
		s.From = i
	}
	return s
}

// trim cuts titles and function words off the edges of a name.
func (w *work) trim(s span) span {
	d := w.d
	titled := false
	if s.typ != PER && w.gaz[s.From].to != s.To {
		// "Presidential Advisor Amorim"
		for j := s.To - 2; j >= s.From; j-- {
			if rest := (span{Range: text.Range{From: j + 1, To: s.To}}); w.isTitle(j) && !w.bodyWord(rest) && !w.isTitle(j+1) && rest.Len() <= 3 && d.Tags[j+1].UPOS == "PROPN" {
				s.From, titled = j+1, true
				break
			}
		}
	}
	for s.From < s.To {
		switch i := s.From; {
		case edge[d.Tags[i].UPOS] || w.low[i] == "\"":
		case w.title[i] && (w.gaz[s.From].to != s.To || s.Len() == 1 && w.gaz[i].to == 0):
			titled = true
		case s.typ == PER && s.Len() > 1 && w.isTitle(i) && w.capital(i):
			titled = true
		default:
			if titled && s.typ != PER && !w.bodyWord(s) {
				s.typ = PER // "State Antony Blinken"
			}
			for s.From < s.To && (edge[d.Tags[s.To-1].UPOS] && w.low[s.To-1] != "." || w.title[s.To-1] && w.gaz[s.From].to != s.To && s.typ == PER) {
				s.To--
			}
			return s
		}
		s.From++
	}
	return s
}

// bodyWord reports whether a word of the name belongs to bodies, not persons.
func (w *work) bodyWord(s span) bool {
	for i := s.From; i < s.To; i++ {
		if v, ok := w.nouns.Value(w.low[i]); ok && kindOf(v, false) != demarche.Person {
			return true
		}
		if orgWord[w.low[i]] || placeWord[w.low[i]] || w.low[i] == "of" {
			return true
		}
	}
	return false
}

var placeWord = wordSet("hospital airport street road square river lake island islands mountain mountains valley bay beach bridge park hall avenue city county province base tower port palace square prison bridge canal strait sea")

// notAName reports whether a span of the tagger is a plain word or a
// description: "Homeopathy" at the beginning of a sentence, "Republican
// Senators", "Parliament".
func (w *work) notAName(s span, small map[string]bool) bool {
	last := s.To - 1
	if w.gaz[s.From].to == s.To {
		return false
	}
	if _, ok := additions[w.low[s.From]]; ok && s.Len() == 1 {
		return true
	}
	if s.Len() == 1 {
		switch w.d.Tags[last].UPOS {
		case "NOUN":
			if small[w.low[last]] || !w.capital(last) {
				return true
			}
		case "VERB", "AUX", "ADV", "INTJ", "NUM":
			return true
		}
		if _, ok := w.noun(last); ok {
			return true
		}
	}
	if _, ok := courtesy[w.low[last]]; ok || w.isTitle(last) && !w.given.Has(w.low[s.From]) && !inNames[w.low[last]] {
		return true
	}
	for i := s.From; i < last; i++ {
		if v, ok := w.noun(i); ok && w.plural(i) && w.low[i+1] == "of" && kindOf(v, false) == demarche.Person {
			return true // "Members of Parliament"
		}
	}
	return false
}

// inNames are nouns for persons that also end the names of bodies and papers.
var inNames = wordSet("guard guards observer guardian monitor reporter pioneer")

var additions = map[string]bool{"jr.": true, "jr": true, "sr.": true, "sr": true, "ii": true, "iii": true, "iv": true}

// joinNames makes one of names that the tagger cut at a hyphen or a particle:
// "Adil Abdul" + "Mahdi", "Ursula" + "Leyen"; and of two bodies in one
// compound: "Joint Task Force" + "Operation Granite".
func (w *work) joinNames(in []span) []span {
	var out []span
	for _, s := range in {
		if n := len(out); n > 0 {
			a := &out[n-1]
			gap := text.Range{From: a.To, To: s.From}
			if gap.Len() >= 0 && gap.Len() <= 3 && w.bridges(gap, a, &s) {
				a.To = s.To
				if s.typ == PER {
					a.typ = PER
				}
				continue
			}
		}
		out = append(out, s)
	}
	return out
}

func (w *work) bridges(gap text.Range, a, b *span) bool {
	if gap.Len() == 0 {
		return a.typ == ORG && b.typ == ORG && text.RelIs(w.d.Arcs[w.headOf(b.Range)].Rel, "compound", "flat", "appos") || a.typ == PER && b.typ == PER && a.Len() == 1 && w.given.Has(w.low[a.From])
	}
	if a.typ != PER && b.typ != PER {
		return false
	}
	hyphen := false
	for i := gap.From; i < gap.To; i++ {
		switch w.low[i] {
		case "-":
			hyphen = gap.Len() == 1 && w.d.Tokens[i].Start == w.d.Tokens[i-1].End && w.d.Tokens[i].End == w.d.Tokens[i+1].Start
			if !hyphen {
				return false
			}
		case "von", "van", "der", "den", "de", "la", "di", "da", "dos", "du", "bin", "ibn", "al", "el", "le", "ter", "zu":
		default:
			return false
		}
	}
	return !hyphen || a.typ == PER
}

var edge = map[string]bool{"ADP": true, "DET": true, "CCONJ": true, "SCONJ": true, "PRON": true, "PUNCT": true, "PART": true}

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
	people, lone := map[string]bool{}, map[string]bool{}
	given := map[string]int{} // first words of whole names, to where the first of these ends
	for _, s := range w.spans {
		if s.typ == PER {
			lone[w.low[s.To-1]] = true
			if s.Len() > 1 {
				people[w.low[s.To-1]] = true
				if end, ok := given[w.low[s.From]]; !ok || s.To < end {
					given[w.low[s.From]] = s.To
				}
			}
		}
	}
	for i := 0; i < len(w.spans); i++ {
		// "the Putin-Macron talks" names two.
		s := w.spans[i]
		if s.Len() == 3 && s.match == nil && w.low[s.From+1] == "-" && lone[w.low[s.From]] && lone[w.low[s.From+2]] {
			w.spans[i].Range, w.spans[i].typ = text.Range{From: s.From, To: s.From + 1}, PER
			w.spans = append(w.spans, span{Range: text.Range{From: s.From + 2, To: s.To}, typ: PER})
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
	// And where nothing was seen at all: "the Putin-Macron talks", and "Abiy"
	// after "Abiy Ahmed", where nothing else of a name stands beside it.
	covered := make([]bool, len(w.low))
	for _, s := range w.spans {
		for i := s.From; i < s.To; i++ {
			covered[i] = true
		}
	}
	for i, l := range w.low {
		if covered[i] || !w.capital(i) || !w.proper(i) {
			continue
		}
		if end, ok := given[l]; !lone[l] && (!ok || i < end || w.proper(i-1) || w.proper(i+1)) {
			continue
		}
		s := span{Range: text.Range{From: i, To: i + 1}, typ: PER}
		if g := w.gaz[i]; g.to == i+1 {
			s.match = w.pick(s.Range, g.ms, PER)
		}
		w.spans = append(w.spans, s)
	}
}

// proper reports whether token i is there and a proper noun.
func (w *work) proper(i int) bool {
	return i >= 0 && i < len(w.d.Tags) && w.d.Tags[i].UPOS == "PROPN"
}
