package view

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"demarche"
	"demarche/store"
)

// ContactsAnswer is who met whom.
type ContactsAnswer struct {
	Head
	Actors []Name    `json:"among"` // those with most contacts first
	Pairs  []Contact `json:"pairs"` // those with most contacts first
	List   []Item    `json:"list"`  // the contacts themselves, latest first
}

// Contact is how often two actors were in contact.
type Contact struct {
	A       Name `json:"a"`
	B       Name `json:"b"`
	Done    int  `json:"done"`    // meetings and visits that happened or are under way
	Planned int  `json:"planned"` // of any kind, also proposed
	Calls   int  `json:"calls"`   // that happened
	Refused int  `json:"refused"` // refused, called off or denied
}

func (c *Contact) total() int { return c.Done + c.Planned + c.Calls + c.Refused }

// contactTypes are the acts by which actors are in contact.
var contactTypes = []demarche.ActType{demarche.Meet, demarche.Visit, demarche.Call}

// inMatrix is how many actors a matrix has, for a terminal's width.
const inMatrix = 9

// pairsNamed is how many pairs an answer has, and pairsRead how many totals, by
// kind and status, are read to find them.
const (
	pairsNamed = 40
	pairsRead  = 2000
)

// Contacts answers who met whom, who is going to, who telephoned, and who
// refused: totals for each pair, then the contacts themselves.
func Contacts(ctx context.Context, r store.Reader, ask Ask) (*ContactsAnswer, error) {
	a, err := begin(ctx, r, ask, "contacts")
	if err != nil {
		return nil, err
	}
	q, ok := a.query(demarche.ActRow)
	out := &ContactsAnswer{Actors: []Name{}, Pairs: []Contact{}, List: []Item{}}
	if ok {
		if len(q.Types) == 0 {
			q.Types = contactTypes
		}
		if ask.Since != 0 || ask.Until != 0 {
			q.Happens = a.window(demarche.Beginning, demarche.End)
		}
		if err := a.matrix(q, out); err != nil {
			return nil, err
		}
		q.Order, q.After = store.ByDate, ask.After
		n := a.limit(20)
		es, more, err := a.entries(q, n)
		if err != nil {
			return nil, err
		}
		out.List = a.items(es)
		if err := a.cite(refs(out.List)...); err != nil {
			return nil, err
		}
		a.head.Count, a.head.MoreOpen = len(es), more
		if more {
			a.head.Next = string(es[len(es)-1].ID)
		}
	}
	out.Head = a.head
	return out, nil
}

// mostContacts puts the pair with most contacts first.
func mostContacts(x, y *Contact) int {
	return cmp.Or(cmp.Compare(y.total(), x.total()), cmp.Compare(x.A.ID, y.A.ID), cmp.Compare(x.B.ID, y.B.ID))
}

// matrix adds up the pairs and names their actors. Of somebody who has no name
// in any source nothing can be added up: two such may be two persons.
func (a *asking) matrix(q store.Query, out *ContactsAnswer) error {
	q.Limit = pairsRead
	pairs, err := a.r.Pairs(a.ctx, q)
	if err != nil {
		return err
	}
	whole := len(pairs) < q.Limit
	sum := map[[2]demarche.ActorID]*Contact{}
	each := map[demarche.ActorID]int{}
	add := func(p store.Pair) {
		if strings.Contains(string(p.A), ":~") || strings.Contains(string(p.B), ":~") || p.A == p.B {
			return
		}
		k := [2]demarche.ActorID{min(p.A, p.B), max(p.A, p.B)}
		c := sum[k]
		if c == nil {
			c = &Contact{A: Name{ID: k[0]}, B: Name{ID: k[1]}}
			sum[k] = c
		}
		switch {
		case p.Status.Fact() && p.Type == demarche.Call:
			c.Calls += p.Count
		case p.Status.Fact():
			c.Done += p.Count
		case p.Status == demarche.Planned || p.Status == demarche.Proposed:
			c.Planned += p.Count
		case p.Status == demarche.Negated:
			c.Refused += p.Count
		}
	}
	for _, p := range pairs {
		add(p)
	}
	if !whole {
		// What is counted together was read as far as it is frequent; of those that
		// can be among the first all is read.
		first := slices.SortedFunc(maps.Values(sum), mostContacts)
		clear(sum)
		for _, c := range first[:min(len(first), pairsNamed+pairsNamed/2)] {
			q.Limit, q.Pair, q.Actors = 0, [2][]demarche.ActorID{{c.A.ID}, {c.B.ID}}, nil
			pairs, err := a.r.Pairs(a.ctx, q)
			if err != nil {
				return err
			}
			for _, p := range pairs {
				add(p)
			}
		}
	}
	for k, c := range sum {
		if c.total() == 0 {
			continue // only possible
		}
		out.Pairs = append(out.Pairs, *c)
		each[k[0]] += c.total()
		each[k[1]] += c.total()
	}
	slices.SortFunc(out.Pairs, func(x, y Contact) int { return mostContacts(&x, &y) })
	if len(out.Pairs) > pairsNamed {
		if whole {
			a.note("%d pairs with fewer contacts are left out", len(out.Pairs)-pairsNamed)
		} else {
			a.note("pairs with fewer contacts are left out")
		}
		out.Pairs = out.Pairs[:pairsNamed]
	}
	names := map[demarche.ActorID]Name{}
	for i := range out.Pairs {
		for _, n := range []*Name{&out.Pairs[i].A, &out.Pairs[i].B} {
			if _, ok := names[n.ID]; !ok {
				if names[n.ID], err = a.nameOf(n.ID); err != nil {
					return err
				}
			}
			*n = names[n.ID]
		}
	}
	for _, n := range names {
		out.Actors = append(out.Actors, n)
	}
	slices.SortFunc(out.Actors, func(x, y Name) int {
		return cmp.Or(cmp.Compare(each[y.ID], each[x.ID]), cmp.Compare(x.ID, y.ID))
	})
	return nil
}

// nameOf is what the latest row of an actor calls it.
func (a *asking) nameOf(id demarche.ActorID) (Name, error) {
	es, _, err := a.entries(store.Query{Known: a.known, Kinds: []demarche.RowKind{demarche.ActRow}, Actors: []demarche.ActorID{id}, Order: store.Newest}, 1)
	for _, e := range es {
		for _, p := range e.Parties {
			if p.ID == id {
				return Name{id, p.Name, p.Country, p.Unnamed}, err
			}
		}
	}
	return Name{ID: id, Name: string(id)}, err
}

// Page lays the answer out: matrix, then list.
func (c *ContactsAnswer) Page() Page {
	top := c.Actors[:min(inMatrix, len(c.Actors))]
	var grid *Grid
	if len(top) > 1 {
		grid = &Grid{Head: []string{""}}
		for i := range top[:len(top)-1] {
			grid.Head = append(grid.Head, letter(i))
		}
		for i, row := range top {
			cells := []string{letter(i) + " " + row.Name}
			for k := range top[:len(top)-1] {
				switch {
				case k < i:
					cells = append(cells, c.cell(row.ID, top[k].ID))
				case k == i:
					cells = append(cells, "–")
				default:
					cells = append(cells, "")
				}
			}
			grid.Rows = append(grid.Rows, cells)
		}
	}
	m := Section{Title: "Who met whom", Said: "● met or visited  ○ planned or proposed  ☎ telephoned  ⊘ refused, called off or denied", Grid: grid, None: "No two named actors were in contact."}
	if n := len(c.Actors) - len(top); n > 0 {
		m.More = fmt.Sprintf("and %s: --format csv, or --actor NAME", Several(n, "more actor"))
	}
	l := Section{Title: "Contacts, latest first", Count: len(c.List), Lines: linesOf(c.List)}
	if c.MoreOpen {
		l.More = "and more: " + c.command("contacts --after "+c.Next)
	}
	return Page{Sections: shown(m, l)}
}

// letter names a column.
func letter(i int) string { return string(rune('A' + i)) }

// cell is "●2 ○1 ☎1 ⊘1", leaving out what there is none of.
func (c *ContactsAnswer) cell(a, b demarche.ActorID) string {
	for i := range c.Pairs {
		p := &c.Pairs[i]
		if p.A.ID == a && p.B.ID == b || p.A.ID == b && p.B.ID == a {
			var out []string
			for _, x := range []struct {
				mark string
				n    int
			}{{"●", p.Done}, {"○", p.Planned}, {"☎", p.Calls}, {"⊘", p.Refused}} {
				if x.n > 0 {
					out = append(out, fmt.Sprintf("%s%d", x.mark, x.n))
				}
			}
			return strings.Join(out, " ")
		}
	}
	return "·"
}

// Table has a line for each pair, as the matrix has, and one for each contact.
func (c *ContactsAnswer) Table() Table {
	t := itemTable{own: []string{"list", "a", "b", "done", "planned", "calls", "refused"}, of: actColumns}
	for i := range c.Pairs {
		p := &c.Pairs[i]
		t.bare("pair", p.A.Name, p.B.Name, fmt.Sprint(p.Done), fmt.Sprint(p.Planned), fmt.Sprint(p.Calls), fmt.Sprint(p.Refused))
	}
	for i := range c.List {
		t.put(&c.List[i], "contact", "", "", "", "", "", "")
	}
	return t.table()
}
