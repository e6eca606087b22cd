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
func (v *viewer) statement(s *demarche.Statement) Row {
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
	who := v.names(s.Speakers)
	if who == "" {
		who = "an unclear speaker"
		if len(s.SourceSpan) > 0 {
			who = quote(v.join(s.SourceSpan)) + " (unresolved)"
		}
	}
	b.WriteString(who)
	if len(s.Via) > 0 {
		b.WriteString(", as told by " + v.chain(s.Via) + ",")
	}
	many := v.many(s.Speakers)
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
		b.WriteString(aim + v.names(to))
	}
	if !within(s.Condition, s.Content) {
		b.WriteString(v.condition(s.Condition)) // else it is among the words that follow
	}
	if d := when(s.Deadline); d != "" {
		b.WriteString(", deadline " + d)
	}
	if said := v.join(s.Content); said != "" {
		if s.Mode == demarche.Direct {
			said = quote(strings.Join(v.words(s.Content), "” … “"))
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
	row.Notes = v.basis("date", s.Date, row.Notes)
	row.Notes = v.basis("deadline", s.Deadline, row.Notes)
	row.Notes = v.defined(s.Condition, row.Notes)
	return row
}

// within reports whether the words of a condition stand among those of the
// content.
func within(c *demarche.Condition, content []demarche.Span) bool {
	if c == nil || len(c.Spans) == 0 {
		return false
	}
	for _, s := range c.Spans {
		if !slices.ContainsFunc(content, func(o demarche.Span) bool { return o.Contains(s) }) {
			return false
		}
	}
	return true
}
