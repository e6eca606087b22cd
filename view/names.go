package view

import (
	"slices"
	"strings"

	"demarche"
)

// name is what an actor is called; one that the text only describes is said to
// be unnamed.
func (t *teller) name(id demarche.ActorID) string {
	a, ok := t.party(id)
	switch {
	case !ok:
		return string(id)
	case a.Unnamed && !strings.HasPrefix(strings.ToLower(a.Name), "unnamed"):
		return "unnamed " + a.Name
	}
	return a.Name
}

// names lists actors: "A", "A and B", "A, B and C".
func (t *teller) names(ids []demarche.ActorID) string {
	all := make([]string, len(ids))
	for i, id := range ids {
		all[i] = t.name(id)
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

// many reports whether a verb stands in the plural with these actors. A name
// is one ("United States"); a description may be several ("U.S. officials").
func (t *teller) many(ids []demarche.ActorID) bool {
	if len(ids) != 1 {
		return len(ids) > 1
	}
	a, ok := t.party(ids[0])
	return ok && (a.Kind == demarche.People || a.Unnamed && plural(a.Name))
}

// plural reports whether the head noun of a description looks like one in the
// plural: "envoys", "advisers to the leaders", not "chief of staff".
func plural(name string) bool {
	words := strings.Fields(name)
	for i, w := range words {
		switch w {
		case "of", "to", "in", "from", "for", "at", "with", "near", "on", "who", "that":
			if i > 0 {
				words = words[:i]
			}
		default:
			continue
		}
		break
	}
	if len(words) == 0 {
		return false
	}
	head := strings.ToLower(words[len(words)-1])
	for _, one := range []string{"ss", "us", "is"} {
		if strings.HasSuffix(head, one) {
			return false
		}
	}
	return strings.HasSuffix(head, "s") || head == "people" || head == "troops"
}

// according is " — according to A, cited by B" for the chain [B A], and " —
// according to A and B" when the two said it together.
func (t *teller) according(by []demarche.ActorID) string {
	if len(by) == 0 {
		return ""
	}
	if n := t.chorus(by); n > 1 && n <= len(by) {
		via, speakers := by[:len(by)-n], by[len(by)-n:]
		out := " — according to " + t.names(speakers)
		for _, v := range slices.Backward(via) {
			out += ", cited by " + t.name(v)
		}
		return out
	}
	return " — according to " + t.chain(by)
}

// chain is the innermost speaker first, then who passes it on.
func (t *teller) chain(by []demarche.ActorID) string {
	s := t.name(by[len(by)-1])
	for i := len(by) - 2; i >= 0; i-- {
		s += ", cited by " + t.name(by[i])
	}
	return s
}
