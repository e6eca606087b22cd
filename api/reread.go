package api

import (
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"demarche"
	"demarche/account"
	"demarche/api/wire"
	"demarche/intake"
)

// reread registers how articles are read again.
func (s *server) reread() {
	stream(s, huma.Operation{OperationID: "reread", Method: http.MethodPost, Path: "/reread", Summary: "Read articles again, and show or make the difference", Tags: []string{"articles"},
		Description: "An answer a line (or an event): the difference of each article that reads otherwise, and at the end how many do. Decisions stand.",
		Responses: map[string]*huma.Response{"200": {Description: "differences", Content: map[string]*huma.MediaType{
			"application/x-ndjson": {Schema: s.schemaOf(reflect.TypeFor[wire.Difference]())}, "text/event-stream": {Schema: s.schemaOf(reflect.TypeFor[wire.Difference]())}}}},
	}, account.Editor, func(w http.ResponseWriter, r *http.Request, in *struct{ Body wire.Reread }) error {
		return s.readAgain(w, r, &in.Body)
	})
}

func (s *server) readAgain(w http.ResponseWriter, r *http.Request, ask *wire.Reread) error {
	in, err := s.Intake()
	if err != nil {
		return err
	}
	out := newEvents(w, r, "difference")
	if !out.live {
		out.live = true
		w.Header().Set("Content-Type", "application/x-ndjson")
	}
	articles, changed, err := in.Reread(r.Context(), s.record, ask.Articles, ask.Apply, func(d *intake.Difference) error { return out.send(wire.DifferenceOf(d)) },
		func(key demarche.ArticleKey, err error) error {
			return out.send(wire.Difference{Article: &wire.ArticleName{Key: key}, Problem: s.unread(r.Context(), err)})
		})
	if err != nil {
		return err
	}
	return out.send(wire.Difference{Done: &wire.RereadDone{Articles: articles, Changed: changed, Applied: ask.Apply}})
}
