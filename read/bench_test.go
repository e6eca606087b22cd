package read_test

import (
	"testing"

	"demarche/text"
)

// The benchmarks read the demo dispatches over and over and report words per
// second, a word being a token with a letter or digit.

func BenchmarkRead(b *testing.B) {
	r := reader(b)
	arts := dispatches(b)
	n := 0
	for b.Loop() {
		for _, a := range arts {
			g := r.Read(a)
			n += countWords(g.Article.Text)
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkLayers(b *testing.B) {
	r := reader(b)
	arts := dispatches(b)
	n := 0
	for b.Loop() {
		for _, a := range arts {
			var d *text.Doc = r.Layers(a.Text, string(a.Published))
			n += countWords(d.Text)
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "words/s")
}

func countWords(s string) int {
	n, in := 0, false
	for i := 0; i < len(s); i++ {
		w := s[i] >= '0' && s[i] <= '9' || s[i] >= 'A' && s[i] <= 'Z' || s[i] >= 'a' && s[i] <= 'z' || s[i] >= 0x80
		if w && !in {
			n++
		}
		in = w
	}
	return n
}
