package sqlite_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"demarche"
	"demarche/store"
	"demarche/store/sqlite"
	"demarche/store/storetest"
)

// The main questions go over an index and are not sorted as a whole. A scan of
// a table would still give right answers, and be slow only in a large record.
func TestPlans(t *testing.T) {
	ctx := context.Background()
	s := open(t, filepath.Join(t.TempDir(), "record.db"), sqlite.Options{})
	if _, _, err := storetest.Fill(ctx, s, storetest.Filling{Seed: 1, Rows: 1500, Actors: 50, Years: 1, Batch: 50}); err != nil {
		t.Fatal(err)
	}
	var latest store.Stat
	if err := s.View(ctx, func(r store.Reader) (err error) { latest, err = r.Stat(ctx); return err }); err != nil {
		t.Fatal(err)
	}
	today := demarche.DayOf(latest.Latest)
	known := store.Known{At: latest.Latest.AddDate(0, -3, 0)}
	actor := []demarche.ActorID{"state:usa:USA"}
	coming := demarche.Interval{From: today, To: demarche.End}
	for name, c := range map[string]struct {
		q      store.Query
		index  string // one of which is used
		sorted bool   // few enough to be sorted
	}{
		"timeline":            {store.Query{Limit: 50}, "version_last", false},
		"timeline, as known":  {store.Query{Limit: 50, Known: known}, "version_last", false},
		"oldest":              {store.Query{Order: store.Oldest, Limit: 50}, "version_first", false},
		"agenda":              {store.Query{Order: store.ByDateUp, Happens: coming}, "version_date", false},
		"agenda, as known":    {store.Query{Order: store.ByDateUp, Happens: coming, Known: known}, "version_date", false},
		"latest first":        {store.Query{Order: store.ByDate}, "version_date", false},
		"actor":               {store.Query{Actors: actor}, "SEARCH t USING PRIMARY KEY (term=", true},
		"pair":                {store.Query{Pair: [2][]demarche.ActorID{actor, {"state:rus:RUS"}}}, "SEARCH t USING PRIMARY KEY (term=", true},
		"commitments":         {store.Query{Forces: []demarche.Force{demarche.Pledge, demarche.Threaten}}, "SEARCH t USING PRIMARY KEY (term=", true},
		"issue":               {store.Query{Issue: "grain"}, "SEARCH t USING PRIMARY KEY (term=", true},
		"source":              {store.Query{Source: "ansa"}, "SEARCH t USING PRIMARY KEY (term=", true},
		"words":               {store.Query{Words: "pipeline"}, "version_best", true},
		"series":              {store.Query{Series: "s-0000000000000000"}, "version_series", true},
		"said in a week":      {store.Query{Said: demarche.Interval{From: today - 7, To: today}}, "version_said", true},
		"happens in a month":  {store.Query{Happens: demarche.Interval{From: today - 30, To: today}}, "version_date", true},
		"reported by a day":   {store.Query{Known: store.Known{Published: today - 100}, Limit: 50}, "version_last", false},
		"actor after a page":  {store.Query{Actors: actor, Limit: 5}, "SEARCH t USING PRIMARY KEY (term=", true},
		"as reported, actors": {store.Query{Known: store.Known{Published: today - 100}, Actors: actor}, "SEARCH t USING PRIMARY KEY (term=", true},
	} {
		plans, err := s.Explain(ctx, c.q)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if len(plans) == 0 {
			t.Errorf("%s: nothing was asked", name)
		}
		all := strings.Join(plans, "\n")
		if !strings.Contains(all, c.index) {
			t.Errorf("%s: it does not go over %s:\n%s", name, c.index, all)
		}
		for _, line := range plans {
			if strings.HasPrefix(line, "SCAN v") && !strings.Contains(line, "USING") || strings.HasPrefix(line, "SCAN version") && !strings.Contains(line, "USING") {
				t.Errorf("%s: it reads the whole table:\n%s", name, all)
			}
			if !c.sorted && strings.Contains(line, "TEMP B-TREE FOR ORDER BY") {
				t.Errorf("%s: it sorts all it finds:\n%s", name, all)
			}
		}
	}
}
