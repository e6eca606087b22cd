package view

import (
	"context"
	"strings"

	"demarche"
	"demarche/store"
)

// StatementsAnswer is who said something in these words.
type StatementsAnswer struct {
	Head
	Cards []Card `json:"statements"` // newest first
}

// Card is a statement with what stands around it and a line to cite it by.
type Card struct {
	Item
	Context string `json:"context"` // the paragraph of the article that has it
	Cite    string `json:"cite"`
}

// Statements answers who said something in these words, of whom, with which
// force, with the paragraph around it.
func Statements(ctx context.Context, r store.Reader, ask Ask) (*StatementsAnswer, error) {
	a, err := begin(ctx, r, ask, "statements")
	if err != nil {
		return nil, err
	}
	out := &StatementsAnswer{Cards: []Card{}}
	if q, ok := a.query(demarche.StatementRow); ok {
		if ask.Since != 0 || ask.Until != 0 {
			q.Said = a.window(demarche.Beginning, demarche.End)
		}
		q.Order, q.After = store.Newest, ask.After
		es, more, err := a.entries(q, a.limit(15))
		if err != nil {
			return nil, err
		}
		if a.head.MoreOpen = more; more {
			a.head.Next = string(es[len(es)-1].ID)
		}
		for _, e := range es {
			c := Card{Item: a.item(e)}
			if err := a.cite(&c.Item); err != nil {
				return nil, err
			}
			if c.Context, err = a.around(&c.Item); err != nil {
				return nil, err
			}
			c.Cite = c.citation()
			out.Cards = append(out.Cards, c)
		}
	}
	a.head.Count = len(out.Cards)
	out.Head = a.head
	return out, nil
}

// around is the paragraph of the best article in which the words stand.
func (a *asking) around(it *Item) (string, error) {
	for i := range it.reports {
		r := &it.reports[i]
		if r.Row.ID != it.entry.Best || r.Row.Statement == nil || len(r.Row.Statement.Content) == 0 {
			continue
		}
		art, err := a.r.Article(a.ctx, string(r.Row.Article))
		if err != nil {
			return "", err
		}
		span := r.Row.Statement.Content[0]
		if span.End > len(art.Text) {
			return "", nil // forgotten: the text is gone
		}
		from := strings.LastIndex(art.Text[:span.Start], "\n\n") + 1
		to := strings.Index(art.Text[span.End:], "\n\n")
		if to < 0 {
			to = len(art.Text) - span.End
		}
		return oneLine(art.Text[from : span.End+to]), nil
	}
	return "", nil
}

// citation is “words” — speaker, in: title, outlet, day, address.
func (c *Card) citation() string {
	s := quote(join(lines(c.entry.Words)))
	if c.entry.Statement.Mode != demarche.Direct {
		s = "reported: " + s
	}
	if who := nameCells(c.Who); who != "" {
		s += " — " + who
	}
	if len(c.Sources) > 0 {
		src := &c.Sources[0]
		s += ", in: " + strings.Join(lines([]string{src.Title, src.cite(), string(src.URL)}), ", ")
	}
	return s
}

// Page lays the cards out.
func (s *StatementsAnswer) Page() Page {
	sec := Section{Title: "Statements, newest first", Count: len(s.Cards), None: "Nobody said that in these words. demarche search finds words in articles."}
	for i := range s.Cards {
		c := &s.Cards[i]
		l := c.Item.line()
		if c.Context != "" {
			l.Below = append(l.Below, "context: "+cut(c.Context, 3*wordsShown))
		}
		l.Below = append(l.Below, "cite: "+c.Cite)
		sec.Lines = append(sec.Lines, l)
	}
	if s.MoreOpen {
		sec.More = "and more: " + s.command("statements … --after "+s.Next)
	}
	return Page{Sections: []Section{sec}}
}

// Table has a line for each statement.
func (s *StatementsAnswer) Table() Table {
	t := itemTable{own: []string{"context", "cite"}, of: statementColumns}
	for i := range s.Cards {
		t.put(&s.Cards[i].Item, s.Cards[i].Context, s.Cards[i].Cite)
	}
	return t.table()
}
