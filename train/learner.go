// Package train makes the weights of the tagger and the parser from treebanks.
// Everything is integers in a fixed order: the same corpora, seed and epochs
// give the same bytes on every machine.
package train

import (
	"cmp"
	"slices"

	"demarche/model"
)

// parts is how many units of a stored weight make one step of training.
const parts = 32

// seenBits is the size of the filter that counts how often a feature was met.
const seenBits = 26

// learner is an averaged perceptron (Freund and Schapire 1999; averages
// kept lazily as in Daumé's thesis) over hashed features. Rows hold only the
// classes that were ever updated.
type learner struct {
	keys  []uint32 // open addressing by the top bits
	rows  []row
	shift uint8
	n     int
	cells []cell // rows point into it; outgrown places are left behind
	filter
	time int64
}

// filter counts how often a feature was met, up to least: from then on it
// learns.
type filter struct {
	seen  []uint8
	least uint8
}

func newFilter(least uint8) filter { return filter{make([]uint8, 1<<seenBits), least} }

// meet counts a sighting of the features.
func (p *filter) meet(features []uint32) {
	for _, f := range features {
		if s := &p.seen[f>>(32-seenBits)]; *s < p.least {
			*s++
		}
	}
}

// met reports whether a feature was met often enough.
func (p *filter) met(feature uint32) bool { return p.seen[feature>>(32-seenBits)] >= p.least }

type row struct {
	at       uint32
	len, cap uint8
}

type cell struct {
	past  int64 // sum of steps times the time they were taken at
	w     int32
	class uint8
}

func newLearner(least uint8) *learner {
	p := &learner{filter: newFilter(least), time: 1}
	p.alloc(16)
	return p
}

func (p *learner) alloc(bits uint8) {
	p.shift = 32 - bits
	p.keys, p.rows = make([]uint32, 1<<bits), make([]row, 1<<bits)
}

func (p *learner) slot(key uint32) int {
	i := int(key >> p.shift)
	for p.keys[i] != key && p.keys[i] != 0 {
		if i++; i == len(p.keys) {
			i = 0
		}
	}
	return i
}

// add adds the weights of the features to the scores.
func (p *learner) add(scores []int32, features []uint32) {
	for _, f := range features {
		i := p.slot(f)
		if p.keys[i] == 0 {
			continue
		}
		r := p.rows[i]
		for _, c := range p.cells[r.at : r.at+uint32(r.len)] {
			scores[c.class] += c.w
		}
	}
}

// step moves the weights of a class for the features by one step.
func (p *learner) step(features []uint32, class int, by int32) {
	for _, f := range features {
		if p.met(f) {
			c := p.cell(f, uint8(class))
			c.w += by
			c.past += int64(by) * p.time
		}
	}
}

func (p *learner) cell(key uint32, class uint8) *cell {
	i := p.slot(key)
	if p.keys[i] == 0 {
		if p.n*2 >= len(p.keys) {
			p.grow()
			i = p.slot(key)
		}
		p.keys[i] = key
		p.n++
	}
	r := &p.rows[i]
	for j := r.at; j < r.at+uint32(r.len); j++ {
		if p.cells[j].class == class {
			return &p.cells[j]
		}
	}
	if r.len == r.cap {
		wider := row{at: uint32(len(p.cells)), len: r.len, cap: uint8(min(int(r.cap)*2+1, 255))}
		p.cells = append(p.cells, p.cells[r.at:r.at+uint32(r.len)]...)
		for range wider.cap - r.len {
			p.cells = append(p.cells, cell{})
		}
		*r = wider
	}
	c := &p.cells[r.at+uint32(r.len)]
	*c = cell{class: class}
	r.len++
	return c
}

func (p *learner) grow() {
	keys, rows := p.keys, p.rows
	p.alloc(32 - p.shift + 1)
	for i, k := range keys {
		if k != 0 {
			j := p.slot(k)
			p.keys[j], p.rows[j] = k, rows[i]
		}
	}
}

// average returns the averaged rows in units, sorted by key. Cells under least
// units are dropped, and rows that have none left.
func (p *learner) average(least int32) []model.Row {
	var out []model.Row
	for i, k := range p.keys {
		if k == 0 {
			continue
		}
		r := model.Row{Key: k}
		at := p.rows[i].at
		for _, c := range p.cells[at : at+uint32(p.rows[i].len)] {
			w := int32(roundDiv((int64(c.w)*p.time-c.past)*parts, p.time))
			if w >= least || -w >= least {
				r.Cells = append(r.Cells, model.Cell{Class: c.class, W: w})
			}
		}
		if len(r.Cells) > 0 {
			slices.SortFunc(r.Cells, func(a, b model.Cell) int { return int(a.Class) - int(b.Class) })
			out = append(out, r)
		}
	}
	slices.SortFunc(out, byKey)
	return out
}

// byKey orders rows.
func byKey(a, b model.Row) int { return cmp.Compare(a.Key, b.Key) }

func roundDiv(a, b int64) int64 {
	if a < 0 {
		return -((-a + b/2) / b)
	}
	return (a + b/2) / b
}
