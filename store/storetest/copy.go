package storetest

import (
	"context"
	"fmt"
	"iter"
	"testing"

	"demarche"
	"demarche/store"
)

// testCopy lives through made-up steps, puts the record into an empty store,
// and asks both the same: of now, of every day before, of every row. What comes
// out of the copy is what came out of the original.
func testCopy(t *testing.T, open func(*testing.T) store.Store) {
	steps := 45
	if testing.Short() {
		steps = 25
	}
	ctx := context.Background()
	from, to := open(t), open(t)
	one, ok := from.(store.Copier)
	if !ok {
		t.Skipf("%T gives its record to nobody", from)
	}
	two := to.(store.Copier) // of the same type
	script := NewScript(7, 30)
	done := map[string]int{}
	for i := range steps {
		step := script.Next()
		done[step.Name]++
		if err := step.Run(ctx, from); err != nil {
			t.Fatalf("step %d: %v", i, err)
		}
	}
	t.Log(done)
	if err := Copy(ctx, one, two); err != nil {
		t.Fatal(err)
	}
	want, got := written(t, one), written(t, two)
	kinds := map[string]int{}
	for i := range max(len(want), len(got)) {
		if i >= len(want) || i >= len(got) {
			t.Fatalf("%d pieces, not %d", len(got), len(want))
		}
		if want[i] != got[i] {
			w, g := around(want[i], got[i])
			t.Fatalf("piece %d:\nwant %s\ngot  %s", i, w, g)
		}
		kinds[want[i][:9]]++
	}
	if len(kinds) < 7 {
		t.Fatalf("some kinds of piece are missing: %v", kinds)
	}
	sameAnswers(t, script, from, to)
	if k, ok := from.(Keeper); ok {
		sameIndex(t, k, to.(Keeper))
	}
	// A record that has something takes no other, and life goes on in the copy.
	if err := Copy(ctx, one, two); demarche.CodeOf(err) != demarche.Conflict {
		t.Errorf("into a record that is not empty: %v", err)
	}
	for range 10 {
		step := script.Next()
		if err := step.Run(ctx, from); err != nil {
			t.Fatal(err)
		}
		if err := step.Run(ctx, to); err != nil {
			t.Fatalf("%s, in the copy: %v", step.Name, err)
		}
	}
	sameAnswers(t, script, from, to)
	if k, ok := from.(Keeper); ok {
		sameIndex(t, k, to.(Keeper))
		Sound(t, to.(Keeper))
	}
	// Nothing is put where something goes wrong on the way.
	third := open(t).(store.Copier)
	broken := fmt.Errorf("the line was cut")
	err := one.Pieces(ctx, func(_ store.Reader, all iter.Seq2[store.Piece, error]) error {
		return third.Restore(ctx, func(_ store.Reader, put func(store.Piece) error) error {
			n := 0
			for p, err := range all {
				if err != nil {
					return err
				}
				if err := put(p); err != nil {
					return err
				}
				if n++; n == len(want)/2 {
					return broken
				}
			}
			return nil
		})
	})
	if err == nil {
		t.Error("a record that was cut was restored")
	}
	if left := written(t, third); len(left) != 1 {
		t.Errorf("%d pieces of a record that was cut are there", len(left)-1)
	}
}

// sameAnswers asks two stores the same.
func sameAnswers(t *testing.T, script *Script, from, to store.Store) {
	t.Helper()
	ctx := context.Background()
	for q := range 20 {
		var a, b []string
		if err := from.View(ctx, func(r store.Reader) error { a = script.ask(ctx, r, uint64(q)); return nil }); err != nil {
			t.Fatal(err)
		}
		if err := to.View(ctx, func(r store.Reader) error { b = script.ask(ctx, r, uint64(q)); return nil }); err != nil {
			t.Fatal(err)
		}
		if len(a) != len(b) || len(a) == 0 {
			t.Fatalf("%d answers, not %d", len(b), len(a))
		}
		for i := range a {
			if a[i] != b[i] {
				w, g := around(a[i], b[i])
				t.Fatalf("the copy answers otherwise:\nwant %s\ngot  %s", w, g)
			}
		}
	}
}

// Copy puts the whole record of one store into another.
func Copy(ctx context.Context, from, to store.Copier) error {
	return from.Pieces(ctx, func(_ store.Reader, all iter.Seq2[store.Piece, error]) error {
		return to.Restore(ctx, func(_ store.Reader, put func(store.Piece) error) error {
			for p, err := range all {
				if err == nil {
					err = put(p)
				}
				if err != nil {
					return err
				}
			}
			return nil
		})
	})
}

// written is every piece of a record as text, its kind first.
func written(t *testing.T, c store.Copier) (out []string) {
	t.Helper()
	err := c.Pieces(context.Background(), func(_ store.Reader, all iter.Seq2[store.Piece, error]) error {
		for p, err := range all {
			if err != nil {
				return err
			}
			switch {
			case p.Counts != nil:
				out = append(out, "counts   "+jsonOf(p.Counts))
			case p.Article != nil:
				out = append(out, "article  "+jsonOf(p.Article))
			case p.Reading != nil:
				out = append(out, "reading  "+jsonOf(p.Reading))
			case p.Row != nil:
				out = append(out, "row      "+jsonOf(p.Row))
			case p.Change != nil:
				out = append(out, "change   "+jsonOf(p.Change))
			case p.Decision != nil:
				out = append(out, "decision "+jsonOf(p.Decision))
			case p.Step != nil:
				out = append(out, "step     "+jsonOf(p.Step))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// sameIndex compares what two stores keep beside what is only added to.
func sameIndex(t *testing.T, one, two Keeper) {
	t.Helper()
	differ(t, "the index of the copy", one.Dump, two.Dump)
}
