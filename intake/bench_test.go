package intake_test

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"testing"
	"time"

	"demarche"
	"demarche/demo"
	"demarche/intake"
	"demarche/ledger"
	"demarche/read"
	"demarche/store"
	"demarche/store/sqlite"

	"demarche/data"
)

// BenchmarkIngest reads the demo dispatches and then adds what was read, on one
// core, and reports what share of the reader's own speed is left: all that
// merging and storing cost.
func BenchmarkIngest(b *testing.B) {
	rd, err := read.New(read.Config{Data: data.FS})
	if err != nil {
		b.Fatal(err)
	}
	issues, err := ledger.LoadIssues(data.FS)
	if err != nil {
		b.Fatal(err)
	}
	names, err := fs.Glob(demo.FS, "*")
	if err != nil {
		b.Fatal(err)
	}
	var arts []demarche.Article
	for _, n := range names {
		arts = append(arts, pages(b, demo.FS, n)...)
	}
	in := &intake.Intake{Reader: rd, Issues: issues, Now: time.Now}
	var reading, all time.Duration
	n := 0
	for b.Loop() {
		s, err := sqlite.Open(b.Context(), filepath.Join(b.TempDir(), fmt.Sprint(n, ".db")), sqlite.Options{})
		if err != nil {
			b.Fatal(err)
		}
		n++
		start := time.Now()
		for _, a := range arts {
			rd.Read(a)
		}
		reading += time.Since(start)
		start = time.Now()
		var ready []*intake.Prepared
		for _, a := range arts {
			ready = append(ready, in.Prepare(a, nil))
		}
		if err := s.Update(b.Context(), func(tx store.Tx) error {
			for _, p := range ready {
				if _, err := in.Add(b.Context(), tx, p); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			b.Fatal(err)
		}
		all += time.Since(start)
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(100*reading.Seconds()/all.Seconds(), "%-of-reading")
	b.ReportMetric(float64(n*len(arts))/all.Seconds(), "articles/s")
}
