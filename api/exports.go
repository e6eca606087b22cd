package api

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"demarche/account"
	"demarche/api/wire"
	"demarche/export"
	"demarche/store"
	"demarche/view"
)

// exporting says what to write, and of which rows.
type exporting struct {
	view.Params
	export.Choice
}

// exports registers what is written in the formats of others.
func (s *server) exports() {
	content := map[string]*huma.MediaType{}
	for _, t := range []string{"application/x-ndjson", "text/csv", "text/calendar", "application/atom+xml", "application/ld+json", "text/markdown"} {
		content[t] = &huma.MediaType{}
	}
	stream(s, huma.Operation{OperationID: "export", Method: http.MethodGet, Path: "/export", Summary: "Rows in the formats of others, or the whole record", Tags: []string{"exports"},
		Description: "The same files as demarche export. The header Demarche-Rows says how many rows there are; HEAD says it without writing them.",
		Responses:   map[string]*huma.Response{"200": {Description: "the file", Content: content}}}, account.Reader, s.export)
	register(s, huma.Operation{OperationID: "export-count", Method: http.MethodGet, Path: "/export/count", Summary: "How many rows an export would write", Tags: []string{"exports"}}, account.Reader,
		func(ctx context.Context, in *exporting) (*body[wire.Count], error) {
			out := &body[wire.Count]{}
			err := s.opened(ctx, in, io.Discard, func(f *export.File) error {
				out.Body = wire.Count{Rows: f.Count, Said: view.Clean(f.Said), Filename: f.Name}
				return errCounted
			})
			if errors.Is(err, errCounted) {
				err = nil
			}
			return out, err
		})
	for _, f := range []struct{ id, path, format, view, doc string }{
		{"feed", "/feed.atom", "atom", "", "A feed of changes, to be subscribed to"},
		{"calendar", "/agenda.ics", "ics", "agenda", "The agenda as a calendar, to be subscribed to"},
	} {
		choice := export.Choice{Format: f.format, View: f.view}
		register(s, huma.Operation{OperationID: f.id, Method: http.MethodGet, Path: f.path, Summary: f.doc, Tags: []string{"exports"},
			Description: "A program that cannot send a token as a bearer may send it as the password of basic authentication.",
			Responses: map[string]*huma.Response{"200": {Description: "the file", Content: map[string]*huma.MediaType{map[string]string{"atom": "application/atom+xml", "ics": "text/calendar"}[f.format]: {}}},
				"304": {Description: "nothing has changed"}}}, account.Reader,
			func(ctx context.Context, in *subscribing) (*answered, error) {
				return s.subscribed(ctx, in, f.id, choice)
			})
	}
}

// errCounted ends an export of which only the number was wanted.
var errCounted = errors.New("counted")

// opened asks for what is to be exported, says how much it is, and writes it.
func (s *server) opened(ctx context.Context, in *exporting, w io.Writer, count func(*export.File) error) error {
	if err := in.Check(&in.Params, func(field string) string { return field }); err != nil {
		return err
	}
	ask, err := s.params(&in.Params)
	if err != nil {
		return err
	}
	if in.Format == "jsonl" {
		record, err := export.OpenRecord(s.Store)
		if err != nil {
			return err
		}
		return record(ctx, w, count)
	}
	return s.record.View(ctx, func(r store.Reader) error {
		f, err := in.Open(ctx, r, ask)
		if err != nil {
			return err
		}
		if err := count(f); err != nil {
			return err
		}
		return f.Write(w)
	})
}

func (s *server) export(w http.ResponseWriter, r *http.Request, in *exporting) error {
	slow := &slowly{w: w}
	out := bufio.NewWriterSize(slow, 64<<10)
	err := s.opened(r.Context(), in, out, func(f *export.File) error {
		h := w.Header()
		h.Set("Content-Type", f.Type)
		h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": f.Name}))
		h.Set("Demarche-Rows", strconv.Itoa(f.Count))
		h.Set("Demarche-Said", headerText(f.Said))
		if r.Method == http.MethodHead {
			return errCounted
		}
		return nil
	})
	if errors.Is(err, errCounted) {
		return nil
	}
	if err != nil {
		return err
	}
	return out.Flush()
}

// headerText is text that may stand in a header.
func headerText(s string) string { return mime.QEncoding.Encode("utf-8", view.Clean(s)) }

// slowly gives every piece of a long file the time of one.
type slowly struct{ w http.ResponseWriter }

func (s *slowly) Write(b []byte) (int, error) {
	deadline(s.w, writeWait)
	return s.w.Write(b)
}

// subscribing is a question whose answer a program asks for again and again.
type subscribing struct {
	view.Params
	Match string `header:"If-None-Match" doc:"the ETag of the file that is there already"`
}

// feedSize is how many changes a feed has where nothing else is asked for.
const feedSize = 100

func (s *server) subscribed(ctx context.Context, in *subscribing, id string, choice export.Choice) (*answered, error) {
	if choice.Format == "atom" && in.Limit == 0 {
		in.Limit = feedSize
	}
	ask, err := s.params(&in.Params)
	if err != nil {
		return nil, err
	}
	return s.answer(ctx, question{key: s.key(id, "", in.Params), match: in.Match, known: ask.AsKnown, put: func(ctx context.Context, r store.Reader) (*answered, error) {
		f, err := choice.Open(ctx, r, ask)
		if err != nil {
			return nil, err
		}
		var b bytes.Buffer
		err = f.Write(&b)
		return &answered{Type: f.Type, Body: b.Bytes()}, err
	}})
}
