package view

import (
	"fmt"
	"strings"
)

// Answer is what a question gives back. The types that implement it are the
// public JSON; Page and Table lay the same rows out for a person and for a
// spreadsheet.
type Answer interface {
	About() *Head
	Page() Page
	Table() Table
}

// About is the head of an answer.
func (h *Head) About() *Head { return h }

// Page is an answer laid out for a person; faces set it in their own way.
type Page struct {
	Sections []Section
}

// Section is a part of a page under a title.
type Section struct {
	Title string
	Count int    // rows shown, said beside the title; nothing is said of 0
	Said  string // a remark under the title
	Lines []Line
	Grid  *Grid
	Chart []string // drawn lines, to be kept as they are
	More  string   // what was left out, and how to see it
	None  string   // what to say when the section has nothing; empty: leave it out
}

// Line is one row on a page.
type Line struct {
	Tag   string // what is special about it: "planned → happened", "said 4 times"
	Marks string
	Date  string
	Text  string
	Words string   // the words it stands on, in quotation marks, with the outlet and day
	Notes []string // what else is to be said about it
	ID    string
	URL   string    // of the words
	Sides [2]Column // two columns in place of the text, for a tension
	Below []string  // what stands under it, a line each: earlier wordings
}

// Column is one side of a tension.
type Column struct{ Marks, Text, Words, ID string }

// Grid is a table of short cells.
type Grid struct {
	Head []string
	Rows [][]string
}

// empty reports whether a section shows nothing.
func (s *Section) empty() bool { return len(s.Lines) == 0 && s.Grid == nil && len(s.Chart) == 0 }

// wordsShown is how many letters of its words a line of a page repeats; files
// and why have them whole.
const wordsShown = 220

// line lays an item out.
func (it *Item) line() Line {
	l := Line{Marks: it.Marks, Date: it.Date, Text: it.Line, ID: it.ID}
	if len(it.Words) > 0 {
		l.Words = cut(quote(strings.Join(it.Words, "” … “")), wordsShown)
	}
	if len(it.Sources) > 0 {
		if l.URL = string(it.Sources[0].URL); l.Words != "" {
			l.Words += " — " + it.Sources[0].cite()
		} else {
			l.Notes = append(l.Notes, it.Sources[0].cite())
		}
	}
	l.Notes = append(l.Notes, it.Notes...)
	l.Notes = append(l.Notes, it.Standing...)
	return l
}

// cite names an article: "Harbour Wire, 2022-02-08".
func (s *Source) cite() string {
	name := string(s.Source)
	if name == "" {
		name = "article " + string(s.Article)
	}
	if s.Grade != "" {
		name += " (" + s.Grade + ")"
	}
	if s.Published != "" {
		name += ", " + string(s.Published)
	}
	return name
}

// linesOf lays items out.
func linesOf(items []Item) []Line {
	out := make([]Line, len(items))
	for i := range items {
		out[i] = items[i].line()
	}
	return out
}

// more says what was left out and how to see it.
func more(n int, command string) string {
	if n <= 0 {
		return ""
	}
	return fmt.Sprintf("and %d more: %s", n, command)
}

// shown drops the sections that have nothing to show or say.
func shown(all ...Section) []Section {
	var out []Section
	for _, s := range all {
		if !s.empty() || s.None != "" || s.More != "" {
			out = append(out, s)
		}
	}
	return out
}

// Several is a number with its noun: "1 row", "3 rows".
func Several(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %ss", n, one)
}

// moreWith says how many rows were left out, and the question with a limit
// that shows them.
func (h *Head) moreWith(question string) string {
	switch {
	case h.More > 0 && h.MoreOpen:
		return fmt.Sprintf("and %d more at least: %s", h.More, h.command(fmt.Sprintf("%s %d", question, h.Count+h.More)))
	case h.More > 0:
		return more(h.More, h.command(fmt.Sprintf("%s %d", question, h.Count+h.More)))
	case h.MoreOpen:
		return "and more: " + h.command(fmt.Sprintf("%s %d", question, 2*h.Count))
	}
	return ""
}

// upper begins a title with a capital.
func upper(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// command is a call of the program that keeps the knowledge of this answer.
func (h *Head) command(s string) string {
	switch day := h.Known.At.UTC().Format("2006-01-02"); h.Known.By {
	case ByReporting:
		s += " --as-reported " + day
	case ByRecording:
		s += " --as-known " + h.Known.At.UTC().Format("2006-01-02T15:04")
	}
	return "demarche " + s
}
