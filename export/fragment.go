package export

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"demarche"
)

// longQuote is over how many words a text fragment names only the first and the
// last of them, and fragmentWords how many of each.
const (
	longQuote     = 12
	fragmentWords = 5
)

// fragment is an address that leads to words in a page:
// #:~:text=start,end with the characters in percent that have a meaning there. A
// fragment that the address already has is kept before it.
func fragment(address, text string, s demarche.Span) string {
	// A browser finds whole words only.
	for s.Start > 0 && inWord(utf8.DecodeLastRuneInString(text[:s.Start])) && inWord(utf8.DecodeRuneInString(text[s.Start:])) {
		_, n := utf8.DecodeLastRuneInString(text[:s.Start])
		s.Start -= n
	}
	for s.End < len(text) && inWord(utf8.DecodeLastRuneInString(text[:s.End])) && inWord(utf8.DecodeRuneInString(text[s.End:])) {
		_, n := utf8.DecodeRuneInString(text[s.End:])
		s.End += n
	}
	words := strings.Fields(s.In(text))
	directive := directiveText(strings.Join(words, " "))
	// Long words, and those that go over the end of a paragraph, are named by
	// their beginning and their end.
	if k := min(fragmentWords, len(words)/2); k > 0 && (len(words) > longQuote || strings.Contains(s.In(text), "\n")) {
		directive = directiveText(strings.Join(words[:k], " ")) + "," + directiveText(strings.Join(words[len(words)-k:], " "))
	}
	address = strings.NewReplacer("(", "%28", ")", "%29").Replace(uri(address))
	if !strings.Contains(address, "#") {
		address += "#"
	}
	return address + ":~:text=" + directive
}

// inWord reports whether a rune belongs to a word. The size is what comes with
// it from decoding.
func inWord(r rune, _ int) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// directiveText writes in percent all but letters and digits and what means
// nothing in a directive; "-", "," and "&" do.
func directiveText(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c < utf8.RuneSelf && inWord(rune(c), 1) || c == '.' || c == '_' || c == '~' {
			b.WriteByte(c)
		} else {
			b.WriteString(percent(c))
		}
	}
	return b.String()
}
