package amount

import (
	"demarche/read/numeral"
	"demarche/text"
)

// counts reports whether a number says how much or how many.
func (s *finding) counts(n *number) bool {
	if n.code != "" {
		return true
	}
	i, j := n.from, n.to
	if s.dated(n) {
		return false
	}
	prev := s.low(i - 1)
	next := s.low(j)
	if n.Figures {
		switch {
		case s.glued(i) && s.a[i-1].Kind == numeral.Word: // XC90, G7
			return false
		case s.glued(i) && prev == "-" && i > 1 && s.a[i-2].Kind == numeral.Word && s.glued(i-1): // COVID-19
			return false
		case s.glued(i) && prev == "+" && i > 1 && s.glued(i-1): // GMT+2
			return false
		case s.glued(i) && (prev == "/" || prev == ":" || prev == "." || prev == "#"), s.glued(j) && (next == "/" || next == ":"):
			return false
		case s.glued(j) && (next == "st" || next == "nd" || next == "rd" || next == "th" || next == "s"):
			return false
		case s.glued(j) && s.a[j].Kind == numeral.Word && s.measure[next] == "" && next != "pc":
			return false // 5G, 4x4
		case s.isYear(n) && !s.plural(j):
			return false
		case s.opens(i) && (next == ")" || next == "." && !s.lastOfSentence(j)):
			return false // the number of a list item
		}
		if s.named(n) {
			return false
		}
	}
	if s.label[prev] && n.Scale == 0 && !(s.plural(j) && n.Value > 20) {
		return false
	}
	if s.age(n) || s.score(n) {
		return false
	}
	switch s.low(i) {
	case "one":
		return n.Scale > 0 || s.one(n)
	case "half":
		if o := i - 1; s.is(o, "first", "second", "last", "other", "better", "latter", "final", "every") || s.glued(j) && next == "-" && n.Fraction {
			return false
		}
	case "zero":
		return s.is(j, "percent", "%") || s.plural(j)
	}
	if n.Fraction && s.is(i-1, "and") && s.is(i, "a") && !s.is(j, "of", "the") {
		return false // "an hour and a half"
	}
	if n.Fraction && s.is(i, "a", "an", "one") && s.a[j-1].Low != "half" && !s.is(j, "of", "the", "-") && s.word(j) && !s.is(j, "to", "in", "from", "more", "less", "since") {
		return false // "a third country"
	}
	return true
}

// dated reports whether a time covers the number. A length of time behind
// "within" is a date to the calendar and an amount to the reader.
func (s *finding) dated(n *number) bool {
	r := text.Range{From: s.a[n.from].Tok, To: s.a[n.to-1].Tok + 1}
	for s.times < len(s.d.Times) && s.d.Times[s.times].To+20 < r.From {
		s.times++
	}
	for k := s.times; k < len(s.d.Times) && s.d.Times[k].From < r.To; k++ {
		x := &s.d.Times[k]
		if !x.Overlaps(r) {
			continue
		}
		if x.Kind == text.Duration {
			continue
		}
		if x.Kind == text.DateTime && x.From > 0 && s.d.Lower(x.From-1) == "within" {
			continue
		}
		return true
	}
	return false
}

// named reports whether the number belongs to a name: "Nord Stream 2", "Boeing
// 737". A counted noun behind it makes it a number again: "in Mariupol 20
// people died".
func (s *finding) named(n *number) bool {
	i := n.from - 1
	if i < 0 || s.a[i].Kind != numeral.Word || !s.a[i].Cap || n.Scale > 0 || n.Value >= 1000 && s.grouped(n) || n.Value != float64(int(n.Value)) {
		return false
	}
	if s.opens(i) || s.measure[s.low(n.to)] != "" || s.is(n.to, "%", "percent", "per") {
		return false
	}
	if _, ok := s.currency[s.low(n.to)]; ok {
		return false
	}
	if s.treed {
		t := s.a[n.from].Tok
		if h := s.d.Head(t); s.d.Rel(t) == "nummod" && h > t && s.d.UPOS(h) == "NOUN" {
			return false
		}
		return true
	}
	return !s.plural(n.to)
}

func (s *finding) grouped(n *number) bool {
	for _, c := range []byte(s.low(n.from)) {
		if c == ',' {
			return true
		}
	}
	return false
}

// age reads "19-year-old", "aged 19", "19 years old", and the figure between
// commas after a name.
func (s *finding) age(n *number) bool {
	if s.is(n.from-1, "aged", "age") {
		return true
	}
	j := n.to
	if s.is(j, "-") {
		j++
	}
	if s.is(j, "year", "years", "month", "months", "day", "days") {
		k := j + 1
		if s.is(k, "-") {
			k++
		}
		if s.is(k, "old", "olds") {
			return true
		}
	}
	return n.Figures && n.Value < 120 && n.Scale == 0 && s.is(n.from-1, ",") && s.is(n.to, ",") && n.from >= 2 && s.a[n.from-2].Cap && s.a[n.from-2].Kind == numeral.Word
}

// score reads the result of a match: "3-1", "won 2 to 1". A result of a vote is
// two amounts.
func (s *finding) score(n *number) bool {
	if !n.Figures || n.Scale > 0 || n.Value > 300 && !s.vote(n) {
		return false
	}
	var other *number
	if s.is(n.to, "-", "to") {
		if m, ok := s.number(n.to + 1); ok && m.Figures && m.Value <= n.Value && m.Scale == 0 && m.code == "" && !s.is(m.to, "percent", "%") {
			other = &m
		}
	}
	if other == nil && s.is(n.from-1, "-") && s.glued(n.from) && n.from > 1 && s.a[n.from-2].Kind == numeral.Figure && s.a[n.from-2].Val >= n.Value {
		return !s.vote(n)
	}
	return other != nil && !s.vote(n)
}

// vote reports whether the sentence tells of a vote.
func (s *finding) vote(n *number) bool {
	for k := n.from - 20; k < n.to+12; k++ {
		switch s.low(k) {
		case "vote", "votes", "voted", "voting", "abstentions", "abstention", "abstained", "abstaining", "adopted", "ballots", "resolution", "motion", "rejected", "approved", "passed", "against":
			return true
		}
	}
	return false
}

// one tells the number from the pronoun and the article-like uses: "one of the
// reasons", "no one", "one day".
func (s *finding) one(n *number) bool {
	j := n.to
	if _, ok := numeral.At(s.a, j+1); ok && s.is(j, "in") || s.is(j, "out") && s.is(j+1, "of") {
		return true // "one in five"
	}
	if s.treed {
		t := s.a[n.from].Tok
		if s.d.Rel(t) != "nummod" {
			return false
		}
	}
	if s.is(n.from-1, "no", "any", "every", "this", "that", "the", "each", "which", "another", "some") || !s.word(j) {
		return false
	}
	switch s.low(j) {
	case "of", "another", "day", "thing", "side", "hand", "way", "time", "point", "example", "reason", "that", "who", "is", "was", "and", "or", "to", "in", "on", "by", "for", "must", "can", "cannot", "could", "should", "has", "would", "will", "more", "last", "such", "part", "step":
		return false
	}
	if s.tagged {
		u := s.d.Tags[s.a[j].Tok].UPOS
		return u == "NOUN" || u == "ADJ" || u == "PROPN"
	}
	return true
}

func (s *finding) word(i int) bool { return i >= 0 && i < len(s.a) && s.a[i].Kind == numeral.Word }

// lastOfSentence reports whether the full stop at atom i closes its sentence.
func (s *finding) lastOfSentence(i int) bool {
	if len(s.d.Sentences) == 0 {
		return i+1 >= len(s.a)
	}
	return s.d.Sentences[s.d.SentenceOf(s.a[i].Tok)].To == s.a[i].Tok+1
}

// plural reports whether the noun phrase at atom i has a plural noun within
// its next words.
func (s *finding) plural(i int) bool {
	h, _ := s.nounFrom(i)
	return h >= 0 && s.pluralWord(h)
}

func (s *finding) pluralWord(i int) bool {
	w := s.low(i)
	if s.person[w] {
		return true
	}
	if s.tagged {
		x := s.d.Tags[s.a[i].Tok].XPOS
		return x == "NNS" || x == "NNPS"
	}
	return len(w) > 3 && w[len(w)-1] == 's' && w[len(w)-2] != 's' && w != "was" && w != "this"
}
