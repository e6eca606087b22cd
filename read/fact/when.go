package fact

import (
	"demarche"
	"demarche/text"
)

// dateOf finds when what is told at token head happens: a time that hangs in
// its own clause, else in the clauses it is embedded in, as long as no other
// finite verb claims that time for itself.
func dateOf(d *text.Doc, head int) *demarche.Date {
	s := sentence(d, head)
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
