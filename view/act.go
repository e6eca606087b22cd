package view

import (
	"strings"

	"demarche"
)

// act tells an act: "Emmanuel Macron met Vladimir Putin · Kremlin, Moscow".
func (v *viewer) act(a *demarche.Act) Row {
	row := Row{ID: string(a.ID), Marks: Glyph(a.Status), Date: when(a.Date), Words: v.words(a.Evidence), Key: a.Key}
	if len(a.By) > 0 {
		row.Marks = Claimed + row.Marks
	}
	w, whole := verbOf(a)
	who, many := v.names(a.Who), v.many(a.Who)
	if who == "" {
		who = "somebody not stated"
	}
	rest := ""
	if len(a.Whom) > 0 {
		rest = w.to + v.names(a.Whom)
	}
	where := place(a.Place)
	if a.Type == demarche.Visit && a.Subtype != "host" && where != "" {
		// What is visited is the place; whom are hosts and companions.
		rest, where = strings.Replace(where, " · ", " ", 1), ""
		if len(a.Whom) > 0 {
			rest += " with " + v.names(a.Whom)
		}
	}
	if !whole {
		rest += " (" + string(a.Subtype) + ")"
	}
	row.Line = who + " " + v.verb(a, w, many) + rest + where + v.condition(a.Condition) + v.source(a.By)
	row.Notes = v.defined(a.Condition, v.basis("date", a.Date, nil))
	return row
}

// verb puts the status into the verb.
func (v *viewer) verb(a *demarche.Act, w verb, many bool) string {
	be := "is"
	if many {
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
		return v.not(a.Date, many) + " " + w.base
	}
	return "(" + string(a.Status) + ") " + w.base
}

// not is "did not" or "will not" where the dates tell, else "does not": the
// status alone does not say which.
func (v *viewer) not(d *demarche.Date, many bool) string {
	unknown := "does not"
	if many {
		unknown = "do not"
	}
	published := string(v.r.Article.Published)
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
