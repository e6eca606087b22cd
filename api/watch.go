package api

import (
	"context"
	"sync"

	"demarche/store"
)

// watched is a record that says when it was written to. Nobody else writes: the
// file is locked.
type watched struct {
	store.Store

	mu      sync.Mutex
	version int64
	wake    chan struct{} // closed when the version goes up
	stat    *store.Stat   // of statOf
	statOf  int64
}

func watch(s store.Store) *watched {
	return &watched{Store: s, version: 1, wake: make(chan struct{})}
}

// Update writes, and wakes those who wait.
func (w *watched) Update(ctx context.Context, f func(store.Tx) error) error {
	err := w.Store.Update(ctx, f)
	if err == nil {
		w.mu.Lock()
		w.version++
		close(w.wake)
		w.wake = make(chan struct{})
		w.mu.Unlock()
	}
	return err
}

// now gives the version, which goes up with every write, and a channel that is
// closed then.
func (w *watched) now() (int64, <-chan struct{}) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.version, w.wake
}

// statAt counts what the record holds at a version, or later.
func (w *watched) statAt(ctx context.Context, version int64) (store.Stat, error) {
	w.mu.Lock()
	if w.stat != nil && w.statOf >= version {
		defer w.mu.Unlock()
		return *w.stat, nil
	}
	w.mu.Unlock()
	var out store.Stat
	err := w.View(ctx, func(r store.Reader) (err error) {
		out, err = r.Stat(ctx)
		return err
	})
	if err == nil {
		w.mu.Lock()
		if version >= w.statOf {
			w.stat, w.statOf = &out, version
		}
		w.mu.Unlock()
	}
	return out, err
}
