// Package api is the record over HTTP: everything that the command line can ask
// and decide, under /api/v1, with the same names. The OpenAPI document is made
// from this code; errors are problem documents (RFC 9457).
package api

import (
	"cmp"
	"context"
	"io/fs"
	"log/slog"
	"net/http"
	"reflect"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"demarche"
	"demarche/account"
	"demarche/api/wire"
	"demarche/fetch"
	"demarche/intake"
	"demarche/ledger"
	"demarche/store"
)

// Root is where the API begins.
const Root = "/api/v1"

// Config is what the API stands on.
type Config struct {
	Store     store.Store
	Intake    func() (*intake.Intake, error) // reads articles; called when the first one comes, since weights take a moment
	Decider   *intake.Intake                 // takes decisions; reads nothing
	Issues    *ledger.Issues
	Sentences func(text string) []demarche.Span // cuts an article as the reader does
	Now       func() time.Time

	Trace   func(ctx context.Context, r store.Reader, row string) (wire.Trace, error) // reads the article of a row again and says why
	Demo    fs.FS                                                                     // the dispatches that an empty record may be begun with
	Fetch   *fetch.Fetcher                                                            // follows links; nil: none are followed
	Users   *account.Users                                                            // who may sign in; nil or without any: everybody may do everything
	Closed  bool                                                                      // one has to sign in, also where there are no users any more
	SignIns *account.Log
	Person  string          // who decides where nobody signs in and none is named
	Hosts   []string        // names by which the server is asked; nil: any
	Log     *slog.Logger    // nil: nothing is logged
	Ending  <-chan struct{} // closed when the program ends: streams end then

	Patience time.Duration // how long a request may take to arrive; 0 is half a minute
}

// server answers requests.
type server struct {
	Config

	record   *watched
	answers  *answers
	sessions *account.Sessions
	limits   *limits
	mux      *http.ServeMux
	api      huma.API
	needs    map[string]account.Role // by pattern of the mux; "": nobody has to sign in
	uploads  chan struct{}           // one for each that may be held in memory
}

// New makes the handler of everything under Root.
func New(c Config) http.Handler {
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	c.Patience = cmp.Or(c.Patience, bodyWait)
	s := &server{Config: c, record: watch(c.Store), answers: newAnswers(), sessions: account.NewSessions(c.Users, c.Now), limits: newLimits(c.Now),
		mux: http.NewServeMux(), needs: map[string]account.Role{}, uploads: make(chan struct{}, 2)}
	hc := huma.DefaultConfig("demarche", demarche.Version)
	hc.Info.Description = about
	hc.Components = &huma.Components{Schemas: schemas()}
	hc.DocsPath = "" // its page loads scripts from elsewhere; ours is reference.go
	hc.OpenAPIPath = Root + "/openapi"
	hc.SchemasPath = ""
	hc.CreateHooks = nil // no $schema in every answer
	hc.Transformers = append(hc.Transformers, func(_ huma.Context, _ string, v any) (any, error) { return asProblem(v), nil })
	hc.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"session": {Type: "apiKey", In: "cookie", Name: cookieName, Description: "set by POST " + Root + "/session"},
		"token":   {Type: "http", Scheme: "bearer", Description: "made by demarche user token NAME"},
	}
	s.api = humago.New(s.mux, hc)
	s.questions()
	s.listings()
	s.decisions()
	s.articles()
	s.changes()
	s.exports()
	s.account()
	s.reference()
	for _, path := range []string{"/openapi.json", "/openapi.yaml", "/openapi-3.0.json", "/openapi-3.0.yaml"} {
		s.needs["GET "+Root+path] = ""
	}
	return s.guard()
}

const about = `The record of a crisis: who met whom and who is going to, who said what in which words,
who proposed, promised, threatened or refused what. Every row points at the words that say it,
and every question can be asked as known on any day. The parameters are the flags of the
command line, with an underscore for the hyphen.`

// open is the role of what nobody has to sign in for.
const open account.Role = ""

// describe completes an operation: who may call it, and how it fails.
func (s *server) describe(op *huma.Operation, need account.Role) {
	op.Path = Root + op.Path
	op.BodyReadTimeout = s.Patience
	s.needs[op.Method+" "+op.Path] = need
	if op.Responses == nil {
		op.Responses = map[string]*huma.Response{}
	}
	problem := s.api.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[wire.Problem](), true, "Problem")
	op.Responses["default"] = &huma.Response{Description: "a problem", Content: map[string]*huma.MediaType{"application/problem+json": {Schema: problem}}}
	if need != open {
		op.Security = []map[string][]string{{"session": {}}, {"token": {}}}
		op.Description += "\n\nWhere there are users it takes the role " + string(need) + "."
	}
}

// register adds an operation whose input and output are types.
func register[I, O any](s *server, op huma.Operation, need account.Role, f func(context.Context, *I) (*O, error)) {
	s.describe(&op, need)
	huma.Register(s.api, op, func(ctx context.Context, in *I) (*O, error) {
		out, err := f(ctx, in)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		return out, nil
	})
}

// body is an answer of JSON.
type body[T any] struct{ Body T }

// stream adds an operation that writes its answer itself; an error that comes
// before anything was written is sent as a problem.
func stream[I any](s *server, op huma.Operation, need account.Role, f func(http.ResponseWriter, *http.Request, *I) error) {
	s.describe(&op, need)
	huma.Register(s.api, op, func(_ context.Context, in *I) (*huma.StreamResponse, error) {
		return &huma.StreamResponse{Body: func(hc huma.Context) {
			r, w := humago.Unwrap(hc)
			if err := f(w, r, in); err != nil {
				s.fail(w, r, err)
			}
		}}, nil
	})
}
