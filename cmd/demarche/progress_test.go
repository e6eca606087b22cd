package main

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// The bar must come to its end also when inputs fail, and must not reach the
// rows.
func TestProgressEnds(t *testing.T) {
	files := fstest.MapFS{
		"a.txt": {Data: []byte("Ada Lind met Eva Roos in Riga, and that was that for the two of them.")},
		"b.txt": {Data: []byte("Eva Roos met Ada Lind in Oslo, and that was that for the two of them.")},
	}
	var out, screen bytes.Buffer
	a := &app{in: strings.NewReader(""), out: &out, err: &screen, errTerm: true, load: loadToy,
		embedded: fstest.MapFS{"en/x": {}}, open: func(name string) (io.ReadCloser, error) { return files.Open(name) }}
	done := make(chan int)
	go func() { done <- a.run([]string{"read", "--format", "jsonl", "a.txt", "none.txt", "b.txt", "gone.txt"}) }()
	select {
	case code := <-done:
		if code != exitUnread {
			t.Errorf("exit status %d", code)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("the progress bar never ends")
	}
	if n := strings.Count(out.String(), "\n"); n != 2 || strings.Contains(out.String(), "/4 [") {
		t.Errorf("%d lines of output: %q", n, out.String())
	}
	for _, want := range []string{"none.txt: there is no such file", "gone.txt: there is no such file"} {
		if !strings.Contains(screen.String(), want) {
			t.Errorf("%q is not on the screen: %q", want, screen.String())
		}
	}
}

func TestNoProgressWithoutATerminal(t *testing.T) {
	for name, a := range map[string]*app{"error output is no terminal": {}, "the rows run over the screen": {errTerm: true, outTerm: true}} {
		a.err = io.Discard
		if a.progress(5).bar != nil {
			t.Errorf("%s: there is a bar", name)
		}
	}
	if (&app{errTerm: true, err: io.Discard}).progress(1).bar != nil {
		t.Error("a bar for one file")
	}
}
