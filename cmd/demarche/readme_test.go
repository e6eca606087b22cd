package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What README shows is what the program prints. A block that begins with "$
// bin/demarche" or "$ make run" is run; a line "…" in it stands for lines left
// out, and -update keeps as many lines before and after it as there are.
func TestREADMEShowsRealOutput(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped with -short: reads the demo")
	}
	name := filepath.Join("..", "..", "README.md")
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	const demoFile = "bin/demo.db"
	built := filepath.Join(t.TempDir(), "demo.db")
	parts := strings.Split(string(raw), "```\n")
	blocks := 0
	for i := 1; i < len(parts); i += 2 {
		command, shown, ok := strings.Cut(parts[i], "\n")
		var args []string
		switch {
		case !ok:
			continue
		case command == "$ make run":
			args = []string{"demo", "--store", demoFile}
		case strings.HasPrefix(command, "$ bin/demarche "):
			args = strings.Fields(command)[2:]
		default:
			continue
		}
		blocks++
		var out bytes.Buffer
		a := demoApp(t, &out)
		for i := range args {
			if args[i] == demoFile {
				args[i] = built // the first block makes it
			}
		}
		a.open = func(name string) (io.ReadCloser, error) { return os.Open(filepath.Join("..", "..", name)) }
		if code := a.run(args); code != exitRead {
			t.Fatalf("%s: exit status %d", command, code)
		}
		want := elide(strings.ReplaceAll(out.String(), built, demoFile), shown)
		if shown != want {
			if !*update {
				t.Errorf("%s: README shows something else than is printed; go test ./cmd/demarche -run README -update\nprinted:\n%s", command, want)
			}
			parts[i] = command + "\n" + want
		}
	}
	if blocks < 2 {
		t.Errorf("README shows %d commands with their output", blocks)
	}
	if *update {
		if err := os.WriteFile(name, []byte(strings.Join(parts, "```\n")), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// elide leaves out of the output what is left out of the block shown.
func elide(out, shown string) string {
	before, after, cut := strings.Cut("\n"+shown, "\n…\n")
	if !cut {
		return out
	}
	lines := strings.SplitAfter(strings.TrimSuffix(out, "\n"), "\n")
	head, tail := strings.Count(before, "\n"), strings.Count(after, "\n")
	if head+tail >= len(lines) {
		return out
	}
	return strings.Join(lines[:head], "") + "…\n" + strings.Join(lines[len(lines)-tail:], "") + "\n"
}

func TestElide(t *testing.T) {
	const out = "1\n2\n3\n4\n5\n"
	for shown, want := range map[string]string{
		out:                  out,
		"a\nb\n…\nc\n":       "1\n2\n…\n5\n",
		"a\nb\n…\nc\nd\ne\n": out,
	} {
		if got := elide(out, shown); got != want {
			t.Errorf("shown %q: %q, want %q", shown, got, want)
		}
	}
}
