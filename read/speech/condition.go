package speech

import (
	"demarche"
	"demarche/text"
)

// condition is the condition inside a piece, or nil.
func (f *finder) condition(p piece) *demarche.Condition {
	for _, r := range p {
		if c := conditionIn(f.d, &f.lists, r, -1); c != nil {
			return c
		}
	}
	return nil
}

// conditionIn finds a condition within a range. With under >= 0 it must hang
// below the clause of that token or of a clause above it.
func conditionIn(d *text.Doc, l *lists, r text.Range, under int) *demarche.Condition {
	for i := r.From; i < r.To; i++ {
		kind, at := conditionAt(d, l, i)
		if kind == "" {
			continue
		}
		if under >= 0 && !governs(d, at, under) {
			continue
		}
		s := d.Subtree(at)
		switch {
		case kind == demarche.Event: // from "in" on
			for s.From > r.From && (d.Lower(s.From) != "in" && s.From > i-3) {
				s.From--
			}
		case s.From < i && kind != demarche.OtherIf:
			s.From = i
		}
		s = text.Range{From: max(s.From, r.From), To: min(s.To, r.To)}
		s = trimRange(d, clipCondition(d, s, i))
		c := &demarche.Condition{Kind: kind, Spans: []demarche.Span{d.Span(s)}}
		c.Definition = definition(d, s)
		return c
	}
	return nil
}

// clipCondition ends the words of a condition before what follows from it: at
// a dash, before ", then" and where a quotation opens.
func clipCondition(d *text.Doc, s text.Range, i int) text.Range {
	for k := max(i, s.From) + 2; k < s.To; k++ {
		if d.UPOS(k) != "PUNCT" {
			if d.Lower(k) == "then" && d.Form(k-1) == "," {
				s.To = k
			}
			continue
		}
		if isDash(d.Form(k)) && d.Form(k) != "-" || openingMark(d.Form(k)) && d.Form(k) != "(" && d.Form(k) != "[" && d.Form(k) != "'" && d.QuoteOf(k-1) < 0 && k+1 < s.To && d.QuoteOf(k+1) >= 0 && d.Form(k-1) == "," {
			s.To = k
		}
	}
	return s
}

// governs reports whether the condition clause headed by at hangs on token i or
// on a clause that holds it.
func governs(d *text.Doc, at, i int) bool {
	h := d.Head(at)
	if h < 0 || d.Under(i, at) {
		return false
	}
	return d.Under(i, h)
}

// conditionAt reports the kind of the condition that token i introduces, and
// the head of its clause; "" when it introduces none.
func conditionAt(d *text.Doc, l *lists, i int) (demarche.ConditionKind, int) {
	w := d.Lower(i)
	if h, ok := response(d, i); ok {
		return demarche.OtherIf, h
	}
	if onCondition(d, i) {
		if h := d.Head(i + 1); h > i && d.Rel(i+1) == "mark" && !d.Under(h, i) {
			return demarche.Provided, h
		}
		return demarche.Provided, i
	}
	switch v := l.value("cond-marks", w); v {
	case "":
	case "if", "unless", "until", "provided":
		if d.Rel(i) == "mark" && d.Head(i) > i {
			h := d.Head(i)
			if w == "if" && !ifCondition(d, i, h) {
				return "", -1
			}
			return demarche.ConditionKind(v), h
		}
		if v == "provided" && d.Head(i) >= 0 && i > 0 && i+1 < len(d.Tokens) && (text.RelIs(d.Rel(i), "advcl", "acl") || text.RelIs(d.Rel(i), "parataxis", "conj", "ccomp", "dep") && (d.Lower(i+1) == "that" || d.Form(i-1) == ",")) && (d.Lower(i+1) == "that" || d.Kid(i, "ccomp") >= 0) {
			return demarche.Provided, i
		}
		if v == "until" && text.RelIs(d.Rel(i), "case") && d.Head(i) > i && d.UPOS(d.Head(i)) == "NOUN" && eventNoun(d, d.Head(i)) {
			return demarche.Until, d.Head(i)
		}
	case "when":
		// "when conditions allow": a time to come, not one that was
		h := d.Head(i)
		if h > i && text.RelIs(d.Rel(i), "mark", "advmod") && text.RelIs(d.Rel(h), "advcl") && d.Kid(h, "nsubj") >= 0 && present(d, h) {
			up := d.Head(h)
			if up >= 0 && future(d, up) {
				return demarche.When, h
			}
		}
	case "event":
		// "in the event of X", "in case of X", "in the case of"
		if i > 0 && (d.Lower(i-1) == "in" || i > 1 && d.Lower(i-2) == "in") {
			for k := i + 1; k < len(d.Tokens) && k <= i+2; k++ {
				if lw := d.Lower(k); lw == "of" || lw == "that" {
					if h := d.Head(k); h > k {
						return eventKind(d, i, h)
					}
				}
			}
		}
	case "should":
		// inversion: "should Oslo refuse", "of gas should that occur"
		h := d.Head(i)
		if h <= i+1 || !text.RelIs(d.Rel(i), "aux") || d.Form(d.Sentences[d.SentenceOf(i)].To-1) == "?" {
			break
		}
		inner := false
		for k := range d.Kids(h) {
			if text.RelIs(d.Rel(k), "nsubj", "expl") && k < i {
				return "", -1
			}
			inner = inner || k > i && k < h && d.UPOS(k) != "ADV" && d.UPOS(k) != "PUNCT"
		}
		if u := d.UPOS(i + 1); inner || u == "PRON" || u == "DET" || u == "PROPN" {
			return demarche.If, h
		}
	}
	return "", -1
}

// response takes "in our response to any invasion", "would answer any attack":
// what is done hangs on an act that may never be.
func response(d *text.Doc, i int) (int, bool) {
	if d.Rel(i) != "det" || d.Lower(i) != "any" {
		return -1, false
	}
	n := d.Head(i)
	if n < 0 {
		return -1, false
	}
	if c := d.Kid(n, "case"); c >= 0 && c < n && (d.Lower(c) == "to" || d.Lower(c) == "against") {
		switch g := d.Head(n); {
		case g < 0:
		case d.Lemma(g) == "response" || d.Lemma(g) == "answer" || d.Lemma(g) == "reaction" || d.Lemma(g) == "retaliation":
			return g, true
		case d.Lemma(g) == "respond" || d.Lemma(g) == "react" || d.Lemma(g) == "retaliate":
			return n, true
		}
	}
	return -1, false
}

func eventKind(d *text.Doc, i, h int) (demarche.ConditionKind, int) {
	// climb to the noun "event" when the phrase hangs on it
	if u := d.Head(h); u == i {
		return demarche.Event, i
	}
	return demarche.Event, h
}

// ifCondition tells a condition from an indirect question ("asked if").
func ifCondition(d *text.Doc, i, h int) bool {
	if text.RelIs(d.Rel(h), "ccomp", "xcomp") {
		if up := d.Head(h); up >= 0 {
			switch d.Lemma(up) {
			case "say", "tell", "add", "warn": // "did not say if", but "said if they attack, …"
				return h < up || !notAt(d, up)
			case "ask", "know", "wonder", "see", "mention", "decide", "determine", "question", "doubt", "care", "remember", "clear", "unclear", "check":
				return h < up
			}
		}
	}
	if i > 0 {
		switch d.Lower(i - 1) {
		case "as", "even", "what":
			return d.Lower(i-1) == "even"
		}
	}
	return true
}

// notAt reports whether verb i is negated by a word of its own.
func notAt(d *text.Doc, i int) bool {
	for k := range d.Kids(i) {
		switch d.Lower(k) {
		case "not", "n't", "n’t", "never":
			return true
		}
	}
	return false
}

func present(d *text.Doc, h int) bool {
	tag := d.Tags[h].XPOS
	for k := range d.Kids(h) {
		if text.RelIs(d.Rel(k), "aux", "cop") {
			x := d.Tags[k].XPOS
			return x == "VBP" || x == "VBZ" || d.Lower(k) == "can"
		}
	}
	return tag == "VBP" || tag == "VBZ" || tag == "VB"
}

func future(d *text.Doc, h int) bool {
	for k := range d.Kids(h) {
		if text.RelIs(d.Rel(k), "aux") {
			switch d.Lower(k) {
			case "will", "would", "'ll", "’ll", "shall", "can", "could", "may", "might", "must", "should":
				return true
			}
		}
	}
	if text.RelIs(d.Rel(h), "xcomp", "advcl", "acl") && d.Kid(h, "mark") >= 0 {
		return true
	}
	switch d.Tags[h].XPOS {
	case "VBZ", "VBP", "VB":
		return true
	}
	return d.Kid(h, "cop") >= 0 && d.Kid(h, "aux") < 0 && present(d, h)
}

func eventNoun(d *text.Doc, i int) bool {
	l := d.Lemma(i)
	for _, suf := range []string{"ion", "ment", "al", "ance", "ence", "ure", "fire", "deal", "talks"} {
		if len(l) > len(suf)+2 && l[len(l)-len(suf):] == suf {
			return true
		}
	}
	return false
}

// definition is the aside right after a condition that says what it means:
// "if Oslo attacks — specifying that he means ships in its waters".
func definition(d *text.Doc, s text.Range) []demarche.Span {
	end := d.Sentences[d.SentenceOf(s.From)].To
	i := s.From
	for ; i < end; i++ {
		if d.UPOS(i) == "PUNCT" && isDash(d.Form(i)) {
			break
		}
	}
	if i >= s.To+2 || i+2 >= end {
		return nil
	}
	j := i + 1
	means := false
	for ; j < end; j++ {
		if d.UPOS(j) == "PUNCT" && isDash(d.Form(j)) {
			break
		}
		switch d.Lemma(j) {
		case "mean", "specify", "define", "namely", "include", "understand":
			means = true
		}
	}
	if !means || j == end && j > i+30 {
		return nil
	}
	return []demarche.Span{d.Span(trimRange(d, text.Range{From: i + 1, To: j}))}
}

func isDash(s string) bool { return s == "--" || s == "—" || s == "–" || s == "-" || s == "---" }

func trimRange(d *text.Doc, r text.Range) text.Range {
	for r.From < r.To && d.UPOS(r.From) == "PUNCT" {
		r.From++
	}
	for r.From < r.To && d.UPOS(r.To-1) == "PUNCT" {
		r.To--
	}
	return r
}

// shareConditions hands the condition of one claim to neighbours of the same
// source that hang on it: what he promises or threatens right after it ("we
// will end it"), and an earlier vow without a condition about the same named
// thing ("vowed to close Nord Air." … "He said if they attack, then there will
// be no Nord Air").
func (f *finder) shareConditions(cs []Claim) {
	for i := range cs {
		c := &cs[i]
		if c.Condition == nil || len(c.Content) == 0 || len(c.Source) == 0 || c.Condition.Kind == demarche.When {
			continue
		}
		for j := range cs {
			o := &cs[j]
			if j == i || o.Condition != nil || len(o.Content) == 0 || !sameSource(o, c) || o.Force != demarche.Threaten && o.Force != demarche.Pledge {
				continue
			}
			near := f.sentence(o) - f.sentence(c)
			switch {
			case near >= 0 && near <= 2 && o.Group == c.Group,
				near >= 0 && near <= 1 && f.takesUp(o),
				near < 0 && near >= -reachBack && f.sharesName(o, c):
				o.Condition = c.Condition
				o.Why = append(o.Why, "condition of a neighbouring sentence")
				if o.Force == demarche.Pledge && f.anyToken(o, func(k int) bool { return f.value("force-words", f.d.Lemma(k)) == "harm" }) && c.Force == demarche.Threaten {
					o.Force = demarche.Threaten
					o.Why = append(o.Why, "force threaten: harm on that condition")
				}
			}
		}
	}
}

// reachBack is how many sentences before a condition a vow may stand that it
// qualifies.
const reachBack = 6

// takesUp reports whether the words of a claim point back: "it", "that", "so".
func (f *finder) takesUp(c *Claim) bool {
	return f.anyToken(c, func(i int) bool {
		switch f.d.Lower(i) {
		case "it", "this", "so", "then":
			return true
		case "that":
			return f.d.UPOS(i) == "PRON"
		}
		return false
	})
}

// sharesName reports whether two claims name the same thing that is no person
// and no state.
func (f *finder) sharesName(o, c *Claim) bool {
	return f.anyToken(o, func(i int) bool {
		if f.d.UPOS(i) != "PROPN" || f.d.MentionOver(i) >= 0 && len(f.d.Mentions[f.d.MentionOver(i)].Refs) > 0 {
			return false
		}
		return f.anyToken(c, func(k int) bool { return f.d.Form(k) == f.d.Form(i) })
	})
}

// anyToken reports whether is holds for a token of the content.
func (f *finder) anyToken(c *Claim, is func(i int) bool) bool {
	for _, s := range c.Content {
		for i := f.d.TokenAt(s.Start); i < len(f.d.Tokens) && f.d.Tokens[i].End <= s.End; i++ {
			if is(i) {
				return true
			}
		}
	}
	return false
}

func (f *finder) sentence(c *Claim) int { return f.d.SentenceOf(f.d.TokenAt(c.Content[0].Start)) }
