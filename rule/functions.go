package rule

import (
	"slices"
	"strings"

	"demarche/text"
)

// frame is a head in its sentence: the verb, the event noun, or a noun with
// its support verb, and the further nouns of a phrase ("criticism" in "come
// under criticism"). Prepositional phrases may hang from any of them; a parser
// cannot always tell, and a reader need not.
type frame struct {
	verb  int   // -1 for a noun by itself
	noun  int   // -1 for a verb
	doing bool  // verb supports the noun as its object: its subject is the noun's
	outer int   // for a noun: itself, or the noun that carries it ("a round of talks")
	parts []int // the tokens of the phrase
	bare  bool  // a predicate, which has no object and may itself be a place
}

// self is the token a frame's matches are named after.
func (f frame) self() int {
	if f.noun >= 0 {
		return f.noun
	}
	return f.verb
}

// function finds the head tokens of one grammatical function of a frame.
type function func(d *text.Doc, f frame) []int

// functions are the role names of the rule language, defined once over
// Universal Dependencies. Prepositions are functions as well, see find.
var functions = map[string]function{
	"subject": func(d *text.Doc, f frame) []int {
		if f.verb < 0 || f.noun >= 0 && !f.doing {
			return nil
		}
		return doer(d, f.verb)
	},
	"object": func(d *text.Doc, f frame) []int {
		if f.verb < 0 || f.bare {
			return nil
		}
		return undergoer(d, f.verb)
	},
	"recipient": func(d *text.Doc, f frame) []int {
		if f.verb < 0 {
			return nil
		}
		return d.AllKids(f.verb, "iobj")
	},
	"clause": func(d *text.Doc, f frame) []int {
		return kidsOf(d, f, "xcomp", "ccomp", "acl")
	},
	"owner": func(d *text.Doc, f frame) []int {
		var out []int
		for _, n := range f.sharing(d) {
			out = append(out, d.AllKids(n, "nmod:poss")...)
		}
		return out
	},
	"modifier": func(d *text.Doc, f frame) []int {
		var out []int
		for _, n := range f.sharing(d) {
			out = modifiers(d, n, out, 0)
		}
		return out
	},
	"attendee": attendee,
	"aux":      func(d *text.Doc, f frame) []int { return kidsOf(d, f, "aux", "cop") },
	"mark":     func(d *text.Doc, f frame) []int { return kidsOf(d, f, "mark") },
	"adverb":   func(d *text.Doc, f frame) []int { return kidsOf(d, f, "advmod") },
	"negation": func(d *text.Doc, f frame) []int {
		var out []int
		for _, k := range kidsOf(d, f, "advmod", "det") {
			switch d.Lower(k) {
			case "not", "n't", "never", "no", "neither":
				out = append(out, k)
			}
		}
		return out
	},
	"apposition": func(d *text.Doc, f frame) []int { return kidsOf(d, f, "appos") },
	"carrier": func(d *text.Doc, f frame) []int {
		if f.noun < 0 || f.outer == f.noun {
			return nil
		}
		return []int{f.outer}
	},
	"governor": func(d *text.Doc, f frame) []int { // what a noun depends on
		if f.noun < 0 || d.Head(f.outer) < 0 {
			return nil
		}
		return []int{d.Head(f.outer)}
	},
	"predicate": func(d *text.Doc, f frame) []int { // the clause that is said of a noun
		if f.noun < 0 {
			return nil
		}
		if p := d.Predicate(f.outer); p >= 0 {
			return []int{p}
		}
		return nil
	},
	"complement": complement,
	"blamed":     blamed,
	"determiner": func(d *text.Doc, f frame) []int {
		var out []int
		if f.noun >= 0 {
			out = d.AllKids(f.noun, "det")
		}
		return out
	},
	"support": func(d *text.Doc, f frame) []int {
		if f.noun < 0 || f.verb < 0 {
			return nil
		}
		return []int{f.verb}
	},
	"sponsor": sponsor,
	"self":    func(d *text.Doc, f frame) []int { return []int{f.self()} },
	"side":    func(d *text.Doc, f frame) []int { return []int{f.self()} }, // on a path: see walk
	"whose":   func(d *text.Doc, f frame) []int { return nil },
}

// nouns are the nominal tokens of a frame, from outside in.
func (f frame) nouns() []int {
	if f.noun < 0 {
		return nil
	}
	if f.outer != f.noun {
		return []int{f.noun, f.outer}
	}
	return []int{f.noun}
}

// sharing is nouns with the first of the nouns it is joined to, whose possessor
// and modifiers it shares when it has none: "Russia's threats and buildup".
func (f frame) sharing(d *text.Doc) []int {
	out := f.nouns()
	if f.noun >= 0 && d.Rel(f.outer) == "conj" && nominal(d, d.Head(f.outer)) && d.Kid(f.outer, "det", "nmod:poss", "amod", "compound") < 0 {
		out = append(out, d.Head(f.outer))
	}
	return out
}

// tokens are all tokens from which phrases may hang.
func (f frame) tokens() []int {
	var out []int
	add := func(t int) {
		if t >= 0 && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	add(f.noun)
	if f.noun >= 0 {
		add(f.outer)
	}
	add(f.verb)
	for _, t := range f.parts {
		add(t)
	}
	return out
}

func kidsOf(d *text.Doc, f frame, rels ...string) []int {
	var out []int
	for _, t := range f.tokens() {
		out = append(out, d.AllKids(t, rels...)...)
	}
	return out
}

// modifiers appends the adjectives and compounds of noun n and of those
// compounds in turn, so that "Putin-Macron talks" gives both.
func modifiers(d *text.Doc, n int, out []int, depth int) []int {
	for k := range d.Kids(n) {
		if rel := d.Rel(k); rel == "amod" || text.RelIs(rel, "compound") && rel != "compound:prt" || rel == "nmod:desc" || rel == "nummod" {
			out = append(out, k)
			if depth < 3 {
				out = modifiers(d, k, out, depth+1)
			}
		} else if depth > 0 && rel == "conj" && d.Rel(n) != "amod" {
			out = append(out, k)
		}
	}
	return out
}

// attending are the prepositions by which an event noun hangs from what those
// present do: "said during talks", "travelled there for a meeting".
var attending = set("during in at for after before following into amid upon to")

// attendee finds the subject of the verb that an event noun hangs from.
func attendee(d *text.Doc, f frame) []int {
	if f.noun < 0 || f.doing {
		return nil
	}
	if v := d.SaidIn(f.outer); v >= 0 {
		return doer(d, v)
	}
	for n, i := f.outer, 0; n >= 0 && i < 3; i++ {
		u := d.Head(n)
		if u < 0 || !text.RelIs(d.Rel(n), "obl", "nmod", "obj", "conj", "advmod", "advcl") {
			return nil
		}
		if d.Rel(n) == "conj" || d.UPOS(n) == "ADV" {
			n = u
			continue
		}
		ok := false
		for c := range d.Kids(n) {
			ok = ok || (d.Rel(c) == "case" || d.Rel(c) == "mark") && attending[d.Lower(c)]
		}
		if d.Rel(n) == "obj" && presence[d.Lemma(u)] {
			ok = true
		}
		if !ok {
			return nil
		}
		if verbal(d, u) || d.Kid(u, "cop") >= 0 {
			return doer(d, u)
		}
		n = u
	}
	return nil
}

// sponsor finds the subject of whatever verb an event noun hangs from, at any
// remove: "proposed a summit with", "rejected the idea of talks with".
func sponsor(d *text.Doc, f frame) []int {
	if f.noun < 0 || f.doing {
		return nil
	}
	for n, i := f.outer, 0; n >= 0 && i < 4; i++ {
		u := d.Head(n)
		if u < 0 || !text.RelIs(d.Rel(n), "obj", "obl", "nmod", "conj", "xcomp") {
			return nil
		}
		if verbal(d, u) || d.Kid(u, "cop") >= 0 {
			return doer(d, u)
		}
		n = u
	}
	return nil
}

// complement finds what the object of a verb is called: the noun or adjective
// that is said of it ("called him a liar", "called it ridiculous"), hung from
// the verb, or from the object where no comma stands between.
func complement(d *text.Doc, f frame) []int {
	if f.verb < 0 {
		return nil
	}
	var out []int
	for _, o := range d.AllKids(f.verb, "obj", "xcomp", "ccomp", "obl:unmarked") {
		if o < f.verb || timely(d, o) {
			continue
		}
		if d.Rel(o) != "obj" && d.Kid(o, "mark", "case") < 0 && (nominal(d, o) || d.UPOS(o) == "ADJ") {
			out = append(out, o)
		}
		for _, k := range d.AllKids(o, "appos", "nmod", "nmod:desc", "obl:unmarked", "conj", "dep") {
			if from := d.Subtree(k).From; k > o && from > 0 && d.UPOS(from) == "DET" && d.UPOS(from-1) != "PUNCT" && d.UPOS(from-1) != "CCONJ" && d.UPOS(from-1) != "ADP" {
				out = append(out, k)
			}
		}
	}
	return out
}

// blamed finds who is held to have done what a noun names: the object of the
// verb by which somebody is accused of it or blamed for it, or the subject of
// "is to blame for it".
func blamed(d *text.Doc, f frame) []int {
	if f.noun < 0 || f.doing {
		return nil
	}
	n := f.outer
	v := d.Head(n)
	if v < 0 || !verbal(d, v) || !accuses(d, v) || !text.RelIs(d.Rel(n), "obl", "nmod") {
		return nil
	}
	c := d.Kid(n, "case")
	if c < 0 || d.Lower(c) != "of" && d.Lower(c) != "for" && d.Lower(c) != "over" {
		return nil
	}
	if o := undergoer(d, v); len(o) > 0 && o[0] != n {
		return o
	}
	if (d.Lemma(v) == "blame" || d.Lemma(v) == "blam") && d.Kid(v, "mark") >= 0 {
		return surface(d, v, 0)
	}
	return nil
}

// accuse are the verbs whose object is held to have done what follows: grammar
// of control, a closed class.
var accuse = set("accuse blame suspect convict charge fault denounce condemn criticise criticize rebuke reproach")

// accuses reports whether v is such a verb, also with the lemma "accus".
func accuses(d *text.Doc, v int) bool { return accuse[d.Lemma(v)] || accuse[d.Lemma(v)+"e"] }

// presence are verbs whose subject takes part in the event that is their
// object: grammar of support, a closed class.
var presence = set("attend join leave begin start open enter resume continue host lead chair hold have conduct")

// isFunction reports whether a name may stand in a path.
func isFunction(name string) bool {
	if functions[name] != nil || prepositions[name] {
		return true
	}
	if first, _, ok := strings.Cut(name, "-"); ok {
		return prepositions[first] || first == "because" || first == "due" || first == "according" || first == "next" || first == "close"
	}
	return false
}

func functionNames() []string {
	out := make([]string, 0, len(functions))
	for n := range functions {
		out = append(out, n)
	}
	slices.Sort(out)
	return out
}

// find evaluates one function of a frame.
func find(d *text.Doc, f frame, name string) []int {
	if fn := functions[name]; fn != nil {
		return fn(d, f)
	}
	var out []int
	for _, t := range f.tokens() {
		out = prepped(d, t, name, out)
	}
	if t := misplaced(d, f, name); t >= 0 {
		return []int{t}
	}
	if name == "between" { // "between its minister, A, and B"
		for _, t := range out[:len(out):len(out)] {
			for _, a := range d.AllKids(t, "appos") {
				out = append(out, d.AllKids(a, "conj")...)
			}
		}
	}
	out = slices.DeleteFunc(out, func(t int) bool { return timely(d, t) }) // "on Friday" says nothing of "on whom"
	if len(out) == 0 && name != "of" {
		out = astray(d, f, name)
	}
	if f.verb >= 0 && name == "by" && passive(d, f.verb) {
		return nil // that is the subject
	}
	return out
}

// misplaced finds the noun that preposition name ties to an event noun where the
// tree gave the preposition to the clause that is said of the event: "a meeting
// with Lula was not in the plans"; -1 when there is none.
func misplaced(d *text.Doc, f frame, name string) int {
	if f.noun < 0 || f.outer+2 >= len(d.Tokens) || d.Lower(f.outer+1) != name {
		return -1
	}
	p := d.Predicate(f.outer)
	h := d.Head(f.outer + 1)
	if p < 0 || h != p && (h < 0 || d.Head(h) != p || !text.RelIs(d.Rel(h), "nsubj")) {
		return -1
	}
	for t := f.outer + 2; t < p; t++ {
		if len(d.PartiesAt(t)) > 0 {
			return t
		}
	}
	return -1
}

// astray finds a prepositional phrase that the parser hung from a neighbour of
// the frame instead: from one of its nouns ("received the envoy in Oslo", "$5
// million in aid to Chad") or from a word before it ("a day after meeting in
// Riga with the envoy"). No verb may stand between. Not for "of", which belongs
// to its noun.
func astray(d *text.Doc, f frame, name string) []int {
	var out []int
	var below func(t, depth int)
	below = func(t, depth int) {
		for k := range d.Kids(t) {
			if k > t && (nominal(d, k) || d.UPOS(k) == "SYM") && text.RelIs(d.Rel(k), "obj", "obl", "nmod") && d.Kid(k, "nsubj") < 0 && !otherwise(d, k) {
				for _, x := range prepped(d, k, name, nil) {
					if x > k && verbless(d, k+1, x) {
						out = append(out, x)
					}
				}
				if depth < 2 {
					below(k, depth+1)
				}
			}
		}
	}
	toks := f.tokens()
	for _, t := range toks {
		below(t, 0)
	}
	if len(out) > 0 || len(toks) == 0 {
		return out
	}
	head := slices.Max(toks)
	end := d.Sentences[d.SentenceOf(head)].To
	for i := head + 1; i < min(head+10, end); i++ {
		if verbal(d, i) || d.UPOS(i) == "PUNCT" || d.Rel(i) == "mark" || d.Rel(i) == "cc" {
			break
		}
		n := d.Head(i)
		if d.Lower(i) != name || d.Rel(i) != "case" || n < i || d.Head(n) < 0 || d.Head(n) > head || slices.Contains(toks, d.Head(n)) {
			continue
		}
		if !verbal(d, d.Head(n)) || i == head+1 && f.noun >= 0 { // "deter aggression against Peru"
			return []int{n}
		}
	}
	return nil
}

// otherwise reports whether the noun k tells of another event, "after the talks
// with X", so that what hangs from it is its own.
func otherwise(d *text.Doc, k int) bool {
	c := d.Kid(k, "case", "mark")
	if c < 0 {
		return false
	}
	switch d.Lower(c) {
	case "after", "before", "during", "following", "since", "until", "despite", "amid", "ahead":
		return true
	}
	return false
}

// timely reports whether token t belongs to an expression of time.
func timely(d *text.Doc, t int) bool {
	i, _ := slices.BinarySearchFunc(d.Times, t, func(x text.Time, t int) int { return x.To - 1 - t })
	return i < len(d.Times) && d.Times[i].Has(t)
}

// verbless reports whether no verb stands among the tokens [from, to).
func verbless(d *text.Doc, from, to int) bool {
	for i := from; i < to; i++ {
		if verbal(d, i) {
			return false
		}
	}
	return true
}

// walk evaluates a path from a frame.
func (m *matcher) walk(f frame, p Path) []int {
	d := m.d
	at := find(d, f, p[0])
	if p[0] == "object" || p[0] == "subject" {
		at = m.carried(at)
		for _, t := range at[:len(at):len(at)] { // what is joined to it counts for a condition
			if p[0] == "object" {
				at = append(at, d.AllKids(t, "conj")...)
			}
		}
	}
	for _, step := range p[1:] {
		var next []int
		for _, t := range at {
			switch step {
			case "side":
				if w := m.whose(t); len(w) > 0 {
					next = append(next, w...)
				} else {
					next = append(next, t)
				}
			case "whose":
				next = append(next, m.whose(t)...)
			default:
				next = append(next, find(d, frameOf(d, t), step)...)
			}
		}
		at = m.carried(next)
	}
	return at
}

// carried adds the nouns that nouns of number carry: "fired dozens of rockets"
// has the rockets for its object as well.
func (m *matcher) carried(at []int) []int {
	for _, t := range at {
		if m.s.carry[m.d.Lower(t)] || m.s.carry[m.d.Lemma(t)] {
			at = prepped(m.d, t, "of", at)
		}
	}
	return at
}

// whose returns to whom forces, arms or an attack belong: Turkey for "Turkish
// troops" or "a Turkish drone"; nothing for other nouns.
func (m *matcher) whose(t int) []int {
	d := m.d
	if d.UPOS(t) != "NOUN" || !m.is(t, &forces) {
		return nil
	}
	var out []int
	f := frameOf(d, t)
	for _, name := range []string{"owner", "modifier", "by", "of", "from"} {
		for _, k := range find(d, f, name) {
			if len(d.PartiesAt(k)) > 0 {
				out = append(out, k)
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// forces are the lists that whose sees through.
var forces = Words{Lists: []string{"forces", "weapons", "attacks"}}

// frameOf is the frame of a token met on a path.
func frameOf(d *text.Doc, t int) frame {
	if verbal(d, t) {
		return frame{verb: t, noun: -1, outer: -1}
	}
	return frame{verb: -1, noun: t, outer: t}
}
