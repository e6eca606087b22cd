package api_test

import (
	"os"
	"slices"
	"sync"
	"testing"
	"time"

	"demarche"
	"demarche/api"
	"demarche/api/wire"
	"demarche/client"
	"demarche/store/sqlite"
	"demarche/view"
)

// BenchmarkDecide measures a decision from the request to the answer, on the
// demo or on the record that DEMARCHE_BENCH_FILE names, which is written to.
func BenchmarkDecide(b *testing.B) {
	d := begin(b, true, func(c *api.Config) {
		if name := os.Getenv("DEMARCHE_BENCH_FILE"); name != "" {
			s, err := sqlite.Open(b.Context(), name, sqlite.Options{})
			if err != nil {
				b.Fatal(err)
			}
			b.Cleanup(func() { _ = s.Close() })
			c.Store = s
		}
		// A second goes by with every look at the clock: nobody writes too fast.
		at := time.Now().UTC()
		var mu sync.Mutex
		c.Now = func() time.Time {
			mu.Lock()
			defer mu.Unlock()
			at = at.Add(time.Second)
			return at
		}
		in := *c.Decider
		in.Now = c.Now
		c.Decider = &in
	})
	for _, kind := range []demarche.DecisionKind{demarche.DecideAccept, demarche.DecideReject, demarche.DecideEdit, demarche.DecideMerge, demarche.DecideUndo} {
		b.Run(string(kind), func(b *testing.B) {
			a, err := client.Ask[view.StatementsAnswer](b.Context(), d.Client, "", view.Params{Limit: 100})
			if err != nil || len(a.Cards) < 2 {
				b.Fatal(err)
			}
			var all []time.Duration
			for i := 0; b.Loop(); i++ {
				x := wire.Decision{Kind: kind, Target: a.Cards[i%(len(a.Cards)-1)].ID, By: "Ada", Reason: "because"}
				switch kind {
				case demarche.DecideEdit:
					x.Value = asValue(map[string]any{"key": i%2 == 0})
				case demarche.DecideMerge:
					x.Value = asValue(a.Cards[i%(len(a.Cards)-1)+1].ID)
				case demarche.DecideUndo:
					done := d.decide(x.Target, demarche.DecideAccept, nil, "Ada")
					x = wire.Decision{Kind: kind, Value: asValue(done.Decision.Seq)}
				}
				began := time.Now()
				_, err := d.Decide(b.Context(), x)
				all = append(all, time.Since(began))
				if err != nil && demarche.CodeOf(err) != demarche.Conflict {
					b.Fatal(err)
				}
			}
			slices.Sort(all)
			b.ReportMetric(float64(all[len(all)/2].Microseconds())/1000, "ms-p50")
			b.ReportMetric(float64(all[len(all)*95/100].Microseconds())/1000, "ms-p95")
			b.ReportMetric(0, "ns/op")
		})
	}
}
