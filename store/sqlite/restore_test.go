package sqlite_test

import (
	"context"
	"database/sql"
	"path/filepath"
	"testing"
	"time"

	"demarche"
	"demarche/store"
	"demarche/store/sqlite"
	"demarche/store/storetest"
)

// An article's name for an actor is known since the first row that has it, also
// where an earlier row says it only since a later reading.
func TestRestoreKeepsWhenANameWasFirstKnown(t *testing.T) {
	ctx := context.Background()
	one, two := open(t, filepath.Join(t.TempDir(), "one.db"), sqlite.Options{}), open(t, filepath.Join(t.TempDir(), "two.db"), sqlite.Options{})
	monday := time.Date(2022, 2, 7, 9, 0, 0, 0, time.UTC)
	n := storetest.NewWorld(1, 30).Article(demarche.DayOf(monday), monday, 2)
	name := func(row int, alias string) {
		n.Rows[row].Row.Known[0].ID, n.Rows[row].Row.Known[0].Aliases = "person:x:FRA", []string{alias}
	}
	name(0, "the envoy")
	name(1, "Ambassador X")
	if err := one.Update(ctx, func(tx store.Tx) error { return storetest.Write(tx, n, nil, monday) }); err != nil {
		t.Fatal(err)
	}
	tuesday := monday.AddDate(0, 0, 1)
	name(0, "Ambassador X")
	n.Rows[0].Recorded = tuesday
	if err := one.Update(ctx, func(tx store.Tx) error {
		if err := tx.PutReading(n.Article.Key, n.Reading, tuesday); err != nil {
			return err
		}
		if err := tx.PutRows(n.Rows); err != nil {
			return err
		}
		return storetest.Place(tx, nil, []demarche.EntryID{demarche.EntryID(n.Rows[0].Row.ID)}, demarche.Change{Recorded: tuesday, Cause: demarche.ByRereading})
	}); err != nil {
		t.Fatal(err)
	}
	if err := storetest.Copy(ctx, one, two); err != nil {
		t.Fatal(err)
	}
	for i, s := range []*sqlite.Store{one, two} {
		if err := s.View(ctx, func(r store.Reader) error {
			for a, err := range r.Actors(ctx, "Ambassador X", store.Known{At: monday}) {
				if err != nil || a.ID != "person:x:FRA" {
					return err
				}
				for _, al := range a.Aliases {
					if al.Name == "Ambassador X" {
						return nil
					}
				}
			}
			t.Errorf("record %d did not know the name on Monday", i+1)
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	a, err1 := one.Hash(ctx)
	b, err2 := two.Hash(ctx)
	if a != b || err1 != nil || err2 != nil {
		t.Errorf("the index is another: %v %v", err1, err2)
	}
}

// The bound by which scans end early comes with the record: later news would
// otherwise set it too narrow.
func TestRestoreKeepsTheBoundOfScans(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	one, two := open(t, filepath.Join(dir, "one.db"), sqlite.Options{}), open(t, filepath.Join(dir, "two.db"), sqlite.Options{})
	world := storetest.NewWorld(3, 30)
	at := time.Date(2022, 2, 7, 9, 0, 0, 0, time.UTC)
	for i := range 6 {
		// Some news is dated later than the day on which it comes.
		n := world.Article(demarche.DayOf(at)+demarche.Day(i%3), at, 8)
		if err := one.Update(ctx, func(tx store.Tx) error { return storetest.Write(tx, n, nil, at) }); err != nil {
			t.Fatal(err)
		}
		at = at.AddDate(0, 0, 3)
	}
	if err := storetest.Copy(ctx, one, two); err != nil {
		t.Fatal(err)
	}
	want, got := lead(t, filepath.Join(dir, "one.db")), lead(t, filepath.Join(dir, "two.db"))
	if want != 2 || got != want {
		t.Errorf("the bound is %d, not %d", got, want)
	}
}

func lead(t *testing.T, file string) (n int64) {
	t.Helper()
	db, err := sql.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRow(`SELECT coalesce(max(value), -1) FROM meta WHERE name = 'lead'`).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}
