package sqlite

import (
	"context"
	"errors"

	"demarche"
	"demarche/store"
)

// reader asks one state of the record, over one connection.
type reader struct {
	s       *Store
	c       *conn
	ctx     context.Context // of the call; the interface gives none to some questions
	last    int64           // the last change
	arts    map[int64]*articleMeta
	named   map[int64]string
	ids     map[string]int64             // of rows
	ofDay   map[int64]map[totalKey]int64 // by change: what was counted of its day
	limits  map[rowsKnown]int64          // see rowLimit
	ats     map[int64]int64              // by time: the last change
	lasts   map[int64]int64              // by change: the last version there was then
	matched map[matchKey]*matches
	tx      *tx // nil where nothing is written

	decided *decided // what persons decided, read once
	then    bool     // versions are made again: what was decided since is left out
}

// tx writes. It is a reader of its own state.
type tx struct {
	reader
	recorded int64 // of the last change
	totals   map[totalKey]movement
	settled  map[settledKey]int64
	used     map[int64]int64 // tags by term
	reached  map[reachKey]int64
	forgets  []demarche.ArticleKey
	erased   bool // words were taken away

	noted   map[mentionKey]bool // of the article notedOf, with the time notedAt
	notedOf int64
	notedAt int64
	calls   map[mentionKey]int64 // what actors are called, by number
}

var (
	_ store.Reader = (*reader)(nil)
	_ store.Tx     = (*tx)(nil)
)

// View runs f on the state of the record at its beginning.
func (s *Store) View(ctx context.Context, f func(store.Reader) error) (err error) {
	c, err := s.reader(ctx)
	if err != nil {
		return s.fault(err)
	}
	plain := context.WithoutCancel(ctx)
	if err := c.exec(plain, "BEGIN"); err != nil {
		_ = c.close() // it is of no more use
		return s.fault(err)
	}
	defer func() {
		if e := c.exec(plain, "ROLLBACK"); e != nil {
			_ = c.close()
			err = errors.Join(err, s.fault(e))
			return
		}
		s.giveBack(c)
	}()
	r := &reader{s: s, c: c, ctx: ctx}
	// The first question fixes the state.
	if _, err := c.one(ctx, query("change.last"), nil, &r.last, new(int64)); err != nil {
		return s.fault(err)
	}
	return f(r)
}

// Update runs f with the only writer there is.
func (s *Store) Update(ctx context.Context, f func(store.Tx) error) (err error) {
	if s.w == nil {
		return &demarche.Error{Code: demarche.Unavailable, Where: s.path, What: "the record was opened to read only", Repair: "open it to write"}
	}
	select {
	case <-s.turn:
	case <-ctx.Done():
		return s.fault(ctx.Err())
	}
	defer func() { s.turn <- struct{}{} }()
	// A statement that may be cancelled costs a goroutine; f is asked between
	// statements instead.
	plain := context.WithoutCancel(ctx)
	if err := s.w.exec(plain, "BEGIN IMMEDIATE"); err != nil {
		return s.fault(err)
	}
	done := false
	defer func() {
		if !done { // also where f panics
			clear(s.terms) // some may be undone
			if e := s.w.exec(plain, "ROLLBACK"); e != nil && err == nil {
				err = s.fault(e)
			}
		}
	}()
	t := &tx{reader: reader{s: s, c: s.w, ctx: plain}, totals: map[totalKey]movement{}, settled: map[settledKey]int64{}, used: map[int64]int64{}}
	t.reader.tx = t
	if _, err := s.w.one(plain, query("change.last"), nil, &t.last, &t.recorded); err != nil {
		return s.fault(err)
	}
	if err := f(t); err != nil {
		return s.fault(err)
	}
	if err := ctx.Err(); err != nil {
		return s.fault(err)
	}
	if err := t.finish(); err != nil {
		return s.fault(err)
	}
	if err := s.w.exec(plain, "COMMIT"); err != nil {
		return s.fault(err)
	}
	done = true
	if t.erased {
		return s.scrub(plain)
	}
	return nil
}

// finish writes what was gathered in memory and checks what only the whole
// step shows.
func (t *tx) finish() error {
	if err := t.flush(); err != nil {
		return err
	}
	for _, key := range t.forgets {
		found := false
		for d, err := range t.Decisions(t.ctx, string(key)) {
			if err != nil {
				return err
			}
			found = found || d.Kind == demarche.DecideForget
		}
		if !found {
			return &demarche.Error{Code: demarche.Invalid, What: "article " + string(key) + " was forgotten and no decision says so", Repair: "add a decision of kind forget on it in the same step"}
		}
	}
	return nil
}

// Basis is the number of the last change.
func (t *tx) Basis() int64 { return t.last }
