package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// block is a paragraph as bytes of the text.
type block struct {
	from, to int
	marked   blockMark
}

// blockMark is what the line break or the first sign of a paragraph says of it.
type blockMark uint8

const (
	plain  blockMark = iota
	bullet           // begins with a bullet or a number of a list
	titled           // a Markdown heading
)

// line is a line without its line break and without the space around it.
type line struct{ from, to, runes int }

// Line breaks alone are taken as wrapping only when lines are about as long as
// a line of plain text is. Longer lines are paragraphs, and so are short ones.
const (
	narrowest = 40
	widest    = 130
)

// paragraphs divides the text at blank lines, and at single line breaks unless
// they only wrap a paragraph to the width of a page.
func paragraphs(src string) []block {
	var out []block
	var run []line
	for at := 0; at < len(src); {
		end, next := lineEnd(src, at)
		l := trimLine(src, at, end)
		if l.from < l.to {
			run = append(run, l)
		} else if len(run) > 0 {
			out = appendBlocks(out, src, run)
			run = run[:0]
		}
		at = next
	}
	return appendBlocks(out, src, run)
}

// lineEnd returns the end of the line that starts at byte at, and the start of
// the next. Form feeds and Unicode line and paragraph separators end a line.
func lineEnd(src string, at int) (end, next int) {
	for i := at; i < len(src); i++ {
		switch c := src[i]; {
		case c == '\n', c == '\v', c == '\f':
			return i, i + 1
		case c == '\r':
			if i+1 < len(src) && src[i+1] == '\n' {
				return i, i + 2
			}
			return i, i + 1
		case c == 0xE2 && (strings.HasPrefix(src[i:], "\u2028") || strings.HasPrefix(src[i:], "\u2029")):
			return i, i + 3
		}
	}
	return len(src), len(src)
}

func trimLine(src string, from, to int) line {
	s := src[from:to]
	t := strings.TrimLeftFunc(s, unicode.IsSpace)
	from += len(s) - len(t)
	t = strings.TrimRightFunc(t, unicode.IsSpace)
	return line{from, from + len(t), utf8.RuneCountInString(t)}
}

// appendBlocks divides the lines between two blank lines into paragraphs.
func appendBlocks(out []block, src string, run []line) []block {
	if len(run) == 0 {
		return out
	}
	width := 0
	for _, l := range run {
		width = max(width, l.runes)
	}
	start := 0
	for i := 1; i <= len(run); i++ {
		if i < len(run) && wrapped(src, run[i-1], run[i], width) {
			continue
		}
		b := block{from: run[start].from, to: run[i-1].to}
		b.marked = blockMarkOf(src[b.from:b.to])
		out = append(out, b)
		start = i
	}
	return out
}

// wrapped reports whether the break between two lines only wraps a paragraph:
// the first line had no room for the first word of the second, or the second
// goes on in the middle of a sentence.
func wrapped(src string, a, b line, width int) bool {
	next := src[b.from:b.to]
	if blockMarkOf(next) != plain || blockMarkOf(src[a.from:a.to]) == titled {
		return false
	}
	r, _ := utf8.DecodeRuneInString(next)
	if unicode.IsLower(r) && !endsSentence(src[a.from:a.to]) {
		return true
	}
	if width < narrowest || width > widest {
		return false
	}
	first := strings.IndexFunc(next, unicode.IsSpace)
	if first < 0 {
		first = len(next)
	}
	return a.runes+1+utf8.RuneCountInString(next[:first]) > width-4
}

// endsSentence reports whether s ends with a mark that ends a sentence,
// whatever closes after it.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, "\"')]}”’»")
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") ||
		strings.HasSuffix(s, ":") || strings.HasSuffix(s, "…")
}

// blockMarkOf looks at how a line begins.
func blockMarkOf(s string) blockMark {
	mark, rest := s, ""
	if i := strings.IndexFunc(s, unicode.IsSpace); i >= 0 {
		mark, rest = s[:i], s[i:]
	}
	if rest == "" || len(mark) > 6 {
		return plain
	}
	switch mark {
	case "*", "-", "–", "•", "·", "‣", "◦", "▪", "■", "●", "○", "+", "→", "►":
		return bullet
	case "#", "##", "###", "####", "#####", "######":
		return titled
	}
	if body, ok := strings.CutSuffix(mark, ")"); ok {
		body = strings.TrimPrefix(body, "(")
		if isDigits(body) || len(body) == 1 && isLetter(body[0]) || isRoman(body) {
			return bullet
		}
	}
	if body, ok := strings.CutSuffix(mark, "."); ok && isDigits(body) && len(body) <= 2 {
		return bullet
	}
	return plain
}

func isDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if !isDigit(s[i]) {
			return false
		}
	}
	return s != ""
}

func isRoman(s string) bool {
	return s != "" && strings.Trim(s, "ivx") == ""
}

func isDigit(c byte) bool  { return '0' <= c && c <= '9' }
func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }
func isUpper(c byte) bool  { return 'A' <= c && c <= 'Z' }
func isLower(c byte) bool  { return 'a' <= c && c <= 'z' }
