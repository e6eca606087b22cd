package view

import (
	"demarche"
	"demarche/ledger"
)

// Row is one row as a person reads it: of a reading, or of the record.
type Row struct {
	ID    string   `json:"id"`
	Marks string   `json:"marks"` // the status glyphs: "●", "❝○"
	Date  string   `json:"date"`  // "2022-02-07", "from 2022-02-14 to 15", "" when not stated
	Line  string   `json:"line"`  // the sentence
	Words []string `json:"words"` // the words it stands on, as printed; empty when Line holds them
	Notes []string `json:"notes"` // what a field rests on, where it is not simply read
	Key   bool     `json:"key"`
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

// viewer looks up the actors and rows of one reading.
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

func (v *viewer) act(a *demarche.Act) Row { return v.teller(a.Evidence, a.Condition).act(a) }

func (v *viewer) figure(f *demarche.Figure) Row { return v.teller(f.Evidence, nil).figure(f) }

func (v *viewer) statement(s *demarche.Statement) Row {
	t := v.teller(s.Content, s.Condition)
	t.source = v.words(s.SourceSpan)
	return t.statement(s)
}

func (v *viewer) tension(t *demarche.Tension) Row {
	sides := make([]string, len(t.Between))
	for i, id := range t.Between {
		sides[i] = v.brief(id)
	}
	return Row{ID: t.ID, Marks: Against, Words: v.words(t.Evidence), Key: true, Line: against(t.Kind, sides)}
}

// brief is another row in a few words, with its id and marks.
func (v *viewer) brief(id string) string {
	r := v.r
	for i := range r.Acts {
		if string(r.Acts[i].ID) == id {
			return short(v.act(&r.Acts[i]))
		}
	}
	for i := range r.Statements {
		if string(r.Statements[i].ID) == id {
			return short(v.statement(&r.Statements[i]))
		}
	}
	for i := range r.Figures {
		if string(r.Figures[i].ID) == id {
			return short(v.figure(&r.Figures[i]))
		}
	}
	return id
}

// teller tells a row of the reading that stands on the spans.
func (v *viewer) teller(spans []demarche.Span, c *demarche.Condition) *teller {
	t := &teller{party: v.party, words: v.words(spans), chorus: v.chorus, told: v.r.Article.Published,
		dated: func(d *demarche.Date) string {
			if d.Text == "" && d.Span != nil {
				return oneLine(d.Span.In(v.r.Article.Text))
			}
			return d.Text
		}}
	if c != nil {
		t.hangs, t.defined = v.words(c.Spans), v.words(c.Definition)
	}
	return t
}

func (v *viewer) party(id demarche.ActorID) (demarche.Party, bool) {
	a := v.actors[id]
	if a == nil {
		return demarche.Party{}, false
	}
	return demarche.Party{ID: a.ID, Name: a.Name, Kind: a.Kind, Country: a.Country, Unnamed: a.Unnamed}, true
}

// chorus tells a chain of speakers from several who say it together.
func (v *viewer) chorus(by []demarche.ActorID) int { return ledger.Chorus(v.r, by) }

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
