package export_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"demarche"
	"demarche/ledger"
	"demarche/store"
	"demarche/store/sqlite"
	"demarche/store/storetest"
	"demarche/view"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares what was written with a file that a person has read.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, got) {
		t.Errorf("%s: %s", name, firstDifference(want, got))
	}
}

var cast = map[string]demarche.Party{
	"macron": {ID: "person:emmanuel-macron:FRA", Name: "Emmanuel Macron", Kind: demarche.Person, Country: "FRA", Aliases: []string{"Macron"}},
	"putin":  {ID: "person:vladimir-putin:RUS", Name: "Vladimir Putin", Kind: demarche.Person, Country: "RUS"},
	"scholz": {ID: "person:olaf-scholz:DEU", Name: "Olaf Scholz", Kind: demarche.Person, Country: "DEU"},
	"biden":  {ID: "person:joe-biden:USA", Name: "Joe Biden", Kind: demarche.Person, Country: "USA"},
	"russia": {ID: "state:russia:RUS", Name: "Russia", Kind: demarche.State, Country: "RUS"},
	"aides":  {ID: "people:~aides:USA", Name: "aides, \"unnamed\"; =1+1", Kind: demarche.People, Country: "USA", Unnamed: true},
}

// desk writes a small record, an article after the other.
type desk struct {
	t     *testing.T
	s     *sqlite.Store
	news  *storetest.News
	at    time.Time
	joins map[demarche.RowID]demarche.EntryID
}

func (d *desk) article(id, day, source, url, text string) {
	d.commit()
	on, _ := demarche.ParseEDTF(day)
	d.at = on.From.Time().Add(18 * time.Hour)
	sum := sha256.Sum256([]byte(text))
	a := demarche.Article{ID: demarche.ArticleID(id), Title: strings.SplitN(text, ".", 2)[0], Published: demarche.Maybe(day), Source: demarche.Maybe(source), URL: demarche.Maybe(url),
		Language: "en", SHA256: hex.EncodeToString(sum[:]), Text: text}
	d.news = &storetest.News{Article: store.Article{Article: a, Key: ledger.KeyOf(&a), Captured: d.at}, Reading: &demarche.Reading{Schema: demarche.Schema, Article: a}}
	d.joins = map[demarche.RowID]demarche.EntryID{}
}

func (d *desk) commit() {
	if d.news == nil {
		return
	}
	if err := d.s.Update(context.Background(), func(tx store.Tx) error { return storetest.Write(tx, d.news, d.joins, d.at) }); err != nil {
		d.t.Fatal(err)
	}
	d.news = nil
}

func (d *desk) put(row demarche.Row, id, entry, words string, actors ...[]demarche.ActorID) {
	row.ID, row.Article, row.Words = demarche.RowID(id), d.news.Article.Key, []string{words}
	for _, list := range actors {
		for _, a := range list {
			for _, p := range cast {
				if p.ID == a {
					row.Known = append(row.Known, p)
				}
			}
		}
	}
	r := demarche.Report{Row: row, ArticleID: d.news.Article.ID, Title: d.news.Article.Title, Published: d.news.Article.Published, Source: d.news.Article.Source, URL: d.news.Article.URL,
		Origin: d.news.Article.Key, Recorded: d.at}
	d.news.Rows = append(d.news.Rows, store.Row{Report: r, Blocks: ledger.Blocks(&r)})
	if entry != "" {
		d.joins[row.ID] = demarche.EntryID(entry)
	}
}

func (d *desk) span(words string) []demarche.Span {
	i := strings.Index(d.news.Article.Text, words)
	if i < 0 {
		d.t.Fatalf("%s does not say %q", d.news.Article.ID, words)
	}
	return []demarche.Span{{Start: i, End: i + len(words)}}
}

func who(names string) []demarche.ActorID {
	out := []demarche.ActorID{}
	for _, n := range strings.Fields(names) {
		out = append(out, cast[n].ID)
	}
	return out
}

func date(edtf string) *demarche.Date {
	if edtf == "" {
		return nil
	}
	return &demarche.Date{EDTF: edtf, Basis: demarche.Read}
}

func (d *desk) act(id, entry string, typ demarche.ActType, st demarche.Status, by, from, to, when string, place *demarche.Place, words string) {
	a := &demarche.Act{ID: demarche.ActID(id), Type: typ, Status: st, Key: true, Who: who(from), Whom: who(to), By: who(by), Date: date(when), Place: place, Evidence: d.span(words),
		Trigger: []demarche.Span{}, Rule: "test", Confidence: 0.9}
	d.put(demarche.Row{Kind: demarche.ActRow, Act: a}, id, entry, words, a.Who, a.Whom, a.By)
}

func (d *desk) say(id string, f demarche.Force, from, deadline, words string) {
	s := &demarche.Statement{ID: demarche.StatementID(id), Force: f, Mode: demarche.Indirect, Key: true, Speakers: who(from), Via: who(""), To: who(""), About: who(""), Deadline: date(deadline),
		Cue: []demarche.Span{}, SourceSpan: []demarche.Span{}, Content: d.span(words), Rule: "test", Confidence: 0.9}
	d.put(demarche.Row{Kind: demarche.StatementRow, Statement: s}, id, "", words, s.Speakers)
}

func degree(x float64) *float64 { return &x }

var (
	moscow = &demarche.Place{Name: "Moscow", Country: "RUS", Lat: degree(55.75), Lon: degree(37.62), Precision: demarche.City, Basis: demarche.Read}
	poland = &demarche.Place{Name: "Poland", Country: "POL", Lat: degree(52), Lon: degree(20), Precision: demarche.CountryWide, Basis: demarche.Read}
)

// smallDesk is a week of February 2022 with each shape of date and each status.
func smallDesk(t *testing.T) *sqlite.Store {
	d := &desk{t: t, s: open(t)}
	d.article("a1", "2022-02-05", "Harbour Wire", "https://harbour-wire.example/a1?x=1&y=(2)", "Macron to see Putin. Macron will meet Putin in Moscow on Monday, Putin says. Scholz will be in Moscow on February 14 and 15.\n\nRussia’s exercise – “Союзная решимость” 🪖 – is to end by February 20, aides say. Biden promised aid by the end of February.")
	d.act("e-meet-1", "", demarche.Meet, demarche.Planned, "putin", "macron", "putin", "2022-02-07", moscow, "Macron will meet Putin in Moscow on Monday")
	d.act("e-scholz-1", "", demarche.Visit, demarche.Planned, "", "scholz", "", "2022-02-14/2022-02-15", moscow, "Scholz will be in Moscow on February 14 and 15")
	d.act("e-drill", "", demarche.Mobilize, demarche.Planned, "aides", "russia", "", "../2022-02-20", nil, "Russia’s exercise – “Союзная решимость” 🪖 – is to end by February 20")
	d.say("s-aid", demarche.Pledge, "biden", "../2022-02-28", "aid by the end of February")
	d.article("a2", "2022-02-08", "Kestrel, News", "", "Five hours. Macron met Putin in Moscow on Monday. Troops move into Poland from February 8. Scholz’s trip was called off. A summit is possible in mid-February. Biden called him on Sunday, Putin says.\n\n“Meet me halfway,” Macron said. =HYPERLINK(1) he said.")
	d.act("e-meet-2", "e-meet-1", demarche.Meet, demarche.Happened, "", "macron", "putin", "2022-02-07", moscow, "Macron met Putin in Moscow on Monday")
	d.act("e-move", "", demarche.Mobilize, demarche.Ongoing, "", "biden", "", "2022-02-08/..", poland, "Troops move into Poland from February 8")
	d.act("e-scholz-2", "e-scholz-1", demarche.Visit, demarche.Negated, "", "scholz", "", "2022-02-14/2022-02-15", moscow, "Scholz’s trip was called off")
	d.act("e-summit", "", demarche.Meet, demarche.Possible, "", "biden", "putin", "2022-02-15~", nil, "A summit is possible in mid-February")
	d.act("e-claim", "", demarche.Call, demarche.Happened, "putin", "biden", "putin", "2022-02-06", nil, "Biden called him on Sunday")
	d.act("e-nowhen", "", demarche.Meet, demarche.Proposed, "macron", "macron", "", "", nil, "Meet me halfway")
	d.say("s-formula", demarche.Say, "macron", "", "=HYPERLINK(1)")
	d.commit()
	return d.s
}

// now is the present of the questions.
var now = time.Date(2022, 2, 8, 20, 0, 0, 0, time.UTC)

func ask() view.Ask { return view.Ask{Now: now} }

// viewing runs f on the record.
func viewing(t *testing.T, s *sqlite.Store, f func(context.Context, store.Reader) error) {
	t.Helper()
	ctx := context.Background()
	if err := s.View(ctx, func(r store.Reader) error { return f(ctx, r) }); err != nil {
		t.Fatal(err)
	}
}
