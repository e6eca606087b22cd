package view

import (
	"slices"
	"strings"
	"testing"
	"time"

	"demarche"
	"demarche/ledger"
)

// reviewed goes through the review page by page.
func reviewed(t *testing.T, d *desk, ask Ask) (ids []string, keys []bool) {
	t.Helper()
	for range 100 {
		a, err := asks(t, d, "review", ask)
		if err != nil {
			t.Fatal(err)
		}
		for _, it := range a.(*ReviewAnswer).Rows {
			ids, keys = append(ids, it.ID), append(keys, it.Key)
		}
		if ask.After = a.About().Next; ask.After == "" {
			return ids, keys
		}
	}
	t.Fatal("the pages have no end")
	return nil, nil
}

// Page by page the review shows every row once, the key ones first, and none
// that a person has accepted or rejected.
func TestReviewShowsEachRowOnce(t *testing.T) {
	d := newDesk(time.Time{})
	whole, keys := reviewed(t, d, Ask{Limit: 1000})
	for limit := 1; limit < 5; limit++ {
		if got, _ := reviewed(t, d, Ask{Limit: limit}); !slices.Equal(got, whole) {
			t.Errorf("pages of %d: %v, want %v", limit, got, whole)
		}
	}
	if n := slices.Index(keys, false); len(whole) < 12 || n < 1 || slices.Contains(keys[n:], true) {
		t.Fatalf("key rows do not come first, or there are none: %v %v", whole, keys)
	}
	d.decisions = append(d.decisions, demarche.Decision{Seq: 1, By: "Ada", Kind: demarche.DecideAccept, Target: whole[0]},
		demarche.Decision{Seq: 2, By: "Ada", Kind: demarche.DecideReject, Target: whole[2], Reason: "wrong"})
	want := slices.Concat(whole[1:2], whole[3:])
	if got, _ := reviewed(t, d, Ask{Limit: 2}); !slices.Equal(got, want) {
		t.Errorf("after two decisions: %v, want %v", got, want)
	}
	if got, _ := reviewed(t, d, Ask{Limit: 2, Key: true}); len(got) != slices.Index(keys, false)-2 {
		t.Errorf("of the key ones only: %v", got)
	}
	acts, err := asks(t, d, "review", Ask{Statuses: []demarche.Status{demarche.Planned}})
	if err != nil {
		t.Fatal(err)
	}
	for _, it := range acts.(*ReviewAnswer).Rows {
		if it.Kind != demarche.ActRow || it.Status != demarche.Planned {
			t.Errorf("the filter leaves %s %s", it.Kind, it.Status)
		}
	}
}

// The list of decisions says what was taken back and where the chain breaks;
// and an answer says which decision it rests on.
func TestDecisionsAreListed(t *testing.T) {
	d := newDesk(time.Time{})
	chain(d, demarche.Decision{Kind: demarche.DecideAccept, Target: "e-kyiv"}, demarche.Decision{Kind: demarche.DecideUndo, Target: "e-kyiv", Value: []byte("1")},
		demarche.Decision{Kind: demarche.DecideReject, Target: "e-plan", Reason: "read wrongly"})
	a, err := asks(t, d, "decisions", Ask{Limit: 2})
	if err != nil {
		t.Fatal(err)
	}
	got := a.(*DecisionsAnswer)
	if len(got.Decisions) != 2 || got.Decisions[0].Seq != 3 || got.Next != "2" || !got.Whole || got.Total != 3 || got.Last != d.decisions[2].Hash || got.Seen != 3 {
		t.Errorf("%+v", got)
	}
	if a, err = asks(t, d, "decisions", Ask{After: "2"}); err != nil {
		t.Fatal(err)
	}
	if got = a.(*DecisionsAnswer); len(got.Decisions) != 1 || got.Decisions[0].Seq != 1 || !got.Decisions[0].Undone {
		t.Errorf("the second page: %+v", got)
	}
	d.decisions[1].By = "Mallory"
	if a, err = asks(t, d, "decisions", Ask{}); err != nil {
		t.Fatal(err)
	}
	if got = a.(*DecisionsAnswer); got.Whole || !strings.Contains(got.Broken, "decision 2") {
		t.Errorf("a decision was altered: %+v", got)
	}
	if _, err = asks(t, d, "decisions", Ask{After: "one"}); demarche.CodeOf(err) != demarche.Invalid {
		t.Errorf("no cursor: %v", err)
	}
}

// chain adds sealed decisions.
func chain(d *desk, all ...demarche.Decision) {
	prev := ""
	for i := range all {
		x := &all[i]
		x.Seq, x.By, x.Recorded, x.Prev = int64(i+1), "Ada", now, prev
		x.Hash = ledger.Seal(*x)
		prev = x.Hash
	}
	d.decisions = append(d.decisions, all...)
}

// Page by page, commitments and days come once each, and all of them.
func TestPagesOfCommitmentsAndDays(t *testing.T) {
	d := newDesk(time.Time{})
	pages := func(question string, ask Ask, names func(Answer) []string) (out []string) {
		for range 50 {
			a, err := asks(t, d, question, ask)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, names(a)...)
			if ask.After = a.About().Next; ask.After == "" {
				return out
			}
		}
		t.Fatal("the pages have no end")
		return nil
	}
	commitments := func(a Answer) (out []string) {
		for _, c := range a.(*CommitmentsAnswer).Commitments {
			out = append(out, c.ID)
		}
		return out
	}
	days := func(a Answer) (out []string) {
		for _, d := range a.(*TimelineAnswer).Days {
			out = append(out, d.Day)
		}
		return out
	}
	for _, c := range []struct {
		question string
		names    func(Answer) []string
		ask      Ask
	}{{"commitments", commitments, Ask{}}, {"timeline", days, Ask{Since: day("2022-01-20"), Until: day("2022-02-24")}}} {
		c.ask.Limit = 1000
		whole := pages(c.question, c.ask, c.names)
		c.ask.Limit = 1
		got := pages(c.question, c.ask, c.names)
		slices.Sort(whole)
		slices.Sort(got)
		if len(whole) < 2 || !slices.Equal(got, whole) {
			t.Errorf("%s: pages of one have %v, the whole %v", c.question, got, whole)
		}
	}
}
