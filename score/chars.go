package score

import (
	"sort"

	"demarche"
)

// stretch is a half-open run of places in a text: code points, words or bytes.
type stretch struct{ from, to int }

// chars is a set of places as runs that are in order and do not touch.
type chars []stretch

// newChars is the union of runs in any order.
func newChars(runs ...stretch) chars {
	sort.Slice(runs, func(i, j int) bool { return runs[i].from < runs[j].from })
	var out chars
	for _, r := range runs {
		if r.from >= r.to {
			continue
		}
		if n := len(out); n > 0 && r.from <= out[n-1].to {
			out[n-1].to = max(out[n-1].to, r.to)
		} else {
			out = append(out, r)
		}
	}
	return out
}

func (c chars) size() int {
	n := 0
	for _, r := range c {
		n += r.to - r.from
	}
	return n
}

// common is the number of places in both sets.
func (c chars) common(d chars) int {
	n, i, j := 0, 0, 0
	for i < len(c) && j < len(d) {
		if k := min(c[i].to, d[j].to) - max(c[i].from, d[j].from); k > 0 {
			n += k
		}
		if c[i].to < d[j].to {
			i++
		} else {
			j++
		}
	}
	return n
}

// jaccard is the share of places in either set that are in both; 0 for empty
// sets.
func (c chars) jaccard(d chars) float64 {
	i := c.common(d)
	if i == 0 {
		return 0
	}
	return float64(i) / float64(c.size()+d.size()-i)
}

func union(sets []chars) chars {
	var all []stretch
	for _, s := range sets {
		all = append(all, s...)
	}
	return newChars(all...)
}

// pointsOf maps every byte offset of a text to its code-point offset.
type pointsOf []int

func newPoints(text string) pointsOf {
	p := make(pointsOf, len(text)+1)
	n := -1
	at := 0
	for i := range text { // every rune, and every ill-formed byte
		for ; at < i; at++ {
			p[at] = n // the middle of the rune before
		}
		n++
	}
	for ; at < len(text); at++ {
		p[at] = n
	}
	p[len(text)] = n + 1
	return p
}

// each converts byte spans one by one, leaving out empty ones; all joins them.
func (p pointsOf) each(spans []demarche.Span) []chars {
	var out []chars
	for _, s := range spans {
		if c := newChars(stretch{p[s.Start], p[s.End]}); c != nil {
			out = append(out, c)
		}
	}
	return out
}

func (p pointsOf) all(spans []demarche.Span) chars { return union(p.each(spans)) }
