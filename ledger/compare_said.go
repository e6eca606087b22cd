package ledger

import (
	"slices"

	"demarche"
)

// tied groups the forces that one utterance may be heard with.
var tied = map[demarche.Force]int{
	demarche.Pledge: 1, demarche.Threaten: 1, demarche.Warn: 1,
	demarche.Propose: 2, demarche.Demand: 2,
	demarche.Refuse: 3, demarche.Deny: 3,
}

// commits are the forces that make a commitment.
var commits = map[demarche.Force]bool{
	demarche.Pledge: true, demarche.Threaten: true, demarche.Propose: true, demarche.Demand: true, demarche.Refuse: true}

// Days between two articles that may carry one utterance, and between two
// utterances of one commitment.
const (
	oneSaying   = 3
	oneQuote    = 10 // where the quoted words are the same
	restatement = 150
)

func statements(a, b *item) finding {
	x, y := a.Row.Statement, b.Row.Statement
	if !sameSpeakers(a.who, b.who) || x.Negated != y.Negated {
		return finding{is: differ}
	}
	if !a.dated || !b.dated {
		return finding{}
	}
	p, q := a.words, b.words
	if targets(a, b) || conditions(a, b) || clash(a, b) {
		return finding{is: differ}
	}
	between := a.pub - b.pub
	if between < 0 {
		between = -between
	}
	alike := tied[x.Force] == tied[y.Force] || x.Force == demarche.Say || y.Force == demarche.Say
	part, whole, common := p.part(q), p.whole(q), p.common(q)
	quoted := x.Mode != demarche.Indirect && y.Mode != demarche.Indirect
	days := between <= oneSaying
	if d, okA := x.Date.Interval(); okA {
		if e, okB := y.Date.Interval(); okB {
			days = d.Overlaps(e)
		}
	}
	words := part >= 0.7 && whole >= 0.42 && common >= 3
	if quoted {
		words = part >= 0.8 && common >= 2 && (common >= 3 || whole >= 0.8)
		days = days || between <= oneQuote && whole >= 0.75 && common >= 4
	}
	switch {
	case !alike:
		return finding{}
	case words && days && a.Row.Article != b.Row.Article:
		return finding{same, whole + part}
	case commits[x.Force] && commits[y.Force] && between <= restatement && sameMatter(a, b):
		return finding{restated, whole + part}
	}
	return finding{}
}

// sameMatter reports whether two commitments are about one thing: apart from
// names and from what they hang on, they share words.
func sameMatter(a, b *item) bool {
	p, q := a.plain.without(a.condition), b.plain.without(b.condition)
	common := p.common(q)
	return common >= 2 && p.part(q) >= 0.4 || common == 1 && p.part(q) >= 0.5 && a.words.common(b.words) >= 3
}

// sameSpeakers reports whether the same ones speak; who says it together with
// others is not who says it alone.
func sameSpeakers(p, q []demarche.ActorID) bool {
	if len(p) == 0 || len(p) != len(q) {
		return false
	}
	for _, a := range p {
		if !slices.ContainsFunc(q, func(b demarche.ActorID) bool { return sameActor(a, b) }) {
			return false
		}
	}
	return true
}

// targets reports whether two statements are meant for different hearers.
func targets(a, b *item) bool {
	shared, onlyA, onlyB := match(a.whom, b.whom)
	standIns(&onlyA, &onlyB)
	return shared == 0 && len(onlyA) > 0 && len(onlyB) > 0
}

// conditions reports whether two statements hang on different things.
func conditions(a, b *item) bool {
	x, y := a.Row.Statement.Condition, b.Row.Statement.Condition
	if x == nil || y == nil {
		return false
	}
	if x.Kind != y.Kind && (x.Kind == demarche.Unless || y.Kind == demarche.Unless) {
		return true
	}
	p, q := a.condition, b.condition
	return len(p) > 1 && len(q) > 1 && p.common(q) == 0
}

// series is the name of the numbers that count one thing: what, where and
// whose. A number of which the article does not say what it counts, or whose it
// is, belongs to none.
func series(f *demarche.Figure, of []demarche.ActorID) demarche.SeriesID {
	if f.Unit == "" || len(of) == 0 {
		return ""
	}
	whose := ""
	if len(of) > 0 {
		if whose = state(of[0]); whose == "" {
			whose, _ = who(of[0])
		}
	}
	where := ""
	if f.Place != nil {
		if where = string(f.Place.Country); where == "" {
			for _, w := range telling(f.Place.Name).without(telling("border near region area east north south west eastern northern southern western side")) {
				where += w + " "
			}
		}
	}
	unit := ""
	for _, w := range telling(f.Unit) {
		unit += w + " "
	}
	return demarche.SeriesID("n~" + digest(unit, where, whose))
}

func figures(a, b *item) finding {
	x, y := a.Row.Figure, b.Row.Figure
	if x.Kind != y.Kind || x.Unit != y.Unit {
		return finding{is: differ}
	}
	if s := series(x, a.whom); s != series(y, b.whom) {
		return finding{is: differ}
	} else if s == "" && (a.Row.Article == b.Row.Article || a.words.whole(b.words) < 0.8) {
		return finding{}
	}
	if x.Low != y.Low || x.High != y.High || !slices.EqualFunc(a.who, b.who, sameActor) {
		return finding{is: restated}
	}
	if a.Row.Article == b.Row.Article || !a.window.Overlaps(b.window) {
		return finding{is: restated}
	}
	when, _ := sameTime(a, b)
	return finding{same, when}
}
