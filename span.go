package demarche

import (
	"sort"
	"unicode/utf8"
)

// EachSpan calls f on every span of every row of a reading.
func (r *Reading) EachSpan(f func(*Span)) {
	for i := range r.Actors {
		a := &r.Actors[i]
		for j := range a.Roles {
			eachOf(a.Roles[j].Evidence, f)
		}
		for j := range a.Mentions {
			f(&a.Mentions[j].Span)
		}
	}
	for i := range r.Acts {
		r.Acts[i].eachSpan(f)
	}
	for i := range r.Statements {
		r.Statements[i].eachSpan(f)
	}
	for i := range r.Figures {
		r.Figures[i].eachSpan(f)
	}
	for i := range r.Tensions {
		eachOf(r.Tensions[i].Evidence, f)
	}
	for i := range r.Notes {
		if s := r.Notes[i].Span; s != nil {
			f(s)
		}
	}
}

// EachSpan calls f on every span of a row of the record.
func (r *Row) EachSpan(f func(*Span)) {
	switch {
	case r.Act != nil:
		r.Act.eachSpan(f)
	case r.Statement != nil:
		r.Statement.eachSpan(f)
	case r.Figure != nil:
		r.Figure.eachSpan(f)
	}
}

// Evidence is the spans that a row stands on: Row.Words are their words. A
// tension has none of its own.
func (r *Row) Evidence() []Span {
	switch {
	case r.Act != nil:
		return r.Act.Evidence
	case r.Statement != nil:
		return r.Statement.Content
	case r.Figure != nil:
		return r.Figure.Evidence
	}
	return nil
}

// In gives the places in bytes of the article's text.
func (s *Shown) In(text string) ([]Span, error) {
	out := append([]Span{}, s.Spans...)
	err := NewPoints(text).Bytes(string(s.Row), func(f func(*Span)) { eachOf(out, f) })
	return out, err
}

// Words gives what stands at the places.
func (s *Shown) Words(text string) ([]string, error) {
	spans, err := s.In(text)
	if err != nil {
		return nil, err
	}
	out := make([]string, len(spans))
	for i, span := range spans {
		out[i] = span.In(text)
	}
	return out, nil
}

func (a *Act) eachSpan(f func(*Span)) {
	eachOf(a.Evidence, f)
	eachOf(a.Trigger, f)
	a.Date.eachSpan(f)
	a.Condition.eachSpan(f)
}

func (s *Statement) eachSpan(f func(*Span)) {
	eachOf(s.Cue, f)
	eachOf(s.SourceSpan, f)
	eachOf(s.Content, f)
	s.Condition.eachSpan(f)
	s.Deadline.eachSpan(f)
	s.Date.eachSpan(f)
}

func (n *Figure) eachSpan(f func(*Span)) {
	eachOf(n.Evidence, f)
	n.Date.eachSpan(f)
}

func (d *Date) eachSpan(f func(*Span)) {
	if d != nil && d.Span != nil {
		f(d.Span)
	}
}

func (c *Condition) eachSpan(f func(*Span)) {
	if c != nil {
		eachOf(c.Spans, f)
		eachOf(c.Definition, f)
	}
}

func eachOf(s []Span, f func(*Span)) {
	for i := range s {
		f(&s[i])
	}
}

// Points converts between byte and code-point places of one text. wide holds
// the byte offset of each rune longer than one byte, extra the bytes that it
// and those before it have beyond one; plain ASCII needs neither.
type Points struct {
	wide, extra []int
	points      int
}

// NewPoints looks through a text.
func NewPoints(text string) *Points {
	o := &Points{}
	sum := 0
	for i, r := range text {
		if r < utf8.RuneSelf {
			continue
		}
		_, n := utf8.DecodeRuneInString(text[i:]) // an ill-formed byte is one point, one byte
		if n > 1 {
			sum += n - 1
			o.wide, o.extra = append(o.wide, i), append(o.extra, sum)
		}
	}
	o.points = len(text) - sum
	return o
}

// Span gives a span of bytes in code points, as every public form has it.
func (o *Points) Span(s Span) Span { return Span{o.point(s.Start), o.point(s.End)} }

// Bytes turns spans of code points, which each hands over one by one, into
// spans of bytes. One that lies outside the text is an error, which names the
// place; the spans are then of no use.
func (o *Points) Bytes(place string, each func(func(*Span))) error {
	var bad error
	each(func(s *Span) {
		if s.Start < 0 || s.End < s.Start || s.End > o.points {
			bad = Errorf(Invalid, place, "span [%d,%d) lies outside the text of %d code points", s.Start, s.End, o.points)
			return
		}
		s.Start, s.End = o.byte(s.Start), o.byte(s.End)
	})
	return bad
}

// point is the code-point offset of a byte offset.
func (o *Points) point(b int) int {
	n := sort.SearchInts(o.wide, b)
	if n == 0 {
		return b
	}
	return b - o.extra[n-1]
}

// byte is the byte offset of a code-point offset.
func (o *Points) byte(p int) int {
	n := sort.Search(len(o.wide), func(i int) bool { return o.wide[i]-o.before(i) >= p })
	return p + o.before(n)
}

// before is the number of extra bytes before wide rune i.
func (o *Points) before(i int) int {
	if i == 0 {
		return 0
	}
	return o.extra[i-1]
}
