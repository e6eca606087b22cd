package lexicon_test

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"demarche"
	"demarche/lexicon"
)

var update = flag.Bool("update", false, "write the goldens of testdata anew")

// A file of testdata/faults is a data folder with a fault in it: lines
// "-- path --" before each file, in which "\t" is a TAB, and the report under
// "-- want --".
func TestFaults(t *testing.T) {
	files, err := filepath.Glob("testdata/faults/*.txt")
	if err != nil || len(files) < 12 {
		t.Fatalf("%d folders with faults: %v", len(files), err)
	}
	for _, f := range files {
		t.Run(strings.TrimSuffix(filepath.Base(f), ".txt"), func(t *testing.T) {
			b, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			given, want, ok := strings.Cut(string(b), "-- want --\n")
			if !ok {
				t.Fatal("no line -- want --")
			}
			_, err = lexicon.Load(folder(given))
			if err == nil {
				t.Fatal("loaded without a word")
			}
			if demarche.CodeOf(err) != demarche.Invalid {
				t.Errorf("the code is %s", demarche.CodeOf(err))
			}
			if got := err.Error() + "\n"; got != want {
				if *update {
					if err := os.WriteFile(f, []byte(given+"-- want --\n"+got), 0o644); err != nil {
						t.Fatal(err)
					}
					return
				}
				t.Errorf("got\n%swant\n%s", got, want)
			}
		})
	}
}

// folder is a data folder from its description.
func folder(src string) fstest.MapFS {
	m := fstest.MapFS{}
	var path string
	for line := range strings.Lines(src) {
		if p, ok := strings.CutPrefix(line, "-- "); ok {
			path = strings.TrimSuffix(strings.TrimSpace(p), " --")
			m[path] = &fstest.MapFile{}
			continue
		}
		if path != "" {
			m[path].Data = append(m[path].Data, strings.ReplaceAll(line, `\t`, "\t")...)
		}
	}
	return m
}

// A folder without tables is an empty lexicon, and one with Windows line ends,
// comments and blank lines is as good as any.
func TestLoadOdd(t *testing.T) {
	l, err := lexicon.Load(fstest.MapFS{})
	if err != nil || l.Lookup("France") != nil || l.List("none").Has("x") || l.Entry("state:FRA") != nil || len(l.HeldBy("king", "state:FRA", "1700")) > 0 {
		t.Errorf("an empty folder: %v", err)
	}
	l, err = lexicon.Load(folder("-- actors/states.tsv --\n# a comment\r\nkey\\tname\\tthe\\tvariants\\tadjectives\\tpeople\\tcapitals\\tseats\r\n\r\n  \r\nstate:FRA\\tFrance\\t\\t\\tFrench\\t\\tParis\\t\r\n" +
		"-- en/lists/fruit.txt --\n# fruit\r\napple\\tround\r\nRed Currant\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	if got := show(l.Lookup("Paris")); got != "state:FRA capital" {
		t.Errorf("Paris is %q", got)
	}
	fruit := l.List("fruit")
	if v, ok := fruit.Value("Apple"); v != "round" || !ok {
		t.Errorf("apple: %q, %v", v, ok)
	}
	if v, ok := fruit.Value("red currant"); v != "" || !ok || fruit.Has("red") || fruit.Len() != 2 {
		t.Errorf("red currant: %q, %v, %d entries", v, ok, fruit.Len())
	}
}

// EachLine gives the lines as printed, and a bad one is an error with its place
// and repair; so is a list that is not there.
func TestEachLine(t *testing.T) {
	f := folder("-- en/lists/fruit.txt --\n# fruit\r\nApple\\tround\r\n\nRed Currant\nsloe\\tsour\n")
	var got []string
	err := lexicon.EachLine(f, "fruit", func(words, val string) string {
		got = append(got, words+"="+val)
		if val == "sour" {
			return "leave it on the bush"
		}
		return ""
	})
	if want := "Apple=round Red Currant= sloe=sour"; strings.Join(got, " ") != want {
		t.Errorf("lines %q, want %q", got, want)
	}
	var bad *demarche.Error
	if !errors.As(err, &bad) || bad.Where != "en/lists/fruit.txt:5" || bad.Repair != "leave it on the bush" {
		t.Errorf("a bad line: %v", err)
	}
	if err := lexicon.EachLine(f, "nuts", func(string, string) string { return "" }); !errors.As(err, &bad) || bad.Where != "en/lists/nuts.txt" || bad.Repair == "" {
		t.Errorf("no list: %v", err)
	}
}
