package sqlite

import (
	"bytes"
	"slices"
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
	body, err := encode(&r.Row)
	if err != nil {
		return err
	}
	id, err := t.rowID(string(r.Row.ID))
	switch {
	case err != nil:
		return err
	case id == 0:
		if id, err = t.c.insert(t.ctx, query("row.put"), string(r.Row.ID), kind, art.id, art.day, art.reading); err != nil {
			return err
		}
		t.note(string(r.Row.ID), id)
		if err := t.c.exec(t.ctx, query("row.body.put"), id, t.last+1, stamp(r.Recorded), body); err != nil {
			return err
		}
		if w := joined(&r.Row); w != "" {
			if err := t.c.exec(t.ctx, query("row.words"), id, w); err != nil {
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

// mentions notes what an article calls the actors of a row. Most of it was
// noted with another row of the article, or with another article.
func (t *tx) mentions(r *demarche.Row, art *articleMeta, recorded int64) error {
	if t.noted == nil || t.notedOf != art.id || t.notedAt != recorded {
		t.noted, t.notedOf, t.notedAt = map[mentionKey]bool{}, art.id, recorded
	}
	var notes, words []any
	for i := range r.Known {
		p := &r.Known[i]
		actor, err := t.term(termActor, string(p.ID))
		if err != nil {
			return err
		}
		note := func(what int, name string) bool {
			k := mentionKey{actor, what, name}
			if t.noted[k] {
				return false
			}
			t.noted[k] = true
			notes = append(notes, actor, what, name, art.id, art.day, recorded)
			return true
		}
		word := func(of string) {
			for _, w := range wordsOf(of) {
				k := termKey{termKind(-actor), w}
				if _, ok := t.s.terms[k]; !ok {
					t.s.terms[k] = 1
					words = append(words, w, actor)
				}
			}
		}
		base, err := encode(&demarche.Party{ID: p.ID, Name: p.Name, Kind: p.Kind, Country: p.Country, Unnamed: p.Unnamed})
		if err != nil {
			return err
		}
		if note(0, string(base)) {
			word(p.Name)
			word(string(p.ID))
		}
		for _, a := range p.Aliases {
			if note(1, a) {
				word(a)
			}
		}
		for _, o := range p.Roles {
			note(2, o)
		}
	}
	// Rows that are brought in from another record do not come in order of time.
	if err := t.many(`INSERT INTO mention (actor, what, name, article, day, recorded)`, 6, notes,
		` ON CONFLICT (actor, what, name, article) DO UPDATE SET recorded = excluded.recorded WHERE excluded.recorded < recorded`); err != nil {
		return err
	}
	return t.many(`INSERT OR IGNORE INTO actor_word (word, actor)`, 2, words, "")
}

// mentionKey is a name of an actor as an article prints it.
type mentionKey struct {
	actor int64
	what  int
	name  string
}

// wordsOf are the words of a name as they are looked for, in house spelling.
func wordsOf(name string) []string {
	return strings.FieldsFunc(ledger.Slug(name), func(r rune) bool { return r == '-' })
}

// report reads a row as it was after change n; not ok where it is not there,
// has no words any more, or was not published by a day (0 is any).
func (r *reader) report(id, n int64, by demarche.Day) (rep demarche.Report, ok bool, err error) {
	var art, day, recorded, since int64
	var body []byte
	if ok, err = r.c.one(r.ctx, query("row.body.get"), []any{id}, &since, &recorded, &body); err != nil || !ok {
		return rep, false, err
	}
	q := query("row.report")
	args := []any{id}
	if since > n && n < r.last {
		q, args = query("row.report.then"), []any{id, n}
	}
	if ok, err = r.c.one(r.ctx, q, args, &id, &art, &day, &recorded, &body); err != nil || !ok {
		return rep, false, err
	}
	if by != 0 && art != 0 && day > int64(by) {
		return rep, false, nil
	}
	if err := decode(body, &rep.Row, r.s.path); err != nil {
		return rep, false, err
	}
	rep.Recorded = moment(recorded)
	if art == 0 {
		return rep, true, nil
	}
	m, err := r.meta(art)
	if err != nil {
		return rep, false, err
	}
	rep.ArticleID, rep.Title, rep.Published, rep.Source, rep.URL, rep.Origin = m.came, m.title, m.published, m.source, m.url, m.origin
	return rep, true, nil
}

// reports reads rows as they are now, leaving out those that are not there.
func (t *reader) reports(ids []int64) ([]demarche.Report, error) {
	var out []demarche.Report
	for _, id := range ids {
		rep, ok, err := t.report(id, t.last+1, 0)
		if err != nil {
			return nil, t.s.fault(err)
		}
		if ok {
			out = append(out, rep)
		}
	}
	return out, nil
}

// ints reads a column of numbers.
func (r *reader) ints(q string, args ...any) ([]int64, error) {
	var out []int64
	err := r.c.each(r.ctx, q, args, func(scan func(...any) error) error {
		var n int64
		out = append(out, 0)
		err := scan(&n)
		out[len(out)-1] = n
		return err
	})
	return out, err
}

// Near gives the reports that belong to an entry and are kept in a block.
func (t *tx) Near(blocks []ledger.Block) ([]demarche.Report, error) {
	seen := map[int64]bool{}
	var ids []int64
	for _, b := range blocks {
		rows, err := t.ints(query("block.near"), int64(b))
		if err != nil {
			return nil, t.s.fault(err)
		}
		for _, id := range rows {
			if seen[id] {
				continue
			}
			seen[id] = true
			at, err := t.standing(id)
			if err != nil {
				return nil, t.s.fault(err)
			}
			if at.entry != 0 {
				ids = append(ids, id)
			}
		}
	}
	return t.reports(ids)
}

// Members gives the reports of rows.
func (t *tx) Members(rows []demarche.RowID) ([]demarche.Report, error) {
	var ids []int64
	for _, r := range rows {
		id, err := t.rowID(string(r))
		if err != nil {
			return nil, t.s.fault(err)
		}
		if id != 0 && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return t.reports(ids)
}

// RowsOf gives the rows of the reading in force of an article, and those that
// persons added, in the order of their ids.
func (r *reader) RowsOf(key demarche.ArticleKey) ([]demarche.Report, error) {
	id, err := r.articleID(key)
	if err != nil || id == 0 {
		return nil, r.s.fault(err)
	}
	ids, err := r.ints(query("rows.read"), id)
	if err != nil {
		return nil, r.s.fault(err)
	}
	return r.reports(ids)
}

// Tensions gives the tension rows that touch one of the rows.
func (t *tx) Tensions(rows []demarche.RowID) ([]demarche.Row, error) {
	seen := map[int64]bool{}
	var ids []int64
	for _, r := range rows {
		id, err := t.rowID(string(r))
		if err != nil {
			return nil, t.s.fault(err)
		}
		touching, err := t.ints(query("tense.of"), id)
		if err != nil {
			return nil, t.s.fault(err)
		}
		for _, n := range touching {
			if !seen[n] {
				seen[n] = true
				ids = append(ids, n)
			}
		}
	}
	reports, err := t.reports(ids)
	if err != nil {
		return nil, err
	}
	var out []demarche.Row
	for _, r := range reports {
		out = append(out, r.Row)
	}
	slices.SortFunc(out, func(a, b demarche.Row) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return out, nil
}

// standing is where a row stands now; entry 0 is nowhere.
type standing struct {
	entry, since int64
	id           demarche.EntryID
	series       demarche.SeriesID
}

func (t *tx) standing(row int64) (s standing, err error) {
	_, err = t.c.one(t.ctx, query("member.now"), []any{row}, &s.entry, &s.id, &s.series, &s.since)
	return s, err
}

// Belongs says where rows stand now.
func (t *tx) Belongs(rows []demarche.RowID) (map[demarche.RowID]ledger.Belongs, error) {
	out := map[demarche.RowID]ledger.Belongs{}
	for _, r := range rows {
		id, err := t.rowID(string(r))
		if err != nil {
			return nil, t.s.fault(err)
		}
		if id == 0 {
			continue
		}
		at, err := t.standing(id)
		if err != nil {
			return nil, t.s.fault(err)
		}
		if at.entry != 0 {
			out[r] = ledger.Belongs{Entry: at.id, Series: at.series}
		}
	}
	return out, nil
}

// EntryRows gives the rows that belong to entries now.
func (t *tx) EntryRows(entries []demarche.EntryID) (map[demarche.EntryID][]demarche.RowID, error) {
	out := map[demarche.EntryID][]demarche.RowID{}
	for _, e := range entries {
		id, err := t.rowID(string(e))
		if err != nil {
			return nil, t.s.fault(err)
		}
		var rows []demarche.RowID
		err = t.c.each(t.ctx, query("member.ids"), []any{id}, func(scan func(...any) error) error {
			var r demarche.RowID
			err := scan(&r)
			rows = append(rows, r)
			return err
		})
		if err != nil {
			return nil, t.s.fault(err)
		}
		if len(rows) > 0 {
			out[e] = rows
		}
	}
	return out, nil
}
