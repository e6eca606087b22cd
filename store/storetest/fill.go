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

// Fill writes five years of news, recorded on the day of its publication. One
// row in five tells an entry of the last weeks again, often with another
// status, so that entries have versions. It folds as intake does and asks the
// store only for what it must; reading and comparing are left out.
func Fill(ctx context.Context, s store.Store, f Filling) (from, to time.Time, err error) {
	w := NewWorld(f.Seed, f.Actors)
	rng := rand.New(rand.NewPCG(f.Seed, 9))
	last, _ := demarche.ParseEDTF("2026-10-31")
	days := f.Years * 365
	first := last.From - demarche.Day(days)
	type open struct {
		id      demarche.EntryID
		reports []demarche.Report
	}
	recent := map[demarche.RowKind][]open{}
	written := 0
	for written < f.Rows {
		err := s.Update(ctx, func(tx store.Tx) error {
			for range f.Batch {
				day := first + demarche.Day(int64(days)*int64(written)/int64(f.Rows))
				at := day.Time().Add(time.Duration(6+written%12) * time.Hour)
				n := w.Article(day, at, 4+rng.IntN(8))
				if _, err := tx.PutArticle(n.Article); err != nil {
					return err
				}
				if err := tx.PutReading(n.Article.Key, n.Reading, at); err != nil {
					return err
				}
				if err := tx.PutRows(n.Rows); err != nil {
					return err
				}
				changes := make([]demarche.Change, 0, len(n.Rows))
				entries := map[demarche.EntryID]*demarche.Entry{}
				for _, r := range n.Rows {
					o := open{id: demarche.EntryID(r.Row.ID)}
					c := demarche.Change{Recorded: at, Kind: demarche.Asserted, Cause: demarche.ByArticle, Row: r.Row.ID, Article: n.Article.Key}
					known := recent[r.Row.Kind]
					i := -1
					if len(known) > 100 && rng.IntN(5) == 0 {
						i = len(known) - 1 - min(int(rng.ExpFloat64()*200), len(known)-1)
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
					entries[o.id] = &e
					changes = append(changes, c)
					if i >= 0 {
						known[i] = o
						continue
					}
					if known = append(known, o); len(known) > 20_000 {
						known = append(known[:0:0], known[len(known)-10_000:]...)
					}
					recent[r.Row.Kind] = known
				}
				if err := tx.Append(tx.Basis(), changes, entries); err != nil {
					return err
				}
				written += len(n.Rows)
			}
			return nil
		})
		if err != nil {
			return time.Time{}, time.Time{}, err
		}
		if f.Note != nil {
			f.Note(written)
		}
	}
	return first.Time(), last.From.Time(), nil
}
