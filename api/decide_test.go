package api_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"

	"demarche"
	"demarche/api/wire"
	"demarche/client"
	"demarche/view"
)

// decide takes a decision that has to be taken.
func (d *desk) decide(target string, kind demarche.DecisionKind, value any, by string) *wire.Decided {
	d.t.Helper()
	out, err := d.Decide(d.t.Context(), wire.Decision{Kind: kind, Target: target, Value: asValue(value), By: by, Reason: "because"})
	d.must(err)
	return out
}

func asValue(v any) json.RawMessage {
	if v == nil {
		return nil
	}
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // a mistake in a test
	}
	return b
}

// Of two analysts who decide on the same row at once, one is told what the other
// decided; nothing is lost and the chain holds.
func TestTwoAnalysts(t *testing.T) {
	d := begin(t, true)
	a, err := client.Ask[view.ReviewAnswer](t.Context(), d.Client, "", view.Params{Limit: 3})
	d.must(err)
	row, other := a.Rows[0].ID, a.Rows[1].ID
	const many = 8
	errs := make([]error, many)
	var wg sync.WaitGroup
	for i := range many {
		wg.Go(func() {
			kind := []demarche.DecisionKind{demarche.DecideAccept, demarche.DecideReject}[i%2]
			_, errs[i] = d.Decide(t.Context(), wire.Decision{Kind: kind, Target: row, Reason: "r", By: "analyst " + strconv.Itoa(i), Seen: &a.Seen})
		})
	}
	wg.Wait()
	winners := 0
	for i, err := range errs {
		if err == nil {
			winners++
			continue
		}
		p, ok := errors.AsType[*wire.Problem](err)
		if !ok || p.Status != http.StatusConflict || len(p.Decisions) != 1 || p.Decisions[0].Target != row || p.Decisions[0].By == "analyst "+strconv.Itoa(i) {
			t.Errorf("%d: %v", i, err)
		}
	}
	if winners != 1 {
		t.Errorf("%d of %d decided", winners, many)
	}
	list, err := client.Ask[view.DecisionsAnswer](t.Context(), d.Client, "", view.Params{})
	d.must(err)
	if list.Total != 1 || !list.Whole {
		t.Fatalf("the chain: %+v", list)
	}
	// Having seen it he may; elsewhere nobody is in the way; without seen nobody looks.
	first := list.Decisions[0].Seq
	for name, x := range map[string]wire.Decision{
		"elsewhere":    {Kind: demarche.DecideAccept, Target: other, By: "Bob", Seen: &a.Seen},
		"having seen":  {Kind: demarche.DecideAccept, Target: row, By: "Bob", Seen: &first},
		"without seen": {Kind: demarche.DecideAccept, Target: row, By: "Bob"},
	} {
		if _, err := d.Decide(t.Context(), x); err != nil && name != "having seen" {
			t.Errorf("%s: %v", name, err)
		}
	}
	body := `{"kind":"accept","target":"` + row + `","by":"Eve"}`
	if resp, _ := d.call("POST", "/decisions", body, "Content-Type", asJSON, "If-Match", `"0"`); resp.StatusCode != http.StatusConflict {
		t.Errorf("If-Match of none: %d", resp.StatusCode)
	}
	if resp, _ := d.call("POST", "/decisions", body, "Content-Type", asJSON, "If-Match", `"99"`); resp.StatusCode != http.StatusCreated {
		t.Errorf("If-Match of the last: %d", resp.StatusCode)
	}
	if resp, _ := d.call("POST", "/decisions", body, "Content-Type", asJSON, "If-Match", `W/"x"`); resp.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("If-Match of a tag: %d", resp.StatusCode)
	}
}

// Whatever is decided can be taken back, and then the answer is as before.
func TestUndo(t *testing.T) {
	d := begin(t, true)
	before, err := client.Ask[view.ReviewAnswer](t.Context(), d.Client, "", view.Params{Type: []string{"meet"}, Limit: 100})
	d.must(err)
	id := before.Rows[0].ID
	for name, x := range map[string]wire.Decision{
		"reject":      {Kind: demarche.DecideReject, Target: id, Reason: "wrong"},
		"edit":        {Kind: demarche.DecideEdit, Target: id, Value: asValue(map[string]any{"status": "planned"})},
		"merge":       {Kind: demarche.DecideMerge, Target: id, Value: asValue(before.Rows[1].ID)},
		"credibility": {Kind: demarche.DecideCredibility, Target: id, Value: asValue(3)},
		"rename":      {Kind: demarche.DecideRename, Target: string(before.Rows[0].Who[0].ID), Value: asValue("Somebody Else")},
	} {
		done, err := d.Decide(t.Context(), x)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		changed, err := client.Ask[view.ReviewAnswer](t.Context(), d.Client, "", view.Params{Type: []string{"meet"}, Limit: 100})
		d.must(err)
		if string(asValue(changed.Rows)) == string(asValue(before.Rows)) {
			t.Errorf("%s: nothing changed", name)
		}
		_, err = d.Decide(t.Context(), wire.Decision{Kind: demarche.DecideUndo, Value: asValue(done.Decision.Seq)})
		d.must(err)
		after, err := client.Ask[view.ReviewAnswer](t.Context(), d.Client, "", view.Params{Type: []string{"meet"}, Limit: 100})
		d.must(err)
		if got, want := undated(asValue(after.Rows)), undated(asValue(before.Rows)); got != want {
			t.Errorf("%s taken back: %s\nbefore: %s", name, got, want)
		}
		if _, err := d.Decide(t.Context(), wire.Decision{Kind: demarche.DecideUndo, Value: asValue(done.Decision.Seq)}); demarche.CodeOf(err) != demarche.Conflict {
			t.Errorf("%s taken back twice: %v", name, err)
		}
	}
}

// undated leaves out when things were recorded.
func undated(b []byte) string {
	var v any
	_ = json.Unmarshal(b, &v) // it was just made
	var strip func(any)
	strip = func(v any) {
		switch x := v.(type) {
		case map[string]any:
			delete(x, "recorded")
			for _, y := range x {
				strip(y)
			}
		case []any:
			for _, y := range x {
				strip(y)
			}
		}
	}
	strip(v)
	return string(asValue(v))
}

// What cannot be decided is refused, and nothing is written.
func TestDecisionsRefused(t *testing.T) {
	d := begin(t, true)
	a, err := client.Ask[view.ReviewAnswer](t.Context(), d.Client, "", view.Params{Limit: 1})
	d.must(err)
	id := a.Rows[0].ID
	for name, body := range map[string]string{
		"no reason":            `{"kind":"reject","target":"` + id + `"}`,
		"no kind":              `{"target":"` + id + `"}`,
		"a kind of its own":    `{"kind":"bless","target":"` + id + `"}`,
		"forgetting":           `{"kind":"forget","target":"` + id + `"}`,
		"no such entry":        `{"kind":"accept","target":"e-nothing"}`,
		"a field of its own":   `{"kind":"accept","target":"` + id + `","colour":"red"}`,
		"no JSON":              `{"kind":`,
		"a list":               `[]`,
		"a value of no status": `{"kind":"edit","target":"` + id + `","value":{"status":"done"}}`,
		"seen before nothing":  `{"kind":"accept","target":"` + id + `","seen":-1}`,
	} {
		resp, got := d.call("POST", "/decisions", body, "Content-Type", asJSON)
		if resp.StatusCode < 400 || resp.StatusCode >= 500 || !strings.Contains(got, `"detail":"`) {
			t.Errorf("%s: %d %s", name, resp.StatusCode, got)
		}
	}
	list, err := client.Ask[view.DecisionsAnswer](t.Context(), d.Client, "", view.Params{})
	d.must(err)
	if list.Total != 0 {
		t.Errorf("%d were written", list.Total)
	}
}
