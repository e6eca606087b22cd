package fact

import (
	"slices"

	"demarche"
)

// mergeActs makes one row of an act told in several places of the article.
// Wrong merges are worse than missed ones: type, participants, status, date
// and place must all be compatible, and a bare event noun only joins an act
// that stands before it.
func (b *builder) mergeActs() {
	var out []act
	for _, a := range b.acts {
		if i := slices.IndexFunc(out, func(o act) bool { return b.same(&o, &a) }); i >= 0 {
			b.join(&out[i], &a)
			continue
		}
		out = append(out, a)
	}
	b.acts = out
}

// encounter acts have no direction: who and whom are pooled.
func encounter(t demarche.ActType) bool {
	return t == demarche.Meet || t == demarche.Call || t == demarche.Press || t == demarche.Agree
}

func (b *builder) same(o, a *act) bool {
	if o.Type != a.Type || class(o.Status) != class(a.Status) {
		return false
	}
	if o.Date != nil && a.Date != nil && o.Date.EDTF != a.Date.EDTF {
		return false
	}
	if o.Place != nil && a.Place != nil && o.Place.Name != a.Place.Name && !(o.Place.Country != "" && o.Place.Country == a.Place.Country && o.Place.Precision != a.Place.Precision) {
		return false
	}
	if !slices.Equal(o.by, a.by) && len(o.by) > 0 && len(a.by) > 0 {
		return false
	}
	if encounter(a.Type) {
		p, q := pool(o), pool(a)
		if len(q) == 0 || len(p) == 0 {
			// "after the talks": a definite noun without participants takes up the last encounter
			return a.nominal && len(q) == 0 && len(p) > 0 && a.Status.Fact() && b.definite(a.head)
		}
		return b.within(p, q) || b.within(q, p)
	}
	if len(o.who)+len(a.who) == 0 && len(o.whom)+len(a.whom) == 0 {
		return false
	}
	return (b.within(o.who, a.who) || b.within(a.who, o.who)) && (b.within(o.whom, a.whom) || b.within(a.whom, o.whom)) &&
		(len(o.who) > 0 && len(a.who) > 0 || len(o.whom) > 0 && len(a.whom) > 0) && (a.nominal || o.nominal || b.d.Lemma(a.head) == b.d.Lemma(o.head))
}

func class(s demarche.Status) int {
	switch {
	case s.Fact():
		return 0
	case s == demarche.Negated:
		return 2
	}
	return 1
}

func pool(a *act) []int {
	out := slices.Clone(a.who)
	for _, e := range a.whom {
		if !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	return out
}

// within reports whether every participant of sub is in all, where a state
// stands for its leader in an encounter of leaders: "the Putin-Macron talks"
// and "talks between Russia and France" are not told apart by this.
func (b *builder) within(all, sub []int) bool {
	for _, e := range sub {
		if slices.Contains(all, e) {
			continue
		}
		x := &b.d.Entities[e]
		if x.Country == "" || !slices.ContainsFunc(all, func(o int) bool {
			y := &b.d.Entities[o]
			return y.Country == x.Country && (x.Kind == demarche.State) != (y.Kind == demarche.State)
		}) {
			return false
		}
	}
	return true
}

// definite reports whether the noun has "the", "this", "that", "their" or a
// possessor: it takes up something already told.
func (b *builder) definite(head int) bool {
	for k := range b.d.Kids(head) {
		switch b.d.Lower(k) {
		case "the", "this", "that", "these", "those", "their", "his", "her", "its":
			return true
		}
	}
	return false
}

// join adds a later telling to an act. The fuller telling wins each field.
func (b *builder) join(o, a *act) {
	if len(pool(a)) > len(pool(o)) {
		o.who, o.whom = a.who, a.whom
	}
	if o.Date == nil {
		o.Date = a.Date
	}
	if o.Place == nil || a.Place != nil && o.Place.Precision == demarche.CountryWide && a.Place.Precision == demarche.City {
		if a.Place != nil {
			o.Place = a.Place
		}
	}
	if o.Condition == nil {
		o.Condition = a.Condition
	}
	if len(a.by) == 0 && a.Status.Fact() {
		o.by = nil // the article itself says so elsewhere
	}
	if o.Status == demarche.Ongoing && a.Status == demarche.Happened {
		o.Status = demarche.Happened
	}
	o.Evidence = append(o.Evidence, a.Evidence...)
	o.Trigger = append(o.Trigger, a.Trigger...)
	o.Key = o.Key || a.Key
	o.Confidence = max(o.Confidence, a.Confidence)
	o.why = append(o.why, append([]string{"told again:"}, a.why...)...)
}
