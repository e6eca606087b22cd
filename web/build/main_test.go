package main

import (
	"bytes"
	"io/fs"
	"os"
	"testing"
)

// The same sources give the same bytes, and those are the ones that are
// committed.
func TestSameBytes(t *testing.T) {
	if _, err := os.Stat("../node_modules"); err != nil {
		t.Skip("skipped: the packages of the page are not here (cd web && npm ci); whether the bundle is stale is told without them")
	}
	want, err := bundle("..")
	if err != nil {
		t.Fatal(err)
	}
	committed := os.DirFS("../dist")
	for name, content := range want {
		got, err := fs.ReadFile(committed, name)
		if err != nil || !bytes.Equal(got, content) {
			t.Errorf("dist/%s is not what the sources give (%v): run make web", name, err)
		}
	}
	err = fs.WalkDir(committed, ".", func(p string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() && want[p] == nil {
			t.Errorf("dist/%s is left over: run make web", p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
