package parse

import (
	"math/rand/v2"
	"slices"
	"testing"

	"demarche"
	"demarche/model"
	"demarche/text"
)

// made is a sentence of n words with tags by chance.
func made(n int, rng *rand.Rand) *text.Doc {
	words := []string{"envoy", "said", "the", "in", ",", "met", "and", "Monday"}
	upos := []string{"NOUN", "VERB", "DET", "ADP", "PUNCT", "CCONJ", "PROPN"}
	d := &text.Doc{}
	for range n {
		w := words[rng.IntN(len(words))]
		d.Tokens = append(d.Tokens, text.Token{Span: demarche.Span{Start: len(d.Text), End: len(d.Text) + len(w)}})
		d.Text += w
		u := upos[rng.IntN(len(upos))]
		d.Tags = append(d.Tags, text.Tag{UPOS: u, XPOS: u})
	}
	d.Sentences = []text.Sentence{{Range: text.Range{From: 0, To: n}}}
	return d
}

// noise gives every feature weights out of its hash, small ones, so that equal
// sums are met too.
func noise(features []uint32) (sum [3]int32) {
	for _, f := range features[:12] {
		for m := range sum {
			sum[m] += int32(model.Hash1(uint32(m), f)>>16%5) - 2
		}
	}
	return sum
}

func load(d *text.Doc) *Sentence {
	s := new(Sentence)
	s.Load(model.NewIndex(nil), d, d.Sentences[0].Range)
	return s
}

// greedy takes the best transition at every step, and returns the heads and
// the score of all.
func greedy(s *Sentence) (heads []int32, total int64) {
	for s.Start(); !s.Done(); {
		sum := noise(s.Context())
		m := s.Best(sum)
		total += int64(sum[m])
		s.Do(m)
	}
	return slices.Clone(s.head), total
}

func TestBeamOfOneIsGreedy(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for n := 1; n < 40; n++ {
		s := load(made(n, rng))
		want, total := greedy(s)
		var trace []Step
		s.Search(1, noise, &trace)
		if !slices.Equal(s.head, want) {
			t.Errorf("%d words: a beam of one gives heads %v, greedy %v", n, s.head, want)
		}
		if len(trace) != 2*n || trace[len(trace)-1].Best != total {
			t.Errorf("%d words: %d steps that end at %d, want %d at %d", n, len(trace), trace[len(trace)-1].Best, 2*n, total)
		}
	}
}

// most is the highest score of any sequence of transitions from here.
func most(s *Sentence, done []int) int64 {
	s.Start()
	for _, m := range done {
		s.Do(m)
	}
	if s.Done() {
		return 0
	}
	sum, top := noise(s.Context()), int64(-1<<40)
	var may []int
	for m := range sum {
		if s.May(m) {
			may = append(may, m)
		}
	}
	for _, m := range may {
		top = max(top, int64(sum[m])+most(s, append(slices.Clone(done), m)))
	}
	return top
}

// TestWideBeamIsExact holds a beam with room for every configuration to the
// best of all sequences, and the sequence in the trace to its score and heads.
func TestWideBeamIsExact(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 2))
	better := 0
	for range 60 {
		s := load(made(5, rng))
		_, low := greedy(s)
		want := most(s, nil)
		var trace []Step
		s.Search(120, noise, &trace)
		last := len(trace) - 1
		if got := trace[last].Best; got != want {
			t.Errorf("the beam finds a sequence of %d, the best has %d", got, want)
		}
		if want > low {
			better++
		}
		heads := slices.Clone(s.head)
		moves := make([]int8, len(trace))
		for k, j := last, int8(0); k >= 0; k-- {
			moves[k], j = trace[k].Move[j], trace[k].From[j]
		}
		score := int64(0)
		s.Start()
		for _, m := range moves {
			if !s.May(int(m)) {
				t.Fatalf("%v has a transition that is not allowed", moves)
			}
			score += int64(noise(s.Context())[m])
			s.Do(int(m))
		}
		if score != want || !s.Done() || !slices.Equal(s.head, heads) {
			t.Errorf("the trace leads to %d and heads %v, the search to %d and %v", score, s.head, want, heads)
		}
	}
	if better == 0 {
		t.Error("greedy always found the best: the beam was not tried")
	}
}

func TestBest(t *testing.T) {
	in := []move{{score: 1, what: 0}, {score: 3, what: 1}, {score: 2, what: 2}, {score: 3, what: 3}, {score: 2, what: 4}}
	if n := best(in, 4); n != 4 {
		t.Fatalf("%d kept, want 4", n)
	}
	var got []int32
	for _, m := range in[:4] {
		got = append(got, m.what)
	}
	if want := []int32{1, 3, 2, 4}; !slices.Equal(got, want) {
		t.Errorf("order %v, want %v: best first, equals as they came", got, want)
	}
	if n := best(in[:2], 8); n != 2 {
		t.Errorf("%d of two moves kept", n)
	}
}

func BenchmarkSearch(b *testing.B) {
	d := made(25, rand.New(rand.NewPCG(3, 3)))
	for _, c := range []struct {
		name  string
		width int
	}{{"1", 1}, {"6", 6}, {"8", 8}} {
		b.Run(c.name, func(b *testing.B) {
			s := load(d)
			for b.Loop() {
				s.Search(c.width, noise, nil)
			}
			b.ReportMetric(float64(25*b.N)/b.Elapsed().Seconds(), "tokens/s")
		})
	}
}
