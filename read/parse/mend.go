package parse

import (
	"slices"

	"demarche/text"
)

// menders put right what the parser is known to get wrong and a look at the
// surface tells, one class of mistakes each, in this order.
var menders = []func(d *text.Doc, arcs []text.Arc, r text.Range){
	attributes, subjects, complements, participles, gifts,
	plains, owners, moments, biddings, namings, impositions, epithets,
	replies, havings, ranges, accounts, dates, venues, appointments,
	pairs, sources, sinces, gerunds, regions, sayings, joined, whiles, shortened, lapses, elapses, hours, idle, bare, speakers, twice, conditions, contents, insertions, halves, told, tenses, closings, asides, voices,
}

// mend lets the menders at the tree of a sentence. What one of them does to
// it is taken back where it leaves no tree or makes arcs cross.
func mend(d *text.Doc, arcs []text.Arc, r text.Range) {
	last := slices.Clone(arcs[r.From:r.To])
	for _, m := range menders {
		m(d, arcs, r)
		now := arcs[r.From:r.To]
		switch {
		case slices.Equal(now, last):
		case sound(arcs, r):
			copy(last, now)
		default:
			copy(now, last)
		}
	}
}

// sound reports whether the arcs of a sentence are a tree with one root and no
// crossing arcs: every word then stands between the ends of no arc but of those
// it hangs below or beside.
func sound(arcs []text.Arc, r text.Range) bool {
	roots := 0
	for i := r.From; i < r.To; i++ {
		h := arcs[i].Head
		if h < 0 {
			roots++
			continue
		}
		if !r.Has(h) {
			return false
		}
		for k := min(i, h) + 1; k < max(i, h); k++ {
			if kh := arcs[k].Head; kh < min(i, h) || kh > max(i, h) {
				return false
			}
		}
	}
	if roots != 1 {
		return false
	}
	for i := r.From; i < r.To; i++ {
		steps := 0
		for k := i; arcs[k].Head >= 0; k = arcs[k].Head {
			if steps++; steps > r.Len() {
				return false
			}
		}
	}
	return true
}

// lapse are the words that say how long after or before.
var lapse = map[string]bool{"minute": true, "hour": true, "day": true, "week": true, "month": true, "year": true, "decade": true, "moment": true}

// lapses: in "landed, a day after meeting her" the meeting is a clause of the
// landing, and the day says how much later.
func lapses(d *text.Doc, arcs []text.Arc, r text.Range) {
	for k := r.From + 2; k < r.To; k++ {
		if w := d.Form(k); arcs[k].Rel != "mark" || w != "after" && w != "before" {
			continue
		}
		i := arcs[k].Head
		if i < k || !lapse[d.Tags[k-1].Lemma] {
			continue
		}
		if n := k - 1; arcs[i] == (text.Arc{Head: n, Rel: "acl"}) && arcs[n].Head >= 0 && text.RelIs(arcs[n].Rel, "obl") {
			arcs[i] = text.Arc{Head: arcs[n].Head, Rel: "advcl"}
			arcs[n] = text.Arc{Head: i, Rel: "obl:unmarked"}
		}
		b := begin(arcs, i, r)
		if arcs[k-1].Head != i || arcs[i].Rel != "advcl" || b == r.From || d.Form(b-1) != "," {
			continue
		}
		// behind a comma it goes back to what happened, past the clauses that
		// only describe
		for h := arcs[i].Head; h >= 0 && h < k; h = arcs[h].Head {
			if d.Tags[h].UPOS == "VERB" {
				arcs[i].Head = h
				if !text.RelIs(arcs[h].Rel, "acl", "advcl") {
					break
				}
			}
		}
	}
}

// attributes: in "will meet Russian Foreign Minister Lavrov" the adjective
// belongs to the name, whatever the parser made of so many capitals.
func attributes(d *text.Doc, arcs []text.Arc, r text.Range) {
	for i := r.From; i+1 < r.To; i++ {
		c := d.Form(i)[0]
		if d.Tags[i].UPOS != "ADJ" || c < 'A' || c > 'Z' || text.RelIs(arcs[i].Rel, "amod", "nmod", "compound", "flat") {
			continue
		}
		j := i + 1
		for j < r.To && arcs[j].Head != i && (d.Tags[j].UPOS == "ADJ" || d.Tags[j].UPOS == "PROPN" || d.Tags[j].UPOS == "NOUN") {
			j++
		}
		if j == r.To || arcs[j].Head != i || d.Tags[j].UPOS != "PROPN" && d.Tags[j].UPOS != "NOUN" {
			continue
		}
		own := false // a preposition, verb or subject of its own: "Russian with a Georgian passport"
		for k := r.From; k < r.To; k++ {
			own = own || arcs[k].Head == j && text.RelIs(arcs[k].Rel, "case", "nsubj", "cop", "mark") || arcs[k].Head == i && text.RelIs(arcs[k].Rel, "cop", "nsubj")
		}
		if own {
			continue
		}
		arcs[j] = arcs[i]
		if text.RelIs(arcs[j].Rel, "xcomp", "obl", "ccomp", "advcl") {
			arcs[j].Rel = "obj"
		}
		for k := r.From; k < r.To; k++ {
			if arcs[k].Head == i && k != j {
				arcs[k].Head = j
			}
		}
		arcs[i] = text.Arc{Head: j, Rel: "amod"}
	}
}

// subjects: in "The envoy, who left in May, called the king" the noun is no
// sentence by itself that "called" continues, but its subject.
func subjects(d *text.Doc, arcs []text.Arc, r text.Range) {
	n := r.From
	for n < r.To && arcs[n].Head >= 0 {
		n++
	}
	if n == r.To || d.Tags[n].UPOS != "NOUN" && d.Tags[n].UPOS != "PROPN" && d.Tags[n].UPOS != "PRON" {
		return
	}
	v, clause, rel := -1, false, -1
	for i := r.From; i < r.To; i++ {
		switch h := arcs[i].Head; {
		case rel >= 0 && h == rel && arcs[i].Rel == "conj" && v < 0 && d.Form(i-1) == "," && d.Tags[i].UPOS == "VERB" && finite(d, arcs, i, r):
			v = i // hung from the verb of the relative clause
		case h != n:
		case arcs[i].Rel == "nsubj" || arcs[i].Rel == "cop" || arcs[i].Rel == "cc":
			return
		case text.RelIs(arcs[i].Rel, "acl", "appos") && i > n:
			clause = true
			if arcs[i].Rel == "acl:relcl" {
				rel = i
			}
		case clause && v < 0 && (arcs[i].Rel == "conj" || arcs[i].Rel == "parataxis") && i > n && d.Tags[i].UPOS == "VERB" && finite(d, arcs, i, r):
			v = i
		}
	}
	if v < 0 {
		return
	}
	for i := r.From; i < r.To; i++ {
		if arcs[i].Head == v && (text.RelIs(arcs[i].Rel, "nsubj") || arcs[i].Rel == "cc") {
			return // it has a subject of its own
		}
	}
	arcs[v] = text.Arc{Head: -1, Rel: "root"}
	arcs[n] = text.Arc{Head: v, Rel: "nsubj"}
	for i := v + 1; i < r.To; i++ {
		switch {
		case arcs[i].Head == n:
			arcs[i].Head = v
		case arcs[i].Head == v && arcs[i].Rel == "xcomp" && d.Tags[i].UPOS == "NOUN":
			arcs[i].Rel = "obj"
		}
	}
}

// finite reports whether verb v has a finite form or auxiliary.
func finite(d *text.Doc, arcs []text.Arc, v int, r text.Range) bool {
	switch d.Tags[v].XPOS {
	case "VBD", "VBZ", "VBP":
		return true
	}
	for i := r.From; i < v; i++ {
		if arcs[i].Head == v && text.RelIs(arcs[i].Rel, "aux") {
			return true
		}
	}
	if d.Tags[v].XPOS == "VBN" { // a participle with an object is a past tense
		for i := v + 1; i < r.To; i++ {
			if arcs[i].Head == v && (arcs[i].Rel == "obj" || arcs[i].Rel == "xcomp") {
				return true
			}
		}
	}
	return false
}

// giving are the verbs of two objects, whose second is no predicate of the
// first: "promised him a channel", but "called him a liar".
var giving = map[string]bool{"promise": true, "give": true, "offer": true, "send": true, "grant": true, "show": true, "hand": true,
	"owe": true, "deny": true, "lend": true, "award": true, "guarantee": true, "bring": true, "sell": true, "pay": true}

// gifts gives such verbs their two objects.
func gifts(d *text.Doc, arcs []text.Arc, r text.Range) {
	for i := r.From; i < r.To; i++ {
		v := arcs[i].Head
		if v < 0 || v > i || arcs[i].Rel != "xcomp" || d.Tags[i].UPOS != "NOUN" || !giving[d.Tags[v].Lemma] {
			continue
		}
		for k := v + 1; k < i; k++ {
			if arcs[k].Head == v && arcs[k].Rel == "obj" {
				arcs[k].Rel, arcs[i].Rel = "iobj", "obj"
				break
			}
		}
	}
}

// complements: in "told reporters that Chad had sent them arms" a relative
// clause cannot be meant, for the verb has its object already.
func complements(d *text.Doc, arcs []text.Arc, r text.Range) {
	for k := r.From + 1; k < r.To; k++ {
		v := arcs[k].Head
		if arcs[k].Rel != "obj" || v < k || d.Form(k) != "that" || arcs[v].Rel != "acl:relcl" {
			continue
		}
		full := false
		for i := k + 1; i < r.To; i++ {
			full = full || arcs[i].Head == v && (arcs[i].Rel == "obj" || arcs[i].Rel == "iobj" || arcs[i].Rel == "ccomp")
		}
		g := arcs[v].Head
		for g >= 0 && d.Tags[g].UPOS != "VERB" {
			g = arcs[g].Head
		}
		if full && g >= 0 && g < k {
			arcs[k].Rel = "mark"
			arcs[v] = text.Arc{Head: g, Rel: "ccomp"}
		}
	}
}

// participles: one after a comma ("will go on with his efforts, travelling to
// Oslo") belongs to the clause, not to the last noun.
func participles(d *text.Doc, arcs []text.Arc, r text.Range) {
	for i := r.From + 2; i < r.To; i++ {
		if arcs[i].Rel != "acl" || d.Tags[i].XPOS != "VBG" || d.Form(i-1) != "," {
			continue
		}
		last := end(arcs, i, r)
		v := arcs[i].Head
		for v >= 0 && d.Tags[v].UPOS != "VERB" && v < i && end(arcs, v, r) == last {
			v = arcs[v].Head
		}
		if v >= 0 && v < i && d.Tags[v].UPOS == "VERB" {
			arcs[i] = text.Arc{Head: v, Rel: "advcl"}
		}
	}
}

// end is the last word below token i, marks at the end of the sentence left
// out.
func end(arcs []text.Arc, i int, r text.Range) int {
	last := i
	for j := i + 1; j < r.To; j++ {
		if arcs[j].Rel == "punct" {
			continue
		}
		for k := j; k >= 0; k = arcs[k].Head {
			if k == i {
				last = j
				break
			}
		}
	}
	return last
}
