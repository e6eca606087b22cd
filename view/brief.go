package view

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"demarche"
	"demarche/store"
)

// BriefAnswer is what changed since a day, and where things stand.
type BriefAnswer struct {
	Head
	Since       string             `json:"since"`
	ByReporting bool               `json:"by_reporting"` // changes are counted by publication, not by recording
	Counts      map[ChangeKind]int `json:"counts"`       // all changes, also those not shown
	Tiles       Tiles              `json:"tiles"`
	Changes     []Change           `json:"changes"` // the world's, those that matter most first
	Ours        []Change           `json:"ours"`    // corrections of ours
	Week        []Appointment      `json:"week"`
	Commitments []Commitment       `json:"commitments"` // that stand
	Conditions  []Commitment       `json:"conditions"`  // that wait on a condition
	Tensions    []Tension          `json:"tensions"`
	NotKnown    []Gap              `json:"not_known"`
	Left        map[string]int     `json:"left"` // not shown, by part
}

// Tiles are the numbers at the top of a brief.
type Tiles struct {
	Week        int  `json:"week"` // in the next seven days
	Commitments int  `json:"commitments"`
	Conditions  int  `json:"conditions"`
	Tensions    int  `json:"tensions"`
	Unreviewed  int  `json:"unreviewed"` // of the rows in this brief
	AtLeast     bool `json:"at_least"`   // commitments and tensions were not counted to the end
}

// part is a section of changes: which belong into it.
type part struct {
	name, title string
	takes       func(*Change) bool
}

// parts lists the sections of changes in the order in which they are read. A
// change stands in the first that takes it.
var parts = []part{
	{"done", "Done and under way", func(c *Change) bool { return c.Change == New && c.Status.Fact() }},
	{"moved", "Moved", func(c *Change) bool { return c.Change == StatusMoved || c.Change == DateMoved }},
	{"contradicted", "Contradicted", func(c *Change) bool { return c.Change == Contradicted }},
	{"restated", "Said again", func(c *Change) bool { return c.Change == Hardened || c.Change == Softened || c.Change == Restated }},
	{"said", "Said", func(c *Change) bool { return c.Change == New && c.Kind == demarche.StatementRow }},
	{"ahead", "Announced and expected", func(c *Change) bool { return c.Change == New && ahead(c.Status) }},
	{"not", "Denied or not done", func(c *Change) bool { return c.Change == New && c.Status == demarche.Negated }},
	{"numbers", "Numbers moved", func(c *Change) bool { return c.Change == NumberMoved }},
	{"counted", "Counted", func(c *Change) bool { return c.Change == New && c.Kind == demarche.FigureRow }},
	{"overdue", "Overdue", func(c *Change) bool { return c.Change == Overdue }},
	{"corrected", "Corrected by the outlet", func(c *Change) bool { return c.Change == Corrected }},
	{"ours", "Corrected by us", func(c *Change) bool { return c.Change.ours() }},
}

// partOf finds the section of a change; "" for what is only counted.
func partOf(c *Change) string {
	for _, p := range parts {
		if p.takes(c) {
			return p.name
		}
	}
	return ""
}

// Brief answers what changed since a day, typed and ranked, the world's news
// apart from our corrections; and what is to come, what is promised or
// threatened, on which conditions, who contradicts whom, and what is not known.
// Since is the day before today where none is given; Until is the same as
// AsKnown.
func Brief(ctx context.Context, r store.Reader, ask Ask) (*BriefAnswer, error) {
	if ask.Until != 0 && ask.AsKnown.IsZero() && ask.AsReported == 0 {
		ask.AsKnown = endOf(ask.Until) // what changed up to a day is what was known then
	}
	a, err := begin(ctx, r, ask, "brief")
	if err != nil {
		return nil, err
	}
	since := ask.Since
	if since == 0 {
		since = a.today - 1
	}
	a.say("since %s", since)
	out := &BriefAnswer{Since: since.String(), Counts: map[ChangeKind]int{}, Left: map[string]int{}, Changes: []Change{}, Ours: []Change{},
		Commitments: []Commitment{}, Conditions: []Commitment{}, Tensions: []Tension{}, NotKnown: []Gap{}}
	// The lists below have their own days.
	a.ask.Since, a.ask.Until = 0, 0
	for _, f := range []func(*BriefAnswer, demarche.Day) error{a.briefChanges, a.briefWeek, a.briefCommitments, a.briefTensions} {
		if err := f(out, since); err != nil {
			return nil, err
		}
	}
	shown := out.shown()
	out.NotKnown = append(out.NotKnown, gaps(slices.DeleteFunc(slices.Clone(shown), func(it *Item) bool { return it.Review == demarche.Rejected }))...)
	for _, it := range shown {
		if it.Review == demarche.Unreviewed {
			out.Tiles.Unreviewed++
		}
	}
	a.head.Count = len(shown)
	for _, n := range out.Left {
		a.head.More += n
	}
	if err := a.stale(); err != nil {
		return nil, err
	}
	out.Head = a.head
	return out, nil
}

// briefChanges ranks the changes, keeps the first of each part and counts the
// rest. Rows that are not key are counted only.
func (a *asking) briefChanges(out *BriefAnswer, since demarche.Day) error {
	steps, byReporting, cut, err := a.steps(since)
	if err != nil {
		return err
	}
	out.ByReporting = byReporting
	switch {
	case cut:
		a.note("more than %d rows changed; these are the latest: give a later --since", changesRead)
	case byReporting && a.known.Published == 0 && !a.stat.Began.IsZero():
		a.note("this record was begun %s; what is new since %s is counted by the day of publication", a.stat.Began.UTC().Format("2006-01-02"), since)
	}
	world, ours, err := a.changes(steps)
	if err != nil {
		return err
	}
	late, err := a.overdue(since)
	if err != nil {
		return err
	}
	all := slices.Concat(world, late, ours)
	order := heaviestFirst(len(all), func(i int) *demarche.Entry { return &all[i].entry })
	had, again := map[string]int{}, map[demarche.SeriesID]bool{}
	for _, i := range order {
		c := &all[i]
		out.Counts[c.Change]++
		name := partOf(c)
		if name == "" {
			continue
		}
		if name == "restated" {
			if again[c.Series] {
				continue // said twice since; the list of its wordings has both
			}
			if c, err = a.latestWording(all, c); err != nil {
				return err
			}
			again[c.Series] = true
		}
		if had[name] == a.limit(7) || !c.Key && name != "ours" && name != "corrected" {
			out.Left[name]++
			continue
		}
		had[name]++
		a.complete(c)
		if err := a.citeStanding(c); err != nil {
			return err
		}
		if c.plan != nil {
			one := []Appointment{*c.plan}
			if err := a.perhaps(one); err != nil {
				return err
			}
			c.Below = one[0].perhapsLine()
		}
		if c.Change.ours() {
			if err := a.decidedBy(c); err != nil {
				return err
			}
			out.Ours = append(out.Ours, *c)
		} else {
			out.Changes = append(out.Changes, *c)
		}
	}
	return nil
}

// latestWording is the last of the restatements of one commitment, with how
// often it was said.
func (a *asking) latestWording(all []Change, c *Change) (*Change, error) {
	latest := c
	for i := range all {
		o := &all[i]
		if o.Series == c.Series && partOf(o) == "restated" && (o.Reported[0] > latest.Reported[0] || o.Reported[0] == latest.Reported[0] && o.ID > latest.ID) {
			latest = o
		}
	}
	a.complete(latest)
	es, _, err := a.entries(store.Query{Known: a.known, Kinds: []demarche.RowKind{demarche.StatementRow}, Series: c.Series, Order: store.Oldest}, commitmentsRead)
	if err == nil && len(es) > 1 {
		latest.Standing = append([]string{fmt.Sprintf("said %d times since %s", len(es), es[0].Reported[0])}, latest.Standing...)
	}
	return latest, err
}

// decidedBy says who decided what about an entry, and why.
func (a *asking) decidedBy(c *Change) error {
	for _, id := range slices.Compact([]string{c.ID, string(c.entry.Best)}) {
		for d, err := range a.r.Decisions(a.ctx, id) {
			if err != nil {
				return err
			}
			if !a.known.At.IsZero() && d.Recorded.After(a.known.At) {
				continue
			}
			s := d.By + ": " + string(d.Kind)
			if len(d.Value) > 0 {
				s += " " + string(d.Value)
			}
			if d.Reason != "" {
				s += " — " + d.Reason
			}
			c.Below = append(c.Below, s)
		}
	}
	return nil
}

// citeStanding cites what is still there.
func (a *asking) citeStanding(c *Change) error {
	err := a.cite(&c.Item)
	if err != nil && demarche.CodeOf(err) == demarche.NotFound {
		return nil // gone: forgotten, or not read any more
	}
	return err
}

// overdueRead is how many plans and deadlines are looked through.
const overdueRead = 30

// overdue gives the plans and deadlines whose day passed since.
func (a *asking) overdue(since demarche.Day) ([]Change, error) {
	days := demarche.Interval{From: since - 1, To: a.today - 1}
	if days.From > days.To {
		return nil, nil
	}
	plans, err := a.unreported(days, overdueRead)
	if err != nil {
		return nil, err
	}
	plans = slices.DeleteFunc(plans, func(p Appointment) bool { i, _ := p.entry.Happens.Interval(); return i.To < days.From })
	var out []Change
	for i := range plans {
		out = append(out, Change{Item: plans[i].Item, Change: Overdue, Causes: []demarche.Cause{}, Before: string(plans[i].Status), plan: &plans[i]})
	}
	q, ok := a.query(demarche.StatementRow)
	if q.Forces = committing(q.Forces); !ok || len(q.Forces) == 0 {
		return out, nil
	}
	q.Happens = days
	es, _, err := a.entries(q, 3*overdueRead)
	if err != nil {
		return nil, err
	}
	for _, e := range es {
		if i, ok := e.Happens.Interval(); ok && i.To >= days.From && i.To <= days.To {
			out = append(out, Change{Item: a.item(e), Change: Overdue, Causes: []demarche.Cause{}, Before: "deadline " + when(e.Happens)})
		}
	}
	return out, nil
}

func (a *asking) briefWeek(out *BriefAnswer, _ demarche.Day) (err error) {
	// Of today there may be plans and reports; plans are for the days after.
	key := a.base.Key
	a.base.Key = true
	week, _, err := a.upcoming(demarche.Interval{From: a.today, To: a.today + 7}, 20)
	if a.base.Key = key; err != nil {
		return err
	}
	out.Week = []Appointment{}
	for _, p := range week {
		i, _ := p.entry.Happens.Interval()
		if !p.Key || i.To > a.today+7 {
			continue
		}
		out.Tiles.Week++
		if len(out.Week) == 2*a.limit(7) {
			out.Left["week"]++
			continue
		}
		out.Week = append(out.Week, p)
	}
	return a.announce(out.Week)
}

// How many statements a brief looks through for commitments, and of how many it
// works out where they stand.
const (
	briefWordings = 200
	briefLives    = 16
)

// briefCommitments ranks what was pledged, threatened and so on, works out the
// first of them, and counts the others by what their wording says.
func (a *asking) briefCommitments(out *BriefAnswer, _ demarche.Day) error {
	all, more, err := a.wordings(demarche.Interval{}, briefWordings)
	if err != nil {
		return err
	}
	out.Tiles.AtLeast = more
	all = slices.DeleteFunc(all, func(w wording) bool { return !w.Key })
	slices.SortStableFunc(all, func(x, y wording) int {
		return cmp.Or(cmp.Compare(a.fresh(&y), a.fresh(&x)), heaviest(&x.Entry, &y.Entry))
	})
	for i := range all {
		list, name := &out.Commitments, "commitments"
		count := func(waiting bool) {
			if out.Tiles.Commitments++; waiting {
				list, name = &out.Conditions, "conditions"
				out.Tiles.Conditions++
			}
		}
		if i >= briefLives {
			count(len(all[i].Hangs) > 0)
			out.Left[name]++
			continue
		}
		c, err := a.commitment(all[i])
		if err != nil {
			return err
		}
		if !open(c.Life) {
			continue
		}
		if count(c.Life == demarche.LifeWaiting || c.Life == demarche.LifeTriggered); len(*list) == a.limit(7) {
			out.Left[name]++
			continue
		}
		if err := a.cite(&c.Item); err != nil {
			return err
		}
		*list = append(*list, c)
	}
	return nil
}

// fresh is how much a desk wants to see a commitment: what is said again more,
// what was last said long ago less.
func (a *asking) fresh(w *wording) int {
	n := weight(&w.Entry)
	if string(w.Series) != string(w.ID) {
		n += 20
	}
	if i, ok := demarche.ParseEDTF(string(w.Reported[1])); ok {
		n -= int(min(a.today-i.To, 40))
	}
	return n
}

func (a *asking) briefTensions(out *BriefAnswer, _ demarche.Day) error {
	all, more, err := a.tensions(30)
	if err != nil {
		return err
	}
	out.Tiles.AtLeast = out.Tiles.AtLeast || more
	for _, t := range all {
		if !t.Open {
			continue
		}
		out.Tiles.Tensions++
		if len(out.Tensions) == a.limit(7) {
			out.Left["tensions"]++
			continue
		}
		out.Tensions = append(out.Tensions, t)
	}
	return nil
}

// shown lists every item of the brief once.
func (b *BriefAnswer) shown() []*Item {
	var out []*Item
	seen := map[string]bool{}
	add := func(it *Item) {
		if !seen[it.ID] {
			seen[it.ID] = true
			out = append(out, it)
		}
	}
	for i := range b.Changes {
		add(&b.Changes[i].Item)
	}
	for i := range b.Ours {
		add(&b.Ours[i].Item)
	}
	for i := range b.Week {
		add(&b.Week[i].Item)
	}
	for i := range b.Conditions {
		add(&b.Conditions[i].Item)
	}
	for i := range b.Commitments {
		add(&b.Commitments[i].Item)
	}
	for i := range b.Tensions {
		add(&b.Tensions[i].Item)
	}
	return out
}

// headline counts the changes in a line.
func (b *BriefAnswer) headline() string {
	var said []string
	for _, k := range []ChangeKind{New, StatusMoved, DateMoved, Restated, Hardened, Softened, Contradicted, NumberMoved, Overdue, Confirmed, Corrected} {
		if n := b.Counts[k]; n > 0 {
			said = append(said, fmt.Sprintf("%d %s", n, k))
		}
	}
	if len(said) == 0 {
		said = []string{"nothing changed"}
	}
	var ours []string
	for _, k := range []ChangeKind{DecidedOn, Reread, Forgotten} {
		if n := b.Counts[k]; n > 0 {
			ours = append(ours, fmt.Sprintf("%d %s", n, k))
		}
	}
	if len(ours) > 0 {
		return strings.Join(said, " · ") + "; corrected by us: " + strings.Join(ours, " · ")
	}
	return strings.Join(said, " · ")
}

// tiles says the numbers at the top in a line.
func (b *BriefAnswer) tiles() string {
	least := ""
	if b.Tiles.AtLeast {
		least = " or more"
	}
	return fmt.Sprintf("next seven days %d · open commitments %d%s · conditions watched %d · tensions %d%s · not reviewed %d of %d",
		b.Tiles.Week, b.Tiles.Commitments, least, b.Tiles.Conditions, b.Tiles.Tensions, least, b.Tiles.Unreviewed, b.Count)
}
