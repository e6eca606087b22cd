package view

import (
	"strings"

	"demarche"
)

// act tells an act: "Emmanuel Macron met Vladimir Putin · Kremlin, Moscow".
func (t *teller) act(a *demarche.Act) Row {
	row := Row{ID: string(a.ID), Marks: Glyph(a.Status), Date: when(a.Date), Words: t.words, Key: a.Key}
	if len(a.By) > 0 {
		row.Marks = Claimed + row.Marks
	}
	w, whole := verbOf(a)
	who, many := t.names(a.Who), t.many(a.Who)
	if who == "" {
		who = "somebody not stated"
	}
	rest := ""
	if len(a.Whom) > 0 {
		rest = w.to + t.names(a.Whom)
	}
	where := place(a.Place)
	if a.Type == demarche.Visit && a.Subtype != "host" && where != "" {
		// What is visited is the place; whom are hosts and companions.
		rest, where = strings.Replace(where, " · ", " ", 1), ""
		if len(a.Whom) > 0 {
			rest += " with " + t.names(a.Whom)
		}
	}
	if !whole {
		rest += " (" + string(a.Subtype) + ")"
	}
	row.Line = who + " " + t.verb(a, w, many) + rest + where + t.condition(a.Condition) + t.according(a.By)
	row.Notes = t.explained(a.Condition, t.basis("date", a.Date, nil))
	return row
}

// past reports whether the day of a plan is over.
func (t *teller) past(d *demarche.Date) bool {
	i, ok := d.Interval()
	return ok && t.today != 0 && i.To < t.today
}

// verb puts the status into the verb.
func (t *teller) verb(a *demarche.Act, w verb, many bool) string {
	be := "is"
	switch past := t.past(a.Date); {
	case past && many && !a.Status.Fact():
		be = "were" // and nobody said whether it came about
	case past && !a.Status.Fact():
		be = "was"
	case many:
		be = "are"
	}
	switch a.Status {
	case demarche.Happened:
		return w.past
	case demarche.Ongoing:
		return be + " " + w.ing
	case demarche.Planned:
		return be + " to " + w.base
	case demarche.Proposed:
		return be + " proposed to " + w.base
	case demarche.Possible:
		return "may " + w.base
	case demarche.Negated:
		return t.not(a.Date, many) + " " + w.base
	}
	return "(" + string(a.Status) + ") " + w.base
}

// not is "did not" or "will not" where the dates tell, else "does not": the
// status alone does not say which.
func (t *teller) not(d *demarche.Date, many bool) string {
	unknown := "does not"
	if many {
		unknown = "do not"
	}
	published := string(t.told)
	if d == nil || d.EDTF == "" || published == "" {
		return unknown
	}
	from, to, span := strings.Cut(d.EDTF, "/")
	if !span {
		to = from
	}
	from, to = strings.Trim(from, "~?%."), strings.Trim(to, "~?%.")
	switch n := min(len(from), len(published)); {
	case to != "" && len(to) <= len(published) && to <= published[:len(to)]:
		return "did not"
	case from != "" && from[:n] > published[:n]:
		return "will not"
	}
	return unknown
}
