package storetest

import (
	"context"
	"fmt"
	"iter"
	"math/rand/v2"
	"regexp"
	"time"

	"demarche"
	"demarche/store"
)

// asker asks questions and writes the answers down as text.
type asker struct {
	ctx context.Context
	r   store.Reader
	out []string
}

func (a *asker) note(question string, answer any, err error) {
	if err != nil {
		answer = "error " + string(demarche.CodeOf(err))
	}
	a.out = append(a.out, question+" = "+jsonOf(answer))
}

func collect[T any](seq iter.Seq2[T, error]) ([]T, error) {
	out := []T{}
	for v, err := range seq {
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

// asks are made-up questions: the same for every store.
func (s *Script) asks(rng *rand.Rand) (known []store.Known, queries []store.Query) {
	known = []store.Known{{}}
	for range 3 {
		k := store.Known{At: demarche.Day(19012 + rng.IntN(int(s.Day)-19012+2)).Time().Add(time.Duration(rng.IntN(86400)) * time.Second)}
		if rng.IntN(2) == 0 {
			k = store.Known{Published: s.Day - demarche.Day(rng.IntN(40))}
			if rng.IntN(2) == 0 {
				k.At = s.Now.Add(-time.Duration(rng.IntN(240)) * time.Hour)
			}
		}
		known = append(known, k)
	}
	day := func() demarche.Day { return s.Day - 30 + demarche.Day(rng.IntN(50)) }
	span := func() demarche.Interval {
		from := day()
		i := demarche.Interval{From: from, To: from + demarche.Day(rng.IntN(20))}
		switch rng.IntN(5) {
		case 0:
			i.To = demarche.End
		case 1:
			i.From = demarche.Beginning
		case 2:
			i.To = i.From + 100
		}
		return i
	}
	for _, o := range []store.Order{store.Newest, store.Oldest, store.ByDate, store.ByDateUp} {
		queries = append(queries, store.Query{Order: o})
		for range 4 {
			q := store.Query{Order: o}
			for range 1 + rng.IntN(2) {
				switch rng.IntN(14) {
				case 0:
					q.Kinds = []demarche.RowKind{demarche.RowKinds[rng.IntN(4)], demarche.ActRow}
				case 1:
					q.Types = []demarche.ActType{deedTypes[rng.IntN(len(deedTypes))], demarche.Meet}
				case 2:
					q.Forces = []demarche.Force{forces[rng.IntN(len(forces))], demarche.Pledge}
				case 3:
					q.Statuses = []demarche.Status{status[rng.IntN(len(status))]}
				case 4, 5:
					q.Actors = []demarche.ActorID{s.World.Pick().ID, s.World.Pick().ID}
				case 6:
					q.Pair = [2][]demarche.ActorID{{s.World.Pick().ID, s.World.Pick().ID}, {s.World.Pick().ID, s.World.Pick().ID, s.World.Pick().ID}}
				case 7:
					q.Source = outlets[rng.IntN(3)]
				case 8:
					q.Issue = issues[rng.IntN(len(issues))]
				case 9:
					q.Words = topics[rng.IntN(len(topics))]
				case 10:
					q.Key, q.Rejected = rng.IntN(2) == 0, rng.IntN(2) == 0
				case 11:
					q.Happens = span()
				case 12:
					q.Said = span()
				case 13:
					q.Reported = span()
				}
			}
			queries = append(queries, q)
		}
	}
	if n, ok := s.anyNews(); ok {
		queries = append(queries, store.Query{Article: n.Article.Key})
	}
	if e, ok := s.some("s"); ok {
		queries = append(queries, store.Query{Series: demarche.SeriesID(e), Order: store.Oldest})
	}
	return known, queries
}

// ask asks a reader everything and gives the answers.
func (s *Script) ask(ctx context.Context, r store.Reader, seed uint64) []string {
	rng := rand.New(rand.NewPCG(seed, 3))
	world, own := s.World.rng, s.rng // questions must not change the news
	s.rng = rand.New(rand.NewPCG(seed, 4))
	zipf := s.World.actors
	s.World.rng, s.World.actors = s.rng, rand.NewZipf(s.rng, 1.2, 8, uint64(len(s.World.parties)-1))
	defer func() { s.World.rng, s.rng, s.World.actors = world, own, zipf }()
	a := &asker{ctx: ctx, r: r}
	known, queries := s.asks(rng)
	stat, err := r.Stat(ctx)
	stat.Schema = 0
	a.note("stat", stat, err)
	for _, k := range known {
		for _, q := range queries {
			q.Known = k
			a.entries(q, rng)
		}
		a.things(s, k, rng)
	}
	steps, err := collect(r.Versions(ctx, s.Now.Add(-time.Duration(rng.IntN(400))*time.Hour), s.Now.Add(-time.Duration(rng.IntN(100))*time.Hour)))
	a.note("versions", steps, err)
	steps, err = collect(r.Versions(ctx, time.Time{}, time.Time{}))
	a.note("all versions", steps, err)
	changes, err := collect(r.Changes(ctx, int64(rng.IntN(20))))
	a.note("changes", changes, err)
	if len(changes) > 0 {
		var rows []demarche.RowID
		for range 1 + rng.IntN(3) {
			c := changes[rng.IntN(len(changes))]
			rows = append(rows, c.Row, demarche.RowID(c.Entry), "e-0000000000000000")
		}
		of, err := collect(r.ChangesOf(ctx, rows))
		a.note(fmt.Sprint("changes of ", rows), of, err)
	}
	late, err := collect(r.DecisionsAfter(ctx, 2))
	a.note("decisions after 2", late, err)
	decisions, err := collect(r.Decisions(ctx, ""))
	a.note("decisions", decisions, err)
	return a.out
}

// entries asks a query as a whole, page by page, and as totals.
func (a *asker) entries(q store.Query, rng *rand.Rand) {
	all, err := collect(a.r.Entries(a.ctx, q))
	name := "entries " + brief(q)
	a.note(name, all, err)
	if len(all) > 3 && err == nil {
		page := q
		page.Limit = 1 + rng.IntN(len(all))
		page.After = string(all[rng.IntN(len(all)-1)].ID)
		some, err := collect(a.r.Entries(a.ctx, page))
		var want []demarche.Entry
		for i, e := range all {
			if string(e.ID) == page.After {
				want = all[i+1 : min(len(all), i+1+page.Limit)]
			}
		}
		if err != nil || !same(ids(some), ids(want)) {
			a.out = append(a.out, fmt.Sprintf("%s: the page after %s of %d is %v, not %v: %v", name, page.After, page.Limit, ids(some), ids(want), err))
		}
	}
	pairs, err := a.r.Pairs(a.ctx, q)
	a.note("pairs "+brief(q), append([]store.Pair{}, pairs...), err)
	if len(pairs) > 2 {
		q.Limit = 2
		pairs, err = a.r.Pairs(a.ctx, q)
		a.note("pairs "+brief(q), append([]store.Pair{}, pairs...), err)
		q.Limit = 0
	}
	days, err := a.r.Days(a.ctx, q)
	a.note("days "+brief(q), append([]store.DayCount{}, days...), err)
}

// empty are fields of a question that say nothing.
var empty = regexp.MustCompile(`"[A-Za-z]+":(null|0|""|false|\[null,null\]|\{"From":0,"To":0\}|"0001-01-01T00:00:00Z"),?`)

// brief is a question without what it does not ask.
func brief(q store.Query) string { return empty.ReplaceAllString(jsonOf(q), "") }

func ids(es []demarche.Entry) []demarche.EntryID {
	out := []demarche.EntryID{}
	for _, e := range es {
		out = append(out, e.ID)
	}
	return out
}

// things asks for single things, for actors and for words.
func (a *asker) things(s *Script, k store.Known, rng *rand.Rand) {
	at := jsonOf(k)
	for range 3 {
		if len(s.news) == 0 {
			break
		}
		n := s.news[rng.IntN(len(s.news))]
		for _, r := range n.Rows {
			e, err := a.r.Entry(a.ctx, string(r.Row.ID), k)
			a.note("entry "+string(r.Row.ID)+at, e, err)
			reports, err := a.r.Reports(a.ctx, e.ID, k)
			a.note("reports "+string(e.ID)+at, append([]demarche.Report{}, reports...), err)
			rep, err := a.r.Row(a.ctx, r.Row.ID)
			a.note("row "+string(r.Row.ID), rep, err)
		}
		for _, ref := range []string{string(n.Article.Key), string(n.Article.ID), string(n.Article.URL), n.Article.SHA256[:8]} {
			art, err := a.r.Article(a.ctx, ref)
			a.note("article "+ref, art, err)
		}
		own, err := a.r.RowsOf(n.Article.Key)
		a.note("rows of "+string(n.Article.Key), append([]demarche.Report{}, own...), err)
		reading, err := a.r.Reading(a.ctx, n.Article.Key)
		a.note("reading "+string(n.Article.Key), reading, err)
	}
	arts, err := collect(a.r.Articles(a.ctx, store.ArticleQuery{Known: k, Source: []string{"", outlets[0]}[rng.IntN(2)], Limit: rng.IntN(6)}))
	a.note("articles"+at, arts, err)
	houses, err := a.r.Outlets(a.ctx, k)
	a.note("outlets"+at, houses, err)
	if len(arts) > 1 {
		arts, err = collect(a.r.Articles(a.ctx, store.ArticleQuery{Known: k, After: arts[0].Key}))
		a.note("more articles"+at, arts, err)
	}
	for _, words := range []string{"", s.World.Pick().Name[:3], "minister", s.World.Pick().Name, `"` + s.World.Pick().Name + `"`} {
		actors, err := collect(a.r.Actors(a.ctx, words, k))
		a.note("actors "+words+at, actors, err)
	}
	for _, words := range []string{topics[rng.IntN(len(topics))], "must " + places[rng.IntN(len(places))], "nowhere"} {
		hits, err := collect(a.r.Search(a.ctx, words, store.Query{Known: k, Limit: rng.IntN(5), Source: []string{"", outlets[0]}[rng.IntN(2)]}))
		for i := range hits {
			hits[i].Snippet = "" // what stands around the words is up to the store
		}
		a.note("search "+words+at, hits, err)
	}
}
