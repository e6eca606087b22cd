package coref

import (
	"strings"

	"demarche"
	"demarche/text"
)

// appositions pairs descriptions with the names beside them: "Adil
// Abdul-Mahdi, the caretaker Prime Minister", "a spokesperson, Morgan Ortagus,",
// "the Commission (USCIRF)". The pairs are only noted; describe uses them.
func (k *chain) appositions() {
	k.apps = make([]int32, len(k.ms))
	for m := range k.ms {
		if o := k.apposed(m); o >= 0 && k.apps[m] == 0 {
			a, b := m, o
			if len(k.ms[a].Refs) > 0 && len(k.ms[b].Refs) > 0 {
				k.acronymPair(a, b)
				continue
			}
			k.apps[a], k.apps[b] = int32(b+1), int32(a+1)
			for _, i := range []int{a, b} {
				if k.maybePerson(i) && (k.ms[a].Kind == demarche.Person || k.ms[b].Kind == demarche.Person) {
					k.asPerson(i)
				}
			}
		}
	}
	// "X, director of A and chairman of B": the second office is his too.
	for m := range k.ms {
		if k.apps[m] != 0 || k.ms[m].Form != demarche.ByRole || k.d.Arcs[k.ms[m].Head].Rel != "conj" {
			continue
		}
		if o := k.headAt[max(k.d.Arcs[k.ms[m].Head].Head, 0)]; o > 0 && k.ms[o-1].Form == demarche.ByRole && k.apps[o-1] > 0 && k.matches(int(k.apps[o-1]-1), m) {
			k.apps[m] = k.apps[o-1]
		}
	}
}

// apposed is the mention that m stands in apposition to, on its right, or -1.
func (k *chain) apposed(m int) int {
	d := k.d
	a := &k.ms[m]
	if a.Form == demarche.ByPronoun || a.Demonym || a.Place && !k.maybePerson(m) {
		return -1
	}
	for c := range d.Kids(a.Head) {
		if c < a.Head || !text.RelIs(d.Arcs[c].Rel, "appos") {
			continue
		}
		if o := k.headAt[c]; o > 0 && k.matches(m, int(o-1)) {
			return int(o - 1)
		}
	}
	// "The news agency AFP"
	if m+1 < len(k.ms) && a.Form == demarche.ByRole && a.Kind != demarche.Person && !k.x[m].plural {
		for o := m + 1; o < len(k.ms) && k.ms[o].From <= a.To; o++ {
			if b := &k.ms[o]; b.From == a.To && b.Form == demarche.ByName && b.Name != "" && k.matches(m, o) && k.x[o].sent == k.x[m].sent && (k.d.Arcs[b.Head].Head == a.Head || b.Kind == demarche.Media) {
				return o
			}
		}
	}
	// "NAME, the ROLE," as the words stand, should the parser see a list.
	if a.To+1 >= len(d.Tokens) {
		return -1
	}
	open := d.Form(a.To)
	if open != "," && open != "(" {
		return -1
	}
	for o := m + 1; o < len(k.ms) && k.ms[o].From <= a.To+1; o++ {
		b := &k.ms[o]
		if b.From != a.To+1 || !k.matches(m, o) || k.x[o].sent != k.x[m].sent {
			continue
		}
		if open == "(" {
			if b.To < len(d.Tokens) && d.Form(b.To) == ")" {
				return o
			}
			continue
		}
		if b.To >= len(d.Tokens) {
			continue
		}
		end := d.Form(b.To)
		closed := end == "," || end == "." || end == ";" || end == ":"
		if closed && (a.Form == demarche.ByRole) != (b.Form == demarche.ByRole) && !(end == "," && b.To+1 < len(d.Tokens) && d.Lower(b.To+1) == "and" && k.x[m].subject) {
			return o
		}
	}
	return -1
}

// matches reports whether two mentions can name one actor.
func (k *chain) matches(a, b int) bool {
	x, y := &k.ms[a], &k.ms[b]
	if y.Form == demarche.ByPronoun || y.Demonym || y.Place && !k.maybePerson(b) || x.Contains(y.Range) || y.Contains(x.Range) {
		return false
	}
	if k.x[a].plural || k.x[b].plural {
		return false
	}
	px, py := x.Kind == demarche.Person, y.Kind == demarche.Person
	if px != py {
		return px && x.Form == demarche.ByRole && k.maybePerson(b) || py && y.Form == demarche.ByRole && k.maybePerson(a)
	}
	if x.Form == demarche.ByRole && y.Form == demarche.ByRole {
		return false
	}
	if x.Form == demarche.ByName && y.Form == demarche.ByName {
		return !px
	}
	if x.Kind == demarche.State || y.Kind == demarche.State {
		return false
	}
	return true
}

// maybePerson reports whether an unlisted name that was taken for a body or a
// place can be a person's after all: "a member of parliament, Samir Dilou".
func (k *chain) maybePerson(m int) bool {
	mm := &k.ms[m]
	n := strings.Count(mm.Name, " ")
	for _, w := range strings.Fields(strings.ToLower(mm.Name)) {
		if v, ok := k.nouns.Value(w); ok && !strings.HasPrefix(v, "person") || genericBody[w] {
			return false
		}
	}
	for i := m + 1; i < len(k.ms) && k.ms[i].From < mm.To; i++ {
		if k.ms[i].Demonym {
			return false
		}
	}
	return mm.Form == demarche.ByName && mm.Key == "" && n >= 1 && n <= 2 && !strings.Contains(mm.Name, " of ") && len(mm.Refs) == 1 &&
		(mm.Kind == demarche.Organization || mm.Kind == "") && k.es[mm.Refs[0]].Kind != demarche.Person
}

// asPerson makes the entity of a name a person.
func (k *chain) asPerson(m int) {
	mm := &k.ms[m]
	e := mm.Refs[0]
	for i := range k.ms {
		if len(k.ms[i].Refs) == 1 && k.ms[i].Refs[0] == e {
			k.ms[i].Kind, k.ms[i].Place = demarche.Person, false
		}
	}
	k.es[e].Kind, k.es[e].Place = demarche.Person, false
	k.x[m].gender = k.genderOf(m)
	k.es[e].Gender = k.x[m].gender
}

// acronymPair joins "(USCIRF)" to the name before it when both already are
// entities of their own.
func (k *chain) acronymPair(a, b int) {
	ea, eb := k.ms[a].Refs[0], k.ms[b].Refs[0]
	if ea == eb || k.es[eb].Key != "" && k.es[ea].Key != "" {
		return
	}
	if k.d.Form(k.ms[a].To) != "(" {
		return
	}
	if k.es[eb].Key != "" {
		ea, eb = eb, ea
	}
	k.merge(ea, eb)
}

// merge makes entity b one with a.
func (k *chain) merge(a, b int) {
	for m := range k.ms {
		for i, r := range k.ms[m].Refs {
			if r == b {
				k.ms[m].Refs[i] = a
				k.seen(m, a)
			}
		}
	}
	for _, n := range k.ex[b].names {
		k.called(a, n)
	}
	for _, l := range k.ex[b].lemmas {
		k.ex[a].lemmas = appendNew(k.ex[a].lemmas, l)
	}
	for _, o := range k.ex[b].offices {
		k.addOffice(a, o)
	}
	if k.ex[a].state == "" {
		k.ex[a].state = k.ex[b].state
	}
	if k.es[a].Key == "" && len(k.es[b].Name) > len(k.es[a].Name) {
		k.es[a].Name = k.es[b].Name
	}
	k.ex[b].count = 0
	k.ex[b].names = nil
	k.ex[b].last = -1
	for s, e := range k.bySlot {
		if e == b {
			k.bySlot[s] = a
		}
	}
}
