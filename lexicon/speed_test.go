package lexicon_test

import (
	"strings"
	"testing"

	"demarche/data"
	"demarche/lexicon"
)

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := lexicon.Load(data.FS); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkFind asks at every token, as the finder of names does; one
// operation is one pass over 2,400 words of running text.
func BenchmarkFind(b *testing.B) {
	l := load(b)
	d := doc(strings.Repeat("The Russian foreign ministry said on Tuesday that Sergei Lavrov would meet the U.S. secretary of state , Antony Blinken , in Geneva .\n", 100))
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		for i := range d.Tokens {
			n += len(l.Find(d, i))
		}
	}
	b.ReportMetric(float64(b.N*len(d.Tokens))/b.Elapsed().Seconds(), "words/s")
	if n == 0 {
		b.Fatal("nothing found")
	}
}

// FuzzFind looks for anything that would leave the text: no string may make
// Find or Lookup fail or reach beyond the tokens.
func FuzzFind(f *testing.F) {
	for _, s := range []string{"the U.S and Côte d’Ivoire", "Nagorno|-|Karabakh", "''s 's", "- / -", "\xff\xfe US", "Xi|Jinping|'s", "South\nKorea"} {
		f.Add(s)
	}
	l := load(f)
	f.Fuzz(func(t *testing.T, s string) {
		d := doc(s)
		for i := range d.Tokens {
			for _, m := range l.Find(d, i) {
				if m.Entry == nil || m.Len < 1 || i+m.Len > len(d.Tokens) || i+m.Len > d.Sentences[d.SentenceOf(i)].To {
					t.Fatalf("%q at %d: %+v", s, i, m)
				}
			}
		}
		l.Lookup(s)
	})
}
