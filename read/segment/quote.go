package segment

import (
	"slices"

	"demarche/text"
)

// open is a quotation that waits for its closing mark.
type open struct {
	quote  int // index into work.quotes
	family family
	target int // of a single mark: the token that closes it
}

// deepest is how many quotations may stand inside one another.
const deepest = 6

// dropped marks a quotation that turned out to be none.
const dropped = -2

// pair matches the marks of the paragraph that begins at token from and appends
// its quotations in the order of their opening marks. What is not closed is
// left open to the end of the paragraph.
func (w *work) pair(from int) {
	to := len(w.toks)
	first := len(w.quotes)
	doubles := w.doubles(from)
	targets := w.singles(from)
	stray := -1
	var stack []open
	nd := 0 // index of the next double mark
	for i := from; i < to; i++ {
		m := w.mark[i]
		if m.way == neither {
			continue
		}
		if m.family == double {
			nd++
		}
		if m.way == opens {
			if m.family == single && targets[i-from] < 0 && !(m.sure && len(stack) == 0) {
				continue // an apostrophe
			}
			if m.family == double && !nests(doubles, nd-1) && !w.otherSign(stack, doubles, nd-1, i) || len(stack) == deepest {
				stack = w.abandon(stack, m.family, i)
			}
			o := open{quote: len(w.quotes), family: m.family, target: -1}
			if m.family == single {
				o.target = targets[i-from]
			}
			w.quotes = append(w.quotes, text.Quote{Range: text.Range{From: i + 1, To: to}, Open: i, Close: -1, Continues: -1})
			stack = append(stack, o)
			continue
		}
		k := len(stack) - 1
		for k >= 0 && stack[k].family != m.family {
			k--
		}
		if k < 0 || m.family == single && stack[k].target != i {
			if m.family == double && len(w.quotes) == first && stray < 0 {
				stray = i
			}
			continue
		}
		for _, o := range stack[k+1:] {
			w.giveUp(o, i)
		}
		q := &w.quotes[stack[k].quote]
		q.Close, q.To = i, i
		stack = stack[:k]
	}
	for _, o := range stack {
		if o.family == single && !w.mark[w.quotes[o.quote].Open].sure {
			w.giveUp(o, to)
		}
	}
	w.strays = append(w.strays, stray)

	kept := slices.DeleteFunc(w.quotes[first:], func(q text.Quote) bool { return q.Close == dropped || q.From >= q.To })
	w.quotes = w.quotes[:first+len(kept)]
	deepen(kept)
}

// giveUp ends a quotation that cannot be closed any more because the one around
// it was: a single mark was an apostrophe, others are left unclosed.
func (w *work) giveUp(o open, at int) {
	q := &w.quotes[o.quote]
	if o.family == single {
		q.Close = dropped
		return
	}
	q.To = at
}

// abandon leaves unclosed the innermost quotation of the family, with what is
// open inside it, because another one opens at token i.
func (w *work) abandon(stack []open, f family, i int) []open {
	for k := len(stack) - 1; k >= 0; k-- {
		if stack[k].family == f {
			for _, o := range stack[k:] {
				w.giveUp(o, i)
			}
			return stack[:k]
		}
	}
	if len(stack) == deepest {
		w.giveUp(stack[deepest-1], i)
		return stack[:deepest-1]
	}
	return stack
}

// doubles lists the ways of the double marks of the paragraph in order.
func (w *work) doubles(from int) []way {
	var out []way
	for i := from; i < len(w.toks); i++ {
		if w.mark[i].family == double && w.mark[i].way != neither {
			out = append(out, w.mark[i].way)
		}
	}
	return out
}

// nests reports whether the opening double mark k may stand inside another: it
// is closed, and so is the one around it before a new one opens.
func nests(marks []way, k int) bool {
	return k+2 < len(marks) && marks[k+1] == closes && marks[k+2] == closes
}

// otherSign reports whether the opening mark at token i, the double mark k of
// the paragraph, may stand inside the quotation that is open because the two
// are of different make: a straight mark opens the outer one and curly marks
// the inner, or the reverse, and the inner is closed next.
func (w *work) otherSign(stack []open, marks []way, k, i int) bool {
	if len(stack) == 0 || k+1 >= len(marks) || marks[k+1] != closes {
		return false
	}
	outer := w.quotes[stack[len(stack)-1].quote].Open
	if w.mark[outer].family != double || w.straight(outer) == w.straight(i) {
		return false
	}
	for j := i + 1; j < len(w.toks) && j < i+60; j++ { // quotations inside others are short
		if w.mark[j].family == double {
			return w.straight(j) == w.straight(i)
		}
	}
	return false
}

// straight reports whether the mark at token i has one sign for both ends.
func (w *work) straight(i int) bool { return w.src[w.toks[i].Start] < 0x80 }

// singles finds for every single opening mark of the paragraph the token that
// closes it, -1 when there is none: the first one that cannot be a possessive,
// else the first one at all, before the next mark that opens.
func (w *work) singles(from int) []int {
	n := len(w.toks) - from
	var target []int
	weak, strong := -1, -1
	for k := n - 1; k >= 0; k-- {
		i := from + k
		m := w.mark[i]
		if m.family != single {
			continue
		}
		if target == nil {
			target = make([]int, n)
		}
		target[k] = -1
		switch m.way {
		case closes:
			if w.possessive(i) {
				weak = i
			} else {
				strong = i
			}
		case opens:
			target[k] = strong
			if strong < 0 {
				target[k] = weak
			}
			weak, strong = -1, -1
		}
	}
	return target
}

// possessive reports whether the closing single mark at token i reads as the
// apostrophe of a plural: "the leaders' plan".
func (w *work) possessive(i int) bool {
	c := w.src[w.toks[i].Start-1]
	return (c == 's' || c == 'S' || c == 'z' || c == 'x') && i+1 < len(w.toks) && w.class[i+1] == word
}

// deepen sets the depth of quotations that are in the order of their opening.
func deepen(quotes []text.Quote) {
	var ends []int
	for i := range quotes {
		for len(ends) > 0 && ends[len(ends)-1] <= quotes[i].From {
			ends = ends[:len(ends)-1]
		}
		quotes[i].Depth = len(ends)
		ends = append(ends, quotes[i].To)
	}
}
