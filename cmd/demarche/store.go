package main

import (
	"context"
	"errors"
	"time"

	"github.com/spf13/cobra"

	"demarche"
	"demarche/client"
	"demarche/store"
	"demarche/store/sqlite"
)

// defaultStore is the file of the record where none is named.
const defaultStore = "demarche.db"

// storeFlag is the flag of every command that opens the record.
func (a *app) storeFlag(c *cobra.Command) {
	c.Flags().StringVar(&a.storeFile, "store", "", "`file` of the record (default $DEMARCHE_STORE, else ./"+defaultStore+")")
}

// serverFlag is the flag of every command that can ask a desk as well as a file.
func (a *app) serverFlag(c *cobra.Command) {
	a.storeFlag(c)
	c.Flags().StringVar(&a.serverURL, "server", "", "`address` of a desk to ask in place of a file (default $DEMARCHE_SERVER; a token is taken from $DEMARCHE_TOKEN)")
}

// client is the desk that is asked in place of a file; nil where a file is.
func (a *app) client() (*client.Client, error) {
	if a.serverURL != "" && a.storeFile != "" {
		return nil, usage{errors.New("--store and --server exclude one another")}
	}
	address := a.serverURL
	if address == "" && a.storeFile == "" && a.env != nil {
		address = a.env("DEMARCHE_SERVER")
	}
	if address == "" {
		return nil, nil
	}
	c, err := client.New(address, a.env("DEMARCHE_TOKEN"), nil)
	if err != nil {
		return nil, usage{err}
	}
	return c, nil
}

// view runs f on the record, which is only asked.
func (a *app) view(ctx context.Context, f func(store.Reader) error) (err error) {
	s, err := a.openStore(true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	return s.View(ctx, f)
}

// storeName is the file of the record.
func (a *app) storeName() string {
	if a.storeFile != "" {
		return a.storeFile
	}
	if a.env != nil {
		if name := a.env("DEMARCHE_STORE"); name != "" {
			return name
		}
	}
	return defaultStore
}

// openStore opens the record. Commands that only ask open it read-only, and
// then one that is not there is an error; others begin one.
func (a *app) openStore(readOnly bool) (store.Store, error) {
	name := a.storeName()
	s, err := a.record(name, readOnly)
	if err != nil && demarche.CodeOf(err) == demarche.NotFound {
		return nil, &demarche.Error{Code: demarche.NotFound, What: "there is no record " + name, Repair: "begin one with: demarche add FILE…\n  another file: --store FILE"}
	}
	return s, err
}

// record opens a file as a record.
func record(name string, readOnly bool, now func() time.Time) (store.Store, error) {
	s, err := sqlite.Open(context.Background(), name, sqlite.Options{Now: now, ReadOnly: readOnly})
	if err != nil {
		return nil, err // and not a store that holds none
	}
	return s, nil
}
