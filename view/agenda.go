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

// AgendaAnswer is what is to come.
type AgendaAnswer struct {
	Head
	From     string        `json:"from"`      // the first day
	Upcoming []Appointment `json:"upcoming"`  // by day
	Undated  []Appointment `json:"undated"`   // to come, on a day that nobody says
	Off      []Appointment `json:"off"`       // called off
	NoReport []Appointment `json:"no_report"` // the day has passed and nobody reports it
}

// Appointment is a planned, proposed or possible act, or a day on which
// something falls due.
type Appointment struct {
	Item
	From          string         `json:"from"` // first and last day; ".." is open
	To            string         `json:"to"`
	Due           bool           `json:"due,omitempty"` // a deadline, not an act
	AnnouncedBy   string         `json:"announced_by"`  // who says so, else the outlet
	Announced     demarche.Maybe `json:"announced"`
	LastConfirmed demarche.Maybe `json:"last_confirmed"`    // by an article
	Moved         []string       `json:"moved"`             // the dates that it had before, oldest first
	Perhaps       *Item          `json:"perhaps,omitempty"` // of an unreported one: what may have been it
}

// How far back the agenda looks for what was to have happened, and how long a
// plan without a day stays on it, in days.
const (
	unreportedDays = 21
	undatedDays    = 30
)

// What may have been an unreported plan: how many days later an article may tell
// of it, how many acts are looked through for one plan, and for how many plans.
const (
	toldWithin  = 3
	perhapsRead = 15
	perhapsMost = 10
)

var aheadStatuses = []demarche.Status{demarche.Planned, demarche.Proposed, demarche.Possible}

// Agenda answers what is to come from a day on: when, as exactly as the sources
// say, who, where, announced by whom, confirmed when, moved or called off; and
// what was to have come and is not reported.
func Agenda(ctx context.Context, r store.Reader, ask Ask) (*AgendaAnswer, error) {
	a, err := begin(ctx, r, ask, "agenda")
	if err != nil {
		return nil, err
	}
	days := a.window(a.today, demarche.End)
	out := &AgendaAnswer{From: days.From.String(), Undated: []Appointment{}, Off: []Appointment{}, NoReport: []Appointment{}}
	n := a.limit(40)
	var left bool
	if out.Upcoming, left, err = a.upcoming(days, n); err != nil {
		return nil, err
	}
	a.head.MoreOpen = left
	if out.Undated, err = a.undated(n); err != nil {
		return nil, err
	}
	if out.Off, err = a.calledOff(days, n); err != nil {
		return nil, err
	}
	if out.NoReport, err = a.unreported(demarche.Interval{From: days.From - unreportedDays, To: days.From - 1}, n); err != nil {
		return nil, err
	}
	if err := a.perhaps(out.NoReport); err != nil {
		return nil, err
	}
	for _, list := range out.lists() {
		if err := a.announce(*list); err != nil {
			return nil, err
		}
		a.head.Count += len(*list)
	}
	if err := a.stale(); err != nil {
		return nil, err
	}
	out.Head = a.head
	return out, nil
}

func (g *AgendaAnswer) lists() []*[]Appointment {
	return []*[]Appointment{&g.Upcoming, &g.Undated, &g.Off, &g.NoReport}
}

// upcoming gives acts ahead and days on which something falls due, in order of
// their days. What may come on any day from some day on has no day.
func (a *asking) upcoming(days demarche.Interval, limit int) ([]Appointment, bool, error) {
	out := []Appointment{}
	left := false
	add := func(q store.Query, due bool) error {
		q.Happens, q.Order = days, store.ByDateUp
		es, more, err := a.entries(q, 3*limit)
		left = left || more
		for _, e := range es {
			i, ok := e.Happens.Interval()
			if !ok || i.To == demarche.End || i.From == demarche.Beginning && !due {
				continue
			}
			out = append(out, a.appointment(e, due))
		}
		return err
	}
	for _, q := range a.aheadQueries() {
		if err := add(q, false); err != nil {
			return nil, false, err
		}
	}
	if q, ok := a.query(demarche.StatementRow); ok {
		if err := add(q, true); err != nil {
			return nil, false, err
		}
	}
	slices.SortStableFunc(out, byDay)
	if len(out) > limit {
		out, left = out[:limit], true
	}
	return out, left, nil
}

// aheadQueries ask for acts that are yet to come, as far as the filter has any.
func (a *asking) aheadQueries() []store.Query {
	q, ok := a.query(demarche.ActRow)
	if !ok {
		return nil
	}
	var statuses []demarche.Status
	for _, s := range aheadStatuses {
		if len(q.Statuses) == 0 || slices.Contains(q.Statuses, s) {
			statuses = append(statuses, s)
		}
	}
	if len(statuses) == 0 {
		return nil
	}
	q.Statuses = statuses
	return []store.Query{q}
}

// byDay sorts by the last day on which it can be, then the first, then by weight.
func byDay(x, y Appointment) int {
	i, _ := x.entry.Happens.Interval()
	j, _ := y.entry.Happens.Interval()
	return cmp.Or(cmp.Compare(max(i.From, i.To-366), max(j.From, j.To-366)), cmp.Compare(i.To, j.To), heaviest(&x.entry, &y.entry))
}

// undated gives what is to come on a day that nobody says, reported lately.
func (a *asking) undated(limit int) ([]Appointment, error) {
	out := []Appointment{}
	for _, q := range a.aheadQueries() {
		q.Order, q.Reported = store.Newest, demarche.Interval{From: a.today - undatedDays, To: a.today}
		es, _, err := a.entries(q, 5*limit)
		if err != nil {
			return nil, err
		}
		for _, e := range es {
			i, ok := e.Happens.Interval()
			if !e.Key || ok && i.From != demarche.Beginning && i.To != demarche.End || ok && i.To < a.today || e.Act.Status == demarche.Possible && e.Origins < 2 && !ok {
				continue
			}
			out = append(out, a.appointment(e, false))
		}
	}
	slices.SortStableFunc(out, func(x, y Appointment) int { return heaviest(&x.entry, &y.entry) })
	return out[:min(limit, len(out))], nil
}

// calledOff gives what was planned for the days and is not to be.
func (a *asking) calledOff(days demarche.Interval, limit int) ([]Appointment, error) {
	out := []Appointment{}
	q, ok := a.query(demarche.ActRow)
	if !ok || len(q.Statuses) > 0 && !slices.Contains(q.Statuses, demarche.Negated) {
		return out, nil
	}
	q.Statuses, q.Order, q.Happens = []demarche.Status{demarche.Negated}, store.ByDateUp, days
	es, _, err := a.entries(q, 3*limit)
	if err != nil {
		return nil, err
	}
	for _, e := range es {
		if len(out) < limit && slices.ContainsFunc(e.Moves, func(m demarche.Move) bool { return m.Status == demarche.Planned || m.Status == demarche.Proposed }) {
			out = append(out, a.appointment(e, false))
		}
	}
	return out, nil
}

// unreported gives what was planned for days that are over, and of which no
// article says that it came about.
func (a *asking) unreported(days demarche.Interval, limit int) ([]Appointment, error) {
	out := []Appointment{}
	for _, q := range a.aheadQueries() {
		q.Statuses = slices.DeleteFunc(slices.Clone(q.Statuses), func(s demarche.Status) bool { return s != demarche.Planned })
		if len(q.Statuses) == 0 {
			continue
		}
		q.Happens, q.Order = days, store.ByDate
		es, _, err := a.entries(q, 3*limit)
		if err != nil {
			return nil, err
		}
		for _, e := range es {
			i, ok := e.Happens.Interval()
			// What was told only afterwards was no plan that anybody could wait for.
			if told, known := reportedDay(&e); ok && i.To <= days.To && len(out) < limit && (!known || told <= i.To) {
				out = append(out, a.appointment(e, false))
			}
		}
	}
	return out, nil
}

// perhaps looks for what may have been a plan that nobody reports: something
// done on its day by one of those named, with another of them, at its place or
// of its type. Only a person says that the two are one.
func (a *asking) perhaps(list []Appointment) error {
	for i := range list[:min(perhapsMost, len(list))] {
		p := &list[i]
		when, _ := p.entry.Happens.Interval()
		ids := func(e *demarche.Entry) (out []demarche.ActorID) {
			for _, id := range slices.Concat(e.Act.Who, e.Act.Whom) {
				if k := slices.IndexFunc(e.Parties, func(q demarche.Party) bool { return q.ID == id }); k >= 0 && !e.Parties[k].Unnamed {
					out = append(out, id)
				}
			}
			return out
		}
		mine := ids(&p.entry)
		if len(mine) == 0 {
			continue
		}
		es, _, err := a.entries(store.Query{Known: a.known, Kinds: []demarche.RowKind{demarche.ActRow}, Statuses: []demarche.Status{demarche.Happened, demarche.Ongoing},
			Actors: mine, Reported: demarche.Interval{From: when.From, To: when.To + toldWithin}}, perhapsRead)
		if err != nil {
			return err
		}
		best := 0
		for k := range es {
			e := &es[k]
			// What has no day may have been it, since it was told right after.
			if j, ok := e.Happens.Interval(); ok && (j.Days() > longDate || !j.Overlaps(when)) {
				continue
			}
			n := likePlan(&p.entry, e, mine, ids(e))
			if n > max(best, 2) { // one person, who did something else, is not enough
				it := a.item(*e)
				best, p.Perhaps = n, &it
			}
		}
	}
	return nil
}

// likePlan weighs how much something done looks like a plan: those who take part
// in both, then the place, then the type. Who goes somewhere to talk is told to
// have talked there, so that a visit and a meeting are near types where the
// place, the country of the place or a second person speaks for it too. It is 0
// where the two are in different countries.
func likePlan(plan, done *demarche.Entry, mine, theirs []demarche.ActorID) int {
	both, n := 0, 0
	for _, id := range theirs {
		if slices.Contains(mine, id) {
			both++
		}
	}
	near := false
	if p, q := plan.Act.Place, done.Act.Place; p != nil && q != nil {
		switch {
		case p.Country != "" && q.Country != "" && p.Country != q.Country:
			return 0
		case p.Name == q.Name:
			near, n = true, 2
		case p.Country != "" && p.Country == q.Country:
			near, n = true, 1
		}
	}
	switch {
	case plan.Act.Type == done.Act.Type:
		n++
	case meets(plan.Act.Type) && meets(done.Act.Type) && (near || both > 1):
		n++
	}
	return n + 2*both
}

// meets reports whether people come together in an act.
func meets(t demarche.ActType) bool { return t == demarche.Visit || t == demarche.Meet }

func (a *asking) appointment(e demarche.Entry, due bool) Appointment {
	p := Appointment{Item: a.item(e), Due: due, Announced: e.Reported[0], LastConfirmed: e.Reported[1], Moved: []string{}}
	if i, ok := e.Happens.Interval(); ok {
		p.From, p.To = i.From.String(), i.To.String()
	}
	if due {
		p.Date = when(e.Happens)
	}
	return p
}

// announce says who announced each, and on which days it was to be before.
func (a *asking) announce(list []Appointment) error {
	for i := range list {
		p := &list[i]
		if err := a.cite(&p.Item); err != nil {
			return err
		}
		p.AnnouncedBy = nameCells(p.By)
		if p.Due {
			p.AnnouncedBy = nameCells(p.Who)
		}
		for _, r := range p.reports {
			if p.AnnouncedBy == "" {
				p.AnnouncedBy = string(r.Source)
			}
			if r.Row.Act == nil {
				continue
			}
			old, ok := r.Row.Act.Date.Interval()
			now, _ := p.entry.Happens.Interval()
			if d := when(r.Row.Act.Date); ok && !old.Overlaps(now) && !slices.Contains(p.Moved, d) {
				p.Moved = append(p.Moved, d)
			}
		}
	}
	return nil
}

// line lays an appointment out.
func (p *Appointment) line() Line {
	l := p.Item.line()
	if p.Due {
		l.Tag = "deadline"
	}
	said := ""
	if p.AnnouncedBy != "" {
		said = "announced by " + p.AnnouncedBy
	}
	if p.Announced != "" {
		said = strings.TrimSpace(said + " " + string(p.Announced))
	}
	if p.LastConfirmed != p.Announced {
		said += ", last confirmed " + string(p.LastConfirmed)
	}
	notes := []string{said}
	if len(p.Moved) > 0 {
		notes = append(notes, "was to be "+strings.Join(p.Moved, ", then "))
	}
	l.Notes = append(notes, l.Notes...)
	l.Below = append(l.Below, p.perhapsLine()...)
	return l
}

func (p *Appointment) perhapsLine() []string {
	if p.Perhaps == nil {
		return nil
	}
	return []string{fmt.Sprintf("perhaps it is [%s] %s %s %s — a person may join them: demarche decide merge", p.Perhaps.ID, p.Perhaps.Marks, p.Perhaps.Date, cut(p.Perhaps.Line, longest))}
}

// Page lays the agenda out: this week, later, without a day, called off, no report.
func (g *AgendaAnswer) Page() Page {
	var week, later []Line
	first, _ := demarche.ParseEDTF(g.From)
	for i := range g.Upcoming {
		p := &g.Upcoming[i]
		if i, ok := p.Happens.Interval(); ok && i.From < first.From+7 && i.Days() <= 7 {
			week = append(week, p.line())
		} else {
			later = append(later, p.line())
		}
	}
	list := func(ps []Appointment) (out []Line) {
		for i := range ps {
			out = append(out, ps[i].line())
		}
		return out
	}
	sections := shown(
		Section{Title: fmt.Sprintf("Seven days, %s to %s", g.From, first.From+6), Count: len(week), Lines: week, None: "Nothing with a day is planned or due."},
		Section{Title: "Later", Count: len(later), Lines: later, More: g.moreWith("agenda --limit")},
		Section{Title: "No day stated", Count: len(g.Undated), Lines: list(g.Undated)},
		Section{Title: "Called off", Count: len(g.Off), Lines: list(g.Off)},
		Section{Title: "No report", Said: fmt.Sprintf("Planned for a day in the last %d that has passed; no article says that it came about.", unreportedDays), Count: len(g.NoReport), Lines: list(g.NoReport)},
	)
	return Page{Sections: sections}
}

// Table has a line for each appointment.
func (g *AgendaAnswer) Table() Table {
	t := itemTable{own: []string{"list", "from", "to", "deadline", "announced_by", "announced", "last_confirmed", "moved"}, of: anyColumns}
	for i, list := range g.lists() {
		for k := range *list {
			p := &(*list)[k]
			due := ""
			if p.Due {
				due = "deadline"
			}
			t.put(&p.Item, [...]string{"upcoming", "undated", "off", "no_report"}[i], p.From, p.To, due, p.AnnouncedBy, string(p.Announced), string(p.LastConfirmed), strings.Join(p.Moved, "; "))
		}
	}
	return t.table()
}
