package api

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"demarche"
	"demarche/store"
	"demarche/view"
)

// asked is a question as it comes in.
type asked struct {
	view.Params

	Format string `query:"format" enum:"json,text,csv,md" doc:"how the answer is set; json without it"`
	Width  int    `query:"width" minimum:"40" maximum:"1000" doc:"columns of a line of text; 100 without it"`
	Match  string `header:"If-None-Match" doc:"the ETag of the answer that is there already"`
}

// Asked is a question as it comes in, under a name that huma sees where it is
// embedded.
type Asked = asked

// askedOf is a question about something.
type askedOf struct {
	Asked
	Of string `path:"of" maxLength:"2000" doc:"what it is about: a name, the id of a row or an article, an address"`
}

// answered is an answer as it goes out.
type answered struct {
	Type string `header:"Content-Type"`
	Tag  string `header:"ETag"`
	Body []byte
}

// questions registers the thirteen questions.
func (s *server) questions() {
	for _, q := range view.Questions {
		op := huma.Operation{
			OperationID: q.Name, Method: http.MethodGet, Path: Root + "/" + q.Name, Summary: q.Doc, Tags: []string{"questions"},
			Errors: []int{http.StatusNotFound, http.StatusUnprocessableEntity},
		}
		answer := s.api.OpenAPI().Components.Schemas.Schema(reflect.TypeOf(q.New()), true, q.Name)
		op.Responses = map[string]*huma.Response{
			"200": {Description: "the answer", Content: map[string]*huma.MediaType{"application/json": {Schema: answer}, "text/plain": {}, "text/csv": {}, "text/markdown": {}}},
			"304": {Description: "the record has not changed since the answer with this ETag"},
		}
		if q.Of == "" {
			huma.Register(s.api, op, func(ctx context.Context, in *asked) (*answered, error) { return s.answer(ctx, q, in, "") })
			continue
		}
		op.Path += "/{of}"
		huma.Register(s.api, op, func(ctx context.Context, in *askedOf) (*answered, error) { return s.answer(ctx, q, &in.Asked, in.Of) })
	}
}

// types are the content types of the formats.
var types = map[string]string{
	"json": "application/json", "text": "text/plain; charset=utf-8", "csv": "text/csv; charset=utf-8", "md": "text/markdown; charset=utf-8",
}

// answer puts a question to the record.
func (s *server) answer(ctx context.Context, q view.Question, in *asked, of string) (*answered, error) {
	in.Format, in.Width = cmp.Or(in.Format, "json"), cmp.Or(in.Width, 100)
	ask, err := in.Ask(s.Now(), func(field string) string { return field })
	if err != nil {
		return nil, problem(err)
	}
	ask.Of, ask.Sentences = of, s.Sentences
	if ask.Issue != "" {
		if ask.Issue, err = s.Issues.Find(ask.Issue); err != nil {
			return nil, problem(err)
		}
	}
	out := &answered{Type: types[in.Format]}
	err = s.Store.View(ctx, func(r store.Reader) error {
		stat, err := r.Stat(ctx)
		if err != nil {
			return err
		}
		if out.Tag = s.tag(q.Name, of, in, &stat); matches(in.Match, out.Tag) {
			return unchanged{}
		}
		a, err := q.Put(ctx, r, ask)
		if err != nil {
			return err
		}
		if in.Format == "json" {
			out.Body, err = json.Marshal(a)
			return err
		}
		out.Body, err = view.Set(a, in.Format, in.Width, func(_ view.Role, text string) string { return text })
		return err
	})
	if _, ok := err.(unchanged); ok { //nolint:errorlint // View hands back what it was given
		return nil, huma.ErrorWithHeaders(huma.Status304NotModified(), http.Header{"ETag": {out.Tag}})
	}
	if err != nil {
		return nil, problem(err)
	}
	return out, nil
}

// unchanged ends a question whose answer is there already.
type unchanged struct{}

func (unchanged) Error() string { return "not modified" }

// tag is a weak validator of an answer: it moves with the record, the day, the
// program and what was asked. The hour of asking, which stands in the head of
// an answer, does not move it.
func (s *server) tag(question, of string, in *asked, stat *store.Stat) string {
	b, _ := json.Marshal(in.Params) // strings and numbers always can be
	h := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%s\x00%s %d\x00%d %d %d %d %s\x00%s\x00%s", question, of, b, in.Format, in.Width,
		stat.Changes, stat.Decisions, stat.Articles, stat.Forgotten, stat.Began, demarche.DayOf(s.Now()), demarche.Version))
	return `W/"` + hex.EncodeToString(h[:12]) + `"`
}

// matches reports whether a list of validators has one.
func matches(list, tag string) bool {
	for t := range strings.SplitSeq(list, ",") {
		if t = strings.TrimSpace(t); t == "*" || t == tag {
			return true
		}
	}
	return false
}
