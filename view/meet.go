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
// told as done, under way or planned since it was first said, by
// somebody of whom the condition speaks, about the like. Whether one of them meets
// it only a person says.
func (a *asking) couldMeet(e *demarche.Entry) ([]demarche.Entry, error) {
	if e.Statement == nil || !ledger.Commits(e.Statement.Force) || len(e.Hangs) == 0 {
		return nil, nil
	}
	first := e.Reported[0]
	if e.Series != "" {
		said, _, err := a.entries(store.Query{Known: a.known, Kinds: []demarche.RowKind{demarche.StatementRow}, Series: e.Series, Order: store.Oldest}, 1)
		if err != nil {
			return nil, err
		}
		for _, s := range said {
			first = s.Reported[0]
		}
	}
	since, ok := demarche.ParseEDTF(string(first))
	if !ok {
		return nil, nil
	}
	type candidate struct {
		demarche.Entry
		fits int
	}
	var found []candidate
	named := subjects(e)
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

// subjects are those of whom a condition says that they do something: who is
// named at its beginning, in full or by an adjective made of the name ("if
// Russian tanks …"), else to whom or about whom the whole is said ("if it …").
// Without any, anybody may meet it.
func subjects(e *demarche.Entry) []demarche.Party {
	text := strings.Fields(strings.ToLower(strings.Join(e.Hangs, " ")))
	for i := 1; i < min(3, len(text)); i++ {
		rest := strings.Join(text[i:], " ")
		for _, p := range e.Parties {
			if !p.Unnamed && p.Name != "" && strings.HasPrefix(rest, strings.ToLower(p.Name)) {
				return []demarche.Party{p}
			}
		}
	}
	for _, ids := range [][]demarche.ActorID{e.Statement.To, e.Statement.About} {
		var out []demarche.Party
		for _, p := range e.Parties {
			if slices.Contains(ids, p.ID) && !p.Unnamed {
				out = append(out, p)
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
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
