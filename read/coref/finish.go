package coref

import (
	"demarche"
	"demarche/text"
)

// finish numbers the entities by first mention, names those still nameless,
// and gives each its country, roles and mentions.
func (k *chain) finish() ([]text.Mention, []text.Entity) {
	order := make([]int, len(k.es))
	for i := range order {
		order[i] = -1
	}
	var out []text.Entity
	var old []int
	for m := range k.ms {
		refs := k.ms[m].Refs[:0:0]
		for _, e := range k.ms[m].Refs {
			if order[e] < 0 {
				order[e] = len(out)
				out = append(out, k.es[e])
				old = append(old, e)
			}
			n := order[e]
			if containsInt(refs, n) {
				continue
			}
			refs = append(refs, n)
			out[n].Mentions = append(out[n].Mentions, m)
		}
		k.ms[m].Refs = refs
	}
	for n := range out {
		e := &out[n]
		t := &k.ex[old[n]]
		if e.Country == "" && t.state != "" {
			if en := k.lex.Entry(t.state); en != nil {
				e.Country = en.Country
			}
		}
		e.Place = true
		for _, m := range e.Mentions {
			mm := &k.ms[m]
			if e.Country == "" && e.Kind == demarche.Person && mm.Of != "" && len(mm.Refs) == 1 {
				if en := k.lex.Entry(mm.Of); en != nil {
					e.Country = en.Country // a Kremlin spokesperson is Russian
				}
			}
			if !mm.Place && !mm.Demonym {
				e.Place = false
			}
			if mm.Title == "" || len(mm.Refs) != 1 || e.Kind != demarche.Person {
				continue
			}
			if k.x[m].pred {
				continue
			}
			r := text.EntityRole{Title: mm.Title, Of: -1, Mention: m}
			if mm.Of != "" {
				if o, ok := k.byKey[mm.Of]; ok && order[o] >= 0 {
					r.Of = order[o]
				}
			}
			if !hasRole(e.Roles, r) {
				e.Roles = append(e.Roles, r)
			}
		}
	}
	return k.ms, out
}

func hasRole(rs []text.EntityRole, r text.EntityRole) bool {
	for _, o := range rs {
		if o.Title == r.Title && (o.Of == r.Of || r.Of < 0) {
			return true
		}
	}
	return false
}
