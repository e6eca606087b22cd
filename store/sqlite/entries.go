package sqlite

import (
	"context"
	"iter"
	"slices"
	"strings"

	"demarche"
	"demarche/store"
)

// Entries yields the entries that a query wants. Those whose reports were all
// there by the day of Known.Published come from the index, in order; the few
// that were still growing are folded again, and both are merged.
func (r *reader) Entries(ctx context.Context, q store.Query) iter.Seq2[demarche.Entry, error] {
	return func(yield func(demarche.Entry, error) bool) {
		p, err := r.plan(q)
		if err != nil {
			yield(demarche.Entry{}, r.s.fault(err))
			return
		}
		left := q.Limit
		give := func(e demarche.Entry) bool {
			if !yield(e, nil) {
				return false
			}
			left--
			return left != 0
		}
		if err := p.run(ctx, give); err != nil {
			yield(demarche.Entry{}, r.s.fault(err))
		}
	}
}

// plan is a query as it will be asked.
type plan struct {
	r      *reader
	q      store.Query
	n      int64 // the change after which
	by     demarche.Day
	nobody bool  // nothing can fit
	upTo   int64 // the last version there was then; 0 where all count

	where  []string // conditions on version v
	args   []any
	groups []group // v has one tag of each
	listed []int64 // entries, where an article names them
	list   bool

	after   *demarche.Entry // the last of the page before
	matches *matches        // of the words; nil where none were given
	sieved  bool            // words are tried on what is found, instead of leading to it
}

// group is tags of which one will do.
type group struct {
	terms []int64
	n     int64 // versions that have one
	typ   bool  // types stand in the version itself
	actor bool
}

func (p *plan) and(cond string, args ...any) {
	p.where, p.args = append(p.where, cond), append(p.args, args...)
}

// lastVersion is the number of the last version that was there after change n.
// Every index has it, so that what came since is passed over without a look.
func (r *reader) lastVersion(n int64) (int64, error) {
	if id, ok := r.lasts[n]; ok {
		return id, nil
	}
	var id int64
	_, err := r.c.one(r.ctx, `SELECT id FROM version INDEXED BY version_since WHERE since <= ? ORDER BY since DESC, id DESC LIMIT 1`, []any{n}, &id)
	if r.tx == nil {
		if r.lasts == nil {
			r.lasts = map[int64]int64{}
		}
		r.lasts[n] = id
	}
	return id, err
}

// marks is n question marks.
func marks(n int) string { return strings.TrimSuffix(strings.Repeat("?, ", n), ", ") }

func anys[T any](s []T) []any {
	out := make([]any, len(s))
	for i, v := range s {
		out[i] = v
	}
	return out
}

func (r *reader) plan(q store.Query) (*plan, error) {
	if r.tx != nil {
		if err := r.tx.flush(); err != nil {
			return nil, err
		}
	}
	n, err := r.at(q.Known)
	if err != nil {
		return nil, err
	}
	p := &plan{r: r, q: q, n: n, by: q.Published}
	if n == 0 {
		p.nobody = true
		return p, nil
	}
	if n >= r.last {
		p.and("v.until = 4611686018427387904")
	} else {
		if p.upTo, err = r.lastVersion(n); err != nil {
			return nil, err
		}
		p.and("v.since <= ? AND v.until > ? AND v.id <= ?", n, n, p.upTo)
	}
	hidden := flagWithdrawn
	if !q.Rejected {
		hidden |= flagRejected
	}
	if p.by == 0 {
		p.and("v.flags & ? = 0", hidden)
	}
	if q.Key && p.by == 0 {
		p.and("v.flags & 1 <> 0")
	}
	if len(q.Kinds) > 0 {
		var ks []int64
		for _, k := range q.Kinds {
			ks = append(ks, kindNumber[k])
		}
		p.and("v.kind IN ("+marks(len(ks))+")", anys(ks)...)
	}
	if q.Series != "" {
		p.and("v.series = ?", string(q.Series))
	}
	if err := p.tagged(); err != nil {
		return nil, err
	}
	if p.by == 0 {
		p.dated()
	}
	if err := p.ofArticle(); err != nil {
		return nil, err
	}
	if q.Words != "" {
		if err := p.words(); err != nil {
			return nil, err
		}
	}
	return p, p.page()
}

// words looks for the rows that have the words.
func (p *plan) words() error {
	limit, err := p.r.rowLimit(p.n, p.by)
	if err != nil {
		return err
	}
	others, kinds := len(p.groups) > 0 || p.q.Reported != (demarche.Interval{}), p.q.Kinds
	if others {
		kinds = nil // they leave little to try; that it is of a kind costs more to look up
	}
	p.matches, err = p.r.match("row_words", p.q.Words, kinds, p.r.listed(p.q.Limit, others), limit)
	p.sieved = true
	return err
}

// tagged adds the conditions that are tags.
func (p *plan) tagged() error {
	q := p.q
	var types []string
	for _, t := range q.Types {
		types = append(types, string(t))
	}
	for _, f := range q.Forces {
		types = append(types, string(f))
	}
	if len(types) > 0 {
		if err := p.group(termType, types); err != nil {
			return err
		}
		g := &p.groups[len(p.groups)-1]
		g.typ = true
		if p.by == 0 {
			p.and("v.type IN ("+marks(len(g.terms))+")", anys(g.terms)...)
		}
	}
	if len(q.Statuses) > 0 && p.by == 0 {
		var ids []int64
		for _, s := range q.Statuses {
			id, err := p.r.find(termStatus, string(s))
			if err != nil {
				return err
			}
			if id != 0 {
				ids = append(ids, id)
			}
		}
		p.nobody = p.nobody || len(ids) == 0
		p.and("v.status IN ("+marks(len(ids))+")", anys(ids)...)
	}
	for _, actors := range [][]demarche.ActorID{q.Actors, q.Pair[0], q.Pair[1]} {
		if len(actors) == 0 {
			continue
		}
		all, err := p.r.same(actors, p.n)
		if err != nil {
			return err
		}
		if err := p.group(termActor, all); err != nil {
			return err
		}
		p.groups[len(p.groups)-1].actor = true
	}
	for kind, name := range map[termKind]string{termIssue: q.Issue, termSource: q.Source} {
		if name != "" {
			if err := p.group(kind, []string{name}); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *plan) group(kind termKind, names []string) error {
	var g group
	for _, name := range names {
		var id, n int64
		if _, err := p.r.c.one(p.r.ctx, `SELECT id, n FROM term WHERE kind = ? AND name = ?`, []any{kind, name}, &id, &n); err != nil {
			return err
		}
		if id != 0 && !slices.Contains(g.terms, id) {
			g.terms = append(g.terms, id)
			g.n += n
		}
	}
	p.nobody = p.nobody || len(g.terms) == 0
	p.groups = append(p.groups, g)
	return nil
}

// dated adds the conditions on days.
func (p *plan) dated() {
	q := p.q
	if q.Happens != (demarche.Interval{}) {
		p.and("v.class < 5 AND v.from_day <= ? AND v.to_day >= ?", int64(q.Happens.To), int64(q.Happens.From))
	}
	if q.Said != (demarche.Interval{}) {
		p.and("v.said_from <= v.said_to AND v.said_from <= ? AND v.said_to >= ?", int64(q.Said.To), int64(q.Said.From))
	}
	if q.Reported != (demarche.Interval{}) {
		// Unknown days are the ends of time, which no interval of days has.
		p.and("(v.first BETWEEN ?1 AND ?2 AND v.first < 2147483647 OR v.last BETWEEN ?1 AND ?2 AND v.last > -2147483648)")
		p.where[len(p.where)-1] = strings.NewReplacer("?1", itoa(int64(q.Reported.From)), "?2", itoa(int64(q.Reported.To))).Replace(p.where[len(p.where)-1])
	}
}

// ofArticle finds the entries that an article reports.
func (p *plan) ofArticle() error {
	if p.q.Article == "" {
		return nil
	}
	p.list = true
	id, err := p.r.articleID(p.q.Article)
	if err != nil || id == 0 {
		p.nobody = true
		return err
	}
	m, err := p.r.meta(id)
	if err != nil {
		return err
	}
	if day, ok := m.day.(int64); p.by != 0 && (!ok || day > int64(p.by)) {
		p.nobody = true
		return nil
	}
	p.listed, err = p.r.ints(`SELECT DISTINCT m.entry FROM "row" r JOIN member m ON m.row = r.id WHERE r.article = ?1 AND m.until > ?2 AND m.since <= ?2`, id, p.n)
	p.nobody = p.nobody || len(p.listed) == 0
	return err
}

// page finds the entry after which the page begins.
func (p *plan) page() error {
	if p.q.After == "" {
		return nil
	}
	id, err := p.r.rowID(p.q.After)
	if err != nil {
		return err
	}
	e, ok, err := p.r.entryAt(id, p.n, p.by)
	if err == nil && !ok {
		// It is gone since; it stood where it stood last.
		var body []byte
		ok, err = p.r.c.one(p.r.ctx, `SELECT b.body FROM version v JOIN version_body b ON b.id = v.id WHERE v.entry = ? ORDER BY v.until DESC LIMIT 1`, []any{id}, &body)
		if ok {
			err = unpack(body, &e, p.r.s.path)
		}
	}
	if err == nil && !ok {
		err = &demarche.Error{Code: demarche.Invalid, What: "there is no entry " + p.q.After + " after which a page could begin", Repair: "begin with the first page"}
	}
	p.after = &e
	return err
}
