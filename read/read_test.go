package read_test

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"demarche"
	"demarche/data"
	"demarche/demo"
	"demarche/page"
	"demarche/read"
)

var update = flag.Bool("update", false, "rewrite the golden readings")

var shared struct {
	once sync.Once
	r    *read.Reader
	err  error
}

// reader builds the reader once for all tests.
func reader(t testing.TB) *read.Reader {
	t.Helper()
	shared.once.Do(func() { shared.r, shared.err = read.New(read.Config{Data: data.FS}) })
	if shared.err != nil {
		t.Fatal(shared.err)
	}
	return shared.r
}

// dispatches are the demo articles.
func dispatches(t testing.TB) []demarche.Article {
	t.Helper()
	var out []demarche.Article
	err := fs.WalkDir(demo.FS, ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(demo.FS, p)
		if err != nil {
			return err
		}
		for _, x := range page.Read(filepath.Base(p), raw, page.Options{}) {
			if x.Err != nil {
				return x.Err
			}
			out = append(out, x.Article)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(out) < 12 {
		t.Fatalf("%d dispatches, want at least 12", len(out))
	}
	return out
}

// TestSpansAreWords holds the first law: no row without words.
func TestSpansAreWords(t *testing.T) {
	r := reader(t)
	rows := 0
	for _, a := range dispatches(t) {
		got := r.Read(a)
		for _, s := range got.Spans() {
			if s.Start < 0 || s.End > len(a.Text) || s.Start >= s.End {
				t.Fatalf("%s: span %v is no stretch of a text of %d bytes", a.ID, s, len(a.Text))
			}
			if w := s.In(a.Text); !utf8.ValidString(w) || strings.TrimSpace(w) != w {
				t.Errorf("%s: span %v is %q", a.ID, s, w)
			}
		}
		for _, x := range got.Acts {
			rows++
			if len(x.Evidence) == 0 {
				t.Errorf("%s: act %s has no evidence", a.ID, x.ID)
			}
		}
		for _, x := range got.Statements {
			rows++
			if len(x.Content) == 0 {
				t.Errorf("%s: statement %s has no words", a.ID, x.ID)
			}
		}
		for _, x := range got.Figures {
			rows++
			if len(x.Evidence) == 0 {
				t.Errorf("%s: figure %s has no evidence", a.ID, x.ID)
			}
		}
	}
	if rows < 100 {
		t.Errorf("only %d rows in the whole demo", rows)
	}
}

// TestSameTextSameRows holds the eighth law, on one goroutine and on four.
func TestSameTextSameRows(t *testing.T) {
	r := reader(t)
	arts := dispatches(t)
	want := make([][]byte, len(arts))
	for i, a := range arts {
		want[i] = encode(t, r.Read(a))
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i, a := range arts {
				if !bytes.Equal(encode(t, r.Read(a)), want[i]) {
					t.Errorf("%s: a second reading differs", a.ID)
				}
			}
		})
	}
	wg.Wait()
}

func encode(t testing.TB, g *demarche.Reading) []byte {
	b, err := g.Encode()
	if err != nil {
		t.Error(err)
	}
	return b
}

// TestGoldens compares the readings of the demo with reviewed ones. Run with
// -update after a change and read the difference.
func TestGoldens(t *testing.T) {
	r := reader(t)
	for _, a := range dispatches(t) {
		file := filepath.Join("testdata", "golden", string(a.ID)+".txt")
		got := lines(r.Read(a))
		if *update {
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Errorf("%v: run go test ./read -run TestGoldens -update and review", err)
			continue
		}
		if got != string(want) {
			t.Errorf("%s reads differently now; run with -update and review the difference\n%s", a.ID, firstDifference(string(want), got))
		}
	}
}

// lines writes a reading for people, a row a line.
func lines(g *demarche.Reading) string {
	var b strings.Builder
	c := checker{g}
	text := g.Article.Text
	fmt.Fprintf(&b, "%s  %s\n", g.Article.Published, g.Article.Title)
	for _, a := range g.Actors {
		fmt.Fprintf(&b, "actor   %s (%s %s) %s\n", a.Name, a.Kind, a.Country, strings.Join(a.Aliases, " | "))
	}
	for _, a := range g.Acts {
		date, place := "-", "-"
		if a.Date != nil {
			date = a.Date.EDTF
		}
		if a.Place != nil {
			place = a.Place.Name
		}
		fmt.Fprintf(&b, "act     %s %s %s | who %s | whom %s | by %s | %s | %s | %q\n", key(a.Key), a.Type, a.Status, list(c.names(a.Who)), list(c.names(a.Whom)), list(c.names(a.By)), date, place, words(text, a.Evidence))
	}
	for _, s := range g.Statements {
		cond := ""
		if s.Condition != nil {
			cond = fmt.Sprintf(" | %s %q", s.Condition.Kind, words(text, s.Condition.Spans))
		}
		fmt.Fprintf(&b, "says    %s %s %s | %s | via %s | to %s | %q%s\n", key(s.Key), s.Force, s.Mode, list(c.names(s.Speakers)), list(c.names(s.Via)), list(c.names(s.To)), words(text, s.Content), cond)
	}
	for _, f := range g.Figures {
		fmt.Fprintf(&b, "figure  %s %s %v–%v %s | of %s | by %s | %q\n", f.Kind, f.Bound, f.Low, f.High, f.Unit, list(c.names([]demarche.ActorID{f.Of})), list(c.names(f.By)), words(text, f.Evidence))
	}
	for _, x := range g.Tensions {
		fmt.Fprintf(&b, "tension %s %v\n", x.Kind, x.Between)
	}
	for _, n := range g.Notes {
		fmt.Fprintf(&b, "note    %s\n", n.Code)
	}
	return b.String()
}

func key(k bool) string {
	if k {
		return "*"
	}
	return " "
}

func list(names []string) string {
	if len(names) == 0 {
		return "-"
	}
	return strings.Join(names, " + ")
}

func words(text string, spans []demarche.Span) string {
	var out []string
	for _, s := range spans {
		out = append(out, s.In(text))
	}
	return strings.Join(out, " … ")
}

func firstDifference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(w), len(g)) {
		if w[i] != g[i] {
			return "- " + w[i] + "\n+ " + g[i]
		}
	}
	return fmt.Sprintf("%d lines became %d", len(w), len(g))
}

// TestReadNeverPanics reads odd texts: reading may not fail.
func TestReadNeverPanics(t *testing.T) {
	r := reader(t)
	for _, s := range []string{"", " ", "\n\n\n", "\"", "“““", "…", "a", ".", "\xff\xfe", "He said", "said said said", "\"“'‘ said he, \"he\" said.", strings.Repeat("(", 2000), strings.Repeat("\"a ", 3000), strings.Repeat("said ", 2000), strings.Repeat("Macron met Putin and ", 400)} {
		got := r.Read(demarche.Article{ID: "odd", Text: s, Published: "2024-02-30"})
		for _, x := range got.Spans() {
			if x.Start < 0 || x.End > len(s) || x.Start > x.End {
				t.Errorf("%.20q: span %v", s, x)
			}
		}
	}
}
