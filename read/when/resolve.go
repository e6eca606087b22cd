package when

import "demarche"

// scene is what an expression is resolved against.
type scene struct {
	pub   date  // of publication; none when not known
	told  date  // the date told of last, in reach of the expression; none when there is none
	year  int   // a year printed shortly before, 0 when none
	tense Tense // of the clause
}

// resolve gives an expression its value. The value is none where it cannot be
// known.
func (s scene) resolve(e *expr) (v value, basis demarche.Basis) {
	basis = demarche.Derived
	switch e.form {
	case calendar:
		v = s.calendar(e)
		if e.y != 0 && (e.wd == 0 || e.d > 0) && e.edge == noEdge {
			basis = demarche.Read
		}
	case interval:
		v = e.val
		basis = demarche.Read
	case deictic:
		if s.pub.grain() == day {
			v = point(s.pub.plusDays(int(e.n)))
		} else if e.n == 0 {
			v = point(s.pub)
		}
	case period:
		v = s.period(e)
	case offset:
		v = s.offset(e)
	case seasonal:
		v = s.season(e)
	case feastday:
		v = s.feast(e)
	case portion:
		v = s.portion(e)
	case ranged:
		v = s.ranged(e)
	}
	if !v.none() && e.edge != noEdge {
		v = v.part(e.edge)
	}
	if !v.valid() {
		return value{}, demarche.Missing
	}
	return v, basis
}

// part narrows a value to an edge of it. Early and late give the same value a
// finer reading than the calendar has, so they leave it as it is: "early
// October" is October. The middle of a month is about its 15th.
func (v value) part(ed edge) value {
	if !v.closed() {
		return v
	}
	a, z := v.from.first(), v.to.last()
	n := z.days() - a.days() + 1
	long := v.from.y != v.to.y || n > 400
	switch ed {
	case beginning:
		if long || n < 5 {
			return v
		}
		return value{from: a, to: a, about: true}
	case ending:
		if long {
			return value{from: v.to, to: v.to, about: true}
		}
		return value{from: z, to: z, about: true}
	case mid:
		switch {
		case n == 1:
			return v
		case long:
			y := date{y: (a.y + z.y + 1) / 2}
			return value{from: y, to: y, about: true}
		case n > 300:
			x := date{y: a.y, m: 7}
			return value{from: x, to: x, about: true}
		case v.single() && v.from.grain() == month:
			x := date{v.from.y, v.from.m, 15}
			return value{from: x, to: x, about: true}
		}
		x := a.plusDays(n / 2)
		return value{from: x, to: x, about: true}
	case early, late:
		if long && v.to.y-v.from.y >= 9 { // early 1980s, late 19th century
			half := (v.to.y - v.from.y + 1) / 2
			if ed == early {
				return value{from: v.from, to: date{y: v.from.y + half - 1}, aboutTo: true}
			}
			return value{from: date{y: v.from.y + half}, to: v.to, about: true}
		}
	}
	return v
}

// calendar resolves years, months, days and weekdays.
func (s scene) calendar(e *expr) value {
	switch {
	case e.y != 0:
		return point(date{e.y, e.m, e.d})
	case e.m > 0 && e.mod != noMod && e.d > 0: // "March 7 this year"
		y := s.relYear(e.mod)
		if y == 0 {
			return value{}
		}
		return point(date{y, e.m, e.d})
	case e.m > 0 && e.mod != noMod:
		return s.modMonth(e)
	case e.m > 0:
		return s.yearless(e)
	case e.d > 0 && e.wd > 0: // "Tuesday the 19th"
		return s.dayOfMonth(e)
	case e.d > 0:
		return s.dayOfMonth(e)
	case e.wd > 0:
		return s.weekday(e)
	}
	return value{}
}

func (s scene) relYear(m modifier) int {
	base := s.pub.y
	switch m {
	case thatMod, beforeMod, afterMod:
		if !s.told.none() {
			base = s.told.y
		} else if m != thatMod {
			return 0
		}
	}
	if base == 0 {
		return 0
	}
	switch m {
	case lastMod, beforeMod:
		return base - 1
	case nextMod, afterMod:
		return base + 1
	}
	return base
}

// yearless gives a month, or a day and month, its year: the nearest to the
// publication, with a bent to the side that the tense points to. A year that
// the text has just printed is kept.
func (s scene) yearless(e *expr) value {
	if s.year != 0 && (s.pub.none() || s.year != s.pub.y) && s.tense != Future {
		return point(date{s.year, e.m, e.d})
	}
	if s.pub.none() {
		return value{}
	}
	pub := s.pub
	if pub.m == 0 {
		return point(date{pub.y, e.m, e.d})
	}
	at := func(y int) (date, int) {
		x := date{y, e.m, e.d}
		switch {
		case e.d == 0 || pub.d == 0:
			return x, ((y-pub.y)*12 + e.m - pub.m) * 30
		case !x.valid():
			return x, 1 << 20
		}
		return x, x.days() - pub.days()
	}
	var best date
	cost := 1 << 30
	for y := pub.y - 4; y <= pub.y+4; y++ {
		x, dist := at(y)
		cost0 := 0
		if e.wd > 0 && e.d > 0 && x.valid() && x.weekday() != e.wd {
			cost0 = 400
		} else if e.wd == 0 && (y < pub.y-1 || y > pub.y+1) {
			continue
		}
		c := dist
		if c < 0 {
			c = -c
		}
		c += cost0
		switch {
		case s.tense == Future && dist < 0:
			c += 310
		case s.tense == Present && dist < 0:
			c += 180 // "the deadline is October 31"
		case s.tense == Present:
		case s.tense == Past && dist > 0 && e.d == 0 && !e.modifies:
			c += 340 // "in November" with a past verb is behind us
		case (s.tense == Past || s.tense == Unknown) && dist > 0:
			c += 120
		}
		if c < cost {
			best, cost = x, c
		}
	}
	return point(best)
}

func sign(n int) int {
	if n < 0 {
		return -1
	}
	return 1
}

// modMonth resolves "last August", "next March", "this February", "that July".
func (s scene) modMonth(e *expr) value {
	pub := s.pub
	switch e.mod {
	case thatMod, beforeMod, afterMod:
		if s.told.none() || s.told.m == 0 {
			if !s.told.none() {
				return point(date{y: s.told.y, m: e.m})
			}
			return value{}
		}
		x := date{y: s.told.y, m: e.m}
		if e.mod == afterMod && e.m <= s.told.m {
			x.y++
		}
		if e.mod == beforeMod && e.m >= s.told.m {
			x.y--
		}
		return point(x)
	}
	if pub.none() || pub.m == 0 {
		return value{}
	}
	x := date{y: pub.y, m: e.m}
	switch e.mod {
	case lastMod:
		if e.m >= pub.m {
			x.y--
		}
	case nextMod:
		if e.m <= pub.m {
			x.y++
		}
	}
	return point(x)
}

// dayOfMonth resolves "the 15th" and "Tuesday the 19th".
func (s scene) dayOfMonth(e *expr) value {
	base := s.pub
	if base.none() || base.m == 0 {
		return value{}
	}
	x := date{base.y, base.m, 1}
	var best date
	cost := 1 << 30
	for n := -14; n <= 14; n++ {
		c := x.plusMonths(n)
		c.d = e.d
		if !c.valid() || e.wd > 0 && c.weekday() != e.wd {
			continue
		}
		dist := n * 30
		if base.d > 0 {
			dist = c.days() - base.days()
		}
		k := dist * sign(dist)
		if s.tense == Future && dist < 0 || s.tense != Future && dist > 0 {
			k += 40
			if e.wd > 0 {
				k += 200
			}
		}
		if k < cost {
			best, cost = c, k
		}
	}
	return point(best)
}

// weekday resolves "Monday", "last Thursday", "Monday of next week".
func (s scene) weekday(e *expr) value {
	if e.b != nil {
		w := s.period(e.b)
		if w.none() || w.from.grain() != day {
			return value{}
		}
		return point(w.from.monday().plusDays(e.wd - 1))
	}
	switch e.mod {
	case thatMod, afterMod, beforeMod:
		if s.told.none() || s.told.grain() != day {
			if e.mod != thatMod {
				return value{}
			}
			break
		}
		ahead := (e.wd - s.told.weekday() + 7) % 7
		switch {
		case e.mod == afterMod && ahead == 0:
			ahead = 7
		case e.mod == beforeMod && ahead == 0:
			ahead = -7
		case e.mod == beforeMod:
			ahead -= 7
		case e.mod == thatMod && ahead > 3:
			ahead -= 7
		}
		return point(s.told.plusDays(ahead))
	}
	pub := s.pub
	if pub.grain() != day {
		return value{}
	}
	ahead := (e.wd - pub.weekday() + 7) % 7
	switch {
	case e.mod == lastMod && ahead == 0:
		ahead = -7
	case e.mod == lastMod:
		ahead -= 7
	case e.mod == nextMod && e.the && s.tense == Past && s.told.grain() == day && !s.told.none():
		return point(s.told.plusDays((e.wd-s.told.weekday()+6)%7 + 1)) // "the next Tuesday" of a story
	case e.mod == nextMod:
		return point(pub.monday().plusDays(6 + e.wd))
	case e.mod == thisMod && s.tense != Past && s.tense != Unknown:
	case s.tense == Future || s.tense == Present:
	case ahead > 0:
		ahead -= 7
	}
	return point(pub.plusDays(ahead))
}

// period resolves a unit with a modifier.
func (s scene) period(e *expr) value {
	if e.mod == recentMod || e.n == 0 {
		return value{} // "recent weeks", "the coming days"
	}
	base, told := s.pub, false
	switch e.mod {
	case thatMod, beforeMod, afterMod:
		base, told = s.told, true
	case nextMod:
		// "the next day" of a story, but "the next two weeks" from now
		if e.the && e.n == 1 && (e.unit == day || s.tense == Past) && !s.told.none() {
			base, told = s.told, true
		}
	}
	if base.none() || base.grain() > max(e.unit, day) {
		return value{}
	}
	dir := 0
	switch e.mod {
	case lastMod, beforeMod:
		dir = -1
	case nextMod, afterMod:
		dir = 1
	}
	// "the past 24 hours", "the next five years", "the past week": counted
	// from the day itself. A bare "last week" is the week of the calendar.
	if e.unit == day && e.n == 1 && !told && dir != 0 {
		return value{} // "the next day" with nothing before it, "our last day"
	}
	if !told && dir != 0 && (e.n > 1 || e.the && e.mod != beforeMod) && e.unit != weekend {
		return s.rolling(e, dir)
	}
	if e.n > 1 {
		return value{}
	}
	return unitAround(base, e.unit, dir, s, e)
}

// rolling is a stretch of n units that ends or begins on the publication.
func (s scene) rolling(e *expr, dir int) value {
	x, ok := shift(s.pub, dir, e.n, e.unit)
	if !ok {
		return value{}
	}
	if e.unit == year && e.n <= 5 && s.pub.m > 0 { // a few years are counted in months
		x = date{y: s.pub.y, m: s.pub.m}.plusMonths(dir * int(e.n*12+.5))
	}
	if dir > 0 {
		return value{from: s.pub, to: x, aboutTo: e.unit >= week && e.n != 1 || x.grain() != s.pub.grain()}
	}
	return value{from: x, to: s.pub, about: e.unit >= week}
}

// unitAround is the unit of the calendar that holds a date, or the one before
// or after it.
func unitAround(base date, u unit, dir int, s scene, e *expr) value {
	switch u {
	case second, minute, hour, day:
		if base.grain() != day {
			return value{}
		}
		return point(base.plusDays(dir))
	case week, fortnight:
		m := base.monday().plusDays(7 * dir)
		return span(m, m.plusDays(6))
	case weekend:
		sat := base.monday().plusDays(5)
		switch {
		case dir == 0 && base.weekday() < 6 && s.tense != Future && s.tense != Present && e.mod == thisMod:
			sat = sat.plusDays(-7)
		case dir == 0:
		case dir < 0:
			sat = sat.plusDays(-7)
		case base.weekday() >= 6:
			sat = sat.plusDays(7)
		}
		return span(sat, sat.plusDays(1))
	case month:
		x := date{y: base.y, m: base.m}
		return point(x.plusMonths(dir))
	case quarter:
		m := (base.m-1)/3*3 + 1
		a := date{y: base.y, m: m}.plusMonths(3 * dir)
		return span(a, a.plusMonths(2))
	case year:
		return point(date{y: base.y + dir})
	case decade:
		a := base.y/10*10 + 10*dir
		return span(date{y: a}, date{y: a + 9})
	case century:
		a := base.y/100*100 + 100*dir
		return span(date{y: a}, date{y: a + 99})
	}
	return value{}
}

// shift moves a date by n units and gives the result the grain of the unit:
// two days from a day is a day, five years from a day is a year.
func shift(x date, dir int, n float64, u unit) (date, bool) {
	whole := n == float64(int(n))
	k := dir * int(n)
	switch u {
	case second, minute:
		return x, x.grain() == day
	case hour:
		if x.grain() != day || n < 20 && n != 0 {
			return x, x.grain() == day && n < 6
		}
		return x.plusDays(dir * int(n/24+.5)), true
	case day:
		return x.plusDays(dir * int(n+.5)), x.grain() == day
	case week, fortnight:
		w := n * 7
		if u == fortnight {
			w *= 2
		}
		return x.plusDays(dir * int(w+.5)), x.grain() == day
	case month, quarter:
		if x.m == 0 {
			return x, false
		}
		if u == quarter {
			k *= 3
		}
		if !whole {
			k = dir * int(n+.5)
		}
		return date{y: x.y, m: x.m}.plusMonths(k), true
	case year:
		if !whole && x.m > 0 {
			return date{y: x.y, m: x.m}.plusMonths(dir * int(n*12+.5)), true
		}
		return date{y: x.y + k}, true
	case decade:
		return date{y: x.y + dir*int(n*10)}, true
	case century:
		return date{y: x.y + dir*int(n*100)}, true
	}
	return x, false
}

// offset resolves a length with a direction.
func (s scene) offset(e *expr) value {
	base := s.pub
	switch {
	case e.a != nil:
		v, _ := s.resolve(e.a)
		if !v.single() {
			return value{}
		}
		base = v.from
	case e.told:
		base = s.told
	}
	dir := e.dir
	if e.after {
		dir = -dir // the event that follows lies on the other side
	}
	if base.none() || e.n == 0 {
		return value{}
	}
	x, ok := shift(base, dir, e.n, e.unit)
	if !ok || !x.valid() {
		return value{}
	}
	v := value{from: x, to: x, about: e.approx || !e.told && (e.unit == week || e.unit == fortnight || e.unit >= decade)}
	if e.high > 0 {
		y, ok := shift(base, dir, e.high, e.unit)
		if !ok {
			return value{}
		}
		if dir < 0 {
			x, y = y, x
		}
		v = span(x, y)
	}
	return v
}

// ranged resolves two ends; what one leaves out it takes from the other.
func (s scene) ranged(e *expr) value {
	a, b := *e.a, *e.b
	if a.form == calendar && b.form == calendar {
		if a.y == 0 && b.y != 0 && a.m > 0 {
			a.y = b.y
			if b.m > 0 && a.m > b.m {
				a.y--
			}
		} else if b.y == 0 && a.y != 0 && b.m > 0 {
			b.y = a.y
			if b.m < a.m {
				b.y++
			}
		}
	}
	v, _ := s.resolve(&a)
	w, _ := s.resolve(&b)
	if !v.closed() || !w.closed() {
		return value{}
	}
	// the second end follows the first
	for k := 0; k < 2 && w.to.last().days() < v.from.first().days(); k++ {
		switch {
		case b.wd > 0 && b.m == 0 && w.to.grain() == day:
			w.to = w.to.plusDays(7)
		case b.m > 0 && e.b.y == 0 && e.a.y == 0:
			if s.tense == Future {
				w.to.y++
			} else {
				v.from.y--
			}
		}
	}
	return value{from: v.from, to: w.to, about: v.about, aboutTo: w.about || w.aboutTo}
}
