package account

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"demarche"
)

// clock is a time that is put forward by hand.
type clock struct{ time.Time }

func (c *clock) now() time.Time { return c.Time }

func begin(t *testing.T) (*Users, *clock) {
	t.Helper()
	c := &clock{time.Date(2026, 11, 27, 9, 0, 0, 0, time.UTC)}
	u, err := OpenUsers(filepath.Join(t.TempDir(), "record.db.users"), c.now)
	if err != nil {
		t.Fatal(err)
	}
	return u, c
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestUsers(t *testing.T) {
	u, _ := begin(t)
	if u.Any() {
		t.Error("there are users before one was added")
	}
	if err := u.Add("Ada", Reader, "correct horse battery"); demarche.CodeOf(err) != demarche.Invalid {
		t.Errorf("the first is no admin: %v", err)
	}
	must(t, u.Add("Ada", Admin, "correct horse battery"))
	must(t, u.Add("Bob", Analyst, "staple of the paper"))
	for name, err := range map[string]error{
		"a name twice":              u.Add("ada", Reader, "correct horse battery"),
		"a name of two lines":       u.Add("Eve\nAda", Reader, "correct horse battery"),
		"a name turned round":       u.Add("Eve\u202e", Reader, "correct horse battery"),
		"a name without letters":    u.Add(" ", Reader, "correct horse battery"),
		"a role that is not there":  u.Add("Eve", "owner", "correct horse battery"),
		"a short password":          u.Add("Eve", Reader, "123456789"),
		"the last admin goes":       u.Remove("Ada"),
		"the last admin made less":  u.Set("Ada", Reader, ""),
		"nobody goes":               u.Remove("Carol"),
		"a token above its user":    second(u.NewToken("Bob", Admin, "")),
		"a token that nobody has":   u.DropToken("Bob", "00000000"),
		"another password is short": u.Set("Bob", "", "short"),
	} {
		if err == nil {
			t.Errorf("%s: it was taken", name)
		}
	}
	if who, ok := u.ByPassword("ADA", "correct horse battery"); !ok || who != (Person{"Ada", Admin}) {
		t.Errorf("Ada signs in: %v %v", who, ok)
	}
	for name, password := range map[string]string{"Ada": "correct horse batterz", "Bob": "", "Carol": "nobody has this password", "": ""} {
		if who, ok := u.ByPassword(name, password); ok {
			t.Errorf("%s got in as %v", name, who)
		}
	}
	// Another program sees what this one wrote, and this what the other wrote.
	other, err := OpenUsers(u.path, u.now)
	must(t, err)
	must(t, other.Remove("Bob"))
	if _, ok := u.ByPassword("Bob", "staple of the paper"); ok {
		t.Error("Bob was removed and gets in")
	}
}

func second[T any](_ T, err error) error { return err }

// The file keeps no secret from which one could sign in, and nobody else reads it.
func TestNoSecretsInTheFile(t *testing.T) {
	u, _ := begin(t)
	must(t, u.Add("Ada", Admin, "correct horse battery"))
	token, err := u.NewToken("Ada", Reader, "a script")
	must(t, err)
	if !strings.HasPrefix(token, Prefix) || len(token) != len(Prefix)+43 {
		t.Errorf("the token is %q", token)
	}
	b, err := os.ReadFile(u.path)
	must(t, err)
	if s := string(b); strings.Contains(s, token[len(Prefix):]) || strings.Contains(s, "correct horse") || !strings.Contains(s, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("the file is %s", s)
	}
	info, err := os.Stat(u.path)
	must(t, err)
	if info.Mode().Perm() != 0o600 {
		t.Errorf("the file has mode %v", info.Mode())
	}
	list, err := u.List()
	must(t, err)
	if b, _ := json.Marshal(list); strings.Contains(string(b), "argon2") || strings.Contains(string(b), digest(token)) || len(list) != 1 || list[0].Tokens[0].ID != digest(token)[:8] {
		t.Errorf("the list is %s", b)
	}
	must(t, os.Chmod(u.path, 0o644))
	if _, err := OpenUsers(u.path, u.now); demarche.CodeOf(err) != demarche.Invalid {
		t.Errorf("everybody may read it: %v", err)
	}
	if !u.Any() {
		t.Error("where the file cannot be trusted there seem to be no users")
	}
}

func TestTokens(t *testing.T) {
	u, _ := begin(t)
	must(t, u.Add("Ada", Admin, "correct horse battery"))
	must(t, u.Add("robot", Editor, ""))
	token, err := u.NewToken("robot", "", "")
	must(t, err)
	lesser, err := u.NewToken("robot", Reader, "")
	must(t, err)
	if who, ok := u.ByToken(token); !ok || who != (Person{"robot", Editor}) {
		t.Errorf("%v %v", who, ok)
	}
	if who, ok := u.ByToken(lesser); !ok || who.Role != Reader {
		t.Errorf("%v %v", who, ok)
	}
	if _, ok := u.ByPassword("robot", ""); ok {
		t.Error("a user without a password signs in with none")
	}
	must(t, u.Set("robot", Analyst, ""))
	if who, _ := u.ByToken(token); who.Role != Analyst {
		t.Errorf("made less, he is still %v", who)
	}
	for _, x := range []string{"", Prefix, token[:len(token)-1], token + "x", strings.ToUpper(token), digest(token)} {
		if who, ok := u.ByToken(x); ok {
			t.Errorf("%q lets %v in", x, who)
		}
	}
	must(t, u.DropToken("robot", digest(token)[:8]))
	if _, ok := u.ByToken(token); ok {
		t.Error("it was taken back and lets him in")
	}
}

func TestSessions(t *testing.T) {
	u, c := begin(t)
	must(t, u.Add("Ada", Admin, "correct horse battery"))
	must(t, u.Add("Bob", Reader, "staple of the paper"))
	s := NewSessions(u, c.now)
	key, ok := s.Begin("Bob")
	if who, in := s.Who(key); !ok || !in || who != (Person{"Bob", Reader}) {
		t.Fatalf("%v %v", who, in)
	}
	must(t, u.Set("Bob", Editor, ""))
	if who, _ := s.Who(key); who.Role != Editor {
		t.Errorf("made more, he is %v", who)
	}
	for _, x := range []string{"", key + "x", digest(key)} {
		if _, ok := s.Who(x); ok {
			t.Errorf("%q is a session", x)
		}
	}
	must(t, u.Set("Bob", "", "another long password"))
	if _, ok := s.Who(key); ok {
		t.Error("with another password the session goes on")
	}
	key, _ = s.Begin("Bob")
	c.Time = c.Add(sessionIdle + time.Minute)
	if _, ok := s.Who(key); ok {
		t.Error("nobody used it for long, and it goes on")
	}
	key, _ = s.Begin("Bob")
	for range int(sessionLife/sessionIdle) + 2 {
		c.Time = c.Add(sessionIdle - time.Minute)
		_, ok = s.Who(key)
	}
	if ok {
		t.Error("it goes on for ever")
	}
	key, _ = s.Begin("Bob")
	s.End(key)
	if _, ok := s.Who(key); ok {
		t.Error("it was ended and goes on")
	}
	key, _ = s.Begin("Bob")
	must(t, u.Remove("Bob"))
	if _, ok := s.Who(key); ok {
		t.Error("its user is gone and it goes on")
	}
	if _, ok := s.Begin("Bob"); ok {
		t.Error("nobody began a session")
	}
}

// The log is only added to, a line each, whatever the name.
func TestLog(t *testing.T) {
	path := filepath.Join(t.TempDir(), "signins")
	l := NewLog(path)
	for _, name := range []string{"Ada", "Eve\n{\"what\":\"signed in\"}", strings.Repeat("x", 5000)} {
		must(t, l.Put(SignIn{Time: time.Unix(0, 0).UTC(), What: "refused", Name: name, From: "127.0.0.1"}))
	}
	b, err := os.ReadFile(path)
	must(t, err)
	lines := strings.Split(strings.TrimSpace(string(b)), "\n")
	if len(lines) != 3 || len(b) > 1000 {
		t.Errorf("%d lines in %d bytes", len(lines), len(b))
	}
	for _, line := range lines {
		var s SignIn
		if err := json.Unmarshal([]byte(line), &s); err != nil || s.What != "refused" {
			t.Errorf("%q: %v", line, err)
		}
	}
	must(t, (*Log)(nil).Put(SignIn{}))
}
