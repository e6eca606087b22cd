// Command demarche-train makes the weights under model/weights from the
// corpora. It is never linked into the program that reads.
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"log"
	"math"
	"os"
	"path/filepath"
	"slices"
	"time"

	"demarche/model"
	"demarche/read/parse"
	"demarche/read/tag"
	"demarche/score"
	"demarche/text"
	"demarche/train"
)

const usage = `usage: demarche-train [flags] trees|names|measure|pack

  trees     tagger with features and lemmas, and parser, from UD EWT and the free genres of GUM
  names     tagger of names, from GMB-VOA, CrossNER politics and re3d
  measure   the scores of tagger and parser again, after a change of what stands behind the weights
  pack      nothing new: packs the files under -out as this program would

flags:
`

func main() {
	log.SetFlags(log.Ltime)
	shared := flag.String("shared", "../shared", "folder that holds corpora/")
	out := flag.String("out", "model/weights", "folder for the weight files")
	seed := flag.Uint64("seed", 1, "order of sentences and choice of variants")
	var r recipe
	r.flags(flag.CommandLine)
	epochs := flag.Int("names", 5, "rounds of the tagger of names")
	flag.Usage = func() { fmt.Fprint(os.Stderr, usage); flag.PrintDefaults() }
	flag.Parse()
	var err error
	switch flag.Arg(0) {
	case "trees":
		err = trees(*shared, *out, *seed, r)
	case "measure":
		err = again(*shared, *out)
	case "names":
		err = names(*shared, *out, *seed, *epochs)
	case "pack":
		err = packAgain(*out)
	default:
		flag.Usage()
		os.Exit(2)
	}
	if err != nil {
		log.Fatal(err)
	}
}

// corpora are the treebanks: trained on, and measured on.
var corpora = []model.Corpus{
	{Path: "ud-ewt/train.conllu", Licence: "CC BY-SA 4.0"},
	{Path: "ud-gum/train-free.conllu", Licence: "annotations CC BY 4.0, texts free"},
	{Path: "word-clusters/c400-c60.tsv", Licence: "derived, see NOTICE"},
}

// recipe is what decides, beside the corpora and the seed, about the weights
// of tagger and parser.
type recipe struct {
	tagger, knife, parser train.Options
	folds                 int
}

// flags adds a flag for every part of the recipe; what they are by default is
// how the weights in the tree were made.
func (r *recipe) flags(f *flag.FlagSet) {
	f.IntVar(&r.tagger.Epochs, "tagger", 7, "rounds of the tagger")
	f.IntVar(&r.tagger.Members, "taggers", 3, "taggers whose mean is taken")
	f.IntVar(&r.knife.Epochs, "knife", 7, "rounds of the taggers that tag the parser's training data")
	f.IntVar(&r.folds, "folds", 8, "parts for tagging the parser's training data")
	f.IntVar(&r.parser.Epochs, "parser", 12, "rounds of the parser, greedy and with the beam together")
	f.IntVar(&r.parser.Members, "parsers", 3, "parsers whose mean is taken")
}

// command is the command line that makes the same weights again.
func (r recipe) command(seed uint64) string {
	return fmt.Sprintf("demarche-train -seed %d -tagger %d -taggers %d -knife %d -folds %d -parser %d -parsers %d trees",
		seed, r.tagger.Epochs, r.tagger.Members, r.knife.Epochs, r.folds, r.parser.Epochs, r.parser.Members)
}

// trees trains the tagger, then the parser on trees with the tags of taggers
// that have not seen them, and measures the two that were written.
func trees(shared, out string, seed uint64, r recipe) error {
	dir := filepath.Join(shared, "corpora")
	hashed, err := hashes(dir, corpora)
	if err != nil {
		return err
	}
	var docs []*text.Doc
	for _, f := range []string{"ud-ewt/train.conllu", "ud-gum/train-free.conllu"} {
		d, err := read(filepath.Join(dir, f))
		if err != nil {
			return err
		}
		docs = append(docs, d...)
	}
	raw, err := os.ReadFile(filepath.Join(dir, "word-clusters/c400-c60.tsv"))
	if err != nil {
		return err
	}
	clusters, err := train.ReadClusters(bytes.NewReader(raw))
	if err != nil {
		return err
	}
	r.tagger.Seed, r.knife.Seed, r.parser.Seed = seed, seed, seed
	r.tagger.Log, r.parser.Log = log.Printf, log.Printf
	all := train.Variants(train.Split(docs), seed)
	log.Printf("%d sentences", len(all))
	tf := train.Tagger(all, clusters, r.tagger)
	tagger, err := pack[tag.Model](tf, filepath.Join(out, "tag.bin"), tag.Load)
	if err != nil {
		return err
	}
	if err := train.Jackknife(all, clusters, r.folds, r.knife, func(f *model.File) (func(*text.Doc) []text.Tag, error) {
		m, err := repack(f, tag.Load)
		if err != nil {
			return nil, err
		}
		return m.Tag, nil
	}); err != nil {
		return err
	}
	log.Print("jack-knifed")
	pf := train.Parser(all, clusters, r.parser)
	parser, err := pack[parse.Model](pf, filepath.Join(out, "parse.bin"), parse.Load)
	if err != nil {
		return err
	}
	scores, err := measure(dir, tagger, parser)
	if err != nil {
		return err
	}
	made := model.Made{Command: r.command(seed), Seed: seed, Licence: "CC BY-SA 4.0", Corpora: hashed, Scores: scores}
	t, p := made, made
	t.Name, t.File, t.SHA256, t.Epochs = "tag", "tag.bin", tf.Sum, r.tagger.Epochs
	p.Name, p.File, p.SHA256, p.Epochs = "parse", "parse.bin", pf.Sum, r.parser.Epochs
	return manifest(out, []model.Made{t, p})
}

// hashes returns the corpora with the hashes of their files.
func hashes(dir string, corpora []model.Corpus) ([]model.Corpus, error) {
	out := slices.Clone(corpora)
	for i := range out {
		b, err := os.ReadFile(filepath.Join(dir, out[i].Path))
		if err != nil {
			return nil, err
		}
		s := sha256.Sum256(b)
		out[i].SHA256 = hex.EncodeToString(s[:])
	}
	return out, nil
}

func read(path string) ([]*text.Doc, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return text.ReadCoNLLU(bytes.NewReader(b))
}

// pack writes a weight file and loads it again as the program will.
func pack[M any](f *model.File, path string, load func(*model.File) (*M, error)) (*M, error) {
	b, err := f.Bytes()
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(path, b, 0o644); err != nil {
		return nil, err
	}
	log.Printf("%s: %.1f MB", path, float64(len(b))/1e6)
	g, err := model.Unpack(b)
	if err != nil {
		return nil, err
	}
	return load(g)
}

func repack[M any](f *model.File, load func(*model.File) (*M, error)) (*M, error) {
	b, err := f.Bytes()
	if err != nil {
		return nil, err
	}
	g, err := model.Unpack(b)
	if err != nil {
		return nil, err
	}
	return load(g)
}

// measure scores both models on the development parts, gold tokens, as
// demarche score does.
func measure(dir string, tagger *tag.Model, parser *parse.Model) (map[string]float64, error) {
	out := map[string]float64{}
	for _, c := range []struct{ name, file string }{{"ewt", "ud-ewt/dev.conllu"}, {"gum", "ud-gum/dev.conllu"}} {
		docs, err := read(filepath.Join(dir, c.file))
		if err != nil {
			return nil, err
		}
		at := time.Now()
		s := score.TreesOf(docs, tagger.Tag, parser.Parse)
		speed := float64(s.Words) / time.Since(at).Seconds()
		line := ""
		for _, m := range []struct {
			name string
			n    int
		}{{"UPOS", s.UPOS}, {"XPOS", s.XPOS}, {"feats", s.Feats}, {"lemma", s.Lemma}, {"UAS", s.Heads}, {"LAS", s.Arcs}} {
			v := math.Round(s.Percent(m.n)*100) / 100
			out[c.name+" "+m.name] = v
			line += fmt.Sprintf(" %s %.2f", m.name, v)
		}
		log.Printf("%s dev:%s, %.0f tokens/s", c.name, line, speed)
	}
	return out, nil
}

// again measures the tagger and the parser in a folder and writes their scores
// into its manifest: the parser's trees are mended by code, which changes more
// often than the weights.
func again(shared, out string) error {
	tagger, err := open(filepath.Join(out, "tag.bin"), tag.Load)
	if err != nil {
		return err
	}
	parser, err := open(filepath.Join(out, "parse.bin"), parse.Load)
	if err != nil {
		return err
	}
	scores, err := measure(filepath.Join(shared, "corpora"), tagger, parser)
	if err != nil {
		return err
	}
	m, err := readManifest(out)
	if err != nil {
		return err
	}
	var made []model.Made
	for _, x := range m.Models {
		if x.Name == "tag" || x.Name == "parse" {
			x.Scores = scores
			made = append(made, x)
		}
	}
	return manifest(out, made)
}

// open loads a weight file as the program will.
func open[M any](path string, load func(*model.File) (*M, error)) (*M, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	f, err := model.Unpack(b)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return load(f)
}

// readManifest reads the manifest of a folder; one that is not there is empty.
func readManifest(out string) (m model.Manifest, err error) {
	b, err := os.ReadFile(filepath.Join(out, "manifest.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return m, nil
	}
	if err != nil {
		return m, err
	}
	return m, json.Unmarshal(b, &m)
}

// manifest puts the models into the manifest, replacing those of their name.
func manifest(out string, made []model.Made) error {
	m, err := readManifest(out)
	if err != nil {
		return err
	}
	for _, n := range made {
		done := false
		for i := range m.Models {
			if m.Models[i].Name == n.Name {
				m.Models[i], done = n, true
			}
		}
		if !done {
			m.Models = append(m.Models, n)
		}
	}
	b, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, "manifest.json"), append(b, '\n'), 0o644)
}
