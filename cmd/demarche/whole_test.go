package main

import (
	"bytes"
	"io"
	"io/fs"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"demarche"
	"demarche/data"
	"demarche/demo"
	"demarche/schema"
	"demarche/store"
)

// demoApp is the program as it ships, reading the demo dispatches.
func demoApp(t *testing.T, out io.Writer) *app {
	t.Helper()
	a := &app{
		in: strings.NewReader(""), out: out, err: t.Output(), embedded: data.FS, load: load,
		open: func(name string) (io.ReadCloser, error) { return demo.FS.Open(name) },
		now:  func() time.Time { return time.Date(2026, 11, 27, 9, 0, 0, 0, time.UTC) },
		env:  func(string) string { return "" },
	}
	a.record = func(name string, readOnly bool) (store.Store, error) { return record(name, readOnly, a.now) }
	return a
}

// What the program prints of the demo is valid by its own schema, its spans
// are words, and neither the number of workers nor a second run shows.
func TestTheDemoKeepsTheContract(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped with -short: reads all articles several times")
	}
	files, err := fs.Glob(demo.FS, "*")
	if err != nil || len(files) < 12 {
		t.Fatalf("%d dispatches: %v", len(files), err)
	}
	var first []byte
	for _, workers := range []string{"1", "4", "4"} {
		var out bytes.Buffer
		if code := demoApp(t, &out).run([]string{"demo", "--rows", "--format", "jsonl", "--workers", workers}); code != exitRead {
			t.Fatalf("exit status %d", code)
		}
		if first == nil {
			first = out.Bytes()
		}
		if !bytes.Equal(first, out.Bytes()) {
			t.Fatalf("%s workers print something else", workers)
		}
	}
	valid := compileSchema(t)
	lines := bytes.SplitAfter(bytes.TrimSpace(first), []byte("\n"))
	if len(lines) < len(files) {
		t.Fatalf("%d readings of %d dispatches", len(lines), len(files))
	}
	rows := 0
	for _, line := range lines {
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(line))
		if err != nil {
			t.Fatal(err)
		}
		r, err := demarche.Decode(line)
		if err != nil {
			t.Fatal(err)
		}
		if err := valid.Validate(v); err != nil {
			t.Errorf("%s is not valid: %v", r.Article.ID, err)
		}
		if again, err := r.Encode(); err != nil || !bytes.Equal(bytes.TrimSpace(again), bytes.TrimSpace(line)) {
			t.Errorf("%s: decoded and encoded again it differs (%v)", r.Article.ID, err)
		}
		for _, s := range r.Spans() {
			if w := s.In(r.Article.Text); strings.TrimSpace(w) == "" || strings.TrimSpace(w) != w {
				t.Errorf("%s: span %v is %q", r.Article.ID, s, w)
			}
		}
		rows += len(r.Acts) + len(r.Statements) + len(r.Figures)
	}
	if rows < 100 {
		t.Errorf("only %d rows in the demo", rows)
	}
}

func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema.Reading()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("reading.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("reading.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Every row of a reading has a rule and a trace.
func TestEveryRowHasATrace(t *testing.T) {
	eng, err := load(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	for in := range demoApp(t, io.Discard).inputs([]string{"08-biden-putin-call.json", "12-first-tranche.json"}, readFlags{}.page) {
		if in.Err != nil {
			t.Fatal(in.Err)
		}
		r, why := eng.Trace(in.Article)
		check := func(id, rule string) {
			rows++
			if lines := why(id); len(lines) == 0 || rule == "" {
				t.Errorf("%s %s: rule %q, trace %q", in.Article.ID, id, rule, lines)
			}
		}
		for _, a := range r.Acts {
			check(string(a.ID), a.Rule)
		}
		for _, s := range r.Statements {
			check(string(s.ID), s.Rule)
		}
		for _, f := range r.Figures {
			check(string(f.ID), f.Rule)
		}
		if why("e999") != nil {
			t.Error("a row that is not there has a trace")
		}
	}
	if rows == 0 {
		t.Fatal("no rows")
	}
}

func BenchmarkDemo(b *testing.B) {
	eng, err := load(data.FS)
	if err != nil {
		b.Fatal(err)
	}
	var all []demarche.Article
	words := 0
	a := app{open: func(name string) (io.ReadCloser, error) { return demo.FS.Open(name) }}
	files, _ := fs.Glob(demo.FS, "*") // the pattern is fixed and valid
	for in := range a.inputs(files, readFlags{}.page) {
		all = append(all, in.Article)
		words += len(strings.Fields(in.Article.Text))
	}
	b.ResetTimer()
	for b.Loop() {
		for _, art := range all {
			eng.Read(art)
		}
	}
	b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds(), "words/s")
}
