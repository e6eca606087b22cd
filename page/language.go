package page

import (
	"strings"
	"unicode"

	"github.com/abadojack/whatlanggo"

	"demarche"
)

// detectable is the number of letters from which the trigram detector is asked.
const detectable = 200

// english holds words that make up a good tenth of any English text and that
// the neighbouring languages do not share (Dutch and German have "was", "in",
// "is" and "of").
var english = set("the and to that with from has have for by his said were which are this not been would but they their she he it its as at on will be who about after")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// language returns the ISO 639-1 code of a text. What the source declares is
// one voice, the share of English function words the second, a trigram
// detector on longer texts the third. Other is the name of a language when the
// text is clearly not English; when the voices leave it open there is a note
// and the code is the declared one or "und".
func language(text, declared string) (code string, note *demarche.Note, other string) {
	declared = primary(declared)
	letters, share, script := survey(text)
	switch {
	case letters == 0:
		return orUnd(declared), &demarche.Note{Code: "language.unknown", Text: "the text has no letters"}, ""
	case script != "":
		if info := whatlanggo.Detect(cut(text)); letters >= 20 {
			return "", nil, label(info.Lang, script)
		}
	case share >= 0.10:
		return "en", nil, ""
	}
	info := whatlanggo.Detect(cut(text))
	foreign := info.Lang != whatlanggo.Eng
	if letters >= detectable && share < 0.05 && foreign && (info.IsReliable() || declared != "" && declared != "en") {
		if declared != "" && declared != "en" && declared != info.Lang.Iso6391() {
			return "", nil, "another language (declared as " + declared + ")" // the page knows better than the trigrams
		}
		return "", nil, label(info.Lang, "")
	}
	if declared == "en" || letters >= detectable && !foreign && info.IsReliable() || letters < detectable && share > 0 && !foreign {
		return "en", nil, ""
	}
	if declared != "" {
		return declared, &demarche.Note{Code: "language.other", Text: "declared as " + declared + "; demarche reads English"}, ""
	}
	return "und", &demarche.Note{Code: "language.unknown", Text: "the text is too short or too mixed to tell its language; it was read as English"}, ""
}

func orUnd(s string) string {
	if s == "" {
		return "und"
	}
	return s
}

// primary is the language of a tag such as "en-GB", lower-cased; what is not a
// tag is empty.
func primary(tag string) string {
	tag = strings.ToLower(strings.TrimSpace(tag))
	if i := strings.IndexAny(tag, "-_"); i >= 0 {
		tag = tag[:i]
	}
	switch tag {
	case "english", "eng":
		return "en"
	}
	if len(tag) < 2 || len(tag) > 3 || strings.Trim(tag, "abcdefghijklmnopqrstuvwxyz") != "" {
		return ""
	}
	return tag
}

func label(l whatlanggo.Lang, script string) string {
	name, code := l.String(), l.Iso6391()
	switch {
	case script != "" && code == "":
		return "a text in " + script + " script"
	case code == "":
		return name
	}
	return name + " (" + code + ")"
}

// sample bounds what is looked at, in bytes.
const sample = 20000

// cut is the beginning of a text, at a rune.
func cut(text string) string {
	if len(text) <= sample {
		return text
	}
	i := sample
	for i > 0 && text[i]&0xC0 == 0x80 {
		i--
	}
	return text[:i]
}

// survey counts letters, takes the share of English function words among the
// words, and names the script when most letters are not Latin.
func survey(text string) (letters int, share float64, script string) {
	text = cut(text)
	latin := 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			letters++
			if unicode.Is(unicode.Latin, r) {
				latin++
			}
		}
	}
	words, hits := 0, 0
	for w := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		words++
		if english[w] {
			hits++
		}
	}
	if words > 0 {
		share = float64(hits) / float64(words)
	}
	if latin*2 < letters {
		script = whatlanggo.Scripts[whatlanggo.DetectScript(text)]
		if script == "" {
			script = "another"
		}
	}
	return letters, share, script
}
