package sqlite

import (
	"demarche"
)

// refold makes every version of an entry again from the rows that are left.
func (t *tx) refold(entry int64) error {
	t.then = true
	defer func() { t.then = false }()
	versions, err := t.ints(`SELECT id FROM version WHERE entry = ? ORDER BY since`, entry)
	if err != nil {
		return err
	}
	for _, v := range versions {
		row, err := t.version(v)
		if err != nil {
			return err
		}
		var body []byte
		if _, err := t.c.one(t.ctx, `SELECT body FROM version_body WHERE id = ?`, []any{v}, &body); err != nil {
			return err
		}
		var old demarche.Entry
		if err := unpack(body, &old, t.s.path); err != nil {
			return err
		}
		e, ok, err := t.fold(entry, row.since, 0)
		if err != nil {
			return err
		}
		if !ok {
			e = husk(&old)
		}
		if err := t.rewrite(&row, &old, &e); err != nil {
			return err
		}
	}
	return nil
}

// husk is what stays of an entry when all who reported it are forgotten.
func husk(e *demarche.Entry) demarche.Entry {
	return demarche.Entry{ID: e.ID, Kind: e.Kind, Withdrawn: true, Best: e.Best, Words: []string{}, Parties: []demarche.Party{}, Review: demarche.Unreviewed,
		Reported: e.Reported, Recorded: e.Recorded}
}

// rewrite puts another entry into a version, with everything that finds it, as
// if it had been there from the beginning.
func (t *tx) rewrite(v *versionRow, old, e *demarche.Entry) error {
	for _, c := range []struct {
		e    *demarche.Entry
		sign int64
	}{{old, -1}, {e, 1}} {
		if err := t.countAt(c.e, c.sign, c.sign, v.since); err != nil {
			return err
		}
		if v.until < holds {
			if err := t.countAt(c.e, -c.sign, 0, v.until); err != nil {
				return err
			}
		}
	}
	if v.until == holds {
		if err := t.countSettled(old, v.settled, -1); err != nil {
			return err
		}
	}
	terms, err := t.termsOf(v)
	if err != nil {
		return err
	}
	for _, term := range terms {
		t.used[term]--
		if err := t.c.exec(t.ctx, query("tag.delete"), term, v.last, v.rank, v.id); err != nil {
			return err
		}
		for _, d := range datesOf(v.kind, v.class, v.date, v.saidFrom, v.saidTo) {
			if err := t.c.exec(t.ctx, query("tag.date.delete"), term, d[0], d[1], v.rank, v.id); err != nil {
				return err
			}
		}
	}
	return t.fill(v, e)
}

// fill writes the columns, the body and the tags of a version that is there.
func (t *tx) fill(v *versionRow, e *demarche.Entry) error {
	f := derive(e)
	if err := t.reportedAt(v.entry, v.since, e, &f); err != nil {
		return err
	}
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
	if err := t.c.exec(t.ctx, `UPDATE version SET kind = ?, type = ?, status = ?, flags = ?, first = ?, last = ?, begun = ?, settled = ?, class = ?, date = ?, from_day = ?, to_day = ?,
  said_from = ?, said_to = ?, best = ?, series = ? WHERE id = ?`, f.kind, typ, status, f.flags, f.first, f.last, f.begun, f.settled, f.class, f.date, f.from, f.to,
		f.saidFrom, f.saidTo, f.best, series, v.id); err != nil {
		return err
	}
	if err := t.c.exec(t.ctx, `UPDATE version_body SET body = ? WHERE id = ?`, pack(e), v.id); err != nil {
		return err
	}
	if v.until == holds {
		if err := t.countSettled(e, f.settled, 1); err != nil {
			return err
		}
	}
	return t.tags(v.id, v.rank, typ, &f)
}

// countSettled adds to the totals by the day on which entries were settled.
func (t *tx) countSettled(e *demarche.Entry, settled, n int64) error {
	own := map[totalKey]int64{}
	err := tally(e, n, own, t.term)
	for k, n := range own {
		t.settled[settledKey{k, settled}] += n
	}
	return err
}

// countAt adds to the totals what an entry counts for since a change that lies
// back.
func (t *tx) countAt(e *demarche.Entry, n, ever, since int64) error {
	var recorded int64
	if _, err := t.c.one(t.ctx, `SELECT recorded FROM change WHERE seq = ?`, []any{since}, &recorded); err != nil {
		return err
	}
	counts := map[totalKey]int64{}
	if err := tally(e, 1, counts, t.term); err != nil {
		return err
	}
	for k, c := range counts {
		if err := t.c.exec(t.ctx, query("total.add"), k[0], k[1], k[2], k[3], k[4], k[5], c*n, c*ever); err != nil {
			return err
		}
		if k[0] == totalBack {
			continue
		}
		for _, q := range []string{"total.day.begin", "total.day.move"} {
			args := []any{k[0], k[1], k[2], k[3], k[4], k[5], dayNumber(recorded), c * n}
			if q == "total.day.begin" {
				args = args[:7]
			}
			if err := t.c.exec(t.ctx, query(q), args...); err != nil {
				return err
			}
		}
	}
	return nil
}
