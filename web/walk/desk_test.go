package walk

import (
	"context"
	"errors"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"demarche/api"
	"demarche/data"
	"demarche/demo"
	"demarche/intake"
	"demarche/ledger"
	"demarche/page"
	"demarche/read"
	"demarche/read/segment"
	"demarche/store/sqlite"
	"demarche/web"
)

// morning is when the analyst sits down in these tests.
var morning = time.Date(2022, 2, 9, 7, 0, 0, 0, time.UTC)

// machine is what a desk is built of, made once.
type machine struct {
	intake *intake.Intake
	config api.Config
	demo   []byte // the file of the demo record
}

var built = sync.OnceValues(func() (*machine, error) {
	r, err := read.New(read.Config{Data: data.FS})
	if err != nil {
		return nil, err
	}
	m := &machine{}
	issues, err := ledger.LoadIssues(data.FS)
	if err != nil {
		return nil, err
	}
	blocs, err := ledger.LoadBlocs(data.FS)
	if err != nil {
		return nil, err
	}
	cut, err := segment.New(data.FS)
	if err != nil {
		return nil, err
	}
	now := func() time.Time { return morning }
	m.intake = &intake.Intake{Reader: r, Issues: issues, Blocs: blocs, Now: now}
	m.config = api.Config{Intake: func() (*intake.Intake, error) { return m.intake, nil }, Decider: &intake.Intake{Blocs: blocs, Now: now}, Issues: issues, Now: now, Demo: demo.FS, Person: "Ada",
		Sentences: cut.Sentences}
	dir, err := os.MkdirTemp("", "walk")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }() // what is left is in the folder for such things
	file := filepath.Join(dir, "demo.db")
	if err := m.fill(file); err != nil {
		return nil, err
	}
	m.demo, err = os.ReadFile(file)
	return m, err
})

// fill adds the dispatches, each on the evening of its day.
func (m *machine) fill(file string) (err error) {
	ctx := context.Background()
	names, err := fs.Glob(demo.FS, "*")
	if err != nil {
		return err
	}
	recorded, err := intake.Recording("published", m.intake.Now)
	if err != nil {
		return err
	}
	s, err := sqlite.Open(ctx, file, sqlite.Options{Now: m.intake.Now})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	all := &intake.Adder{Intake: m.intake, Store: s, Recorded: recorded, Sorted: true}
	for _, name := range names {
		raw, err := fs.ReadFile(demo.FS, name)
		if err != nil {
			return err
		}
		for _, in := range page.Read(name, raw, page.Options{}) {
			if in.Err != nil {
				return in.Err
			}
			if err := all.Take(ctx, m.intake.Prepare(in.Article, in.Notes)); err != nil {
				return err
			}
		}
	}
	return all.Flush(ctx)
}

// desk serves a copy of the demo record, or an empty one, and gives its address.
// more changes what it is built of.
func desk(t *testing.T, empty bool, more ...func(*api.Config)) string {
	t.Helper()
	m, err := built()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "record.db")
	if !empty {
		if err := os.WriteFile(file, m.demo, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	s, err := sqlite.Open(context.Background(), file, sqlite.Options{Now: m.intake.Now})
	if err != nil {
		t.Fatal(err)
	}
	c := m.config
	c.Store = s
	for _, f := range more {
		f(&c)
	}
	mux := http.NewServeMux()
	mux.Handle("/api/", api.New(c))
	mux.Handle("/", web.Handler())
	srv := httptest.NewServer(mux)
	t.Cleanup(func() {
		srv.CloseClientConnections() // streams of changes would not end
		srv.Close()
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return srv.URL
}
