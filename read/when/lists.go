package when

import (
	"io/fs"
	"strconv"
	"strings"

	"demarche/lexicon"
)

// lists are the open words of time.
type lists struct {
	feasts  map[string]feast // by their words in lower case, one space between
	periods map[string]value // named stretches: "world war ii"
	events  map[string]bool  // nouns of things that happen: "talks", "summit"
	labels  map[string]bool  // words before a number that is no year: "resolution"
	first   map[string]bool  // first words of feasts and periods
}

// feast is a day of the year: fixed, or counted from Easter.
type feast struct{ month, day, easter int }

func loadLists(fsys fs.FS) (*lists, error) {
	l := &lists{feasts: map[string]feast{}, periods: map[string]value{}, events: map[string]bool{}, labels: map[string]bool{}, first: map[string]bool{}}
	begin := func(words string) {
		w, _, _ := strings.Cut(words, " ")
		l.first[w] = true
	}
	each := func(name string, f func(words, val string) string) error {
		return lexicon.EachLine(fsys, name, func(words, val string) string { return f(strings.ToLower(words), val) })
	}
	err := each("time-feasts", func(words, val string) string {
		begin(words)
		if n, ok := strings.CutPrefix(val, "easter"); ok {
			off, err := strconv.Atoi(n)
			if n != "" && err != nil {
				return "write easter, or easter with a sign and days, like easter-2"
			}
			l.feasts[words] = feast{easter: off}
			return ""
		}
		x, ok := parseDate("2000-" + val)
		if !ok || x.d == 0 {
			return "write the month and day like 12-25, or easter-2"
		}
		l.feasts[words] = feast{month: x.m, day: x.d, easter: fixed}
		return ""
	})
	if err != nil {
		return nil, err
	}
	err = each("time-periods", func(words, val string) string {
		begin(words)
		a, b, _ := strings.Cut(val, "/")
		from, ok1 := parseDate(a)
		to, ok2 := parseDate(b)
		if !ok1 || !ok2 || !span(from, to).valid() {
			return "write an interval like 1939-09-01/1945-09-02"
		}
		l.periods[words] = span(from, to)
		return ""
	})
	if err != nil {
		return nil, err
	}
	if err = each("time-events", func(word, _ string) string { l.events[word] = true; return "" }); err != nil {
		return nil, err
	}
	return l, each("number-labels", func(word, _ string) string { l.labels[word] = true; return "" })
}

// fixed marks a feast that does not move with Easter.
const fixed = -1000
