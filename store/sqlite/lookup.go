package sqlite

import (
	"context"
	"iter"
	"strings"

	"demarche"
	"demarche/store"
)

// Article finds an article by its key, the id it came with, its address or the
// beginning of its hash; where several fit, the newest.
func (r *reader) Article(ctx context.Context, ref string) (store.Article, error) {
	var out store.Article
	found := false
	take := func(a store.Article) bool {
		out, found = a, true
		return false
	}
	const newest = ` ORDER BY a.day IS NULL, a.day DESC, a.captured DESC, a.key LIMIT 1`
	for _, q := range []string{`a.key = ?`, `a.came = ?`, `a.url = ? AND a.url <> ''`} {
		if ref == "" || found {
			break
		}
		if err := r.articles(`SELECT `+articleColumns+` FROM article a WHERE `+q+newest, []any{ref}, take); err != nil {
			return out, r.s.fault(err)
		}
	}
	if !found && hexes(ref) {
		if err := r.articles(`SELECT `+articleColumns+` FROM article a WHERE a.sha256 >= ? AND a.sha256 < ?`+newest, []any{ref, ref + "g"}, take); err != nil {
			return out, r.s.fault(err)
		}
	}
	if !found {
		return out, &demarche.Error{Code: demarche.NotFound, What: "the record has no article " + ref, Repair: "name it by its key, the id it came with, its address, or the first six or more characters of its hash"}
	}
	var err error
	out.Text, err = r.text(out.Key)
	return out, r.s.fault(err)
}

// Articles yields articles by publication, newest first, without their texts.
func (r *reader) Articles(ctx context.Context, q store.ArticleQuery) iter.Seq2[store.Article, error] {
	return func(yield func(store.Article, error) bool) {
		where, args, err := r.articleFilter(q)
		if err != nil {
			yield(store.Article{}, r.s.fault(err))
			return
		}
		top, err := r.newestDay(q)
		if err != nil {
			yield(store.Article{}, r.s.fault(err))
			return
		}
		left, on := q.Limit, true
		// Those without a day stand last.
		for _, days := range []string{"a.day <= " + itoa(top), "a.day IS NULL"} {
			if !on {
				return
			}
			err := r.articles(`SELECT `+articleColumns+` FROM article a WHERE `+days+` AND `+where+` ORDER BY a.day DESC, a.key`, args, func(a store.Article) bool {
				left--
				on = yield(a, nil) && left != 0
				return on
			})
			if err != nil {
				yield(store.Article{}, r.s.fault(err))
				return
			}
		}
	}
}

// newestDay is a day after which no article is that was captured by a time.
func (r *reader) newestDay(q store.ArticleQuery) (int64, error) {
	lead, err := r.number(articleLead)
	if err != nil || lead == nil || q.At.IsZero() {
		return int64(demarche.End), err
	}
	return dayNumber(stamp(q.At)) + *lead, nil
}

// articleFilter is what a query says of articles, as a condition on a.
func (r *reader) articleFilter(q store.ArticleQuery) (string, []any, error) {
	where, args := []string{"1"}, []any(nil)
	and := func(c string, a ...any) { where, args = append(where, c), append(args, a...) }
	if !q.At.IsZero() {
		and("a.captured <= ?", stamp(q.At))
	}
	if q.Published != 0 {
		and("a.day <= ?", int64(q.Published))
	}
	if q.Source != "" {
		and("a.source = ?", q.Source)
	}
	if q.Since != 0 {
		and("a.day >= ?", int64(q.Since))
	}
	if q.Until != 0 {
		and("a.day <= ?", int64(q.Until))
	}
	if q.After != "" {
		id, err := r.articleID(q.After)
		if err != nil {
			return "", nil, err
		}
		if id == 0 {
			return "", nil, &demarche.Error{Code: demarche.Invalid, What: "there is no article " + string(q.After) + " after which a page could begin", Repair: "begin with the first page"}
		}
		m, err := r.meta(id)
		if err != nil {
			return "", nil, err
		}
		if m.day == nil {
			and("a.day IS NULL AND a.key > ?", string(q.After))
		} else {
			and("(a.day IS NULL OR a.day <= ? AND (a.day < ? OR a.key > ?))", m.day, m.day, string(q.After))
		}
	}
	return strings.Join(where, " AND "), args, nil
}

// Outlets counts articles by outlet.
func (r *reader) Outlets(_ context.Context, known store.Known) ([]store.Outlet, error) {
	where, args, err := r.articleFilter(store.ArticleQuery{Known: known})
	if err != nil {
		return nil, r.s.fault(err)
	}
	out := []store.Outlet{}
	err = r.c.each(r.ctx, `SELECT a.source, count(*), min(a.day), max(a.day) FROM article a WHERE `+where+` GROUP BY a.source ORDER BY count(*) DESC, a.source`, args, func(scan func(...any) error) error {
		var o store.Outlet
		var name string
		var first, last *int64
		if err := scan(&name, &o.Articles, &first, &last); err != nil {
			return err
		}
		o.Name, o.First, o.Last = demarche.Maybe(name), dayText(first), dayText(last)
		out = append(out, o)
		return nil
	})
	return out, r.s.fault(err)
}

// Reading gives the reading in force of an article.
func (r *reader) Reading(ctx context.Context, key demarche.ArticleKey) (*demarche.Reading, error) {
	id, err := r.articleID(key)
	if err != nil {
		return nil, r.s.fault(err)
	}
	var b []byte
	ok, err := r.c.one(r.ctx, query("reading.get"), []any{id}, &b)
	if err == nil && !ok {
		err = &demarche.Error{Code: demarche.NotFound, What: "the record has no reading of article " + string(key), Repair: "check the key; an article that was forgotten has none"}
	}
	if err != nil {
		return nil, r.s.fault(err)
	}
	if b, err = inflate(b); err != nil {
		return nil, &demarche.Error{Code: demarche.Unavailable, Where: r.s.path, What: "the reading of article " + string(key) + " is damaged", Err: err, Repair: "restore the file from a copy"}
	}
	var out demarche.Reading
	if err := decode(b, &out, r.s.path); err != nil {
		return nil, err
	}
	out.Article.Text, err = r.text(key)
	return &out, r.s.fault(err)
}

// Changes yields the changes after seq, oldest first.
func (r *reader) Changes(ctx context.Context, after int64) iter.Seq2[demarche.Change, error] {
	return func(yield func(demarche.Change, error) bool) {
		r.changes(ctx, query("change.after"), after, yield)
	}
}

// ChangesOf yields the changes of some rows, oldest first.
func (r *reader) ChangesOf(ctx context.Context, rows []demarche.RowID) iter.Seq2[demarche.Change, error] {
	return func(yield func(demarche.Change, error) bool) {
		ids := []int64{}
		for _, row := range rows {
			id, err := r.rowID(string(row))
			if err != nil {
				yield(demarche.Change{}, r.s.fault(err))
				return
			}
			if id != 0 {
				ids = append(ids, id)
			}
		}
		r.changes(ctx, query("change.of"), "["+joinInts(ids)+"]", yield)
	}
}

func (r *reader) changes(ctx context.Context, q string, arg any, yield func(demarche.Change, error) bool) {
	handOut(r, ctx, q, []any{arg}, func(scan func(...any) error) (c demarche.Change, err error) {
		var at int64
		err = scan(&c.Seq, &at, &c.Kind, &c.Cause, &c.Row, &c.Entry, &c.Series, &c.Article, &c.Decision)
		c.Recorded = moment(at)
		return c, err
	}, func(c demarche.Change) bool { return yield(c, nil) }, func(err error) { yield(demarche.Change{}, err) })
}

// Stat counts what the record holds.
func (r *reader) Stat(ctx context.Context) (store.Stat, error) {
	if r.tx != nil {
		if err := r.tx.flush(); err != nil {
			return store.Stat{}, r.s.fault(err)
		}
	}
	out := store.Stat{Entries: map[demarche.RowKind]int{}, Changes: r.last, Schema: Schema}
	var began, latest int64
	for _, q := range []struct {
		sql  string
		into any
	}{
		// Keys are given in order and never taken back, so the last one counts.
		{`SELECT coalesce(max(id), 0) FROM article`, &out.Articles},
		{`SELECT count(*) FROM article INDEXED BY article_copy WHERE origin <> '' AND origin <> key`, &out.Copies},
		{`SELECT count(*) FROM article INDEXED BY article_gone WHERE forgotten <> 0`, &out.Forgotten},
		{`SELECT coalesce(max(id), 0) - (SELECT count(*) FROM article a INDEXED BY article_gone JOIN "row" r ON r.article = a.id WHERE a.forgotten <> 0) FROM "row"`, &out.Rows},
		{`SELECT count(*) FROM total INDEXED BY total_actors WHERE what = 6 AND n > 0`, &out.Actors},
		{`SELECT coalesce(max(seq), 0) FROM decision`, &out.Decisions},
		{`SELECT recorded FROM change ORDER BY seq LIMIT 1`, &began},
		{`SELECT recorded FROM change ORDER BY seq DESC LIMIT 1`, &latest},
	} {
		if _, err := r.c.one(r.ctx, q.sql, nil, q.into); err != nil {
			return out, r.s.fault(err)
		}
	}
	out.Began, out.Latest = moment(began), moment(latest)
	err := r.c.each(r.ctx, `SELECT a, n FROM total WHERE what = 4 AND n > 0`, nil, func(scan func(...any) error) error {
		var kind int64
		var n int
		err := scan(&kind, &n)
		out.Entries[kindName[kind]] = n
		return err
	})
	return out, r.s.fault(err)
}
