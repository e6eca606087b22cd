package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"demarche/text"
)

// Longest heading and dateline, in tokens.
const (
	longestHeading  = 25
	longestDateline = 24
)

// kinds sets the kind of every sentence of the paragraph.
func (w *work) kinds(para int, p block) {
	pa := w.paras[para]
	sents := w.sents[pa.Sentences.From:pa.Sentences.To]
	switch {
	case p.marked == titled:
		setKind(sents, text.Heading)
	case p.marked == bullet:
		setKind(sents, text.Item)
	case len(sents) == 1 && w.onlyDate(pa.Range):
		setKind(sents, text.Dateline)
	case len(sents) == 1 && w.heading(pa.Range):
		setKind(sents, text.Heading)
	case len(sents) > 1 && w.dateline(pa.From, pa.To) == sents[0].To:
		setKind(sents[:1], text.Dateline)
	}
}

func setKind(s []text.Sentence, k text.SentenceKind) {
	for i := range s {
		s[i].Kind = k
	}
}

// heading reports whether a paragraph of one sentence reads as a heading: it is
// short, begins with a capital or a digit, and no end mark or quotation mark
// ends it.
func (w *work) heading(r text.Range) bool {
	if r.Len() > longestHeading {
		return false
	}
	c, _ := utf8.DecodeRuneInString(w.toks[r.From].In(w.src))
	if !unicode.IsUpper(c) && !unicode.IsDigit(c) && w.class[r.From] != quoteMark {
		return false
	}
	last := r.To - 1
	for last > r.From && (w.class[last] == closer || w.class[last] == quoteMark) {
		last--
	}
	switch w.class[last] {
	case period, ellipsis, comma, dash:
		return false
	case query:
		return r.Len() <= longestHeading/2
	case otherPunct:
		switch w.src[w.toks[last].Start] {
		case ';':
			return false
		case ':': // "Next steps:", but not the sentence before a list
			return r.Len() <= 5
		}
	}
	return true
}

// onlyDate reports whether the paragraph is a date and no more.
func (w *work) onlyDate(r text.Range) bool {
	if r.Len() > longestDateline {
		return false
	}
	dates, digits := 0, 0
	for i := r.From; i < r.To; i++ {
		form := w.toks[i].In(w.src)
		switch {
		case w.words.date[strings.TrimSuffix(form, ".")]:
			dates++
		case w.class[i] == comma || w.class[i] == dash || form == "-" || form == ":" || form == "|" || form == "at" || form == "on" || w.words.zone[form]:
		case isDigit(form[0]):
			digits++
		case strings.EqualFold(form, "updated"), strings.EqualFold(form, "published"), strings.EqualFold(form, "posted"),
			strings.EqualFold(strings.ReplaceAll(form, ".", ""), "am"), strings.EqualFold(strings.ReplaceAll(form, ".", ""), "pm"):
		default:
			return false
		}
	}
	return dates > 0 && digits > 0
}

// dateline returns the token after the dateline with which a paragraph of the
// tokens [from, to) begins ("KYIV, February 8 (Reuters) --"), or from.
func (w *work) dateline(from, to int) int {
	first := w.toks[from].In(w.src)
	if w.words.starter[first] || w.words.date[first] {
		return from // "On Friday, Mr. Orlov -- ..."
	}
	shout, agency, date := false, false, false
	for i := from; i < to && i < from+longestDateline; i++ {
		form := w.toks[i].In(w.src)
		c := w.class[i]
		if c == dash && i > from {
			apart := w.toks[i-1].End < w.toks[i].Start || len(form) > 1
			if apart && (shout || agency || date) && i+1 < to {
				return i + 1
			}
			if form != "-" {
				return from
			}
			continue // "Addis-Ababa", "WINSTON-SALEM"
		}
		switch c {
		case comma, abbrevMay, abbrevEnd, abbrev, initial:
			continue
		case opener:
			if i == from {
				return from
			}
			for i++; i < to && i < from+longestDateline && w.class[i] != closer; i++ {
			}
			agency = true
			continue
		case word:
		default:
			if form != "/" {
				return from
			}
			continue
		}
		r, _ := utf8.DecodeRuneInString(form)
		switch {
		case w.words.date[form]:
			date = date || i > from
		case isDigit(form[0]):
			if i == from {
				return from
			}
		case unicode.IsUpper(r):
			if i == from && len(form) > 2 && allUpper(form) {
				shout = true
			}
		case form == "de" || form == "al" || form == "of":
		default:
			return from
		}
	}
	return from
}
