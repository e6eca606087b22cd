package sqlite

import (
	"time"

	"demarche"
)

// sums gives SQL for the totals of a kind as they were after change n: a table
// of a, b, c, d, e, n; cond (" AND …") narrows what is read. As known, it is the totals at the end of a month before,
// the movements of the days since, and those of the day itself up to n.
func (r *reader) sums(what, n int64, by demarche.Day, cond string) (statement, error) {
	if r.tx != nil {
		if err := r.tx.flush(); err != nil {
			return statement{}, err
		}
	}
	if by != 0 {
		return r.sumsSettled(what, by, cond)
	}
	if n >= r.last {
		return statement{"SELECT a, b, c, d, e, n FROM total WHERE what = " + itoa(what) + cond, nil}, nil // a fixed number: an index is of one kind
	}
	if n == 0 {
		return statement{"SELECT a, b, c, d, e, n FROM total WHERE what = -1", nil}, nil
	}
	var recorded int64
	if _, err := r.c.one(r.ctx, `SELECT recorded FROM change WHERE seq = ?`, []any{n}, &recorded); err != nil {
		return statement{}, err
	}
	day := dayNumber(recorded)
	var mark int64
	have, err := r.c.one(r.ctx, `SELECT month FROM total_month WHERE month < ? ORDER BY month DESC LIMIT 1`, []any{monthNumber(recorded)}, &mark)
	if err != nil {
		return statement{}, err
	}
	s := statement{args: []any{}}
	from := int64(demarche.Beginning)
	if have {
		s.sql = "SELECT a, b, c, d, e, n FROM total_month WHERE month = ? AND what = ?" + cond + " UNION ALL "
		s.args = append(s.args, mark, what)
		from = int64(demarche.DayOf(time.Date(int(mark/12), time.Month(mark%12+2), 1, 0, 0, 0, 0, time.UTC)))
	}
	// Whole days: the day of n too, where it is the last change of it.
	var next int64
	if _, err := r.c.one(r.ctx, `SELECT recorded FROM change WHERE seq = ?`, []any{n + 1}, &next); err != nil {
		return statement{}, err
	}
	to := day
	if next != 0 && dayNumber(next) == day {
		to--
	}
	s.sql += "SELECT a, b, c, d, e, n FROM total_day WHERE day BETWEEN ? AND ? AND what = ?" + cond
	s.args = append(s.args, from, to, what)
	if to < day {
		part, err := r.partOfDay(what, day, n)
		if err != nil {
			return statement{}, err
		}
		s.sql += " UNION ALL " + fromJSON
		s.args = append(s.args, part)
	}
	return statement{"SELECT a, b, c, d, e, sum(n) AS n FROM (" + s.sql + ") GROUP BY a, b, c, d, e HAVING sum(n) <> 0", s.args}, nil
}

// sumsSettled gives the totals as reported by a day: of what was settled then,
// and of what was still growing, folded.
func (r *reader) sumsSettled(what int64, by demarche.Day, cond string) (statement, error) {
	grown, err := r.growing(r.last, by)
	if err != nil {
		return statement{}, err
	}
	counts := map[totalKey]int64{}
	for i := range grown {
		if err := tally(&grown[i].e, 1, counts, r.find); err != nil {
			return statement{}, err
		}
	}
	part, err := partJSON(what, counts)
	return statement{`SELECT a, b, c, d, e, sum(n) AS n FROM (SELECT a, b, c, d, e, n FROM total_settled WHERE what = ? AND settled <= ?` + cond + ` UNION ALL ` + fromJSON +
		`) GROUP BY a, b, c, d, e HAVING sum(n) <> 0`, []any{what, int64(by), part}}, err
}

// fromJSON reads totals that were counted in Go.
const fromJSON = `SELECT j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4, j.value ->> 5 FROM json_each(?) j`

func partJSON(what int64, counts map[totalKey]int64) (string, error) {
	rows := [][6]int64{}
	for k, n := range counts {
		if k[0] == what && n != 0 {
			rows = append(rows, [6]int64{k[1], k[2], k[3], k[4], k[5], n})
		}
	}
	b, err := encode(rows)
	return string(b), err
}

// partOfDay counts what moved on a day up to change n, as JSON.
func (r *reader) partOfDay(what, day, n int64) (string, error) {
	var first int64
	start := stamp(demarche.Day(day).Time())
	if _, err := r.c.one(r.ctx, `SELECT seq FROM change WHERE recorded >= ? ORDER BY recorded, seq LIMIT 1`, []any{start}, &first); err != nil {
		return "", err
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
			return "", err
		}
		for _, b := range bodies {
			var e demarche.Entry
			if err := decode(b, &e, r.s.path); err != nil {
				return "", err
			}
			if err := tally(&e, q.sign, counts, r.find); err != nil {
				return "", err
			}
		}
	}
	return partJSON(what, counts)
}
