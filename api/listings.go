package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"demarche"
	"demarche/account"
	"demarche/api/wire"
	"demarche/store"
)

// listings registers what is asked of the record as a whole.
func (s *server) listings() {
	register(s, huma.Operation{OperationID: "stat", Method: http.MethodGet, Path: "/stat", Summary: "What the record holds", Tags: []string{"record"}}, account.Reader,
		func(ctx context.Context, _ *struct{}) (*body[wire.Stat], error) {
			version, _ := s.record.now()
			stat, err := s.record.statAt(ctx, version)
			now := s.Now().UTC()
			return &body[wire.Stat]{wire.Stat{Stat: stat, Version: demarche.Version, Today: demarche.DayOf(now).String(), Now: now, Fetch: s.Fetch != nil}}, err
		})
	register(s, huma.Operation{OperationID: "issues", Method: http.MethodGet, Path: "/issues", Summary: "The issues that rows are sorted by", Tags: []string{"record"}}, account.Reader,
		func(context.Context, *struct{}) (*body[wire.Issues], error) {
			return &body[wire.Issues]{wire.Issues{Issues: append([]string{}, s.Issues.Names()...)}}, nil
		})
	register(s, huma.Operation{OperationID: "trace", Method: http.MethodGet, Path: "/trace/{of}", Summary: "Read the article of a row again, and say what that run took for it", Tags: []string{"questions"}}, account.Reader,
		func(ctx context.Context, in *tracing) (*body[wire.Trace], error) {
			var out wire.Trace
			if s.Trace == nil {
				return nil, demarche.Errorf(demarche.NotFound, "", "this desk has no reader that says why")
			}
			err := s.record.View(ctx, func(r store.Reader) (err error) {
				out, err = s.Trace(ctx, r, in.Of)
				return err
			})
			return &body[wire.Trace]{out}, err
		})
}

// tracing names a row.
type tracing struct {
	Of string `path:"of" maxLength:"2000" doc:"the id of a row or an entry"`
}
