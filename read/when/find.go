// Package when finds expressions of time and gives them values on the
// calendar, in EDTF (ISO 8601-2), against the date of publication.
//
// Where the publication date is missing, what is relative to it stays without
// a value; a date line within the text does not take its place, since it may
// be the date of the event, of the filing or of the printing. What the values
// look like:
//
//	on Monday                 2022-02-07         by tense: past the last one, future the next
//	on February 14-15         2022-02-14/2022-02-15
//	by October 31             ../2019-10-31      until, through, before, ahead of likewise
//	since 2012                2012/..            after, from, starting likewise
//	by the middle of February 2022-02-15~        a vague deadline stays a point
//	early October             2019-10            the calendar has no finer word for it
//	last week                 2022-01-31/2022-02-06   Monday to Sunday
//	five years ago            2017               to the year, months to the month
//	two weeks ago             2022-01-25~
//	over the last two years   2020-02~/2022-02-08
//	for the last five years   2017~/..           still going on
//	in the coming days        (none)             a time, but no value
//
// The words before an expression that make it open ("by", "since") are not in
// its range.
package when

import (
	"io/fs"

	"demarche"
	"demarche/read/numeral"
	"demarche/text"
)

// Finder finds times. It is safe for use by several goroutines.
type Finder struct {
	l      *lists
	starts map[string]bool // words that may begin an expression
}

// New makes a finder from the lists time-*.txt and number-labels.txt under en/lists of fsys. It
// fails when a list is missing or a line of it cannot be read.
func New(fsys fs.FS) (*Finder, error) {
	l, err := loadLists(fsys)
	if err != nil {
		return nil, err
	}
	f := &Finder{l: l, starts: map[string]bool{}}
	for _, w := range []string{"the", "a", "an", "half", "these", "every", "each", "noon", "midnight", "ad", "that", "year", "month", "'", "first", "second", "third", "fourth", "final"} {
		f.starts[w] = true
	}
	add(f.starts, months)
	add(f.starts, weekdays)
	add(f.starts, weekdayPlurals)
	add(f.starts, seasons)
	add(f.starts, deictics)
	add(f.starts, modifiers)
	add(f.starts, edges)
	add(f.starts, edgeNouns)
	add(f.starts, decades)
	add(f.starts, vagueNumbers)
	add(f.starts, l.first)
	return f, nil
}

func add[V any](to map[string]bool, from map[string]V) {
	for w := range from {
		to[w] = true
	}
}

// found is an expression in its place, with what was made of it.
type found struct {
	*expr
	r        text.Range
	head     int
	sentence int
	bound    bound
	approx   bool // "around February 20"
	word     string
	tense    Tense
	val      value // before the bound is applied
	out      value
	basis    demarche.Basis
	kind     text.TimeKind
	quoted   bool
	since    bool // a length since when nothing like it was
	heir     bool // its year was printed with another date
}

// Find returns the times of a text in text order. Tags and arcs are used when
// they are there. It never fails; what cannot be resolved has no EDTF.
func (f *Finder) Find(d *text.Doc) []text.Time {
	a := numeral.Atoms(d.Text, d.Tokens)
	p := &parser{a: a, l: f.l, named: namedMonths(a)}
	var all []found
	for i := 0; i < len(a); {
		if x, ok := f.event(d, p, i); ok {
			all = append(all, x)
		}
		if a[i].Kind == numeral.Word && !f.starts[a[i].Low] && !numberWord(a[i].Low) || a[i].Kind == numeral.Symbol && a[i].Low != "'" {
			i++
			continue
		}
		e, ok := p.any(i)
		if !ok || e.to <= i {
			i++
			continue
		}
		if x, ok := f.place(d, p, e); ok {
			all = append(all, x)
		}
		i = e.to
	}
	f.values(d, a, all)
	out := make([]text.Time, len(all))
	for i, x := range all {
		out[i] = text.Time{Range: x.r, Head: x.head, EDTF: x.out.EDTF(), Basis: x.basis, Kind: x.kind}
		if out[i].EDTF == "" {
			out[i].Basis = demarche.Missing
		}
	}
	return out
}

// ranked reports whether the length at atom i says since when nothing like it
// was: "for the first time in three weeks", "the worst attack in ten years".
func ranked(a []numeral.Atom, i int) bool {
	for k := i - 1; k >= 0 && k > i-6; k-- {
		switch w := a[k].Low; w {
		case "first", "second", "last", "only", "most", "worst", "best", "latest":
			return true
		case ",", ".", ";":
			return false
		default:
			if len(w) > 5 && w[len(w)-3:] == "est" && w != "request" && w != "protest" && w != "interest" && w != "arrest" {
				return true
			}
		}
	}
	return false
}

func numberWord(w string) bool {
	_, ok := numeral.At([]numeral.Atom{{Kind: numeral.Word, Low: w}}, 0)
	return ok
}

// namedMonths are the names of months that the text uses as names of people.
func namedMonths(a []numeral.Atom) map[string]bool {
	var out map[string]bool
	for i := 1; i < len(a); i++ {
		w := a[i].Low
		if !ambiguous[w] || !a[i].Cap || !a[i-1].Cap || a[i-1].Kind != numeral.Word || beforeMonth[a[i-1].Low] || edges[a[i-1].Low] != noEdge ||
			weekdays[a[i-1].Low] > 0 || a[i-1].Low == "the" || a[i-1].Low == "on" || months[a[i-1].Low] > 0 {
			continue
		}
		if i+1 < len(a) && a[i+1].Kind == numeral.Figure {
			continue
		}
		if out == nil {
			out = map[string]bool{}
		}
		out[w] = true
	}
	return out
}

// place gives an expression its tokens, its head and the words before it. It
// reports false for what turns out to be no time: "a day" as a rate.
func (f *Finder) place(d *text.Doc, p *parser, e *expr) (found, bool) {
	x := found{expr: e, r: text.Range{From: p.a[e.from].Tok, To: p.a[e.to-1].Tok + 1}}
	x.bound, x.approx, x.word = p.boundBefore(e.from)
	switch e.form {
	case duration:
		x.kind = text.Duration
		if e.loose && x.bound == at && !x.approx {
			return x, false
		}
	case repeated:
		x.kind = text.Repeated
	case clock:
		x.kind = text.Clock
	}
	if len(d.Sentences) > 0 {
		x.sentence = d.SentenceOf(x.r.From)
	}
	x.quoted = d.QuoteOf(x.r.From) >= 0
	x.head = headOf(d, p, x.r, e)
	if e.form == calendar && len(d.Arcs) == len(d.Tokens) && !e.modifies {
		// "October elections"
		e.modifies = d.Head(x.head) > x.head && text.RelIs(d.Rel(x.head), "compound", "amod", "nmod")
	}
	return x, true
}

// headOf is the token of a range by which it hangs in the tree; without a tree
// the last month, weekday or unit, else the last token.
func headOf(d *text.Doc, p *parser, r text.Range, e *expr) int {
	if len(d.Arcs) == len(d.Tokens) {
		for i := r.From; i < r.To; i++ {
			if h := d.Head(i); h < 0 || !r.Has(h) {
				if d.Rel(i) == "punct" {
					continue
				}
				return i
			}
		}
	}
	for i := e.to - 1; i >= e.from; i-- {
		w := p.a[i].Low
		if _, ok := months[w]; ok || weekdays[w] > 0 || units[w] > 0 || unitPlurals[w] > 0 || p.l.events[w] {
			return p.a[i].Tok
		}
	}
	return r.To - 1
}

// boundBefore reads the words before atom i that open a time or blur it.
func (p *parser) boundBefore(i int) (b bound, approx bool, word string) {
	j := i - 1
	for p.is(j, "about", "around", "approximately", "roughly", "circa", "some", "almost", "nearly", "at", "least", "only", "just", "exactly", "least,") {
		if p.is(j, "about", "around", "approximately", "roughly", "circa") {
			approx = true
		}
		j--
	}
	w := p.low(j)
	switch {
	case w == "of" && p.is(j-1, "as"):
		return asOf, approx, "as of"
	case w == "of" && p.is(j-1, "ahead"), w == "to" && p.is(j-1, "prior"):
		return upTo, approx, "before"
	case w == "to" && p.is(j-1, "up"), w == "than" && p.is(j-1, "later") && p.is(j-2, "no", "not"):
		return upTo, approx, "by"
	case w == "as" && p.is(j-1, "early", "soon") && p.is(j-2, "as"):
		return onward, approx, "from"
	case w == "to" && p.is(j-1, "back") || w == "from" && p.is(j-1, "dating"):
		return since, approx, "since"
	case w == "on" && p.is(j-1, "starting", "beginning"), w == "in" && p.is(j-1, "starting", "beginning"), w == "from" && p.is(j-1, "starting"):
		return onward, approx, "from"
	}
	return bounds[w], approx, w
}

// values resolves every expression, those that lean on another after it.
func (f *Finder) values(d *text.Doc, a []numeral.Atom, all []found) {
	pub, _ := parseDate(d.Published)
	for i := range all {
		x := &all[i]
		if x.kind == text.Clock || x.kind == text.Repeated || x.form == vague {
			continue
		}
		x.tense = f.tense(d, a, x)
		s := scene{pub: pub, told: told(all, i, x.need(), pub, false), year: yearNear(d, all, i), tense: x.tense}
		x.heir = s.year != 0 && x.form == calendar && x.y == 0 && x.m != 0 && s.tense != Future
		if x.quoted && (x.form == deictic || x.form == period && x.mod != thatMod && x.unit <= week && x.n == 1) {
			// "today" within a quotation is the day of the words, not of the paper
			if y, ok := spoken(all[:i], pub); ok {
				s.pub, x.basis = y, demarche.Inferred
			}
		}
		x.settle(s)
	}
	for i := range all {
		x := &all[i]
		if x.val.none() && x.form == offset && x.expr.after && x.a == nil {
			x.settle(scene{pub: pub, told: told(all, i, x.need(), pub, true), tense: x.tense})
		}
		if x.form == eventful {
			x.event(d, all, i)
		}
	}
}

// tense of an expression; a deadline looks ahead unless something had happened
// by then.
func (f *Finder) tense(d *text.Doc, a []numeral.Atom, x *found) Tense {
	if x.bound != asOf && (x.form == deictic || x.form == interval || x.form == calendar && x.y != 0) {
		return Unknown
	}
	s := text.Range{From: 0, To: len(d.Tokens)}
	if len(d.Sentences) > 0 {
		s = d.Sentences[x.sentence].Range
	}
	if x.bound == upTo && x.word != "before" && x.word != "through" {
		for i := x.from - 1; i >= 0 && s.Has(a[i].Tok); i-- {
			if w := a[i].Low; w == "had" || w == "have" || w == "has" {
				if len(d.Tags) == len(d.Tokens) && (d.UPOS(a[i].Tok) == "VERB" || i > 0 && d.Tags[a[i-1].Tok].XPOS == "MD") {
					break // "could have 150,000 by June"
				}
				return Past
			}
		}
		for i := x.to; i < len(a) && s.Has(a[i].Tok); i++ {
			if a[i].Low == "had" {
				return Past
			}
		}
		if x.word == "by" && len(d.Arcs) == len(d.Tokens) && happened(d, x.head) {
			return Past
		}
		return Future
	}
	if x.bound == since {
		return Past
	}
	x.since = ranked(a, x.expr.from)
	return tenseAt(d, a, x.expr, x.head, s)
}

// need is the grain that the date told of must have to be leant on.
func (x *found) need() unit {
	switch {
	case x.form == offset:
		return min(max(x.unit, day), year)
	case x.form == period || x.form == calendar && x.wd > 0:
		if x.unit == month || x.unit == year {
			return x.unit
		}
		if x.unit > year {
			return year
		}
		return day
	case x.form == calendar || x.form == seasonal:
		return year
	}
	return day
}

// told is the date told of last before expression i, in its sentence or up to
// three before; ahead looks behind i in its sentence as well. A story in the
// past tense leans on no date to come.
func told(all []found, i int, need unit, pub date, ahead bool) date {
	fits := func(y *found) bool {
		return y.kind == text.DateTime && y.form != eventful && y.val.closed() && y.val.from.grain() <= need && y.val.to.grain() <= need &&
			!(y.form == offset && y.expr.after) && !y.val.about &&
			(all[i].tense != Past || pub.none() || y.val.to.first().days() <= pub.last().days())
	}
	for k := i - 1; k >= 0 && all[i].sentence-all[k].sentence <= 3; k-- {
		if all[i].expr.after && all[k].sentence != all[i].sentence {
			break
		}
		if fits(&all[k]) {
			return all[k].val.to
		}
	}
	if ahead {
		for k := i + 1; k < len(all) && all[k].sentence == all[i].sentence; k++ {
			if fits(&all[k]) {
				return all[k].val.from
			}
		}
	}
	return date{}
}

// yearNear is the year printed last in the paragraph of expression i, not more
// than three sentences back, when nothing nearer is dated. A year that only
// names something ("the 2015 accord") is left aside.
func yearNear(d *text.Doc, all []found, i int) int {
	paragraph := func(x *found) int {
		if len(d.Sentences) == 0 {
			return 0
		}
		return d.Sentences[x.sentence].Paragraph
	}
	for k := i - 1; k >= 0 && all[i].sentence-all[k].sentence <= 3 && paragraph(&all[i]) == paragraph(&all[k]); k-- {
		y := &all[k]
		if y.kind != text.DateTime || y.val.none() {
			continue
		}
		if y.form == calendar && y.y != 0 && (y.m != 0 || y.word == "in") && y.y > 0 && y.bound != upTo {
			return y.y
		}
		if y.heir && y.val.closed() && y.val.single() {
			return y.val.from.y
		}
		return 0
	}
	return 0
}

// spoken is the day, within the week up to publication, that the text told of
// last.
func spoken(before []found, pub date) (date, bool) {
	if pub.grain() != day || pub.none() {
		return date{}, false
	}
	for k := len(before) - 1; k >= 0; k-- {
		v := before[k].val
		if before[k].kind == text.DateTime && v.closed() && v.single() && v.from.grain() == day && before[k].form != eventful {
			if n := pub.days() - v.from.days(); n >= 0 && n < 7 {
				return v.from, true
			}
		}
	}
	return date{}, false
}

// settle resolves one expression and applies the words before it.
func (x *found) settle(s scene) {
	e := x.expr
	if e.form == duration {
		switch {
		case x.bound == within && e.n > 0 && !s.pub.none() && s.tense != Past:
			if z, ok := shift(s.pub, 1, max(e.n, e.high), e.unit); ok {
				x.val, x.kind, x.basis = span(s.pub, z), text.DateTime, demarche.Derived
				x.out = x.val
			}
		case x.word == "in" && x.bound == over && e.n > 0 && (s.tense == Future || s.tense == Present) && e.unit >= day && !s.pub.none() && !e.modifies && !x.since:
			c := *e
			c.form, c.dir = offset, 1
			x.val, x.basis = s.resolve(&c)
			if !x.val.none() {
				x.kind, x.out = text.DateTime, x.val
			}
		}
		return
	}
	v, basis := s.resolve(e)
	x.val = v
	if x.basis == "" {
		x.basis = basis
	}
	if v.none() {
		return
	}
	if x.approx && v.single() {
		v.about = true
	}
	x.out = v.bounded(x.bound, x.word, e, s)
}

// bounded is the value that the words before an expression make of it.
func (v value) bounded(b bound, word string, e *expr, s scene) value {
	if e.poss || !v.closed() {
		return v // "after Monday's vote": Monday dates the vote
	}
	switch b {
	case upTo:
		if v.about && v.single() && e.edge != ending {
			return v
		}
		if word == "before" {
			return value{to: v.from}
		}
		return value{to: v.to, aboutTo: v.aboutTo}
	case onward:
		if word == "from" && (!v.single() || e.form == period) {
			return v // "from Monday to Friday", "down from last year"
		}
		if word == "after" || word == "following" {
			return value{from: v.to, about: v.about && v.single() || v.aboutTo}
		}
		return value{from: v.from, about: v.about}
	case since:
		if e.form == interval && v.to.y-v.from.y < 60 && v.from.grain() == day {
			return value{from: v.to} // since a war: since its end
		}
		if e.form == interval && e.edge == noEdge && v == span(date{y: 1947}, date{y: 1991}) {
			return value{from: v.to}
		}
		return value{from: v.from, about: v.about}
	case asOf:
		switch s.tense {
		case Past:
			return value{to: v.to}
		case Future:
			return value{from: v.from}
		}
	case within:
		if !s.pub.none() && v.to.last().days() > s.pub.first().days() {
			return value{from: s.pub, to: v.to, aboutTo: v.aboutTo}
		}
	case lasting:
		if e.form == period && !v.single() && e.mod == lastMod {
			return value{from: v.from.at(e.unit), about: v.about}
		}
	}
	return v
}
