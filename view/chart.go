package view

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"demarche"
)

// A chart of numbers is a line for each, in order of the day as of which it
// holds, on one scale that begins at nothing:
//
//	2022-02-01  ├────────┤                        100,000 to 130,000   U.S. officials
//	2022-02-04                 ●→                 more than 150,000    the article
//	2022-03                         ○             175,000              forecast, …
//
// ● counted, ├─┤ a range, ● → more than, ← ● less than, ○ forecast, ◇ promised,
// ┊ threshold. No line joins two points, so none ever joins a forecast to what
// was counted.

// chartWidth is how many columns the scale has.
const chartWidth = 36

// chart draws the points; nothing where there is only one.
func chart(points []Item) []string {
	if len(points) < 2 {
		return nil
	}
	top := 0.0
	for i := range points {
		top = math.Max(top, *points[i].High)
		top = math.Max(top, *points[i].Low)
	}
	if top <= 0 || math.IsInf(top, 0) || math.IsNaN(top) {
		return nil
	}
	at := func(x float64) int {
		return max(0, min(chartWidth-1, int(math.Round(x/top*(chartWidth-1)))))
	}
	amounts, widest, dates := make([]string, len(points)), 0, 0
	for i := range points {
		dates = max(dates, utf8.RuneCountInString(points[i].Date))
		amounts[i] = amount(*points[i].Low, *points[i].High, points[i].Bound)
		widest = max(widest, utf8.RuneCountInString(amounts[i]))
	}
	var out []string
	for i := range points {
		p := &points[i]
		lane := []rune(strings.Repeat(" ", chartWidth+2))
		low, high := at(*p.Low), at(*p.High)
		put := func(col int, r rune) { lane[col+1] = r }
		mark := pointMark(p)
		switch {
		case low < high:
			for c := low; c <= high; c++ {
				put(c, '─')
			}
			if mark != '●' {
				for c := low; c <= high; c++ {
					put(c, '╌')
				}
			}
			put(low, '├')
			put(high, '┤')
		default:
			put(low, mark)
		}
		switch p.Bound {
		case demarche.Over:
			put(min(high+1, chartWidth), '→')
		case demarche.Under:
			put(max(low-1, -1), '←')
		}
		who := nameCells(p.By)
		if who == "" && len(p.Sources) > 0 {
			who = string(p.Sources[0].Source)
		}
		kind := ""
		if p.Type != string(demarche.Observed) {
			kind = p.Type + ", "
		}
		// The day as the source gives it: a month is not its last day.
		out = append(out, strings.TrimRight(fmt.Sprintf("%s %s %*s  %s%s", fill(p.Date, dates), string(lane), widest, amounts[i], kind, cut(who, 40)), " "))
	}
	return append(out, fmt.Sprintf("%*s  0%*s", dates, "", chartWidth-1, number(top)))
}

// pointMark is how a number is drawn.
func pointMark(p *Item) rune {
	switch demarche.FigureKind(p.Type) {
	case demarche.Forecast:
		return '○'
	case demarche.Promised:
		return '◇'
	case demarche.Threshold:
		return '┊'
	}
	return '●'
}
