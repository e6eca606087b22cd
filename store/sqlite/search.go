package sqlite

import (
	"context"
	"iter"
	"strings"
	"unicode/utf8"

	"demarche"
	"demarche/store"
)

// Search finds words in articles, the newest first. Of the query it heeds what
// is known, Source, Article, Reported (when the article was published), Limit
// and After (the key of an article).
func (r *reader) Search(ctx context.Context, words string, q store.Query) iter.Seq2[store.Hit, error] {
	return func(yield func(store.Hit, error) bool) {
		left := q.Limit
		err := r.search(ctx, words, q, func(h store.Hit) bool {
			if !yield(h, nil) {
				return false
			}
			left--
			return left != 0
		})
		if err != nil {
			yield(store.Hit{}, r.s.fault(err))
		}
	}
}

func (r *reader) search(ctx context.Context, words string, q store.Query, give func(store.Hit) bool) error {
	limit, err := r.articleLimit(q.Known)
	if err != nil {
		return err
	}
	m, err := r.match("article_words", words, nil, r.listed(q.Limit, false), limit)
	if err != nil || m.none() {
		return err
	}
	where, args, err := r.articleFilter(store.ArticleQuery{Known: q.Known, Source: q.Source, After: demarche.ArticleKey(q.After)})
	if err != nil {
		return err
	}
	where += " AND a.forgotten = 0"
	if q.Reported != (demarche.Interval{}) {
		where += " AND a.day BETWEEN ? AND ?"
		args = append(args, int64(q.Reported.From), int64(q.Reported.To))
	}
	if q.Article != "" {
		where += " AND a.key = ?"
		args = append(args, string(q.Article))
	}
	from := "article a"
	if m.whole {
		from = "json_each(?) j CROSS JOIN article a ON a.id = j.value"
		args = append([]any{m.json()}, args...)
	}
	var failed error
	take := func(f found) (bool, error) {
		var key demarche.ArticleKey
		if _, err := r.c.one(r.ctx, `SELECT key FROM article WHERE id = ?`, []any{f.id}, &key); err != nil {
			return false, err
		}
		a, err := r.Article(ctx, string(key))
		if err != nil {
			return false, err
		}
		h := store.Hit{Snippet: snippet(a.Title, a.Text, words), Article: a}
		h.Article.Text = ""
		return give(h), nil
	}
	if !m.whole {
		take = m.sieve(r, take)
	}
	on := true
	handOut(r, ctx, `SELECT a.id FROM `+from+` WHERE `+where+` ORDER BY a.day DESC, a.key`, args, func(scan func(...any) error) (f found, err error) {
		err = scan(&f.id)
		f.best = f.id
		return f, err
	}, func(f found) bool {
		on, failed = take(f)
		return on && failed == nil
	}, func(err error) { failed = err })
	if failed == nil && on && !m.whole {
		_, failed = take(found{})
	}
	return failed
}

// The length of a snippet in bytes, and how much of it stands before the word.
const (
	snippetLen    = 240
	snippetBefore = 80
)

// snippet is the text around the first place that has one of the words, the
// rarer ones, which are longer, first; the beginning where only the title has
// them.
func snippet(title, text, words string) string {
	at := -1
	lower := strings.ToLower(text)
	best := 0
	for _, w := range tokens(words) {
		if i := strings.Index(lower, strings.ToLower(w)); i >= 0 && len(w) > best {
			at, best = i, len(w)
		}
	}
	if len(lower) != len(text) {
		at = min(at, len(text)) // letters whose small form has another length
	}
	from := max(0, at-snippetBefore)
	to := min(len(text), from+snippetLen)
	for from > 0 && (!utf8.RuneStart(text[from]) || text[from-1] != ' ' && text[from-1] != '\n') {
		from--
	}
	for to < len(text) && (!utf8.RuneStart(text[to]) || text[to] != ' ' && text[to] != '\n') {
		to++
	}
	s := strings.Join(strings.Fields(text[from:to]), " ")
	if from > 0 {
		s = "… " + s
	}
	if to < len(text) {
		s += " …"
	}
	return s
}
