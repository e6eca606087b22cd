// Command demarche-train makes the weights under model/weights from the
// corpora. It is never linked into the program that reads.
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"
	"time"

	"demarche/model"
	"demarche/read/parse"
	"demarche/read/tag"
	"demarche/score"
	"demarche/text"
	"demarche/train"
)

const usage = `usage: demarche-train [flags] tag|trees|names|pack

  tag     tagger with features and lemmas, from UD EWT and the free genres of GUM
  trees   tagger and parser, from the same
  names   tagger of names, from GMB-VOA, CrossNER politics and re3d (-epochs 5)
  pack    nothing new: packs the files under -out as this program would

flags:
`

func main() {
	log.SetFlags(log.Ltime)
	shared := flag.String("shared", "../shared", "folder that holds corpora/")
	out := flag.String("out", "model/weights", "folder for the weight files")
	seed := flag.Uint64("seed", 1, "order of sentences and choice of variants")
	epochs := flag.Int("epochs", 12, "rounds of the parser; the tagger takes half as many")
	folds := flag.Int("folds", 4, "parts for tagging the parser's training data")
	flag.Usage = func() { fmt.Fprint(os.Stderr, usage); flag.PrintDefaults() }
	flag.Parse()
	var err error
	switch flag.Arg(0) {
	case "tag":
		err = trees(*shared, *out, *seed, *epochs, 0)
	case "trees":
		err = trees(*shared, *out, *seed, *epochs, *folds)
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

func trees(shared, out string, seed uint64, epochs, folds int) error {
	dir := filepath.Join(shared, "corpora")
	var docs []*text.Doc
	for _, f := range []string{"ud-ewt/train.conllu", "ud-gum/train-free.conllu"} {
		d, err := read(filepath.Join(dir, f))
		if err != nil {
			return err
		}
		docs = append(docs, d...)
	}
	cf, err := os.ReadFile(filepath.Join(dir, "word-clusters/c400-c60.tsv"))
	if err != nil {
		return err
	}
	clusters, err := train.ReadClusters(bytes.NewReader(cf))
	if err != nil {
		return err
	}
	all := train.Variants(train.Split(docs), seed)
	log.Printf("%d sentences", len(all))
	o := train.Options{Seed: seed, Epochs: max(epochs/2, 1), Log: log.Printf}
	tf := train.Tagger(all, clusters, o)
	tagger, err := pack[tag.Model](tf, filepath.Join(out, "tag.bin"), tag.Load)
	if err != nil {
		return err
	}
	if folds == 0 {
		return nil
	}
	if err := train.Jackknife(all, clusters, folds, train.Options{Seed: seed, Epochs: max(epochs/3, 1)}, func(f *model.File) (func(*text.Doc) []text.Tag, error) {
		m, err := repack(f, tag.Load)
		if err != nil {
			return nil, err
		}
		return m.Tag, nil
	}); err != nil {
		return err
	}
	log.Print("jack-knifed")
	o.Epochs = epochs
	pf := train.Parser(all, clusters, o)
	parser, err := pack[parse.Model](pf, filepath.Join(out, "parse.bin"), parse.Load)
	if err != nil {
		return err
	}
	scores, err := measure(dir, tagger, parser)
	if err != nil {
		return err
	}
	command := "demarche-train " + strings.Join(os.Args[1:], " ")
	for i := range corpora {
		b, err := os.ReadFile(filepath.Join(dir, corpora[i].Path))
		if err != nil {
			return err
		}
		s := sha256.Sum256(b)
		corpora[i].SHA256 = hex.EncodeToString(s[:])
	}
	return manifest(out, []model.Made{
		{Name: "tag", File: "tag.bin", SHA256: tf.Sum, Command: command, Seed: seed, Epochs: max(epochs/2, 1), Licence: "CC BY-SA 4.0", Corpora: corpora, Scores: scores},
		{Name: "parse", File: "parse.bin", SHA256: pf.Sum, Command: command, Seed: seed, Epochs: epochs, Licence: "CC BY-SA 4.0", Corpora: corpora, Scores: scores},
	})
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

// measure scores both models on the development parts, gold tokens.
func measure(dir string, tagger *tag.Model, parser *parse.Model) (map[string]float64, error) {
	out := map[string]float64{}
	for name, f := range map[string]string{"ewt": "ud-ewt/dev.conllu", "gum": "ud-gum/dev.conllu"} {
		docs, err := read(filepath.Join(dir, f))
		if err != nil {
			return nil, err
		}
		var s score.TreeCount
		words, at := 0, time.Now()
		for _, d := range docs {
			g := &text.Doc{Text: d.Text, Tokens: d.Tokens, Sentences: d.Sentences, Paragraphs: d.Paragraphs}
			g.Tags = tagger.Tag(g)
			arcs := parser.Parse(g)
			words += len(d.Tokens)
			s.Add(d, g.Tags, arcs)
		}
		speed := float64(words) / time.Since(at).Seconds()
		pc := func(n int) float64 { return float64(n*10000/s.Words) / 100 } // never rounded up
		out[name+" UPOS"], out[name+" XPOS"], out[name+" lemma"], out[name+" UAS"], out[name+" LAS"] = pc(s.UPOS), pc(s.XPOS), pc(s.Lemma), pc(s.Heads), pc(s.Arcs)
		log.Printf("%s dev: UPOS %.2f XPOS %.2f feats %.2f lemma %.2f UAS %.2f LAS %.2f, %.0f tokens/s", name, pc(s.UPOS), pc(s.XPOS), pc(s.Feats), pc(s.Lemma), pc(s.Heads), pc(s.Arcs), speed)
	}
	return out, nil
}

// manifest puts the models into the manifest, replacing those of their name.
func manifest(out string, made []model.Made) error {
	path := filepath.Join(out, "manifest.json")
	var m model.Manifest
	if b, err := os.ReadFile(path); err == nil {
		if err := json.Unmarshal(b, &m); err != nil {
			return err
		}
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
	return os.WriteFile(path, append(b, '\n'), 0o644)
}
