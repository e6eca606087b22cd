package ledger

import (
	"encoding/binary"
	"hash/fnv"
	"slices"
	"strconv"

	"demarche"
)

// Block is a place in the record where rows that may be the same thing are
// kept: rows that share no block are never compared. It is a hash of its name.
type Block int64

// Blocks names the blocks under which a row is kept. It is looked for under the
// same, so that it does not matter which of two rows came first.
func Blocks(r *demarche.Report) []Block { return newItem(r, nil).blocks() }

// The width of a stretch of time in a block's name, in days, and how many of
// them a row may lie in; one that lies in more is too vague to be compared.
const (
	actStretch   = 16
	sayStretch   = 64
	countStretch = 64
	maxStretches = 6
)

// stems is how many of the longest stems a statement is kept under.
const stems = 5

func (it *item) blocks() []Block {
	var names []string
	switch it.Row.Kind {
	case demarche.ActRow:
		names = it.actBlocks()
	case demarche.StatementRow:
		if !it.dated || len(it.who) == 0 {
			return nil
		}
		at := floor(it.pub, sayStretch)
		for _, w := range it.words.longest(stems) {
			for _, s := range it.who {
				name, _ := who(s)
				for d := range demarche.Day(2) {
					names = append(names, "s|"+name+"|"+w+"|"+strconv.Itoa(int(at+d)))
				}
			}
		}
		names = append(names, it.stanceBlocks()...)
	case demarche.FigureRow:
		if !it.dated {
			return nil
		}
		name := counted(it)
		if name == "" {
			// What it counts is not known: only the same number may be the same.
			name = "n|" + strconv.FormatFloat(it.Row.Figure.Low, 'g', -1, 64)
		}
		for d := range demarche.Day(2) {
			names = append(names, name+"|"+strconv.Itoa(int(floor(it.pub, countStretch)+d)))
		}
	}
	out := make([]Block, 0, len(names))
	for _, n := range names {
		out = append(out, block(n))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// stanceBlocks keep a statement for or against something under pairs of its
// longest words, whoever says it, so that the opposite finds it.
func (it *item) stanceBlocks() []string {
	if stance[it.Row.Statement.Force] == 0 {
		return nil
	}
	var names []string
	top := it.plain.longest(3)
	slices.Sort(top)
	for i, v := range top {
		for _, w := range top[i+1:] {
			for d := range demarche.Day(2) {
				names = append(names, "o|"+v+"|"+w+"|"+strconv.Itoa(int(floor(it.pub, sayStretch)+d)))
			}
		}
	}
	return names
}

// shares reports whether the one is found where the other is kept.
func shares(ties *Ties, a, b *item) bool {
	p, q := ties.lookup(a.Report), Blocks(b.Report)
	return slices.ContainsFunc(p, func(b Block) bool { _, ok := slices.BinarySearch(q, b); return ok })
}

// actBlocks keeps an act under each pair of those who take part, by stretches
// of time, and, where it is dated to a day, under the pair of their states.
func (it *item) actBlocks() []string {
	var names []string
	head := "e|" + string(it.Row.Act.Type) + "|"
	all := it.both()
	if len(all) > 8 {
		all = all[:8]
	}
	when := stretches(it.window, actStretch)
	put := func(a, b string) {
		for _, w := range when {
			names = append(names, head+min(a, b)+"|"+max(a, b)+w)
		}
	}
	for i, a := range all {
		x, _ := who(a)
		put(x, "")
		for _, b := range all[i+1:] {
			y, _ := who(b)
			put(x, y)
		}
	}
	if it.exact {
		var states []string
		for _, a := range all {
			if s := state(a); s != "" && !slices.Contains(states, s) {
				states = append(states, s)
			}
		}
		for i, a := range states {
			for d := it.window.From; d <= it.window.To; d++ {
				day := "@" + strconv.Itoa(int(d))
				if len(states) == 1 {
					names = append(names, head+a+day)
				}
				for _, b := range states[i+1:] {
					names = append(names, head+min(a, b)+"|"+max(a, b)+day)
				}
			}
		}
	}
	return names
}

// stretches names the stretches of time that a window lies in; none where it
// is empty or too wide.
func stretches(w demarche.Interval, width demarche.Day) []string {
	if w.From > w.To {
		return nil
	}
	from, to := floor(w.From, width), floor(w.To, width)
	if int64(to)-int64(from) >= maxStretches {
		return nil
	}
	var out []string
	for s := from; s <= to; s++ {
		out = append(out, "|"+strconv.Itoa(int(s)))
	}
	return out
}

func floor(d, width demarche.Day) demarche.Day {
	q := d / width
	if d%width < 0 {
		q--
	}
	return q
}

func block(name string) Block {
	h := fnv.New64a()
	_, _ = h.Write([]byte(name)) // a hash takes everything
	var b [8]byte
	return Block(binary.BigEndian.Uint64(h.Sum(b[:0])))
}
