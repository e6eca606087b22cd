package sqlite

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"demarche"
	"demarche/store"
)

// Days counts entries by day; Happens bounds the days that are counted.
func (r *reader) Days(ctx context.Context, q store.Query) ([]store.DayCount, error) {
	n, err := r.at(q.Known)
	if err != nil {
		return nil, r.s.fault(err)
	}
	counts := map[store.DayCount]int{}
	simple := q
	simple.Happens = demarche.Interval{}
	if simplePairs(&simple) && (q.Published == 0 || n >= r.last) && len(q.Actors) == 0 && len(q.Pair[0]) == 0 && len(q.Pair[1]) == 0 {
		err = r.dayTotals(ctx, q, n, counts)
	} else {
		err = r.dayEntries(ctx, q, counts)
	}
	if err != nil {
		return nil, r.s.fault(err)
	}
	out := make([]store.DayCount, 0, len(counts))
	for d, n := range counts {
		if n != 0 {
			d.Count = n
			out = append(out, d)
		}
	}
	slices.SortFunc(out, func(x, y store.DayCount) int {
		return cmp.Or(cmp.Compare(x.Day, y.Day), cmp.Compare(kindNumber[x.Kind], kindNumber[y.Kind]), cmp.Compare(x.Type, y.Type), cmp.Compare(x.Status, y.Status))
	})
	return out, nil
}

// dayTotals reads the totals of days.
func (r *reader) dayTotals(ctx context.Context, q store.Query, n int64, counts map[store.DayCount]int) error {
	if n == 0 {
		return nil
	}
	narrow := ""
	var in [6][]int64 // what the columns may be
	if !q.Rejected {
		narrow, in[5] = " AND e = 0", []int64{0}
	}
	if h := q.Happens; h != (demarche.Interval{}) {
		narrow += " AND a BETWEEN " + itoa(int64(h.From)) + " AND " + itoa(int64(h.To))
	}
	for _, k := range q.Kinds {
		in[2] = append(in[2], kindNumber[k])
	}
	terms := func(column int, kind termKind, names []string) error {
		for _, name := range names {
			id, err := r.find(kind, name)
			if err != nil {
				return err
			}
			if id != 0 {
				in[column] = append(in[column], id)
			}
		}
		if len(names) > 0 && len(in[column]) == 0 {
			in[column] = []int64{-1}
		}
		return nil
	}
	if err := terms(3, termType, append(names(q.Types), names(q.Forces)...)); err != nil {
		return err
	}
	if err := terms(4, termStatus, names(q.Statuses)); err != nil {
		return err
	}
	for column := 2; column <= 4; column++ {
		if len(in[column]) > 0 {
			narrow += " AND " + string(rune('a'-1+column)) + " IN (" + joinInts(in[column]) + ")"
		}
	}
	keep := func(k *totalKey) bool {
		for column, ids := range in {
			if ids != nil && !slices.Contains(ids, k[column]) {
				return false
			}
		}
		return q.Happens == (demarche.Interval{}) || q.Happens.Contains(demarche.Day(k[1]))
	}
	return r.sums(ctx, totalDay, n, q.Published, narrow, keep, func(k totalKey, n int64) error {
		if n <= 0 {
			return nil
		}
		typ, err := r.name(k[3])
		if err != nil {
			return err
		}
		status, err := r.name(k[4])
		counts[store.DayCount{Day: demarche.Day(k[1]), Kind: kindName[k[2]], Type: typ, Status: demarche.Status(status)}] += int(n)
		return err
	})
}

// joinInts lists numbers for SQL.
func joinInts(ids []int64) string {
	s := make([]string, len(ids))
	for i, id := range ids {
		s[i] = itoa(id)
	}
	return strings.Join(s, ", ")
}

// dayEntries counts the entries themselves, where the totals do not tell them
// apart. A statement is counted on the day on which it was said; when it
// happens is another matter.
func (r *reader) dayEntries(ctx context.Context, q store.Query, counts map[store.DayCount]int) error {
	q.Limit, q.After, q.Order = 0, "", store.Newest
	said := q
	said.Kinds = []demarche.RowKind{demarche.StatementRow}
	if q.Said == (demarche.Interval{}) {
		said.Said = q.Happens
	}
	said.Happens = demarche.Interval{}
	rest := q
	rest.Kinds = slices.DeleteFunc(slices.Clone(q.Kinds), func(k demarche.RowKind) bool { return k == demarche.StatementRow })
	if len(q.Kinds) == 0 {
		rest.Kinds = []demarche.RowKind{demarche.ActRow, demarche.FigureRow, demarche.TensionRow}
	}
	for _, part := range []store.Query{said, rest} {
		if len(part.Kinds) == 0 || len(q.Kinds) > 0 && !slices.Contains(q.Kinds, part.Kinds[0]) {
			continue
		}
		for e, err := range r.Entries(ctx, part) {
			if err != nil {
				return err
			}
			day, ok := store.DayOf(&e)
			if !ok || q.Happens != (demarche.Interval{}) && !q.Happens.Contains(day) {
				continue
			}
			d := store.DayCount{Day: day, Kind: e.Kind}
			switch {
			case e.Act != nil:
				d.Type, d.Status = string(e.Act.Type), e.Act.Status
			case e.Statement != nil:
				d.Type = string(e.Statement.Force)
			}
			counts[d]++
		}
	}
	return nil
}
