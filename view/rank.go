package view

import (
	"cmp"
	"slices"

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
	claimed       = -5   // told by somebody else than the article
	unnamedAll    = -12  // nobody in it has a name
)

// weight is how much a desk wants to see an entry.
func weight(e *demarche.Entry) int {
	n := 4 * min(e.Origins, 5)
	if !e.Key {
		n += notKey
	}
	switch {
	case e.Act != nil:
		n += actWeight[e.Act.Type] + statusWeight[e.Act.Status]
		if len(e.Act.By) > 0 {
			n += claimed
		}
	case e.Statement != nil:
		n += forceWeight[e.Statement.Force]
		if e.Statement.RedLine {
			n += 10
		}
		if e.Statement.Mode == demarche.Direct {
			n += 3
		}
	case e.Figure != nil:
		n += figureWeight
	case e.Tension != nil:
		n += tensionWeight
	}
	if len(e.Parties) > 0 && !slices.ContainsFunc(e.Parties, func(p demarche.Party) bool { return !p.Unnamed }) {
		n += unnamedAll
	}
	return n
}

// heaviest sorts entries by weight, then the newest, then by id.
func heaviest(x, y *demarche.Entry) int {
	return cmp.Or(cmp.Compare(weight(y), weight(x)), cmp.Compare(y.Reported[1], x.Reported[1]), cmp.Compare(x.ID, y.ID))
}
