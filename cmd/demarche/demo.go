package main

import (
	"fmt"
	"io"
	"io/fs"

	"github.com/spf13/cobra"

	"demarche/demo"
)

func (a *app) demoCmd() *cobra.Command {
	var f readFlags
	c := &cobra.Command{
		Use:   "demo",
		Short: "Read the dispatches that come with the program",
		Long: `Read a set of dispatches that comes with the program, about the diplomacy of January
to March 2022. What they tell is dated and true; the sentences were written for
this, and the outlets are invented.`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return a.demo(f) },
	}
	printFlags(c, &f)
	c.Flags().BoolVar(&f.list, "list", false, "only list the dispatches")
	return c
}

func (a *app) demo(f readFlags) error {
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
	if err := f.check(); err != nil {
		return err
	}
	inside := *a
	inside.open = func(name string) (io.ReadCloser, error) { return demo.FS.Open(name) }
	if err := inside.read(f, files); err != nil || f.format == "jsonl" {
		return err
	}
	_, err = fmt.Fprint(a.out, next)
	return err
}

// next says where to go from the demo.
const next = `
Where to look next
  demarche read --date 2022-02-08 FILE     an article of your own
  demarche why e1 FILE                     why a row is there
  demarche read --format jsonl FILE        the same for programs (demarche schema)
  demarche read --help                     the marks ● ◐ ○ ◇ ⟂ ❝ ⊘ and what they mean
`
