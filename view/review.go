package view

import (
	"context"

	"demarche"
	"demarche/store"
)

// ReviewAnswer is what no person has looked at yet.
type ReviewAnswer struct {
	Head
	Rows []Item `json:"rows"` // key rows first, then the newest
}

// reviewRead is how many entries are looked through for one page: where many
// were reviewed already, the next page goes on behind them.
const reviewRead = 2000

// Review answers which entries wait for a person: those that nobody accepted or
// rejected, the key ones first, and of these the newest.
func Review(ctx context.Context, r store.Reader, ask Ask) (*ReviewAnswer, error) {
	a, err := begin(ctx, r, ask, "review")
	if err != nil {
		return nil, err
	}
	out := &ReviewAnswer{Rows: []Item{}}
	q := a.base
	for _, kind := range demarche.RowKinds {
		if _, ok := a.query(kind); ok {
			q.Kinds = append(q.Kinds, kind)
		}
	}
	if ask.Since != 0 || ask.Until != 0 {
		q.Reported = a.window(demarche.Beginning, demarche.End)
	}
	q.Order, q.Rejected = store.Newest, true // those rejected are passed over, not left out: a page may begin behind one
	passes := []bool{true, false}            // the key ones, then the others
	if ask.Key {
		passes = passes[:1]
	}
	if ask.After != "" {
		last, err := r.Entry(ctx, ask.After, a.known)
		if err != nil && demarche.CodeOf(err) != demarche.NotFound {
			return nil, err
		}
		if err == nil && !last.Key {
			passes = passes[1:]
		}
	}
	read, n := 0, a.limit(20)
	var last demarche.EntryID
	for i, key := range passes {
		if q.Key, q.After = key, ""; i == 0 {
			q.After = ask.After
		}
		if len(q.Kinds) == 0 {
			break
		}
		for e, err := range r.Entries(ctx, q) {
			if err != nil {
				return nil, err
			}
			if len(out.Rows) == n || read == reviewRead {
				a.head.MoreOpen, a.head.Next = true, string(last)
				break
			}
			read++
			last = e.ID
			if e.Review == demarche.Unreviewed && e.Key == key && !e.Withdrawn {
				out.Rows = append(out.Rows, a.item(e))
			}
		}
		if a.head.MoreOpen {
			break
		}
	}
	if err := a.cite(refs(out.Rows)...); err != nil {
		return nil, err
	}
	a.head.Count = len(out.Rows)
	out.Head = a.head
	return out, nil
}

// Page lays the rows out.
func (p *ReviewAnswer) Page() Page {
	key, rest := Section{Title: "To be looked at first"}, Section{Title: "Other rows"}
	for i := range p.Rows {
		it := &p.Rows[i]
		l := it.line()
		if it.Kind == demarche.TensionRow && len(it.Sides) == 2 {
			t := Tension{Item: *it, Open: true}
			l = t.line()
		}
		if it.Key {
			key.Lines = append(key.Lines, l)
		} else {
			rest.Lines = append(rest.Lines, l)
		}
	}
	key.Count, rest.Count = len(key.Lines), len(rest.Lines)
	sections := shown(key, rest)
	if len(sections) == 0 {
		sections = []Section{{Title: "Review", None: "Every row that fits was looked at by a person."}}
	}
	if p.MoreOpen {
		sections[len(sections)-1].More = "and more: " + p.command("review --after "+p.Next)
	}
	return Page{Sections: sections}
}

// Table has a line for each row.
func (p *ReviewAnswer) Table() Table {
	t := itemTable{of: anyColumns}
	for i := range p.Rows {
		t.put(&p.Rows[i])
	}
	return t.table()
}
