package score

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"demarche"
)

// TestRedCardsEqualPython draws the same cards as red_cards.py, for readings
// made of the gold with more and more mistakes in them.
func TestRedCardsEqualPython(t *testing.T) {
	dir := sharedDir(t)
	gold, read, _ := syntheticSet(t, dir)
	seed := read["seed"]
	if seed == nil {
		t.Fatal("no seed article")
	}
	blank := &demarche.Reading{Schema: demarche.Schema, Article: gold.Articles["seed"]}
	var g *Ledger
	for i := range gold.Ledgers {
		if gold.Ledgers[i].ID == "seed" {
			g = &gold.Ledgers[i]
		}
	}
	exact := goldReading(g, gold.Articles["seed"])
	worst := goldReading(g, gold.Articles["seed"])
	for i := range worst.Acts {
		worst.Acts[i].Status = demarche.Happened
	}
	for i := range worst.Statements {
		worst.Statements[i].Via, worst.Statements[i].Condition = nil, nil
		worst.Statements[i].Force = demarche.Criticise
	}
	worst.Actors = append(worst.Actors, demarche.Actor{ID: "a98", Name: "Moscow"}, demarche.Actor{ID: "a97", Name: "Ivan Korčok", Kind: demarche.Person, Country: "SVK"})
	drawn := map[int]bool{}
	for i, r := range []*demarche.Reading{seed, blank, exact, worst} {
		out := python(t, filepath.Join(dir, "gold", "red_cards.py"), filepath.Join(dir, "gold", "articles"), writeReadings(t, []*demarche.Reading{r}))
		var b strings.Builder
		cards := RedCards(r)
		for _, c := range cards {
			word := "ok  "
			if c.Drawn {
				word = "RED "
				drawn[c.Number] = true
			}
			fmt.Fprintf(&b, "%s %2d %s\n", word, c.Number, c.What)
		}
		fmt.Fprintf(&b, "%d red cards of %d\n", Drawn(cards), len(cards))
		if b.String() != out {
			t.Errorf("reading %d\nhere\n%s\nPython\n%s", i, b.String(), out)
		}
	}
	if len(drawn) < 11 {
		t.Errorf("only the cards %v were ever drawn", drawn)
	}
}

// goldReading is the reading that says exactly what the gold ledger says.
func goldReading(g *Ledger, art demarche.Article) *demarche.Reading {
	r := &demarche.Reading{Schema: demarche.Schema, Article: art}
	ids := map[string]demarche.ActorID{}
	for i, a := range g.Actors {
		ids[a.Name] = demarche.ActorID(fmt.Sprint("a", i+1))
		r.Actors = append(r.Actors, demarche.Actor{ID: ids[a.Name], Name: a.Name, Kind: demarche.ActorKind(a.Kind), Country: demarche.Maybe(a.Country), Aliases: a.Aliases})
	}
	of := func(names []string) (out []demarche.ActorID) {
		for _, n := range names {
			out = append(out, ids[n])
		}
		return out
	}
	spans := func(words strs) (out []demarche.Span) {
		for _, w := range words {
			i := strings.Index(art.Text, w)
			out = append(out, demarche.Span{Start: i, End: i + len(w)})
		}
		return out
	}
	for _, x := range g.Acts {
		a := demarche.Act{Type: demarche.ActType(x.Type), Status: demarche.Status(x.Status), Who: of(x.Who), Whom: of(x.Whom), By: of(x.By), Key: x.Key, Evidence: spans(x.Evidence)}
		if x.Date != "" {
			a.Date = &demarche.Date{EDTF: x.Date}
		}
		r.Acts = append(r.Acts, a)
	}
	for _, x := range g.Statements {
		s := demarche.Statement{Speakers: of(x.Speaker), Via: of(x.Via), Force: demarche.Force(x.Force), Key: x.Key, Content: spans(x.Content)}
		if len(x.Condition) > 0 {
			s.Condition = &demarche.Condition{Kind: demarche.If, Spans: spans(x.Condition)}
		}
		r.Statements = append(r.Statements, s)
	}
	for _, x := range g.Figures {
		f := demarche.Figure{Unit: x.Unit, Bound: demarche.Bound(x.Bound), By: of(x.By), Evidence: spans(x.Evidence)}
		if x.Low != nil {
			f.Low = *x.Low
		}
		if x.High != nil {
			f.High = *x.High
		}
		if x.Of != "" {
			f.Of = ids[x.Of]
		}
		r.Figures = append(r.Figures, f)
	}
	return r
}

// TestGoldScoresFull reads the gold as it is: every measure is full marks.
func TestGoldScoresFull(t *testing.T) {
	gold, _, _ := syntheticSet(t, sharedDir(t))
	read := map[string]*demarche.Reading{}
	for i := range gold.Ledgers {
		g := &gold.Ledgers[i]
		read[g.ID] = goldReading(g, gold.Articles[g.ID])
	}
	s := Ledgers(gold.Ledgers, gold.Articles, read)
	for _, n := range []string{"ledger", "act", "statement", "figure", "actor"} {
		if f := s.Counts[n].F1(); f < 0.99 {
			t.Errorf("%s: F1 %.3f of the gold against itself", n, f)
		}
	}
	if s.Key.R() < 0.99 || s.Rates["false fact"].OK > 0 {
		t.Errorf("key recall %.3f, false facts %d", s.Key.R(), s.Rates["false fact"].OK)
	}
}
