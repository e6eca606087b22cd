package fact

import (
	"slices"

	"demarche"
)

// tensions pairs rows that disagree, without a verdict: a denial with the act
// or statement it denies, an act told as done by one and as not done by
// another, and two numbers for one thing.
func (b *builder) tensions() []demarche.Tension {
	var out []demarche.Tension
	add := func(k demarche.TensionKind, x, y string, ev ...demarche.Span) {
		out = append(out, demarche.Tension{ID: number("t", len(out)), Kind: k, Between: []string{x, y}, Evidence: ev})
	}
	for i := range b.says {
		s := &b.says[i]
		if s.Force != demarche.Deny {
			continue
		}
		if j := b.denied(i); j >= 0 {
			add(demarche.Denial, string(s.ID), string(b.says[j].ID), s.Content[0], b.says[j].Content[0])
		} else if a := b.deniedAct(s); a >= 0 {
			add(demarche.Denial, string(s.ID), string(b.acts[a].ID), s.Content[0], b.acts[a].Evidence[0])
		}
	}
	for i := range b.acts {
		for j := i + 1; j < len(b.acts); j++ {
			if x, y := &b.acts[i], &b.acts[j]; b.contradict(x, y) {
				add(demarche.Contradiction, string(x.ID), string(y.ID), x.Evidence[0], y.Evidence[0])
			}
		}
	}
	for i := range b.counts {
		for j := i + 1; j < len(b.counts); j++ {
			if x, y := &b.counts[i], &b.counts[j]; differ(x, y) {
				add(demarche.Count, string(x.ID), string(y.ID), x.Evidence[0], y.Evidence[0])
			}
		}
	}
	return out
}

// denied is the statement of somebody else that shares most words with the
// denial i, -1 when none does.
func (b *builder) denied(i int) int {
	s := &b.says[i]
	p := b.lemmas(s.Content)
	best, most := -1, 1
	for j := range b.says {
		o := &b.says[j]
		if j == i || slices.Equal(o.source, s.source) || o.Force == demarche.Deny || overlap(o.Content, s.Content) {
			continue
		}
		n := 0
		for w := range b.lemmas(o.Content) {
			if p[w] {
				n++
			}
		}
		if n > most {
			best, most = j, n
		}
	}
	return best
}

// deniedAct is an act that somebody else tells and whose trigger word stands
// in the denial.
func (b *builder) deniedAct(s *saying) int {
	p := b.lemmas(s.Content)
	for i := range b.acts {
		a := &b.acts[i]
		if a.Status != demarche.Negated && !slices.Equal(a.by, s.source) && p[b.d.Lemma(a.head)] && !overlap(a.Evidence, s.Content) {
			return i
		}
	}
	return -1
}

func (b *builder) contradict(x, y *act) bool {
	if x.Type != y.Type || (x.Status == demarche.Negated) == (y.Status == demarche.Negated) || slices.Equal(x.by, y.by) {
		return false
	}
	if !x.Status.Fact() && !y.Status.Fact() {
		return false
	}
	if x.Date != nil && y.Date != nil && x.Date.EDTF != y.Date.EDTF {
		return false
	}
	return len(x.who) > 0 && slices.Equal(x.who, y.who) && slices.Equal(x.whom, y.whom)
}

// differ reports whether two figures count the same thing for the same owner
// and cannot both be right.
func differ(x, y *count) bool {
	if x.Unit != y.Unit || x.Unit == "" || len(x.of) == 0 || !slices.Equal(x.of, y.of) || x.Kind != demarche.Observed || y.Kind != demarche.Observed || slices.Equal(x.by, y.by) {
		return false
	}
	if x.Date != nil && y.Date != nil && x.Date.EDTF != y.Date.EDTF {
		return false
	}
	a, b := reach(x), reach(y)
	return a[1] < b[0] || b[1] < a[0]
}

// reach is the range of values that a bounded number allows; "about" allows a
// tenth either way.
func reach(c *count) [2]float64 {
	switch c.Bound {
	case demarche.Over:
		return [2]float64{c.Low, 1e300}
	case demarche.Under:
		return [2]float64{0, c.High}
	case demarche.About:
		return [2]float64{c.Low * 0.9, c.High * 1.1}
	}
	return [2]float64{c.Low, c.High}
}

func overlap(x, y []demarche.Span) bool {
	return slices.ContainsFunc(x, func(s demarche.Span) bool { return slices.ContainsFunc(y, s.Overlaps) })
}
