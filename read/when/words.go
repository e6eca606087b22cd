package when

// The closed words of time are a table in Go and not a list in data/: each is
// an operand of the arithmetic in resolve.go ("Wednesday" is 3, "last" is -1),
// there is no further one an analyst could add, and none could be changed
// without changing that arithmetic. What is open stands in data/en/lists:
// feasts, named periods, nouns of events, words before a number that is no
// year.

// unit is a length of time, in order of length.
type unit uint8

const (
	noUnit unit = iota
	second
	minute
	hour
	day
	weekend
	week
	fortnight
	month
	quarter
	year
	decade
	century
)

var units = map[string]unit{
	"second": second, "minute": minute, "hour": hour, "day": day, "night": day, "weekend": weekend, "week": week,
	"fortnight": fortnight, "month": month, "quarter": quarter, "year": year, "decade": decade, "century": century,
	"morning": day, "afternoon": day, "evening": day,
}

var unitPlurals = map[string]unit{
	"seconds": second, "minutes": minute, "mins": minute, "hours": hour, "days": day, "nights": day, "weekends": weekend,
	"weeks": week, "fortnights": fortnight, "months": month, "quarters": quarter, "years": year, "decades": decade, "centuries": century,
}

var months = map[string]int{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
	"october": 10, "november": 11, "december": 12,
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sept": 9, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}

// weekdays; the short forms that are words of their own ("sat", "sun") are
// taken only beside a date.
var weekdays = map[string]int{
	"monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 7,
	"mon": 1, "tue": 2, "tues": 2, "wed": 3, "weds": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5, "sat": 6, "sun": 7,
}

var weekdayPlurals = map[string]int{
	"mondays": 1, "tuesdays": 2, "wednesdays": 3, "thursdays": 4, "fridays": 5, "saturdays": 6, "sundays": 7,
}

var dayParts = map[string]bool{"morning": true, "afternoon": true, "evening": true, "night": true, "midday": true, "lunchtime": true}

// seasons by their first month, three months each, northern hemisphere.
var seasons = map[string]int{"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}

// deictics count days from the publication.
var deictics = map[string]int{"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}

// modifiers of a unit or a weekday: the direction from the publication, or
// from the date told of before.
type modifier uint8

const (
	noMod     modifier = iota
	lastMod            // last, past, previous
	thisMod            // this, current
	nextMod            // next, coming, upcoming
	thatMod            // that, the same
	beforeMod          // the previous, the preceding: before the date told of
	afterMod           // the following, the next: after it
	recentMod          // recent: no value
)

var modifiers = map[string]modifier{
	"last": lastMod, "past": lastMod, "previous": beforeMod, "preceding": beforeMod, "this": thisMod, "current": thisMod, "these": thisMod,
	"next": nextMod, "coming": nextMod, "upcoming": nextMod, "following": afterMod, "that": thatMod, "same": thatMod, "recent": recentMod,
}

// edge is a part of a longer time.
type edge uint8

const (
	noEdge edge = iota
	early
	mid
	late
	beginning
	ending
)

var edges = map[string]edge{"early": early, "mid": mid, "late": late, "earlier": early, "later": late}

var edgeNouns = map[string]edge{
	"beginning": beginning, "start": beginning, "outset": beginning, "middle": mid, "end": ending, "close": ending,
}

var decades = map[string]int{"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90}

// zones follow a clock time.
var zones = map[string]bool{"gmt": true, "utc": true, "bst": true, "cet": true, "cest": true, "eet": true, "eest": true, "est": true,
	"edt": true, "et": true, "pst": true, "pdt": true, "pt": true, "ct": true, "cst": true, "cdt": true, "msk": true, "jst": true, "ist": true, "z": true}

// bound is what the words before a time make of it.
type bound uint8

const (
	at      bound = iota
	upTo          // by, until, before: ../X
	onward        // since, after, from: X/..
	asOf          // as of: one or the other, by tense
	within        // within: from the publication to X
	since         // since: X/.., and X lies in the past
	over          // over, during, in: leaves the value
	lasting       // for: an open stretch up to now
)

var bounds = map[string]bound{
	"by": upTo, "until": upTo, "till": upTo, "til": upTo, "through": upTo, "thru": upTo, "before": upTo,
	"after": onward, "following": onward, "from": onward, "starting": onward, "beginning": onward, "effective": onward,
	"since": since, "within": within, "over": over, "during": over, "in": over, "for": lasting, "throughout": over,
}

// vagueNumbers stand where a number would: no value can be given.
var vagueNumbers = map[string]bool{"few": true, "several": true, "some": true, "many": true, "couple": true, "numerous": true, "dozens": true, "hundreds": true, "thousands": true}
