package sqlite

import (
	"slices"
	"strings"

	"demarche"
	"demarche/store"
)

// statement is SQL that gives versions in order, with its arguments.
type statement struct {
	sql  string
	args []any
}

const versionColumns = "v.id, v.entry, v.best, v.class, v.date, v.first, v.last, v.rank"

// few is how many versions are rather sorted than looked for in order.
const few = 20_000

// statements gives what to ask, one after the other: dated entries before
// those without a date where the order is one of dates.
func (p *plan) statements() ([]statement, error) {
	switch p.q.Order {
	case store.ByDate, store.ByDateUp:
		var out []statement
		if p.after == nil || p.afterKey()[0] == 0 {
			s, err := p.byDate()
			if err != nil {
				return nil, err
			}
			out = append(out, s)
		}
		if p.q.Happens == (demarche.Interval{}) {
			s, err := p.undated()
			if err != nil {
				return nil, err
			}
			out = append(out, s)
		}
		return out, nil
	case store.Oldest:
		s, err := p.oldest()
		return []statement{s}, err
	}
	s, err := p.newest()
	return []statement{s}, err
}

func (p *plan) afterKey() [2]int64 { return sortKey(p.after, p.q.Order) }

// driver is where a statement begins: "FROM …" with v in it.
type driver struct {
	from string
	args []any
	cond []string // conditions that belong to it
	done int      // the group that it takes care of, -1 none
}

// narrow gives the drivers that find few versions, whatever the order: those
// of an article, of words, of a series and, with tags, of a rare tag. Their
// answer is sorted.
func (p *plan) narrow(tags bool) (driver, bool) {
	if p.list {
		return driver{from: "version v INDEXED BY version_entry", cond: []string{"v.entry IN (" + marks(len(p.listed)) + ")"}, args: anys(p.listed), done: -1}, true
	}
	if p.q.Series != "" {
		return driver{from: "version v INDEXED BY version_series", done: -1}, true
	}
	g := p.rarest()
	if p.matches != nil && p.matches.whole && (g < 0 || int64(len(p.matches.ids)) <= p.groups[g].n) {
		p.sieved = false
		return driver{from: "json_each(?) j CROSS JOIN version v INDEXED BY version_best ON v.best = j.value", args: []any{p.matches.json()}, done: -1}, true
	}
	if tags && g >= 0 && p.groups[g].n <= few {
		ids := p.groups[g].terms
		return driver{from: "tag t CROSS JOIN version v ON v.id = t.version", cond: []string{"t.term IN (" + marks(len(ids)) + ")"}, args: anys(ids), done: g}, true
	}
	return driver{}, false
}

// rarest is the group with the fewest versions, -1 where there is none.
func (p *plan) rarest() int {
	best := -1
	for i, g := range p.groups {
		if best < 0 || g.n < p.groups[best].n {
			best = i
		}
	}
	return best
}

// selecting puts one SELECT together: the driver, its conditions, those of the
// plan, and a test for every group that the driver leaves open.
func (p *plan) selecting(d driver, order string, extra []string, extraArgs []any) statement {
	var b strings.Builder
	b.WriteString("SELECT " + versionColumns + " FROM " + d.from)
	conds := append(append([]string{}, d.cond...), extra...)
	args := append(append([]any{}, d.args...), extraArgs...)
	if p.upTo != 0 && strings.HasPrefix(d.from, "tag") {
		conds, args = append(conds, "t.version <= ?"), append(args, p.upTo)
	}
	conds = append(conds, p.where...)
	args = append(args, p.args...)
	if p.by != 0 {
		conds = append(conds, "v.settled <= ?")
		args = append(args, int64(p.by))
		// The filters of what is told by then.
		c, a := p.late()
		conds, args = append(conds, c...), append(args, a...)
	}
	for i, g := range p.groups {
		if i == d.done || g.typ {
			continue
		}
		conds = append(conds, "EXISTS (SELECT 1 FROM tag g WHERE g.term IN ("+marks(len(g.terms))+") AND g.last = v.last AND g.rank = v.rank AND g.version = v.id)")
		args = append(args, anys(g.terms)...)
	}
	b.WriteString(" WHERE " + strings.Join(conds, " AND "))
	if order != "" {
		b.WriteString(" ORDER BY " + order)
	}
	return statement{b.String(), args}
}

// late gives the conditions that a query as reported by a day puts only on
// what did not grow since: what did is folded first.
func (p *plan) late() ([]string, []any) {
	c := &plan{r: p.r, q: p.q, n: p.n}
	hidden := flagWithdrawn
	if !p.q.Rejected {
		hidden |= flagRejected
	}
	c.and("v.flags & ? = 0", hidden)
	if p.q.Key {
		c.and("v.flags & 1 <> 0")
	}
	for _, g := range p.groups {
		if g.typ {
			c.and("v.type IN ("+marks(len(g.terms))+")", anys(g.terms)...)
		}
	}
	if len(p.q.Statuses) > 0 {
		ids := []int64{-1} // an empty list lets SQLite refuse the index that it is told to take
		for _, s := range p.q.Statuses {
			if id, err := p.r.find(termStatus, string(s)); err == nil && id != 0 {
				ids = append(ids, id)
			}
		}
		c.and("v.status IN ("+marks(len(ids))+")", anys(ids)...)
	}
	c.dated()
	return c.where, c.args
}

// union is several statements in one order.
func union(parts []statement, order string) statement {
	if len(parts) == 1 {
		return statement{parts[0].sql + " ORDER BY " + order, parts[0].args}
	}
	var out statement
	for i, s := range parts {
		if i > 0 {
			out.sql += " UNION ALL "
		}
		out.sql += s.sql
		out.args = append(out.args, s.args...)
	}
	plain := strings.ReplaceAll(order, "v.", "")
	out.sql += " ORDER BY " + plain
	return out
}

// newest: last reported first.
func (p *plan) newest() (statement, error) {
	const order = "v.last DESC, v.rank"
	var extra []string
	var args []any
	low, top := int64(demarche.Beginning), int64(demarche.End)
	if p.n < p.r.last {
		// Nothing is reported longer after its recording than the most that ever
		// was; so what came since need not be looked through.
		lead, err := p.r.number("lead")
		if err != nil {
			return statement{}, err
		}
		var recorded int64
		if _, err := p.r.c.one(p.r.ctx, `SELECT recorded FROM change WHERE seq = ?`, []any{p.n}, &recorded); err != nil {
			return statement{}, err
		}
		if lead != nil {
			top = dayNumber(recorded) + *lead
		}
	}
	if p.after != nil {
		k := -p.afterKey()[1]
		top = min(top, k)
		extra = append(extra, "(v.last < ? OR v.rank >= ?)")
		args = append(args, k, rank(string(p.after.ID)))
	}
	if p.by != 0 {
		top = min(top, int64(p.by)) // all is settled by then
	}
	if r := p.q.Reported; r != (demarche.Interval{}) {
		low = int64(r.From) // what was last reported before was first reported before
		extra = append(extra, "v.last >= ?")
		args = append(args, low)
	}
	if d, ok := p.narrow(false); ok {
		return p.selecting(d, order, append(extra, "v.last <= ?"), append(args, top)), nil
	}
	if s, ok := p.window(order, append(extra, "v.last <= ?"), append(args, top)); ok {
		return s, nil
	}
	g := p.rarest()
	rare, err := p.rareKind(g)
	if err != nil {
		return statement{}, err
	}
	if g >= 0 && !rare && len(p.groups[g].terms) <= 12 && p.wide(g) { // tags stand newest first
		var parts []statement
		for _, term := range p.groups[g].terms {
			d := driver{from: "tag t CROSS JOIN version v ON v.id = t.version", cond: []string{"t.term = ? AND t.last BETWEEN ? AND ?"}, args: []any{term, low, top}, done: g}
			s := p.selecting(d, "", extra, args)
			s.sql = strings.Replace(s.sql, versionColumns, "v.id, v.entry, v.best, v.class, v.date, v.first, t.last AS last, t.rank AS rank", 1)
			parts = append(parts, s)
		}
		return union(parts, "last DESC, rank"), nil
	}
	if d, ok := p.narrow(!rare); ok {
		if d.done >= 0 {
			d.cond, d.args = append(d.cond, "t.last BETWEEN ? AND ?"), append(d.args, low, top)
		}
		return p.selecting(d, order, append(extra, "v.last <= ?"), append(args, top)), nil
	}
	var parts []statement
	kinds := p.q.Kinds
	if len(kinds) == 0 {
		kinds = demarche.RowKinds
	}
	for i, k := range kinds {
		if slices.Contains(kinds[:i], k) {
			continue
		}
		d := driver{from: "version v INDEXED BY version_last", cond: []string{"v.kind = ? AND v.last <= ?"}, args: []any{kindNumber[k], top}, done: -1}
		parts = append(parts, p.selecting(d, "", extra, args))
	}
	return union(parts, order), nil
}

// rareKind reports whether there are fewer entries of the kinds asked for than
// versions with one of a group, as of tensions.
func (p *plan) rareKind(g int) (bool, error) {
	if g < 0 || len(p.q.Kinds) == 0 {
		return false, nil
	}
	var all int64
	for _, k := range p.q.Kinds {
		var n int64
		if _, err := p.r.c.one(p.r.ctx, `SELECT ever FROM total WHERE what = 4 AND a = ? AND b = 0 AND c = 0 AND d = 0 AND e = 0`, []any{kindNumber[k]}, &n); err != nil {
			return false, err
		}
		all += n
	}
	return 4*all < p.groups[g].n, nil
}

// wide reports whether a group leaves out enough of the record to be worth
// the way over its tags.
func (p *plan) wide(g int) bool {
	var all int64
	_, err := p.r.c.one(p.r.ctx, `SELECT max(id) FROM version`, nil, &all)
	return err == nil && p.groups[g].n < all/2
}

// window begins with the days that are asked for, where they are few.
func (p *plan) window(order string, extra []string, args []any) (statement, bool) {
	if h := p.q.Happens; h != (demarche.Interval{}) && bounded(h) {
		var parts []statement
		for class := range classNone {
			from, to := reachOf(class, h)
			d := driver{from: "version v INDEXED BY version_date", cond: []string{"v.class = ? AND v.date BETWEEN ? AND ?"}, args: []any{class, from, to}, done: -1}
			parts = append(parts, p.selecting(d, "", extra, args))
		}
		return union(parts, order), true
	}
	if s := p.q.Said; s != (demarche.Interval{}) && bounded(s) {
		return union(p.saidIn(s, extra, args), order), true
	}
	return statement{}, false
}

// saidIn begins with what was said in some days: of an actor's statements by its
// tags; else by days, and what was said over a long time in the order of the
// answer, of which little is read.
func (p *plan) saidIn(s demarche.Interval, extra []string, args []any) (parts []statement) {
	g := p.rarest()
	byTag := g >= 0 && p.groups[g].actor && len(p.groups[g].terms) <= 4 && slices.Equal(p.q.Kinds, []demarche.RowKind{demarche.StatementRow})
	for class := range len(saidReaches) + 1 {
		from := int64(demarche.Beginning)
		if class < len(saidReaches) {
			from = int64(s.From) - saidReaches[class]
		}
		switch {
		case byTag:
			for _, term := range p.groups[g].terms {
				said := p.selecting(driver{from: "tag_date t CROSS JOIN version v ON v.id = t.version", cond: []string{"t.term = ? AND t.class = ? AND t.date BETWEEN ? AND ?"},
					args: []any{term, classSaid + class, from, int64(s.To)}, done: g}, "", extra, args)
				said.sql = strings.Replace(said.sql, "v.rank", "t.rank AS rank", 1)
				parts = append(parts, said)
			}
		case class < len(saidReaches):
			parts = append(parts, p.selecting(driver{from: "version v INDEXED BY version_said", done: -1, args: []any{class, from, int64(s.To)},
				cond: []string{"(v.said_to - v.said_from > 2) + (v.said_to - v.said_from > 32) + (v.said_to - v.said_from > 400) = ? AND v.said_from BETWEEN ? AND ?"}}, "", extra, args))
		default:
			parts = append(parts, p.selecting(driver{from: "version v INDEXED BY version_said_long", done: -1, cond: []string{"v.said_to - v.said_from > 400"}}, "", extra, args))
		}
	}
	return parts
}

// bounded reports whether an interval is short enough to be read and sorted.
func bounded(i demarche.Interval) bool {
	return i.From != demarche.Beginning && i.To != demarche.End && i.Days() <= 60
}

// oldest: first reported first.
func (p *plan) oldest() (statement, error) {
	const order = "v.first, v.rank"
	var extra []string
	var args []any
	if p.after != nil {
		k := p.afterKey()[1]
		extra = append(extra, "v.first >= ? AND (v.first > ? OR v.rank >= ?)")
		args = append(args, k, k, rank(string(p.after.ID)))
	}
	if r := p.q.Reported; r != (demarche.Interval{}) {
		extra = append(extra, "v.first <= ?")
		args = append(args, int64(r.To))
	}
	if d, ok := p.narrow(true); ok {
		return p.selecting(d, order, extra, args), nil
	}
	if s, ok := p.window(order, extra, args); ok {
		return s, nil
	}
	return p.selecting(driver{from: "version v INDEXED BY version_first", done: -1}, order, extra, args), nil
}

// byDate: when it happens, over the classes of dates.
func (p *plan) byDate() (statement, error) {
	up := p.q.Order == store.ByDateUp
	order := "v.date DESC, v.rank"
	if up {
		order = "v.date, v.rank"
	}
	var extra []string
	var args []any
	low, high := int64(demarche.Beginning), int64(demarche.End)
	if p.after != nil {
		k := p.afterKey()[1]
		if up {
			low = k
		} else {
			k = -k
			high = k
		}
		extra = append(extra, "(v.date <> ? OR v.rank >= ?)")
		args = append(args, k, rank(string(p.after.ID)))
	}
	g := p.rarest()
	byTag := g >= 0 && p.groups[g].actor && len(p.groups[g].terms) <= 4 && p.wide(g)
	if d, ok := p.narrow(!byTag || p.q.Limit == 0); ok {
		return p.selecting(d, order, append(extra, "v.class < 5 AND v.date BETWEEN ? AND ?"), append(args, low, high)), nil
	}
	h := p.q.Happens
	asked := h != (demarche.Interval{})
	var parts []statement
	for class := range classNone {
		from, to := low, high
		if asked {
			first, last := reachOf(class, h)
			from, to = max(from, first), min(to, last)
		}
		if !byTag {
			d := driver{from: "version v INDEXED BY version_date", cond: []string{"v.class = ? AND v.date BETWEEN ? AND ?"}, args: []any{class, from, to}, done: -1}
			parts = append(parts, p.selecting(d, "", extra, args))
			continue
		}
		for _, term := range p.groups[g].terms {
			d := driver{from: "tag_date t CROSS JOIN version v ON v.id = t.version", cond: []string{"t.term = ? AND t.class = ? AND t.date BETWEEN ? AND ?"},
				args: []any{term, class, from, to}, done: g}
			s := p.selecting(d, "", extra, args)
			s.sql = strings.Replace(s.sql, versionColumns, "v.id, v.entry, v.best, v.class, t.date AS date, v.first, v.last, t.rank AS rank", 1)
			parts = append(parts, s)
		}
	}
	if byTag {
		order = strings.ReplaceAll(order, "v.", "")
	}
	return union(parts, order), nil
}

// reachOf bounds the days by which intervals of a class are sorted that overlap
// with one.
func reachOf(class int, of demarche.Interval) (from, to int64) {
	switch {
	case class == classUntil:
		return int64(of.From), int64(demarche.End)
	case class == classOpen || of.From == demarche.Beginning:
		return int64(demarche.Beginning), int64(of.To)
	}
	return int64(of.From) - reaches[class], int64(of.To)
}

// undated: what has no date, by id.
func (p *plan) undated() (statement, error) {
	const order = "v.date, v.rank" // of those without a date the first is always 0
	extra, args := []string{"v.class = 5"}, []any(nil)
	if p.after != nil && p.afterKey()[0] == 1 {
		extra, args = append(extra, "v.rank >= ?"), append(args, rank(string(p.after.ID)))
	}
	if d, ok := p.narrow(true); ok {
		return p.selecting(d, order, extra, args), nil
	}
	return p.selecting(driver{from: "version v INDEXED BY version_date", done: -1}, order, extra, args), nil
}
