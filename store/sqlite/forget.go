package sqlite

import (
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
	actors, err := t.ints(`SELECT DISTINCT c.actor FROM mention m JOIN called c ON c.id = m.called WHERE m.article = ?`, id)
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
		if err := t.c.exec(t.ctx, query("row.unword"), id, w, string(rep.Row.Kind)); err != nil {
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
