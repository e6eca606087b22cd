package sqlite

import (
	"context"
	"database/sql"
	"errors"
)

// conn is one connection with the statements that were prepared on it.
type conn struct {
	c     *sql.Conn
	stmts map[string]*sql.Stmt
	spare map[string]*sql.Stmt // of answers that are handed out, while nobody reads them
	open  int                  // answers that are being read from prepared statements
	age   int                  // of the pool when it was opened
}

// most is how many statements a connection keeps prepared. Questions with
// filters differ in their SQL, and there are many.
const most = 300

func newConn(c *sql.Conn) *conn {
	return &conn{c: c, stmts: map[string]*sql.Stmt{}, spare: map[string]*sql.Stmt{}}
}

func (c *conn) stmt(ctx context.Context, q string) (*sql.Stmt, error) {
	if s := c.stmts[q]; s != nil {
		return s, nil
	}
	if len(c.stmts) >= most && c.open == 0 {
		for k, s := range c.stmts {
			_ = s.Close() // nothing is read from it
			delete(c.stmts, k)
			if len(c.stmts) < most/2 {
				break
			}
		}
	}
	s, err := c.c.PrepareContext(ctx, q)
	if err != nil {
		return nil, err
	}
	c.stmts[q] = s
	return s, nil
}

func (c *conn) exec(ctx context.Context, q string, args ...any) error {
	s, err := c.stmt(ctx, q)
	if err != nil {
		return err
	}
	_, err = s.ExecContext(ctx, args...)
	return err
}

// insert runs a statement and gives the key of the row it made.
func (c *conn) insert(ctx context.Context, q string, args ...any) (int64, error) {
	s, err := c.stmt(ctx, q)
	if err != nil {
		return 0, err
	}
	r, err := s.ExecContext(ctx, args...)
	if err != nil {
		return 0, err
	}
	return r.LastInsertId()
}

// one reads the first row of an answer; false where there is none.
func (c *conn) one(ctx context.Context, q string, args []any, into ...any) (bool, error) {
	s, err := c.stmt(ctx, q)
	if err != nil {
		return false, err
	}
	err = s.QueryRowContext(ctx, args...).Scan(into...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// each calls f for every row of an answer, with a function that reads it. f
// must not run the same statement again: there is one of it.
func (c *conn) each(ctx context.Context, q string, args []any, f func(scan func(...any) error) error) error {
	s, err := c.stmt(ctx, q)
	if err != nil {
		return err
	}
	rows, err := s.QueryContext(ctx, args...)
	if err != nil {
		return err
	}
	c.open++
	defer func() { c.open--; _ = rows.Close() }() // Err has what went wrong
	for rows.Next() {
		if err := f(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// stream is each with a statement of its own, for answers that are handed out
// while other questions are asked, perhaps the same one.
func (c *conn) stream(ctx context.Context, q string, args []any, f func(scan func(...any) error) error) error {
	s := c.spare[q]
	delete(c.spare, q)
	if s == nil {
		var err error
		if s, err = c.c.PrepareContext(ctx, q); err != nil {
			return err
		}
	}
	defer c.keep(q, s)
	rows, err := s.QueryContext(ctx, args...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }() // what went wrong is in rows.Err
	for rows.Next() {
		if err := f(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// keep keeps a statement for the next time that it is asked.
func (c *conn) keep(q string, s *sql.Stmt) {
	if o := c.spare[q]; o != nil {
		_ = o.Close() // nothing is read from it
	}
	for k, o := range c.spare {
		if len(c.spare) < most {
			break
		}
		_ = o.Close() // as above
		delete(c.spare, k)
	}
	c.spare[q] = s
}

func (c *conn) close() error {
	var err error
	for _, of := range []map[string]*sql.Stmt{c.stmts, c.spare} {
		for _, s := range of {
			err = errors.Join(err, s.Close())
		}
	}
	return errors.Join(err, c.c.Close())
}

// reader lends a connection of the pool.
func (s *Store) reader(ctx context.Context) (*conn, error) {
	s.mu.Lock()
	if n := len(s.idle); n > 0 {
		c := s.idle[n-1]
		s.idle = s.idle[:n-1]
		s.mu.Unlock()
		return c, nil
	}
	age := s.age
	s.mu.Unlock()
	c, err := s.read.Conn(ctx)
	if err != nil {
		return nil, err
	}
	out := newConn(c)
	out.age = age
	return out, nil
}

// readers is how many connections are kept for the next questions.
const readers = 8

func (s *Store) giveBack(c *conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.idle) < readers && c.age == s.age {
		s.idle = append(s.idle, c)
		return
	}
	_ = c.close() // it only read
}

// renew closes the readers. FTS5 keeps in memory where an index of words lies
// in the file, and does not see that a table of the same name is a new one.
func (s *Store) renew() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.age++
	for _, c := range s.idle {
		_ = c.close() // it only read
	}
	s.idle = nil
}
