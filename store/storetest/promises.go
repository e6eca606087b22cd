package storetest

import (
	"errors"
	"slices"
	"strings"
	"time"

	"demarche"
	"demarche/ledger"
	"demarche/store"
)

func (d *desk) allOrNothing() {
	n := d.news("2022-02-01", 2)
	lost := d.world.Article(demarche.DayOf(d.now), d.now, 3)
	oops := errors.New("oops")
	err := d.s.Update(d.ctx, func(tx store.Tx) error { return errors.Join(Write(tx, lost, nil, d.now), oops) })
	if err == nil || !strings.Contains(err.Error(), "oops") {
		d.Errorf("the error of the step is lost: %v", err)
	}
	d.view(func(r store.Reader) {
		_, err := r.Article(d.ctx, string(lost.Article.Key))
		d.code(err, demarche.NotFound, "the article of a failed step")
		_, err = r.Row(d.ctx, lost.Rows[0].Row.ID)
		d.code(err, demarche.NotFound, "a row of it")
		st, err := r.Stat(d.ctx)
		d.is([]any{st.Articles, st.Rows, st.Changes, err}, []any{1, 2, 2, nil}, "what is there")
		all, err := collect(r.Entries(d.ctx, store.Query{}))
		d.is([]any{len(all), err}, []any{2, nil}, "entries")
	})
	// The same step again goes through.
	d.update(func(tx store.Tx) error { return Write(tx, lost, nil, d.now) })
	if _, err := d.entry(lost.Rows[0].Row.ID, store.Known{}); err != nil {
		d.Error(err)
	}
	// A step sees what it wrote.
	d.update(func(tx store.Tx) error {
		more := d.world.Article(demarche.DayOf(d.now), d.now, 1)
		if err := Write(tx, more, nil, d.now); err != nil {
			return err
		}
		e, err := tx.Entry(d.ctx, string(more.Rows[0].Row.ID), store.Known{})
		d.is(e.ID, more.Rows[0].Row.ID, "the entry within the step")
		return err
	})
	_ = n
}

func (d *desk) appendRefuses() {
	n := d.news("2022-02-01", 1)
	id := n.Rows[0].Row.ID
	change := []demarche.Change{{Recorded: d.now, Kind: demarche.Retracted, Cause: demarche.ByRereading, Row: id}}
	d.code(d.s.Update(d.ctx, func(tx store.Tx) error { return tx.Append(tx.Basis()-1, change, nil) }), demarche.Conflict, "an old basis")
	d.code(d.s.Update(d.ctx, func(tx store.Tx) error {
		return tx.Append(tx.Basis(), []demarche.Change{{Recorded: d.now, Kind: demarche.Asserted, Cause: demarche.ByArticle, Row: "e-none", Entry: "e-none"}}, nil)
	}), demarche.Invalid, "a row that is not there")
	d.code(d.s.Update(d.ctx, func(tx store.Tx) error {
		return tx.Append(tx.Basis(), change, map[demarche.EntryID]*demarche.Entry{"e-none": {ID: "e-none", Kind: demarche.ActRow}})
	}), demarche.Invalid, "an entry named after nothing")
	d.code(d.s.Update(d.ctx, func(tx store.Tx) error {
		e, err := tx.Entry(d.ctx, string(id), store.Known{})
		if err != nil {
			return err
		}
		e.Key = !e.Key
		return tx.Append(tx.Basis(), nil, map[demarche.EntryID]*demarche.Entry{e.ID: &e})
	}), demarche.Invalid, "an entry that reads otherwise without a change")
	// The clock of the record never goes back.
	d.update(func(tx store.Tx) error {
		early := slices.Clone(change)
		early[0].Recorded = d.now.Add(-240 * time.Hour)
		return tx.Append(tx.Basis(), early, map[demarche.EntryID]*demarche.Entry{demarche.EntryID(id): nil})
	})
	d.view(func(r store.Reader) {
		all, err := collect(r.Changes(d.ctx, 0))
		if err != nil || len(all) != 2 || all[1].Recorded.Before(all[0].Recorded) || all[1].Seq != 2 {
			d.Errorf("%v %s", err, jsonOf(all))
		}
	})
	_, err := d.entry(id, store.Known{})
	d.code(err, demarche.NotFound, "an entry that is gone")
}

func (d *desk) articles() {
	a, b := d.news("2022-02-01", 1), d.news("2022-02-03", 1)
	d.update(func(tx store.Tx) error {
		fresh, err := tx.PutArticle(a.Article)
		d.is(fresh, false, "an article that is there")
		all, err2 := tx.AtURL(string(a.Article.URL))
		d.is(len(all), 1, "at its address")
		like, err3 := tx.Like(a.Article.Fingerprint^5, demarche.Interval{From: demarche.Beginning, To: demarche.End})
		if len(like) != 1 || like[0].Text != a.Article.Text {
			d.Errorf("alike: %s", jsonOf(like))
		}
		day, _ := demarche.ParseEDTF("2022-02-02")
		none, err4 := tx.Like(a.Article.Fingerprint, day)
		d.is(len(none), 0, "alike on another day")
		d.code(tx.SetOrigin("d-none", a.Article.Key), demarche.NotFound, "the origin of what is not there")
		return errors.Join(err, err2, err3, err4, tx.SetOrigin(b.Article.Key, a.Article.Key), tx.Supersede(a.Article.Key, b.Article.Key))
	})
	d.update(func(tx store.Tx) error {
		like, err := tx.Like(a.Article.Fingerprint, demarche.Interval{From: demarche.Beginning, To: demarche.End})
		d.is(len(like), 0, "alike but superseded")
		return err
	})
	d.view(func(r store.Reader) {
		for _, ref := range []string{string(a.Article.Key), string(a.Article.ID), string(a.Article.URL), a.Article.SHA256[:7]} {
			got, err := r.Article(d.ctx, ref)
			d.is([]any{got.Key, got.Text == a.Article.Text, got.Superseded, err}, []any{a.Article.Key, true, b.Article.Key, nil}, "article %s", ref)
		}
		rep, err := r.Row(d.ctx, b.Rows[0].Row.ID)
		d.is([]any{rep.Origin, rep.ArticleID, rep.Source, err}, []any{a.Article.Key, b.Article.ID, b.Article.Source, nil}, "a report of a copy")
		all, err := collect(r.Articles(d.ctx, store.ArticleQuery{}))
		if err != nil || len(all) != 2 || all[0].Key != b.Article.Key {
			d.Errorf("newest first: %v %s", err, jsonOf(all))
		}
		reading, err := r.Reading(d.ctx, a.Article.Key)
		d.is([]any{reading, err}, []any{a.Reading, nil}, "the reading")
	})
}

// origins: what turns out to be a reprint counts as one with its original from
// then on, and as two in what was known before, also when all is made again.
func (d *desk) origins() {
	a := d.told("2022-02-01", demarche.Planned, "")
	id := a.Rows[0].Row.ID
	b := d.told("2022-02-02", demarche.Planned, id)
	before := d.now
	d.now = d.now.Add(time.Hour)
	found := demarche.Change{Recorded: d.now, Cause: demarche.ByArticle}
	d.update(func(tx store.Tx) error {
		// It is set twice in one step: only the last counts.
		return errors.Join(tx.SetOrigin(b.Article.Key, "d-no-matter"), tx.SetOrigin(b.Article.Key, a.Article.Key), Place(tx, nil, []demarche.EntryID{demarche.EntryID(id)}, found))
	})
	count := func(known store.Known) int {
		e, err := d.entry(id, known)
		if err != nil {
			d.Error(err)
		}
		return e.Origins
	}
	look := func(when string) {
		d.Helper()
		d.is([]int{count(store.Known{At: before}), count(store.Known{}), count(store.Known{At: before, Published: demarche.DayOf(before)})}, []int{2, 1, 2}, "origins %s", when)
	}
	look("as they were found")
	if err := d.s.Rebuild(d.ctx); err != nil {
		d.Fatal(err)
	}
	look("made again")
}

func (d *desk) rows() {
	n := d.news("2022-02-01", 3)
	// A new reading without the last row, and another status for the first.
	again := *n
	again.Rows = slices.Clone(n.Rows[:2])
	r := &again.Rows[0].Row
	r.Issues = []string{"treaties"}
	at := d.now.Add(time.Hour)
	d.update(func(tx store.Tx) error {
		if err := errors.Join(tx.PutReading(n.Article.Key, n.Reading, at), tx.PutRows(again.Rows)); err != nil {
			return err
		}
		rows, err := tx.RowsOf(n.Article.Key)
		d.is(len(rows), 2, "rows of the reading in force")
		reports, err2 := tx.Members([]demarche.RowID{r.ID, "e-none", n.Rows[2].Row.ID})
		d.is(len(reports), 2, "members that are there")
		return errors.Join(err, err2, Place(tx, []Move{{n.Rows[2].Row.ID, ""}}, []demarche.EntryID{demarche.EntryID(r.ID)}, demarche.Change{Recorded: at, Cause: demarche.ByRereading}))
	})
	e, err := d.entry(r.ID, store.Known{})
	d.is([]any{e.Issues, err}, []any{[]string{"treaties"}, nil}, "the entry as read again")
	e, err = d.entry(r.ID, store.Known{At: at.Add(-time.Minute)})
	d.is([]any{e.Issues, err}, []any{n.Rows[0].Row.Issues, nil}, "the entry as it was read before")
	d.view(func(rd store.Reader) {
		reports, err := rd.Reports(d.ctx, demarche.EntryID(r.ID), store.Known{At: at.Add(-time.Minute)})
		if err != nil || len(reports) != 1 || jsonOf(reports[0].Row) != jsonOf(n.Rows[0].Row) {
			d.Errorf("the report as it was: %v %s", err, jsonOf(reports))
		}
	})
	_, err = d.entry(n.Rows[2].Row.ID, store.Known{})
	d.code(err, demarche.NotFound, "what is not read any more")
}

func (d *desk) near() {
	a, b := d.news("2022-02-01", 2), d.news("2022-02-01", 1)
	block := ledger.Block(77)
	x, y := a.Rows[0].Row.ID, b.Rows[0].Row.ID
	rows := []store.Row{a.Rows[0], b.Rows[0]}
	rows[0].Blocks, rows[1].Blocks = []ledger.Block{block}, []ledger.Block{block, 78}
	tension := ledger.Disagreement(demarche.Denial, x, y)
	d.update(func(tx store.Tx) error {
		return errors.Join(tx.PutRows(rows), tx.PutRows([]store.Row{{Report: demarche.Report{Row: tension, Recorded: d.now}}}),
			Place(tx, []Move{{tension.ID, demarche.EntryID(tension.ID)}}, nil, demarche.Change{Recorded: d.now, Cause: demarche.ByArticle}))
	})
	near := func(tx store.Tx, blocks ...ledger.Block) (out []demarche.RowID) {
		reports, err := tx.Near(blocks)
		if err != nil {
			d.Error(err)
		}
		for _, r := range reports {
			out = append(out, r.Row.ID)
		}
		slices.Sort(out)
		return out
	}
	both := []demarche.RowID{min(x, y), max(x, y)}
	d.update(func(tx store.Tx) error {
		d.is(near(tx, block, 78, 79), both, "both rows, each once")
		d.is(near(tx, 78), []demarche.RowID{y}, "one of them")
		ts, err := tx.Tensions([]demarche.RowID{y})
		d.is(ts, []demarche.Row{tension}, "the tension beside a row")
		at, err2 := tx.Belongs([]demarche.RowID{x, "e-none"})
		d.is([]any{len(at), at[x].Entry}, []any{1, x}, "where rows stand")
		return errors.Join(err, err2, Place(tx, []Move{{x, ""}, {tension.ID, ""}}, nil, demarche.Change{Recorded: d.now, Cause: demarche.ByRereading}))
	})
	d.update(func(tx store.Tx) error {
		d.is(near(tx, block), []demarche.RowID{y}, "what stands nowhere is not near")
		m, err := tx.EntryRows([]demarche.EntryID{demarche.EntryID(x), demarche.EntryID(y)})
		d.is(m, map[demarche.EntryID][]demarche.RowID{demarche.EntryID(y): {y}}, "rows of entries")
		return err
	})
}
