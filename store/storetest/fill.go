package storetest

import (
	"context"
	"math/rand/v2"
	"time"

	"demarche"
	"demarche/ledger"
	"demarche/store"
)

// Filling is how a record is filled with made-up news for measurements.
type Filling struct {
	Seed   uint64
	Rows   int
	Actors int
	Years  int
	Batch  int // articles in one Update
	Note   func(rows int)
}

// Filled is an article with what it changes.
type Filled struct {
	*News
	Recorded time.Time
	Changes  []demarche.Change
	Entries  map[demarche.EntryID]*demarche.Entry
}

// Fill writes five years of news, recorded on the day of its publication. One
// row in five tells an entry of the last weeks again, often with another
// status, so that entries have versions. It folds as intake does and asks the
// store only for what it must; reading and comparing are left out.
func Fill(ctx context.Context, s store.Store, f Filling) (from, to time.Time, err error) {
	m := newMaker(f)
	for m.written < f.Rows {
		err := s.Update(ctx, func(tx store.Tx) error {
			for range f.Batch {
				n := m.next()
				if _, err := tx.PutArticle(n.Article); err != nil {
					return err
				}
				if err := tx.PutReading(n.Article.Key, n.Reading, n.Recorded); err != nil {
					return err
				}
				if err := tx.PutRows(n.Rows); err != nil {
					return err
				}
				if err := tx.Append(tx.Basis(), n.Changes, n.Entries); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return time.Time{}, time.Time{}, err
		}
		if f.Note != nil {
			f.Note(m.written)
		}
	}
	return m.first.Time(), (m.first + demarche.Day(m.days)).Time(), nil
}

// Steps hands out what Fill writes, for a store that has a shorter way.
func Steps(f Filling, put func(Filled) error) error {
	m := newMaker(f)
	for m.written < f.Rows {
		for range f.Batch {
			if err := put(m.next()); err != nil {
				return err
			}
		}
		if f.Note != nil {
			f.Note(m.written)
		}
	}
	return nil
}

// maker makes up one article after the other.
type maker struct {
	f       Filling
	w       *World
	rng     *rand.Rand
	days    int
	first   demarche.Day
	recent  map[demarche.RowKind][]growing
	written int
}

// growing is an entry that may be told again.
type growing struct {
	id      demarche.EntryID
	reports []demarche.Report
}

func newMaker(f Filling) *maker {
	last, _ := demarche.ParseEDTF("2026-10-31")
	days := f.Years * 365
	return &maker{f: f, w: NewWorld(f.Seed, f.Actors), rng: rand.New(rand.NewPCG(f.Seed, 9)), days: days, first: last.From - demarche.Day(days), recent: map[demarche.RowKind][]growing{}}
}

func (m *maker) next() Filled {
	day := m.first + demarche.Day(int64(m.days)*int64(m.written)/int64(m.f.Rows))
	at := day.Time().Add(time.Duration(6+m.written%12) * time.Hour)
	n := m.w.Article(day, at, 4+m.rng.IntN(8))
	s := Filled{News: n, Recorded: at, Changes: make([]demarche.Change, 0, len(n.Rows)), Entries: map[demarche.EntryID]*demarche.Entry{}}
	for _, r := range n.Rows {
		o := growing{id: demarche.EntryID(r.Row.ID)}
		c := demarche.Change{Recorded: at, Kind: demarche.Asserted, Cause: demarche.ByArticle, Row: r.Row.ID, Article: n.Article.Key}
		known := m.recent[r.Row.Kind]
		i := -1
		if len(known) > 100 && m.rng.IntN(5) == 0 {
			i = len(known) - 1 - min(int(m.rng.ExpFloat64()*200), len(known)-1)
			o, c.Kind = known[i], demarche.Supported
		}
		o.reports = append(o.reports[:len(o.reports):len(o.reports)], r.Report)
		c.Entry = o.id
		b := ledger.Belongs{Entry: o.id}
		if r.Row.Kind == demarche.StatementRow {
			b.Series = demarche.SeriesID(o.id)
			c.Series = b.Series
		}
		e := ledger.Fold(b, o.reports, nil, nil)
		s.Entries[o.id] = &e
		s.Changes = append(s.Changes, c)
		if i >= 0 {
			known[i] = o
			continue
		}
		if known = append(known, o); len(known) > 20_000 {
			known = append(known[:0:0], known[len(known)-10_000:]...)
		}
		m.recent[r.Row.Kind] = known
	}
	m.written += len(n.Rows)
	return s
}
