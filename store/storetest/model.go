package storetest

import (
	"context"
	"math"
	"slices"
	"sync"
	"time"

	"demarche"
	"demarche/ledger"
	"demarche/store"
)

// Model is a store in memory that is as simple as the promises allow: it keeps
// everything in lists and looks through all of it for every question. What a
// real store answers has to be what Model answers.
type Model struct {
	mu sync.Mutex
	st *state
}

var _ store.Store = (*Model)(nil)

// NewModel makes an empty record.
func NewModel() *Model { return &Model{st: &state{}} }

// Close does nothing.
func (m *Model) Close() error { return nil }

// Rebuild has nothing to do: the model keeps no index.
func (m *Model) Rebuild(context.Context) error { return nil }

// Check finds nothing: the model has no file.
func (m *Model) Check(context.Context) error { return nil }

const holds = int64(math.MaxInt64)

// state is the record at one moment; what is in its lists is never altered.
type state struct {
	arts      []article
	rows      []row
	blocks    []kept
	changes   []demarche.Change
	places    []place
	versions  []version
	decisions []based
	mentions  []mention
	forgets   []demarche.ArticleKey
}

type article struct {
	store.Article
	was      []store.PastOrigin
	readings []*demarche.Reading
}

type row struct {
	id      demarche.RowID
	article demarche.ArticleKey
	reading int // how many readings the article had when it was last put
	bodies  []body
}

type body struct {
	since int64
	rep   demarche.Report
}

type kept struct {
	block ledger.Block
	row   demarche.RowID
}

type place struct {
	row          demarche.RowID
	since, until int64
	at           ledger.Belongs
}

type version struct {
	id           demarche.EntryID
	since, until int64
	e            demarche.Entry
	causes       []demarche.Cause
	ended        []demarche.Cause
}

type based struct {
	demarche.Decision
	basis int64
}

type mention struct {
	actor    demarche.ActorID
	what     int
	name     string
	article  demarche.ArticleKey
	recorded time.Time
}

func (st *state) clone() *state {
	c := *st
	c.arts, c.rows, c.blocks, c.changes = slices.Clone(st.arts), slices.Clone(st.rows), slices.Clone(st.blocks), slices.Clone(st.changes)
	c.places, c.versions, c.decisions, c.mentions = slices.Clone(st.places), slices.Clone(st.versions), slices.Clone(st.decisions), slices.Clone(st.mentions)
	c.forgets = nil
	for i := range c.rows {
		c.rows[i].bodies = slices.Clone(c.rows[i].bodies)
	}
	return &c
}

// View runs f on the present state.
func (m *Model) View(_ context.Context, f func(store.Reader) error) error {
	m.mu.Lock()
	st := m.st
	m.mu.Unlock()
	return f(&modelTx{st: st})
}

// Update runs f on a copy of the state, which becomes the state where f ends
// well.
func (m *Model) Update(_ context.Context, f func(store.Tx) error) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	tx := &modelTx{st: m.st.clone()}
	if err := f(tx); err != nil {
		return err
	}
	for _, key := range tx.st.forgets {
		if !slices.ContainsFunc(tx.st.decisions, func(d based) bool { return d.Kind == demarche.DecideForget && d.Target == string(key) }) {
			return demarche.Errorf(demarche.Invalid, "", "article %s was forgotten and no decision says so", key)
		}
	}
	m.st = tx.st
	return nil
}

// modelTx reads and writes one state.
type modelTx struct {
	st   *state
	then bool // versions are made again: what was decided since is left out
}

func (t *modelTx) last() int64  { return int64(len(t.st.changes)) }
func (t *modelTx) Basis() int64 { return t.last() }

func (t *modelTx) art(key demarche.ArticleKey) *article {
	i := slices.IndexFunc(t.st.arts, func(a article) bool { return a.Key == key })
	if i < 0 {
		return nil
	}
	return &t.st.arts[i]
}

func (t *modelTx) row(id demarche.RowID) *row {
	i := slices.IndexFunc(t.st.rows, func(r row) bool { return r.id == id })
	if i < 0 {
		return nil
	}
	return &t.st.rows[i]
}

func missing(what string) error { return demarche.Errorf(demarche.NotFound, "", "no %s", what) }
