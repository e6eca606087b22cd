package fact

import (
	"demarche"
	"demarche/text"
)

// Evidence is the smallest clause that says what happens at token head: its
// subject, its complements and its own adverbials, without the clauses that
// merely stand beside it. For an event noun it is the noun phrase, and so it is
// for an attribute ("visiting ministers from Chad").
func Evidence(d *text.Doc, head int) demarche.Span {
	return d.Span(trim(d, clause(d, head)))
}

func clause(d *text.Doc, head int) text.Range {
	h := head
	if d.Rel(h) == "amod" && d.Head(h) >= 0 {
		h = d.Head(h)
	}
	if !clausal(d, h) {
		return d.SubtreeWithout(h, func(k int) bool {
			return text.RelIs(d.Rel(k), "acl:relcl", "appos", "parataxis", "conj", "cc", "punct", "mark", "cop", "aux", "nsubj", "advcl") && !inside(d, k, h)
		})
	}
	// "is set to hold talks": what is said begins with the governing verb.
	for d.Rel(h) == "xcomp" && d.Head(h) >= 0 {
		h = d.Head(h)
	}
	r := d.SubtreeWithout(h, func(k int) bool {
		switch rel := d.Rel(k); {
		case text.RelIs(rel, "parataxis", "discourse", "punct", "vocative", "cc"):
			return true
		case text.RelIs(rel, "conj"):
			return !d.Under(head, k)
		case text.RelIs(rel, "advcl", "ccomp"):
			return !d.Under(head, k) && clausal(d, k)
		case rel == "mark" && d.Rel(h) != "xcomp":
			return true
		}
		return false
	})
	r = withSubject(d, head, r)
	if !r.Has(head) {
		r.From, r.To = min(r.From, head), max(r.To, head+1)
	}
	return r
}

// withSubject widens the range of a clause without a subject of its own ("and
// moved troops", "to send aid") to the governing clause, as long as the
// subject stands near: who did it is part of what is said.
func withSubject(d *text.Doc, head int, r text.Range) text.Range {
	for h := head; ; {
		if k := d.Kid(h, "nsubj"); k >= 0 {
			s := d.SubtreeWithout(k, func(k int) bool { return text.RelIs(d.Rel(k), "acl:relcl", "appos", "parataxis") })
			if s.From < r.From && r.From-s.From <= near && sentence(d, head).Contains(s) {
				r.From = s.From
			}
			return r
		}
		if !text.RelIs(d.Rel(h), "conj", "xcomp") || d.Head(h) < 0 || d.Head(h) > h {
			return r
		}
		h = d.Head(h)
	}
}

// near is how many words a clause may be widened to reach its subject.
const near = 12

// inside keeps a short apposition or clause that stands between the noun and
// another of its modifiers, where leaving it out would not shorten the span.
func inside(d *text.Doc, k, h int) bool {
	return k < h && d.Rel(k) != "punct" && d.Rel(k) != "cc" && d.Rel(k) != "nsubj" && d.Rel(k) != "mark"
}

// clausal reports whether token i heads a clause.
func clausal(d *text.Doc, i int) bool {
	switch d.UPOS(i) {
	case "VERB", "AUX":
		return true
	}
	return d.Kid(i, "nsubj", "cop") >= 0
}

// trim takes punctuation and conjunctions off the ends of a range.
func trim(d *text.Doc, r text.Range) text.Range {
	for r.From < r.To && loose(d, r.From, true) {
		r.From++
	}
	for r.From < r.To && loose(d, r.To-1, false) {
		r.To--
	}
	return r
}

func loose(d *text.Doc, i int, left bool) bool {
	switch d.UPOS(i) {
	case "PUNCT":
		f := d.Form(i)
		// a closing bracket or an opening one belongs to the words beside it
		return !(left && (f == "[" || f == "(")) && !(!left && (f == "]" || f == ")"))
	case "CCONJ":
		return true
	}
	return false
}

// sentence returns the range of the sentence that holds token i.
func sentence(d *text.Doc, i int) text.Range { return d.Sentences[d.SentenceOf(i)].Range }
