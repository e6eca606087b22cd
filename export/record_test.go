package export_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"path/filepath"
	"strings"
	"testing"

	"demarche"
	"demarche/export"
	"demarche/store"
	"demarche/store/sqlite"
	"demarche/store/storetest"
)

func open(t *testing.T) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(context.Background(), filepath.Join(t.TempDir(), "record.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// lived is a record that went through everything that a record lives through.
func lived(t *testing.T, seed uint64, steps int) *sqlite.Store {
	t.Helper()
	s, script := open(t), storetest.NewScript(seed, 30)
	for i := range steps {
		step := script.Next()
		if err := step.Run(context.Background(), s); err != nil {
			t.Fatalf("step %d, %s: %v", i, step.Name, err)
		}
	}
	return s
}

func record(t *testing.T, s store.Copier) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := export.Record(context.Background(), &b, s, func(store.Counts) error { return nil }); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// What is exported, imported and exported again is the same, byte for byte,
// and so is the index that was made of it.
func TestRecordThereAndBack(t *testing.T) {
	ctx := context.Background()
	for seed := range uint64(3) {
		one, two := lived(t, seed+11, 60), open(t)
		first := record(t, one)
		counts, err := export.Import(ctx, "record.jsonl", bytes.NewReader(first), two)
		if err != nil {
			t.Fatal(err)
		}
		if counts.Articles == 0 || counts.Rows == 0 || counts.Decisions == 0 || counts.Steps <= counts.Articles {
			t.Fatalf("there is too little to see: %+v", counts)
		}
		if !bytes.Contains(first, []byte(`"forgotten":"`)) || !bytes.Contains(first, []byte(`"husk":`)) || !bytes.Contains(first, []byte(`"superseded_by":"`)) {
			t.Error("nothing was forgotten or superseded")
		}
		if second := record(t, two); !bytes.Equal(first, second) {
			t.Fatalf("it comes back otherwise: %s", firstDifference(first, second))
		}
		a, err1 := one.Hash(ctx)
		b, err2 := two.Hash(ctx)
		if err1 != nil || err2 != nil || a != b {
			t.Fatalf("the index is another: %s %s %v %v", a, b, err1, err2)
		}
		if err := two.Check(ctx); err != nil {
			t.Fatal(err)
		}
	}
}

func firstDifference(a, b []byte) string {
	x, y := bytes.Split(a, []byte("\n")), bytes.Split(b, []byte("\n"))
	for i := range min(len(x), len(y)) {
		if !bytes.Equal(x[i], y[i]) {
			return fmt.Sprintf("line %d:\n%s\n%s", i+1, x[i], y[i])
		}
	}
	return fmt.Sprintf("%d lines, not %d", len(y), len(x))
}

// sealed writes the tail anew, as somebody would who knows the form.
func sealed(lines []string) string {
	body := strings.Join(lines[:len(lines)-1], "\n") + "\n"
	sum := sha256.Sum256([]byte(body))
	return body + fmt.Sprintf(`{"tail":{"sha256":%q,"lines":%d}}`, hex.EncodeToString(sum[:]), len(lines)-1) + "\n"
}

// at finds the first line of a kind.
func at(t *testing.T, lines []string, has ...string) int {
	t.Helper()
next:
	for i, l := range lines {
		for _, h := range has {
			if !strings.Contains(l, h) {
				continue next
			}
		}
		return i
	}
	t.Fatalf("no line has %q", has)
	return 0
}

func TestImportRefusesWhatWasTouched(t *testing.T) {
	good := strings.Split(strings.TrimSuffix(string(record(t, lived(t, 5, 45))), "\n"), "\n")
	change := func(old, with string, has ...string) func(*testing.T, []string) (string, int) {
		return func(t *testing.T, l []string) (string, int) {
			i := at(t, l, append(has, old)...)
			l[i] = strings.Replace(l[i], old, with, 1)
			return sealed(l), i + 1
		}
	}
	for name, c := range map[string]struct {
		do   func(*testing.T, []string) (text string, line int)
		want string
	}{
		"a later form":      {change(`demarche.record/1`, `demarche.record/2`), "is written in form 2"},
		"readings":          {change(`demarche.record/1`, `demarche.reading/1`), "these are readings"},
		"no JSON":           {change(`{"article"`, `"article"`), "it is no line of a record"},
		"an unknown field":  {change(`{"change":{`, `{"change":{"mood":"grim",`), "unknown field"},
		"a text":            {change(`"text":"`, `"text":"X`, `{"article"`), "its text is not the one that was hashed"},
		"an evidence":       {change(`"evidence":[[`, `"evidence":[[1`, `{"row"`, `"kind":"act"`), "row e-"},
		"the words":         {change(`"words":["`, `"words":["not `, `{"row"`, `"kind":"act"`), "its evidence says"},
		"a decision":        {change(`"by":"`, `"by":"somebody else than `, `{"decision"`), "its content is not what was decided"},
		"a decision's time": {change(`"recorded":"2022`, `"recorded":"2021`, `{"decision"`), "its content is not what was decided"},
		"a change's number": {change(`{"change":{"seq":3,`, `{"change":{"seq":4,`), "does not follow on change 2"},
		"the kind of a row": {change(`"kind":"act"`, `"kind":"figure"`, `{"row"`, `"said":[{`), "says that it is act"},
		"a count": {func(t *testing.T, l []string) (string, int) {
			l[0] = strings.Replace(l[0], `"articles":`, `"articles":1`, 1)
			return sealed(l), len(l)
		}, "the head speaks of"},
		"a line taken out": {func(t *testing.T, l []string) (string, int) {
			i := at(t, l, `{"decision":{"seq":2,`)
			return sealed(append(l[:i:i], l[i+1:]...)), i + 1
		}, "it is missing; the next one there is 3"},
		"two lines changed about": {func(t *testing.T, l []string) (string, int) {
			i := at(t, l, `{"change"`)
			l[i], l[i-1] = l[i-1], l[i]
			return sealed(l), i + 1
		}, "wrong place"},
		"one letter, the tail left": {func(t *testing.T, l []string) (string, int) {
			i := at(t, l, `{"article"`, `"title":"`)
			l[i] = strings.Replace(l[i], `"title":"`, `"title":"A`, 1)
			return strings.Join(l, "\n") + "\n", len(l)
		}, "their hash is another"},
		"the end cut off": {func(t *testing.T, l []string) (string, int) {
			return strings.Join(l[:len(l)-1], "\n") + "\n", len(l)
		}, "ends without its last line"},
		"cut in a line": {func(t *testing.T, l []string) (string, int) {
			text := strings.Join(l[:9], "\n")
			return text[:len(text)-20], 9
		}, "it is no line of a record"},
		"something after": {func(t *testing.T, l []string) (string, int) {
			return strings.Join(l, "\n") + "\n" + l[1] + "\n", len(l) + 1
		}, "more after the last line"},
	} {
		t.Run(name, func(t *testing.T) {
			text, line := c.do(t, append([]string{}, good...))
			into := open(t)
			_, err := export.Import(context.Background(), "copy.jsonl", strings.NewReader(text), into)
			if err == nil {
				t.Fatal("it was imported")
			}
			if want := fmt.Sprintf("copy.jsonl:%d: ", line); !strings.HasPrefix(err.Error(), want) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v\nwant %s… %s", err, want, c.want)
			}
			if !strings.Contains(err.Error(), "\n  ") || demarche.CodeOf(err) != demarche.Invalid {
				t.Errorf("no repair, or not invalid: %v", err)
			}
			if n := bytes.Count(record(t, into), []byte("\n")); n != 2 {
				t.Errorf("%d lines were imported", n-2)
			}
		})
	}
}

// A decision whose value is not written as JSON would write it keeps its bytes,
// over which its hash goes.
func TestRecordKeepsTheBytesOfADecision(t *testing.T) {
	ctx := context.Background()
	one, two := lived(t, 3, 12), open(t)
	for _, value := range []string{`{ "field": "é" }`, `null`, `{"a":"<b>&"}`} {
		if err := one.Update(ctx, func(tx store.Tx) error {
			_, err := tx.Decide(demarche.Decision{By: "ann", Kind: demarche.DecideReliability, Target: "reuters", Value: []byte(value)})
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	first := record(t, one)
	if _, err := export.Import(ctx, "record.jsonl", bytes.NewReader(first), two); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first, record(t, two)) {
		t.Error("it comes back otherwise")
	}
	if err := two.Check(ctx); err != nil {
		t.Error(err)
	}
}

// bent is a store in which a row says what its article does not.
type bent struct{ *sqlite.Store }

func (b bent) Pieces(ctx context.Context, f func(store.Reader, iter.Seq2[store.Piece, error]) error) error {
	return b.Store.Pieces(ctx, func(r store.Reader, all iter.Seq2[store.Piece, error]) error {
		return f(r, func(yield func(store.Piece, error) bool) {
			for p, err := range all {
				if p.Row != nil && len(p.Row.Said) > 0 && len(p.Row.Said[0].Row.Words) > 0 {
					p.Row.Said[0].Row.Words[0] += " and more"
				}
				if !yield(p, err) {
					return
				}
			}
		})
	})
}

// No row leaves without its words.
func TestRecordChecksEvidence(t *testing.T) {
	var b bytes.Buffer
	err := export.Record(context.Background(), &b, bent{lived(t, 2, 5)}, func(store.Counts) error { return nil })
	if err == nil || !strings.Contains(err.Error(), "its evidence says") || !strings.Contains(err.Error(), "demarche check") {
		t.Errorf("it is written: %v", err)
	}
}

// BenchmarkRecord measures both ways on made-up news, in rows a second.
func BenchmarkRecord(b *testing.B) {
	ctx := context.Background()
	s, err := sqlite.Open(ctx, filepath.Join(b.TempDir(), "record.db"), sqlite.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	w := storetest.NewWorld(1, 500)
	day, _ := demarche.ParseEDTF("2022-02-08")
	at := day.From.Time()
	rows := 0
	for range 50 {
		if err := s.Update(ctx, func(tx store.Tx) error {
			for range 10 {
				n := w.Article(day.From, at, 20)
				rows += len(n.Rows)
				if err := storetest.Write(tx, n, nil, at); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			b.Fatal(err)
		}
	}
	var file bytes.Buffer
	b.Run("export", func(b *testing.B) {
		for b.Loop() {
			file.Reset()
			if err := export.Record(ctx, &file, s, func(store.Counts) error { return nil }); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(rows*b.N)/b.Elapsed().Seconds(), "rows/s")
	})
	b.Run("import", func(b *testing.B) {
		for b.Loop() {
			into, err := sqlite.Open(ctx, filepath.Join(b.TempDir(), "copy.db"), sqlite.Options{})
			if err != nil {
				b.Fatal(err)
			}
			if _, err := export.Import(ctx, "record.jsonl", bytes.NewReader(file.Bytes()), into); err != nil {
				b.Fatal(err)
			}
			into.Close()
		}
		b.ReportMetric(float64(rows*b.N)/b.Elapsed().Seconds(), "rows/s")
	})
}
