// Package sqlite keeps the record in one SQLite file. It is plain SQL in .sql
// files over tables that are either only ever added to (articles, readings,
// rows, changes, decisions) or an index over these that Rebuild makes again.
//
// There is one writing connection and a pool of readers, each on one state of
// the file from the beginning to the end of a call; readers never wait for the
// writer (WAL). Every row of the index says since and until which change it
// holds, so that a question as known is the same question with one condition
// more.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"sync"
	"time"

	_ "modernc.org/sqlite" // the driver

	"demarche"
	"demarche/store"
)

// Options says how to open a file.
type Options struct {
	Now      func() time.Time // stands where a time of recording is missing
	ReadOnly bool             // never writes, creates or migrates
	Wait     time.Duration    // for another program that writes; 0 is 5 seconds
	Cache    int              // MiB for each connection; 0 is 64
}

// Store is a record in one file.
type Store struct {
	path  string
	opt   Options
	write *sql.DB
	read  *sql.DB
	lock  *lock

	turn  chan struct{} // holds a token while nobody writes
	w     *conn
	terms map[termKey]int64

	mu    sync.Mutex
	idle  []*conn
	grown map[growthKey]*growth
	age   int // goes up when all readers have to be new
}

var _ store.Store = (*Store)(nil)

// Open opens the record at path and creates it where there is none. A file of
// an older version is brought up to date; one of a newer version is refused.
func Open(ctx context.Context, path string, opt Options) (*Store, error) {
	if opt.Now == nil {
		opt.Now = time.Now
	}
	if opt.Wait == 0 {
		opt.Wait = 5 * time.Second
	}
	if opt.Cache == 0 {
		opt.Cache = 64
	}
	s := &Store{path: path, opt: opt, turn: make(chan struct{}, 1), terms: map[termKey]int64{}}
	s.turn <- struct{}{}
	if err := s.open(ctx); err != nil {
		_ = s.Close() // the first error is the one to tell
		return nil, err
	}
	return s, nil
}

func (s *Store) open(ctx context.Context) error {
	if err := s.look(); err != nil {
		return err
	}
	var err error
	if !s.opt.ReadOnly {
		if s.lock, err = takeLock(ctx, s.path, s.opt.Wait); err != nil {
			return err
		}
		if s.write, err = sql.Open("sqlite", s.dsn(false)); err != nil {
			return s.fault(err)
		}
		s.write.SetMaxOpenConns(1)
		s.write.SetMaxIdleConns(1)
		if err := s.migrate(ctx); err != nil {
			return err
		}
		c, err := s.write.Conn(ctx)
		if err != nil {
			return s.fault(err)
		}
		s.w = newConn(c)
	}
	if s.read, err = sql.Open("sqlite", s.dsn(true)); err != nil {
		return s.fault(err)
	}
	s.read.SetMaxIdleConns(-1) // the pool is ours, see reader
	if s.opt.ReadOnly {
		return s.checkVersion(ctx)
	}
	return nil
}

// look refuses what cannot be a record before SQLite touches it.
func (s *Store) look() error {
	f, err := os.Open(s.path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !s.opt.ReadOnly:
		return nil
	case errors.Is(err, fs.ErrNotExist):
		return &demarche.Error{Code: demarche.NotFound, Where: s.path, What: "there is no record here", Repair: "check the path, or add an article to begin one"}
	case err != nil:
		return s.fault(err)
	}
	defer func() { _ = f.Close() }() // only looked at
	info, err := f.Stat()
	if err != nil {
		return s.fault(err)
	}
	if info.IsDir() {
		return &demarche.Error{Code: demarche.Invalid, Where: s.path, What: "it is a folder, not a file", Repair: "name the file in which the record is kept, for example " + s.path + "/crisis.db"}
	}
	head := make([]byte, 16)
	n, err := f.Read(head)
	if n == 0 && info.Size() == 0 {
		return nil // SQLite begins with an empty file
	}
	if err != nil || string(head[:n]) != "SQLite format 3\x00" {
		return &demarche.Error{Code: demarche.Invalid, Where: s.path, What: "it is no record of demarche: not an SQLite file", Repair: "name another file; this one was not touched"}
	}
	return nil
}

// dsn says how a connection is set up. A reader cannot write, whatever it is
// asked; the writer begins with the lock, so that it never has to give up half
// way through.
func (s *Store) dsn(reader bool) string {
	q := url.Values{}
	add := func(p string) { q.Add("_pragma", p) }
	add("busy_timeout(" + itoa(s.opt.Wait.Milliseconds()) + ")")
	add("cache_size(" + itoa(int64(-s.opt.Cache)*1024) + ")")
	add("temp_store(memory)") // words must not come to lie in a temporary file
	if reader {
		add("query_only(1)")
		if s.opt.ReadOnly {
			q.Set("mode", "ro")
		}
	} else {
		add("journal_mode(wal)")
		add("synchronous(normal)")
		add("wal_autocheckpoint(8000)")
		add("secure_delete(1)")
	}
	return (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: s.path}).EscapedPath(), RawQuery: q.Encode()}).String()
}

// Close ends all connections. What was acknowledged is in the file.
func (s *Store) Close() error {
	s.mu.Lock()
	idle := s.idle
	s.idle = nil
	s.mu.Unlock()
	var err error
	for _, c := range idle {
		err = errors.Join(err, c.close())
	}
	if s.read != nil {
		err = errors.Join(err, s.read.Close())
	}
	if s.w != nil {
		err = errors.Join(err, s.w.close())
	}
	if s.write != nil {
		err = errors.Join(err, s.write.Close())
	}
	if s.lock != nil {
		err = errors.Join(err, s.lock.release())
	}
	return err
}
