package name

import (
	"strings"

	"demarche"
	"demarche/lexicon"
	"demarche/text"
)

// roleAt adds the noun phrase headed by token i when its noun describes an
// actor: "the French leader", "a Ukrainian military commander", "protesters".
func (w *work) roleAt(i int) {
	d := w.d
	if w.taken[i] {
		return
	}
	v, ok := w.noun(i)
	if !ok {
		return
	}
	if d.Tags[i].UPOS == "ADJ" {
		return
	}
	rel := d.Arcs[i].Rel
	if text.RelIs(rel, "compound", "amod", "flat", "goeswith", "fixed", "advmod") {
		// A modifier of another noun: "police station", "opposition leader".
		if h := d.Arcs[i].Head; h >= 0 && h >= i-4 && h <= i+4 && !w.verbal(h) {
			return
		}
	}
	plural := w.plural(i)
	switch w.low[i] {
	case "press":
		if !w.definite(i) {
			return
		}
	case "force":
		if i == 0 || !forceful[w.low[i-1]] {
			return // the force of the law, of a blow
		}
	case "side", "casualties", "casualty", "funds":
		return // one side of a road, or of a quarrel: too often no actor
	case "source", "sources":
		if d.Kid(i, "nmod") >= 0 || i+1 < len(w.low) && (w.low[i+1] == "of" || w.low[i+1] == "for") {
			return // "alternative sources for gas"
		}
	}
	r := w.phrase(i)
	if !plural && r.Len() == 1 && !w.capital(i) && !w.actsBare(i, v) {
		return // "by force", "a party of one" without its article
	}
	if w.newsTitle(i, v, r) {
		w.add(text.Mention{Range: w.withThe(r), Head: i, Form: demarche.ByName, Kind: demarche.Media, Name: d.Words(r)})
		return
	}
	m := text.Mention{Form: demarche.ByRole, Kind: kindOf(v, plural), Head: i, Range: r}
	m.Title, m.Of = w.office(text.Range{From: r.From, To: i + 1})
	if l := strings.TrimSuffix(w.low[i], "s"); l == "neighbor" || l == "neighbour" {
		m.Kind = demarche.State
	}
	m.Range.To = w.complement(i, r.To)
	if lemma := strings.TrimSuffix(w.low[i], "s"); lemma == "counterpart" {
		m.Range.To = max(m.Range.To, w.listAfter(r.To))
	}
	if w.low[i] == "opposition" && m.Range.To > r.To && w.low[r.To] == "to" {
		return // opposition to a thing is no group
	}
	if m.Of == "" {
		m.Of = w.stateIn(text.Range{From: i + 1, To: m.To})
	}
	if w.group(r, i) {
		m.Form = demarche.ByGroup
	}
	w.add(m)
}

// newsTitle reports whether a capitalised phrase like "Greek Reporter" is the
// title of a paper: a person's trade without article, no office, after another
// capital, in a sentence that is no headline.
func (w *work) newsTitle(i int, v string, r text.Range) bool {
	d := w.d
	s := d.Sentences[d.SentenceOf(i)]
	if !mediaTrade[w.low[i]] || !w.capital(i) || r.Len() < 2 || !w.capital(r.From) || s.Kind != text.Body {
		return false
	}
	return d.Tags[r.From].UPOS != "DET" && w.inner[i] == 0
}

var forceful = wordSet("police military invasion invading peacekeeping security occupying expeditionary air naval ground reaction coalition strike defence defense rebel armed multinational fighting")

var mediaTrade = wordSet("reporter observer guardian monitor correspondent witness journalist citizen independent speaker")

// listAfter extends a phrase over "from A, B, and C" as the words stand.
func (w *work) listAfter(to int) int {
	if to+1 >= len(w.low) || w.low[to] != "from" && w.low[to] != "of" {
		return to
	}
	end := to
	for j := to + 1; j < len(w.low); j++ {
		switch {
		case w.inner[j] > 0:
			end = j + 1
		case w.low[j] == "," || w.low[j] == "and" || w.low[j] == "the":
		default:
			return end
		}
	}
	return end
}

// actsBare reports whether a singular noun without article can mean an actor:
// institutions can ("parliament"), persons as subject or apposition only.
func (w *work) actsBare(i int, v string) bool {
	switch kindOf(v, false) {
	case demarche.Government, demarche.Media, demarche.People:
		return w.low[i] != "authority" && w.low[i] != "office" && w.low[i] != "intelligence"
	case demarche.Person:
		return text.RelIs(w.d.Arcs[i].Rel, "nsubj", "appos", "root")
	case demarche.Group:
		return w.low[i] == "opposition"
	}
	return false
}

func (w *work) verbal(i int) bool {
	u := w.d.Tags[i].UPOS
	return u == "VERB" || u == "AUX"
}

// phrase is the noun phrase headed by token i without what follows the head:
// articles, adjectives, compounds, possessors and numbers before it.
func (w *work) phrase(i int) text.Range {
	d := w.d
	r := text.Range{From: i, To: i + 1}
	for j := i - 1; j >= 0; j-- {
		if j == i-1 && participle[w.low[j]] && d.Tags[j].UPOS == "VERB" && d.Arcs[i].Head == j {
			r.From = j // the tree takes "visiting counterparts" for a visit
			break
		}
		if d.Tags[j].UPOS == "PUNCT" && w.low[j] != "-" && w.low[j] != "–" && w.low[j] != "," {
			break
		}
		k := j
		for n := 0; n < 6 && d.Arcs[k].Head != i && d.Arcs[k].Head >= 0; n++ {
			k = d.Arcs[k].Head
		}
		rel := d.Arcs[k].Rel
		if d.Arcs[k].Head != i || k > i || !text.RelIs(rel, "det", "amod", "compound", "nmod", "nummod", "flat", "advmod", "appos", "acl", "obl", "dep") {
			break
		}
		if k == j && (text.RelIs(rel, "case", "cc", "mark", "punct") || d.Tags[k].UPOS == "VERB" && text.RelIs(rel, "acl")) {
			break
		}
		r.From = j
	}
	for r.From < i {
		switch u := d.Tags[r.From].UPOS; {
		case w.low[r.From] == "least" || w.low[r.From] == "most" && w.low[max(r.From-1, 0)] == "at", d.Tags[r.From].XPOS == "VBD", d.Tags[r.From].XPOS == "VBG" && !participle[w.low[r.From]] && r.From+1 == i, u == "VERB" && w.institution(i), u == "PUNCT", u == "ADP", u == "CCONJ" && w.low[r.From] != "both", u == "PART", u == "ADV" && w.low[r.From] != "more":
			r.From++
			continue
		}
		switch d.Tags[r.From].XPOS {
		case "WDT", "WP$", "WP":
			r.From++
			continue
		}
		break
	}
	// An article before the phrase is its own, wherever the tree hangs it.
	if j := r.From - 1; j >= 0 && d.Tags[j].UPOS == "DET" && d.Tags[j].XPOS != "WDT" && d.Arcs[j].Head > j && d.SentenceOf(j) == d.SentenceOf(i) {
		r.From = j
	}
	return w.withName(r)
}

// institution reports whether token i is a noun that goes without article.
func (w *work) institution(i int) bool {
	v, ok := w.nouns.Value(w.low[i])
	return ok && v == "government" && !w.plural(i)
}

var participle = wordSet("visiting outgoing incoming acting ruling warring opposing remaining sitting retired armed masked elected exiled displaced dissenting")

// withName takes the name of a state or body right before a phrase into it:
// that is a compound even where the tree has it otherwise ("recommended the
// United States troops withdraw").
func (w *work) withName(r text.Range) text.Range {
	i := r.From - 1
	if i < 0 || w.inner[i] == 0 || w.d.Tags[r.From].UPOS == "DET" || w.d.Tags[r.From].UPOS == "PRON" || w.d.Tags[r.From].UPOS == "NUM" {
		return r
	}
	o := w.spans[w.inner[i]-1]
	if o.typ == PER || o.To != r.From {
		return r
	}
	from := o.From
	if from > 0 && (w.low[from-1] == "the" || w.low[from-1] == "a" || w.low[from-1] == "an") {
		from--
	}
	if from > 0 && w.d.Tags[from-1].UPOS == "ADP" && w.d.SentenceOf(from-1) == w.d.SentenceOf(r.From) {
		h := w.headOf(o.Range)
		if !r.Has(w.d.Arcs[h].Head) {
			return r // "in Iraq protesters gathered"
		}
	}
	if w.d.SentenceOf(from) != w.d.SentenceOf(r.From) {
		return r
	}
	r.From = from
	return r
}

// complement extends a phrase over what says whose or which it is: "minister
// of Austria", "parties to the conflict", "militias associated with Iran".
func (w *work) complement(i, to int) int {
	d := w.d
	for k := range d.Kids(i) {
		if k < to {
			continue
		}
		s := d.Subtree(k)
		if s.From != to || s.To-s.From > 14 {
			break
		}
		switch rel := d.Arcs[k].Rel; {
		case text.RelIs(rel, "nmod"):
			if p := w.low[s.From]; p != "of" && !takes[p][strings.ToLower(singular(d.Tags[i].Lemma))] {
				return to
			}
		case rel == "acl" && d.Tags[s.From].UPOS == "VERB" && !linking[w.low[s.From]] && (w.plural(i) || w.definite(i)) && (d.Tags[s.From].XPOS == "VBG" || d.Kid(k, "obj") < 0 && s.Len() > 1 && d.Tags[s.From+1].UPOS == "ADP" && w.low[s.From+1] != "per"):
		default:
			return to
		}
		// Leave a trailing clause out: "officials of states that border it".
		for c := range d.Kids(k) {
			other := false
			if text.RelIs(d.Arcs[c].Rel, "conj") {
				_, other = w.noun(c) // "the people of Sudan and leaders abroad"
			}
			if c > k && (other || text.RelIs(d.Arcs[c].Rel, "acl", "appos", "parataxis", "advcl")) {
				cs := d.Subtree(c)
				if cs.From > s.From && cs.From < s.To {
					s.To = cs.From
				}
			}
		}
		for s.To > to && d.Tags[s.To-1].UPOS == "PUNCT" && w.low[s.To-1] != ")" {
			s.To--
		}
		to = s.To
	}
	return to
}

// linking are participles that have become prepositions.
var linking = wordSet("following including according regarding concerning excluding barring given")

// takes are the prepositions that belong to a noun for an actor, besides "of".
var takes = map[string]map[string]bool{
	"to":   wordSet("ambassador envoy adviser advisor party representative aide delegate mission embassy signatory witness"),
	"from": wordSet("counterpart member delegation delegate leader minister representative senator official diplomat envoy ambassador people"),
	"for":  wordSet("minister secretary spokesman spokeswoman spokesperson commissioner director candidate envoy representative party movement"),
	"in":   wordSet("embassy ambassador participant mission"),
	"with": wordSet("envoy"),
}

func singular(l string) string { return strings.TrimSuffix(l, "s") }

// stateIn is the key of the only state named in the range, empty when there is
// none or more than one.
func (w *work) stateIn(r text.Range) string {
	key := ""
	for i := r.From; i < r.To; i++ {
		if k := w.inner[i]; k > 0 && w.spans[k-1].From == i && w.spans[k-1].match != nil {
			if s := w.stateKey(w.spans[k-1].match); s != "" && w.spans[k-1].match.Sense != lexicon.Capital {
				if key != "" && key != s {
					return ""
				}
				key = s
			}
		}
	}
	return key
}

// definite reports whether token i has a definite article, demonstrative or
// possessive.
func (w *work) definite(i int) bool {
	for k := range w.d.Kids(i) {
		if k < i && (text.RelIs(w.d.Arcs[k].Rel, "nmod:poss") || w.low[k] == "the" || w.low[k] == "this" || w.low[k] == "these" || w.low[k] == "that") {
			return true
		}
	}
	return false
}

// group reports whether the phrase counts actors known already: "the two
// leaders", "both countries".
func (w *work) group(r text.Range, head int) bool {
	if !w.plural(head) {
		return w.low[head] == "pair" || w.low[head] == "duo" || w.low[head] == "trio"
	}
	for j := r.From; j < head; j++ {
		switch w.low[j] {
		case "both":
			return true
		case "two", "three", "four":
			if j > r.From && (w.low[j-1] == "the" || w.low[j-1] == "these" || w.low[j-1] == "those") {
				return true
			}
		}
	}
	l := strings.ToLower(w.d.Tags[head].Lemma)
	return (l == "side" || l == "leader" || l == "president" || l == "minister") && head == r.From+1 && w.low[r.From] == "the"
}
