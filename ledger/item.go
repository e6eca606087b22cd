package ledger

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"demarche"
)

// item is a report with what comparing it needs, worked out once.
type item struct {
	*demarche.Report
	pub    demarche.Day // of publication; none where it is not known
	dated  bool         // whether pub is known
	window demarche.Interval
	exact  bool // the text dates it to a few days
	who    []demarche.ActorID
	whom   []demarche.ActorID
	words  bag // of the evidence
	plain  bag // of the evidence, less the names of actors

	condition bag                // of the words of a statement's condition
	matter    bag                // words less the names of persons, states and those who take part
	proper    bag                // names in the evidence that are of no actor: mostly places
	mentions  []demarche.ActorID // named actors in the evidence
}

// identity is the actor that a person said an actor is the same as.
type identity func(demarche.ActorID) demarche.ActorID

// few is how many days a date may span and still tell two occasions apart.
const few = 3

// Days before and after its publication at which an undated act may lie.
var undated = map[demarche.Status][2]demarche.Day{
	demarche.Happened: {4, 0},
	demarche.Ongoing:  {4, 0},
	demarche.Planned:  {0, 21},
	demarche.Proposed: {0, 45},
	demarche.Possible: {0, 45},
	demarche.Negated:  {7, 21},
}

// open is how far a date that is open on one side is followed, in days.
const open = 45

func newItem(r *demarche.Report, same identity) *item {
	it := &item{Report: r}
	if p, ok := demarche.ParseEDTF(string(r.Published)); ok && p.Days() <= few {
		it.pub, it.dated = p.From, true
	}
	var date *demarche.Date
	margin := [2]demarche.Day{3, 0}
	switch r.Row.Kind {
	case demarche.ActRow:
		a := r.Row.Act
		date, margin = a.Date, undated[a.Status]
		it.who, it.whom = actors(a.Who, same), actors(a.Whom, same)
	case demarche.StatementRow:
		s := r.Row.Statement
		date = s.Date
		it.condition = telling(strings.Join(r.Row.Hangs, " "))
		it.who, it.whom = actors(s.Speakers, same), actors(s.To, same)
	case demarche.FigureRow:
		f := r.Row.Figure
		date = f.Date
		it.who = actors(f.By, same)
		if f.Of != "" {
			it.whom = actors([]demarche.ActorID{f.Of}, same)
		}
	}
	it.window = demarche.Interval{From: demarche.End, To: demarche.Beginning}
	if w, ok := date.Interval(); ok {
		if w.From == demarche.Beginning {
			w.From = w.To - open
		}
		if w.To == demarche.End {
			w.To = w.From + open
		}
		it.window, it.exact = w, w.Days() <= few
	} else if it.dated {
		it.window = demarche.Interval{From: it.pub - margin[0], To: it.pub + margin[1]}
	}
	for _, w := range r.Row.Words {
		it.words = append(it.words, telling(w)...)
	}
	slices.Sort(it.words)
	it.words = slices.Compact(it.words)
	texts := r.Row.Words
	if r.Row.Around != "" {
		texts = []string{r.Row.Around}
	}
	var names bag
	for _, p := range r.Row.Known {
		names = append(names, telling(p.Name)...)
		for _, a := range p.Aliases {
			names = append(names, telling(a)...)
		}
	}
	slices.Sort(names)
	beside := slices.Clone(names)
	for _, n := range r.Row.Names {
		names = append(names, telling(n.Name)...)
		if !strings.HasPrefix(string(n.ID), "body:") {
			beside = append(beside, telling(n.Name)...)
		}
		if named(n.ID) {
			it.mentions = append(it.mentions, n.ID)
		}
	}
	slices.Sort(beside)
	it.matter = it.words.without(slices.Compact(beside))
	it.mentions = actors(it.mentions, same)
	slices.Sort(names)
	names = slices.Compact(names)
	it.proper = capitals(texts, names)
	it.gather()
	it.plain = it.words.without(names)
	return it
}

// gather takes those whom the words of a meeting, call or agreement mention for
// its company where the reader found but one: "A, B and C met".
func (it *item) gather() {
	a := it.Row.Act
	if a == nil || !symmetric[a.Type] || a.Type == demarche.Press {
		return
	}
	n := 0
	for _, id := range it.both() {
		if named(id) {
			n++
		}
	}
	if n != 1 {
		return
	}
	for _, id := range it.mentions {
		if !slices.Contains(a.By, id) && !slices.ContainsFunc(it.both(), func(p demarche.ActorID) bool { return sameActor(p, id) || state(p) != "" && state(p) == state(id) }) {
			it.who = append(it.who, id)
		}
	}
	slices.Sort(it.who)
}

// capitals are the words within texts that begin with a capital and are of no
// name given: the first word of a text may be anything and is left out, and so
// is what only begins like one of the names (Russia, Russian).
func capitals(texts []string, names bag) bag {
	var out bag
	for _, t := range texts {
		for i, w := range strings.Fields(t) {
			w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
			if r, _ := utf8.DecodeRuneInString(w); i == 0 || !unicode.IsUpper(r) {
				continue
			}
			for _, s := range telling(w) {
				s = house(s)
				if !titles[s] && !slices.ContainsFunc(names, func(n string) bool { return n[:min(4, len(n))] == s[:min(4, len(s))] }) {
					out = append(out, s)
				}
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// titles are stems of words that stand before names with a capital.
var titles = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range telling(`President Prime Minister Foreign Defence Defense Secretary State General Chancellor King Queen Prince Sheikh Senator
		Ambassador Envoy Mr Mrs Ms Dr Sir Lord Chief Vice Deputy Chairman Speaker Crown Leader Spokesman Spokeswoman Army Council Committee`) {
		m[w] = true
	}
	return m
}()

func actors(ids []demarche.ActorID, same identity) []demarche.ActorID {
	out := make([]demarche.ActorID, 0, len(ids))
	for _, id := range ids {
		if same != nil {
			id = same(id)
		}
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}

// before orders reports as the record tells them: by publication, undated ones
// last, then by id.
func (it *item) before(o *item) int {
	switch {
	case it.dated != o.dated:
		if it.dated {
			return -1
		}
		return 1
	case it.pub != o.pub:
		return int(it.pub) - int(o.pub)
	case it.Row.ID < o.Row.ID:
		return -1
	case it.Row.ID > o.Row.ID:
		return 1
	}
	return 0
}

// both is who and whom together, each once.
func (it *item) both() []demarche.ActorID {
	out := slices.Concat(it.who, it.whom)
	slices.Sort(out)
	return slices.Compact(out)
}
