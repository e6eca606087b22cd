package fact

import (
	"strings"
	"time"

	"demarche"
	"demarche/text"
)

// dateOf finds when what is told at token head happens: a time that hangs in
// its own clause, else in the clauses it is embedded in, as long as no other
// finite verb claims that time for itself.
func dateOf(d *text.Doc, head int) *demarche.Date {
	s := sentence(d, head)
	if t := plannedFor(d, head, s); t >= 0 {
		return date(d, t)
	}
	best, cost := -1, 1<<30
	for t := range d.Times {
		x := &d.Times[t]
		if x.Kind != text.DateTime || x.EDTF == "" || !s.Contains(x.Range) {
			continue
		}
		if x.Has(head) { // "after the talks" does not date the talks
			continue
		}
		if c := steps(d, x, head); c >= 0 && c < cost {
			best, cost = t, c
		}
	}
	if best < 0 {
		return nil
	}
	return date(d, best)
}

// plannedFor is the time for which an event noun is said to be set, whatever
// the tree makes of it: "called off the meeting that was planned for Thursday";
// -1 when there is none.
func plannedFor(d *text.Doc, head int, s text.Range) int {
	if d.UPOS(head) != "NOUN" {
		return -1
	}
	for v := head + 1; v < min(head+14, s.To-1); v++ {
		if w := d.Form(v); w == "," || w == ";" || w == ":" {
			return -1
		}
		if d.UPOS(v) != "VERB" {
			continue
		}
		switch d.Lemma(v) {
		case "plan", "schedule", "set", "slate":
		default:
			return -1
		}
		if w := d.Lower(v + 1); w != "for" && w != "on" || d.Tags[v].XPOS != "VBN" && d.Tags[v].XPOS != "VBD" {
			return -1
		}
		for t := range d.Times {
			if x := &d.Times[t]; x.Kind == text.DateTime && x.EDTF != "" && x.From >= v+1 && x.From <= v+3 {
				return t
			}
		}
		return -1
	}
	return -1
}

// steps is how far a time hangs from a head, -1 when it belongs elsewhere.
func steps(d *text.Doc, x *text.Time, head int) int {
	n := 0
	for i := x.Head; i >= 0; i = d.Head(i) {
		if i == head {
			return n
		}
		if d.Under(head, i) {
			return up(d, head, i, n)
		}
		if n++; n > 12 {
			return -1
		}
	}
	return -1
}

// up counts the way from head up to the ancestor that the time hangs on. A
// time on a governing verb also dates what depends on it, except what is
// reported, conditional or merely a relative clause there.
func up(d *text.Doc, head, top, n int) int {
	for i := head; i != top; i = d.Head(i) {
		if c := d.Kid(i, "case"); c >= 0 && apartInTime[d.Lower(c)] {
			return -1
		}
		if text.RelIs(d.Rel(i), "ccomp", "acl", "advcl", "parataxis", "csubj") || d.Rel(i) == "conj" && d.Kid(i, "nsubj") >= 0 {
			return -1
		}
		n += 3
	}
	return n + 1
}

// apartInTime are the prepositions whose noun is at another time than the verb
// it hangs from: "met on Tuesday after talks with Boric".
var apartInTime = map[string]bool{"after": true, "before": true, "following": true, "since": true, "until": true, "ahead": true, "despite": true}

// date makes the public date of time t.
func date(d *text.Doc, t int) *demarche.Date {
	x := &d.Times[t]
	s := d.Span(x.Range)
	b := x.Basis
	if b == "" {
		b = demarche.Read
	}
	return &demarche.Date{EDTF: x.EDTF, Text: s.In(d.Text), Span: &s, Basis: b}
}

// ahead corrects the bare weekday of what is planned where it was taken for one
// gone by: behind the event it is that of the week to come ("announced visits on
// Monday"), before it that of the announcing ("agreed on Monday to meet").
func (b *builder) ahead(x *demarche.Date, head int) *demarche.Date {
	if x == nil || x.Span == nil || len(x.EDTF) != len(time.DateOnly) || len(b.d.Published) < len(x.EDTF) || x.EDTF >= b.d.Published[:len(x.EDTF)] || !weekday[strings.ToLower(x.Text)] {
		return x
	}
	at := b.d.TokenAt(x.Span.Start)
	if clausal(b.d, head) {
		if g := b.d.Head(head); at < head && g >= 0 && g < at && text.RelIs(b.d.Rel(head), "xcomp", "advcl", "ccomp") {
			return nil
		}
		return x
	}
	t, err := time.Parse(time.DateOnly, x.EDTF)
	if err != nil || at < head {
		return x
	}
	for i := head + 1; i < at; i++ {
		if u := b.d.UPOS(i); u == "VERB" || u == "AUX" || u == "PUNCT" {
			return x
		}
	}
	y := *x
	y.EDTF, y.Basis = t.AddDate(0, 0, 7).Format(time.DateOnly), demarche.Derived
	return &y
}

var weekday = map[string]bool{"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true}

// toCome reports whether a date begins after the day of publication.
func (b *builder) toCome(x *demarche.Date) bool {
	if x == nil || len(b.d.Published) < len(time.DateOnly) || len(x.EDTF) < len(time.DateOnly) || x.EDTF[0] == '.' {
		return false
	}
	return x.EDTF[:len(time.DateOnly)] > b.d.Published[:len(time.DateOnly)]
}
