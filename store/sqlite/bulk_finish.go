package sqlite

// What Bulk writes when all articles are in: tables in their order, totals,
// indexes.

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"demarche"
)

// count adds what an entry counts for, or takes it away.
func (b *bulk) count(counts []smallCount, settled int64, n, ever int32) {
	for _, c := range counts {
		m := b.totals[c.key]
		b.totals[c.key] = smallMovement{m.n + c.n*n, m.ever + c.n*ever}
		b.day[c.key] += int64(c.n * n)
		if c.key[0] != totalKind && c.key[0] != totalBack {
			b.settled[smallSettled{c.key, int32(settled)}] += c.n * n
		}
	}
}

// spill moves what was settled to a list, which takes half the room of a map.
// What comes to a day later stands in it a second time.
func (b *bulk) spill() {
	for k, n := range b.settled {
		if n != 0 {
			b.settledBefore = append(b.settledBefore, bulkMove{k.smallKey, k.settled, n})
		}
	}
	clear(b.settled)
}

// endDay keeps what moved on the day that ends.
func (b *bulk) endDay() {
	day := dayNumber(b.t.recorded)
	for k, n := range b.day {
		if n != 0 && k[0] != totalBack {
			b.moves = append(b.moves, bulkMove{k, int32(day), b.totals[k].n})
		}
	}
	clear(b.day)
	if len(b.settled) > 1_000_000 {
		b.spill()
	}
}

// finish writes what was gathered in memory.
func (b *bulk) finish() error {
	b.endDay()
	for _, s := range []struct {
		sheet   *sheet
		columns int
	}{{&b.articles, 15}, {&b.texts, 2}, {&b.texted, 3}, {&b.readings, 4}, {&b.rows, 6}, {&b.called, 4}, {&b.bodies, 4}, {&b.worded, 2}, {&b.changes, 11}, {&b.members, 5}, {&b.versions, versionWidth}, {&b.versionBodies, 2}} {
		if len(s.sheet.args) > 0 {
			if err := b.write(s.sheet, s.columns); err != nil {
				return err
			}
		}
	}
	// What Update merges bit by bit is merged at the end.
	for _, of := range []string{"article_words", "row_words"} {
		if err := b.t.c.exec(b.t.ctx, "INSERT INTO "+of+" ("+of+") VALUES ('optimize')"); err != nil {
			return err
		}
	}
	if err := b.t.atLeast("lead", b.lead); err != nil {
		return err
	}
	if err := b.t.flush(); err != nil { // how often tags were used
		return err
	}
	if err := sorted(b, `INSERT OR IGNORE INTO block (hash, row)`, b.blocks, func(x, y bulkBlock) int { return cmp.Or(cmp.Compare(x.hash, y.hash), cmp.Compare(x.row, y.row)) }, func(x bulkBlock) []any {
		return []any{x.hash, int64(x.row)}
	}); err != nil {
		return err
	}
	b.blocks = nil
	if err := sorted(b, `INSERT INTO tag (term, last, rank, version)`, b.tags, func(x, y bulkTag) int {
		return cmp.Or(cmp.Compare(x.term, y.term), cmp.Compare(y.at, x.at), cmp.Compare(x.rank, y.rank), cmp.Compare(x.version, y.version))
	}, func(x bulkTag) []any { return []any{int64(x.term), int64(x.at), x.rank, int64(x.version)} }); err != nil {
		return err
	}
	b.tags = nil
	if err := sorted(b, `INSERT INTO tag_date (term, class, date, rank, version)`, b.dates, func(x, y bulkTag) int {
		return cmp.Or(cmp.Compare(x.term, y.term), cmp.Compare(x.class, y.class), cmp.Compare(x.at, y.at), cmp.Compare(x.rank, y.rank), cmp.Compare(x.version, y.version))
	}, func(x bulkTag) []any {
		return []any{int64(x.term), int64(x.class), int64(x.at), x.rank, int64(x.version)}
	}); err != nil {
		return err
	}
	b.dates = nil
	if err := sorted(b, `INSERT INTO mention (called, article, day, recorded)`, b.mentions, func(x, y bulkMention) int {
		return cmp.Or(cmp.Compare(x.called, y.called), cmp.Compare(x.recorded, y.recorded), cmp.Compare(x.article, y.article))
	}, func(x bulkMention) []any {
		var day any
		if x.day != int32(demarche.End) {
			day = int64(x.day)
		}
		return []any{int64(x.called), int64(x.article), day, x.recorded}
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

// finishTotals writes the totals.
func (b *bulk) finishTotals() error {
	byKey := func(x, y bulkMove) int { return cmp.Or(slices.Compare(x.key[:], y.key[:]), cmp.Compare(x.day, y.day)) }
	row := func(k smallKey, more ...int64) []any { k2 := k.whole(); return append(anys(k2[:]), anys(more)...) }
	if err := sorted(b, `INSERT INTO total_day (what, a, b, c, d, e, day, n)`, b.moves, byKey, func(m bulkMove) []any { return row(m.key, int64(m.day), int64(m.n)) }); err != nil {
		return err
	}
	b.moves = nil
	totals := make([]bulkMove, 0, len(b.totals))
	for k, m := range b.totals {
		totals = append(totals, bulkMove{k, m.ever, m.n})
	}
	b.totals = nil
	if err := sorted(b, `INSERT INTO total (what, a, b, c, d, e, ever, n)`, totals, byKey, func(m bulkMove) []any { return row(m.key, int64(m.day), int64(m.n)) }); err != nil {
		return err
	}
	b.spill()
	return b.finishSettled(byKey, row)
}

// finishSettled writes the totals of what was settled, the days of a key before
// its blocks.
func (b *bulk) finishSettled(byKey func(x, y bulkMove) int, row func(smallKey, ...int64) []any) error {
	slices.SortFunc(b.settledBefore, byKey)
	var s sheet
	const columns = 9
	put := func(m bulkMove, level int64) error {
		if m.n == 0 {
			return nil
		}
		return b.add(&s, `INSERT INTO total_settled (what, a, b, c, d, e, level, settled, n)`, row(m.key, level, int64(m.day), int64(m.n))...)
	}
	var blocks []bulkMove
	end := func() error {
		for _, m := range blocks {
			if err := put(m, 1); err != nil {
				return err
			}
		}
		blocks = blocks[:0]
		return nil
	}
	for i := 0; i < len(b.settledBefore); {
		m := b.settledBefore[i]
		for i++; i < len(b.settledBefore) && b.settledBefore[i].key == m.key && b.settledBefore[i].day == m.day; i++ {
			m.n += b.settledBefore[i].n
		}
		if len(blocks) > 0 && blocks[0].key != m.key {
			if err := end(); err != nil {
				return err
			}
		}
		if err := put(m, 0); err != nil {
			return err
		}
		for _, at := range (settledKey{m.key.whole(), int64(m.day)}).levels()[1:] {
			if n := len(blocks); n == 0 || int64(blocks[n-1].day) != at[1] {
				blocks = append(blocks, bulkMove{key: m.key, day: int32(at[1])})
			}
			blocks[len(blocks)-1].n += m.n
		}
	}
	if err := end(); err != nil || len(s.args) == 0 {
		return err
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
		sums[key{dayNumber(m.recorded), int64(m.day)}]++
		if i+1 < len(b.mentions) {
			if b.mentions[i+1].called == m.called {
				continue
			}
		}
		keys := slices.SortedFunc(maps.Keys(sums), func(x, y key) int { return cmp.Or(cmp.Compare(x.on, y.on), cmp.Compare(x.day, y.day)) })
		for _, k := range keys {
			if err := b.add(&s, `INSERT INTO mention_sum (called, "on", day, n)`, int64(m.called), k.on, k.day, sums[k]); err != nil {
				return err
			}
		}
		clear(sums)
	}
	if len(s.args) == 0 {
		return nil
	}
	return b.write(&s, 4)
}
