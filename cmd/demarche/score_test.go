package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"demarche"
	"demarche/text"
)

// silent is a reader that finds nothing.
type silent struct{}

func (silent) Engine() demarche.Engine { return demarche.Engine{} }

func (silent) Read(a demarche.Article) *demarche.Reading { return &demarche.Reading{Article: a} }

func (silent) Trace(a demarche.Article) (*demarche.Reading, func(string) []string) {
	return &demarche.Reading{Article: a}, nil
}

func (silent) Layers(src, _ string) *text.Doc { return &text.Doc{Text: src} }

func TestScoreSkips(t *testing.T) {
	var out, errs bytes.Buffer
	a := &app{out: &out, err: &errs, load: func(fs.FS) (engine, error) { t.Error("nothing is to be measured"); return nil, nil }}
	if err := a.score(scoreOptions{shared: filepath.Join(t.TempDir(), "shared")}); err != nil || !strings.HasPrefix(out.String(), "skipped: ") {
		t.Errorf("%v, %q", err, out.String())
	}
	if err := a.score(scoreOptions{parts: []string{"ledgers"}}); err == nil || !strings.Contains(err.Error(), "attribution") {
		t.Errorf("an unknown part gives %v", err)
	}
}

// TestScoreWrites makes a sheet of the parts that there are, on a gold of one
// article.
func TestScoreWrites(t *testing.T) {
	shared := t.TempDir()
	for name, body := range map[string]string{
		"gold/articles/one.json": `{"id":"one","title":"","date":"2022-02-08","text":"Arland met Borland."}`,
		"gold/ledgers/one.json": `{"id":"one","actors":[{"name":"Arland","aliases":[]}],"statements":[],"figures":[],
			"acts":[{"type":"meet","status":"happened","who":["Arland"],"whom":[],"by":[],"key":true,"evidence":"Arland met Borland"}]}`,
	} {
		name = filepath.Join(shared, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	a := &app{out: &out, err: &out, load: func(fs.FS) (engine, error) { return silent{}, nil }}
	md := filepath.Join(shared, "SCORES.md")
	if err := a.score(scoreOptions{shared: shared, md: md, date: "2026-11-24", errors: 5, parts: []string{"ledger", "trees"}}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"ledger, 1 others", "key recall", "trees", "not here", "== act missed: 1"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in\n%s", want, out.String())
		}
	}
	b, err := os.ReadFile(md)
	if err != nil || !strings.Contains(string(b), "on 2026-11-24") || !strings.Contains(string(b), "| key recall") {
		t.Errorf("%v\n%s", err, b)
	}
}
