package intake

import (
	"context"
	"sync"

	"demarche"
	"demarche/store"
)

// Memory keeps the decisions of one store between the steps that are written to
// it: each step heeds all of them, and there may be many. The zero value is
// ready; a nil one keeps nothing.
type Memory struct {
	mu  sync.Mutex
	all []demarche.Decision
}

// decisions gives all decisions, oldest first, and reads those that are not
// kept. What is kept is trusted where its last decision is in the record: the
// chain is closed over all before it.
func (m *Memory) decisions(ctx context.Context, r store.Reader) ([]demarche.Decision, error) {
	if m == nil {
		return after(ctx, r, 0)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if n := len(m.all); n > 0 {
		last := m.all[n-1]
		fresh, err := after(ctx, r, last.Seq-1)
		if err != nil {
			return nil, err
		}
		if len(fresh) > 0 && fresh[0].Hash == last.Hash {
			m.all = append(m.all, fresh[1:]...)
			return m.all, nil
		}
	}
	var err error
	m.all, err = after(ctx, r, 0) // a step was undone that had decided
	return m.all, err
}

// after gives the decisions after a number.
func after(ctx context.Context, r store.Reader, seq int64) ([]demarche.Decision, error) {
	var all []demarche.Decision
	for d, err := range r.DecisionsAfter(ctx, seq) {
		if err != nil {
			return nil, err
		}
		all = append(all, d)
	}
	return all, nil
}
