package view

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"demarche"
)

// A day has too many rows to read. Key rows come first, and among them what a
// desk looks for first; weights of one table, so that the order can be argued
// with.
var (
	actWeight = map[demarche.ActType]int{
		demarche.Attack: 60, demarche.Agree: 55, demarche.Meet: 50, demarche.Sanction: 48, demarche.Mobilize: 46, demarche.Withdraw: 46,
		demarche.Call: 42, demarche.Visit: 40, demarche.Coerce: 38, demarche.Concede: 38, demarche.Aid: 35, demarche.Decide: 30,
		demarche.Protest: 22, demarche.Cooperate: 22, demarche.Support: 20, demarche.Investigate: 20, demarche.Press: 15, demarche.OtherAct: 5}
	forceWeight = map[demarche.Force]int{
		demarche.Threaten: 50, demarche.Deny: 46, demarche.Pledge: 44, demarche.Refuse: 44, demarche.Demand: 43, demarche.Admit: 42, demarche.Propose: 41,
		demarche.Warn: 36, demarche.Criticise: 22, demarche.Endorse: 20, demarche.Say: 10}
	statusWeight = map[demarche.Status]int{
		demarche.Happened: 10, demarche.Ongoing: 10, demarche.Planned: 8, demarche.Negated: 6, demarche.Proposed: 4, demarche.Possible: 0}
)

const (
	tensionWeight = 57
	figureWeight  = 33
	notKey        = -200 // behind every key row
	claimedFact   = -14  // told as done by somebody else than the article
	claimedOther  = -5   // the same of what is not told as done
	nobodyNamed   = -14  // nobody who acts or speaks has a name
	undatedAct    = -8   // no source says when
	hasPlace      = 3    // a source says where
	scrap         = -12  // hardly any words
)

// scrapWords is below how many words a statement says too little by itself.
const scrapWords = 4

// sure is how many points a certain row has over one that is a guess.
const sure = 20

// weight is how much a desk wants to see an entry.
func weight(e *demarche.Entry) int {
	n := 4 * min(e.Origins, 5)
	if !e.Key {
		n += notKey
	}
	switch {
	case e.Act != nil:
		n += actWeight[e.Act.Type] + statusWeight[e.Act.Status] + confident(e.Act.Confidence) + anonymous(e, e.Act.Who)
		switch {
		case len(e.Act.By) > 0 && e.Act.Status.Fact():
			n += claimedFact
		case len(e.Act.By) > 0:
			n += claimedOther
		}
		if e.Act.Date == nil {
			n += undatedAct
		}
		if e.Act.Place != nil {
			n += hasPlace
		}
	case e.Statement != nil:
		n += forceWeight[e.Statement.Force] + confident(e.Statement.Confidence) + anonymous(e, e.Statement.Speakers)
		if e.Statement.RedLine {
			n += 10
		}
		if e.Statement.Mode == demarche.Direct {
			n += 3
		}
		if len(strings.Fields(strings.Join(e.Words, " "))) < scrapWords {
			n += scrap
		}
	case e.Figure != nil:
		n += figureWeight
	case e.Tension != nil:
		n += tensionWeight
	}
	return n
}

// confident turns a confidence into points.
func confident(c float64) int { return int(math.Round((min(max(c, 0), 1) - 1) * sure)) }

// anonymous is a penalty where none of those who act or speak has a name.
func anonymous(e *demarche.Entry, who []demarche.ActorID) int {
	for _, p := range e.Parties {
		if !p.Unnamed && slices.Contains(who, p.ID) {
			return 0
		}
	}
	return nobodyNamed
}

// heaviestFirst gives the order of n entries by weight, each of which is worked
// out once.
func heaviestFirst(n int, of func(int) *demarche.Entry) []int {
	type ranked struct{ at, weight int }
	all := make([]ranked, n)
	for i := range all {
		all[i] = ranked{i, weight(of(i))}
	}
	slices.SortFunc(all, func(x, y ranked) int {
		return cmp.Or(cmp.Compare(y.weight, x.weight), nextHeaviest(of(x.at), of(y.at)), cmp.Compare(x.at, y.at))
	})
	out := make([]int, n)
	for i, r := range all {
		out[i] = r.at
	}
	return out
}

// nextHeaviest sorts entries of one weight.
func nextHeaviest(x, y *demarche.Entry) int {
	return cmp.Or(cmp.Compare(y.Reported[1], x.Reported[1]), cmp.Compare(x.ID, y.ID))
}

// heaviest sorts entries by weight, then the newest, then by id.
func heaviest(x, y *demarche.Entry) int {
	return cmp.Or(cmp.Compare(weight(y), weight(x)), nextHeaviest(x, y))
}
