package sqlite

import (
	"context"
	"slices"

	"demarche"
)

// eraseNames takes away the names that only a forgotten article gave.
func (t *tx) eraseNames(article int64, actors []int64) error {
	words := map[int64]map[string]bool{}
	collect := func(actor int64) (map[string]bool, error) {
		out := map[string]bool{}
		err := t.c.each(t.ctx, `SELECT what, name FROM called WHERE actor = ? AND what < 2`, []any{actor}, func(scan func(...any) error) error {
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
		if err != nil || len(out) > 0 {
			return out, err
		}
		// Where no article names it, an entry may: a person said who took part.
		var id string
		named, err := t.c.one(t.ctx, `SELECT name FROM term WHERE id = ?1 AND EXISTS (SELECT 1 FROM tag WHERE term = ?1)`, []any{actor}, &id)
		if named {
			for _, w := range wordsOf(id) {
				out[w] = true
			}
		}
		return out, err
	}
	var err error
	for _, a := range actors {
		if words[a], err = collect(a); err != nil {
			return err
		}
	}
	called, err := t.ints(`SELECT called FROM mention WHERE article = ?`, article)
	if err != nil {
		return err
	}
	if err := t.c.exec(t.ctx, `DELETE FROM mention WHERE article = ?`, article); err != nil {
		return err
	}
	for _, id := range called {
		if err := t.c.exec(t.ctx, `DELETE FROM called WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM mention WHERE called = ?1)`, id); err != nil {
			return err
		}
	}
	t.calls = nil
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
		for _, table := range []string{"total", "total_day", "total_settled"} {
			if err := t.c.exec(t.ctx, `DELETE FROM `+table+` AS t WHERE (what IN (1, 5) AND (a = ?1 OR b = ?1) OR what IN (3, 6) AND a = ?1)
AND NOT EXISTS (SELECT 1 FROM `+table+` o WHERE o.what = t.what AND o.a = t.a AND o.b = t.b AND o.c = t.c AND o.d = t.d AND o.e = t.e AND o.n <> 0)`, a); err != nil {
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
