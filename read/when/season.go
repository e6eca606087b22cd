package when

// Seasons, feasts and parts of periods: times that the calendar only bounds.

// season resolves "the summer of 2012", "last winter", "in the spring".
func (s scene) season(e *expr) value {
	at := func(y int) value {
		a := date{y: y, m: e.m}
		return span(a, a.plusMonths(2))
	}
	if e.y != 0 {
		return at(e.y)
	}
	base := s.pub
	if e.mod == thatMod || e.mod == afterMod || e.mod == beforeMod {
		base = s.told
	} else if s.year != 0 && s.tense != Future && e.mod == noMod {
		return at(s.year)
	}
	if base.none() || base.m == 0 {
		if !base.none() {
			return at(base.y)
		}
		return value{}
	}
	y := base.y
	if e.m == 12 && base.m < 3 {
		y-- // the winter that holds it
	}
	cur := at(y)
	holds := cur.from.first().days() <= base.first().days() && base.last().days() <= cur.to.last().days()
	before := base.last().days() < cur.from.first().days()
	switch {
	case e.mod == lastMod || e.mod == beforeMod:
		if before || holds {
			y--
		}
	case e.mod == nextMod || e.mod == afterMod:
		if !before {
			y++
		}
	case e.mod == thisMod || e.mod == thatMod || holds:
	case s.tense == Future || s.tense == Present:
		if !before {
			y++
		}
	case before:
		y--
	}
	return at(y)
}

// feast resolves a day with a name.
func (s scene) feast(e *expr) value {
	at := func(y int) date {
		if e.feast.easter == fixed {
			return date{y, e.feast.month, e.feast.day}
		}
		return easter(y).plusDays(e.feast.easter)
	}
	if e.y != 0 {
		return point(at(e.y))
	}
	pub := s.pub
	if pub.grain() != day {
		return value{}
	}
	var best date
	cost := 1 << 30
	for y := pub.y - 1; y <= pub.y+1; y++ {
		x := at(y)
		dist := x.days() - pub.days()
		c := dist * sign(dist)
		switch {
		case e.mod == lastMod && dist >= 0, e.mod == nextMod && dist <= 0:
			c += 1000
		case e.mod == thisMod && y != pub.y:
			c += 1000
		case (s.tense == Future || s.tense == Present) && dist < 0 || s.tense == Past && dist > 0:
			c += 330
		}
		if c < cost {
			best, cost = x, c
		}
	}
	return point(best)
}

// portion resolves "the third quarter", "the first Monday of October".
func (s scene) portion(e *expr) value {
	var v value
	if e.a != nil {
		v, _ = s.resolve(e.a)
	} else if !s.pub.none() {
		v = point(date{y: s.pub.y})
	}
	if !v.closed() {
		return value{}
	}
	a, z := v.from.first(), v.to.last()
	n := int(e.n)
	switch {
	case e.unit == week && n == 0: // the week of a day
		m := a.monday()
		return span(m, m.plusDays(6))
	case e.wd > 0:
		x := a.plusDays((e.wd - a.weekday() + 7) % 7)
		if e.last {
			x = z.plusDays(-((z.weekday() - e.wd + 7) % 7)).plusDays(-7 * (n - 1))
		} else {
			x = x.plusDays(7 * (n - 1))
		}
		if x.days() < a.days() || x.days() > z.days() {
			return value{}
		}
		return point(x)
	case e.unit == day:
		x := a.plusDays(n - 1)
		if e.last {
			x = z.plusDays(1 - n)
		}
		return point(x)
	case e.unit == week:
		x := a.plusDays(7 * (n - 1))
		if e.last {
			x = z.plusDays(-7*n + 1)
		}
		return span(x, x.plusDays(6))
	case e.unit == month && v.single() && v.from.grain() == year:
		if e.last {
			n = 13 - n
		}
		return point(date{y: a.y, m: n})
	case e.unit == quarter && v.single() && v.from.grain() == year:
		len := 12 / int(e.high)
		if e.last {
			n = int(e.high) + 1 - n
		}
		if n < 1 || n > int(e.high) {
			return value{}
		}
		x := date{y: a.y, m: (n-1)*len + 1}
		return span(x, x.plusMonths(len-1))
	case e.unit == quarter && e.high == 2:
		mid := a.plusDays((z.days() - a.days()) / 2)
		if n == 1 && !e.last {
			return span(a, mid)
		}
		return span(mid.plusDays(1), z)
	case e.unit == year && v.to.y > v.from.y:
		x := date{y: a.y + n - 1}
		if e.last {
			x.y = z.y + 1 - n
		}
		return point(x)
	}
	return value{}
}
