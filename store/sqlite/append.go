package sqlite

import (
	"cmp"
	"slices"

	"demarche"
)

// Append adds changes and writes the entries they touched. All of it holds
// from the number of the first of the changes on.
func (t *tx) Append(basis int64, changes []demarche.Change, entries map[demarche.EntryID]*demarche.Entry) error {
	if basis != t.last {
		return &demarche.Error{Code: demarche.Conflict, What: "the record has moved on: it is at change " + itoa(t.last) + ", and this rests on " + itoa(basis), Repair: "look at it again and try once more"}
	}
	since := t.last + 1
	causes := map[int64]int64{} // by entry
	var all int64
	// What is appended together is recorded together, and the clock of the
	// record never goes back.
	at := t.recorded
	for i := range changes {
		if c := stamp(changes[i].Recorded); c != 0 {
			at = max(at, c)
		} else {
			at = max(at, stamp(t.s.opt.Now()))
		}
	}
	if err := t.newDay(at); err != nil {
		return t.s.fault(err)
	}
	if len(changes) > 0 {
		t.recorded = at
	}
	for i := range changes {
		if err := t.change(&changes[i], since, causes); err != nil {
			return t.s.fault(err)
		}
		all |= bitOf(changes[i].Cause)
	}
	ids := make([]demarche.EntryID, 0, len(entries))
	for id := range entries {
		ids = append(ids, id)
	}
	// Tensions last: what is known of them is known of their sides. Else by id,
	// so that the same steps make the same file.
	slices.SortFunc(ids, func(a, b demarche.EntryID) int {
		x, y := 0, 0
		if e := entries[a]; e != nil && e.Kind == demarche.TensionRow {
			x = 1
		}
		if e := entries[b]; e != nil && e.Kind == demarche.TensionRow {
			y = 1
		}
		return cmp.Or(x-y, cmp.Compare(a, b))
	})
	for _, id := range ids {
		n, err := t.rowID(string(id))
		if err == nil && n == 0 {
			err = demarche.Errorf(demarche.Invalid, string(id), "an entry is named after a row, and the record does not have this one")
		}
		if err == nil {
			cause := causes[n]
			if cause == 0 {
				cause = all
			}
			err = t.putEntry(n, id, entries[id], since, cause)
		}
		if err != nil {
			return t.s.fault(err)
		}
	}
	return nil
}

// change adds one change and moves its row.
func (t *tx) change(c *demarche.Change, since int64, causes map[int64]int64) error {
	row, err := t.rowID(string(c.Row))
	if err == nil && row == 0 {
		err = demarche.Errorf(demarche.Invalid, string(c.Row), "a change is about a row that the record does not have")
	}
	if err != nil {
		return err
	}
	var entry int64
	if c.Entry != "" {
		if entry, err = t.rowID(string(c.Entry)); err == nil && entry == 0 {
			err = demarche.Errorf(demarche.Invalid, string(c.Entry), "a change is about an entry that is named after no row of the record")
		}
		if err != nil {
			return err
		}
	}
	was, err := t.standing(row)
	if err != nil {
		return err
	}
	if c.Kind == demarche.Decided && (entry == 0 || entry == was.entry) {
		entry, c.Series = was.entry, was.series // a word about it moves nothing
	}
	if err := t.move(row, entry, c.Series, since); err != nil {
		return err
	}
	t.last++
	t.reach(reachRecorded, dayNumber(t.recorded), row)
	if err := t.c.exec(t.ctx, query("change.put"), t.last, since, t.recorded, string(c.Kind), string(c.Cause), row, entry, was.entry, string(c.Series), string(c.Article), c.Decision); err != nil {
		return err
	}
	for _, e := range []int64{entry, was.entry} {
		if e != 0 {
			causes[e] |= bitOf(c.Cause)
		}
	}
	return nil
}

// move says where a row stands since a change; entry 0 is nowhere.
func (t *tx) move(row, entry int64, series demarche.SeriesID, since int64) error {
	was, err := t.standing(row)
	if err != nil || entry == was.entry && (series == was.series || entry == 0) {
		return err
	}
	if was.entry != 0 {
		if was.since >= since {
			err = t.c.exec(t.ctx, query("member.drop"), was.entry, row, was.since)
		} else {
			err = t.c.exec(t.ctx, query("member.end"), since, was.entry, row)
		}
		if err != nil {
			return err
		}
	}
	if entry == 0 {
		return nil
	}
	return t.c.exec(t.ctx, query("member.put"), entry, row, since, string(series))
}
