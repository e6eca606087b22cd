package when

import (
	"demarche"
	"demarche/read/numeral"
	"demarche/text"
)

// beforeEvent are the words that make an event a time.
var beforeEvent = map[string]bound{"after": onward, "following": onward, "since": since, "before": upTo, "during": over, "until": upTo}

// phraseEnd are words at which the noun phrase of an event ends.
var phraseEnd = map[string]bool{"of": true, "in": true, "on": true, "at": true, "with": true, "by": true, "to": true, "for": true, "from": true,
	"between": true, "that": true, "which": true, "who": true, "and": true, "or": true, "as": true, "over": true, "about": true, "aimed": true, "held": true,
	"near": true, "into": true, "was": true, "were": true, "is": true, "are": true, "has": true, "had": true, "will": true, "would": true, "he": true, "she": true,
	"they": true, "it": true, "we": true, "i": true, "there": true, "but": true, "when": true, "while": true, "because": true, "if": true, "where": true}

// event reads "after the talks", "during their meeting", "ahead of the
// summit": at atom i stands the preposition. The range is the noun phrase.
func (f *Finder) event(d *text.Doc, p *parser, i int) (found, bool) {
	b, ok := beforeEvent[p.low(i)]
	word, j := p.low(i), i+1
	if !ok {
		switch {
		case p.is(i, "ahead") && p.is(i+1, "of"), p.is(i, "prior") && p.is(i+1, "to"):
			b, word, j = upTo, "before", i+2
		default:
			return found{}, false
		}
	}
	noun, start := -1, j
	for ; j < len(p.a) && j < start+10; j++ {
		x := &p.a[j]
		if noun >= 0 && !p.nounAfter(d, j) {
			break
		}
		if x.Kind == numeral.Symbol && x.Low != "-" && x.Low != "'" || phraseEnd[x.Low] || x.Kind == numeral.Figure {
			break
		}
		if f.l.first[x.Low] && x.Cap {
			if _, ok := p.listed(j); ok {
				return found{}, false // "since World War II" is read as a period
			}
		}
		if f.l.events[x.Low] && !(j == start && len(d.Tags) == len(d.Tokens) && d.Tags[x.Tok].UPOS == "VERB") {
			noun = j
		}
	}
	// the noun must end its phrase
	if noun < 0 || noun != j-1 {
		return found{}, false
	}
	e := &expr{form: eventful, from: start, to: noun + 1}
	// a date in the phrase or right behind it dates the event
	for k := start; k < noun; k++ {
		if weekdays[p.low(k)] > 0 && p.cap(k) || deictics[p.low(k)] != 0 || p.is(k, "today") {
			if g, ok := p.any(k); ok {
				e.a = g
				break
			}
		}
	}
	if e.a == nil {
		k := p.skip(noun+1, "on", "of", "in", "last", "earlier")
		if p.is(k-1, "last", "earlier") {
			k--
		}
		if k > noun+1 || weekdays[p.low(k)] > 0 || months[p.low(k)] > 0 || deictics[p.low(k)] != 0 {
			if g, ok := p.any(k); ok && (g.form == calendar || g.form == deictic || g.form == ranged) {
				e.a = g
			}
		}
	}
	definite := p.is(start, "the", "their", "his", "her", "its", "those", "these", "that", "this", "our")
	x := found{expr: e, r: text.Range{From: p.a[start].Tok, To: p.a[noun].Tok + 1}, head: p.a[noun].Tok, bound: b, word: word}
	x.expr.the = definite
	if len(d.Sentences) > 0 {
		x.sentence = d.SentenceOf(x.r.From)
		if !d.Sentences[x.sentence].Contains(x.r) {
			return found{}, false
		}
	}
	if len(d.Arcs) == len(d.Tokens) {
		x.head = headOf(d, p, x.r, e)
		if x.head != p.a[noun].Tok {
			return found{}, false // the preposition governs something else
		}
	}
	return x, true
}

// nounAfter reports whether atom j may go on with the noun phrase before it.
func (p *parser) nounAfter(d *text.Doc, j int) bool {
	if len(d.Tags) == len(d.Tokens) {
		switch d.Tags[p.a[j].Tok].UPOS {
		case "NOUN", "PROPN", "PUNCT", "PART", "ADJ", "SYM":
			return true
		}
		return false
	}
	switch p.low(j) {
	case "the", "a", "an", "this", "that", "his", "her", "its", "their", "no", "not", "some", "all", "nothing":
		return false
	}
	return true
}

// event gives an event the date that stands with it, else the day told of in
// its sentence or the one before in its paragraph.
func (x *found) event(d *text.Doc, all []found, i int) {
	var v value
	if x.a != nil {
		for k := range all {
			if all[k].from == x.a.from && all[k].form != eventful {
				v, x.basis = all[k].val, demarche.Derived
			}
		}
	} else if x.expr.the && (x.bound == onward || x.bound == over) {
		if len(d.Sentences) == 0 {
			return
		}
		for k := i - 1; k >= 0 && v.none(); k-- {
			y := &all[k]
			if x.sentence-y.sentence > 1 || d.Sentences[y.sentence].Paragraph != d.Sentences[x.sentence].Paragraph {
				break
			}
			if y.form == eventful || y.kind != text.DateTime || !y.out.closed() || !y.val.single() || y.val.from.grain() != day {
				continue
			}
			v, x.basis = y.val, demarche.Inferred
		}
	}
	if !v.closed() || v.from.grain() != day {
		return
	}
	x.val = v
	x.out = v.bounded(x.bound, x.word, x.expr, scene{})
}
