package main

import (
	"bytes"
	"os"
	"testing"
)

// The page is checked against types.ts; so that must be the Go types of today.
func TestTypesAreFresh(t *testing.T) {
	want, err := source()
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("../../src/api/types.ts")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("web/src/api/types.ts is not what the Go types say: run make web")
	}
}
