package ledger

import (
	"slices"
	"strings"
	"testing"
	"time"

	"demarche"
)

// The tests of merging write reports in a line each:
//
//	a1 2022-02-07 meet happened Macron,Putin 2022-02-07 Moscow
//
// article, day of publication, type, status, actors (who>whom where the two
// sides matter), date or -, place or -.

var people = map[string]demarche.Party{}

func init() {
	for _, p := range []struct {
		name, full, country string
		kind                demarche.ActorKind
	}{
		{"Macron", "Emmanuel Macron", "FRA", demarche.Person}, {"Putin", "Vladimir Putin", "RUS", demarche.Person},
		{"Scholz", "Olaf Scholz", "DEU", demarche.Person}, {"Biden", "Joe Biden", "USA", demarche.Person},
		{"Lavrov", "Sergei Lavrov", "RUS", demarche.Person}, {"Blinken", "Antony Blinken", "USA", demarche.Person},
		{"Zelensky", "Volodymyr Zelensky", "UKR", demarche.Person}, {"Zelenskiy", "Volodymyr Zelenskiy", "UKR", demarche.Person},
		{"Russia", "Russia", "RUS", demarche.State}, {"Ukraine", "Ukraine", "UKR", demarche.State},
		{"USA", "United States", "USA", demarche.State}, {"UK", "United Kingdom", "GBR", demarche.State},
		{"EU", "European Union", "", demarche.Organization}, {"Kremlin", "Kremlin", "RUS", demarche.Government},
	} {
		a := demarche.Actor{Name: p.full, Kind: p.kind, Country: demarche.Maybe(p.country)}
		people[p.name] = party(&a, "2022-02-08")
	}
	a := demarche.Actor{Name: "aide", Kind: demarche.Person, Unnamed: true}
	people["?"] = party(&a, "2022-02-08")
}

func ids(s string, row *demarche.Row) []demarche.ActorID {
	var out []demarche.ActorID
	if s == "-" || s == "" {
		return out
	}
	for n := range strings.SplitSeq(s, ",") {
		p, ok := people[n]
		if !ok {
			panic("no such actor: " + n)
		}
		out = append(out, p.ID)
		row.Known = append(row.Known, p)
	}
	return out
}

func date(s string) *demarche.Date {
	if s == "-" {
		return nil
	}
	return &demarche.Date{EDTF: s, Basis: demarche.Read}
}

var cities = map[string]demarche.Place{
	"Moscow": place("Moscow", "RUS", 55.75, 37.62), "Kremlin": place("Kremlin, Moscow", "RUS", 55.752, 37.617),
	"Geneva": place("Geneva", "CHE", 46.2, 6.15), "Munich": place("Munich", "DEU", 48.14, 11.58), "Berlin": place("Berlin", "DEU", 52.52, 13.4),
	"Kyiv": place("Kyiv", "UKR", 50.45, 30.52),
}

func place(name, country string, lat, lon float64) demarche.Place {
	return demarche.Place{Name: name, Country: demarche.Maybe(country), Lat: &lat, Lon: &lon, Precision: demarche.City, Basis: demarche.Read}
}

// report makes a report of a line; words, where given, are its evidence.
func report(t testing.TB, line string, words ...string) demarche.Report {
	t.Helper()
	f := strings.Fields(line)
	if len(f) != 7 {
		t.Fatalf("%q has %d fields, want 7", line, len(f))
	}
	row := demarche.Row{Kind: demarche.ActRow, Article: demarche.ArticleKey(f[0]), Words: words}
	if len(words) == 0 {
		row.Words = []string{line[len(f[0])+1:]}
	}
	a := &demarche.Act{Type: demarche.ActType(f[2]), Status: demarche.Status(f[3]), Date: date(f[5]), Confidence: 0.8}
	actors, by, _ := strings.Cut(f[4], "/")
	who, whom, _ := strings.Cut(actors, ">")
	a.Who, a.Whom, a.By = ids(who, &row), ids(whom, &row), ids(by, &row)
	if p, ok := cities[f[6]]; ok {
		a.Place = &p
	}
	row.Act = a
	row.ID = demarche.RowID("e-" + digest(line+strings.Join(words, "|")))
	a.ID = demarche.ActID(row.ID)
	return demarche.Report{Row: row, ArticleID: demarche.ArticleID(f[0]), Published: demarche.Maybe(f[1]), Source: "Wire " + demarche.Maybe(f[0]),
		Recorded: time.Date(2022, 2, 8, 18, 0, 0, 0, time.UTC)}
}

// said makes the report of a statement:
//
//	a1 2022-02-07 threaten direct Biden "words"
func said(t testing.TB, line, words string, more ...func(*demarche.Row)) demarche.Report {
	t.Helper()
	f := strings.Fields(line)
	if len(f) != 5 {
		t.Fatalf("%q has %d fields, want 5", line, len(f))
	}
	row := demarche.Row{Kind: demarche.StatementRow, Article: demarche.ArticleKey(f[0]), Words: []string{words}}
	s := &demarche.Statement{Force: demarche.Force(f[2]), Mode: demarche.Mode(f[3]), Confidence: 0.8}
	who, to, _ := strings.Cut(f[4], ">")
	s.Speakers, s.To = ids(who, &row), ids(to, &row)
	row.Statement = s
	row.ID = demarche.RowID("s-" + digest(line+words))
	s.ID = demarche.StatementID(row.ID)
	for _, m := range more {
		m(&row)
	}
	return demarche.Report{Row: row, ArticleID: demarche.ArticleID(f[0]), Published: demarche.Maybe(f[1]), Source: "Wire " + demarche.Maybe(f[0])}
}

// hangs gives a statement a condition.
func hangs(words string) func(*demarche.Row) {
	return func(r *demarche.Row) {
		r.Statement.Condition = &demarche.Condition{Kind: demarche.If}
		r.Hangs = []string{words}
	}
}

// entries groups the articles of reports by the entry they came to, in order.
func entries(rs []demarche.Report, ties *Ties) []string {
	at := Merge(rs, ties)
	groups := map[demarche.EntryID][]string{}
	for _, r := range rs {
		e := at[r.Row.ID].Entry
		groups[e] = append(groups[e], string(r.Row.Article))
	}
	var out []string
	for _, g := range groups {
		slices.Sort(g)
		out = append(out, strings.Join(g, " "))
	}
	slices.Sort(out)
	return out
}
