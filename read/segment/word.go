package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// inner makes one written word, or one mark, of what is left of a chunk and
// returns where the next begins. end is where the marks at the end of the
// chunk begin, to the end of the chunk.
func (w *work) inner(from, end, to int) int {
	s := w.src
	r, n := utf8.DecodeRuneInString(s[from:end])
	switch {
	case r == '.' && from+1 < end && isDigit(s[from+1]):
	case (r == '+' || r == '-') && from+1 < end && isDigit(s[from+1]) && w.startsChunk(from):
	case r == '#' || r == '@':
		if from+n < end && isWordRune(s, from+n, end) && !isDigit(s[from+n]) {
			break // "#StandWithUkraine", "@POTUS"
		}
		w.emit(from, from+n, otherPunct, false)
		return from + n
	case r == '_':
		k := from
		for k < end && s[k] == '_' {
			k++
		}
		w.emit(from, k, otherPunct, false)
		return k
	case (r == '\'' || r == '’') && from+n < end && w.elided(s[from+n:end]):
	case !isWordRune(s, from, end):
		n, c := mark1(s, from, end)
		w.emit(from, from+n, c, false)
		return from + n
	}
	k := w.wordEnd(from, end)
	if k < end && s[k] == '.' && (k+1 == end || !isWordRune(s, k+1, end)) {
		if c := w.abbreviation(from, k); c != word { // "U.S.", "U.S.-led"
			w.written(from, k+1, c)
			return k + 1
		}
	}
	w.written(from, k, word)
	return k
}

// startsChunk reports whether white space or an opening mark stands before.
func (w *work) startsChunk(from int) bool {
	if from == 0 {
		return true
	}
	c := w.src[from-1]
	return c <= ' ' || c == '('
}

func isWordRune(s string, at, end int) bool {
	c := s[at]
	if c < utf8.RuneSelf {
		return isLetter(c) || isDigit(c)
	}
	r, _ := utf8.DecodeRuneInString(s[at:end])
	return !isMark(r) && !isSign(r)
}

// isSign reports whether r is a sign that stands alone beside letters.
func isSign(r rune) bool {
	switch r {
	case '€', '£', '¥', '°', '§', '©', '®', '™', '×', '÷', '±', '←', '→', '≈', '≤', '≥', '½', '¼', '¾':
		return true
	}
	return false
}

// wordEnd returns the end of the word that starts at from.
func (w *work) wordEnd(from, end int) int {
	s := w.src
	i := from
	if !isWordRune(s, i, end) { // ".5", "+44", "#tag", "@name", "'em"
		_, n := utf8.DecodeRuneInString(s[i:end])
		i += n
	}
	for i < end {
		c := s[i]
		if isLetter(c) || isDigit(c) || c == '_' {
			i++
			continue
		}
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(s[i:end])
			if r == '’' && i > from && i+n < end && isWordRune(s, i+n, end) {
				i += n
				continue
			}
			if isMark(r) || isSign(r) {
				return i
			}
			i += n
			continue
		}
		if i == from || i+1 >= end {
			if c == '+' && i > from || c == '$' && i > from && i-from <= 3 && allUpper(s[from:i]) {
				i++ // "C++", "US$"
				continue
			}
			return i
		}
		p, q := s[i-1], s[i+1]
		switch c {
		case '\'', '`':
			if !isLetter(q) && q < utf8.RuneSelf {
				return i
			}
		case '.':
			switch {
			case isDigit(p) && isDigit(q):
			case isLetter(q) && i-from == 1 && isLetter(p), isLetter(q) && i-from >= 2 && s[i-2] == '.' && isLetter(p):
				// "U.S", "e.g"
			case !isWordRune(s, i+1, end):
				return i
			case w.fullStop(from, i, end):
				return i
			}
		case ',':
			if !isDigit(p) || !isDigit(q) || !threeDigits(s[i+1:end]) {
				return i
			}
		case ':':
			if !isDigit(p) || !isDigit(q) {
				return i
			}
		case '&':
			if i-from > 3 || !isUpper(p) && !isLower(p) || !isLetter(q) {
				return i
			}
		case '$':
			if i-from > 3 || !allUpper(s[from:i]) {
				return i
			}
			return i + 1
		case '/':
			if !w.slashJoins(from, i, end) {
				return i
			}
		case '-':
			if !w.hyphenJoins(from, i, end) {
				return i
			}
		default:
			return i
		}
		i++
	}
	return i
}

func allUpper(s string) bool {
	for i := 0; i < len(s); i++ {
		if !isUpper(s[i]) {
			return false
		}
	}
	return s != ""
}

// threeDigits reports whether s begins with exactly three digits.
func threeDigits(s string) bool {
	n := 0
	for n < len(s) && n < 4 && isDigit(s[n]) {
		n++
	}
	return n == 3
}

// fullStop reports whether the period at i inside a chunk ends a sentence whose
// next one follows without a space: "ended.The".
func (w *work) fullStop(from, i, end int) bool {
	s := w.src
	if i-from < 2 || !isLower(s[i-1]) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[i+1 : end])
	if !unicode.IsUpper(r) {
		return false
	}
	return w.words.abbrev[s[from:i]] == word
}

// slashJoins reports whether the slash at i holds a word together: a date or
// fraction ("9/11"), single letters ("w/o", "I/C").
func (w *work) slashJoins(from, i, end int) bool {
	s := w.src
	if isDigit(s[i-1]) && isDigit(s[i+1]) {
		return true
	}
	return i-from == 1 && isLetter(s[from]) && isLetter(s[i+1])
}

// hyphenJoins reports whether the hyphen at i is part of the word: after a
// prefix, before a suffix, in a telephone number or date of digits, in a word
// listed whole.
func (w *work) hyphenJoins(from, i, end int) bool {
	s := w.src
	if !isWordRune(s, i+1, end) {
		return false
	}
	left := s[from:i]
	if isDigit(left[len(left)-1]) && isDigit(s[i+1]) {
		return numberHyphen(s, from, i, end)
	}
	if len(left) <= 8 && w.words.prefix[strings.ToLower(left)] {
		return true
	}
	k := i + 1
	for k < end && isLetter(s[k]) {
		k++
	}
	right := s[i+1 : k]
	if len(right) <= 8 && w.words.suffix[right] {
		return true
	}
	return k-from <= 12 && w.words.whole[strings.ToLower(s[from:k])]
}

// numberHyphen reports whether a hyphen between digits belongs to one token:
// telephone numbers (three digits before, then four, or groups of three), and
// dates of three groups. What else has digits around a hyphen is a range.
func numberHyphen(s string, from, i, end int) bool {
	a := i
	for a > from && isNumberByte(s[a-1]) && i-a < 24 {
		a--
	}
	b := i + 1
	for b < end && isNumberByte(s[b]) && b-i < 24 {
		b++
	}
	groups := strings.Split(s[a:b], "-")
	switch len(groups) {
	case 2:
		return len(groups[0]) == 3 && len(groups[1]) == 4 || len(groups[0]) == 5 && len(groups[1]) == 4
	case 3, 4:
		for _, g := range groups {
			if g == "" || len(g) > 4 {
				return false
			}
		}
		return true
	}
	return false
}

func isNumberByte(c byte) bool { return isDigit(c) || c == '-' }

// abbreviation is the class of the word src[from:dot] with the period that
// follows it, word when the period is not part of it.
func (w *work) abbreviation(from, dot int) class {
	s := w.src
	if k := strings.LastIndexAny(s[max(from, dot-24):dot], "-/"); k >= 0 {
		from = max(from, dot-24) + k + 1 // "Lt.-Gen."
	}
	if dot-from > 24 || dot == from {
		return word
	}
	body := s[from:dot]
	if dot-from == 1 && isUpper(body[0]) {
		return initial
	}
	if spelled(body) {
		if c, ok := w.words.abbrev[body]; ok {
			return c
		}
		if isLower(body[0]) {
			return abbrev
		}
		return abbrevMay
	}
	if c, ok := w.words.abbrev[body]; ok {
		return c
	}
	if len(body) <= 4 && allUpper(body) { // "GEN. SMITH" in a headline
		if c := w.words.abbrev[body[:1]+strings.ToLower(body[1:])]; c == abbrev {
			return c
		}
	}
	if w.words.number[body] && w.digitAfter(dot+1) {
		return abbrev
	}
	return word
}

// spelled reports whether s is single letters with periods between: "U.S".
func spelled(s string) bool {
	if len(s) < 3 || len(s)%2 == 0 {
		return false
	}
	for i := 0; i < len(s); i++ {
		if i%2 == 0 && !isLetter(s[i]) || i%2 == 1 && s[i] != '.' {
			return false
		}
	}
	return true
}

// digitAfter reports whether a digit follows the white space at byte i.
func (w *work) digitAfter(i int) bool {
	for n := 0; i < len(w.src) && n < 8; n++ {
		if isDigit(w.src[i]) {
			return true
		}
		k := spaceAt(w.src, i)
		if k == 0 {
			return false
		}
		i += k
	}
	return false
}

// written makes the tokens of one written word: clitics and the parts of
// "cannot" are words of their own.
func (w *work) written(from, to int, c class) {
	s := w.src[from:to]
	if c != word || len(s) > 40 {
		w.emit(from, to, c, false)
		return
	}
	if isDigit(s[0]) || s[0] == '.' || s[0] == '+' || s[0] == '-' {
		w.number(from, to)
		return
	}
	if len(s) <= 9 {
		if lens, ok := w.words.parts[s]; ok {
			at, joined := from, false
			for _, n := range lens {
				w.emit(at, at+n, word, joined)
				at, joined = at+n, true
			}
			w.emit(at, to, word, true)
			return
		}
	}
	if strings.IndexByte(s, '\'') < 0 && strings.IndexByte(s, 0xE2) < 0 && strings.IndexByte(s, '`') < 0 || w.words.whole[s] {
		w.emit(from, to, word, false)
		return
	}
	// Clitics from the right: "would|n't|'ve".
	var cuts [3]int
	n, end := 0, to
	for n < len(cuts) {
		k := clitic(w.src[from:end])
		if k <= 0 {
			break
		}
		cuts[n] = from + k
		end = from + k
		n++
	}
	at, joined := from, false
	for n--; n >= 0; n-- {
		w.emit(at, cuts[n], word, joined)
		at, joined = cuts[n], true
	}
	w.emit(at, to, word, joined)
}

// clitic returns where the last clitic of s begins, 0 when it has none.
func clitic(s string) int {
	i := strings.LastIndexAny(s, "'’`")
	if i <= 0 {
		return 0
	}
	n := 1
	if s[i] != '\'' && s[i] != '`' {
		n = 3
	}
	if i+n > len(s) {
		return 0
	}
	switch tail := s[i+n:]; len(tail) {
	case 1:
		switch tail[0] {
		case 't', 'T':
			if i >= 2 && (s[i-1] == 'n' || s[i-1] == 'N') {
				return i - 1
			}
		case 's', 'S', 'm', 'M', 'd', 'D':
			return i
		}
	case 2:
		switch strings.ToLower(tail) {
		case "re", "ve", "ll":
			return i
		}
	}
	return 0
}

// number makes tokens of a word that begins with a digit: a unit is split off
// ("5|pm", "$|3.2|bn"), and the possessive of a year ("2003|'s"), but not the
// plural of a decade ("1960's").
func (w *work) number(from, to int) {
	s := w.src[from:to]
	k := 0
	for k < len(s) && (isDigit(s[k]) || strings.IndexByte(".,:+-/", s[k]) >= 0) {
		k++
	}
	tail := s[k:]
	switch {
	case tail == "" || k == 0:
	case (tail == "'s" || tail == "’s") && s[k-1] != '0':
		w.emit(from, from+k, word, false)
		w.emit(from+k, to, word, true)
		return
	case len(tail) <= 4 && w.words.unit[tail]:
		w.emit(from, from+k, word, false)
		w.emit(from+k, to, word, false)
		return
	}
	w.emit(from, to, word, false)
}
