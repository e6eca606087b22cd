package rule

import (
	"slices"

	"demarche/text"
)

// This file finds who does what in a clause, once for all rules: voice,
// relative clauses, shared subjects and control.

// limit bounds the climb through clauses, so that no tree, however odd, costs
// more than a sentence should.
const limit = 8

// passive reports whether verb v is in the passive voice.
func passive(d *text.Doc, v int) bool { return passiveAt(d, v, 0) }

func passiveAt(d *text.Doc, v, depth int) bool {
	own, subject, object := false, false, false
	for k := range d.Kids(v) {
		switch rel := d.Rel(k); {
		case rel == "aux:pass" || rel == "obl:agent" || rel == "csubj:pass":
			return true
		case rel == "nsubj:pass":
			subject = true
		case rel == "nsubj" || rel == "aux" || rel == "obj":
			own = true
		}
		object = object || isObject(d, k)
	}
	if subject && !object { // a passive subject beside an object is a slip of the parser
		return true
	}
	if own || depth > limit || !participle(d, v) {
		return false
	}
	switch rel := d.Rel(v); {
	case rel == "conj":
		return passiveAt(d, d.Head(v), depth+1)
	case rel == "acl" || rel == "amod":
		return true
	case rel == "advcl" || rel == "xcomp": // "Asked about it", "got hit"
		return d.Kid(v, "mark") < 0
	}
	return false
}

// participle reports whether v is a past participle.
func participle(d *text.Doc, v int) bool {
	return d.Tags[v].XPOS == "VBN" || d.Tags[v].XPOS == "VBD" || d.Tags[v].XPOS == "" && d.Tags[v].Feat("Tense") == "Past" || d.Tags[v].XPOS == "JJ"
}

// gerund reports whether v is a present participle.
func gerund(d *text.Doc, v int) bool {
	if d.Tags[v].XPOS != "" {
		return d.Tags[v].XPOS == "VBG"
	}
	return d.Tags[v].Feat("VerbForm") == "Ger" || d.Tags[v].Feat("Tense") == "Pres" && d.Tags[v].Feat("VerbForm") == "Part"
}

// verbal reports whether token i is a verb, as tagged.
func verbal(d *text.Doc, i int) bool {
	u := d.UPOS(i)
	return u == "VERB" || u == "AUX"
}

// doer returns the head tokens of who does verb v, in either voice.
func doer(d *text.Doc, v int) []int {
	if passive(d, v) {
		if k := d.Kid(v, "obl:agent"); k >= 0 {
			return []int{k}
		}
		return prepped(d, v, "by", nil)
	}
	return surface(d, v, 0)
}

// undergoer returns the head tokens of what verb v is done to, in either voice.
func undergoer(d *text.Doc, v int) []int {
	if visiting(d, v) >= 0 {
		return nil
	}
	if passive(d, v) {
		return surface(d, v, 0)
	}
	for k := range d.Kids(v) {
		if isObject(d, k) {
			return []int{antecedent(d, k)}
		}
	}
	for k := range d.Kids(v) { // "enact far-reaching measures", cut at its hyphen
		if k > v+1 && gerund(d, k) && d.Lower(k-1) == "-" {
			if o := d.Kid(k, "obj"); o >= 0 {
				return []int{o}
			}
		}
	}
	for k := range d.Kids(v) { // a sum, which the parser may take for an adjunct: "gave $5 million"
		if u := d.UPOS(k); (u == "SYM" || u == "NUM") && k > v && text.RelIs(d.Rel(k), "obl") && d.Kid(k, "case") < 0 {
			return []int{k}
		}
	}
	if k := d.Kid(v, "iobj"); k >= 0 {
		return []int{k}
	}
	switch u := d.Head(v); {
	case u < 0:
	case d.Rel(v) == "conj": // "shelled and burned villages"
		if k := d.Kid(u, "obj"); k > v {
			return []int{k}
		}
	case d.Rel(v) == "acl:relcl": // "the sanctions Britain imposed"
		if s := d.Kid(v, "nsubj"); s >= 0 && !relative(d, s) && d.Kid(v, "cop") < 0 {
			return []int{u}
		}
	case d.Rel(v) == "ccomp" || d.Rel(v) == "xcomp": // "the attack it denies carrying out"
		if d.Rel(u) == "acl:relcl" && d.Kid(v, "nsubj") >= 0 && d.Kid(u, "obj") < 0 && !hasRelativeSubject(d, u) {
			return []int{d.Head(u)}
		}
		// "demands that they would have to meet"
		if o := d.Kid(u, "obj"); d.Rel(u) == "acl:relcl" && d.Rel(v) == "xcomp" && !hasRelativeSubject(d, u) && (o < 0 || relative(d, o)) {
			return []int{d.Head(u)}
		}
	}
	for k := range d.Kids(v) { // "shelled and burned villages" with the object on the last verb
		if d.Rel(k) == "conj" && verbal(d, k) && d.Kid(k, "nsubj") < 0 && d.Kid(k, "mark") < 0 {
			if o := d.Kid(k, "obj"); o >= 0 && k-v == 2 {
				return []int{o}
			}
		}
	}
	return nil
}

// cased reports whether a preposition stands before the noun k.
func cased(d *text.Doc, k int) bool {
	if d.Kid(k, "case") >= 0 {
		return true
	}
	for c := range d.Kids(k) {
		if c < k && d.UPOS(c) == "PROPN" && d.Kid(c, "case") >= 0 && d.Rel(c) != "nmod:poss" {
			return true
		}
	}
	return false
}

// visiting returns the noun that a participle describes where the parser took
// it for a clause, "alongside visiting ministers"; -1 for every other verb. The
// prepositions are those that no clause follows.
func visiting(d *text.Doc, v int) int {
	if !gerund(d, v) || v == 0 {
		return -1
	}
	switch d.Lower(v - 1) {
	case "alongside", "with", "between", "among", "from", "to":
	default:
		return -1
	}
	if r := d.Rel(v - 1); d.Head(v-1) != v || r != "mark" && r != "case" {
		return -1
	}
	if o := d.Kid(v, "obj"); o == v+1 && len(d.PartiesAt(o)) > 0 {
		return o
	}
	return -1
}

// isObject reports whether k is the object of its head, also behind a particle
// that the parser took for a preposition: "struck down the law".
func isObject(d *text.Doc, k int) bool {
	switch c := d.Kid(k, "case"); {
	case d.Rel(k) != "obj" && d.Rel(k) != "obl":
		return false
	case c >= 0 && c == d.Head(k)+1 && particles[d.Lower(c)]:
		return true
	}
	return d.Rel(k) == "obj" && !cased(d, k)
}

// particles are the prepositions that oftener belong to the verb before them.
var particles = set("up down out off over away back")

func hasRelativeSubject(d *text.Doc, v int) bool {
	s := d.Kid(v, "nsubj")
	return s < 0 || relative(d, s)
}

// surface returns the grammatical subject of v, its own or the one it shares:
// with the verb it is joined to, from the clause it depends on, or the noun it
// describes.
func surface(d *text.Doc, v, depth int) []int {
	if o := visiting(d, v); o >= 0 {
		return []int{o}
	}
	own := -1
	for k := range d.Kids(v) {
		if rel := d.Rel(k); rel == "nsubj" || rel == "nsubj:pass" || rel == "nsubj:outer" {
			if own < 0 || len(d.PartiesAt(own)) == 0 { // "four members" taken for two subjects
				own = antecedent(d, k)
			}
		}
	}
	if own < 0 { // hung from the auxiliary
		for _, a := range d.AllKids(v, "aux", "cop") {
			if k := d.Kid(a, "nsubj"); k >= 0 {
				own = antecedent(d, k)
			}
		}
	}
	if own >= 0 {
		return []int{own}
	}
	u := d.Head(v)
	if u < 0 || depth > limit || d.Kid(v, "expl") >= 0 {
		return nil
	}
	switch d.Rel(v) {
	case "conj":
		if nominal(d, u) && verbal(d, v) && d.Kid(u, "cop") < 0 {
			return nil
		}
		if c := d.Continues(v); c >= 0 {
			u = c
		}
		return surface(d, u, depth+1)
	case "xcomp", "ccomp":
		if d.Rel(v) == "xcomp" && !promises[d.Lemma(u)] {
			if k := d.Kid(u, "obj", "iobj"); k >= 0 && !gerundOf(d, v, u) {
				return []int{antecedent(d, k)}
			}
		}
		if d.Rel(v) == "ccomp" && d.Kid(v, "mark") >= 0 && d.Lower(d.Kid(v, "mark")) == "that" {
			return nil
		}
		if w := d.Lower(u); w == "provided" || w == "providing" { // "provided Oslo does not attack", taken for a verb and its object
			if k := d.Kid(u, "obj"); k > u && k < v {
				return []int{antecedent(d, k)}
			}
		}
		return surface(d, u, depth+1)
	case "advcl", "parataxis", "dep":
		if d.Rel(v) != "advcl" && !gerund(d, v) {
			return nil
		}
		if nominal(d, u) && d.Kid(u, "cop") < 0 && d.Kid(u, "nsubj") < 0 {
			return possessor(d, u, depth+1)
		}
		if o := charged(d, v, u); o >= 0 {
			return []int{o}
		}
		if c := sufficing(d, v, u); c >= 0 {
			return surface(d, c, depth+1)
		}
		return surface(d, u, depth+1)
	case "acl:relcl":
		return []int{u}
	case "acl":
		mark := d.Kid(v, "mark")
		if mark < 0 { // "troops occupying the town", "sanctions imposed on Iran"
			return []int{u}
		}
		return possessor(d, u, depth+1) // "its decision to leave", "criticism for refusing"
	case "amod":
		return []int{u}
	}
	return nil
}

// charged returns the object of verb u when clause v tells what that one does:
// "accused Oslo of planning it", "kept Oslo from leaving"; -1 otherwise.
func charged(d *text.Doc, v, u int) int {
	m := d.Kid(v, "mark", "case")
	if m < 0 || m > v || passive(d, u) || d.Tags[v].XPOS == "VB" && !accuses(d, u) {
		return -1
	}
	switch d.Lower(m) {
	case "of", "from", "for", "against":
	default:
		if !accuses(d, u) {
			return -1
		}
	}
	for k := range d.Kids(u) {
		if !isObject(d, k) && !(accuses(d, u) && d.Rel(k) == "obj") || k < u || k > m {
			continue
		}
		if len(d.PartiesAt(k)) > 0 {
			return antecedent(d, k)
		}
		for _, c := range d.AllKids(k, "compound") { // "accused Oslo of planning", taken for one noun
			if c < k-1 && d.UPOS(c) == "PROPN" {
				return c
			}
		}
	}
	return -1
}

// sufficing returns the verb before "enough to" when infinitive v, with "to"
// behind "enough", hangs from a verb u on its right: "has 150,000, enough to
// invade, officials said"; -1 otherwise.
func sufficing(d *text.Doc, v, u int) int {
	m := d.Kid(v, "mark")
	if u < v || m < 1 || d.Lower(m) != "to" || d.Lower(m-1) != "enough" {
		return -1
	}
	for i := m - 2; i >= d.Sentences[d.SentenceOf(v)].From; i-- {
		if d.UPOS(i) == "VERB" {
			return i
		}
	}
	return -1
}

// gerundOf reports whether v is a reduced complement whose subject is that of
// u although u has an object: "spent years building".
func gerundOf(d *text.Doc, v, u int) bool { return gerund(d, v) && d.Lemma(u) == "spend" }

// promises are the verbs whose infinitive keeps the subject although they have
// an object ("promised Kyiv to send"): grammar, a closed class.
var promises = set("promise vow pledge threaten offer use have make hold take need spend begin start")

// possessor returns who owns a nominal: possessive, "by" or "of" phrase, a
// modifier that names somebody, the subject it is said of, who it is given to,
// or the subject of the verb it hangs from.
func possessor(d *text.Doc, n, depth int) []int {
	if k := d.Kid(n, "nmod:poss"); k >= 0 {
		return []int{k}
	}
	if by := prepped(d, n, "by", nil); len(by) > 0 {
		return by
	}
	for k := range d.Kids(n) {
		if d.Rel(k) == "nsubj" {
			return []int{antecedent(d, k)}
		}
		if (d.Rel(k) == "amod" || d.Rel(k) == "compound") && len(d.ActorsAt(k)) > 0 {
			return []int{k}
		}
	}
	u := d.Head(n)
	if u < 0 || depth > limit {
		return nil
	}
	switch rel := d.Rel(n); {
	case rel == "obj" || rel == "obl" || rel == "xcomp" || rel == "nmod" && nominal(d, u) || rel == "conj":
		if rel == "nmod" || rel == "conj" && nominal(d, u) {
			return possessor(d, u, depth+1)
		}
		if rel == "obj" && !promises[d.Lemma(u)] { // "gave the army leave to fire"
			if k := d.Kid(u, "iobj"); k >= 0 {
				return []int{antecedent(d, k)}
			}
		}
		return surface(d, u, depth+1)
	}
	return nil
}

func nominal(d *text.Doc, i int) bool {
	u := d.UPOS(i)
	return u == "NOUN" || u == "PROPN" || u == "PRON"
}

// relative reports whether k is a relative pronoun inside a relative clause.
func relative(d *text.Doc, k int) bool {
	if d.UPOS(k) != "PRON" && d.UPOS(k) != "DET" && d.UPOS(k) != "SCONJ" {
		return false
	}
	switch d.Lower(k) {
	case "who", "which", "that", "whom":
		return true
	}
	return false
}

// antecedent returns the noun that a relative pronoun stands for, k itself
// when it is none.
func antecedent(d *text.Doc, k int) int {
	if !relative(d, k) {
		return k
	}
	for i, n := d.Head(k), 0; i >= 0 && n < limit; i, n = d.Head(i), n+1 {
		if d.Rel(i) == "acl:relcl" {
			return d.Head(i)
		}
	}
	return k
}

// prepped appends the nouns that preposition p ties to token h; p may be of
// several words joined by hyphens.
func prepped(d *text.Doc, h int, p string, out []int) []int {
	for k := range d.Kids(h) {
		if rel := d.Rel(k); !text.RelIs(rel, "obl", "nmod", "advcl", "acl", "xcomp", "conj", "appos", "obj", "iobj", "ccomp", "advmod") {
			continue
		}
		if introduces(d, k, p) {
			if o := visiting(d, k); o >= 0 {
				k = o
			}
			out = append(out, antecedent(d, k))
		}
	}
	return out
}

// introduces reports whether preposition p stands before the noun k, hung from
// it or from the first of its names.
func introduces(d *text.Doc, k int, p string) bool {
	for c := range d.Kids(k) {
		if c < k && text.RelIs(d.Rel(c), "compound", "nmod:desc", "flat", "amod") && d.UPOS(c) == "PROPN" && introducesAt(d, c, p) {
			return true
		}
	}
	return introducesAt(d, k, p)
}

func introducesAt(d *text.Doc, k int, p string) bool {
	for c := range d.Kids(k) {
		if d.Rel(c) != "case" && d.Rel(c) != "mark" {
			continue
		}
		w := d.Lower(c)
		if w == p {
			if d.Kid(c, "fixed") < 0 {
				return true
			}
		}
		if len(p) > len(w) && p[:len(w)] == w {
			for f := range d.Kids(c) {
				if d.Rel(f) == "fixed" {
					w += "-" + d.Lower(f)
				}
			}
			if w == p {
				return true
			}
			// "ahead of" as two case markers
			for c2 := c + 1; c2 < k && slices.Contains([]string{"case", "fixed"}, d.Rel(c2)) && len(w) < len(p); c2++ {
				w += "-" + d.Lower(c2)
			}
			if w == p {
				return true
			}
		}
	}
	return false
}
