package coref_test

import (
	"testing"

	"demarche/data"
	"demarche/lexicon"
	"demarche/model"
	"demarche/read/coref"
	"demarche/read/name"
	"demarche/read/parse"
	"demarche/read/segment"
	"demarche/read/tag"
	"demarche/text"
)

// reader returns a function that reads a text up to its entities. The test is
// skipped where the weights are not made.
func reader(tb testing.TB) func(src, published string) *text.Doc {
	tb.Helper()
	for _, n := range []string{"tag", "parse", "name"} {
		if !model.Have(n) {
			tb.Skipf("skipped: no weights for %q", n)
		}
	}
	must := func(err error) {
		tb.Helper()
		if err != nil {
			tb.Fatal(err)
		}
	}
	lex, err := lexicon.Load(data.FS)
	must(err)
	split, err := segment.New(data.FS)
	must(err)
	f, err := model.Open("tag")
	must(err)
	tagger, err := tag.Load(f)
	must(err)
	f, err = model.Open("parse")
	must(err)
	parser, err := parse.Load(f)
	must(err)
	m, err := name.Open()
	must(err)
	find, chain := name.New(lex, m), coref.New(lex)
	return func(src, published string) *text.Doc {
		l := split.Split(src)
		d := &text.Doc{Text: src, Published: published, Tokens: l.Tokens, Sentences: l.Sentences, Paragraphs: l.Paragraphs, Quotes: l.Quotes}
		d.Tags = tagger.Tag(d)
		d.SetArcs(parser.Parse(d))
		d.SetMentions(find.Find(d))
		ms, es := chain.Chain(d)
		d.SetMentions(ms)
		d.Entities = es
		return d
	}
}
