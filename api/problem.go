package api

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"demarche"
	"demarche/api/wire"
	"demarche/intake"
)

// statuses of HTTP by the codes of our errors.
var statuses = map[demarche.Code]int{
	demarche.NotFound: http.StatusNotFound, demarche.Conflict: http.StatusConflict, demarche.Invalid: http.StatusUnprocessableEntity,
	demarche.Unavailable: http.StatusServiceUnavailable, demarche.Forbidden: http.StatusForbidden, demarche.Internal: http.StatusInternalServerError,
}

// codes are the codes of our errors by statuses of HTTP that others chose.
var codes = map[int]demarche.Code{
	http.StatusNotFound: demarche.NotFound, http.StatusConflict: demarche.Conflict, http.StatusUnauthorized: demarche.Forbidden, http.StatusForbidden: demarche.Forbidden,
	http.StatusTooManyRequests: demarche.Unavailable, http.StatusRequestTimeout: demarche.Unavailable, http.StatusServiceUnavailable: demarche.Unavailable,
	http.StatusInternalServerError: demarche.Internal,
}

// problemOf turns an error into what is sent. Of an error without a code
// nothing is told but that there was one: it may name files.
func problemOf(err error) *wire.Problem {
	if p, ok := errors.AsType[*wire.Problem](err); ok {
		return p
	}
	code := demarche.CodeOf(err)
	status := statuses[code]
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) { // too slow, or nobody waits for it any more
		code, status = demarche.Unavailable, http.StatusServiceUnavailable
	}
	p := newProblem(status, "something went wrong here that should not have", "")
	p.Code = code
	if e, ok := errors.AsType[*demarche.Error](err); ok && code != demarche.Internal {
		p.Detail, p.Where, p.Repair = e.What, e.Where, e.Repair
	}
	if o, ok := errors.AsType[*intake.Overtaken](err); ok {
		p.Decisions = o.Decisions
	}
	return p
}

// newProblem is a problem with a status.
func newProblem(status int, detail, repair string) *wire.Problem {
	return &wire.Problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: detail, Repair: repair, Code: cmp.Or(codes[status], demarche.Invalid)}
}

// problem is problemOf for what handlers give back. Statuses that are no error
// pass.
func (s *server) problem(ctx context.Context, err error) error {
	if h, ok := err.(huma.HeadersError); ok { //nolint:errorlint // nobody wraps it
		return h
	}
	p := problemOf(err)
	s.note(ctx, p, err)
	return p
}

// note logs what is our own fault.
func (s *server) note(ctx context.Context, p *wire.Problem, err error) {
	if p.Status == http.StatusInternalServerError {
		s.Log.LogAttrs(ctx, slog.LevelError, "failed", slog.String("error", err.Error()))
	}
}

// asProblem turns what the framework says of a request that it refuses into a
// problem of ours.
func asProblem(v any) any {
	m, ok := v.(*huma.ErrorModel)
	if !ok {
		return v
	}
	var said []string
	for _, e := range m.Errors {
		where := strings.NewReplacer("query.", "", "body.", "", "path.", "").Replace(e.Location)
		if value, ok := e.Value.(string); ok && len(value) < 100 {
			where += fmt.Sprintf(" %q", value)
		}
		said = append(said, strings.TrimSpace(where+" "+e.Message))
	}
	if len(said) == 0 {
		said = []string{cmp.Or(m.Detail, m.Title)}
	}
	return newProblem(m.Status, strings.Join(said, "; "), "")
}

// fail sends an error as a problem, unless an answer was begun: then it is cut
// off, so that nobody takes it for whole.
func (s *server) fail(w http.ResponseWriter, r *http.Request, err error) {
	p := problemOf(err)
	s.note(r.Context(), p, err)
	if b, ok := w.(*answer); ok && b.begun {
		panic(http.ErrAbortHandler)
	}
	sendProblem(w, p)
}

func sendProblem(w http.ResponseWriter, p *wire.Problem) {
	b, err := json.Marshal(p)
	if err != nil {
		p.Decisions = nil // nothing else can fail
		b, _ = json.Marshal(p)
	}
	h := w.Header()
	for _, name := range []string{"ETag", "Content-Disposition", "Content-Length"} {
		h.Del(name)
	}
	h.Set("Content-Type", "application/problem+json")
	w.WriteHeader(p.Status)
	_, _ = w.Write(append(b, '\n')) // who asked may have gone
}
