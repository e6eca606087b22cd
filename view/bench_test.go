package view_test

import (
	"context"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"demarche"
	"demarche/store"
	"demarche/store/sqlite"
	"demarche/store/storetest"
	"demarche/view"
)

// BenchmarkQuestions measures every question of a desk on a record of
// DEMARCHE_BENCH_ROWS made-up rows (10000 where it says nothing), kept under
// DEMARCHE_BENCH_FILE, where that is set, and used again. It reports the median
// in ms.
func BenchmarkQuestions(b *testing.B) {
	ctx := context.Background()
	rows := 10_000
	if n, err := strconv.Atoi(os.Getenv("DEMARCHE_BENCH_ROWS")); err == nil {
		rows = n
	}
	path := os.Getenv("DEMARCHE_BENCH_FILE")
	if path == "" {
		path = b.TempDir() + "/bench.db"
	}
	_, missing := os.Stat(path)
	s, err := sqlite.Open(ctx, path, sqlite.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	if missing != nil {
		f := storetest.Filling{Seed: 1, Rows: rows, Actors: max(200, rows/200), Years: 5, Batch: 200}
		if err := s.Bulk(ctx, func(put func(sqlite.Step) error) error {
			return storetest.Steps(f, func(n storetest.Filled) error {
				return put(sqlite.Step{Article: n.Article, Reading: n.Reading, Rows: n.Rows, Recorded: n.Recorded, Changes: n.Changes, Entries: n.Entries})
			})
		}); err != nil {
			b.Fatal(err)
		}
	}
	var stat store.Stat
	var actor store.Actor
	var article store.Article
	var entry demarche.Entry
	if err := s.View(ctx, func(r store.Reader) (err error) {
		if stat, err = r.Stat(ctx); err != nil {
			return err
		}
		for a, err := range r.Actors(ctx, "", store.Known{}) {
			if actor = a; err != nil || !a.Unnamed {
				break
			}
		}
		for a, err := range r.Articles(ctx, store.ArticleQuery{Limit: 1}) {
			if article = a; err != nil {
				return err
			}
		}
		for e, err := range r.Entries(ctx, store.Query{Limit: 1}) {
			if entry = e; err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		b.Fatal(err)
	}
	ask := func(f func(*view.Ask)) view.Ask {
		a := view.Ask{Now: stat.Latest.Add(time.Hour)}
		if f != nil {
			f(&a)
		}
		return a
	}
	year := stat.Latest.AddDate(-1, 0, 0)
	past := func(a *view.Ask) { a.AsKnown = year }
	reported := func(a *view.Ask) { a.AsReported = demarche.DayOf(year) }
	one := func(a *view.Ask) { a.Actors = []string{string(actor.ID)} }
	for _, q := range []struct {
		name string
		f    func(context.Context, store.Reader, view.Ask) (view.Answer, error)
		ask  view.Ask
	}{
		{"brief", asked(view.Brief), ask(nil)},
		{"brief-known", asked(view.Brief), ask(past)},
		{"brief-reported", asked(view.Brief), ask(reported)},
		{"timeline", asked(view.Timeline), ask(nil)},
		{"timeline-known", asked(view.Timeline), ask(past)},
		{"agenda", asked(view.Agenda), ask(nil)},
		{"agenda-known", asked(view.Agenda), ask(past)},
		{"contacts", asked(view.Contacts), ask(nil)},
		{"contacts-known", asked(view.Contacts), ask(past)},
		{"contacts-actor", asked(view.Contacts), ask(one)},
		{"commitments", asked(view.Commitments), ask(nil)},
		{"commitments-known", asked(view.Commitments), ask(past)},
		{"commitments-actor", asked(view.Commitments), ask(one)},
		{"positions", asked(view.Positions), ask(nil)},
		{"figures", asked(view.Figures), ask(nil)},
		{"tensions", asked(view.Tensions), ask(nil)},
		{"statements", asked(view.Statements), ask(func(a *view.Ask) { a.Words = word(entry) })},
		{"search", asked(view.Search), ask(func(a *view.Ask) { a.Words = word(entry) })},
		{"actor", asked(view.ActorPage), ask(func(a *view.Ask) { a.Of = string(actor.ID) })},
		{"actor-known", asked(view.ActorPage), ask(func(a *view.Ask) { a.Of, a.AsKnown = string(actor.ID), year })},
		{"actor-name", asked(view.ActorPage), ask(func(a *view.Ask) { a.Of = actor.Name })},
		{"article", asked(view.Article), ask(func(a *view.Ask) { a.Of = string(article.ID) })},
		{"why", asked(view.Why), ask(func(a *view.Ask) { a.Of = string(entry.ID) })},
	} {
		b.Run(q.name, func(b *testing.B) {
			var took []time.Duration
			rows := 0
			for b.Loop() {
				start := time.Now()
				if err := s.View(ctx, func(r store.Reader) error {
					a, err := q.f(ctx, r, q.ask)
					if err == nil {
						rows = a.About().Count
					}
					return err
				}); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(start))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms")
			b.ReportMetric(float64(rows), "rows")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// word is a word of an entry, long enough to be rare.
func word(e demarche.Entry) string {
	best := ""
	for _, w := range e.Words {
		for _, f := range splitWords(w) {
			if len(f) > len(best) {
				best = f
			}
		}
	}
	return best
}

func splitWords(s string) (out []string) {
	from := -1
	for i, r := range s + " " {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		switch {
		case letter && from < 0:
			from = i
		case !letter && from >= 0:
			out, from = append(out, s[from:i]), -1
		}
	}
	return out
}

func asked[T view.Answer](f func(context.Context, store.Reader, view.Ask) (T, error)) func(context.Context, store.Reader, view.Ask) (view.Answer, error) {
	return func(ctx context.Context, r store.Reader, a view.Ask) (view.Answer, error) {
		out, err := f(ctx, r, a)
		if err != nil {
			return nil, err
		}
		return out, nil
	}
}
