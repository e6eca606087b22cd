package rule

import (
	"strings"
	"unicode/utf8"
)

// Format lays a rule file out as it is meant to be read: keys in a column, one
// blank line between rules and before the examples, expectations indented.
// Comments keep their place; the order of lines, words and rules is the
// author's. Formatting twice changes nothing more. A file that cannot be cut
// into lines of key and value, such as one that is not UTF-8, is an error.
func Format(name, src string) (string, error) {
	if !utf8.ValidString(src) {
		return "", invalidUTF8(name, src)
	}
	var b strings.Builder
	blank, began := false, false
	prev := ""
	for _, l := range scan(src) {
		if l.key == "" && l.value == "" && l.comment == "" {
			blank = began
			continue
		}
		kind := l.key
		if l.indent > 0 && l.value != "" {
			kind = "expect"
		} else if l.key == "" {
			kind = "comment"
		}
		gap := blank
		switch kind {
		case "expect", "need", "bar", "emit", "rank":
			gap = false
		case "rule":
			gap = began && prev != "comment" || blank
		case "at", "yes", "no":
			example := prev == "at" || prev == "yes" || prev == "no" || prev == "expect"
			gap = blank && example || !example && prev != "comment" && prev != "rule"
		}
		if gap && began {
			b.WriteByte('\n')
		}
		b.WriteString(layout(l, kind))
		b.WriteByte('\n')
		blank, began, prev = false, true, kind
	}
	return b.String(), nil
}

// layout writes one line.
func layout(l line, kind string) string {
	out := ""
	switch kind {
	case "comment":
		return squeeze(l.comment)
	case "expect":
		var parts []string
		for _, p := range strings.Split(l.value, "  ") {
			if p = squeeze(p); p != "" {
				parts = append(parts, p)
			}
		}
		out = "        " + strings.Join(parts, "  ")
	case "yes", "no":
		return strings.TrimRight(pad(l.key, 7)+squeeze(l.value), " ")
	default:
		v := l.value
		if ws, bad := l.words(); bad < 0 {
			v = join(ws)
		}
		out = strings.TrimRight(pad(l.key, 7)+v, " ")
	}
	if l.comment != "" {
		out += "  " + squeeze(l.comment)
	}
	return out
}

// join writes the words of a value with one blank between them, none before
// "," ":" and "?", and three between conditions.
func join(ws []word) string {
	var b strings.Builder
	for i, w := range ws {
		mark := !w.quoted && (w.text == "," || w.text == ":" || w.text == "?")
		if i > 0 && !mark {
			b.WriteByte(' ')
			if startsCond(ws, i) {
				b.WriteString("  ")
			}
		}
		if w.quoted {
			b.WriteString(`"` + w.text + `"`)
		} else {
			b.WriteString(w.text)
		}
	}
	return b.String()
}

// startsCond reports whether word i begins a second condition: a colon follows
// it (or its alternatives) and no mark stands before it.
func startsCond(ws []word, i int) bool {
	if p := ws[i-1]; !p.quoted && (p.text == ":" || p.text == "|" || p.text == "," || p.text == "+") {
		return false
	}
	if ws[i].quoted || strings.Contains("|,+:?", ws[i].text) {
		return false
	}
	for j := i + 1; j < len(ws) && !ws[j].quoted; j++ {
		switch ws[j].text {
		case ":":
			return true
		case "|":
			j++
		default:
			return false
		}
	}
	return false
}

func pad(s string, n int) string {
	if len(s) >= n-1 {
		return s + "  "
	}
	return s + strings.Repeat(" ", n-len(s))
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }
