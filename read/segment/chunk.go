package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// chunks makes tokens of src[from:to], one stretch without white space at a
// time.
func (w *work) chunks(from, to int) {
	for i := from; i < to; {
		n := spaceAt(w.src, i)
		if n > 0 {
			i += n
			continue
		}
		end := i + 1
		for end < to && spaceAt(w.src, end) == 0 {
			end++
		}
		w.chunk(i, end)
		i = end
	}
}

// spaceAt is the length of the white space character at byte i, 0 when there
// is none.
func spaceAt(src string, i int) int {
	c := src[i]
	if c < utf8.RuneSelf {
		if c == ' ' || '\t' <= c && c <= '\r' {
			return 1
		}
		return 0
	}
	if c != 0xC2 && c != 0xE1 && c != 0xE2 && c != 0xE3 && c != 0xEF { // first bytes of every other space
		return 0
	}
	r, n := utf8.DecodeRuneInString(src[i:])
	if blank(r) {
		return n
	}
	return 0
}

// blank reports whether a character shows nothing: white space, and what only
// tells where a line may break or which way it runs. In "not" with one of these
// behind it, "not" is still the word.
func blank(r rune) bool {
	switch r {
	case '\u200b', '\u2060', '\ufeff', '\u200e', '\u200f':
		return true
	}
	return unicode.IsSpace(r) || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}

// chunk makes tokens of a stretch without white space: marks before it, the
// words in it, marks after it.
func (w *work) chunk(from, to int) {
	s := w.src
	if plainWord(s[from:to]) {
		w.written(from, to, word)
		return
	}
	if n := emoticon(s[from:to]); n == to-from {
		w.emit(from, to, otherPunct, false)
		return
	}
	for from < to {
		n, c := w.leading(from, to)
		if n == 0 {
			break
		}
		w.emit(from, from+n, c, false)
		from += n
	}
	end := w.trailing(from, to)
	if from < end && address(s[from:end]) {
		w.emit(from, end, word, false)
		from = end
	}
	for from < end {
		from = w.inner(from, end, to)
	}
	for from < to {
		n, c := mark1(s, from, to)
		w.emit(from, from+n, c, false)
		from += n
	}
}

// plainWord reports whether s is ASCII letters only.
func plainWord(s string) bool {
	for i := 0; i < len(s); i++ {
		if !isLetter(s[i]) {
			return false
		}
	}
	return true
}

var emoticons = map[string]bool{
	":)": true, ":(": true, ";)": true, ":-)": true, ":-(": true, ";-)": true, ":D": true, ":-D": true, "=)": true, "(:": true, ":/": true, "^_^": true, ":P": true,
}

func emoticon(s string) int {
	if len(s) <= 3 && emoticons[s] {
		return len(s)
	}
	return 0
}

// leading is the length and class of a mark at the start of a chunk, 0 when
// the chunk starts with a word.
func (w *work) leading(from, to int) (int, class) {
	s := w.src
	r, n := utf8.DecodeRuneInString(s[from:to])
	switch r {
	case '\'', '’', '‘', '`':
		if r == '\'' && strings.HasPrefix(s[from:to], "''") {
			return 2, quoteMark
		}
		if r == '`' && strings.HasPrefix(s[from:to], "``") {
			return 2, quoteMark
		}
		if r != '\'' && r != '`' && paired(s[from:to]) {
			return 6, quoteMark
		}
		if r != '‘' && from+n < to && w.elided(s[from+n:to]) {
			return 0, word
		}
		return n, quoteMark
	case '.':
		if from+1 < to && isDigit(s[from+1]) {
			return 0, word
		}
	case '-', '+':
		if from+1 < to && (isDigit(s[from+1]) || s[from+1] == '.') && !strings.HasPrefix(s[from:to], "--") {
			return 0, word // "-5", "+44"; inner decides
		}
	case '@', '#', '$', '€', '£', '¥', '&', '%', '/', '\\', '_', '°', '§':
		return 0, word // inner decides
	}
	if isMark(r) {
		return mark1(s, from, to)
	}
	return 0, word
}

// elided reports whether an apostrophe before s stands for letters left out:
// "'em", "'90s", or for a clitic that was written apart: "'s".
func (w *work) elided(s string) bool {
	if isDigit(s[0]) {
		return len(s) >= 2 && isDigit(s[1]) && (len(s) == 2 || !isDigit(s[2]))
	}
	end := 0
	for end < len(s) && isLetter(s[end]) {
		end++
	}
	if end > 5 {
		return false
	}
	switch strings.ToLower(s[:end]) {
	case "em", "tis", "twas", "til", "till", "cause", "bout", "round", "n":
		return true
	case "s", "re", "ve", "ll", "d", "m":
		return end == len(s)
	}
	return false
}

// trailing returns where the marks at the end of a chunk begin. A single
// period is not among them when it belongs to an abbreviation; inner decides.
func (w *work) trailing(from, to int) int {
	s := w.src
	for to > from {
		r, n := utf8.DecodeLastRuneInString(s[from:to])
		switch r {
		case '%', '°', '$', '€', '£', '¥', '&', '#', '@', '/', '\\', '_', '+', '§', '-':
			return to
		case '.', '?', '!', '…':
			// A run of them is one token; a single period may belong to the word.
			k := to - n
			for k > from && isStop(s[k-1]) {
				k--
			}
			if r == '.' && k == to-1 {
				if k > from && w.abbreviation(from, k) != word {
					return to
				}
			}
			to = k
			continue
		}
		if !isMark(r) {
			return to
		}
		to -= n
	}
	return to
}

func isStop(c byte) bool { return c == '.' || c == '?' || c == '!' }

// isMark reports whether r is punctuation that never is part of a word at its
// edges.
func isMark(r rune) bool {
	if r < utf8.RuneSelf {
		switch r {
		case '!', '"', '\'', '(', ')', '*', ',', '-', '.', ':', ';', '<', '=', '>', '?', '[', ']', '^', '`', '{', '|', '}', '~':
			return true
		}
		return false
	}
	switch r {
	case '“', '”', '„', '‟', '‘', '’', '‚', '‛', '«', '»', '‹', '›', '…', '–', '—', '―', '‒', '•', '·', '¡', '¿', '†', '‡', '′', '″',
		'（', '）', '，', '。', '：', '；', '？', '！', '、', '「', '」', '『', '』', '【', '】', '《', '》':
		return true
	}
	return false
}

// paired reports whether s begins with two single curly marks, which are one
// double mark.
func paired(s string) bool {
	return len(s) >= 6 && (s[:3] == "‘" || s[:3] == "’") && (s[3:6] == "‘" || s[3:6] == "’")
}

// mark1 is the length and class of the mark at byte from.
func mark1(s string, from, to int) (int, class) {
	r, n := utf8.DecodeRuneInString(s[from:to])
	same := func() int {
		k := from + n
		for k < to && strings.HasPrefix(s[k:to], s[from:from+n]) {
			k += n
		}
		return k - from
	}
	switch r {
	case '.', '?', '!':
		k, dots := from, true
		for k < to && isStop(s[k]) {
			dots = dots && s[k] == '.'
			k++
		}
		switch {
		case k == from+1 && dots:
			return 1, period
		case dots:
			return k - from, ellipsis
		}
		return k - from, query
	case '…':
		return same(), ellipsis
	case '。':
		return n, period
	case '？', '！':
		return n, query
	case ',', '，':
		return n, comma
	case '(', '[', '{', '（', '【':
		return n, opener
	case ')', ']', '}', '）', '】':
		return n, closer
	case '‘', '’':
		if paired(s[from:to]) {
			return 6, quoteMark
		}
		return n, quoteMark
	case '"', '“', '”', '„', '‟', '«', '»', '‚', '‛', '‹', '›', '「', '」', '『', '』', '《', '》':
		return n, quoteMark
	case '\'', '`':
		if from+1 < to && s[from+1] == s[from] {
			return 2, quoteMark
		}
		return n, quoteMark
	case '-', '–', '—', '―', '‒':
		return same(), dash
	case '*', '=', '<', '>', '~', '_', '|', '+', '#', '^':
		return same(), otherPunct
	}
	return n, otherPunct
}
