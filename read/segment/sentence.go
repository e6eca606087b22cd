package segment

import (
	"unicode"
	"unicode/utf8"

	"demarche/text"
)

// sentences divides the tokens of a paragraph, from token from to the last,
// into sentences and appends the paragraph. Where a sentence ends with an
// abbreviation its period becomes a token, as in the treebanks.
func (w *work) sentences(from int, p block) {
	para := len(w.paras)
	first := len(w.sents)
	to := len(w.toks)
	w.bulleted = p.marked == bullet

	var ends []int // tokens after the last of each sentence
	w.spacedDots(from)
	if d := w.dateline(from, to); d > from && d < to {
		ends = append(ends, d)
	}
	start := from
	if len(ends) > 0 {
		start = ends[0]
	}
	for i := start; i < to; {
		next := w.sentenceEnd(start, i, to)
		if next > i && next < to {
			ends = append(ends, next)
			start = next
		}
		i = max(next, i+1)
	}
	ends = append(ends, to)

	w.periods(from, ends)
	at := from
	for _, end := range ends {
		w.sents = append(w.sents, text.Sentence{Range: text.Range{From: at, To: end}, Paragraph: para})
		at = end
	}
	w.paras = append(w.paras, text.Paragraph{
		Range:     text.Range{From: from, To: len(w.toks)},
		Sentences: text.Range{From: first, To: len(w.sents)},
	})
	w.kinds(para, p)
}

// spacedDots makes periods that only white space parts (". . .") marks of
// omission.
func (w *work) spacedDots(from int) {
	for i := from + 1; i < len(w.toks); i++ {
		if w.class[i] == period && (w.class[i-1] == period || w.class[i-1] == ellipsis && w.src[w.toks[i-1].Start] == '.') &&
			w.toks[i-1].End < w.toks[i].Start {
			w.class[i-1], w.class[i] = ellipsis, ellipsis
		}
	}
}

// periods gives the last abbreviation of a sentence its period back as a
// token, and moves the ends accordingly.
func (w *work) periods(from int, ends []int) {
	added := 0
	at := from
	for k, end := range ends {
		i := end - 1
		for i > at && (w.class[i] == closer || w.class[i] == quoteMark) {
			i--
		}
		switch w.class[i] {
		case abbrev, abbrevMay, abbrevEnd, initial:
			if i > at || w.toks[i].Len() > 2 {
				added++
				ends[k] = -end // marked: its token i is split below
			}
		}
		at = end
	}
	if added == 0 {
		return
	}
	n := len(w.toks)
	for range added {
		w.emit(0, 0, period, false)
	}
	// Move the tokens to the right from the back, splitting on the way.
	to := len(w.toks) - 1
	src := n - 1
	for k := len(ends) - 1; k >= 0; k-- {
		split := ends[k] < 0
		start := from
		if k > 0 {
			start = max(ends[k-1], -ends[k-1])
		}
		ends[k] = to + 1
		for ; src >= start; src-- {
			c := w.class[src]
			w.toks[to], w.class[to], w.mark[to] = w.toks[src], c, w.mark[src]
			if split && c != closer && c != quoteMark {
				t := w.toks[src]
				w.toks[to] = text.Token{}
				w.toks[to].Start, w.toks[to].End = t.End-1, t.End
				w.class[to] = period
				to--
				t.End--
				w.toks[to], w.class[to], w.mark[to] = t, word, mark{}
				split = false
			}
			to--
		}
	}
}

// sentenceEnd looks at token i of a sentence that began at start: when the
// sentence ends with it, with what closes after it, the result is the first
// token of the next sentence; else it is the next token worth looking at.
func (w *work) sentenceEnd(start, i, to int) int {
	c := w.class[i]
	switch c {
	case period, query, ellipsis, abbrevMay, abbrevEnd, initial:
	default:
		return i
	}
	if c == period && i == start+1 && isDigits(w.toks[start].In(w.src)) && w.bulleted {
		return i // the number of a list: "1. Prisoners go home."
	}
	// What closes directly after the end mark belongs to the sentence.
	j := i + 1
	quoted, bracketed := false, false
	for j < to {
		glued := w.toks[j-1].End == w.toks[j].Start
		switch {
		case w.class[j] == closer && glued:
			bracketed = true
		case w.class[j] == quoteMark && w.mark[j].way == closes && (glued || w.mark[j].family == double && !w.mark[j].sure):
			quoted = true
		case (w.class[j] == period || w.class[j] == query) && glued && (quoted || bracketed):
			c = period // "(He left.)." ends with its last mark
		default:
			goto done
		}
		j++
	}
done:
	if k := w.citation(j, to); k > j {
		j = k
	}
	if j >= to {
		return to
	}
	if !w.startsAfter(c, start, i, j, quoted, bracketed) {
		return i
	}
	return j
}

// citation skips the numbers of notes that follow a sentence in square
// brackets, as in "was founded.[1][2]".
func (w *work) citation(j, to int) int {
	for j+2 < to && w.src[w.toks[j].Start] == '[' && w.class[j+2] == closer && isDigits(w.toks[j+1].In(w.src)) {
		j += 3
	}
	return j
}

// startsAfter decides whether token j begins a sentence after the end mark i
// of class c.
func (w *work) startsAfter(c class, start, i, j int, quoted, bracketed bool) bool {
	k := j
	for k < len(w.toks) && (w.class[k] == opener || w.class[k] == quoteMark && w.mark[k].way != closes) {
		k++
	}
	if k == len(w.toks) {
		return true
	}
	first := w.toks[k].In(w.src)
	r, _ := utf8.DecodeRuneInString(first)
	lower := unicode.IsLower(r)
	switch w.class[j] {
	case comma, closer, period, query, ellipsis:
		return false
	case dash:
		if !quoted { // "end. - Next": a dash opens a line of its own
			return c == period && k+1 < len(w.toks)
		}
		return false
	case otherPunct:
		if first == ":" || first == ";" || first == "/" || first == "%" {
			return false
		}
	}
	if lower && (quoted || bracketed) {
		return false // "Why?" she asked
	}
	if quoted && k == j {
		verb := w.reporting(j)
		if verb >= 0 && (c == query || verb+1 == len(w.toks) || w.class[verb+1] == period) {
			return false // "Why?" Mr. Orlov asked; "It is over." Orlov said.
		}
	}
	spaced := w.toks[i].End < w.toks[i+1].Start
	switch c {
	case period:
		if lower {
			return spaced || quoted
		}
		return true
	case query:
		return !lower || spaced
	case ellipsis:
		if lower || !spaced && !quoted {
			return false
		}
		return unicode.IsUpper(r) || unicode.IsDigit(r)
	case abbrevEnd:
		if w.class[j] == opener {
			return false // "10 a.m. (GMT)"
		}
		if k > j {
			return !lower
		}
		return unicode.IsUpper(r) && !w.words.zone[first] && !w.words.date[first]
	case abbrevMay:
		return w.words.starter[first] || quoted && unicode.IsUpper(r)
	case initial:
		return w.words.starter[first] && !w.nameBefore(start, i) && len(first) > 1
	}
	return false
}

// nameBefore reports whether the initial at token i follows a name or another
// initial, as in "Joseph R. Biden".
func (w *work) nameBefore(start, i int) bool {
	if i == start {
		return true
	}
	if w.class[i-1] == initial || w.class[i-1] == abbrev {
		return true
	}
	r, _ := utf8.DecodeRuneInString(w.toks[i-1].In(w.src))
	return unicode.IsUpper(r)
}

// reporting returns the verb when the tokens from j on are a speaker and a verb
// of reporting ("he asked", "Mr. Ivan Orlov asked"), else -1.
func (w *work) reporting(j int) int {
	for k := j; k < len(w.toks) && k < j+8; k++ {
		form := w.toks[k].In(w.src)
		switch {
		case w.words.say[form]:
			if k == j {
				return -1
			}
			return k
		case w.words.subject[form]:
		default:
			r, _ := utf8.DecodeRuneInString(form)
			if !unicode.IsUpper(r) {
				return -1
			}
		}
	}
	return -1
}
