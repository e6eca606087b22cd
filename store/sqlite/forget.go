package sqlite

import (
	"context"
	"slices"
	"time"

	"demarche"
	"demarche/ledger"
)

// Forget erases the words of an article: text, title, address, readings, rows,
// the indexes of words and names, and what any version of any entry has of
// them. Every version that rested on one of its rows is folded again from what
// is left; one that has nothing left says only that it is withdrawn. The pages
// that held the words are overwritten, and the log is emptied at the commit.
func (t *tx) Forget(key demarche.ArticleKey, at time.Time) error {
	return t.s.fault(t.forget(key, at))
}

func (t *tx) forget(key demarche.ArticleKey, at time.Time) error {
	id, err := t.mustArticle(key)
	if err != nil {
		return err
	}
	art, err := t.meta(id)
	t.erased = true // also where it was forgotten before: see scrub
	if err != nil || art.forgotten {
		return err
	}
	t.forgets = append(t.forgets, key)
	if at.IsZero() {
		at = t.s.opt.Now()
	}
	rows, err := t.ints(query("rows.all"), id)
	if err != nil {
		return err
	}
	entries, tensions, err := t.resting(rows)
	if err != nil {
		return err
	}
	actors, err := t.ints(`SELECT DISTINCT actor FROM mention WHERE article = ?`, id)
	if err != nil {
		return err
	}
	text, err := t.text(key)
	if err != nil {
		return err
	}
	if err := t.c.exec(t.ctx, query("article.unword"), id, art.title, text); err != nil {
		return err
	}
	for _, row := range rows {
		if err := t.eraseRow(row); err != nil {
			return err
		}
	}
	for _, q := range []string{"article.erase", "article.unread"} {
		if err := t.c.exec(t.ctx, query(q), id); err != nil {
			return err
		}
	}
	if err := t.c.exec(t.ctx, query("article.forget"), stamp(at), id); err != nil {
		return err
	}
	delete(t.arts, id)
	if err := t.flush(); err != nil {
		return err
	}
	for _, e := range append(entries, tensions...) {
		if err := t.refold(e); err != nil {
			return err
		}
	}
	return t.eraseNames(id, actors)
}

// resting gives the entries that rows ever belonged to, and the tensions that
// repeat the words of one of these.
func (t *tx) resting(rows []int64) (entries, tensions []int64, err error) {
	add := func(into *[]int64, ids []int64) {
		for _, id := range ids {
			if !slices.Contains(*into, id) {
				*into = append(*into, id)
			}
		}
	}
	for _, row := range rows {
		ids, err := t.ints(`SELECT DISTINCT entry FROM member WHERE row = ?`, row)
		if err != nil {
			return nil, nil, err
		}
		add(&entries, ids)
	}
	for _, e := range entries {
		ids, err := t.ints(`SELECT DISTINCT n.entry FROM member m JOIN tense s ON s.row = m.row JOIN member n ON n.row = s.tension WHERE m.entry = ?`, e)
		if err != nil {
			return nil, nil, err
		}
		add(&tensions, ids)
	}
	entries = slices.DeleteFunc(entries, func(id int64) bool { return slices.Contains(tensions, id) })
	return entries, tensions, nil
}

// eraseRow takes away what a row says and what finds it by its words.
func (t *tx) eraseRow(id int64) error {
	rep, ok, err := t.report(id, t.last+1, 0)
	if err != nil || !ok {
		return err
	}
	if w := joined(&rep.Row); w != "" {
		if err := t.c.exec(t.ctx, query("row.unword"), id, w); err != nil {
			return err
		}
	}
	if rep.Row.Kind != demarche.TensionRow {
		for _, b := range ledger.Blocks(&rep) {
			if err := t.c.exec(t.ctx, `DELETE FROM block WHERE hash = ? AND row = ?`, int64(b), id); err != nil {
				return err
			}
		}
	}
	if err := t.c.exec(t.ctx, `DELETE FROM row_body WHERE id = ?`, id); err != nil {
		return err
	}
	return t.c.exec(t.ctx, `DELETE FROM row_was WHERE row = ?`, id)
}

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
		if err := decode(body, &old, t.s.path); err != nil {
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
		if err := t.countAt(c.e, c.sign, v.since); err != nil {
			return err
		}
		if v.until < holds {
			if err := t.countAt(c.e, -c.sign, v.until); err != nil {
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
		if err := t.c.exec(t.ctx, query("tag.date.delete"), term, v.class, v.date, v.rank, v.id); err != nil {
			return err
		}
	}
	return t.fill(v, e)
}

// fill writes the columns, the body and the tags of a version that is there.
func (t *tx) fill(v *versionRow, e *demarche.Entry) error {
	body, err := encode(e)
	if err != nil {
		return err
	}
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
	if err := t.c.exec(t.ctx, `UPDATE version_body SET body = ? WHERE id = ?`, body, v.id); err != nil {
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
func (t *tx) countAt(e *demarche.Entry, n, since int64) error {
	var recorded int64
	if _, err := t.c.one(t.ctx, `SELECT recorded FROM change WHERE seq = ?`, []any{since}, &recorded); err != nil {
		return err
	}
	counts := map[totalKey]int64{}
	if err := tally(e, n, counts, t.term); err != nil {
		return err
	}
	for k, n := range counts {
		args := []any{k[0], k[1], k[2], k[3], k[4], k[5], n}
		if err := t.c.exec(t.ctx, query("total.add"), args...); err != nil {
			return err
		}
		if err := t.c.exec(t.ctx, query("total.day.add"), append(args, dayNumber(recorded))...); err != nil {
			return err
		}
		if err := t.c.exec(t.ctx, `INSERT INTO total_month (month, what, a, b, c, d, e, n) SELECT m.month, ?1, ?2, ?3, ?4, ?5, ?6, ?7
FROM (SELECT DISTINCT month FROM total_month WHERE month >= ?8) m WHERE true ON CONFLICT (month, what, a, b, c, d, e) DO UPDATE SET n = n + ?7`, append(args, monthNumber(recorded))...); err != nil {
			return err
		}
	}
	return nil
}

// eraseNames takes away the names that only a forgotten article gave.
func (t *tx) eraseNames(article int64, actors []int64) error {
	words := map[int64]map[string]bool{}
	collect := func(actor int64) (map[string]bool, error) {
		out := map[string]bool{}
		err := t.c.each(t.ctx, `SELECT what, name FROM mention WHERE actor = ? AND what < 2`, []any{actor}, func(scan func(...any) error) error {
			var what int
			var name string
			if err := scan(&what, &name); err != nil {
				return err
			}
			ws := wordsOf(name)
			if what == 0 {
				var p demarche.Party
				if err := decode([]byte(name), &p, t.s.path); err != nil {
					return err
				}
				ws = slices.Concat(wordsOf(p.Name), wordsOf(string(p.ID)))
			}
			for _, w := range ws {
				out[w] = true
			}
			return nil
		})
		return out, err
	}
	var err error
	for _, a := range actors {
		if words[a], err = collect(a); err != nil {
			return err
		}
	}
	if err := t.c.exec(t.ctx, `DELETE FROM mention WHERE article = ?`, article); err != nil {
		return err
	}
	if err := t.flush(); err != nil {
		return err
	}
	for _, a := range actors {
		left, err := collect(a)
		if err != nil {
			return err
		}
		for w := range words[a] {
			if !left[w] {
				if err := t.c.exec(t.ctx, `DELETE FROM actor_word WHERE word = ? AND actor = ?`, w, a); err != nil {
					return err
				}
			}
		}
		if len(left) > 0 {
			continue
		}
		// Nobody else names this actor; its id is a name too.
		for _, table := range []string{"total", "total_day", "total_month", "total_settled"} {
			if err := t.c.exec(t.ctx, `DELETE FROM `+table+` WHERE n = 0 AND (what = 1 AND (a = ?1 OR b = ?1) OR what = 3 AND a = ?1)`, a); err != nil {
				return err
			}
		}
		if err := t.c.exec(t.ctx, `DELETE FROM term WHERE id = ?1 AND kind = ?2 AND NOT EXISTS (SELECT 1 FROM tag WHERE term = ?1)`, a, int64(termActor)); err != nil {
			return err
		}
	}
	clear(t.s.terms)
	t.named, t.noted = nil, nil
	return nil
}

// scrub makes the file anew and empties the log. That what is deleted is
// overwritten (secure_delete) is not enough: when a page of the file is split,
// what moved to the other half stays behind in the first until something is
// written over it, and a word was found there. It takes as long as copying the
// file; several articles that are forgotten in one step cost it once.
func (s *Store) scrub(ctx context.Context) error {
	defer s.renew()
	for _, q := range []string{"PRAGMA temp_store = file", "VACUUM", "PRAGMA temp_store = memory"} {
		// Statements that change how the connection works are not kept.
		if _, err := s.w.c.ExecContext(ctx, q); err != nil {
			e := &demarche.Error{Code: demarche.Unavailable, Where: s.path, What: "the article is forgotten, but traces of its words may still stand in the file, which could not be made anew", Err: err,
				Repair: "make as much room on the disk as the file takes, and forget it again"}
			return e
		}
	}
	var busy, frames, moved int
	_, err := s.w.one(ctx, "PRAGMA wal_checkpoint(TRUNCATE)", nil, &busy, &frames, &moved)
	if err == nil && busy != 0 {
		return &demarche.Error{Code: demarche.Unavailable, Where: s.path, What: "the article is forgotten, but its words still stand in the log, since somebody reads an earlier state",
			Repair: "end what is reading; the log is emptied when the record is closed"}
	}
	return s.fault(err)
}
