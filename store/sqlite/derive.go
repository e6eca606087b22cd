package sqlite

import (
	"cmp"
	"slices"

	"demarche"
	"demarche/store"
)

// facts are the columns by which an entry is found, made from the entry alone
// but for begun, settled, sources and the numbers of names.
type facts struct {
	kind                 int64
	typ, status          string
	flags                int64
	first, last          int64
	class, date          int64
	from, to             int64
	saidFrom, saidTo     int64
	series               string
	actors, issues       []string
	begun, settled, best int64
	sources              []string
}

// The flags of a version.
const (
	flagKey = 1 << iota
	flagRejected
	flagWithdrawn
)

// The classes of dates by their length. An index over begins of intervals
// finds those that reach into a day only where their length has a bound.
const (
	classDay = iota
	classShort
	classLong
	classUntil
	classOpen
	classNone

	shortDays = 32
)

// reaches are how many days the intervals of the first classes have at most.
var reaches = [...]int64{3, shortDays, 400}

func derive(e *demarche.Entry) facts {
	f := facts{kind: kindNumber[e.Kind], series: string(e.Series), issues: e.Issues,
		first: dayOr(e.Reported[0], demarche.End), last: dayOr(e.Reported[1], demarche.Beginning)}
	switch {
	case e.Act != nil:
		f.typ, f.status = string(e.Act.Type), string(e.Act.Status)
	case e.Statement != nil:
		f.typ = string(e.Statement.Force)
	}
	if e.Key {
		f.flags |= flagKey
	}
	if e.Review == demarche.Rejected {
		f.flags |= flagRejected
	}
	if e.Withdrawn {
		f.flags |= flagWithdrawn
	}
	f.class, f.date = dateKey(e)
	f.from, f.to = int64(demarche.End), int64(demarche.Beginning)
	if i, ok := e.Happens.Interval(); ok {
		f.from, f.to = int64(i.From), int64(i.To)
	}
	f.saidFrom, f.saidTo = f.first, f.last
	if i, ok := e.Said.Interval(); ok {
		f.saidFrom, f.saidTo = int64(i.From), int64(i.To)
	} else if f.last < f.first {
		f.saidFrom, f.saidTo = int64(demarche.End), int64(demarche.Beginning)
	}
	for _, a := range store.TakePart(e) {
		f.actors = append(f.actors, string(a))
	}
	return f
}

// dayOr is the day of a publication, or another where it is not known.
func dayOr(published demarche.Maybe, or demarche.Day) int64 {
	if d := dayOf(published); d.Valid {
		return d.Int64
	}
	return int64(or)
}

// dateKey is the class of an entry's date and the day by which it is sorted:
// its first, or its last where it has no first.
func dateKey(e *demarche.Entry) (class, date int64) {
	i, ok := e.Happens.Interval()
	switch {
	case !ok:
		return classNone, 0
	case i.From == demarche.Beginning:
		return classUntil, int64(i.To)
	case i.To == demarche.End:
		return classOpen, int64(i.From)
	}
	for class, days := range reaches {
		if int64(i.Days()) <= days {
			return int64(class), int64(i.From)
		}
	}
	return classOpen, int64(i.From)
}

// The classes of the days on which statements were said stand after those of
// dates: up to 3 days, to 33, to 401, longer.
const classSaid = classNone + 1

// saidReaches are how many days more than the first the intervals of these
// classes have at most, but for the last.
var saidReaches = [...]int64{2, 32, 400}

func classOfSaid(from, to int64) int64 {
	class := int64(classSaid)
	for _, days := range saidReaches {
		if to-from > days {
			class++
		}
	}
	return class
}

// datesOf are the classes and days by which a version is found under its actors:
// its date, and of a statement the day on which it was said.
func datesOf(kind, class, date, saidFrom, saidTo int64) [][2]int64 {
	out := [][2]int64{{class, date}}
	if kind == kindNumber[demarche.StatementRow] && saidFrom <= saidTo {
		out = append(out, [2]int64{classOfSaid(saidFrom, saidTo), saidFrom})
	}
	return out
}

// sortKey gives the number by which an entry stands in an order, ascending,
// equals by id.
func sortKey(e *demarche.Entry, o store.Order) [2]int64 {
	switch o {
	case store.Oldest:
		return [2]int64{0, dayOr(e.Reported[0], demarche.End)}
	case store.ByDate, store.ByDateUp:
		class, date := dateKey(e)
		switch {
		case class == classNone:
			return [2]int64{1, 0}
		case o == store.ByDate:
			return [2]int64{0, -date}
		}
		return [2]int64{0, date}
	}
	return [2]int64{0, -dayOr(e.Reported[1], demarche.Beginning)}
}

func compareKeys(a, b [2]int64) int {
	return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
}

// causeBits are the causes as bits, in the order in which they are given.
var causeBits = []demarche.Cause{demarche.ByArticle, demarche.ByCorrection, demarche.ByRereading, demarche.ByDecision, demarche.ByForgetting}

func bitOf(c demarche.Cause) int64 {
	if i := slices.Index(causeBits, c); i >= 0 {
		return 1 << i
	}
	return 0
}

func causesOf(bits int64) []demarche.Cause {
	var out []demarche.Cause
	for i, c := range causeBits {
		if bits&(1<<i) != 0 {
			out = append(out, c)
		}
	}
	return out
}
