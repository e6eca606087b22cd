package demarche

import (
	"bytes"
	"encoding/json"
	"fmt"
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
	o := NewPoints(r.Article.Text)
	c.EachSpan(func(s *Span) { *s = o.Span(*s) })
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
	if err := NewPoints(r.Article.Text).Bytes(string(r.Article.ID), r.EachSpan); err != nil {
		return nil, err
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

func (c *Condition) clone() *Condition {
	if c == nil {
		return nil
	}
	out := *c
	out.Spans, out.Definition = list(c.Spans), list(c.Definition)
	return &out
}

// Spans returns every span of every row, for checks that each is its words.
func (r *Reading) Spans() []Span {
	var out []Span
	r.EachSpan(func(s *Span) { out = append(out, *s) })
	return out
}
