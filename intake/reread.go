package intake

import (
	"context"
	"encoding/json"
	"slices"

	"demarche"
	"demarche/ledger"
	"demarche/store"
)

// Difference is what reading an article again would change.
type Difference struct {
	Article store.Article
	Gone    []demarche.Report // rows that are not read any more
	New     []demarche.Row
	Changed []Changed
	reading *demarche.Reading
	rows    []demarche.Row
	byHand  []demarche.Row
}

// Changed is a row that has the same words and another content.
type Changed struct {
	Before demarche.Report
	After  demarche.Row
}

// None reports whether nothing would change.
func (d *Difference) None() bool { return len(d.Gone)+len(d.New)+len(d.Changed) == 0 }

// Compare reads an article of the record again and says what would change.
// Rows that a person added are no business of the reader and stay.
func (in *Intake) Compare(ctx context.Context, r store.Reader, key demarche.ArticleKey) (*Difference, error) {
	art, err := r.Article(ctx, string(key))
	if err != nil {
		return nil, err
	}
	old, err := r.RowsOf(art.Key)
	if err != nil {
		return nil, err
	}
	reading := in.Reader.Read(art.Article)
	d := &Difference{Article: art, reading: reading, rows: ledger.Rows(reading, art.Key, in.Issues)}
	after := map[demarche.RowID]demarche.Row{}
	for _, row := range d.rows {
		after[row.ID] = row
	}
	before := map[demarche.RowID]bool{}
	for _, o := range old {
		if byHand(&o.Row) {
			d.byHand = append(d.byHand, o.Row)
			continue
		}
		before[o.Row.ID] = true
		now, ok := after[o.Row.ID]
		switch {
		case !ok:
			d.Gone = append(d.Gone, o)
		case settled(o.Row) != settled(now):
			d.Changed = append(d.Changed, Changed{o, now})
		}
	}
	for _, row := range d.rows {
		if !before[row.ID] {
			d.New = append(d.New, row)
		}
	}
	return d, nil
}

// settled is a row without the id it had in its reading, which means nothing
// outside, in one form.
func settled(r demarche.Row) string {
	r.Local = ""
	b, err := json.Marshal(r)
	if err != nil {
		return err.Error() // a row always can be
	}
	return string(b)
}

func byHand(r *demarche.Row) bool {
	switch {
	case r.Act != nil:
		return r.Act.Rule == ByHand
	case r.Statement != nil:
		return r.Statement.Rule == ByHand
	case r.Figure != nil:
		return r.Figure.Rule == ByHand
	}
	return false
}

// Apply puts the new reading of a difference in force. Decisions stand: they
// are about rows, and a row keeps its id as long as its words are read.
func (in *Intake) Apply(ctx context.Context, tx store.Tx, d *Difference) ([]demarche.Change, error) {
	now := in.Now().UTC()
	m := in.newMerger(tx, now)
	if err := m.decisions(ctx); err != nil {
		return nil, err
	}
	var gone []demarche.RowID
	for _, o := range d.Gone {
		gone = append(gone, o.Row.ID)
	}
	// What stood together with a row that reads otherwise stands anew.
	for _, c := range d.Changed {
		m.again = append(m.again, c.Before.Row.ID)
		m.about = append(m.about, c.Before.Row.ID)
	}
	if err := tx.PutReading(d.Article.Key, d.reading, now); err != nil {
		return nil, err
	}
	var put []demarche.Row
	put = append(put, d.New...)
	for _, c := range d.Changed {
		put = append(put, c.After)
	}
	art := d.Article
	reports := in.reports(&art, put, now)
	// All rows are of the new reading, also those that read as before.
	all := in.reports(&art, append(slices.Clone(d.rows), d.byHand...), now)
	rows := make([]store.Row, len(all))
	for i := range all {
		rows[i] = store.Row{Report: all[i], Blocks: ledger.Blocks(&all[i])}
	}
	if err := tx.PutRows(rows); err != nil {
		return nil, err
	}
	return m.merge(ctx, reports, gone, demarche.Change{Recorded: now, Cause: demarche.ByRereading, Article: art.Key})
}

// Reread reads articles of the record again, all or those named, and tells of
// each that reads otherwise; with apply the change is made. What is wrong with
// one article goes to failed, whose error ends it.
func (in *Intake) Reread(ctx context.Context, s store.Store, refs []string, apply bool, tell func(*Difference) error, failed func(demarche.ArticleKey, error) error) (articles, changed int, err error) {
	var arts []store.Article
	if err := s.View(ctx, func(r store.Reader) error {
		for _, ref := range refs {
			art, err := r.Article(ctx, ref)
			if err != nil {
				return err
			}
			arts = append(arts, art)
		}
		if len(refs) > 0 {
			return nil
		}
		for art, err := range r.Articles(ctx, store.ArticleQuery{}) {
			if err != nil {
				return err
			}
			arts = append(arts, art)
		}
		return nil
	}); err != nil {
		return 0, 0, err
	}
	for _, art := range arts {
		if art.Forgotten != nil || art.Superseded != "" {
			continue
		}
		d, err := in.rereadOne(ctx, s, art.Key, apply)
		switch {
		case ctx.Err() != nil:
			return len(arts), changed, ctx.Err()
		case err != nil:
			err = failed(art.Key, err)
		case d != nil:
			changed++
			err = tell(d)
		}
		if err != nil {
			return len(arts), changed, err
		}
	}
	return len(arts), changed, nil
}

// rereadOne reads one article again; nil where it reads as before.
func (in *Intake) rereadOne(ctx context.Context, s store.Store, key demarche.ArticleKey, apply bool) (out *Difference, err error) {
	compare := func(r store.Reader) error {
		var err error
		if out, err = in.Compare(ctx, r, key); err == nil && out.None() {
			out = nil
		}
		return err
	}
	if !apply {
		err = s.View(ctx, compare)
		return out, err
	}
	err = s.Update(ctx, func(tx store.Tx) error {
		if err := compare(tx); err != nil || out == nil {
			return err
		}
		_, err := in.Apply(ctx, tx, out)
		return err
	})
	return out, err
}
