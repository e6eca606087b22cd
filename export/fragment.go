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
// #:~:text=before-,start,end,-after with the characters in percent that have a
// meaning there; what stands before and after is given where the words stand in
// the text twice. A fragment that the address already has is kept before it.
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
	if twice(text, words) {
		if before := strings.Fields(text[strings.LastIndexByte(text[:s.Start], '\n')+1 : s.Start]); len(before) > 0 {
			directive = directiveText(strings.Join(before[max(0, len(before)-fragmentWords):], " ")) + "-," + directive
		}
		line, _, _ := strings.Cut(text[s.End:], "\n")
		if after := strings.Fields(line); len(after) > 0 {
			directive += ",-" + directiveText(strings.Join(after[:min(fragmentWords, len(after))], " "))
		}
	}
	address = strings.NewReplacer("(", "%28", ")", "%29").Replace(uri(address))
	if !strings.Contains(address, "#") {
		address += "#"
	}
	return address + ":~:text=" + directive
}

// twice reports whether words stand in a text more than once, whatever white
// space is between them.
func twice(text string, words []string) bool {
	flat, exact := strings.Join(strings.Fields(text), " "), strings.Join(words, " ")
	i := strings.Index(flat, exact)
	return i >= 0 && strings.Contains(flat[i+1:], exact)
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
