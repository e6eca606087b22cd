package sqlite

import (
	"context"

	"demarche"
)

// sums gives the totals of a kind as they were after change n, or as reported
// by a day: cond (" AND …") narrows what is read, keep says the same in Go of
// what is counted here.
func (r *reader) sums(ctx context.Context, what, n int64, by demarche.Day, cond string, keep func(*totalKey) bool, add func(k totalKey, n int64) error) error {
	read, part, err := r.past(what, n, by)
	if err != nil {
		return err
	}
	return r.sumsOf(ctx, what, read, part, cond, nil, keep, add)
}

// past is where totals as known or as reported are read from.
type past struct {
	table  string // total, total_day or total_settled
	day    int64  // the last that counts
	bound  string // the column of total that no total in it is above
	pairs  string // the index of pairs by bound
	actors string // and that of actors
}

var pastNow = past{table: "total", bound: "n", pairs: "total_pairs", actors: "total_actors"}

// sum is the expression for the total of a kind whose key stands in row t of
// total; of pairs from the other side, that of the pair.
func (p past) sum(what int64) string {
	a, b := "a", "b"
	if what == totalBack {
		what, a, b = totalPair, b, a
	}
	where := " FROM " + p.table + " y WHERE y.what = " + itoa(what) + " AND y.a = t." + a + " AND y.b = t." + b + " AND y.c = t.c AND y.d = t.d AND y.e = t.e"
	switch p.table {
	case "total_day":
		return "coalesce((SELECT y.n" + where + " AND y.day <= " + itoa(p.day) + " ORDER BY y.day DESC LIMIT 1), 0)"
	case "total_settled":
		blocks, from := "", int64(demarche.Beginning)
		if what == totalActor || what == totalAll {
			block := p.day >> blockDays
			blocks, from = "coalesce((SELECT sum(y.n)"+where+" AND y.level = 1 AND y.settled < "+itoa(block)+"), 0) + ", block<<blockDays
		}
		return blocks + "coalesce((SELECT sum(y.n)" + where + " AND y.level = 0 AND y.settled BETWEEN " + itoa(from) + " AND " + itoa(p.day) + "), 0)"
	}
	return "t.n"
}

// stretch asks for all totals of a kind that a condition (" AND …") leaves.
func (p past) stretch(what int64, cond string) string {
	where := " WHERE what = " + itoa(what) + cond // a fixed number: an index is of one kind
	switch {
	case p.table != "total" && what == totalBack:
		return "SELECT a, b, c, d, e, n FROM (SELECT a, b, c, d, e, " + p.sum(what) + " AS n FROM total t" + where + ") WHERE n <> 0"
	case p.table == "total_day":
		return "SELECT a, b, c, d, e, n FROM (SELECT a, b, c, d, e, n, max(day) FROM total_day" + where + " AND day <= " + itoa(p.day) + " GROUP BY a, b, c, d, e) WHERE n <> 0"
	case p.table == "total_settled":
		return "SELECT a, b, c, d, e, sum(n) FROM total_settled" + where + " AND level = 0 AND settled <= " + itoa(p.day) + " GROUP BY a, b, c, d, e HAVING sum(n) <> 0"
	}
	return "SELECT a, b, c, d, e, n FROM total" + where + " AND n <> 0"
}

// past gives the table of the totals, and what has to be counted beside it: of
// the day itself, or of what was still growing.
func (r *reader) past(what, n int64, by demarche.Day) (past, map[totalKey]int64, error) {
	if r.tx != nil {
		if err := r.tx.flush(); err != nil {
			return past{}, nil, err
		}
	}
	if by != 0 {
		part, err := r.partGrown(by)
		p := pastNow
		p.table, p.day = "total_settled", int64(by)
		return p, part, err
	}
	if n >= r.last || n == 0 {
		return pastNow, nil, nil
	}
	var recorded, next int64
	if _, err := r.c.one(r.ctx, `SELECT recorded FROM change WHERE seq = ?`, []any{n}, &recorded); err != nil {
		return past{}, nil, err
	}
	// Whole days: the day of n too, where it is the last change of it.
	if _, err := r.c.one(r.ctx, `SELECT recorded FROM change WHERE seq = ?`, []any{n + 1}, &next); err != nil {
		return past{}, nil, err
	}
	to, part := dayNumber(recorded), map[totalKey]int64(nil)
	if next != 0 && dayNumber(next) == to {
		if part = r.ofDay[n]; part == nil {
			var err error
			if part, err = r.partOfDay(to, n); err != nil {
				return past{}, nil, err
			}
			if r.tx == nil {
				r.ofDay = map[int64]map[totalKey]int64{n: part}
			}
		}
		to--
	}
	return past{"total_day", to, "ever", "total_ever", "total_actors_ever"}, part, nil
}

// sumsOf adds up what past says; args are those of the condition.
func (r *reader) sumsOf(ctx context.Context, what int64, p past, part map[totalKey]int64, cond string, args []any, keep func(*totalKey) bool, add func(k totalKey, n int64) error) error {
	k, seen := totalKey{what}, map[totalKey]bool{} // of part
	err := r.c.stream(ctx, p.stretch(what, cond), args, func(scan func(...any) error) error {
		var n int64
		if err := scan(&k[1], &k[2], &k[3], &k[4], &k[5], &n); err != nil {
			return err
		}
		if m, ok := part[k]; ok {
			n += m
			seen[k] = true
		}
		if n == 0 || !keep(&k) {
			return nil
		}
		return add(k, n)
	})
	for k, n := range part {
		if err == nil && n != 0 && k[0] == what && !seen[k] && keep(&k) {
			err = add(k, n)
		}
	}
	return err
}

// partGrown counts what was still growing on a day.
func (r *reader) partGrown(by demarche.Day) (map[totalKey]int64, error) {
	grown, err := r.growing(r.last, by)
	if err != nil {
		return nil, err
	}
	return grown.count(r)
}

// partOfDay counts what moved on a day up to change n.
func (r *reader) partOfDay(day, n int64) (map[totalKey]int64, error) {
	var first int64
	start := stamp(demarche.Day(day).Time())
	if _, err := r.c.one(r.ctx, `SELECT seq FROM change WHERE recorded >= ? ORDER BY recorded, seq LIMIT 1`, []any{start}, &first); err != nil {
		return nil, err
	}
	counts := map[totalKey]int64{}
	for _, q := range []struct {
		sql  string
		sign int64
	}{
		{`SELECT b.body FROM version v INDEXED BY version_since JOIN version_body b ON b.id = v.id WHERE v.since BETWEEN ? AND ?`, 1},
		{`SELECT b.body FROM version v INDEXED BY version_until JOIN version_body b ON b.id = v.id WHERE v.until < 4611686018427387904 AND v.until BETWEEN ? AND ?`, -1},
	} {
		var bodies [][]byte
		err := r.c.each(r.ctx, q.sql, []any{first, n}, func(scan func(...any) error) error {
			var b []byte
			err := scan(&b)
			bodies = append(bodies, b)
			return err
		})
		if err != nil {
			return nil, err
		}
		for _, b := range bodies {
			var e demarche.Entry
			if err := unpack(b, &e, r.s.path); err != nil {
				return nil, err
			}
			if err := tally(&e, q.sign, counts, r.find); err != nil {
				return nil, err
			}
		}
	}
	return counts, nil
}
