package view

import (
	"strings"

	"demarche"
)

// verb is how an act of one type is told: "to meet", "met", "meeting" and what
// stands before the one it is done to.
type verb struct{ base, past, ing, to string }

var verbs = map[demarche.ActType]verb{
	demarche.Meet:        {"meet", "met", "meeting", " "},
	demarche.Visit:       {"visit", "visited", "visiting", " "},
	demarche.Call:        {"speak by telephone", "spoke by telephone", "speaking by telephone", " with "},
	demarche.Press:       {"appear before the press", "appeared before the press", "appearing before the press", " with "},
	demarche.Agree:       {"agree", "agreed", "agreeing", " with "},
	demarche.Support:     {"give support", "gave support", "giving support", " to "},
	demarche.Cooperate:   {"cooperate", "cooperated", "cooperating", " with "},
	demarche.Aid:         {"give aid", "gave aid", "giving aid", " to "},
	demarche.Concede:     {"make a concession", "made a concession", "making a concession", " to "},
	demarche.Withdraw:    {"withdraw", "withdrew", "withdrawing", " from "},
	demarche.Investigate: {"investigate", "investigated", "investigating", " "},
	demarche.Mobilize:    {"mobilise forces", "mobilised forces", "mobilising forces", " facing "},
	demarche.Sanction:    {"impose sanctions", "imposed sanctions", "imposing sanctions", " on "},
	demarche.Coerce:      {"use coercion", "used coercion", "using coercion", " against "},
	demarche.Attack:      {"attack", "attacked", "attacking", " "},
	demarche.Protest:     {"protest", "protested", "protesting", " against "},
	demarche.Decide:      {"take a decision", "took a decision", "taking a decision", " about "},
	demarche.OtherAct:    {"act", "acted", "acting", " towards "},
}

// act tells an act: "Emmanuel Macron met Vladimir Putin · Kremlin, Moscow".
func (v *viewer) act(a *demarche.Act) Row {
	row := Row{ID: string(a.ID), Marks: Glyph(a.Status), Date: when(a.Date), Words: v.words(a.Evidence), Key: a.Key}
	if len(a.By) > 0 {
		row.Marks = Claimed + row.Marks
	}
	w, ok := verbs[a.Type]
	if !ok {
		w = verbs[demarche.OtherAct]
	}
	who, many := v.names(a.Who), v.many(a.Who)
	if who == "" {
		who = "somebody not stated"
	}
	rest := ""
	if len(a.Whom) > 0 {
		rest = w.to + v.names(a.Whom)
	}
	where := place(a.Place)
	if a.Type == demarche.Visit && where != "" {
		// What is visited is the place; whom are hosts and companions.
		rest, where = strings.Replace(where, " · ", " ", 1), ""
		if len(a.Whom) > 0 {
			rest += " with " + v.names(a.Whom)
		}
	}
	if a.Subtype != "" {
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
