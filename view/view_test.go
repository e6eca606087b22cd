package view

import (
	"cmp"
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"demarche"
)

var update = flag.Bool("update", false, "rewrite the reviewed files in testdata")

const note = `The envoy of Sweden met Mr Kallas in Tallinn on Friday, a day after the talks in Riga. “We will close the port,” Kallas said, “if the ships come back.” Ships means anything above 500 tonnes. Officials put the crowd at some 12,500.`

// at is the span of words in the note.
func at(words string) demarche.Span {
	i := strings.Index(note, words)
	if i < 0 {
		panic("not in the note: " + words)
	}
	return demarche.Span{Start: i, End: i + len(words)}
}

func ids(s ...demarche.ActorID) []demarche.ActorID { return s }

// sample is a reading with a row for every way of telling one. The rows say
// what the template needs, not what the note says.
func sample() *demarche.Reading {
	r := &demarche.Reading{
		Article: demarche.Article{ID: "n", Text: note, Published: "2023-03-04"},
		Actors: []demarche.Actor{
			{ID: "a1", Name: "Siim Kallas", Kind: demarche.Person}, {ID: "a2", Name: "envoy of Sweden", Kind: demarche.Person, Unnamed: true},
			{ID: "a3", Name: "Estonia", Kind: demarche.State}, {ID: "a4", Name: "officials", Kind: demarche.People, Unnamed: true},
			{ID: "a5", Name: "Sweden", Kind: demarche.State}, {ID: "a6", Name: "Baltic Desk", Kind: demarche.Media},
			{ID: "a7", Name: "advisers to the president", Kind: demarche.Group, Unnamed: true}, {ID: "a8", Name: "chief of staff of officials", Kind: demarche.Person, Unnamed: true},
		},
	}
	date := func(edtf string) *demarche.Date { return &demarche.Date{EDTF: edtf, Basis: demarche.Read} }
	for i, s := range demarche.Statuses {
		r.Acts = append(r.Acts, demarche.Act{ID: demarche.ActID(fmt.Sprintf("e%d", i+1)), Type: demarche.Meet, Status: s,
			Who: ids("a2"), Whom: ids("a1"), Evidence: []demarche.Span{at("The envoy of Sweden met Mr Kallas in Tallinn on Friday")}})
	}
	add := func(a demarche.Act) {
		a.ID = demarche.ActID(fmt.Sprintf("e%d", len(r.Acts)+1))
		r.Acts = append(r.Acts, a)
	}
	for _, k := range demarche.ActTypes {
		add(demarche.Act{Type: k, Status: demarche.Happened, Who: ids("a3"), Whom: ids("a5")})
	}
	fri := at("on Friday")
	add(demarche.Act{Type: demarche.Meet, Status: demarche.Happened, Key: true, Who: ids("a2"), Whom: ids("a1"), Place: &demarche.Place{Name: "Tallinn", Basis: demarche.Read},
		Date: &demarche.Date{EDTF: "2023-03-03", Span: &fri, Basis: demarche.Derived}, Evidence: []demarche.Span{at("The envoy of Sweden met Mr Kallas in Tallinn on Friday")}})
	add(demarche.Act{Type: demarche.Attack, Status: demarche.Happened, Who: ids("a3"), Whom: ids("a5"), By: ids("a4")})
	for _, k := range slices.SortedFunc(maps.Keys(closer), func(a, b kind) int { return cmp.Or(cmp.Compare(a.t, b.t), cmp.Compare(a.sub, b.sub)) }) {
		add(demarche.Act{Type: k.t, Subtype: k.sub, Status: demarche.Planned, Who: ids("a3"), Whom: ids("a5")})
	}
	add(demarche.Act{Type: demarche.Attack, Status: demarche.Planned, Who: ids("a3", "a5"), By: ids("a6", "a1", "a4"), Date: date("2023-03-10/2023-03-12")})
	add(demarche.Act{Type: demarche.Sanction, Subtype: "port closed", Status: demarche.Possible, Who: ids("a3"),
		Condition: &demarche.Condition{Kind: demarche.If, Spans: []demarche.Span{at("if the ships come back")}, Definition: []demarche.Span{at("Ships means anything above 500 tonnes")}}})
	add(demarche.Act{Type: demarche.Visit, Status: demarche.Negated, Who: ids("a1"), Date: date("2023-03-02")})
	add(demarche.Act{Type: demarche.Visit, Status: demarche.Negated, Who: ids("a1"), Date: date("2023-04")})
	add(demarche.Act{Type: demarche.Visit, Status: demarche.Negated, Who: ids("a1"), Date: date("2023-03-06/.."), Place: &demarche.Place{Name: "Riga", Basis: demarche.Inferred}})
	add(demarche.Act{Type: demarche.Meet, Status: demarche.Ongoing, Who: ids("a3", "a5", "a1"), Date: date("2023-03-15~")})
	add(demarche.Act{Type: demarche.Aid, Status: demarche.Happened, Who: ids("a7"), Whom: ids("a5"), By: ids("a1", "a3")})
	add(demarche.Act{Type: demarche.Meet, Status: demarche.Ongoing, Who: ids("a8")})
	add(demarche.Act{Type: demarche.Coerce, Status: demarche.Happened, Whom: ids("a1"), Date: date("../2023-03-04")})

	say := func(s demarche.Statement) {
		s.ID = demarche.StatementID(fmt.Sprintf("s%d", len(r.Statements)+1))
		r.Statements = append(r.Statements, s)
	}
	port := []demarche.Span{at("We will close the port,")}
	for _, f := range demarche.Forces {
		say(demarche.Statement{Speakers: ids("a1"), Force: f, Mode: demarche.Indirect, Content: port})
	}
	say(demarche.Statement{Speakers: ids("a1"), Force: demarche.Threaten, About: ids("a5"), Mode: demarche.Direct, Content: port, RedLine: true, Key: true,
		Condition: &demarche.Condition{Kind: demarche.If, Spans: []demarche.Span{at("if the ships come back")}}})
	say(demarche.Statement{Speakers: ids("a1"), Force: demarche.Demand, To: ids("a5"), Mode: demarche.Direct, Content: append(port, at("if the ships come back")), Deadline: date("2023-03-31"), Restates: "s3"})
	say(demarche.Statement{Speakers: ids("a1"), Force: demarche.Threaten, Mode: demarche.Direct, Content: append(port, at("if the ships come back")),
		Condition: &demarche.Condition{Kind: demarche.If, Spans: []demarche.Span{at("if the ships come back")}}})
	say(demarche.Statement{Speakers: ids("a4"), Force: demarche.Pledge, To: ids("a3", "a5"), Mode: demarche.Indirect, Content: port, Date: &demarche.Date{EDTF: "2023-03-03", Basis: demarche.Inferred}})
	say(demarche.Statement{Speakers: ids("a3"), Via: ids("a6", "a1"), Force: demarche.Refuse, Mode: demarche.Indirect, Content: port})
	say(demarche.Statement{Speakers: ids("a1", "a3"), Force: demarche.Say, Negated: true, Mode: demarche.Mixed, Content: port})
	say(demarche.Statement{Force: demarche.Say, Mode: demarche.Direct, Content: port})
	say(demarche.Statement{SourceSpan: []demarche.Span{at("Officials")}, Force: demarche.Say, Mode: demarche.Direct, Content: port})

	figure := func(f demarche.Figure) {
		f.ID = demarche.FigureID(fmt.Sprintf("n%d", len(r.Figures)+1))
		f.Evidence = []demarche.Span{at("some 12,500")}
		r.Figures = append(r.Figures, f)
	}
	figure(demarche.Figure{Low: 12500, High: 12500, Bound: demarche.About, Unit: "people", Kind: demarche.Observed, By: ids("a4"), Date: date("2023-03-03")})
	figure(demarche.Figure{Low: 100000, High: 150000, Bound: demarche.Ranged, Unit: "troops", Of: "a5", Kind: demarche.Forecast})
	figure(demarche.Figure{Low: 5e9, High: 5e9, Bound: demarche.Over, Unit: "EUR", Kind: demarche.Promised, Place: &demarche.Place{Name: "Tallinn"}})
	figure(demarche.Figure{Low: 33.3, High: 33.3, Bound: demarche.Under, Unit: "percent", Kind: demarche.Threshold})
	figure(demarche.Figure{Low: 1234567, High: 1234567, Bound: demarche.Exact, Unit: "", Kind: demarche.Observed})

	r.Tensions = []demarche.Tension{
		{ID: "t1", Kind: demarche.Denial, Between: []string{"e26", "s3"}, Evidence: []demarche.Span{at("Kallas said")}},
		{ID: "t2", Kind: demarche.Count, Between: []string{"n1", "n2"}},
	}
	return r
}

func TestSentences(t *testing.T) {
	var b strings.Builder
	rows := Of(sample())
	for _, part := range [][]Row{rows.Acts, rows.Statements, rows.Figures, rows.Tensions} {
		for _, r := range part {
			key := ""
			if r.Key {
				key = " key"
			}
			fmt.Fprintf(&b, "%s%s %s [%s] %s\n", r.ID, key, r.Marks, r.Date, r.Line)
			for _, w := range r.Words {
				fmt.Fprintf(&b, "    words: %s\n", w)
			}
			for _, n := range r.Notes {
				fmt.Fprintf(&b, "    note: %s\n", n)
			}
		}
	}
	const file = "testdata/sentences.txt"
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("%s differs; go test -update rewrites it. Got:\n%s", file, b.String())
	}
}

// A row that somebody else vouches for must show it in its marks and in its
// words; the article's own must not.
func TestAClaimNeverLooksLikeAFact(t *testing.T) {
	r := sample()
	v := newViewer(r)
	for _, a := range r.Acts {
		row := v.act(&a)
		if claimed := strings.HasPrefix(row.Marks, Claimed) && strings.Contains(row.Line, "according to"); claimed != (len(a.By) > 0) {
			t.Errorf("%s by %v: %s %s", a.ID, a.By, row.Marks, row.Line)
		}
	}
	for _, s := range r.Statements {
		if row := v.statement(&s); !strings.HasPrefix(row.Marks, Claimed) {
			t.Errorf("%s: %s", s.ID, row.Marks)
		}
		if row := v.statement(&s); strings.Contains(strings.ReplaceAll(row.Line, "condition “", ""), "“We will") != (s.Mode == demarche.Direct) {
			t.Errorf("%s %s: quotation marks belong to direct speech: %s", s.ID, s.Mode, row.Line)
		}
	}
}

func TestEveryTypeAndForceHasItsWords(t *testing.T) {
	for _, k := range demarche.ActTypes {
		if _, ok := verbs[k]; !ok {
			t.Errorf("no verb for %s", k)
		}
	}
	for _, f := range demarche.Forces {
		if _, ok := sayings[f]; !ok {
			t.Errorf("no verb for %s", f)
		}
	}
	for _, s := range demarche.Statuses {
		if Glyph(s) == "?" || !strings.Contains(Legend, Glyph(s)) {
			t.Errorf("no glyph for %s", s)
		}
	}
}
