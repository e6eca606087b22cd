package view

import (
	"strings"

	"demarche"
)

// teller puts one row into a sentence. It has what a template needs besides
// the row's fields; a reading fills it from its text, the record from the
// words that it keeps. So one set of templates serves both.
type teller struct {
	party  func(demarche.ActorID) (demarche.Party, bool)
	chorus func(by []demarche.ActorID) int // how many at the end of a list of speakers say it together
	dated  func(*demarche.Date) string     // the words of a date

	words          []string // that the row stands on, on one line each
	source         []string // of a speaker who could not be resolved
	hangs, defined []string // the words of the condition, and where it is explained

	told  demarche.Maybe // published; tells "did not" from "will not"
	today demarche.Day   // plans for a day before it are told in the past; zero: no plan is
}

// oneLine joins the lines of a stretch of text.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// join puts the pieces of one thing together: “… a … b …” for a broken quotation.
func join(pieces []string) string { return strings.Join(pieces, " … ") }

// quote puts words between quotation marks that are not their own.
func quote(s string) string { return "“" + s + "”" }

// condition is the clause a row hangs on, in its own words.
func (t *teller) condition(c *demarche.Condition) string {
	if c == nil {
		return ""
	}
	w := join(t.hangs)
	if w == "" {
		return ", on a condition"
	}
	return ", on the condition " + quote(w)
}

// explained is the note on where a condition is explained.
func (t *teller) explained(c *demarche.Condition, notes []string) []string {
	if c == nil || len(t.defined) == 0 {
		return notes
	}
	return append(notes, "the condition means "+quote(join(t.defined)))
}

// place is " · Kremlin, Moscow".
func place(p *demarche.Place) string {
	if p == nil || p.Name == "" {
		return ""
	}
	s := " · " + p.Name
	if p.Basis == demarche.Inferred {
		s += " (inferred)"
	}
	return s
}

// basis notes where a date comes from when its own words do not give it.
func (t *teller) basis(what string, d *demarche.Date, notes []string) []string {
	if d == nil || d.EDTF == "" || d.Basis == demarche.Read {
		return notes
	}
	n := what + " " + string(d.Basis)
	if words := oneLine(t.dated(d)); words != "" {
		n += " from " + quote(words)
	}
	return append(notes, n)
}
