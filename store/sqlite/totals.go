package sqlite

import (
	"time"

	"demarche"
	"demarche/store"
)

// The totals that are kept.
const (
	totalPair  = 1 // actor, actor, type, status, rejected
	totalDay   = 2 // day, kind, type, status, rejected
	totalActor = 3 // actor, kind, rejected
	totalKind  = 4 // kind
)

type totalKey [6]int64 // what, and five more

// settledKey is a total of what was settled on a day.
type settledKey struct {
	totalKey
	settled int64
}

// count adds an entry to the totals, or takes it away.
func (t *tx) count(e *demarche.Entry, settled, n int64) error {
	own := map[totalKey]int64{}
	if err := tally(e, n, own, t.term); err != nil {
		return err
	}
	for k, n := range own {
		t.totals[k] += n
		t.settled[settledKey{k, settled}] += n
	}
	return nil
}

// tally adds what an entry counts for; term gives names their numbers.
func tally(e *demarche.Entry, n int64, totals map[totalKey]int64, term func(termKind, string) (int64, error)) error {
	if e.Withdrawn {
		return nil
	}
	f := derive(e)
	typ, err := term(termType, f.typ)
	if err != nil {
		return err
	}
	status, err := term(termStatus, f.status)
	if err != nil {
		return err
	}
	rejected := (f.flags & flagRejected) / flagRejected
	totals[totalKey{totalKind, f.kind}] += n
	if d, ok := store.DayOf(e); ok {
		totals[totalKey{totalDay, int64(d), f.kind, typ, status, rejected}] += n
	}
	for _, a := range f.actors {
		id, err := term(termActor, a)
		if err != nil {
			return err
		}
		totals[totalKey{totalActor, id, f.kind, rejected}] += n
	}
	for _, p := range store.PairsOf(e.Act) {
		a, err := term(termActor, string(p[0]))
		if err != nil {
			return err
		}
		b, err := term(termActor, string(p[1]))
		if err != nil {
			return err
		}
		totals[totalKey{totalPair, a, b, typ, status, rejected}] += n
	}
	return nil
}

// flush writes what was counted so far.
func (t *tx) flush() error {
	if len(t.totals) > 0 {
		day := dayNumber(t.recorded)
		for k, n := range t.totals {
			if n == 0 {
				continue
			}
			args := []any{k[0], k[1], k[2], k[3], k[4], k[5], n}
			if err := t.c.exec(t.ctx, query("total.add"), args...); err != nil {
				return err
			}
			if err := t.c.exec(t.ctx, query("total.day.add"), append(args, day)...); err != nil {
				return err
			}
		}
		clear(t.totals)
	}
	for k, n := range t.settled {
		if n == 0 || k.totalKey[0] == totalKind {
			continue
		}
		if err := t.c.exec(t.ctx, query("total.settled.add"), k.totalKey[0], k.totalKey[1], k.totalKey[2], k.totalKey[3], k.totalKey[4], k.totalKey[5], n, k.settled); err != nil {
			return err
		}
	}
	clear(t.settled)
	for term, n := range t.used {
		if n == 0 {
			continue
		}
		if err := t.c.exec(t.ctx, query("term.used"), n, term); err != nil {
			return err
		}
	}
	clear(t.used)
	return nil
}

// month is told the time of the next change. What was counted on an earlier
// day is written under that day, and with the first change of a month the
// totals at the end of the last one are kept.
func (t *tx) month(at int64) error {
	if t.recorded == 0 || dayNumber(at) == dayNumber(t.recorded) {
		return nil
	}
	if err := t.flush(); err != nil {
		return err
	}
	if m := monthNumber(t.recorded); monthNumber(at) != m {
		return t.c.exec(t.ctx, query("total.month"), m)
	}
	return nil
}

// monthNumber counts months since the year 0.
func monthNumber(at int64) int64 {
	d := time.Unix(0, at).UTC()
	return int64(d.Year())*12 + int64(d.Month()) - 1
}
