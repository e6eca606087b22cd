package main

import (
	"fmt"
	"io/fs"
	"regexp"
	"strings"

	"demarche"
	"demarche/text"
)

// toy is an engine that finds three sorts of row by pattern, so that what the
// program does around its reader can be tested without the reader. "A met B"
// is an act and "A may meet B" a possible one, "A said: “…”" a statement and
// "120 ships" a figure. The text "toy, fall over" makes it panic.
type toy struct{}

func loadToy(data fs.FS) (engine, error) {
	if _, err := fs.Stat(data, "en"); err != nil {
		return nil, err
	}
	return toy{}, nil
}

var (
	toyName   = `([A-Z]\w+(?: [A-Z]\w+)*)`
	toyAct    = regexp.MustCompile(toyName + ` (met|may meet) ` + toyName + `(?: in ` + toyName + `)?`)
	toySaid   = regexp.MustCompile(toyName + ` said: “([^”]*)”`)
	toyFigure = regexp.MustCompile(`(\d+) (ships)`)
)

func (toy) Engine() demarche.Engine {
	zero := "sha256:" + strings.Repeat("0", 64)
	return demarche.Engine{Version: demarche.Version, Mode: "toy", Rules: zero, Weights: zero}
}

func (toy) Layers(src, published string) *text.Doc {
	docs, err := text.ReadCoNLLU(strings.NewReader("# newdoc\n1\tNo\tno\tINTJ\tUH\t_\t0\troot\t_\t_\n\n"))
	if err != nil {
		panic(err)
	}
	return docs[0]
}

func (t toy) Read(a demarche.Article) *demarche.Reading {
	r, _ := t.Trace(a)
	return r
}

func (t toy) Trace(a demarche.Article) (*demarche.Reading, func(string) []string) {
	if strings.Contains(a.Text, "toy, fall over") {
		panic("fell over")
	}
	r := &demarche.Reading{Schema: demarche.Schema, Article: a, Engine: t.Engine()}
	if a.Published == "" {
		r.Notes = append(r.Notes, demarche.Note{Code: "date.missing", Text: "no publication date"})
	}
	actor := func(name string) []demarche.ActorID {
		for i := range r.Actors {
			if r.Actors[i].Name == name {
				return []demarche.ActorID{r.Actors[i].ID}
			}
		}
		id := demarche.ActorID(fmt.Sprintf("a%d", len(r.Actors)+1))
		r.Actors = append(r.Actors, demarche.Actor{ID: id, Name: name, Kind: demarche.Person})
		return []demarche.ActorID{id}
	}
	for i, m := range toyAct.FindAllStringSubmatchIndex(a.Text, -1) {
		act := demarche.Act{ID: demarche.ActID(fmt.Sprintf("e%d", i+1)), Type: demarche.Meet, Status: demarche.Happened, Key: i == 0,
			Who: actor(a.Text[m[2]:m[3]]), Whom: actor(a.Text[m[6]:m[7]]), Evidence: []demarche.Span{{Start: m[0], End: m[1]}},
			Trigger: []demarche.Span{{Start: m[4], End: m[5]}}, Rule: "toy.meet", Confidence: 1}
		if a.Text[m[4]:m[5]] == "may meet" {
			act.Status = demarche.Possible
		}
		if m[8] >= 0 {
			act.Place = &demarche.Place{Name: a.Text[m[8]:m[9]], Precision: demarche.NoneOfPlace, Basis: demarche.Read}
		}
		r.Acts = append(r.Acts, act)
	}
	for i, m := range toySaid.FindAllStringSubmatchIndex(a.Text, -1) {
		r.Statements = append(r.Statements, demarche.Statement{ID: demarche.StatementID(fmt.Sprintf("s%d", i+1)), Speakers: actor(a.Text[m[2]:m[3]]),
			Force: demarche.Say, Mode: demarche.Direct, Content: []demarche.Span{{Start: m[4], End: m[5]}}, Key: true, Rule: "toy.said", Confidence: 1})
	}
	for i, m := range toyFigure.FindAllStringSubmatchIndex(a.Text, -1) {
		var n float64
		_, _ = fmt.Sscan(a.Text[m[2]:m[3]], &n) // the pattern has digits only
		r.Figures = append(r.Figures, demarche.Figure{ID: demarche.FigureID(fmt.Sprintf("n%d", i+1)), Low: n, High: n, Bound: demarche.Exact, Unit: "ships",
			Kind: demarche.Observed, Evidence: []demarche.Span{{Start: m[0], End: m[1]}}, Rule: "toy.ships", Confidence: 1})
	}
	if len(r.Acts) > 1 {
		r.Tensions = []demarche.Tension{{ID: "t1", Kind: demarche.Contradiction, Between: []string{"e1", "e2"}}}
	}
	return r, func(row string) []string {
		if strings.HasPrefix(row, "e") {
			return []string{"rule toy.meet", "status: the verb"}
		}
		return nil
	}
}
