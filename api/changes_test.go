package api_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"demarche"
	"demarche/api"
	"demarche/client"
	"demarche/view"
)

// Who listens hears every change once and in order, also after the connection
// broke; and the stream ends with the program.
func TestChanges(t *testing.T) {
	d := begin(t, true)
	stat, err := d.Stat(t.Context())
	d.must(err)
	a, err := client.Ask[view.ReviewAnswer](t.Context(), d.Client, "", view.Params{Limit: 6})
	d.must(err)
	heard := make(chan demarche.Change, 100)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	over := make(chan error, 1)
	go func() {
		over <- d.Changes(ctx, stat.Changes-2, func(c demarche.Change) error { heard <- c; return nil })
	}()
	want := stat.Changes - 1
	next := func() {
		t.Helper()
		select {
		case c := <-heard:
			if c.Seq != want {
				t.Fatalf("heard of %d where %d was due", c.Seq, want)
			}
			want++
		case <-time.After(20 * time.Second):
			t.Fatalf("nothing was heard where %d was due", want)
		}
	}
	next() // those that were there
	next()
	for i, it := range a.Rows {
		if i == 3 {
			d.server.CloseClientConnections()
			for range 4 { // so that no decision is sent on a connection that is gone: those who only ask are asked again
				_, err := d.Stat(t.Context())
				d.must(err)
			}
		}
		d.decide(it.ID, demarche.DecideAccept, nil, "Ada")
		next()
	}
	cancel()
	if err := <-over; !errors.Is(err, context.Canceled) {
		t.Errorf("it ends with %v", err)
	}
}

// Events have the number of their change as id, every step is told, and nothing
// holds up the end of the program.
func TestEvents(t *testing.T) {
	d := begin(t, true)
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, d.server.URL+api.Root+"/changes", nil)
	d.must(err)
	resp, err := d.server.Client().Do(r)
	d.must(err)
	defer func() { _ = resp.Body.Close() }()
	got := make(chan string, 1)
	go func() {
		var b strings.Builder
		buf := make([]byte, 4096)
		for {
			n, err := resp.Body.Read(buf)
			b.Write(buf[:n])
			if err != nil {
				got <- b.String()
				return
			}
		}
	}()
	a, err := client.Ask[view.ReviewAnswer](t.Context(), d.Client, "", view.Params{Limit: 1})
	d.must(err)
	d.decide(a.Rows[0].ID, demarche.DecideAccept, nil, "Ada")
	d.decide("Harbour Wire", demarche.DecideReliability, "B", "Ada") // changes no entry
	time.Sleep(300 * time.Millisecond)
	d.end()
	select {
	case s := <-got:
		if resp.Header.Get("Content-Type") != "text/event-stream" || strings.Count(s, "event: change\n") != 1 || strings.Count(s, "event: state\n") < 2 || !strings.Contains(s, `"decisions":2`) {
			t.Errorf("%s", s)
		}
	case <-time.After(5 * time.Second):
		t.Fatal("the stream goes on when the program ends")
	}
	if resp, _ := d.call("GET", "/changes", "", "Last-Event-ID", "x"); resp.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("an id that is none: %d", resp.StatusCode)
	}
}
