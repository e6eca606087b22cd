package view

import (
	"fmt"
	"strings"

	"demarche"
)

// Markdown sets an answer to be pasted into a brief.
func Markdown(a Answer) []byte {
	var b strings.Builder
	h := a.About()
	b.WriteString("# " + Escape(upper(h.Title())) + "\n\n")
	fmt.Fprintf(&b, "%s · demarche %s\n", Several(h.Count, "row"), h.Version)
	for _, n := range h.Notes {
		b.WriteString("\n*" + Escape(n) + "*\n")
	}
	page := a.Page()
	for i := range page.Sections {
		s := &page.Sections[i]
		if s.Title != "" {
			title := "\n## " + Escape(s.Title)
			if s.Count > 0 {
				title += fmt.Sprintf(" (%d)", s.Count)
			}
			b.WriteString(title + "\n")
		}
		if s.Said != "" {
			b.WriteString("\n" + Escape(s.Said) + "\n")
		}
		if s.empty() && s.None != "" {
			b.WriteString("\n" + Escape(s.None) + "\n")
		}
		if s.Grid != nil {
			markdownGrid(&b, s.Grid)
		}
		if len(s.Chart) > 0 {
			b.WriteString("\n```text\n" + drawn(s.Chart) + "```\n")
		}
		if len(s.Lines) > 0 {
			b.WriteString("\n")
		}
		for k := range s.Lines {
			markdownLine(&b, &s.Lines[k])
		}
		if s.More != "" {
			b.WriteString("\n*" + Escape(s.More) + "*\n")
		}
	}
	return []byte(b.String())
}

// drawn cleans drawn lines, a line each.
func drawn(all []string) string {
	var b strings.Builder
	for _, l := range all {
		b.WriteString(strings.ReplaceAll(Clean(l), "```", "'''") + "\n")
	}
	return b.String()
}

func markdownLine(b *strings.Builder, l *Line) {
	b.WriteString("- ")
	if l.Tag != "" {
		b.WriteString("**" + Escape(l.Tag) + "** ")
	}
	if head := strings.Join(lines([]string{l.Marks, Escape(l.Date), Escape(l.Text)}), " "); head != "" {
		b.WriteString(head)
	}
	if l.ID != "" {
		b.WriteString(" " + code(l.ID))
	}
	b.WriteString("\n")
	for i := range l.Sides {
		if c := &l.Sides[i]; c.Text != "" {
			b.WriteString("  - " + c.Marks + " " + Escape(c.Text) + " " + code(c.ID) + "\n")
			if c.Words != "" {
				b.WriteString("    > " + Escape(c.Words) + "\n")
			}
		}
	}
	if l.Words != "" {
		b.WriteString("  > " + Escape(l.Words))
		if u := Link(demarche.Maybe(l.URL)); u != "" {
			b.WriteString(" <" + strings.NewReplacer(" ", "%20", "<", "%3C", ">", "%3E").Replace(Clean(u)) + ">")
		}
		b.WriteString("\n")
	}
	if len(l.Notes) > 0 {
		b.WriteString("  - " + Escape(strings.Join(l.Notes, " · ")) + "\n")
	}
	for _, below := range l.Below {
		b.WriteString("  - " + Escape(below) + "\n")
	}
}

func markdownGrid(b *strings.Builder, g *Grid) {
	row := func(cells []string) {
		b.WriteString("|")
		for _, c := range cells {
			b.WriteString(" " + Escape(c) + " |")
		}
		b.WriteString("\n")
	}
	b.WriteString("\n")
	row(g.Head)
	b.WriteString(strings.Repeat("|---", len(g.Head)) + "|\n")
	for _, r := range g.Rows {
		row(r)
	}
}

// code sets an id as it is; one that came with an article may have anything in
// it.
func code(id string) string { return "`" + strings.ReplaceAll(oneLine(Clean(id)), "`", "'") + "`" }

// Link is an address that may be followed: one of the web. Others, which an
// article may come with, do things of their own where they are clicked.
func Link(address demarche.Maybe) string {
	s := string(address)
	if i := strings.Index(s, "://"); i < 0 || !strings.EqualFold(s[:i], "https") && !strings.EqualFold(s[:i], "http") {
		return ""
	}
	return s
}
