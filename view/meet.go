package view

import (
	"cmp"
	"slices"
	"strings"

	"demarche"
	"demarche/ledger"
	"demarche/store"
)

// How many acts are looked through for each word or issue of a condition, and
// how many of them are shown.
const (
	meetRead  = 40
	meetShown = 8
)

// couldMeet gives the acts that may bear on the condition of a commitment:
// told as done, under way or planned since it was first said, by or for
// somebody whom the condition names, about the like. Whether one of them meets
// it only a person says.
func (a *asking) couldMeet(e *demarche.Entry) ([]demarche.Entry, error) {
	if e.Statement == nil || !ledger.Commits(e.Statement.Force) || len(e.Hangs) == 0 {
		return nil, nil
	}
	since, ok := demarche.ParseEDTF(string(e.Reported[0]))
	if !ok {
		return nil, nil
	}
	type candidate struct {
		demarche.Entry
		fits int
	}
	var found []candidate
	named := namedIn(e.Hangs, e.Parties)
	add := func(q store.Query, fits int) error {
		q.Known, q.Order, q.Kinds = a.known, store.Oldest, []demarche.RowKind{demarche.ActRow}
		q.Statuses = []demarche.Status{demarche.Happened, demarche.Ongoing, demarche.Planned}
		q.Reported = demarche.Interval{From: since.From, To: demarche.End}
		es, _, err := a.entries(q, meetRead)
		if err != nil {
			return err
		}
		for _, o := range es {
			if len(named) > 0 && !acting(&o, named) {
				continue
			}
			i := slices.IndexFunc(found, func(c candidate) bool { return c.ID == o.ID })
			if i < 0 {
				found, i = append(found, candidate{Entry: o}), len(found)
			}
			found[i].fits += fits
		}
		return nil
	}
	for _, w := range longWords(e.Hangs, e.Parties) {
		if err := add(store.Query{Words: w}, 2); err != nil {
			return nil, err
		}
	}
	for _, issue := range e.Issues {
		if err := add(store.Query{Issue: issue}, 1); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(found, func(x, y candidate) int { return cmp.Compare(y.fits, x.fits) })
	found = found[:min(meetShown, len(found))]
	slices.SortStableFunc(found, func(x, y candidate) int { return cmp.Compare(x.Reported[0], y.Reported[0]) })
	var out []demarche.Entry
	for _, c := range found {
		out = append(out, c.Entry)
	}
	return out, nil
}

// namedIn are the parties that words name, in full or by an adjective made of
// the name: "Russian tanks" names Russia.
func namedIn(words []string, parties []demarche.Party) []demarche.Party {
	text := " " + strings.ToLower(strings.Join(words, " "))
	var out []demarche.Party
	for _, p := range parties {
		if !p.Unnamed && strings.Contains(text, " "+strings.ToLower(p.Name)) {
			out = append(out, p)
		}
	}
	return out
}

// acting reports whether one of the parties, or somebody of its country, is among
// those who act.
func acting(e *demarche.Entry, parties []demarche.Party) bool {
	for _, p := range e.Parties {
		if !slices.Contains(e.Act.Who, p.ID) {
			continue
		}
		for _, o := range parties {
			if p.ID == o.ID || p.Country != "" && p.Country == o.Country {
				return true
			}
		}
	}
	return false
}
