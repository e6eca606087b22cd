package view

import (
	"math"
	"strconv"
	"strings"

	"demarche"
)

// figure tells a quantity: "about 110,000 troops of Russia · near the border —
// according to U.S. officials".
func (t *teller) figure(f *demarche.Figure) Row {
	row := Row{ID: string(f.ID), Date: when(f.Date), Words: t.words, Key: f.Key}
	kind := ""
	switch f.Kind {
	case demarche.Forecast:
		row.Marks, kind = Glyph(demarche.Possible), "forecast: "
	case demarche.Threshold:
		row.Marks, kind = Glyph(demarche.Possible), "threshold: "
	case demarche.Promised:
		row.Marks, kind = Glyph(demarche.Planned), "promised: "
	default:
		row.Marks = Glyph(demarche.Happened)
	}
	if len(f.By) > 0 {
		row.Marks = Claimed + row.Marks
	}
	row.Line = kind + t.quantity(f) + t.according(f.By)
	row.Notes = t.basis("date", f.Date, nil)
	return row
}

// quantity is the number with what it counts, whose, and where.
func (t *teller) quantity(f *demarche.Figure) string {
	s := amount(f.Low, f.High, f.Bound)
	if f.Unit != "" {
		s += " " + f.Unit
	}
	if f.Of != "" {
		s += " of " + t.name(f.Of)
	}
	return s + place(f.Place)
}

// amount is the number with its bound.
func amount(from, to float64, bound demarche.Bound) string {
	low, high := number(from), number(to)
	switch {
	case from != to || bound == demarche.Ranged && low != high:
		return low + " to " + high
	case bound == demarche.About:
		return "about " + low
	case bound == demarche.Over:
		return "more than " + low
	case bound == demarche.Under:
		return "up to " + high
	}
	return low
}

// number prints with commas, and in millions and billions where that loses
// nothing.
func number(x float64) string {
	for _, big := range []struct {
		n    float64
		name string
	}{{1e12, " trillion"}, {1e9, " billion"}, {1e6, " million"}} {
		if q := x / big.n; math.Abs(q) >= 1 && q*1000 == math.Trunc(q*1000) {
			return strconv.FormatFloat(q, 'f', -1, 64) + big.name
		}
	}
	s := strconv.FormatFloat(x, 'f', -1, 64)
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	whole, frac, dot := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if dot {
		whole += "." + frac
	}
	return sign + whole
}
