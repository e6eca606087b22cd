package train

import (
	"os"
	"strings"
	"testing"

	"demarche/model"
	"demarche/read/parse"
	"demarche/read/tag"
	"demarche/text"
)

// The toy treebank is thirty-two sentences of our own. A change of these
// digests means that the trainers make other weights than before: then the
// version of the features goes up, or the change is a mistake.
const (
	toyTag   = "f7be4a06384c2f92033fc5c956e29abcf9b6cd83d811a5792c3ec71a0ced7efd"
	toyParse = "58fe68e39ae918f6e622fc1db4c7bd97f6de68a4c5943acce25262fc6b152e07"
)

// toyClusters puts a few words of the toy treebank into two clusters.
const toyClusters = "1\t0\tminister\n1\t0\tpresident\n1\t0\tenvoy\n2\t1\tsaid\n2\t1\tdenied\n"

func toy(t *testing.T) (trees []Tree, tags, arcs *model.File) {
	t.Helper()
	f, err := os.Open("testdata/toy.conllu")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	docs, err := text.ReadCoNLLU(f)
	if err != nil {
		t.Fatal(err)
	}
	trees = Split(docs)
	if len(trees) != 32 {
		t.Fatalf("%d toy sentences, want 32", len(trees))
	}
	clusters, err := ReadClusters(strings.NewReader(toyClusters))
	if err != nil {
		t.Fatal(err)
	}
	all := Variants(trees, 3)
	return trees, Tagger(all, clusters, Options{Seed: 3, Epochs: 12}), Parser(all, clusters, Options{Seed: 3, Epochs: 30})
}

func TestToyIsTheSameTwice(t *testing.T) {
	_, tag1, parse1 := toy(t)
	_, tag2, parse2 := toy(t)
	if tag1.Digest() != tag2.Digest() || parse1.Digest() != parse2.Digest() {
		t.Error("two runs of training differ")
	}
	if got := tag1.Digest(); got != toyTag {
		t.Errorf("tagger: digest %s, want %s", got, toyTag)
	}
	if got := parse1.Digest(); got != toyParse {
		t.Errorf("parser: digest %s, want %s", got, toyParse)
	}
}

func TestToyIsLearnt(t *testing.T) {
	trees, tf, pf := toy(t)
	tagger, err := tag.Load(packed(t, tf))
	if err != nil {
		t.Fatal(err)
	}
	parser, err := parse.Load(packed(t, pf))
	if err != nil {
		t.Fatal(err)
	}
	words, tagged, lemmas, attached := 0, 0, 0, 0
	for _, g := range trees {
		d := &text.Doc{Text: g.Text, Tokens: g.Tokens, Sentences: g.Sentences, Paragraphs: g.Paragraphs}
		d.Tags = tagger.Tag(d)
		arcs := parser.Parse(d)
		for i := range g.Tokens {
			words++
			if d.Tags[i].UPOS == g.Tags[i].UPOS && d.Tags[i].Feats == g.Tags[i].Feats {
				tagged++
			}
			if d.Tags[i].Lemma == g.Tags[i].Lemma {
				lemmas++
			}
			if arcs[i] == g.Arcs[i] {
				attached++
			}
		}
	}
	for _, c := range []struct {
		what     string
		n, least int // per cent; words seen once teach little
	}{{"tags", tagged, 91}, {"lemmas", lemmas, 95}, {"arcs", attached, 84}} {
		if c.n*100 < words*c.least {
			t.Errorf("%s: %d of %d right on what they were trained on", c.what, c.n, words)
		}
	}
}

// packed writes a weight file and reads it back.
func packed(t *testing.T, f *model.File) *model.File {
	t.Helper()
	b, err := f.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	g, err := model.Unpack(b)
	if err != nil {
		t.Fatal(err)
	}
	if g.Digest() != f.Digest() {
		t.Fatal("a weight file differs after writing and reading")
	}
	return g
}
