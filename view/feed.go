package view

import (
	"cmp"
	"context"
	"slices"
	"time"

	"demarche"
	"demarche/store"
)

// ChangesAnswer is what changed in the record, all of it and unranked: what a
// feed is made of. The brief ranks and shortens.
type ChangesAnswer struct {
	Head
	Updated time.Time     `json:"updated"` // of the latest change
	Changes []DatedChange `json:"changes"` // latest first
}

// DatedChange is a change with the time at which the record took it.
type DatedChange struct {
	Change
	At   time.Time `json:"at"`
	Ours bool      `json:"ours"` // a correction of ours, and no news of the world
}

// Changes answers what the record took in since a day, one line for each entry
// with what it was before. Without a day it is everything.
func Changes(ctx context.Context, r store.Reader, ask Ask) (*ChangesAnswer, error) {
	a, err := begin(ctx, r, ask, "changes")
	if err != nil {
		return nil, err
	}
	steps, err := a.allSteps()
	if err != nil {
		return nil, err
	}
	world, ours, err := a.changes(steps)
	if err != nil {
		return nil, err
	}
	revisions, err := Revisions(ctx, r, a.head.Known)
	if err != nil {
		return nil, err
	}
	out := &ChangesAnswer{Changes: []DatedChange{}}
	for _, list := range [][]Change{world, ours} {
		for i := range list {
			c := &list[i]
			a.complete(c)
			at := c.Recorded[1]
			if v, ok := revisions[c.entry.ID]; ok {
				at = v.Last
			}
			out.Changes = append(out.Changes, DatedChange{Change: *c, At: at, Ours: c.Change.ours()})
			if at.After(out.Updated) {
				out.Updated = at
			}
		}
	}
	slices.SortStableFunc(out.Changes, func(x, y DatedChange) int { return cmp.Or(y.At.Compare(x.At), cmp.Compare(x.ID, y.ID)) })
	if n := a.limit(len(out.Changes)); n < len(out.Changes) {
		a.head.More = len(out.Changes) - n
		out.Changes = out.Changes[:n]
	}
	for i := range out.Changes {
		if err := a.citeStanding(&out.Changes[i].Change); err != nil {
			return nil, err
		}
	}
	if out.Updated.IsZero() {
		out.Updated = a.stat.Latest
	}
	a.head.Count = len(out.Changes)
	out.Head = a.head
	return out, nil
}

// allSteps gives what changed since the day asked for, by recording; where the
// knowledge is bounded by publication, what was published since.
func (a *asking) allSteps() (out []step, err error) {
	if since := a.ask.Since; since != 0 {
		a.say("since %s", since)
	}
	if a.known.Published != 0 {
		since := a.ask.Since
		if since == 0 {
			since = demarche.Beginning
		}
		out, cut, err := a.reported(since)
		if a.head.MoreOpen = cut; cut {
			a.note("more than %d rows changed; these are the latest: give a later --since", changesRead)
		}
		return out, err
	}
	var since time.Time
	if a.ask.Since != 0 {
		since = a.ask.Since.Time().Add(-time.Nanosecond)
	}
	until := a.known.At
	if until.IsZero() {
		until = a.stat.Latest
	}
	for s, err := range a.r.Versions(a.ctx, since, until) {
		if err != nil {
			return nil, err
		}
		out = append(out, step{s.Before, s.After, s.Causes})
	}
	return out, nil
}
