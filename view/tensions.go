package view

import (
	"context"
	"fmt"

	"demarche"
	"demarche/store"
)

// TensionsAnswer is who says the opposite of whom.
type TensionsAnswer struct {
	Head
	Tensions []Tension `json:"tensions"` // newest first
}

// Tension is a disagreement, kept without a verdict.
type Tension struct {
	Item
	Open      bool   `json:"open"`
	SettledBy string `json:"settled_by"` // a person, with the reason
}

// Tensions answers who says what against whom, in two columns, and whether a
// person has settled it.
func Tensions(ctx context.Context, r store.Reader, ask Ask) (*TensionsAnswer, error) {
	a, err := begin(ctx, r, ask, "tensions")
	if err != nil {
		return nil, err
	}
	out := &TensionsAnswer{}
	if out.Tensions, a.head.MoreOpen, err = a.tensions(a.limit(20)); err != nil {
		return nil, err
	}
	a.head.Count = len(out.Tensions)
	if a.head.MoreOpen {
		a.head.Next = out.Tensions[len(out.Tensions)-1].ID
	}
	out.Head = a.head
	return out, nil
}

func (a *asking) tensions(limit int) ([]Tension, bool, error) {
	out := []Tension{}
	q, ok := a.query(demarche.TensionRow)
	if !ok {
		return out, false, nil
	}
	q.Order, q.After = store.Newest, a.ask.After
	if a.ask.Since != 0 || a.ask.Until != 0 {
		q.Reported = a.window(demarche.Beginning, demarche.End)
	}
	es, more, err := a.entries(q, limit)
	if err != nil {
		return nil, false, err
	}
	for _, e := range es {
		t := Tension{Item: a.item(e), Open: true}
		if err := a.cite(&t.Item); err != nil {
			return nil, false, err
		}
		if err := a.settled(&t); err != nil {
			return nil, false, err
		}
		out = append(out, t)
	}
	return out, more, nil
}

// settled looks whether a person reviewed the tension or rejected a side.
func (a *asking) settled(t *Tension) error {
	look := func(id string, about string) error {
		for d, err := range a.r.Decisions(a.ctx, id) {
			if err != nil {
				return err
			}
			if (d.Kind == demarche.DecideAccept || d.Kind == demarche.DecideReject) && (a.known.At.IsZero() || !d.Recorded.After(a.known.At)) {
				t.Open, t.SettledBy = false, fmt.Sprintf("%s %sed %s", d.By, d.Kind, about)
				if d.Reason != "" {
					t.SettledBy += ": " + d.Reason
				}
			}
		}
		return nil
	}
	if t.Review == demarche.Rejected || t.Review == demarche.Accepted {
		if err := look(string(t.entry.ID), "it"); err != nil {
			return err
		}
		t.Open = false
	}
	for i := range t.Sides {
		if s := &t.Sides[i]; s.Review == demarche.Rejected {
			if err := look(s.ID, "the "+[...]string{"first", "second"}[i]+" side"); err != nil {
				return err
			}
			t.Open = false
		}
	}
	return nil
}

// line lays a tension out in two columns.
func (t *Tension) line() Line {
	l := Line{Tag: upper(kinds[demarche.TensionKind(t.Type)]) + " ·", Marks: Against, Date: t.Date, ID: t.ID}
	for i := range t.Sides {
		s := t.Sides[i].line()
		if s.Words == "" && len(t.Sides[i].Sources) > 0 {
			s.Words = t.Sides[i].Sources[0].cite() // a statement's words are in its sentence
		}
		l.Sides[i] = Column{Marks: s.Marks, Text: join2(s.Date, s.Text), Words: s.Words, ID: s.ID}
	}
	l.Notes = append(l.Notes, t.Standing...)
	if t.Open {
		l.Notes = append(l.Notes, "open")
	} else {
		l.Notes = append(l.Notes, "settled: "+t.SettledBy)
	}
	return l
}

// join2 puts a date before a sentence.
func join2(date, s string) string {
	if date == "" {
		return s
	}
	return date + " " + s
}

// Page lays the answer out.
func (t *TensionsAnswer) Page() Page {
	s := Section{Title: "Tensions", Count: len(t.Tensions), None: "No two rows stand against one another."}
	for i := range t.Tensions {
		s.Lines = append(s.Lines, t.Tensions[i].line())
	}
	if t.MoreOpen {
		s.More = "and more: " + t.command("tensions --after "+t.Next)
	}
	return Page{Sections: []Section{s}}
}

// Table has a line for each side of each tension.
func (t *TensionsAnswer) Table() Table {
	out := itemTable{own: tensionColumns, of: anyColumns}
	for i := range t.Tensions {
		x := &t.Tensions[i]
		for k := range x.Sides {
			out.put(&x.Sides[k], x.own(k)...)
		}
	}
	return out.table()
}

// tensionColumns stand before those of a side.
var tensionColumns = []string{"tension", "tension_kind", "open", "settled_by", "side"}

// own are the cells of a side under tensionColumns.
func (t *Tension) own(side int) []string {
	return []string{t.ID, t.Type, fmt.Sprint(t.Open), t.SettledBy, fmt.Sprint(side + 1)}
}
