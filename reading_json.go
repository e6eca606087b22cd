package demarche

import (
	"bytes"
	"encoding/json"
	"fmt"
	"sort"
	"unicode/utf8"
)

// MarshalJSON writes null for an empty value.
func (m Maybe) MarshalJSON() ([]byte, error) {
	if m == "" {
		return []byte("null"), nil
	}
	return json.Marshal(string(m))
}

// UnmarshalJSON reads null as empty.
func (m *Maybe) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*m = ""
		return nil
	}
	return json.Unmarshal(b, (*string)(m))
}

// MarshalJSON writes a span as [start, end].
func (s Span) MarshalJSON() ([]byte, error) {
	return fmt.Appendf(nil, "[%d,%d]", s.Start, s.End), nil
}

// UnmarshalJSON reads [start, end].
func (s *Span) UnmarshalJSON(b []byte) error {
	var p [2]int
	if err := json.Unmarshal(b, &p); err != nil {
		return err
	}
	s.Start, s.End = p[0], p[1]
	return nil
}

// Encode writes the reading as one line of JSON in the public form, with spans
// in code points. The reading itself is not changed.
func (r *Reading) Encode() ([]byte, error) {
	c := r.clone()
	o := newOffsets(r.Article.Text)
	c.eachSpan(func(s *Span) { s.Start, s.End = o.point(s.Start), o.point(s.End) })
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(c); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// Decode reads one reading in the public form; spans become bytes again. An
// offset outside the text is an error.
func Decode(line []byte) (*Reading, error) {
	var r Reading
	if err := json.Unmarshal(line, &r); err != nil {
		return nil, &Error{Code: Invalid, What: "not a reading", Err: err}
	}
	o := newOffsets(r.Article.Text)
	var bad error
	r.eachSpan(func(s *Span) {
		if s.Start < 0 || s.End < s.Start || s.End > o.points {
			bad = Errorf(Invalid, string(r.Article.ID), "span [%d,%d) lies outside the text of %d code points", s.Start, s.End, o.points)
			return
		}
		s.Start, s.End = o.byte(s.Start), o.byte(s.End)
	})
	if bad != nil {
		return nil, bad
	}
	return &r, nil
}

// clone copies the reading so deeply that its spans may be changed, and makes
// every absent list an empty one, as the public form wants it.
func (r *Reading) clone() *Reading {
	c := *r
	c.Actors = list(r.Actors)
	for i := range c.Actors {
		a := &c.Actors[i]
		a.Roles, a.Aliases, a.Mentions = list(a.Roles), list(a.Aliases), list(a.Mentions)
		for j := range a.Roles {
			a.Roles[j].Evidence = list(a.Roles[j].Evidence)
		}
	}
	c.Acts = list(r.Acts)
	for i := range c.Acts {
		a := &c.Acts[i]
		a.Who, a.Whom, a.By = list(a.Who), list(a.Whom), list(a.By)
		a.Evidence, a.Trigger = list(a.Evidence), list(a.Trigger)
		a.Date, a.Condition = a.Date.clone(), a.Condition.clone()
	}
	c.Statements = list(r.Statements)
	for i := range c.Statements {
		s := &c.Statements[i]
		s.Speakers, s.Via, s.To, s.About = list(s.Speakers), list(s.Via), list(s.To), list(s.About)
		s.Cue, s.SourceSpan, s.Content = list(s.Cue), list(s.SourceSpan), list(s.Content)
		s.Condition, s.Deadline, s.Date = s.Condition.clone(), s.Deadline.clone(), s.Date.clone()
	}
	c.Figures = list(r.Figures)
	for i := range c.Figures {
		f := &c.Figures[i]
		f.By, f.Evidence, f.Date = list(f.By), list(f.Evidence), f.Date.clone()
	}
	c.Tensions = list(r.Tensions)
	for i := range c.Tensions {
		t := &c.Tensions[i]
		t.Between, t.Evidence = list(t.Between), list(t.Evidence)
	}
	c.Notes = list(r.Notes)
	for i := range c.Notes {
		if s := c.Notes[i].Span; s != nil {
			n := *s
			c.Notes[i].Span = &n
		}
	}
	return &c
}

func list[T any](s []T) []T { return append(make([]T, 0, len(s)), s...) }

func (d *Date) clone() *Date {
	if d == nil {
		return nil
	}
	c := *d
	if d.Span != nil {
		s := *d.Span
		c.Span = &s
	}
	return &c
}

func (d *Condition) clone() *Condition {
	if d == nil {
		return nil
	}
	c := *d
	c.Spans, c.Definition = list(d.Spans), list(d.Definition)
	return &c
}

// eachSpan calls f on every span of every row.
func (r *Reading) eachSpan(f func(*Span)) {
	all := func(s []Span) {
		for i := range s {
			f(&s[i])
		}
	}
	date := func(d *Date) {
		if d != nil && d.Span != nil {
			f(d.Span)
		}
	}
	cond := func(c *Condition) {
		if c != nil {
			all(c.Spans)
			all(c.Definition)
		}
	}
	for i := range r.Actors {
		a := &r.Actors[i]
		for j := range a.Roles {
			all(a.Roles[j].Evidence)
		}
		for j := range a.Mentions {
			f(&a.Mentions[j].Span)
		}
	}
	for i := range r.Acts {
		a := &r.Acts[i]
		all(a.Evidence)
		all(a.Trigger)
		date(a.Date)
		cond(a.Condition)
	}
	for i := range r.Statements {
		s := &r.Statements[i]
		all(s.Cue)
		all(s.SourceSpan)
		all(s.Content)
		cond(s.Condition)
		date(s.Deadline)
		date(s.Date)
	}
	for i := range r.Figures {
		all(r.Figures[i].Evidence)
		date(r.Figures[i].Date)
	}
	for i := range r.Tensions {
		all(r.Tensions[i].Evidence)
	}
	for i := range r.Notes {
		if s := r.Notes[i].Span; s != nil {
			f(s)
		}
	}
}

// Spans returns every span of every row, for checks that each is its words.
func (r *Reading) Spans() []Span {
	var out []Span
	r.eachSpan(func(s *Span) { out = append(out, *s) })
	return out
}

// offsets converts between byte and code-point places of one text. wide holds
// the byte offset of each rune longer than one byte, extra the bytes that it
// and those before it have beyond one; plain ASCII needs neither.
type offsets struct {
	wide, extra []int
	points      int
}

func newOffsets(text string) *offsets {
	o := &offsets{}
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

// point is the code-point offset of a byte offset.
func (o *offsets) point(b int) int {
	n := sort.SearchInts(o.wide, b)
	if n == 0 {
		return b
	}
	return b - o.extra[n-1]
}

// byte is the byte offset of a code-point offset.
func (o *offsets) byte(p int) int {
	n := sort.Search(len(o.wide), func(i int) bool { return o.wide[i]-o.before(i) >= p })
	return p + o.before(n)
}

// before is the number of extra bytes before wide rune i.
func (o *offsets) before(i int) int {
	if i == 0 {
		return 0
	}
	return o.extra[i-1]
}
