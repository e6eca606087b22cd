package storetest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"demarche"
	"demarche/store"
)

func (d *desk) versions() {
	a := d.told("2022-02-05", demarche.Planned, "")
	mid := d.now
	d.told("2022-02-08", demarche.Happened, a.Rows[0].Row.ID)
	end := d.now
	steps := func(since, until time.Time) (out []string) {
		d.view(func(r store.Reader) {
			all, err := collect(r.Versions(d.ctx, since, until))
			if err != nil {
				d.Error(err)
			}
			for _, s := range all {
				say := func(e *demarche.Entry) string {
					if e == nil {
						return "-"
					}
					return string(e.Act.Status)
				}
				out = append(out, fmt.Sprint(say(s.Before), ">", say(s.After), " ", s.Causes))
			}
		})
		return out
	}
	d.is(steps(time.Time{}, mid), []string{"->planned [article]"}, "new")
	d.is(steps(mid, end), []string{"planned>happened [article]"}, "moved")
	d.is(steps(time.Time{}, time.Time{}), []string{"->happened [article]"}, "from nothing to now")
	d.is(steps(end, end.Add(time.Hour)), nil, "nothing since")
	d.now = d.now.Add(time.Hour)
	d.update(func(tx store.Tx) error {
		rows, err := tx.EntryRows([]demarche.EntryID{demarche.EntryID(a.Rows[0].Row.ID)})
		var moves []Move
		for _, r := range rows[demarche.EntryID(a.Rows[0].Row.ID)] {
			moves = append(moves, Move{r, ""})
		}
		return errors.Join(err, Place(tx, moves, nil, demarche.Change{Recorded: d.now, Cause: demarche.ByRereading}))
	})
	d.is(steps(end, d.now), []string{"happened>- [rereading]"}, "gone")
	d.is(steps(time.Time{}, d.now), nil, "neither before nor after")
}

func (d *desk) pages() {
	for range 8 {
		d.news("2022-02-01", 3)
	}
	all := d.entries(store.Query{})
	var got []demarche.EntryID
	q := store.Query{Limit: 5}
	for {
		page := d.entries(q)
		got = append(got, page...)
		if len(page) < q.Limit {
			break
		}
		q.After = string(page[len(page)-1])
	}
	d.is(got, all, "pages of 5")
	if len(all) != 24 || !slices.IsSorted(all) {
		d.Errorf("equals stand by id: %v", all)
	}
	d.view(func(r store.Reader) {
		_, err := collect(r.Entries(d.ctx, store.Query{After: "e-none"}))
		if _, model := d.s.(*Model); !model {
			d.code(err, demarche.Invalid, "a page after nothing")
		}
		n := 0
		for _, err := range r.Entries(d.ctx, store.Query{}) {
			if err != nil {
				d.Fatal(err)
			}
			if n++; n == 3 {
				break // a question may be left in the middle
			}
		}
		// And others may be asked meanwhile.
		for e, err := range r.Entries(d.ctx, store.Query{Limit: 4}) {
			if err != nil {
				d.Fatal(err)
			}
			if _, err := r.Entry(d.ctx, string(e.ID), store.Known{}); err != nil {
				d.Error(err)
			}
			for _, err := range r.Entries(d.ctx, store.Query{Limit: 2}) {
				if err != nil {
					d.Error(err)
				}
			}
		}
	})
}

func (d *desk) words() {
	n := d.news("2022-02-01", 1)
	w := n.Rows[0].Row.Words[0]
	first, _, _ := strings.Cut(w, " ")
	d.view(func(r store.Reader) {
		for words, want := range map[string]int{first: 1, strings.ToUpper(first): 1, first + " nowhere": 0, "OR": 0, "NOT AND": 0} {
			hits, err := collect(r.Search(d.ctx, words, store.Query{}))
			d.is([]any{len(hits), err}, []any{want, nil}, "search %q", words)
			if len(hits) > 0 && !strings.Contains(strings.ToLower(hits[0].Snippet), strings.ToLower(first)) && hits[0].Snippet != "" {
				d.Errorf("the snippet %q does not show %q", hits[0].Snippet, first)
			}
			d.is(len(d.entries(store.Query{Words: words})), want, "entries with %q", words)
		}
		if _, model := d.s.(*Model); model {
			return
		}
		for words, want := range map[string]int{first[:3] + "*": 1, `"` + w + `"`: 1, `"` + first + ` nowhere"`: 0, first + `"`: 1, "NEAR(" + first + ")": 0} {
			hits, err := collect(r.Search(d.ctx, words, store.Query{}))
			d.is([]any{len(hits), err}, []any{want, nil}, "search %q", words)
		}
		_, err := collect(r.Search(d.ctx, " ?! ", store.Query{}))
		d.code(err, demarche.Invalid, "no word at all")
	})
}

// together lets readers ask while a writer writes: none sees half of a step.
func (d *desk) together() {
	var wg sync.WaitGroup
	stop := make(chan struct{})
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for {
				select {
				case <-stop:
					return
				default:
				}
				err := d.s.View(d.ctx, func(r store.Reader) error {
					st, err := r.Stat(d.ctx)
					if err != nil {
						return err
					}
					all, err := collect(r.Entries(d.ctx, store.Query{}))
					if err == nil && (len(all) != 3*st.Articles || st.Rows != 3*st.Articles) {
						err = fmt.Errorf("%d articles, %d rows, %d entries", st.Articles, st.Rows, len(all))
					}
					return err
				})
				if err != nil {
					d.Error(err)
					return
				}
			}
		}()
	}
	for range 40 {
		d.news("2022-02-01", 3)
	}
	close(stop)
	wg.Wait()
}

func (d *desk) index() {
	script := NewScript(11, 25)
	for range 40 {
		if err := script.Next().Run(d.ctx, d.s); err != nil {
			d.Fatal(err)
		}
	}
	if k, ok := d.s.(Keeper); ok {
		Sound(d.T, k)
		return
	}
	if err := errors.Join(d.s.Check(d.ctx), d.s.Rebuild(d.ctx)); err != nil {
		d.Error(err)
	}
}
