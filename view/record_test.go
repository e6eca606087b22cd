package view

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"demarche"
	"demarche/store"
)

// The cast of the small record that the questions are asked of.
var cast = map[string]demarche.Party{
	"macron":    {ID: "person:emmanuel-macron:FRA", Name: "Emmanuel Macron", Kind: demarche.Person, Country: "FRA", Aliases: []string{"Macron"}, Roles: []string{"President"}},
	"putin":     {ID: "person:vladimir-putin:RUS", Name: "Vladimir Putin", Kind: demarche.Person, Country: "RUS", Aliases: []string{"Putin"}},
	"zelensky":  {ID: "person:volodymyr-zelensky:UKR", Name: "Volodymyr Zelenskyy", Kind: demarche.Person, Country: "UKR", Aliases: []string{"Zelenskyy"}},
	"biden":     {ID: "person:joe-biden:USA", Name: "Joe Biden", Kind: demarche.Person, Country: "USA", Aliases: []string{"Biden"}},
	"scholz":    {ID: "person:olaf-scholz:DEU", Name: "Olaf Scholz", Kind: demarche.Person, Country: "DEU", Aliases: []string{"Scholz"}},
	"blinken":   {ID: "person:antony-blinken:USA", Name: "Antony Blinken", Kind: demarche.Person, Country: "USA"},
	"lavrov":    {ID: "person:sergey-lavrov:RUS", Name: "Sergei Lavrov", Kind: demarche.Person, Country: "RUS"},
	"russia":    {ID: "state:russia:RUS", Name: "Russia", Kind: demarche.State, Country: "RUS", Aliases: []string{"Moscow"}},
	"ukraine":   {ID: "state:ukraine:UKR", Name: "Ukraine", Kind: demarche.State, Country: "UKR"},
	"kremlin":   {ID: "body:kremlin:RUS", Name: "Kremlin", Kind: demarche.Government, Country: "RUS"},
	"officials": {ID: "people:~u-s-officials:USA", Name: "U.S. officials", Kind: demarche.People, Country: "USA", Unnamed: true},
	"minister":  {ID: "person:~foreign-minister-of-austria:AUT", Name: "foreign minister of Austria", Kind: demarche.Person, Country: "AUT", Unnamed: true},
	"smirnova":  {ID: "person:anna-smirnova:RUS", Name: "Anna Smirnova", Kind: demarche.Person, Country: "RUS", Aliases: []string{"Smirnova"}},
	"smirnova2": {ID: "person:olga-smirnova:UKR", Name: "Olga Smirnova", Kind: demarche.Person, Country: "UKR", Aliases: []string{"Smirnova"}},
}

// desk builds a record.
type desk struct {
	*memory
	loaded time.Time // when an archive was loaded; zero: articles are recorded in the morning after
	rows   int
	at     *store.Article
}

func (d *desk) article(id, day, source, text string) {
	published, _ := demarche.ParseEDTF(day)
	recorded := (published.From + 1).Time().Add(6 * time.Hour)
	if !d.loaded.IsZero() {
		recorded = d.loaded
	}
	if d.began.IsZero() || recorded.Before(d.began) {
		d.began = recorded
	}
	a := store.Article{Article: demarche.Article{ID: demarche.ArticleID(id), Title: strings.SplitN(text, ".", 2)[0], Published: demarche.Maybe(day), Source: demarche.Maybe(source),
		URL: demarche.Maybe("https://" + strings.ToLower(strings.ReplaceAll(source, " ", "-")) + ".example/" + id), Language: "en", SHA256: "00" + id, Text: text},
		Key: demarche.ArticleKey("d-" + id), Captured: recorded}
	a.Origin = a.Key
	d.articles = append(d.articles, a)
	d.at = &d.articles[len(d.articles)-1]
}

// span is the place of words in the article.
func (d *desk) span(words string) demarche.Span {
	i := strings.Index(d.at.Text, words)
	if i < 0 {
		panic(fmt.Sprintf("%s does not say %q", d.at.ID, words))
	}
	return demarche.Span{Start: i, End: i + len(words)}
}

func (d *desk) row(kind demarche.RowKind, words string, who ...string) demarche.Row {
	d.rows++
	row := demarche.Row{ID: demarche.RowID(fmt.Sprintf("%s-%02d", d.at.ID, d.rows)), Kind: kind, Article: d.at.Key, Local: fmt.Sprintf("r%d", d.rows), Words: []string{words}}
	for _, name := range strings.Fields(strings.Join(who, " ")) {
		row.Known = append(row.Known, cast[name])
	}
	return row
}

func (d *desk) put(entry, series string, row demarche.Row, issues string) {
	if issues != "" {
		row.Issues = strings.Split(issues, ",")
	}
	d.reports = append(d.reports, told{entry: demarche.EntryID(entry), series: demarche.SeriesID(series), Report: demarche.Report{Row: row, ArticleID: d.at.ID, Title: d.at.Title,
		Published: d.at.Published, Source: d.at.Source, URL: d.at.URL, Origin: d.at.Origin, Recorded: d.at.Captured}})
}

func actors(names string) []demarche.ActorID {
	out := []demarche.ActorID{}
	for _, n := range strings.Fields(names) {
		out = append(out, cast[n].ID)
	}
	return out
}

func on(edtf, text string) *demarche.Date {
	if edtf == "" {
		return nil
	}
	return &demarche.Date{EDTF: edtf, Text: text, Basis: demarche.Derived}
}

func (d *desk) act(entry string, t demarche.ActType, s demarche.Status, who, whom, by, place, date, words, issues string) {
	row := d.row(demarche.ActRow, words, who, whom, by)
	a := demarche.Act{ID: demarche.ActID(row.ID), Type: t, Status: s, Key: true, Who: actors(who), Whom: actors(whom), By: actors(by), Evidence: []demarche.Span{d.span(words)}, Rule: "test." + string(t), Confidence: 0.9, Date: on(date, "")}
	if place != "" {
		a.Place = &demarche.Place{Name: place, Precision: demarche.City, Basis: demarche.Read}
	}
	row.Act = &a
	d.put(entry, "", row, issues)
}

func (d *desk) say(entry, series string, f demarche.Force, m demarche.Mode, who, to, words, hangs, deadline, issues string) {
	row := d.row(demarche.StatementRow, words, who, to)
	s := demarche.Statement{ID: demarche.StatementID(row.ID), Force: f, Mode: m, Key: f != demarche.Say, Speakers: actors(who), To: actors(to), Content: []demarche.Span{d.span(words)}, Rule: "test.speech", Confidence: 0.9, Deadline: on(deadline, "")}
	if hangs != "" {
		s.Condition = &demarche.Condition{Kind: demarche.If, Spans: []demarche.Span{d.span(hangs)}}
		row.Hangs = []string{hangs}
	}
	row.Statement = &s
	d.put(entry, series, row, issues)
}

func (d *desk) count(entry string, low, high float64, b demarche.Bound, k demarche.FigureKind, by, date, words string) {
	row := d.row(demarche.FigureRow, words, "russia", by)
	row.Figure = &demarche.Figure{ID: demarche.FigureID(row.ID), Low: low, High: high, Bound: b, Unit: "troops", Of: cast["russia"].ID, Kind: k, By: actors(by), Date: on(date, ""), Evidence: []demarche.Span{d.span(words)}, Key: true, Rule: "test.force", Confidence: 0.9,
		Place: &demarche.Place{Name: "near the border", Precision: demarche.Region, Basis: demarche.Read}}
	d.put(entry, "figures:troops", row, "troop movements")
}

// newDesk is a record of eight articles about three weeks: planned things that
// happened, were called off and were never heard of again; a claim and its
// denial; a threat said three times with its condition; counts and a forecast;
// a reprint; two persons of one surname.
func newDesk(loaded time.Time) *desk {
	d := &desk{memory: &memory{}, loaded: loaded}
	const threat = "there will no longer be a Nord Stream 2"

	d.article("wire-1", "2022-01-20", "Harbour Wire", "Blinken to meet Lavrov. Antony Blinken will meet Sergei Lavrov in Geneva on Friday. Joe Biden said the pipeline could be stopped if Russia invades Ukraine. “You must withdraw by February 15,” Zelenskyy told Moscow.")
	d.act("e-geneva", demarche.Meet, demarche.Planned, "blinken", "lavrov", "", "Geneva", "2022-01-21", "Antony Blinken will meet Sergei Lavrov in Geneva on Friday", "negotiations")
	d.say("s-pipeline-1", "s-pipeline-1", demarche.Threaten, demarche.Indirect, "biden", "russia", "the pipeline could be stopped if Russia invades Ukraine", "if Russia invades Ukraine", "", "energy,invasion")
	d.say("s-withdraw", "s-withdraw", demarche.Demand, demarche.Direct, "zelensky", "russia", "You must withdraw by February 15", "", "2022-02-15", "troop movements")

	d.article("wire-2", "2022-01-21", "Meridian Press", "Blinken met Lavrov. Antony Blinken met Sergei Lavrov in Geneva for ninety minutes. Anna Smirnova, an aide, and Olga Smirnova, a deputy, were not there.")
	d.act("e-geneva", demarche.Meet, demarche.Happened, "blinken", "lavrov", "", "Geneva", "2022-01-21", "Antony Blinken met Sergei Lavrov in Geneva for ninety minutes", "negotiations")
	d.act("e-absent", demarche.Visit, demarche.Negated, "smirnova smirnova2", "", "", "", "2022-01-21", "Anna Smirnova, an aide, and Olga Smirnova, a deputy, were not there", "")

	d.article("wire-3", "2022-02-01", "Meridian Press", "Troops near the border. U.S. officials put the force near the border at about 100,000 troops. The foreign minister of Austria is to visit Kyiv on Sunday. They warned that it could reach 150,000 to 175,000 by March.")
	d.count("n-jan", 100000, 100000, demarche.About, demarche.Observed, "officials", "2022-01-31", "about 100,000 troops")
	d.act("e-austria", demarche.Visit, demarche.Planned, "minister", "", "", "Kyiv", "2022-02-06", "The foreign minister of Austria is to visit Kyiv on Sunday", "")
	d.count("n-forecast", 150000, 175000, demarche.Ranged, demarche.Forecast, "officials", "2022-03", "150,000 to 175,000 by March")

	d.article("wire-4", "2022-02-07", "Harbour Wire", "Macron meets Putin. Emmanuel Macron met Vladimir Putin at the Kremlin for five hours on Monday. Macron will travel to Kyiv on Tuesday to meet Volodymyr Zelenskyy. It rained in Moscow. “If Russia invades, "+threat+",” Joe Biden said. Russia has more than 100,000 troops near the border. Russia plans to attack Ukraine, U.S. officials said.")
	d.act("e-kremlin", demarche.Meet, demarche.Happened, "macron", "putin", "", "Kremlin, Moscow", "2022-02-07", "Emmanuel Macron met Vladimir Putin at the Kremlin for five hours on Monday", "negotiations")
	d.act("e-kyiv", demarche.Meet, demarche.Planned, "macron", "zelensky", "", "Kyiv", "2022-02-08", "Macron will travel to Kyiv on Tuesday to meet Volodymyr Zelenskyy", "negotiations")
	d.say("s-pipeline-2", "s-pipeline-1", demarche.Threaten, demarche.Direct, "biden", "russia", threat, "If Russia invades", "", "energy,invasion")
	d.count("n-own", 100000, 100000, demarche.Over, demarche.Observed, "", "../2022-02-07", "more than 100,000 troops")
	d.act("e-plan", demarche.Attack, demarche.Planned, "russia", "ukraine", "officials", "", "", "Russia plans to attack Ukraine", "invasion")
	d.article("copy-4", "2022-02-07", "Gazette", d.at.Text)
	d.at.Origin = "d-wire-4"
	d.act("e-kremlin", demarche.Meet, demarche.Happened, "macron", "putin", "", "Kremlin, Moscow", "2022-02-07", "Emmanuel Macron met Vladimir Putin at the Kremlin for five hours on Monday", "negotiations")

	d.article("wire-5", "2022-02-08", "Meridian Press", "Macron in Kyiv. Emmanuel Macron met Volodymyr Zelenskyy in Kyiv on Tuesday, a day after the Kremlin talks with Vladimir Putin. The Kremlin denied that Russia plans to attack Ukraine. Olaf Scholz is to visit Kyiv and Moscow on February 14 and 15. U.S. officials now put the force at about 110,000 troops. “There will no longer be a Nord Stream 2. We will end it, whatever happens,” Joe Biden said. Macron proposed new security guarantees. A person said it was late.")
	d.act("e-kyiv", demarche.Meet, demarche.Happened, "macron", "zelensky", "", "Kyiv", "2022-02-08", "Emmanuel Macron met Volodymyr Zelenskyy in Kyiv on Tuesday", "negotiations")
	d.act("e-kremlin", demarche.Meet, demarche.Happened, "macron", "putin", "", "", "2022-02-07", "the Kremlin talks with Vladimir Putin", "negotiations")
	d.act("e-noplan", demarche.Attack, demarche.Negated, "russia", "ukraine", "kremlin", "", "", "Russia plans to attack Ukraine", "invasion")
	d.tensions = append(d.tensions, tense{"t-plan", demarche.Denial, "wire-4-13", d.reports[len(d.reports)-1].Row.ID})
	d.act("e-scholz", demarche.Visit, demarche.Planned, "scholz", "", "", "Kyiv and Moscow", "2022-02-14/2022-02-15", "Olaf Scholz is to visit Kyiv and Moscow on February 14 and 15", "")
	d.count("n-feb", 110000, 110000, demarche.About, demarche.Observed, "officials", "2022-02-08", "about 110,000 troops")
	d.say("s-pipeline-3", "s-pipeline-1", demarche.Threaten, demarche.Direct, "biden", "russia", "We will end it, whatever happens", "", "", "energy")
	d.say("s-guarantees", "s-guarantees", demarche.Propose, demarche.Indirect, "macron", "", "new security guarantees", "", "", "security guarantees")
	d.say("s-late", "", demarche.Say, demarche.Indirect, "", "", "it was late", "", "", "")

	d.article("wire-6", "2022-02-12", "Harbour Wire", "Blinken and Lavrov. Antony Blinken and Sergei Lavrov are to meet in Europe on February 24.")
	d.act("e-europe", demarche.Meet, demarche.Planned, "blinken", "lavrov", "", "", "2022-02-24", "Antony Blinken and Sergei Lavrov are to meet in Europe on February 24", "negotiations")
	d.article("wire-7", "2022-02-22", "Harbour Wire", "Meeting off. Antony Blinken will not meet Sergei Lavrov on February 24.")
	d.act("e-europe", demarche.Meet, demarche.Negated, "blinken", "lavrov", "", "", "2022-02-24", "Antony Blinken will not meet Sergei Lavrov on February 24", "negotiations")
	return d
}

// The present of the tests, and how they are asked for the eighth of February.
var now = time.Date(2026, 11, 27, 12, 0, 0, 0, time.UTC)

func day(s string) demarche.Day {
	i, ok := demarche.ParseEDTF(s)
	if !ok {
		panic(s)
	}
	return i.From
}

func known(s string) time.Time {
	t, err := time.Parse("2006-01-02T15:04", s)
	if err != nil {
		panic(err)
	}
	return t
}

// decide adds a person's word about an entry.
func (d *desk) decide(at string, kind demarche.DecisionKind, target, value, reason string) {
	d.decisions = append(d.decisions, demarche.Decision{Seq: int64(len(d.decisions) + 1), Recorded: known(at), By: "Ada", Kind: kind, Target: target, Value: json.RawMessage(value), Reason: reason})
}

// forget erases an article.
func (d *desk) forget(t *testing.T, id, at string) {
	t.Helper()
	found := false
	for i := range d.articles {
		if a := &d.articles[i]; string(a.ID) == id {
			when := known(at)
			a.Forgotten, a.Text, a.Title, found = &when, "", "", true
		}
	}
	for i := range d.reports {
		if string(d.reports[i].ArticleID) == id {
			d.reports[i].gone, d.reports[i].cause = known(at), demarche.ByForgetting
		}
	}
	if !found {
		t.Fatalf("no article %s", id)
	}
}
