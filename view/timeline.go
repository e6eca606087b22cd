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

// TimelineAnswer is what happened, was said and is to come, day by day.
type TimelineAnswer struct {
	Head
	From string        `json:"from"`
	To   string        `json:"to"`
	By   string        `json:"by"`   // lanes: "actor", "issue" or none
	Days []TimelineDay `json:"days"` // earliest first
}

// TimelineDay is one day of a timeline; rows over several days stand on their
// first day that the timeline has.
type TimelineDay struct {
	Day   string `json:"day"`
	Ahead bool   `json:"ahead"` // after the day taken for today
	Lanes []Lane `json:"lanes"`
	More  int    `json:"more"` // rows of the day that were left out, not key or many
}

// Lane is the rows of a day that belong to one actor or issue; without lanes
// there is one, without a name.
type Lane struct {
	Name  string `json:"name"`
	Items []Item `json:"items"`
}

// Days of a timeline before and after today where none are asked for, and how
// many rows of a kind are read at once.
const (
	timelineBack  = 7
	timelineAhead = 7
	timelineRead  = 250
)

// dated is an entry with the day on which it stands.
type dated struct {
	day    demarche.Day
	weight int
	e      *demarche.Entry
}

// Timeline answers what happened, was said and is to come, by day; acts and
// figures by when they happen or hold, statements by when they were said, and
// what has no day by when it was reported. Where there is too much, whole days
// are left for the next call, and within a day the rows that matter least.
func Timeline(ctx context.Context, r store.Reader, ask Ask) (*TimelineAnswer, error) {
	a, err := begin(ctx, r, ask, "timeline")
	if err != nil {
		return nil, err
	}
	if ask.By != "" && ask.By != "actor" && ask.By != "issue" {
		return nil, &demarche.Error{Code: demarche.Invalid, What: fmt.Sprintf("there are no lanes by %q", ask.By), Repair: "they are by actor or by issue"}
	}
	since, until := a.today-timelineBack, a.today+timelineAhead
	if ask.Since != 0 && ask.Until == 0 {
		until = max(ask.Since+timelineBack+timelineAhead, since)
	}
	if ask.Until != 0 && ask.Since == 0 {
		since = ask.Until - timelineBack - timelineAhead
	}
	days := a.window(since, until)
	if ask.After != "" {
		i, ok := demarche.ParseEDTF(ask.After)
		if !ok || !days.Contains(i.From) {
			return nil, &demarche.Error{Code: demarche.Invalid, What: "there is no day " + ask.After + " on this timeline on which a page could begin", Repair: "begin with the first page"}
		}
		days.From = i.From
	}
	out := &TimelineAnswer{From: days.From.String(), To: days.To.String(), By: ask.By, Days: []TimelineDay{}}
	left := a.limit(60)
	at, err := a.pageOfDays(days)
	if err != nil {
		return nil, err
	}
	span := days.To - at
	if n := int64(a.stat.Rows) / (int64(demarche.DayOf(a.stat.Latest)-demarche.DayOf(a.stat.Began)) + 1); n*int64(span) > 8*timelineRead {
		span = demarche.Day(timelineRead / n) // more would be read in vain
	}
	for at <= days.To {
		if left <= 0 {
			a.head.MoreOpen, a.head.Next = true, at.String()
			break
		}
		all, last, cut, err := a.stretch(demarche.Interval{From: at, To: min(days.To, at+span)}, days.From)
		if err != nil {
			return nil, err
		}
		if cut {
			a.note("on %s there are more than %d rows of a kind: give a filter", last, timelineRead)
		}
		span = 2*(last-at) + 1 // the days after are much like these
		at = last + 1
		for len(all) > 0 {
			n := 1
			for n < len(all) && all[n].day == all[0].day {
				n++
			}
			if left <= 0 {
				at = all[0].day
				break
			}
			d, err := a.timelineDay(all[:n], max(left, 8))
			if err != nil {
				return nil, err
			}
			a.head.Count += n - d.More
			a.head.More += d.More
			left -= n - d.More
			out.Days = append(out.Days, d)
			all = all[n:]
		}
	}
	if err := a.stale(); err != nil {
		return nil, err
	}
	out.Head = a.head
	return out, nil
}

// pageOfDays is the day with which a page of a timeline begins: the one at which
// the page before ended, else the first.
func (a *asking) pageOfDays(days demarche.Interval) (demarche.Day, error) {
	if a.ask.After == "" {
		return days.From, nil
	}
	i, ok := demarche.ParseEDTF(a.ask.After)
	if !ok || i.From != i.To {
		return 0, &demarche.Error{Code: demarche.Invalid, What: "there is no day " + a.ask.After + " at which a page could begin", Repair: "begin with the first page"}
	}
	return max(days.From, i.From), nil
}

// stretch fetches the rows of the days, or of so many of the first of them that
// not too much has to be read; last is the last day of those. A single day with
// too many rows is cut. begin is the first day of the whole timeline: what lasts
// stands on its first day there, whatever stretch is read.
func (a *asking) stretch(days demarche.Interval, begin demarche.Day) (all []dated, last demarche.Day, cut bool, err error) {
	for {
		all, cut, err = a.timelineRows(days, begin)
		if err != nil || !cut || days.From == days.To {
			return all, days.To, cut, err
		}
		days.To = days.From + (days.To-days.From)/8
	}
}

// timelineRows fetches what lies in the days, in order of days, the rows of a
// day by weight.
func (a *asking) timelineRows(days demarche.Interval, begin demarche.Day) (all []dated, cut bool, err error) {
	for _, kind := range []demarche.RowKind{demarche.ActRow, demarche.FigureRow, demarche.StatementRow} {
		for _, w := range a.seek(kind, days, begin) {
			if cut && days.From != days.To {
				continue // it has to be asked again for fewer days
			}
			n := 0
			w.q.Limit = timelineRead + 1
			for e, err := range a.r.Entries(a.ctx, w.q) {
				if err != nil {
					return nil, false, err
				}
				if n++; n > timelineRead {
					cut = true
					break
				}
				// What began earlier than any date that stands on a day has no day here.
				if i, ok := e.Happens.Interval(); w.q.Order == store.ByDate && ok && i.From != demarche.Beginning && i.From < days.From-longDate {
					break
				}
				if d, ok := w.holds(&e); ok {
					all = append(all, dated{d, weight(&e), &e})
				}
			}
		}
	}
	slices.SortStableFunc(all, func(x, y dated) int {
		return cmp.Or(cmp.Compare(x.day, y.day), cmp.Compare(y.weight, x.weight), nextHeaviest(x.e, y.e))
	})
	return all, cut, nil
}

// sought is a query for rows that lie in some days, and the day of each that
// it finds; one that has none does not lie in them.
type sought struct {
	q    store.Query
	days demarche.Interval
	day  func(*demarche.Entry) (demarche.Day, bool)
}

// holds gives the day of an entry that lies in the days.
func (w *sought) holds(e *demarche.Entry) (demarche.Day, bool) {
	d, ok := w.day(e)
	return d, ok && w.days.Contains(d)
}

// seek asks for the rows of a kind that lie in the days, each in one of
// the queries only: acts and figures by when they happen or hold, statements by
// when they were said, and what has no day by when it was reported. What lasts
// stands on its first day since begin.
func (a *asking) seek(kind demarche.RowKind, days demarche.Interval, begin demarche.Day) []sought {
	whole := demarche.Interval{From: begin, To: days.To}
	q, ok := a.query(kind)
	if !ok {
		return nil
	}
	switch kind {
	case demarche.StatementRow:
		q.Said, q.Order = days, store.Newest
		return []sought{{q, days, func(e *demarche.Entry) (demarche.Day, bool) {
			if d, ok := firstDay(e.Said, whole); ok {
				return d, true
			}
			return reportedDay(e)
		}}}
	case demarche.TensionRow:
		q.Reported, q.Order = days, store.Newest
		return []sought{{q, days, reportedDay}}
	}
	undated := q
	q.Happens, q.Order = days, store.ByDate
	undated.Reported, undated.Order = days, store.Newest
	return []sought{{q, days, func(e *demarche.Entry) (demarche.Day, bool) { return firstDay(e.Happens, whole) }},
		{undated, days, func(e *demarche.Entry) (demarche.Day, bool) {
			if _, ok := firstDay(e.Happens, demarche.Interval{From: demarche.Beginning, To: demarche.End}); ok {
				return 0, false
			}
			return reportedDay(e)
		}}}
}

// longDate is over how many days a date may stretch and still stand on one.
const longDate = 14

// firstDay is the first day of a date that lies in the days. A season or a
// month has no day of its own.
func firstDay(d *demarche.Date, days demarche.Interval) (demarche.Day, bool) {
	i, ok := d.Interval()
	if !ok || !i.Overlaps(days) || i.From != demarche.Beginning && i.To != demarche.End && i.Days() > longDate {
		return 0, false
	}
	switch {
	case i.From == demarche.Beginning:
		return i.To, true // "by", "until"
	case i.From >= days.From:
		return i.From, true
	}
	return days.From, i.To != demarche.End
}

func reportedDay(e *demarche.Entry) (demarche.Day, bool) {
	i, ok := demarche.ParseEDTF(string(e.Reported[0]))
	return i.From, ok
}

// timelineDay keeps the rows of a day that are key or few, in lanes.
func (a *asking) timelineDay(rows []dated, limit int) (TimelineDay, error) {
	d := TimelineDay{Day: rows[0].day.String(), Ahead: rows[0].day > a.today, Lanes: []Lane{}}
	for i, r := range rows {
		if i >= limit || i >= 8 && !r.e.Key {
			d.More = len(rows) - i
			break
		}
		it := a.item(*r.e)
		if err := a.cite(&it); err != nil {
			return d, err
		}
		for _, name := range a.lanes(&it) {
			k := slices.IndexFunc(d.Lanes, func(l Lane) bool { return l.Name == name })
			if k < 0 {
				k = len(d.Lanes)
				d.Lanes = append(d.Lanes, Lane{Name: name, Items: []Item{}})
			}
			d.Lanes[k].Items = append(d.Lanes[k].Items, it)
		}
	}
	return d, nil
}

// lanes names the lanes of a row: its first actor or speaker, or its issues.
func (a *asking) lanes(it *Item) []string {
	switch a.ask.By {
	case "actor":
		for _, list := range [][]Name{it.Who, it.Whom} {
			for _, n := range list {
				if !n.Unnamed {
					return []string{n.Name}
				}
			}
		}
		return []string{"nobody named"}
	case "issue":
		if len(it.Issues) == 0 {
			return []string{"no issue on the list"}
		}
		return it.Issues
	}
	return []string{""}
}

// Page lays the timeline out, a section a day, with a line for today.
func (t *TimelineAnswer) Page() Page {
	var p Page
	now := false
	for i := range t.Days {
		d := &t.Days[i]
		s := Section{Title: d.Day}
		if day, ok := demarche.ParseEDTF(d.Day); ok {
			s.Title += " " + day.From.Time().Weekday().String()
		}
		switch {
		case d.Day == t.Today:
			s.Title, now = s.Title+" – today", true
		case d.Ahead && !now:
			s.Title, now = s.Title+" – ahead", true
		}
		for _, l := range d.Lanes {
			for k := range l.Items {
				line := l.Items[k].line()
				line.Tag = l.Name
				if line.Date == d.Day {
					line.Date = "" // the title says it
				}
				s.Lines = append(s.Lines, line)
			}
		}
		s.More = more(d.More, t.command(fmt.Sprintf("timeline --since %s --until %s --limit 1000", d.Day, d.Day)))
		p.Sections = append(p.Sections, s)
	}
	if len(p.Sections) == 0 {
		return Page{Sections: []Section{{Title: t.From + " to " + t.To, None: "Nothing in the record happened, was said or is to come on these days."}}}
	}
	if t.Next != "" {
		last := &p.Sections[len(p.Sections)-1]
		last.More = strings.TrimPrefix(last.More+"; the days after: "+t.command("timeline --since "+t.Next+" --until "+t.To), "; ")
	}
	return p
}

// Table has a line for each row in each of its lanes.
func (t *TimelineAnswer) Table() Table {
	out := itemTable{own: []string{"day", "lane"}, of: anyColumns}
	for _, d := range t.Days {
		for _, l := range d.Lanes {
			for k := range l.Items {
				out.put(&l.Items[k], d.Day, l.Name)
			}
		}
	}
	return out.table()
}
