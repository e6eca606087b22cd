package rule

import (
	"cmp"
	"slices"

	"demarche/text"
)

// Match tries every rule at every token and returns the matches in text order.
// Where triggers overlap, the more specific match stays; matches that emit
// different kinds (an act, a statement, a force) do not compete.
func (s *Set) Match(d *text.Doc) []Match {
	m := matcher{s: s, d: d}
	for i := range d.Tokens {
		m.at(i)
	}
	return m.keep()
}

// matcher holds one run over a document.
type matcher struct {
	s     *Set
	d     *text.Doc
	found []scored
	trace *[]Attempt // nil unless traced
}

type scored struct {
	Match
	words, conds int
}

// at tries the rules whose head word is token i, by lemma and by form.
func (m *matcher) at(i int) {
	d := m.d
	switch u := d.UPOS(i); u {
	case "VERB", "AUX":
		if !attributive(d, i) {
			m.verbs(i)
		}
	case "NOUN", "PROPN":
		m.nouns(i)
		if u == "NOUN" && gerund(d, i) {
			m.verbs(i)
		}
	case "ADP", "ADV":
		if i > 0 && d.Lower(i-1) == "-" { // "build-up", cut at its hyphen
			m.nouns(i)
		}
	case "ADJ":
		for _, h := range m.s.adjs[d.Lemma(i)] {
			m.try(h, frame{verb: i, noun: -1, outer: -1, bare: true}, i, []int{i})
		}
	}
	if len(m.s.preds) > 0 && d.Kid(i, "cop") >= 0 {
		for c := range d.Kids(i) {
			if d.Rel(c) == "case" {
				for _, h := range m.s.preds[d.Lower(c)] {
					m.try(h, frame{verb: i, noun: -1, outer: -1, bare: true}, i, []int{c, i})
				}
			}
		}
	}
}

// attributive reports whether a verb form only describes a noun: "wounded
// soldiers", "veto power". That names a background, no act; "visiting
// ministers" are on their visit.
func attributive(d *text.Doc, i int) bool {
	rel := d.Rel(i)
	return rel == "amod" && !gerund(d, i) || rel == "compound"
}

func (m *matcher) verbs(i int) {
	for _, b := range bases(m.d, i) {
		for _, h := range m.s.verbs[b] {
			m.verb(h, i)
		}
	}
	for _, h := range m.s.any {
		m.verb(h, i)
	}
}

func (m *matcher) verb(h head, i int) {
	parts, ok := m.right(h, i)
	if !ok {
		return
	}
	f := frame{verb: i, noun: -1, outer: -1, parts: parts}
	m.try(h, f, i, append([]int{i}, parts...))
}

func (m *matcher) nouns(i int) {
	for _, b := range bases(m.d, i) {
		for _, h := range m.s.nouns[b] {
			m.noun(h, i)
		}
	}
}

func (m *matcher) noun(h head, i int) {
	d := m.d
	if text.RelIs(d.Rel(i), "compound") { // "attack helicopters" is no attack
		return
	}
	trigger := []int{}
	for k := range h.Left { // words straight before the head
		j := i - len(h.Left) + k
		if j < 0 || d.Lemma(j) != h.Left[k] && d.Lower(j) != h.Left[k] {
			return
		}
		trigger = append(trigger, j)
	}
	parts, ok := m.right(h, i)
	if !ok {
		return
	}
	f := frame{verb: -1, noun: i, outer: m.carrier(i), parts: parts}
	f.verb, f.doing = m.support(h.rule, f.outer)
	if f.verb < 0 && f.outer != i {
		f.verb, f.doing = m.support(h.rule, i)
	}
	trigger = append(append(trigger, i), parts...)
	at := i
	if f.verb >= 0 {
		trigger = append(trigger, f.verb)
		if !m.listed(m.s.moved, f.verb) { // "the cancelled talks": status is read off the noun's surroundings
			at = f.verb
		}
	}
	m.try(h, f, at, trigger)
}

// carrier returns the noun that carries event n ("a round of talks"), or n.
func (m *matcher) carrier(n int) int {
	d := m.d
	if u := d.Head(n); u >= 0 && d.Rel(n) == "nmod" && m.s.carry[d.Lemma(u)] && introduces(d, n, "of") {
		return u
	}
	return n
}

// support finds the verb that an event noun needs to be said: the one of which
// it is the object ("held talks", "the talks held in Vienna"), or that says it
// took place. Doing is true for the first sort.
func (m *matcher) support(r *Rule, n int) (verb int, doing bool) {
	d := m.d
	light := func(v int) bool {
		if m.listed(m.s.moved, v) {
			return true
		}
		if r.Light == nil {
			return m.listed(m.s.light, v)
		}
		if m.listed(r.Light.Lemma, v) {
			return true
		}
		for _, l := range r.Light.Lists {
			if m.listed(m.s.lists[l], v) {
				return true
			}
		}
		return false
	}
	top := n
	for k := 0; k < 3 && d.Rel(top) == "conj" && d.Head(top) >= 0 && nominal(d, d.Head(top)); k++ {
		top = d.Head(top)
	}
	if u := d.Head(top); u >= 0 && verbal(d, u) {
		switch rel := d.Rel(top); {
		case (rel == "obj" || rel == "nsubj:pass" || isObject(d, top)) && light(u):
			return u, true
		case rel == "nsubj" && m.listed(m.s.occur, u):
			return u, false
		case rel == "nsubj" && passive(d, u) && light(u):
			return u, true
		}
	}
	for k := range d.Kids(n) {
		if rel := d.Rel(k); (rel == "acl" && passive(d, k) || rel == "acl:relcl") && verbal(d, k) {
			if slices.Contains(undergoer(d, k), n) && light(k) {
				return k, true
			}
			if m.listed(m.s.occur, k) {
				return k, false
			}
		}
	}
	return -1, false
}

// listed looks a verb up, alone or with its particle ("carry out").
func (m *matcher) listed(words map[string]bool, v int) bool {
	for _, b := range bases(m.d, v) {
		if words[b] {
			return true
		}
	}
	for k := range m.d.Kids(v) {
		if m.d.Rel(k) == "compound:prt" && words[m.d.Lemma(v)+" "+m.d.Lower(k)] {
			return true
		}
	}
	if v+1 < len(m.d.Tokens) && particles[m.d.Lower(v+1)] && m.d.Under(v+1, v) {
		return words[m.d.Lemma(v)+" "+m.d.Lower(v+1)]
	}
	return false
}

// right matches what a phrase wants after its head and returns those tokens.
func (m *matcher) right(h head, i int) ([]int, bool) {
	if len(h.Right) == 0 && h.Phrase.Need == "" {
		return nil, true
	}
	d := m.d
	var parts []int
	from := []int{i}
	for _, l := range h.Right {
		t := -1
		if l.word == "" {
			t = particle(d, i, l.prep)
		} else {
			for _, f := range from {
				if t = linked(d, f, l); t >= 0 {
					break
				}
			}
			if t < 0 && l.prep != "" { // a particle and an object: "step up patrols"
				if p := particle(d, i, l.prep); p >= 0 {
					if t = linked(d, i, link{word: l.word}); t >= 0 {
						parts = append(parts, p)
					}
				}
			}
		}
		if t < 0 {
			return nil, false
		}
		parts = append(parts, t)
		if l.word != "" {
			from = append(from, t)
		}
	}
	if p := h.Phrase.Need; p != "" {
		if t := particle(d, i, p); t >= 0 {
			parts = append(parts, t)
		} else {
			ok := false
			for _, f := range from {
				for _, k := range prepped(d, f, p, nil) {
					ok = ok || k != f && !timely(d, k)
				}
			}
			if !ok {
				return nil, false
			}
		}
	}
	return parts, true
}

// particle finds the word p that belongs to verb v: "pulled its forces out".
func particle(d *text.Doc, v int, p string) int {
	for k := range d.Kids(v) {
		if d.Lower(k) == p && (d.Rel(k) == "compound:prt" || d.Rel(k) == "advmod" || d.Rel(k) == "obl" || d.Rel(k) == "case") {
			return k
		}
	}
	// A particle the parser took for a word of what follows: "pull out of
	// Kabul", "hand over two prisoners".
	if v+1 < len(d.Tokens) && d.Lower(v+1) == p && (d.Rel(v+1) == "case" || d.Rel(v+1) == "mark" || d.Rel(v+1) == "advmod") && d.Under(v+1, v) {
		return v + 1
	}
	return -1
}

// linked finds the noun of a phrase: an object in any voice, or a noun after a
// preposition.
func linked(d *text.Doc, h int, l link) int {
	is := func(t int) bool { return slices.Contains(bases(d, t), l.word) }
	if l.prep != "" {
		for _, t := range prepped(d, h, l.prep, nil) {
			if is(t) {
				return t
			}
		}
		return -1
	}
	if verbal(d, h) {
		for _, t := range undergoer(d, h) {
			if is(t) {
				return t
			}
		}
	}
	for k := range d.Kids(h) {
		if r := d.Rel(k); (r == "obj" || r == "xcomp" || r == "nsubj:pass" || r == "obl:unmarked" || r == "obl" || r == "advmod") && is(k) {
			return k
		}
	}
	return -1
}

// try checks the conditions of a rule at a frame and keeps the match.
func (m *matcher) try(h head, f frame, at int, trigger []int) {
	r, d := h.rule, m.d
	roles := map[string][]int{}
	var used []int // tokens that have a role; the head of a predicate may be its place
	if !f.bare {
		used = append(used, f.self())
	}
	for _, role := range r.Roles {
		is, optional := classOf(r, role.Name)
		toks := m.role(f, role, is, used)
		if len(toks) > 0 {
			roles[role.Name] = toks
			used = append(used, toks...)
		} else if is != nil && !optional {
			m.fail(h, at, len(roles), "need "+role.Name, describe(d, m.raw(f, role)))
			return
		}
	}
	for i := range r.Need {
		c := &r.Need[i]
		if c.Optional || len(c.Of) == 1 && len(c.Of[0]) == 1 && hasRole(r, c.Of[0][0]) {
			continue // checked with the role
		}
		ok := false
		var seen []int
		for _, p := range c.Of {
			toks := m.resolve(f, roles, p)
			seen = append(seen, toks...)
			ok = ok || slices.ContainsFunc(toks, func(t int) bool { return m.is(t, &c.Is) })
		}
		if !ok {
			m.fail(h, at, len(roles)+i+1, "need "+c.Text, describe(d, seen))
			return
		}
	}
	for i := range r.Bar {
		c := &r.Bar[i]
		for _, p := range c.Of {
			for _, t := range m.resolve(f, roles, p) {
				if m.is(t, &c.Is) {
					m.fail(h, at, len(roles)+len(r.Need)+1, "bar "+c.Text, describe(d, []int{t}))
					return
				}
			}
		}
	}
	slices.Sort(trigger)
	m.found = append(m.found, scored{Match{r, at, f.noun, slices.Compact(trigger), roles}, h.Words(), len(r.Need) + len(r.Bar)})
	m.fail(h, at, 1000, "", "")
}

// role finds the tokens of a role that are what they should be and have no
// other role yet.
func (m *matcher) role(f frame, role Role, is *Words, used []int) []int {
	for _, sum := range role.From {
		var out []int
		for _, p := range sum {
			for _, t := range m.walk(f, p) {
				if !slices.Contains(used, t) && !slices.Contains(out, t) && (is == nil || m.is(t, is)) {
					out = append(out, t)
				}
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// raw is what stands where a role was looked for, fitting or not.
func (m *matcher) raw(f frame, role Role) []int {
	var out []int
	if m.trace != nil {
		for _, sum := range role.From {
			for _, p := range sum {
				out = append(out, m.walk(f, p)...)
			}
		}
	}
	return out
}

// resolve gives the tokens of a role or path of a condition.
func (m *matcher) resolve(f frame, roles map[string][]int, p Path) []int {
	if isFunction(p[0]) {
		return m.walk(f, p)
	}
	toks := roles[p[0]]
	if len(p) == 1 {
		return toks
	}
	var out []int
	for _, t := range toks {
		out = append(out, m.walk(frameOf(m.d, t), p[1:])...)
	}
	return out
}

// classOf returns what a role must be: as its condition says, or by default
// actors for those who act and nothing for the rest.
func classOf(r *Rule, role string) (is *Words, optional bool) {
	for i := range r.Need {
		if c := &r.Need[i]; len(c.Of) == 1 && len(c.Of[0]) == 1 && c.Of[0][0] == role {
			return &c.Is, c.Optional
		}
	}
	switch role {
	case "who", "whom", "speaker", "to":
		return &actors, true
	case "place":
		return &places, true
	}
	return nil, true
}

var actors, places = Words{Class: []string{"actor"}}, Words{Class: []string{"place"}}

func hasRole(r *Rule, name string) bool {
	return slices.ContainsFunc(r.Roles, func(o Role) bool { return o.Name == name })
}

// keep settles overlaps: matches in order of specificity, each kept unless its
// trigger shares the head or the noun of one kept before it.
func (m *matcher) keep() []Match {
	slices.SortStableFunc(m.found, func(a, b scored) int {
		return cmp.Or(cmp.Compare(b.words, a.words), cmp.Compare(b.Rule.Rank, a.Rule.Rank), cmp.Compare(b.conds, a.conds),
			cmp.Compare(len(b.Roles), len(a.Roles)), cmp.Compare(a.Rule.order, b.Rule.order))
	})
	taken := [3]map[int]bool{{}, {}, {}}
	var out []Match
	for _, f := range m.found {
		t := taken[f.Rule.Emit.Kind]
		if slices.ContainsFunc(f.Trigger, func(i int) bool { return t[i] && !m.shared(f.Match, i) }) {
			continue
		}
		for _, i := range f.Trigger {
			t[i] = true
		}
		out = append(out, f.Match)
	}
	slices.SortStableFunc(out, func(a, b Match) int { return cmp.Compare(a.Trigger[0], b.Trigger[0]) })
	return out
}

// shared reports whether token i is only the support verb of a noun match: one
// verb may support two events ("held talks and a news conference").
func (m *matcher) shared(f Match, i int) bool { return f.Noun >= 0 && i == f.Head && i != f.Noun }
