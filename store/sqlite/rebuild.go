package sqlite

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"

	"demarche"
)

// Rebuild makes the index again: where rows stood from the changes, every
// version of every entry from the rows and decisions of its time, and all by
// which they are found. It changes nothing where the index was right.
func (s *Store) Rebuild(ctx context.Context) error {
	defer s.renew()
	return s.exclusive(ctx, (*tx).remakeIndex)
}

// remakeIndex makes the index again from what is only added to.
func (t *tx) remakeIndex() error {
	t.then = true
	if err := t.replay(); err != nil {
		return err
	}
	for _, q := range []string{`DELETE FROM tag`, `DELETE FROM tag_date`, `DELETE FROM total`, `DELETE FROM total_day`, `DELETE FROM total_settled`, `UPDATE term SET n = 0`} {
		if err := t.c.exec(t.ctx, q); err != nil {
			return err
		}
	}
	// Tensions after their sides, which they repeat.
	for _, kinds := range []string{"kind <> 4", "kind = 4"} {
		ids, err := t.ints(`SELECT id FROM version WHERE ` + kinds + ` ORDER BY id`)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if err := t.remake(id); err != nil {
				return err
			}
		}
	}
	if err := t.flush(); err != nil {
		return err
	}
	if err := t.remakeTotals(); err != nil {
		return err
	}
	return t.remakeWords()
}

// exclusive runs f as the only writer.
func (s *Store) exclusive(ctx context.Context, f func(*tx) error) error {
	if s.w == nil {
		return &demarche.Error{Code: demarche.Unavailable, Where: s.path, What: "the record was opened to read only", Repair: "open it to write"}
	}
	select {
	case <-s.turn:
	case <-ctx.Done():
		return s.fault(ctx.Err())
	}
	defer func() { s.turn <- struct{}{} }()
	plain := context.WithoutCancel(ctx)
	if err := s.w.exec(plain, "BEGIN IMMEDIATE"); err != nil {
		return s.fault(err)
	}
	t := &tx{reader: reader{s: s, c: s.w, ctx: plain}, totals: map[totalKey]movement{}, settled: map[settledKey]int64{}, used: map[int64]int64{}}
	t.reader.tx = t
	clear(s.terms)
	_, err := s.w.one(plain, query("change.last"), nil, &t.last, &t.recorded)
	if err == nil {
		err = f(t)
	}
	end := "COMMIT"
	if err != nil {
		end = "ROLLBACK"
		clear(s.terms)
	}
	if e := s.w.exec(plain, end); err == nil {
		err = e
	}
	return s.fault(err)
}

// replay makes the places of rows again from the changes.
func (t *tx) replay() error {
	if err := t.c.exec(t.ctx, `DELETE FROM member`); err != nil {
		return err
	}
	type step struct {
		since, row, entry int64
		series            demarche.SeriesID
	}
	var steps []step
	err := t.c.each(t.ctx, `SELECT since, row, entry, series FROM change ORDER BY seq`, nil, func(scan func(...any) error) error {
		var s step
		err := scan(&s.since, &s.row, &s.entry, &s.series)
		steps = append(steps, s)
		return err
	})
	for _, s := range steps {
		if err != nil {
			return err
		}
		err = t.move(s.row, s.entry, s.series, s.since)
	}
	return err
}

// remake folds one version again.
func (t *tx) remake(id int64) error {
	v, err := t.version(id)
	if err != nil {
		return err
	}
	e, ok, err := t.fold(v.entry, v.since, 0)
	if err != nil {
		return err
	}
	if !ok {
		// Forgotten: what it says of itself is all there is.
		var body []byte
		if _, err := t.c.one(t.ctx, `SELECT body FROM version_body WHERE id = ?`, []any{id}, &body); err != nil {
			return err
		}
		if err := unpack(body, &e, t.s.path); err != nil {
			return err
		}
	}
	if err := t.fill(&v, &e); err != nil {
		return err
	}
	for _, m := range []struct{ seq, sign int64 }{{v.since, 1}, {v.until, -1}} {
		if m.seq == holds {
			continue
		}
		var recorded int64
		if _, err := t.c.one(t.ctx, `SELECT recorded FROM change WHERE seq = ?`, []any{m.seq}, &recorded); err != nil {
			return err
		}
		counts := map[totalKey]int64{}
		if err := tally(&e, m.sign, counts, t.term); err != nil {
			return err
		}
		for k, n := range counts {
			if m.sign > 0 {
				t.moved(k, 0, n)
			}
			if k[0] == totalBack {
				continue
			}
			if err := t.c.exec(t.ctx, query("total.day.add"), k[0], k[1], k[2], k[3], k[4], k[5], dayNumber(recorded), n); err != nil {
				return err
			}
		}
	}
	return nil
}

// remakeTotals sums the movements of the days, which then give way to the
// totals at their ends.
func (t *tx) remakeTotals() error {
	if err := t.c.exec(t.ctx, `INSERT INTO total (what, a, b, c, d, e, n, ever) SELECT what, a, b, c, d, e, sum(n), 0 FROM total_day WHERE true GROUP BY what, a, b, c, d, e HAVING sum(n) <> 0
ON CONFLICT (what, a, b, c, d, e) DO UPDATE SET n = excluded.n`); err != nil {
		return err
	}
	for _, q := range []string{"total.back", "total.day.sum", "reach.empty", "reach.fill"} {
		if err := t.c.exec(t.ctx, query(q)); err != nil {
			return err
		}
	}
	return nil
}

// remakeWords makes the indexes of words again. They are new tables: emptied
// ones look to other connections as if nothing had happened to them.
func (t *tx) remakeWords() error {
	for _, q := range []string{"drop", "make", "secure"} {
		for _, of := range []string{"articles", "rows"} {
			if err := t.c.exec(t.ctx, query("words."+q+"."+of)); err != nil {
				return err
			}
		}
	}
	ids, err := t.ints(`SELECT id FROM row_body ORDER BY id`)
	if err != nil {
		return err
	}
	for _, id := range ids {
		rep, ok, err := t.report(id, t.last+1, 0)
		if err != nil {
			return err
		}
		if err := t.numbered(&rep.Row); err != nil {
			return err
		}
		if ok && joined(&rep.Row) != "" {
			if err := t.c.exec(t.ctx, query("row.words"), id, joined(&rep.Row), string(rep.Row.Kind)); err != nil {
				return err
			}
		}
	}
	if ids, err = t.ints(`SELECT id FROM article WHERE forgotten = 0 ORDER BY id`); err != nil {
		return err
	}
	for _, id := range ids {
		m, err := t.meta(id)
		if err != nil {
			return err
		}
		text, err := t.text(m.key)
		if err != nil {
			return err
		}
		if err := t.c.exec(t.ctx, query("article.words"), id, m.title, text); err != nil {
			return err
		}
	}
	return nil
}

// dumped are the tables of the index, each in the order of its key. Names stand
// for the numbers that they were given, so that the same record has the same
// index wherever it was made.
var dumped = []string{
	`SELECT * FROM member ORDER BY entry, until, row, since`,
	`SELECT kind, name, n FROM term WHERE n <> 0 ORDER BY kind, name`,
	`SELECT entry, since, until, rank, kind, ` + nameOf("type") + `, ` + nameOf("status") + `, flags, first, last, begun, settled, class, date, from_day, to_day, said_from, said_to, best, series, cause, ended
FROM version ORDER BY entry, since`,
	`SELECT v.entry, v.since, b.body FROM version v JOIN version_body b ON b.id = v.id ORDER BY 1, 2`,
	`SELECT t.kind, t.name, g.last, g.rank, v.entry, v.since FROM tag g JOIN term t ON t.id = g.term JOIN version v ON v.id = g.version ORDER BY 1, 2, 3, 4, 5, 6`,
	`SELECT t.kind, t.name, g.class, g.date, g.rank, v.entry, v.since FROM tag_date g JOIN term t ON t.id = g.term JOIN version v ON v.id = g.version ORDER BY 1, 2, 3, 4, 5, 6, 7`,
	`SELECT ` + totalled + `, ever FROM total WHERE n <> 0 OR ever <> 0 ORDER BY 1, 2, 3, 4, 5, 6`,
	`SELECT ` + totalled + `, day FROM (SELECT *, n - coalesce(lag(n) OVER (PARTITION BY what, a, b, c, d, e ORDER BY day), 0) AS moved FROM total_day) WHERE moved <> 0 ORDER BY day, 1, 2, 3, 4, 5, 6`,
	`SELECT ` + totalled + `, level, settled FROM total_settled WHERE n <> 0 ORDER BY 1, 2, 3, 4, 5, 6, level, settled`,
	`SELECT * FROM reach ORDER BY of, day`,
	`SELECT t.name, c.what, c.name, m.article, m.day, m.recorded FROM mention m JOIN called c ON c.id = m.called JOIN term t ON t.id = c.actor ORDER BY 1, 2, 3, 4`,
	`SELECT t.name, c.what, c.name, m."on", m.day, m.n FROM mention_sum m JOIN called c ON c.id = m.called JOIN term t ON t.id = c.actor ORDER BY 1, 2, 3, 4, 5`,
	`SELECT w.word, t.name FROM actor_word w JOIN term t ON t.id = w.actor
WHERE t.n <> 0 OR EXISTS (SELECT 1 FROM mention m JOIN called c ON c.id = m.called WHERE c.actor = t.id) ORDER BY 1, 2`,
}

// totalled are the columns of a total. What they number depends on what it is
// a total of.
var totalled = `what, CASE WHEN what IN (1, 3, 5, 6) THEN ` + nameOf("a") + ` ELSE a END, CASE WHEN what IN (1, 5) THEN ` + nameOf("b") + ` ELSE b END, CASE WHEN what IN (1, 2, 5) THEN ` + nameOf("c") +
	` ELSE c END, CASE WHEN what IN (1, 2, 5) THEN ` + nameOf("d") + ` ELSE d END, e, n`

// nameOf is the name of a term whose number stands in a column.
func nameOf(column string) string {
	return `(SELECT name FROM term WHERE term.id = ` + column + `)`
}

// Dump writes the whole index as text, a row a line, for comparing.
func (s *Store) Dump(ctx context.Context, w io.Writer) error {
	c, err := s.reader(ctx)
	if err != nil {
		return s.fault(err)
	}
	defer s.giveBack(c)
	for _, q := range dumped {
		rows, err := c.c.QueryContext(ctx, q)
		if err != nil {
			return s.fault(err)
		}
		columns, err := rows.Columns()
		if err != nil {
			return s.fault(err)
		}
		fmt.Fprintln(w, "#", q)
		values, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		for rows.Next() {
			if err := rows.Scan(into...); err != nil {
				return s.fault(err)
			}
			for _, v := range values {
				if b, ok := v.([]byte); ok {
					v = string(b)
				}
				fmt.Fprintf(w, "%v\t", v)
			}
			if _, err := fmt.Fprintln(w); err != nil {
				return err
			}
		}
		if err := rows.Err(); err != nil {
			return s.fault(err)
		}
	}
	return nil
}

// Hash is the hash of the whole index.
func (s *Store) Hash(ctx context.Context) (string, error) {
	h := sha256.New()
	if err := s.Dump(ctx, h); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
