package speech

import "demarche/text"

// This file reads off the line of words what a wrong tree hides from judging:
// a condition whose clause hangs on a noun, a particle taken for a preposition,
// a subject taken for the object of the verb that says the clause.

// conditional reports whether "if", "unless", "provided" or "on condition
// that" opens the clause of verb i: it stands before the verb with no other
// finite verb and no break between.
func (j *judging) conditional(i int) bool {
	d := j.d
	s := d.Sentences[d.SentenceOf(i)].From
	for k := i - 1; k >= s && k > i-14; k-- {
		switch d.Lower(k) {
		case "if", "unless":
			return !(k > s && d.Lower(k-1) == "as")
		case "provided", "providing":
			return d.Lower(k+1) == "that" || k > s && d.Form(k-1) == ","
		case "condition":
			return onCondition(d, k)
		case ",", ";", ":", "—", "–", "--", "(", ")":
			return false
		}
		if d.Head(k) == i || d.UPOS(k) == "AUX" && d.Under(k, i) {
			continue
		}
		switch d.Tags[k].XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			return false
		}
	}
	return false
}

// onCondition reports whether token i is the noun of "on condition that".
func onCondition(d *text.Doc, i int) bool {
	if d.Lower(i) != "condition" || i+1 >= len(d.Tokens) || d.Lower(i+1) != "that" {
		return false
	}
	return i > 0 && d.Lower(i-1) == "on" || i > 1 && d.Lower(i-2) == "on"
}

// particles are the prepositions that make another verb of the one before
// them: "called off the meeting".
var particles = map[string]bool{"off": true, "out": true, "over": true, "up": true, "down": true, "away": true, "back": true}

// occasions are events at which something is said.
var occasions = map[string]bool{"call": true, "conversation": true, "meeting": true, "talk": true, "talks": true, "interview": true, "speech": true, "address": true, "conference": true, "session": true, "summit": true}

// parted reports whether preposition prep of noun i is the particle of verb g.
func (j *judging) parted(i, g int, prep string) bool {
	c := j.d.Kid(i, "case")
	return particles[prep] && c == g+1 && j.value("modal-verbs", j.d.Lemma(g)+" "+prep) != ""
}

// beyond returns the verb that noun i with preposition prep completes although
// the tree hangs it from the noun g of an adverbial between them: "agreed in
// principle to a summit". It is -1 when g has a complement of its own.
func (j *judging) beyond(g int, prep string) int {
	d := j.d
	v := d.Head(g)
	if prep == "" || v < 0 || v > g || !text.RelIs(d.Rel(g), "obl") || d.UPOS(v) != "VERB" || j.nounEffect(g) != "" {
		return -1
	}
	if j.value("modal-verbs", d.Lemma(v)+" "+prep) == "" {
		return -1
	}
	return v
}

// foremost reports whether infinitive i, hung from noun g, tells what somebody
// is said to be or to have been the first or last to do: "is the first leader of
// a great power to meet him".
func (j *judging) foremost(i, g int) bool {
	d := j.d
	if !j.toInfinitive(i) {
		return false
	}
	for n := 0; n < 4 && d.Kid(g, "cop") < 0 && text.RelIs(d.Rel(g), "nmod") && d.Head(g) >= 0; n++ {
		g = d.Head(g)
	}
	rank := func(w string) bool {
		return w == "first" || w == "last" || w == "only" || w == "second" || w == "latest"
	}
	found := rank(d.Lower(g))
	for k := range d.Kids(g) {
		found = found || text.RelIs(d.Rel(k), "amod") && rank(d.Lower(k))
	}
	c := d.Kid(g, "cop")
	return found && c >= 0 && d.Finite(c) && d.Tags[c].XPOS != "MD" && d.Kid(g, "aux") < 0
}
