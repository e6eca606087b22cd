package storetest

import (
	"errors"
	"time"

	"demarche"
	"demarche/ledger"
	"demarche/store"
)

func (d *desk) asKnown() {
	a := d.told("2022-02-05", demarche.Planned, "")
	id := a.Rows[0].Row.ID
	then := d.now
	d.now = d.now.Add(72 * time.Hour)
	d.told("2022-02-08", demarche.Happened, id)
	count := func(k store.Known, s demarche.Status) int {
		return len(d.entries(store.Query{Known: k, Statuses: []demarche.Status{s}}))
	}
	d.is(count(store.Known{}, demarche.Happened), 1, "it happened")
	d.is(count(store.Known{}, demarche.Planned), 0, "it is no plan any more")
	d.is(count(store.Known{At: then}, demarche.Planned), 1, "it was a plan")
	d.is(count(store.Known{At: then}, demarche.Happened), 0, "nobody knew that it would happen")
	d.is(count(store.Known{At: then.Add(-time.Minute)}, demarche.Planned), 0, "before, nothing was known")
	d.view(func(r store.Reader) {
		for k, want := range map[store.Known]demarche.Status{{At: then}: demarche.Planned, {}: demarche.Happened} {
			pairs, err := r.Pairs(d.ctx, store.Query{Known: k})
			if err != nil || len(pairs) != 1 || pairs[0].Status != want || pairs[0].Count != 1 {
				d.Errorf("pairs as known %v: %v %s", k, err, jsonOf(pairs))
			}
			days, err := r.Days(d.ctx, store.Query{Known: k})
			if err != nil || len(days) != 1 || days[0].Status != want || days[0].Day.String() != "2022-02-07" {
				d.Errorf("days as known %v: %v %s", k, err, jsonOf(days))
			}
		}
	})
}

func (d *desk) asReported() {
	// An archive: all of it is recorded today, the later report first.
	b := d.told("2022-02-08", demarche.Happened, "")
	d.told("2022-02-05", demarche.Planned, b.Rows[0].Row.ID)
	on := func(day string) store.Known { i, _ := demarche.ParseEDTF(day); return store.Known{Published: i.From} }
	for day, want := range map[string]demarche.Status{"2022-02-05": demarche.Planned, "2022-02-07": demarche.Planned, "2022-02-08": demarche.Happened} {
		e, err := d.entry(b.Rows[0].Row.ID, on(day))
		if err != nil || e.Act.Status != want {
			d.Errorf("as reported by %s: %v %s", day, err, jsonOf(e))
		}
		d.is(len(d.entries(store.Query{Known: on(day), Statuses: []demarche.Status{want}})), 1, "found as reported by %s", day)
	}
	d.is(d.entries(store.Query{Known: on("2022-02-04")}), []string{}, "before the first report")
	_, err := d.entry(b.Rows[0].Row.ID, on("2022-02-04"))
	d.code(err, demarche.NotFound, "before the first report")
}

func (d *desk) decisions() {
	n := d.news("2022-02-01", 1)
	id := demarche.EntryID(n.Rows[0].Row.ID)
	for i, kind := range []demarche.DecisionKind{demarche.DecideAccept, demarche.DecideReject} {
		d.update(func(tx store.Tx) error {
			got, err := tx.Decide(demarche.Decision{By: "ana", Recorded: d.now, Kind: kind, Target: string(id)})
			if got.Seq != int64(i+1) || got.Hash == "" || (got.Prev == "") != (i == 0) {
				d.Errorf("%s", jsonOf(got))
			}
			return errors.Join(err, Place(tx, nil, []demarche.EntryID{id}, demarche.Change{Recorded: d.now, Kind: demarche.Decided, Cause: demarche.ByDecision, Decision: got.Seq}))
		})
	}
	d.code(d.s.Update(d.ctx, func(tx store.Tx) error {
		_, err := tx.Decide(demarche.Decision{Kind: demarche.DecideAccept, Target: string(id)})
		return err
	}), demarche.Invalid, "a decision of nobody")
	d.is(d.entries(store.Query{}), []string{}, "what was rejected is not shown")
	d.is(d.entries(store.Query{Rejected: true}), []demarche.EntryID{id}, "but can be")
	d.view(func(r store.Reader) {
		all, err := collect(r.Decisions(d.ctx, ""))
		d.is([]any{len(all), err, ledger.Audit(all)}, []any{2, nil, nil}, "the chain")
		some, err := collect(r.Decisions(d.ctx, "e-other"))
		d.is([]any{len(some), err}, []any{0, nil}, "decisions about something else")
	})
}

func (d *desk) forget() {
	n, other := d.news("2022-02-01", 2), d.news("2022-02-01", 1)
	key := n.Article.Key
	then := d.now
	d.code(d.s.Update(d.ctx, func(tx store.Tx) error { return tx.Forget(key, d.now) }), demarche.Invalid, "forgetting without a decision")
	d.update(func(tx store.Tx) error {
		_, err := tx.Decide(demarche.Decision{By: "ana", Recorded: d.now, Kind: demarche.DecideForget, Target: string(key)})
		moves := []Move{{n.Rows[0].Row.ID, ""}, {n.Rows[1].Row.ID, ""}}
		return errors.Join(err, Place(tx, moves, nil, demarche.Change{Recorded: d.now.Add(time.Hour), Cause: demarche.ByForgetting}), tx.Forget(key, d.now))
	})
	d.view(func(r store.Reader) {
		a, err := r.Article(d.ctx, string(key))
		d.is([]any{a.Text, a.Title, a.URL, a.SHA256, a.Source, a.Published, a.Forgotten != nil, err},
			[]any{"", "", nil, n.Article.SHA256, n.Article.Source, n.Article.Published, true, nil}, "what stays of the article")
		_, err = r.Reading(d.ctx, key)
		d.code(err, demarche.NotFound, "its reading")
		_, err = r.Row(d.ctx, n.Rows[0].Row.ID)
		d.code(err, demarche.NotFound, "its row")
		hits, err := collect(r.Search(d.ctx, n.Rows[0].Row.Words[0], store.Query{}))
		d.is([]any{len(hits), err}, []any{0, nil}, "its words")
		d.is(d.entries(store.Query{Known: store.Known{At: then}}), []demarche.EntryID{demarche.EntryID(other.Rows[0].Row.ID)}, "what is left of what was known")
		e, err := r.Entry(d.ctx, string(n.Rows[0].Row.ID), store.Known{At: then})
		if err != nil || !e.Withdrawn || len(e.Words)+len(e.Parties) > 0 || e.Act != nil || e.Statement != nil || e.Figure != nil {
			d.Errorf("the entry as known before: %v %s", err, jsonOf(e))
		}
	})
	d.code(d.s.Update(d.ctx, func(tx store.Tx) error { return tx.PutRows(n.Rows) }), demarche.Invalid, "rows of a forgotten article")
}
