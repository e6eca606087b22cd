package view_test

import (
	"context"
	"crypto/sha256"
	"errors"
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
// DEMARCHE_BENCH_FILE, where that is set, and used again. It asks as known now,
// as the record knew a year before its end, or half way where it is shorter, and as reported by that day. With
// DEMARCHE_BENCH_STOP the file ends after so many rows: the first years of the
// record, with as many rows a day as the whole would have.
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
	s, err := sqlite.Open(ctx, path, sqlite.Options{ReadOnly: missing == nil})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	if missing != nil {
		stop, err := strconv.Atoi(os.Getenv("DEMARCHE_BENCH_STOP"))
		if err != nil {
			stop = rows
		}
		f := storetest.Filling{Seed: 1, Rows: rows, Actors: max(200, rows/200), Years: 5, Batch: 200}
		if err := s.Bulk(ctx, func(put func(sqlite.Step) error) error {
			written := 0
			err := storetest.Steps(f, func(n storetest.Filled) error {
				if written += len(n.Rows); written > stop {
					return errEnough
				}
				return put(sqlite.Step{Article: n.Article, Reading: n.Reading, Rows: n.Rows, Recorded: n.Recorded, Changes: n.Changes, Entries: n.Entries})
			})
			if errors.Is(err, errEnough) {
				return nil
			}
			return err
		}); err != nil {
			b.Fatal(err)
		}
	}
	var stat store.Stat
	if err := s.View(ctx, func(r store.Reader) (err error) { stat, err = r.Stat(ctx); return err }); err != nil {
		b.Fatal(err)
	}
	year := stat.Latest.Add(-min(365*24*time.Hour, stat.Latest.Sub(stat.Began)/2))
	for _, k := range []struct {
		name  string
		known store.Known
		set   func(*view.Ask)
	}{
		{"now", store.Known{}, func(*view.Ask) {}},
		{"known", store.Known{At: year}, func(a *view.Ask) { a.AsKnown = year }},
		{"reported", store.Known{Published: demarche.DayOf(year)}, func(a *view.Ask) { a.AsReported = demarche.DayOf(year) }},
	} {
		b.Run(k.name, func(b *testing.B) {
			var actor store.Actor
			var article store.Article
			var entry demarche.Entry
			if err := s.View(ctx, func(r store.Reader) error {
				for a, err := range r.Actors(ctx, "", k.known) {
					if actor = a; err != nil || !a.Unnamed {
						break
					}
				}
				for a, err := range r.Articles(ctx, store.ArticleQuery{Known: k.known, Limit: 1}) {
					if article = a; err != nil {
						return err
					}
				}
				for e, err := range r.Entries(ctx, store.Query{Known: k.known, Limit: 1}) {
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
				if k.set(&a); f != nil {
					f(&a)
				}
				return a
			}
			one := func(a *view.Ask) { a.Actors = []string{string(actor.ID)} }
			for _, q := range []question{
				{"brief", asked(view.Brief), ask(nil)},
				{"timeline", asked(view.Timeline), ask(nil)},
				{"timeline-actor", asked(view.Timeline), ask(one)},
				{"agenda", asked(view.Agenda), ask(nil)},
				{"contacts", asked(view.Contacts), ask(nil)},
				{"contacts-actor", asked(view.Contacts), ask(one)},
				{"commitments", asked(view.Commitments), ask(nil)},
				{"commitments-actor", asked(view.Commitments), ask(one)},
				{"positions", asked(view.Positions), ask(nil)},
				{"figures", asked(view.Figures), ask(nil)},
				{"tensions", asked(view.Tensions), ask(nil)},
				{"statements", asked(view.Statements), ask(func(a *view.Ask) { a.Words = word(entry) })},
				{"search", asked(view.Search), ask(func(a *view.Ask) { a.Words = word(entry) })},
				{"search-rare", asked(view.Search), ask(func(a *view.Ask) { a.Words = actor.Name })},
				{"actor", asked(view.ActorPage), ask(func(a *view.Ask) { a.Of = string(actor.ID) })},
				{"actor-name", asked(view.ActorPage), ask(func(a *view.Ask) { a.Of = actor.Name })},
				{"article", asked(view.Article), ask(func(a *view.Ask) { a.Of = string(article.ID) })},
				{"why", asked(view.Why), ask(func(a *view.Ask) { a.Of = string(entry.ID) })},
			} {
				b.Run(q.name, func(b *testing.B) { measure(b, s, q) })
			}
		})
	}
}

// errEnough ends a filling early.
var errEnough = errors.New("enough")

// question is one that is measured.
type question struct {
	name string
	f    func(context.Context, store.Reader, view.Ask) (view.Answer, error)
	ask  view.Ask
}

// measure reports the median and the slow end of the times that a question
// takes, and how often a fixed piece of work, done in between, fits into the
// median: that tells a slow question from a busy machine.
func measure(b *testing.B, s *sqlite.Store, q question) {
	ctx := context.Background()
	var took, ref, used []time.Duration
	rows := 0
	for b.Loop() {
		start, before := time.Now(), cpu()
		if err := s.View(ctx, func(r store.Reader) error {
			a, err := q.f(ctx, r, q.ask)
			if err == nil {
				rows = a.About().Count
			}
			return err
		}); err != nil {
			b.Fatal(err)
		}
		took, used = append(took, time.Since(start)), append(used, cpu()-before)
		start = time.Now()
		reference()
		ref = append(ref, time.Since(start))
	}
	slices.Sort(took)
	slices.Sort(ref)
	slices.Sort(used)
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	b.ReportMetric(ms(took[len(took)/2]), "p50-ms")
	b.ReportMetric(ms(took[min(len(took)-1, len(took)*95/100)]), "p95-ms")
	b.ReportMetric(float64(took[len(took)/2])/float64(ref[len(ref)/2]), "x-ref")
	b.ReportMetric(ms(used[len(used)/2]), "cpu-ms")
	b.ReportMetric(float64(rows), "rows")
	b.ReportMetric(0, "ns/op")
}

var block = make([]byte, 4<<20)

// reference hashes 4 MiB.
func reference() { block[0] = sha256.Sum256(block)[0] }

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
