package demarche

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// Day counts days since 1970-01-01.
type Day int32

// The ends of time: an interval that is open on a side reaches them.
const (
	Beginning Day = math.MinInt32
	End       Day = math.MaxInt32
)

// DayOf is the day of t in UTC.
func DayOf(t time.Time) Day {
	return Day(math.Floor(float64(t.Unix()) / 86400))
}

// Time is the beginning of the day in UTC.
func (d Day) Time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// String is the day as 2022-02-07, or ".." at an end of time.
func (d Day) String() string {
	if d == Beginning || d == End {
		return ".."
	}
	return d.Time().Format(time.DateOnly)
}

// Interval is the days from From to To, both included.
type Interval struct{ From, To Day }

// Days is how many days the interval has; a huge number where it is open.
func (i Interval) Days() int { return int(int64(i.To) - int64(i.From) + 1) }

// Overlaps reports whether the two share a day.
func (i Interval) Overlaps(o Interval) bool { return i.From <= o.To && o.From <= i.To }

// Contains reports whether d lies in the interval.
func (i Interval) Contains(d Day) bool { return i.From <= d && d <= i.To }

// Interval is the days that a date stands for. It is not ok where the date is
// nil or is not EDTF of level 1 as the contract uses it.
func (d *Date) Interval() (Interval, bool) {
	if d == nil {
		return Interval{}, false
	}
	return ParseEDTF(d.EDTF)
}

// ParseEDTF gives the days that an expression of ISO 8601-2, level 1, stands
// for: days, months, years, unspecified digits (202X), seasons (2022-21),
// intervals with open ends. Marks of doubt (~ ? %) do not widen it.
func ParseEDTF(s string) (Interval, bool) {
	from, to, span := strings.Cut(s, "/")
	if !span {
		return edtfPoint(from)
	}
	out := Interval{Beginning, End}
	if from != "" && from != ".." {
		a, ok := edtfPoint(from)
		if !ok {
			return Interval{}, false
		}
		out.From = a.From
	}
	if to != "" && to != ".." {
		b, ok := edtfPoint(to)
		if !ok {
			return Interval{}, false
		}
		out.To = b.To
	}
	return out, out.From <= out.To && (out.From != Beginning || out.To != End)
}

// edtfPoint is the days of an expression without a slash.
func edtfPoint(s string) (Interval, bool) {
	s = strings.TrimRight(s, "~?%")
	if len(s) < 4 {
		return Interval{}, false
	}
	low, err1 := strconv.Atoi(strings.ReplaceAll(s[:4], "X", "0"))
	high, err2 := strconv.Atoi(strings.ReplaceAll(s[:4], "X", "9"))
	if err1 != nil || err2 != nil {
		return Interval{}, false
	}
	year := func(y int, m time.Month, d int) Day { return DayOf(time.Date(y, m, d, 0, 0, 0, 0, time.UTC)) }
	if len(s) == 4 {
		return Interval{year(low, 1, 1), year(high, 12, 31)}, true
	}
	if low != high || s[4] != '-' || len(s) < 7 {
		return Interval{}, false
	}
	month, err := strconv.Atoi(s[5:7])
	switch {
	case s[5:7] == "XX":
		return Interval{year(low, 1, 1), year(low, 12, 31)}, len(s) == 7 || s[7:] == "-XX"
	case err != nil:
		return Interval{}, false
	case month >= 21 && month <= 24 && len(s) == 7:
		// Spring 21, summer 22, autumn 23, winter 24, of the northern half.
		first := time.Month(3 * (month - 20))
		return Interval{year(low, first, 1), year(low, first+3, 1) - 1}, true
	case month < 1 || month > 12:
		return Interval{}, false
	case len(s) == 7 || s[7:] == "-XX":
		return Interval{year(low, time.Month(month), 1), year(low, time.Month(month)+1, 1) - 1}, true
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Interval{}, false
	}
	return Interval{DayOf(t), DayOf(t)}, true
}
