package train

import (
	"math/rand/v2"
	"slices"
	"testing"

	"demarche/model"
	"demarche/read/parse"
)

// TestTrioIsALearner holds the learner of three classes to the one of many:
// the same steps give the same sums and averages.
func TestTrioIsALearner(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	a, b := newLearner(2), newTrio(2)
	for range 40000 {
		feats := make([]uint32, 5)
		for i := range feats {
			feats[i] = model.Hash1(7, rng.Uint32N(60000))
		}
		a.meet(feats)
		b.meet(feats)
		var want [3]int32
		a.add(want[:], feats)
		if got := b.sum(feats); got != want {
			t.Fatalf("sums %v, want %v", got, want)
		}
		class, by := rng.IntN(3), int32(1-2*rng.IntN(2))
		a.step(feats, class, by)
		b.step(feats, class, by)
		a.time++
		b.time++
	}
	want, got := a.average(3), dropCells(b.average(3), 3)
	if len(want) == 0 || !slices.EqualFunc(want, got, func(x, y model.Row) bool { return x.Key == y.Key && slices.Equal(x.Cells, y.Cells) }) {
		t.Errorf("%d and %d rows, or others", len(want), len(got))
	}
	sum := b.mean(b.slot(want[0].Key))
	b.restart()
	if got := b.slots[b.slot(want[0].Key)].w; got != sum || b.mean(b.slot(want[0].Key)) != sum {
		t.Errorf("after the restart weights are %v, want the averages %v", got, sum)
	}
}

// TestBeamLearns: what the beam has learnt from it gets right.
func TestBeamLearns(t *testing.T) {
	trees, _, _ := toy(t)
	some := slices.Repeat(trees[:6], metMoves) // often enough to be learnt from
	index := model.NewIndex(nil)
	p := learnMoves(some, index, Options{Seed: 1, Epochs: 2})
	p.restart()
	b := beamTrainer{p: p, s: new(parse.Sentence)}
	none := true
	for _, tree := range trees[:6] {
		gold := goldHeads(tree)
		b.s.Load(index, tree, tree.Sentences[0].Range)
		b.s.Search(Beam, p.sum, nil)
		none = none && slices.Equal(b.s.Heads(), gold[1:len(gold)-1])
		rounds := 0
		for b.learn(gold) {
			p.time++
			if rounds++; rounds == 50 {
				t.Fatalf("%q is not learnt", tree.Text)
			}
		}
		b.s.Search(Beam, p.sum, nil)
		if got := b.s.Heads(); !slices.Equal(got, gold[1:len(gold)-1]) {
			t.Errorf("%q: heads %v, want %v", tree.Text, got, gold[1:len(gold)-1])
		}
	}
	if none {
		t.Error("nothing was to be learnt")
	}
}
