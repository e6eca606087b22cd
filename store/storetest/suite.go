package storetest

import (
	"context"
	"fmt"
	"testing"
	"time"

	"demarche"
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
		{"Origins", (*desk).origins},
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
