package sqlite

import (
	"slices"
	"strings"

	"demarche"
	"demarche/ledger"
)

// ints reads a column of numbers.
func (r *reader) ints(q string, args ...any) ([]int64, error) {
	var out []int64
	err := r.c.each(r.ctx, q, args, func(scan func(...any) error) error {
		var n int64
		out = append(out, 0)
		err := scan(&n)
		out[len(out)-1] = n
		return err
	})
	return out, err
}

// Near gives the reports that belong to an entry and are kept in a block.
func (t *tx) Near(blocks []ledger.Block) ([]demarche.Report, error) {
	seen := map[int64]bool{}
	var ids []int64
	for _, b := range blocks {
		rows, err := t.ints(query("block.near"), int64(b))
		if err != nil {
			return nil, t.s.fault(err)
		}
		for _, id := range rows {
			if seen[id] {
				continue
			}
			seen[id] = true
			at, err := t.standing(id)
			if err != nil {
				return nil, t.s.fault(err)
			}
			if at.entry != 0 {
				ids = append(ids, id)
			}
		}
	}
	return t.reports(ids)
}

// Members gives the reports of rows.
func (t *tx) Members(rows []demarche.RowID) ([]demarche.Report, error) {
	var ids []int64
	for _, r := range rows {
		id, err := t.rowID(string(r))
		if err != nil {
			return nil, t.s.fault(err)
		}
		if id != 0 && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return t.reports(ids)
}

// RowsOf gives the rows of the reading in force of an article, and those that
// persons added, in the order of their ids.
func (r *reader) RowsOf(key demarche.ArticleKey) ([]demarche.Report, error) {
	id, err := r.articleID(key)
	if err != nil || id == 0 {
		return nil, r.s.fault(err)
	}
	ids, err := r.ints(query("rows.read"), id)
	if err != nil {
		return nil, r.s.fault(err)
	}
	return r.reports(ids)
}

// Tensions gives the tension rows that touch one of the rows.
func (t *tx) Tensions(rows []demarche.RowID) ([]demarche.Row, error) {
	seen := map[int64]bool{}
	var ids []int64
	for _, r := range rows {
		id, err := t.rowID(string(r))
		if err != nil {
			return nil, t.s.fault(err)
		}
		touching, err := t.ints(query("tense.of"), id)
		if err != nil {
			return nil, t.s.fault(err)
		}
		for _, n := range touching {
			if !seen[n] {
				seen[n] = true
				ids = append(ids, n)
			}
		}
	}
	reports, err := t.reports(ids)
	if err != nil {
		return nil, err
	}
	var out []demarche.Row
	for _, r := range reports {
		out = append(out, r.Row)
	}
	slices.SortFunc(out, func(a, b demarche.Row) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return out, nil
}

// standing is where a row stands now; entry 0 is nowhere.
type standing struct {
	entry, since int64
	id           demarche.EntryID
	series       demarche.SeriesID
}

func (t *tx) standing(row int64) (s standing, err error) {
	_, err = t.c.one(t.ctx, query("member.now"), []any{row}, &s.entry, &s.id, &s.series, &s.since)
	return s, err
}

// Belongs says where rows stand now.
func (t *tx) Belongs(rows []demarche.RowID) (map[demarche.RowID]ledger.Belongs, error) {
	out := map[demarche.RowID]ledger.Belongs{}
	for _, r := range rows {
		id, err := t.rowID(string(r))
		if err != nil {
			return nil, t.s.fault(err)
		}
		if id == 0 {
			continue
		}
		at, err := t.standing(id)
		if err != nil {
			return nil, t.s.fault(err)
		}
		if at.entry != 0 {
			out[r] = ledger.Belongs{Entry: at.id, Series: at.series}
		}
	}
	return out, nil
}

// EntryRows gives the rows that belong to entries now.
func (t *tx) EntryRows(entries []demarche.EntryID) (map[demarche.EntryID][]demarche.RowID, error) {
	out := map[demarche.EntryID][]demarche.RowID{}
	for _, e := range entries {
		id, err := t.rowID(string(e))
		if err != nil {
			return nil, t.s.fault(err)
		}
		var rows []demarche.RowID
		err = t.c.each(t.ctx, query("member.ids"), []any{id}, func(scan func(...any) error) error {
			var r demarche.RowID
			err := scan(&r)
			rows = append(rows, r)
			return err
		})
		if err != nil {
			return nil, t.s.fault(err)
		}
		if len(rows) > 0 {
			out[e] = rows
		}
	}
	return out, nil
}
