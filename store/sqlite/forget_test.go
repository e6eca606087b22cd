package sqlite_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"demarche"
	"demarche/store"
	"demarche/store/sqlite"
	"demarche/store/storetest"
)

// After forgetting, the words of an article are nowhere in the bytes of the
// file, its log or its lock: not in free pages, not in what is left of pages
// that were split, not in the indexes of words. Other articles keep theirs.
func TestForgottenWordsAreGone(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	s := open(t, filepath.Join(dir, "record.db"), sqlite.Options{})
	script := storetest.NewScript(9, 60)
	// None begins with another: the index of words keeps beginnings of words
	// that are there to tell its pages apart.
	secret := func(i, j int) string {
		return fmt.Sprintf("%c%c%cxylophone%cquark", 'a'+i%26, 'k'+i/26, 'a'+i%7, 'a'+j)
	}
	var news []*storetest.News
	for i := range 150 {
		n := script.World.Article(script.Day+demarche.Day(i/10), script.Now, 4)
		// Words that stand nowhere else: in the text, in a row, as a name.
		for j := range n.Rows {
			w := secret(i, j)
			r := &n.Rows[j].Row
			start := len(n.Article.Text)
			n.Article.Text += "He spoke of " + w + " at length. "
			r.Words = []string{"spoke of " + w}
			span := []demarche.Span{{Start: start + 3, End: start + 12 + len(w)}}
			switch {
			case r.Act != nil:
				r.Act.Evidence = span
			case r.Statement != nil:
				r.Statement.Content = span
			case r.Figure != nil:
				r.Figure.Evidence = span
			}
			if j == 0 {
				r.Known = append(r.Known, demarche.Party{ID: demarche.ActorID("person:" + w), Name: "Mr " + w, Kind: demarche.Person, Aliases: []string{"the " + w}})
			}
		}
		n.Article.Title = "On " + secret(i, 0)
		n.Article.URL = demarche.Maybe("https://example.org/" + secret(i, 0))
		n.Article.SHA256 = ""
		news = append(news, n)
		if err := s.Update(ctx, func(tx store.Tx) error { return storetest.Write(tx, n, nil, script.Now) }); err != nil {
			t.Fatal(err)
		}
	}
	find := func(w string) []string {
		var where []string
		files, err := os.ReadDir(dir)
		if err != nil || len(files) < 2 {
			t.Fatalf("%v %v", files, err)
		}
		for _, f := range files {
			raw, err := os.ReadFile(filepath.Join(dir, f.Name()))
			if err != nil {
				t.Fatal(err)
			}
			if i := bytes.Index(raw, []byte(w)); i >= 0 {
				where = append(where, fmt.Sprintf("%s at %d: %q", f.Name(), i, raw[max(0, i-40):min(len(raw), i+40)]))
			}
		}
		return where
	}
	for i := 0; i < len(news); i += 12 {
		n := news[i]
		if full := secret(i, 0); len(find(full)) == 0 {
			t.Fatalf("%s is nowhere before it is forgotten: the test proves nothing", full)
		}
		err := s.Update(ctx, func(tx store.Tx) error {
			if _, err := tx.Decide(demarche.Decision{By: "ana", Recorded: script.Now, Kind: demarche.DecideForget, Target: string(n.Article.Key)}); err != nil {
				return err
			}
			var moves []storetest.Move
			for _, r := range n.Rows {
				moves = append(moves, storetest.Move{Row: r.Row.ID})
			}
			if err := storetest.Place(tx, moves, nil, demarche.Change{Recorded: script.Now, Cause: demarche.ByForgetting}); err != nil {
				return err
			}
			return tx.Forget(n.Article.Key, script.Now)
		})
		if err != nil {
			t.Fatal(err)
		}
		for j := range n.Rows {
			w := secret(i, j)
			for _, where := range find(w) {
				t.Errorf("%s of the forgotten article %d is in %s", w, i, where)
			}
		}
		if t.Failed() {
			t.FailNow()
		}
	}
	if w := secret(1, 0); len(find(w)) == 0 {
		t.Errorf("%s of an article that was kept is gone", w)
	}
	storetest.Sound(t, s)
}
