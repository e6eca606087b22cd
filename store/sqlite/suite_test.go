package sqlite_test

import (
	"context"
	"flag"
	"path/filepath"
	"testing"

	"demarche/store"
	"demarche/store/sqlite"
	"demarche/store/storetest"
)

var update = flag.Bool("update", false, "write the file of today's schema where it is missing")

func open(t testing.TB, path string, opt sqlite.Options) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(context.Background(), path, opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestSuite(t *testing.T) {
	storetest.Run(t, func(t *testing.T) store.Store {
		return open(t, filepath.Join(t.TempDir(), "record.db"), sqlite.Options{})
	})
}
