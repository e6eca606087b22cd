// Command demarche reads the news of a crisis and keeps its record.
package main

import (
	"io"
	"io/fs"
	"os"
	"time"

	"golang.org/x/term"

	"demarche"
	"demarche/data"
	"demarche/read"
	"demarche/store"
)

func main() { os.Exit(newApp(load).run(os.Args[1:])) }

// load builds the reader from lists and rules; the weights are in the program.
func load(data fs.FS) (engine, error) {
	r, err := read.New(read.Config{Data: data})
	if err != nil {
		return nil, err
	}
	return reader{r}, nil
}

// reader gives read.Reader the shape the commands ask for.
type reader struct{ *read.Reader }

func (r reader) Trace(a demarche.Article) (*demarche.Reading, func(row string) []string) {
	out, trace := r.ReadTrace(a)
	return out, trace.Row
}

// newApp builds the program with what surrounds it: streams, files, terminal.
func newApp(load func(fs.FS) (engine, error)) *app {
	a := &app{
		in: os.Stdin, out: os.Stdout, err: os.Stderr,
		open:     func(name string) (io.ReadCloser, error) { return os.Open(name) },
		folder:   func(dir string) fs.FS { return os.DirFS(dir) },
		embedded: data.FS,
		load:     load,
		now:      func() time.Time { return time.Now().UTC() },
		env:      os.Getenv,
		noColour: os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb",
		errTerm:  term.IsTerminal(int(os.Stderr.Fd())),
	}
	a.record = func(name string, readOnly bool) (store.Store, error) { return record(name, readOnly, a.now) }
	if term.IsTerminal(int(os.Stdout.Fd())) {
		a.outTerm = true
		if w, _, err := term.GetSize(int(os.Stdout.Fd())); err == nil {
			a.width = w
		}
	}
	return a
}
