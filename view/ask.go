package view

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"demarche"
	"demarche/store"
)

// Ask is what a question is asked with. Empty fields want everything. Each
// question takes the fields that make sense for it.
type Ask struct {
	Now time.Time // the present; there is no other clock

	Of       string    // what the question is about: an actor, an article, a row
	Actors   []string  // any of them takes part, speaks or is spoken of
	Pair     [2]string // both take part
	Types    []demarche.ActType
	Forces   []demarche.Force
	Statuses []demarche.Status
	Source   string // an outlet
	Issue    string
	Words    string // all of them stand in the row's words
	Key      bool   // only what the desk wants first

	AsKnown    time.Time    // what the record held then; zero is now
	AsReported demarche.Day // what was published by the end of that day; zero is no limit

	Since, Until demarche.Day // both included; zero is the question's own choice
	On           demarche.Day // the day to take for today; zero: that of AsReported, AsKnown or Now

	Sentences func(text string) []demarche.Span // cuts an article into sentences; nil: into paragraphs

	By    string // lanes of the timeline: "actor", "issue" or none
	Limit int    // rows of a list; zero is the question's own choice
	After string // the last entry of the page before
}

// Head says what was asked and what the answer rests on. It stands over every
// answer, on the screen, in a file and in a spreadsheet.
type Head struct {
	Question string    `json:"question"`
	Filter   []string  `json:"filter"`              // in words: "actor Emmanuel Macron", "since 2022-02-07"
	Today    string    `json:"today"`               // the day taken for today
	Known    Knowledge `json:"known"`               // what the answer may rest on
	AsKnown  string    `json:"as_known"`            // the same in words
	Version  string    `json:"version"`             // of the program
	Count    int       `json:"count"`               // rows in the answer
	More     int       `json:"more"`                // rows that fit and were left out
	MoreOpen bool      `json:"more_open,omitempty"` // and perhaps further ones, which were not counted
	Next     string    `json:"next,omitempty"`      // for the next page: --after
	Notes    []string  `json:"notes"`               // what a person should know about the answer
	Seen     int64     `json:"seen"`                // the last decision that the answer rests on, to be sent with the next one
	Actors   []Name    `json:"actors"`              // whom the names in the filter were taken for
}

// Knowledge is what an answer may rest on.
type Knowledge struct {
	By Ground    `json:"by"`
	At time.Time `json:"at"` // for "reported", the end of the day
}

// Ground is how the knowledge of an answer is bounded.
type Ground string

// The grounds of an answer.
const (
	ByNow       Ground = "now"      // everything in the record
	ByRecording Ground = "recorded" // what the record held at a time
	ByReporting Ground = "reported" // what had been published by a day
)

// asking is one question under way.
type asking struct {
	ctx   context.Context
	r     store.Reader
	ask   Ask
	stat  store.Stat
	known store.Known
	today demarche.Day
	base  store.Query // the filter, with actors resolved
	head  Head

	grades map[string]string      // reliability by outlet, as far as asked for
	found  map[string]store.Actor // whom names mean, as far as asked for
}

// begin settles what may be known, what day it is and who is meant.
func begin(ctx context.Context, r store.Reader, ask Ask, question string) (*asking, error) {
	stat, err := r.Stat(ctx)
	if err != nil {
		return nil, err
	}
	a := &asking{ctx: ctx, r: r, ask: ask, stat: stat, head: Head{Question: question, Version: demarche.Version, Filter: []string{}, Notes: []string{}, Actors: []Name{}}}
	if stat.Articles == 0 {
		a.note("the record is empty; begin with: demarche add FILE…")
	}
	if a.settle(); a.known.At.IsZero() {
		a.head.Seen = stat.Decisions // of an earlier day it is none: whatever was decided since was not seen
	}
	if err := a.filter(); err != nil {
		return nil, err
	}
	return a, nil
}

// settle bounds the knowledge. Before the record was begun it held nothing;
// what can be said of such a day is what had been published by then.
func (a *asking) settle() {
	began := a.stat.Began
	a.head.Known = Knowledge{By: ByNow, At: a.ask.Now.UTC()}
	a.head.AsKnown = "as known now, " + a.ask.Now.UTC().Format(time.DateOnly)
	a.today = demarche.DayOf(a.ask.Now)
	reported := func(d demarche.Day) {
		a.known.Published, a.today = d, d
		a.head.Known = Knowledge{By: ByReporting, At: (d + 1).Time().Add(-time.Second)}
		a.head.AsKnown = "as reported by " + d.String()
	}
	at := a.ask.AsKnown
	switch {
	case a.ask.AsReported != 0:
		reported(a.ask.AsReported)
	case at.IsZero():
	case began.IsZero() || at.Before(began):
		reported(demarche.DayOf(at))
		if !began.IsZero() {
			a.head.AsKnown += "; this record was begun " + began.UTC().Format(time.DateOnly)
		}
	default:
		a.known.At, a.today = at, demarche.DayOf(at)
		a.head.Known = Knowledge{By: ByRecording, At: at.UTC()}
		a.head.AsKnown = "as known on " + at.UTC().Format(time.DateOnly+" 15:04") + " UTC"
	}
	if a.ask.On != 0 {
		a.today = a.ask.On
		a.say("on %s", a.today)
	}
	a.head.Today = a.today.String()
}

// filter says the filter in words and resolves the actors in it.
func (a *asking) filter() error {
	q := store.Query{Known: a.known, Types: a.ask.Types, Forces: a.ask.Forces, Statuses: a.ask.Statuses,
		Source: a.ask.Source, Issue: a.ask.Issue, Words: a.ask.Words, Key: a.ask.Key}
	for _, name := range a.ask.Actors {
		who, err := a.actor(name)
		if err != nil {
			return err
		}
		q.Actors = append(q.Actors, allIDs(who)...)
		a.say("actor %s", who.Name)
	}
	if a.ask.Pair[0] != "" || a.ask.Pair[1] != "" {
		var names [2]string
		for i, name := range a.ask.Pair {
			who, err := a.actor(name)
			if err != nil {
				return err
			}
			q.Pair[i], names[i] = allIDs(who), who.Name
		}
		a.say("pair %s and %s", names[0], names[1])
	}
	for _, t := range a.ask.Types {
		a.say("type %s", t)
	}
	for _, f := range a.ask.Forces {
		a.say("force %s", f)
	}
	for _, s := range a.ask.Statuses {
		a.say("status %s", s)
	}
	if q.Source != "" {
		if err := a.outlet(q.Source); err != nil {
			return err
		}
		a.say("source %s", q.Source)
	}
	if q.Issue != "" {
		a.say("issue %s", q.Issue)
	}
	if q.Words != "" {
		a.say("words %s", quote(q.Words))
	}
	if q.Key {
		a.say("key rows only")
	}
	a.base = q
	return nil
}

// window settles the days that a question looks at and says so.
func (a *asking) window(since, until demarche.Day) demarche.Interval {
	if a.ask.Since != 0 {
		since = a.ask.Since
	}
	if a.ask.Until != 0 {
		until = a.ask.Until
	}
	if since != demarche.Beginning {
		a.say("since %s", since)
	}
	if until != demarche.End {
		a.say("until %s", until)
	}
	return demarche.Interval{From: since, To: until}
}

// limit is how many rows a list has.
func (a *asking) limit(usual int) int {
	if a.ask.Limit > 0 {
		return a.ask.Limit
	}
	return usual
}

// query is the filter for one kind of row; not ok where the filter leaves none
// of that kind.
func (a *asking) query(kind demarche.RowKind) (q store.Query, ok bool) {
	q = a.base
	q.Kinds = []demarche.RowKind{kind}
	acts, said := len(q.Types)+len(q.Statuses) > 0, len(q.Forces) > 0
	switch kind {
	case demarche.ActRow:
		q.Forces = nil
		return q, acts || !said
	case demarche.StatementRow:
		q.Types, q.Statuses = nil, nil
		return q, said || !acts
	}
	q.Types, q.Statuses, q.Forces = nil, nil, nil
	return q, !acts && !said
}

// entries collects what a query wants, at most limit; more reports whether
// there was another one.
func (a *asking) entries(q store.Query, limit int) (out []demarche.Entry, more bool, err error) {
	if limit > 0 {
		q.Limit = limit + 1
	}
	for e, err := range a.r.Entries(a.ctx, q) {
		if err != nil {
			return nil, false, err
		}
		if limit > 0 && len(out) == limit {
			return out, true, nil
		}
		out = append(out, e)
	}
	return out, false, nil
}

// stale warns where the newest article is older than the days asked about:
// an empty answer then says nothing about the world.
func (a *asking) stale() error {
	for art, err := range a.r.Articles(a.ctx, store.ArticleQuery{Known: a.known, Limit: 1}) {
		if err != nil {
			return err
		}
		d, ok := demarche.ParseEDTF(string(art.Published))
		if ok && d.To < a.today-2 {
			a.note("the newest article in the record is of %s; another day: --on %s", art.Published, d.To)
		}
	}
	return nil
}

func (a *asking) say(format string, args ...any) {
	if s := fmt.Sprintf(format, args...); !slices.Contains(a.head.Filter, s) { // parts of an answer look at the same days
		a.head.Filter = append(a.head.Filter, s)
	}
}

func (a *asking) note(format string, args ...any) {
	a.head.Notes = append(a.head.Notes, fmt.Sprintf(format, args...))
}

// Title is the head in one line: "brief · since 2022-02-07 · as reported by 2022-02-08".
func (h *Head) Title() string {
	return strings.Join(append(append([]string{h.Question}, h.Filter...), h.AsKnown), " · ")
}
