package demo

import (
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"demarche"
	"demarche/data"
	"demarche/page"
	"demarche/read/segment"
)

// dispatches reads every file of the demo as the program does.
func dispatches(t *testing.T) map[string]demarche.Article {
	out := map[string]demarche.Article{}
	err := fs.WalkDir(FS, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(FS, name)
		if err != nil {
			return err
		}
		if in := page.Read(name, raw, page.Options{}); len(in) == 1 && in[0].Err == nil {
			out[name] = in[0].Article
		} else {
			t.Errorf("%s is not one article: %+v", name, in)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(out) < 40 {
		t.Fatalf("%d dispatches, want at least 40", len(out))
	}
	return out
}

var (
	winter = regexp.MustCompile(`^2022-0[123]-\d\d$`)
	around = regexp.MustCompile(`Subscribe|Sign up|Terms of use|Related|Medal table|^#|\*\*|\]\(|<`)
)

// copies names the dispatches that tell another one again almost word for
// word: two reprints by other outlets and a corrected version.
var copies = map[string]string{
	"24-gazette-kremlin-talks.json":          "23-kremlin-talks.json",
	"27-white-house-pipeline-corrected.json": "26-white-house-pipeline.json",
	"36-bulletin-meetings-called-off.json":   "35-meetings-called-off.json",
}

func original(name string) string {
	if of := copies[name]; of != "" {
		return of
	}
	return name
}

// TestCopies holds that a copy has nine tenths of the words of its original,
// a reprint another outlet, and a corrected version the same address on a
// later day.
func TestCopies(t *testing.T) {
	all := dispatches(t)
	for name, of := range copies {
		a, b := all[name], all[of]
		if a.Text == b.Text || a.Published <= b.Published {
			t.Errorf("%s is no later copy of %s", name, of)
		}
		if (a.Source == b.Source) != (a.URL == b.URL) {
			t.Errorf("%s: %s at %s, its original: %s at %s", name, a.Source, a.URL, b.Source, b.URL)
		}
		has := map[string]bool{}
		for _, w := range wordOf.FindAllString(a.Text, -1) {
			has[w] = true
		}
		words, kept := wordOf.FindAllString(b.Text, -1), 0
		for _, w := range words {
			if has[w] {
				kept++
			}
		}
		if 10*kept < 9*len(words) {
			t.Errorf("%s has %d of the %d words of %s, want nine tenths", name, kept, len(words), of)
		}
	}
}

func TestDispatches(t *testing.T) {
	sp, err := segment.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	sentences := map[string]string{}
	formats := map[string]int{}
	for name, a := range dispatches(t) {
		formats[path.Ext(name)]++
		if !winter.MatchString(string(a.Published)) || a.Title == "" || a.Source == "" {
			t.Errorf("%s: date %q, title %q, source %q", name, a.Published, a.Title, a.Source)
		}
		if n := len(strings.Fields(a.Text)); n < 60 || n > 450 {
			t.Errorf("%s: %d words, want 60 to 450", name, n)
		}
		if around.MatchString(a.Text) {
			t.Errorf("%s: marks or what stands around the article are left in its text:\n%s", name, a.Text)
		}
		l := sp.Split(a.Text)
		for _, s := range l.Sentences {
			w := a.Text[l.Tokens[s.From].Start:l.Tokens[s.To-1].End]
			if other := sentences[w]; other != "" && other != original(name) && s.Len() > 3 {
				t.Errorf("%s repeats a sentence of %s: %s", name, other, w)
			}
			sentences[w] = original(name)
		}
	}
	for _, f := range []string{".json", ".txt", ".md", ".html"} {
		if formats[f] == 0 {
			t.Errorf("no dispatch in %s", f)
		}
	}
}

// TestOwnWords compares every stretch of eight words with the sources of the
// facts: the facts carry over, the sentences do not.
func TestOwnWords(t *testing.T) {
	dir := os.Getenv("DEMARCHE_SHARED")
	if dir == "" {
		dir = "../../shared"
	}
	if _, err := os.Stat(dir); err != nil {
		t.Skip("skipped: ../shared not here")
	}
	taken := map[string]string{}
	for _, name := range []string{"design/demo-facts.md", "gold/articles/seed.json"} {
		raw, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		src := string(raw)
		if strings.HasSuffix(name, ".json") {
			var a struct{ Text string }
			if err := json.Unmarshal(raw, &a); err != nil {
				t.Fatal(err)
			}
			src = a.Text
		}
		for _, s := range stretches(src) {
			taken[s] = name
		}
	}
	if len(taken) < 5000 {
		t.Fatalf("%d stretches to compare with", len(taken))
	}
	for name, a := range dispatches(t) {
		for _, s := range stretches(a.Text) {
			if from := taken[s]; from != "" {
				t.Errorf("%s: %q stands in %s", name, s, from)
			}
		}
	}
}

var wordOf = regexp.MustCompile(`[\pL\pN]+`)

func stretches(s string) []string {
	w := wordOf.FindAllString(strings.ToLower(s), -1)
	var out []string
	for i := 0; i+8 <= len(w); i++ {
		out = append(out, strings.Join(w[i:i+8], " "))
	}
	return out
}
