package sqlite

import (
	"slices"
	"time"

	"demarche"
)

// tags writes the tags of a version.
func (t *tx) tags(v, rank, typ int64, f *facts) error {
	var tags, dates, words []any
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
				for _, d := range datesOf(f.kind, f.class, f.date, f.saidFrom, f.saidTo) {
					dates = append(dates, id, d[0], d[1], rank, v)
				}
				words = t.newWords(words, id, name) // it may be that no article names it, but a person
			}
		}
	}
	if err := t.many(`INSERT OR IGNORE INTO actor_word (word, actor)`, 2, words, ""); err != nil {
		return err
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
	if err := unpack(body, &old, t.s.path); err != nil {
		return err
	}
	ever := int64(0)
	if drop {
		ever = -1 // it never was
	}
	if err := t.count(&old, settled, -1, ever); err != nil {
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
		for _, d := range datesOf(row.kind, row.class, row.date, row.saidFrom, row.saidTo) {
			if err := t.c.exec(t.ctx, query("tag.date.delete"), term, d[0], d[1], row.rank, v); err != nil {
				return err
			}
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
	if err := unpack(body, &e, t.s.path); err != nil {
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
