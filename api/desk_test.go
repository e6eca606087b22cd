package api_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"demarche"
	"demarche/account"
	"demarche/api"
	"demarche/client"
	"demarche/data"
	"demarche/demo"
	"demarche/intake"
	"demarche/ledger"
	"demarche/page"
	"demarche/read"
	"demarche/read/segment"
	"demarche/store/sqlite"
)

// now is the hour of every test but those that measure.
var now = time.Date(2026, 11, 27, 9, 0, 0, 0, time.UTC)

// parts are what every desk stands on; reading them takes a moment.
var parts struct {
	once   sync.Once
	err    error
	intake *intake.Intake
	issues *ledger.Issues
	split  func(string) []demarche.Span
	demo   string // the file of the demo record
	dir    string
}

func TestMain(m *testing.M) {
	code := m.Run()
	if parts.dir != "" {
		_ = os.RemoveAll(parts.dir)
	}
	os.Exit(code)
}

func prepare(ctx context.Context) error {
	reader, err := read.New(read.Config{Data: data.FS})
	if err != nil {
		return err
	}
	if parts.issues, err = ledger.LoadIssues(data.FS); err != nil {
		return err
	}
	blocs, err := ledger.LoadBlocs(data.FS)
	if err != nil {
		return err
	}
	cut, err := segment.New(data.FS)
	if err != nil {
		return err
	}
	parts.split = cut.Sentences
	parts.intake = &intake.Intake{Reader: reader, Issues: parts.issues, Blocs: blocs, Now: func() time.Time { return now }}
	if parts.dir, err = os.MkdirTemp("", "desk"); err != nil {
		return err
	}
	parts.demo = filepath.Join(parts.dir, "demo.db")
	s, err := sqlite.Open(ctx, parts.demo, sqlite.Options{Now: parts.intake.Now})
	if err != nil {
		return err
	}
	recorded, err := intake.Recording("published", parts.intake.Now)
	if err != nil {
		return err
	}
	a := &intake.Adder{Intake: parts.intake, Store: s, Recorded: recorded, Sorted: true}
	files, err := fs.Glob(demo.FS, "*")
	if err != nil {
		return err
	}
	for _, name := range files {
		b, err := fs.ReadFile(demo.FS, name)
		if err != nil {
			return err
		}
		for _, in := range page.Read(name, b, page.Options{}) {
			if in.Err != nil {
				return in.Err
			}
			if err := a.Take(ctx, parts.intake.Prepare(in.Article, in.Notes)); err != nil {
				return err
			}
		}
	}
	return errors.Join(a.Flush(ctx), s.Close())
}

// desk is a server on a record of its own.
type desk struct {
	*client.Client
	t      testing.TB
	store  *sqlite.Store
	path   string
	users  *account.Users
	log    *safe
	server *httptest.Server
	ending chan struct{}
}

// safe is a buffer that several may write to.
type safe struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *safe) Write(b []byte) (int, error) { s.mu.Lock(); defer s.mu.Unlock(); return s.b.Write(b) }
func (s *safe) String() string              { s.mu.Lock(); defer s.mu.Unlock(); return s.b.String() }

// begin opens a desk on a copy of the demo record, or on an empty one.
func begin(t testing.TB, full bool, change ...func(*api.Config)) *desk {
	t.Helper()
	parts.once.Do(func() { parts.err = prepare(context.Background()) })
	if parts.err != nil {
		t.Fatal(parts.err)
	}
	d := &desk{t: t, path: filepath.Join(t.TempDir(), "record.db"), log: &safe{}, ending: make(chan struct{})}
	if full {
		b, err := os.ReadFile(parts.demo)
		d.must(err)
		d.must(os.WriteFile(d.path, b, 0o600))
	}
	clock := func() time.Time { return now }
	var err error
	d.store, err = sqlite.Open(t.Context(), d.path, sqlite.Options{Now: clock})
	d.must(err)
	t.Cleanup(func() { _ = d.store.Close() })
	d.users, err = account.OpenUsers(d.path+".users", clock)
	d.must(err)
	reader := *parts.intake
	reader.Memory = &intake.Memory{}
	c := api.Config{Store: d.store, Intake: func() (*intake.Intake, error) { return &reader, nil }, Decider: &reader, Issues: parts.issues, Sentences: parts.split, Now: clock,
		Demo: demo.FS, Users: d.users, SignIns: account.NewLog(d.path + ".signins"), Person: "root", Hosts: []string{"localhost"},
		Log: slog.New(slog.NewJSONHandler(d.log, &slog.HandlerOptions{Level: slog.LevelDebug})), Ending: d.ending}
	for _, f := range change {
		f(&c)
	}
	d.server = httptest.NewServer(api.New(c))
	t.Cleanup(d.server.Close)
	t.Cleanup(d.end)
	d.Client = d.as("")
	return d
}

// as is a client with a token.
func (d *desk) as(token string) *client.Client {
	d.t.Helper()
	c, err := client.New(d.server.URL, token, d.server.Client())
	d.must(err)
	return c
}

// end ends the streams.
func (d *desk) end() {
	select {
	case <-d.ending:
	default:
		close(d.ending)
	}
}

func (d *desk) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

// call sends a request as it is.
func (d *desk) call(method, path, body string, headers ...string) (*http.Response, string) {
	d.t.Helper()
	r, err := http.NewRequestWithContext(d.t.Context(), method, d.server.URL+api.Root+path, bytes.NewReader([]byte(body)))
	d.must(err)
	for i := 0; i+1 < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
			continue
		}
		r.Header.Set(headers[i], headers[i+1])
	}
	resp, err := d.server.Client().Do(r)
	d.must(err)
	defer func() { _ = resp.Body.Close() }()
	var b bytes.Buffer
	_, err = b.ReadFrom(resp.Body)
	d.must(err)
	return resp, b.String()
}

const asJSON = "application/json"
