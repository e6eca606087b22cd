// Package api is the record over HTTP: everything that the command line can ask
// and decide, under /api/v1, with the same names. The OpenAPI document is made
// from this code; errors are problem documents (RFC 9457).
package api

import (
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"demarche"
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
}

// server answers requests.
type server struct {
	Config
	api huma.API
}

// New makes the handler of everything under Root.
func New(c Config) http.Handler {
	mux := http.NewServeMux()
	hc := huma.DefaultConfig("demarche", demarche.Version)
	hc.Info.Description = about
	hc.Components = &huma.Components{Schemas: schemas()}
	hc.DocsPath = "" // its page loads scripts from elsewhere; ours is reference.go
	hc.OpenAPIPath = Root + "/openapi"
	hc.SchemasPath = Root + "/schemas"
	s := &server{Config: c, api: humago.New(mux, hc)}
	s.questions()
	return mux
}

const about = `The record of a crisis: who met whom and who is going to, who said what in which words,
who proposed, promised, threatened or refused what. Every row points at the words that say it,
and every question can be asked as known on any day. The parameters are the flags of the
command line, with an underscore for the hyphen.`
