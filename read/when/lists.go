package when

import (
	"bufio"
	"io/fs"
	"strconv"
	"strings"

	"demarche"
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
	err := eachLine(fsys, "time-feasts", func(words, val string) string {
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
	err = eachLine(fsys, "time-periods", func(words, val string) string {
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
	if err = eachLine(fsys, "time-events", func(word, _ string) string { l.events[word] = true; return "" }); err != nil {
		return nil, err
	}
	return l, eachLine(fsys, "number-labels", func(word, _ string) string { l.labels[word] = true; return "" })
}

// fixed marks a feast that does not move with Easter.
const fixed = -1000

// eachLine calls f with the words and the value after a TAB of every line of
// data/en/lists/NAME.txt. What f returns is the repair of a bad line.
func eachLine(fsys fs.FS, name string, f func(words, val string) string) error {
	path := "en/lists/" + name + ".txt"
	file, err := fsys.Open(path)
	if err != nil {
		return &demarche.Error{Code: demarche.Invalid, Where: path, What: "word list cannot be read", Err: err,
			Repair: "put the list back, or leave --data out to use the built-in lists"}
	}
	defer file.Close()
	sc := bufio.NewScanner(file)
	for n := 1; sc.Scan(); n++ {
		line := strings.TrimSpace(sc.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		words, val, _ := strings.Cut(line, "\t")
		if repair := f(strings.ToLower(strings.TrimSpace(words)), strings.TrimSpace(val)); repair != "" {
			return &demarche.Error{Code: demarche.Invalid, Where: path + ":" + strconv.Itoa(n), What: strconv.Quote(line) + " is no line of this list", Repair: repair}
		}
	}
	if err := sc.Err(); err != nil {
		return &demarche.Error{Code: demarche.Invalid, Where: path, What: "word list cannot be read", Err: err}
	}
	return nil
}
