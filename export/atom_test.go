package export_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed/atom"

	"demarche"
	"demarche/export"
	"demarche/store"
	"demarche/store/storetest"
	"demarche/view"
)

// feedOf writes a page and reads it with a library that did not write it.
func feedOf(t *testing.T, c *view.ChangesAnswer, page export.Page) (*atom.Feed, []byte) {
	t.Helper()
	var b bytes.Buffer
	if err := export.Atom(&b, c, page.Changes, page.Links); err != nil {
		t.Fatal(err)
	}
	f, err := (&atom.Parser{}).Parse(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatalf("%v\n%s", err, b.Bytes())
	}
	// What RFC 4287 wants of every feed and entry.
	if f.ID == "" || f.Title == "" || f.UpdatedParsed == nil || len(f.Authors) == 0 {
		t.Errorf("the feed lacks something: %+v", f)
	}
	for _, e := range f.Entries {
		if e.ID == "" || e.Title == "" || e.UpdatedParsed == nil || e.Content == nil || len(e.Authors) == 0 || e.Authors[0].Name == "" {
			t.Errorf("an entry lacks something: %+v", e)
		}
		if e.UpdatedParsed.After(*f.UpdatedParsed) {
			t.Errorf("%s is later than its feed", e.ID)
		}
	}
	return f, b.Bytes()
}

func changes(t *testing.T, r store.Reader, q view.Ask) *view.ChangesAnswer {
	t.Helper()
	c, err := view.Changes(context.Background(), r, q)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func terms(e *atom.Entry, scheme string) []string {
	var out []string
	for _, c := range e.Categories {
		if c.Scheme == export.Authority+scheme {
			out = append(out, c.Term)
		}
	}
	return out
}

func TestAtom(t *testing.T) {
	s := smallDesk(t)
	viewing(t, s, func(_ context.Context, r store.Reader) error {
		q := ask()
		q.Since = day("2022-02-08")
		c := changes(t, r, q)
		f, raw := feedOf(t, c, export.Pages(c, 10, "-")[0])
		golden(t, "changes.atom", raw)
		if f.Updated != "2022-02-08T18:00:00Z" || len(f.Entries) != 7 || c.Count != 7 {
			t.Errorf("updated %s, %d entries", f.Updated, len(f.Entries))
		}
		if !strings.Contains(f.Subtitle, "Filter: since 2022-02-08. As known now, 2022-02-08. 7 rows. demarche 0.1.0") {
			t.Errorf("the feed says of itself: %q", f.Subtitle)
		}
		want := map[string]string{"e-meet-1": "status moved", "e-scholz-1": "status moved", "e-move": "new", "e-summit": "new", "e-nowhen": "new", "s-formula": "new", "e-claim": "new"}
		for _, e := range f.Entries {
			id, _, _ := strings.Cut(strings.TrimPrefix(e.ID, export.Authority), "/")
			if got := terms(e, "change"); !slices.Equal(got, []string{want[id]}) {
				t.Errorf("%s: %q, not %s", e.ID, got, want[id])
			}
			if !slices.Equal(terms(e, "whose"), []string{"world"}) {
				t.Errorf("%s is not the world's: %q", e.ID, terms(e, "whose"))
			}
			if id == "e-meet-1" && !strings.Contains(e.Content.Value, "before: planned") {
				t.Errorf("what it was before: %q", e.Content.Value)
			}
			delete(want, id)
		}
		if len(want) > 0 {
			t.Errorf("missing: %v", want)
		}
		return nil
	})

	// A decision is ours, a later one another item, and what was said keeps its id.
	before := map[string]bool{}
	viewing(t, s, func(_ context.Context, r store.Reader) error {
		c := changes(t, r, ask())
		f, _ := feedOf(t, c, export.Pages(c, 100, "")[0])
		for _, e := range f.Entries {
			before[e.ID] = true
		}
		return nil
	})
	decide(t, s, "e-summit", time.Date(2022, 2, 9, 9, 0, 0, 0, time.UTC))
	viewing(t, s, func(_ context.Context, r store.Reader) error {
		q := ask()
		q.Since, q.Now = day("2022-02-09"), now.AddDate(0, 0, 2)
		c := changes(t, r, q)
		f, _ := feedOf(t, c, export.Pages(c, 100, "")[0])
		if len(f.Entries) != 1 || !slices.Equal(terms(f.Entries[0], "whose"), []string{"ours"}) || !slices.Equal(terms(f.Entries[0], "change"), []string{"decided"}) || before[f.Entries[0].ID] {
			t.Errorf("a decision is shown as %+v", f.Entries)
		}
		return nil
	})
}

// Pages hold every change once and point at one another.
func TestAtomPages(t *testing.T) {
	viewing(t, lived(t, 4, 50), func(_ context.Context, r store.Reader) error {
		q := ask()
		q.Now = q.Now.AddDate(1, 0, 0)
		c := changes(t, r, q)
		pages := export.Pages(c, 7, "out/feed one.atom")
		if len(pages) < 3 {
			t.Fatalf("%d pages of %d changes", len(pages), c.Count)
		}
		seen := map[string]bool{}
		for i, p := range pages {
			f, _ := feedOf(t, c, p)
			links := map[string]string{}
			for _, l := range f.Links {
				links[l.Rel] = l.Href
			}
			name := func(i int) string {
				switch {
				case i < 0 || i >= len(pages):
					return ""
				case i == 0:
					return "feed%20one.atom"
				}
				return fmt.Sprintf("feed%%20one-%d.atom", i+1)
			}
			if links["self"] != name(i) || links["next"] != name(i+1) || links["previous"] != name(i-1) || links["first"] != name(0) {
				t.Errorf("page %d: %v", i+1, links)
			}
			for _, e := range f.Entries {
				if seen[e.ID] {
					t.Errorf("%s stands twice", e.ID)
				}
				seen[e.ID] = true
			}
		}
		if len(seen) != c.Count {
			t.Errorf("%d of %d changes", len(seen), c.Count)
		}
		return nil
	})
}

// decide accepts an entry.
func decide(t *testing.T, s store.Store, id demarche.EntryID, at time.Time) {
	t.Helper()
	step := func(tx store.Tx) error {
		d, err := tx.Decide(demarche.Decision{By: "ann", Kind: demarche.DecideAccept, Target: string(id), Recorded: at})
		if err != nil {
			return err
		}
		return storetest.Place(tx, nil, []demarche.EntryID{id}, demarche.Change{Recorded: at, Kind: demarche.Decided, Cause: demarche.ByDecision, Decision: d.Seq})
	}
	if err := s.Update(context.Background(), step); err != nil {
		t.Fatal(err)
	}
}
