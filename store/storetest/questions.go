package storetest

import (
	"context"
	"time"

	"demarche"
	"demarche/store"
)

// Question is something that a screen asks. Ask says how much was found; i
// counts up, so that not always the same is asked.
type Question struct {
	Name string
	Ask  func(ctx context.Context, r store.Reader, i int) (int, error)
}

// Questions are those of the screens, on a filled record whose first and last
// changes were at two times: as known now, as recorded half-way, as reported by
// that day.
func Questions(began, latest time.Time) []Question {
	today := demarche.DayOf(latest)
	half := (demarche.DayOf(began) + today) / 2
	all := []demarche.Force{demarche.Pledge, demarche.Threaten, demarche.Demand, demarche.Propose, demarche.Refuse}
	page := func(q store.Query) func(context.Context, store.Reader, int) (int, error) {
		return func(ctx context.Context, r store.Reader, i int) (int, error) {
			q := q
			if len(q.Actors) > 0 {
				q.Actors = []demarche.ActorID{person(i % 40).ID}
			}
			n := 0
			for _, err := range r.Entries(ctx, q) {
				if err != nil {
					return n, err
				}
				n++
			}
			return n, nil
		}
	}
	some := []demarche.ActorID{"any"}
	var out []Question
	for _, known := range []struct {
		name string
		k    store.Known
		day  demarche.Day
	}{
		{"now", store.Known{}, today},
		{"at", store.Known{At: half.Time().Add(13 * time.Hour)}, half},
		{"published", store.Known{Published: half}, half},
	} {
		k, day := known.k, known.day
		add := func(name string, f func(context.Context, store.Reader, int) (int, error)) {
			out = append(out, Question{known.name + "/" + name, f})
		}
		add("timeline", page(store.Query{Known: k, Limit: 50, Key: true}))
		add("timeline-month", page(store.Query{Known: k, Order: store.ByDateUp, Happens: demarche.Interval{From: day - 30, To: day}, Limit: 200}))
		add("agenda", page(store.Query{Known: k, Order: store.ByDateUp, Happens: demarche.Interval{From: day, To: demarche.End},
			Kinds: []demarche.RowKind{demarche.ActRow}, Statuses: []demarche.Status{demarche.Planned, demarche.Proposed}, Limit: 100}))
		add("actor", page(store.Query{Known: k, Actors: some, Limit: 50}))
		add("actor-by-date", page(store.Query{Known: k, Actors: some, Order: store.ByDate, Limit: 50}))
		add("commitments", page(store.Query{Known: k, Forces: all, Limit: 100}))
		add("commitments-of-actor", page(store.Query{Known: k, Forces: all, Actors: some, Limit: 100}))
		add("pair", page(store.Query{Known: k, Pair: [2][]demarche.ActorID{{person(0).ID}, {person(1).ID}}, Limit: 50}))
		add("issue", page(store.Query{Known: k, Issue: "grain", Limit: 50}))
		add("source", page(store.Query{Known: k, Source: "ansa", Limit: 50}))
		add("statements-with-words", page(store.Query{Known: k, Words: "pipeline Geneva", Limit: 50}))
		add("statements-with-rare-words", page(store.Query{Known: k, Words: person(77).Name, Limit: 50}))
		add("search", func(ctx context.Context, r store.Reader, i int) (int, error) {
			n := 0
			for _, err := range r.Search(ctx, "pipeline Geneva", store.Query{Known: k, Limit: 20}) {
				if err != nil {
					return n, err
				}
				n++
			}
			return n, nil
		})
		add("contacts", func(ctx context.Context, r store.Reader, i int) (int, error) {
			ps, err := r.Pairs(ctx, store.Query{Known: k, Types: []demarche.ActType{demarche.Meet, demarche.Visit, demarche.Call}, Limit: 500})
			return len(ps), err
		})
		add("days-of-a-year", func(ctx context.Context, r store.Reader, i int) (int, error) {
			ds, err := r.Days(ctx, store.Query{Known: k, Happens: demarche.Interval{From: day - 365, To: day}})
			return len(ds), err
		})
		add("actors-named", func(ctx context.Context, r store.Reader, i int) (int, error) {
			n := 0
			for _, err := range r.Actors(ctx, person(40+i%20).Name, k) {
				if err != nil {
					return n, err
				}
				if n++; n == 20 {
					break
				}
			}
			return n, nil
		})
	}
	out = append(out, Question{"brief", func(ctx context.Context, r store.Reader, i int) (int, error) {
		n := 0
		for _, err := range r.Versions(ctx, latest.Add(-24*time.Hour), latest) {
			if err != nil {
				return n, err
			}
			n++
		}
		return n, nil
	}}, Question{"brief-then", func(ctx context.Context, r store.Reader, i int) (int, error) {
		n := 0
		for _, err := range r.Versions(ctx, half.Time(), (half + 1).Time()) {
			if err != nil {
				return n, err
			}
			n++
		}
		return n, nil
	}}, Question{"stat", func(ctx context.Context, r store.Reader, i int) (int, error) {
		s, err := r.Stat(ctx)
		return s.Rows, err
	}}, Question{"actors-all", func(ctx context.Context, r store.Reader, i int) (int, error) {
		n := 0
		for _, err := range r.Actors(ctx, "", store.Known{}) {
			if err != nil {
				return n, err
			}
			if n++; n == 50 {
				break
			}
		}
		return n, nil
	}})
	return out
}
