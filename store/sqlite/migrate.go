package sqlite

import (
	"context"
	"embed"
	"io/fs"

	"github.com/pressly/goose/v3"

	"demarche"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Schema is the version of the tables that this program writes.
const Schema = 4

// migrate brings the tables to this program's version, each step in a
// transaction of its own.
func (s *Store) migrate(ctx context.Context) error {
	if err := s.checkVersion(ctx); err != nil {
		return err
	}
	steps, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return s.fault(err)
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, s.write, steps, goose.WithDisableGlobalRegistry(true), goose.WithGoMigrations(goose.NewGoMigration(3, &goose.GoFunc{RunTx: packed}, nil)))
	if err != nil {
		return s.fault(err)
	}
	if _, err := p.Up(ctx); err != nil {
		return s.fault(err)
	}
	return nil
}

// checkVersion refuses a file that a newer program wrote, that another program
// wrote, and, where nothing may be written, one of an older version.
func (s *Store) checkVersion(ctx context.Context) error {
	db := s.write
	if db == nil {
		db = s.read
	}
	var tables, ours int
	err := db.QueryRowContext(ctx, `SELECT count(*), count(*) FILTER (WHERE name IN ('goose_db_version', 'change')) FROM sqlite_schema WHERE type = 'table'`).Scan(&tables, &ours)
	switch {
	case err != nil:
		return s.fault(err)
	case tables == 0 && !s.opt.ReadOnly:
		return nil // new
	case ours != 2 && !(ours == 1 && tables <= 2): // the first step may have been cut off
		return &demarche.Error{Code: demarche.Invalid, Where: s.path, What: "it is no record of demarche but a database of another program", Repair: "name another file; this one was not touched"}
	}
	var v int
	if err := db.QueryRowContext(ctx, `SELECT coalesce(max(version_id), 0) FROM goose_db_version WHERE is_applied`).Scan(&v); err != nil {
		return s.fault(err)
	}
	switch {
	case v > Schema:
		return demarcheNewer(s.path, v)
	case v < Schema && s.opt.ReadOnly:
		return &demarche.Error{Code: demarche.Unavailable, Where: s.path, What: "it was written by an older demarche and has to be brought up to date first", Repair: "bring it up to date, which takes a moment: demarche rebuild"}
	}
	return nil
}

func demarcheNewer(path string, v int) error {
	e := demarche.Errorf(demarche.Invalid, path, "it was written by a newer demarche (tables %d, this program knows %d)", v, Schema)
	e.Repair = "use that newer demarche; the file was not touched"
	return e
}
