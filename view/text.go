package view

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Role is what a piece of a printed page is, for those who colour it.
type Role int

// The roles.
const (
	Plain Role = iota
	TitleRole
	TagRole
	MarkRole
	WordsRole // the words of a source
	DimRole   // ids, remarks
)

// Text sets an answer for a terminal: width columns, coloured by paint, which
// may be nil. Colour is never the only mark.
func Text(a Answer, width int, paint func(Role, string) string) []byte {
	if paint == nil {
		paint = func(_ Role, s string) string { return s }
	}
	s := setter{width: max(width, 40), paint: paint}
	s.head(a.About())
	page := a.Page()
	for i := range page.Sections {
		s.section(&page.Sections[i])
	}
	return []byte(s.b.String())
}

// setter sets a page line by line.
type setter struct {
	b     strings.Builder
	width int
	paint func(Role, string) string
}

// para prints a paragraph, its later lines further in.
func (s *setter) para(role Role, indent, hang int, text string) {
	for i, l := range Wrap(Clean(text), s.width-indent-hang) {
		in := indent
		if i > 0 {
			in += hang
		}
		s.b.WriteString(strings.Repeat(" ", in) + s.paint(role, l) + "\n")
	}
}

func (s *setter) head(h *Head) {
	s.para(TitleRole, 0, 2, upper(h.Title()))
	count := Several(h.Count, "row")
	switch {
	case h.More > 0 && h.MoreOpen:
		count += fmt.Sprintf(", %d more at least", h.More)
	case h.More > 0:
		count += fmt.Sprintf(", %d more", h.More)
	case h.MoreOpen:
		count += ", and more"
	}
	s.para(DimRole, 0, 2, count+" · demarche "+h.Version)
	for _, n := range h.Notes {
		s.para(TagRole, 0, 2, "note: "+n)
	}
}

func (s *setter) section(sec *Section) {
	s.b.WriteByte('\n')
	if sec.Title != "" {
		title := s.paint(TitleRole, Clean(sec.Title))
		if sec.Count > 0 {
			title += s.paint(DimRole, fmt.Sprintf("  %d", sec.Count))
		}
		s.b.WriteString(title + "\n")
	}
	if sec.Said != "" {
		s.para(DimRole, 2, 0, sec.Said)
	}
	if sec.empty() && sec.None != "" {
		s.para(Plain, 2, 0, sec.None)
	}
	if sec.Grid != nil {
		s.grid(sec.Grid)
	}
	for _, l := range sec.Chart {
		s.b.WriteString("  " + Clean(l) + "\n")
	}
	for i := range sec.Lines {
		s.line(&sec.Lines[i])
	}
	if sec.More != "" {
		s.para(DimRole, 2, 2, sec.More)
	}
}

// under is how far in stands what is said of a row.
const under = 6

func (s *setter) line(l *Line) {
	if l.Sides[0].Text != "" {
		s.columns(l)
		return
	}
	// The first line is wrapped without its colours, which have no width.
	head := strings.Join(lines([]string{Clean(l.Tag), l.Marks, Clean(l.Date)}), " ")
	for i, w := range Wrap(head+" "+Clean(l.Text), s.width-4) {
		if i > 0 {
			s.b.WriteString("    " + w + "\n")
			continue
		}
		out := w
		if tag := Clean(l.Tag); tag != "" && strings.HasPrefix(w, tag) {
			out = s.paint(TagRole, tag)
			w = w[len(tag):]
			if l.Marks != "" {
				w = strings.Replace(w, l.Marks, s.paint(MarkRole, l.Marks), 1)
			}
			out += w
		} else if l.Marks != "" {
			out = strings.Replace(w, l.Marks, s.paint(MarkRole, l.Marks), 1)
		}
		s.b.WriteString("  " + out + "\n")
	}
	if l.Words != "" {
		s.para(WordsRole, under, 0, l.Words)
	}
	s.rest(l)
}

// rest prints notes and id in one paragraph, then what stands below.
func (s *setter) rest(l *Line) {
	notes := append([]string{}, l.Notes...)
	if l.ID != "" {
		notes = append(notes, l.ID)
	}
	if len(notes) > 0 {
		s.para(DimRole, under, 0, strings.Join(notes, " · "))
	}
	for _, b := range l.Below {
		s.para(Plain, under, 2, b)
	}
}

// columns prints the two sides of a tension beside one another, or one after
// the other where the page is narrow.
func (s *setter) columns(l *Line) {
	head := strings.Join(lines([]string{l.Marks, Clean(l.Tag), Clean(l.Date)}), " ")
	s.b.WriteString("  " + s.paint(TagRole, head) + "\n")
	const gap = " │ "
	w := (s.width - under - utf8.RuneCountInString(gap)) / 2
	if w < 34 {
		for i := range l.Sides {
			c := &l.Sides[i]
			s.para(Plain, 4, 2, c.Marks+" "+c.Text)
			s.para(WordsRole, under, 0, c.Words)
			s.para(DimRole, under, 0, c.ID)
		}
		s.rest(l)
		return
	}
	type cell struct {
		role Role
		text string
	}
	var sides [2][]cell
	for i := range l.Sides {
		c := &l.Sides[i]
		for _, p := range []cell{{Plain, c.Marks + " " + c.Text}, {WordsRole, c.Words}, {DimRole, c.ID}} {
			for _, t := range Wrap(Clean(p.text), w) {
				sides[i] = append(sides[i], cell{p.role, t})
			}
		}
	}
	for i := range max(len(sides[0]), len(sides[1])) {
		var left, right cell
		if i < len(sides[0]) {
			left = sides[0][i]
		}
		if i < len(sides[1]) {
			right = sides[1][i]
		}
		pad := strings.Repeat(" ", max(0, w-utf8.RuneCountInString(left.text)))
		s.b.WriteString(strings.TrimRight(strings.Repeat(" ", under-2)+s.paint(left.role, left.text)+pad+gap+s.paint(right.role, right.text), " ") + "\n")
	}
	s.rest(l)
}

// firstColumn is how wide the first column of a grid may be.
const firstColumn = 26

// grid prints short cells in columns; those that the page has no room for are
// left out and counted.
func (s *setter) grid(g *Grid) {
	widths := make([]int, len(g.Head))
	see := func(cells []string) {
		for i, c := range cells {
			widths[i] = max(widths[i], utf8.RuneCountInString(Clean(c)))
		}
	}
	see(g.Head)
	for _, r := range g.Rows {
		see(r)
	}
	if len(widths) > 0 {
		widths[0] = min(widths[0], firstColumn)
	}
	cols, room := 0, s.width-2
	for cols < len(widths) && room >= widths[cols] {
		room -= widths[cols] + 2
		cols++
	}
	put := func(cells []string, role Role) {
		var b strings.Builder
		for i, c := range cells[:cols] {
			b.WriteString(fill(clip(Clean(c), widths[i]), widths[i]) + "  ")
		}
		s.b.WriteString("  " + s.paint(role, strings.TrimRight(b.String(), " ")) + "\n")
	}
	put(g.Head, DimRole)
	for _, r := range g.Rows {
		put(r, Plain)
	}
	if n := len(widths) - cols; n > 0 {
		s.para(DimRole, 2, 0, fmt.Sprintf("%s left out for want of room: --width", Several(n, "column")))
	}
}

// clip cuts a cell to a width.
func clip(s string, width int) string {
	if r := []rune(s); len(r) > width {
		return string(r[:width-1]) + "…"
	}
	return s
}
