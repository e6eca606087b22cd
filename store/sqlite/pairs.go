package sqlite

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"demarche"
	"demarche/store"
)

// Pairs counts acts between two actors, the most frequent first.
func (r *reader) Pairs(ctx context.Context, q store.Query) ([]store.Pair, error) {
	n, err := r.at(q.Known)
	if err != nil {
		return nil, r.s.fault(err)
	}
	if len(q.Kinds) > 0 && !slices.Contains(q.Kinds, demarche.ActRow) || len(q.Forces) > 0 && len(q.Types) == 0 {
		return nil, nil
	}
	_, ties, err := r.decisionsAt(n)
	if err != nil {
		return nil, r.s.fault(err)
	}
	counts := map[store.Pair]int{}
	add := func(a, b demarche.ActorID, t demarche.ActType, s demarche.Status, n int) {
		if ties.Actor != nil {
			x, y := ties.Actor(a), ties.Actor(b)
			if (a < b) != (x < y) && a < b && store.Mutual(t) {
				x, y = y, x
			}
			a, b = x, y
		}
		if a != b {
			counts[store.Pair{A: a, B: b, Type: t, Status: s}] += n
		}
	}
	if simplePairs(&q) && (q.Published == 0 || n >= r.last) {
		err = r.pairTotals(ctx, q, n, add)
	} else {
		all := q
		all.Limit, all.After, all.Kinds = 0, "", []demarche.RowKind{demarche.ActRow}
		all.Forces = nil
		for e, fault := range r.Entries(ctx, all) {
			if fault != nil {
				return nil, fault
			}
			for _, p := range store.PairsOf(e.Act) {
				add(p[0], p[1], e.Act.Type, e.Act.Status, 1)
			}
		}
	}
	if err != nil {
		return nil, r.s.fault(err)
	}
	if len(q.Actors) > 0 || len(q.Pair[0]) > 0 || len(q.Pair[1]) > 0 {
		// Of the pairs of an entry only those that were asked for.
		keep, err := r.pairFilter(q, n)
		if err != nil {
			return nil, r.s.fault(err)
		}
		for p := range counts {
			if !keep(p.A, p.B) {
				delete(counts, p)
			}
		}
	}
	out := make([]store.Pair, 0, len(counts))
	for p, n := range counts {
		if n != 0 {
			p.Count = n
			out = append(out, p)
		}
	}
	slices.SortFunc(out, func(x, y store.Pair) int {
		return cmp.Or(cmp.Compare(y.Count, x.Count), cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B), cmp.Compare(x.Type, y.Type), cmp.Compare(x.Status, y.Status))
	})
	if q.Limit > 0 && len(out) > q.Limit {
		out = out[:q.Limit]
	}
	return out, nil
}

// simplePairs reports whether the totals can answer.
func simplePairs(q *store.Query) bool {
	none := demarche.Interval{}
	return q.Source == "" && q.Article == "" && q.Issue == "" && q.Words == "" && q.Series == "" && !q.Key &&
		q.Happens == none && q.Said == none && q.Reported == none
}

// pairTotals reads the totals of pairs. Where the question has a limit and no
// actors, only pairs that can be among the first are read, and those of actors
// that were put together.
func (r *reader) pairTotals(ctx context.Context, q store.Query, n int64, add func(a, b demarche.ActorID, t demarche.ActType, s demarche.Status, n int)) error {
	if n == 0 {
		return nil
	}
	narrow := ""
	var in [6][]int64
	if !q.Rejected {
		narrow, in[5] = " AND e = 0", []int64{0}
	}
	ids := func(kind termKind, names []string) ([]int64, error) {
		var out []int64
		for _, name := range names {
			id, err := r.find(kind, name)
			if err != nil {
				return nil, err
			}
			out = append(out, id)
		}
		return out, nil
	}
	var err error
	if in[3], err = ids(termType, names(q.Types)); err != nil {
		return err
	}
	if in[4], err = ids(termStatus, names(q.Statuses)); err != nil {
		return err
	}
	for column := 3; column <= 4; column++ {
		if in[column] != nil {
			narrow += " AND " + string(rune('a'-1+column)) + " IN (" + joinInts(in[column]) + ")"
		}
	}
	keep := func(k *totalKey) bool {
		for column, ids := range in {
			if ids != nil && !slices.Contains(ids, k[column]) {
				return false
			}
		}
		return true
	}
	give := func(k totalKey, n int64) error {
		if n <= 0 {
			return nil
		}
		var s [4]string
		for i := range s {
			var err error
			if s[i], err = r.name(k[i+1]); err != nil {
				return err
			}
		}
		add(demarche.ActorID(s[0]), demarche.ActorID(s[1]), demarche.ActType(s[2]), demarche.Status(s[3]), int(n))
		return nil
	}
	read, part, err := r.past(totalPair, n, q.Published)
	if err != nil {
		return err
	}
	groups := [][]int64{}
	for _, actors := range [][]demarche.ActorID{q.Actors, q.Pair[0], q.Pair[1]} {
		if len(actors) == 0 {
			continue
		}
		all, err := r.same(actors, n)
		if err != nil {
			return err
		}
		g, err := ids(termActor, all)
		if err != nil {
			return err
		}
		groups = append(groups, g)
	}
	if len(groups) > 0 {
		return r.pairsWith(ctx, groups, read, part, narrow, keep, give)
	}
	if q.Limit > 0 && !q.Rejected {
		return r.firstPairs(ctx, q.Limit, n, read, part, in, narrow, keep, give)
	}
	return r.sumsOf(ctx, totalPair, read, part, narrow, nil, keep, give)
}

// pairsWith gives the pairs that have one of each group of actors: those that
// begin with one of the first group, and those that end with one.
func (r *reader) pairsWith(ctx context.Context, groups [][]int64, read past, part map[totalKey]int64, narrow string, keep func(*totalKey) bool, give func(totalKey, int64) error) error {
	first := groups[0]
	has := func(k *totalKey, g []int64) bool { return slices.Contains(g, k[1]) || slices.Contains(g, k[2]) }
	fits := func(k *totalKey) bool {
		for _, g := range groups {
			if !has(k, g) {
				return false
			}
		}
		return keep(k)
	}
	// Numbers are given beside the statement: for many pairs it is one.
	cond, args := narrow+" AND a IN ("+marks(len(first))+")", anys(first)
	if len(groups) == 2 {
		both := slices.Concat(groups...)
		cond, args = cond+" AND b IN ("+marks(len(both))+")", append(args, anys(both)...)
	}
	for _, what := range []int64{totalPair, totalBack} {
		err := r.sumsOf(ctx, what, read, part, cond, args, func(k *totalKey) bool {
			if what == totalBack && slices.Contains(first, k[2]) {
				return false // read from this side
			}
			return slices.Contains(first, k[1]) && fits(k)
		}, func(k totalKey, n int64) error {
			if what == totalBack {
				k[1], k[2] = k[2], k[1]
			}
			return give(k, n)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// firstPairs gives the pairs that can be among the first. They are read by how
// often they ever were, which they never were more often: once as many are
// found as are asked for, what was ever less often than the last of these is
// not among them.
func (r *reader) firstPairs(ctx context.Context, limit int, n int64, read past, part map[totalKey]int64, in [6][]int64, narrow string, keep func(*totalKey) bool, give func(totalKey, int64) error) error {
	merged, err := r.merged(n)
	if err != nil {
		return err
	}
	given := map[totalKey]bool{}
	once := func(k totalKey, n int64) error {
		if given[k] {
			return nil
		}
		given[k] = true
		return give(k, n)
	}
	// What has a part that is counted here is read first.
	var best least
	if err := r.partPairs(ctx, read, part, keep, func(k totalKey, n int64) error {
		best.put(n, limit)
		return once(k, n)
	}); err != nil {
		return err
	}
	if len(merged) > 0 {
		for _, what := range []int64{totalPair, totalBack} {
			err := r.sumsOf(ctx, what, read, nil, narrow+" AND a IN ("+joinInts(merged)+")", nil, keep, func(k totalKey, n int64) error {
				if what == totalBack {
					k[1], k[2] = k[2], k[1]
				}
				k[0] = totalPair
				return once(k, n)
			})
			if err != nil {
				return err
			}
		}
	}
	enough := demarche.Errorf(demarche.Internal, "", "enough")
	k := totalKey{totalPair}
	err = r.c.stream(ctx, "SELECT t.a, t.b, t.c, t.d, t.e, t."+read.bound+", "+read.sum(totalPair)+" FROM total t INDEXED BY "+read.pairs+" WHERE t.what = 1 AND t."+read.bound+" > 0"+narrow+" ORDER BY t."+read.bound+" DESC", nil, func(scan func(...any) error) error {
		var most, n int64
		if err := scan(&k[1], &k[2], &k[3], &k[4], &k[5], &most, &n); err != nil {
			return err
		}
		if len(best) == limit && most < best[0] {
			return enough
		}
		if given[k] {
			return nil
		}
		best.put(n, limit)
		return once(k, n)
	})
	if errors.Is(err, enough) {
		return nil
	}
	return err
}

// partPairs gives the pairs that have a part which is counted here.
func (r *reader) partPairs(ctx context.Context, read past, part map[totalKey]int64, keep func(*totalKey) bool, give func(totalKey, int64) error) error {
	var keys strings.Builder
	sums := map[totalKey]int64{}
	for k, n := range part {
		if k[0] == totalPair && keep(&k) {
			sums[k] = n
			fmt.Fprintf(&keys, ",[%d,%d,%d,%d,%d]", k[1], k[2], k[3], k[4], k[5])
		}
	}
	if len(sums) == 0 {
		return nil
	}
	k := totalKey{totalPair}
	err := r.c.each(ctx, `SELECT t.a, t.b, t.c, t.d, t.e, `+read.sum(totalPair)+` FROM json_each(?) j CROSS JOIN total t
WHERE t.what = 1 AND t.a = j.value ->> 0 AND t.b = j.value ->> 1 AND t.c = j.value ->> 2 AND t.d = j.value ->> 3 AND t.e = j.value ->> 4`, []any{"[" + keys.String()[1:] + "]"}, func(scan func(...any) error) error {
		var n int64
		err := scan(&k[1], &k[2], &k[3], &k[4], &k[5], &n)
		sums[k] += n
		return err
	})
	for k, n := range sums {
		if err == nil {
			err = give(k, n)
		}
	}
	return err
}

// merged are the actors that a person put together with another.
func (r *reader) merged(n int64) ([]int64, error) {
	_, ties, err := r.decisionsAt(n)
	if err != nil || ties.Actor == nil {
		return nil, err
	}
	var out []int64
	for _, d := range r.decided.all {
		if d.Kind != demarche.DecideAlias {
			continue
		}
		var to demarche.ActorID
		if decode(d.Value, &to, "") != nil {
			continue
		}
		for _, a := range []demarche.ActorID{demarche.ActorID(d.Target), to, ties.Actor(demarche.ActorID(d.Target)), ties.Actor(to)} {
			id, err := r.find(termActor, string(a))
			if err != nil {
				return nil, err
			}
			if id != 0 && !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	return out, nil
}

// least holds the greatest numbers that were put in, the least of them first.
type least []int64

func (l *least) put(n int64, limit int) {
	if len(*l) == limit && n <= (*l)[0] {
		return
	}
	i, _ := slices.BinarySearch(*l, n)
	*l = slices.Insert(*l, i, n)
	if len(*l) > limit {
		*l = slices.Delete(*l, 0, 1)
	}
}

// pairFilter keeps the pairs that a query with actors asks for.
func (r *reader) pairFilter(q store.Query, n int64) (func(a, b demarche.ActorID) bool, error) {
	_, ties, err := r.decisionsAt(n)
	if err != nil {
		return nil, err
	}
	set := func(ids []demarche.ActorID) map[demarche.ActorID]bool {
		m := map[demarche.ActorID]bool{}
		for _, id := range ids {
			if ties.Actor != nil {
				id = ties.Actor(id)
			}
			m[id] = true
		}
		return m
	}
	any, one, two := set(q.Actors), set(q.Pair[0]), set(q.Pair[1])
	return func(a, b demarche.ActorID) bool {
		if len(any) > 0 && !any[a] && !any[b] {
			return false
		}
		switch {
		case len(one) > 0 && len(two) > 0:
			return one[a] && two[b] || one[b] && two[a]
		case len(one) > 0:
			return one[a] || one[b]
		case len(two) > 0:
			return two[a] || two[b]
		}
		return true
	}, nil
}

func names[T ~string](s []T) []string {
	out := make([]string, len(s))
	for i, v := range s {
		out[i] = string(v)
	}
	return out
}
