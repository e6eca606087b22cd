package export

import (
	"io"
	"slices"
	"strconv"
	"strings"

	ics "github.com/arran4/golang-ical"

	"demarche"
	"demarche/view"
)

// Host ends the UIDs of calendar entries, which RFC 5545, 3.8.4.7, wants to be
// unique in the world: ids of entries are derived from the words of articles,
// so two records of the same articles mean the same by one.
const Host = "@demarche"

// ICal writes the rows of a listing that are dated or fall due as a calendar
// (RFC 5545; NAME and DESCRIPTION of RFC 7986). An act on one or several days is
// an all-day event, and what is open on a side, or is a deadline, is a to-do.
// What was called off or denied stays, as cancelled: whoever has subscribed must
// see that it went. Revisions give the sequence number and the stamp, so that
// both come from the record and the same record gives the same file; there is no
// METHOD, with which the stamp would have to be that of the file (3.8.7.2).
func ICal(w io.Writer, l *view.Listing, revisions map[demarche.EntryID]view.Revision) error {
	cal := ics.NewCalendarFor("demarche")
	cal.SetProductId("-//demarche//demarche " + demarche.Version + "//EN")
	cal.SetCalscale("GREGORIAN")
	name := view.Clean("demarche: " + l.Title())
	cal.SetName(name)
	cal.SetXWRCalName(name)
	cal.SetDescription(view.Clean(about(&l.Head)))
	cal.SetXWRCalDesc(view.Clean(about(&l.Head)))
	if err := l.Each(func(it *view.Item) error {
		calendarEntry(cal, it, revisions[demarche.EntryID(it.ID)])
		return nil
	}); err != nil {
		return err
	}
	return cal.SerializeTo(w, ics.WithNewLine("\r\n"))
}

// calendarEntry adds a row. Of one without any day there is a to-do without
// one, which the format allows.
func calendarEntry(cal *ics.Calendar, it *view.Item, rev view.Revision) {
	days, dated := it.Happens.Interval()
	from, to := days.From != demarche.Beginning, days.To != demarche.End
	if it.Kind == demarche.ActRow && dated && from && to && daily(it.Happens) {
		e := cal.AddEvent(it.ID + Host)
		day(&e.ComponentBase, ics.ComponentPropertyDtStart, days.From)
		day(&e.ComponentBase, ics.ComponentPropertyDtEnd, days.To+1) // the first day after, 3.6.1
		e.SetStatus(eventStatus(it))
		e.SetTimeTransparency(ics.TransparencyTransparent) // it does not make the reader busy
		describe(&e.ComponentBase, it, rev)
		return
	}
	t := cal.AddTodo(it.ID + Host)
	switch {
	case !dated:
	case to && from && it.Kind == demarche.ActRow:
		// Some day of a month or a season: it does not last that long.
		day(&t.ComponentBase, ics.ComponentPropertyDtStart, days.From)
		day(&t.ComponentBase, ics.ComponentPropertyDue, days.To)
	case to:
		// A deadline, or "by": the last day. A stretch in which something falls
		// due is not when anybody has to begin.
		day(&t.ComponentBase, ics.ComponentPropertyDue, days.To)
	case from:
		day(&t.ComponentBase, ics.ComponentPropertyDtStart, days.From)
	}
	if s := todoStatus(it); s != "" {
		t.SetStatus(s)
	}
	describe(&t.ComponentBase, it, rev)
}

// day sets a property to a day, without an hour or a zone.
func day(c *ics.ComponentBase, p ics.ComponentProperty, d demarche.Day) {
	c.SetProperty(p, d.Time().Format("20060102"), ics.WithValue("DATE"))
}

// eventStatus is CONFIRMED only where the sources themselves say that the act
// took place. A claim is no fact, and a plan is none either.
func eventStatus(it *view.Item) ics.ObjectStatus {
	switch {
	case it.Status == demarche.Negated:
		return ics.ObjectStatusCancelled
	case it.Status.Fact() && len(it.By) == 0:
		return ics.ObjectStatusConfirmed
	}
	return ics.ObjectStatusTentative
}

// todoStatus says nothing of what somebody claims to have happened.
func todoStatus(it *view.Item) ics.ObjectStatus {
	switch {
	case it.Status == demarche.Negated:
		return ics.ObjectStatusCancelled
	case it.Status.Fact() && len(it.By) > 0:
		return ""
	case it.Status == demarche.Happened:
		return ics.ObjectStatusCompleted
	case it.Status == demarche.Ongoing:
		return ics.ObjectStatusInProcess
	}
	return ics.ObjectStatusNeedsAction
}

// describe writes what events and to-dos have in common.
func describe(c *ics.ComponentBase, it *view.Item, rev view.Revision) {
	stamp := rev.Last
	if stamp.IsZero() {
		stamp = it.Recorded[1]
	}
	c.SetDtStampTime(stamp)
	c.SetCreatedTime(it.Recorded[0])
	c.SetModifiedAt(stamp)
	c.SetSequence(rev.Changes)
	c.SetSummary(summary(it))
	c.SetDescription(description(it))
	if p := it.Place; p != nil && p.Name != "" && (p.Precision == demarche.Site || p.Precision == demarche.City) {
		where := p.Name
		if p.Basis == demarche.Inferred {
			where += " (inferred)"
		}
		c.SetLocation(view.Clean(where))
		if p.Lat != nil && p.Lon != nil {
			c.SetProperty(ics.ComponentPropertyGeo, degrees(*p.Lat)+";"+degrees(*p.Lon))
		}
	}
	for _, name := range slices.Concat([]string{it.Type}, it.Issues) {
		c.AddCategory(name)
	}
	if len(it.Sources) > 0 && view.Link(it.Sources[0].URL) != "" {
		c.SetURL(view.Clean(string(it.Sources[0].URL)))
	}
}

func degrees(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// summary is the sentence with what is not to be overlooked where a calendar
// shows nothing else: "… (planned, per Vladimir Putin)".
func summary(it *view.Item) string {
	line := it.Line
	var marks []string
	if it.Kind == demarche.ActRow {
		if len(it.By) > 0 {
			if i := strings.LastIndex(line, " — according to "); i >= 0 {
				line = line[:i]
			}
		}
		marks = append(marks, string(it.Status))
		if by := through(it.By); by != "" {
			marks = append(marks, by)
		}
	} else {
		line = "deadline: " + line
	}
	if it.Happens != nil && !exact(it.Happens) {
		marks = append(marks, "no exact day: "+it.Happens.EDTF)
	}
	if it.Happens == nil {
		marks = append(marks, "no day stated")
	}
	if it.Kind == demarche.StatementRow && it.Status == "" && len(it.Hangs) > 0 {
		marks = append(marks, "on a condition")
	}
	if len(marks) > 0 {
		line += " (" + strings.Join(marks, ", ") + ")"
	}
	return view.Clean(line)
}

// description is the words with their sources, and what is to be said of the
// row.
func description(it *view.Item) string {
	out := sources(it)
	for _, n := range slices.Concat(it.Notes, it.Standing) {
		out = append(out, view.Clean(n))
	}
	out = append(out, "row "+it.ID)
	return strings.Join(out, "\n")
}
