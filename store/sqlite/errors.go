package sqlite

import (
	"context"
	"errors"
	"io/fs"
	"strconv"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"demarche"
)

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// fault is the one place where what SQLite and the system say becomes an error
// that a person can act on.
func fault(path string, err error) error {
	if err == nil {
		return nil
	}
	if _, ok := errors.AsType[*demarche.Error](err); ok {
		return err
	}
	e := &demarche.Error{Code: demarche.Internal, Where: path, What: "the record could not be used", Err: err}
	if s, ok := errors.AsType[*sqlite.Error](err); ok {
		switch s.Code() & 0xff {
		case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
			e.Code, e.What, e.Repair = demarche.Unavailable, "another program holds the record", "wait until it is done, or end it, and try again"
		case sqlite3.SQLITE_FULL:
			e.Code, e.What, e.Repair = demarche.Unavailable, "the disk is full; nothing of this step was kept, and all that was acknowledged before is there", "make room and try again"
		case sqlite3.SQLITE_CORRUPT:
			e.Code, e.What, e.Repair = demarche.Unavailable, "the file is damaged", "restore it from a copy; the articles can be read again from where they came"
		case sqlite3.SQLITE_NOTADB:
			e.Code, e.What, e.Repair = demarche.Invalid, "it is no record of demarche: not an SQLite file, or its head is damaged", "name another file, or restore this one from a copy"
		case sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH:
			e.Code, e.What, e.Repair = demarche.Unavailable, "the file cannot be opened", "check that its folder is there and may be written to"
		case sqlite3.SQLITE_READONLY:
			e.Code, e.What, e.Repair = demarche.Unavailable, "the file may not be written to", "check its permissions, or open the record to read only"
		case sqlite3.SQLITE_IOERR:
			e.Code, e.What, e.Repair = demarche.Unavailable, "the disk does not answer as it should; nothing of this step was kept", "check the disk and its room, and try again"
		case sqlite3.SQLITE_INTERRUPT:
			e.Code, e.What = demarche.Unavailable, "it was interrupted; nothing of this step was kept"
		}
	}
	switch {
	case errors.Is(err, fs.ErrPermission):
		e.Code, e.What, e.Repair = demarche.Unavailable, "the file may not be opened", "check its permissions"
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		e.Code, e.What = demarche.Unavailable, "it was interrupted; nothing of this step was kept"
	}
	return e
}

func (s *Store) fault(err error) error { return fault(s.path, err) }

// busy reports whether somebody else holds a lock.
func busy(err error) bool {
	s, ok := errors.AsType[*sqlite.Error](err)
	return ok && (s.Code()&0xff == sqlite3.SQLITE_BUSY || s.Code()&0xff == sqlite3.SQLITE_LOCKED)
}
