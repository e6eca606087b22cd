package when

import "demarche/read/numeral"

// form is the kind of an expression before it has a value.
type form uint8

const (
	calendar form = iota // year, month, day, weekday: some of them
	interval             // a value that stands already: decade, century, named period
	deictic              // days from the publication
	period               // a unit with a modifier: "last week", "the next two days"
	offset               // a length and a direction: "five years ago", "a day after"
	seasonal             // a season, perhaps with a year
	feastday             // a feast, perhaps with a year
	portion              // nth part of a longer time: "third quarter", "first Monday of October"
	ranged               // from one expression to another
	eventful             // "the talks": as good as the date of the event
	duration             //
	repeated             //
	clock                //
	vague                // surely a time, without a value: "recent weeks"
)

// expr is an expression of time as parsed; resolve.go gives it a value.
type expr struct {
	form     form
	from, to int // atoms
	y, m, d  int // what is said of a calendar date, 0 where nothing
	wd       int // weekday, 1 to 7
	mod      modifier
	edge     edge
	n        float64 // how many units, or which day, or which part
	approx   bool    // a couple
	high     float64 // of a length: its other end, "two or three years"
	unit     unit
	dir      int   // of an offset: -1 back, +1 forward
	told     bool  // an offset from the date told of, not from the publication
	after    bool  // an offset whose event follows: "a day after meeting"
	the      bool  // begins with "the"
	last     bool  // a part counted from the end
	feast    feast // of a feastday
	val      value // of an interval
	a, b     *expr // of a range, of "after February 7", of a portion
	poss     bool  // "Monday's"
	modifies bool  // stands before the noun it belongs to
	loose    bool  // a bare article and unit: a time only behind a preposition
}

// parser parses expressions over the atoms of one text.
type parser struct {
	a     []numeral.Atom
	l     *lists
	bare  bool // one expression by itself: lower-case names are taken
	named map[string]bool
}

func (p *parser) low(i int) string {
	if i < 0 || i >= len(p.a) {
		return ""
	}
	return p.a[i].Low
}

func (p *parser) is(i int, words ...string) bool {
	s := p.low(i)
	if s == "" {
		return false
	}
	for _, w := range words {
		if s == w {
			return true
		}
	}
	return false
}

func (p *parser) figure(i int) (int, bool) {
	if i < 0 || i >= len(p.a) || p.a[i].Kind != numeral.Figure {
		return 0, false
	}
	v := p.a[i].Val
	if v != float64(int(v)) || v > 1e6 {
		return 0, false
	}
	return int(v), true
}

func (p *parser) cap(i int) bool { return i >= 0 && i < len(p.a) && (p.a[i].Cap || p.bare) }

// hyphen reports whether atom i is a dash that joins its neighbours.
func (p *parser) hyphen(i int) bool {
	return p.is(i, "-") && i+1 < len(p.a) && p.a[i].Glued && p.a[i+1].Glued
}

// skip returns i+1 when atom i is one of words, else i.
func (p *parser) skip(i int, words ...string) int {
	if p.is(i, words...) {
		return i + 1
	}
	return i
}

// year reads four figures that can be a year, or two after an apostrophe.
func (p *parser) year(i int) (y, next int, ok bool) {
	if p.is(i, "'") && i+1 < len(p.a) && p.a[i+1].Glued && len(p.low(i+1)) == 2 {
		if v, ok := p.figure(i + 1); ok {
			return century2(v), i + 2, true
		}
	}
	v, ok := p.figure(i)
	if !ok || len(p.low(i)) != 4 || v < 1000 || v > 2199 {
		return 0, 0, false
	}
	if p.is(i+1, "%", "/") || numeral.Scale(p.low(i+1)) {
		return 0, 0, false
	}
	return v, i + 1, true
}

// century2 completes a year of two figures.
func century2(v int) int {
	if v < 40 {
		return 2000 + v
	}
	return 1900 + v
}

// day reads a day of the month: "7", "7th", "seventh".
func (p *parser) day(i int) (d, next int, ok bool) {
	if n, j, ok := numeral.OrdinalAt(p.a, i); ok && n >= 1 && n <= 31 {
		return n, j, true
	}
	v, ok := p.figure(i)
	if !ok || v < 1 || v > 31 || len(p.low(i)) > 2 {
		return 0, 0, false
	}
	return v, i + 1, true
}

// month reads the name of a month. Names that are words or given names of
// their own need a date around them; see monthAlone.
func (p *parser) month(i int) (m, next int, ok bool) {
	m, ok = months[p.low(i)]
	if !ok || !p.cap(i) {
		return 0, 0, false
	}
	if len(p.low(i)) < 5 && m != 5 && !p.is(i, "june", "july") { // "Feb ." of a tokenizer that cuts the dot off
		return m, p.skip(i+1, "."), true
	}
	return m, i + 1, true
}

// any parses the longest expression at atom i.
func (p *parser) any(i int) (*expr, bool) {
	e, ok := p.whole(i)
	if !ok {
		return nil, false
	}
	e.from = i
	if e.form != calendar && e.form != seasonal && e.form != interval && e.form != deictic && e.form != period && e.form != portion && e.form != feastday {
		return e, true
	}
	// ranges: "February 14-15" is read inside date; here two full expressions
	j := e.to
	joined := p.hyphen(j) || p.is(j, "-", "–", "to", "until", "till", "through", "thru") || p.is(j, "and") && p.is(i-1, "between")
	if joined {
		if f, ok := p.whole(j + 1); ok && p.rangeable(e, f, p.low(j)) {
			f.from = j + 1
			return &expr{form: ranged, from: i, to: f.to, a: e, b: f}, true
		}
	}
	return e, true
}

// rangeable reports whether two expressions can be the ends of one stretch.
func (p *parser) rangeable(a, b *expr, by string) bool {
	if b.form == repeated || b.form == duration || b.form == clock || b.form == eventful || b.form == offset || b.form == vague {
		return false
	}
	if a.form != calendar || b.form != calendar {
		return a.form == b.form || by != "-"
	}
	if a.y > 0 && b.y > 0 && a.m == 0 && b.m == 0 {
		return a.y < b.y
	}
	return true
}

// whole parses one expression without a range.
func (p *parser) whole(i int) (e *expr, ok bool) {
	if i < 0 || i >= len(p.a) {
		return nil, false
	}
	for k := 0; k < len(readers); k++ {
		if e, ok = readers[k](p, i); ok {
			e.from = i
			return e, true
		}
	}
	return nil, false
}

// readers in the order in which they are tried: an earlier one takes words
// that a later one would read otherwise. They are set once, before main, since
// they call each other.
var readers []func(*parser, int) (*expr, bool)

func init() {
	readers = []func(*parser, int) (*expr, bool){
		(*parser).repeated, (*parser).clock, (*parser).edged, (*parser).numeric, (*parser).portion, (*parser).calendar,
		(*parser).deictic, (*parser).lengthy, (*parser).period, (*parser).listed,
	}
}
