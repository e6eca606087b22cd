package when

import (
	"fmt"
	"time"
)

// date is a calendar date of the proleptic Gregorian calendar; m and d are 0
// where it is only known to the year or the month. The zero date is none.
type date struct{ y, m, d int }

func (x date) none() bool { return x == date{} }

// grain is how finely a date is known.
func (x date) grain() unit {
	switch {
	case x.m == 0:
		return year
	case x.d == 0:
		return month
	}
	return day
}

// first and last are the days between which a date lies.
func (x date) first() date { return date{x.y, max(x.m, 1), max(x.d, 1)} }

func (x date) last() date {
	if x.m == 0 {
		return date{x.y, 12, 31}
	}
	if x.d == 0 {
		return date{x.y, x.m, monthLen(x.y, x.m)}
	}
	return x
}

// at cuts a date to a grain.
func (x date) at(g unit) date {
	switch {
	case g >= year:
		return date{y: x.y}
	case g == month:
		return date{y: x.y, m: x.m}
	}
	return x
}

func (x date) time() time.Time {
	x = x.first()
	return time.Date(x.y, time.Month(x.m), x.d, 0, 0, 0, 0, time.UTC)
}

func of(t time.Time) date { return date{t.Year(), int(t.Month()), t.Day()} }

// days is the number of the day since 1970.
func (x date) days() int { return int(x.time().Unix() / 86400) }

func (x date) plusDays(n int) date { return of(x.time().AddDate(0, 0, n)) }

// plusMonths moves by months and keeps the grain; a day that the month does
// not have becomes its last.
func (x date) plusMonths(n int) date {
	m := x.y*12 + max(x.m, 1) - 1 + n
	y := m / 12
	if m %= 12; m < 0 {
		m, y = m+12, y-1
	}
	if x.m == 0 {
		return date{y: y}
	}
	r := date{y, m + 1, x.d}
	if r.d > 0 {
		r.d = min(r.d, monthLen(r.y, r.m))
	}
	return r
}

// weekday is 1 for Monday to 7 for Sunday.
func (x date) weekday() int {
	w := int(x.time().Weekday())
	if w == 0 {
		w = 7
	}
	return w
}

// monday is the first day of the week, as ISO 8601 counts weeks.
func (x date) monday() date { return x.plusDays(1 - x.weekday()) }

func (x date) valid() bool {
	if x.y < -9999 || x.y > 9999 || x.m < 0 || x.m > 12 || x.m == 0 && x.d != 0 {
		return false
	}
	return x.d >= 0 && (x.d == 0 || x.d <= monthLen(x.y, x.m))
}

func monthLen(y, m int) int {
	switch m {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if y%4 == 0 && y%100 != 0 || y%400 == 0 {
			return 29
		}
		return 28
	}
	return 31
}

// easter is Easter Sunday of the Western churches (Meeus, Jones and Butcher).
func easter(y int) date {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return date{y, n / 31, n%31 + 1}
}

func (x date) String() string {
	sign, y := "", x.y
	if y < 0 {
		sign, y = "-", -y
	}
	switch {
	case x.m == 0:
		return fmt.Sprintf("%s%04d", sign, y)
	case x.d == 0:
		return fmt.Sprintf("%s%04d-%02d", sign, y, x.m)
	}
	return fmt.Sprintf("%s%04d-%02d-%02d", sign, y, x.m, x.d)
}

// parseDate reads YYYY, YYYY-MM or YYYY-MM-DD; a time after the day is left.
func parseDate(s string) (date, bool) {
	var x date
	if len(s) > 10 && (s[10] == 'T' || s[10] == ' ') {
		s = s[:10]
	}
	num := func(from, to int) (int, bool) {
		v := 0
		for _, c := range []byte(s[from:to]) {
			if c < '0' || c > '9' {
				return 0, false
			}
			v = v*10 + int(c-'0')
		}
		return v, true
	}
	var ok bool
	switch {
	case len(s) == 10 && s[4] == '-' && s[7] == '-':
		if x.d, ok = num(8, 10); !ok || x.d == 0 {
			return date{}, false
		}
		fallthrough
	case len(s) == 7 && s[4] == '-':
		if x.m, ok = num(5, 7); !ok || x.m == 0 {
			return date{}, false
		}
		fallthrough
	case len(s) == 4:
		if x.y, ok = num(0, 4); !ok {
			return date{}, false
		}
	default:
		return date{}, false
	}
	return x, x.valid()
}

// value is a stretch of the calendar: a date, an interval, or one open at an
// end.
type value struct {
	from, to date // none where open
	about    bool // the date, or the beginning of the interval, is approximate
	aboutTo  bool // the end of the interval is
}

func point(x date) value       { return value{from: x, to: x} }
func span(from, to date) value { return value{from: from, to: to} }

func (v value) none() bool   { return v.from.none() && v.to.none() }
func (v value) closed() bool { return !v.from.none() && !v.to.none() }
func (v value) single() bool { return v.from == v.to }

func (v value) valid() bool {
	if v.none() || !v.from.valid() || !v.to.valid() {
		return false
	}
	return !v.closed() || v.from.first().days() <= v.to.last().days()
}

// EDTF is the value in ISO 8601-2.
func (v value) EDTF() string {
	if !v.valid() {
		return ""
	}
	end := func(x date, about bool) string {
		switch {
		case x.none():
			return ".."
		case about:
			return x.String() + "~"
		}
		return x.String()
	}
	if v.single() {
		return end(v.from, v.about)
	}
	return end(v.from, v.about) + "/" + end(v.to, v.aboutTo)
}
