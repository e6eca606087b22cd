package rule

import (
	"slices"
	"strings"

	"demarche"
	"demarche/text"
)

// is reports whether token t is one of the words or classes.
func (m *matcher) is(t int, w *Words) bool {
	for _, c := range w.Class {
		if m.class(t, c) {
			return true
		}
	}
	if len(w.Lemma) == 0 && len(w.Lists) == 0 {
		return false
	}
	lemma, form := m.d.Lemma(t), m.d.Lower(t)
	if w.Lemma[lemma] || w.Lemma[form] {
		return true
	}
	for _, l := range w.Lists {
		if ws := m.s.lists[l]; ws[lemma] || ws[form] || t > 0 && (ws[m.d.Lower(t-1)+" "+lemma] || ws[m.d.Lower(t-1)+" "+form]) {
			return true
		}
	}
	return false
}

func (m *matcher) class(t int, c string) bool {
	d := m.d
	switch c {
	case "any":
		return true
	case "actor":
		return len(d.ActorsAt(t)) > 0
	case "person", "state", "body":
		return slices.ContainsFunc(d.ActorsAt(t), func(e int) bool {
			k := d.Entities[e].Kind
			return c == "person" && k == demarche.Person || c == "state" && k == demarche.State ||
				c == "body" && k != demarche.State && k != demarche.People
		})
	case "several":
		es := d.ActorsAt(t)
		return len(es) > 1 || len(es) == 1 && (d.Tags[t].Feat("Number") == "Plur" || d.Entities[es[0]].Kind == demarche.Group && d.Tags[t].XPOS == "NNS")
	case "place":
		i := d.MentionAt(t)
		if i < 0 {
			return false
		}
		mn := &d.Mentions[i]
		kind, _, _ := strings.Cut(mn.Key, ":")
		return mn.Place || mn.Kind == demarche.State && !mn.Demonym || kind == "city" || kind == "region" || kind == "state" && !mn.Demonym
	case "time":
		return slices.ContainsFunc(d.Times, func(x text.Time) bool { return x.Has(t) })
	case "amount":
		return slices.ContainsFunc(d.Amounts, func(x text.Amount) bool { return x.Head == t || x.Has(t) })
	case "clause":
		return verbal(d, t)
	}
	return false
}
