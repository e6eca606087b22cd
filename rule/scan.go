package rule

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// line is one line of a rule file, taken apart.
type line struct {
	no      int // from 1
	indent  int // columns before the key
	key     string
	value   string // without a trailing comment
	at      int    // byte where value begins in raw
	comment string // "# …", empty when none
	raw     string
}

// keys are the words a line may begin with, in the order rules are written in.
var keys = []string{"rule", "verb", "noun", "adj", "pred", "light", "need", "bar", "rank", "emit", "at", "yes", "no"}

// scan cuts a file into lines. Sentences after "yes" and "no" are kept whole:
// a "#" in them is part of the sentence.
func scan(src string) []line {
	src = strings.Map(func(r rune) rune { // one blank for all
		if r != '\n' && unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, strings.TrimPrefix(src, "\ufeff"))
	var out []line
	for i, raw := range strings.Split(src, "\n") {
		raw = strings.TrimRight(raw, " \t\r")
		l := line{no: i + 1, raw: raw}
		body := strings.TrimLeft(raw, " \t")
		l.indent = len(raw) - len(body)
		sentence := l.indent == 0 && (strings.HasPrefix(body, "yes") || strings.HasPrefix(body, "no ") || strings.HasPrefix(body, "no\t"))
		if !sentence {
			if c := commentAt(body); c >= 0 {
				l.comment, body = body[c:], strings.TrimRight(body[:c], " \t")
			}
		}
		if l.indent == 0 {
			n := strings.IndexAny(body, " \t")
			if n < 0 {
				n = len(body)
			}
			l.key = body[:n]
			l.value = strings.TrimLeft(body[n:], " \t")
			l.at = len(body) - len(l.value)
		} else {
			l.value, l.at = body, l.indent
		}
		out = append(out, l)
	}
	return out
}

// commentAt finds a "#" outside quotation marks that no word runs into, or -1.
func commentAt(s string) int {
	quoted := false
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '"':
			quoted = !quoted
		case s[i] == '#' && !quoted && (i == 0 || strings.IndexByte(" \t\"|,+:?", s[i-1]) >= 0):
			return i
		}
	}
	return -1
}

// word is a piece of a value: a bare word, a quoted phrase or a mark.
type word struct {
	text   string
	quoted bool
	at     int // byte in the raw line
}

// words cuts a value at blanks and at the marks | , + : ? outside quotes.
func (l line) words() (out []word, badQuote int) {
	v := l.value
	for i := 0; i < len(v); {
		switch c := v[i]; {
		case c == ' ' || c == '\t':
			i++
		case c == '"':
			end := strings.IndexByte(v[i+1:], '"')
			if end < 0 {
				return out, l.at + i
			}
			out = append(out, word{strings.Join(strings.Fields(v[i+1:i+1+end]), " "), true, l.at + i})
			i += end + 2
		case strings.IndexByte("|,+:?", c) >= 0:
			out = append(out, word{string(c), false, l.at + i})
			i++
		default:
			j := i
			for j < len(v) && strings.IndexByte(" \t\"|,+:?", v[j]) < 0 {
				j++
			}
			out = append(out, word{v[i:j], false, l.at + i})
			i = j
		}
	}
	return out, -1
}

// caret draws the marker under the bytes [at, at+n) of the raw line, which is
// shown with four blanks before it.
func (l line) caret(at, n int) string {
	at = min(max(at, 0), len(l.raw))
	end := min(at+max(n, 1), len(l.raw))
	pad := make([]byte, 0, at)
	for _, r := range l.raw[:at] {
		if r == '\t' {
			pad = append(pad, '\t')
		} else {
			pad = append(pad, ' ')
		}
	}
	w := max(utf8.RuneCountInString(l.raw[at:end]), 1)
	return "    " + l.raw + "\n    " + string(pad) + strings.Repeat("^", w)
}
