package sqlite

import (
	"cmp"
	"errors"
	"strings"
	"time"

	"demarche"
	"demarche/ledger"
	"demarche/store"
)

// articleMeta is what a report says of its article.
type articleMeta struct {
	id        int64
	key       demarche.ArticleKey
	came      demarche.ArticleID
	title     string
	published demarche.Maybe
	day       any
	source    demarche.Maybe
	url       demarche.Maybe
	stands    demarche.ArticleKey // its origin as it is written
	origin    demarche.ArticleKey // and as it is counted: its own where it has no other
	forgotten bool
	reading   int64
	moved     bool // its origin was another before
}

// meta reads what reports say of an article, once.
func (r *reader) meta(id int64) (*articleMeta, error) {
	if m := r.arts[id]; m != nil {
		return m, nil
	}
	m := &articleMeta{}
	var day *int64
	var forgotten int64
	ok, err := r.c.one(r.ctx, query("article.meta"), []any{id}, &m.id, &m.came, &m.title, &m.published, &day, &m.source, &m.url, &m.stands, &forgotten, &m.key, &m.reading, &m.moved)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, demarche.Errorf(demarche.Unavailable, r.s.path, "article %d is missing: the record is damaged", id)
	}
	if day != nil {
		m.day = *day
	}
	m.forgotten = forgotten != 0
	m.origin = cmp.Or(m.stands, m.key)
	if r.arts == nil || len(r.arts) > 10_000 {
		r.arts = map[int64]*articleMeta{}
	}
	r.arts[id] = m
	return m, nil
}

// articleID gives the number of an article, 0 where the record does not have it.
func (r *reader) articleID(key demarche.ArticleKey) (int64, error) {
	var id int64
	_, err := r.c.one(r.ctx, query("article.id"), []any{string(key)}, &id)
	return id, err
}

func (t *tx) mustArticle(key demarche.ArticleKey) (int64, error) {
	id, err := t.articleID(key)
	if err == nil && id == 0 {
		err = demarche.Errorf(demarche.NotFound, "", "the record has no article %s", key)
	}
	return id, err
}

// PutArticle adds an article.
func (t *tx) PutArticle(a store.Article) (bool, error) {
	if a.Key == "" {
		return false, demarche.Errorf(demarche.Invalid, "", "an article has to have a key")
	}
	if id, err := t.articleID(a.Key); err != nil || id != 0 {
		return false, t.s.fault(err)
	}
	captured := a.Captured
	if captured.IsZero() {
		captured = t.s.opt.Now()
	}
	id, err := t.c.insert(t.ctx, query("article.put"), string(a.Key), string(a.ID), a.Title, string(a.Published), dayOf(a.Published), string(a.Source), string(a.URL),
		a.Language, a.SHA256, stamp(captured), int64(a.Fingerprint), string(a.Origin), string(a.Superseded))
	if err == nil {
		err = t.reachArticle(id, stamp(captured), a.Published)
	}
	if err == nil {
		err = t.c.exec(t.ctx, query("article.text"), id, deflate([]byte(a.Text)))
	}
	if err == nil {
		err = t.c.exec(t.ctx, query("article.words"), id, a.Title, a.Text)
	}
	return err == nil, t.s.fault(err)
}

// Supersede marks an article as replaced.
func (t *tx) Supersede(old, by demarche.ArticleKey) error {
	if _, err := t.mustArticle(old); err != nil {
		return t.s.fault(err)
	}
	if _, err := t.mustArticle(by); err != nil {
		return t.s.fault(err)
	}
	return t.s.fault(t.c.exec(t.ctx, query("article.supersede"), string(by), string(old)))
}

// SetOrigin says of which article another is a copy, from the next change on.
func (t *tx) SetOrigin(key, origin demarche.ArticleKey) error {
	return t.s.fault(t.setOrigin(key, origin))
}

func (t *tx) setOrigin(key, origin demarche.ArticleKey) error {
	id, err := t.mustArticle(key)
	if err != nil {
		return err
	}
	m, err := t.meta(id)
	if err != nil || m.stands == origin {
		return err
	}
	// An article that told nothing yet has no past to keep; and where its origin
	// was set before in the same step, what it was set to never held.
	if err := t.c.exec(t.ctx, query("origin.was.put"), t.last+1, string(m.stands), id); err != nil {
		return err
	}
	delete(t.arts, id)
	return t.c.exec(t.ctx, query("article.origin"), string(origin), id)
}

// originAt gives the origin of an article after change n.
func (r *reader) originAt(m *articleMeta, n int64) (demarche.ArticleKey, error) {
	if !m.moved || n >= r.last && !r.then {
		return m.origin, nil
	}
	var was demarche.ArticleKey
	ok, err := r.c.one(r.ctx, query("origin.then"), []any{m.id, n}, &was)
	switch {
	case err != nil || !ok:
		return m.origin, err
	case was == "":
		return m.key, nil
	}
	return was, nil
}

// PutReading adds a reading and puts it in force.
func (t *tx) PutReading(key demarche.ArticleKey, r *demarche.Reading, recorded time.Time) error {
	id, err := t.mustArticle(key)
	if err != nil {
		return t.s.fault(err)
	}
	c := *r
	c.Article.Text = "" // it is that of the article
	b, err := encode(&c)
	if err != nil {
		return t.s.fault(err)
	}
	n, err := t.c.insert(t.ctx, query("reading.put"), id, stamp(recorded), deflate(b))
	if err == nil {
		err = t.c.exec(t.ctx, query("article.reading"), n, id)
	}
	delete(t.arts, id)
	return t.s.fault(err)
}

// Like gives the articles in force on some days whose fingerprint is alike.
func (t *tx) Like(fingerprint uint64, days demarche.Interval) ([]store.Article, error) {
	if fingerprint == 0 {
		return nil, nil
	}
	q := `SELECT ` + articleColumns + ` FROM article a WHERE a.fingerprint <> 0 AND a.superseded = '' AND a.forgotten = 0`
	var args []any
	if days.From != demarche.Beginning || days.To != demarche.End {
		q += ` AND (a.day BETWEEN ? AND ? OR a.day IS NULL)`
		args = append(args, int64(days.From), int64(days.To))
	}
	var out []store.Article
	err := t.articles(q, args, func(a store.Article) bool {
		if ledger.Alike(a.Fingerprint, fingerprint) {
			out = append(out, a)
		}
		return true
	})
	for i := range out {
		if err == nil {
			out[i].Text, err = t.text(out[i].Key)
		}
	}
	return out, t.s.fault(err)
}

// CopiesOf gives the articles in force that are copies of one, and that one.
func (t *tx) CopiesOf(origin demarche.ArticleKey) ([]store.Article, error) {
	var out []store.Article
	err := t.articles(`SELECT `+articleColumns+` FROM article a WHERE a.id IN (SELECT id FROM article WHERE key = ?1 AND origin IN ('', ?1) UNION SELECT id FROM article WHERE origin = ?1 AND origin <> '')
AND a.superseded = '' AND a.forgotten = 0 ORDER BY a.key`, []any{string(origin)}, func(a store.Article) bool {
		out = append(out, a)
		return true
	})
	return out, t.s.fault(err)
}

// AtURL gives the articles published at an address.
func (t *tx) AtURL(url string) ([]store.Article, error) {
	var out []store.Article
	if url == "" {
		return nil, nil
	}
	err := t.articles(`SELECT `+articleColumns+` FROM article a WHERE a.url = ? AND a.url <> ''`, []any{url}, func(a store.Article) bool {
		out = append(out, a)
		return true
	})
	for i := range out {
		if err == nil {
			out[i].Text, err = t.text(out[i].Key)
		}
	}
	return out, t.s.fault(err)
}

const articleColumns = `a.key, a.came, a.title, a.published, a.source, a.url, a.language, a.sha256, a.captured, a.fingerprint, a.origin, a.superseded, a.forgotten`

// articles reads articles without their texts until f has enough.
func (r *reader) articles(q string, args []any, f func(store.Article) bool) error {
	enough := demarche.Errorf(demarche.Internal, "", "enough")
	err := r.c.stream(r.ctx, q, args, func(scan func(...any) error) error {
		var a store.Article
		var captured, fingerprint, forgotten int64
		if err := scan(&a.Key, &a.ID, &a.Title, &a.Published, &a.Source, &a.URL, &a.Language, &a.SHA256, &captured, &fingerprint, &a.Origin, &a.Superseded, &forgotten); err != nil {
			return err
		}
		a.Captured, a.Fingerprint = moment(captured), uint64(fingerprint)
		if forgotten != 0 {
			at := moment(forgotten)
			a.Forgotten = &at
		}
		if !f(a) {
			return enough
		}
		return nil
	})
	if errors.Is(err, enough) {
		return nil
	}
	return err
}

// text gives the text of an article; none where it was forgotten.
func (r *reader) text(key demarche.ArticleKey) (string, error) {
	var b []byte
	ok, err := r.c.one(r.ctx, `SELECT t.body FROM article a JOIN article_text t ON t.id = a.id WHERE a.key = ?`, []any{string(key)}, &b)
	if err != nil || !ok {
		return "", err
	}
	b, err = inflate(b)
	if err != nil {
		return "", &demarche.Error{Code: demarche.Unavailable, Where: r.s.path, What: "the text of article " + string(key) + " is damaged", Err: err, Repair: "restore the file from a copy"}
	}
	return string(b), nil
}

// hexes reports whether a reference may be the beginning of a hash.
func hexes(s string) bool {
	return len(s) >= 6 && strings.Trim(s, "0123456789abcdef") == ""
}
