package main

import (
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/spf13/cobra"

	"demarche/demo"
	"demarche/view"
)

// The evening whose brief the demo prints.
const (
	demoSince = "2022-02-07"
	demoKnown = "2022-02-08"
	demoStore = "demo.db"
)

// demoFlags are the flags of "demarche demo".
type demoFlags struct {
	readFlags
	rows  bool
	store string
}

func (a *app) demoCmd() *cobra.Command {
	var f demoFlags
	c := &cobra.Command{
		Use:   "demo",
		Short: "Build a record of the dispatches that come with the program",
		Long: `Build a record of a set of dispatches that comes with the program, about the
diplomacy of January to March 2022, each recorded on the evening of its day, and
print the brief of 8 February 2022 as known that evening. What they tell is dated
and true; the sentences were written for this, and the outlets are invented.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			a.storeFile = f.store // not bound to the flag: its default would be that of every command
			return a.demo(c, f)
		},
	}
	printFlags(c, &f.readFlags)
	c.Flags().StringVar(&f.store, "store", demoStore, "`file` of the record")
	c.Flags().BoolVar(&f.list, "list", false, "only list the dispatches")
	c.Flags().BoolVar(&f.rows, "rows", false, "only read them and print their rows, one dispatch after the other; nothing is kept")
	return c
}

func (a *app) demo(c *cobra.Command, f demoFlags) error {
	files, err := fs.Glob(demo.FS, "*")
	if err != nil {
		return err
	}
	if f.list {
		for _, name := range files {
			if _, err := fmt.Fprintln(a.out, name); err != nil {
				return err
			}
		}
		return nil
	}
	if !f.rows && (f.key || f.format != "text") {
		return usage{fmt.Errorf("--key and --format go with --rows\n  the record itself is asked with demarche brief, timeline … --store %s", a.storeName())}
	}
	if err := f.check(); err != nil {
		return err
	}
	inside := *a
	inside.open = func(name string) (io.ReadCloser, error) { return demo.FS.Open(name) }
	if f.rows {
		return inside.read(f.readFlags, files)
	}
	if err := inside.addFiles(c.Context(), addFlags{readFlags: f.readFlags, recorded: "published"}, files, nil); err != nil {
		return err
	}
	if _, err := fmt.Fprintln(a.out); err != nil {
		return err
	}
	ask := askFlags{Params: view.Params{Since: demoSince, AsKnown: demoKnown}, format: "text", noColour: f.noColour, width: f.width}
	if err := a.answer(c, &ask, "brief", ""); err != nil {
		return err
	}
	_, err = fmt.Fprint(a.out, strings.ReplaceAll(next, "STORE", a.storeName()))
	return err
}

// next says where to go from the demo.
const next = `
Where to look next
  demarche agenda --store STORE --as-known 2022-02-08         what is coming
  demarche commitments --store STORE --as-known 2022-02-08    who promised, threatened, demanded what
  demarche contacts --store STORE                             who met whom
  demarche why ROW --store STORE                              why a row is there
  demarche add FILE…                                          a record of your own
  demarche --help                                             everything else
`
