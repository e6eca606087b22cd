package ledger

import (
	"slices"
	"strings"

	"demarche"
)

// disagree says whether two reports contradict one another, and how.
func disagree(ties *Ties, a, b *item) (demarche.TensionKind, bool) {
	if a.Row.Kind != b.Row.Kind || a.Row.ID == b.Row.ID {
		return "", false
	}
	switch a.Row.Kind {
	case demarche.ActRow:
		return disputed(a, b)
	case demarche.FigureRow:
		return miscounted(a, b)
	case demarche.StatementRow:
		return opposed(ties, a, b)
	}
	return "", false
}

// disputed: an act that somebody says did not or will not happen, and a report
// that it did, will or may.
func disputed(a, b *item) (demarche.TensionKind, bool) {
	x, y := a.Row.Act, b.Row.Act
	if x.Type != y.Type || (x.Status == demarche.Negated) == (y.Status == demarche.Negated) {
		return "", false
	}
	no, yes := a, b
	if y.Status == demarche.Negated {
		no, yes = b, a
	}
	if yes.Row.Supposed {
		return "", false // a condition claims nothing
	}
	if !yes.Row.Act.Status.Fact() && (len(no.Row.Act.By) == 0 || yes.Row.Act.Status != demarche.Possible && calledOff(no)) {
		return "", false // called off, or simply not so; nobody denies it
	}
	if _, ok := sameTime(a, b); !ok {
		return "", false
	}
	if _, ok := samePlace(x.Place, y.Place); !ok {
		return "", false
	}
	part, ok := deed(a, b)
	if symmetric[x.Type] {
		part, ok = company(a, b)
	}
	if !ok || part < 1.5 {
		return "", false
	}
	if !symmetric[x.Type] {
		// It has to be the same deed: to the same ones, or told in like words.
		whom, _, _ := match(a.whom, b.whom)
		if whom == 0 && a.plain.common(b.plain) == 0 || x.Type == demarche.Attack && whom == 0 && a.plain.part(b.plain) < 0.5 {
			return "", false
		}
	}
	if len(no.Row.Act.By) > 0 && slices.Equal(no.Row.Act.By, yes.Row.Act.By) {
		return "", false // one voice says both: not a, but b
	}
	if gap := a.pub - b.pub; yes.Row.Act.Status == demarche.Possible && max(gap, -gap) > answered {
		return "", false // a fear of another month
	}
	if len(no.Row.Act.By) == 0 {
		return demarche.Contradiction, true
	}
	return demarche.Denial, true
}

// answered is within how many days a fear is answered by its denial.
const answered = 21

// apartAtLeast is how far apart two counts must lie to disagree, as a share of
// the larger.
const apartAtLeast = 0.1

// miscounted: two sources count one thing at one time, and differ.
func miscounted(a, b *item) (demarche.TensionKind, bool) {
	x, y := a.Row.Figure, b.Row.Figure
	if x.Kind != demarche.Observed || y.Kind != demarche.Observed || figures(a, b).is != restated {
		return "", false
	}
	if len(a.whom) == 0 || len(b.whom) == 0 {
		return "", false // whose they are is not known
	}
	if slices.EqualFunc(a.who, b.who, sameActor) || !a.window.Overlaps(b.window) {
		return "", false
	}
	if x.Place == nil != (y.Place == nil) {
		return "", false
	}
	lo, hi := span(x)
	lo2, hi2 := span(y)
	if lo > hi2 { // y lies below x
		hi, lo2 = hi2, lo
	}
	if lo2-hi <= apartAtLeast*lo2 {
		return "", false
	}
	return demarche.Count, true
}

// span is the numbers that a figure with its bound leaves room for.
func span(f *demarche.Figure) (low, high float64) {
	const slack = 0.05
	low, high = f.Low, f.High
	switch f.Bound {
	case demarche.About:
		low, high = low*(1-slack), high*(1+slack)
	case demarche.Over:
		high = 1e300
	case demarche.Under:
		low = 0
	}
	return low, high
}

// stance is whether a force is for or against what it is about; 0 neither.
var stance = map[demarche.Force]int{
	demarche.Pledge: 1, demarche.Endorse: 1, demarche.Propose: 1, demarche.Demand: 1,
	demarche.Refuse: -1, demarche.Criticise: -1, demarche.Deny: -1}

// denying reports whether the words of a statement themselves say no: "had no
// plan to attack" is on the side of who denies that there is one.
func denying(r *demarche.Row) bool {
	for _, t := range r.Words {
		for _, w := range strings.Fields(strings.ToLower(t)) {
			switch strings.Trim(w, ".,;:!?\"'“”‘’") {
			case "no", "not", "never", "nor", "neither", "nothing", "nobody", "without":
				return true
			}
			if strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n’t") {
				return true
			}
		}
	}
	return false
}

// opposed: two sides of one thing, said of like words.
func opposed(ties *Ties, a, b *item) (demarche.TensionKind, bool) {
	x, y := a.Row.Statement, b.Row.Statement
	if len(a.who) == 0 || len(b.who) == 0 || sameSpeakers(a.who, b.who) || !a.dated || !b.dated {
		return "", false
	}
	p, q := stance[x.Force], stance[y.Force]
	if x.Negated != denying(&a.Row) {
		p = -p
	}
	if y.Negated != denying(&b.Row) {
		q = -q
	}
	if p*q >= 0 {
		return "", false
	}
	gap := a.pub - b.pub
	if max(gap, -gap) > 30 || a.plain.common(b.plain) < 2 || a.plain.part(b.plain) < 0.5 {
		return "", false
	}
	c, d := state(a.who[0]), state(b.who[0])
	switch {
	case x.Force == demarche.Deny || y.Force == demarche.Deny:
		return demarche.Denial, true
	case c != "" && c == d || ties != nil && ties.Blocs.Allied(c, d, a.pub):
		return demarche.Split, true
	}
	return demarche.Contradiction, true
}
