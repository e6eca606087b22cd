package api_test

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"demarche"
	"demarche/api"
	"demarche/api/wire"
	"demarche/client"
	"demarche/intake"
	"demarche/store/sqlite"
	"demarche/view"
)

// screens are what readers look at: the screens of the desk as they open and
// with the filters that people set, some as known on an evening.
func screens() []string {
	var out []string
	add := func(path string, p url.Values) { out = append(out, path+"?"+p.Encode()) }
	known := url.Values{"as_known": {"2022-02-08"}}
	for _, q := range []string{"brief", "timeline", "agenda", "contacts", "commitments", "positions", "figures", "tensions", "review", "articles", "sources"} {
		add("/"+q, url.Values{})
		add("/"+q, known)
	}
	for _, who := range []string{"Emmanuel Macron", "Vladimir Putin", "Joe Biden", "Olaf Scholz"} {
		add("/actor/"+url.PathEscape(who), url.Values{})
		add("/timeline", url.Values{"actor": {who}, "as_known": {"2022-02-08"}})
		add("/commitments", url.Values{"actor": {who}})
	}
	for _, words := range []string{"Nord Stream", "troops", "guarantees", "sanctions", "Minsk"} {
		add("/statements", url.Values{"words": {words}})
		add("/search", url.Values{"words": {words}})
	}
	for i := 1; i <= 8; i++ {
		add(fmt.Sprintf("/article/demo-%02d", i), url.Values{})
	}
	return out
}

// load is what is measured.
type load struct {
	readers, writers int
	think            time.Duration // between two looks of a reader, on average
	pause            time.Duration // between two writes
	lasts            time.Duration
}

// The desk answers 200 readers while somebody writes. Shortly in every run of
// the tests; DEMARCHE_LOAD=1m measures as docs/load.md says.
func TestLoad(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped with -short: puts load on the machine")
	}
	l := load{readers: 40, think: 400 * time.Millisecond, pause: 500 * time.Millisecond, lasts: 2 * time.Second}
	full := os.Getenv("DEMARCHE_LOAD")
	if full != "" {
		lasts, err := time.ParseDuration(full)
		if err != nil {
			t.Fatal(err)
		}
		l = load{readers: 200, think: time.Second, pause: time.Second, lasts: lasts}
	}
	if s := os.Getenv("DEMARCHE_LOAD_THINK"); s != "" {
		var err error
		if l.think, err = time.ParseDuration(s); err != nil {
			t.Fatal(err)
		}
	}
	if s := os.Getenv("DEMARCHE_LOAD_PAUSE"); s != "" {
		var err error
		if l.pause, err = time.ParseDuration(s); err != nil {
			t.Fatal(err)
		}
	}
	d := begin(t, true, func(c *api.Config) {
		if name := os.Getenv("DEMARCHE_BENCH_FILE"); name != "" {
			s, err := sqlite.Open(t.Context(), name, sqlite.Options{})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = s.Close() })
			c.Store = s
		}
		// The hour goes on, so that nobody writes too fast.
		began := time.Now()
		c.Now = func() time.Time { return now.Add(time.Since(began)) }
		in := *c.Decider
		in.Now = c.Now
		c.Decider = &in
		c.Intake = func() (*intake.Intake, error) { return &in, nil }
	})
	reads, writes, failed := l.run(t, d)
	for _, e := range failed[:min(len(failed), 5)] {
		t.Error(e)
	}
	if len(reads) < l.readers || len(writes) == 0 {
		t.Fatalf("%d reads, %d writes", len(reads), len(writes))
	}
	t.Logf("%d cores; %d readers for %v, a look every %v; a write every %v", runtime.GOMAXPROCS(0), l.readers, l.lasts, l.think, l.pause)
	t.Logf("reads:  %s, %.0f/s", spread(reads), float64(len(reads))/l.lasts.Seconds())
	t.Logf("writes: %s", spread(writes))
	if p := at(reads, 95); full == "" && p > 2*time.Second {
		t.Errorf("p95 is %v", p) // far from what is wanted: something hangs
	}
}

func at(all []time.Duration, percent int) time.Duration {
	return all[min(len(all)-1, len(all)*percent/100)].Round(100 * time.Microsecond)
}

func spread(all []time.Duration) string {
	return fmt.Sprintf("%d, p50 %v, p95 %v, p99 %v, most %v", len(all), at(all, 50), at(all, 95), at(all, 99), at(all, 100))
}

// run gives how long each read and write took, sorted.
func (l load) run(t *testing.T, d *desk) (reads, writes []time.Duration, failed []error) {
	pool := screens()
	h := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: l.readers + 1, DialContext: (&net.Dialer{}).DialContext}}
	defer h.CloseIdleConnections()
	for _, path := range pool { // the desk has been open for a while
		if err := look(t.Context(), h, d.server.URL+api.Root+path, map[string]string{}); err != nil {
			return nil, nil, []error{err}
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), l.lasts)
	defer cancel()
	var mu sync.Mutex
	note := func(into *[]time.Duration, took time.Duration, err error) {
		mu.Lock()
		defer mu.Unlock()
		if err != nil && ctx.Err() == nil {
			failed = append(failed, err)
		} else if err == nil {
			*into = append(*into, took)
		}
	}
	var wg sync.WaitGroup
	for n := range l.readers {
		wg.Go(func() {
			rng := rand.New(rand.NewPCG(uint64(n), 1))
			tags := map[string]string{}
			for {
				// Nobody looks in step with others.
				wait := time.Duration(rng.ExpFloat64() * float64(l.think))
				select {
				case <-time.After(min(wait, 5*l.think)):
				case <-ctx.Done():
					return
				}
				path := pool[rng.IntN(len(pool))]
				began := time.Now()
				err := look(ctx, h, d.server.URL+api.Root+path, tags)
				note(&reads, time.Since(began), err)
			}
		})
	}
	wg.Go(func() {
		rows, err := client.Ask[view.ReviewAnswer](ctx, d.Client, "", view.Params{Limit: 200})
		if err != nil || len(rows.Rows) == 0 {
			note(&writes, 0, cmp.Or(err, fmt.Errorf("nothing to review")))
			return
		}
		for i := 0; ; i++ {
			select {
			case <-time.After(l.pause):
			case <-ctx.Done():
				return
			}
			began := time.Now()
			if i%5 == 4 {
				text := fmt.Sprintf("Emmanuel Macron met Vladimir Putin in Moscow on Monday for %d hours. “We will go on talking,” Mr Macron said. The Kremlin said %d troops were near the border.", i+2, 1000*i)
				_, err = d.Add(ctx, []client.File{{Name: fmt.Sprint("late-", i, ".txt"), Body: []byte(text)}}, client.About{Date: "2022-03-30", Source: "Wire"}, nil)
			} else {
				_, err = d.Decide(ctx, wire.Decision{Kind: demarche.DecideAccept, Target: rows.Rows[i%len(rows.Rows)].ID, By: "Ada"})
			}
			note(&writes, time.Since(began), err)
		}
	})
	wg.Wait()
	slices.Sort(reads)
	slices.Sort(writes)
	return reads, writes, failed
}

// look asks as a browser does: with the tag of the answer that it has.
func look(ctx context.Context, h *http.Client, address string, tags map[string]string) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	if tag := tags[address]; tag != "" {
		r.Header.Set("If-None-Match", tag)
	}
	resp, err := h.Do(r)
	if err != nil {
		return err
	}
	defer func() { _ = resp.Body.Close() }()
	if _, err := io.Copy(io.Discard, resp.Body); err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK && resp.StatusCode != http.StatusNotModified {
		return fmt.Errorf("%s: %s", strings.TrimPrefix(address, "http://"), resp.Status)
	}
	tags[address] = resp.Header.Get("ETag")
	return nil
}
