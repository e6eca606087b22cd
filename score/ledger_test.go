package score

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"demarche"
)

// synthetic makes a reading out of a gold ledger, with every sort of mistake in
// it: rows left out, added twice, of another type, status or force, with other
// actors, and spans that are too long or too short.
func synthetic(g *Ledger, art demarche.Article) *demarche.Reading {
	r := &demarche.Reading{Schema: demarche.Schema, Article: art}
	ids := map[string]demarche.ActorID{}
	for i, a := range g.Actors {
		if luck(12, g.ID, a.Name) == 0 {
			continue
		}
		id := demarche.ActorID(fmt.Sprint("a", i+1))
		ids[a.Name] = id
		name := a.Name
		if k := luck(4, a.Name, "alias"); k < len(a.Aliases) {
			name = strings.ToUpper(a.Aliases[k])
		}
		act := demarche.Actor{ID: id, Name: name, Kind: demarche.ActorKind(a.Kind), Country: demarche.Maybe(a.Country)}
		if luck(3, a.Name, "x") > 0 {
			act.Aliases = a.Aliases
		}
		if luck(5, a.Name, "country") == 0 {
			act.Country = "XXX"
		}
		r.Actors = append(r.Actors, act)
	}
	r.Actors = append(r.Actors, demarche.Actor{ID: "a99", Name: "Nobody's Café", Kind: demarche.Company})
	some := func(seed string, names ...string) []demarche.ActorID {
		var out []demarche.ActorID
		for _, n := range names {
			if luck(7, seed, n) == 0 {
				continue
			}
			if id, ok := ids[n]; ok {
				out = append(out, id)
			}
		}
		if luck(6, seed, "extra") == 0 {
			out = append(out, "a99")
		}
		return out
	}
	span := func(seed string, words strs) []demarche.Span {
		var out []demarche.Span
		for _, w := range words {
			i := strings.Index(art.Text, w)
			s := demarche.Span{Start: i, End: i + len(w)}
			switch luck(6, seed, w) {
			case 0:
				s.End = s.Start + strings.IndexByte(w+" ", ' ')
			case 1:
				if k := strings.IndexByte(art.Text[s.End:], ' '); k >= 0 {
					s.End += k
				}
			case 2:
				s.Start = strings.LastIndexByte(art.Text[:s.Start], '\n') + 1
			}
			out = append(out, s)
		}
		return out
	}
	for i, g := range g.Acts {
		seed := fmt.Sprint("act", i, art.ID)
		for n := range 1 + luck(5, seed)/4 {
			if luck(6, seed, "drop") == 0 {
				continue
			}
			seed := fmt.Sprint(seed, n)
			a := demarche.Act{ID: demarche.ActID(fmt.Sprint("e", len(r.Acts)+1)), Type: demarche.ActType(g.Type), Status: demarche.Status(g.Status),
				Who: some(seed+"w", g.Who...), Whom: some(seed+"m", g.Whom...), By: some(seed+"b", g.By...), Key: luck(3, seed, "key") > 0,
				Evidence: span(seed, g.Evidence)}
			if luck(4, seed, "status") == 0 {
				a.Status = demarche.Statuses[luck(6, seed, "s")]
			}
			if luck(9, seed, "type") == 0 {
				a.Type = demarche.Attack
			}
			if luck(3, seed, "date") > 0 && g.Date != "" {
				a.Date = &demarche.Date{EDTF: g.Date}
			} else if luck(3, seed, "date2") > 0 {
				a.Date = &demarche.Date{EDTF: "2022-02-08/.."}
			}
			if g.Place != "" && luck(4, seed, "place") > 0 {
				a.Place = &demarche.Place{Name: strings.Split(g.Place, ",")[0]}
			}
			r.Acts = append(r.Acts, a)
		}
	}
	for i, g := range g.Statements {
		seed := fmt.Sprint("statement", i, art.ID)
		if luck(6, seed, "drop") == 0 {
			continue
		}
		s := demarche.Statement{ID: demarche.StatementID(fmt.Sprint("s", i)), Speakers: some(seed, g.Speaker...), Via: some(seed+"v", g.Via...),
			Force: demarche.Force(g.Force), Content: span(seed, g.Content), Key: luck(3, seed, "key") > 0}
		if luck(4, seed, "force") == 0 {
			s.Force = demarche.Forces[luck(len(demarche.Forces), seed, "f")]
		}
		if len(g.Condition) > 0 && luck(3, seed, "cond") > 0 {
			s.Condition = &demarche.Condition{Kind: demarche.If, Spans: span(seed, g.Condition)}
		} else if luck(9, seed, "cond2") == 0 {
			s.Condition = &demarche.Condition{Kind: demarche.If, Spans: span(seed, g.Content)}
		}
		r.Statements = append(r.Statements, s)
	}
	for i, g := range g.Figures {
		seed := fmt.Sprint("figure", i, art.ID)
		f := demarche.Figure{ID: demarche.FigureID(fmt.Sprint("n", i)), Unit: g.Unit, Bound: demarche.Bound(g.Bound), By: some(seed, g.By...), Evidence: span(seed, g.Evidence)}
		if g.Low != nil {
			f.Low = *g.Low
		}
		if g.High != nil {
			f.High = *g.High
		}
		if luck(5, seed, "low") == 0 {
			f.Low = 7
		}
		if luck(4, seed, "bound") == 0 {
			f.Bound = demarche.Under
		}
		if of := some(seed+"o", g.Of); g.Of != "" && len(of) > 0 {
			f.Of = of[0]
		}
		r.Figures = append(r.Figures, f)
	}
	return r
}

func syntheticSet(t *testing.T, dir string) (*GoldSet, map[string]*demarche.Reading, string) {
	gold, err := LoadGold(os.DirFS(filepath.Join(dir, "gold")))
	if err != nil {
		t.Fatal(err)
	}
	read := map[string]*demarche.Reading{}
	var list []*demarche.Reading
	for i := range gold.Ledgers {
		g := &gold.Ledgers[i]
		if g.ID == "ho26" {
			continue // a document that was not read
		}
		read[g.ID] = synthetic(g, gold.Articles[g.ID])
		list = append(list, read[g.ID])
	}
	return gold, read, writeReadings(t, list)
}

// TestLedgersEqualPython holds the figures of Ledgers equal to those of
// score_ledger.py.
func TestLedgersEqualPython(t *testing.T) {
	dir := sharedDir(t)
	gold, read, file := syntheticSet(t, dir)
	s := Ledgers(gold.Ledgers, gold.Articles, read)
	g := filepath.Join(dir, "gold")
	out := python(t, filepath.Join(g, "score_ledger.py"), filepath.Join(g, "ledgers"), filepath.Join(g, "articles"), file, "--json")
	lines := strings.Split(strings.TrimSpace(out), "\n")
	var want map[string]any
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &want); err != nil {
		t.Fatal(err, out)
	}
	checked := 0
	same := func(name string, got float64) {
		w, ok := want[name].(float64)
		if !ok {
			t.Errorf("%s is not in the output of the scorer", name)
			return
		}
		if math.Abs(w-got) > 0.00006 {
			t.Errorf("%s is %.4f here, %.4f in Python", name, got, w)
		}
		if got == 0 {
			t.Errorf("%s is 0: the synthetic readings do not exercise it", name)
		}
		checked++
	}
	for _, n := range CountNames {
		same(n, s.Counts[n].F1())
	}
	for _, n := range RateNames {
		if n == "condition, spurious" {
			want := fmt.Sprintf("%d", s.Rates[n].N)
			for _, l := range lines {
				if strings.HasPrefix(l, n) && strings.TrimSpace(strings.TrimPrefix(l, n)) != want {
					t.Errorf("%s is %s here, %q in Python", n, want, l)
				}
			}
			continue
		}
		same(n, s.Rates[n].Share())
	}
	same("key recall", s.Key.R())
	if len(s.Absent) != 1 || checked < 20 {
		t.Errorf("absent %v, %d measures compared", s.Absent, checked)
	}
}

func TestFold(t *testing.T) {
	for _, c := range [][2]string{
		{"The Élysée’s", "elysee"}, {"Recep Tayyip Erdoğan", "recep tayyip erdogan"}, {"U.S. officials", "u s officials"},
		{"Nikola Ðorđević's aide", "nikola or evic aide"}, {"  the  NATO-Russia ", "nato russia"}, {"№ 10", "no 10"},
	} {
		if got := fold(c[0]); got != c[1] {
			t.Errorf("fold(%q) = %q, want %q", c[0], got, c[1])
		}
	}
}

func TestEDTFRange(t *testing.T) {
	for _, c := range []struct {
		in   string
		want [2]string
	}{
		{"2022-02", [2]string{"2022-02-01", "2022-02-31"}}, {"2022~", [2]string{"2022-01-01", "2022-12-31"}},
		{"2022-02-08/..", [2]string{"2022-02-08", "9999"}}, {"../2022-02-08", [2]string{"0000", "2022-02-08"}}, {"", [2]string{}},
	} {
		if got := edtfRange(c.in); got != c.want {
			t.Errorf("%q is %v, want %v", c.in, got, c.want)
		}
	}
}
