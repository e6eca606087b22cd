package score

import (
	"sort"
	"strings"
	"unicode"
)

// wordText is a text as the attribution scorer sees it: code points, and tokens
// that are runs of word characters or single other signs.
type wordText struct {
	text  []rune
	tok   [][2]int
	word  []bool // the token holds a letter or digit
	at    []int  // by code point: its token, -1 for space
	quote []bool // by code point: inside quotation marks
	lists *attributionLists
}

func newWordText(s string, lists *attributionLists) *wordText {
	t := &wordText{text: []rune(s), lists: lists}
	t.at = make([]int, len(t.text))
	for i := 0; i < len(t.text); {
		if isSpace(t.text[i]) {
			t.at[i] = -1
			i++
			continue
		}
		k := i + 1
		if isWordRune(t.text[i]) {
			for k < len(t.text) && isWordRune(t.text[k]) {
				k++
			}
		}
		word := false
		for j := i; j < k; j++ {
			t.at[j] = len(t.tok)
			word = word || isAlnum(t.text[j])
		}
		t.tok = append(t.tok, [2]int{i, k})
		t.word = append(t.word, word)
		i = k
	}
	t.quote = quoted(t.text)
	return t
}

// isSpace is \s of Python.
func isSpace(r rune) bool { return unicode.IsSpace(r) || 0x1c <= r && r <= 0x1f }

func isAlnum(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// trim orders spans, takes white space from their ends and merges those that
// only white space parts.
func (t *wordText) trim(spans [][2]int) [][2]int {
	spans = append([][2]int(nil), spans...)
	sort.Slice(spans, func(i, j int) bool {
		return spans[i][0] < spans[j][0] || spans[i][0] == spans[j][0] && spans[i][1] < spans[j][1]
	})
	var out [][2]int
	for _, s := range spans {
		from, to := s[0], s[1]
		for from < to && isSpace(t.text[from]) {
			from++
		}
		for to > from && isSpace(t.text[to-1]) {
			to--
		}
		if from >= to {
			continue
		}
		if n := len(out); n > 0 {
			gap := from > out[n-1][1]
			for i := out[n-1][1]; gap && i < from; i++ {
				if !isSpace(t.text[i]) {
					break
				} else if i == from-1 {
					gap = false
				}
			}
			if !gap {
				out[n-1][1] = max(out[n-1][1], to)
				continue
			}
		}
		out = append(out, [2]int{from, to})
	}
	return out
}

// tokens is the tokens that the spans touch.
func (t *wordText) tokens(spans [][2]int) chars {
	var runs []stretch
	for _, s := range spans {
		from, to := -1, -1
		for c := s[0]; c < s[1]; c++ {
			if k := t.at[c]; k >= 0 {
				if from < 0 {
					from = k
				}
				to = k + 1
			}
		}
		if from >= 0 {
			runs = append(runs, stretch{from, to})
		}
	}
	return newChars(runs...)
}

// words is those of the tokens that hold a letter or digit.
func (t *wordText) words(spans [][2]int) chars {
	var runs []stretch
	for _, r := range t.tokens(spans) {
		for k := r.from; k < r.to; k++ {
			if t.word[k] {
				runs = append(runs, stretch{k, k + 1})
			}
		}
	}
	return newChars(runs...)
}

// quoteKind is direct when every letter and digit stands inside quotation
// marks, mixed when some do, else indirect.
func (t *wordText) quoteKind(spans [][2]int) string {
	all, in := 0, 0
	for _, s := range spans {
		for c := s[0]; c < s[1]; c++ {
			if isAlnum(t.text[c]) {
				all++
				if t.quote[c] {
					in++
				}
			}
		}
	}
	switch in {
	case 0:
		return "indirect"
	case all:
		return "direct"
	}
	return "mixed"
}

// head is the head word of a source, found without a parse: of the words of
// the first fragment before a comma, bracket, preposition or relative, the
// last; -1 when there is none.
func (t *wordText) head(spans [][2]int) int {
	last, seen := -1, false
	s := spans[0]
	for i := t.at[s[0]]; i >= 0 && i < len(t.tok) && t.tok[i][0] < s[1]; i++ {
		w := string(t.text[t.tok[i][0]:t.tok[i][1]])
		if !t.word[i] {
			if seen && strings.Contains(",([—–:;\"“", w) {
				break
			}
			continue
		}
		lower := strings.ToLower(w)
		if seen && t.lists.cut[lower] {
			break
		}
		if t.lists.clitic[lower] && last >= 0 {
			continue
		}
		last = i
		seen = seen || !t.lists.skip[lower]
	}
	return last
}

func (t *wordText) isReporting(a *attribution) bool {
	marks := false
	only := true
	for _, r := range t.tokens(a.cue) {
		for k := r.from; k < r.to; k++ {
			if t.lists.reporting[strings.ToLower(string(t.text[t.tok[k][0]:t.tok[k][1]]))] {
				return true
			}
			marks = true
			only = only && !t.word[k]
		}
	}
	return marks && only || a.kind != "indirect"
}

// quoted marks the code points inside quotation marks, with the marks, by the
// rule of the scorer: straight marks alternate within a paragraph, a quotation
// left open runs to the end of its paragraph and may be closed in the next.
func quoted(text []rune) []bool {
	mask := make([]bool, len(text))
	carried := false
	for base := 0; base <= len(text); {
		end := base
		for end < len(text) && text[end] != '\n' {
			end++
		}
		if para := text[base:end]; strings.TrimFunc(string(para), isSpace) != "" {
			var spans [][2]int
			spans, carried = quotedSpans(para, carried)
			for _, s := range spans {
				for i := s[0]; i < s[1]; i++ {
					mask[base+i] = true
				}
			}
		}
		base = end + 1
	}
	return mask
}

func quotedSpans(para []rune, carried bool) (spans [][2]int, open bool) {
	n := len(para)
	at := func(i int) rune {
		if i < 0 || i >= n {
			return ' '
		}
		return para[i]
	}
	from, curly := -1, false
	for i := 0; i < n; i++ {
		c, prev, next := para[i], at(i-1), at(i+1)
		switch {
		case c == '“' || c == '`' && next == '`':
			if from < 0 {
				from, curly = i, true
			}
			if c == '`' {
				i++
			}
		case c == '”' || c == '\'' && next == '\'':
			if from >= 0 && curly {
				spans = append(spans, [2]int{from, i + 1})
				from = -1
			} else if from < 0 && carried && spans == nil {
				spans = append(spans, [2]int{0, i + 1})
			}
			if c == '\'' {
				i++
			}
		case c == '"':
			switch {
			case from >= 0:
				spans = append(spans, [2]int{from, i + 1})
				from = -1
			case !unicode.IsDigit(prev) || isAlnum(next):
				from, curly = i, false
			case carried && spans == nil:
				spans = append(spans, [2]int{0, i + 1})
			}
		case (c == '‘' || c == '\'') && from < 0 && !isAlnum(prev) && prev != '’' && prev != '\'' && unicode.IsLetter(next):
			if k := singleEnd(para[i+1:]); k > 0 {
				spans = append(spans, [2]int{i, i + 1 + k})
				i += k
			}
		}
	}
	if from >= 0 {
		spans = append(spans, [2]int{from, n})
	}
	return spans, from >= 0
}

// elisions are words whose apostrophe opens no quotation.
var elisions = []string{"em", "til", "cause", "tis", "twas", "n", "s", "round", "bout"}

// singleEnd returns the place after the mark that closes a quotation in single
// marks, 0 when there is none before a double mark.
func singleEnd(rest []rune) int {
	for _, w := range elisions {
		if len(rest) >= len(w) && strings.EqualFold(string(rest[:len(w)]), w) && (len(rest) == len(w) || !isWordRune(rest[len(w)])) {
			return 0
		}
	}
	for k, c := range rest {
		if (c == '’' || c == '\'') && k > 0 && !isSpace(rest[k-1]) && (k+1 == len(rest) || !isWordRune(rest[k+1])) {
			if k > 1 {
				return k + 1
			}
			return 0
		}
		if c == '"' || c == '“' {
			return 0
		}
	}
	return 0
}
