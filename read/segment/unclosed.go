package segment

import (
	"unicode"
	"unicode/utf8"

	"demarche/text"
)

// continued joins the paragraphs of one quotation: each opens with a mark, or
// goes on without one, and only the last closes.
func (w *work) continued() {
	if len(w.quotes) == 0 {
		return
	}
	out := make([]text.Quote, 0, len(w.quotes))
	k := 0
	last := -1 // index in out of an outer quotation left open at the end of the paragraph before
	for p, pa := range w.paras {
		begin := len(out)
		if last >= 0 && w.strays[p] >= 0 && (k == len(w.quotes) || w.quotes[k].Open > w.strays[p]) && w.strays[p] > pa.From {
			out = append(out, text.Quote{Range: text.Range{From: pa.From, To: w.strays[p]}, Open: -1, Close: w.strays[p], Continues: last})
		}
		for ; k < len(w.quotes) && w.quotes[k].Open < pa.To; k++ {
			q := w.quotes[k]
			if last >= 0 && len(out) == begin && q.Open == pa.From && w.mark[q.Open].family == w.mark[out[last].Open].family {
				q.Continues = last
			}
			out = append(out, q)
		}
		last = -1
		for i := len(out) - 1; i >= begin; i-- {
			if q := out[i]; q.Depth == 0 {
				if !q.Closed() && q.To == pa.To && w.tail(q) < 0 {
					last = i
				}
				break
			}
		}
	}
	w.quotes = out
}

// unclosed ends every quotation that has no closing mark at a sensible place:
// at the end of the paragraph when the next one continues it, before a
// reporting clause that ends its sentence, else at the end of its sentence.
func (w *work) unclosed() {
	goesOn := make([]bool, len(w.quotes))
	for _, q := range w.quotes {
		if q.Continues >= 0 {
			goesOn[q.Continues] = true
		}
	}
	s := 0
	for i := range w.quotes {
		q := &w.quotes[i]
		if q.Closed() || goesOn[i] {
			continue
		}
		for w.sents[s].To <= q.From {
			s++
		}
		if t := w.tail(*q); t >= 0 {
			q.To = t
		} else if q.Continues < 0 {
			q.To = min(q.To, w.sents[s].To)
		}
	}
}

// tail returns the token at which a reporting clause begins that ends the
// first sentence of an unclosed quotation, or -1:
//
//	"It will not happen, Biden said during a news conference.
//	                   ^
//
// The clause is a comma, a name or pronoun and a verb of reporting, or a comma,
// such a verb and a name. The last one of the sentence counts.
func (w *work) tail(q text.Quote) int {
	at := -1
	for i := q.From; i < q.To && !w.ends(i); i++ {
		if w.class[i] != comma || i == q.From {
			continue
		}
		if w.reports(i+1, q.To) {
			at = i
		}
	}
	return at
}

// ends reports whether token i is an end mark before which a sentence stops.
// It needs no sentences, so that tail can be asked before they are final.
func (w *work) ends(i int) bool {
	return w.class[i] == period || w.class[i] == query
}

// reports reports whether a reporting clause begins at token i.
func (w *work) reports(i, to int) bool {
	if i >= to {
		return false
	}
	if w.words.say[w.toks[i].In(w.src)] { // ", said Biden"
		return i+1 < to && w.named(i+1)
	}
	switch w.toks[i].In(w.src) {
	case "he", "she":
		return i+1 < to && w.words.say[w.toks[i+1].In(w.src)]
	}
	for k := i; k < to && k < i+8; k++ {
		if w.words.say[w.toks[k].In(w.src)] {
			return k > i
		}
		if !w.named(k) && w.class[k] != abbrev && w.class[k] != initial {
			return false
		}
	}
	return false
}

// named reports whether token i is a word with a capital.
func (w *work) named(i int) bool {
	r, _ := utf8.DecodeRuneInString(w.toks[i].In(w.src))
	return unicode.IsUpper(r)
}
