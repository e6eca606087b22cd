package sqlite

import (
	"context"
	"slices"
	"strings"

	"demarche"
	"demarche/ledger"
	"demarche/store"
)

// at gives the number of the last change that was recorded by a time.
func (r *reader) at(k store.Known) (int64, error) {
	if k.At.IsZero() {
		return r.last, nil
	}
	at := stamp(k.At)
	if n, ok := r.ats[at]; ok {
		return n, nil
	}
	var n int64
	_, err := r.c.one(r.ctx, query("change.at"), []any{at}, &n)
	if r.tx == nil && err == nil {
		if r.ats == nil {
			r.ats = map[int64]int64{}
		}
		r.ats[at] = n
	}
	return n, err
}

// entryAt gives an entry as it was after change n, told by what was published
// by a day (0 is any); not ok where it was not there.
func (r *reader) entryAt(id, n int64, by demarche.Day) (e demarche.Entry, ok bool, err error) {
	var v, begun, settled, since int64
	var body []byte
	if ok, err = r.c.one(r.ctx, query("version.then"), []any{id, n}, &v, &begun, &settled, &since, &body); err != nil || !ok {
		return e, false, err
	}
	if by != 0 && settled > int64(by) {
		if begun > int64(by) {
			return e, false, nil
		}
		return r.fold(id, n, by)
	}
	return e, true, unpack(body, &e, r.s.path)
}

// fold makes an entry again of what was known after change n and published by
// a day (0 is any).
func (r *reader) fold(id, n int64, by demarche.Day) (e demarche.Entry, ok bool, err error) {
	rows, series, err := r.membersAt(id, n)
	if err != nil {
		return e, false, err
	}
	about, ties, err := r.decisionsAt(n)
	if err != nil {
		return e, false, err
	}
	var reports []demarche.Report
	var ids []demarche.RowID
	for _, row := range rows {
		rep, ok, err := r.report(row, n, by)
		if err != nil {
			return e, false, err
		}
		if ok {
			reports, ids = append(reports, rep), append(ids, rep.Row.ID)
		}
	}
	if len(reports) == 0 {
		return e, false, nil
	}
	var rid demarche.EntryID
	if _, err := r.c.one(r.ctx, query("row.rid"), []any{id}, &rid); err != nil {
		return e, false, err
	}
	belongs := ledger.Belongs{Entry: rid, Series: series}
	if reports[0].Row.Kind == demarche.TensionRow {
		return r.foldTension(belongs, reports, n, by, about)
	}
	return ledger.Fold(belongs, reports, aboutRows(about, ids), ties), true, nil
}

// foldTension makes a tension again from its two sides.
func (r *reader) foldTension(belongs ledger.Belongs, reports []demarche.Report, n int64, by demarche.Day, about map[string][]demarche.Decision) (e demarche.Entry, ok bool, err error) {
	var rows []demarche.Row
	var ids []demarche.RowID
	for _, rep := range reports {
		there := true
		for _, id := range rep.Row.Between.Rows {
			row, err := r.rowID(string(id))
			if err != nil {
				return e, false, err
			}
			_, ok, err := r.report(row, n, by)
			if err != nil {
				return e, false, err
			}
			there = there && ok
		}
		if there {
			rows, ids = append(rows, rep.Row), append(ids, rep.Row.ID)
		}
	}
	if len(rows) == 0 {
		return e, false, nil
	}
	first := slices.MinFunc(rows, func(a, b demarche.Row) int { return strings.Compare(string(a.ID), string(b.ID)) })
	var sides [2]demarche.Entry
	for i, id := range first.Between.Rows {
		row, err := r.rowID(string(id))
		if err != nil {
			return e, false, err
		}
		var side int64
		if _, err := r.c.one(r.ctx, query("member.then"), []any{row, n}, &side); err != nil {
			return e, false, err
		}
		if sides[i], ok, err = r.entryAt(side, n, by); err != nil || !ok {
			return e, false, err
		}
	}
	return ledger.FoldTension(belongs, rows, sides, aboutRows(about, ids)), true, nil
}

// membersAt gives the rows of an entry after change n, and its series.
func (r *reader) membersAt(id, n int64) (rows []int64, series demarche.SeriesID, err error) {
	err = r.c.each(r.ctx, query("member.rows"), []any{id, n}, func(scan func(...any) error) error {
		var row int64
		var s demarche.SeriesID
		err := scan(&row, &s)
		rows, series = append(rows, row), max(series, s)
		return err
	})
	return rows, series, err
}

// entryOf gives the entry in which a row stood after change n; the row itself
// where it stood in none, since it may have been the name of one.
func (r *reader) entryOf(id string, n int64) (int64, error) {
	row, err := r.rowID(id)
	if err != nil || row == 0 {
		return 0, err
	}
	var entry int64
	ok, err := r.c.one(r.ctx, query("member.then"), []any{row, n}, &entry)
	if err == nil && !ok {
		entry = row
	}
	return entry, err
}

// Entry finds an entry as known.
func (r *reader) Entry(ctx context.Context, id string, known store.Known) (demarche.Entry, error) {
	n, err := r.at(known)
	if err != nil {
		return demarche.Entry{}, r.s.fault(err)
	}
	entry, err := r.entryOf(id, n)
	if err != nil {
		return demarche.Entry{}, r.s.fault(err)
	}
	e, ok, err := r.entryAt(entry, n, known.Published)
	if err == nil && !ok {
		err = &demarche.Error{Code: demarche.NotFound, What: "the record has no entry " + id + asKnown(known), Repair: "check the id, or ask for a later day"}
	}
	return e, r.s.fault(err)
}

func asKnown(k store.Known) string {
	var s string
	if !k.At.IsZero() {
		s += " as known on " + k.At.UTC().Format("2006-01-02 15:04")
	}
	if k.Published != 0 {
		s += " as reported by " + k.Published.String()
	}
	return s
}

// Reports gives the reports of an entry as known, by publication.
func (r *reader) Reports(ctx context.Context, id demarche.EntryID, known store.Known) ([]demarche.Report, error) {
	n, err := r.at(known)
	if err != nil {
		return nil, r.s.fault(err)
	}
	entry, err := r.entryOf(string(id), n)
	if err != nil {
		return nil, r.s.fault(err)
	}
	rows, _, err := r.membersAt(entry, n)
	if err != nil {
		return nil, r.s.fault(err)
	}
	var out []demarche.Report
	for _, row := range rows {
		rep, ok, err := r.report(row, n, known.Published)
		if err != nil {
			return nil, r.s.fault(err)
		}
		if ok {
			out = append(out, rep)
		}
	}
	slices.SortFunc(out, byPublication)
	return out, nil
}

// byPublication orders reports by their day, undated ones last, then by id.
func byPublication(a, b demarche.Report) int {
	x, y := dayOf(a.Published), dayOf(b.Published)
	switch {
	case x.Valid != y.Valid:
		if x.Valid {
			return -1
		}
		return 1
	case x.Int64 != y.Int64:
		return int(x.Int64 - y.Int64)
	}
	return strings.Compare(string(a.Row.ID), string(b.Row.ID))
}

// Row finds one row with its article.
func (r *reader) Row(ctx context.Context, id demarche.RowID) (demarche.Report, error) {
	n, err := r.rowID(string(id))
	if err != nil {
		return demarche.Report{}, r.s.fault(err)
	}
	rep, ok, err := r.report(n, r.last+1, 0)
	if err == nil && !ok {
		e := demarche.Errorf(demarche.NotFound, "", "the record has no row %s", id)
		e.Repair = "check the id"
		if n != 0 {
			e.Repair = "its article was forgotten"
		}
		err = e
	}
	return rep, r.s.fault(err)
}
