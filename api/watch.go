package api

import (
	"context"
	"sync"
	"time"

	"demarche/store"
)

// watched is a record that says when it was written to. Nobody else writes: the
// file is locked.
type watched struct {
	store.Store

	mu      sync.Mutex
	version int64
	wake    chan struct{} // closed when the version goes up
	writes  []time.Time   // when the last versions began, the latest last
	floor   int64         // nothing from before this version is told any more
	stat    *store.Stat   // of statOf
	statOf  int64
}

// writesKept is of how many versions it is known when they began.
const writesKept = 256

func watch(s store.Store) *watched {
	return &watched{Store: s, version: 1, floor: 1, wake: make(chan struct{})}
}

// Update writes, and wakes those who wait.
func (w *watched) Update(ctx context.Context, f func(store.Tx) error) error {
	err := w.Store.Update(ctx, f)
	if err == nil {
		w.mu.Lock()
		w.version++
		if len(w.writes) == writesKept {
			w.writes = append(w.writes[:0], w.writes[writesKept/2:]...)
		}
		w.writes = append(w.writes, time.Now())
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

// forgot says that what was told until now has words in it that were erased.
func (w *watched) forgot() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.floor = w.version
}

// behind reports whether a version is still the last, or was so until a moment
// ago.
func (w *watched) behind(version int64, moment time.Duration) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if version >= w.version {
		return true
	}
	i := len(w.writes) - int(w.version-version) // where the version after it began
	return version >= w.floor && i >= 0 && time.Since(w.writes[i]) < moment
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
