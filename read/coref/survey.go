package coref

import (
	"strings"

	"demarche"
	"demarche/text"
)

// survey notes for every mention what its sentence shows.
func (k *chain) survey() {
	d := k.d
	k.x = make([]extra, len(k.ms))
	k.headAt = make([]int32, len(d.Tokens))
	for m := range k.ms {
		h := k.ms[m].Head
		if o := k.headAt[h]; o == 0 || k.ms[m].Len() > k.ms[o-1].Len() {
			k.headAt[h] = int32(m + 1)
		}
	}
	var open []int
	for m := range k.ms {
		mm, x := &k.ms[m], &k.x[m]
		x.sent, x.owner, x.inside = d.SentenceOf(mm.From), -1, -1
		for len(open) > 0 && k.ms[open[len(open)-1]].To <= mm.From {
			open = open[:len(open)-1]
		}
		if len(open) > 0 && k.ms[open[len(open)-1]].Contains(mm.Range) {
			x.inside = open[len(open)-1]
		}
		open = append(open, m)
		x.lemma = singular(d.Lemma(mm.Head), d.Lower(mm.Head))
		x.plural = k.pluralMention(m)
		x.gender = k.genderOf(m)
		x.class = k.classOf(mm.Title)
		if x.class != "" && past(mm.Title) {
			x.class = "former " + x.class // no longer the one who is meant by the bare title
		}
		x.subject = text.RelIs(d.Arcs[mm.Head].Rel, "nsubj") || k.conjOfSubject(mm.Head) || k.holdsSubject(mm)
		for c := range d.Kids(mm.Head) {
			if c >= mm.Head {
				break
			}
			switch l := d.Lower(c); {
			case l == "no" && mm.Form == demarche.ByRole:
				x.nobody = true
			case l == "the" || l == "this" || l == "these" || l == "those" || l == "both" || l == "that":
				x.definite = true
			case l == "a" || l == "an" || l == "another" || l == "some" || l == "any" || l == "no" || l == "several" || l == "many" || l == "each" || l == "every" || l == "one":
				x.indef = true
			}
			if text.RelIs(d.Arcs[c].Rel, "nmod:poss") {
				x.definite = true
				if o := k.headAt[c]; o > 0 {
					x.owner = int(o - 1)
				}
			}
		}
		if mm.Form == demarche.ByRole {
			x.pred = k.predicate(mm.Head)
		}
	}
}

// predicate reports whether the noun at token h says what somebody is or
// becomes, rather than naming an actor.
func (k *chain) predicate(h int) bool {
	d := k.d
	if d.Kid(h, "cop") >= 0 && d.Kid(h, "nsubj") >= 0 {
		return true
	}
	if c := d.Kid(h, "case"); c >= 0 && d.Lower(c) == "as" {
		return true
	}
	if g := d.Arcs[h].Head; g >= 0 && text.RelIs(d.Arcs[h].Rel, "xcomp", "obj") {
		switch d.Lemma(g) {
		case "become", "remain", "name", "appoint", "elect", "call":
			return text.RelIs(d.Arcs[h].Rel, "xcomp") || d.Lemma(g) == "become" || d.Lemma(g) == "remain"
		}
	}
	return false
}

// past reports whether a title is one that its holder had, or will have.
func past(title string) bool {
	for _, w := range strings.Fields(strings.ToLower(title)) {
		switch strings.TrimPrefix(w, "ex-") {
		case "former", "ex", "late", "incoming", "future", "next", "onetime", "ousted", "president-elect":
			return true
		}
		if strings.HasPrefix(w, "ex-") {
			return true
		}
	}
	return false
}

func (k *chain) conjOfSubject(h int) bool {
	for n := 0; n < 8 && k.d.Arcs[h].Rel == "conj" && k.d.Arcs[h].Head >= 0; n++ {
		h = k.d.Arcs[h].Head
		if text.RelIs(k.d.Arcs[h].Rel, "nsubj") {
			return true
		}
	}
	return false
}

func (k *chain) pluralMention(m int) bool {
	mm := &k.ms[m]
	switch mm.Form {
	case demarche.ByPronoun:
		switch k.d.Lower(mm.Head) {
		case "they", "them", "their", "theirs", "themselves", "we", "us", "our", "ours", "ourselves", "both":
			return true
		}
		return false
	case demarche.ByName, demarche.ByMetonym:
		return false
	}
	t := k.d.Tags[mm.Head]
	return t.XPOS == "NNS" || t.XPOS == "NNPS" || t.Feat("Number") == "Plur" || mm.Kind == demarche.People
}

func (k *chain) genderOf(m int) string {
	mm := &k.ms[m]
	switch k.d.Lower(mm.Head) {
	case "he", "him", "his", "himself":
		return "m"
	case "she", "her", "hers", "herself":
		return "f"
	}
	if mm.Kind != demarche.Person {
		return ""
	}
	if mm.Title != "" {
		for _, w := range strings.Fields(strings.ToLower(mm.Title)) {
			switch w {
			case "mr", "mr.", "sir", "lord", "spokesman", "chairman", "king", "prince", "emperor", "congressman", "husband", "father", "brother", "son":
				return "m"
			case "mrs", "mrs.", "ms", "ms.", "miss", "madam", "dame", "lady", "spokeswoman", "chairwoman", "queen", "princess", "empress", "congresswoman", "wife", "mother", "sister", "daughter":
				return "f"
			}
		}
	}
	if mm.Form == demarche.ByName {
		if first, _, ok := strings.Cut(mm.Name, " "); ok {
			g, _ := k.given.Value(strings.ToLower(first))
			return g
		}
		return ""
	}
	switch k.x[m].lemma {
	case "man", "spokesman", "king", "husband", "father", "son", "brother", "boy", "prince", "chairman", "uncle", "nephew", "businessman", "policeman", "congressman":
		return "m"
	case "woman", "spokeswoman", "queen", "wife", "mother", "daughter", "sister", "girl", "princess", "chairwoman", "aunt", "niece", "businesswoman", "policewoman", "congresswoman", "widow":
		return "f"
	}
	return ""
}

// singular makes a noun singular where the lemma did not ("Presidents" read as
// a name).
func singular(lemma, form string) string {
	l := lemma
	if l == "" {
		l = form
	}
	switch l {
	case "men":
		return "man"
	case "women":
		return "woman"
	case "police", "forces", "people", "congress", "press", "series":
		if l == "forces" {
			return "force"
		}
		return l
	}
	if strings.HasSuffix(l, "ies") && len(l) > 4 {
		return l[:len(l)-3] + "y"
	}
	if strings.HasSuffix(l, "s") && !strings.HasSuffix(l, "ss") && len(l) > 3 {
		return l[:len(l)-1]
	}
	return l
}

// classOf is the class of a title: that of the longest run of its words that
// is listed, the last words first. Plural titles count as singular ones.
func (c *Chainer) classOf(title string) string {
	if title == "" {
		return ""
	}
	w := strings.Fields(strings.ToLower(title))
	last := len(w) - 1
	if v, ok := c.offices.Value(singular(w[last], w[last])); ok && len(w) == 1 {
		return v
	}
	for i := range w {
		if v, ok := c.offices.Value(strings.Join(w[i:], " ")); ok {
			return v
		}
	}
	w[last] = singular(w[last], w[last])
	for i := range w {
		if v, ok := c.offices.Value(strings.Join(w[i:], " ")); ok {
			return v
		}
	}
	for n := len(w); n > 0; n-- { // "minister for foreign affairs and trade"
		if v, ok := c.offices.Value(strings.Join(w[:n], " ")); ok {
			return v
		}
	}
	return ""
}

// holdsSubject reports whether a word of a name is the subject of a verb outside
// it, where tree and mention disagree about its head: "Secretary of State Ann
// Bell".
func (k *chain) holdsSubject(m *text.Mention) bool {
	if m.Form != demarche.ByName {
		return false
	}
	for i := m.From; i < m.To; i++ {
		if h := k.d.Arcs[i].Head; text.RelIs(k.d.Arcs[i].Rel, "nsubj") && (h < m.From || h >= m.To) {
			return true
		}
	}
	return false
}
