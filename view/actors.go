package view

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"demarche"
	"demarche/store"
)

// ActorsAnswer is who is in the record.
type ActorsAnswer struct {
	Head
	Actors []store.Actor `json:"actors"` // those with most rows first
}

// Actors answers who is in the record: all, those that a filter names, or those
// whose names have the words.
func Actors(ctx context.Context, r store.Reader, ask Ask) (*ActorsAnswer, error) {
	a, err := begin(ctx, r, ask, "actors")
	if err != nil {
		return nil, err
	}
	wanted := map[demarche.ActorID]bool{}
	for _, id := range a.base.Actors {
		wanted[id] = true
	}
	out := &ActorsAnswer{Actors: []store.Actor{}}
	before := ask.After != ""
	for act, err := range r.Actors(ctx, ask.Words, a.known) {
		if err != nil {
			return nil, err
		}
		if len(wanted) > 0 && !wanted[act.ID] {
			continue
		}
		if before {
			before = string(act.ID) != ask.After
			continue
		}
		if ask.Limit > 0 && len(out.Actors) == ask.Limit {
			a.head.MoreOpen, a.head.Next = true, string(out.Actors[ask.Limit-1].ID)
			break
		}
		out.Actors = append(out.Actors, act)
	}
	a.head.Count = len(out.Actors)
	out.Head = a.head
	return out, nil
}

// actorsListed is how many actors the question gives; a file has all of them.
const actorsListed = 50

// someActors is Actors with a bound, for those who look for one.
func someActors(ctx context.Context, r store.Reader, ask Ask) (*ActorsAnswer, error) {
	if ask.Limit == 0 {
		ask.Limit = actorsListed
	}
	return Actors(ctx, r, ask)
}

// Page lays the actors out, a line each.
func (a *ActorsAnswer) Page() Page {
	s := Section{Title: "Actors", Count: len(a.Actors), None: "Nobody fits."}
	for i := range a.Actors {
		w := &a.Actors[i]
		s.Lines = append(s.Lines, Line{Text: fmt.Sprintf("%s · %s%s", w.Name, w.Kind, country(w.Country)), ID: string(w.ID)})
	}
	if a.Next != "" {
		s.More = "and more: " + a.command("actors --after "+a.Next)
	}
	return Page{Sections: []Section{s}}
}

// Table has a line for each actor.
func (a *ActorsAnswer) Table() Table {
	t := Table{Columns: []string{"id", "name", "kind", "country", "unnamed", "aliases", "roles", "acts", "statements", "figures", "first_reported", "last_reported", "same_as"}}
	for i := range a.Actors {
		w := &a.Actors[i]
		var names, roles, same []string
		for _, al := range w.Aliases {
			if !al.Off {
				names = append(names, fmt.Sprintf("%s (%d)", al.Name, al.Count))
			}
		}
		for _, o := range w.Offices {
			roles = append(roles, strings.TrimSpace(fmt.Sprintf("%s %s–%s", o.Title, o.First, o.Last)))
		}
		for _, id := range w.Same {
			same = append(same, string(id))
		}
		n := func(k demarche.RowKind) string { return strconv.Itoa(w.Counts[k]) }
		t.Rows = append(t.Rows, []string{string(w.ID), w.Name, string(w.Kind), string(w.Country), strconv.FormatBool(w.Unnamed), strings.Join(names, "; "), strings.Join(roles, "; "),
			n(demarche.ActRow), n(demarche.StatementRow), n(demarche.FigureRow), string(w.First), string(w.Last), strings.Join(same, "; ")})
	}
	return t
}
