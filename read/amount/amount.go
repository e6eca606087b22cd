// Package amount finds numbers that say how much or how many, with what they
// count: "more than 100,000 troops" is 100000, over, troops; "€150m" is
// 150000000 EUR; "two thirds of the votes" is 66.7 percent.
//
// A number word that stands for no number ("hundreds", "tens of thousands")
// gives no amount; nor does a number that is part of a name ("Nord Stream 2",
// "Resolution 2202"), of a date or a clock time, an age, an ordinal, a score
// or the number of a list item.
package amount

import (
	"io/fs"
	"math"

	"demarche/read/numeral"
	"demarche/text"
)

// Finder finds amounts. It is safe for use by several goroutines.
type Finder struct{ l *lists }

// New makes a finder from the lists amount-*.txt and number-labels.txt under
// en/lists of fsys. It fails when a list is missing or a line of it cannot be
// read.
func New(fsys fs.FS) (*Finder, error) {
	l, err := loadLists(fsys)
	if err != nil {
		return nil, err
	}
	return &Finder{l}, nil
}

// finding is the search through one text.
type finding struct {
	*lists
	d      *text.Doc
	a      []numeral.Atom
	tagged bool
	treed  bool
	times  int // the first time that may still cover a token
}

// number is a number with its place and what is printed against it.
type number struct {
	numeral.Number
	from, to int    // atoms, with currency sign and letters
	code     string // ISO 4217 of money
}

// Find returns the amounts of a text in text order. It uses d.Times to leave
// dates and clock times out, and tags and arcs to find what is counted, when
// they are there. It never fails.
func (f *Finder) Find(d *text.Doc) []text.Amount {
	s := &finding{lists: f.l, d: d, a: numeral.Atoms(d.Text, d.Tokens),
		tagged: len(d.Tags) == len(d.Tokens), treed: len(d.Arcs) == len(d.Tokens) && len(d.Tags) == len(d.Tokens)}
	var out []text.Amount
	for i := 0; i < len(s.a); {
		n, ok := s.number(i)
		if !ok {
			i++
			continue
		}
		if !s.counts(&n) {
			i = n.to
			continue
		}
		low, high := n, n
		ranged := false
		if m, ok := s.second(&n); ok {
			low, high, ranged = n, m, true
		}
		x, next := s.amount(low, high, ranged)
		if next > i {
			out = append(out, x)
			i = next
			continue
		}
		i = n.to
	}
	return out
}

func (s *finding) low(i int) string {
	if i < 0 || i >= len(s.a) {
		return ""
	}
	return s.a[i].Low
}

func (s *finding) is(i int, words ...string) bool {
	l := s.low(i)
	if l == "" {
		return false
	}
	for _, w := range words {
		if l == w {
			return true
		}
	}
	return false
}

func (s *finding) glued(i int) bool { return i > 0 && i < len(s.a) && s.a[i].Glued }

// number reads a number at atom i, with a currency sign or code before it and
// a letter of scale after it.
func (s *finding) number(i int) (number, bool) {
	n := number{from: i}
	j := i
	if code, next := s.signAt(i); next > 0 {
		n.code, j = code, next
	}
	v, ok := numeral.At(s.a, j)
	if !ok {
		return n, false
	}
	n.Number, n.to = v, v.Next
	if n.code == "" && s.a[j].Kind == numeral.Word && s.a[j].Cap && !s.opens(j) && !numeral.Scale(s.low(j+1)) && !s.allCaps(j) {
		return n, false // "Group of Seven", "the Big Three"
	}
	if n.code == "" {
		// the euro sign may follow its number
		if code, next := s.signAt(n.to); next > 0 && s.glued(n.to) {
			n.code, n.to = code, next
		}
	}
	if n.code != "" && n.Scale == 0 && s.glued(n.to) {
		switch s.low(n.to) {
		case "m":
			n.Value, n.Scale, n.to = n.Value*1e6, 1e6, n.to+1
		case "b":
			n.Value, n.Scale, n.to = n.Value*1e9, 1e9, n.to+1
		case "t":
			n.Value, n.Scale, n.to = n.Value*1e12, 1e12, n.to+1
		}
	}
	return n, true
}

// signAt reads "$", "US$", "C$", "€" at atom i.
func (s *finding) signAt(i int) (code string, next int) {
	if i < 0 || i >= len(s.a) {
		return "", 0
	}
	x := &s.a[i]
	if x.Kind == numeral.Symbol {
		for _, g := range s.signs {
			if g.text == x.Low {
				return g.code, i + 1
			}
		}
		return "", 0
	}
	if x.Kind != numeral.Word || i+1 >= len(s.a) || !x.Cap {
		return "", 0
	}
	if s.a[i+1].Kind == numeral.Symbol && s.a[i+1].Glued {
		words := s.d.Text[x.Start:s.a[i+1].End]
		for _, g := range s.signs {
			if g.text == words {
				return g.code, i + 2
			}
		}
		return "", 0
	}
	// a code before figures: "EUR 150 million"
	if x.End-x.Start <= 3 && s.a[i+1].Kind == numeral.Figure {
		if code, ok := s.currency[x.Low]; ok && (len(x.Low) == 3 && s.allCaps(i) || x.Low == "rs") {
			return code, i + 1
		}
	}
	return "", 0
}

func (s *finding) allCaps(i int) bool {
	for _, c := range []byte(s.d.Text[s.a[i].Start:s.a[i].End]) {
		if c < 'A' || c > 'Z' {
			return false
		}
	}
	return true
}

// opens reports whether atom i is the first word of its sentence, so that its
// capital says nothing.
func (s *finding) opens(i int) bool {
	if i == 0 {
		return true
	}
	for k := range 3 {
		j := i - 1 - k
		if j < 0 {
			return true
		}
		if s.a[j].Kind == numeral.Symbol {
			switch s.a[j].Low {
			case "\"", "“", "”", "'", "(", "[", "—", ":", "•", "-", "*":
				if k < 2 {
					return true
				}
			case ".", "!", "?":
				return true
			}
			continue
		}
		break
	}
	if len(s.d.Sentences) == 0 {
		return s.is(i-1, ".", "!", "?")
	}
	return s.d.Sentences[s.d.SentenceOf(s.a[i].Tok)].From == s.a[i].Tok
}

// second reads the other end of a range: "20 to 30", "between 100,000 and
// 150,000", "3,000-5,000", "two or three". What it leaves out (the scale, the
// currency) the first takes from it. "Rose from 5 to 10" is no range.
func (s *finding) second(n *number) (number, bool) {
	j := n.to
	switch {
	case s.is(j, "-"):
	case s.is(j, "to"):
		if s.is(n.from-1, "from") && s.change(n.from-1) || s.is(n.from-1, "by") {
			return number{}, false
		}
	case s.is(j, "and") && (s.is(n.from-1, "between") || s.is(n.from-2, "between")):
	case s.is(j, "or") && n.Value < 100 && !n.Figures:
	default:
		return number{}, false
	}
	m, ok := s.number(j + 1)
	if !ok || m.Fraction != n.Fraction {
		return number{}, false
	}
	if s.is(j, "or") && m.Value != n.Value+1 && m.Value != 2*n.Value {
		return number{}, false
	}
	if s.is(j, "-") && (!n.Figures || !m.Figures) && m.Scale < 100 {
		return number{}, false
	}
	if n.Scale == 0 && m.Scale >= 1000 && n.Value < m.Value/m.Scale {
		n.Value *= m.Scale
	}
	if n.Value >= m.Value || s.isYear(n) && s.isYear(&m) {
		return number{}, false
	}
	if n.code == "" {
		n.code = m.code
	} else if m.code == "" {
		m.code = n.code
	}
	if !s.counts(&m) {
		return number{}, false
	}
	return m, true
}

// change reports whether a verb of change stands before "from 5 to 10".
func (s *finding) change(i int) bool {
	for k := i - 1; k >= 0 && k > i-8; k-- {
		switch w := s.low(k); w {
		case "rose", "rise", "risen", "rising", "fell", "fall", "fallen", "grew", "grow", "grown", "increased", "increase", "raised", "raise",
			"cut", "reduced", "reduce", "lowered", "jumped", "dropped", "drop", "climbed", "doubled", "up", "down", "went", "swelled", "shrank", "increasing", "reducing", "revised":
			return true
		case ".", ";":
			return false
		}
	}
	return false
}

func (s *finding) isYear(n *number) bool {
	return n.Figures && n.Scale == 0 && n.code == "" && n.Value >= 1900 && n.Value < 2100 && n.Value == math.Trunc(n.Value) && len(s.low(n.from)) == 4
}
