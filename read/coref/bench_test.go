package coref_test

import (
	"os"
	"strings"
	"testing"

	"demarche/data"
	"demarche/lexicon"
	"demarche/read/coref"
	"demarche/read/name"
	"demarche/read/resolve"
	"demarche/text"
)

// BenchmarkThree times names, chains and actors together on parsed news; the
// bound is 50,000 words a second.
func BenchmarkThree(b *testing.B) {
	src := "Chinese Foreign Minister Wang Yi met his Indian counterpart in Delhi on Monday. He said both countries wanted calm along the border, and that Beijing would not be the first to move troops.\n\nIndian officials denied the report. \"We were told nothing,\" a spokesperson for the ministry said. The two ministers will meet again in June, Reuters reported.\n\n"
	d := reader(b)(strings.Repeat(src, 300), "2023-03-15")
	lex, err := lexicon.Load(data.FS)
	if err != nil {
		b.Fatal(err)
	}
	m, err := name.Open()
	if err != nil {
		b.Fatal(err)
	}
	find, chain := name.New(lex, m), coref.New(lex)
	stage := os.Getenv("STAGE")
	ms0 := find.Find(d)
	b.ResetTimer()
	for b.Loop() {
		t := &text.Doc{Text: d.Text, Published: d.Published, Tokens: d.Tokens, Sentences: d.Sentences, Paragraphs: d.Paragraphs, Quotes: d.Quotes, Tags: d.Tags}
		t.SetArcs(d.Arcs)
		if stage != "coref" {
			ms0 = find.Find(t)
		}
		t.SetMentions(ms0)
		if stage == "name" {
			continue
		}
		ms, es := chain.Chain(t)
		t.SetMentions(ms)
		t.Entities = es
		used := make([]int, len(es))
		for i := range used {
			used[i] = i
		}
		resolve.Actors(t, used)
	}
	b.ReportMetric(float64(b.N*len(d.Tokens))/b.Elapsed().Seconds(), "words/s")
}
