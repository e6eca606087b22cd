package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"time"

	"demarche"
)

// lock keeps a second program from writing to the same record. It is an
// exclusive transaction on an empty SQLite file beside the record: the system
// lets go of it when the process ends in whatever way, on every platform.
type lock struct {
	db *sql.DB
	c  *sql.Conn
}

func takeLock(ctx context.Context, path string, wait time.Duration) (*lock, error) {
	q := url.Values{}
	q.Add("_pragma", "busy_timeout("+itoa(wait.Milliseconds())+")")
	q.Add("_pragma", "journal_mode(off)") // nothing is ever written
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path + "-lock"}).EscapedPath(), RawQuery: q.Encode()}).String())
	if err != nil {
		return nil, fault(path, err)
	}
	l := &lock{db: db}
	if l.c, err = db.Conn(ctx); err == nil {
		_, err = l.c.ExecContext(ctx, "BEGIN EXCLUSIVE")
	}
	if err != nil {
		_ = l.release() // the first error is the one to tell
		if busy(err) {
			return nil, &demarche.Error{Code: demarche.Unavailable, Where: path, What: "another program is writing to this record",
				Repair: "end the other one, or open the record to read only"}
		}
		return nil, fault(path, err)
	}
	return l, nil
}

func (l *lock) release() error {
	var err error
	if l.c != nil {
		err = l.c.Close()
	}
	return errors.Join(err, l.db.Close())
}
