package main

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"demarche"
	"demarche/store"
	"demarche/store/sqlite"
)

// defaultStore is the file of the record where none is named.
const defaultStore = "demarche.db"

// storeFlag is the flag of every command that opens the record.
func (a *app) storeFlag(c *cobra.Command) {
	c.Flags().StringVar(&a.storeFile, "store", "", "`file` of the record (default $DEMARCHE_STORE, else ./"+defaultStore+")")
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
