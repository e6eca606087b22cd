package speech

import (
	"strings"

	"demarche"
	"demarche/text"
)

// nominal is the status of an act that a noun names: "the talks", "a planned
// visit", "calls for a truce".
func (j *judging) nominal(i, depth int) demarche.Status {
	d := j.d
	top := i
	for n := 0; text.RelIs(d.Rel(top), "conj", "appos", "compound") && d.Head(top) >= 0 && !j.clausal(d.Head(top)) && n < maxClimb; n++ {
		if text.RelIs(d.Rel(top), "compound") {
			// "crisis talks", "attack plans": the head may be the modal noun
			if e := j.nounEffect(d.Head(top)); e != "" && e != "inherit" && e != "said" && e != "presupposed" {
				j.noteAt(d.Head(top), demarche.Status(e))
				return weaker(demarche.Status(e), j.nominalTop(d.Head(top), depth+1))
			}
		}
		if text.RelIs(d.Rel(top), "appos") { // "three proposals: a commitment by both"
			if e := demarche.Status(j.nounEffect(d.Head(top))); e == demarche.Proposed || e == demarche.Planned || e == demarche.Possible {
				j.noteAt(d.Head(top), e)
				return e
			}
		}
		top = d.Head(top)
	}
	st := j.adjectival(i)
	if top != i {
		st = weaker(st, j.adjectival(top))
	}
	if st == demarche.Negated {
		return st
	}
	if st != "" && d.Head(top) < 0 {
		return st
	}
	out := j.nominalTop(top, depth)
	switch {
	case st == demarche.Proposed && (out == demarche.Planned || out == demarche.Possible): // "a proposed truce would …"
		return st
	case st == "":
		return out
	case st == demarche.Happened && out != demarche.Negated:
		return demarche.Happened
	case st == demarche.Ongoing && (out.Fact() || out == demarche.Possible && j.owned(i)): // "their continued buildup", not "pledged continued talks"
		return demarche.Ongoing
	case (st == demarche.Possible || st == demarche.Planned || st == demarche.Proposed) && out.Fact():
		return st
	}
	return weaker(st, out)
}

// adjectival is what the determiner, adjectives and participles of a noun say
// of it; "" when they say nothing.
func (j *judging) adjectival(i int) demarche.Status {
	d := j.d
	st := demarche.Status("")
	for k := range d.Kids(i) {
		rel := d.Rel(k)
		w := d.Lower(k)
		e := ""
		switch {
		case text.RelIs(rel, "det"):
			switch w {
			case "no", "neither":
				e = "negated"
			case "any":
				e = "possible"
			}
		case text.RelIs(rel, "amod", "compound", "advmod"):
			if e = j.value("modal-adjectives", w); e == "" {
				e = j.value("modal-adjectives", d.Lemma(k))
			}
		case text.RelIs(rel, "acl") && k > i:
			switch d.Tags[k].XPOS {
			case "VBN":
				if e = j.value("modal-adjectives", w); e == "happened" {
					e = ""
				}
				if j.passiveTo(k) {
					e = "planned"
				}
			}
		case text.RelIs(rel, "case") && (w == "without"):
			e = "negated"
		case text.RelIs(rel, "cop"):
		}
		if e == "" || e == "inherit" {
			continue
		}
		j.noteAt(k, demarche.Status(e))
		if st == "" {
			st = demarche.Status(e)
		} else {
			st = weaker(st, demarche.Status(e))
		}
	}
	return st
}

// passiveTo takes "talks to be held".
func (j *judging) passiveTo(k int) bool {
	m := j.d.Kid(k, "mark")
	return m >= 0 && j.d.Lower(m) == "to"
}

// nominalTop is the status that the place of a noun in its sentence gives it.
func (j *judging) nominalTop(i, depth int) demarche.Status {
	d := j.d
	if depth > maxClimb {
		return demarche.Possible
	}
	g := d.Head(i)
	if g < 0 { // a fragment: a headline, a caption
		return demarche.Possible
	}
	rel := d.Rel(i)
	prep := j.prep(i)
	note := func(w string, s demarche.Status) demarche.Status { j.note(w, s); return s }
	if p := d.Predicate(i); p >= 0 {
		if e := j.predicate(p); e != "" {
			return note(d.Lower(p), e)
		}
		if p != g {
			return j.definite(i, j.status(p, depth+1))
		}
	}
	switch {
	case text.RelIs(rel, "nsubj"):
		if text.RelIs(rel, "nsubj:pass") || d.Kid(g, "aux:pass") >= 0 {
			switch e := j.verbEffect(g, ""); e {
			case "inherit", "said":
				return j.status(g, depth+1)
			case "", "presupposed":
				return j.definite(i, j.status(g, depth+1))
			case "negated":
				if j.status(g, depth+1).Fact() {
					return note(d.Lower(g), demarche.Negated)
				}
				return demarche.Possible
			default:
				return note(d.Lower(g), weaker(demarche.Status(e), j.status(g, depth+1)))
			}
		}
		if j.occurs(g) {
			return j.status(g, depth+1)
		}
		if d.UPOS(g) == "ADJ" || d.Kid(g, "cop") >= 0 {
			if e := j.value("modal-adjectives", d.Lemma(g)); e == "possible" || e == "planned" || e == "negated" {
				return note(d.Lower(g), demarche.Status(e))
			}
			if j.value("force-words", d.Lemma(g)) == "need" {
				return note(d.Lower(g), demarche.Proposed)
			}
		}
		return j.definite(i, j.status(g, depth+1))
	case text.RelIs(rel, "obj", "xcomp", "ccomp", "iobj"):
		return j.object(i, g, "", depth)
	case text.RelIs(rel, "obl", "advcl"):
		if prep == "of" && d.Lower(g) == "ahead" {
			return note("ahead of", demarche.Planned)
		}
		if v := d.SaidIn(i); v >= 0 && occasions[d.Lemma(i)] {
			return note(prep, j.status(v, depth+1))
		}
		if j.parted(i, g, prep) { // "called off the meeting"
			return j.object(i, g, prep, depth)
		}
		if o := d.Kid(g, "obj"); prep == "for" && o >= 0 && o < i && j.nounEffect(o) == "presupposed" {
			return note(d.Lower(o), demarche.Happened) // "claimed responsibility for the ambush"
		}
		switch prep {
		case "after", "following", "since", "amid", "despite", "during", "because of", "due to", "over", "at", "throughout", "in response to", "in the wake of", "thanks to":
			if st := j.status(g, depth+1); st == demarche.Planned || st == demarche.Possible || st == demarche.Proposed {
				if prep == "since" || prep == "despite" || prep == "amid" || prep == "because of" || prep == "due to" || prep == "in the wake of" {
					return demarche.Happened
				}
				return note(prep, st)
			}
			return note(prep, demarche.Happened)
		case "ahead of", "before", "until", "pending", "prior to", "till":
			return note(prep, demarche.Planned)
		case "without", "instead of", "rather than", "from":
			if prep == "from" && j.verbEffect(g, "") != "negated" && j.verbEffect(g, "from") == "" {
				return j.definite(i, j.status(g, depth+1))
			}
			return note(prep, demarche.Negated)
		case "in case of", "in the event of", "in the case of", "short of", "barring":
			return note(prep, demarche.Possible)
		case "for", "against", "towards", "toward", "to", "on", "of", "about", "with", "into", "in", "by", "as", "through":
			if e := j.verbEffect(g, prep); e != "" {
				return j.object(i, g, prep, depth)
			}
			if prep == "for" || prep == "against" || prep == "towards" || prep == "toward" {
				if st := j.status(g, depth+1); prep == "for" && st.Fact() && j.moves(g) {
					return note(prep, demarche.Planned)
				}
				return j.definite(i, demarche.Possible)
			}
			if prep == "by" || prep == "with" || prep == "in" || prep == "at" || prep == "through" {
				return j.definite(i, j.status(g, depth+1))
			}
			if e := j.verbEffect(g, ""); e == "proposed" || e == "possible" || e == "planned" || e == "negated" {
				return j.object(i, g, "", depth)
			}
			return j.definite(i, demarche.Possible)
		case "":
			return j.definite(i, j.status(g, depth+1))
		}
		return j.definite(i, j.status(g, depth+1))
	case text.RelIs(rel, "nmod", "acl"):
		if text.RelIs(rel, "nmod:poss") {
			return j.status(g, depth+1)
		}
		switch prep {
		case "after", "following", "since", "during", "amid", "despite":
			return note(prep, demarche.Happened)
		case "before", "ahead of", "until":
			return note(prep, demarche.Planned)
		case "in case of", "in the event of":
			return note(prep, demarche.Possible)
		case "without":
			return note(prep, demarche.Negated)
		}
		if v := j.beyond(g, prep); v >= 0 { // "agreed in principle to a summit"
			return j.object(i, v, prep, depth)
		}
		if st := j.underNoun(g, depth, false); !st.Fact() || !j.open(i) || j.nounEffect(g) != "presupposed" {
			return st
		}
		return note(d.Lower(g), demarche.Possible) // "the response to an attack" knows of none
	case text.RelIs(rel, "root", "parataxis", "dep", "conj"):
		if j.clausal(g) && text.RelIs(rel, "conj") {
			return demarche.Possible
		}
	}
	return demarche.Possible
}

// predicate is what the predicate at p says of the event that is its subject:
// "is not in the plans", "is off the table"; "" when it says nothing of it.
func (j *judging) predicate(p int) demarche.Status {
	d := j.d
	c, be := -1, d.Kid(p, "cop")
	for k := range d.Kids(p) {
		if c < 0 && d.Rel(k) == "case" && k > be && k < p { // behind the copula
			c = k
		}
	}
	if c < 0 || be < 0 {
		return ""
	}
	var w []string
	for k := c; k <= p; k++ {
		if u := d.UPOS(k); u != "ADJ" && u != "ADV" {
			w = append(w, d.Lower(k))
		}
	}
	e := demarche.Status(j.value("modal-adjectives", strings.Join(w, " ")))
	if e == "" {
		return ""
	}
	if _, neg := j.form(p); neg {
		if e == demarche.Negated {
			return demarche.Possible
		}
		return demarche.Negated
	}
	return e
}

// occurs reports whether the verb says of its subject that it comes about, so
// that its negation is the negation of the act.
func (j *judging) occurs(g int) bool {
	switch j.d.Lemma(g) {
	case "occur", "happen", "begin", "start", "resume", "proceed", "materialize", "materialise", "go":
		return true
	case "take":
		o := j.d.Kid(g, "obj")
		return o >= 0 && j.d.Lemma(o) == "place"
	}
	return false
}

// moves lists the verbs of coming and going, whose "for" names what is to come:
// "arrived for talks".
func (j *judging) moves(g int) bool {
	switch j.d.Lemma(g) {
	case "arrive", "travel", "fly", "go", "come", "head", "leave", "visit", "gather", "return", "invite", "host", "assemble", "land", "depart":
		return true
	}
	return false
}

// object is the status of an event noun that verb g governs.
func (j *judging) object(i, g int, prep string, depth int) demarche.Status {
	d := j.d
	eff := j.verbEffect(g, prep)
	outer := j.status(g, depth+1)
	switch eff {
	case "inherit":
		return outer
	case "content":
		return j.contained(g, outer)
	case "presupposed":
		j.noteAt(g, demarche.Happened)
		return j.definite(i, demarche.Happened)
	case "said": // "announced talks", "confirmed the visit"
		if d.Lemma(g) == "announce" {
			j.noteAt(g, demarche.Planned)
			return weaker(demarche.Planned, outer)
		}
		return j.definite(i, outer)
	case "happened", "ongoing":
		if outer == demarche.Negated || outer.Fact() {
			j.noteAt(g, demarche.Status(eff))
			return demarche.Status(eff)
		}
		return j.definite(i, demarche.Possible)
	case "negated":
		j.noteAt(g, demarche.Negated)
		if outer.Fact() || outer == demarche.Planned {
			return demarche.Negated
		}
		return demarche.Possible
	case "":
		if d.UPOS(g) == "VERB" {
			return j.definite(i, outer)
		}
		return demarche.Possible
	}
	j.noteAt(g, demarche.Status(eff))
	if outer.Fact() {
		if eff == "possible" || eff == "proposed" { // "discussed the attack"
			return j.definite(i, demarche.Status(eff))
		}
		return demarche.Status(eff)
	}
	return weaker(demarche.Status(eff), outer)
}

// contained is the status of what verb g says that its subject holds: "the
// proposals include a pledge", "their demands include dissolving parliament".
// What a plan holds is planned; what else holds an act is not known to be one
// that took place.
func (j *judging) contained(g int, outer demarche.Status) demarche.Status {
	d := j.d
	for v := g; v >= 0; v = d.Head(v) {
		if s := d.Kid(v, "nsubj"); s >= 0 {
			switch e := j.nounEffect(s); e {
			case "planned", "proposed", "possible":
				j.noteAt(s, demarche.Status(e))
				return weaker(demarche.Status(e), outer)
			}
			break
		}
		if d.Rel(v) != "conj" && d.Rel(v) != "xcomp" {
			break
		}
	}
	return outer
}

// underNoun is the status of an act in the complement of noun g.
func (j *judging) underNoun(g, depth int, infinitive bool) demarche.Status {
	d := j.d
	switch eff := j.nounEffect(g); eff {
	case "inherit":
		return j.status(g, depth+1)
	case "presupposed":
		j.noteAt(g, demarche.Happened)
		return demarche.Happened
	case "said":
		return demarche.Possible
	case "negated":
		j.noteAt(g, demarche.Negated)
		if j.adjectival(g) == demarche.Negated {
			return demarche.Possible
		}
		return demarche.Negated
	case "":
		if infinitive {
			return demarche.Possible
		}
		// "the second day of talks", "the site of the attack"
		st := j.adjectival(g)
		if st == "" {
			st = j.nominalTop(g, depth+1)
		}
		return st
	default:
		st := demarche.Status(eff)
		j.noteAt(g, st)
		if a := j.adjectival(g); a != "" { // "no plan to", "any plan to"
			if st = weaker(st, a); st == demarche.Negated {
				return st
			}
		}
		// what is planned or proposed may be put off or turned down
		switch h := d.Head(g); {
		case h >= 0 && text.RelIs(d.Rel(g), "obj", "nsubj:pass") && j.clausal(h):
			switch e := j.verbEffect(h, ""); e {
			case "negated":
				return demarche.Negated
			case "proposed", "possible":
				return weaker(st, demarche.Status(e))
			}
			if _, neg := j.form(h); neg {
				if st == demarche.Planned {
					return demarche.Negated
				}
				return demarche.Possible
			}
		}
		return st
	}
}

// nounEffect is the effect of a noun on its complement.
func (j *judging) nounEffect(g int) string {
	if e := j.value("modal-nouns", j.d.Lemma(g)); e != "" {
		return e
	}
	return j.value("modal-nouns", j.d.Lower(g))
}

// definite keeps an event noun with "the", "this" or a possessor at the status
// the clause gives; one without, and one that the clause leaves open, is not
// taken for a fact.
func (j *judging) definite(i int, st demarche.Status) demarche.Status {
	d := j.d
	if st == demarche.Negated { // "the attack did not stop the talks": the attack was
		st = demarche.Possible
	}
	if st.Fact() {
		return st
	}
	for k := range d.Kids(i) {
		switch {
		case d.Rel(k) == "det":
			switch d.Lower(k) {
			case "this", "these", "those":
				return demarche.Happened
			}
		}
	}
	return st
}

// owned reports whether noun i has a possessor, who is taken to be at it.
func (j *judging) owned(i int) bool { return j.d.Kid(i, "nmod:poss") >= 0 }

// open reports whether noun i has "a", "an" or "any": one that may never be.
func (j *judging) open(i int) bool {
	k := j.d.Kid(i, "det")
	if k < 0 {
		return false
	}
	switch j.d.Lower(k) {
	case "a", "an", "any":
		return true
	}
	return false
}

// prep is the preposition of noun i with its fixed words, or of the phrase
// "in the event of".
func (j *judging) prep(i int) string {
	d := j.d
	c := d.Kid(i, "case")
	if c < 0 || c > i {
		return ""
	}
	w := []string{d.Lower(c)}
	for k := range d.Kids(c) {
		if d.Rel(k) == "fixed" {
			w = append(w, d.Lower(k))
		}
	}
	p := strings.Join(w, " ")
	if g := d.Head(i); p == "of" && g >= 0 && (d.Lemma(g) == "event" || d.Lemma(g) == "case") {
		return "in the event of"
	}
	if p == "ahead" || p == "because" || p == "instead" || p == "due" || p == "prior" {
		p += map[string]string{"ahead": " of", "because": " of", "instead": " of", "due": " to", "prior": " to"}[p]
	}
	return p
}
