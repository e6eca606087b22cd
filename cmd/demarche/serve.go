package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os/signal"
	"sync"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"demarche/api"
	"demarche/ledger"
	"demarche/web"
)

// serveFlags are the flags of "demarche serve".
type serveFlags struct {
	listen string
}

func (a *app) serveCmd() *cobra.Command {
	var f serveFlags
	c := &cobra.Command{
		Use:   "serve",
		Short: "Open the desk: the record in a browser",
		Long: `Serve the record as a web page and as a REST API, on this machine alone unless told
otherwise. The record is begun where there is none. Stop it with Ctrl-C.`,
		Example: `  demarche serve --store crisis.db
  demarche serve --listen 127.0.0.1:9000`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return a.serve(c.Context(), f) },
	}
	a.storeFlag(c)
	c.Flags().StringVar(&f.listen, "listen", "127.0.0.1:8437", "`address` and port to listen on")
	return c
}

// How long a request may take to arrive, and how long open ones get to end when
// the program is stopped.
const (
	headerWait = 10 * time.Second
	endWait    = 5 * time.Second
)

func (a *app) serve(ctx context.Context, f serveFlags) (err error) {
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	s, err := a.openStore(false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	config, err := a.apiConfig()
	if err != nil {
		return err
	}
	config.Store = s
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", f.listen)
	if err != nil {
		return err
	}
	srv := &http.Server{Handler: desk(api.New(config)), ReadHeaderTimeout: headerWait, BaseContext: func(net.Listener) context.Context { return ctx }}
	if _, err := fmt.Fprintf(a.out, "the desk is open: http://%s\n", l.Addr()); err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() { ended <- srv.Serve(l) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	late, cancel := context.WithTimeout(context.WithoutCancel(ctx), endWait)
	defer cancel()
	return srv.Shutdown(late)
}

// desk puts the API and the page side by side.
func desk(answers http.Handler) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/api/", answers)
	mux.Handle("/", web.Handler())
	return mux
}

// apiConfig is all that the API stands on but the record.
func (a *app) apiConfig() (api.Config, error) {
	c := api.Config{Now: a.now, Intake: sync.OnceValues(a.intake)}
	lists, err := a.data()
	if err != nil {
		return c, err
	}
	if c.Issues, err = ledger.LoadIssues(lists); err != nil {
		return c, err
	}
	if c.Sentences, err = a.sentences(); err != nil {
		return c, err
	}
	c.Decider, err = a.quickIntake()
	return c, err
}
