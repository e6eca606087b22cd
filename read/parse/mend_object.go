package parse

import "demarche/text"

// What follows the object of a verb is often read as its attribute. Some verbs
// tell that it is not.

// bidding are the verbs whose object is to do something: "urged them to leave".
var bidding = map[string]bool{"urge": true, "ask": true, "tell": true, "order": true, "task": true, "instruct": true, "direct": true,
	"press": true, "pressure": true, "push": true, "encourage": true, "advise": true, "warn": true, "invite": true, "persuade": true,
	"convince": true, "force": true, "compel": true, "pressurise": true, "command": true, "oblige": true, "authorize": true,
	"authorise": true, "request": true, "implore": true, "beg": true, "remind": true, "beseech": true, "allow": true, "permit": true,
	"enable": true, "help": true, "forbid": true, "pressurize": true}

// biddings: in "tasked their teams to follow up" the teams are not those that
// follow up, and no purpose is meant.
func biddings(d *text.Doc, arcs []text.Arc, r text.Range) {
	for i := r.From + 2; i < r.To; i++ {
		if d.Tags[i].XPOS != "VB" || d.Form(i-1) != "to" || arcs[i-1].Head != i || !text.RelIs(arcs[i].Rel, "acl", "advcl", "obl", "nmod") || arcs[i].Rel == "acl:relcl" {
			continue
		}
		v := arcs[i].Head
		if v >= 0 && text.RelIs(arcs[i].Rel, "acl", "nmod") {
			if !text.RelIs(arcs[v].Rel, "obj", "obl") || end(arcs, v, text.Range{From: r.From, To: i - 1}) != i-2 {
				continue
			}
			v = arcs[v].Head
		}
		if v < 0 || v > i || d.Tags[v].UPOS != "VERB" {
			continue
		}
		if o := bidden(d, arcs, v, i); o >= 0 && end(arcs, o, text.Range{From: r.From, To: i - 1}) == i-2 {
			arcs[i] = text.Arc{Head: v, Rel: "xcomp"}
		}
	}
}

// bidden is the word before i that says who is to do what verb v asks for, -1
// if the verb asks for nothing. Russia is called on and appealed to.
func bidden(d *text.Doc, arcs []text.Arc, v, i int) int {
	r := text.Range{From: v, To: i}
	if bidding[d.Tags[v].Lemma] {
		if o := child(arcs, v, r, "obj", "iobj"); o >= 0 {
			return o
		}
		o := child(arcs, v, r, "obl") // without a preposition: the object after all
		if o >= 0 && child(arcs, o, r, "case") < 0 && !times[d.Tags[o].Lemma] && !lapse[d.Tags[o].Lemma] {
			arcs[o].Rel = "obj"
			return o
		}
		return -1
	}
	o := child(arcs, v, r, "obl")
	if o < 0 {
		return -1
	}
	switch k := child(arcs, o, r, "case"); {
	case k != v+1:
	case d.Tags[v].Lemma == "call" && (d.Form(k) == "on" || d.Form(k) == "upon"), d.Tags[v].Lemma == "appeal" && d.Form(k) == "to":
		return o
	}
	return -1
}

// naming are the verbs that say what their object is.
var naming = map[string]bool{"call": true, "name": true, "consider": true, "label": true, "brand": true, "declare": true, "dub": true,
	"deem": true, "appoint": true, "elect": true, "designate": true, "proclaim": true, "title": true, "term": true, "pronounce": true}

// namings: in "called the crisis the worst since the war" the worst is what the
// crisis is called.
func namings(d *text.Doc, arcs []text.Arc, r text.Range) {
	for i := r.From + 2; i < r.To; i++ {
		o := arcs[i].Head
		if o < 0 || o > i || !text.RelIs(arcs[i].Rel, "nmod", "appos") || text.RelIs(arcs[i].Rel, "nmod:poss") || arcs[o].Rel != "obj" {
			continue
		}
		v := arcs[o].Head
		det := child(arcs, i, text.Range{From: o, To: i}, "det")
		if v < 0 || v > o || !naming[d.Tags[v].Lemma] || det < 0 || child(arcs, i, r, "case") >= 0 || d.Form(det-1) == "," {
			continue
		}
		arcs[i] = text.Arc{Head: v, Rel: "xcomp"}
	}
}

// epithets: a noun is no part of an adjective: in "called the shelling of Kharkiv
// barbaric" that is what the shelling is called.
func epithets(d *text.Doc, arcs []text.Arc, r text.Range) {
	for i := r.From + 3; i < r.To; i++ {
		n := i - 1
		if d.Tags[i].UPOS != "ADJ" || !text.RelIs(arcs[i].Rel, "nmod", "obl") || arcs[n].Head != i || arcs[n].Rel != "compound" {
			continue
		}
		o := arcs[i].Head
		if arcs[i].Rel == "obl" {
			if o = child(arcs, o, text.Range{From: max(o, r.From), To: i}, "obj"); o < 0 {
				continue
			}
			arcs[i] = text.Arc{Head: o, Rel: "nmod"}
		}
		for o >= 0 && o < i && arcs[o].Rel == "nmod" {
			o = arcs[o].Head
		}
		if o < 0 || o > i || arcs[o].Rel != "obj" || arcs[o].Head > o || !naming[d.Tags[arcs[o].Head].Lemma] {
			continue
		}
		arcs[n], arcs[i] = arcs[i], text.Arc{Head: arcs[o].Head, Rel: "xcomp"}
		for k := r.From; k < n; k++ {
			if arcs[k].Head == i {
				arcs[k].Head = n
			}
		}
	}
}

// burdens are the verbs that lay their object on somebody.
var burdens = map[string]bool{"impose": true, "inflict": true, "levy": true, "exert": true, "slap": true, "wage": true}

// impositions: in "impose sanctions and heavy costs on the country" all of it is
// imposed on the country.
func impositions(d *text.Doc, arcs []text.Arc, r text.Range) {
	for i := r.From + 2; i < r.To; i++ {
		if arcs[i].Rel != "nmod" {
			continue
		}
		k := child(arcs, i, text.Range{From: r.From, To: i}, "case")
		if k < 0 || d.Form(k) != "on" && d.Form(k) != "upon" && d.Form(k) != "against" {
			continue
		}
		o := arcs[i].Head
		for o >= 0 && o < i && arcs[o].Rel == "conj" {
			o = arcs[o].Head
		}
		if o < 0 || o > i || arcs[o].Rel != "obj" {
			continue
		}
		if v := arcs[o].Head; v >= 0 && v < o && burdens[d.Tags[v].Lemma] {
			arcs[i] = text.Arc{Head: v, Rel: "obl"}
		}
	}
}

// plain are the adjectives that stand between "make" and what is made so.
var plain = map[string]bool{"clear": true, "plain": true, "sure": true, "certain": true, "possible": true, "public": true, "known": true, "explicit": true}

// plains: in "made clear the need for a truce" "clear" is no verb, whatever its
// tag, but what the need is made.
func plains(d *text.Doc, arcs []text.Arc, r text.Range) {
	for i := r.From + 1; i < r.To; i++ {
		v := i - 1
		if !plain[d.Form(i)] || d.Tags[v].Lemma != "make" || d.Tags[v].UPOS != "VERB" || arcs[v].Head != i {
			continue
		}
		arcs[v], arcs[i] = arcs[i], text.Arc{Head: v, Rel: "xcomp"}
		for k := r.From; k < r.To; k++ {
			if arcs[k].Head == i && k != v {
				arcs[k].Head = v
			}
		}
	}
}

// owners: in "the Nations' official position" the mark is a genitive, and what
// owns no object beside what is owned.
func owners(d *text.Doc, arcs []text.Arc, r text.Range) {
	quotes := 0
	for k := r.From + 1; k+1 < r.To; k++ {
		f := d.Form(k)
		if f == "‘" || f == "'" && d.Tokens[k].Start > d.Tokens[k-1].End {
			quotes++
		}
		o := k - 1
		if f != "'" && f != "’" || quotes > 0 || d.Tokens[k].Start > d.Tokens[o].End || d.Tokens[k+1].Start == d.Tokens[k].End {
			continue
		}
		if w := d.Form(o); w[len(w)-1] != 's' || d.Tags[o].UPOS != "PROPN" && d.Tags[o].UPOS != "NOUN" {
			continue
		}
		n := k + 1
		for n+1 < r.To && (d.Tags[n].UPOS == "ADJ" || d.Tags[n].UPOS == "NUM" || d.Tags[n+1].UPOS == "NOUN" && d.Tags[n].UPOS == "NOUN") {
			n++
		}
		if d.Tags[n].UPOS != "NOUN" || arcs[n].Head < 0 || arcs[o].Head != arcs[n].Head || !text.RelIs(arcs[o].Rel, "obj", "iobj", "obl", "nmod", "nsubj") {
			continue
		}
		arcs[n] = arcs[o]
		arcs[o] = text.Arc{Head: n, Rel: "nmod:poss"}
		arcs[k] = text.Arc{Head: o, Rel: "case"}
		for i := r.From; i < o; i++ { // the preposition is that of both
			if arcs[i].Head == o && arcs[i].Rel == "case" {
				arcs[i].Head = n
			}
		}
	}
}

// pairs: in "the rebel leaders Ali Omar and Bo Diallo" the names are the ones
// that act, as in "President Ali Omar"; the second would else be lost under the
// name of the first.
func pairs(d *text.Doc, arcs []text.Arc, r text.Range) {
	for n := r.From; n+1 < r.To; n++ {
		a := n + 1
		if d.Tags[n].XPOS != "NNS" || d.Tags[a].UPOS != "PROPN" || arcs[a] != (text.Arc{Head: n, Rel: "appos"}) {
			continue
		}
		b := child(arcs, a, text.Range{From: a, To: r.To}, "conj")
		if b < 0 || d.Tags[b].UPOS != "PROPN" || child(arcs, b, r, "case", "det") >= 0 {
			continue
		}
		arcs[a], arcs[n] = arcs[n], text.Arc{Head: a, Rel: "nmod:desc"}
		for k := r.From; k < r.To; k++ {
			if arcs[k].Head == n && (k > a || arcs[k].Rel == "case" || arcs[k].Rel == "punct") {
				arcs[k].Head = a
			}
		}
	}
}

// child is the first word within r that hangs from h by one of the relations,
// -1 if there is none.
func child(arcs []text.Arc, h int, r text.Range, rels ...string) int {
	for i := r.From; i < r.To; i++ {
		if arcs[i].Head == h && text.RelIs(arcs[i].Rel, rels...) {
			return i
		}
	}
	return -1
}

// moments: in "bombed Mekelle the day before" the town is bombed, and the day
// says when: nothing that stands before a determiner is a part of its noun.
func moments(d *text.Doc, arcs []text.Arc, r text.Range) {
	for n := r.From + 2; n < r.To; n++ {
		v := arcs[n].Head
		if !(times[d.Tags[n].Lemma] || lapse[d.Tags[n].Lemma]) || d.Tags[n].UPOS != "NOUN" || v < r.From || v > n || d.Tags[v].UPOS != "VERB" || !text.RelIs(arcs[n].Rel, "obj", "obl") {
			continue
		}
		det := child(arcs, n, text.Range{From: v, To: n}, "det")
		o := child(arcs, n, text.Range{From: v, To: n}, "compound", "nmod", "flat")
		if det < 0 || o < 0 || o > det || d.Tags[o].UPOS != "PROPN" || child(arcs, n, text.Range{From: v, To: n}, "case") >= 0 {
			continue
		}
		arcs[o] = text.Arc{Head: v, Rel: "obj"}
		arcs[n].Rel = "obl:unmarked"
	}
}
