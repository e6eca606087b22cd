package main

import (
	"fmt"
	"log"
	"path/filepath"

	"demarche/data"
	"demarche/lexicon"
	"demarche/model"
	"demarche/read/name"
	"demarche/train"
)

// nameCorpora are the corpora of names: trained on.
var nameCorpora = []model.Corpus{
	{Path: "gmb-voa/train.tsv", Licence: "text public domain, annotations freely available"},
	{Path: "crossner-politics/train.txt", Licence: "MIT, Wikipedia text CC BY-SA"},
	{Path: "re3d/Australian_Department_of_Foreign_Affairs.jsonl", Licence: "CC BY 3.0 AU"},
	{Path: "re3d/CENTCOM.jsonl", Licence: "public domain"},
	{Path: "re3d/Delegation_of_the_European_Union_to_Syria.jsonl", Licence: "reuse with acknowledgement"},
	{Path: "re3d/UK_Government.jsonl", Licence: "OGL v3"},
	{Path: "re3d/Wikipedia.jsonl", Licence: "CC BY-SA 3.0"},
	{Path: "word-clusters/c400-c60.tsv", Licence: "derived, see NOTICE"},
}

// names trains the tagger of names.
func names(shared, out string, seed uint64, epochs int) error {
	hashed, err := hashes(filepath.Join(shared, "corpora"), nameCorpora)
	if err != nil {
		return err
	}
	lex, err := lexicon.Load(data.FS)
	if err != nil {
		return err
	}
	f, err := train.Names(train.NamesOptions{Shared: shared, Lex: lex, Epochs: epochs, Seed: seed, Log: log.Writer()})
	if err != nil {
		return err
	}
	m, err := pack[name.Model](f, filepath.Join(out, "name.bin"), name.Load)
	if err != nil {
		return err
	}
	scores, err := train.ScoreNames(m, lex, shared)
	if err != nil {
		return err
	}
	made := model.Made{Name: "name", File: "name.bin", SHA256: f.Sum, Command: fmt.Sprintf("demarche-train -seed %d -names %d names", seed, epochs),
		Seed: seed, Epochs: epochs, Licence: "CC BY-SA 4.0", Corpora: hashed, Scores: map[string]float64{}}
	for k, s := range scores {
		log.Printf("%-10s %s", k, s)
		made.Scores[k+" F1"] = float64(int(10*s.F1()+0.5)) / 10
	}
	return manifest(out, []model.Made{made})
}
