package view

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"demarche"
	"demarche/ledger"
	"demarche/store"
)

// CommitmentsAnswer is who has bound himself, or would bind another, to what.
type CommitmentsAnswer struct {
	Head
	Commitments []Commitment `json:"commitments"` // those that want looking at first
}

// Commitment is a pledge, threat, proposal, demand or refusal with its
// restatements, and where it stands.
type Commitment struct {
	Item                     // its latest wording
	Life      demarche.Life  `json:"life"`
	Said      int            `json:"said_times"` // an utterance in several outlets counts once
	Trend     ledger.Trend   `json:"trend"`
	Since     demarche.Maybe `json:"since"` // first reported
	Deadline  *demarche.Date `json:"deadline"`
	Condition []string       `json:"condition"` // in force; the latest wording need not repeat it
	Meaning   []string       `json:"meaning"`   // how a text explains the condition
	Wordings  []Item         `json:"wordings"`  // all, oldest first
	Because   *Item          `json:"because"`   // what the machine takes a withdrawn or superseded one from
	Suggested *Suggestion    `json:"suggested"`
}

// Suggestion is a life that only a person may set, with the row that makes the
// machine think of it.
type Suggestion struct {
	Life demarche.Life  `json:"life"`
	Why  string         `json:"why"`
	Row  demarche.RowID `json:"row"`
	Item *Item          `json:"item"`
}

// lifeOrder is the order in which a desk looks at commitments; a life that
// ended comes last.
var lifeOrder = []demarche.Life{demarche.LifeOverdue, demarche.LifeTriggered, demarche.LifeWaiting, demarche.LifeMade, demarche.LifeProposed,
	demarche.LifePartly, demarche.LifeNotRatable, demarche.LifeBroken, demarche.LifeKept, demarche.LifeLapsed, demarche.LifeWithdrawn, demarche.LifeSuperseded}

// lives says a life for a person.
var lives = map[demarche.Life]string{
	demarche.LifeProposed: "proposed", demarche.LifeMade: "made", demarche.LifeWaiting: "waiting on its condition", demarche.LifeTriggered: "triggered",
	demarche.LifeOverdue: "overdue: the day has passed without a report", demarche.LifeKept: "kept", demarche.LifePartly: "partly kept", demarche.LifeBroken: "broken",
	demarche.LifeLapsed: "lapsed", demarche.LifeWithdrawn: "withdrawn", demarche.LifeSuperseded: "superseded", demarche.LifeNotRatable: "not checkable"}

// open reports whether a commitment still stands.
func open(l demarche.Life) bool {
	return slices.Index(lifeOrder, l) <= slices.Index(lifeOrder, demarche.LifeProposed)
}

// How many statements are looked through for commitments, and how many rows for
// one that may bear on it, by one of its words.
const (
	commitmentsRead = 200
	bearingRead     = 12
)

// Commitments answers who has bound himself, or would bind another, to what, on
// which condition, until when, how often it was said, and where it stands.
func Commitments(ctx context.Context, r store.Reader, ask Ask) (*CommitmentsAnswer, error) {
	a, err := begin(ctx, r, ask, "commitments")
	if err != nil {
		return nil, err
	}
	said := demarche.Interval{}
	if ask.Since != 0 || ask.Until != 0 {
		said = a.window(demarche.Beginning, demarche.End)
	}
	out := &CommitmentsAnswer{}
	found, left, openEnd, err := a.commitments(said, a.limit(25))
	if err != nil {
		return nil, err
	}
	out.Commitments = append([]Commitment{}, found...)
	for i := range found {
		c := &out.Commitments[i]
		if err := a.cite(&c.Item); err != nil {
			return nil, err
		}
		if err := a.cite(refs(c.Wordings)...); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(out.Commitments, byLife)
	a.head.Count, a.head.More, a.head.MoreOpen = len(out.Commitments), left, openEnd
	out.Head = a.head
	return out, nil
}

func byLife(x, y Commitment) int {
	return cmp.Or(cmp.Compare(slices.Index(lifeOrder, x.Life), slices.Index(lifeOrder, y.Life)),
		cmp.Compare(y.Reported[1], x.Reported[1]), cmp.Compare(y.Said, x.Said), cmp.Compare(x.ID, y.ID))
}

// commitments gives the commitments with a wording that fits the filter, those
// worded last first; left counts the others, and openEnd says that there may
// be more than were looked through. Where there are others the head says how
// the next page is asked for.
func (a *asking) commitments(said demarche.Interval, limit int) (found []Commitment, left int, openEnd bool, err error) {
	all, openEnd, err := a.wordings(said, commitmentsRead)
	if err != nil {
		return nil, 0, false, err
	}
	for i, w := range all {
		if len(found) == limit {
			a.head.Next = string(all[i-1].ID)
			return found, len(all) - i, openEnd, nil
		}
		again, err := a.toldBefore(&w, said)
		if err != nil {
			return nil, 0, false, err
		}
		if again {
			continue
		}
		c, err := a.commitment(w)
		if err != nil {
			return nil, 0, false, err
		}
		found = append(found, c)
	}
	if openEnd && len(all) > 0 {
		a.head.Next = string(all[len(all)-1].ID)
	}
	return found, 0, openEnd, nil
}

// toldBefore reports whether a later wording of the same commitment stood on an
// earlier page.
func (a *asking) toldBefore(w *wording, said demarche.Interval) (bool, error) {
	if a.ask.After == "" || w.Series == "" {
		return false, nil
	}
	q, _ := a.query(demarche.StatementRow)
	q.Forces, q.Series, q.Said, q.Order = committing(q.Forces), w.Series, said, store.Newest
	for e, err := range a.r.Entries(a.ctx, q) {
		if err != nil || !e.Statement.Negated {
			return e.ID != w.ID, err
		}
	}
	return false, nil
}

// wording is the latest statement of a commitment that fits the filter.
type wording struct {
	demarche.Entry
	alone bool // it is the only one of its commitment
}

// wordings gives the latest statement of each commitment that fits the filter,
// newest first. more reports whether there are statements beyond those read.
func (a *asking) wordings(said demarche.Interval, read int) (out []wording, more bool, err error) {
	q, ok := a.query(demarche.StatementRow)
	if q.Forces = committing(q.Forces); !ok || len(q.Forces) == 0 {
		return nil, false, nil
	}
	q.Said, q.Order, q.After = said, store.Newest, a.ask.After
	es, more, err := a.entries(q, read)
	if err != nil {
		return nil, false, err
	}
	// A commitment is named after its first wording. Where no other one was read
	// and nothing kept others from being read, there is no other.
	whole := q.Words == "" && q.Issue == "" && q.Source == "" && len(a.base.Forces) == 0 && said == demarche.Interval{} && !q.Key && q.After == ""
	at := map[demarche.SeriesID]int{}
	for _, e := range es {
		if e.Statement.Negated {
			continue // "does not threaten" binds nobody
		}
		s := e.Series
		if s == "" {
			s = demarche.SeriesID(e.ID)
		}
		if k, ok := at[s]; ok {
			out[k].alone = false
			continue
		}
		at[s] = len(out)
		out = append(out, wording{e, whole && string(s) == string(e.ID)})
	}
	return out, more, nil
}

// committing leaves the forces that make a commitment; all where none is asked for.
func committing(asked []demarche.Force) []demarche.Force {
	var out []demarche.Force
	for _, f := range demarche.Forces {
		if ledger.Commits(f) && (len(asked) == 0 || slices.Contains(asked, f)) {
			out = append(out, f)
		}
	}
	return out
}

// commitment works out where the commitment stands that an entry is a wording of.
func (a *asking) commitment(w wording) (Commitment, error) {
	series := []demarche.Entry{w.Entry}
	if w.Series != "" && !w.alone {
		all, _, err := a.entries(store.Query{Known: a.known, Kinds: []demarche.RowKind{demarche.StatementRow}, Series: w.Series, Order: store.Oldest}, commitmentsRead)
		if err != nil {
			return Commitment{}, err
		}
		if len(all) > 0 {
			series = all
		}
	}
	conditions, err := a.conditionActs(series)
	if err != nil {
		return Commitment{}, err
	}
	others, err := a.bearing(&series[0], conditions)
	if err != nil {
		return Commitment{}, err
	}
	l := ledger.Life(series, others, conditions, a.today)
	c := Commitment{Item: a.item(l.Latest), Life: l.Life, Said: l.Said, Trend: l.Trend, Since: l.First.Reported[0], Deadline: bare(l.Deadline),
		Condition: append([]string{}, lines(l.Hangs)...), Meaning: append([]string{}, lines(l.Defined)...), Wordings: a.items(series)}
	c.Rating = l.Rating
	if l.Because != "" {
		if c.Because, err = a.one(string(l.Because)); err != nil {
			return c, err
		}
	}
	if l.Suggested != nil {
		c.Suggested = &Suggestion{Life: l.Suggested.Life, Why: l.Suggested.Why, Row: l.Suggested.Row}
		if c.Suggested.Item, err = a.one(string(l.Suggested.Entry)); err != nil {
			return c, err
		}
	}
	return c, nil
}

// one tells the entry with an id.
func (a *asking) one(id string) (*Item, error) {
	e, err := a.r.Entry(a.ctx, id, a.known)
	if err != nil {
		return nil, err
	}
	it := a.item(e)
	return &it, nil
}

// bearing gives what may bear on a commitment: what its speakers did and said of
// the like words, what anybody did that has words of its condition, and what
// those did whom the condition names.
func (a *asking) bearing(first *demarche.Entry, conditions []demarche.Act) ([]demarche.Entry, error) {
	since, ok := demarche.ParseEDTF(string(first.Reported[0]))
	if !ok || len(first.Statement.Speakers) == 0 {
		return nil, nil
	}
	var out []demarche.Entry
	add := func(q store.Query, words []string) error {
		q.Known, q.Reported, q.Order = a.known, demarche.Interval{From: since.From, To: demarche.End}, store.Newest
		for _, w := range words {
			q.Words = w
			es, _, err := a.entries(q, bearingRead)
			if err != nil {
				return err
			}
			for _, e := range es {
				if e.Kind != demarche.FigureRow && !slices.ContainsFunc(out, func(o demarche.Entry) bool { return o.ID == e.ID }) {
					out = append(out, e)
				}
			}
		}
		return nil
	}
	if err := add(store.Query{Actors: first.Statement.Speakers, Kinds: []demarche.RowKind{demarche.ActRow, demarche.StatementRow}}, longWords(first.Words, first.Parties)); err != nil {
		return nil, err
	}
	done := store.Query{Kinds: []demarche.RowKind{demarche.ActRow}, Statuses: []demarche.Status{demarche.Happened, demarche.Ongoing}}
	for _, c := range conditions {
		q := done
		q.Types, q.Actors = []demarche.ActType{c.Type}, c.Who
		if err := add(q, []string{""}); err != nil {
			return nil, err
		}
	}
	return out, add(done, longWords(first.Hangs, first.Parties))
}

// conditionActs gives the acts that the condition of a commitment names, as the
// articles that tell its wordings have them: rows whose words stand in those of
// the condition, and who acts in which is known.
func (a *asking) conditionActs(series []demarche.Entry) ([]demarche.Act, error) {
	var out []demarche.Act
	for i := range series {
		e := &series[i]
		if len(e.Hangs) == 0 {
			continue
		}
		best, err := a.r.Row(a.ctx, e.Best)
		if err != nil {
			if demarche.CodeOf(err) == demarche.NotFound {
				continue // its article was forgotten
			}
			return nil, err
		}
		rows, err := a.r.RowsOf(best.Row.Article)
		if err != nil {
			return nil, err
		}
		hangs := strings.Join(e.Hangs, "\n")
		for _, r := range rows {
			if act := r.Row.Act; act != nil && len(act.Who) > 0 && slices.ContainsFunc(r.Row.Words, func(w string) bool { return w != "" && strings.Contains(hangs, w) }) {
				out = append(out, *act)
			}
		}
	}
	return out, nil
}

// longWords are the longest words of a text that name nobody: those that tell
// best what it is about.
func longWords(text []string, parties []demarche.Party) []string {
	names := ""
	for _, p := range parties {
		names += " " + strings.ToLower(p.Name)
	}
	var out []string
	for _, w := range strings.FieldsFunc(strings.ToLower(strings.Join(text, " ")), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if utf8.RuneCountInString(w) > 4 && !strings.Contains(names, w) && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	slices.SortStableFunc(out, func(x, y string) int { return cmp.Compare(utf8.RuneCountInString(y), utf8.RuneCountInString(x)) })
	return out[:min(2, len(out))]
}

// line lays a commitment out.
func (c *Commitment) line() Line {
	l := c.Item.line()
	l.Tag = lives[c.Life]
	l.Notes = append(c.history(), l.Notes...)
	if s := c.Suggested; s != nil {
		l.Below = append(l.Below, fmt.Sprintf("perhaps %s: %s [%s] %s %s — only a person says so: demarche decide rate", lives[s.Life], s.Why, s.Row, s.Item.Marks, cut(s.Item.Line, longest)))
	}
	if c.Because != nil {
		l.Below = append(l.Below, fmt.Sprintf("%s by [%s] %s %s", c.Life, c.Because.ID, c.Because.Marks, cut(c.Because.Line, longest)))
	}
	older := c.Wordings
	if n := len(older); n > 0 && older[n-1].ID == c.ID {
		older = older[:n-1]
	}
	for i := len(older) - 1; i >= 0 && len(older)-i <= 3; i-- {
		w := &older[i]
		text := "earlier, " + strings.TrimPrefix(w.Date, "reported ") + ": " + cut(quote(join(w.printed())), longest)
		if len(w.Sources) > 0 {
			text += " — " + w.Sources[0].cite()
		}
		l.Below = append(l.Below, text)
	}
	if n := len(older) - 3; n > 0 {
		l.Below = append(l.Below, fmt.Sprintf("and %s before: demarche why %s", Several(n, "wording"), c.ID))
	}
	return l
}

// history says how often and since when it was said, and its condition where
// the latest wording does not repeat it.
func (c *Commitment) history() []string {
	var out []string
	if c.Said > 1 {
		s := fmt.Sprintf("said %d times", c.Said)
		if c.Since != "" {
			s += " since " + string(c.Since)
		}
		if c.Trend != ledger.Same {
			s += ", " + string(c.Trend)
		}
		out = append(out, s)
	}
	if len(c.Condition) > 0 && !within(c.Condition, c.printed()) && !within(c.Condition, c.Hangs) {
		out = append(out, "its condition: "+quote(join(c.Condition)))
	}
	return out
}

// notRated is what holds of every commitment that says nothing else.
const notRated = "Not yet rated by a person, unless a line says by whom."

// Page lays the answer out by life.
func (c *CommitmentsAnswer) Page() Page {
	var p Page
	for _, life := range lifeOrder {
		s := Section{Title: upper(lives[life])}
		for i := range c.Commitments {
			if c.Commitments[i].Life == life {
				l := c.Commitments[i].line()
				l.Tag = "" // the title says it
				s.Lines = append(s.Lines, l)
			}
		}
		s.Count = len(s.Lines)
		p.Sections = append(p.Sections, shown(s)...)
	}
	if len(p.Sections) == 0 {
		return Page{Sections: []Section{{Title: "Commitments", None: "No pledge, threat, proposal, demand or refusal fits."}}}
	}
	p.Sections[0].Said = notRated
	p.Sections[len(p.Sections)-1].More = c.moreWith("commitments --limit")
	return p
}

// Table has a line for each commitment.
func (c *CommitmentsAnswer) Table() Table {
	t := itemTable{own: []string{"life", "said_times", "trend", "since", "deadline", "condition", "condition_means", "suggested", "suggested_by"}, of: pledgeColumns}
	for i := range c.Commitments {
		x := &c.Commitments[i]
		deadline, _ := dateCells(x.Deadline)
		var life, row string
		if x.Suggested != nil {
			life, row = string(x.Suggested.Life), string(x.Suggested.Row)
		}
		t.put(&x.Item, string(x.Life), fmt.Sprint(x.Said), string(x.Trend), string(x.Since), deadline, join(x.Condition), join(x.Meaning), life, row)
	}
	return t.table()
}
