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
	cond := []string{"n > 0"}
	narrow := ""
	if !q.Rejected {
		cond = append(cond, "e = 0")
	}
	if q.Happens != (demarche.Interval{}) {
		cond = append(cond, "a BETWEEN "+itoa(int64(q.Happens.From))+" AND "+itoa(int64(q.Happens.To)))
		narrow = " AND " + cond[len(cond)-1]
	}
	list := func(column string, ids []int64) {
		var s []string
		for _, id := range ids {
			s = append(s, itoa(id))
		}
		cond = append(cond, column+" IN ("+strings.Join(s, ", ")+")")
	}
	if len(q.Kinds) > 0 {
		var ids []int64
		for _, k := range q.Kinds {
			ids = append(ids, kindNumber[k])
		}
		list("b", ids)
	}
	terms := func(column string, kind termKind, names []string) error {
		var ids []int64
		for _, name := range names {
			id, err := r.find(kind, name)
			if err != nil {
				return err
			}
			if id != 0 {
				ids = append(ids, id)
			}
		}
		list(column, ids)
		return nil
	}
	if len(q.Types)+len(q.Forces) > 0 {
		if err := terms("c", termType, append(names(q.Types), names(q.Forces)...)); err != nil {
			return err
		}
	}
	if len(q.Statuses) > 0 {
		if err := terms("d", termStatus, names(q.Statuses)); err != nil {
			return err
		}
	}
	base, err := r.sums(totalDay, n, q.Published, narrow)
	if err != nil {
		return err
	}
	type row struct{ day, kind, typ, status, n int64 }
	var rows []row
	err = r.c.each(ctx, "SELECT a, b, c, d, n FROM ("+base.sql+") WHERE "+strings.Join(cond, " AND "), base.args, func(scan func(...any) error) error {
		var w row
		err := scan(&w.day, &w.kind, &w.typ, &w.status, &w.n)
		rows = append(rows, w)
		return err
	})
	for _, w := range rows {
		if err != nil {
			return err
		}
		d := store.DayCount{Day: demarche.Day(w.day), Kind: kindName[w.kind]}
		var status string
		if d.Type, err = r.name(w.typ); err == nil {
			status, err = r.name(w.status)
		}
		d.Status = demarche.Status(status)
		counts[d] += int(w.n)
	}
	return err
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
