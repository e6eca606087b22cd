package sqlite_test

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"demarche"
	"demarche/store"
	"demarche/store/sqlite"
	"demarche/store/storetest"
)

// refused checks that a file is not opened, with a code, a message and a way out.
func refused(t *testing.T, path string, opt sqlite.Options, code demarche.Code, says string) {
	t.Helper()
	s, err := sqlite.Open(context.Background(), path, opt)
	if err == nil {
		s.Close()
		t.Fatalf("%s was opened", path)
	}
	if demarche.CodeOf(err) != code || !strings.Contains(err.Error(), says) || !strings.Contains(err.Error(), "\n  ") {
		t.Errorf("%s: %s: %v; want %s with %q and a repair", path, demarche.CodeOf(err), err, code, says)
	}
}

func write(t *testing.T, s store.Store, script *storetest.Script, n int) {
	t.Helper()
	for range n {
		if err := script.Next().Run(context.Background(), s); err != nil {
			t.Fatal(err)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	path := func(name string) string { return filepath.Join(dir, name) }
	if err := os.WriteFile(path("letter.txt"), []byte("Dear Sir, this is a letter and no database."), 0o600); err != nil {
		t.Fatal(err)
	}
	refused(t, path("letter.txt"), sqlite.Options{}, demarche.Invalid, "not an SQLite file")
	refused(t, dir, sqlite.Options{}, demarche.Invalid, "folder")
	refused(t, path("none.db"), sqlite.Options{ReadOnly: true}, demarche.NotFound, "no record")
	refused(t, path("no/folder/a.db"), sqlite.Options{}, demarche.Unavailable, "cannot be opened")

	db, err := sql.Open("sqlite", path("other.db"))
	if err == nil {
		_, err = db.Exec("CREATE TABLE shopping (what TEXT)")
		db.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	refused(t, path("other.db"), sqlite.Options{}, demarche.Invalid, "another program")

	open(t, path("newer.db"), sqlite.Options{}).Close()
	db, err = sql.Open("sqlite", path("newer.db"))
	if err == nil {
		_, err = db.Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, 1)")
		db.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	refused(t, path("newer.db"), sqlite.Options{}, demarche.Invalid, "newer demarche")
}

// A second writer is told so, and a reader is not in its way.
func TestTwoWriters(t *testing.T) {
	path := filepath.Join(t.TempDir(), "record.db")
	s := open(t, path, sqlite.Options{})
	write(t, s, storetest.NewScript(1, 20), 3)
	start := time.Now()
	refused(t, path, sqlite.Options{Wait: 200 * time.Millisecond}, demarche.Unavailable, "another program is writing")
	if w := time.Since(start); w < 150*time.Millisecond || w > 5*time.Second {
		t.Errorf("it waited %v", w)
	}
	r := open(t, path, sqlite.Options{ReadOnly: true})
	var n int
	if err := r.View(context.Background(), func(r store.Reader) error {
		st, err := r.Stat(context.Background())
		n = st.Articles
		return err
	}); err != nil || n == 0 {
		t.Errorf("a reader beside the writer: %d articles, %v", n, err)
	}
	if err := r.Update(context.Background(), func(store.Tx) error { return nil }); demarche.CodeOf(err) != demarche.Unavailable {
		t.Errorf("a reader that writes: %v", err)
	}
	s.Close()
	open(t, path, sqlite.Options{Wait: time.Second})
}

// A reader keeps its state while the writer goes on, and a writer's own
// questions see what it wrote.
func TestReadersKeepTheirState(t *testing.T) {
	ctx := context.Background()
	s := open(t, filepath.Join(t.TempDir(), "record.db"), sqlite.Options{})
	script := storetest.NewScript(1, 20)
	write(t, s, script, 5)
	count := func(r store.Reader) (n int) {
		st, err := r.Stat(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return st.Articles
	}
	err := s.View(ctx, func(r store.Reader) error {
		before := count(r)
		n := script.World.Article(script.Day, script.Now, 2)
		if err := s.Update(ctx, func(tx store.Tx) error {
			if err := storetest.Write(tx, n, nil, script.Now); err != nil {
				return err
			}
			if got := count(tx); got != before+1 {
				t.Errorf("the writer counts %d articles, not %d", got, before+1)
			}
			return nil
		}); err != nil {
			return err
		}
		if got := count(r); got != before {
			t.Errorf("the reader counted %d articles, then %d", before, got)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Damage is found and named; it never panics and never passes for a record.
func TestDamage(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	good := filepath.Join(dir, "good.db")
	s := open(t, good, sqlite.Options{})
	write(t, s, storetest.NewScript(1, 20), 30)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	look := func(name string, bytes []byte) error {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, bytes, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := sqlite.Open(ctx, path, sqlite.Options{})
		if err != nil {
			return err
		}
		defer s.Close()
		return s.Check(ctx)
	}
	if err := look("copy.db", raw); err != nil {
		t.Fatalf("an undamaged copy: %v", err)
	}
	for _, part := range []int{3, 2} {
		if err := look("short.db", raw[:len(raw)/part]); err == nil || demarche.CodeOf(err) == demarche.Internal {
			t.Errorf("cut to one part in %d: %v", part, err)
		}
	}
	rng := rand.New(rand.NewPCG(1, 1))
	found := 0
	for i := range 25 {
		bad := bytes.Clone(raw)
		// A stretch of a page that holds something.
		at := 4096 + rng.IntN(len(bad)-8192)
		for bad[at] == 0 {
			at = 4096 + rng.IntN(len(bad)-8192)
		}
		for j := range 64 {
			bad[at+j] ^= byte(1 + rng.IntN(255))
		}
		err := look(fmt.Sprintf("bad%d.db", i), bad)
		if err == nil {
			continue // in what nobody reads, or in an address or title that has no hash
		}
		found++
		if code := demarche.CodeOf(err); code == demarche.Internal || !strings.Contains(err.Error(), "\n  ") {
			t.Errorf("damage %d: %s: %v", i, code, err)
		}
	}
	if found < 18 {
		t.Errorf("of 25 damages %d were found", found)
	}
}

// A text that was changed in the file, a row that was changed, a decision that
// was changed: each is found.
func TestTampering(t *testing.T) {
	ctx := context.Background()
	for name, c := range map[string]struct{ do, says string }{
		"a row's words":   {`UPDATE row_body SET body = CAST(replace(body, ' ', '-') AS BLOB) WHERE id = (SELECT min(id) FROM row_body)`, "damaged"},
		"a hash":          {`UPDATE article SET sha256 = 'beef' WHERE id = (SELECT min(id) FROM article WHERE forgotten = 0)`, "is not the one that was hashed"},
		"a decision":      {`UPDATE decision SET reason = 'bribed' WHERE seq = 1`, "decision 1"},
		"a decision less": {`DELETE FROM decision WHERE seq = 1`, "decision 1"},
		"a change less":   {`DELETE FROM change WHERE seq = 3`, "change 3"},
		"an entry less":   {`UPDATE version SET until = since + 1 WHERE id = (SELECT max(id) FROM version WHERE until = 4611686018427387904 AND kind < 4)`, "rows stand in it"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "record.db")
			s := open(t, path, sqlite.Options{})
			write(t, s, storetest.NewScript(3, 20), 30)
			s.Close()
			db, err := sql.Open("sqlite", path)
			if err == nil {
				var r sql.Result
				if r, err = db.Exec(c.do); err == nil {
					if n, _ := r.RowsAffected(); n != 1 {
						t.Errorf("%d rows were touched", n)
					}
				}
				db.Close()
			}
			if err != nil {
				t.Fatal(err)
			}
			err = open(t, path, sqlite.Options{}).Check(ctx)
			if demarche.CodeOf(err) != demarche.Invalid || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%v; want %q", err, c.says)
			}
		})
	}
}

// A full disk loses nothing that was acknowledged, and is named.
func TestFullDisk(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", dir).CombinedOutput(); err != nil {
		t.Skipf("A FULL DISK IS NOT TESTED: no small disk can be mounted here: %v %s", err, out)
	}
	defer func() {
		if out, err := exec.Command("umount", dir).CombinedOutput(); err != nil {
			t.Errorf("%v %s", err, out)
		}
	}()
	s, err := sqlite.Open(ctx, filepath.Join(dir, "record.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	script := storetest.NewScript(1, 30)
	acknowledged := map[string]int{}
	for {
		n := script.World.Article(script.Day, script.Now, 4)
		err = s.Update(ctx, func(tx store.Tx) error { return storetest.Write(tx, n, nil, script.Now) })
		if err != nil {
			break
		}
		if acknowledged[string(n.Article.Key)] = 4; len(acknowledged) > 5000 {
			t.Fatal("the disk does not fill")
		}
	}
	if demarche.CodeOf(err) != demarche.Unavailable || !strings.Contains(err.Error(), "disk") {
		t.Errorf("%s: %v", demarche.CodeOf(err), err)
	}
	if len(acknowledged) < 5 {
		t.Fatalf("%d articles fitted: %v", len(acknowledged), err)
	}
	look := func(when string) {
		t.Helper()
		if err := s.View(ctx, func(r store.Reader) error { return whole(ctx, r, acknowledged) }); err != nil {
			t.Errorf("%s: %v", when, err)
		}
	}
	look("on the full disk")
	s.Close()
	if s, err = sqlite.Open(ctx, filepath.Join(dir, "record.db"), sqlite.Options{}); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	look("opened again")
	if err := s.Check(ctx); err != nil {
		t.Error(err)
	}
	t.Logf("%d articles on 3 MiB", len(acknowledged))
}

// A record of an earlier schema is opened and brought up to date. One file of
// each released schema is kept; "go test -run Schema -update" writes that of
// today where it is missing.
func TestSchemas(t *testing.T) {
	ctx := context.Background()
	for v := 1; v <= sqlite.Schema; v++ {
		kept := fmt.Sprintf("testdata/schema-%d.db", v)
		raw, err := os.ReadFile(kept)
		if os.IsNotExist(err) && v == sqlite.Schema && *update {
			path := filepath.Join(t.TempDir(), "record.db")
			s := open(t, path, sqlite.Options{})
			write(t, s, storetest.NewScript(7, 12), 12)
			s.Close()
			if raw, err = os.ReadFile(path); err == nil {
				err = os.WriteFile(kept, raw, 0o644)
			}
		}
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "record.db")
		if err := os.WriteFile(path, raw, 0o600); err != nil {
			t.Fatal(err)
		}
		s := open(t, path, sqlite.Options{})
		storetest.Sound(t, s)
		script := storetest.NewScript(8, 12)
		script.Now = script.Now.AddDate(1, 0, 0)
		write(t, s, script, 5)
		storetest.Sound(t, s)
		if err := s.View(ctx, func(r store.Reader) error {
			st, err := r.Stat(ctx)
			if st.Schema != sqlite.Schema || st.Articles < 5 {
				t.Errorf("%+v", st)
			}
			return err
		}); err != nil {
			t.Error(err)
		}
	}
}

// The driver says which libc it was made for, and breaks with another.
func TestLibcIsPinned(t *testing.T) {
	version := func(file, module string) string {
		out, err := exec.Command("go", "list", "-m", "-f", "{{.Version}} {{.GoMod}}", module).Output()
		if err != nil {
			t.Fatal(err)
		}
		f := strings.Fields(string(out))
		if file == "" {
			return f[0]
		}
		raw, err := os.ReadFile(f[1])
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(raw)) {
			if f := strings.Fields(line); len(f) >= 2 && f[0] == file {
				return f[1]
			}
		}
		t.Fatalf("%s does not name %s", module, file)
		return ""
	}
	want, have := version("modernc.org/libc", "modernc.org/sqlite"), version("", "modernc.org/libc")
	if want != have {
		t.Errorf("modernc.org/sqlite was made for modernc.org/libc %s, and go.mod has %s; run: go get modernc.org/libc@%s", want, have, want)
	}
}
