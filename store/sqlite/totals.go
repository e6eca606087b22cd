package sqlite

import (
	"demarche"
	"demarche/store"
)

// The totals that are kept.
const (
	totalPair  = 1 // actor, actor, type, status, rejected
	totalDay   = 2 // day, kind, type, status, rejected
	totalActor = 3 // actor, kind, rejected
	totalKind  = 4 // kind
	totalBack  = 5 // pairs from the other side; their days are those of the pairs
	totalAll   = 6 // actor: of whatever kind, and not rejected
)

type totalKey [6]int64 // what, and five more

// settledKey is a total of what was settled on a day.
type settledKey struct {
	totalKey
	settled int64
}

// blockDays is 2^6 days, of which totals of what was settled are kept too.
const blockDays = 6

// levels are the places at which the total is kept, level and day or block.
// Only actors have so much on so many days that blocks are worth their room.
func (k settledKey) levels() [][2]int64 {
	switch k.totalKey[0] {
	case totalActor, totalAll:
		return [][2]int64{{0, k.settled}, {1, k.settled >> blockDays}}
	}
	return [][2]int64{{0, k.settled}}
}

// movement is what was counted since the last flush.
type movement struct{ n, ever int64 }

func (t *tx) moved(k totalKey, n, ever int64) {
	m := t.totals[k]
	t.totals[k] = movement{m.n + n, m.ever + ever}
}

// count adds an entry to the totals, or takes it away; ever says the same of
// the versions that ever were.
func (t *tx) count(e *demarche.Entry, settled, n, ever int64) error {
	own := map[totalKey]int64{}
	if err := tally(e, 1, own, t.term); err != nil {
		return err
	}
	for k, c := range own {
		t.moved(k, c*n, c*ever)
		t.settled[settledKey{k, settled}] += c * n
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
		if rejected == 0 {
			totals[totalKey{totalAll, id}] += n
		}
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
		totals[totalKey{totalBack, b, a, typ, status, rejected}] += n
	}
	return nil
}

// flush writes what was counted so far.
func (t *tx) flush() error {
	if len(t.totals) > 0 {
		day := dayNumber(t.recorded)
		for k, m := range t.totals {
			if m == (movement{}) {
				continue
			}
			if err := t.c.exec(t.ctx, query("total.add"), k[0], k[1], k[2], k[3], k[4], k[5], m.n, m.ever); err != nil {
				return err
			}
			if m.n == 0 || k[0] == totalBack {
				continue
			}
			if err := t.c.exec(t.ctx, query("total.day.put"), k[0], k[1], k[2], k[3], k[4], k[5], day); err != nil {
				return err
			}
		}
		clear(t.totals)
	}
	if err := t.flushReach(); err != nil {
		return err
	}
	for k, n := range t.settled {
		if n == 0 || k.totalKey[0] == totalKind || k.totalKey[0] == totalBack {
			continue
		}
		for _, at := range k.levels() {
			if err := t.c.exec(t.ctx, query("total.settled.add"), k.totalKey[0], k.totalKey[1], k.totalKey[2], k.totalKey[3], k.totalKey[4], k.totalKey[5], at[0], at[1], n); err != nil {
				return err
			}
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

// newDay is told the time of the next change. What was counted on an earlier
// day is written under that day.
func (t *tx) newDay(at int64) error {
	if t.recorded == 0 || dayNumber(at) == dayNumber(t.recorded) {
		return nil
	}
	return t.flush()
}
