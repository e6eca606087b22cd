package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"demarche"
	"demarche/account"
	"demarche/api"
	"demarche/api/wire"
	"demarche/demo"
	"demarche/fetch"
	"demarche/intake"
	"demarche/ledger"
	"demarche/store"
	"demarche/web"
)

// serveFlags are the flags of "demarche serve".
type serveFlags struct {
	listen    string
	hosts     []string
	fetch     bool
	cert, key string
	verbose   bool
}

func (a *app) serveCmd() *cobra.Command {
	var f serveFlags
	c := &cobra.Command{
		Use:   "serve",
		Short: "Open the desk: the record in a browser",
		Long: `Serve the record as a web page and as a REST API, on this machine alone unless told
otherwise. The record is begun where there is none. Stop it with Ctrl-C.

On this machine everybody may do everything, as long as there are no users. To
listen for others there have to be users (demarche user add), and then everybody
has to sign in; without --tls-cert and --tls-key what goes over the network can be
read there, unless something before the program keeps it secret.

The program makes no requests of its own, unless started with --fetch: then it gets
the page of a link that somebody adds, from public addresses only.`,
		Example: `  demarche serve --store crisis.db
  demarche serve --listen 127.0.0.1:9000
  demarche serve --listen 0.0.0.0:8437 --host desk.example.org --tls-cert desk.pem --tls-key desk.key`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return a.serve(c.Context(), f) },
	}
	a.storeFlag(c)
	fl := c.Flags()
	fl.StringVar(&f.listen, "listen", "127.0.0.1:8437", "`address` and port to listen on")
	fl.StringSliceVar(&f.hosts, "host", nil, "further `names` by which the desk is opened")
	fl.BoolVar(&f.fetch, "fetch", false, "get the page of a link that somebody adds")
	fl.StringVar(&f.cert, "tls-cert", "", "`file` of a certificate, for TLS")
	fl.StringVar(&f.key, "tls-key", "", "`file` of its key")
	fl.BoolVarP(&f.verbose, "verbose", "v", false, "log every request")
	return c
}

// How long a request may take to arrive, how long a connection is kept for the
// next one, and how long open ones get to end when the program is stopped.
const (
	headerWait = 10 * time.Second
	idleWait   = 2 * time.Minute
	endWait    = 5 * time.Second
)

func (a *app) serve(ctx context.Context, f serveFlags) (err error) {
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	if (f.cert == "") != (f.key == "") {
		return usage{errors.New("--tls-cert and --tls-key go together")}
	}
	users, err := account.OpenUsers(a.usersFile(), a.now)
	if err != nil {
		return err
	}
	hosts, here, err := listening(f.listen, f.hosts)
	if err != nil {
		return err
	}
	if !here && !users.Any() {
		return &demarche.Error{Code: demarche.Forbidden, Where: f.listen, What: "others could reach the desk there, and there are no users who sign in",
			Repair: "make an admin first: demarche user add NAME --role admin --store " + a.storeName() + "\n  or listen on this machine alone: --listen 127.0.0.1:8437"}
	}
	s, err := a.openStore(false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	config, err := a.apiConfig()
	if err != nil {
		return err
	}
	config.Store, config.Hosts, config.Users, config.Log, config.Ending = s, hosts, users, a.logger(f.verbose), ctx.Done()
	config.Closed = !here
	config.SignIns = account.NewLog(a.storeName() + ".signins")
	if f.fetch {
		config.Fetch = fetch.New()
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", f.listen)
	if err != nil {
		return &demarche.Error{Code: demarche.Unavailable, Where: f.listen, What: "nobody can listen there", Err: err, Repair: "is the desk open already? another port: --listen 127.0.0.1:9000"}
	}
	srv := &http.Server{Handler: desk(api.New(config)), ReadHeaderTimeout: headerWait, IdleTimeout: idleWait, MaxHeaderBytes: 64 << 10,
		ErrorLog: slog.NewLogLogger(config.Log.Handler(), slog.LevelDebug)}
	scheme := "http"
	if f.cert != "" {
		scheme = "https"
	}
	if _, err := fmt.Fprintf(a.out, "the desk is open: %s://%s\n", scheme, l.Addr()); err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() {
		if f.cert != "" {
			ended <- srv.ServeTLS(l, f.cert, f.key)
		} else {
			ended <- srv.Serve(l)
		}
	}()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	late, cancel := context.WithTimeout(context.WithoutCancel(ctx), endWait)
	defer cancel()
	if err := srv.Shutdown(late); err != nil {
		return srv.Close() // what is still open is cut off
	}
	return nil
}

// listening says by which names the desk is opened, and whether only this
// machine can reach it. Where others can and no name is given, any name will do:
// who asks has to sign in anyway.
func listening(listen string, names []string) (hosts []string, here bool, err error) {
	host, _, err := net.SplitHostPort(listen)
	if err != nil {
		return nil, false, usage{fmt.Errorf("--listen %s is no address\n  write it as 127.0.0.1:8437", listen)}
	}
	for _, n := range names {
		hosts = append(hosts, strings.ToLower(n))
	}
	ip, err := netip.ParseAddr(host)
	here = host == "localhost" || err == nil && ip.IsLoopback()
	if here || len(hosts) > 0 {
		hosts = append(hosts, "localhost")
	}
	if !here && len(hosts) > 0 && err == nil && !ip.IsUnspecified() {
		hosts = append(hosts, ip.String())
	}
	return hosts, here, nil
}

// logger writes for a person at a terminal, and JSON elsewhere.
func (a *app) logger(verbose bool) *slog.Logger {
	level := slog.LevelWarn
	if !a.errTerm {
		level = slog.LevelInfo
	}
	if verbose {
		level = slog.LevelDebug
	}
	how := &slog.HandlerOptions{Level: level}
	if a.errTerm {
		return slog.New(slog.NewTextHandler(a.err, how))
	}
	return slog.New(slog.NewJSONHandler(a.err, how))
}

// desk puts the API and the page side by side.
func desk(answers http.Handler) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/api/", answers)
	mux.Handle("/", web.Handler())
	return mux
}

// apiConfig is all that the API stands on but the record and its users.
func (a *app) apiConfig() (api.Config, error) {
	reader := sync.OnceValues(a.engine)
	c := api.Config{Now: a.now, Demo: demo.FS, Person: a.person("")}
	c.Intake = sync.OnceValues(func() (*intake.Intake, error) { return a.intakeWith(reader) })
	c.Trace = func(ctx context.Context, r store.Reader, row string) (wire.Trace, error) {
		return traced(ctx, r, row, reader)
	}
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
	if c.Decider, err = a.quickIntake(); err != nil {
		return c, err
	}
	c.Decider.Memory = &intake.Memory{}
	return c, nil
}
