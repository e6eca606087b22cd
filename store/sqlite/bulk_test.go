package sqlite_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"testing"
	"time"

	"demarche/store"
	"demarche/store/sqlite"
	"demarche/store/storetest"
)

// What is filled in bulk is what is filled step by step: the index, the record,
// and what the words find.
func TestBulk(t *testing.T) {
	ctx := context.Background()
	f := storetest.Filling{Seed: 5, Rows: 3000, Actors: 60, Years: 1, Batch: 40}
	one := open(t, filepath.Join(t.TempDir(), "one.db"), sqlite.Options{})
	if _, _, err := storetest.Fill(ctx, one, f); err != nil {
		t.Fatal(err)
	}
	two := open(t, filepath.Join(t.TempDir(), "two.db"), sqlite.Options{})
	if err := bulk(ctx, two, f); err != nil {
		t.Fatal(err)
	}
	var a, b bytes.Buffer
	for s, w := range map[*sqlite.Store]*bytes.Buffer{one: &a, two: &b} {
		if err := s.Dump(ctx, w); err != nil {
			t.Fatal(err)
		}
		if err := s.Pieces(ctx, func(_ store.Reader, pieces iter.Seq2[store.Piece, error]) error {
			e := json.NewEncoder(w)
			for p, err := range pieces {
				if err := errors.Join(err, e.Encode(p)); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		if err := s.Check(ctx); err != nil {
			t.Fatal(err)
		}
		for _, q := range storetest.Questions(bounds(t, s)) {
			if err := s.View(ctx, func(r store.Reader) error {
				n, err := q.Ask(ctx, r, 0)
				fmt.Fprintln(w, q.Name, n)
				return err
			}); err != nil {
				t.Fatal(err)
			}
		}
	}
	x, y := bytes.Split(a.Bytes(), []byte("\n")), bytes.Split(b.Bytes(), []byte("\n"))
	for i := range x {
		if i >= len(y) || !bytes.Equal(x[i], y[i]) {
			t.Fatalf("line %d:\n%s\n%s", i, x[i], y[min(i, len(y)-1)])
		}
	}
	if len(x) != len(y) {
		t.Fatalf("%d lines and %d", len(x), len(y))
	}
}

func bounds(t testing.TB, s store.Store) (began, latest time.Time) {
	if err := s.View(context.Background(), func(r store.Reader) error {
		st, err := r.Stat(context.Background())
		began, latest = st.Began, st.Latest
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return began, latest
}

// bulk fills a store the short way.
func bulk(ctx context.Context, s *sqlite.Store, f storetest.Filling) error {
	return s.Bulk(ctx, func(put func(sqlite.Step) error) error {
		return storetest.Steps(f, func(n storetest.Filled) error {
			return put(sqlite.Step{Article: n.Article, Reading: n.Reading, Rows: n.Rows, Recorded: n.Recorded, Changes: n.Changes, Entries: n.Entries})
		})
	})
}
