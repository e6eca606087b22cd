package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"github.com/spf13/cobra"

	"demarche"
	"demarche/store"
	"demarche/text"
)

// Exit statuses, as reading.md promises them.
const (
	exitRead   = 0 // everything was read
	exitUnread = 1 // something could not be; it was named on standard error
	exitUsage  = 2
)

// engine is what the commands need of a reader. It is safe for use by several
// goroutines, and the same article always gives the same result.
type engine interface {
	Engine() demarche.Engine
	Read(demarche.Article) *demarche.Reading
	// Trace reads and explains: why returns the lines for a row of this very
	// reading, nil when there is no such row.
	Trace(demarche.Article) (r *demarche.Reading, why func(row string) []string)
	// Layers returns tokens, tags and arcs of a text.
	Layers(src, published string) *text.Doc
}

// app is the program with its surroundings. Commands reach the world through
// it alone.
type app struct {
	in       io.Reader
	out, err io.Writer
	open     func(name string) (io.ReadCloser, error)
	folder   func(dir string) fs.FS
	embedded fs.FS // lists and rules that come with the program
	load     func(data fs.FS) (engine, error)

	now func() time.Time         // the hour, in UTC
	env func(name string) string // the environment

	outTerm, errTerm bool // is a terminal
	noColour         bool // somebody asked for none
	width            int  // of the terminal, 0 when it is none

	record    func(name string, readOnly bool) (store.Store, error)
	storeFile string // --store
	serverURL string // --server

	dataDir string // --data
	began   bool   // arguments were in order and a command began
}

// errUnread says that the complaints were already written.
var errUnread = errors.New("some input could not be read")

// usage is an error in how the program was called.
type usage struct{ error }

// run is the whole program but for exiting.
func (a *app) run(args []string) int {
	root := a.root()
	root.SetArgs(args)
	err := root.Execute()
	switch {
	case err == nil:
		return exitRead
	case errors.Is(err, errUnread):
		return exitUnread
	}
	a.complain(err)
	var u usage
	if !a.began || errors.As(err, &u) {
		return exitUsage
	}
	return exitUnread
}

// complain writes an error for a person.
func (a *app) complain(err error) { _, _ = fmt.Fprintf(a.err, "demarche: %v\n", err) }

// root lists the commands.
func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "demarche",
		Short: "Reads the news of a crisis and keeps its record",
		Long: `demarche reads the news of a crisis and keeps its record: who met whom and who is
going to, who said what in which words, who proposed, promised, threatened or
refused what, on which condition. Every row points at the words that say it.
Nothing leaves the machine.`,
		Version:       demarche.Version,
		SilenceUsage:  true,
		SilenceErrors: true,
		PersistentPreRun: func(*cobra.Command, []string) {
			a.began = true
		},
	}
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.err)
	root.PersistentFlags().StringVar(&a.dataDir, "data", "", "read lists and rules from this `folder` instead of those that come with the program")
	root.AddCommand(a.addCmd(), a.decideCmd(), a.auditCmd(), a.rereadCmd(), a.forgetCmd(), a.rebuildCmd(), a.checkCmd(), a.exportCmd(), a.importCmd())
	root.AddCommand(a.briefCmd(), a.timelineCmd(), a.agendaCmd(), a.contactsCmd(), a.commitmentsCmd(), a.positionsCmd(), a.figuresCmd(),
		a.statementsCmd(), a.tensionsCmd(), a.actorCmd(), a.articleCmd(), a.searchCmd(),
		a.reviewCmd(), a.articlesCmd(), a.sourcesCmd(), a.actorsCmd())
	root.AddCommand(a.serveCmd(), a.userCmd(), a.readCmd(), a.parseCmd(), a.whyCmd(), a.ruleCmd(), a.demoCmd(), a.schemaCmd(), a.scoreCmd(), a.versionCmd())
	return root
}

// data is the folder given with --data, or what comes with the program.
func (a *app) data() (fs.FS, error) {
	if a.dataDir == "" {
		return a.embedded, nil
	}
	f := a.folder(a.dataDir)
	if s, err := fs.Stat(f, "en"); err != nil || !s.IsDir() {
		return nil, &demarche.Error{Code: demarche.NotFound, Where: a.dataDir, What: `there is no folder "en" with lists and rules in it`,
			Repair: "give a copy of the folder data/ of the program's sources"}
	}
	return f, nil
}

// engine builds the reader.
func (a *app) engine() (engine, error) {
	d, err := a.data()
	if err != nil {
		return nil, err
	}
	return a.load(d)
}

// file opens a named file, or standard input for "-".
func (a *app) file(name string) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(a.in), nil
	}
	f, err := a.open(name)
	if err == nil {
		if s, ok := f.(*os.File); ok {
			if i, serr := s.Stat(); serr == nil && i.IsDir() {
				_ = s.Close() // opened for nothing
				return nil, &demarche.Error{Code: demarche.Invalid, Where: name, What: "it is a folder", Repair: "give the files in it: " + name + "/*"}
			}
		}
		return f, nil
	}
	e := &demarche.Error{Code: demarche.Unavailable, Where: name, What: "cannot be opened"}
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		err = p.Err
	}
	if e.Err = err; errors.Is(err, fs.ErrNotExist) {
		e.Code, e.What, e.Err, e.Repair = demarche.NotFound, "there is no such file", nil, "check the name; - stands for standard input"
	}
	return nil, e
}
