package when

import "demarche/read/numeral"

// edged reads a part of a longer time: "early October", "mid-February", "the
// end of the year", "late last week", "year-end".
func (p *parser) edged(i int) (*expr, bool) {
	if p.is(i, "the") && edges[p.low(i+1)] != noEdge {
		i++
	}
	if ed, ok := edges[p.low(i)]; ok {
		j := i + 1
		if p.hyphen(j) || p.is(j, "-") {
			j++
		} else if p.is(i, "early", "late", "earlier", "later") {
			j = p.skip(j, "on", "in")
		}
		if p.is(j, "to") && edges[p.low(j+1)] != noEdge { // "mid- to late February"
			return p.edged(j + 1)
		}
		if e, ok := p.whole(j); ok && e.edge == noEdge && e.form != clock && e.form != duration && e.form != repeated && e.form != eventful && e.form != offset {
			e.edge = ed
			return e, true
		}
		return nil, false
	}
	j := p.skip(i, "the")
	ed, ok := edgeNouns[p.low(j)]
	if ok && p.is(j+1, "of") {
		k := p.skip(j+2, "the")
		if u, ok := units[p.low(k)]; ok && u >= week && k > j+2 {
			return &expr{form: period, to: k + 1, unit: u, mod: thisMod, n: 1, edge: ed}, true
		}
		if e, ok := p.whole(j + 2); ok && e.edge == noEdge && (e.form == calendar || e.form == period || e.form == interval || e.form == seasonal || e.form == portion) {
			e.edge = ed
			return e, true
		}
		return nil, false
	}
	// "year-end", "month's end"
	if u, ok := units[p.low(j)]; ok && u >= week {
		k := j + 1
		if p.is(k, "-") || p.is(k, "'s") {
			k++
		}
		if p.is(k, "end") && (k > j+1 || p.bare || p.is(i-1, "by", "at", "before")) && p.low(k+1) != "-" {
			return &expr{form: period, to: k + 1, unit: u, mod: thisMod, n: 1, edge: ending}, true
		}
	}
	return nil, false
}

// numeric reads dates in figures: 2022-02-07, 2022/02/07, 7.2.2022, 2/7/2022
// (month first, unless only day first makes a date).
func (p *parser) numeric(i int) (*expr, bool) {
	a, ok := p.figure(i)
	if !ok || i+4 >= len(p.a) && i+2 >= len(p.a) {
		return nil, false
	}
	sep := p.low(i + 1)
	if sep != "-" && sep != "/" && sep != "." || !p.a[i+1].Glued && !p.bare {
		return nil, false
	}
	b, ok := p.figure(i + 2)
	if !ok || !p.a[i+2].Glued && !p.bare {
		return nil, false
	}
	c, ok := p.figure(i + 4)
	if ok = ok && p.is(i+3, sep) && (p.a[i+4].Glued || p.bare); !ok {
		// 2022-02, and in a bare expression 2/15 and 2/2013
		if len(p.low(i)) == 4 && len(p.low(i+2)) == 2 && sep == "-" && a > 1000 && b >= 1 && b <= 12 && !p.is(i+3, "-") {
			// "2011-12" is a winter more often than a December in running text
			if p.bare || a%100+1 != b {
				return &expr{form: calendar, to: i + 3, y: a, m: b}, true
			}
		}
		if p.bare && i+3 == len(p.a) && sep != "." && a <= 12 && b <= 31 {
			return &expr{form: calendar, to: i + 3, m: a, d: b}, true
		}
		return nil, false
	}
	e := &expr{form: calendar, to: i + 5}
	switch {
	case len(p.low(i)) == 4:
		e.y, e.m, e.d = a, b, c
	case sep == ".":
		e.d, e.m, e.y = a, b, c
	default:
		e.m, e.d, e.y = a, b, c
	}
	if e.m > 12 && e.d <= 12 {
		e.m, e.d = e.d, e.m
	}
	if e.y < 100 && len(p.low(i+4)) == 2 {
		e.y = century2(e.y)
	}
	if e.y < 1000 || !(date{e.y, e.m, e.d}).valid() || e.m == 0 || e.d == 0 {
		return nil, false
	}
	return e, true
}

// calendar reads dates with a named month or weekday, and years.
func (p *parser) calendar(i int) (*expr, bool) {
	if p.is(i, "the") {
		if e, ok := p.weekday(i); ok {
			return e, true
		}
		if e, ok := p.dayFirst(i + 1); ok {
			return e, true
		}
		if e, ok := p.weekday(i + 1); ok && e.d > 0 {
			return e, true
		}
		if p.is(i+1, "year") {
			if y, j, ok := p.year(i + 2); ok {
				return p.era(&expr{form: calendar, to: j, y: y}), true
			}
		}
		if e, ok := p.decade(i + 1); ok {
			return e, true
		}
		// "on the 15th"
		if n, j, ok := numeral.OrdinalAt(p.a, i+1); ok && j > i+2 && n >= 1 && n <= 31 && p.is(i-1, "on", "by", "until", "since", "before", "after") && (j >= len(p.a) || p.a[j].Kind == numeral.Symbol || p.is(j, "and", "or", "in", "at", "to")) {
			return &expr{form: calendar, to: j, d: n}, true
		}
		return nil, false
	}
	if e, ok := p.weekday(i); ok {
		return e, true
	}
	if e, ok := p.dayFirst(i); ok {
		return e, true
	}
	if e, ok := p.monthFirst(i); ok {
		return e, true
	}
	if e, ok := p.decade(i); ok {
		return e, true
	}
	if v, ok := p.figure(i); ok && p.bare && len(p.a) == 1 && v > 99 && v < 1000 {
		return &expr{form: calendar, to: 1, y: v}, true
	}
	if p.bare && p.is(i, "ad") {
		if y, ok := p.figure(i + 1); ok {
			return &expr{form: calendar, to: i + 2, y: y}, true
		}
	}
	y, j, ok := p.year(i)
	if !ok {
		if v, ok := p.figure(i); ok && v > 0 && v < 10000 && p.is(i+1, "bc", "bce", "ad", "ce") {
			return p.era(&expr{form: calendar, to: i + 1, y: v}), true
		}
		return nil, false
	}
	if !p.yearHere(i, y, j) {
		return nil, false
	}
	// 2013-15, 2013-2015
	if p.is(j, "-") && (p.hyphen(j) || p.bare || p.is(j+2, ")")) {
		if v, ok := p.figure(j + 1); ok {
			end := 0
			if len(p.low(j+1)) == 2 && v == y%100+v-y%100 && v > y%100 {
				end = y/100*100 + v
			} else if len(p.low(j+1)) == 4 && v > y && v < y+200 {
				end = v
			}
			if end > 0 && !p.is(j+2, "-") {
				return &expr{form: interval, to: j + 2, val: span(date{y: y}, date{y: end})}, true
			}
		}
	}
	return p.era(&expr{form: calendar, to: j, y: y}), true
}

// era turns a year before our era into the astronomical one: 1 BC is year 0.
func (p *parser) era(e *expr) *expr {
	switch p.low(e.to) {
	case "bc", "bce":
		e.y, e.to = 1-e.y, e.to+1
	case "ad", "ce":
		e.to++
	}
	return e
}

// beforeYear are words after which four figures are a year.
var beforeYear = map[string]bool{"in": true, "since": true, "by": true, "until": true, "till": true, "from": true, "of": true, "during": true,
	"after": true, "before": true, "year": true, "early": true, "late": true, "mid": true, "and": true, "to": true, "between": true, "through": true,
	"the": true, "fall": true, "autumn": true, "winter": true, "spring": true, "summer": true, "around": true, "about": true, "for": true, "circa": true, "c": true, "ca": true,
	"a": true, "its": true, "their": true, "his": true, "her": true, "our": true, "'s": true, "and/or": true, "or": true, "this": true, "that": true, "end": true, "throughout": true, "beyond": true, "back": true}

// yearHere tells a year from a count and from a number in a name.
func (p *parser) yearHere(i, y, next int) bool {
	prev := p.low(i - 1)
	if prev == "$" || prev == "€" || prev == "£" || prev == "#" || p.l.labels[prev] || numeral.Scale(prev) || prev == "." && p.a[i].Glued {
		return false
	}
	if i > 0 && p.a[i].Glued && p.a[i-1].Kind != numeral.Symbol || next < len(p.a) && p.a[next].Glued && p.a[next].Kind != numeral.Symbol && !p.is(next, "'s") {
		return false // RP1030, 1500m
	}
	if p.bare {
		return true
	}
	if p.is(next, "hours", "gmt", "utc", "bst", "euros", "dollars", "pounds", "km", "percent") || p.is(next, "-") && p.is(next+1, "strong", "member", "page", "meter", "metre", "mile", "kilometer", "foot", "word", "man", "seat", "ton") {
		return false
	}
	if prev == "of" && i > 1 {
		w := p.low(i - 2)
		if units[w] > 0 || unitPlurals[w] > 0 || seasons[w] > 0 || edgeNouns[w] > 0 || w == "half" {
			return true // "the third quarter of 2021"
		}
	}
	if prev == "to" || prev == "and" || prev == "or" || prev == "-" {
		if v, other := p.figure(i - 2); other && len(p.low(i-2)) == 4 && v > 1000 && v < 2200 && v != y {
			return true // "from 1790 to 1801", "the 2011 and 2017 censuses"
		}
	}
	ok := y >= 1900 && y < 2100
	_, isMonth := months[prev]
	if beforeYear[prev] || isMonth || prev == "(" || prev == "," || prev == "-" || prev == "[" {
		if ok {
			return !p.counted(next) || prev != "about" && prev != "around" && prev != "of" && prev != "for" && prev != "to" && prev != "from" && prev != "and"
		}
		switch prev {
		case "in", "since", "until", "the", "(", "-", "[", "this", "its", "their", "his", "her", "'s", "early", "late":
			return !p.counted(next)
		case ",", "for":
			return false
		}
		// an older year behind another preposition may well be a count
		return !p.nounish(next) || isMonth
	}

	return ok && !p.counted(next)
}

// counted reports whether a plural noun stands at atom i.
func (p *parser) counted(i int) bool {
	w := p.low(i)
	switch w {
	case "men", "women", "people", "troops", "children", "police", "personnel", "more", "other":
		return true
	}
	return len(w) > 3 && w[len(w)-1] == 's' && p.a[i].Kind == numeral.Word && w[len(w)-2] != 's' && w[0] != '\'' && !p.a[i].Cap && w != "was" && w != "has" && w != "this"
}

func (p *parser) nounish(i int) bool {
	if i >= len(p.a) || p.a[i].Kind != numeral.Word {
		return false
	}
	switch p.low(i) {
	case "and", "or", "to", "in", "on", "at", "by", "when", "the", "a", "was", "were", "is", "as", "for", "from", "with", "until", "but", "he", "she", "they", "it", "of", "onward", "onwards":
		return false
	}
	return true
}

// decade reads "1990s", "'90s", "90s", "nineties", "19th century".
func (p *parser) decade(i int) (*expr, bool) {
	if n, ok := decades[p.low(i)]; ok && (p.is(i-1, "the") || p.bare) {
		return &expr{form: interval, to: i + 1, val: span(date{y: 1900 + n}, date{y: 1909 + n})}, true
	}
	j := p.skip(i, "'")
	if v, ok := p.figure(j); ok && v%10 == 0 {
		if k := p.glued(j+1, "s", "'s", "ies"); k > 0 {
			n := len(p.low(j))
			switch {
			case n == 4 && v >= 1000 && v%100 != 0:
				return &expr{form: interval, to: k, val: span(date{y: v}, date{y: v + 9})}, true
			case n == 4 && v >= 1000 && v < 2000:
				return &expr{form: interval, to: k, val: span(date{y: v}, date{y: v + 99})}, true
			case n == 4 && v >= 1000:
				return &expr{form: interval, to: k, val: span(date{y: v}, date{y: v + 9})}, true
			case n == 2 && v >= 20 && (j > i || p.is(i-1, "the") || p.bare):
				return &expr{form: interval, to: k, val: span(date{y: 1900 + v}, date{y: 1909 + v})}, true
			}
		}
	}
	n, k, ok := numeral.OrdinalAt(p.a, i)
	if !ok || n < 1 || n > 30 {
		return nil, false
	}
	k = p.skip(k, "-")
	if !p.is(k, "century", "centuries") {
		return nil, false
	}
	e := &expr{form: interval, to: k + 1, val: span(date{y: n*100 - 100}, date{y: n*100 - 1})}
	if p.is(e.to, "bc", "bce") {
		e.to++
		e.val = span(date{y: -n * 100}, date{y: 99 - n*100})
	}
	return e, true
}

// glued returns the atom after i when atom i is one of words and follows
// without a space, else 0.
func (p *parser) glued(i int, words ...string) int {
	if p.is(i, words...) && p.a[i].Glued {
		return i + 1
	}
	if p.is(i, "'") && p.a[i].Glued && p.is(i+1, words...) && p.a[i+1].Glued {
		return i + 2
	}
	return 0
}

// dayFirst reads "7 February", "7th of February 2022", "14-15 February", "14
// to 15 February", "8-May-2006".
func (p *parser) dayFirst(i int) (*expr, bool) {
	d, j, ok := p.day(i)
	if !ok || p.is(i-1, ".", ":") && p.a[i].Glued {
		return nil, false
	}
	d2 := 0
	if p.is(j, "-", "to", "and", "or", "/", "through", "until") {
		if v, k, ok := p.day(p.skip(j+1, "the")); ok && v > d && v <= 31 {
			d2, j = v, k
		}
	}
	k := p.skip(j, "day")
	k = p.skip(k, "of")
	k = p.skip(k, "-", "/")
	m, k, ok := p.month(k)
	if !ok {
		return nil, false
	}
	if n, next, ok := p.day(k); ok && d2 == 0 && !p.hyphen(next) && p.a[k].Kind == numeral.Figure && next == k+1 && len(p.low(i)) <= 2 && p.a[i].Kind == numeral.Word {
		_ = n // "fifth February 3" is no date
		return nil, false
	}
	e := &expr{form: calendar, to: k, m: m, d: d}
	p.yearAfter(e)
	if !(date{2000, e.m, e.d}).valid() {
		return nil, false
	}
	if d2 > 0 {
		return p.days(e, d2)
	}
	return e, true
}

// days makes a range of days within a month.
func (p *parser) days(e *expr, d2 int) (*expr, bool) {
	f := *e
	f.d = d2
	if !(date{2000, f.m, f.d}).valid() {
		return e, true
	}
	return &expr{form: ranged, to: e.to, a: e, b: &f}, true
}

// yearAfter takes a year that follows a month or a day and month.
func (p *parser) yearAfter(e *expr) {
	j := p.skip(e.to, ",")
	j = p.skip(j, "of", "-", "/")
	if y, k, ok := p.year(j); ok && !p.counted(k) && !(k < len(p.a) && p.a[k].Glued && p.a[k].Kind == numeral.Word && !p.is(k, "'s")) {
		e.y, e.to = y, k
		*e = *p.era(e)
		return
	}
	// a year before 1000, directly behind: "30 September 420"
	if v, ok := p.figure(e.to); ok && v > 31 && v < 1000 && len(p.low(e.to)) == 3 && e.d > 0 && !p.counted(e.to+1) && !p.nounish(e.to+1) {
		e.y, e.to = v, e.to+1
		return
	}
	if p.bare && p.is(j, "next", "last") && j+1 == len(p.a) {
		e.mod, e.to = modifiers[p.low(j)], j+1
	}
	if p.is(j, "this", "next", "last", "the", "that") {
		k := j
		if p.is(k, "the") {
			k++
		}
		k = p.skip(k, "same", "following", "this", "next", "last", "that", "previous")
		if k > j && p.is(k, "year") {
			if mod := modifiers[p.low(k-1)]; mod != noMod {
				e.mod, e.to = mod, k+1
			}
		}
	}
}

// monthFirst reads "February 7", "Feb. 8, 2022", "February 14-15", "March the
// 3rd", "March 2019", "October".
func (p *parser) monthFirst(i int) (*expr, bool) {
	m, j, ok := p.month(i)
	if !ok {
		return nil, false
	}
	k := p.skip(j, "the", ",")
	if d, next, ok := p.day(k); ok && (k == j || p.is(j, "the")) && !(p.a[k].Kind == numeral.Figure && next < len(p.a) && p.is(next, ":", "%")) && !(p.a[k].Kind == numeral.Word && !p.bare) && !numeral.Scale(p.low(next)) {
		e := &expr{form: calendar, m: m, d: d, to: next}
		if !(date{2000, m, d}).valid() {
			return nil, false
		}
		if p.is(next, "-", "to", "and", "or", "/", "through", "thru", "until") {
			if d2, k2, ok := p.day(next + 1); ok && d2 > d && p.a[next+1].Kind == numeral.Figure && !p.counted(k2) && !p.monthAt(k2) && !p.is(k2, ":", "%", "am", "pm") {
				e.to = k2
				p.yearAfter(e)
				return p.days(e, d2)
			}
		}
		p.yearAfter(e)
		return e, true
	}
	e := &expr{form: calendar, m: m, to: j}
	p.yearAfter(e)
	if e.y == 0 && e.mod == noMod && !p.monthAlone(i, e.to) {
		return nil, false
	}
	return e, true
}

func (p *parser) monthAt(i int) bool { _, _, ok := p.month(i); return ok }

// ambiguous months are words or names as well.
var ambiguous = map[string]bool{"may": true, "march": true, "april": true, "june": true, "august": true, "mar": true, "jan": true, "jun": true, "dec": true}

var beforeMonth = map[string]bool{"in": true, "since": true, "until": true, "till": true, "by": true, "of": true, "from": true, "to": true,
	"last": true, "next": true, "this": true, "early": true, "late": true, "mid": true, "during": true, "between": true, "through": true, "before": true,
	"after": true, "for": true, "and": true, "earlier": true, "later": true, "every": true, "each": true, "-": true, "or": true}

// monthAlone tells a month without day or year from a person or a verb: "May
// said", "April Ryan", "the March on Washington".
func (p *parser) monthAlone(i, next int) bool {
	if p.bare {
		return true
	}
	low := p.low(i)
	if p.named[low] {
		return false // "Theresa May" stands elsewhere in the text
	}
	if !ambiguous[low] {
		return !p.is(i-1, "/")
	}
	if !beforeMonth[p.low(i-1)] && edges[p.low(i-1)] == noEdge {
		return false
	}
	return next >= len(p.a) || p.a[next].Kind != numeral.Word || !p.a[next].Cap || p.monthAt(next)
}

// weekday reads "Monday", "Monday morning", "Friday, May 8, 2009", "Tuesday the
// 19th", "Monday of next week", "last Thursday", "Monday's".
func (p *parser) weekday(i int) (*expr, bool) {
	j, mod := i, noMod
	if m, ok := modifiers[p.low(i)]; ok && m != recentMod && weekdays[p.low(i+1)] > 0 {
		// "following Monday's vote" and "said that Monday" have a preposition
		// and a conjunction there, "the following Monday" and "That Monday" not
		if p.bare || m == lastMod || m == nextMod || m == thisMod || m == thatMod && p.a[i].Cap {
			j, mod = i+1, m
		}
	} else if p.is(i, "the") && modifiers[p.low(i+1)] != noMod && weekdays[p.low(i+2)] > 0 {
		j, mod = i+2, modifiers[p.low(i+1)]
	}
	wd, ok := weekdays[p.low(j)]
	if !ok || !p.cap(j) {
		return nil, false
	}
	e := &expr{form: calendar, to: j + 1, wd: wd, mod: mod, the: p.is(i, "the")}
	short := len(p.low(j)) < 6
	if short {
		e.to = p.skip(j+1, ".")
	}
	k := p.skip(e.to, ",")
	k = p.skip(k, "the")
	if f, ok := p.monthFirst(k); ok && f.form == calendar && f.d > 0 {
		f.wd = wd
		return f, true
	}
	if f, ok := p.dayFirst(k); ok && f.form == calendar {
		f.wd = wd
		return f, true
	}
	if n, next, ok := numeral.OrdinalAt(p.a, k); ok && next == k+2 && n <= 31 {
		e.d, e.to = n, next
		return e, true
	}
	if short && !p.bare && p.is(j, "sat", "sun", "wed", "mon", "fri") && !p.is(j+1, ".") && p.a[j].End-p.a[j].Start == len(p.low(j)) {
		return nil, false
	}
	p.partOfDay(e)
	// "Monday of last week", "this week on Wednesday" is read in period
	k = p.skip(e.to, "of", "in", "from")
	if k > e.to || p.is(k, "last", "next", "this") {
		k2 := p.skip(k, "the")
		if m, ok := modifiers[p.low(k2)]; ok && p.is(k2+1, "week") {
			e.b = &expr{form: period, unit: week, mod: m, n: 1, the: k2 > k}
			e.to = k2 + 2
			return e, true
		}
	}
	if p.is(e.to, "'s") || p.is(e.to, "'") && p.a[e.to].Glued {
		e.poss = true
	}
	return e, true
}

// partOfDay takes "morning", "evening" after a day.
func (p *parser) partOfDay(e *expr) {
	j := p.skip(e.to, "'s")
	j = p.skip(j, "early", "late")
	if dayParts[p.low(j)] {
		e.to = j + 1
	}
}

// deictic reads "today", "yesterday evening", "the day after tomorrow",
// "overnight", "this morning".
func (p *parser) deictic(i int) (*expr, bool) {
	if n, ok := deictics[p.low(i)]; ok {
		e := &expr{form: deictic, to: i + 1, n: float64(n)}
		if p.is(e.to, "'s") {
			e.poss = true
		}
		p.partOfDay(e)
		return e, true
	}
	if p.bare && (p.is(i, "now") || p.is(i, "right") && p.is(i+1, "now")) {
		return &expr{form: deictic, to: len(p.a)}, true
	}
	j := p.skip(i, "the")
	if p.is(j, "day") && p.is(j+1, "after") && p.is(j+2, "tomorrow") {
		return &expr{form: deictic, to: j + 3, n: 2}, true
	}
	if p.is(j, "day") && p.is(j+1, "before") && p.is(j+2, "yesterday") {
		return &expr{form: deictic, to: j + 3, n: -2}, true
	}
	return nil, false
}

// listed reads seasons, feasts and named periods.
func (p *parser) listed(i int) (*expr, bool) {
	j := p.skip(i, "the")
	mod := modifiers[p.low(j)]
	if mod != noMod && mod != recentMod {
		j++
	} else {
		mod = noMod
	}
	if m, ok := seasons[p.low(j)]; ok && p.seasonHere(i, j, mod) {
		e := &expr{form: seasonal, to: j + 1, m: m, mod: mod}
		k := p.skip(e.to, "of", ",")
		if y, next, ok := p.year(k); ok {
			e.y, e.to = y, next
		}
		return e, true
	}
	if p.is(j+1, "/") && p.a[j].Kind == numeral.Figure && j+2 < len(p.a) && p.a[j+2].Glued { // "9/11"
		if v, ok := p.l.periods[p.low(j)+"/"+p.low(j+2)]; ok && !p.is(j+3, "/") {
			return &expr{form: interval, to: j + 3, val: v}, true
		}
	}
	if !p.l.first[p.low(j)] || !p.cap(j) && p.low(j)[0] > '9' {
		return nil, false
	}
	for n := 4; n > 0; n-- {
		s, k, ok := p.words(j, n)
		if !ok {
			continue
		}
		if f, ok := p.l.feasts[s]; ok {
			e := &expr{form: feastday, to: k, feast: f, mod: mod}
			if y, next, ok := p.year(k); ok {
				e.y, e.to = y, next
			}
			return e, true
		}
		if v, ok := p.l.periods[s]; ok {
			return &expr{form: interval, to: k, val: v}, true
		}
	}
	return nil, false
}

// words joins n words from atom i as a list spells them.
func (p *parser) words(i, n int) (string, int, bool) {
	s := ""
	for ; n > 0; n-- {
		if i >= len(p.a) || p.a[i].Kind == numeral.Symbol {
			return "", 0, false
		}
		if s != "" && p.a[i].Low[0] != '\'' && !(p.a[i].Glued && p.a[i-1].Kind == numeral.Figure) {
			s += " "
		}
		s += p.low(i)
		i++
		if p.is(i, "'s") && (n == 1 || i+1 < len(p.a)) && n > 1 {
			s += "'s"
			i++
		} else if n == 1 && p.is(i, "'s") && p.l.feasts[s+"'s"] != (feast{}) {
			s += "'s"
			i++
		}
	}
	return s, i, true
}

// seasonHere tells the season from "fall" and "spring" the verbs and "spring"
// the adjective of a metaphor.
func (p *parser) seasonHere(i, j int, mod modifier) bool {
	if p.cap(j) && p.cap(j+1) && !p.bare {
		return false // "the Winter Olympics"
	}
	if mod != noMod || p.bare {
		return true
	}
	if y, _, ok := p.year(p.skip(j+1, "of")); ok && y > 0 {
		return true
	}
	if p.is(j, "fall", "spring") && p.is(j+1, "of") {
		return false // "the fall of the city"
	}
	switch p.low(i - 1) {
	case "in", "since", "by", "until", "during", "before", "after", "of", "over", "early", "late", "mid", "through", "for":
		return j > i || !p.is(j, "fall", "spring") || p.is(i-1, "in", "early", "late", "mid", "by")
	}
	return edges[p.low(i-1)] != noEdge
}

// portion reads "the first half of 2022", "third quarter", "Q1 2022", "first
// Monday of October", "the last day of May", "the week of March 7".
func (p *parser) portion(i int) (*expr, bool) {
	j := p.skip(i, "the")
	if p.is(j, "week") && p.is(j+1, "of") {
		if e, ok := p.calendar(j + 2); ok && e.form == calendar && e.d > 0 {
			return &expr{form: portion, to: e.to, unit: week, n: 0, a: e}, true
		}
		return nil, false
	}
	n, k, ok := numeral.OrdinalAt(p.a, j)
	last := false
	if !ok && p.is(j, "last", "final") {
		n, k, ok, last = 1, j+1, true, true
	} else if ok && p.is(k, "last") {
		k, last = k+1, true
	}
	if !ok || n < 1 || n > 31 {
		return nil, false
	}
	e := &expr{form: portion, n: float64(n), last: last}
	if wd, ok := weekdays[p.low(k)]; ok && p.cap(k) {
		e.wd = wd
	} else if u, ok := units[p.low(k)]; ok {
		e.unit = u
	} else if p.is(k, "half") {
		e.unit = quarter
		e.high = 2 // of two halves
	} else {
		return nil, false
	}
	if e.unit == quarter && e.high == 0 {
		e.high = 4
	}
	if !p.is(k+1, "of", "in") {
		if e.unit == quarter && e.high == 4 && n <= 4 {
			e.to = k + 1
			if y, next, ok := p.year(k + 1); ok {
				e.a = &expr{form: calendar, y: y}
				e.to = next
			}
			return e, true
		}
		return nil, false
	}
	b := k + 2
	if u, ok := units[p.low(p.skip(b, "the"))]; ok && u >= month && p.is(b, "the") {
		e.a = &expr{form: period, unit: u, mod: thisMod, n: 1}
		e.to = b + 2
		return e, true
	}
	f, ok := p.whole(b)
	if !ok || f.form != calendar && f.form != period {
		return nil, false
	}
	e.a, e.to = f, f.to
	return e, true
}
