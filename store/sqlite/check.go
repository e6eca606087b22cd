package sqlite

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"demarche"
	"demarche/ledger"
)

// mostFaults is how many faults Check lists.
const mostFaults = 20

// Check goes through the whole record: what SQLite says of its file, whether
// texts are those that were hashed, whether the evidence of every row is its
// words, whether every row that stands somewhere has its entry, and whether
// nobody touched the decisions. The error lists what it found.
func (s *Store) Check(ctx context.Context) error {
	fresh, err := s.read.Conn(ctx)
	if err != nil {
		return s.fault(err)
	}
	c := newConn(fresh)
	defer func() { _ = c.close() }() // it only reads
	if err := c.exec(ctx, "BEGIN"); err != nil {
		return s.fault(err)
	}
	r := &reader{s: s, c: c, ctx: ctx}
	_, err = c.one(ctx, query("change.last"), nil, &r.last, new(int64))
	k := &checker{r: r}
	for _, f := range []func() error{k.file, k.articles, k.rows, k.entries, k.origins, k.places, k.changes, k.decisions} {
		if err == nil {
			err = f()
		}
	}
	if e := c.exec(context.WithoutCancel(ctx), "ROLLBACK"); err == nil {
		err = e
	}
	if err != nil {
		return s.fault(err)
	}
	if len(k.faults) == 0 {
		return nil
	}
	what := strings.Join(k.faults[:min(len(k.faults), mostFaults)], "\n  ")
	if n := len(k.faults) - mostFaults; n > 0 {
		what += fmt.Sprintf("\n  and %d more", n)
	}
	return &demarche.Error{Code: demarche.Invalid, Where: s.path, What: "the record is damaged:\n  " + what,
		Repair: "restore the file from a copy; where only the index is wrong, make it again: demarche rebuild"}
}

// checker collects what is wrong.
type checker struct {
	r      *reader
	faults []string
}

func (k *checker) say(format string, args ...any) {
	k.faults = append(k.faults, fmt.Sprintf(format, args...))
}

// file asks SQLite.
func (k *checker) file() error {
	return k.r.c.each(k.r.ctx, "PRAGMA integrity_check(20)", nil, func(scan func(...any) error) error {
		var s string
		err := scan(&s)
		if err == nil && s != "ok" {
			k.say("file: %s", s)
		}
		return err
	})
}

// articles hashes every text.
func (k *checker) articles() error {
	type article struct{ key, hash string }
	var all []article
	err := k.r.c.each(k.r.ctx, `SELECT key, sha256 FROM article WHERE forgotten = 0`, nil, func(scan func(...any) error) error {
		var a article
		err := scan(&a.key, &a.hash)
		all = append(all, a)
		return err
	})
	for _, a := range all {
		if err != nil {
			return err
		}
		text, e := k.r.text(demarche.ArticleKey(a.key))
		sum := sha256.Sum256([]byte(text))
		switch {
		case e != nil:
			k.say("article %s: %v", a.key, e)
		case a.hash != "" && hex.EncodeToString(sum[:]) != a.hash:
			k.say("article %s: its text is not the one that was hashed", a.key)
		}
	}
	return err
}

// rows compares evidence and words.
func (k *checker) rows() error {
	ids, err := k.r.ints(`SELECT b.id FROM row_body b JOIN "row" r ON r.id = b.id ORDER BY r.article`)
	if err != nil {
		return err
	}
	var key demarche.ArticleKey
	var text string
	for _, id := range ids {
		rep, ok, err := k.r.report(id, k.r.last+1, 0)
		if err != nil {
			k.say("row %d: %v", id, err)
			continue
		}
		if !ok || rep.Row.Article == "" {
			continue
		}
		if rep.Row.Article != key {
			key = rep.Row.Article
			if text, err = k.r.text(key); err != nil {
				continue // said above
			}
		}
		if what := ledger.Evidence(&rep.Row, text); what != "" {
			k.say("row %s of article %s: %s", rep.Row.ID, key, what)
		}
	}
	return nil
}

// origins looks for articles that are copies of nothing, or were until a change
// that never came.
func (k *checker) origins() error {
	return k.r.c.each(k.r.ctx, `SELECT a.key FROM article a WHERE a.origin <> '' AND a.origin NOT IN (SELECT key FROM article)
UNION SELECT coalesce(a.key, w.article) FROM origin_was w LEFT JOIN article a ON a.id = w.article
WHERE a.id IS NULL OR w.origin <> '' AND w.origin NOT IN (SELECT key FROM article) OR w.until NOT BETWEEN 1 AND ?+1 LIMIT 20`, []any{k.r.last}, func(scan func(...any) error) error {
		var s string
		err := scan(&s)
		k.say("article %s: it is a copy of an article that is not there, or was until a change that never came", s)
		return err
	})
}

// entries reads what every version says.
func (k *checker) entries() error {
	return k.r.c.stream(k.r.ctx, `SELECT r.rid, b.body FROM version_body b JOIN version v ON v.id = b.id JOIN "row" r ON r.id = v.entry`, nil, func(scan func(...any) error) error {
		var id string
		var body []byte
		err := scan(&id, &body)
		if err == nil && unpack(body, &demarche.Entry{}, "") != nil {
			k.say("entry %s: what it says is damaged", id)
		}
		return err
	})
}

// places looks for rows that stand in an entry which is not there, and for
// entries in which no row stands.
func (k *checker) places() error {
	for _, q := range []struct{ sql, what string }{
		{`SELECT DISTINCT r.rid FROM member m JOIN "row" r ON r.id = m.entry WHERE m.until = 4611686018427387904
AND NOT EXISTS (SELECT 1 FROM version v WHERE v.entry = m.entry AND v.until = 4611686018427387904) LIMIT 20`, "entry %s: rows stand in it, and it is not there"},
		{`SELECT r.rid FROM version v JOIN "row" r ON r.id = v.entry WHERE v.until = 4611686018427387904 AND v.flags & 4 = 0
AND NOT EXISTS (SELECT 1 FROM member m WHERE m.entry = v.entry AND m.until = 4611686018427387904) LIMIT 20`, "entry %s: it is there, and no row stands in it"},
		{`SELECT r.rid FROM member m JOIN "row" r ON r.id = m.row WHERE m.until = 4611686018427387904 GROUP BY m.row HAVING count(*) > 1 LIMIT 20`, "row %s: it stands in two entries"},
		{`SELECT c.name FROM (SELECT called, sum(n) FROM mention_sum GROUP BY called EXCEPT SELECT called, count(*) FROM mention GROUP BY called) m LEFT JOIN called c ON c.id = m.called LIMIT 20`, "name %s: it is counted wrongly"},
		{`SELECT v.id FROM version v LEFT JOIN version_body b ON b.id = v.id WHERE b.id IS NULL LIMIT 20`, "version %s: it has no body"},
	} {
		err := k.r.c.each(k.r.ctx, q.sql, nil, func(scan func(...any) error) error {
			var s string
			err := scan(&s)
			k.say(q.what, s)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// changes are numbered without a gap and go forward in time.
func (k *checker) changes() error {
	var n, at int64
	return k.r.c.each(k.r.ctx, `SELECT seq, recorded FROM change ORDER BY seq`, nil, func(scan func(...any) error) error {
		var seq, recorded int64
		if err := scan(&seq, &recorded); err != nil {
			return err
		}
		if seq != n+1 {
			k.say("change %d: it is missing", n+1)
		}
		if recorded < at {
			k.say("change %d: it was recorded before the one before", seq)
		}
		n, at = seq, recorded
		return nil
	})
}

// decisions are audited.
func (k *checker) decisions() error {
	var all []demarche.Decision
	for d, err := range k.r.Decisions(k.r.ctx, "") {
		if err != nil {
			return err
		}
		all = append(all, d)
	}
	if err := ledger.Audit(slices.Clip(all)); err != nil {
		k.say("%v", err)
	}
	return nil
}
