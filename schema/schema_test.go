package schema

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"demarche"
)

func compile(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(Reading()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("reading.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("reading.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// full is a reading with every field of the public form in use.
func full() *demarche.Reading {
	sp := demarche.Span{Start: 0, End: 3}
	spans := []demarche.Span{sp}
	deg := 59.4
	date := &demarche.Date{EDTF: "2023-03-03/..", Text: "on Friday", Span: &sp, Basis: demarche.Derived}
	place := &demarche.Place{Name: "Tallinn", Country: "EST", Lat: &deg, Lon: &deg, Precision: demarche.City, Basis: demarche.Read}
	cond := &demarche.Condition{Kind: demarche.Event, Spans: spans, Definition: spans}
	hash := "sha256:" + strings.Repeat("0", 64)
	a := []demarche.ActorID{"a1"}
	return &demarche.Reading{
		Schema:  demarche.Schema,
		Article: demarche.Article{ID: "x", Title: "T", Published: "2023-03", Language: "en", SHA256: strings.Repeat("a", 64), Text: "She left."},
		Engine:  demarche.Engine{Version: demarche.Version, Mode: "fast", Rules: hash, Weights: hash},
		Actors: []demarche.Actor{{ID: "a1", Name: "Siim Kallas", Kind: demarche.Person, Country: "EST", Roles: []demarche.Role{{Title: "envoy", Of: "a1", Evidence: spans}},
			Aliases: []string{"She"}, Mentions: []demarche.Mention{{Span: sp, Form: demarche.ByPronoun}}}},
		Acts: []demarche.Act{{ID: "e1", Type: demarche.Meet, Subtype: "dinner", Status: demarche.Planned, Who: a, Whom: a, Key: true, Place: place, Date: date, By: a,
			Condition: cond, Evidence: spans, Trigger: spans, Rule: "consult.meet", Confidence: 0.5}, {ID: "e2", Type: demarche.Visit, Status: demarche.Happened, Evidence: spans, Rule: "r"}},
		Statements: []demarche.Statement{{ID: "s1", Speakers: a, Via: a, To: a, About: a, Force: demarche.Say, Mode: demarche.Direct, Cue: spans, SourceSpan: spans, Content: spans,
			RedLine: true, Condition: cond, Deadline: date, Date: date, Restates: "s1", Rule: "speech.direct", Confidence: 1}},
		Figures:  []demarche.Figure{{ID: "n1", Low: 1, High: 2, Bound: demarche.Ranged, Unit: "troops", Of: "a1", Kind: demarche.Forecast, Place: place, Date: date, By: a, Evidence: spans, Rule: "amount"}},
		Tensions: []demarche.Tension{{ID: "t1", Kind: demarche.Denial, Between: []string{"s1", "n1"}, Evidence: spans}},
		Notes:    []demarche.Note{{Code: "date.missing", Text: "none"}, {Code: "quote.unclosed", Span: &sp, Text: "open"}},
	}
}

func validate(t *testing.T, s *jsonschema.Schema, line []byte) error {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(line))
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(v)
}

func TestReadingsAreValid(t *testing.T) {
	s := compile(t)
	bare := &demarche.Reading{Schema: demarche.Schema, Article: full().Article, Engine: full().Engine}
	for _, r := range []*demarche.Reading{full(), bare} {
		line, err := r.Encode()
		if err != nil {
			t.Fatal(err)
		}
		if err := validate(t, s, line); err != nil {
			t.Errorf("%v\nin %s", err, line)
		}
	}
}

// The schema must also be able to say no.
func TestWrongReadingsAreNot(t *testing.T) {
	s := compile(t)
	for name, spoil := range map[string]func(*demarche.Reading){
		"a status that is none":    func(r *demarche.Reading) { r.Acts[0].Status = "done" },
		"a type that is none":      func(r *demarche.Reading) { r.Acts[0].Type = "say" },
		"a force that is none":     func(r *demarche.Reading) { r.Statements[0].Force = "mutter" },
		"no evidence":              func(r *demarche.Reading) { r.Acts[0].Evidence = nil },
		"no content":               func(r *demarche.Reading) { r.Statements[0].Content = nil },
		"a date in words":          func(r *demarche.Reading) { r.Acts[0].Date.EDTF = "Friday" },
		"a note that is not known": func(r *demarche.Reading) { r.Notes[0].Code = "weather.fine" },
		"another schema":           func(r *demarche.Reading) { r.Schema = "demarche.reading/2" },
		"a country by name":        func(r *demarche.Reading) { r.Actors[0].Country = "Estonia" },
		"half a tension":           func(r *demarche.Reading) { r.Tensions[0].Between = []string{"s1"} },
	} {
		r := full()
		spoil(r)
		line, err := r.Encode()
		if err != nil {
			t.Fatal(err)
		}
		if validate(t, s, line) == nil {
			t.Errorf("%s passes", name)
		}
	}
}

// The lists of the schema and those of the nouns are one.
func TestTheWordsAreThoseOfTheNouns(t *testing.T) {
	var doc struct {
		Defs map[string]struct {
			Properties map[string]struct{ Enum []string }
		} `json:"$defs"`
	}
	if err := json.Unmarshal(Reading(), &doc); err != nil {
		t.Fatal(err)
	}
	check(t, "type", doc.Defs["act"].Properties["type"].Enum, demarche.ActTypes)
	check(t, "status", doc.Defs["act"].Properties["status"].Enum, demarche.Statuses)
	check(t, "force", doc.Defs["statement"].Properties["force"].Enum, demarche.Forces)
}

func check[T ~string](t *testing.T, what string, enum []string, words []T) {
	t.Helper()
	if len(enum) != len(words) {
		t.Errorf("%s: schema %v, nouns %v", what, enum, words)
		return
	}
	for i := range enum {
		if enum[i] != string(words[i]) {
			t.Errorf("%s: schema %v, nouns %v", what, enum, words)
			return
		}
	}
}

func TestNoteCodesAreListed(t *testing.T) {
	for code, meaning := range demarche.NoteCodes {
		b, err := json.Marshal(meaning)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(Reading(), []byte(`"`+code+`"`)) || !bytes.Contains(Reading(), b) {
			t.Errorf("%s is not in the schema with its meaning", code)
		}
	}
}
