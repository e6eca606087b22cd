package sqlite

import (
	"bytes"
	"cmp"
	"slices"
	"time"

	"demarche"
)

// Append adds changes and writes the entries they touched. All of it holds
// from the number of the first of the changes on; without changes, from the
// last one that is there.
func (t *tx) Append(basis int64, changes []demarche.Change, entries map[demarche.EntryID]*demarche.Entry) error {
	if basis != t.last {
		return &demarche.Error{Code: demarche.Conflict, What: "the record has moved on: it is at change " + itoa(t.last) + ", and this rests on " + itoa(basis), Repair: "look at it again and try once more"}
	}
	if len(changes) == 0 && t.last == 0 && len(entries) > 0 {
		return demarche.Errorf(demarche.Invalid, "", "entries begin with a change")
	}
	since := max(t.last, 1)
	if len(changes) > 0 {
		since = t.last + 1
	}
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
	if err := t.month(at); err != nil {
		return t.s.fault(err)
	}
	t.recorded = at
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

// putEntry ends the version of an entry that holds and begins the next.
func (t *tx) putEntry(id int64, eid demarche.EntryID, e *demarche.Entry, since, cause int64) error {
	var body []byte
	var f facts
	var err error
	if e != nil {
		if e.ID != eid {
			return demarche.Errorf(demarche.Invalid, string(eid), "the entry under this id calls itself %s", e.ID)
		}
		c := *e
		c.Reports = nil // they are asked for
		if body, err = encode(&c); err != nil {
			return err
		}
		f = derive(&c)
		if err := t.reported(id, &c, &f); err != nil {
			return err
		}
	}
	var old, oldSince, oldSettled int64
	var oldBody []byte
	had, err := t.c.one(t.ctx, query("version.now"), []any{id}, &old, &oldSince, &oldSettled, &oldBody)
	if err != nil {
		return err
	}
	if had {
		if e != nil && bytes.Equal(oldBody, body) {
			same, err := t.sameFacts(old, &f)
			if err != nil || same {
				return err
			}
		}
		if err := t.endVersion(old, since, cause, oldSettled, oldBody, oldSince >= since); err != nil {
			return err
		}
	}
	if e == nil {
		return nil
	}
	return t.beginVersion(id, since, cause, e, &f, body)
}

// sameFacts reports whether what an entry does not say of itself is as it was:
// when its reports were there, and who brought them.
func (t *tx) sameFacts(version int64, f *facts) (bool, error) {
	v, err := t.version(version)
	if err != nil || v.begun != f.begun || v.settled != f.settled {
		return false, err
	}
	for _, s := range f.sources {
		id, err := t.term(termSource, s)
		if err != nil {
			return false, err
		}
		var n int64
		ok, err := t.c.one(t.ctx, `SELECT 1 FROM tag WHERE term = ? AND last = ? AND rank = ? AND version = ?`, []any{id, v.last, v.rank, v.id}, &n)
		if err != nil || !ok {
			return false, err
		}
	}
	return true, nil
}

// reported fills in what the rows of an entry say and it does not: the days on
// which the first and the last of its reports were there, its sources, and the
// number of its best row.
func (t *tx) reported(id int64, e *demarche.Entry, f *facts) error {
	return t.reportedAt(id, t.last, e, f)
}

// reportedAt is reported for what held after change n.
func (t *tx) reportedAt(id, n int64, e *demarche.Entry, f *facts) error {
	f.begun, f.settled = int64(demarche.End), int64(demarche.Beginning)
	grow := func(begun, settled int64) { f.begun, f.settled = min(f.begun, begun), max(f.settled, settled) }
	type member struct {
		id, art int64
		day     *int64
	}
	var members []member
	err := t.c.each(t.ctx, `SELECT r.id, r.article, r.day FROM member m JOIN "row" r ON r.id = m.row WHERE m.entry = ?1 AND m.until > ?2 AND m.since <= ?2`, []any{id, n}, func(scan func(...any) error) error {
		var m member
		err := scan(&m.id, &m.art, &m.day)
		members = append(members, m)
		return err
	})
	if err != nil {
		return err
	}
	for _, m := range members {
		if m.art == 0 {
			continue // a tension between articles
		}
		a, err := t.meta(m.art)
		switch {
		case err != nil:
			return err
		case a.forgotten:
			continue // nobody can say any more what it told
		case m.day == nil:
			grow(int64(demarche.End), int64(demarche.End))
		default:
			grow(*m.day, *m.day)
		}
		if s := string(a.source); s != "" && !slices.Contains(f.sources, s) {
			f.sources = append(f.sources, s)
		}
	}
	if e.Withdrawn && f.begun > f.settled {
		// Nothing is left to tell it; it was told when it was.
		f.begun, f.settled = f.first, f.last
		if f.last < f.first {
			f.settled = int64(demarche.End)
		}
	}
	if e.Tension != nil {
		// It is there when both of its sides are, and settled with them.
		begun, settled := int64(demarche.Beginning), int64(demarche.Beginning)
		for _, of := range e.Tension.Entries {
			side, err := t.rowID(string(of))
			if err != nil {
				return err
			}
			var b, s int64
			ok, err := t.c.one(t.ctx, query("version.settled"), []any{side, n}, &b, &s)
			if err != nil {
				return err
			}
			if ok {
				begun, settled = max(begun, b), max(settled, s)
			}
		}
		f.begun, f.settled = begun, settled
	}
	f.best, err = t.rowID(string(e.Best))
	return err
}

// beginVersion writes a version with everything by which it is found.
func (t *tx) beginVersion(id, since, cause int64, e *demarche.Entry, f *facts, body []byte) error {
	typ, err := t.term(termType, f.typ)
	if err != nil {
		return err
	}
	status, err := t.term(termStatus, f.status)
	if err != nil {
		return err
	}
	var series any
	if f.series != "" {
		series = f.series
	}
	r := rank(string(e.ID))
	v, err := t.c.insert(t.ctx, query("version.put"), id, since, r, f.kind, typ, status, f.flags, f.first, f.last, f.begun, f.settled, f.class, f.date, f.from, f.to,
		f.saidFrom, f.saidTo, f.best, series, cause)
	if err != nil {
		return err
	}
	if err := t.c.exec(t.ctx, query("version.body"), v, body); err != nil {
		return err
	}
	if err := t.tags(v, r, typ, f); err != nil {
		return err
	}
	if err := t.lead(f); err != nil {
		return err
	}
	return t.count(e, f.settled, 1)
}

// lead keeps how long before its recording something was published at most: a
// bound that makes scans end early.
func (t *tx) lead(f *facts) error {
	if f.last == int64(demarche.Beginning) {
		return nil
	}
	return t.atLeast("lead", f.last-dayNumber(t.recorded))
}

func (t *tx) atLeast(name string, n int64) error {
	m, err := t.number(name)
	if err != nil || m != nil && *m >= n {
		return err
	}
	return t.c.exec(t.ctx, query("meta.max"), name, n)
}

// number is a number about the whole, nil where it was never set.
func (r *reader) number(name string) (*int64, error) {
	var n int64
	ok, err := r.c.one(r.ctx, query("meta.get"), []any{name}, &n)
	if err != nil || !ok {
		return nil, err
	}
	return &n, nil
}

// tags writes the tags of a version.
func (t *tx) tags(v, rank, typ int64, f *facts) error {
	var tags, dates []any
	put := func(term int64) {
		t.used[term]++
		tags = append(tags, term, f.last, rank, v)
	}
	if typ != 0 {
		put(typ)
	}
	for _, group := range []struct {
		kind  termKind
		names []string
	}{{termActor, f.actors}, {termIssue, f.issues}, {termSource, f.sources}} {
		for _, name := range group.names {
			id, err := t.term(group.kind, name)
			if err != nil {
				return err
			}
			put(id)
			if group.kind == termActor {
				dates = append(dates, id, f.class, f.date, rank, v)
			}
		}
	}
	if err := t.many(`INSERT INTO tag (term, last, rank, version)`, 4, tags, ""); err != nil {
		return err
	}
	return t.many(`INSERT INTO tag_date (term, class, date, rank, version)`, 5, dates, "")
}

// endVersion says that a version holds no more; drop takes it away, where it
// never held.
func (t *tx) endVersion(v, until, cause, settled int64, body []byte, drop bool) error {
	var old demarche.Entry
	if err := decode(body, &old, t.s.path); err != nil {
		return err
	}
	if err := t.count(&old, settled, -1); err != nil {
		return err
	}
	if drop {
		return t.dropVersion(v)
	}
	return t.c.exec(t.ctx, query("version.end"), until, cause, v)
}

// dropVersion takes a version away with everything by which it is found.
func (t *tx) dropVersion(v int64) error {
	row, err := t.version(v)
	if err != nil {
		return err
	}
	terms, err := t.termsOf(&row)
	if err != nil {
		return err
	}
	for _, term := range terms {
		t.used[term]--
		if err := t.c.exec(t.ctx, query("tag.delete"), term, row.last, row.rank, v); err != nil {
			return err
		}
		if err := t.c.exec(t.ctx, query("tag.date.delete"), term, row.class, row.date, row.rank, v); err != nil {
			return err
		}
	}
	if err := t.c.exec(t.ctx, query("version.body.delete"), v); err != nil {
		return err
	}
	return t.c.exec(t.ctx, query("version.delete"), v)
}

// termsOf finds the tags that a version can have: those of its body and those
// of its rows' articles.
func (t *tx) termsOf(v *versionRow) ([]int64, error) {
	var body []byte
	if _, err := t.c.one(t.ctx, `SELECT body FROM version_body WHERE id = ?`, []any{v.id}, &body); err != nil {
		return nil, err
	}
	var e demarche.Entry
	if err := decode(body, &e, t.s.path); err != nil {
		return nil, err
	}
	f := derive(&e)
	out := []int64{v.typ}
	for kind, names := range map[termKind][]string{termActor: f.actors, termIssue: f.issues} {
		for _, n := range names {
			id, err := t.term(kind, n)
			if err != nil {
				return nil, err
			}
			out = append(out, id)
		}
	}
	// The sources are few; ask for each.
	sources, err := t.ints(`SELECT t.id FROM term t WHERE t.kind = ?1 AND EXISTS (SELECT 1 FROM tag g WHERE g.term = t.id AND g.last = ?2 AND g.rank = ?3 AND g.version = ?4)`,
		int64(termSource), v.last, v.rank, v.id)
	if err != nil {
		return nil, err
	}
	out = append(out, sources...)
	slices.Sort(out)
	return slices.DeleteFunc(slices.Compact(out), func(n int64) bool { return n == 0 }), nil
}

// versionRow is a version as it stands in its table.
type versionRow struct {
	id, entry, since, until, rank, kind, typ, status, flags int64
	first, last, begun, settled, class, date, from, to      int64
	saidFrom, saidTo, best, cause, ended                    int64
	series                                                  string
}

func (r *reader) version(id int64) (v versionRow, err error) {
	v.id = id
	ok, err := r.c.one(r.ctx, query("version.row"), []any{id}, &v.entry, &v.since, &v.until, &v.rank, &v.kind, &v.typ, &v.status, &v.flags, &v.first, &v.last,
		&v.begun, &v.settled, &v.class, &v.date, &v.from, &v.to, &v.saidFrom, &v.saidTo, &v.best, &v.series, &v.cause, &v.ended)
	if err == nil && !ok {
		err = demarche.Errorf(demarche.Unavailable, r.s.path, "version %d is missing: the record is damaged", id)
	}
	return v, err
}

// dayNumber is the day of a stamp.
func dayNumber(at int64) int64 { return int64(demarche.DayOf(time.Unix(0, at))) }
