package sqlite

import (
	"cmp"
	"context"
	"crypto/sha256"
	"maps"
	"slices"
	"strings"
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
		b := &bulk{t: t, open: map[demarche.EntryID]*bulkEntry{}, totals: map[totalKey]movement{}, day: map[totalKey]int64{}, settled: map[settledKey]int64{}, lead: int64(demarche.Beginning),
			words: map[bulkWord]bool{}, names: map[string]string{}}
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
	totals                            map[totalKey]movement
	day                               map[totalKey]int64 // moved on the day of t.recorded
	moves                             []bulkMove
	settled                           map[settledKey]int64
	lead                              int64
	words                             map[bulkWord]bool
	names                             map[string]string // each once in memory
	blocks                            [][2]int64
	tags                              [][4]int64
	dates                             [][5]int64
	mentions                          []bulkMention
	articles, texts, texted, readings sheet
	rows, bodies, worded, changes     sheet
	members, versions, versionBodies  sheet
}

// bulkEntry is an entry that may grow.
type bulkEntry struct {
	id, version, begun, settled int64
	counted                     int64 // settled, as it was counted
	body                        [32]byte
	sources                     []string
	rows                        map[demarche.RowID]int64
	counts                      map[totalKey]int64
}

type bulkMove struct {
	key totalKey
	day int64
	n   int64
}

type bulkMention struct {
	actor    int64
	what     int
	name     string
	article  int64
	day      any
	recorded int64
}

type bulkWord struct {
	word  string
	actor int64
}

// sheet gathers rows of a table for one statement.
type sheet struct {
	insert string
	args   []any
}

// add adds a row, and writes what was gathered where it is enough for a
// statement.
func (b *bulk) add(s *sheet, into string, values ...any) error {
	s.insert = into
	if s.args = append(s.args, values...); len(s.args) < 32*len(values) {
		return nil
	}
	return b.write(s, len(values))
}

func (b *bulk) write(s *sheet, columns int) error {
	n := len(s.args) / columns
	one := ", (" + marks(columns) + ")"
	err := b.t.c.exec(b.t.ctx, s.insert+" VALUES "+strings.Repeat(one, n)[2:], s.args...)
	s.args = s.args[:0]
	return err
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
				body, err := encode(&s.Rows[i].Row)
				if err != nil {
					return err
				}
				m.rows = append(m.rows, body)
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
			if err := b.add(&b.worded, `INSERT INTO row_words (rowid, words)`, b.row, w); err != nil {
				return err
			}
		}
		for _, k := range r.Blocks {
			b.blocks = append(b.blocks, [2]int64{int64(k), b.row})
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
			one, ok := b.names[name]
			if !ok {
				one = name
				b.names[name] = one
			}
			b.mentions = append(b.mentions, bulkMention{actor, what, one, b.article, day, stamp(r.Recorded)})
			return !ok || what != 0 // a whole that was noted has its words
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
	body, err := encode(&e)
	if err != nil {
		return err
	}
	f := derive(&e)
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
			b.tags = append(b.tags, [4]int64{n, f.last, r, v})
			b.t.used[n]++
			if kind == termActor {
				b.dates = append(b.dates, [5]int64{n, f.class, f.date, r, v})
			}
		}
		return nil
	}
	if typ != 0 {
		b.tags = append(b.tags, [4]int64{typ, f.last, r, v})
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
	counts := map[totalKey]int64{}
	if err := tally(&e, 1, counts, b.t.term); err != nil {
		return err
	}
	o.version, o.body, o.counts, o.counted = v, sum, counts, f.settled
	b.count(counts, f.settled, 1, 1)
	return nil
}

// count adds what an entry counts for, or takes it away.
func (b *bulk) count(counts map[totalKey]int64, settled, n, ever int64) {
	for k, c := range counts {
		m := b.totals[k]
		b.totals[k] = movement{m.n + c*n, m.ever + c*ever}
		b.day[k] += c * n
		if k[0] != totalKind {
			b.settled[settledKey{k, settled}] += c * n
		}
	}
}

// endDay keeps what moved on the day that ends.
func (b *bulk) endDay() {
	for k, n := range b.day {
		if n != 0 {
			b.moves = append(b.moves, bulkMove{k, dayNumber(b.t.recorded), n})
		}
	}
	clear(b.day)
}

// finish writes what was gathered in memory.
func (b *bulk) finish() error {
	b.endDay()
	for _, s := range []struct {
		sheet   *sheet
		columns int
	}{{&b.articles, 15}, {&b.texts, 2}, {&b.texted, 3}, {&b.readings, 4}, {&b.rows, 6}, {&b.bodies, 4}, {&b.worded, 2}, {&b.changes, 11}, {&b.members, 5}, {&b.versions, versionWidth}, {&b.versionBodies, 2}} {
		if len(s.sheet.args) > 0 {
			if err := b.write(s.sheet, s.columns); err != nil {
				return err
			}
		}
	}
	if err := b.t.atLeast("lead", b.lead); err != nil {
		return err
	}
	if err := b.t.flush(); err != nil { // how often tags were used
		return err
	}
	if err := sorted(b, `INSERT OR IGNORE INTO block (hash, row)`, b.blocks, func(x, y [2]int64) int { return slices.Compare(x[:], y[:]) }, func(x [2]int64) []any { return anys(x[:]) }); err != nil {
		return err
	}
	b.blocks = nil
	if err := sorted(b, `INSERT INTO tag (term, last, rank, version)`, b.tags, func(x, y [4]int64) int {
		return cmp.Or(cmp.Compare(x[0], y[0]), cmp.Compare(y[1], x[1]), slices.Compare(x[2:], y[2:]))
	}, func(x [4]int64) []any { return anys(x[:]) }); err != nil {
		return err
	}
	b.tags = nil
	if err := sorted(b, `INSERT INTO tag_date (term, class, date, rank, version)`, b.dates, func(x, y [5]int64) int { return slices.Compare(x[:], y[:]) }, func(x [5]int64) []any { return anys(x[:]) }); err != nil {
		return err
	}
	b.dates = nil
	if err := sorted(b, `INSERT INTO mention (actor, what, name, article, day, recorded)`, b.mentions, func(x, y bulkMention) int {
		return cmp.Or(cmp.Compare(x.actor, y.actor), cmp.Compare(x.what, y.what), strings.Compare(x.name, y.name), cmp.Compare(x.recorded, y.recorded), cmp.Compare(x.article, y.article))
	}, func(x bulkMention) []any {
		return []any{x.actor, x.what, x.name, x.article, x.day, x.recorded}
	}); err != nil {
		return err
	}
	if err := b.mentionSums(); err != nil {
		return err
	}
	b.mentions = nil
	var words []bulkWord
	for w := range b.words {
		words = append(words, w)
	}
	if err := sorted(b, `INSERT INTO actor_word (word, actor)`, words, func(x, y bulkWord) int { return cmp.Or(strings.Compare(x.word, y.word), cmp.Compare(x.actor, y.actor)) }, func(x bulkWord) []any {
		return []any{x.word, x.actor}
	}); err != nil {
		return err
	}
	return b.finishTotals()
}

func (b *bulk) finishTotals() error {
	var totals, settled []bulkMove
	for k, m := range b.totals {
		totals = append(totals, bulkMove{k, m.ever, m.n})
	}
	for k, n := range b.settled {
		if n != 0 {
			settled = append(settled, bulkMove{k.totalKey, k.settled, n})
		}
	}
	for _, t := range []struct {
		into  string
		moves []bulkMove
	}{{`INSERT INTO total (what, a, b, c, d, e, ever, n)`, totals}, {`INSERT INTO total_day (what, a, b, c, d, e, day, n)`, b.moves}, {`INSERT INTO total_settled (what, a, b, c, d, e, settled, n)`, settled}} {
		if err := sorted(b, t.into, t.moves, func(x, y bulkMove) int { return cmp.Or(slices.Compare(x.key[:], y.key[:]), cmp.Compare(x.day, y.day)) }, func(x bulkMove) []any {
			return append(anys(x.key[:]), x.day, x.n)
		}); err != nil {
			return err
		}
	}
	return nil
}

// sorted writes the rows of a table in the order of its key.
func sorted[T any](b *bulk, into string, rows []T, order func(x, y T) int, values func(T) []any) error {
	slices.SortFunc(rows, order)
	var s sheet
	columns := 0
	for _, r := range rows {
		v := values(r)
		columns = len(v)
		if err := b.add(&s, into, v...); err != nil {
			return err
		}
	}
	if len(s.args) == 0 {
		return nil
	}
	return b.write(&s, columns)
}

// mentionSums adds up the mentions, which are in order.
func (b *bulk) mentionSums() error {
	type key struct{ on, day int64 }
	var s sheet
	sums := map[key]int64{}
	for i := range b.mentions {
		m := &b.mentions[i]
		k := key{dayNumber(m.recorded), int64(demarche.End)}
		if day, ok := m.day.(int64); ok {
			k.day = day
		}
		sums[k]++
		if i+1 < len(b.mentions) {
			if next := &b.mentions[i+1]; next.actor == m.actor && next.what == m.what && next.name == m.name {
				continue
			}
		}
		keys := slices.SortedFunc(maps.Keys(sums), func(x, y key) int { return cmp.Or(cmp.Compare(x.on, y.on), cmp.Compare(x.day, y.day)) })
		for _, k := range keys {
			if err := b.add(&s, `INSERT INTO mention_sum (actor, what, name, "on", day, n)`, m.actor, m.what, m.name, k.on, k.day, sums[k]); err != nil {
				return err
			}
		}
		clear(sums)
	}
	if len(s.args) == 0 {
		return nil
	}
	return b.write(&s, 6)
}
