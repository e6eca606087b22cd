package storetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"testing"

	"demarche/store"
)

// testRandom does made-up steps to a store and to the model and asks both the
// same questions after each.
func testRandom(t *testing.T, open func(*testing.T) store.Store) {
	steps, seeds := 40, 2
	if testing.Short() {
		steps, seeds = 20, 1
	}
	if n, err := strconv.Atoi(os.Getenv("DEMARCHE_RANDOM")); err == nil {
		seeds = n
	}
	for seed := range seeds {
		t.Run(fmt.Sprint("seed", seed), func(t *testing.T) {
			ctx := context.Background()
			s := open(t)
			model := NewModel()
			script := NewScript(uint64(8*seed)+1, 30)
			done := map[string]int{}
			for i := range steps {
				step := script.Next()
				done[step.Name]++
				if err := step.Run(ctx, model); err != nil {
					t.Fatalf("step %d on the model: %v", i, err)
				}
				if err := step.Run(ctx, s); err != nil {
					t.Fatalf("step %d: %v", i, err)
				}
				var want, got []string
				question := uint64(seed*1000 + i)
				if err := model.View(ctx, func(r store.Reader) error { want = script.ask(ctx, r, question); return nil }); err != nil {
					t.Fatal(err)
				}
				if err := s.View(ctx, func(r store.Reader) error { got = script.ask(ctx, r, question); return nil }); err != nil {
					t.Fatal(err)
				}
				shown := 0
				for j := range max(len(want), len(got)) {
					if j >= len(want) || j >= len(got) {
						t.Fatalf("step %d (%s): %d answers, not %d", i, step.Name, len(got), len(want))
					}
					if want[j] != got[j] && shown < 3 {
						w, g := around(want[j], got[j])
						t.Errorf("step %d (%s):\nwant %s\ngot  %s", i, step.Name, w, g)
						shown++
					}
				}
				if shown > 0 {
					t.FailNow()
				}
				// After every step of one script, since what breaks here may be hidden by
				// the next one; of others now and then, since it takes long.
				if k, ok := s.(Keeper); ok && (seed == 1 || i%5 == 4 || step.Name == "forgetting" || step.Name == "copy") {
					Sound(t, k)
				}
			}
			t.Log(done)
		})
	}
}

// Keeper is a store that keeps an index beside what is only added to.
type Keeper interface {
	store.Store
	Dump(context.Context, io.Writer) error
}

// Sound fails the test where the store finds fault with itself, or where its
// index made again is another.
func Sound(t *testing.T, k Keeper) {
	t.Helper()
	ctx := context.Background()
	if err := k.Check(ctx); err != nil {
		t.Fatal(err)
	}
	differ(t, "the index made again", k.Dump, func(ctx context.Context, w io.Writer) error { return errors.Join(k.Rebuild(ctx), k.Dump(ctx, w)) })
}

// differ fails the test where two indexes are not the same.
func differ(t *testing.T, what string, one, two func(context.Context, io.Writer) error) {
	t.Helper()
	var before, after bytes.Buffer
	if err := errors.Join(one(context.Background(), &before), two(context.Background(), &after)); err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(before.Bytes(), after.Bytes()) {
		return
	}
	a, b := strings.Split(before.String(), "\n"), strings.Split(after.String(), "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			t.Fatalf("%s differs:\nwas %s\nis  %s", what, a[i], b[i])
		}
	}
	t.Fatalf("%s has %d lines, not %d", what, len(b), len(a))
}

// around shortens two answers to where they begin to differ.
func around(a, b string) (string, string) {
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	cut := func(s string) string {
		from, to := max(0, i-200), min(len(s), i+200)
		return s[:min(len(s), 300)] + " ⋯ " + s[from:to]
	}
	return cut(a), cut(b)
}
