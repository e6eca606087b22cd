package score

import (
	"bytes"
	"hash/fnv"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"demarche"
)

// sharedDir is the folder with gold and corpora; a test that needs it is
// skipped where it is not.
func sharedDir(t *testing.T) string {
	dir := os.Getenv("DEMARCHE_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "shared")
	}
	if _, err := os.Stat(filepath.Join(dir, "gold")); err != nil {
		t.Skip("skipped: ../shared not here")
	}
	return dir
}

// python runs a scorer of the gold folder and returns what it prints. An exit
// status of 1 is accepted: red_cards.py ends so when a card is drawn.
func python(t *testing.T, args ...string) string {
	exe, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("skipped: no python3")
	}
	var out, errs bytes.Buffer
	c := exec.Command(exe, args...)
	c.Stdout, c.Stderr = &out, &errs
	if err := c.Run(); err != nil && (c.ProcessState == nil || c.ProcessState.ExitCode() != 1 || errs.Len() > 0) {
		t.Fatalf("%s: %v\n%s", strings.Join(args, " "), err, errs.String())
	}
	return out.String()
}

// luck is a number from 0 to n-1 that depends on the words only, so that
// synthetic predictions are the same in every run.
func luck(n int, words ...string) int {
	h := fnv.New32a()
	for _, w := range words {
		h.Write([]byte(w))
		h.Write([]byte{0})
	}
	x := h.Sum32()
	x ^= x >> 16
	x *= 0x7feb352d
	x ^= x >> 15
	return int(x % uint32(n))
}

// writeReadings writes readings as `demarche read --format jsonl` does.
func writeReadings(t *testing.T, readings []*demarche.Reading) string {
	name := filepath.Join(t.TempDir(), "pred.jsonl")
	var b bytes.Buffer
	for _, r := range readings {
		line, err := r.Encode()
		if err != nil {
			t.Fatal(err)
		}
		b.Write(line)
	}
	if err := os.WriteFile(name, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}
