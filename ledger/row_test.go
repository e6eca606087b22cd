package ledger

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"demarche"
	"demarche/data"
)

func TestSlug(t *testing.T) {
	for _, alike := range [][]string{
		{"Volodymyr Zelenskyy", "Volodymyr Zelenskiy", "Volodymyr Zelensky", "VOLODYMYR ZELENSKII"},
		{"Kim Jong Un", "Kim Jong-un"}, {"Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"}, {"Sergei Lavrov", "Sergey Lavrov"},
		{"Alexander Lukashenko", "Alexander Lukashenka"}, {"Dmitry Peskov", "Dmitriy Peskov"},
	} {
		for _, n := range alike[1:] {
			if Slug(n) != Slug(alike[0]) {
				t.Errorf("%s is %s, %s is %s", alike[0], Slug(alike[0]), n, Slug(n))
			}
		}
	}
	for _, apart := range [][2]string{{"Kim Jong Un", "Kim Yo Jong"}, {"Jake Sullivan", "John Sullivan"}, {"George Bush", "George W. Bush"}} {
		if Slug(apart[0]) == Slug(apart[1]) {
			t.Errorf("%s and %s are one", apart[0], apart[1])
		}
	}
}

func TestSameActor(t *testing.T) {
	for _, c := range []struct {
		a, b demarche.ActorID
		want bool
	}{
		{"person:jane-doe:GBR", "person:jane-doe:GBR", true}, {"person:jane-doe:GBR", "person:jane-doe", true},
		{"person:jane-doe:GBR", "person:jane-doe:USA", false}, {"person:jane-doe", "body:jane-doe", false}, {"person:doe:GBR", "person:jane-doe:GBR", false},
	} {
		if SameActor(c.a, c.b) != c.want || SameActor(c.b, c.a) != c.want {
			t.Errorf("%s and %s: not %v", c.a, c.b, c.want)
		}
	}
}

func reading(text string) *demarche.Reading {
	at := func(s string) demarche.Span {
		i := strings.Index(text, s)
		return demarche.Span{Start: i, End: i + len(s)}
	}
	return &demarche.Reading{Article: demarche.Article{ID: "x", Published: "2022-02-08", Text: text, SHA256: "1"},
		Actors: []demarche.Actor{{ID: "a1", Name: "Emmanuel Macron", Kind: demarche.Person, Country: "FRA"}, {ID: "a2", Name: "Vladimir Putin", Kind: demarche.Person, Country: "RUS"}},
		Acts:   []demarche.Act{{ID: "e1", Type: demarche.Meet, Status: demarche.Happened, Who: []demarche.ActorID{"a1"}, Whom: []demarche.ActorID{"a2"}, Evidence: []demarche.Span{at("Macron met Putin")}}},
		Statements: []demarche.Statement{{ID: "s1", Force: demarche.Deny, Speakers: []demarche.ActorID{"a2"}, Content: []demarche.Span{at("no deal")},
			Condition: &demarche.Condition{Spans: []demarche.Span{at("unless they wish")}}}},
		Tensions: []demarche.Tension{{ID: "t1", Kind: demarche.Denial, Between: []string{"s1", "e1"}}},
	}
}

func TestRows(t *testing.T) {
	r := reading("Macron met Putin. He said there was no deal unless they wish.")
	rows := Rows(r, "d-1", nil)
	if len(rows) != 3 {
		t.Fatalf("%d rows", len(rows))
	}
	if rows[0].Words[0] != "Macron met Putin" || rows[0].Act.Who[0] != "person:emmanuel-macron:FRA" || len(rows[0].Known) != 2 {
		t.Errorf("%+v", rows[0])
	}
	if rows[1].Hangs[0] != "unless they wish" || rows[2].Between.Rows[0] >= rows[2].Between.Rows[1] {
		t.Errorf("%+v", rows[1:])
	}
	// The same words read as the same thing have the same id, whatever else
	// the reading says; other words and another article have not.
	r.Acts[0].Status = demarche.Planned
	again := Rows(r, "d-1", nil)
	if again[0].ID != rows[0].ID {
		t.Error("the id of a row hangs on its status")
	}
	if other := Rows(r, "d-2", nil); other[0].ID == rows[0].ID {
		t.Error("two articles, one row")
	}
	r.Acts = append(r.Acts, r.Acts[0])
	if twice := Rows(r, "d-1", nil); twice[0].ID == twice[1].ID {
		t.Error("two rows of the same words have one id")
	}
	if r.Acts[0].Who[0] != "a1" {
		t.Error("the reading was changed")
	}
}

func TestIssues(t *testing.T) {
	is, err := LoadIssues(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	if got := is.In("Ukraine would never join NATO, and the pipeline Nord Stream 2 would not be certified"); !slices.Equal(got, []string{"NATO enlargement", "energy"}) {
		t.Errorf("got %q", got)
	}
	if got := is.In("They spoke about the weather in Minsk"); len(got) != 0 {
		t.Errorf("got %q", got)
	}
	for src, want := range map[string]string{
		"sanctions: x":       "not an issue",
		"a = b\na = c":       "stands twice",
		"sanctions = # none": "has no phrase",
	} {
		_, err := LoadIssues(fstest.MapFS{"en/issues.txt": {Data: []byte(src)}})
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "en/issues.txt:") {
			t.Errorf("%q: %v", src, err)
		}
	}
	if _, err := LoadIssues(fstest.MapFS{}); demarche.CodeOf(err) != demarche.NotFound {
		t.Errorf("no list: %v", err)
	}
}

func TestBlocs(t *testing.T) {
	b, err := LoadBlocs(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	on := func(s string) demarche.Day { i, _ := demarche.ParseEDTF(s); return i.From }
	for _, c := range []struct {
		one, two, day string
		want          bool
	}{
		{"DEU", "USA", "2022-02-08", true}, {"FIN", "USA", "2022-02-08", false}, {"FIN", "USA", "2023-04-04", true}, {"GBR", "IRL", "2020-01-31", true},
		{"GBR", "IRL", "2020-02-01", false}, {"RUS", "BLR", "2022-02-08", true}, {"RUS", "UKR", "2022-02-08", false}, {"DEU", "DEU", "2022-02-08", false},
	} {
		if b.Allied(c.one, c.two, on(c.day)) != c.want || b.Allied(c.two, c.one, on(c.day)) != c.want {
			t.Errorf("%s and %s on %s: not %v", c.one, c.two, c.day, c.want)
		}
	}
	for src, want := range map[string]string{"NATO\tFinland": "no membership", "NATO\tFIN\tsoon": "no day", "NATO": "no membership"} {
		if _, err := LoadBlocs(fstest.MapFS{"actors/blocs.tsv": {Data: []byte(src)}}); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "blocs.tsv:1") {
			t.Errorf("%q: %v", src, err)
		}
	}
}

func TestReprint(t *testing.T) {
	const text = `The two presidents talked for five hours at a long table and did not agree on much. A spokesman said later that
the talks had been useful and that another round could follow within days, although no date was named. Reporters who waited outside
were told that both sides would study the proposals, which deal with exercises, missiles and the old question of who may join which alliance.`
	cut := strings.Replace(text, " Reporters who waited outside\nwere told that both", " Both", 1)
	const other = `Five hours of talks at a long table brought little, an aide to one president said. Missiles and exercises will be looked at
again, the aide said, and there may be another round. Nobody would say when. The table itself was the talk of the evening, and cartoonists drew it
with a river down the middle and two small men waving flags at either end of it, while oil prices rose a little.`
	a, b, c := Fingerprint(text), Fingerprint(cut), Fingerprint(other)
	if !Alike(a, b) || !Reprint(text, cut) || !Reprint(cut, text) {
		t.Error("a reprint with a sentence cut is not seen")
	}
	if Alike(a, c) || Reprint(text, other) {
		t.Error("another report of the same talks is taken for a reprint")
	}
	if Fingerprint("too short to tell") != 0 || Alike(0, 0) {
		t.Error("short texts are alike")
	}
}

func TestKeyOf(t *testing.T) {
	a := demarche.Article{SHA256: "1", Source: "Wire", URL: "u", Published: "2022-02-08", ID: "x"}
	b := a
	b.ID = "y"
	if KeyOf(&a) != KeyOf(&b) {
		t.Error("the id it came with shows in the key")
	}
	b.Source = "Courier"
	if KeyOf(&a) == KeyOf(&b) {
		t.Error("two outlets that print one text are one article")
	}
}
