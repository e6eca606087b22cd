package segment

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"demarche"
	"demarche/data"
	"demarche/text"
)

var showDiffs = flag.Int("diffs", 0, "print this many differences from the treebanks")

// readTreebank reads the documents of a CoNLL-U file whose id begins with
// prefix, with their text rebuilt.
func readTreebank(t *testing.T, name, prefix string) []*text.Doc {
	dir := os.Getenv("DEMARCHE_SHARED")
	if dir == "" {
		dir = "../../../shared"
	}
	raw, err := os.ReadFile(filepath.Join(dir, "corpora", name))
	if err != nil {
		t.Skip("skipped: ../shared not here")
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
		t.Fatal(err)
	}
	return docs
}

// tally counts spans that are equal.
type tally struct{ gold, got, same int }

func (a tally) f1() float64 { return 200 * float64(a.same) / float64(a.gold+a.got) }

func (a *tally) add(gold, got []demarche.Span) (missed, extra []demarche.Span) {
	a.gold += len(gold)
	a.got += len(got)
	have := map[demarche.Span]bool{}
	for _, s := range gold {
		have[s] = true
	}
	for _, s := range got {
		if have[s] {
			a.same++
			delete(have, s)
		} else {
			extra = append(extra, s)
		}
	}
	for _, s := range gold {
		if have[s] {
			missed = append(missed, s)
		}
	}
	return missed, extra
}

func spans(toks []text.Token, sents []text.Sentence) (t, s []demarche.Span) {
	for _, k := range toks {
		t = append(t, k.Span)
	}
	for _, x := range sents {
		s = append(s, toks[x.From].Join(toks[x.To-1].Span))
	}
	return t, s
}

func measure(s *Splitter, docs []*text.Doc) (toks, sents tally) {
	shown := 0
	show := func(what, src string, spans []demarche.Span, context int) {
		for _, x := range spans {
			if shown++; shown <= *showDiffs {
				fmt.Printf("%s %q in %q\n", what, x.In(src), src[max(0, x.Start-context):min(len(src), x.End+context)])
			}
		}
	}
	for _, d := range docs {
		l := s.Split(d.Text)
		gold, goldS := spans(d.Tokens, d.Sentences)
		got, gotS := spans(l.Tokens, l.Sentences)
		missed, extra := toks.add(gold, got)
		show("token, want", d.Text, missed, 15)
		show("token,  got", d.Text, extra, 15)
		missed, extra = sents.add(goldS, gotS)
		show("sentence, want", d.Text, missed, 0)
		show("sentence,  got", d.Text, extra, 0)
	}
	return toks, sents
}

func newSplitter(t testing.TB) *Splitter {
	s, err := New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestTreebanks holds tokens and sentences of raw text against the treebanks,
// as the CoNLL 2018 evaluation counts them.
func TestTreebanks(t *testing.T) {
	s := newSplitter(t)
	for _, c := range []struct {
		name, file, prefix string
		tokens, sentences  float64
	}{
		{"EWT dev", "ud-ewt/dev.conllu", "", 97, 75},
		{"GUM dev", "ud-gum/dev.conllu", "", 97, 75},
		{"GUM dev news", "ud-gum/dev.conllu", "GUM_news", 99.5, 97},
		{"GUM train news", "ud-gum/train-free.conllu", "GUM_news", 99, 90},
		{"EWT train news", "ud-ewt/train.conllu", "newsgroup", 97, 75},
	} {
		t.Run(c.name, func(t *testing.T) {
			docs := readTreebank(t, c.file, c.prefix)
			if len(docs) == 0 {
				t.Fatal("no documents")
			}
			toks, sents := measure(s, docs)
			t.Logf("tokens F1 %.2f  sentences F1 %.2f  (%d documents, %d tokens)", toks.f1(), sents.f1(), len(docs), toks.gold)
			if toks.f1() < c.tokens || sents.f1() < c.sentences {
				t.Errorf("want at least %.1f and %.1f", c.tokens, c.sentences)
			}
		})
	}
}
