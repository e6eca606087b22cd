package api

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"demarche"
	"demarche/store"
)

// How long a question may take, and how many bytes of answers are kept.
const (
	answerWait = 60 * time.Second
	answerKept = 64 << 20
)

// answers keeps what was answered until the record changes or the day ends, and
// lets those who ask the same at the same time wait for one answer.
type answers struct {
	flight singleflight.Group
	slots  chan struct{} // so many questions are worked on at once

	mu      sync.Mutex
	version int64
	day     demarche.Day
	bytes   int
	kept    map[string]*answered
}

func newAnswers() *answers {
	return &answers{slots: make(chan struct{}, max(2, min(8, 2*runtime.GOMAXPROCS(0)))), kept: map[string]*answered{}}
}

func (a *answers) get(key string, version int64, day demarche.Day) *answered {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.version != version || a.day != day {
		return nil
	}
	return a.kept[key]
}

func (a *answers) put(key string, version int64, day demarche.Day, out *answered) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if version < a.version || len(out.Body) > answerKept/8 {
		return
	}
	if a.version != version || a.day != day || a.bytes+len(out.Body) > answerKept {
		clear(a.kept)
		a.version, a.day, a.bytes = version, day, 0
	}
	if a.kept[key] == nil {
		a.kept[key] = out
		a.bytes += len(out.Body) + len(key)
	}
}

// answered gives the answer that is kept under a key, or works it out. Whoever
// comes while it is worked out waits for it; it goes on when the first who asked
// has gone.
func (s *server) answered(ctx context.Context, key string, f func(context.Context, store.Reader) (*answered, error)) (*answered, error) {
	version, _ := s.record.now()
	day := demarche.DayOf(s.Now())
	if out := s.answers.get(key, version, day); out != nil {
		return out, nil
	}
	done := s.answers.flight.DoChan(fmt.Sprint(version, " ", day, " ", key), func() (made any, err error) {
		// It runs by itself: a defect must not end the program.
		defer func() {
			if fault := recover(); fault != nil {
				err = fmt.Errorf("a defect: %v\n%s", fault, debug.Stack())
			}
		}()
		if out := s.answers.get(key, version, day); out != nil {
			return out, nil
		}
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), answerWait)
		defer cancel()
		select {
		case s.answers.slots <- struct{}{}:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		defer func() { <-s.answers.slots }()
		var out *answered
		err = s.record.View(ctx, func(r store.Reader) (err error) {
			out, err = f(ctx, r)
			return err
		})
		if err != nil {
			return nil, err
		}
		s.answers.put(key, version, day, out)
		return out, nil
	})
	select {
	case r := <-done:
		if r.Err != nil {
			return nil, r.Err
		}
		return r.Val.(*answered), nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
