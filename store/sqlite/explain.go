package sqlite

import (
	"context"

	"demarche/store"
)

// Explain says how SQLite will answer a query: a line for each table and index
// that it goes over.
func (s *Store) Explain(ctx context.Context, q store.Query) ([]string, error) {
	var out []string
	err := s.View(ctx, func(sr store.Reader) error {
		r, ok := sr.(*reader)
		if !ok {
			return nil // View gives no other
		}
		p, err := r.plan(q)
		if err != nil {
			return err
		}
		statements, err := p.statements()
		if err != nil {
			return err
		}
		for _, st := range statements {
			err := r.c.stream(ctx, "EXPLAIN QUERY PLAN "+st.sql, st.args, func(scan func(...any) error) error {
				var id, parent, unused int
				var line string
				err := scan(&id, &parent, &unused, &line)
				out = append(out, line)
				return err
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	return out, s.fault(err)
}
