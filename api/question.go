package api

import (
	"cmp"
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"demarche/account"
	"demarche/store"
	"demarche/view"
)

// Asked is a question as it comes in. It is exported since the framework looks
// into no other part of a type.
type Asked struct {
	view.Params

	Format string `query:"format" enum:"json,text,csv,md" doc:"how the answer is set; json without it"`
	Width  int    `query:"width" minimum:"40" maximum:"1000" doc:"columns of a line of text; 100 without it"`
	Match  string `header:"If-None-Match" doc:"the ETag of the answer that is there already"`
}

// askedOf is a question about something.
type askedOf struct {
	Asked
	Of string `path:"of" maxLength:"2000" doc:"what it is about: a name, the id of a row or an article, an address"`
}

// answered is an answer as it goes out.
type answered struct {
	Type string `header:"Content-Type"`
	Tag  string `header:"ETag" doc:"weak: it moves with the record, the day and the program"`
	Link string `header:"Link" doc:"rel=next: the next page, where there is one (RFC 8288)"`
	Body []byte
}

// questions registers the questions of package view.
func (s *server) questions() {
	for _, q := range view.Questions {
		op := huma.Operation{OperationID: q.Name, Method: http.MethodGet, Path: "/" + q.Name, Summary: q.Doc, Tags: []string{"questions"}}
		answer := s.api.OpenAPI().Components.Schemas.Schema(reflect.TypeOf(q.New()), true, q.Name)
		op.Responses = map[string]*huma.Response{
			"200": {Description: "the answer", Content: map[string]*huma.MediaType{"application/json": {Schema: answer}, "text/plain": {}, "text/csv": {}, "text/markdown": {}}},
			"304": {Description: "the record has not changed since the answer with this ETag"},
		}
		if q.Of == "" {
			register(s, op, account.Reader, func(ctx context.Context, in *Asked) (*answered, error) { return s.ask(ctx, q, in, "") })
			continue
		}
		op.Path += "/{of}"
		register(s, op, account.Reader, func(ctx context.Context, in *askedOf) (*answered, error) { return s.ask(ctx, q, &in.Asked, in.Of) })
	}
}

// types are the content types of the formats.
var types = map[string]string{
	"json": "application/json", "text": "text/plain; charset=utf-8", "csv": "text/csv; charset=utf-8", "md": "text/markdown; charset=utf-8",
}

// ask puts a question to the record.
func (s *server) ask(ctx context.Context, q view.Question, in *Asked, of string) (*answered, error) {
	in.Format, in.Width = cmp.Or(in.Format, "json"), cmp.Or(in.Width, 100)
	ask, err := s.params(&in.Params)
	if err != nil {
		return nil, err
	}
	ask.Of = of
	key := s.key(q.Name, of, in.Params, in.Format, strconv.Itoa(in.Width))
	known := ask.AsKnown
	if q.Name == "article" || q.Name == "articles" {
		known = time.Time{} // they say what became of an article since
	}
	return s.answer(ctx, question{key: key, match: in.Match, known: known, put: func(ctx context.Context, r store.Reader) (*answered, error) {
		a, err := q.Put(ctx, r, ask)
		if err != nil {
			return nil, err
		}
		out := &answered{Type: types[in.Format], Link: s.next(q.Name, of, in, a.About().Next)}
		if in.Format == "json" {
			out.Body, err = json.Marshal(a)
			return out, err
		}
		out.Body, err = view.Set(a, in.Format, in.Width, func(_ view.Role, text string) string { return text })
		return out, err
	}})
}

// params turns what was written into what a question takes.
func (s *server) params(p *view.Params) (view.Ask, error) {
	ask, err := p.Ask(s.Now(), func(field string) string { return field })
	if err == nil && ask.Issue != "" {
		ask.Issue, err = s.Issues.Find(ask.Issue)
	}
	ask.Sentences = s.Sentences
	return ask, err
}

// key names what was asked.
func (s *server) key(question, of string, p view.Params, more ...string) string {
	b, _ := json.Marshal(p) // strings and numbers always can be
	return strings.Join(append([]string{question, of, string(b)}, more...), "\x00")
}

// next is the address of the next page as a link.
func (s *server) next(question, of string, in *Asked, after string) string {
	if after == "" {
		return ""
	}
	p := in.Params
	p.After = after
	q := p.Query()
	if in.Format != "json" {
		q.Set("format", in.Format)
	}
	path := Root + "/" + question
	if of != "" {
		path += "/" + url.PathEscape(of)
	}
	return "<" + path + "?" + q.Encode() + `>; rel="next"`
}
