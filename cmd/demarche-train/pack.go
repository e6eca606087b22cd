package main

import (
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"demarche/model"
)

// packAgain packs the weight files of a folder anew and notes their checksums
// in its manifest. What they hold stays the same, so nothing has to be trained
// when only the packing has changed.
func packAgain(out string) error {
	b, err := os.ReadFile(filepath.Join(out, "manifest.json"))
	if err != nil {
		return err
	}
	var m model.Manifest
	if err := json.Unmarshal(b, &m); err != nil {
		return err
	}
	for i := range m.Models {
		path := filepath.Join(out, m.Models[i].File)
		old, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		f, err := model.Unpack(old)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		digest := f.Digest()
		packed, err := f.Bytes()
		if err != nil {
			return err
		}
		g, err := model.Unpack(packed)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if g.Digest() != digest {
			return fmt.Errorf("%s: packing changed what it holds", path)
		}
		if err := os.WriteFile(path, packed, 0o644); err != nil {
			return err
		}
		m.Models[i].SHA256 = f.Sum
		log.Printf("%s: %.1f MB, was %.1f MB", path, float64(len(packed))/1e6, float64(len(old))/1e6)
	}
	return manifest(out, m.Models)
}
