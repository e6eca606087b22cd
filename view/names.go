package view

import (
	"strings"

	"demarche"
)

// name is what an actor is called; one that the text only describes is said to
// be unnamed.
func (v *viewer) name(id demarche.ActorID) string {
	a := v.actors[id]
	switch {
	case a == nil:
		return string(id)
	case a.Unnamed && !strings.HasPrefix(strings.ToLower(a.Name), "unnamed"):
		return "unnamed " + a.Name
	}
	return a.Name
}

// names lists actors: "A", "A and B", "A, B and C".
func (v *viewer) names(ids []demarche.ActorID) string {
	all := make([]string, len(ids))
	for i, id := range ids {
		all[i] = v.name(id)
	}
	return list(all)
}

func list(all []string) string {
	switch n := len(all); n {
	case 0:
		return ""
	case 1:
		return all[0]
	default:
		return strings.Join(all[:n-1], ", ") + " and " + all[n-1]
	}
}

// many reports whether a verb stands in the plural with these actors.
func (v *viewer) many(ids []demarche.ActorID) bool {
	if len(ids) != 1 {
		return len(ids) > 1
	}
	a := v.actors[ids[0]]
	return a != nil && a.Kind == demarche.People
}

// source is " — according to A, cited by B" for the chain [B A].
func (v *viewer) source(by []demarche.ActorID) string {
	if len(by) == 0 {
		return ""
	}
	return " — according to " + v.chain(by)
}

// chain is the innermost speaker first, then who passes it on.
func (v *viewer) chain(by []demarche.ActorID) string {
	s := v.name(by[len(by)-1])
	for i := len(by) - 2; i >= 0; i-- {
		s += ", cited by " + v.name(by[i])
	}
	return s
}
