package view

import (
	"slices"
	"strings"

	"demarche"
)

// saying is how a force is told, and what stands before the addressee. With
// aim, the one it is about takes the addressee's place when there is none:
// a threat, a demand or a criticism is aimed at somebody.
type saying struct {
	one, many, base, to string
	aim                 bool
}

var sayings = map[demarche.Force]saying{
	demarche.Say:       {"says", "say", "say", " to ", false},
	demarche.Admit:     {"admits", "admit", "admit", " to ", false},
	demarche.Deny:      {"denies", "deny", "deny", " to ", false},
	demarche.Pledge:    {"pledges", "pledge", "pledge", " to ", false},
	demarche.Threaten:  {"threatens", "threaten", "threaten", " ", true},
	demarche.Warn:      {"warns", "warn", "warn", " ", false},
	demarche.Propose:   {"proposes", "propose", "propose", " to ", false},
	demarche.Demand:    {"demands", "demand", "demand", " of ", true},
	demarche.Refuse:    {"refuses", "refuse", "refuse", " to ", false},
	demarche.Criticise: {"criticises", "criticise", "criticise", " ", true},
	demarche.Endorse:   {"supports", "support", "support", " ", true},
}

// statement tells who says what with which force. Words in quotation marks are
// the speaker's own; reported words stand without.
func (t *teller) statement(s *demarche.Statement) Row {
	row := Row{ID: string(s.ID), Marks: Claimed, Date: when(s.Date), Key: s.Key}
	if s.Force == demarche.Deny || s.Negated {
		row.Marks += Glyph(demarche.Negated)
	}
	if s.Condition != nil {
		row.Marks += Glyph(demarche.Possible)
	}
	w, ok := sayings[s.Force]
	if !ok {
		w = saying{one: string(s.Force), many: string(s.Force), base: string(s.Force), to: " to "}
	}
	var b strings.Builder
	who := t.names(s.Speakers)
	if who == "" {
		who = "an unclear speaker"
		if len(t.source) > 0 {
			who = quote(join(t.source)) + " (unresolved)"
		}
	}
	b.WriteString(who)
	if len(s.Via) > 0 {
		b.WriteString(", as told by " + t.chain(s.Via) + ",")
	}
	many := t.many(s.Speakers)
	switch {
	case s.Negated && many:
		b.WriteString(" do not " + w.base)
	case s.Negated:
		b.WriteString(" does not " + w.base)
	case many:
		b.WriteString(" " + w.many)
	default:
		b.WriteString(" " + w.one)
	}
	to, aim := s.To, w.to
	if len(to) == 0 && w.aim {
		to = s.About
	} else if len(to) > 0 && s.Force == demarche.Endorse {
		aim = " to "
	}
	if len(to) > 0 {
		b.WriteString(aim + t.names(to))
	}
	if !within(t.hangs, t.words) {
		b.WriteString(t.condition(s.Condition)) // else it is among the words that follow
	}
	if d := when(s.Deadline); d != "" {
		b.WriteString(", deadline " + d)
	}
	if said := join(t.words); said != "" {
		if s.Mode == demarche.Direct {
			said = quote(strings.Join(t.words, "” … “"))
		}
		b.WriteString(": " + said)
	}
	row.Line = b.String()
	if s.RedLine {
		row.Notes = append(row.Notes, "a red line")
	}
	if s.Restates != "" {
		row.Notes = append(row.Notes, "said before, see "+string(s.Restates))
	}
	row.Notes = t.basis("date", s.Date, row.Notes)
	row.Notes = t.basis("deadline", s.Deadline, row.Notes)
	row.Notes = t.explained(s.Condition, row.Notes)
	return row
}

// within reports whether the words of a condition stand among those of the
// content.
func within(hangs, content []string) bool {
	for _, h := range hangs {
		if !slices.ContainsFunc(content, func(c string) bool { return strings.Contains(c, h) }) {
			return false
		}
	}
	return len(hangs) > 0
}
