package coref

import (
	"demarche"
	"demarche/text"
)

// groupOf resolves "the two leaders", "both countries", "the presidents" to
// those who stood together last. It reports whether it did.
func (k *chain) groupOf(m int) bool {
	mm, x := &k.ms[m], &k.x[m]
	if mm.Kind == demarche.People && mm.Title == "" || !x.definite && x.lemma != "pair" && x.lemma != "duo" {
		return false
	}
	n := k.countIn(mm)
	if n == 0 {
		// "the leaders" after "transatlantic leaders" are those.
		for i := m - 1; i >= 0; i-- {
			if len(k.ms[i].Refs) == 1 && k.ms[i].Form != demarche.ByPronoun {
				if e := k.ms[i].Refs[0]; k.ex[e].plural && has(k.ex[e].lemmas, x.lemma) {
					k.refer(m, e)
					return true
				}
			}
		}
	}
	var keep func(e int) bool
	switch x.lemma {
	case "country", "nation", "state", "capital", "government", "power", "neighbour", "neighbor":
		keep = func(e int) bool { return k.es[e].Kind == demarche.State }
	case "side", "party":
		keep = func(e int) bool {
			switch k.es[e].Kind {
			case demarche.State, demarche.Organization, demarche.Group, demarche.Government:
				return true
			}
			return false
		}
	case "president", "minister", "leader", "man", "woman", "diplomat", "official", "politician", "premier", "chief", "pair", "duo", "trio", "ally", "envoy", "candidate", "rival", "negotiator", "chancellor", "king", "spokesman":
		keep = func(e int) bool { return k.couldBe(e, x) }
	default:
		return false
	}
	side := x.lemma == "side" || x.lemma == "party"
	refs := k.together(m, n, side, keep)
	if refs == nil && (x.lemma == "country" || x.lemma == "nation" || x.lemma == "side" || x.lemma == "government") {
		// The states of the two who met.
		for _, e := range k.together(m, n, side, func(e int) bool { return k.es[e].Kind == demarche.Person && k.ex[e].state != "" }) {
			s := k.keyed(m, k.ex[e].state)
			if !containsInt(refs, s) {
				refs = append(refs, s)
			}
		}
		if len(refs) < 2 {
			refs = nil
		}
	}
	if refs == nil && n > 0 && !side && x.lemma != "country" && x.lemma != "nation" && x.lemma != "government" {
		// "The two leaders" of a read-out may be two advisers.
		refs = k.together(m, n, true, func(e int) bool { return k.es[e].Kind == demarche.Person && !k.ex[e].plural })
	}
	if refs == nil && side {
		refs = k.together(m, n, true, func(e int) bool { return k.es[e].Kind == demarche.Person })
	}
	if refs == nil {
		return n > 0 // counted, but nobody to count: stays unresolved
	}
	mm.Refs = refs
	for _, e := range refs {
		k.learn(m, e)
	}
	return true
}

// countIn is the number that a group says: 2 for "both", 0 for none.
func (k *chain) countIn(mm *text.Mention) int {
	for i := mm.From; i < mm.To; i++ {
		switch k.d.Lower(i) {
		case "both", "two", "pair", "duo":
			return 2
		case "three", "trio":
			return 3
		case "four":
			return 4
		}
	}
	return 0
}

// couldBe reports whether a person can be one of a group described by a noun.
func (k *chain) couldBe(e int, x *extra) bool {
	if k.es[e].Kind != demarche.Person || k.ex[e].plural {
		return false
	}
	if x.lemma == "man" && k.es[e].Gender == "f" || x.lemma == "woman" && k.es[e].Gender == "m" {
		return false
	}
	class := ""
	for _, o := range k.ex[e].offices {
		switch x.lemma {
		case "president", "chancellor", "king":
			if o.class == x.class || x.class == "" {
				return true
			}
		case "leader":
			if heads[o.class] || o.class == "opposition leader" || o.class == "secretary general" {
				return true
			}
		case "minister", "diplomat", "premier":
			if o.class == x.class || o.class == "foreign" || o.class == "defence" || o.class == "finance" || o.class == "interior" || o.class == "minister" {
				return true
			}
		default:
			return true
		}
		class = o.class
	}
	return class == ""
}

// together finds the entities that stood together last before mention m: n of
// them, or all of a sentence (two at least) when n is 0. It looks back five
// sentences; a pair joined by "and" or "with" goes before the others of its
// sentence.
func (k *chain) together(m, n int, strict bool, keep func(int) bool) []int {
	x := &k.x[m]
	var recent []int
	for s, i := x.sent, m-1; s >= 0 && s >= x.sent-5; s-- {
		var here []int
		var at []int
		for ; i >= 0 && k.x[i].sent == s; i-- {
			if k.ms[i].From >= k.ms[m].From || k.ms[i].Contains(k.ms[m].Range) {
				continue
			}
			for _, e := range k.ms[i].Refs {
				if !keep(e) {
					continue
				}
				if !containsInt(here, e) {
					here, at = append(here, e), append(at, i)
				} else if k.x[i].subject {
					for j := range here {
						if here[j] == e {
							at[j] = i
						}
					}
				}
				if !containsInt(recent, e) {
					recent = append(recent, e)
				}
			}
		}
		if strict && len(here) >= 2 {
			if p := k.joined(at, here); len(p) > 0 {
				return p
			}
			continue
		}
		if n == 0 && len(here) >= 2 || n > 0 && len(here) == n {
			return reversed(here)
		}
		if n > 0 && len(here) > n {
			if p := k.joined(at, here); len(p) == n {
				return p
			}
			return reversed(here[:n])
		}
	}
	if n > 0 && len(recent) >= n && !strict {
		return reversed(recent[:n])
	}
	return nil
}

// joined is the pair of a sentence whose mentions are coordinated or are
// subject and object or "with" of one word. Who acts in the main clause goes
// before those in a subordinate one ("met Li as the armies of A and B fought"),
// then the later pair before the earlier.
func (k *chain) joined(at, es []int) []int {
	var best []int
	least := 1 << 30
	for i := range at { // latest first
		for j := i + 1; j < len(at); j++ {
			a, b := k.ms[at[j]].Head, k.ms[at[i]].Head
			if n := k.depth(a); k.paired(a, b) && n < least {
				best, least = []int{es[j], es[i]}, n
			}
		}
	}
	return best
}

// paired reports whether heads a and b are coordinated or depend on one word.
func (k *chain) paired(a, b int) bool {
	d := k.d
	if d.Arcs[b].Rel == "conj" && d.Arcs[b].Head == a {
		return true
	}
	if d.Arcs[a].Head < 0 || !text.RelIs(d.Arcs[a].Rel, "nsubj") || !text.RelIs(d.Arcs[b].Rel, "obl", "obj", "nmod") {
		return false
	}
	g := d.Arcs[b].Head
	return g == d.Arcs[a].Head || g >= 0 && d.Arcs[g].Head == d.Arcs[a].Head
}

// depth is how far token i stands below the root of its sentence.
func (k *chain) depth(i int) int {
	n := 0
	for i = k.d.Arcs[i].Head; i >= 0 && n < 50; i = k.d.Arcs[i].Head {
		n++
	}
	return n
}

func containsInt(s []int, x int) bool {
	for _, y := range s {
		if x == y {
			return true
		}
	}
	return false
}

func reversed(s []int) []int {
	out := make([]int, len(s))
	for i := range s {
		out[len(s)-1-i] = s[i]
	}
	return out
}
