package train

import (
	"os"
	"testing"
	"time"

	"demarche/read/name"
)

// TestTrainNames trains on the whole corpora and prints scores; it writes the
// weights to the file named by DEMARCHE_NAMES.
func TestTrainNames(t *testing.T) {
	out := os.Getenv("DEMARCHE_NAMES")
	if out == "" {
		t.Skip("DEMARCHE_NAMES not set")
	}
	start := time.Now()
	f, err := Names(NamesOptions{Shared: "../../shared", Seed: 1, Log: os.Stdout})
	if err != nil {
		t.Fatal(err)
	}
	b, _ := f.Bytes()
	t.Logf("%d bytes, %v", len(b), time.Since(start))
	os.WriteFile(out, b, 0o644)
	m, err := name.Load(f)
	if err != nil {
		t.Fatal(err)
	}
	s, err := ScoreNames(m, nil, "../../shared")
	if err != nil {
		t.Fatal(err)
	}
	for k, v := range s {
		t.Log(k, v)
	}
}
