// Package view puts the rows of a reading into plain sentences, the same for
// the command line, the page and the exports. A sentence is a template over
// the row's fields, never free prose; status and speaker are part of it, so
// that a claim never looks like a fact, and what the text does not say is said
// to be missing.
package view

import (
	"strings"

	"demarche"
)

// Row is one row of a reading as a person reads it.
type Row struct {
	ID    string
	Marks string   // the status glyphs: "●", "❝○"
	Date  string   // "2022-02-07", "from 2022-02-14 to 15", "" when not stated
	Line  string   // the sentence
	Words []string // the words it stands on, as printed; empty when Line holds them
	Notes []string // what a field rests on, where it is not simply read
	Key   bool
}

// The glyphs of product.md. Colour is never the only mark, and a glyph is
// never the only word.
const (
	Claimed = "❝"
	Against = "⇄"
)

// Glyph is the mark of a status.
func Glyph(s demarche.Status) string {
	switch s {
	case demarche.Happened:
		return "●"
	case demarche.Ongoing:
		return "◐"
	case demarche.Planned:
		return "○"
	case demarche.Proposed:
		return "◇"
	case demarche.Possible:
		return "⟂"
	case demarche.Negated:
		return "⊘"
	}
	return "?"
}

// Legend says what the marks mean.
const Legend = "● happened  ◐ under way  ○ planned  ◇ proposed  ⟂ possible or conditional  ❝ claimed  ⊘ denied or negated"

// Rows are the rows of one reading by section, each in the reading's order.
type Rows struct {
	Acts, Statements, Figures, Tensions []Row
}

// Of makes the rows of a reading.
func Of(r *demarche.Reading) Rows {
	v := newViewer(r)
	var out Rows
	for i := range r.Acts {
		out.Acts = append(out.Acts, v.act(&r.Acts[i]))
	}
	for i := range r.Statements {
		out.Statements = append(out.Statements, v.statement(&r.Statements[i]))
	}
	for i := range r.Figures {
		out.Figures = append(out.Figures, v.figure(&r.Figures[i]))
	}
	for i := range r.Tensions {
		out.Tensions = append(out.Tensions, v.tension(&r.Tensions[i]))
	}
	return out
}

// viewer looks up actors and rows by id.
type viewer struct {
	r      *demarche.Reading
	actors map[demarche.ActorID]*demarche.Actor
}

func newViewer(r *demarche.Reading) *viewer {
	v := &viewer{r: r, actors: map[demarche.ActorID]*demarche.Actor{}}
	for i := range r.Actors {
		v.actors[r.Actors[i].ID] = &r.Actors[i]
	}
	return v
}

// words are the verbatim words of spans, on one line each.
func (v *viewer) words(spans []demarche.Span) []string {
	var out []string
	for _, s := range spans {
		if w := oneLine(s.In(v.r.Article.Text)); w != "" {
			out = append(out, w)
		}
	}
	return out
}

// oneLine joins the lines of a stretch of text.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// join puts spans of one thing together: “… a … b …” for a broken quotation.
func (v *viewer) join(spans []demarche.Span) string { return strings.Join(v.words(spans), " … ") }

// quote puts words between quotation marks that are not their own.
func quote(s string) string { return "“" + s + "”" }

// condition is the clause a row hangs on, in its own words.
func (v *viewer) condition(c *demarche.Condition) string {
	if c == nil {
		return ""
	}
	w := v.join(c.Spans)
	if w == "" {
		return ", on a condition"
	}
	return ", on the condition " + quote(w)
}

// defined is the note on where a condition is explained.
func (v *viewer) defined(c *demarche.Condition, notes []string) []string {
	if c == nil || len(c.Definition) == 0 {
		return notes
	}
	return append(notes, "the condition means "+quote(v.join(c.Definition)))
}

// place is " · Kremlin, Moscow".
func place(p *demarche.Place) string {
	if p == nil || p.Name == "" {
		return ""
	}
	s := " · " + p.Name
	if p.Basis == demarche.Inferred {
		s += " (inferred)"
	}
	return s
}
