package speech

import (
	"slices"
	"sort"

	"demarche"
	"demarche/text"
)

// claims makes the claims of the cues that have content.
func (f *finder) claims() []Claim {
	var out []Claim
	group := 0
	order := make([]int, 0, len(f.cues))
	for i := range f.cues {
		if f.quotedAside(&f.cues[i]) || f.drafted(&f.cues[i]) {
			continue
		}
		if len(f.cues[i].body) > 0 && (f.cues[i].srcHead >= 0 || f.cues[i].rule == "speech.quote") {
			order = append(order, i)
		}
	}
	sort.SliceStable(order, func(x, y int) bool { return f.cues[order[x]].body[0].From < f.cues[order[y]].body[0].From })
	for _, i := range order {
		c := &f.cues[i]
		base := f.base(c, group)
		for _, p := range f.pieces(c) {
			if f.saysSo(c, p) {
				continue
			}
			cl := base
			cl.Why = nil
			cl.Content, cl.Heads, cl.Mode = f.spans(p), f.heads(p), f.mode(p)
			if len(cl.Content) == 0 {
				continue
			}
			if c.gap.Len() > 0 {
				cl.Content = append([]demarche.Span{f.d.Span(c.gap)}, cl.Content...)
			}
			cl.Quote = f.quoteIn(p)
			cl.Condition = f.condition(p)
			if cl.Condition == nil { // one that afterCondition left out
				for _, r := range c.body {
					if r.Overlaps(p[0]) && r.From < p[0].From && f.d.SentenceOf(r.From) == f.d.SentenceOf(p[0].From) {
						cl.Condition = f.condition(piece{{From: r.From, To: p[0].From}})
					}
				}
			}
			f.setForce(c, &cl, p)
			out = append(out, cl)
		}
		group++
	}
	f.chain(out)
	f.silence(out)
	f.shareConditions(out)
	sortClaims(out)
	return out
}

// saysSo reports whether a piece of the content of c is no content but the
// cue of a saying before it: ", he told reporters".
func (f *finder) saysSo(c *cue, p piece) bool {
	d := f.d
	if len(p) != 1 || p[0].From == 0 || f.words(p[0]) > 8 {
		return false
	}
	for i := p[0].From; i < p[0].To; i++ {
		k, ok := f.byHead[i]
		if !ok || i == c.head || f.cues[k].srcHead < 0 || !p[0].Has(f.cues[k].srcHead) {
			continue
		}
		o := &f.cues[k]
		if len(o.body) == 0 {
			return (o.entry.word == "tell" || o.entry.word == "say") && d.Tags[i].XPOS == "VBD" && d.Form(p[0].From-1) == ","
		}
		return !o.body[0].Overlaps(p[0]) && o.body[0].From < p[0].From
	}
	return false
}

// quotedAside reports whether a cue inside a quotation is a turn of phrase of
// the one who is quoted ("I think", "we urge them") rather than the words of a
// third party that he passes on ("the commander told us that …").
func (f *finder) quotedAside(c *cue) bool {
	d := f.d
	if c.head < 0 || f.inQuote(c.head) < 0 {
		return false
	}
	if c.entry.force == demarche.Say { // what is said that others say is part of what is said
		return true
	}
	if c.entry.has("hold") || c.srcHead < 0 || d.UPOS(c.srcHead) == "PRON" || c.rule == "speech.noun" {
		return true
	}
	return d.MentionAt(c.srcHead) < 0 || !c.entry.has("that") && !c.entry.has("X-that")
}

func spanStart(c *Claim) int {
	if len(c.Content) > 0 {
		return c.Content[0].Start
	}
	return c.Whole[0].Start
}

// base is what all claims of a cue share.
func (f *finder) base(c *cue, group int) Claim {
	d := f.d
	cl := Claim{CueHead: c.head, SourceRange: c.src, Group: group, Parent: -1, Quote: -1, Rule: c.rule, Negated: c.negated, Inside: c.head >= 0 && f.inQuote(c.head) >= 0, Hold: c.entry.has("hold")}
	for _, w := range c.words {
		cl.Cue = append(cl.Cue, d.Span(w))
	}
	sort.Slice(cl.Cue, func(i, j int) bool { return cl.Cue[i].Start < cl.Cue[j].Start })
	cl.Whole = f.spans(c.body)
	if c.gap.Len() > 0 {
		cl.Whole = append([]demarche.Span{d.Span(c.gap)}, cl.Whole...)
	}
	if c.cited > 0 {
		cl.Source = f.actors(c.cited)
	}
	if len(cl.Source) == 0 && c.srcHead >= 0 {
		cl.Source = f.actors(c.srcHead)
	} else if c.srcHead < 0 {
		cl.Unclear = true
	}
	for _, v := range c.via {
		for _, e := range d.ActorsAt(v) {
			if !slices.Contains(cl.Via, e) && !slices.Contains(cl.Source, e) {
				cl.Via = append(cl.Via, e)
			}
		}
	}
	for _, t := range c.to {
		for _, e := range d.ActorsAt(t) {
			if !slices.Contains(cl.To, e) && !slices.Contains(cl.Source, e) {
				cl.To = append(cl.To, e)
			}
		}
	}
	return cl
}

// actors are the entities behind a source noun: those it names; those its
// relative pronoun stands for; for a document, those who wrote it.
func (f *finder) actors(h int) []int { return f.behind(h, 0) }

func (f *finder) behind(h, depth int) []int {
	d := f.d
	if a := d.ActorsAt(h); len(a) > 0 {
		return a
	}
	if m := d.MentionOver(h); m >= 0 && !d.Mentions[m].Place && d.UPOS(h) == "PROPN" {
		// tree and mention disagree about the head of "Secretary of State Ann Bell"
		if a := d.ActorsAt(d.Mentions[m].Head); len(a) > 0 {
			return a
		}
	}
	if isRelative(d.Lower(h)) {
		if v := d.Head(h); v >= 0 {
			for v >= 0 && !text.RelIs(d.Rel(v), "acl") {
				v = d.Head(v)
			}
			if v >= 0 && d.Head(v) >= 0 {
				return f.behind(d.Head(v), depth)
			}
		}
		return nil
	}
	e := f.nouns[d.Lemma(h)]
	if e == nil {
		return nil
	}
	for k := range d.Kids(h) {
		if text.RelIs(d.Rel(k), "nmod", "compound", "amod") {
			if p := f.caseOf(k); k < h || p == "by" || p == "from" || p == "of" {
				if a := d.ActorsAt(k); len(a) > 0 {
					return a
				}
			}
		}
	}
	if g := d.Head(h); g >= 0 && text.RelIs(d.Rel(h), "obj", "obl") {
		if s := f.subject(g); s >= 0 && s != h {
			if a := d.ActorsAt(s); len(a) > 0 || !e.has("text") {
				return a
			}
		}
	}
	if e.has("text") && depth < 3 { // "the statement": the one spoken of before
		for i := h - 1; i >= 0 && i > h-300; i-- {
			if d.Lemma(i) == d.Lemma(h) && d.UPOS(i) == "NOUN" {
				if a := f.behind(i, depth+1); len(a) > 0 {
					return a
				}
			}
		}
	}
	return nil
}

// piece is the part of a body that makes one claim.
type piece = []text.Range

// pieces cuts the body of a cue into complete clauses: by sentence, and inside
// a sentence at coordinated clauses that have a subject of their own.
func (f *finder) pieces(c *cue) []piece {
	var out []piece
	lastSent := -1
	for _, r := range c.body {
		for _, s := range f.bySentence(r) {
			n := f.d.SentenceOf(s.From)
			if n == lastSent && len(out) > 0 && s.From == r.From { // one sentence, interrupted by its cue
				last := out[len(out)-1]
				if f.continues(last[len(last)-1], s) {
					parts := f.byClause(s)
					out[len(out)-1] = append(last, parts[0]...)
					out = append(out, parts[1:]...)
					continue
				}
			}
			lastSent = n
			out = append(out, f.byClause(f.afterCondition(s))...)
		}
	}
	return out
}

// afterCondition leaves a condition in the reporter's words out of a piece
// whose statement is quoted: `if they cross it, "there will be no deal"`.
func (f *finder) afterCondition(r text.Range) text.Range {
	d := f.d
	if f.inQuote(r.From) >= 0 {
		return r
	}
	if k, _ := conditionAt(d, &f.lists, r.From); k == "" {
		return r
	}
	for i := r.From; i < r.To; i++ {
		q := f.inQuote(i)
		if q < 0 {
			continue
		}
		x := f.quoted(&d.Quotes[q])
		if x.From == i && f.sentential(q) && x.To >= r.To-1 {
			return text.Range{From: i, To: min(r.To, x.To)}
		}
		return r
	}
	return r
}

// continues reports whether range b goes on with the sentence of a: neither a
// full stop between them nor a capital after a closed quotation's full stop.
func (f *finder) continues(a, b text.Range) bool {
	for i := a.To - 1; i < b.From && i >= 0; i++ {
		switch f.d.Form(i) {
		case ".", "!", "?", ";":
			if f.d.UPOS(i) == "PUNCT" {
				return false
			}
		}
	}
	return true
}

func (f *finder) bySentence(r text.Range) []text.Range {
	d := f.d
	var out []text.Range
	for s := d.SentenceOf(r.From); s < len(d.Sentences) && d.Sentences[s].From < r.To; s++ {
		x := text.Range{From: max(r.From, d.Sentences[s].From), To: min(r.To, d.Sentences[s].To)}
		if f.words(x) > 0 {
			out = append(out, f.byEllipsis(x)...)
		}
	}
	return out
}

// byEllipsis cuts quoted words where some were left out and a new sentence
// begins: "It will change[...] We are ready", "on that side... if she had".
func (f *finder) byEllipsis(r text.Range) []text.Range {
	d := f.d
	var out []text.Range
	from := r.From
	for i := r.From + 1; i+1 < r.To; i++ {
		if w := d.Form(i); w != "..." && w != "…" || f.inQuote(i) < 0 {
			continue
		}
		n := i + 1
		bracket := d.Form(n) == "]" || d.Form(n) == ")"
		if bracket {
			n++
		}
		if n >= r.To || d.Tokens[n].Start == d.Tokens[n-1].End {
			continue
		}
		w := d.Form(n)
		capital := w[0] >= 'A' && w[0] <= 'Z' && w != "I"
		if !capital && (bracket || w != "but" && w != "if" && w != "and") {
			continue
		}
		end := i
		if bracket && i > from && (d.Form(i-1) == "[" || d.Form(i-1) == "(") {
			end--
		}
		if f.words(text.Range{From: from, To: end}) > 0 {
			out = append(out, text.Range{From: from, To: end})
		}
		from = n
	}
	return append(out, text.Range{From: from, To: r.To})
}

func (f *finder) words(r text.Range) int {
	n := 0
	for i := r.From; i < r.To; i++ {
		if f.d.UPOS(i) != "PUNCT" {
			n++
		}
	}
	return n
}

// byClause cuts a range of one sentence at its clause cuts.
func (f *finder) byClause(r text.Range) []piece {
	var out []piece
	from := r.From
	for _, cut := range f.clauseCuts(r) {
		if f.words(text.Range{From: from, To: cut}) >= 3 && f.words(text.Range{From: cut, To: r.To}) >= 3 {
			out = append(out, piece{{From: from, To: cut}})
			from = cut
		}
	}
	return append(out, piece{{From: from, To: r.To}})
}

// clauseCuts are the tokens at which a new complete clause begins inside a
// range of one sentence. Quoted words are cut at "but" and semicolons only: a
// quoted sentence is one statement.
func (f *finder) clauseCuts(r text.Range) []int {
	d := f.d
	var cuts []int
	for i := r.From; i < r.To; i++ {
		if text.RelIs(d.Rel(i), "conj", "parataxis") && d.Kid(i, "nsubj", "expl") >= 0 && (!r.Has(d.Head(i)) && i > r.From+2 || r.Has(d.Head(i)) && f.topClause(d.Head(i), r)) {
			s := d.Subtree(i)
			if s.From <= r.From || f.words(text.Range{From: s.From, To: r.To}) < 3 {
				continue
			}
			cc := d.Kid(i, "cc")
			if f.inQuote(i) >= 0 {
				but := cc >= 0 && (d.Lower(cc) == "but" || d.Lower(cc) == "yet")
				semi := s.From > 0 && d.Form(s.From-1) == ";" || d.Form(s.From) == ";"
				if !but && !semi && !f.performs(i) {
					continue
				}
			}
			cuts = append(cuts, s.From)
		}
		if f.concession(i, r) {
			s := d.Subtree(d.Head(i))
			switch {
			case i <= r.From+1: // "while A does, B will not"
				if to := f.commaAfter(d.Head(i), r); to > 0 {
					cuts = append(cuts, to)
				}
			case d.Form(i-1) == "," && s.To >= r.To-1:
				cuts = append(cuts, i)
			}
		}
	}
	slices.Sort(cuts)
	return slices.Compact(cuts)
}

// concession reports whether token i opens a clause with a subject that
// stands against the one it belongs to: "while", "although".
func (f *finder) concession(i int, r text.Range) bool {
	d := f.d
	switch d.Lower(i) {
	case "although", "though", "while", "whereas":
	default:
		return false
	}
	h := d.Head(i)
	return f.inQuote(i) < 0 && d.Rel(i) == "mark" && h > i && r.Has(h) && d.Kid(h, "nsubj", "expl") >= 0
}

// commaAfter is the token after the first comma behind h in the range, 0 when
// there is none.
func (f *finder) commaAfter(h int, r text.Range) int {
	for i := h + 1; i < r.To-2; i++ {
		if f.d.Form(i) == "," && f.inQuote(i) < 0 {
			return i + 1
		}
	}
	return 0
}

// performs reports whether the clause of head i does by saying: "we warn them".
func (f *finder) performs(i int) bool {
	e := f.verbs[f.d.Lemma(i)]
	if e == nil || e.force == demarche.Say || f.d.UPOS(i) != "VERB" {
		return false
	}
	s := f.d.Kid(i, "nsubj")
	return s >= 0 && (f.d.Lower(s) == "we" || f.d.Lower(s) == "i") && f.d.Tags[i].XPOS == "VBP"
}

// topClause reports whether token h heads a clause of the range that is not
// itself inside another clause of it (but may be coordinated to one).
func (f *finder) topClause(h int, r text.Range) bool {
	d := f.d
	for n := 0; n < 20; n++ {
		up := d.Head(h)
		if up < 0 || !r.Has(up) {
			return true
		}
		if !text.RelIs(d.Rel(h), "conj", "parataxis") {
			return false
		}
		h = up
	}
	return false
}

// spans are the words of a piece without outer quotation marks, leading "that"
// and closing punctuation of the sentence around it.
func (f *finder) spans(p piece) []demarche.Span {
	d := f.d
	var out []demarche.Span
	for _, r := range p {
		r = f.strip(r)
		if r.Len() > 0 {
			out = append(out, d.Span(r))
		}
	}
	return out
}

func (f *finder) strip(r text.Range) text.Range {
	d := f.d
	r = f.trim(r)
	for r.Len() > 1 && d.Lower(r.From) == "that" && d.UPOS(r.From) == "SCONJ" {
		r.From++
		r = f.trim(r)
	}
	// one quotation over all of it: leave its marks out
	for r.Len() > 0 {
		q := f.inQuote(r.From)
		if q < 0 {
			break
		}
		x := &d.Quotes[q]
		if x.Open == r.From && (x.Close < 0 || x.Close >= r.To-1) {
			r.From++
			if x.Close == r.To-1 && r.Len() > 0 {
				r.To--
			}
			continue
		}
		break
	}
	if r.Len() > 0 {
		if q := f.inQuote(r.To - 1); q >= 0 && d.Quotes[q].Close == r.To-1 && (d.Quotes[q].Open < r.From) {
			r.To--
		}
	}
	for r.Len() > 0 && d.UPOS(r.From) == "PUNCT" && d.Form(r.From) != "[" && d.Form(r.From) != "(" && !openingMark(d.Form(r.From)) {
		r.From++
	}
	return r
}

// heads are the clause heads of a piece: its tokens whose head lies outside it.
func (f *finder) heads(p piece) []int {
	d := f.d
	var out []int
	for _, r := range p {
		for i := r.From; i < r.To; i++ {
			if h := d.Head(i); d.UPOS(i) != "PUNCT" && (h < 0 || !f.bodyHas(p, h)) && !text.RelIs(d.Rel(i), "mark", "cc", "case", "punct", "advmod", "aux") {
				out = append(out, i)
			}
		}
	}
	return out
}

// mode tells direct, mixed and indirect by the words inside quotation marks.
func (f *finder) mode(p piece) demarche.Mode {
	in, all := 0, 0
	for _, r := range p {
		for i := r.From; i < r.To; i++ {
			if f.d.UPOS(i) == "PUNCT" {
				continue
			}
			all++
			if f.inQuote(i) >= 0 {
				in++
			}
		}
	}
	switch {
	case in == 0:
		return demarche.Indirect
	case in == all || all-in == 1 && all > 4 && f.d.Lower(p[0].From) == "that":
		return demarche.Direct
	}
	return demarche.Mixed
}

// quoteIn is the first quotation that shares a token with the piece, or -1.
func (f *finder) quoteIn(p piece) int {
	for _, r := range p {
		for i := r.From; i < r.To; i++ {
			if q := f.inQuote(i); q >= 0 {
				return q
			}
		}
	}
	return -1
}

// silence takes the content, and so the row, from claims that are kept for the
// chain and for Judge only: silent cues, and indirect speech of something that
// is no actor ("the figures show").
func (f *finder) silence(cs []Claim) {
	for i := range cs {
		c := &cs[i]
		quiet := c.Mode == demarche.Indirect && len(c.Source) == 0
		if k, ok := f.byHead[c.CueHead]; ok && c.CueHead >= 0 && f.cues[k].silent {
			quiet = true
		}
		if quiet {
			c.Content, c.Heads = nil, nil
		}
	}
}

// drafted reports whether the cue is a noun of commitment that only stands in
// a plan: "the proposals include a pledge by both sides". Nobody made it.
func (f *finder) drafted(c *cue) bool {
	if c.rule != "speech.noun" || c.entry.force != demarche.Pledge && c.entry.force != demarche.Threaten {
		return false
	}
	s := judge(&f.lists, f.d, nil, c.head).Status
	return s == demarche.Proposed || s == demarche.Planned
}
