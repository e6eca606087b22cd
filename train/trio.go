package train

import (
	"slices"

	"demarche/model"
)

// trio is the averaged perceptron for the three transitions of the parser:
// what learner is for many classes, with the three weights of a feature beside
// its key, for the beam asks for ten times as many sums.
type trio struct {
	slots []trioSlot // open addressing by the top bits
	past  [][3]int64 // sums of steps times the time they were taken at
	shift uint8
	n     int
	filter
	time int64
	unit int32 // the length of a step in weights; stored weights have parts units a step
}

type trioSlot struct {
	key uint32
	w   [3]int32
}

func newTrio(least uint8) *trio {
	p := &trio{filter: newFilter(least), time: 1, unit: 1}
	p.alloc(16)
	return p
}

func (p *trio) alloc(bits uint8) {
	p.shift = 32 - bits
	p.slots, p.past = make([]trioSlot, 1<<bits), make([][3]int64, 1<<bits)
}

func (p *trio) slot(key uint32) int {
	i := int(key >> p.shift)
	for p.slots[i].key != key && p.slots[i].key != 0 {
		if i++; i == len(p.slots) {
			i = 0
		}
	}
	return i
}

// sum returns the sums of the weights of the features.
func (p *trio) sum(features []uint32) (sum [3]int32) {
	for _, f := range features {
		w := &p.slots[p.slot(f)].w // nothing where the feature is not known
		sum[0] += w[0]
		sum[1] += w[1]
		sum[2] += w[2]
	}
	return sum
}

// step moves the weights of a transition for the features by one step.
func (p *trio) step(features []uint32, move int, by int32) {
	by *= p.unit
	for _, f := range features {
		if !p.met(f) {
			continue
		}
		i := p.slot(f)
		if p.slots[i].key == 0 {
			if p.n*2 >= len(p.slots) {
				p.grow()
				i = p.slot(f)
			}
			p.slots[i].key = f
			p.n++
		}
		p.slots[i].w[move] += by
		p.past[i][move] += int64(by) * p.time
	}
}

func (p *trio) grow() {
	slots, past := p.slots, p.past
	p.alloc(32 - p.shift + 1)
	for i, s := range slots {
		if s.key != 0 {
			j := p.slot(s.key)
			p.slots[j], p.past[j] = s, past[i]
		}
	}
}

// mean is the average of the weights of a slot over the time so far, in units.
func (p *trio) mean(i int) (w [3]int32) {
	for m := range w {
		w[m] = int32(roundDiv((int64(p.slots[i].w[m])*p.time-p.past[i][m])*parts/int64(p.unit), p.time))
	}
	return w
}

// restart takes the averages for weights and begins a new time, in which steps
// are as long as before.
func (p *trio) restart() {
	for i := range p.slots {
		p.slots[i].w, p.past[i] = p.mean(i), [3]int64{}
	}
	p.unit, p.time = parts, 1
}

// average returns the averaged rows in units, sorted by key. Rows whose weights
// are all under least are dropped.
func (p *trio) average(least int32) []model.Row {
	var out []model.Row
	for i, s := range p.slots {
		if s.key == 0 {
			continue
		}
		w := p.mean(i)
		if max(w[0], -w[0], w[1], -w[1], w[2], -w[2]) < least {
			continue
		}
		out = append(out, model.Row{Key: s.key, Cells: []model.Cell{{Class: 0, W: w[0]}, {Class: 1, W: w[1]}, {Class: 2, W: w[2]}}})
	}
	slices.SortFunc(out, byKey)
	return out
}
