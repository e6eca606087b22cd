package sqlite_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"demarche/store"
	"demarche/store/sqlite"
	"demarche/store/storetest"
)

// BenchmarkQuestions measures every question on a record of DEMARCHE_BENCH_ROWS
// rows (10000 where it says nothing), which is kept under DEMARCHE_BENCH_FILE,
// where that is set, and used again.
func BenchmarkQuestions(b *testing.B) {
	ctx := context.Background()
	rows := 10_000
	if n, err := strconv.Atoi(os.Getenv("DEMARCHE_BENCH_ROWS")); err == nil {
		rows = n
	}
	path := os.Getenv("DEMARCHE_BENCH_FILE")
	if path == "" {
		path = filepath.Join(b.TempDir(), "bench.db")
	}
	s := fill(b, path, rows)
	start := time.Now()
	var stat store.Stat
	if err := s.View(ctx, func(r store.Reader) (err error) { stat, err = r.Stat(ctx); return err }); err != nil {
		b.Fatal(err)
	}
	if info, err := os.Stat(path); err == nil {
		b.Logf("%d rows, %d articles, %d actors, %v entries, %d MiB; stat took %v", stat.Rows, stat.Articles, stat.Actors, stat.Entries, info.Size()>>20, time.Since(start).Round(time.Microsecond))
	}
	for _, q := range storetest.Questions(stat.Began, stat.Latest) {
		b.Run(q.Name, func(b *testing.B) { measure(b, s, q) })
	}
}

func fill(b *testing.B, path string, rows int) *sqlite.Store {
	ctx := context.Background()
	_, missing := os.Stat(path)
	s := open(b, path, sqlite.Options{Cache: 64})
	if missing == nil {
		return s
	}
	start, last, done := time.Now(), time.Now(), 0
	err := bulk(ctx, s, storetest.Filling{Seed: 1, Rows: rows, Actors: max(200, rows/200), Years: 5, Batch: 200, Note: func(n int) {
		if n-done >= rows/20 {
			fmt.Fprintf(os.Stderr, "%d rows, %.0f rows/s\n", n, float64(n-done)/time.Since(last).Seconds())
			last, done = time.Now(), n
		}
	}})
	if err != nil {
		b.Fatal(err)
	}
	b.Logf("filled with %.0f rows/s", float64(rows)/time.Since(start).Seconds())
	return s
}

// measure asks a question again and again and reports the median and the slow
// end of the times it took.
func measure(b *testing.B, s *sqlite.Store, q storetest.Question) {
	ctx := context.Background()
	var took []time.Duration
	found := 0
	for b.Loop() {
		start := time.Now()
		if err := s.View(ctx, func(r store.Reader) (err error) { found, err = q.Ask(ctx, r, len(took)); return err }); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	at := func(p int) float64 { return float64(took[min(len(took)-1, len(took)*p/100)].Microseconds()) / 1000 }
	b.ReportMetric(at(50), "p50-ms")
	b.ReportMetric(at(95), "p95-ms")
	b.ReportMetric(float64(found), "found")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkIngest writes articles one at a time, as a desk does.
func BenchmarkIngest(b *testing.B) {
	for _, batch := range []int{1, 200} {
		b.Run(fmt.Sprint("batch", batch), func(b *testing.B) {
			s := open(b, filepath.Join(b.TempDir(), "ingest.db"), sqlite.Options{})
			start, rows := time.Now(), 0
			for b.Loop() {
				_, _, err := storetest.Fill(context.Background(), s, storetest.Filling{Seed: uint64(rows + 1), Rows: 2000, Actors: 2000, Years: 1, Batch: batch})
				if err != nil {
					b.Fatal(err)
				}
				rows += 2000
			}
			b.ReportMetric(float64(rows)/time.Since(start).Seconds(), "rows/s")
		})
	}
}
