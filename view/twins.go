package view

import (
	"slices"
	"strings"

	"demarche"
)

// A corrected version of an article brings all its rows anew, and those of the
// earlier version go. What a desk wants to know is what reads otherwise: each
// row that came is held against the row that went and is most like it.

// twins finds, for steps by which a corrected article brought an entry, the
// entry that went with the earlier version, by index of the step; and the
// steps of those that went and have a twin.
func twins(steps []step) (of map[int]*demarche.Entry, gone map[int]bool) {
	of, gone = map[int]*demarche.Entry{}, map[int]bool{}
	for i, s := range steps {
		if s.before != nil || s.after == nil || !slices.Contains(s.causes, demarche.ByCorrection) {
			continue
		}
		best, at := 0.5, -1
		for j, o := range steps {
			if o.after != nil || o.before == nil || gone[j] || o.before.Kind != s.after.Kind {
				continue
			}
			if like := alike(o.before.Words, s.after.Words); like > best || like == best && at < 0 {
				best, at = like, j
			}
		}
		if at >= 0 {
			of[i], gone[at] = steps[at].before, true
		}
	}
	return of, gone
}

// alike is the share of the words of two texts that both have.
func alike(a, b []string) float64 {
	p, q := bagOf(a), bagOf(b)
	common := 0
	for w := range p {
		if q[w] {
			common++
		}
	}
	if all := len(p) + len(q) - common; all > 0 {
		return float64(common) / float64(all)
	}
	return 0
}

func bagOf(texts []string) map[string]bool {
	out := map[string]bool{}
	for _, t := range texts {
		for _, w := range strings.Fields(strings.ToLower(t)) {
			out[w] = true
		}
	}
	return out
}
