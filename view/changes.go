package view

import (
	"slices"
	"time"

	"demarche"
	"demarche/ledger"
	"demarche/store"
)

// Change is something that the record did not say before.
type Change struct {
	Item
	Change ChangeKind       `json:"change"`
	Before string           `json:"before"` // the status, day, number or wording before
	Causes []demarche.Cause `json:"causes"`
	Below  []string         `json:"below,omitempty"` // what else to say of it: who decided, what may have been the plan

	plan     *Appointment // of an overdue plan, until Below says it
	outlined bool         // its item is an outline
}

// ChangeKind is the type of a change.
type ChangeKind string

// The types of change. Those after Corrected are corrections of ours and no news.
const (
	New          ChangeKind = "new"
	StatusMoved  ChangeKind = "status moved"
	DateMoved    ChangeKind = "date moved"
	Restated     ChangeKind = "restated"
	Hardened     ChangeKind = "hardened"
	Softened     ChangeKind = "softened"
	Contradicted ChangeKind = "contradicted"
	NumberMoved  ChangeKind = "number moved"
	Overdue      ChangeKind = "overdue"
	Confirmed    ChangeKind = "reported again"
	Corrected    ChangeKind = "corrected by the outlet"
	Reread       ChangeKind = "read again"
	DecidedOn    ChangeKind = "decided"
	Forgotten    ChangeKind = "forgotten"
)

// ours reports whether the change is a correction of ours.
func (k ChangeKind) ours() bool { return k == Reread || k == DecidedOn || k == Forgotten }

// Bounds of what is looked through for one brief: entries that changed, and
// those whose earlier wording or number is looked up.
const (
	changesRead = 5000
	priorsRead  = 300
)

// step is what an entry was and is.
type step struct {
	before, after *demarche.Entry
	causes        []demarche.Cause
}

// steps gives what changed since the beginning of a day. Where the knowledge
// is bounded by publication, or the record did not yet exist, it is what was
// published since; else what was recorded since.
func (a *asking) steps(since demarche.Day) (out []step, byReporting, cut bool, err error) {
	byReporting = a.known.Published != 0 || a.stat.Began.IsZero() || since.Time().Before(a.stat.Began)
	if byReporting {
		out, cut, err = a.reported(since)
		return out, true, cut, err
	}
	until := a.known.At
	if until.IsZero() {
		until = a.ask.Now
	}
	for s, err := range a.r.Versions(a.ctx, since.Time().Add(-time.Nanosecond), until) {
		if err != nil {
			return nil, false, false, err
		}
		if len(out) == changesRead {
			return out, false, true, nil
		}
		out = append(out, step{s.Before, s.After, s.Causes})
	}
	return out, false, false, nil
}

// reported gives the entries first or last published since a day, with what
// had been published of each before.
func (a *asking) reported(since demarche.Day) (out []step, cut bool, err error) {
	before := store.Known{At: a.known.At, Published: since - 1}
	until := a.known.Published
	if until == 0 {
		until = demarche.DayOf(a.ask.Now)
	}
	for _, kind := range demarche.RowKinds {
		q, ok := a.query(kind)
		if !ok {
			continue
		}
		q.Reported, q.Order = demarche.Interval{From: since, To: until}, store.Newest
		es, more, err := a.entries(q, changesRead)
		if err != nil {
			return nil, false, err
		}
		cut = cut || more
		for i := range es {
			s := step{after: &es[i], causes: []demarche.Cause{demarche.ByArticle}}
			if d, ok := demarche.ParseEDTF(string(es[i].Reported[0])); ok && d.To < since {
				old, err := a.r.Entry(a.ctx, string(es[i].ID), before)
				switch {
				case err == nil:
					s.before = &old
				case demarche.CodeOf(err) != demarche.NotFound:
					return nil, false, err
				}
			}
			out = append(out, s)
		}
	}
	return out, cut, nil
}

// fits reports whether an entry fits the filter; the store answers Versions
// without one.
func (a *asking) fits(e *demarche.Entry) bool {
	q := a.base
	has := func(ids []demarche.ActorID) bool {
		return slices.ContainsFunc(e.Parties, func(p demarche.Party) bool { return slices.Contains(ids, p.ID) })
	}
	switch {
	case e.Review == demarche.Rejected, q.Key && !e.Key,
		len(q.Actors) > 0 && !has(q.Actors),
		len(q.Pair[0]) > 0 && !(has(q.Pair[0]) && has(q.Pair[1])),
		q.Issue != "" && !slices.Contains(e.Issues, q.Issue):
		return false
	}
	if _, ok := a.query(e.Kind); !ok {
		return false
	}
	switch {
	case e.Act != nil:
		return (len(q.Types) == 0 || slices.Contains(q.Types, e.Act.Type)) && (len(q.Statuses) == 0 || slices.Contains(q.Statuses, e.Act.Status))
	case e.Statement != nil:
		return len(q.Forces) == 0 || slices.Contains(q.Forces, e.Statement.Force)
	}
	return true
}

// changes types the steps. Those of ours are kept apart from the world's. The
// items of some are outlines; see complete.
func (a *asking) changes(steps []step) (world, mine []Change, err error) {
	priors := 0
	twin, gone := twins(steps)
	for i, s := range steps {
		if gone[i] {
			continue // told with the row that took its place
		}
		if s.before == nil {
			s.before = twin[i]
		}
		e := s.after
		if e == nil {
			e = s.before
		}
		if e == nil || !a.fits(e) && !(s.before != nil && a.fits(s.before)) {
			continue
		}
		c := Change{Item: outline(e), Causes: append([]demarche.Cause{}, s.causes...), outlined: true}
		all := len(s.causes) > 0
		for _, cause := range s.causes {
			all = all && cause.Ours()
		}
		switch {
		case all:
			a.complete(&c)
			c.Change, c.Before = ourChange(s), a.told(s.before)
			if s.after != nil && s.before != nil && c.Before == c.Marks+" "+c.Line && c.Change == Reread {
				continue // read again, and the same
			}
			mine = append(mine, c)
			continue
		case slices.Contains(s.causes, demarche.ByCorrection) && s.before != nil:
			a.complete(&c)
			c.Change, c.Before = Corrected, a.told(s.before)
			if s.after == nil {
				c.Notes = append(c.Notes, "the corrected article does not say it any more")
			} else if c.Before == c.Marks+" "+c.Line {
				continue
			}
		case s.after == nil:
			continue // joined another entry, which is told
		case s.before == nil:
			if c.Change, c.Before, err = a.novel(e, &priors); err != nil {
				return nil, nil, err
			}
		default:
			c.Change, c.Before = moved(s.before, e)
		}
		if c.Change != "" {
			world = append(world, c)
		}
	}
	return world, mine, nil
}

// outline is of an item what a brief ranks it by. Of the many entries that move
// in a day it tells few.
func outline(e *demarche.Entry) Item {
	it := Item{Kind: e.Kind, Reported: e.Reported, Series: e.Series, entry: *e}
	if e.Act != nil {
		it.Status = e.Act.Status
	}
	it.Row.ID, it.Row.Key = string(e.ID), e.Key
	return it
}

// complete tells a change of which there is the outline.
func (a *asking) complete(c *Change) {
	if c.outlined {
		c.Item, c.outlined = a.item(c.entry), false
	}
}

// told is the sentence of an entry as it was.
func (a *asking) told(e *demarche.Entry) string {
	if e == nil {
		return ""
	}
	it := a.item(*e)
	return it.Marks + " " + it.Line
}

func ourChange(s step) ChangeKind {
	switch {
	case slices.Contains(s.causes, demarche.ByForgetting):
		return Forgotten
	case slices.Contains(s.causes, demarche.ByDecision):
		return DecidedOn
	}
	return Reread
}

// novel types an entry that is new: a tension contradicts, a wording restates
// a commitment, a number moves.
func (a *asking) novel(e *demarche.Entry, priors *int) (kind ChangeKind, before string, err error) {
	switch {
	case e.Kind == demarche.TensionRow:
		return Contradicted, "", nil
	case e.Series == "" || *priors >= priorsRead:
		return New, "", nil
	case e.Statement != nil && string(e.Series) != string(e.ID) && ledger.Commits(e.Statement.Force), e.Figure != nil && e.Figure.Kind == demarche.Observed:
	default:
		return New, "", nil
	}
	*priors++
	prior, err := a.prior(e)
	if err != nil || prior == nil {
		return New, "", err
	}
	if e.Figure != nil {
		if prior.Figure.Low == e.Figure.Low && prior.Figure.High == e.Figure.High && prior.Figure.Bound == e.Figure.Bound {
			return New, "", nil
		}
		return NumberMoved, amount(prior.Figure.Low, prior.Figure.High, prior.Figure.Bound) + " " + dayOf(prior), nil
	}
	before = quote(cut(join(lines(prior.Words)), longest)) + " " + dayOf(prior)
	switch ledger.TrendOf(prior, e) {
	case ledger.Hardened:
		return Hardened, before, nil
	case ledger.Softened:
		return Softened, before, nil
	}
	return Restated, before, nil
}

// dayOf is when an entry was reported, in brackets.
func dayOf(e *demarche.Entry) string { return "(" + string(e.Reported[0]) + ")" }

// prior is the entry of the same series that was reported last before this
// one: of numbers, of the same source.
func (a *asking) prior(e *demarche.Entry) (*demarche.Entry, error) {
	es, _, err := a.entries(store.Query{Known: a.known, Series: e.Series, Kinds: []demarche.RowKind{e.Kind}, Order: store.Newest}, 50)
	if err != nil {
		return nil, err
	}
	for i := range es {
		o := &es[i]
		if o.ID == e.ID || o.Reported[0] > e.Reported[0] || o.Reported[0] == e.Reported[0] && (e.Figure != nil || o.ID > e.ID) {
			continue
		}
		if e.Figure != nil && (o.Figure.Kind != demarche.Observed || !slices.Equal(o.Figure.By, e.Figure.By)) {
			continue
		}
		return o, nil
	}
	return nil, nil
}

// moved types the difference between two states of an entry; "" where nothing
// that a desk looks for differs.
func moved(before, after *demarche.Entry) (ChangeKind, string) {
	if after.Act != nil && before.Act != nil {
		if before.Act.Status != after.Act.Status {
			return StatusMoved, string(before.Act.Status)
		}
		i, ok1 := before.Act.Date.Interval()
		j, ok2 := after.Act.Date.Interval()
		if ok1 && ok2 && !i.Overlaps(j) {
			return DateMoved, when(before.Act.Date)
		}
	}
	if after.Origins > before.Origins {
		return Confirmed, ""
	}
	return "", ""
}
