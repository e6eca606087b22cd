package score

import (
	"strings"
	"unicode"
)

// plain is plainOf by letter.
var plain = func() map[rune]string {
	m := map[rune]string{}
	for to, from := range plainOf {
		for _, r := range from {
			m[r] = to
		}
	}
	return m
}()

// fold makes names comparable as score_ledger.py does: no accents, case,
// punctuation, possessives or "the".
func fold(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '’':
			b.WriteByte('\'')
		case r < 0x80:
			b.WriteRune(unicode.ToLower(r))
		case unicode.Is(unicode.Mn, r):
		case plain[r] != "":
			b.WriteString(plain[r])
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	var out strings.Builder
	rs := []rune(b.String())
	for i := 0; i < len(rs); i++ {
		r := rs[i]
		if r == '\'' && i+1 < len(rs) && rs[i+1] == 's' && (i+2 == len(rs) || !isWordRune(rs[i+2])) {
			i++
			continue
		}
		if 'a' <= r && r <= 'z' || '0' <= r && r <= '9' {
			out.WriteRune(r)
		} else {
			out.WriteByte(' ')
		}
	}
	words := strings.Fields(out.String())
	kept := words[:0]
	for _, w := range words {
		if w != "the" {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}

// isWordRune is \w of the scorers in Python.
func isWordRune(r rune) bool {
	return r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r)
}
