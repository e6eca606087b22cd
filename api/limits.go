package api

import (
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// How often one may try to sign in, from an address and under a name, and how
// often one may write. Writing is bounded so that a program that runs wild is
// told so; a person is never that fast.
const (
	signInsAMinute = 6
	signInsAtOnce  = 10
	writesASecond  = 30
	writesAtOnce   = 300
	limitsKept     = 10_000
)

// limits counts what is done too often.
type limits struct {
	now  func() time.Time
	hash chan struct{} // one for each password that is being computed

	mu  sync.Mutex
	all map[string]*limited
}

type limited struct {
	*rate.Limiter
	used time.Time
}

func newLimits(now func() time.Time) *limits {
	return &limits{now: now, hash: make(chan struct{}, 2), all: map[string]*limited{}}
}

// allow counts one more under a key.
func (l *limits) allow(key string, r rate.Limit, atOnce int) bool {
	now := l.now()
	l.mu.Lock()
	defer l.mu.Unlock()
	x := l.all[key]
	if x == nil {
		if len(l.all) >= limitsKept {
			l.tidy(now)
		}
		x = &limited{Limiter: rate.NewLimiter(r, atOnce)}
		l.all[key] = x
	}
	x.used = now
	return x.AllowN(now, 1)
}

// tidy drops those whose count has run off; where there are none, the one that
// was used last is not the one that goes.
func (l *limits) tidy(now time.Time) {
	oldest, at := "", now
	for k, x := range l.all {
		if now.Sub(x.used) > 5*time.Minute {
			delete(l.all, k)
		} else if x.used.Before(at) {
			oldest, at = k, x.used
		}
	}
	if len(l.all) >= limitsKept {
		delete(l.all, oldest)
	}
}

func (l *limits) signIn(from, name string) bool {
	const r = rate.Limit(signInsAMinute) / 60
	byAddress := l.allow("from "+from, r, signInsAtOnce)
	byName := l.allow("name "+strings.ToLower(name), r, signInsAtOnce)
	return byAddress && byName
}

func (l *limits) write(who string) bool { return l.allow("write "+who, writesASecond, writesAtOnce) }

// compute waits until a password may be computed.
func (l *limits) compute() (release func()) {
	l.hash <- struct{}{}
	return func() { <-l.hash }
}
