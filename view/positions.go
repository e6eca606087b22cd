package view

import (
	"cmp"
	"context"
	"slices"

	"demarche"
	"demarche/store"
)

// PositionsAnswer is who holds what on which issue.
type PositionsAnswer struct {
	Head
	Actors []Name     `json:"among"`
	Issues []string   `json:"issues"`
	Cells  []Position `json:"positions"` // by issue, then by actor
}

// Position is an actor's latest stance on an issue, in its own words; a null
// stance is nothing said in the sources.
type Position struct {
	Actor  Name   `json:"actor"`
	Issue  string `json:"issue"`
	Stance *Item  `json:"stance"`
}

// How many actors and issues a page has, and how many statements of an actor
// are looked through.
const (
	positionActors = 8
	positionIssues = 8
	positionsRead  = 60
)

// Positions answers what each actor said last on each issue, in its own words.
// Without a filter these are the actors that are spoken of most, and the issues
// they spoke on most.
func Positions(ctx context.Context, r store.Reader, ask Ask) (*PositionsAnswer, error) {
	a, err := begin(ctx, r, ask, "positions")
	if err != nil {
		return nil, err
	}
	who, err := a.positionActors()
	if err != nil {
		return nil, err
	}
	out := &PositionsAnswer{Actors: []Name{}, Issues: []string{}, Cells: []Position{}}
	q, ok := a.query(demarche.StatementRow)
	if !ok {
		out.Head = a.head
		return out, nil
	}
	if ask.Since != 0 || ask.Until != 0 {
		q.Said = a.window(demarche.Beginning, demarche.End)
	}
	latest := map[string]map[demarche.ActorID]*demarche.Entry{}
	counts := map[string]int{}
	for _, w := range who {
		q.Actors, q.Order = allIDs(w), store.Newest
		es, more, err := a.entries(q, positionsRead)
		if err != nil {
			return nil, err
		}
		a.head.MoreOpen = a.head.MoreOpen || more
		for i := range es {
			e := &es[i]
			if !speaks(e, q.Actors) {
				continue
			}
			for _, issue := range e.Issues {
				if ask.Issue != "" && issue != ask.Issue {
					continue
				}
				if latest[issue] == nil {
					latest[issue] = map[demarche.ActorID]*demarche.Entry{}
				}
				counts[issue]++
				if old := latest[issue][w.ID]; old == nil || stronger(e, old) {
					latest[issue][w.ID] = e
				}
			}
		}
	}
	for issue := range latest {
		out.Issues = append(out.Issues, issue)
	}
	slices.SortFunc(out.Issues, func(x, y string) int { return cmp.Or(cmp.Compare(counts[y], counts[x]), cmp.Compare(x, y)) })
	if n := a.limit(positionIssues); len(out.Issues) > n {
		a.note("%s with fewer statements left out: --limit %d", Several(len(out.Issues)-n, "issue"), len(out.Issues))
		out.Issues = out.Issues[:n]
	}
	for _, w := range who {
		out.Actors = append(out.Actors, Name{w.ID, w.Name, w.Country, w.Unnamed})
	}
	for _, issue := range out.Issues {
		for _, n := range out.Actors {
			p := Position{Actor: n, Issue: issue}
			if e := latest[issue][n.ID]; e != nil {
				it := a.item(*e)
				if err := a.cite(&it); err != nil {
					return nil, err
				}
				p.Stance = &it
				a.head.Count++
			}
			out.Cells = append(out.Cells, p)
		}
	}
	if a.head.MoreOpen {
		a.note("of each actor the latest %d statements were looked through; --actor and --issue look further", positionsRead)
	}
	out.Head = a.head
	return out, nil
}

// positionActors are those asked for, else the named ones with most rows that
// can hold a position.
func (a *asking) positionActors() ([]store.Actor, error) {
	var out []store.Actor
	asked := append([]string{}, a.ask.Actors...)
	for _, p := range a.ask.Pair {
		if p != "" {
			asked = append(asked, p)
		}
	}
	if len(asked) > 0 {
		for _, name := range asked {
			who, err := a.actor(name)
			if err != nil {
				return nil, err
			}
			out = append(out, who)
		}
		a.base.Actors, a.base.Pair = nil, [2][]demarche.ActorID{}
		return out, nil
	}
	for who, err := range a.r.Actors(a.ctx, "", a.known) {
		if err != nil {
			return nil, err
		}
		if who.Unnamed || who.Counts[demarche.StatementRow] == 0 || who.Kind == demarche.Media {
			continue
		}
		if out = append(out, who); len(out) == positionActors {
			break
		}
	}
	return out, nil
}

func speaks(e *demarche.Entry, who []demarche.ActorID) bool {
	return slices.ContainsFunc(e.Statement.Speakers, func(id demarche.ActorID) bool { return slices.Contains(who, id) })
}

// stronger reports whether e shows a stance better than one said the same day:
// who threatens and states on one day is shown threatening.
func stronger(e, later *demarche.Entry) bool {
	return e.Reported[1] == later.Reported[1] && weight(e) > weight(later)
}

// Page lays the positions out by issue.
func (p *PositionsAnswer) Page() Page {
	var out Page
	for _, issue := range p.Issues {
		s := Section{Title: upper(issue)}
		var silent []Name
		for i := range p.Cells {
			c := &p.Cells[i]
			switch {
			case c.Issue != issue:
			case c.Stance == nil:
				silent = append(silent, c.Actor)
			default:
				s.Lines = append(s.Lines, c.Stance.line())
			}
		}
		s.Count = len(s.Lines)
		if len(silent) > 0 {
			s.More = "nothing said in the sources: " + nameCells(silent)
		}
		out.Sections = append(out.Sections, s)
	}
	if len(out.Sections) == 0 {
		out.Sections = []Section{{Title: "Positions", None: "Nothing said in the sources on an issue of the list (data/en/issues.txt)."}}
	}
	return out
}

// Table has a line for each actor and issue; an empty one says so.
func (p *PositionsAnswer) Table() Table {
	t := itemTable{own: []string{"issue", "actor", "said"}, of: statementColumns}
	for i := range p.Cells {
		c := &p.Cells[i]
		if c.Stance == nil {
			t.bare(c.Issue, c.Actor.Name, "nothing said in the sources")
			continue
		}
		t.put(c.Stance, c.Issue, c.Actor.Name, "yes")
	}
	return t.table()
}
