package storetest

import (
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
