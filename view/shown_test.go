package view

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"demarche"
)

// Words that a person set are those of the row in every answer, and the place in
// a sentence leads back to the article, whatever its blanks and letters.
func TestEvidenceThatAPersonSet(t *testing.T) {
	text := "Headline\n\n  Łódź 😀  talks.  Emmanuel  Macron met\nVladimir Putin in Moscow on Monday, he said."
	d := &desk{memory: &memory{}}
	d.article("odd", "2022-02-08", "Wire", text)
	d.act("e-1", demarche.Meet, demarche.Happened, "macron", "putin", "", "Moscow", "2022-02-07", "met\nVladimir Putin", "")
	words := "Macron met\nVladimir Putin in Moscow"
	at := demarche.NewPoints(text).Span(d.span(words))
	d.decide("2022-02-09T08:00", demarche.DecideEdit, "e-1", fmt.Sprintf(`{"evidence": {"row": %q, "spans": [[%d, %d]]}}`, d.reports[0].Row.ID, at.Start, at.End), "")
	ask := Ask{Of: "odd", Now: time.Date(2022, 2, 9, 9, 0, 0, 0, time.UTC), Sentences: sentences}
	a, err := Article(context.Background(), d.memory, ask)
	if err != nil {
		t.Fatal(err)
	}
	runes, found := []rune(text), false
	for i := range a.Sentences {
		s := &a.Sentences[i]
		raw := s.Raw
		if raw == "" {
			raw = s.Text
		}
		if got := string(runes[s.At : s.At+len([]rune(raw))]); got != raw || oneLine(raw) != s.Text {
			t.Errorf("at %d stands %q and not %q", s.At, got, raw)
		}
		for _, m := range s.Rows {
			found = true
			got := ""
			for _, p := range m.Places {
				got += string([]rune(a.Sentences[p.Sentence].Text)[p.From:p.To])
			}
			if got != oneLine(words) || strings.Join(m.Words, "") != oneLine(words) {
				t.Errorf("the row stands on %q and says %q", got, m.Words)
			}
		}
	}
	if !found {
		t.Error("the article has no row")
	}
	ask.Of = "e-1"
	why, err := Why(context.Background(), d.memory, ask)
	if err != nil {
		t.Fatal(err)
	}
	if e := why.Entry; strings.Join(e.Words, "") != oneLine(words) || strings.Join(e.Sources[0].Words, "") != oneLine(words) || len(e.Edited) != 1 || e.Edited[0] != "evidence" {
		t.Errorf("the entry says %q, its source %q; set: %v", e.Words, e.Sources[0].Words, e.Edited)
	}
}
