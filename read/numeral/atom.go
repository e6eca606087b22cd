// Package numeral reads numbers out of text: it cuts tokens into atoms and
// gives the value of number words and figures. The finders of dates and of
// amounts both stand on it, so that "mid-February", "3,000-5,000" and "24-hour"
// read the same however the tokens were cut at their hyphens.
package numeral

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"demarche"
	"demarche/text"
)

// Kind is the sort of an atom.
type Kind uint8

// The kinds of atom.
const (
	Word   Kind = iota // letters, with the dots of an abbreviation and inner apostrophes
	Figure             // digits, with their grouping and decimal marks
	Symbol             // one character of anything else
)

// Atom is a word, a figure or a symbol within one token.
type Atom struct {
	demarche.Span        // bytes of the text
	Tok           int    // the token that holds it
	Kind          Kind   //
	Low           string // a word in lower case without abbreviation dots; a figure as printed; a symbol with dashes and quotes made plain
	Val           float64
	Cap           bool // the word begins with a capital
	Glued         bool // no space before it
}

// Atoms cuts the tokens of a text. Every atom lies in one token; the atoms
// cover all its bytes but spaces.
func Atoms(src string, toks []text.Token) []Atom {
	out := make([]Atom, 0, len(toks)+len(toks)/4)
	end := -1
	for t := range toks {
		s := toks[t].In(src)
		for i := 0; i < len(s); {
			c := s[i]
			if c == ' ' || c == '\t' || c == '\n' || c == '\r' {
				i++
				continue
			}
			a := Atom{Tok: t}
			n := 1
			switch {
			case c >= '0' && c <= '9':
				n = figure(s[i:])
				if i > 0 && s[i-1] == '.' && len(out) > 1 && out[len(out)-2].Kind == Figure {
					n = leading(s[i:]) // the year of "10.31.1974" is no fraction
				}
				a.Kind, a.Low = Figure, s[i:i+n]
				a.Val = value(a.Low)
			case c < utf8.RuneSelf && !letter(c):
				a.Kind, a.Low = Symbol, s[i:i+1]
				if c == '\'' && i == 0 && len(s) > 1 && letter(s[1]) {
					// a clitic that is its own token: 's, 're
					n = 1 + word(s[1:])
					a.Kind, a.Low = Word, s[:n]
				}
			default:
				r, size := utf8.DecodeRuneInString(s[i:])
				if unicode.IsLetter(r) {
					n = word(s[i:])
					a.Kind, a.Cap = Word, unicode.IsUpper(r)
					a.Low = lower(s[i : i+n])
				} else {
					n = size
					a.Kind, a.Low = Symbol, plain(r, s[i:i+n])
					if a.Low == "'" && i == 0 && len(s) > n && letter(s[n]) {
						m := word(s[n:])
						a.Kind, a.Low = Word, "'"+lower(s[n:n+m])
						n += m
					}
				}
			}
			a.Start = toks[t].Start + i
			a.End = a.Start + n
			a.Glued = a.Start == end
			end = a.End
			out = append(out, a)
			i += n
		}
	}
	return out
}

func letter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
func digit(c byte) bool  { return c >= '0' && c <= '9' }

// word measures the word at the start of s: letters and combining marks, dots
// between letters ("p.m", "U.S") with the last one, an apostrophe between
// letters ("o'clock"), a single closing dot ("Feb.").
func word(s string) int {
	i, dots := 0, 0
	for i < len(s) {
		c := s[i]
		switch {
		case letter(c):
			i++
		case c == '.' && i > 0 && i+1 < len(s) && letter(s[i+1]):
			dots++
			i++
		case c == '\'' && i > 0 && i+1 < len(s) && letter(s[i+1]):
			i++
		case c == '.' && i > 0 && i+1 == len(s):
			return i + 1
		case c >= utf8.RuneSelf:
			r, size := utf8.DecodeRuneInString(s[i:])
			if r == '’' && i > 0 && i+size < len(s) && letter(s[i+size]) || unicode.IsLetter(r) || unicode.IsMark(r) {
				i += size
				continue
			}
			return i
		default:
			if dots > 0 && c == '.' {
				i++
			}
			return i
		}
	}
	return i
}

func leading(s string) int {
	i := 0
	for i < len(s) && digit(s[i]) {
		i++
	}
	return i
}

// figure measures the figure at the start of s: digits, groups of two or three
// after commas ending in three ("100,000", "1,00,000"), and one decimal part.
// A dotted date ("31.10.2022") is left as separate figures.
func figure(s string) int {
	run := func(i int) int {
		for i < len(s) && digit(s[i]) {
			i++
		}
		return i
	}
	i := run(0)
	if i <= 3 && i < len(s) && s[i] == ',' { // groups need a short first part
		j, last, ok := i, 0, false
		for j < len(s) && s[j] == ',' {
			k := run(j + 1)
			if last = k - j - 1; last != 2 && last != 3 {
				break
			}
			j, ok = k, last == 3
		}
		if ok {
			i = j
		}
	}
	if i+1 < len(s) && s[i] == '.' && digit(s[i+1]) {
		if j := run(i + 1); j+1 >= len(s) || s[j] != '.' || !digit(s[j+1]) {
			i = j
		}
	}
	return i
}

// value is the number that a figure prints, grouping commas left out.
func value(s string) float64 {
	v, frac := 0.0, 0.0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '.':
			frac = 1
		case c == ',':
		default:
			v = v*10 + float64(c-'0')
			frac *= 10
		}
	}
	if frac > 1 {
		v /= frac
	}
	return v
}

// lower gives a word in lower case, without the dots of abbreviations and with
// straight apostrophes. Words that are so already are not copied.
func lower(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= 'A' && c <= 'Z' || c == '.' || c >= utf8.RuneSelf {
			s = strings.ToLower(s)
			if strings.ContainsAny(s, ".’") {
				s = strings.ReplaceAll(strings.ReplaceAll(s, ".", ""), "’", "'")
			}
			return s
		}
	}
	return s
}

// plain makes typographic dashes and quotation marks plain. A long dash stays
// itself: it parts sentences and never joins a range.
func plain(r rune, s string) string {
	switch r {
	case '–', '‐', '‑', '‒', '−':
		return "-"
	case '’', '‘', 'ʼ':
		return "'"
	}
	return s
}
