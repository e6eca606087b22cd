package lexicon_test

import (
	"testing"
	"time"

	"demarche/data"
	"demarche/lexicon"
)

func TestLoad(t *testing.T) {
	at := time.Now()
	l, err := lexicon.Load(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	t.Log(time.Since(at))
	for _, w := range []string{"Russia", "US", "Kyiv", "Czechs", "Nagorno-Karabakh", "Côte d'Ivoire"} {
		if len(l.Lookup(w)) == 0 {
			t.Error(w)
		}
	}
}
