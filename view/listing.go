package view

import (
	"context"
	"iter"
	"slices"

	"demarche"
	"demarche/ledger"
	"demarche/store"
)

// Listing is the rows of an answer one after the other: what a file is made of.
// They are fetched as they are asked for, as long as the reader lives, so that a
// file may have more rows than fit into memory; the head has their number
// beforehand. A file made of it holds the rows that the screen shows.
type Listing struct {
	Head
	Kind demarche.RowKind // of all rows; none where they differ

	a    *asking
	rows func(yield func(Item) error) error
}

// Each gives the rows, with their sources. It stops at an error of the taker.
func (l *Listing) Each(take func(*Item) error) error {
	return l.rows(func(it Item) error {
		if len(it.Sources) == 0 && l.a != nil {
			if err := l.a.cite(&it); err != nil {
				return err
			}
		}
		return take(&it)
	})
}

// List answers every row of a kind that fits, none left out. With days it is
// the rows of the timeline of these days; without, all of them, acts and
// figures by date and the rest newest first.
func List(ctx context.Context, r store.Reader, ask Ask, kind demarche.RowKind) (*Listing, error) {
	a, err := begin(ctx, r, ask, string(kind)+"s")
	if err != nil {
		return nil, err
	}
	return a.listing(kind, a.listed(kind))
}

// Dated answers what has a day or a deadline: acts that happen on some day,
// before one or from one on, and the commitments that fall due. What was called
// off stays; what somebody says was never to be, or was not, has no date.
func Dated(ctx context.Context, r store.Reader, ask Ask) (*Listing, error) {
	a, err := begin(ctx, r, ask, "dates")
	if err != nil {
		return nil, err
	}
	days := demarche.Interval{From: demarche.Beginning, To: demarche.End}
	if ask.Since != 0 || ask.Until != 0 {
		days = a.window(days.From, days.To)
	}
	dated := func(e *demarche.Entry) (demarche.Day, bool) {
		i, ok := e.Happens.Interval()
		return max(i.From, min(i.To, days.From)), ok && !neverPlanned(e)
	}
	var ws []sought
	if q, ok := a.query(demarche.ActRow); ok {
		q.Happens, q.Order = days, store.ByDateUp
		ws = append(ws, sought{q, days, dated})
	}
	if q, ok := a.query(demarche.StatementRow); ok {
		if q.Forces = committing(q.Forces); len(q.Forces) > 0 {
			q.Happens, q.Order = days, store.ByDateUp
			ws = append(ws, sought{q, days, dated})
		}
	}
	return a.listing("", ws)
}

// neverPlanned reports whether an act is only denied: no report ever had it
// ahead, and the article itself does not say that it will not be.
func neverPlanned(e *demarche.Entry) bool {
	if e.Act == nil || e.Act.Status != demarche.Negated || slices.ContainsFunc(e.Moves, func(m demarche.Move) bool { return ahead(m.Status) }) {
		return false
	}
	if len(e.Act.By) > 0 {
		return true
	}
	i, ok := e.Happens.Interval()
	told, known := demarche.ParseEDTF(string(e.Reported[0]))
	return ok && known && i.To < told.To // "did not"
}

// listed asks for the rows of a kind.
func (a *asking) listed(kind demarche.RowKind) []sought {
	if a.ask.Since != 0 || a.ask.Until != 0 {
		days := a.window(demarche.Beginning, demarche.End)
		return a.seek(kind, days, days.From)
	}
	q, ok := a.query(kind)
	if !ok {
		return nil
	}
	if q.Order = store.Newest; kind == demarche.ActRow || kind == demarche.FigureRow {
		q.Order = store.ByDateUp
	}
	return []sought{{q: q, day: func(*demarche.Entry) (demarche.Day, bool) { return 0, true }}}
}

// listing counts what the queries find. The rows are told when they are asked for.
func (a *asking) listing(kind demarche.RowKind, ws []sought) (*Listing, error) {
	l := &Listing{Kind: kind, a: a}
	limit := a.ask.Limit
	each := func(take func(*demarche.Entry) error) error {
		n := 0
		for _, w := range ws {
			for e, err := range a.r.Entries(a.ctx, w.q) {
				if err != nil {
					return err
				}
				if _, ok := w.holds(&e); !ok {
					continue
				}
				if n++; limit > 0 && n > limit {
					return nil
				}
				if err := take(&e); err != nil {
					return err
				}
			}
		}
		return nil
	}
	if err := each(func(*demarche.Entry) error { a.head.Count++; return nil }); err != nil {
		return nil, err
	}
	l.Head = a.head
	l.rows = func(yield func(Item) error) error {
		return each(func(e *demarche.Entry) error { return yield(a.item(*e)) })
	}
	return l, nil
}

// listingOf is the rows of an answer that is there.
func listingOf(h Head, items iter.Seq[*Item]) *Listing {
	l := &Listing{Head: h}
	seen := map[string]bool{}
	var all []*Item
	for it := range items {
		if !seen[it.ID] {
			seen[it.ID] = true
			all = append(all, it)
		}
	}
	l.Count = len(all)
	l.rows = func(yield func(Item) error) error {
		for _, it := range all {
			if err := yield(*it); err != nil {
				return err
			}
		}
		return nil
	}
	return l
}

// Listing is the rows of the timeline, each once.
func (t *TimelineAnswer) Listing() *Listing {
	return listingOf(t.Head, func(yield func(*Item) bool) {
		for _, d := range t.Days {
			for _, l := range d.Lanes {
				for i := range l.Items {
					if !yield(&l.Items[i]) {
						return
					}
				}
			}
		}
	})
}

// Listing is the rows of the agenda.
func (g *AgendaAnswer) Listing() *Listing {
	return listingOf(g.Head, func(yield func(*Item) bool) {
		for _, list := range g.lists() {
			for i := range *list {
				if !yield(&(*list)[i].Item) {
					return
				}
			}
		}
	})
}

// TellRow tells what one article's row says by itself, whatever the record knows
// of its entry by now: an article that announced a meeting has announced it,
// and not told that it took place.
func TellRow(r *demarche.Report) Row {
	t := &teller{words: lines(r.Row.Words), hangs: lines(r.Row.Hangs), defined: lines(r.Row.Defined), told: r.Published}
	t.party = func(id demarche.ActorID) (demarche.Party, bool) {
		for _, p := range r.Row.Known {
			if p.ID == id {
				return p, true
			}
		}
		return demarche.Party{}, false
	}
	t.dated = func(d *demarche.Date) string { return d.Text }
	t.chorus = func([]demarche.ActorID) int { return r.Row.Chorus }
	switch {
	case r.Row.Act != nil:
		return t.act(r.Row.Act)
	case r.Row.Statement != nil:
		return t.statement(r.Row.Statement)
	case r.Row.Figure != nil:
		return t.figure(r.Row.Figure)
	}
	return Row{Marks: Against, Words: t.words}
}

// Commits reports whether a row is a statement that makes a commitment.
func (it *Item) Commits() bool {
	return it.entry.Statement != nil && ledger.Commits(it.entry.Statement.Force)
}

// Columns are the columns of the rows as a table.
func (l *Listing) Columns() []string {
	if l.Kind == demarche.TensionRow {
		return slices.Concat(tensionColumns, anyColumns.names())
	}
	return columnsFor(l.Kind).names()
}

// EachRow gives the rows as those of a table: a line a row, and of a tension
// one for each side.
func (l *Listing) EachRow(put func([]string) error) error {
	return l.Each(func(it *Item) error {
		if l.Kind != demarche.TensionRow {
			return put(columnsFor(l.Kind).of(it))
		}
		t := Tension{Item: *it, Open: true}
		if err := l.a.settled(&t); err != nil {
			return err
		}
		for i := range t.Sides {
			if err := put(append(t.own(i), anyColumns.of(&t.Sides[i])...)); err != nil {
				return err
			}
		}
		return nil
	})
}
