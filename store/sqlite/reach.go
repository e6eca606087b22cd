package sqlite

import (
	"math"

	"demarche"
	"demarche/store"
)

// The numbers of which reach keeps the greatest of each day. Rows and articles
// are numbered as they come, so that the words of what is asked about as known
// earlier need not be looked for in all that came since.
const (
	reachRecorded  = iota // of a row, by a change about it
	reachTold             // of a row, by the publication of its article
	reachCaptured         // of an article
	reachPublished        // of an article
)

type reachKey struct{ of, day int64 }

// reach notes that a number stands on a day.
func (t *tx) reach(of, day, id int64) {
	if t.reached == nil {
		t.reached = map[reachKey]int64{}
	}
	k := reachKey{of, day}
	t.reached[k] = max(t.reached[k], id)
}

// reachArticle notes the days of an article.
func (t *tx) reachArticle(id, captured int64, published demarche.Maybe) error {
	t.reach(reachCaptured, dayNumber(captured), id)
	if day := dayOf(published); day.Valid {
		t.reach(reachPublished, day.Int64, id)
		return t.atLeast(articleLead, day.Int64-dayNumber(captured))
	}
	return nil
}

// articleLead names how many days before its date an article was captured at
// most: a bound that makes scans begin late.
const articleLead = "article lead"

// reachRow notes the day of a row.
func (t *tx) reachRow(id int64, of *articleMeta) {
	if day, ok := of.day.(int64); ok {
		t.reach(reachTold, day, id)
	}
}

func (t *tx) flushReach() error {
	for k, id := range t.reached {
		if err := t.c.exec(t.ctx, query("reach.put"), k.of, k.day, id); err != nil {
			return err
		}
	}
	clear(t.reached)
	return nil
}

// nowhere is a limit that nothing is beyond.
const nowhere = int64(math.MaxInt64)

// rowLimit is a number beyond which there is no row on which an entry rests, as
// known after change n and as published by a day (0 is any).
func (r *reader) rowLimit(n int64, by demarche.Day) (int64, error) {
	k := rowsKnown{n, by}
	if limit, ok := r.limits[k]; ok {
		return limit, nil
	}
	limit := nowhere
	if n < r.last {
		var recorded int64
		if _, err := r.c.one(r.ctx, `SELECT recorded FROM change WHERE seq = ?`, []any{n}, &recorded); err != nil {
			return 0, err
		}
		if err := r.limit(reachRecorded, dayNumber(recorded), &limit); err != nil {
			return 0, err
		}
	}
	if by != 0 {
		if err := r.limit(reachTold, int64(by), &limit); err != nil {
			return 0, err
		}
	}
	if r.tx == nil {
		if r.limits == nil {
			r.limits = map[rowsKnown]int64{}
		}
		r.limits[k] = limit
	}
	return limit, nil
}

// rowsKnown is what was known after a change and published by a day.
type rowsKnown struct {
	n  int64
	by demarche.Day
}

// articleLimit is a number beyond which no article is known.
func (r *reader) articleLimit(known store.Known) (int64, error) {
	limit := nowhere
	if !known.At.IsZero() {
		if err := r.limit(reachCaptured, dayNumber(stamp(known.At)), &limit); err != nil {
			return 0, err
		}
	}
	if known.Published != 0 {
		if err := r.limit(reachPublished, int64(known.Published), &limit); err != nil {
			return 0, err
		}
	}
	return limit, nil
}

// limit lowers a limit to the greatest number by the end of a day.
func (r *reader) limit(of, day int64, limit *int64) error {
	if r.tx != nil {
		if err := r.tx.flushReach(); err != nil {
			return err
		}
	}
	var id int64
	_, err := r.c.one(r.ctx, query("reach.of"), []any{of, day}, &id)
	*limit = min(*limit, id)
	return err
}
