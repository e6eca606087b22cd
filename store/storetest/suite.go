package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"demarche"
	"demarche/ledger"
	"demarche/store"
)

// Run is the suite. open gives an empty store that is closed with the test.
func Run(t *testing.T, open func(*testing.T) store.Store) {
	for _, c := range []struct {
		name string
		test func(*desk)
	}{
		{"AllOrNothing", (*desk).allOrNothing},
		{"AppendRefuses", (*desk).appendRefuses},
		{"Articles", (*desk).articles},
		{"Rows", (*desk).rows},
		{"Near", (*desk).near},
		{"AsKnown", (*desk).asKnown},
		{"AsReported", (*desk).asReported},
		{"Decisions", (*desk).decisions},
		{"Forget", (*desk).forget},
		{"Versions", (*desk).versions},
		{"Pages", (*desk).pages},
		{"Words", (*desk).words},
		{"Together", (*desk).together},
		{"Index", (*desk).index},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.test(&desk{T: t, s: open(t), ctx: context.Background(), world: NewWorld(5, 20), now: time.Date(2022, 2, 8, 9, 0, 0, 0, time.UTC)})
		})
	}
	t.Run("Random", func(t *testing.T) { testRandom(t, open) })
	t.Run("Copy", func(t *testing.T) { testCopy(t, open) })
}

// desk is a record with made-up news, for the tests of one promise each.
type desk struct {
	*testing.T
	s     store.Store
	ctx   context.Context
	world *World
	now   time.Time
}

func (d *desk) update(f func(store.Tx) error) {
	d.Helper()
	if err := d.s.Update(d.ctx, f); err != nil {
		d.Fatal(err)
	}
}

func (d *desk) view(f func(store.Reader)) {
	d.Helper()
	if err := d.s.View(d.ctx, func(r store.Reader) error { f(r); return nil }); err != nil {
		d.Fatal(err)
	}
}

func (d *desk) is(got, want any, what string, args ...any) {
	d.Helper()
	if jsonOf(got) != jsonOf(want) {
		d.Errorf("%s: %s, want %s", fmt.Sprintf(what, args...), jsonOf(got), jsonOf(want))
	}
}

func (d *desk) code(err error, code demarche.Code, what string) {
	d.Helper()
	if err == nil || demarche.CodeOf(err) != code {
		d.Errorf("%s: %v, want an error with code %s", what, err, code)
	}
}

// news adds an article of a day with some rows, each its own entry.
func (d *desk) news(day string, rows int) *News {
	d.Helper()
	i, _ := demarche.ParseEDTF(day)
	d.now = d.now.Add(time.Hour)
	n := d.world.Article(i.From, d.now, rows)
	n.Article.Published, n.Reading.Article.Published = demarche.Maybe(day), demarche.Maybe(day)
	d.update(func(tx store.Tx) error { return Write(tx, n, nil, d.now) })
	return n
}

func (d *desk) entry(id demarche.RowID, k store.Known) (e demarche.Entry, err error) {
	d.view(func(r store.Reader) { e, err = r.Entry(d.ctx, string(id), k) })
	return e, err
}

func (d *desk) entries(q store.Query) (out []demarche.EntryID) {
	d.view(func(r store.Reader) {
		all, err := collect(r.Entries(d.ctx, q))
		if err != nil {
			d.Error(err)
		}
		out = ids(all)
	})
	return out
}

// act turns the first row of an article into an act of a status, a meeting of
// the first two actors of the world.
func (d *desk) act(n *News, s demarche.Status) {
	r := &n.Rows[0].Row
	r.Known = d.world.parties[:2]
	r.Statement, r.Figure = nil, nil
	r.Kind, r.ID = demarche.ActRow, MakeID(demarche.ActRow, string(r.ID))
	r.Act = &demarche.Act{ID: demarche.ActID(r.ID), Type: demarche.Meet, Status: s, Who: []demarche.ActorID{r.Known[0].ID}, Whom: []demarche.ActorID{r.Known[1].ID}, By: []demarche.ActorID{},
		Evidence: []demarche.Span{{Start: 0, End: len(r.Words[0])}}, Trigger: []demarche.Span{}, Confidence: 0.9, Date: &demarche.Date{EDTF: "2022-02-07", Basis: demarche.Read}}
}

// told adds an article with one act, which is told by join too, where given.
func (d *desk) told(day string, s demarche.Status, join demarche.RowID) *News {
	d.Helper()
	i, _ := demarche.ParseEDTF(day)
	d.now = d.now.Add(time.Hour)
	n := d.world.Article(i.From, d.now, 1)
	n.Article.Published = demarche.Maybe(day)
	d.act(n, s)
	d.update(func(tx store.Tx) error {
		return Write(tx, n, map[demarche.RowID]demarche.EntryID{n.Rows[0].Row.ID: demarche.EntryID(join)}, d.now)
	})
	return n
}

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

func (d *desk) versions() {
	a := d.told("2022-02-05", demarche.Planned, "")
	mid := d.now
	d.told("2022-02-08", demarche.Happened, a.Rows[0].Row.ID)
	end := d.now
	steps := func(since, until time.Time) (out []string) {
		d.view(func(r store.Reader) {
			all, err := collect(r.Versions(d.ctx, since, until))
			if err != nil {
				d.Error(err)
			}
			for _, s := range all {
				say := func(e *demarche.Entry) string {
					if e == nil {
						return "-"
					}
					return string(e.Act.Status)
				}
				out = append(out, fmt.Sprint(say(s.Before), ">", say(s.After), " ", s.Causes))
			}
		})
		return out
	}
	d.is(steps(time.Time{}, mid), []string{"->planned [article]"}, "new")
	d.is(steps(mid, end), []string{"planned>happened [article]"}, "moved")
	d.is(steps(time.Time{}, time.Time{}), []string{"->happened [article]"}, "from nothing to now")
	d.is(steps(end, end.Add(time.Hour)), nil, "nothing since")
	d.now = d.now.Add(time.Hour)
	d.update(func(tx store.Tx) error {
		rows, err := tx.EntryRows([]demarche.EntryID{demarche.EntryID(a.Rows[0].Row.ID)})
		var moves []Move
		for _, r := range rows[demarche.EntryID(a.Rows[0].Row.ID)] {
			moves = append(moves, Move{r, ""})
		}
		return errors.Join(err, Place(tx, moves, nil, demarche.Change{Recorded: d.now, Cause: demarche.ByRereading}))
	})
	d.is(steps(end, d.now), []string{"happened>- [rereading]"}, "gone")
	d.is(steps(time.Time{}, d.now), nil, "neither before nor after")
}

func (d *desk) pages() {
	for range 8 {
		d.news("2022-02-01", 3)
	}
	all := d.entries(store.Query{})
	var got []demarche.EntryID
	q := store.Query{Limit: 5}
	for {
		page := d.entries(q)
		got = append(got, page...)
		if len(page) < q.Limit {
			break
		}
		q.After = string(page[len(page)-1])
	}
	d.is(got, all, "pages of 5")
	if len(all) != 24 || !slices.IsSorted(all) {
		d.Errorf("equals stand by id: %v", all)
	}
	d.view(func(r store.Reader) {
		_, err := collect(r.Entries(d.ctx, store.Query{After: "e-none"}))
		if _, model := d.s.(*Model); !model {
			d.code(err, demarche.Invalid, "a page after nothing")
		}
		n := 0
		for range r.Entries(d.ctx, store.Query{}) {
			if n++; n == 3 {
				break // a question may be left in the middle
			}
		}
		// And others may be asked meanwhile.
		for e, err := range r.Entries(d.ctx, store.Query{Limit: 4}) {
			if err != nil {
				d.Fatal(err)
			}
			if _, err := r.Entry(d.ctx, string(e.ID), store.Known{}); err != nil {
				d.Error(err)
			}
			for _, err := range r.Entries(d.ctx, store.Query{Limit: 2}) {
				if err != nil {
					d.Error(err)
				}
			}
		}
	})
}

func (d *desk) words() {
	n := d.news("2022-02-01", 1)
	w := n.Rows[0].Row.Words[0]
	first, _, _ := strings.Cut(w, " ")
	d.view(func(r store.Reader) {
		for words, want := range map[string]int{first: 1, strings.ToUpper(first): 1, first + " nowhere": 0, "OR": 0, "NOT AND": 0} {
			hits, err := collect(r.Search(d.ctx, words, store.Query{}))
			d.is([]any{len(hits), err}, []any{want, nil}, "search %q", words)
			if len(hits) > 0 && !strings.Contains(strings.ToLower(hits[0].Snippet), strings.ToLower(first)) && hits[0].Snippet != "" {
				d.Errorf("the snippet %q does not show %q", hits[0].Snippet, first)
			}
			d.is(len(d.entries(store.Query{Words: words})), want, "entries with %q", words)
		}
		if _, model := d.s.(*Model); model {
			return
		}
		for words, want := range map[string]int{first[:3] + "*": 1, `"` + w + `"`: 1, `"` + first + ` nowhere"`: 0, first + `"`: 1, "NEAR(" + first + ")": 0} {
			hits, err := collect(r.Search(d.ctx, words, store.Query{}))
			d.is([]any{len(hits), err}, []any{want, nil}, "search %q", words)
		}
		_, err := collect(r.Search(d.ctx, " ?! ", store.Query{}))
		d.code(err, demarche.Invalid, "no word at all")
	})
}

// together lets readers ask while a writer writes: none sees half of a step.
func (d *desk) together() {
	var wg sync.WaitGroup
	stop := make(chan struct{})
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for {
				select {
				case <-stop:
					return
				default:
				}
				err := d.s.View(d.ctx, func(r store.Reader) error {
					st, err := r.Stat(d.ctx)
					if err != nil {
						return err
					}
					all, err := collect(r.Entries(d.ctx, store.Query{}))
					if err == nil && (len(all) != 3*st.Articles || st.Rows != 3*st.Articles) {
						err = fmt.Errorf("%d articles, %d rows, %d entries", st.Articles, st.Rows, len(all))
					}
					return err
				})
				if err != nil {
					d.Error(err)
					return
				}
			}
		}()
	}
	for range 40 {
		d.news("2022-02-01", 3)
	}
	close(stop)
	wg.Wait()
}

func (d *desk) index() {
	script := NewScript(11, 25)
	for range 40 {
		if err := script.Next().Run(d.ctx, d.s); err != nil {
			d.Fatal(err)
		}
	}
	if k, ok := d.s.(Keeper); ok {
		Sound(d.T, k)
		return
	}
	if err := errors.Join(d.s.Check(d.ctx), d.s.Rebuild(d.ctx)); err != nil {
		d.Error(err)
	}
}
