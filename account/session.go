package account

import (
	"strings"
	"sync"
	"time"
)

// How long a session lasts: when nobody uses it, and at the longest.
const (
	sessionIdle = 12 * time.Hour
	sessionLife = 7 * 24 * time.Hour
	sessionMost = 10_000 // at once
)

// Sessions are the browsers that are signed in. They are kept in memory: who
// starts the program again has to sign in again.
type Sessions struct {
	users *Users
	now   func() time.Time

	mu  sync.Mutex
	all map[string]*session // by digest
}

type session struct {
	name     string
	password string // that was there when it began: another one ends it
	begun    time.Time
	used     time.Time
}

// NewSessions begins without any.
func NewSessions(users *Users, now func() time.Time) *Sessions {
	return &Sessions{users: users, now: now, all: map[string]*session{}}
}

// Begin begins a session of a user and gives its secret.
func (s *Sessions) Begin(name string) (string, bool) {
	_, password, ok := s.users.standing(name)
	if !ok {
		return "", false
	}
	key, now := secret(""), s.now()
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.all) >= sessionMost {
		for d, x := range s.all {
			if x.over(now) {
				delete(s.all, d)
			}
		}
		if len(s.all) >= sessionMost {
			return "", false
		}
	}
	s.all[digest(key)] = &session{name: name, password: password, begun: now, used: now}
	return key, true
}

func (x *session) over(now time.Time) bool {
	return now.Sub(x.used) > sessionIdle || now.Sub(x.begun) > sessionLife
}

// Who looks whose session it is. A session ends with its user, with another
// password, and with time.
func (s *Sessions) Who(key string) (Person, bool) {
	if key == "" || strings.HasPrefix(key, Prefix) {
		return Person{}, false
	}
	d, now := digest(key), s.now()
	s.mu.Lock()
	x := s.all[d]
	if x == nil {
		s.mu.Unlock()
		return Person{}, false
	}
	if x.over(now) {
		delete(s.all, d)
		s.mu.Unlock()
		return Person{}, false
	}
	x.used = now
	name, had := x.name, x.password
	s.mu.Unlock()
	role, password, ok := s.users.standing(name)
	if !ok || password != had {
		s.End(key)
		return Person{}, false
	}
	return Person{name, role}, true
}

// End ends a session.
func (s *Sessions) End(key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.all, digest(key))
}
