package sqlite

import (
	"context"
	"fmt"

	"demarche"
	"demarche/ledger"
	"demarche/store"
)

// Restore fills an empty record with the pieces of another, in the order in
// which Pieces gives them, and makes the index from them. Numbers and times of
// recording stay as they were.
func (s *Store) Restore(ctx context.Context, f func(r store.Reader, put func(store.Piece) error) error) error {
	defer s.renew()
	return s.exclusive(ctx, func(t *tx) error {
		if err := t.empty(); err != nil {
			return err
		}
		if err := f(t, t.putPiece); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := t.remakeIndex(); err != nil {
			return err
		}
		return t.bound()
	})
}

// empty refuses a record that has something: two records are not one.
func (t *tx) empty() error {
	var n store.Counts
	if _, err := t.c.one(t.ctx, query("piece.counts"), nil, &n.Articles, &n.Readings, &n.Rows, &n.Changes, &n.Decisions, &n.Steps); err != nil {
		return err
	}
	if n != (store.Counts{}) {
		return &demarche.Error{Code: demarche.Conflict, Where: t.s.path, What: fmt.Sprintf("the record is not empty (articles %d, decisions %d)", n.Articles, n.Decisions),
			Repair: "bring it into a new file: --store FILE"}
	}
	return nil
}

// putPiece adds one piece as it was.
func (t *tx) putPiece(p store.Piece) error {
	switch {
	case p.Article != nil:
		return t.restoreArticle(p.Article)
	case p.Reading != nil:
		return t.PutReading(p.Reading.Article, &p.Reading.Reading, p.Reading.Recorded)
	case p.Row != nil:
		return t.restoreRow(p.Row)
	case p.Change != nil:
		return t.restoreChange(p.Change)
	case p.Decision != nil:
		return t.restoreDecision(p.Decision)
	case p.Step != nil:
		return t.restoreStep(p.Step)
	}
	return nil // counts are the business of whoever reads them
}

// restoreArticle adds an article with what it was held for before.
func (t *tx) restoreArticle(p *store.PastArticle) error {
	if err := t.restoreLatest(&p.Article); err != nil || len(p.Was) == 0 {
		return err
	}
	id, err := t.mustArticle(p.Key)
	for i, o := range p.Was {
		if o.Until < 1 || i > 0 && o.Until <= p.Was[i-1].Until {
			return demarche.Errorf(demarche.Invalid, string(p.Key), "what it was a copy of until change %d stands in the wrong place", o.Until)
		}
		if err == nil {
			err = t.c.exec(t.ctx, query("origin.was.restore"), id, o.Until, string(o.Origin))
		}
	}
	return err
}

// restoreLatest adds an article as it is now.
func (t *tx) restoreLatest(a *store.Article) error {
	if a.Forgotten == nil {
		if a.Captured.IsZero() {
			return demarche.Errorf(demarche.Invalid, string(a.Key), "an article has to say when it was captured")
		}
		added, err := t.PutArticle(*a)
		if err == nil && !added {
			err = demarche.Errorf(demarche.Invalid, string(a.Key), "it is the second article with this key")
		}
		return err
	}
	id, err := t.c.insert(t.ctx, query("article.put"), string(a.Key), "", "", string(a.Published), dayOf(a.Published), string(a.Source), "",
		a.Language, a.SHA256, stamp(a.Captured), 0, string(a.Origin), string(a.Superseded))
	if err != nil {
		return err
	}
	if err := t.reachArticle(id, stamp(a.Captured), a.Published); err != nil {
		return err
	}
	return t.c.exec(t.ctx, query("article.forget"), stamp(*a.Forgotten), id)
}

// restoreRow adds a row with all that it ever said.
func (t *tx) restoreRow(p *store.PastRow) error {
	art := &articleMeta{}
	if p.Article != "" {
		id, err := t.mustArticle(p.Article)
		if err != nil {
			return err
		}
		if art, err = t.meta(id); err != nil {
			return err
		}
	}
	kind := kindNumber[p.Kind]
	if kind == 0 || p.ID == "" {
		return demarche.Errorf(demarche.Invalid, string(p.ID), "a row has to have an id and a kind, not %q", p.Kind)
	}
	var reading int64
	if p.Reading > 0 {
		ok, err := t.c.one(t.ctx, query("piece.reading"), []any{art.id, p.Reading - 1}, &reading)
		if err == nil && !ok {
			err = demarche.Errorf(demarche.Invalid, string(p.ID), "its article has no reading %d", p.Reading)
		}
		if err != nil {
			return err
		}
	}
	id, err := t.c.insert(t.ctx, query("row.put"), string(p.ID), kind, art.id, art.day, reading)
	if err != nil {
		return err
	}
	t.reachRow(id, art)
	for i := range p.Said {
		if err := t.restoreSaid(id, art, p, i); err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) restoreSaid(id int64, art *articleMeta, p *store.PastRow, i int) error {
	s := &p.Said[i]
	body := pack(&s.Row)
	rep := demarche.Report{Row: s.Row, ArticleID: art.came, Title: art.title, Published: art.published, Source: art.source, URL: art.url, Origin: art.origin, Recorded: s.Recorded}
	put, args := query("row.body.put"), []any{id, s.Since, stamp(s.Recorded), body}
	if i+1 < len(p.Said) {
		put, args = query("row.was.put"), []any{id, p.Said[i+1].Since, s.Since, stamp(s.Recorded), body}
	}
	if err := t.c.exec(t.ctx, put, args...); err != nil {
		return err
	}
	if b := s.Row.Between; b != nil {
		for _, other := range b.Rows {
			n, err := t.rowID(string(other))
			if err == nil && n == 0 {
				err = demarche.Errorf(demarche.Invalid, string(p.ID), "it is a tension with %s, which does not stand before it", other)
			}
			if err == nil {
				err = t.c.exec(t.ctx, query("tense.put"), n, id)
			}
			if err != nil {
				return err
			}
		}
	} else if err := t.putBlocks(id, ledger.Blocks(&rep)); err != nil {
		return err
	}
	if err := t.numbered(&s.Row); err != nil {
		return err
	}
	return t.mentions(&s.Row, art, stamp(s.Recorded))
}

// restoreChange adds a change under its own number and time.
func (t *tx) restoreChange(c *store.PastChange) error {
	switch {
	case c.Seq != t.last+1:
		return demarche.Errorf(demarche.Invalid, "", "change %d does not follow on change %d", c.Seq, t.last)
	case c.Since < 1 || c.Since > c.Seq:
		return demarche.Errorf(demarche.Invalid, "", "change %d cannot hold since change %d", c.Seq, c.Since)
	case stamp(c.Recorded) < t.recorded:
		return demarche.Errorf(demarche.Invalid, "", "change %d was recorded before the one before it", c.Seq)
	}
	t.recorded = stamp(c.Recorded)
	return t.change(&c.Change, c.Since, map[int64]int64{})
}

// restoreDecision adds a decision with its hash: the chain is closed already.
func (t *tx) restoreDecision(d *store.PastDecision) error {
	if d.Basis > t.last {
		return demarche.Errorf(demarche.Invalid, "", "decision %d rests on change %d, and there are %d", d.Seq, d.Basis, t.last)
	}
	var value any
	if d.Value != nil {
		value = []byte(d.Value)
	}
	t.decided = nil
	return t.c.exec(t.ctx, query("decision.put"), d.Seq, d.Basis, stamp(d.Recorded), d.By, string(d.Kind), d.Target, value, d.Reason, string(d.Evidence), d.Prev, d.Hash)
}

// restoreStep adds a version of an entry without what it says: that is folded
// with all others.
func (t *tx) restoreStep(s *store.EntryStep) error {
	var id, kind int64
	ok, err := t.c.one(t.ctx, `SELECT id, kind FROM "row" WHERE rid = ?`, []any{string(s.Entry)}, &id, &kind)
	if err != nil {
		return err
	}
	until := s.Until
	if until == 0 {
		until = holds
	}
	if !ok || s.Since < 1 || s.Since > t.last || until <= s.Since || until != holds && until > t.last {
		return demarche.Errorf(demarche.Invalid, string(s.Entry), "a step of it from change %d to %d fits no row and no change", s.Since, s.Until)
	}
	var by, ended int64
	for _, c := range s.By {
		by |= bitOf(c)
	}
	for _, c := range s.Ended {
		ended |= bitOf(c)
	}
	v, err := t.c.insert(t.ctx, query("piece.step"), id, s.Since, until, rank(string(s.Entry)), kind, by, ended)
	if err != nil {
		return err
	}
	husk := s.Husk
	if husk == nil {
		husk = &demarche.Entry{ID: s.Entry}
	}
	return t.c.exec(t.ctx, query("version.body"), v, pack(husk))
}

// bound keeps the bound that makes scans end early; see lead.
func (t *tx) bound() error {
	var lead *int64
	if _, err := t.c.one(t.ctx, query("piece.lead"), nil, &lead); err != nil || lead == nil {
		return err
	}
	return t.atLeast("lead", *lead)
}
