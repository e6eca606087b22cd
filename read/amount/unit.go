package amount

import (
	"math"
	"sort"
	"strings"

	"demarche"
	"demarche/read/numeral"
	"demarche/text"
)

// amount gives a number, or the two ends of a range, its bound and unit. next
// is the atom after it.
func (s *finding) amount(low, high number, ranged bool) (x text.Amount, next int) {
	x = text.Amount{Low: low.Value, High: high.Value, Bound: demarche.Exact,
		Number: text.Range{From: s.a[low.from].Tok, To: s.a[high.to-1].Tok + 1}}
	x.Range = x.Number
	x.Head = s.numberHead(x.Number)
	j := high.to
	for _, p := range s.after { // "200 or so trucks"
		if p.words[0] == "or" && s.match(j, p.words) && s.word(j+len(p.words)) {
			j += len(p.words)
			x.Bound = p.bound
			break
		}
	}
	switch {
	case high.code != "":
		x.Class, x.Unit = text.Money, high.code
		next = s.skipDollars(j)
	case s.share(&x, &high, &next):
	case s.words(j, s.currency, &x.Unit, &next) && s.moneyWord(j):
		x.Class = text.Money
	case s.words(j, s.measure, &x.Unit, &next) && s.measured(&x, j):
		x.Class = text.Measure
	case high.Fraction:
		x.Class, x.Unit, next = text.Share, "percent", j
		s.shareOf(&x, j)
	default:
		x.Unit = ""
		next = s.counted(&x, j)
	}
	if x.Class == text.Share && high.Fraction {
		x.Low, x.High = percent(x.Low), percent(x.High)
	}
	if next > j && x.Class != text.Count {
		h := s.a[next-1].Tok
		x.To = max(x.To, h+1)
		if x.Class != text.Share || s.a[next-1].Kind == numeral.Word {
			x.Head = h
		}
	}
	s.bound(&x, low.from, next)
	if ranged {
		x.Bound = demarche.Ranged
		if s.is(low.from-1, "between", "from") {
			x.From = s.a[low.from-1].Tok
		}
	}
	if next <= low.from {
		next = high.to
	}
	return x, next
}

func percent(v float64) float64 { return math.Round(v*1000) / 10 }

// numberHead is the token by which the number hangs in the tree, else its last.
func (s *finding) numberHead(r text.Range) int {
	if s.treed {
		for i := r.From; i < r.To; i++ {
			if h := s.d.Head(i); (h < 0 || !r.Has(h)) && s.d.Rel(i) != "punct" {
				return i
			}
		}
	}
	return r.To - 1
}

// skipDollars takes a currency word after an amount with a sign: "$15 million
// dollars" is printed more often than it should be.
func (s *finding) skipDollars(j int) int {
	if s.is(j, "dollars", "euros", "usd") {
		return j + 1
	}
	return j
}

// words finds the longest entry of a table at atom j, a hyphen before it left
// aside ("72-hour").
func (s *finding) words(j int, table map[string]string, unit *string, next *int) bool {
	if s.is(j, "-") && s.glued(j) {
		j++
	}
	if j >= len(s.a) || s.a[j].Kind != numeral.Word {
		return false
	}
	key := s.low(j)
	best := ""
	end := j
	for k := j; ; {
		if u, ok := table[key]; ok {
			best, end = u, k+1
		}
		k++
		if k >= len(s.a) || k > j+2 || s.a[k].Kind != numeral.Word {
			break
		}
		key += " " + s.low(k)
	}
	if best == "" {
		return false
	}
	*unit, *next = best, end
	return true
}

// moneyWord tells pounds of money from pounds of weight.
func (s *finding) moneyWord(j int) bool {
	return !(s.is(j, "pounds") && s.is(j+1, "of") && !s.is(j+2, "aid", "debt", "assets", "support", "investment", "exports", "damage"))
}

// measured keeps words that are units only behind a plain number: "second",
// "quarter", "foot"; "five days" is, "day five" was never read.
func (s *finding) measured(x *text.Amount, j int) bool {
	if s.is(j, "m") && !s.glued(j) || s.is(j, "second", "quarter", "foot", "degree", "mm") && x.High != 1 {
		return false
	}
	return true
}

// share reads percent and "one in five".
func (s *finding) share(x *text.Amount, high *number, next *int) bool {
	j := high.to
	if s.is(j, "-") && s.glued(j) {
		j++
	}
	switch {
	case s.is(j, "%", "percent", "pct"):
		x.Unit, *next = "percent", j+1
	case s.is(j, "per") && s.is(j+1, "cent"):
		x.Unit, *next = "percent", j+2
	case s.is(j, "percentage") && s.is(j+1, "points", "point"):
		x.Unit, *next = "percentage points", j+2
		x.Class = text.Share
		return true
	case (s.is(j, "in") || s.is(j, "out") && s.is(j+1, "of")) && !high.Figures && high.Value < 10 && high.Scale == 0:
		k := j + 1
		if s.is(j, "out") {
			k++
		}
		m, ok := numeral.At(s.a, k)
		if !ok || m.Figures || m.Value <= high.Value || m.Value > 10 || s.measure[s.low(m.Next)] != "" {
			return false
		}
		x.Unit, x.Class = "percent", text.Share
		x.Low, x.High = percent(x.Low/m.Value), percent(x.High/m.Value)
		*next = m.Next
		x.Number.To = s.a[m.Next-1].Tok + 1
		return true
	default:
		return false
	}
	x.Class = text.Share
	if s.is(*next-1, "%") {
		x.Number.To = s.a[*next-1].Tok + 1
	}
	end := *next
	if s.is(end, "points", "point") {
		x.Unit, *next = "percentage points", end+1
	}
	return true
}

// shareOf gives a fraction the noun behind "of" as its head: "half of the
// army", "half the army", "a two-thirds majority".
func (s *finding) shareOf(x *text.Amount, j int) {
	if s.treed {
		n := x.Head
		if k := s.d.Kid(n, "nmod"); k >= 0 && k > n {
			x.Head = k
		} else if h := s.d.Head(n); h > n && s.d.UPOS(h) == "NOUN" {
			x.Head = h
		}
	}
}

// counted finds the noun that is counted.
func (s *finding) counted(x *text.Amount, j int) (next int) {
	x.Class = text.Count
	if s.is(j, "-") && s.glued(j) && s.glued(j+1) && s.word(j+1) {
		// "5,000-strong", "15-nation", "10-member"
		next = j + 2
		x.Unit = s.low(j + 1)
		if x.Unit == "strong" || x.Unit == "member" || x.Unit == "man" {
			x.Unit = "members"
		}
		if !s.plural(j + 1) {
			x.To = max(x.To, s.a[j+1].Tok+1)
			x.Head = s.a[j+1].Tok
			return next
		}
	}
	if s.is(j, "for", "against", "in") && s.vote(&number{from: j, to: j}) && (s.is(j, "for", "against") || s.is(j+1, "favor", "favour")) && s.endsThere(j) {
		x.Unit = "votes"
		return j
	}
	if s.is(j, "abstained", "abstaining", "voted") {
		x.Unit = "votes"
		return j
	}
	if s.treed {
		if t := s.treeNoun(x, j); t >= 0 {
			x.Head = t
			x.To = max(x.To, t+1)
			x.Unit = s.unitOf(t, x.Number.To)
			end := j
			for end < len(s.a) && s.a[end].Tok <= t {
				end++
			}
			return end
		}
		if rel := s.d.Rel(x.Head); (rel == "nummod" || rel == "compound") && !(s.word(j) && !stop[s.low(j)] && s.a[j].Cap && strings.HasSuffix(s.low(j), "s")) {
			return j
		}
	}
	if s.is(j, "of") && s.is(j+1, "the", "its", "their", "them", "his", "those", "these", "our") {
		return j // "30,000 of them"
	}
	h, end := s.nounFrom(j)
	if h < 0 || x.High != 1 && !s.pluralWord(h) && !s.tagged {
		if s.votes(x, j) {
			x.Unit = "votes"
		}
		return j
	}
	x.Head = s.a[h].Tok
	x.To = max(x.To, x.Head+1)
	x.Unit = s.unitOf(x.Head, x.Number.To)
	return end
}

// votes reads a bare number in the result of a vote: "by 141 to 5".
func (s *finding) votes(x *text.Amount, j int) bool {
	i := j - 1
	return (s.is(j, "to", "-") || s.is(i-1, "to", "-")) && s.vote(&number{from: i, to: j})
}

func (s *finding) endsThere(j int) bool {
	if s.is(j, "in") {
		j++
	}
	return j+1 >= len(s.a) || s.a[j+1].Kind == numeral.Symbol || s.is(j+1, "and", "or", "with", "the")
}

// treeNoun is the noun that the tree counts by a number, -1 when there is none.
func (s *finding) treeNoun(x *text.Amount, after int) int {
	d, n := s.d, x.Head
	h := d.Head(n)
	if h < 0 || h < n && !text.RelIs(d.Rel(n), "nummod") {
		return -1
	}
	if !text.RelIs(d.Rel(n), "nummod", "compound", "amod", "nmod:npmod") || d.UPOS(h) == "NUM" {
		return -1
	}
	if h < x.Number.From {
		return -1 // "Article 5"
	}
	for k := after; k < len(s.a) && s.a[k].Tok < h; k++ {
		if s.a[k].Kind == numeral.Figure {
			return -1 // "from 5,000 to 30,000 soldiers": the noun goes with the other number
		}
	}
	if d.UPOS(h) != "NOUN" && d.UPOS(h) != "PROPN" && d.UPOS(h) != "ADJ" {
		return -1
	}
	return h
}

// nounFrom is the head of the noun phrase that begins at atom i, by its tags or
// else by the first plural among its next words; -1 when there is none. end is
// the atom after it.
func (s *finding) nounFrom(i int) (h, end int) {
	h = -1
	for j := i; j < len(s.a) && j < i+6; j++ {
		x := &s.a[j]
		if x.Kind != numeral.Word {
			if x.Low == "-" && x.Glued || x.Low == "\"" && j == i {
				continue
			}
			break
		}
		if stop[x.Low] || x.Low[0] == '\'' {
			break
		}
		if s.tagged {
			switch s.d.Tags[x.Tok].UPOS {
			case "NOUN", "PROPN":
				h = j
			case "ADJ", "NUM", "VERB":
				if s.person[x.Low] && h < 0 {
					h = j
				}
				if s.d.Tags[x.Tok].UPOS == "VERB" && h >= 0 {
					return h, h + 1
				}
			default:
				if h >= 0 {
					return h, h + 1
				}
				return -1, i
			}
			continue
		}
		if s.pluralWord(j) {
			return j, j + 1
		}
		if h < 0 && j == i {
			h = j
		}
	}
	if h < 0 {
		return -1, i
	}
	return h, h + 1
}

// stop ends a noun phrase for texts without tags.
var stop = map[string]bool{"of": true, "in": true, "on": true, "at": true, "to": true, "for": true, "by": true, "with": true, "from": true, "and": true, "or": true,
	"the": true, "a": true, "an": true, "that": true, "which": true, "who": true, "was": true, "were": true, "is": true, "are": true, "had": true, "has": true, "have": true,
	"he": true, "she": true, "they": true, "it": true, "we": true, "but": true, "as": true, "near": true, "per": true, "against": true, "after": true, "before": true, "will": true, "would": true,
	"his": true, "her": true, "its": true, "their": true, "between": true, "during": true, "over": true, "than": true, "said": true, "into": true, "more": true, "this": true}

// unitOf is the counted noun as printed, with the nouns and adjectives before
// it that belong to its name: "donor countries". People by nationality are
// people.
func (s *finding) unitOf(h, after int) string {
	d := s.d
	w := d.Form(h)
	if s.tagged && d.Tags[h].UPOS == "PROPN" || !s.tagged && w[0] >= 'A' && w[0] <= 'Z' && len(w) > 3 && strings.HasSuffix(w, "s") {
		return "people"
	}
	unit := strings.ToLower(w)
	if s.treed {
		for i := h - 1; i >= after; i-- {
			if d.Head(i) == h && text.RelIs(d.Rel(i), "compound") && d.UPOS(i) == "NOUN" {
				unit = d.Lower(i) + " " + unit
			}
		}
	}
	return unit
}

// bound reads the words before the number and after what it counts.
func (s *finding) bound(x *text.Amount, i, next int) {
	j := i
	for s.is(j-1, "another", "further", "additional", "extra", "a", "an", "the", "total", "its", "their", "his") && j > i-2 && !s.is(j-1, "the") {
		j--
	}
	for _, at := range []int{i, j} {
		for _, p := range s.before {
			from := at - len(p.words)
			if from < 0 || !s.match(from, p.words) || s.prepositional(x, from, p) {
				continue
			}
			x.Bound = p.bound
			x.From = s.a[from].Tok
			return
		}
	}
	if x.Class == text.Count && x.From != s.a[i].Tok {
		x.From = s.a[i].Tok
	}
	after := next
	if s.is(after, "+") && s.glued(after) || s.is(s.atomAfter(x.Number), "+") {
		x.Bound = demarche.Over
		return
	}
	for _, p := range s.after {
		for _, at := range []int{next, s.atomAfter(x.Number)} {
			if x.Bound == demarche.Exact && s.match(at, p.words) && !(p.words[0] == "plus" && at < len(s.a)-1 && s.word(at+1)) {
				x.Bound = p.bound
				return
			}
		}
	}
}

func (s *finding) atomAfter(r text.Range) int {
	return sort.Search(len(s.a), func(i int) bool { return s.a[i].Tok >= r.To })
}

func (s *finding) match(i int, words []string) bool {
	if i < 0 || i+len(words) > len(s.a) {
		return false
	}
	for k, w := range words {
		if s.a[i+k].Low != w {
			return false
		}
	}
	return true
}

// prepositional tells "over two days" and "under two treaties" from bounds, and
// "concerned about 5,000 troops".
func (s *finding) prepositional(x *text.Amount, from int, p phrase) bool {
	if len(p.words) > 1 {
		return false
	}
	switch p.words[0] {
	case "over":
		return x.Class == text.Measure && (strings.HasSuffix(x.Unit, "s") && timeUnits[x.Unit]) || s.is(from-1, "control", "concern", "concerns", "dispute", "talks", "all", "take", "took", "hand", "handed")
	case "under", "below", "above", "beyond":
		return x.High < 5 && x.Class == text.Count
	case "about", "around":
		return s.is(from-1, "concerned", "worried", "talk", "talks", "talked", "concerns", "questions", "information", "question", "spoke", "learned")
	case "some":
		return false
	}
	return false
}

var timeUnits = map[string]bool{"minutes": true, "hours": true, "days": true, "weeks": true, "months": true, "years": true, "decades": true, "centuries": true}
