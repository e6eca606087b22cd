package main

import (
	"errors"
	"flag"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite the expected output in the sessions of testdata/script")

// Two programs can be called in a session: demarche as it ships, and toy, which
// differs from it in the reader only.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"demarche": func() { os.Exit(newApp(load).run(os.Args[1:])) },
		"toy":      func() { os.Exit(newApp(loadToy).run(os.Args[1:])) },
	})
}

func TestSessions(t *testing.T) {
	if found, err := filepath.Glob("testdata/script/*.txtar"); err != nil || len(found) == 0 {
		t.Fatalf("no sessions: %v", err)
	}
	testscript.Run(t, testscript.Params{Dir: "testdata/script", UpdateScripts: *update, RequireExplicitExec: true, RequireUniqueNames: true,
		Setup: func(e *testscript.Env) error {
			l, err := net.Listen("tcp", "127.0.0.1:0") // a port that is free
			if err != nil {
				return err
			}
			e.Setenv("DESK", l.Addr().String())
			return l.Close()
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "opened": opened, "both": both, "fromfile": fromFile}})
}

// exits runs a program and demands its exit status: "exits 2 toy read".
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits STATUS PROGRAM [ARGUMENT…]")
	}
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		e, ok := errors.AsType[*exec.ExitError](err)
		if !ok {
			ts.Fatalf("%v", err)
		}
		got = e.ExitCode()
	}
	if want := args[0]; strconv.Itoa(got) != want {
		ts.Fatalf("exit status %d, want %s", got, want)
	}
}

// opened waits until somebody listens at an address: "opened $DESK".
func opened(ts *testscript.TestScript, _ bool, args []string) {
	for range 200 {
		c, err := net.Dial("tcp", args[0])
		if err == nil {
			ts.Check(c.Close())
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	ts.Fatalf("nobody listens at %s", args[0])
}

// both asks the file desk.db and the desk at $DESK, and demands the same output
// and exit status: "both brief --since 2023-03-06".
func both(ts *testscript.TestScript, _ bool, args []string) {
	var outs, errs [2]string
	var status [2]bool
	for i, where := range [][]string{{"--store", "desk.db"}, {"--server", "http://" + ts.Getenv("DESK")}} {
		status[i] = ts.Exec("toy", append(args, where...)...) == nil
		outs[i], errs[i] = ts.ReadFile("stdout"), ts.ReadFile("stderr")
	}
	if outs[0] != outs[1] || errs[0] != errs[1] || status[0] != status[1] {
		ts.Fatalf("the file says\n%s%s\nand the desk\n%s%s", outs[0], errs[0], outs[1], errs[1])
	}
	if outs[0]+errs[0] == "" {
		ts.Fatalf("neither says anything")
	}
}

// fromFile sets a variable to what stands in a file.
func fromFile(ts *testscript.TestScript, _ bool, args []string) {
	ts.Setenv(args[0], strings.TrimSpace(ts.ReadFile(args[1])))
}
