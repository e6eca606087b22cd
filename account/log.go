package account

import (
	"encoding/json"
	"errors"
	"os"
	"sync"
	"time"
)

// SignIn is a line of the log of who signed in, or tried to.
type SignIn struct {
	Time time.Time `json:"time"`
	What string    `json:"what"` // "signed in", "signed out", "refused", "too often"
	Name string    `json:"name"`
	From string    `json:"from"` // the address
}

// Log is a file that is only added to. A nil Log keeps nothing.
type Log struct {
	path string
	mu   sync.Mutex
}

// NewLog keeps its lines in a file.
func NewLog(path string) *Log { return &Log{path: path} }

// Put adds a line.
func (l *Log) Put(s SignIn) (err error) {
	if l == nil {
		return nil
	}
	if len(s.Name) > longestName {
		s.Name = s.Name[:longestName]
	}
	b, err := json.Marshal(s)
	if err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	f, err := os.OpenFile(l.path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(append(b, '\n'))
	return errors.Join(err, f.Close())
}
