package score

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"
)

// TestAttributionEqualPython holds Attribution equal to score_attribution.py on
// predictions made of the gold with mistakes in them.
func TestAttributionEqualPython(t *testing.T) {
	dir := filepath.Join(sharedDir(t), "gold", "attribution")
	for _, set := range []string{"dev.jsonl", "gum_news.jsonl"} {
		g, err := LoadAttribution(os.DirFS(dir), set)
		if err != nil {
			t.Fatal(err)
		}
		if len(g.Docs) == 0 {
			t.Fatal("no documents")
		}
		read := map[string][]Attributed{}
		pred := filepath.Join(t.TempDir(), "pred.jsonl")
		f, err := os.Create(pred)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range g.Docs {
			n := len([]rune(d.Text))
			out := []Attributed{}
			for i, a := range d.Attributions {
				seed := fmt.Sprint(d.ID, i)
				move := func(what string, spans [][2]int) [][2]int {
					res := [][2]int{}
					for _, s := range spans {
						switch luck(8, seed, what) {
						case 0:
							s[0] = min(s[0]+12, s[1]-1)
						case 1:
							s[1] = min(s[1]+25, n)
						case 2:
							s[1] = max(s[1]-7, s[0]+1)
						case 3:
							s[0] = max(s[0]-9, 0)
						}
						res = append(res, s)
					}
					if luck(9, seed, what, "none") == 0 && what != "content" {
						return [][2]int{}
					}
					return res
				}
				if luck(6, seed) == 0 {
					continue
				}
				b := Attributed{Source: move("source", a.Source), Cue: move("cue", a.Cue), Content: move("content", a.Content)}
				if luck(10, seed, "swap") == 0 {
					b.Source, b.Cue = b.Cue, b.Source
				}
				text := []rune(d.Text)
				blank := true
				for _, s := range b.Content {
					for _, r := range text[s[0]:s[1]] {
						blank = blank && isSpace(r)
					}
				}
				if !blank {
					out = append(out, b)
				}
			}
			read[d.ID] = out
			line, err := json.Marshal(AttributionDoc{ID: d.ID, Attributions: out})
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(f, "%s\n", line)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		js := filepath.Join(t.TempDir(), "out.json")
		python(t, filepath.Join(dir, "score_attribution.py"), filepath.Join(dir, set), pred, "--boot", "0", "--json", js)
		raw, err := os.ReadFile(js)
		if err != nil {
			t.Fatal(err)
		}
		var want struct{ Results map[string]json.RawMessage }
		if err := json.Unmarshal(raw, &want); err != nil {
			t.Fatal(err)
		}
		for name, c := range Attribution(g, read) {
			var w [3]float64
			if err := json.Unmarshal(want.Results[name], &w); err != nil {
				t.Fatal(name, err)
			}
			if math.Abs(w[0]-c.P())+math.Abs(w[1]-c.R())+math.Abs(w[2]-c.F1()) > 1e-9 {
				t.Errorf("%s %s: P %.4f R %.4f F1 %.4f here, %.4f %.4f %.4f in Python", set, name, c.P(), c.R(), c.F1(), w[0], w[1], w[2])
			}
			if c.F1() == 0 || c.F1() == 1 {
				t.Errorf("%s %s is %.0f: the synthetic predictions do not exercise it", set, name, c.F1())
			}
		}
	}
}

func TestOneACue(t *testing.T) {
	cue, source := [][2]int{{10, 14}}, [][2]int{{5, 9}}
	got := OneACue([]Attributed{
		{source, cue, [][2]int{{20, 30}}}, {nil, nil, [][2]int{{31, 33}}}, {source, cue, [][2]int{{40, 50}}}, {nil, nil, [][2]int{{60, 70}}},
	})
	if len(got) != 3 || len(got[0].Content) != 2 || len(got[1].Content) != 1 {
		t.Errorf("%v: want the two rows of one cue joined, those without a cue apart", got)
	}
}
