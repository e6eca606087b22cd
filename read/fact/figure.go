package fact

import (
	"fmt"
	"slices"
	"sort"

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
		c := count{by: b.sourceOf(x.Head), of: b.owner(x)}
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

// owner is whose the amount is: a possessor or demonym in its noun phrase, the
// noun itself when it is an actor, else the subject of its clause. Allies and
// leaders belong to no subject: who consults 16 leaders does not have them.
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
	if v := b.verbOver(x.Head); v >= 0 && !b.member(x.Head) {
		for n := v; n >= 0; n = d.Head(n) {
			if s := d.Kid(n, "nsubj"); s >= 0 {
				if d.Under(x.Head, s) {
					break
				}
				if es := d.ActorsAt(s); len(es) > 0 {
					return es[:1]
				}
			}
			if !text.RelIs(d.Rel(n), "xcomp", "conj", "advcl", "acl:relcl") {
				break
			}
			if d.Rel(n) == "acl:relcl" {
				if es := d.ActorsAt(d.Head(n)); len(es) > 0 {
					return es[:1]
				}
				break
			}
		}
	}
	if es := d.ActorsAt(x.Head); len(es) > 0 {
		return es[:1]
	}
	return nil
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
