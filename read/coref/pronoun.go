package coref

import (
	"demarche"
	"demarche/text"
)

// pronoun resolves a pronoun by what stands before it: number, gender and kind
// must fit; subjects go before objects, near ones before far ones.
func (k *chain) pronoun(m int) {
	h := k.ms[m].Head
	switch l := k.d.Lower(h); l {
	case "he", "him", "his", "himself", "she", "her", "hers", "herself":
		k.pick(m, func(c int) ([]int, int) { return k.onePerson(m, c) })
	case "it", "its", "itself":
		if !k.empty(h) {
			k.pick(m, func(c int) ([]int, int) { return k.oneBody(m, c) })
		}
	case "they", "them", "their", "theirs", "themselves", "both":
		if s := k.ownUnits(h); l == "their" && s >= 0 {
			// "some units finished their drills": theirs, whoever else was named
			k.link(m, k.sideOf(s))
			return
		}
		if g := k.d.Arcs[h].Head; l == "their" && g >= 0 && encounter[k.d.Lemma(g)] {
			// "Amin made an offer to Reza during their meeting": of the two.
			person := func(e int) bool { return k.es[e].Kind == demarche.Person && !k.ex[e].plural }
			refs := k.together(m, 2, true, person)
			if refs == nil {
				refs = k.together(m, 2, false, person)
			}
			if k.link(m, refs); refs != nil {
				return
			}
		}
		if k.unmentioned(h) {
			return
		}
		k.pick(m, func(c int) ([]int, int) { return k.several(m, c) })
		if len(k.ms[m].Refs) == 0 {
			// Two who met some sentences ago and were spoken of singly since.
			k.link(m, k.together(m, 2, true, func(e int) bool { return k.es[e].Kind == demarche.Person && !k.ex[e].plural }))
		}
		if len(k.ms[m].Refs) == 0 {
			k.pick(m, func(c int) ([]int, int) { return k.oneAsMany(m, c) })
		}
	case "who", "whom", "whose", "which", "that":
		k.relative(m)
	}
}

// unmentioned reports whether "they" stands in what the plural subject of the
// governing clause says, and that subject is nobody that is known: "the three
// Baltic states announced that they would".
func (k *chain) unmentioned(h int) bool {
	d := k.d
	v := d.Arcs[h].Head
	if h > 0 && d.Lower(h-1) == "that" { // whatever the tree hangs the clause on
		for i := d.Sentences[d.SentenceOf(h)].From; i < h-1; i++ {
			if d.Arcs[i].Head >= 0 || d.UPOS(i) != "VERB" {
				continue
			}
			return k.unknownPlural(d.Kid(i, "nsubj"), i)
		}
	}
	for n := 0; v >= 0 && n < 4; n++ {
		u := d.Arcs[v].Head
		if text.RelIs(d.Arcs[v].Rel, "ccomp") && u >= 0 {
			return k.unknownPlural(d.Kid(u, "nsubj"), h)
		}
		if !text.RelIs(d.Arcs[v].Rel, "conj", "xcomp") {
			return false
		}
		v = u
	}
	return false
}

// unknownPlural reports whether s, a subject before token end, is a plural noun
// that no mention covers.
func (k *chain) unknownPlural(s, end int) bool {
	if s < 0 || s > end || k.d.Tags[s].XPOS != "NNS" {
		return false
	}
	for m := range k.ms {
		if k.ms[m].Has(s) {
			return false
		}
	}
	return true
}

// ownUnits is the subject of the clause whose object a possessive belongs to,
// when it is troops that are no mention themselves; else -1.
func (k *chain) ownUnits(h int) int {
	d := k.d
	if !text.RelIs(d.Rel(h), "nmod:poss") || !text.RelIs(d.Rel(d.Head(h)), "obj", "obl") {
		return -1
	}
	v := d.Head(d.Head(h))
	for d.Kid(v, "nsubj") < 0 && text.RelIs(d.Rel(v), "xcomp", "conj") {
		v = d.Head(v)
	}
	s := d.Kid(v, "nsubj")
	if s < 0 || s > h || k.headAt[s] > 0 || d.Tags[s].XPOS != "NNS" || !k.forces.Has(d.Lemma(s)) {
		return -1
	}
	return s
}

// sideOf is the state whose troops noun s says by an adjective: "Turkish units".
func (k *chain) sideOf(s int) []int {
	for c := range k.d.Kids(s) {
		if o := k.headAt[c]; o > 0 && k.ms[o-1].Demonym {
			return k.ms[o-1].Refs
		}
	}
	return nil
}

// encounter are nouns for what two do together.
var encounter = set("meeting", "talk", "talks", "call", "summit", "conversation", "discussion", "encounter", "phone", "visit", "dinner", "lunch", "handshake",
	"negotiation", "dispute", "feud", "rivalry", "friendship", "relationship", "debate", "exchange", "session", "press", "conference")

// FirstPerson reports whether the mention is "I", "we", "our" and the like:
// who that is depends on who speaks, so read/speech or the reader fills it.
func FirstPerson(d *text.Doc, m *text.Mention) bool {
	if m.Form != demarche.ByPronoun {
		return false
	}
	switch d.Lower(m.Head) {
	case "i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves":
		return true
	}
	return false
}

// relative gives a relative pronoun the referents of the noun its clause
// modifies.
func (k *chain) relative(m int) {
	d := k.d
	h := k.ms[m].Head
	for i, n := h, 0; i >= 0 && n < 5; i, n = d.Arcs[i].Head, n+1 {
		if d.Arcs[i].Rel != "acl:relcl" {
			continue
		}
		noun := d.Arcs[i].Head
		if noun < 0 || noun >= h {
			return
		}
		if o := k.headAt[noun]; o > 0 && !k.thing(h, int(o-1)) {
			k.link(m, k.ms[o-1].Refs)
		}
		return
	}
	// No clause in the tree: the mention that ends right before it.
	for c := m - 1; c >= 0 && c > m-4; c-- {
		if e := k.ms[c].To; e == h || e == h-1 && d.Form(e) == "," {
			if !k.thing(h, c) {
				k.link(m, k.ms[c].Refs)
			}
			return
		}
	}
}

// thing reports whether the relative pronoun at h is one of things, "that" or
// "which", and mention c the name of a person: "the meeting with Reza that was
// planned".
func (k *chain) thing(h, c int) bool {
	w := k.d.Lower(h)
	return (w == "that" || w == "which") && k.ms[c].Form == demarche.ByName && k.ms[c].Kind == demarche.Person
}

func (k *chain) link(m int, refs []int) {
	if len(refs) == 0 {
		return
	}
	k.ms[m].Refs = append([]int(nil), refs...)
	for _, e := range refs {
		k.seen(m, e)
	}
}

// pick takes the candidate with the best score; fit returns the referents and
// how well they fit, nil when not.
func (k *chain) pick(m int, fit func(c int) ([]int, int)) {
	x := &k.x[m]
	var best []int
	bestScore := 0
	for c := m - 1; c >= 0; c-- {
		gap := x.sent - k.x[c].sent
		if gap > 4 {
			break
		}
		if len(k.ms[c].Refs) == 0 || k.ms[c].Has(k.ms[m].Head) || k.bound(m, c) {
			continue
		}
		refs, s := fit(c)
		if refs == nil || k.opposite(m, refs) {
			continue
		}
		s += 20 - 5*gap
		if k.x[c].subject {
			s += 4
			if k.rootSubject(c) {
				s++
			}
		} else if k.x[c].inside >= 0 {
			s -= 2
		}
		if k.controls(c, m) || k.reproached(c, m) {
			s += 8
		}
		if k.quoted(c) != k.quoted(m) {
			s -= 3
			if gap == 0 && k.quoted(m) >= 0 && k.x[c].subject {
				s -= 8 // "X said, 'He …'": not X
			}
		}
		if k.ms[c].Form == demarche.ByPronoun {
			s++ // who is spoken of stays spoken of
		}
		if s > bestScore {
			best, bestScore = refs, s
		}
	}
	if bestScore > 0 {
		k.link(m, best)
	}
}

// controls reports whether the pronoun stands in the infinitive that hangs on
// a verb of asking whose object the candidate is: "urged the king to free his
// ministers".
func (k *chain) controls(c, m int) bool {
	d := k.d
	h := k.ms[c].Head
	v := d.Arcs[h].Head
	if v < 0 || !text.RelIs(d.Arcs[h].Rel, "obj", "iobj", "obl") || k.ms[m].Head < h {
		return false
	}
	for i, n := k.ms[m].Head, 0; i >= 0 && n < 12; i, n = d.Arcs[i].Head, n+1 {
		if d.Arcs[i].Head == v {
			return text.RelIs(d.Arcs[i].Rel, "xcomp", "advcl", "ccomp") && d.Kid(i, "nsubj") < 0 && asking[d.Lemma(v)]
		}
	}
	return false
}

// opposite reports whether the verb of which pronoun m is the subject has one of
// the referents for its object: "he had informed Reza" is not Reza.
func (k *chain) opposite(m int, refs []int) bool {
	d := k.d
	h := k.ms[m].Head
	v := d.Arcs[h].Head
	if v < 0 || !text.RelIs(d.Arcs[h].Rel, "nsubj") {
		return false
	}
	for _, o := range d.AllKids(v, "obj", "iobj", "obl") {
		if n := k.headAt[o]; n > 0 && k.ms[n-1].Form == demarche.ByName && len(k.ms[n-1].Refs) == 1 && len(refs) == 1 && k.ms[n-1].Refs[0] == refs[0] {
			return true
		}
	}
	return false
}

// reproached reports whether the possessive m tells for what the candidate, the
// object of the verb, is blamed or thanked: "criticised Oslo for its refusal".
func (k *chain) reproached(c, m int) bool {
	d := k.d
	h, p := k.ms[c].Head, k.ms[m].Head
	n := d.Arcs[p].Head
	if d.Arcs[h].Rel != "obj" || !text.RelIs(d.Arcs[p].Rel, "nmod:poss") || n < 0 || d.Arcs[n].Head != d.Arcs[h].Head || h > p {
		return false
	}
	cs := d.Kid(n, "case")
	return cs >= 0 && (d.Lower(cs) == "for" || d.Lower(cs) == "over")
}

var asking = set("urge", "ask", "tell", "order", "allow", "force", "call", "invite", "press", "encourage", "want", "help", "persuade", "require", "request", "instruct", "convince", "enable", "permit", "push", "appeal", "warn", "advise")

// rootSubject reports whether the mention is the subject of its sentence.
func (k *chain) rootSubject(c int) bool {
	g := k.d.Arcs[k.ms[c].Head].Head
	return g >= 0 && k.d.Arcs[g].Head < 0
}

// quoted is the quote that a mention stands in, or -1.
func (k *chain) quoted(m int) int { return k.d.QuoteOf(k.ms[m].Head) }

// bound reports whether pronoun and candidate are subject and object of one
// verb, which only a reflexive allows.
func (k *chain) bound(m, c int) bool {
	d := k.d
	a, b := k.ms[m].Head, k.ms[c].Head
	switch d.Lower(a) {
	case "himself", "herself", "itself", "themselves", "his", "her", "its", "their":
		if d.Arcs[a].Rel == "nmod:poss" || d.Lower(a) != "her" {
			return false
		}
	}
	return d.Arcs[a].Head >= 0 && d.Arcs[a].Head == d.Arcs[b].Head && text.RelIs(d.Arcs[b].Rel, "nsubj") && text.RelIs(d.Arcs[a].Rel, "obj", "iobj", "obl")
}

func (k *chain) onePerson(m, c int) ([]int, int) {
	r := k.ms[c].Refs
	if len(r) != 1 || k.es[r[0]].Kind != demarche.Person || k.ex[r[0]].plural {
		return nil, 0
	}
	g := k.x[m].gender
	switch k.es[r[0]].Gender {
	case g:
		return r, 2 + min(2, k.ex[r[0]].count/4)
	case "":
		return r, 0
	}
	return nil, 0
}

func (k *chain) oneBody(m, c int) ([]int, int) {
	r := k.ms[c].Refs
	if len(r) != 1 || k.ms[c].Place || k.ex[r[0]].plural {
		return nil, 0
	}
	switch k.es[r[0]].Kind {
	case demarche.Person, demarche.People, "":
		return nil, 0
	}
	gap := k.x[m].sent - k.x[c].sent
	poss := k.d.Lower(k.ms[m].Head) == "its"
	if gap > 1 || !k.x[c].subject && !(poss && gap == 0) {
		return nil, 0
	}
	if k.ms[c].Demonym {
		return nil, 0
	}
	return r, 0
}

func (k *chain) several(m, c int) ([]int, int) {
	r := k.ms[c].Refs
	if k.ms[c].Demonym || k.ms[c].Place {
		return nil, 0
	}
	if len(r) > 1 {
		return r, 3
	}
	// "A and B": taken at its first mention.
	all := append([]int(nil), r...)
	for _, j := range k.d.AllKids(k.ms[c].Head, "conj") {
		if o := k.headAt[j]; o > 0 && int(o-1) < m {
			for _, e := range k.ms[o-1].Refs {
				if !containsInt(all, e) {
					all = append(all, e)
				}
			}
		}
	}
	if len(all) > 1 {
		return all, 3
	}
	e := r[0]
	gap := k.x[m].sent - k.x[c].sent
	switch k.es[e].Kind {
	case demarche.Person, demarche.State, "":
		if !k.ex[e].plural {
			return nil, 0
		}
	}
	if k.ex[e].plural {
		return r, 2
	}
	if gap > 1 || !k.x[c].subject {
		return nil, 0
	}
	return r, -3
}

// oneAsMany takes a body for "they" wherever it stands in the sentence before.
func (k *chain) oneAsMany(m, c int) ([]int, int) {
	r := k.ms[c].Refs
	if len(r) != 1 || k.ms[c].Demonym || k.ms[c].Place || k.x[c].inside >= 0 || k.x[m].sent-k.x[c].sent > 1 {
		return nil, 0
	}
	switch k.es[r[0]].Kind {
	case demarche.Person, demarche.State, "":
		return nil, 0
	}
	return r, 0
}

// empty reports whether "it" stands for nothing: "it is clear that …".
func (k *chain) empty(h int) bool {
	d := k.d
	if text.RelIs(d.Arcs[h].Rel, "expl") {
		return true
	}
	g := d.Arcs[h].Head
	if g < 0 || !text.RelIs(d.Arcs[h].Rel, "nsubj") {
		return false
	}
	if d.Kid(g, "csubj") >= 0 {
		return true
	}
	if d.Kid(g, "cop") >= 0 {
		return d.Kid(g, "ccomp", "xcomp", "advcl", "acl:relcl") >= 0
	}
	switch d.Lemma(g) {
	case "seem", "appear", "happen", "rain", "take":
		return true
	}
	return false
}
