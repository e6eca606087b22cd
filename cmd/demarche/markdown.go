package main

import (
	"bytes"

	"demarche"
	"demarche/view"
)

// markdown prints a reading as Markdown, to be pasted into a brief.
func markdown(r *demarche.Reading, keyOnly bool) []byte {
	var b bytes.Buffer
	b.WriteString("# " + view.Escape(title(&r.Article)) + "\n\n" + view.Escape(underTitle(&r.Article)) + "\n")
	none := true
	for _, sec := range sections(view.Of(r)) {
		rows, folded := fold(sec.rows, keyOnly)
		if len(sec.rows) == 0 {
			continue
		}
		none = false
		b.WriteString("\n## " + sec.name + count(len(rows), folded)[1:] + "\n\n")
		for _, row := range rows {
			b.WriteString("- " + row.Marks + " ")
			if row.Date != "" {
				b.WriteString(row.Date + " ")
			}
			b.WriteString(view.Escape(row.Line) + " `" + row.ID + "`\n")
			for _, w := range row.Words {
				b.WriteString("  > " + view.Escape(w) + "\n")
			}
			for _, n := range row.Notes {
				b.WriteString("  - " + view.Escape(n) + "\n")
			}
		}
	}
	if none {
		b.WriteString("\nNothing for the record was found in it.\n")
	}
	if len(r.Notes) > 0 {
		b.WriteString("\n## Notes\n\n")
		for _, n := range r.Notes {
			b.WriteString("- " + n.Code + ": " + view.Escape(noteText(r, n)) + "\n")
		}
	}
	return b.Bytes()
}
