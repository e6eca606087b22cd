package sqlite

import (
	"bytes"
	"strings"

	"demarche"
	"demarche/ledger"
	"demarche/store"
)

// rowID gives the number of a row, 0 where the record does not have it.
func (r *reader) rowID(id string) (int64, error) {
	if n, ok := r.ids[id]; ok {
		return n, nil
	}
	var n int64
	_, err := r.c.one(r.ctx, query("row.id"), []any{id}, &n)
	if err == nil && n != 0 {
		r.note(id, n)
	}
	return n, err
}

// note remembers the number of a row for the rest of the call.
func (r *reader) note(id string, n int64) {
	if r.ids == nil || len(r.ids) > 10_000 {
		r.ids = map[string]int64{}
	}
	r.ids[id] = n
}

// PutRows adds rows. A row that is there gets the new fields from the next
// change on; tensions come last, since they point at other rows.
func (t *tx) PutRows(rows []store.Row) error {
	for _, tension := range []bool{false, true} {
		for i := range rows {
			if (rows[i].Row.Kind == demarche.TensionRow) == tension {
				if err := t.putRow(&rows[i]); err != nil {
					return t.s.fault(err)
				}
			}
		}
	}
	return nil
}

func (t *tx) putRow(r *store.Row) error {
	var art articleMeta
	if r.Row.Article != "" {
		id, err := t.mustArticle(r.Row.Article)
		if err != nil {
			return err
		}
		m, err := t.meta(id)
		if err != nil {
			return err
		}
		if m.forgotten {
			return demarche.Errorf(demarche.Invalid, string(r.Row.ID), "its article was forgotten")
		}
		art = *m
	} else if r.Row.Between == nil {
		return demarche.Errorf(demarche.Invalid, string(r.Row.ID), "a row has to name its article")
	}
	kind := kindNumber[r.Row.Kind]
	if kind == 0 || r.Row.ID == "" {
		return demarche.Errorf(demarche.Invalid, string(r.Row.ID), "a row has to have an id and a kind, not %q", r.Row.Kind)
	}
	if err := t.numbered(&r.Row); err != nil {
		return err
	}
	body := pack(&r.Row)
	id, err := t.rowID(string(r.Row.ID))
	switch {
	case err != nil:
		return err
	case id == 0:
		if id, err = t.c.insert(t.ctx, query("row.put"), string(r.Row.ID), kind, art.id, art.day, art.reading); err != nil {
			return err
		}
		t.note(string(r.Row.ID), id)
		t.reachRow(id, &art)
		if err := t.c.exec(t.ctx, query("row.body.put"), id, t.last+1, stamp(r.Recorded), body); err != nil {
			return err
		}
		if w := joined(&r.Row); w != "" {
			if err := t.c.exec(t.ctx, query("row.words"), id, w, string(r.Row.Kind)); err != nil {
				return err
			}
		}
	default:
		if err := t.reput(id, art.reading, r, body); err != nil {
			return err
		}
	}
	if err := t.putBlocks(id, r.Blocks); err != nil {
		return err
	}
	if b := r.Row.Between; b != nil {
		for _, other := range b.Rows {
			n, err := t.rowID(string(other))
			if err == nil && n == 0 {
				err = demarche.Errorf(demarche.Invalid, string(r.Row.ID), "it is a tension with %s, which the record does not have", other)
			}
			if err == nil {
				err = t.c.exec(t.ctx, query("tense.put"), n, id)
			}
			if err != nil {
				return err
			}
		}
	}
	return t.mentions(&r.Row, &art, stamp(r.Recorded))
}

// numbered gives the type and status of a row their numbers. No version of its
// entry needs to have them; what the row tells on its own, as reported by a day,
// is counted under them.
func (t *tx) numbered(r *demarche.Row) error {
	typ, status := "", ""
	switch {
	case r.Act != nil:
		typ, status = string(r.Act.Type), string(r.Act.Status)
	case r.Statement != nil:
		typ = string(r.Statement.Force)
	}
	if _, err := t.term(termType, typ); err != nil {
		return err
	}
	_, err := t.term(termStatus, status)
	return err
}

// joined is the words of a row as they are indexed. A tension has none of its
// own: it repeats those of its sides, and is found with them.
func joined(r *demarche.Row) string {
	if r.Kind == demarche.TensionRow {
		return ""
	}
	return strings.Join(r.Words, "\n")
}

// reput puts a row again: it belongs to the reading in force, and where its
// fields differ they hold from the next change on.
func (t *tx) reput(id, reading int64, r *store.Row, body []byte) error {
	if err := t.c.exec(t.ctx, query("row.read"), reading, id); err != nil {
		return err
	}
	var since, recorded int64
	var old []byte
	ok, err := t.c.one(t.ctx, query("row.body.get"), []any{id}, &since, &recorded, &old)
	switch {
	case err != nil:
		return err
	case !ok:
		return demarche.Errorf(demarche.Invalid, string(r.Row.ID), "it was forgotten")
	case bytes.Equal(old, body):
		return nil
	}
	if since <= t.last {
		if err := t.c.exec(t.ctx, query("row.was.put"), id, t.last+1, since, recorded, old); err != nil {
			return err
		}
	}
	return t.c.exec(t.ctx, query("row.body.set"), t.last+1, stamp(r.Recorded), body, id)
}

// putBlocks keeps a row under its blocks.
func (t *tx) putBlocks(id int64, blocks []ledger.Block) error {
	args := make([]any, 0, 2*len(blocks))
	for _, b := range blocks {
		args = append(args, int64(b), id)
	}
	return t.many(`INSERT OR IGNORE INTO block (hash, row)`, 2, args, "")
}

// many inserts rows of so many columns, several with one statement: each
// statement costs as much as the row it inserts.
func (t *tx) many(insert string, columns int, args []any, conflict string) error {
	for len(args) > 0 {
		n := 1
		for _, size := range [...]int{16, 8, 4, 2} {
			if len(args) >= size*columns {
				n = size
				break
			}
		}
		one := "(" + marks(columns) + ")"
		if err := t.c.exec(t.ctx, insert+" VALUES "+one+strings.Repeat(", "+one, n-1)+conflict, args[:n*columns]...); err != nil {
			return err
		}
		args = args[n*columns:]
	}
	return nil
}
