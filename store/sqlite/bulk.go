package sqlite

import (
	"context"
	"crypto/sha256"
	"slices"
	"time"

	"demarche"
	"demarche/store"
)

// Step is an article as Bulk takes it: with its reading, its rows, and what
// they change.
type Step struct {
	Article  store.Article
	Reading  *demarche.Reading
	Rows     []store.Row
	Recorded time.Time
	Changes  []demarche.Change
	Entries  map[demarche.EntryID]*demarche.Entry
}

// Bulk fills an empty file for measurements, about ten times faster than
// Update does, with the same content: tables that are sorted by something else
// than the order of arrival are gathered in memory and written at the end, in
// their order, and indexes are made last. It takes only new articles whose rows
// begin an entry or join one of the last, and what it has written is safe only
// when it is done: what dies on the way leaves a file to throw away.
func (s *Store) Bulk(ctx context.Context, f func(put func(Step) error) error) error {
	for _, q := range []string{"PRAGMA journal_mode = off", "PRAGMA synchronous = off", "PRAGMA secure_delete = 0", "PRAGMA cache_size = -1000000"} {
		if _, err := s.w.c.ExecContext(ctx, q); err != nil {
			return s.fault(err)
		}
	}
	err := s.exclusive(ctx, func(t *tx) error {
		if err := t.empty(); err != nil {
			return err
		}
		b := &bulk{t: t, tallied: map[totalKey]int64{}, open: map[demarche.EntryID]*bulkEntry{}, totals: map[smallKey]smallMovement{}, day: map[smallKey]int64{}, settled: map[smallSettled]int32{}, lead: int64(demarche.Beginning),
			words: map[bulkWord]bool{}, calls: map[mentionKey]int64{}}
		return b.run(f)
	})
	for _, q := range []string{"PRAGMA journal_mode = wal", "PRAGMA synchronous = normal", "PRAGMA secure_delete = 1"} {
		if _, e := s.w.c.ExecContext(ctx, q); err == nil && e != nil {
			err = s.fault(e)
		}
	}
	return err
}

// versionWidth is how many columns of a version are written.
const versionWidth = 22

// kept is how many entries stay open for rows that join them.
const kept = 120_000

type bulk struct {
	t                                 *tx
	article, row, version             int64 // the last numbers
	open                              map[demarche.EntryID]*bulkEntry
	queue                             []demarche.EntryID
	totals                            map[smallKey]smallMovement
	day                               map[smallKey]int64 // moved on the day of t.recorded
	moves                             []bulkMove
	settled                           map[smallSettled]int32
	settledBefore                     []bulkMove // of days that are over: see spill
	tallied                           map[totalKey]int64
	lead                              int64
	words                             map[bulkWord]bool
	calls                             map[mentionKey]int64 // what actors are called, by number
	blocks                            []bulkBlock
	tags                              []bulkTag
	dates                             []bulkTag
	mentions                          []bulkMention
	articles, texts, texted, readings sheet
	rows, bodies, worded, changes     sheet
	called                            sheet
	members, versions, versionBodies  sheet
}

// bulkEntry is an entry that may grow.
type bulkEntry struct {
	id, version, begun, settled int64
	counted                     int64 // settled, as it was counted
	body                        [32]byte
	sources                     []string
	rows                        map[demarche.RowID]int64
	counts                      []smallCount
}

func (b *bulk) run(f func(put func(Step) error) error) error {
	indexes, err := b.unindex()
	if err != nil {
		return err
	}
	type made struct {
		step          Step
		text, reading []byte
		rows          [][]byte
		err           error
	}
	// One side makes and packs, the other writes.
	steps := make(chan made, 64)
	stop := make(chan struct{})
	go func() {
		defer close(steps)
		give := func(m made) error {
			select {
			case steps <- m:
				return nil
			case <-stop:
				return errStopped
			}
		}
		err := f(func(s Step) error {
			m := made{step: s, text: deflate([]byte(s.Article.Text))}
			r := *s.Reading
			r.Article.Text = "" // it is that of the article
			raw, err := encode(&r)
			if err != nil {
				return err
			}
			m.reading = deflate(raw)
			for i := range s.Rows {
				m.rows = append(m.rows, pack(&s.Rows[i].Row))
			}
			return give(m)
		})
		if err != nil {
			_ = give(made{err: err}) // or nobody listens any more
		}
	}()
	defer close(stop)
	for m := range steps {
		if m.err != nil {
			return m.err
		}
		if err := b.put(&m.step, m.text, m.reading, m.rows); err != nil {
			return err
		}
	}
	if err := b.finish(); err != nil {
		return err
	}
	for _, q := range indexes {
		if err := b.t.c.exec(b.t.ctx, q); err != nil {
			return err
		}
	}
	return nil
}

// unindex drops the indexes and triggers and gives what makes them again.
func (b *bulk) unindex() ([]string, error) {
	var names, makes []string
	err := b.t.c.each(b.t.ctx, `SELECT name, sql FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql IS NOT NULL AND tbl_name NOT LIKE 'goose%'`, nil, func(scan func(...any) error) error {
		var name, q string
		err := scan(&name, &q)
		names, makes = append(names, name), append(makes, q)
		return err
	})
	for _, n := range names {
		if err == nil {
			err = b.t.c.exec(b.t.ctx, "DROP INDEX IF EXISTS "+n)
		}
		if err == nil {
			err = b.t.c.exec(b.t.ctx, "DROP TRIGGER IF EXISTS "+n)
		}
	}
	return makes, err
}

// put writes an article with its rows and what they change.
func (b *bulk) put(s *Step, text, reading []byte, bodies [][]byte) error {
	b.article++
	a := &s.Article
	day := dayOf(a.Published)
	var dayValue any
	if day.Valid {
		dayValue = day.Int64
		b.t.reach(reachTold, day.Int64, b.row+int64(len(s.Rows)))
	}
	if err := b.t.reachArticle(b.article, stamp(a.Captured), a.Published); err != nil {
		return err
	}
	if err := b.add(&b.articles, `INSERT INTO article (id, key, came, title, published, day, source, url, language, sha256, captured, fingerprint, origin, superseded, reading)`, b.article, string(a.Key), string(a.ID), a.Title,
		string(a.Published), dayValue, string(a.Source), string(a.URL), a.Language, a.SHA256, stamp(a.Captured), int64(a.Fingerprint), string(a.Origin), string(a.Superseded), b.article); err != nil {
		return err
	}
	if err := b.add(&b.texts, `INSERT INTO article_text (id, body)`, b.article, text); err != nil {
		return err
	}
	if err := b.add(&b.texted, `INSERT INTO article_words (rowid, title, body)`, b.article, a.Title, a.Text); err != nil {
		return err
	}
	if err := b.add(&b.readings, `INSERT INTO reading (id, article, recorded, body)`, b.article, b.article, stamp(s.Recorded), reading); err != nil {
		return err
	}
	ids := map[demarche.RowID]int64{}
	noted := map[mentionKey]bool{}
	for i := range s.Rows {
		r := &s.Rows[i]
		b.row++
		ids[r.Row.ID] = b.row
		if err := b.add(&b.rows, `INSERT INTO "row" (id, rid, kind, article, day, reading)`, b.row, string(r.Row.ID), kindNumber[r.Row.Kind], b.article, dayValue, b.article); err != nil {
			return err
		}
		if err := b.add(&b.bodies, `INSERT INTO row_body (id, since, recorded, body)`, b.row, b.t.last+1, stamp(r.Recorded), bodies[i]); err != nil {
			return err
		}
		if w := joined(&r.Row); w != "" {
			if err := b.add(&b.worded, `INSERT INTO row_words (rowid, words, kind)`, b.row, w, string(r.Row.Kind)); err != nil {
				return err
			}
		}
		for _, k := range r.Blocks {
			b.blocks = append(b.blocks, bulkBlock{int64(k), int32(b.row)})
		}
		if err := b.mention(r, dayValue, noted); err != nil {
			return err
		}
	}
	return b.append(s, ids, day.Int64, day.Valid)
}

// mention notes what an article calls the actors of a row, as mentions does.
func (b *bulk) mention(r *store.Row, day any, noted map[mentionKey]bool) error {
	for i := range r.Row.Known {
		p := &r.Row.Known[i]
		actor, err := b.t.term(termActor, string(p.ID))
		if err != nil {
			return err
		}
		note := func(what int, name string) bool {
			k := mentionKey{actor, what, name}
			if noted[k] {
				return false
			}
			noted[k] = true
			called, ok := b.calls[k]
			if !ok {
				called = int64(len(b.calls) + 1)
				b.calls[k] = called
				if err = b.add(&b.called, `INSERT INTO called (id, actor, what, name)`, called, actor, what, name); err != nil {
					return false // told below
				}
			}
			m := bulkMention{stamp(r.Recorded), int32(called), int32(b.article), int32(demarche.End)}
			if d, ok := day.(int64); ok {
				m.day = int32(d)
			}
			b.mentions = append(b.mentions, m)
			return !ok // else it has its words
		}
		word := func(of string) {
			for _, w := range wordsOf(of) {
				b.words[bulkWord{w, actor}] = true
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
		if err != nil {
			return err
		}
	}
	return nil
}

// append writes changes and entries, as Append does.
func (b *bulk) append(s *Step, ids map[demarche.RowID]int64, day int64, dated bool) error {
	t := b.t
	since := t.last + 1
	at := t.recorded
	for i := range s.Changes {
		at = max(at, stamp(s.Changes[i].Recorded))
	}
	if t.recorded != 0 && dayNumber(at) != dayNumber(t.recorded) {
		b.endDay()
	}
	t.recorded = at
	causes := map[demarche.EntryID]int64{}
	for i := range s.Changes {
		c := &s.Changes[i]
		row, e := ids[c.Row], b.open[c.Entry]
		if e == nil {
			if e = (&bulkEntry{id: ids[demarche.RowID(c.Entry)], begun: int64(demarche.End), settled: int64(demarche.Beginning), rows: map[demarche.RowID]int64{}}); e.id == 0 || row == 0 {
				return demarche.Errorf(demarche.Invalid, string(c.Row), "in bulk, a row begins an entry or joins one of the last")
			}
			b.open[c.Entry] = e
			if b.queue = append(b.queue, c.Entry); len(b.queue) > kept {
				delete(b.open, b.queue[0])
				b.queue = b.queue[1:]
			}
		}
		e.rows[c.Row] = row
		d := day
		if !dated {
			d = int64(demarche.End)
		}
		e.begun, e.settled = min(e.begun, d), max(e.settled, d)
		if src := string(s.Article.Source); src != "" && !slices.Contains(e.sources, src) {
			e.sources = append(e.sources, src)
		}
		t.last++
		t.reach(reachRecorded, dayNumber(t.recorded), row)
		causes[c.Entry] |= bitOf(c.Cause)
		if err := b.add(&b.changes, `INSERT INTO change (seq, since, recorded, kind, cause, row, entry, left, series, article, decision)`, t.last, since, t.recorded, string(c.Kind), string(c.Cause), row, e.id, 0, string(c.Series), string(c.Article), c.Decision); err != nil {
			return err
		}
		if err := b.add(&b.members, `INSERT INTO member (entry, until, row, since, series)`, e.id, holds, row, since, string(c.Series)); err != nil {
			return err
		}
	}
	sorted := make([]demarche.EntryID, 0, len(s.Entries))
	for id := range s.Entries {
		sorted = append(sorted, id)
	}
	slices.Sort(sorted)
	for _, id := range sorted {
		if err := b.entry(id, s.Entries[id], since, causes[id]); err != nil {
			return err
		}
	}
	return nil
}

// entry begins a version, as putEntry does.
func (b *bulk) entry(id demarche.EntryID, of *demarche.Entry, since, cause int64) error {
	o := b.open[id]
	e := *of
	e.Reports = nil
	body, f := pack(&e), derive(&e)
	f.begun, f.settled, f.sources, f.best = o.begun, o.settled, o.sources, o.rows[e.Best]
	sum := sha256.Sum256(body)
	if o.version != 0 {
		if o.body == sum {
			v, err := b.t.version(o.version)
			if err != nil {
				return err
			}
			if v.begun == f.begun && v.settled == f.settled {
				return demarche.Errorf(demarche.Invalid, string(id), "in bulk, every row changes its entry")
			}
		}
		if n := int64(len(b.versions.args) / versionWidth); o.version > b.version-n { // it is still waiting
			if err := b.write(&b.versions, versionWidth); err != nil {
				return err
			}
		}
		if err := b.t.c.exec(b.t.ctx, query("version.end"), since, cause, o.version); err != nil {
			return err
		}
		b.count(o.counts, o.counted, -1, 0)
	}
	typ, err := b.t.term(termType, f.typ)
	if err != nil {
		return err
	}
	status, err := b.t.term(termStatus, f.status)
	if err != nil {
		return err
	}
	var series any
	if f.series != "" {
		series = f.series
	}
	b.version++
	v, r := b.version, rank(string(id))
	if err := b.add(&b.versions, `INSERT INTO version (id, entry, since, until, rank, kind, type, status, flags, first, last, begun, settled, class, date, from_day, to_day, said_from, said_to, best, series, cause)`,
		v, o.id, since, holds, r, f.kind, typ, status, f.flags, f.first, f.last, f.begun, f.settled, f.class, f.date, f.from, f.to, f.saidFrom, f.saidTo, f.best, series, cause); err != nil {
		return err
	}
	if err := b.add(&b.versionBodies, `INSERT INTO version_body (id, body)`, v, body); err != nil {
		return err
	}
	tag := func(kind termKind, names []string) error {
		for _, name := range names {
			n, err := b.t.term(kind, name)
			if err != nil {
				return err
			}
			b.tags = append(b.tags, bulkTag{rank: r, term: int32(n), at: int32(f.last), version: int32(v)})
			b.t.used[n]++
			if kind == termActor {
				for _, d := range datesOf(f.kind, f.class, f.date, f.saidFrom, f.saidTo) {
					b.dates = append(b.dates, bulkTag{r, int32(n), int32(d[0]), int32(d[1]), int32(v)})
				}
			}
		}
		return nil
	}
	if typ != 0 {
		b.tags = append(b.tags, bulkTag{rank: r, term: int32(typ), at: int32(f.last), version: int32(v)})
		b.t.used[typ]++
	}
	for kind, names := range map[termKind][]string{termActor: f.actors, termIssue: f.issues, termSource: f.sources} {
		if err := tag(kind, names); err != nil {
			return err
		}
	}
	if f.last != int64(demarche.Beginning) {
		b.lead = max(b.lead, f.last-dayNumber(b.t.recorded))
	}
	clear(b.tallied)
	if err := tally(&e, 1, b.tallied, b.t.term); err != nil {
		return err
	}
	counts := make([]smallCount, 0, len(b.tallied))
	for k, n := range b.tallied {
		counts = append(counts, smallCount{small(k), int32(n)})
	}
	o.version, o.body, o.counts, o.counted = v, sum, counts, f.settled
	b.count(counts, f.settled, 1, 1)
	return nil
}
