package view

import (
	"strings"
	"testing"

	"demarche"
)

// What stands at a place of a sentence is the words of the span, whatever white
// space the article has.
func TestPlacesAreTheWords(t *testing.T) {
	text := "Headline\n\n  Łódź — “We  will\nnot\tgo,” he said.  He\ngoes 😀 on. \nIt rained."
	cut := cutText{text: text, sentences: []demarche.Span{{Start: 0, End: 10}, {Start: 10, End: 50}, {Start: 50, End: len(text)}}}
	for _, words := range []string{"Headline", "Łódź", "We  will\nnot\tgo,", "He\ngoes 😀 on.", "It rained", "he said.  He"} {
		at := strings.Index(text, words)
		got := ""
		for _, p := range cut.places([]demarche.Span{{Start: at, End: at + len(words)}}) {
			if got != "" {
				got += " "
			}
			got += string([]rune(oneLine(cut.sentences[p.Sentence].In(text)))[p.From:p.To])
		}
		if got != oneLine(words) {
			t.Errorf("%q is at %q", words, got)
		}
	}
	for i, want := range []bool{true, true, false} {
		if got := cut.opens(cut.sentences[i]); got != want {
			t.Errorf("sentence %d opens a paragraph: %v", i, got)
		}
	}
}
