package parse

import "demarche/text"

// Phrases that the parser hangs from the wrong word.

// takers are the nouns that something is done "to" in.
var takers = map[string]bool{"response": true, "reaction": true, "answer": true, "reply": true, "objection": true, "opposition": true,
	"threat": true, "contribution": true, "approach": true, "resistance": true}

// replies: in "the response of the allies to an attack" there are no allies to
// an attack.
func replies(d *text.Doc, arcs []text.Arc, r text.Range) {
	for i := r.From + 3; i < r.To; i++ {
		n := arcs[i].Head
		if n < 0 || n > i || arcs[i].Rel != "nmod" || arcs[n].Rel != "nmod" || arcs[n].Head < 0 || arcs[n].Head > n || !takers[d.Tags[arcs[n].Head].Lemma] || takers[d.Tags[n].Lemma] {
			continue
		}
		if k := child(arcs, i, text.Range{From: n, To: i}, "case"); k >= 0 && d.Form(k) == "to" {
			arcs[i].Head = arcs[n].Head
		}
	}
}

// havings: in "had information about a plan to oust him" it is the plan that
// is to oust him.
func havings(d *text.Doc, arcs []text.Arc, r text.Range) {
	for i := r.From + 3; i < r.To; i++ {
		v := arcs[i].Head
		if v < 0 || v > i || arcs[i].Rel != "xcomp" || d.Tags[v].Lemma != "have" || d.Form(i-1) != "to" || d.Tags[i-2].UPOS != "NOUN" {
			continue
		}
		if o := child(arcs, v, text.Range{From: v, To: i}, "obj"); o >= 0 {
			arcs[i] = text.Arc{Head: i - 2, Rel: "acl"}
		}
	}
}

// ranges: in "gathered between 100 and 200 soldiers" both numbers count the
// soldiers, and nothing is gathered in between.
func ranges(d *text.Doc, arcs []text.Arc, r text.Range) {
	for k := r.From + 1; k+4 < r.To; k++ {
		a, cc, b, n := k+1, k+2, k+3, k+4
		if d.Form(k) != "between" || d.Tags[a].UPOS != "NUM" || d.Form(cc) != "and" || d.Tags[b].UPOS != "NUM" {
			continue
		}
		for n < r.To && d.Tags[n].UPOS == "ADJ" {
			n++
		}
		v := arcs[a].Head
		if n == r.To || d.Tags[n].UPOS != "NOUN" || arcs[b] != (text.Arc{Head: n, Rel: "nummod"}) || arcs[a].Rel != "obl" || arcs[n] != (text.Arc{Head: v, Rel: "obl"}) {
			continue
		}
		arcs[n].Rel = "obj"
		arcs[a] = text.Arc{Head: n, Rel: "nummod"}
		arcs[b] = text.Arc{Head: a, Rel: "conj"}
		arcs[cc] = text.Arc{Head: b, Rel: "cc"}
		arcs[k] = text.Arc{Head: a, Rel: "case"}
	}
}

// accounts: who something is said according to stands beside the clause, not
// beside its last noun.
func accounts(d *text.Doc, arcs []text.Arc, r text.Range) {
	for k := r.From + 2; k+1 < r.To; k++ {
		n := arcs[k].Head
		if d.Lower(k) != "according" || d.Form(k+1) != "to" || n < k || arcs[k].Rel != "case" || !text.RelIs(arcs[n].Rel, "conj", "appos", "nmod") {
			continue
		}
		for v := arcs[n].Head; v >= 0 && v < k; v = arcs[v].Head {
			if d.Tags[v].UPOS == "VERB" && !text.RelIs(arcs[v].Rel, "acl", "xcomp") && arcs[v].Rel != "advcl" {
				arcs[n] = text.Arc{Head: v, Rel: "obl"}
				break
			}
		}
	}
}

// dates: towns and persons have no weekday. In "met them in Oslo on Monday" that
// is the day of the meeting.
func dates(d *text.Doc, arcs []text.Arc, r text.Range) {
	for i := r.From + 2; i < r.To; i++ {
		n := arcs[i].Head
		if n < 0 || n > i || arcs[i].Rel != "nmod" || d.Tags[i].UPOS != "PROPN" || !times[d.Tags[i].Lemma] || d.Tags[n].UPOS != "PROPN" {
			continue
		}
		if k := child(arcs, i, text.Range{From: n, To: i}, "case"); k < 0 || d.Form(k) != "on" {
			continue
		}
		v := arcs[n].Head
		for v >= 0 && v < i && d.Tags[v].UPOS == "PROPN" {
			v = arcs[v].Head
		}
		switch {
		case v < 0 || v > i:
		case d.Tags[v].UPOS == "VERB":
			arcs[i] = text.Arc{Head: v, Rel: "obl"}
		case d.Tags[v].UPOS == "NOUN":
			arcs[i].Head = v
		}
	}
}

// venues: whom one meets "at" a place does not belong there.
func venues(d *text.Doc, arcs []text.Arc, r text.Range) {
	for i := r.From + 2; i < r.To; i++ {
		if arcs[i].Rel != "nmod" {
			continue
		}
		k := child(arcs, i, text.Range{From: r.From, To: i}, "case")
		if k < 0 || d.Form(k) != "at" {
			continue
		}
		o := arcs[i].Head
		for o >= 0 && o < i && arcs[o].Rel == "nmod" {
			o = arcs[o].Head
		}
		if o < 0 || o > i || arcs[o].Rel != "obj" {
			continue
		}
		v := arcs[o].Head
		if v < 0 || v > o || d.Tags[v].Lemma != "meet" {
			continue
		}
		arcs[i] = text.Arc{Head: v, Rel: "obl"}
		for j := i + 1; j < r.To; j++ { // "… on Monday" goes the same way
			if h := arcs[j].Head; h >= o && h < i && arcs[j].Rel == "nmod" {
				arcs[j] = text.Arc{Head: v, Rel: "obl"}
			}
		}
	}
}

// appointing are the verbs that set a day, and settled what it is set for.
var (
	appointing = map[string]bool{"agree": true, "propose": true, "call": true, "plan": true, "prepare": true, "arrange": true, "schedule": true,
		"announce": true, "cancel": true, "postpone": true, "confirm": true}
	settled = map[string]bool{"meeting": true, "talk": true, "summit": true, "visit": true, "conference": true, "election": true, "vote": true,
		"session": true, "round": true, "trip": true, "ceasefire": true, "truce": true}
	months = map[string]bool{"January": true, "February": true, "March": true, "April": true, "May": true, "June": true, "July": true,
		"August": true, "September": true, "October": true, "November": true, "December": true}
)

// appointments: in "had agreed to a meeting with the envoy on May 24" that is
// the day of the meeting.
func appointments(d *text.Doc, arcs []text.Arc, r text.Range) {
	for i := r.From + 3; i < r.To; i++ {
		v := arcs[i].Head
		if v < 0 || v > i || arcs[i].Rel != "obl" || !appointing[d.Tags[v].Lemma] || d.Tags[v].UPOS != "VERB" {
			continue
		}
		if k := child(arcs, i, text.Range{From: v, To: i}, "case"); k < 0 || d.Form(k) != "on" {
			continue
		}
		if m := child(arcs, i, r, "nmod", "compound"); !times[d.Tags[i].Lemma] && (d.Tags[i].UPOS != "NUM" || m < 0 || !months[d.Form(m)]) {
			continue
		}
		if n := child(arcs, v, text.Range{From: v, To: i}, "obl", "obj"); n >= 0 && settled[d.Tags[n].Lemma] && end(arcs, n, text.Range{From: r.From, To: i - 1})+1 >= begin(arcs, i, r) {
			arcs[i] = text.Arc{Head: n, Rel: "nmod"}
		}
	}
}
