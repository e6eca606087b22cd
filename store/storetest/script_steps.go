package storetest

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"demarche"
	"demarche/store"
)

// reread reads an article with other rules: rows go, and rows change.
func (s *Script) reread() (Step, bool) {
	old, ok := s.anyNews()
	if !ok {
		return Step{}, false
	}
	n := *old
	n.Rows = nil
	var moves []Move
	again := map[demarche.EntryID]bool{}
	for _, r := range old.Rows {
		if s.entry[r.Row.ID] == "" {
			n.Rows = append(n.Rows, r) // it stood nowhere already
			continue
		}
		switch s.rng.IntN(3) {
		case 0:
			s.put(r.Row.ID, "")
			moves = append(moves, Move{r.Row.ID, ""})
			continue
		case 1:
			if r.Row.Act != nil {
				act := *r.Row.Act
				act.Status, act.Confidence = status[s.rng.IntN(len(status))], 0.99
				r.Row.Act, r.Recorded = &act, s.Now
				again[s.entry[r.Row.ID]] = true
			}
		}
		n.Rows = append(n.Rows, r)
	}
	for i, m := range s.news {
		if m == old {
			s.news[i] = &n
		}
	}
	moves = append(moves, s.loosen()...)
	at := s.mark(demarche.ByRereading)
	return Step{Name: "re-reading", Do: func(tx store.Tx) error {
		if err := tx.PutReading(n.Article.Key, n.Reading, at.Recorded); err != nil {
			return err
		}
		if err := tx.PutRows(n.Rows); err != nil {
			return err
		}
		return Place(tx, moves, keys(again), at)
	}}, true
}

func raw(v any) json.RawMessage { return json.RawMessage(jsonOf(v)) }

func (s *Script) decision(e demarche.EntryID, d demarche.Decision) Step {
	s.decided++
	d.By, d.Recorded = "ana", s.Now
	mark := s.mark(demarche.ByDecision)
	mark.Kind, mark.Decision = demarche.Decided, s.decided
	return Step{Name: "decision " + string(d.Kind), Do: func(tx store.Tx) error {
		if _, err := tx.Decide(d); err != nil || e == "" {
			return err
		}
		return Place(tx, nil, []demarche.EntryID{e}, mark)
	}}
}

// decide says something about an entry under its name, where the row of that
// name still stands in it.
func (s *Script) decide() (Step, bool) {
	e, ok := s.some("")
	if !ok || s.entry[demarche.RowID(e)] != e {
		return Step{}, false
	}
	d := demarche.Decision{Kind: demarche.DecideAccept, Target: string(e), Reason: "seen"}
	switch s.rng.IntN(4) {
	case 0:
		d.Kind = demarche.DecideReject
	case 1:
		if e[0] == 'e' {
			d.Kind, d.Value = demarche.DecideEdit, raw(map[string]any{"status": "planned", "who": []demarche.ActorID{s.World.Pick().ID}})
		}
	case 2:
		d.Kind, d.Value = demarche.DecideCredibility, raw(1+s.rng.IntN(6))
	}
	return s.decision(e, d), true
}

func (s *Script) undo() (Step, bool) {
	e, ok := s.some("")
	if s.decided == 0 || !ok || s.entry[demarche.RowID(e)] != e {
		return Step{}, false
	}
	// What it undid may be about another entry; that one shows it when it is
	// folded the next time.
	return s.decision(e, demarche.Decision{Kind: demarche.DecideUndo, Target: string(e), Value: raw(1 + s.rng.Int64N(s.decided))}), true
}

// alias says of actors that they are the same, or how one is called.
func (s *Script) alias() (Step, bool) {
	a, b := s.World.Pick(), s.World.Pick()
	if a.ID == b.ID || a.Kind == demarche.State {
		return Step{}, false
	}
	switch s.rng.IntN(3) {
	case 0:
		return s.decision("", demarche.Decision{Kind: demarche.DecideRename, Target: string(a.ID), Value: raw("Renamed " + a.Name)}), true
	case 1:
		return s.decision("", demarche.Decision{Kind: demarche.DecideReject, Target: string(a.ID), Value: raw(a.Aliases[0])}), true
	}
	return s.decision("", demarche.Decision{Kind: demarche.DecideAlias, Target: string(a.ID), Value: raw(b.ID)}), true
}

func (s *Script) tension() (Step, bool) {
	a, ok1 := s.some("e")
	b, ok2 := s.some("e")
	if !ok1 || !ok2 || a == b {
		return Step{}, false
	}
	x, y := s.rows[a][0], s.rows[b][0]
	r := demarche.Row{ID: MakeID(demarche.TensionRow, string(min(x, y)+max(x, y))), Kind: demarche.TensionRow, Words: []string{},
		Between: &demarche.Between{Kind: demarche.Denial, Rows: [2]demarche.RowID{min(x, y), max(x, y)}}}
	if _, have := s.tensions[r.ID]; have {
		return Step{}, false
	}
	s.tensions[r.ID] = r.Between.Rows
	s.put(r.ID, demarche.EntryID(r.ID))
	at := s.mark(demarche.ByArticle)
	return Step{Name: "tension", Do: func(tx store.Tx) error {
		if err := tx.PutRows([]store.Row{{Report: demarche.Report{Row: r, Recorded: at.Recorded}}}); err != nil {
			return err
		}
		return Place(tx, []Move{{r.ID, demarche.EntryID(r.ID)}}, nil, at)
	}}, true
}

// split lets a row leave its entry.
func (s *Script) split() (Step, bool) {
	var ids []demarche.RowID
	for id, e := range s.entry {
		if len(s.rows[e]) > 1 && demarche.EntryID(id) != e && s.rows[demarche.EntryID(id)] == nil {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return Step{}, false
	}
	slices.Sort(ids)
	id := ids[s.rng.IntN(len(ids))]
	s.put(id, demarche.EntryID(id))
	moves := append([]Move{{id, demarche.EntryID(id)}}, s.loosen()...)
	at := s.mark(demarche.ByDecision)
	return Step{Name: "split", Do: func(tx store.Tx) error { return Place(tx, moves, nil, at) }}, true
}

func (s *Script) merge() (Step, bool) {
	a, ok := s.some("")
	if !ok || a[0] == 't' {
		return Step{}, false
	}
	b, _ := s.some(string(a[0]))
	if a == b {
		return Step{}, false
	}
	var moves []Move
	for _, r := range s.rows[b] {
		moves = append(moves, Move{r, a})
	}
	for _, m := range moves {
		s.put(m.Row, a)
	}
	moves = append(moves, s.loosen()...)
	at := s.mark(demarche.ByDecision)
	return Step{Name: "merge", Do: func(tx store.Tx) error { return Place(tx, moves, nil, at) }}, true
}

// copy finds out that an article is a reprint of another.
func (s *Script) copy() (Step, bool) {
	a, ok1 := s.anyNews()
	b, ok2 := s.anyNews()
	if !ok1 || !ok2 || a == b {
		return Step{}, false
	}
	again := map[demarche.EntryID]bool{}
	for _, r := range a.Rows {
		if e := s.entry[r.Row.ID]; e != "" {
			again[e] = true
		}
	}
	at := s.mark(demarche.ByArticle)
	return Step{Name: "copy", Do: func(tx store.Tx) error {
		if err := tx.SetOrigin(a.Article.Key, b.Article.Key); err != nil {
			return err
		}
		// The change that goes with it is a new report somewhere; here none is.
		return Place(tx, nil, keys(again), at)
	}}, true
}

func (s *Script) correct() (Step, bool) {
	a, ok1 := s.anyNews()
	b, ok2 := s.anyNews()
	if !ok1 || !ok2 || a == b {
		return Step{}, false
	}
	var moves []Move
	for _, r := range a.Rows {
		if s.entry[r.Row.ID] != "" {
			s.put(r.Row.ID, "")
			moves = append(moves, Move{r.Row.ID, ""})
		}
	}
	moves = append(moves, s.loosen()...)
	at := s.mark(demarche.ByCorrection)
	return Step{Name: "correction", Do: func(tx store.Tx) error {
		if err := tx.Supersede(a.Article.Key, b.Article.Key); err != nil {
			return err
		}
		return Place(tx, moves, nil, at)
	}}, true
}

func (s *Script) forget() (Step, bool) {
	n, ok := s.anyNews()
	if !ok {
		return Step{}, false
	}
	s.gone[n.Article.Key] = true
	var moves []Move
	for _, r := range n.Rows {
		if s.entry[r.Row.ID] != "" {
			s.put(r.Row.ID, "")
			moves = append(moves, Move{r.Row.ID, ""})
		}
	}
	moves = append(moves, s.loosen()...)
	s.decided++
	at := s.mark(demarche.ByForgetting)
	early := s.rng.IntN(2) == 0
	return Step{Name: "forgetting", Do: func(tx store.Tx) error {
		if _, err := tx.Decide(demarche.Decision{By: "ana", Recorded: at.Recorded, Kind: demarche.DecideForget, Target: string(n.Article.Key)}); err != nil {
			return err
		}
		if early {
			if err := tx.Forget(n.Article.Key, at.Recorded); err != nil {
				return err
			}
		}
		if err := Place(tx, moves, nil, at); err != nil || early {
			return err
		}
		return tx.Forget(n.Article.Key, at.Recorded)
	}}, true
}

// fail writes an article and then gives up.
func (s *Script) fail() (Step, bool) {
	n := s.World.Article(s.Day, s.Now, 2)
	at := s.Now
	return Step{Name: "failure", Fails: true, Do: func(tx store.Tx) error {
		if err := Write(tx, n, nil, at); err != nil {
			return err
		}
		return fmt.Errorf("as planned")
	}}, true
}

// Run does a step to a store.
func (st Step) Run(ctx context.Context, s store.Store) error {
	err := s.Update(ctx, st.Do)
	if st.Fails {
		if err == nil {
			return fmt.Errorf("%s: it was to fail", st.Name)
		}
		return nil
	}
	if err != nil {
		return fmt.Errorf("%s: %w", st.Name, err)
	}
	return nil
}
