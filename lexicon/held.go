package lexicon

import (
	"slices"
	"strings"
)

// holder is a person in an office.
type holder struct {
	*Entry
	Office
	class string
}

// classes are the kinds of title (offices.txt) that name one and the same
// office in a state: "foreign minister" and "foreign secretary" are, two
// ministers are not.
var classes = []string{"president", "premier", "monarch", "foreign", "defence", "finance", "interior", "supreme"}

// heads are those whose holder is "the leader" of a state.
var heads = []string{"president", "premier", "monarch", "supreme"}

// class is the office that a title means whatever its words, empty when it is
// known by its words alone.
func (l *Lexicon) class(title string) string {
	if v, ok := l.List("offices").Value(title); ok && slices.Contains(classes, v) {
		return v
	}
	return ""
}

// HeldBy returns who held an office on a day (EDTF date, month or year), in
// order of taking it; on the day of a handover both. The title is compared
// without regard to case, and by what it means where offices.txt says so
// ("foreign minister" is the Foreign Secretary); "leader" is whoever heads the
// state or its government. It tells namesakes apart; it is never used to name
// somebody whom a text leaves unnamed.
func (l *Lexicon) HeldBy(title, of, date string) []*Entry {
	title = Fold(title)
	class := l.class(title)
	var out []holder
	for _, h := range l.held[of] {
		switch {
		case Fold(h.Title) == title:
		case class != "" && class == h.class:
		case title == "leader" && slices.Contains(heads, h.class):
		default:
			continue
		}
		if h.On(date) && !slices.ContainsFunc(out, func(o holder) bool { return o.Entry == h.Entry }) {
			out = append(out, h)
		}
	}
	slices.SortStableFunc(out, func(a, b holder) int { return strings.Compare(a.From, b.From) })
	people := make([]*Entry, len(out))
	for i, h := range out {
		people[i] = h.Entry
	}
	return people
}

// On reports whether the office was held on a day. A date given only to the
// month or year counts whole.
func (o Office) On(date string) bool {
	n := min(len(o.From), len(date))
	if date[:n] < o.From[:n] {
		return false
	}
	n = min(len(o.To), len(date))
	return o.To == "" || date[:n] <= o.To[:n]
}
