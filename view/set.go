package view

import (
	"strings"
	"unicode/utf8"
)

// Clean takes control characters out of words of a text, which could drive a
// terminal or turn the direction of a line.
func Clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' {
			return -1
		}
		return r
	}, s)
}

// Wrap breaks a text at spaces into lines of at most width letters; a longer
// word stays whole.
func Wrap(s string, width int) []string {
	var lines []string
	var b strings.Builder
	n := 0
	for w := range strings.FieldsSeq(s) {
		l := utf8.RuneCountInString(w)
		if n > 0 && n+1+l > width {
			lines = append(lines, b.String())
			b.Reset()
			n = 0
		}
		if n > 0 {
			b.WriteByte(' ')
			n++
		}
		b.WriteString(w)
		n += l
	}
	if n > 0 {
		lines = append(lines, b.String())
	}
	return lines
}

// escaper keeps words from being read as marks of Markdown.
var escaper = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "#", `\#`, "|", `\|`, "\n", " ")

// Escape makes words safe to stand in Markdown.
func Escape(s string) string { return escaper.Replace(Clean(s)) }

// fill adds spaces up to a width.
func fill(s string, width int) string {
	if n := width - utf8.RuneCountInString(s); n > 0 {
		return s + strings.Repeat(" ", n)
	}
	return s
}
