package model

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
)

//go:embed weights
var embedded embed.FS

// Open reads an embedded model by name ("tag", "parse"). The error says how to
// make the weights when they are not there.
func Open(name string) (*File, error) {
	b, err := embedded.ReadFile("weights/" + name + ".bin")
	if err != nil {
		return nil, fmt.Errorf("no weights for %q in model/weights; make them with: make train", name)
	}
	f, err := Unpack(b)
	if err != nil {
		return nil, fmt.Errorf("weights %q: %w", name, err)
	}
	return f, nil
}

// Have reports whether the weights of a model are embedded.
func Have(name string) bool {
	_, err := fs.Stat(embedded, "weights/"+name+".bin")
	return err == nil
}

// Manifest says what each embedded model was made from.
type Manifest struct {
	Models []Made `json:"models"`
}

// Made is how one model was made and how good it is.
type Made struct {
	Name    string             `json:"name"`
	File    string             `json:"file"`
	SHA256  string             `json:"sha256"` // the checksum that the file ends with, of everything before it
	Command string             `json:"command"`
	Seed    uint64             `json:"seed"`
	Epochs  int                `json:"epochs"`
	Licence string             `json:"licence"` // of the weights
	Corpora []Corpus           `json:"corpora"`
	Scores  map[string]float64 `json:"scores"` // percent on the development parts
}

// Corpus is a file that was learnt from.
type Corpus struct {
	Path    string `json:"path"` // below shared/corpora
	Licence string `json:"licence"`
	SHA256  string `json:"sha256"`
}

// ReadManifest returns the manifest of the embedded weights.
func ReadManifest() (*Manifest, error) {
	b, err := embedded.ReadFile("weights/manifest.json")
	if err != nil {
		return nil, err
	}
	m := new(Manifest)
	return m, json.Unmarshal(b, m)
}
