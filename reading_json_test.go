package demarche

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"
)

func sample(text string, s Span) *Reading {
	at := s
	return &Reading{
		Schema:  Schema,
		Article: Article{ID: "x", Text: text, Language: "en"},
		Acts: []Act{{ID: "e1", Type: Meet, Status: Happened, Evidence: []Span{s},
			Date: &Date{EDTF: "2024-01-05", Span: &at, Basis: Read}}},
		Statements: []Statement{{ID: "s1", Content: []Span{s}, Condition: &Condition{Kind: If, Spans: []Span{s}}}},
		Notes:      []Note{{Code: "quote.unclosed", Span: &at}},
	}
}

func TestEncodeCountsCodePoints(t *testing.T) {
	const text = "Erdoğan – “naïve”, 他 said so."
	at := strings.Index(text, "said")
	b, err := sample(text, Span{at, at + 4}).Encode()
	if err != nil {
		t.Fatal(err)
	}
	var out struct {
		Acts []struct{ Evidence [][2]int }
	}
	if err := json.Unmarshal(b, &out); err != nil {
		t.Fatal(err)
	}
	e := out.Acts[0].Evidence[0]
	if got := string([]rune(text)[e[0]:e[1]]); got != "said" {
		t.Fatalf("code points %v are %q, want said", e, got)
	}
}

func TestEncodeDoesNotChangeTheReading(t *testing.T) {
	const text = "Élysée said"
	r := sample(text, Span{8, 12})
	want := r.Spans()
	if _, err := r.Encode(); err != nil {
		t.Fatal(err)
	}
	for i, s := range r.Spans() {
		if s != want[i] {
			t.Fatalf("span %d moved from %v to %v", i, want[i], s)
		}
	}
}

func TestEncodeWritesEmptyListsAndNulls(t *testing.T) {
	b, err := sample("a b", Span{0, 1}).Encode()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"who":[]`, `"actors":[]`, `"tensions":[]`, `"place":null`, `"published":null`, `"subtype":null`, `"definition":[]`} {
		if !strings.Contains(string(b), want) {
			t.Errorf("%s is not in %s", want, b)
		}
	}
}

func TestDecodeRefusesSpansOutsideTheText(t *testing.T) {
	if _, err := Decode([]byte(`{"article":{"text":"ab"},"acts":[{"evidence":[[0,3]]}]}`)); err == nil || !strings.Contains(err.Error(), "outside the text") {
		t.Fatalf("got %v", err)
	}
}

func FuzzEncodeDecode(f *testing.F) {
	f.Add("Zelenskyy’s “words” — 他", 3, 9)
	f.Add("plain", 0, 5)
	f.Fuzz(func(t *testing.T, text string, a, b int) {
		if !utf8.ValidString(text) || a < 0 || b < a || b > len(text) {
			t.Skip("skipped: no text, or no span in it")
		}
		if a < len(text) && !utf8.RuneStart(text[a]) || b < len(text) && !utf8.RuneStart(text[b]) {
			t.Skip("skipped: a span that begins or ends within a letter")
		}
		r := sample(text, Span{a, b})
		line, err := r.Encode()
		if err != nil {
			t.Fatal(err)
		}
		back, err := Decode(line)
		if err != nil {
			t.Fatal(err)
		}
		for i, s := range back.Spans() {
			if s != r.Spans()[i] {
				t.Fatalf("span %v came back as %v in %q", r.Spans()[i], s, text)
			}
		}
	})
}
