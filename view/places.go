package view

import (
	"strings"
	"unicode/utf8"

	"demarche"
)

// Stretch is where words stand in an article: code points of the text of one of
// the sentences of an answer.
type Stretch struct {
	Sentence int `json:"sentence"` // the first is 0
	From     int `json:"from"`
	To       int `json:"to"`
}

// cutText is a text as an answer cuts it.
type cutText struct {
	text      string
	sentences []demarche.Span // of those that the answer has
}

// places turns spans of the text into stretches of its sentences; a span that
// reaches from one into the next gives two.
func (c *cutText) places(spans []demarche.Span) []Stretch {
	out := []Stretch{}
	for _, span := range spans {
		for i, s := range c.sentences {
			from, to := max(span.Start, s.Start), min(span.End, s.End)
			if from >= to {
				continue
			}
			raw := s.In(c.text)
			st := Stretch{Sentence: i, From: utf8.RuneCountInString(oneLine(raw[:from-s.Start]+"x")) - 1, To: utf8.RuneCountInString(oneLine(raw[:to-s.Start]))}
			if st.From < st.To {
				out = append(out, st)
			}
		}
	}
	return out
}

// opens reports whether a paragraph begins with the sentence: a blank line
// stands before its first word.
func (c *cutText) opens(s demarche.Span) bool {
	before := strings.TrimLeft(s.In(c.text), " \t\r\n")
	gap := c.text[:s.End-len(before)]
	gap = gap[len(strings.TrimRight(gap, " \t\r\n\u00a0")):]
	return s.End-len(before) == len(gap) || strings.Count(gap, "\n") > 1
}
