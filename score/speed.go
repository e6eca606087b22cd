package score

import (
	"hash/fnv"
	"strings"

	"demarche"
	"demarche/text"
)

// Stage is one step of reading: it adds its layer to the document.
type Stage struct {
	Name string
	Run  func(d *text.Doc)
}

// Clock tells the time passed since some moment, in seconds. It is handed in so
// that scores are functions of their arguments.
type Clock func() float64

// SpeedScore is how many tokens a second a step takes, on one core.
type SpeedScore struct {
	Name   string
	Tokens int
	PerSec float64
	Ratio  float64 // to the reference loop in the same run
}

// Speed times the reference loop, every stage in order over all texts, and the
// whole reader. The reference loop hashes every word of the text and counts it
// in a table: work whose speed depends on the machine and its load only, so
// that ratios compare between machines where seconds do not.
func Speed(articles []demarche.Article, stages []Stage, read func(demarche.Article) *demarche.Reading, now Clock) []SpeedScore {
	const rounds = 3
	docs := make([]*text.Doc, len(articles))
	for i, a := range articles {
		docs[i] = &text.Doc{Text: a.Text, Published: string(a.Published)}
	}
	spent := make([]float64, len(stages))
	for k, s := range stages {
		start := now()
		for _, d := range docs {
			s.Run(d)
		}
		spent[k] = now() - start
	}
	tokens := 0
	for _, d := range docs {
		tokens += len(d.Tokens)
	}
	if tokens == 0 { // no stages were given
		for _, a := range articles {
			tokens += len(strings.Fields(a.Text))
		}
	}
	best := 0.0
	for range rounds {
		start := now()
		for _, a := range articles {
			reference(a.Text)
		}
		if t := now() - start; best == 0 || t < best {
			best = t
		}
	}
	ref := perSecond(tokens, best)
	out := []SpeedScore{{"reference loop", tokens, ref, 1}}
	for k, s := range stages {
		v := perSecond(tokens, spent[k])
		out = append(out, SpeedScore{s.Name, tokens, v, v / ref})
	}
	if read != nil {
		start := now()
		for _, a := range articles {
			read(a)
		}
		v := perSecond(tokens, now()-start)
		out = append(out, SpeedScore{"whole reading", tokens, v, v / ref})
	}
	return out
}

func perSecond(n int, t float64) float64 { return float64(n) / max(t, 1e-9) }

// reference counts the words of a text by hash.
func reference(s string) int {
	seen := map[uint64]int{}
	h := fnv.New64a()
	for _, w := range strings.Fields(s) {
		h.Reset()
		h.Write([]byte(w))
		seen[h.Sum64()]++
	}
	return len(seen)
}
