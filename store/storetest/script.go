package storetest

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"demarche"
	"demarche/store"
)

// Script makes up one step after the other that a record lives through:
// articles, later reports, re-readings, corrections, copies, decisions and
// their undoing, tensions, splits, merges, forgetting, steps that fail. It looks
// at no store, so that the same steps can be done to several.
type Script struct {
	World *World
	Day   demarche.Day // of the news
	Now   time.Time    // of recording

	rng      *rand.Rand
	news     []*News
	entry    map[demarche.RowID]demarche.EntryID // where rows stand
	rows     map[demarche.EntryID][]demarche.RowID
	tensions map[demarche.RowID][2]demarche.RowID
	decided  int64
	gone     map[demarche.ArticleKey]bool
	step     int
}

// NewScript begins a record on a day.
func NewScript(seed uint64, actors int) *Script {
	day, _ := demarche.ParseEDTF("2022-01-20")
	return &Script{World: NewWorld(seed, actors), Day: day.From, Now: day.From.Time().Add(8 * time.Hour), rng: rand.New(rand.NewPCG(seed, 2)),
		entry: map[demarche.RowID]demarche.EntryID{}, rows: map[demarche.EntryID][]demarche.RowID{}, tensions: map[demarche.RowID][2]demarche.RowID{}, gone: map[demarche.ArticleKey]bool{}}
}

// Step is one step: what it is, and how it is done to a store. One that fails
// must leave no trace.
type Step struct {
	Name  string
	Do    func(store.Tx) error
	Fails bool
}

// Next makes up the next step.
func (s *Script) Next() Step {
	s.step++
	s.Now = s.Now.Add(time.Duration(s.rng.IntN(14*3600)) * time.Second)
	for s.Day+1 < demarche.DayOf(s.Now) {
		s.Day++
	}
	steps := []func() (Step, bool){s.article, s.article, s.article, s.article, s.later, s.later, s.late, s.reread, s.decide, s.decide, s.undo, s.tension, s.split, s.merge, s.copy, s.correct, s.alias, s.fail}
	if s.step%9 == 0 {
		steps = []func() (Step, bool){s.forget}
	}
	for range 20 {
		if step, ok := steps[s.rng.IntN(len(steps))](); ok {
			return step
		}
	}
	step, _ := s.article()
	return step
}

func (s *Script) put(row demarche.RowID, e demarche.EntryID) {
	if old, ok := s.entry[row]; ok {
		s.rows[old] = slices.DeleteFunc(slices.Clone(s.rows[old]), func(r demarche.RowID) bool { return r == row })
		if len(s.rows[old]) == 0 {
			delete(s.rows, old)
		}
		delete(s.entry, row)
	}
	if e != "" {
		s.entry[row] = e
		s.rows[e] = append(s.rows[e], row)
	}
}

// loosen takes away the tensions that lost a side or whose sides are one.
func (s *Script) loosen() []Move {
	var out []Move
	for id, sides := range s.tensions {
		a, b := s.entry[sides[0]], s.entry[sides[1]]
		if s.entry[id] != "" && (a == "" || b == "" || a == b) {
			s.put(id, "")
			out = append(out, Move{id, ""})
		}
	}
	slices.SortFunc(out, func(a, b Move) int { return compare(a.Row, b.Row) })
	return out
}

func compare[T ~string](a, b T) int {
	if a < b {
		return -1
	}
	return 1
}

// some gives an entry of a kind, any where it is empty.
func (s *Script) some(kind string) (demarche.EntryID, bool) {
	var ids []demarche.EntryID
	for id := range s.rows {
		if kind == "" || string(id[0]) == kind {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return "", false
	}
	slices.Sort(ids)
	return ids[s.rng.IntN(len(ids))], true
}

func (s *Script) anyNews() (*News, bool) {
	if len(s.news) == 0 {
		return nil, false
	}
	n := s.news[s.rng.IntN(len(s.news))]
	return n, !s.gone[n.Article.Key]
}

func (s *Script) mark(cause demarche.Cause) demarche.Change {
	return demarche.Change{Recorded: s.Now, Cause: cause}
}

func (s *Script) write(name string, n *News, joins map[demarche.RowID]demarche.EntryID) (Step, bool) {
	s.news = append(s.news, n)
	for _, r := range n.Rows {
		e := joins[r.Row.ID]
		if e == "" {
			e = demarche.EntryID(r.Row.ID)
		}
		s.put(r.Row.ID, e)
	}
	at := s.Now
	return Step{Name: name, Do: func(tx store.Tx) error { return Write(tx, n, joins, at) }}, true
}

func (s *Script) article() (Step, bool) {
	return s.write("article", s.World.Article(s.Day, s.Now, 1+s.rng.IntN(4)), nil)
}

// later tells known entries again, often with another status.
func (s *Script) later() (Step, bool) { return s.again("later report", s.Day) }

// late is an article from days ago, as archives bring them.
func (s *Script) late() (Step, bool) {
	return s.again("late article", s.Day-demarche.Day(1+s.rng.IntN(40)))
}

func (s *Script) again(name string, day demarche.Day) (Step, bool) {
	n := s.World.Article(day, s.Now, 1+s.rng.IntN(3))
	joins := map[demarche.RowID]demarche.EntryID{}
	for _, r := range n.Rows {
		if e, ok := s.some(string(r.Row.ID[0])); ok && s.rng.IntN(4) > 0 {
			joins[r.Row.ID] = e
		}
	}
	return s.write(name, n, joins)
}

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
