package sqlite

import (
	"bytes"
	"slices"

	"demarche"
)

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
		body, f = pack(&c), derive(&c)
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
	if had && e != nil && bytes.Equal(oldBody, body) {
		same, err := t.sameFacts(old, &f)
		if err != nil || same {
			return err
		}
	}
	if since > t.last && (had || e != nil) {
		return demarche.Errorf(demarche.Invalid, string(eid), "the entry reads otherwise, and no change says why")
	}
	if had {
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
	return t.count(e, f.settled, 1, 1)
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
