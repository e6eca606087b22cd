package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"demarche"
	"demarche/export"
	"demarche/intake"
	"demarche/store"
)

func (a *app) importCmd() *cobra.Command {
	c := &cobra.Command{
		Use:   "import FILE",
		Short: "Bring a whole record into an empty one",
		Long: `Bring a record that "demarche export --format jsonl" wrote into a new or empty
one. Every hash is checked, every row against its words, and the chain of
decisions; where anything is wrong the line is named and nothing is imported.
Articles are added to a record with "demarche add". - stands for standard input.`,
		Example: `  demarche import record.jsonl --store copy.db`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return errors.New("import takes one file\n  for example: demarche import record.jsonl --store copy.db")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error { return a.importRecord(c.Context(), args[0]) },
	}
	a.storeFlag(c)
	return c
}

func (a *app) importRecord(ctx context.Context, name string) (err error) {
	in, err := a.file(name) // before a store is begun for nothing
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }() // it was only read
	_, missing := os.Stat(a.storeName())
	defer func() { // last of all: the store is closed then
		if err != nil && errors.Is(missing, fs.ErrNotExist) {
			err = errors.Join(err, a.unmake())
		}
	}()
	s, err := a.openStore(false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	into, ok := s.(store.Copier)
	if !ok {
		return demarche.Errorf(demarche.Unavailable, a.storeName(), "this kind of store takes no whole record")
	}
	n, err := export.Import(ctx, name, in, into)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.out, "imported %s, %s, %s and %s into %s\n", intake.Several(n.Articles, "article"), intake.Several(n.Rows, "row"), intake.Several(n.Changes, "change"), intake.Several(n.Decisions, "decision"), a.storeName())
	return err
}

// unmake takes away the store that was begun for a record which could not be
// brought in: whoever looks for the record next must not find an empty one.
func (a *app) unmake() error {
	var err error
	for _, end := range []string{"", "-wal", "-shm", "-lock"} {
		if e := os.Remove(a.storeName() + end); e != nil && !errors.Is(e, fs.ErrNotExist) {
			err = errors.Join(err, e)
		}
	}
	return err
}
