package speech

import (
	"slices"

	"demarche"
	"demarche/text"
)

// setForce gives a claim the force of its cue, changed by what is said. A cue
// that only says ("said", "added", "made clear") leaves the force to the words;
// one with a force of its own keeps it but for a few that say too much by
// themselves ("suggested that it was late" proposes nothing).
func (f *finder) setForce(c *cue, cl *Claim, p piece) {
	cl.Force = c.entry.force
	if len(cl.Heads) == 0 {
		return
	}
	w := f.content(c, cl, p)
	why := func(fo demarche.Force, reason string) {
		if fo != cl.Force {
			cl.Force = fo
			cl.Why = append(cl.Why, "force "+string(fo)+": "+reason)
		}
	}
	switch cl.Force {
	case demarche.Say:
		if c.entry.has("X-as") || c.entry.has("X-be") {
			switch {
			case w.bad != "" || w.upset != "":
				why(demarche.Criticise, w.bad+w.upset)
			case w.good != "":
				why(demarche.Endorse, w.good)
			}
			break
		}
		if n := f.listing(w); n != nil {
			why(n.force, "what "+n.word+"s hold")
			break
		}
		if fo, reason := w.byWords(); fo != "" {
			why(fo, reason)
			cl.Worded = true
		}
	case demarche.Propose:
		// an indicative clause is put forward as true, not as a plan
		if c.entry.word == "suggest" && w.finite && !w.should && !w.subjunctive {
			why(demarche.Say, "suggested in the indicative")
		}
		// "had proposed a plan, and that the other was ready": told, not proposed
		if w.other && w.past && w.finite && !w.should && !w.subjunctive && !w.will && !w.could {
			why(demarche.Say, "told as a fact")
		}
	case demarche.Pledge:
		switch {
		case w.harm != "" && (w.condition || w.hostile):
			why(demarche.Threaten, "harm in the words: "+w.harm)
		case w.negated && c.entry.word != "agree" && !c.entry.has("hold"):
			// "vowed never to return" refuses, "promised not to attack" still promises
		}
	case demarche.Demand:
		if c.entry.word == "call for" && w.talk {
			why(demarche.Propose, "a call for talks")
		}
		if c.entry.has("hold") && len(cl.To) == 0 && w.infinitive {
			why(demarche.Say, "a wish for an act of his own")
		}
		if c.entry.word == "ask" && (w.question || asksAbout(f.d.Lower(p[0].From))) {
			why(demarche.Say, "a question")
		}
	}
	if c.entry.word == "agree" && w.infinitive {
		why(demarche.Pledge, "agreed to act")
	}
	if c.entry.has("hold") && c.entry.word == "hope" && w.finite && w.other && w.will {
		why(demarche.Demand, "hope for another's act")
	}
}

// asksAbout reports whether a clause that begins with the word is an indirect
// question: "asked whether it can be relied upon".
func asksAbout(w string) bool {
	switch w {
	case "whether", "if", "what", "how", "why", "when", "where", "who", "which":
		return true
	}
	return false
}

// listing is the noun of saying whose content the clause lists: "the proposals
// include a pledge". nil when it is no such clause.
func (f *finder) listing(w content) *entry {
	d := f.d
	switch d.Lemma(w.head) {
	case "include", "contain", "comprise", "foresee":
	default:
		return nil
	}
	if w.subj < 0 {
		return nil
	}
	if e := f.nouns[d.Lemma(w.subj)]; e != nil && (e.force == demarche.Propose || e.force == demarche.Demand) {
		return e
	}
	return nil
}

// content is what the words of a piece are like.
type content struct {
	f           *finder
	head        int
	subj        int
	finite      bool
	infinitive  bool
	subjunctive bool
	question    bool
	negated     bool
	own         bool // the subject is the speaker or his side
	first       bool // "I" or "we"
	other       bool // the subject is somebody else
	will, must  bool
	should      bool
	could       bool
	past        bool
	condition   bool
	hostile     bool
	harm, bad   string
	good, risk  string
	upset       string
	yield, talk bool
	noEvidence  bool
	need        string
}

func (f *finder) content(c *cue, cl *Claim, p piece) content {
	d := f.d
	w := content{f: f, head: cl.Heads[0], subj: -1}
	for _, h := range cl.Heads { // the clause, not an adverbial before it
		if m := d.Kid(h, "mark"); m >= 0 && m < h && contentMark(d.Lower(m)) && h != cl.Heads[len(cl.Heads)-1] {
			continue
		}
		if d.UPOS(h) == "VERB" || d.Kid(h, "nsubj", "cop") >= 0 {
			w.head = h
			break
		}
	}
	h := w.head
	w.subj = d.Kid(h, "nsubj", "expl")
	for i := p[0].From; w.subj < 0 && i < h && c.head >= 0; i++ { // a tree that makes the subject an object of the cue
		if d.Head(i) == c.head && text.RelIs(d.Rel(i), "obj", "nsubj") && isNominal(d, i) {
			w.subj = i
		}
	}
	w.finite = finite(d, h)
	if m := d.Kid(h, "mark"); m >= 0 && d.Lower(m) == "to" {
		w.infinitive = true
	}
	if w.subj >= 0 && d.Tags[h].XPOS == "VB" && d.Kid(h, "aux") < 0 && !w.infinitive {
		w.subjunctive = true
	}
	w.past = d.Tags[h].XPOS == "VBD" || d.Tags[h].XPOS == "VBN" && d.Kid(h, "aux") >= 0
	perfect := false
	for k := range d.Kids(h) {
		if text.RelIs(d.Rel(k), "aux", "cop") {
			w.modal(d.Lower(k))
			perfect = perfect || d.Lower(k) == "have"
			if d.Tags[k].XPOS == "VBD" {
				w.past = true
			}
		}
	}
	w.must = w.must && !perfect // "must have been seen" infers
	w.negated = f.negatedAt(h) && !notOnly(d, h) || noSubject(d, w.subj)
	last := p[len(p)-1]
	for i := last.From; i < last.To; i++ {
		if d.Form(i) == "?" {
			w.question = true
		}
	}
	switch x := d.Lemma(h); x {
	case "go":
		if k := d.Kid(h, "xcomp"); k >= 0 && d.Tags[h].XPOS == "VBG" {
			w.will, w.head = true, k
		}
	case "ready", "prepared", "determined", "committed", "set", "willing":
		if k := d.Kid(h, "xcomp", "advcl", "ccomp", "acl"); k > h {
			w.will, w.head = true, k
		}
	case "have", "need", "ought":
		if k := d.Kid(h, "xcomp"); k > h && d.Kid(k, "mark") >= 0 {
			w.must = true
		}
	}
	if d.Lemma(h) == "prepare" && d.Tags[h].XPOS == "VBN" && d.Kid(h, "aux:pass", "cop") >= 0 {
		if k := d.Kid(h, "xcomp", "advcl"); k > h {
			w.will, w.head = true, k
		}
	}
	for _, k := range d.AllKids(h, "conj", "parataxis") { // "…, and its status must be kept", "I say this: we will stay"
		if p[0].From > k || p[len(p)-1].To <= k {
			continue
		}
		for a := range d.Kids(k) {
			if !text.RelIs(d.Rel(a), "aux") {
				continue
			}
			switch s := d.Kid(k, "nsubj"); {
			case d.Lower(a) == "must":
				w.must = true
			case d.Lower(a) == "will" && s >= 0 && (d.Lower(s) == "we" || d.Lower(s) == "i"):
				w.will, w.head, w.subj = true, k, s
				w.negated = f.negatedAt(k)
			}
		}
	}
	w.subject(cl)
	w.condition = cl.Condition != nil
	for _, r := range p {
		for i := r.From; i < r.To; i++ {
			k, _ := conditionAt(d, &f.lists, i)
			w.condition = w.condition || k != ""
			w.word(i)
			w.noEvidence = w.noEvidence || d.Lower(i) == "evidence" && f.negatedNoun(i)
		}
	}
	if w.harm != "" {
		for k := range d.Kids(w.head) {
			if text.RelIs(d.Rel(k), "obj", "obl") && d.MentionAt(k) >= 0 && !d.Mentions[d.MentionAt(k)].Place && f.is("force-words", d.Lemma(w.head)) {
				w.hostile = true
			}
		}
	}
	return w
}

// notOnly reports whether the negation of h is "not just", "not only".
func notOnly(d *text.Doc, h int) bool {
	for k := range d.Kids(h) {
		switch d.Lower(k) {
		case "just", "only", "merely", "simply":
			if k > 0 && k < h && (d.Lower(k-1) == "not" || d.Lower(k-1) == "n't" || d.Lower(k-1) == "n’t") {
				return true
			}
		}
	}
	return false
}

func noSubject(d *text.Doc, s int) bool {
	if s < 0 {
		return false
	}
	if w := d.Lower(s); w == "nobody" || w == "none" || w == "nothing" {
		return true
	}
	for k := range d.Kids(s) {
		if d.Rel(k) == "det" && d.Lower(k) == "no" {
			return true
		}
	}
	return d.Lower(s) == "one" && s > 0 && d.Lower(s-1) == "no"
}

func (w *content) modal(m string) {
	switch m {
	case "will", "would", "'ll", "’ll", "shall", "wo", "wo n't":
		w.will = true
	case "must":
		w.must = true
	case "should", "ought":
		w.should = true
	case "could", "might", "may", "can":
		w.could = true
	}
}

// word notes the class of token i.
func (w *content) word(i int) {
	f := w.f
	l := f.d.Lemma(i)
	class := f.value("force-words", f.d.Lower(i)) // "outraged" before "outrage"
	if class == "" {
		class = f.value("force-words", l)
	}
	set := func(s *string) {
		if *s == "" {
			*s = l
		}
	}
	switch class {
	case "harm":
		set(&w.harm)
	case "bad":
		set(&w.bad)
	case "good":
		set(&w.good)
	case "fine":
		if !w.own {
			set(&w.good)
		}
	case "upset":
		set(&w.upset)
	case "yield":
		w.yield = w.yield || i == w.head
	case "talk":
		w.talk = true
	case "risk":
		set(&w.risk)
	case "need":
		// only as the predicate, or "the need for X to"
		if i == w.head || l == "need" && f.d.UPOS(i) == "NOUN" && f.d.Kid(i, "acl") >= 0 {
			set(&w.need)
		}
	}
}

// subject tells whether the act spoken of is the speaker's own.
func (w *content) subject(cl *Claim) {
	d := w.f.d
	if w.infinitive && w.subj < 0 {
		w.own = true
		return
	}
	if w.subj < 0 {
		return
	}
	all := append([]int{w.subj}, d.AllKids(w.subj, "conj")...)
	for _, s := range all {
		switch d.Lower(s) {
		case "i", "we":
			w.own, w.first = true, true
			return
		}
		person := false
		for _, e := range d.ActorsAt(s) {
			if slices.Contains(cl.Source, e) || w.side(cl.Source, e) {
				w.own = true
			}
			person = person || d.Entities[e].Kind == demarche.Person
		}
		another := person || w.f.value("force-words", d.Lemma(s)) == "another" // "his host" is somebody else
		// "its troops", "our country", "his government"
		for k := range d.Kids(s) {
			if d.Rel(k) == "nmod:poss" {
				if l := d.Lower(k); l == "our" || l == "my" {
					w.own, w.first = true, true
				}
				for _, e := range d.ActorsAt(k) {
					w.own = w.own || !another && (slices.Contains(cl.Source, e) || w.side(cl.Source, e))
				}
			}
		}
	}
	w.other = !w.own
}

// side reports whether entity e is the state of one of the sources, or of the
// same state as a government, force or organisation.
func (w *content) side(src []int, e int) bool {
	x := &w.f.d.Entities[e]
	switch x.Kind {
	case "state", "government", "armed_force", "organization":
	default:
		return false
	}
	for _, s := range src {
		if s >= 0 && s < len(w.f.d.Entities) && x.Country != "" && w.f.d.Entities[s].Country == x.Country {
			return true
		}
	}
	return false
}

// byWords is the force of words that a neutral cue introduces, with the
// reason; "" when they only state.
func (w *content) byWords() (demarche.Force, string) {
	d := w.f.d
	if fo, r := w.performative(); fo != "" {
		return fo, r
	}
	switch {
	case w.will && w.own && w.negated && w.yield, w.own && w.negatedPlan():
		return demarche.Pledge, "will not give way"
	case w.will && w.own && (w.negated || w.ended()):
		return demarche.Refuse, "own act negated"
	case w.will && w.own && w.able():
		return "", ""
	case w.will && w.condition && w.harm != "" && w.subj >= 0 && !w.namesOther():
		return demarche.Threaten, "harm on a condition: " + w.harm
	case w.will && w.condition && d.Kid(w.head, "expl") >= 0 && (w.negated || w.noLonger()):
		return demarche.Threaten, "an end on a condition"
	case w.will && w.own && w.harm != "" && (w.condition || w.hostile):
		return demarche.Threaten, "own act, harm: " + w.harm
	case w.will && w.own && !w.past:
		return demarche.Pledge, "own act to come"
	case w.will && w.own && w.past: // "would" of reported speech
		return demarche.Pledge, "own act to come"
	case w.must:
		return demarche.Demand, "must"
	case w.should && !w.condition && !w.question:
		if w.negated {
			return demarche.Refuse, "should not"
		}
		return demarche.Demand, "should"
	case w.need != "" && !w.negated && !w.will && !w.could:
		return demarche.Demand, w.need
	case w.negated && w.own && (w.could || d.Lemma(w.head) == "accept" || d.Lemma(w.head) == "prepare"):
		if d.Lemma(w.head) == "prepare" || d.Lemma(w.head) == "accept" || d.Lemma(w.head) == "allow" || d.Lemma(w.head) == "tolerate" {
			return demarche.Refuse, "not " + d.Lemma(w.head)
		}
	case w.negated && w.own && w.past && w.harm != "":
		return demarche.Deny, "own past act negated"
	case !w.negated && w.past && w.harm != "" && w.carriedOut():
		return demarche.Admit, "own past act: " + w.harm
	case w.question && w.subj >= 0 && (d.Lower(w.subj) == "you" || d.Lower(w.subj) == "they"):
		return demarche.Criticise, "a question put to another"
	case w.could && w.first && w.question:
		return demarche.Propose, "could we"
	}
	if w.noEvidence {
		return demarche.Deny, "no evidence"
	}
	switch {
	case w.upset != "" && !w.negated:
		return demarche.Criticise, w.upset
	case w.bad != "" && w.subj < 0 && w.at(w.bad) >= 0:
		return demarche.Criticise, w.bad
	case w.good != "" && w.bad == "":
		return demarche.Endorse, w.good
	case w.risk != "" && (w.will || w.could):
		return demarche.Warn, w.risk
	case w.bad != "" && w.other && !w.negated && (w.head == w.at(w.bad) || w.f.evaluates(w.head, w.bad)):
		return demarche.Criticise, w.bad
	}
	if (d.Lemma(w.head) == "stand") && w.own {
		for k := range d.Kids(w.head) {
			if p := w.f.caseOf(k); p == "with" || p == "by" || p == "at" || p == "behind" {
				return demarche.Endorse, "stand " + p
			}
		}
	}
	return "", ""
}

// namesOther reports whether the subject is an actor known to be no party of
// the speaker.
func (w *content) namesOther() bool {
	return w.other && len(w.f.d.ActorsAt(w.subj)) > 0
}

// noLonger reports whether "no longer" or "no more" stands at the head.
func (w *content) noLonger() bool {
	for k := range w.f.d.Kids(w.head) {
		switch w.f.d.Lower(k) {
		case "longer", "more", "no":
			return true
		}
	}
	return false
}

// ended reports whether the head has "no longer": "would no longer meet him".
func (w *content) ended() bool {
	d := w.f.d
	for k := range d.Kids(w.head) {
		if d.Lower(k) == "longer" && k > 0 && d.Lower(k-1) == "no" {
			return true
		}
	}
	return false
}

// able reports whether the act to come is only being able to: no promise.
func (w *content) able() bool { return w.f.d.Lower(w.head) == "able" }

// negatedPlan takes "she had no plans to leave".
func (w *content) negatedPlan() bool {
	d := w.f.d
	o := d.Kid(w.head, "obj")
	return o >= 0 && (d.Lemma(o) == "plan" || d.Lemma(o) == "intention") && w.f.negatedNoun(o)
}

// carriedOut reports whether the clause says that a side which is no named
// other did the harm: "it had carried out the attack", "we struck the port".
func (w *content) carriedOut() bool {
	d := w.f.d
	if w.subj < 0 || !w.own && d.UPOS(w.subj) != "PRON" || d.Lower(w.subj) == "they" || d.Lower(w.subj) == "he" || d.Lower(w.subj) == "there" {
		return false
	}
	switch d.Lemma(w.head) {
	case "carry", "launch", "conduct", "stage", "mount", "perpetrate", "attack", "strike", "bomb", "kill", "shell", "hit":
		return d.Kid(w.head, "nsubj:pass") < 0 && d.Kid(w.head, "aux:pass") < 0
	}
	return false
}

func (w *content) at(lemma string) int {
	if w.f.d.Lemma(w.head) == lemma || w.f.d.Lower(w.head) == lemma {
		return w.head
	}
	return -1
}

// evaluates reports whether the bad word is the predicate or its noun.
func (f *finder) evaluates(h int, word string) bool {
	d := f.d
	for k := range d.Kids(h) {
		if !text.RelIs(d.Rel(k), "obj", "xcomp", "amod", "conj", "obl") {
			continue
		}
		if d.Lemma(k) == word || d.Lower(k) == word {
			return true
		}
		for g := range d.Kids(k) {
			if (d.Lemma(g) == word || d.Lower(g) == word) && text.RelIs(d.Rel(g), "amod", "compound") {
				return true
			}
		}
	}
	return false
}

// ownHarm reports whether clause c tells an act to come of the speaker's side.
func (f *finder) ownHarm(c int) bool {
	if c < 0 {
		return false
	}
	d := f.d
	s := d.Kid(c, "nsubj")
	if s < 0 || !future(d, c) {
		return false
	}
	if p := d.Kid(s, "nmod:poss"); p >= 0 && (d.Lower(p) == "our" || d.Lower(p) == "my") {
		return true
	}
	return d.Lower(s) == "we" || d.Lower(s) == "i"
}

func (f *finder) negatedNoun(i int) bool {
	for k := range f.d.Kids(i) {
		if f.d.Rel(k) == "det" && f.d.Lower(k) == "no" {
			return true
		}
	}
	return false
}

// performative takes "we warn them that …", "I thank …", "we urge …".
func (w *content) performative() (demarche.Force, string) {
	d, h := w.f.d, w.head
	if !w.own || w.subj < 0 || w.will || w.could {
		return "", ""
	}
	e := w.f.verbs[d.Lemma(h)]
	if e == nil || d.Tags[h].XPOS != "VBP" && d.Tags[h].XPOS != "VBZ" && (d.Tags[h].XPOS != "VB" || !w.first) || e.has("hold") && e.force != demarche.Endorse && e.force != demarche.Refuse && e.word != "hope" {
		return "", ""
	}
	if e.force == demarche.Warn && w.f.ownHarm(d.Kid(h, "ccomp")) {
		return demarche.Threaten, "warns of his own act"
	}
	if e.word == "hope" && d.Kid(h, "ccomp") >= 0 {
		c := d.Kid(h, "ccomp")
		s := d.Kid(c, "nsubj")
		for k := range d.Kids(c) {
			if text.RelIs(d.Rel(k), "aux") && d.Lower(k) == "will" && s >= 0 && d.Lower(s) != "it" && d.Lower(s) != "we" && d.Lower(s) != "i" {
				return demarche.Demand, "hope for another's act"
			}
		}
		return "", ""
	}
	if e.force == demarche.Say || w.negated {
		return "", ""
	}
	return e.force, "I or we " + e.word
}
