// Package parse finds the dependency tree of each sentence, in the terms of
// Universal Dependencies. Heads are found by an arc-hybrid parser with three
// transitions and a narrow beam, scored by an averaged perceptron that learns
// first from a dynamic oracle (Goldberg and Nivre 2013), then from whole
// sequences at their worst violation (Huang, Fayong and Guo 2012). Labels are
// found by a second perceptron that sees the whole tree, from the root down.
package parse

import (
	"fmt"
	"sync"

	"demarche/model"
	"demarche/text"
)

// Model parses. It is safe for use from several goroutines.
type Model struct {
	clusters *model.Index
	moves    *model.Narrow
	labels   *model.Table
	names    []string
	beam     int
	pool     sync.Pool
}

// Load makes the model from its weight file.
func Load(f *model.File) (*Model, error) {
	if err := f.Expect("parse", Features); err != nil {
		return nil, err
	}
	m := new(Model)
	var err error
	if m.clusters, err = f.Index("clusters"); err != nil {
		return nil, err
	}
	if m.moves, err = f.Narrow("moves"); err != nil {
		return nil, err
	}
	if m.labels, err = f.Table("labels"); err != nil {
		return nil, err
	}
	if m.names = f.Lists["labels"]; len(m.names) == 0 {
		return nil, fmt.Errorf("weights \"parse\" have no labels")
	}
	if m.beam = f.Numbers["beam"]; m.beam < 1 || m.beam > 64 {
		return nil, fmt.Errorf("weights \"parse\" are for a beam of %d", m.beam)
	}
	m.pool.New = func() any { return new(Sentence) }
	return m, nil
}

// Parse returns the dependency layer of d, which must have its tokens,
// sentences and tags. Every sentence has one root and no crossing arcs.
func (m *Model) Parse(d *text.Doc) []text.Arc {
	s := m.pool.Get().(*Sentence)
	defer m.pool.Put(s)
	out := make([]text.Arc, len(d.Tokens))
	var order []int32
	scores := make([]int32, len(m.names))
	for i := range out {
		out[i] = text.Arc{Head: -1, Rel: "root"}
	}
	for _, sent := range d.Sentences {
		if sent.Len() == 0 {
			continue
		}
		s.Load(m.clusters, d, sent.Range)
		s.Search(m.beam, m.moves.Sum, nil)
		s.Arcs(s.head)
		order = s.Top(order)
		for _, n := range order {
			clear(scores)
			m.labels.Add(scores, s.Arc(n))
			best := m.best(s, n, scores)
			s.SetLabel(n, best)
			h := -1
			if s.head[n] != s.Root() {
				h = sent.From + int(s.head[n]) - 1
			}
			out[sent.From+int(n)-1] = text.Arc{Head: h, Rel: m.names[best]}
		}
		mend(d, out, sent.Range)
	}
	return out
}

// Best is the allowed transition with the highest score.
func (s *Sentence) Best(sum [3]int32) int {
	best := -1
	for t := range sum {
		if s.May(t) && (best < 0 || sum[t] > sum[best]) {
			best = t
		}
	}
	return best
}

// best is the best label that fits: "root" for the root and for it alone.
func (m *Model) best(s *Sentence, n int32, scores []int32) int {
	root := s.head[n] == s.Root()
	best := -1
	for l, v := range scores {
		if (m.names[l] == "root") == root && (best < 0 || v > scores[best]) {
			best = l
		}
	}
	return max(best, 0)
}
