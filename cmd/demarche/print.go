package main

import (
	"bytes"
	"fmt"
	"strings"

	"demarche"
	"demarche/view"
)

// style is how text is set for a person.
type style struct {
	width  int
	colour bool
}

// paint is a colour of the terminal.
type paint string

const (
	plain  paint = ""
	bold   paint = "1"
	dim    paint = "2"
	red    paint = "31"
	green  paint = "32"
	yellow paint = "33"
	blue   paint = "34"
	purple paint = "35"
	cyan   paint = "36"
)

func (s style) in(p paint, text string) string {
	if !s.colour || p == plain || text == "" {
		return text
	}
	return "\x1b[" + string(p) + "m" + text + "\x1b[0m"
}

// markPaint colours a status; the glyph alone already tells it.
func markPaint(marks string) paint {
	switch {
	case strings.Contains(marks, "⊘"):
		return red
	case strings.HasPrefix(marks, view.Claimed):
		return yellow
	case marks == "●":
		return green
	case marks == "◐":
		return cyan
	case marks == "○" || marks == "◇":
		return blue
	case marks == "⟂", marks == view.Against:
		return purple
	}
	return plain
}

// sections are the parts of a printed reading.
func sections(v view.Rows) []struct {
	name string
	rows []view.Row
} {
	return []struct {
		name string
		rows []view.Row
	}{{"Acts", v.Acts}, {"Statements", v.Statements}, {"Figures", v.Figures}, {"Tensions", v.Tensions}}
}

// fold leaves the key rows and counts the others.
func fold(rows []view.Row, keyOnly bool) (shown []view.Row, folded int) {
	if !keyOnly {
		return rows, 0
	}
	for _, r := range rows {
		if r.Key {
			shown = append(shown, r)
		} else {
			folded++
		}
	}
	return shown, folded
}

// underTitle is source, date and id of an article in one line.
func underTitle(a *demarche.Article) string {
	parts := []string{}
	if a.Source != "" {
		parts = append(parts, string(a.Source))
	}
	if a.Published != "" {
		parts = append(parts, string(a.Published))
	} else {
		parts = append(parts, "publication date not stated")
	}
	return strings.Join(append(parts, string(a.ID)), " · ")
}

// title is what an article is called.
func title(a *demarche.Article) string {
	if a.Title == "" {
		return "Untitled"
	}
	return strings.Join(strings.Fields(a.Title), " ")
}

// text prints a reading for a terminal.
func (s style) text(r *demarche.Reading, keyOnly bool) []byte {
	var b bytes.Buffer
	line := func(p paint, indent int, text string) {
		for _, l := range view.Wrap(view.Clean(text), s.width-indent) {
			b.WriteString(strings.Repeat(" ", indent) + s.in(p, l) + "\n")
		}
	}
	line(bold, 0, title(&r.Article))
	line(dim, 0, underTitle(&r.Article))
	none := true
	for _, sec := range sections(view.Of(r)) {
		rows, folded := fold(sec.rows, keyOnly)
		if len(sec.rows) == 0 {
			continue
		}
		none = false
		b.WriteString("\n" + s.in(bold, sec.name) + s.in(dim, count(len(rows), folded)) + "\n")
		for _, row := range rows {
			s.row(&b, row)
			for _, w := range row.Words {
				line(dim, indent, "“"+w+"”")
			}
			for _, n := range row.Notes {
				line(dim, indent, n)
			}
		}
	}
	if none {
		b.WriteString("\n")
		line(plain, 0, "Nothing for the record was found in it.")
	}
	if len(r.Notes) > 0 {
		b.WriteString("\n" + s.in(bold, "Notes") + "\n")
		for _, n := range r.Notes {
			line(plain, 2, n.Code+": "+noteText(r, n))
		}
	}
	return b.Bytes()
}

// count is "  7" or "  7, 12 more folded".
func count(shown, folded int) string {
	if folded == 0 {
		return fmt.Sprintf("  %d", shown)
	}
	return fmt.Sprintf("  %d key, %d more folded", shown, folded)
}

// noteText is a note with the words it is about.
func noteText(r *demarche.Reading, n demarche.Note) string {
	if n.Span == nil {
		return n.Text
	}
	words := []rune(strings.Join(strings.Fields(n.Span.In(r.Article.Text)), " "))
	if len(words) > 60 {
		words = append(words[:60:60], '…')
	}
	return n.Text + ": “" + string(words) + "”"
}

// indent is where the sentences of rows begin.
const indent = 7

// row prints id, marks, date and sentence.
func (s style) row(b *bytes.Buffer, row view.Row) {
	head := row.Marks + " "
	if row.Date != "" {
		head += row.Date + " "
	}
	id := fmt.Sprintf("%*s  ", indent-2, row.ID)
	for i, l := range view.Wrap(view.Clean(head+row.Line), s.width-indent) {
		if i > 0 {
			b.WriteString(strings.Repeat(" ", indent) + l + "\n")
			continue
		}
		rest := strings.TrimPrefix(l, row.Marks)
		b.WriteString(s.in(dim, id) + s.in(markPaint(row.Marks), row.Marks) + rest + "\n")
	}
}
