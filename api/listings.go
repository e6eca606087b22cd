package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"demarche"
	"demarche/account"
	"demarche/api/wire"
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
}
