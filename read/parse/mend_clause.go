package parse

import "demarche/text"

// Clauses that the parser joins by the wrong word, or by the right word in the
// wrong way.

// joined: what begins with "and" or "but" and has no "that" or "if" is a second
// clause beside the first, not one that says when or why.
func joined(d *text.Doc, arcs []text.Arc, r text.Range) {
	for i := r.From + 1; i < r.To; i++ {
		if h := arcs[i].Head; h < 0 || h > i || arcs[i].Rel != "advcl" {
			continue
		}
		if cc := child(arcs, i, text.Range{From: r.From, To: i}, "cc"); cc < arcs[i].Head || child(arcs, i, r, "mark") >= 0 {
			continue
		}
		arcs[i].Rel = "conj"
	}
}

// timing are the conjunctions that a clause of a noun never begins with.
var timing = map[string]bool{"while": true, "when": true, "once": true, "although": true, "though": true, "because": true, "unless": true, "if": true}

// after are those that it begins with now and then ("the day after she left"),
// but not behind a comma.
var after = map[string]bool{"after": true, "before": true, "since": true, "until": true, "as": true}

// whiles: in "was asked about the case while speaking to the press" the case
// does not speak.
func whiles(d *text.Doc, arcs []text.Arc, r text.Range) {
	for i := r.From + 2; i < r.To; i++ {
		if !text.RelIs(arcs[i].Rel, "acl") || d.Tags[i].UPOS != "VERB" || arcs[i].Rel == "acl" && d.Tags[i].XPOS != "VBG" {
			continue
		}
		k := child(arcs, i, text.Range{From: r.From + 1, To: i}, "mark")
		if k < 0 || !timing[d.Form(k)] && !(after[d.Form(k)] && d.Form(k-1) == ",") {
			continue
		}
		v := arcs[i].Head
		for v >= 0 && d.Tags[v].UPOS != "VERB" {
			v = arcs[v].Head
		}
		if v >= 0 && v < i {
			arcs[i] = text.Arc{Head: v, Rel: "advcl"}
		}
	}
}

// shortened: a participle right behind a noun, with no subject, auxiliary or
// conjunction of its own ("diplomacy aimed at a truce"), is a clause of the noun.
func shortened(d *text.Doc, arcs []text.Arc, r text.Range) {
	for i := r.From + 1; i < r.To; i++ {
		n := i - 1
		if arcs[i].Rel != "parataxis" || d.Tags[i].XPOS != "VBN" || arcs[i].Head < 0 || arcs[i].Head >= n || d.Tags[n].UPOS != "NOUN" && d.Tags[n].UPOS != "PROPN" {
			continue
		}
		if child(arcs, i, r, "nsubj", "csubj", "aux", "cc", "mark", "expl") >= 0 {
			continue
		}
		arcs[i] = text.Arc{Head: n, Rel: "acl"}
	}
}

// sayings: a past tense is no attribute. In "but said exports were continuing"
// it governs the clause whose subject it was hung from.
func sayings(d *text.Doc, arcs []text.Arc, r text.Range) {
	for v := r.From; v+1 < r.To; v++ {
		n := arcs[v].Head
		if d.Tags[v].XPOS != "VBD" || arcs[v].Rel != "amod" || n < v || !text.RelIs(arcs[n].Rel, "nsubj") {
			continue
		}
		c := arcs[n].Head
		if c < n || child(arcs, n, text.Range{From: r.From, To: v}, "det", "amod", "nmod:poss") >= 0 {
			continue
		}
		arcs[v] = arcs[c]
		arcs[c] = text.Arc{Head: v, Rel: "ccomp"}
		for k := r.From; k < r.To; k++ {
			if arcs[k].Head == c && (k < v || arcs[k].Rel == "punct") {
				arcs[k].Head = v
			}
		}
	}
}

// bare: a finite verb has a subject. In "After the vote, a spokesman, Ali Omar,
// said" and "On Monday a school was hit" that is what was taken for another
// name of the vote or the day.
func bare(d *text.Doc, arcs []text.Arc, r text.Range) {
	for v := r.From + 3; v < r.To; v++ {
		if d.Tags[v].UPOS != "VERB" || arcs[v].Rel == "conj" || text.RelIs(arcs[v].Rel, "acl", "amod", "aux", "cop") || !finite(d, arcs, v, r) || subject(arcs, v, r) {
			continue
		}
		o := child(arcs, v, text.Range{From: r.From, To: v}, "obl")
		if o < 0 || child(arcs, o, text.Range{From: r.From, To: o}, "case") < 0 {
			continue
		}
		s := child(arcs, o, text.Range{From: o + 1, To: v}, "appos")
		if s < 0 || d.Tags[s].UPOS != "NOUN" && d.Tags[s].UPOS != "PROPN" {
			continue
		}
		arcs[s] = text.Arc{Head: v, Rel: voiced(arcs, v, r)}
		for k := s + 1; k < v; k++ {
			if arcs[k].Head == o { // what comes after belongs to the later word
				arcs[k].Head = s
			}
		}
	}
}

// idle: in "The minister is to travel" the minister is no adverbial, which
// would have a preposition or name a time.
func idle(d *text.Doc, arcs []text.Arc, r text.Range) {
	for n := r.From; n < r.To; n++ {
		v := arcs[n].Head
		if v < n || arcs[n].Rel != "obl" || d.Tags[n].UPOS != "PROPN" && d.Tags[n].UPOS != "PRON" || d.Tags[v].UPOS != "VERB" || times[d.Tags[n].Lemma] || subject(arcs, v, r) {
			continue
		}
		if child(arcs, n, r, "case", "nummod") >= 0 || child(arcs, v, text.Range{From: n, To: v}, "aux", "cop") < 0 {
			continue
		}
		if e := end(arcs, n, text.Range{From: r.From, To: v}) + 1; arcs[e].Head == v && text.RelIs(arcs[e].Rel, "aux", "cop") {
			arcs[n].Rel = voiced(arcs, v, r)
		}
	}
}

// speakers: in "“It is a start,” Omar said" the name before the verb is its
// subject, whatever else the parser tied it to.
func speakers(d *text.Doc, arcs []text.Arc, r text.Range) {
	for v := r.From + 2; v < r.To; v++ {
		x, n := d.Tags[v].XPOS, v-1
		if x != "VBD" && x != "VBZ" || d.Tags[v].UPOS != "VERB" || arcs[v].Rel == "conj" || text.RelIs(arcs[v].Rel, "acl", "amod") || subject(arcs, v, r) {
			continue
		}
		for n > r.From && text.RelIs(arcs[n].Rel, "flat") && arcs[n].Head < n && arcs[n].Head >= r.From && d.Tags[arcs[n].Head].UPOS == "PROPN" {
			n = arcs[n].Head
		}
		if d.Tags[n].UPOS != "PROPN" && d.Tags[n].UPOS != "PRON" || !text.RelIs(arcs[n].Rel, "flat", "nmod", "dep", "vocative", "obj", "appos") || child(arcs, n, r, "case") >= 0 {
			continue
		}
		if b := begin(arcs, n, r); b > r.From && d.Tags[b-1].UPOS == "PUNCT" && d.Form(b-1) != "-" && d.Form(b-1) != "(" {
			arcs[n] = text.Arc{Head: v, Rel: "nsubj"}
		}
	}
}

// conditions: in "added that, if the supply stops, prices will rise" what is
// added is the second clause, and the first says when.
func conditions(d *text.Doc, arcs []text.Arc, r text.Range) {
	for k := r.From + 1; k+3 < r.To; k++ {
		v := arcs[k].Head
		if d.Form(k) != "that" || v < 0 || v > k || arcs[k].Rel != "obj" || d.Form(k+1) != "," || !timing[d.Form(k+2)] {
			continue
		}
		c := arcs[k+2].Head
		if c < k || arcs[c].Head != v || arcs[c].Rel != "advcl" {
			continue
		}
		for m := c + 1; m < r.To; m++ {
			h := arcs[m].Head
			if h != c && h != v || d.Tags[m].UPOS != "VERB" || !text.RelIs(arcs[m].Rel, "conj", "advcl", "parataxis", "ccomp") || child(arcs, m, r, "mark", "cc") >= 0 || child(arcs, m, text.Range{From: c, To: m}, "nsubj") < 0 || d.Form(begin(arcs, m, r)-1) != "," {
				continue
			}
			arcs[m] = text.Arc{Head: v, Rel: "ccomp"}
			arcs[c] = text.Arc{Head: m, Rel: "advcl"}
			arcs[k] = text.Arc{Head: m, Rel: "mark"}
			for i := k + 1; i < c; i++ {
				if arcs[i].Rel == "punct" && (arcs[i].Head == k || arcs[i].Head == v) {
					arcs[i].Head = m
				}
			}
			break
		}
	}
}

// contents: in "Unless it yields, the council wrote, it will be judged" the
// last clause is what was written.
func contents(d *text.Doc, arcs []text.Arc, r text.Range) {
	for v := r.From + 1; v+2 < r.To; v++ {
		if x := d.Tags[v].XPOS; arcs[v].Head >= 0 || x != "VBD" && x != "VBZ" || d.Tags[v].UPOS != "VERB" || d.Form(v+1) != "," {
			continue
		}
		if child(arcs, v, text.Range{From: r.From, To: v}, "advcl") < 0 || child(arcs, v, r, "obj", "ccomp", "xcomp") >= 0 {
			continue
		}
		if c := child(arcs, v, text.Range{From: v + 1, To: r.To}, "parataxis"); c >= 0 && begin(arcs, c, r) == v+2 && child(arcs, c, text.Range{From: v, To: c}, "nsubj") >= 0 {
			arcs[c].Rel = "ccomp"
		}
	}
}

// insertions: in "Chad, he said, had agreed" the saying is put between a
// subject and its verb, and has a subject of its own.
func insertions(d *text.Doc, arcs []text.Arc, r text.Range) {
	for v := r.From + 3; v+2 < r.To; v++ {
		if d.Tags[v].UPOS != "VERB" || d.Form(v+1) != "," {
			continue
		}
		s := child(arcs, v, text.Range{From: r.From, To: v}, "nsubj")
		if s < 0 {
			continue
		}
		first := end(arcs, s, text.Range{From: r.From, To: v})
		t := child(arcs, v, text.Range{From: first + 1, To: v}, "nsubj")
		if t < 0 || d.Form(first+1) != "," || begin(arcs, t, r) != first+2 {
			continue
		}
		c := child(arcs, v, text.Range{From: v + 2, To: r.To}, "ccomp")
		if c < 0 || begin(arcs, c, r) != v+2 || subject(arcs, c, r) || child(arcs, c, r, "mark") >= 0 || !finite(d, arcs, c, r) {
			continue
		}
		arcs[c], arcs[v] = arcs[v], text.Arc{Head: c, Rel: "parataxis"}
		arcs[s] = text.Arc{Head: c, Rel: voiced(arcs, c, r)}
		for k := r.From; k < r.To; k++ {
			if arcs[k].Head == v && (k < first+2 || k > v+1) {
				arcs[k].Head = c
			}
		}
	}
}

// halves: a semicolon ends what is said. In "Oslo said the drills would end; on
// Sunday Riga announced more" Riga's announcement is none of Oslo's.
func halves(d *text.Doc, arcs []text.Arc, r text.Range) {
	for p := r.From + 2; p+2 < r.To; p++ {
		if d.Form(p) != ";" {
			continue
		}
		for m := p + 1; m < r.To; m++ {
			v := arcs[m].Head
			if v < r.From || v > p || arcs[m].Rel != "ccomp" || arcs[v].Head >= 0 || child(arcs, m, text.Range{From: p, To: m}, "nsubj") < 0 {
				continue
			}
			arcs[m].Rel = "parataxis"
			for c := v + 1; c < p; c++ {
				if arcs[c].Head == m && d.Tags[c].UPOS == "VERB" {
					arcs[c] = text.Arc{Head: v, Rel: "ccomp"}
				}
			}
			break
		}
	}
}

// subject reports whether a verb has a subject.
func subject(arcs []text.Arc, v int, r text.Range) bool {
	return child(arcs, v, r, "nsubj", "csubj", "expl") >= 0
}

// voiced is the relation of a subject to verb v.
func voiced(arcs []text.Arc, v int, r text.Range) string {
	for k := r.From; k < v; k++ {
		if arcs[k].Head == v && arcs[k].Rel == "aux:pass" {
			return "nsubj:pass"
		}
	}
	return "nsubj"
}

// told: in "said the council would not act" the council is not said, but acts.
// Nor is it in "said the council and the court would", where a first half of
// the subject was taken for a clause.
func told(d *text.Doc, arcs []text.Arc, r text.Range) {
	for n := r.From + 1; n+1 < r.To; n++ {
		v := arcs[n].Head
		if v < 0 || v > n || !text.RelIs(arcs[n].Rel, "ccomp", "obj", "xcomp", "parataxis") || d.Tags[v].UPOS != "VERB" || d.Tags[n].UPOS != "NOUN" && d.Tags[n].UPOS != "PROPN" && d.Tags[n].UPOS != "PRON" {
			continue
		}
		if child(arcs, n, r, "nsubj", "cop", "mark", "case") >= 0 {
			continue
		}
		next := end(arcs, n, r) + 1
		for c := next; c < r.To; c++ {
			if arcs[c].Head != v || d.Tags[c].UPOS != "VERB" || !finite(d, arcs, c, r) || child(arcs, c, r, "mark") >= 0 {
				continue
			}
			first := begin(arcs, c, r)
			cc := child(arcs, c, text.Range{From: next, To: c}, "cc")
			switch {
			case arcs[c].Rel == "ccomp" && first == next && !subject(arcs, c, r):
				arcs[n] = text.Arc{Head: c, Rel: voiced(arcs, c, r)}
			case arcs[n].Rel == "ccomp" && arcs[c].Rel == "conj" && cc == next:
				m := child(arcs, c, text.Range{From: cc, To: c}, "nsubj")
				if m < 0 || begin(arcs, m, r) != cc+1 {
					continue
				}
				arcs[c] = text.Arc{Head: v, Rel: "ccomp"}
				arcs[n] = text.Arc{Head: c, Rel: arcs[m].Rel}
				arcs[m], arcs[cc] = text.Arc{Head: n, Rel: "conj"}, text.Arc{Head: m, Rel: "cc"}
			}
			break
		}
	}
}

// begin is the first word below token i.
func begin(arcs []text.Arc, i int, r text.Range) int {
	for j := r.From; j < i; j++ {
		if arcs[j].Rel == "punct" {
			continue
		}
		for k := j; k >= 0; k = arcs[k].Head {
			if k == i {
				return j
			}
		}
	}
	return i
}

// twice: in "told the council that soldiers had crossed" the clause has a
// subject without "that", and so is no clause of the council.
func twice(d *text.Doc, arcs []text.Arc, r text.Range) {
	for k := r.From + 1; k < r.To; k++ {
		v := arcs[k].Head
		if !text.RelIs(arcs[k].Rel, "nsubj") || d.Form(k) != "that" || v < k || arcs[v].Rel != "acl:relcl" || child(arcs, v, text.Range{From: k + 1, To: v}, "nsubj") < 0 {
			continue
		}
		g := arcs[v].Head
		for g >= 0 && d.Tags[g].UPOS != "VERB" {
			g = arcs[g].Head
		}
		if g >= 0 && g < k {
			arcs[k].Rel = "mark"
			arcs[v] = text.Arc{Head: g, Rel: "ccomp"}
		}
	}
}

// sources: "According to the palace, the king promised to go" is no sentence
// about the palace, whose other name would be the king.
func sources(d *text.Doc, arcs []text.Arc, r text.Range) {
	n := r.From
	for n < r.To && arcs[n].Head >= 0 {
		n++
	}
	if n == r.To || d.Tags[n].UPOS == "VERB" || child(arcs, n, text.Range{From: r.From, To: n}, "case") != r.From {
		return
	}
	s := child(arcs, n, text.Range{From: n, To: r.To}, "appos")
	if s < 0 {
		return
	}
	v := child(arcs, s, text.Range{From: s, To: r.To}, "acl")
	if v < 0 || !finite(d, arcs, v, r) {
		return
	}
	for k := s; k < r.To; k++ {
		if arcs[k].Head == n || arcs[k].Head == s && k > v {
			arcs[k].Head = v
		}
	}
	arcs[v] = text.Arc{Head: -1, Rel: "root"}
	arcs[n], arcs[s] = text.Arc{Head: v, Rel: "obl"}, text.Arc{Head: v, Rel: "nsubj"}
}

// closings: in "They will stay, and they will fight, officials stressed." the
// last verb says no more of the fight, but governs all before it.
func closings(d *text.Doc, arcs []text.Arc, r text.Range) {
	v := r.To - 1
	for v > r.From && d.Tags[v].UPOS == "PUNCT" {
		v--
	}
	if x := d.Tags[v].XPOS; x != "VBD" && x != "VBZ" || arcs[v].Rel != "advcl" || arcs[v].Head > v || child(arcs, v, r, "mark", "cc", "obj", "ccomp", "xcomp") >= 0 {
		return
	}
	first := begin(arcs, v, r)
	if s := child(arcs, v, text.Range{From: r.From, To: v}, "nsubj"); s < 0 || begin(arcs, s, r) != first || first == r.From || d.Form(first-1) != "," {
		return
	}
	n := r.From
	for n < r.To && arcs[n].Head >= 0 {
		n++
	}
	if n >= first {
		return
	}
	arcs[v], arcs[n] = arcs[n], text.Arc{Head: v, Rel: "ccomp"}
	for k := v + 1; k < r.To; k++ {
		if arcs[k].Head == n {
			arcs[k].Head = v
		}
	}
}

// tenses: in "announced that they would be moved, and accused the others" the
// past tense goes on from the past tense, not from what would be.
func tenses(d *text.Doc, arcs []text.Arc, r text.Range) {
	for i := r.From + 2; i < r.To; i++ {
		h := arcs[i].Head
		if x := d.Tags[i].XPOS; arcs[i].Rel != "conj" || x != "VBD" && x != "VBZ" || h > i || arcs[h].Rel != "ccomp" || subject(arcs, i, r) || child(arcs, i, r, "aux", "mark") >= 0 || child(arcs, i, r, "obj", "ccomp") < 0 {
			continue
		}
		would := false
		for k := r.From; k < h; k++ {
			would = would || arcs[k].Head == h && d.Tags[k].XPOS == "MD"
		}
		g := arcs[h].Head
		if would && g >= 0 && g < h && d.Tags[g].XPOS == d.Tags[i].XPOS {
			arcs[i].Head = g
		}
	}
}

// times are the nouns that say when.
var times = map[string]bool{"midnight": true, "noon": true, "dawn": true, "morning": true, "evening": true, "night": true, "afternoon": true,
	"Monday": true, "Tuesday": true, "Wednesday": true, "Thursday": true, "Friday": true, "Saturday": true, "Sunday": true,
	"yesterday": true, "today": true}

// hours: "Two days later the governor reported" says what the governor does,
// not the days.
func hours(d *text.Doc, arcs []text.Arc, r text.Range) {
	for n := r.From; n+1 < r.To; n++ {
		v := arcs[n].Head
		if v < n || !text.RelIs(arcs[n].Rel, "nsubj") || !times[d.Tags[n].Lemma] && !lapse[d.Tags[n].Lemma] {
			continue
		}
		s := -1
		for k := n + 1; k < v && s < 0; k++ {
			if arcs[k].Head == n && text.RelIs(arcs[k].Rel, "nmod", "obj", "appos") && (d.Tags[k].UPOS == "NOUN" || d.Tags[k].UPOS == "PROPN") && child(arcs, k, r, "case") < 0 {
				s = k
			}
		}
		if s < 0 || d.Form(begin(arcs, s, r)-1) == "," && d.Form(end(arcs, s, r)+1) == "," {
			continue
		}
		arcs[s] = text.Arc{Head: v, Rel: arcs[n].Rel}
		arcs[n].Rel = "obl:unmarked"
		if k := child(arcs, n, text.Range{From: r.From, To: n}, "case"); k >= 0 {
			arcs[n].Rel = "obl"
		}
		for k := n + 1; k < v; k++ {
			switch {
			case arcs[k].Head == s && k < s && arcs[k].Rel == "advmod":
				arcs[k].Head = v
			case arcs[k].Head == n && k > s:
				arcs[k].Head = s
			}
		}
	}
}

// asides: in "There was, he said, a way" the way is not what he said.
func asides(d *text.Doc, arcs []text.Arc, r text.Range) {
	for v := r.From + 2; v+2 < r.To; v++ {
		if arcs[v].Rel != "parataxis" || d.Form(v+1) != "," || arcs[v].Head > v {
			continue
		}
		if o := child(arcs, v, text.Range{From: v + 2, To: r.To}, "obj"); o >= 0 && begin(arcs, o, r) == v+2 {
			h := arcs[v].Head
			arcs[o] = text.Arc{Head: h, Rel: "obj"}
			if child(arcs, h, r, "expl") >= 0 {
				arcs[o].Rel = "nsubj"
			}
		}
	}
}

// voices: the subject of "has arrived" is one that acts, that of "was sent" one
// that does not.
func voices(d *text.Doc, arcs []text.Arc, r text.Range) {
	for s := r.From; s < r.To; s++ {
		v := arcs[s].Head
		if v < s || arcs[s].Rel != "nsubj" && arcs[s].Rel != "nsubj:pass" {
			continue
		}
		has := child(arcs, v, text.Range{From: s, To: v}, "aux") // "aux:pass" too
		if has < 0 {
			continue
		}
		want := voiced(arcs, v, r)
		if want == "nsubj:pass" || d.Tags[has].Lemma == "have" {
			arcs[s].Rel = want
		}
	}
}

// beside are prepositions that no clause follows.
var beside = map[string]bool{"alongside": true, "among": true, "between": true, "beside": true, "near": true, "behind": true, "towards": true}

// gerunds: in "spoke alongside visiting ministers" nobody visits the ministers.
func gerunds(d *text.Doc, arcs []text.Arc, r text.Range) {
	for i := r.From + 2; i+1 < r.To; i++ {
		k := i - 1
		if d.Tags[i].XPOS != "VBG" || !text.RelIs(arcs[i].Rel, "advcl", "acl") || arcs[i].Head > k || arcs[k].Head != i || arcs[k].Rel != "mark" || !beside[d.Form(k)] {
			continue
		}
		o := child(arcs, i, text.Range{From: i + 1, To: r.To}, "obj")
		if o < 0 || begin(arcs, o, r) != i+1 {
			continue
		}
		rel := "obl"
		if text.RelIs(arcs[i].Rel, "acl") {
			rel = "nmod"
		}
		arcs[o] = text.Arc{Head: arcs[i].Head, Rel: rel}
		arcs[k] = text.Arc{Head: o, Rel: "case"}
		for j := o + 1; j < r.To; j++ {
			if arcs[j].Head == i {
				arcs[j].Head = o
			}
		}
		arcs[i] = text.Arc{Head: o, Rel: "amod"}
	}
}

// regions: no clause begins with "near". In "the buildup near Chad spanned the
// river" the place is that of the noun before.
func regions(d *text.Doc, arcs []text.Arc, r text.Range) {
	for k := r.From + 1; k+1 < r.To; k++ {
		v := arcs[k].Head
		if arcs[k].Rel != "mark" || !beside[d.Form(k)] || v < k || d.Tags[k-1].UPOS != "NOUN" && d.Tags[k-1].UPOS != "PROPN" {
			continue
		}
		if s := child(arcs, v, text.Range{From: k, To: v}, "nsubj"); s >= 0 && begin(arcs, s, r) == k+1 {
			arcs[s] = text.Arc{Head: k - 1, Rel: "nmod"}
			arcs[k] = text.Arc{Head: s, Rel: "case"}
		}
	}
}

// sinces: a main clause has no "since". In "Since the start of the war, the
// council has met often" that belongs to a time, and the subject stands behind
// the comma.
func sinces(d *text.Doc, arcs []text.Arc, r text.Range) {
	v := r.From
	for v < r.To && arcs[v].Head >= 0 {
		v++
	}
	k := r.From
	if v == r.To || arcs[k].Head != v || arcs[k].Rel != "mark" || !after[d.Lower(k)] {
		return
	}
	n := child(arcs, v, text.Range{From: k, To: v}, "nsubj")
	if n < 0 {
		return
	}
	for s := v - 1; s > n; s-- {
		if d.Tags[s].UPOS != "NOUN" && d.Tags[s].UPOS != "PROPN" && d.Tags[s].UPOS != "PRON" || child(arcs, s, r, "case", "cc") >= 0 || !text.RelIs(arcs[s].Rel, "nmod", "appos", "conj") {
			continue
		}
		if h := arcs[s].Head; h < n || d.Form(begin(arcs, s, r)-1) != "," {
			continue
		}
		arcs[s] = text.Arc{Head: v, Rel: arcs[n].Rel}
		arcs[n].Rel, arcs[k] = "obl", text.Arc{Head: n, Rel: "case"}
		return
	}
}

// elapses: in "Hours after Chadian troops attacked, she left" the troops attack
// and the hours say how much later; what follows the comma is the sentence.
func elapses(d *text.Doc, arcs []text.Arc, r text.Range) {
	for n := r.From; n+3 < r.To; n++ {
		v := arcs[n].Head
		if w := d.Form(n + 1); v < n+3 || !text.RelIs(arcs[n].Rel, "nsubj") || !lapse[d.Tags[n].Lemma] || w != "after" && w != "before" || arcs[n+1].Rel != "case" {
			continue
		}
		s := arcs[n+1].Head
		if s <= n || s >= v || arcs[s].Head != n || !text.RelIs(arcs[s].Rel, "nmod") || d.Tags[v].UPOS != "VERB" || child(arcs, v, text.Range{From: n + 1, To: r.To}, "nsubj") >= 0 {
			continue
		}
		arcs[s], arcs[n+1] = text.Arc{Head: v, Rel: "nsubj"}, text.Arc{Head: v, Rel: "mark"}
		arcs[n].Rel = "obl:unmarked"
		if arcs[v].Rel != "root" {
			continue
		}
		for w := v + 1; w < r.To; w++ {
			if arcs[w].Head != v || !text.RelIs(arcs[w].Rel, "advcl", "parataxis", "conj", "ccomp") || d.Form(begin(arcs, w, r)) != "," && d.Form(begin(arcs, w, r)-1) != "," || child(arcs, w, r, "nsubj") < 0 {
				continue
			}
			arcs[w], arcs[v] = arcs[v], text.Arc{Head: w, Rel: "advcl"}
			for k := w + 1; k < r.To; k++ {
				if arcs[k].Head == v {
					arcs[k].Head = w
				}
			}
			break
		}
	}
}
