package main

import (
	"flag"
	"strings"
	"testing"

	"demarche/model"
)

// TestCommand: the command line in the manifest says the whole recipe, and is
// the one that the flags give when nothing is said.
func TestCommand(t *testing.T) {
	var def recipe
	def.flags(flag.NewFlagSet("", flag.PanicOnError))
	m, err := model.ReadManifest()
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range m.Models {
		if x.Name != "tag" && x.Name != "parse" {
			continue
		}
		if want := def.command(x.Seed); x.Command != want {
			t.Errorf("%s was made by %q, make train would run %q", x.Name, x.Command, want)
		}
	}
	other := recipe{folds: 3}
	other.tagger.Epochs, other.tagger.Members, other.knife.Epochs, other.parser.Epochs, other.parser.Members = 1, 2, 4, 5, 6
	var back recipe
	f := flag.NewFlagSet("", flag.ContinueOnError)
	back.flags(f)
	seed := f.Uint64("seed", 0, "")
	line := strings.Fields(other.command(9))
	if err := f.Parse(line[1:]); err != nil || f.Arg(0) != "trees" {
		t.Fatalf("%v cannot be run: %v", line, err)
	}
	if again := back.command(*seed); again != other.command(9) {
		t.Errorf("%q comes back as %q", other.command(9), again)
	}
}
