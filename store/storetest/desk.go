package storetest

import (
	"cmp"
	"context"
	"slices"
	"time"

	"demarche"
	"demarche/ledger"
	"demarche/store"
)

// Write adds an article and says where its rows belong: each to the entry that
// joins names, else to one of its own. It is intake without reading and
// comparing.
func Write(tx store.Tx, n *News, joins map[demarche.RowID]demarche.EntryID, at time.Time) error {
	if _, err := tx.PutArticle(n.Article); err != nil {
		return err
	}
	if err := tx.PutReading(n.Article.Key, n.Reading, at); err != nil {
		return err
	}
	if err := tx.PutRows(n.Rows); err != nil {
		return err
	}
	var moves []Move
	for _, r := range n.Rows {
		e := joins[r.Row.ID]
		if e == "" {
			e = demarche.EntryID(r.Row.ID)
		}
		moves = append(moves, Move{r.Row.ID, e})
	}
	return Place(tx, moves, nil, demarche.Change{Recorded: at, Cause: demarche.ByArticle, Article: n.Article.Key})
}

// Move is a row with the entry to which it goes; none is nowhere.
type Move struct {
	Row   demarche.RowID
	Entry demarche.EntryID
}

// Place moves rows, folds what they touch and the entries named in again, and
// appends it all. mark says when and why.
func Place(tx store.Tx, moves []Move, again []demarche.EntryID, mark demarche.Change) error {
	ids := make([]demarche.RowID, len(moves))
	for i, m := range moves {
		ids[i] = m.Row
	}
	was, err := tx.Belongs(ids)
	if err != nil {
		return err
	}
	now := map[demarche.RowID]ledger.Belongs{}
	touched := map[demarche.EntryID]bool{}
	for _, e := range again {
		touched[e] = true
	}
	for _, m := range moves {
		if m.Entry != "" {
			b := ledger.Belongs{Entry: m.Entry}
			if m.Entry[0] == 's' {
				b.Series = demarche.SeriesID(m.Entry) // its own commitment
			}
			now[m.Row] = b
			touched[m.Entry] = true
		}
		if b, ok := was[m.Row]; ok {
			touched[b.Entry] = true
		}
	}
	changes := ledger.Changes(was, now)
	for i := range changes {
		changes[i].Recorded, changes[i].Cause, changes[i].Article, changes[i].Decision = mark.Recorded, mark.Cause, mark.Article, mark.Decision
	}
	again = slices.Sorted(slices.Values(again))
	for _, e := range again {
		c, err := word(tx, e, was, mark)
		if err != nil {
			return err
		}
		if c.Row != "" {
			changes = append(changes, c)
		}
	}
	entries, err := refold(tx, touched, was, now)
	if err != nil {
		return err
	}
	return tx.Append(tx.Basis(), changes, entries)
}

// word is a change that moves nothing and says why an entry reads otherwise: it
// stands on a row of the entry that stays where it is. None where all move.
func word(tx store.Tx, e demarche.EntryID, moved map[demarche.RowID]ledger.Belongs, mark demarche.Change) (demarche.Change, error) {
	rows, err := tx.EntryRows([]demarche.EntryID{e})
	if err != nil {
		return demarche.Change{}, err
	}
	for _, id := range rows[e] {
		if _, moves := moved[id]; moves {
			continue
		}
		at, err := tx.Belongs([]demarche.RowID{id})
		c := mark
		c.Kind = cmp.Or(mark.Kind, demarche.Retold)
		c.Row, c.Entry, c.Series = id, at[id].Entry, at[id].Series
		return c, err
	}
	return demarche.Change{}, nil
}

// refold makes entries again, and the tensions beside them.
func refold(tx store.Tx, touched map[demarche.EntryID]bool, was, now map[demarche.RowID]ledger.Belongs) (map[demarche.EntryID]*demarche.Entry, error) {
	var ids []demarche.EntryID
	for e := range touched {
		ids = append(ids, e)
	}
	slices.Sort(ids)
	rowsOf, err := tx.EntryRows(ids)
	if err != nil {
		return nil, err
	}
	members := map[demarche.EntryID][]demarche.RowID{}
	for e, rows := range rowsOf {
		for _, r := range rows {
			if _, moved := was[r]; !moved {
				members[e] = append(members[e], r)
			}
		}
	}
	for r, b := range now {
		members[b.Entry] = append(members[b.Entry], r)
	}
	about, ties, err := decided(tx)
	if err != nil {
		return nil, err
	}
	out := map[demarche.EntryID]*demarche.Entry{}
	var all []demarche.RowID
	for _, id := range ids {
		out[id] = nil
		if id[0] == 't' {
			continue
		}
		rows := members[id]
		slices.Sort(rows)
		rows = slices.Compact(rows)
		all = append(all, rows...)
		reports, err := tx.Members(rows)
		if err != nil {
			return nil, err
		}
		if len(reports) == 0 {
			continue
		}
		b, ok := now[reports[0].Row.ID]
		if !ok {
			at, err := tx.Belongs([]demarche.RowID{reports[0].Row.ID})
			if err != nil {
				return nil, err
			}
			b = at[reports[0].Row.ID]
		}
		e := ledger.Fold(b, reports, about(rows), ties)
		out[id] = &e
	}
	return out, tense(tx, out, all, members, was, now, about)
}

// decided gives what persons decided.
func decided(tx store.Tx) (func([]demarche.RowID) []demarche.Decision, *ledger.Ties, error) {
	var all []demarche.Decision
	for d, err := range tx.Decisions(context.Background(), "") {
		if err != nil {
			return nil, nil, err
		}
		all = append(all, d)
	}
	inForce := ledger.InForce(all)
	return func(rows []demarche.RowID) []demarche.Decision {
		var out []demarche.Decision
		for _, d := range inForce {
			if slices.Contains(rows, demarche.RowID(d.Target)) {
				out = append(out, d)
			}
		}
		return out
	}, ledger.TiesOf(all), nil
}

// tense folds the tensions that touch entries which are made again.
func tense(tx store.Tx, out map[demarche.EntryID]*demarche.Entry, rows []demarche.RowID, members map[demarche.EntryID][]demarche.RowID, was, now map[demarche.RowID]ledger.Belongs,
	about func([]demarche.RowID) []demarche.Decision) error {
	tensions, err := tx.Tensions(rows)
	if err != nil {
		return err
	}
	at := func(id demarche.RowID) (demarche.EntryID, error) {
		if b, ok := now[id]; ok {
			return b.Entry, nil
		}
		if _, moved := was[id]; moved {
			return "", nil // it is gone
		}
		m, err := tx.Belongs([]demarche.RowID{id})
		return m[id].Entry, err
	}
	ids := map[demarche.EntryID]bool{}
	for _, t := range tensions {
		e, err := at(t.ID)
		if err != nil {
			return err
		}
		if e != "" {
			ids[e] = true
		}
	}
	for id := range out {
		if id[0] == 't' && len(members[id]) > 0 {
			ids[id] = true
		}
	}
	for id := range ids {
		rows := slices.Clone(members[id])
		if rows == nil {
			m, err := tx.EntryRows([]demarche.EntryID{id})
			if err != nil {
				return err
			}
			rows = m[id]
		}
		slices.Sort(rows)
		reports, err := tx.Members(slices.Compact(rows))
		if err != nil {
			return err
		}
		if len(reports) == 0 {
			continue
		}
		slices.SortFunc(reports, func(a, b demarche.Report) int { return cmp.Compare(a.Row.ID, b.Row.ID) })
		var own []demarche.Row
		for _, r := range reports {
			own = append(own, r.Row)
		}
		var sides [2]demarche.Entry
		whole := true
		for i, row := range own[0].Between.Rows {
			side, err := at(row)
			if err != nil {
				return err
			}
			if side == "" {
				whole = false
				continue
			}
			if e, ok := out[side]; ok {
				if e == nil {
					whole = false
					continue
				}
				sides[i] = *e
				continue
			}
			if sides[i], err = tx.Entry(context.Background(), string(side), store.Known{}); err != nil {
				return err
			}
		}
		if !whole {
			continue
		}
		e := ledger.FoldTension(ledger.Belongs{Entry: id}, own, sides, about(rows))
		out[id] = &e
	}
	return nil
}
