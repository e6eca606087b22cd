package sqlite

import (
	"context"
	"database/sql"
	_ "embed"
	"encoding/json"

	"demarche"
)

//go:embed migrations/parts/00003_smaller.sql
var smaller string

// packed is the third step of the tables. Bodies were JSON before it, which
// plain SQL cannot pack.
func packed(ctx context.Context, t *sql.Tx) error {
	if _, err := t.ExecContext(ctx, smaller); err != nil {
		return err
	}
	for _, of := range []struct {
		table, id string
		value     func() any
	}{
		{"row_body", "id", func() any { return &demarche.Row{} }},
		{"row_was", "rowid", func() any { return &demarche.Row{} }},
		{"version_body", "id", func() any { return &demarche.Entry{} }},
	} {
		if err := packTable(ctx, t, of.table, of.id, of.value); err != nil {
			return err
		}
	}
	return nil
}

// packTable packs the bodies of a table, some at a time, and indexes the words
// of rows.
func packTable(ctx context.Context, t *sql.Tx, table, id string, value func() any) error {
	type body struct {
		id   int64
		body []byte
	}
	for last := int64(-1); ; {
		rows, err := t.QueryContext(ctx, "SELECT "+id+", body FROM "+table+" WHERE "+id+" > ? ORDER BY 1 LIMIT 1000", last)
		if err != nil {
			return err
		}
		var some []body
		for rows.Next() {
			var b body
			if err := rows.Scan(&b.id, &b.body); err != nil {
				_ = rows.Close() // the first error is the one to tell
				return err
			}
			some = append(some, b)
		}
		if err := rows.Close(); err != nil {
			return err
		}
		if len(some) == 0 {
			return nil
		}
		for _, b := range some {
			v := value()
			if err := json.Unmarshal(b.body, v); err != nil {
				return damaged(table, err)
			}
			if r, ok := v.(*demarche.Row); ok && table == "row_body" && joined(r) != "" {
				if _, err := t.ExecContext(ctx, query("row.words"), b.id, joined(r), string(r.Kind)); err != nil {
					return err
				}
			}
			if _, err := t.ExecContext(ctx, "UPDATE "+table+" SET body = ? WHERE "+id+" = ?", pack(v), b.id); err != nil {
				return err
			}
			last = b.id
		}
	}
}
