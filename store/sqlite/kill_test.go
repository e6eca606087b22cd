package sqlite_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"demarche"
	"demarche/store"
	"demarche/store/sqlite"
	"demarche/store/storetest"
)

// The writer that is killed is this test binary, started again with these set.
const (
	killFile = "DEMARCHE_KILL_FILE"
	killSeed = "DEMARCHE_KILL_SEED"
)

// TestKillWriter is no test but the process that TestKill kills: it adds made-up
// articles and says after each that it is there.
func TestKillWriter(t *testing.T) {
	path := os.Getenv(killFile)
	if path == "" {
		t.Skip("skipped: this is the process that TestKill kills, and TestKill starts it")
	}
	seed, err := strconv.Atoi(os.Getenv(killSeed))
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	s := open(t, path, sqlite.Options{Wait: 20 * time.Second})
	script := storetest.NewScript(uint64(seed), 30)
	for {
		n := script.World.Article(script.Day, script.Now, 4)
		script.Now = script.Now.Add(3 * time.Hour)
		if err := s.Update(ctx, func(tx store.Tx) error { return storetest.Write(tx, n, nil, script.Now) }); err != nil {
			t.Fatal(err)
		}
		fmt.Printf("added %s %d\n", n.Article.Key, len(n.Rows))
	}
}

// What a process has acknowledged is there after its death at any moment,
// nothing is there by half, and the record is sound.
func TestKill(t *testing.T) {
	kills := 300
	if testing.Short() {
		kills = 20
	}
	if n, err := strconv.Atoi(os.Getenv("DEMARCHE_KILLS")); err == nil {
		kills = n
	}
	// Two at a time, each on files of its own.
	for lane := range 2 {
		t.Run(fmt.Sprint("lane", lane), func(t *testing.T) {
			t.Parallel()
			killMany(t, lane, kills/2)
		})
	}
}

func killMany(t *testing.T, lane, kills int) {
	rng := rand.New(rand.NewPCG(4, uint64(lane)))
	ctx := context.Background()
	acknowledged := map[string]int{} // rows by article
	path := filepath.Join(t.TempDir(), "record.db")
	total, late := 0, 0
	for i := range kills {
		if i%50 == 49 { // a new file, so that beginning one is killed too
			path = filepath.Join(t.TempDir(), fmt.Sprint("record", i, ".db"))
			total += len(acknowledged)
			clear(acknowledged)
		}
		before := len(acknowledged)
		killOne(t, path, i, time.Duration(rng.IntN(120))*time.Millisecond, acknowledged)
		if len(acknowledged) > before {
			late++
		}
		s := open(t, path, sqlite.Options{})
		err := s.View(ctx, func(r store.Reader) error { return whole(ctx, r, acknowledged) })
		if err != nil {
			t.Fatalf("after kill %d: %v", i, err)
		}
		if i%10 == 9 || i < 5 {
			storetest.Sound(t, s)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	total += len(acknowledged)
	t.Logf("%d kills, %d of them after an acknowledgement, %d articles acknowledged and none lost", kills, late, total)
	if late < kills/20 {
		t.Errorf("only %d of %d kills came after an acknowledgement: they prove little", late, kills)
	}
}

// killOne starts a writer, lets it live for a while after its first
// acknowledgement, or from its start now and then, and kills it.
func killOne(t *testing.T, path string, seed int, live time.Duration, acknowledged map[string]int) {
	t.Helper()
	c := exec.Command(os.Args[0], "-test.run", "^TestKillWriter$", "-test.count", "1")
	c.Env = append(os.Environ(), killFile+"="+path, killSeed+"="+strconv.Itoa(1000+seed))
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	c.Stderr = os.Stderr
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	kill := func() { _ = c.Process.Kill() } // SIGKILL; it may be gone already
	timer := time.AfterFunc(30*time.Second, kill)
	if seed%4 == 0 {
		timer.Reset(live) // perhaps while it opens the file
	}
	lines := bufio.NewScanner(out)
	first := seed%4 != 0
	for lines.Scan() {
		f := strings.Fields(lines.Text())
		if len(f) != 3 || f[0] != "added" {
			t.Logf("the writer said: %s", lines.Text())
			continue
		}
		n, err := strconv.Atoi(f[2])
		if err != nil {
			t.Fatal(err)
		}
		acknowledged[f[1]] = n
		if first {
			first = false
			timer.Reset(live / 2)
		}
	}
	var died *exec.ExitError
	if err := c.Wait(); !errors.As(err, &died) || died.ExitCode() != -1 {
		t.Fatalf("the writer was not killed: %v", err)
	}
	timer.Stop()
}

// whole looks for every acknowledged article with its rows, and for articles
// that are there by half.
func whole(ctx context.Context, r store.Reader, acknowledged map[string]int) error {
	for key, n := range acknowledged {
		rows, err := r.RowsOf(demarche.ArticleKey(key))
		if err != nil {
			return err
		}
		if len(rows) != n {
			return fmt.Errorf("article %s was acknowledged with %d rows and has %d", key, n, len(rows))
		}
	}
	for a, err := range r.Articles(ctx, store.ArticleQuery{}) {
		if err != nil {
			return err
		}
		rows, err := r.RowsOf(a.Key)
		if err != nil {
			return err
		}
		if len(rows) != 4 {
			return fmt.Errorf("article %s is there with %d rows of 4", a.Key, len(rows))
		}
		for _, row := range rows {
			if _, err := r.Entry(ctx, string(row.Row.ID), store.Known{}); err != nil {
				return err
			}
		}
		if _, err := r.Reading(ctx, a.Key); err != nil {
			return err
		}
	}
	return nil
}
