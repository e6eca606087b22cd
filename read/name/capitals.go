package name

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"demarche/text"
)

// capitals guesses names from capital letters and parts of speech: runs of
// proper nouns, typed by the words around them. It stands in for the trained
// tagger where no weights are given.
func (w *work) capitals() []span {
	var out []span
	d := w.d
	for i := 0; i < len(d.Tokens); i++ {
		if !w.capital(i) || d.Tags[i].UPOS != "PROPN" || w.isTitle(i) && i+1 < len(d.Tokens) && w.capital(i+1) {
			continue
		}
		j := i + 1
		for j < len(d.Tokens) && w.capital(j) && d.Tags[j].UPOS == "PROPN" {
			j++
		}
		s := span{Range: text.Range{From: i, To: j}}
		last := w.low[j-1]
		_, noun := w.nouns.Value(last)
		switch {
		case w.calendar(i):
		case noun || orgWord[last]:
			s.typ = ORG
		case i > 0 && w.isTitle(i-1):
			s.typ = PER
		case w.placeBefore(i):
			s.typ = LOC
		case j-i == 2 || j-i == 3:
			s.typ = PER
		case strings.ToUpper(d.Form(i)) == d.Form(i) && len(last) > 1:
			s.typ = ORG
		}
		if s.typ != None {
			out = append(out, s)
		}
		i = j - 1
	}
	return out
}

var orgWord = map[string]bool{
	"times": true, "post": true, "news": true, "tv": true, "affairs": true, "defense": true, "defence": true, "forces": true,
	"nations": true, "rights": true, "watch": true, "international": true, "inc.": true, "corp.": true, "ltd": true, "ltd.": true,
}

// capital reports whether token i begins with a capital letter.
func (w *work) capital(i int) bool {
	c, _ := utf8.DecodeRuneInString(w.d.Form(i))
	return unicode.IsUpper(c)
}

// calendar reports whether token i is a weekday or month, or a word for a day.
func (w *work) calendar(i int) bool { return calendarWords[w.low[i]] }

var calendarWords = map[string]bool{
	"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true,
	"january": true, "february": true, "march": true, "april": true, "may": true, "june": true, "july": true, "august": true,
	"september": true, "october": true, "november": true, "december": true, "today": true, "yesterday": true, "tomorrow": true,
	"year": true, "month": true, "week": true, "day": true, "morning": true, "evening": true, "night": true, "afternoon": true,
	"jan.": true, "feb.": true, "aug.": true, "sept.": true, "oct.": true, "nov.": true, "dec.": true, "now": true,
}
