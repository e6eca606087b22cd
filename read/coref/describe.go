package coref

import (
	"strings"

	"demarche"
	"demarche/read/name"
	"demarche/text"
)

// describe resolves a mention that is not a name, in text order, so that what
// stands before it is settled.
func (k *chain) describe(m int) {
	mm, x := &k.ms[m], &k.x[m]
	if len(mm.Refs) > 0 {
		return
	}
	if o := x.owner; o > m && k.ms[o].Form == demarche.ByPronoun && len(k.ms[o].Refs) == 0 {
		k.pronoun(o) // whose it is tells which it is
	}
	switch mm.Form {
	case demarche.ByPronoun:
		k.pronoun(m)
	case demarche.ByGroup:
		if k.groupOf(m) {
			return
		}
		if mm.Kind != "" && !mm.Demonym && !x.pred {
			k.plural(m)
		}
	case demarche.ByRole:
		if x.pred || x.nobody {
			return
		}
		if o := k.apps[m]; o > 0 {
			if r := k.ms[o-1].Refs; len(r) == 1 {
				k.refer(m, r[0])
				return
			}
		}
		switch {
		case mm.Kind == demarche.State:
			k.country(m)
		case x.lemma == "counterpart" || x.lemma == "opposite number":
			k.counterpart(m)
		case mm.Kind == demarche.Person && !x.plural:
			k.role(m)
		case mm.Kind == demarche.Person, mm.Kind == demarche.People, x.plural:
			k.plural(m)
		default:
			k.bodyNoun(m)
		}
	}
}

// role resolves one described person.
func (k *chain) role(m int) {
	if !k.x[m].indef {
		if e := k.holder(m); e >= 0 {
			k.refer(m, e)
			return
		}
	}
	k.unnamed(m, k.roleName(m), demarche.Person)
}

// holder is the entity that holds the office a definite description names, or
// was described with the same noun; -1 when there is none.
func (k *chain) holder(m int) int {
	x := &k.x[m]
	of := k.stateOf(m)
	if of == "" && !k.bareOffice(m) {
		return -1
	}
	best, bestScore := -1, -1
	for e := range k.es {
		if k.es[e].Kind != demarche.Person || k.ex[e].count == 0 {
			continue
		}
		s := k.fitsOffice(e, x.class, x.lemma, of)
		if s < 0 {
			continue
		}
		seen := k.lastBefore(e, m)
		if seen < 0 {
			// Described before it is named: only with office and state, or a
			// title that stands alone in the article.
			if s < 3 || of == "" && !x.definite {
				continue
			}
			s -= 3
		} else if gap := x.sent - k.x[seen].sent; of == "" && gap > 12 {
			continue
		}
		if x.gender != "" && k.es[e].Gender != "" && x.gender != k.es[e].Gender {
			continue
		}
		if best >= 0 && s == bestScore {
			if k.lastBefore(best, m) < seen {
				best = e
			}
		} else if s > bestScore {
			best, bestScore = e, s
		}
	}
	return best
}

// bareOffice reports whether nothing in a description says that it is an office
// elsewhere: "the president of the company", "the party leader" are not.
func (k *chain) bareOffice(m int) bool {
	mm := &k.ms[m]
	if mm.To > mm.Head+1 {
		return false
	}
	if o := k.x[m].owner; o >= 0 {
		for _, e := range k.ms[o].Refs {
			if k.es[e].Kind != demarche.State && k.es[e].Kind != demarche.Person {
				return false
			}
		}
	}
	if mm.Of != "" && stateOnly(mm.Of) == "" {
		return false
	}
	for i := m + 1; i < len(k.ms) && k.ms[i].From < mm.Head; i++ {
		if k.ms[i].Form == demarche.ByName && k.ms[i].Key == "" {
			return false
		}
	}
	return !strings.Contains(strings.ToLower(mm.Title), "party ")
}

// fitsOffice scores whether entity e answers to the class or noun, of the
// state when one is given: -1 when not.
func (k *chain) fitsOffice(e int, class, lemma, of string) int {
	t := &k.ex[e]
	if of != "" && t.state != "" && t.state != of {
		return -1
	}
	if class == "" {
		if lemma == "leader" {
			for _, o := range t.offices {
				if heads[o.class] {
					return stateScore(o.of, t.state, of, 3)
				}
			}
		}
		if lemma == "diplomat" {
			for _, o := range t.offices {
				if o.class == "foreign" || o.class == "ambassador" || o.class == "envoy" {
					return stateScore(o.of, t.state, of, 2)
				}
			}
		}
		if has(t.lemmas, lemma) && (of == "" || t.state == of) {
			return 2
		}
		return -1
	}
	for _, o := range t.offices {
		if o.class == class {
			return stateScore(o.of, t.state, of, 4)
		}
		if class == "minister" && (o.class == "foreign" || o.class == "defence" || o.class == "interior" || o.class == "finance") || class == "secretary" && (o.class == "foreign" || o.class == "defence") {
			return stateScore(o.of, t.state, of, 3)
		}
	}
	return -1
}

func stateScore(office, entity, of string, s int) int {
	if of == "" {
		return s
	}
	if office == of || office == "" && entity == of {
		return s + 2
	}
	if office == "" && entity == "" {
		return s - 2
	}
	return -1
}

// heads are the classes of those who lead a state or government.
var heads = set("president", "premier", "monarch", "supreme", "crown", "leader")

// stateOf is the key of the state that a description belongs to.
func (k *chain) stateOf(m int) string {
	if of := stateOnly(k.ms[m].Of); of != "" {
		return of
	}
	if o := k.x[m].owner; o >= 0 && len(k.ms[o].Refs) == 1 {
		return k.ex[k.ms[o].Refs[0]].state
	}
	return ""
}

// lastBefore is the last mention of e before mention m, or -1.
func (k *chain) lastBefore(e, m int) int {
	last := -1
	for _, i := range k.ex[e].at {
		if i < m {
			last = max(last, i)
		}
	}
	return last
}

// unnamed makes an entity that the text describes without a name.
func (k *chain) unnamed(m int, desc string, kind demarche.ActorKind) int {
	n := text.Entity{Name: desc, Kind: kind, Unnamed: true, Gender: k.x[m].gender}
	if kind != demarche.Person {
		n.Gender = ""
	}
	e := k.fresh(m, n)
	k.ex[e].desc = name.Fold(desc)
	if s := k.stateOf(m); s != "" {
		k.ex[e].state = s
		if en := k.lex.Entry(s); en != nil {
			k.es[e].Country = en.Country
		}
	}
	if k.es[e].Country == "" {
		// That of the one body or place named in the description.
		for i := m + 1; i < len(k.ms) && k.ms[i].From < k.ms[m].To; i++ {
			k.countryFrom(e, i)
		}
		for i := m - 1; i >= 0 && k.ms[i].To > k.ms[m].From; i-- {
			if k.ms[m].Contains(k.ms[i].Range) {
				k.countryFrom(e, i)
			}
		}
	}
	k.refer(m, e)
	return e
}

func (k *chain) countryFrom(e, m int) {
	if len(k.ms[m].Refs) != 1 || k.ms[m].Form == demarche.ByPronoun {
		return
	}
	if c := k.es[k.ms[m].Refs[0]].Country; c != "" && k.es[k.ms[m].Refs[0]].Kind != demarche.Person && k.es[e].Country == "" {
		k.es[e].Country = c
	}
}

// roleName is what an unnamed person is called: "Foreign Minister of Austria"
// for an office of a state, else the words of the text.
func (k *chain) roleName(m int) string {
	mm, x := &k.ms[m], &k.x[m]
	of := k.stateOf(m)
	if of != "" && x.class != "" && x.class != "commander" && x.class != "spokes" && !x.indef {
		if en := k.lex.Entry(of); en != nil {
			return capitals(mm.Title) + " of " + withArticle(en.Name)
		}
	}
	if x.class == "spokes" && of == "" && !strings.Contains(mm.Title, " ") && mm.To == mm.Head+1 {
		if e := k.lastBody(m, 2); e >= 0 {
			return k.nameOf(e) + " " + strings.ToLower(mm.Title)
		}
	}
	return k.printed(m)
}

// printed is the description in the words of the text, without article. A
// possessive pronoun becomes the one it stands for, when that is known.
func (k *chain) printed(m int) string {
	d := k.d
	mm := &k.ms[m]
	r := mm.Range
	for i := mm.Head - 1; i >= r.From; i-- {
		if d.Tags[i].UPOS == "NUM" {
			r.From = i + 1 // "more than 100,000 troops"
			break
		}
	}
	for r.From < mm.Head {
		u := d.Tags[r.From]
		if u.UPOS == "DET" || u.XPOS == "DT" || u.UPOS == "PUNCT" || u.UPOS == "NUM" || u.UPOS == "CCONJ" {
			r.From++
			continue
		}
		if u.XPOS == "PRP$" {
			rest := d.Words(text.Range{From: r.From + 1, To: r.To})
			if o := k.headAt[r.From]; o > 0 && len(k.ms[o-1].Refs) == 1 {
				e := k.ms[o-1].Refs[0]
				if mm.Kind != demarche.Person || k.x[m].plural {
					if adj := k.adjective(k.ex[e].state); adj != "" {
						return adj + " " + rest
					}
				}
				return rest + " of " + k.nameOf(e)
			}
			return rest
		}
		break
	}
	w := d.Words(r)
	if r.From == d.Sentences[k.x[m].sent].From && d.Tags[r.From].UPOS == "NOUN" {
		return strings.ToLower(w[:1]) + w[1:] // a common noun that begins a sentence
	}
	return w
}

// adjective is the adjective of a state: "Russian" of "state:RUS".
func (k *chain) adjective(state string) string {
	if state == "" {
		return ""
	}
	if en := k.lex.Entry(state); en != nil {
		return en.Adjective
	}
	return ""
}

func (k *chain) nameOf(e int) string {
	if k.es[e].Name != "" {
		return k.es[e].Name
	}
	return k.ex[e].desc
}

func capitals(s string) string {
	w := strings.Fields(s)
	for i := range w {
		switch w[i] {
		case "of", "the", "and", "for", "to":
			continue
		}
		w[i] = strings.ToUpper(w[i][:1]) + w[i][1:]
	}
	return strings.Join(w, " ")
}

// counterpart resolves "his Ukrainian counterpart" and "counterparts from
// Austria and Slovakia": the same office elsewhere.
func (k *chain) counterpart(m int) {
	mm := &k.ms[m]
	title, class := k.officeNearby(m)
	if title == "" {
		return
	}
	var states []string
	for i := m + 1; i < len(k.ms) && k.ms[i].From < mm.To; i++ {
		if key := stateOnly(k.ms[i].Key); key != "" {
			states = appendNew(states, key)
		}
	}
	for i := m - 1; i >= 0 && k.ms[i].To > mm.From; i-- {
		if key := stateOnly(k.ms[i].Key); key != "" && mm.Contains(k.ms[i].Range) {
			states = appendNew(states, key)
		}
	}
	if len(states) == 0 && mm.Of != "" {
		states = append(states, mm.Of)
	}
	for _, s := range states {
		e := -1
		for c := range k.es {
			if k.es[c].Kind == demarche.Person && k.fitsOffice(c, class, "", s) >= 4 {
				e = c
			}
		}
		if e < 0 {
			en := k.lex.Entry(s)
			if en == nil {
				continue
			}
			e = k.fresh(m, text.Entity{Name: capitals(title) + " of " + withArticle(en.Name), Kind: demarche.Person, Unnamed: true, Country: en.Country})
			k.ex[e].state, k.ex[e].plural = s, false
			k.ex[e].offices = []office{{class, s}}
		}
		mm.Refs = append(mm.Refs, e)
		k.seen(m, e)
	}
}

// officeNearby is the office of the person whom a counterpart faces: the
// possessor, the subject, else the last person before it who has one.
func (k *chain) officeNearby(m int) (title, class string) {
	try := func(i int) bool {
		for _, e := range k.ms[i].Refs {
			if k.es[e].Kind != demarche.Person {
				continue
			}
			if t, c := k.titleOf(e); t != "" {
				title, class = t, c
				return true
			}
		}
		return false
	}
	if o := k.x[m].owner; o >= 0 && try(o) {
		return
	}
	for i := m - 1; i >= 0 && k.x[i].sent >= k.x[m].sent-3; i-- {
		if k.x[i].subject && try(i) {
			return
		}
	}
	for i := m - 1; i >= 0 && k.x[i].sent >= k.x[m].sent-3; i-- {
		if try(i) {
			return
		}
	}
	return
}

// titleOf is a title of e as printed, with its class.
func (k *chain) titleOf(e int) (string, string) {
	for i := range k.ms {
		for _, r := range k.ms[i].Refs {
			if r == e && k.x[i].class != "" && len(k.ms[i].Refs) == 1 {
				return k.ms[i].Title, k.x[i].class
			}
		}
	}
	if key := k.es[e].Key; key != "" {
		if en := k.lex.Entry(key); en != nil {
			for _, o := range en.Offices {
				if holds(o, k.d.Published) {
					return o.Title, k.classOf(o.Title)
				}
			}
		}
	}
	return "", ""
}
