package view

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"demarche"
	"demarche/store"
)

// asks runs a question by its name.
func asks(t *testing.T, r store.Reader, question string, ask Ask) (Answer, error) {
	t.Helper()
	if ask.Now.IsZero() {
		ask.Now = now
	}
	i := slices.IndexFunc(Questions, func(q Question) bool { return q.Name == question })
	if i < 0 {
		t.Fatalf("there is no question %q", question)
	}
	return Questions[i].Put(context.Background(), r, ask)
}

// questions are asked of the small record; each answer is a file that an
// analyst can read.
var questions = []struct {
	file, question string
	ask            Ask
	archive        bool // loaded on 2026-11-27 at nine
}{
	{file: "brief", question: "brief", ask: Ask{AsKnown: known("2022-02-09T07:00"), Since: day("2022-02-08")}},
	{file: "brief-of-an-archive", question: "brief", ask: Ask{AsKnown: known("2022-02-08T23:59")}, archive: true},
	{file: "timeline", question: "timeline", ask: Ask{AsReported: day("2022-02-08"), Since: day("2022-02-07"), Until: day("2022-02-15")}},
	{file: "timeline-by-issue", question: "timeline", ask: Ask{Since: day("2022-02-07"), Until: day("2022-02-08"), By: "issue"}},
	{file: "agenda", question: "agenda", ask: Ask{AsReported: day("2022-02-08")}},
	{file: "agenda-called-off", question: "agenda", ask: Ask{AsReported: day("2022-02-22")}},
	{file: "contacts", question: "contacts", ask: Ask{}},
	{file: "commitments", question: "commitments", ask: Ask{AsReported: day("2022-02-08")}},
	{file: "commitments-overdue", question: "commitments", ask: Ask{AsReported: day("2022-02-20"), Forces: []demarche.Force{demarche.Demand}}},
	{file: "positions", question: "positions", ask: Ask{Actors: []string{"Biden", "Macron"}}},
	{file: "figures", question: "figures", ask: Ask{}},
	{file: "statements", question: "statements", ask: Ask{Words: "Nord Stream"}},
	{file: "tensions", question: "tensions", ask: Ask{}},
	{file: "actor", question: "actor", ask: Ask{Of: "Macron"}},
	{file: "article", question: "article", ask: Ask{Of: "wire-4", Sentences: sentences}},
	{file: "why", question: "why", ask: Ask{Of: "e-kremlin"}},
	{file: "review", question: "review", ask: Ask{Limit: 12}},
	{file: "articles", question: "articles", ask: Ask{}},
	{file: "sources", question: "sources", ask: Ask{}},
	{file: "actors", question: "actors", ask: Ask{Words: "ma"}},
	{file: "decisions", question: "decisions", ask: Ask{}},
	{file: "search", question: "search", ask: Ask{Words: "Nord Stream"}},
}

// sentences is enough for the texts of the small record.
func sentences(text string) []demarche.Span {
	var out []demarche.Span
	from := 0
	for i := 0; i+2 < len(text); i++ {
		if text[i] == '.' && text[i+1] == ' ' && text[i+2] >= 'A' && text[i+2] <= 'Z' || strings.HasPrefix(text[i:], ". “") {
			out, from = append(out, demarche.Span{Start: from, End: i + 1}), i+2
		}
	}
	return append(out, demarche.Span{Start: from, End: len(text)})
}

func TestQuestions(t *testing.T) {
	for _, q := range questions {
		loaded := time.Time{}
		if q.archive {
			loaded = time.Date(2026, 11, 27, 9, 0, 0, 0, time.UTC)
		}
		a, err := asks(t, newDesk(loaded), q.question, q.ask)
		if err != nil {
			t.Errorf("%s: %v", q.file, err)
			continue
		}
		golden(t, q.file+".txt", Text(a, 100, nil))
		sameFromJSON(t, q.file, q.question, a)
	}
}

// sameFromJSON demands that an answer says all that it lays out in its JSON: who
// has it from an address lays out what the record itself would.
func sameFromJSON(t *testing.T, name, question string, a Answer) {
	t.Helper()
	b, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(Questions, func(q Question) bool { return q.Name == question })
	again := Questions[i].New()
	if err := json.Unmarshal(b, again); err != nil {
		t.Fatal(err)
	}
	for _, format := range Formats {
		want, err := Set(a, format, 100, nil)
		if err != nil {
			t.Fatal(err)
		}
		got, err := Set(again, format, 100, nil)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s read from its JSON is other %s:\n%s", name, format, firstDifference(got, want))
		}
	}
}

// firstDifference shows the first line in which two texts differ.
func firstDifference(got, want []byte) string {
	g, w := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return "got  " + g[i] + "\nwant " + w[i]
		}
	}
	return "one is longer than the other"
}

// golden compares with a reviewed file.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", "questions", name)
	if *update {
		if err := os.WriteFile(file, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; go test -update rewrites it. Got:\n%s", file, got)
	}
}

// The same rows stand in text, Markdown, JSON and CSV, and each names its
// filter, date and version.
func TestEveryFormatHasTheHead(t *testing.T) {
	for _, q := range questions {
		a, err := asks(t, newDesk(time.Time{}), q.question, q.ask)
		if err != nil {
			t.Fatal(err)
		}
		h := a.About()
		b, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		var head Head
		if err := json.Unmarshal(b, &head); err != nil || head.Question != q.question || head.Version != demarche.Version || head.AsKnown == "" || head.Count != h.Count {
			t.Errorf("%s: the JSON has the head %+v (%v)", q.file, head, err)
		}
		if strings.Contains(string(b), "null,null") || strings.Contains(string(b), `:null,"rows"`) {
			t.Errorf("%s: lists are null in %s", q.file, b)
		}
		rows, err := csv.NewReader(bytes.NewReader(CSV(a))).ReadAll()
		if err != nil {
			t.Errorf("%s: %v", q.file, err)
			continue
		}
		if len(rows) < 2 {
			t.Errorf("%s: the table has no rows", q.file)
			continue
		}
		last := rows[len(rows)-1]
		if n := len(last); last[n-5] != q.question || last[n-2] != "demarche "+demarche.Version || last[n-3] != h.AsKnown {
			t.Errorf("%s: the last row does not name its question: %q", q.file, last[n-5:])
		}
		for name, out := range map[string]string{"md": string(Markdown(a)), "text": string(Text(a, 300, nil))} {
			if !strings.Contains(strings.ReplaceAll(out, `\`, ""), upper(h.Title())) || !strings.Contains(out, "demarche "+demarche.Version) {
				t.Errorf("%s: the %s does not name its question:\n%s", q.file, name, out[:min(len(out), 300)])
			}
		}
	}
}
