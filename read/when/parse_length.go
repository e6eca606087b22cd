package when

import "demarche/read/numeral"

// length reads a number with a unit: "five weeks", "a day", "two or three
// years", "24 to 48 hours", "a year and a half", "two-day", "several months".
func (p *parser) length(i int) (e *expr, ok bool) {
	e = &expr{form: duration}
	var j int
	switch {
	case p.is(i, "a", "an", "one") || p.is(i, "half") && p.is(i+1, "a", "an"):
		e.n, j = 1, i+1
		if p.is(i, "half") {
			e.n, j = .5, i+2
		}
		e.loose = !p.is(i, "one") || p.is(j, "day") // "may one day join"
		if p.is(j, "half") && p.is(j+1, "-") {
			e.n, j = .5, j+2
		}
		if p.is(j, "couple", "pair") {
			e.n, e.approx, e.loose = 2, true, false
			j = p.skip(j+1, "of")
		} else if vagueNumbers[p.low(j)] {
			e.n, e.loose = 0, false
			j = p.skip(j+1, "of")
		} else if p.is(j, "half") { // "one half year"
			e.n, j = .5, j+1
		}
	case vagueNumbers[p.low(i)]:
		j = p.skip(i+1, "of")
		e.n = 0
	default:
		n, ok := numeral.At(p.a, i)
		if !ok || n.Fraction && n.Value < .25 {
			return nil, false
		}
		e.n, j = n.Value, n.Next
		if p.is(j, "or", "to", "-") {
			if h, ok := numeral.At(p.a, j+1); ok && h.Value > e.n {
				if _, u := p.unitAt(h.Next); u != noUnit {
					e.high, j = h.Value, h.Next
				}
			}
		}
	}
	j = p.skip(j, "more", "full", "whole", "additional", "other", "consecutive", "straight")
	hyphen := p.hyphen(j)
	if hyphen {
		j++
	}
	next, u := p.unitAt(j)
	if u == noUnit || u == weekend {
		return nil, false
	}
	_, plural := unitPlurals[p.low(j)]
	if p.is(j, "second", "quarter") || p.is(j, "seconds", "quarters") {
		return nil, false // ordinals and fractions
	}
	if plural == (e.n == 1) && !hyphen && !(e.n > 0 && e.n < 1) && e.high == 0 && !p.bare {
		if e.n != 1 || plural {
			return nil, false
		}
	}
	if p.hyphen(next) && !p.is(next+1, "long") || p.is(next, "old") || p.is(next, "of") && p.is(next+1, "age") || p.is(i-1, "aged") {
		return nil, false // "19-year-old"
	}
	if hyphen || p.is(next, "-") {
		e.modifies = true
	}
	if p.is(next, "and") && p.is(next+1, "a") && p.is(next+2, "half") {
		e.n, next = e.n+.5, next+3
		e.loose = false
	}
	if p.is(next, "'") && p.a[next].Glued { // "three weeks' notice"
		e.modifies = true
	}
	e.unit, e.to = u, next
	return e, true
}

func (p *parser) unitAt(i int) (int, unit) {
	if u, ok := units[p.low(i)]; ok {
		return i + 1, u
	}
	if u, ok := unitPlurals[p.low(i)]; ok {
		return i + 1, u
	}
	return i, noUnit
}

// lengthy reads a length with what makes a date of it: "five years ago", "two
// days later", "a day after meeting", "three weeks from now", "two days before
// March 1"; without such words it is a duration.
func (p *parser) lengthy(i int) (*expr, bool) {
	e, ok := p.length(i)
	if !ok {
		// "the day before", "the week after": only with words that point back
		return p.dayBefore(i)
	}
	e.from = i
	j := e.to
	off := func(dir int, told bool, next int) (*expr, bool) {
		e.form, e.dir, e.told, e.to, e.loose = offset, dir, told, next, false
		return e, true
	}
	if e.modifies {
		return e, true
	}
	switch p.low(j) {
	case "ago", "back":
		if p.is(j, "ago") || p.bare {
			return off(-1, false, j+1)
		}
	case "hence":
		return off(1, false, j+1)
	case "from":
		if p.is(j+1, "now", "today") {
			return off(1, false, j+2)
		}
	case "later", "afterwards", "afterward":
		return off(1, true, j+1)
	case "earlier", "previously", "beforehand", "prior", "before", "after", "ahead":
		dir := -1
		if p.is(j, "after") {
			dir = 1
		}
		k := p.skip(j+1, "of", "to")
		k = p.skip(k, "the")
		if k < len(p.a) && !p.is(j, "earlier", "previously", "beforehand") {
			if f, ok := p.calendar(k); ok && f.form == calendar {
				f.from = k
				e.a = f
				return off(dir, true, f.to)
			}
			if f, ok := p.listed(k); ok && f.form != interval {
				f.from = k
				e.a = f
				return off(dir, true, f.to)
			}
		}
		if k > j+1 || p.wordy(k) && !p.is(j, "earlier", "previously", "beforehand") {
			// what follows is the event: the date told of lies on its other side
			e.after = true
			if p.is(j, "prior", "ahead") && k == j+1 {
				break
			}
			return off(dir, true, p.skip(j+1, "of", "to"))
		}
		if p.is(j, "ahead", "previously") {
			break
		}
		return off(dir, true, j+1)
	}
	if p.bare && p.is(i-1, "in") {
		return off(1, false, j)
	}
	return e, true
}

// wordy reports whether a phrase goes on at atom i.
func (p *parser) wordy(i int) bool {
	return i < len(p.a) && (p.a[i].Kind == numeral.Word && !p.is(i, "and", "or", "but", "in", "when", "that") || p.a[i].Kind == numeral.Figure)
}

// dayBefore reads "the day before", "the week after", "the night before".
func (p *parser) dayBefore(i int) (*expr, bool) {
	if !p.is(i, "the") || !p.is(i+2, "before", "after", "earlier") {
		return nil, false
	}
	u := units[p.low(i+1)]
	if u != day && u != week && u != month && u != year {
		return nil, false
	}
	e := &expr{form: offset, n: 1, unit: u, told: true, dir: -1, to: i + 3}
	if p.is(i+2, "after") {
		e.dir = 1
	}
	if f, ok := p.calendar(p.skip(i+3, "the")); ok && f.form == calendar {
		e.a, e.to = f, f.to
		return e, true
	}
	e.after = p.wordy(i + 3)
	return e, true
}

// period reads a unit with a modifier: "last week", "this month", "the coming
// days", "the past 24 hours", "the same day", "the following morning", "the
// weekend".
func (p *parser) period(i int) (*expr, bool) {
	e := &expr{form: period, n: 1}
	j := i
	if p.is(j, "the", "these", "those") {
		e.the = true
		if p.is(j, "these") && modifiers[p.low(j+1)] == noMod {
			e.the = false // "these five weeks": read below
		} else {
			j++
		}
	}
	if p.is(j, "that", "this") && p.is(j+1, "same", "past", "coming", "last", "next") {
		j++
	}
	if p.is(j, "very") {
		j++
	}
	mod, ok := modifiers[p.low(j)]
	if !ok {
		if e.the && p.is(j, "weekend") {
			e.mod, e.unit, e.to = thisMod, weekend, j+1
			return e, true
		}
		if e.the && p.bare && units[p.low(j)] >= week {
			e.mod, e.unit, e.to = thisMod, units[p.low(j)], j+1
			return e, true
		}
		// "five recent days" is no time; "two upcoming weeks" in bare expressions
		return nil, false
	}
	if (mod == afterMod || mod == beforeMod) && !e.the && !p.bare {
		return nil, false // "following two days of talks"
	}
	if mod == thatMod && p.is(j, "that") && !p.is(j+1, "day", "night", "week", "month", "year", "morning", "evening", "afternoon", "weekend", "decade", "century") {
		return nil, false
	}
	e.mod = mod
	k := j + 1
	if e.mod == thisMod && p.is(k, "past", "coming") {
		e.mod, e.the, k = modifiers[p.low(k)], true, k+1
	}
	if p.is(k, "few", "couple", "several") || p.is(k, "of") {
		e.n = 0
		k = p.skip(k+1, "of")
	} else if n, ok := numeral.At(p.a, k); ok && !n.Fraction {
		if next, u := p.unitAt(p.hyp(n.Next)); u != noUnit && p.low(next) != "-" {
			e.n, k = n.Value, p.hyp(n.Next)
			if p.is(j, "this", "these") && mod == thisMod {
				return &expr{form: duration, n: n.Value, unit: u, to: next}, true
			}
		} else if p.is(n.Next, "and", "or", "to") {
			if h, ok := numeral.At(p.a, n.Next+1); ok && h.Value > n.Value {
				if _, u := p.unitAt(h.Next); u != noUnit {
					e.n, e.high, k = n.Value, h.Value, h.Next
				}
			}
		}
	}
	if p.is(k, "full", "whole", "calendar", "fiscal") {
		k++
	}
	if m, next, ok := p.month(k); ok && e.n == 1 && mod != recentMod && (mod != thatMod || p.bare) {
		return &expr{form: calendar, m: m, mod: mod, to: next}, true
	}
	// "this uh ..." is left; "this and next week"
	if p.is(k, "and", "or") && modifiers[p.low(k+1)] != noMod && units[p.low(k+2)] != noUnit && mod == thisMod {
		return &expr{form: ranged, to: k + 3,
			a: &expr{form: period, n: 1, mod: mod, unit: units[p.low(k+2)]},
			b: &expr{form: period, n: 1, mod: modifiers[p.low(k+1)], unit: units[p.low(k+2)]}}, true
	}
	next, u := p.unitAt(k)
	if u == noUnit {
		return nil, false
	}
	_, plural := unitPlurals[p.low(k)]
	if plural && e.n == 1 {
		if mod == thisMod || mod == thatMod {
			return nil, false
		}
		e.n = 0
	}
	if p.is(k, "second", "minute", "quarter") && (mod == thatMod || !p.is(k, "quarter")) {
		return nil, false
	}
	if p.hyphen(next) {
		return nil, false
	}
	e.unit, e.to = u, next
	if u == day && !p.is(k, "day", "days") { // morning, night
		if mod == lastMod && p.is(k, "night", "evening") {
			return &expr{form: deictic, n: -1, to: next}, true
		}
		if mod == thisMod {
			return &expr{form: deictic, to: next, poss: p.is(next, "'s")}, true
		}
	}
	// "this week on Wednesday", "last week's Monday"
	if u == week && e.n == 1 {
		w := p.skip(next, "on", "'s", ",")
		if p.is(w, "on") {
			w++
		}
		if wd, ok := weekdays[p.low(w)]; ok && p.cap(w) && w > next && !p.monthAt(p.skip(w+1, ",")) {
			f := &expr{form: calendar, wd: wd, b: &expr{form: period, unit: week, mod: mod, n: 1, the: e.the}, to: w + 1}
			return f, true
		}
	}
	if p.is(next, "'s") || p.is(next, "'") && p.a[next].Glued {
		e.poss = true
	}
	return e, true
}

func (p *parser) hyp(i int) int {
	if p.hyphen(i) {
		return i + 1
	}
	return i
}

// repeated reads "every Monday", "each year", "every two weeks", "Mondays".
func (p *parser) repeated(i int) (*expr, bool) {
	if _, ok := weekdayPlurals[p.low(i)]; ok && p.cap(i) {
		return &expr{form: repeated, to: i + 1}, true
	}
	if !p.is(i, "every", "each") {
		return nil, false
	}
	j := p.skip(i+1, "other", "single", "few")
	if n, ok := numeral.At(p.a, j); ok {
		j = n.Next
	}
	if _, ok := weekdays[p.low(j)]; ok && p.cap(j) {
		e := &expr{form: repeated, to: j + 1}
		p.partOfDay(e)
		return e, true
	}
	if _, _, ok := p.month(j); ok {
		return &expr{form: repeated, to: j + 1}, true
	}
	if _, ok := seasons[p.low(j)]; ok {
		return &expr{form: repeated, to: j + 1}, true
	}
	if next, u := p.unitAt(j); u != noUnit {
		return &expr{form: repeated, to: next}, true
	}
	return nil, false
}

// clock reads times of day: "7:45 p.m.", "4:00 A.M.", "0100 UTC", "1930 GMT",
// "10 o'clock", "8:30 p.m. BST", "noon".
func (p *parser) clock(i int) (*expr, bool) {
	e := &expr{form: clock}
	if p.is(i, "noon", "midnight") {
		e.to = i + 1
		return e, true
	}
	v, ok := p.figure(i)
	if !ok || len(p.low(i)) > 2 && len(p.low(i)) != 4 {
		// "8.30 p.m." is cut as one decimal figure
		if i < len(p.a) && p.a[i].Kind == numeral.Figure && p.a[i].Val < 24 && p.halfDay(i+1) > 0 {
			e.to = p.zone(p.halfDay(i + 1))
			return e, true
		}
		return nil, false
	}
	j := i + 1
	switch {
	case len(p.low(i)) == 4:
		if v > 2400 || v%100 > 59 || !zones[p.low(j)] && !p.is(j, "hours") {
			return nil, false
		}
	case v <= 24 && p.is(j, ":") && j+1 < len(p.a) && p.a[j].Glued && len(p.low(j+1)) == 2:
		m, ok := p.figure(j + 1)
		if !ok || m > 59 {
			return nil, false
		}
		j += 2
		if p.is(j, ":") && len(p.low(j+1)) == 2 {
			j += 2
		}
		if k := p.halfDay(j); k > 0 {
			j = k
		}
		if p.a[i].Glued && !p.is(i-1, "(", "[", "@", "-") {
			return nil, false // scores and ratios within words
		}
	case v <= 12 && p.halfDay(j) > 0:
		j = p.halfDay(j)
	case v <= 24 && p.is(j, "o'clock", "oclock"):
		j++
	default:
		return nil, false
	}
	e.to = p.zone(j)
	return e, true
}

// halfDay returns the atom after "a.m." or "p.m." at atom i, 0 when there is none.
func (p *parser) halfDay(i int) int {
	if p.is(i, "am", "pm") {
		if p.a[i].End-p.a[i].Start == 3 && !p.is(i, "pm") { // "a.m" cut before its last dot
			return p.skip(i+1, ".")
		}
		return i + 1
	}
	if p.is(i, "a", "p") && p.is(i+1, ".") && p.is(i+2, "m") {
		return p.skip(i+3, ".")
	}
	return 0
}

// zone takes "BST", "local time", "Moscow time", "Eastern time" after a clock time.
func (p *parser) zone(i int) int {
	if zones[p.low(i)] && p.cap(i) {
		return i + 1
	}
	if p.is(i+1, "time") && i < len(p.a) && p.a[i].Kind == numeral.Word && !p.is(i, "the", "this", "that", "of", "at", "for", "in", "some", "to") {
		return i + 2
	}
	if p.is(i+2, "time") && p.is(i+1, "standard", "daylight", "summer") {
		return i + 3
	}
	return i
}
