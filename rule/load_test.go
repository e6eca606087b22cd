package rule

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"demarche/data"
)

var update = flag.Bool("update", false, "rewrite the files under testdata")

// The rules that ship must load, all of them, each with its examples.
func TestLoadShipped(t *testing.T) {
	s, err := Load(data.FS, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Rules) < 30 {
		t.Fatalf("%d rules: the folder has moved away from the test", len(s.Rules))
	}
	for _, r := range s.Rules {
		if s.Rule(r.Name) != r {
			t.Errorf("%s is not found by its name", r.Name)
		}
	}
}

// TestFaults loads each file of testdata/faults by itself; the errors it gives
// are the golden file beside it.
func TestFaults(t *testing.T) {
	files, err := filepath.Glob("testdata/faults/*.rule")
	if err != nil || len(files) < 12 {
		t.Fatalf("%d faulty files, want at least 12 (%v)", len(files), err)
	}
	for _, f := range files {
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		_, err = Load(fstest.MapFS{
			"en/rules/" + filepath.Base(f): {Data: src},
			"en/lists/weapons.txt":         {Data: []byte("missile\nrocket launcher\n")},
			"en/lists/light.txt":           {Data: []byte("hold\n")},
		}, nil)
		if err == nil {
			t.Errorf("%s loads without a fault", f)
			continue
		}
		golden := strings.TrimSuffix(f, ".rule") + ".err"
		got := err.Error() + "\n"
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s says\n%s\nwant\n%s", f, got, want)
		}
	}
}

func TestLoadWithoutRules(t *testing.T) {
	_, err := Load(fstest.MapFS{"en/lists/light.txt": {Data: []byte("hold\n")}}, nil)
	if err == nil || !strings.Contains(err.Error(), "en/rules") {
		t.Errorf("no rules: %v", err)
	}
	if errors.Is(err, os.ErrNotExist) == false && err == nil {
		t.Error("the cause is lost")
	}
}

// FuzzLoad: whatever the bytes, loading gives rules or faults and never panics.
func FuzzLoad(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, src string) {
		rules, bad := Parse("x.rule", src)
		if len(bad) == 0 {
			for _, r := range rules {
				if len(r.Verb)+len(r.Noun)+len(r.Adj)+len(r.Pred) == 0 {
					t.Errorf("rule %q without a head got through", r.Name)
				}
			}
		}
		for _, err := range bad {
			_ = err.Error()
		}
	})
}

// FuzzFormat: formatting is idempotent and changes no meaning.
func FuzzFormat(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, src string) {
		once, err := Format("x.rule", src)
		if err != nil {
			return
		}
		twice, err := Format("x.rule", once)
		if err != nil || once != twice {
			t.Errorf("not idempotent (%v):\n%q\n%q", err, once, twice)
		}
		a, badA := Parse("x.rule", src)
		b, badB := Parse("x.rule", once)
		if len(badA) == 0 && (len(badB) > 0 || len(a) != len(b)) {
			t.Errorf("%q has %d rules, formatted %q has %d, %v", src, len(a), once, len(b), badB)
		}
	})
}

func seeds(f *testing.F) {
	files, _ := filepath.Glob("testdata/faults/*.rule")
	more, _ := filepath.Glob("../data/en/rules/*/*.rule")
	if len(files) == 0 {
		f.Fatal("no seeds")
	}
	for _, name := range append(files, more...) {
		if b, err := os.ReadFile(name); err == nil {
			f.Add(string(b))
		}
	}
}

// The rules that ship are laid out as `demarche rule fmt` lays them out.
func TestShippedLayout(t *testing.T) {
	files, _ := filepath.Glob("../data/en/rules/*/*.rule")
	if len(files) < 15 {
		t.Fatalf("%d rule files", len(files))
	}
	for _, f := range files {
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		out, err := Format(f, string(src))
		if err != nil {
			t.Fatal(err)
		}
		if out != string(src) {
			t.Errorf("%s: run demarche rule fmt -w on it", f)
		}
	}
}
