package speech

import (
	"strings"

	"demarche"
	"demarche/text"
)

// clause is the status of the act of a verb or predicate.
func (j *judging) clause(i, depth int) demarche.Status {
	d := j.d
	own, neg := j.form(i)
	top := i
	if c := d.Continues(i); c > 0 && c < i && d.Head(i) > i { // the tree joins it to a verb on its right
		return j.adverbs(i, j.clause(c, depth+1))
	}
	for n := 0; text.RelIs(d.Rel(top), "conj") && j.clausal(d.Head(top)) && n < maxClimb; n++ {
		top = d.Head(top)
		if j.toInfinitive(i) && !j.toInfinitive(top) && d.Tags[i].XPOS == "VB" {
			// "agreed on a date and to meet": the infinitive complements the verb
			if neg {
				return demarche.Negated
			}
			return j.adverbs(i, j.under(top, "", depth, false))
		}
		if own == "" || bare(d, i) { // it shares the auxiliaries of the first
			o, ng := j.form(top)
			if own == "" {
				own = o
			} else {
				own = weaker(own, o)
			}
			neg = neg || ng && (d.Kid(i, "nsubj") < 0)
		}
	}
	var st demarche.Status
	if own == "" {
		st = j.governed(top, depth)
	} else {
		st = j.embedded(top, own, depth)
	}
	if neg {
		switch {
		case st == demarche.Possible && !j.could(i):
			// "may not go", "fear that he does not go": open either way
		default:
			st = demarche.Negated
		}
	}
	if (st.Fact() || st == demarche.Negated) && j.conditional(i) {
		j.note("if", demarche.Possible)
		st = demarche.Possible
	}
	return j.adverbs(i, st)
}

// toInfinitive reports whether "to" marks verb i.
func (j *judging) toInfinitive(i int) bool {
	m := j.d.Kid(i, "mark")
	return m >= 0 && m < i && j.d.Lower(m) == "to"
}

// asked reports whether the clause of head i is an indirect question: "remains
// how many left", "unclear why they left".
func (j *judging) asked(i, g int) bool {
	d := j.d
	switch d.Lower(d.Subtree(i).From) {
	case "how", "why", "whether", "what", "who":
	default:
		return false
	}
	switch d.Lemma(g) {
	case "remain", "ask", "wonder", "question", "unclear", "unknown", "uncertain", "determine", "decide", "debate", "doubt", "investigate", "consider":
		return true
	}
	return false
}

// bare reports whether verb i has its base form or is a participle without an
// auxiliary of its own.
func bare(d *text.Doc, i int) bool {
	switch d.Tags[i].XPOS {
	case "VB", "VBN", "VBG":
		return d.Kid(i, "aux") < 0 && d.Kid(i, "nsubj") < 0
	}
	return false
}

// could reports whether the clause has a modal of ability in the past: "could
// not reach a deal" did not, "may not" leaves it open.
func (j *judging) could(i int) bool {
	for k := range j.d.Kids(i) {
		if text.RelIs(j.d.Rel(k), "aux") {
			switch j.d.Lower(k) {
			case "could", "can", "ca", "will", "would", "wo", "must", "did", "do", "does":
				return true
			}
		}
	}
	return false
}

// form reads the finite form of a clause: the status it gives by itself, ""
// when the clause is not finite, and whether it is negated.
func (j *judging) form(i int) (st demarche.Status, neg bool) {
	d := j.d
	subj := d.Kid(i, "nsubj")
	neg = noSubject(d, subj)
	perfect, progressive, modal, did, to := false, false, "", "", false
	be := -1
	for k := range d.Kids(i) {
		switch rel := d.Rel(k); {
		case text.RelIs(rel, "aux", "cop"):
			switch w := d.Lower(k); w {
			case "will", "shall", "'ll", "’ll", "wo", "sha":
				modal = "will"
			case "would", "'d", "’d":
				if modal == "" {
					modal = "would"
				}
			case "can", "could", "may", "might", "ca":
				modal = "may"
			case "must", "should", "ought", "need":
				modal = "must"
			case "has", "have", "had", "'ve", "’ve", "having":
				perfect = true
				if w == "had" {
					did = "had"
				}
			case "is", "are", "am", "'s", "’s", "'re", "’re", "'m", "’m":
				if w == "'s" || w == "’s" {
					if d.Tags[i].XPOS == "VBN" && rel == "aux" {
						perfect = true
						continue
					}
				}
				be = k
				did = "is"
			case "was", "were":
				be = k
				did = "was"
			case "did", "do", "does":
				did = w
			case "been", "being", "be":
				if w == "being" {
					progressive = true
				}
			}
		case rel == "mark" && d.Lower(k) == "to" && k < i:
			to = true
		case text.RelIs(rel, "advmod", "det") && k < i:
			if j.value("modal-adverbs", d.Lower(k)) == "negated" {
				neg = true
			}
			if d.Lower(k) == "longer" && k > 0 && d.Lower(k-1) == "no" {
				neg = true
			}
		case rel == "cc" && (d.Lower(k) == "nor" || d.Lower(k) == "neither"):
			neg = true
		}
	}
	note := func(w string, s demarche.Status) demarche.Status { j.note(w, s); return s }
	if neg {
		j.note("not", demarche.Negated)
	}
	tag := d.Tags[i].XPOS
	switch {
	case modal == "may":
		if neg { // "could not reach": did not
			return demarche.Happened, neg
		}
		return note("may", demarche.Possible), neg
	case modal == "must":
		return note("must", demarche.Proposed), false
	case modal == "will":
		return note("will", demarche.Planned), neg
	case modal == "would":
		if perfect || !j.reportedPast(i) {
			return note("would", demarche.Possible), neg
		}
		return note("would, as reported", demarche.Planned), neg
	}
	if d.Form(d.Sentences[d.SentenceOf(i)].To-1) == "?" && d.Rel(i) == "root" {
		return note("?", demarche.Possible), neg
	}
	if be >= 0 && to && tag == "VB" { // "is to visit", with "to" hung beside the auxiliary
		return note("is to", demarche.Planned), neg
	}
	switch {
	case to:
		return "", neg
	case perfect:
		if tag == "VBG" {
			return note("has been -ing", demarche.Ongoing), neg
		}
		return note("has", demarche.Happened), neg
	case did == "is" && tag == "VBG":
		if k := d.Kid(i, "xcomp"); d.Lemma(i) == "go" && k >= 0 {
			return note("is going to", demarche.Planned), neg
		}
		if j.planTime(i) {
			return note("is -ing with a date to come", demarche.Planned), neg
		}
		return note("is -ing", demarche.Ongoing), neg
	case did == "was" && tag == "VBG":
		if j.reportedPast(i) {
			return note("was -ing, as reported", demarche.Ongoing), neg
		}
		return note("was -ing", demarche.Happened), neg
	case did == "is" || progressive && did != "was":
		if j.planTime(i) {
			return note("is, with a date to come", demarche.Planned), neg
		}
		return note("is", demarche.Ongoing), neg
	case did == "was", did == "did", did == "had":
		return note(did, demarche.Happened), neg
	case did != "": // do, does
		return note(did, demarche.Ongoing), neg
	}
	switch tag {
	case "VBN": // a past tense taken for a participle: "that its ships fired"
		if subj >= 0 && subj < i && text.RelIs(d.Rel(i), "ccomp") && d.Rel(subj) != "nsubj:pass" {
			return note("past tense", demarche.Happened), neg
		}
	case "VBD":
		return note("past tense", demarche.Happened), neg
	case "VBZ", "VBP":
		if d.Sentences[d.SentenceOf(i)].Kind == text.Heading {
			return note("headline present", demarche.Happened), neg
		}
		if j.planTime(i) {
			return note("present with a date to come", demarche.Planned), neg
		}
		return note("present tense", demarche.Ongoing), neg
	case "VB":
		if d.Rel(i) == "root" && subj < 0 {
			return note("imperative", demarche.Proposed), neg
		}
	}
	return "", neg
}

// reportedPast reports whether the clause is what a past verb of saying says,
// where "would" is a future and "was -ing" a present.
func (j *judging) reportedPast(i int) bool {
	d := j.d
	for n := 0; n < maxClimb && i >= 0; n++ {
		h := d.Head(i)
		if h < 0 {
			return false
		}
		if text.RelIs(d.Rel(i), "ccomp", "parataxis") {
			t := d.Tags[h].XPOS
			return t == "VBD" || t == "VBN" || t == "VBG" || d.UPOS(h) == "ADJ" || d.Kid(h, "aux", "cop") >= 0
		}
		if text.RelIs(d.Rel(i), "acl") && d.UPOS(h) == "NOUN" {
			return d.Rel(i) != "acl:relcl"
		}
		if text.RelIs(d.Rel(i), "advcl") {
			if m := d.Kid(i, "mark"); m >= 0 && contentMark(d.Lower(m)) && d.Lower(m) != "although" && d.Lower(m) != "while" && d.Lower(m) != "though" {
				return false
			}
		} else if !text.RelIs(d.Rel(i), "conj") {
			return false
		}
		i = h
	}
	return false
}

// planTime reports whether a time to come hangs on the clause.
func (j *judging) planTime(i int) bool {
	d := j.d
	for t := range d.Times {
		x := &d.Times[t]
		if d.Head(x.Head) != i && x.Head != i {
			continue
		}
		if len(d.Published) >= 10 && len(x.EDTF) >= 10 && x.EDTF[0] != '.' && x.EDTF[:10] > d.Published[:10] {
			return true
		}
	}
	for k := range d.Kids(i) {
		if k > i || text.RelIs(d.Rel(k), "obl", "advmod", "nmod") {
			switch d.Lower(k) {
			case "tomorrow":
				return true
			case "week", "month", "year", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "weekend", "summer", "winter", "spring", "autumn":
				for m := range d.Kids(k) {
					if w := d.Lower(m); w == "next" || w == "coming" {
						return true
					}
				}
			}
		}
	}
	return false
}

// embedded weakens the status of a finite clause by what governs it.
func (j *judging) embedded(i int, own demarche.Status, depth int) demarche.Status {
	d := j.d
	g := d.Head(i)
	if g < 0 {
		return own
	}
	switch rel := d.Rel(i); {
	case text.RelIs(rel, "ccomp", "csubj") || rel == "xcomp":
		eff := j.verbEffect(g, "")
		if !j.clausal(g) {
			eff = j.nounEffect(g)
		}
		if d.UPOS(g) == "ADJ" {
			eff = j.value("modal-adjectives", d.Lemma(g))
		}
		if m := d.Kid(i, "mark"); m >= 0 && (d.Lower(m) == "if" || d.Lower(m) == "whether") {
			j.noteAt(m, demarche.Possible)
			return weaker(own, demarche.Possible)
		}
		if j.asked(i, g) {
			j.noteAt(g, demarche.Possible)
			return weaker(own, demarche.Possible)
		}
		switch eff {
		case "said", "presupposed", "inherit", "":
			if _, neg := j.form(g); neg && eff != "" { // "did not confirm that …"
				j.noteAt(g, demarche.Possible)
				return weaker(own, demarche.Possible)
			}
			// a saying that is itself not a fact ("may say that …")
			return own
		case "content":
			return j.contained(g, own)
		case "planned", "ongoing", "happened":
			if own == demarche.Planned || own.Fact() && eff == "planned" && !finitePast(d, i) {
				j.noteAt(g, demarche.Status(eff))
				return weaker(own, demarche.Planned)
			}
			return own
		case "negated":
			if _, neg := j.form(g); neg {
				return weaker(own, demarche.Possible)
			}
			j.noteAt(g, demarche.Negated)
			return demarche.Negated
		}
		j.noteAt(g, demarche.Status(eff))
		if _, neg := j.form(g); neg {
			return weaker(own, demarche.Possible)
		}
		return weaker(own, demarche.Status(eff))
	case text.RelIs(rel, "advcl"):
		m := d.Kid(i, "mark") // before adverbs: "only if"
		if m < 0 || m > i {
			m = d.Kid(i, "advmod")
		}
		if m < 0 || m > i {
			if d.Kid(i, "aux") >= 0 && d.Lower(d.Kid(i, "aux")) == "should" && d.Kid(i, "nsubj") > d.Kid(i, "aux") {
				return demarche.Possible
			}
			return own
		}
		switch w := d.Lower(m); w {
		case "if", "unless", "whether", "lest", "provided", "providing", "until", "till", "supposing":
			if w == "until" && own == demarche.Happened {
				return own
			}
			j.noteAt(m, demarche.Possible)
			return weaker(own, demarche.Possible)
		case "before", "once", "when", "whenever", "after":
			// "once he has returned" looks ahead as "once he returns" does
			if own == demarche.Ongoing || own == demarche.Happened && present(d, i) {
				if gs, _ := j.form(g); gs == demarche.Planned || gs == demarche.Possible || gs == demarche.Proposed || gs == "" {
					j.noteAt(m, demarche.Possible)
					return demarche.Possible
				}
			}
		case "so", "that":
			return weaker(own, demarche.Possible)
		}
		return own
	case text.RelIs(rel, "acl") && rel != "acl:relcl":
		switch eff := j.nounEffect(g); eff {
		case "", "said", "presupposed", "inherit", "happened", "ongoing":
			return own
		default:
			j.noteAt(g, demarche.Status(eff))
			return weaker(own, demarche.Status(eff))
		}
	}
	return own
}

func finitePast(d *text.Doc, i int) bool {
	return d.Tags[i].XPOS == "VBD" || d.Kid(i, "aux") >= 0 && d.Tags[d.Kid(i, "aux")].XPOS == "VBD"
}

// governed is the status of a clause without a finite form of its own: an
// infinitive, a gerund, a participle.
func (j *judging) governed(i, depth int) demarche.Status {
	d := j.d
	g := d.Head(i)
	tag := d.Tags[i].XPOS
	mark := d.Kid(i, "mark", "case")
	marked := ""
	if mark >= 0 && mark < i {
		marked = d.Lower(mark)
	}
	note := func(k int, s demarche.Status) demarche.Status { j.noteAt(k, s); return s }
	if g < 0 {
		switch {
		case marked == "to":
			return note(mark, demarche.Planned) // a headline: "Macron to visit Kyiv"
		case tag == "VBN":
			return demarche.Happened
		case tag == "VBG":
			return demarche.Ongoing
		}
		return demarche.Possible
	}
	rel := d.Rel(i)
	switch {
	case marked == "including" && tag == "VBG": // part of what the verb before it governs
		return weaker(demarche.Possible, j.under(g, "", depth, true))
	case text.RelIs(rel, "xcomp", "ccomp", "csubj", "obj", "nsubj"):
		if text.RelIs(rel, "csubj", "nsubj") {
			return weaker(demarche.Possible, demarche.Possible)
		}
		if marked == "from" || marked == "without" {
			return note(mark, demarche.Negated)
		}
		return j.under(g, "", depth, tag == "VBG")
	case text.RelIs(rel, "advcl", "obl", "nmod"):
		switch marked {
		case "to", "in order", "so":
			if d.UPOS(g) == "ADJ" || j.verbEffect(g, "") != "" && d.Kid(g, "xcomp") < 0 && j.value("modal-verbs", d.Lemma(g)) != "inherit" && j.value("modal-verbs", d.Lemma(g)) != "presupposed" && j.value("modal-verbs", d.Lemma(g)) != "said" {
				return j.under(g, "", depth, false) // a complement that the parser took for a purpose
			}
			return note(mark, demarche.Possible)
		case "without", "instead", "rather", "from":
			return note(mark, demarche.Negated)
		case "before", "until", "till", "lest", "if", "unless", "whether":
			return note(mark, demarche.Possible)
		case "after", "since", "despite", "following":
			if st := j.status(g, depth+1); st == demarche.Planned || st == demarche.Possible {
				return st
			}
			return demarche.Happened
		case "for", "of", "over", "about":
			if e := j.value("modal-verbs", d.Lemma(g)+" "+marked); e != "" && e != "presupposed" {
				return j.under(g, marked, depth, true)
			}
			if marked == "for" && tag == "VBG" || marked == "of" && j.presupposes(g) {
				return note(mark, demarche.Happened)
			}
			return j.under(g, marked, depth, true)
		case "against", "on", "towards", "toward", "at":
			return j.under(g, marked, depth, true)
		}
		if tag == "VBG" && i > g && j.adjacent(g, i) {
			switch e := j.verbEffect(g, ""); e {
			case "negated", "possible", "proposed", "planned", "presupposed":
				return j.under(g, "", depth, true) // a complement: "ruled out meeting"
			}
		}
		if tag == "VBG" || tag == "VBN" { // a participle goes along with its verb
			return j.status(g, depth+1)
		}
		return demarche.Possible
	case text.RelIs(rel, "acl"):
		switch {
		case marked == "to" && j.foremost(i, g):
			return note(mark, demarche.Happened) // "is the first to meet him"
		case marked == "to":
			return j.underNoun(g, depth, true)
		case tag == "VBN":
			return weaker(demarche.Happened, j.adjectival(g))
		case marked != "":
			return j.underNoun(g, depth, true)
		case tag == "VBG":
			return weaker(demarche.Ongoing, j.adjectival(g))
		}
		return j.underNoun(g, depth, true)
	case text.RelIs(rel, "amod"):
		if tag == "VBN" {
			return demarche.Happened
		}
		return demarche.Ongoing
	case text.RelIs(rel, "parataxis", "conj", "appos", "dep", "list"):
		return demarche.Possible
	}
	return demarche.Possible
}

// adjacent reports whether nothing but a particle stands between verb g and i.
func (j *judging) adjacent(g, i int) bool {
	for k := g + 1; k < i; k++ {
		if j.d.UPOS(k) != "ADP" && j.d.UPOS(k) != "ADV" {
			return false
		}
	}
	return true
}

// presupposes reports whether verb g takes what it is about as done: "accused
// of", "blamed for".
func (j *judging) presupposes(g int) bool {
	for _, p := range []string{"", " of", " for"} {
		if j.value("modal-verbs", j.d.Lemma(g)+p) == "presupposed" {
			return true
		}
	}
	return false
}

// under is the status of an act that verb or adjective g governs directly,
// through preposition prep where there is one.
func (j *judging) under(g int, prep string, depth int, gerund bool) demarche.Status {
	d := j.d
	eff := j.verbEffect(g, prep)
	if d.UPOS(g) == "ADJ" || eff == "" && d.UPOS(g) != "VERB" {
		if e := j.value("modal-adjectives", d.Lower(g)); e != "" {
			eff = e
		} else if e := j.value("modal-adjectives", d.Lemma(g)); e != "" {
			eff = e
		} else if d.UPOS(g) == "NOUN" {
			eff = j.nounEffect(g)
		}
	}
	outer := j.status(g, depth+1)
	switch eff {
	case "inherit", "said":
		return outer
	case "content":
		return j.contained(g, outer)
	case "presupposed":
		j.noteAt(g, demarche.Happened)
		return demarche.Happened
	case "negated":
		j.noteAt(g, demarche.Negated)
		if outer == demarche.Negated { // "did not refuse to meet"
			return demarche.Possible
		}
		if outer == demarche.Possible || outer == demarche.Proposed {
			return demarche.Possible
		}
		return demarche.Negated
	case "":
		j.noteAt(g, demarche.Possible)
		return weaker(demarche.Possible, outer)
	}
	st := demarche.Status(eff)
	j.noteAt(g, st)
	if outer == demarche.Ongoing || outer == demarche.Happened {
		return st
	}
	return weaker(st, outer)
}

// verbEffect is the effect of a verb on what it governs: by its preposition or
// particle first, then alone.
func (j *judging) verbEffect(g int, prep string) string {
	d := j.d
	l := d.Lemma(g)
	if j.value("modal-verbs", l+"e") != "" && strings.HasPrefix(d.Lower(g), l+"e") {
		l += "e" // "blamed" with the lemma "blam"
	}
	if prep != "" {
		if e := j.value("modal-verbs", l+" "+prep); e != "" {
			return e
		}
		return ""
	}
	for k := range d.Kids(g) {
		if k > g && text.RelIs(d.Rel(k), "compound", "advmod", "obj") && k-g < 5 {
			if e := j.value("modal-verbs", l+" "+d.Lemma(k)); e != "" {
				return e
			}
		}
	}
	return j.value("modal-verbs", l)
}

// adverbs weakens a status by the adverbs of the clause.
func (j *judging) adverbs(i int, st demarche.Status) demarche.Status {
	d := j.d
	for k := range d.Kids(i) {
		if !text.RelIs(d.Rel(k), "advmod", "parataxis", "discourse") {
			continue
		}
		switch e := j.value("modal-adverbs", d.Lower(k)); e {
		case "possible", "proposed":
			j.noteAt(k, demarche.Status(e))
			st = weaker(st, demarche.Status(e))
		case "planned":
			if st == demarche.Ongoing {
				st = demarche.Planned
			}
		}
	}
	return st
}
