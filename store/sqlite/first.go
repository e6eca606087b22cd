package sqlite

import (
	"cmp"
	"container/heap"
	"context"
	"errors"
	"maps"
	"slices"

	"demarche"
	"demarche/store"
)

// mostRows hands out actors with what they count as known, those with most
// rows first, until give has enough: all, or those under one of whose ids fits
// is set. Who is handed out first is known before all are counted: they are
// read by a number that none of their counts is above.
func (r *reader) mostRows(ctx context.Context, known store.Known, n int64, fits map[int64]bool, give func(*whole) (bool, error)) error {
	c, err := r.counterOf(ctx, known, n)
	if err != nil {
		return err
	}
	w := &waiting{}
	done := map[int64]bool{}
	put := func(ids []int64) error {
		g, err := c.whole(ids)
		for _, id := range ids {
			done[id] = true
		}
		if err == nil && g != nil {
			heap.Push(w, g)
		}
		return err
	}
	for _, ids := range c.together { // by a person
		if fits == nil || slices.ContainsFunc(ids, func(id int64) bool { return fits[id] }) {
			err = errors.Join(err, put(ids))
		}
		for _, id := range ids {
			done[id] = true
		}
	}
	if err != nil {
		return err
	}
	each := func(ids []int64) error {
		slices.Sort(ids)
		for _, id := range ids {
			if !done[id] && (fits == nil || fits[id]) {
				if err := put([]int64{id}); err != nil {
					return err
				}
			}
		}
		return nil
	}
	next := func(bound int64) (bool, error) {
		for w.Len() > 0 && int64((*w)[0].sum) > bound {
			if on, err := give(heap.Pop(w).(*whole)); err != nil || !on {
				return false, err
			}
		}
		return true, nil
	}
	switch {
	case c.all != nil:
		err = each(slices.Collect(maps.Keys(c.all)))
	case fits != nil && len(fits) <= fewActors:
		err = each(slices.Collect(maps.Keys(fits)))
	default:
		enough := demarche.Errorf(demarche.Internal, "", "enough")
		err = r.c.stream(ctx, c.order, nil, func(scan func(...any) error) error {
			var id, bound int64
			if err := scan(&id, &bound); err != nil {
				return err
			}
			on, err := next(bound + c.part) // whose parts have not come yet
			switch {
			case err != nil:
				return err
			case !on:
				return enough
			case done[id] || bound <= 0 || fits != nil && !fits[id]:
				return nil
			}
			return put([]int64{id})
		})
		if errors.Is(err, enough) {
			return nil
		}
		if err == nil {
			err = each(slices.Collect(maps.Keys(c.parts)))
		}
	}
	if err == nil {
		_, err = next(-1)
	}
	return err
}

// fewActors is how many are rather counted than looked for in order.
const fewActors = 100

// waiting are actors whose turn has not come, those with most rows first.
type waiting []*whole

func (w waiting) Len() int { return len(w) }
func (w waiting) Less(i, j int) bool {
	return cmp.Or(w[j].sum-w[i].sum, cmp.Compare(w[i].id, w[j].id)) < 0
}
func (w waiting) Swap(i, j int) { w[i], w[j] = w[j], w[i] }
func (w *waiting) Push(g any)   { *w = append(*w, g.(*whole)) }
func (w *waiting) Pop() any {
	g := (*w)[len(*w)-1]
	*w = (*w)[:len(*w)-1]
	return g
}

// counter counts the entries of actors as known.
type counter struct {
	r        *reader
	ctx      context.Context
	order    string                               // asks for actors by a number that none of their counts is above
	each     string                               // asks for the counts of one
	parts    map[int64]map[demarche.RowKind]int64 // what is counted here
	part     int64                                // the greatest of these
	all      map[int64]map[demarche.RowKind]int64 // of everybody, where totals do not help
	together [][]int64
	main     func(demarche.ActorID) demarche.ActorID
}

func (r *reader) counterOf(ctx context.Context, known store.Known, n int64) (*counter, error) {
	c := &counter{r: r, ctx: ctx, main: func(a demarche.ActorID) demarche.ActorID { return a }}
	merged, err := r.merged(n)
	if err != nil {
		return nil, err
	}
	if _, ties, _ := r.decisionsAt(n); ties.Actor != nil { // an error was told above
		c.main = ties.Actor
	}
	by := map[demarche.ActorID][]int64{}
	for _, id := range merged {
		name, err := r.name(id)
		if err != nil {
			return nil, err
		}
		by[c.main(demarche.ActorID(name))] = append(by[c.main(demarche.ActorID(name))], id)
	}
	c.together = slices.Collect(maps.Values(by))
	if known.Published != 0 && n < r.last {
		c.all, err = r.countAll(ctx, known)
		return c, err
	}
	read, part, err := r.past(totalActor, n, known.Published)
	if err != nil {
		return nil, err
	}
	c.parts = map[int64]map[demarche.RowKind]int64{}
	for k, m := range part {
		if k[0] == totalActor && k[3] == 0 {
			if c.parts[k[1]] == nil {
				c.parts[k[1]] = map[demarche.RowKind]int64{}
			}
			c.parts[k[1]][kindName[k[2]]] += m
		}
	}
	for _, counts := range c.parts {
		sum := int64(0)
		for _, m := range counts {
			sum += max(m, 0)
		}
		c.part = max(c.part, sum)
	}
	c.order = "SELECT a, " + read.bound + " FROM total INDEXED BY " + read.actors + " WHERE what = 6 ORDER BY " + read.bound + " DESC"
	c.each = "SELECT t.b, " + read.sum(totalActor) + " FROM total t WHERE t.what = 3 AND t.a = ? AND t.c = 0"
	return c, nil
}

// countAll counts the actors of every entry.
func (r *reader) countAll(ctx context.Context, known store.Known) (map[int64]map[demarche.RowKind]int64, error) {
	out := map[int64]map[demarche.RowKind]int64{}
	for e, err := range r.Entries(ctx, store.Query{Known: known}) {
		if err != nil {
			return nil, err
		}
		for _, a := range store.TakePart(&e) {
			id, err := r.find(termActor, string(a))
			if err != nil {
				return nil, err
			}
			if out[id] == nil {
				out[id] = map[demarche.RowKind]int64{}
			}
			out[id][e.Kind]++
		}
	}
	return out, nil
}

// whole counts an actor under its ids; nil where it takes part in nothing.
func (c *counter) whole(ids []int64) (*whole, error) {
	g := &whole{counts: map[demarche.RowKind]int{}}
	for _, id := range ids {
		counts := c.all[id]
		if c.all == nil {
			counts = map[demarche.RowKind]int64{}
			maps.Copy(counts, c.parts[id])
			if err := c.r.c.each(c.ctx, c.each, []any{id}, func(scan func(...any) error) error {
				var kind, n int64
				err := scan(&kind, &n)
				counts[kindName[kind]] += n
				return err
			}); err != nil {
				return nil, err
			}
		}
		sum := 0
		for k, n := range counts {
			if n > 0 {
				g.counts[k] += int(n)
				sum += int(n)
			}
		}
		if sum == 0 {
			continue
		}
		name, err := c.r.name(id)
		if err != nil {
			return nil, err
		}
		g.id = c.main(demarche.ActorID(name))
		g.ids, g.names, g.sum = append(g.ids, id), append(g.names, demarche.ActorID(name)), g.sum+sum
	}
	if g.sum == 0 {
		return nil, nil
	}
	return g, nil
}
