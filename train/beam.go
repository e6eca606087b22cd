package train

import (
	"math/rand/v2"

	"demarche/model"
	"demarche/read/parse"
)

// Beam is the width of the parser's beam in training, useBeam in use, where
// the last few would cost a third of the speed for a tenth of a point.
const (
	Beam    = 8
	useBeam = 6
)

// metMoves is how often a feature of the parser must be met before it learns,
// dropMoves the averaged weight, in units, below which a member drops it.
const (
	metMoves  = 3
	dropMoves = 4
)

// learnBeam goes on from greedy weights: where the beam prefers a wrong
// sequence to the right one, both move at the step where they differ most (the
// maximal violation of Huang, Fayong and Guo 2012). Greedy weights alone are
// worse under a beam than without one, by three points of LAS: they were never
// made to compare whole sequences.
func learnBeam(p *trio, trees []Tree, clusters *model.Index, o Options) {
	p.restart()
	b := beamTrainer{p: p, s: new(parse.Sentence)}
	rng := rand.New(rand.NewPCG(o.Seed, 17))
	order := make([]int, len(trees))
	gold := make([][]int32, len(trees))
	for i, t := range trees {
		order[i], gold[i] = i, goldHeads(t)
	}
	for ep := range max(o.Epochs/2, 1) {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		wrong := 0
		for _, i := range order {
			t := trees[i]
			b.s.Load(clusters, t, t.Sentences[0].Range)
			if b.learn(gold[i]) {
				wrong++
			}
			p.time++
		}
		o.log("beam, round %d: %d of %d sentences wrong, %d features", ep+1, wrong, len(order), p.n)
	}
}

type beamTrainer struct {
	p      *trio
	s      *parse.Sentence
	trace  []parse.Step
	moves  []int8  // the right sequence
	scores []int64 // its score after each step
}

// right finds the right sequence: of those that lose no arc the one that the
// weights like best, step by step.
func (b *beamTrainer) right(gold []int32) {
	b.moves, b.scores = b.moves[:0], b.scores[:0]
	total := int64(0)
	for b.s.Start(); !b.s.Done(); {
		sum := b.p.sum(b.s.Context())
		best, least := -1, 0
		for m := range 3 {
			if b.s.May(m) {
				if c := b.s.Cost(m, gold); best < 0 || c < least || c == least && sum[m] > sum[best] {
					best, least = m, c
				}
			}
		}
		total += int64(sum[best])
		b.moves, b.scores = append(b.moves, int8(best)), append(b.scores, total)
		b.s.Do(best)
	}
}

// learn learns from one sentence and reports whether it had to.
func (b *beamTrainer) learn(gold []int32) bool {
	b.right(gold)
	b.s.Start()
	b.trace = b.trace[:0]
	b.s.Search(Beam, b.p.sum, &b.trace)
	at, worst := -1, int64(0)
	for k, st := range b.trace {
		if v := st.Best - b.scores[k]; v > worst {
			at, worst = k, v
		}
	}
	if at < 0 {
		return false
	}
	guess := make([]int8, at+1)
	for k, j := at, int8(0); k >= 0; k-- {
		guess[k], j = b.trace[k].Move[j], b.trace[k].From[j]
	}
	same := 0
	for same <= at && guess[same] == b.moves[same] {
		same++
	}
	b.replay(b.moves[:at+1], same, 1)
	b.replay(guess, same, -1)
	return true
}

// replay carries out the moves and steps the weights of those after the first
// same ones.
func (b *beamTrainer) replay(moves []int8, same int, by int32) {
	b.s.Start()
	for k, m := range moves {
		if k >= same {
			b.p.step(b.s.Context(), int(m), by)
		}
		b.s.Do(int(m))
	}
}
