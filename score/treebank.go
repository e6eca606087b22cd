package score

import (
	"io/fs"
	"strings"

	"demarche"
	"demarche/text"
)

// LoadTrees reads the documents of a CoNLL-U file whose id begins with prefix.
func LoadTrees(fsys fs.FS, name, prefix string) ([]*text.Doc, error) {
	raw, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	const begin = "# newdoc id = "
	var kept strings.Builder
	for i, part := range strings.Split(string(raw), begin) {
		if i > 0 && strings.HasPrefix(part, prefix) {
			kept.WriteString(begin + part)
		}
	}
	docs, err := text.ReadCoNLLU(strings.NewReader(kept.String()))
	if err != nil {
		return nil, &demarche.Error{Code: demarche.Invalid, Where: name, What: "cannot be read", Err: err}
	}
	return docs, nil
}

// SegmentScore is how well raw text was divided: spans equal to those of the
// gold, as the CoNLL 2018 evaluation counts them.
type SegmentScore struct{ Tokens, Sentences Count }

// Segments scores split on the raw text of gold documents.
func Segments(gold []*text.Doc, split func(src string) *text.Doc) SegmentScore {
	var s SegmentScore
	for _, g := range gold {
		goldToks, goldSents := layerSpans(g)
		toks, sents := layerSpans(split(g.Text))
		s.Tokens = s.Tokens.Add(sameSpans(goldToks, toks))
		s.Sentences = s.Sentences.Add(sameSpans(goldSents, sents))
	}
	return s
}

func layerSpans(d *text.Doc) (toks, sents []demarche.Span) {
	for _, t := range d.Tokens {
		toks = append(toks, t.Span)
	}
	for _, s := range d.Sentences {
		sents = append(sents, d.Span(s.Range))
	}
	return toks, sents
}

func sameSpans(gold, read []demarche.Span) Count {
	have := map[demarche.Span]bool{}
	for _, s := range gold {
		have[s] = true
	}
	c := Count{Gold: len(gold), Read: len(read)}
	for _, s := range read {
		if have[s] {
			c.Same++
		}
	}
	return c
}

// TreesOf tags and parses gold tokens and sentences; the parser sees the tags
// that were read. With parse nil no arcs are counted.
func TreesOf(gold []*text.Doc, tag func(*text.Doc) []text.Tag, parse func(*text.Doc) []text.Arc) *TreeCount {
	s := &TreeCount{}
	for _, g := range gold {
		d := bare(g)
		d.Tags = tag(d)
		var arcs []text.Arc
		if parse != nil {
			arcs = parse(d)
		}
		s.Add(g, d.Tags, arcs)
	}
	return s
}

// bare is a document with no more than its text, tokens, sentences and
// paragraphs.
func bare(g *text.Doc) *text.Doc {
	return &text.Doc{Text: g.Text, Published: g.Published, Tokens: g.Tokens, Sentences: g.Sentences, Paragraphs: g.Paragraphs}
}
