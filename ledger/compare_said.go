package ledger

import (
	"slices"
	"strings"

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
	if targets(a, b) || conditions(a, b) || clash(a, b) || elsewhere(a, b) {
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
	words = words || p.whole(q) == 1 && common > 0 && days
	switch {
	case !alike:
		return finding{}
	case a.Row.Article == b.Row.Article && part >= 0.9:
		return finding{} // one inside the other: said once
	case words && days && a.Row.Article != b.Row.Article:
		return finding{same, whole + part}
	case commits[x.Force] && commits[y.Force] && between <= restatement && sameMatter(a, b),
		// A commitment may be repeated as a plain statement.
		(commits[x.Force] || commits[y.Force]) && alike && between <= restatement && part >= 0.6 && common >= 3 && sameMatter(a, b):
		return finding{restated, whole + part}
	}
	return finding{}
}

// elsewhere reports whether two statements name different things or actors and
// none that both name.
func elsewhere(a, b *item) bool {
	if len(a.proper) > 0 && len(b.proper) > 0 && a.proper.common(b.proper) == 0 {
		return true
	}
	rest := func(it *item) []demarche.ActorID {
		return slices.DeleteFunc(slices.Clone(it.mentions), func(id demarche.ActorID) bool {
			return slices.ContainsFunc(it.who, func(s demarche.ActorID) bool { return sameActor(id, s) || state(id) != "" && state(id) == state(s) })
		})
	}
	p, q := rest(a), rest(b)
	shared, onlyP, onlyQ := match(p, q)
	return shared+standIns(&onlyP, &onlyQ) == 0 && len(p) > 0 && len(q) > 0
}

// sameMatter reports whether two commitments are about one thing: apart from
// persons, states and what they hang on, they share words.
func sameMatter(a, b *item) bool {
	p, q := a.matter.without(a.condition), b.matter.without(b.condition)
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
	return len(p) > 1 && len(q) > 1 && !slices.ContainsFunc(p, func(v string) bool {
		return slices.ContainsFunc(q, func(w string) bool { return v[:min(4, len(v))] == w[:min(4, len(w))] }) // Iran, Iranian
	})
}

// fates are stems of words that say what befell those who are counted: a count
// of the dead and one of the wounded are two things.
var fates = func() map[string]string {
	m := map[string]string{}
	for fate, words := range map[string]string{
		"dead":    "kill killed kills killing died die dead deaths death toll bodies fatalities lives",
		"hurt":    "wounded wounding wound injured injuring injuries hurt",
		"held":    "arrested arrest detained detain held captured captive seized jailed imprisoned hostages prisoners",
		"fled":    "fled flee fleeing displaced refugees refugee uprooted homeless",
		"freed":   "freed released release",
		"missing": "missing",
		"all":     "total overall altogether army",
		"ill":     "infected cases tested",
	} {
		for _, w := range telling(words) {
			m[w] = fate
		}
	}
	return m
}()

// fate is what the clause says befell those counted: by the word nearest to
// the number; "" where it says nothing.
func fate(r *demarche.Row) string {
	if r.Around == "" || len(r.Words) == 0 {
		return ""
	}
	at := strings.Index(r.Around, r.Words[0])
	best, nearest := "", 1<<30
	i := 0
	for _, w := range strings.Fields(r.Around) {
		i += strings.Index(r.Around[i:], w)
		for _, s := range telling(w) {
			if f := fates[s]; f != "" {
				if d := max(i-at, at-i); d < nearest {
					best, nearest = f, d
				}
			}
		}
		i += len(w)
	}
	return best
}

// counted names what a figure counts and whose it is: figures with other names
// are never of one series. Empty where the article does not say what it counts.
func counted(it *item) string {
	f := it.Row.Figure
	unit := telling(f.Unit)
	if len(unit) == 0 {
		return ""
	}
	whose := ""
	if len(it.whom) > 0 {
		if whose = state(it.whom[0]); whose == "" && named(it.whom[0]) {
			whose, _ = who(it.whom[0])
		}
	}
	return "n|" + strings.Join(unit, " ") + "|" + whose + "|" + fate(&it.Row)
}

func figures(a, b *item) finding {
	x, y := a.Row.Figure, b.Row.Figure
	name := counted(a)
	if name != counted(b) || x.Kind == demarche.Threshold != (y.Kind == demarche.Threshold) {
		return finding{is: differ}
	}
	if _, ok := samePlace(x.Place, y.Place); !ok {
		return finding{is: differ}
	}
	p, q := a.proper, b.proper
	if len(p) > 0 && len(q) > 0 && p.common(q) == 0 || elsewhere(a, b) {
		return finding{is: differ}
	}
	one := x.Low == y.Low && x.High == y.High && x.Unit == y.Unit
	voices := slices.EqualFunc(a.who, b.who, sameActor)
	if one && voices && a.Row.Article != b.Row.Article && a.window.Overlaps(b.window) && x.Kind == y.Kind {
		if name == "" && a.words.whole(b.words) < 0.8 {
			return finding{}
		}
		when, _ := sameTime(a, b)
		return finding{same, when}
	}
	// Steps of one series have to tell what and whose it is, and where.
	told := len(a.whom) > 0 && len(b.whom) > 0 && (named(a.whom[0]) || state(a.whom[0]) != "") || p.common(q) > 0
	if name == "" || !told || unique[x.Unit] {
		return finding{}
	}
	return finding{is: restated}
}

// unique are units of which each number is a thing of its own: no later count
// of them is about the same.
var unique = map[string]bool{"votes": true, "USD": true, "EUR": true, "percent": true, "members": true}
