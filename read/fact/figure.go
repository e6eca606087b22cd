package fact

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"demarche"
	"demarche/text"
)

// count is a figure in the making.
type count struct {
	demarche.Figure
	of, by []int
	why    []string
}

// findCounts makes a figure of every amount that matters to the record.
func (b *builder) findCounts() {
	for i := range b.d.Amounts {
		x := &b.d.Amounts[i]
		if !b.matters(x) {
			continue
		}
		c := count{by: b.counted(x), of: b.owner(x)}
		for k := range c.of {
			c.of[k] = b.side(c.of[k])
		}
		c.Low, c.High, c.Bound, c.Unit = x.Low, x.High, x.Bound, x.Unit
		c.Kind = b.kindOf(x)
		c.Evidence = []demarche.Span{b.d.Span(x.Range)}
		c.Date = dateOf(b.d, x.Head)
		if v := b.verbOver(x.Head); v >= 0 {
			if c.Date == nil {
				c.Date = dateOf(b.d, v)
			}
			c.Place = b.placeOf(v, false)
		}
		if p := b.placeOf(x.Head, false); p != nil {
			c.Place = p
		}
		if c.Date != nil && b.othersDate(x, c.Date) {
			c.Date = nil
		}
		if n := len(b.counts); n > 0 && len(c.of) == 0 && x.Class == text.Count && (x.Unit == "" || b.lex.List("forces").Has(b.d.Lemma(x.Head)) && b.lex.List("forces").Has(lastWord(b.counts[n-1].Unit))) && b.d.SentenceOf(b.d.TokenAt(b.counts[n-1].Evidence[0].Start)) == b.d.SentenceOf(x.From) {
			c.of = b.counts[n-1].of // "has 110,000 soldiers and may have 150,000"
		}
		c.Key, c.Rule, c.Confidence = true, "amount."+classWord[x.Class], 0.85
		c.why = []string{fmt.Sprintf("amount %q of %s, %s", b.d.Words(x.Range), b.names(c.of), c.Kind)}
		b.counts = append(b.counts, c)
	}
	sort.SliceStable(b.counts, func(i, j int) bool { return b.counts[i].Evidence[0].Start < b.counts[j].Evidence[0].Start })
}

var classWord = map[text.AmountClass]string{text.Count: "count", text.Money: "money", text.Share: "share", text.Measure: "measure", text.Other: "other"}

// matters leaves out what the gold guide calls no figure: dates, ages,
// ordinals, spans of time and distance, and the small numbers that only say
// how many actors a noun phrase has ("the two leaders").
func (b *builder) matters(x *text.Amount) bool {
	switch x.Class {
	case text.Other:
		return false
	case text.Measure:
		return b.lex.List("units-goods").Has(x.Unit)
	case text.Money, text.Share:
		return true
	}
	if b.refersBack(x) {
		return false
	}
	if x.Unit == "" {
		return x.Low >= 1000 || b.inVote(x)
	}
	if x.High >= 10 {
		return !b.lex.List("units-idle").Has(b.d.Lemma(x.Head))
	}
	return b.lex.List("units-telling").Has(b.d.Lemma(x.Head)) && x.High >= 1
}

// refersBack reports whether the number only says how many known actors are
// meant: "the two men", once they are told of, and "the 30 allies", who are all
// that there are. A clause that says which ones ("the two men who fled") makes
// it a count again.
func (b *builder) refersBack(x *text.Amount) bool {
	d := b.d
	if m := d.MentionAt(x.Head); m >= 0 && len(d.Mentions[m].Refs) > 1 {
		return true
	}
	all, owned := false, false
	for k := range d.Kids(x.Head) {
		switch r := d.Rel(k); {
		case k > x.Head && text.RelIs(r, "acl"):
			return false
		case text.RelIs(r, "nmod:poss"):
			all, owned = true, true
		case k > x.Head && text.RelIs(r, "nmod", "appos"):
			owned = true
		case text.RelIs(r, "det", "cc:preconj"):
			switch d.Lower(k) {
			case "the", "these", "those", "both", "all":
				all = true
			}
		}
	}
	return all && (b.member(x.Head) || !owned && x.High < 10)
}

// member reports whether noun i names somebody of a body: an ally, a state.
func (b *builder) member(i int) bool { return b.lex.List("units-members").Has(b.d.Lemma(i)) }

// inVote reports whether the number counts votes: "voted 351 to 16".
func (b *builder) inVote(x *text.Amount) bool {
	v := b.verbOver(x.Head)
	return v >= 0 && b.d.Lemma(v) == "vote"
}

// verbOver is the clause head that token i belongs to, -1 when none.
func (b *builder) verbOver(i int) int {
	for i = b.d.Head(i); i >= 0; i = b.d.Head(i) {
		if clausal(b.d, i) {
			return i
		}
	}
	return -1
}

// sourceOf is the chain of speakers over token i, outermost first.
func (b *builder) sourceOf(i int) []int {
	at := b.d.Tokens[i].Start
	best := -1
	for c := range b.claims {
		for _, s := range b.claims[c].Content {
			if s.Start <= at && at < s.End && (best < 0 || size(b.claims[c].Content) <= size(b.claims[best].Content)) {
				best = c
			}
		}
	}
	if best < 0 {
		return nil
	}
	return append(slices.Clone(b.claims[best].Via), b.claims[best].Source...)
}

func size(s []demarche.Span) int {
	n := 0
	for _, x := range s {
		n += x.Len()
	}
	return n
}

func lastWord(s string) string {
	s = s[strings.LastIndexByte(s, ' ')+1:]
	return strings.TrimSuffix(s, "s")
}

// counted is who gives the number: the subject of the verb that does no more
// than name it ("his host put the number at 3.5 million"), else the chain of
// speakers over it.
func (b *builder) counted(x *text.Amount) []int {
	chain := b.sourceOf(x.Head)
	v := b.namedBy(x)
	if v < 0 {
		return chain
	}
	src := b.d.ActorsAt(b.teller(v))
	if len(src) == 0 {
		return chain
	}
	for i := v; i > sentence(b.d, v).From; i-- {
		if b.d.Form(i) == ";" { // a clause of its own: nobody else's words
			return src
		}
	}
	out := slices.Clone(chain)
	for _, e := range src {
		if !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	return out
}

// namedBy is the verb that only names the amount, as "put" in "put the number
// at 30,000" and "spoke" in "spoke of 149,000": the verb over it or the last
// finite one before it. It is -1 when there is none.
func (b *builder) namedBy(x *text.Amount) int {
	v := b.finiteBefore(x)
	if v < 0 {
		if v = b.verbOver(x.Head); v >= x.From {
			return -1
		}
	}
	if v >= 0 && b.reports(v, x) {
		return v
	}
	return -1
}

// reports reports whether verb v only gives the amount, by itself or with the
// preposition before the number.
func (b *builder) reports(v int, x *text.Amount) bool {
	list, l := b.lex.List("figure-report"), b.d.Lemma(v)
	return list.Has(l) || x.From > 0 && list.Has(l+" "+b.d.Lower(x.From-1))
}

// finiteBefore is the last finite verb before the amount in its sentence and
// stretch between semicolons, the main verb where that is an auxiliary; -1 when
// there is none.
func (b *builder) finiteBefore(x *text.Amount) int {
	d := b.d
	for i := x.From - 1; i >= sentence(d, x.From).From && d.Form(i) != ";" && d.Form(i) != ":"; i-- {
		if !d.Finite(i) || d.UPOS(i) != "VERB" && d.UPOS(i) != "AUX" {
			continue
		}
		if d.UPOS(i) == "AUX" {
			for k := i + 1; k < x.From; k++ {
				if d.UPOS(k) == "VERB" {
					return k
				}
			}
		}
		return i
	}
	return -1
}

// teller is the head of who does verb v: its subject in the tree, else the
// mention that ends right before it.
func (b *builder) teller(v int) int {
	d := b.d
	if s := d.Kid(v, "nsubj"); s >= 0 {
		return s
	}
	at := v
	for at > 0 && (d.UPOS(at-1) == "AUX" || d.UPOS(at-1) == "ADV" || d.Form(at-1) == ",") {
		at--
	}
	best := -1
	for m := range d.Mentions {
		if x := &d.Mentions[m]; x.To == at && (best < 0 || x.Len() > d.Mentions[best].Len()) {
			best = m
		}
	}
	if best < 0 {
		return v
	}
	return d.Mentions[best].Head
}

// othersDate reports whether a date belongs to another amount, which stands
// between this one and it behind a conjunction or a verb of its own: "some
// 110,000 now, and expects 150,000 by the middle of the month".
func (b *builder) othersDate(x *text.Amount, date *demarche.Date) bool {
	d := b.d
	if date.Span == nil {
		return false
	}
	t := d.TokenAt(date.Span.Start)
	for i := range d.Amounts {
		y := &d.Amounts[i]
		if y.From < x.To || y.To > t || y.Class != x.Class && y.Unit != "" {
			continue
		}
		for k := x.To; k < y.From; k++ {
			if d.UPOS(k) == "CCONJ" || d.Finite(k) || d.Form(k) == ";" {
				return true
			}
		}
	}
	return false
}

// owner is whose the amount is: a possessor or demonym in its noun phrase, the
// noun itself when it is an actor, else the subject of its clause. Allies and
// leaders belong to no subject: who consults 16 leaders does not have them. Nor
// does who only names a number have it, nor a person the money of his state.
func (b *builder) owner(x *text.Amount) []int {
	d := b.d
	for k := range d.Kids(x.Head) {
		if text.RelIs(d.Rel(k), "nmod:poss", "amod", "compound", "nmod") {
			if c := d.Kid(k, "case"); c >= 0 && text.RelIs(d.Rel(k), "nmod") && d.Lower(c) != "of" && d.Lower(c) != "'s" && d.Lower(c) != "’s" {
				continue
			}
			if es := d.ActorsAt(k); len(es) > 0 {
				return es[:1]
			}
		}
	}
	if v := b.namedBy(x); v >= 0 {
		if o := d.Kid(v, "obj"); o > v && o < x.From {
			if e := b.ofWhat(o, x.From); e >= 0 {
				return []int{e}
			}
		}
	} else if v := b.verbOver(x.Head); v >= 0 && !b.member(x.Head) {
		for n := v; n >= 0; n = d.Head(n) {
			if s := d.Kid(n, "nsubj"); s >= 0 {
				if d.Under(x.Head, s) {
					break
				}
				if es := d.ActorsAt(s); len(es) > 0 && b.has(es[0]) && !b.reports(n, x) && !(d.Lower(s) == "it" && b.lex.List("figure-move").Has(d.Lemma(n))) {
					return es[:1]
				}
				break
			}
			if !text.RelIs(d.Rel(n), "xcomp", "conj", "advcl", "acl:relcl") {
				break
			}
			if d.Rel(n) == "acl:relcl" {
				if es := d.ActorsAt(d.Head(n)); len(es) > 0 && b.has(es[0]) {
					return es[:1]
				}
				break
			}
		}
	}
	if es := d.ActorsAt(x.Head); len(es) > 0 && (!d.Entities[es[0]].Unnamed || d.Entities[es[0]].Country != "") {
		return es[:1]
	}
	return nil
}

// has reports whether entity e may own what is counted: states, bodies and
// groups do, a person and those who are only described do not.
func (b *builder) has(e int) bool {
	x := &b.d.Entities[e]
	return x.Kind != demarche.Person && x.Kind != demarche.Media
}

// ofWhat is the actor named in the noun phrase of a count: "the number of
// Russian soldiers", "the Russian contingent"; -1 when there is none.
func (b *builder) ofWhat(noun, end int) int {
	d := b.d
	r := d.Subtree(noun)
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.From >= r.From && m.To <= min(r.To, end) && !m.Place && len(m.Refs) > 0 {
			if e := m.Refs[0]; !d.Entities[e].Unnamed || d.Entities[e].Country != "" {
				return e
			}
		}
	}
	return -1
}

// kindOf says what the amount counts. What is only planned or possible is a
// forecast, or promised where somebody commits himself to it; what is required
// is a threshold.
func (b *builder) kindOf(x *text.Amount) demarche.FigureKind {
	d := b.d
	for i := range d.Tokens[x.Head:min(x.Head+4, len(d.Tokens))] {
		if b.lex.List("figure-threshold").Has(d.Lemma(x.Head + i)) {
			return demarche.Threshold
		}
	}
	v := b.verbOver(x.Head)
	if v < 0 {
		return demarche.Observed
	}
	if b.lex.List("figure-threshold").Has(d.Lemma(v)) {
		return demarche.Threshold
	}
	if b.lex.List("figure-forecast").Has(d.Lemma(v)) {
		return demarche.Forecast
	}
	if w := b.finiteBefore(x); w >= 0 && (v < x.From || d.Head(w) == x.Head) { // "has 110,000 and could have 150,000": the nearest verb counts
		if d.Tags[w].XPOS == "MD" && d.UPOS(d.Head(w)) != "VERB" { // the tree lost its verb
			return demarche.Forecast
		}
		if b.reports(w, x) || d.Lemma(w) == "have" && d.Finite(w) && !underModal(d, w) && !toBetween(d, w, x.From) {
			return demarche.Observed
		}
	}
	j := b.speech.Judge(d, b.claims, v)
	switch j.Status {
	case demarche.Happened, demarche.Ongoing, demarche.Negated:
		return demarche.Observed
	}
	if b.lex.List("figure-promise").Has(d.Lemma(v)) {
		return demarche.Promised
	}
	return demarche.Forecast
}

// underModal reports whether a modal stands before a verb: "could have 150,000".
func underModal(d *text.Doc, v int) bool {
	for i := v - 1; i >= 0 && (d.UPOS(i) == "AUX" || d.UPOS(i) == "ADV" || d.UPOS(i) == "PART"); i-- {
		if d.Tags[i].XPOS == "MD" {
			return true
		}
	}
	return false
}

// toBetween reports whether an infinitive stands among the tokens (from, to).
func toBetween(d *text.Doc, from, to int) bool {
	for i := from + 1; i < to; i++ {
		if d.Lower(i) == "to" && d.UPOS(i) == "PART" {
			return true
		}
	}
	return false
}
