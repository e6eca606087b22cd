package ledger

import (
	"slices"

	"demarche"
)

// Ties are what is known of who and what belongs together: what persons
// decided, which outweighs every comparison, and who is allied with whom.
type Ties struct {
	Same  [][2]demarche.RowID // one entry
	Apart [][2]demarche.RowID // never one entry

	// Actor gives the actor that a person said an actor is the same as, or the
	// actor itself; nil where nobody said anything.
	Actor func(demarche.ActorID) demarche.ActorID
	Names map[demarche.ActorID]string // what a person said an actor is called
	Blocs *Blocs                      // who is allied with whom; nil where nothing is known
	alias map[demarche.ActorID]demarche.ActorID
}

// Ids gives every id of the actor that an id stands for, sorted.
func (t *Ties) Ids(id demarche.ActorID) []demarche.ActorID {
	if t == nil || t.Actor == nil {
		return []demarche.ActorID{id}
	}
	return t.all([]demarche.ActorID{id})
}

// all gives every id of the actors that the ids stand for.
func (t *Ties) all(ids []demarche.ActorID) []demarche.ActorID {
	out := slices.Clone(ids)
	for _, id := range ids {
		root := t.Actor(id)
		for from := range t.alias {
			for _, other := range []demarche.ActorID{from, t.Actor(from)} {
				if t.Actor(other) == root && !slices.Contains(out, other) {
					out = append(out, other)
				}
			}
		}
	}
	slices.Sort(out)
	return out
}

// lookup names the blocks in which to look for what may be the same as a
// report: its own, and those it would have by any other id of its actors. Rows
// are kept under the ids that were read, so that a person's word about an actor
// moves no row.
func (t *Ties) lookup(r *demarche.Report) []Block {
	it := newItem(r, nil)
	if t != nil && t.Actor != nil {
		it.who, it.whom = t.all(it.who), t.all(it.whom)
	}
	return it.blocks()
}

// edge joins two items that may be one.
type edge struct {
	a, b   int
	weight float64
}

// cluster groups items, which are in their order, into those that are one
// thing and, wider, those that are steps of one thing. It is a function of the
// set: strongest pairs first, and never two in a group that cannot be one.
func cluster(items []*item, ties *Ties) (things, steps []int) {
	n := len(items)
	var edges, wide []edge
	never := map[[2]int]bool{}
	for i := range n {
		for j := i + 1; j < n; j++ {
			f := compare(items[i], items[j])
			switch f.is {
			case same:
				edges = append(edges, edge{i, j, f.weight})
			case restated:
				wide = append(wide, edge{i, j, f.weight})
			case differ:
				never[[2]int{i, j}] = true
			}
		}
	}
	at := map[demarche.RowID]int{}
	for i, it := range items {
		at[it.Row.ID] = i
	}
	pairs := func(rows [][2]demarche.RowID, f func(i, j int)) {
		for _, p := range rows {
			i, ok1 := at[p[0]]
			j, ok2 := at[p[1]]
			if ok1 && ok2 && i != j {
				f(min(i, j), max(i, j))
			}
		}
	}
	var must []edge
	if ties != nil {
		pairs(ties.Apart, func(i, j int) { never[[2]int{i, j}] = true })
		pairs(ties.Same, func(i, j int) {
			delete(never, [2]int{i, j})
			must = append(must, edge{i, j, 0})
		})
	}
	u := newUnion(n)
	for _, e := range must {
		u.join(e.a, e.b)
	}
	slices.SortStableFunc(edges, func(x, y edge) int {
		switch {
		case x.weight > y.weight:
			return -1
		case x.weight < y.weight:
			return 1
		}
		return 0 // in the order of the items
	})
	for _, e := range edges {
		if u.find(e.a) != u.find(e.b) && !u.barred(e.a, e.b, never) {
			u.join(e.a, e.b)
		}
	}
	things = u.roots()
	for _, e := range wide {
		u.join(e.a, e.b)
	}
	return things, u.roots()
}

// union is a union-find whose root is the first item of its set, with the
// members of each set.
type union struct {
	up      []int
	members [][]int
}

func newUnion(n int) *union {
	u := &union{up: make([]int, n), members: make([][]int, n)}
	for i := range n {
		u.up[i], u.members[i] = i, []int{i}
	}
	return u
}

func (u *union) find(i int) int {
	for u.up[i] != i {
		i = u.up[i]
	}
	return i
}

func (u *union) join(a, b int) {
	a, b = u.find(a), u.find(b)
	if a == b {
		return
	}
	if b < a {
		a, b = b, a
	}
	u.up[b] = a
	u.members[a] = append(u.members[a], u.members[b]...)
	u.members[b] = nil
}

// barred reports whether some pair across the two sets can never be one.
func (u *union) barred(a, b int, never map[[2]int]bool) bool {
	for _, i := range u.members[u.find(a)] {
		for _, j := range u.members[u.find(b)] {
			if never[[2]int{min(i, j), max(i, j)}] {
				return true
			}
		}
	}
	return false
}

func (u *union) roots() []int {
	out := make([]int, len(u.up))
	for i := range out {
		out[i] = u.find(i)
	}
	return out
}
