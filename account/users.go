package account

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"demarche"
)

// User is a person or program that may use a record.
type User struct {
	Name     string    `json:"name"`
	Role     Role      `json:"role"`
	Password string    `json:"password,omitempty"` // argon2id; none for programs
	Tokens   []Token   `json:"tokens,omitempty"`
	Created  time.Time `json:"created"`
}

// Token lets a program in under a user's name. What is kept is its digest.
type Token struct {
	ID      string    `json:"id"`
	Digest  string    `json:"sha256"`
	Role    Role      `json:"role"` // never above that of its user
	Created time.Time `json:"created"`
	Note    string    `json:"note,omitempty"`
}

// Users is the file of users of one record. It may be changed by another
// program while this one runs; whoever is looked up is looked up in the file as
// it is. A nil Users has no users and no file.
type Users struct {
	path string
	now  func() time.Time

	mu     sync.Mutex
	loaded bool
	seen   stamp
	all    []User
}

// stamp tells whether a file is still the one that was read.
type stamp struct {
	mod  time.Time
	size int64
	file os.FileInfo
}

// OpenUsers opens the file of users; one that is not there has none.
func OpenUsers(path string, now func() time.Time) (*Users, error) {
	u := &Users{path: path, now: now}
	u.mu.Lock()
	defer u.mu.Unlock()
	return u, u.load()
}

// load reads the file where it is another one than last time.
func (u *Users) load() error {
	info, err := os.Stat(u.path)
	if errors.Is(err, fs.ErrNotExist) {
		u.all, u.seen, u.loaded = nil, stamp{}, true
		return nil
	}
	if err != nil {
		return u.fail(err)
	}
	if u.loaded && u.seen.file != nil && os.SameFile(info, u.seen.file) && info.ModTime().Equal(u.seen.mod) && info.Size() == u.seen.size {
		return nil
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return &demarche.Error{Code: demarche.Invalid, Where: u.path, What: "others on this machine may read the file of users", Repair: "chmod 600 " + u.path}
	}
	b, err := os.ReadFile(u.path)
	if err != nil {
		return u.fail(err)
	}
	var all []User
	if err := json.Unmarshal(b, &all); err != nil {
		return &demarche.Error{Code: demarche.Invalid, Where: u.path, What: "it is no file of users", Err: err, Repair: "restore it from a copy, or begin again with demarche user add"}
	}
	u.all, u.seen, u.loaded = all, stamp{info.ModTime(), info.Size(), info}, true
	return nil
}

func (u *Users) fail(err error) error {
	return &demarche.Error{Code: demarche.Unavailable, Where: u.path, What: "the file of users cannot be read", Err: err}
}

// save writes the file, whole or not at all.
func (u *Users) save() error {
	b, err := json.MarshalIndent(u.all, "", "  ")
	if err != nil {
		return err
	}
	part, err := os.CreateTemp(filepath.Dir(u.path), ".users-*") // 0600
	if err != nil {
		return u.fail(err)
	}
	_, err = part.Write(append(b, '\n'))
	if err = errors.Join(err, part.Sync(), part.Close()); err == nil {
		err = os.Rename(part.Name(), u.path)
	}
	if err != nil {
		_ = os.Remove(part.Name()) // it is of no use
		return u.fail(err)
	}
	u.loaded = false
	return u.load()
}

// change loads, changes and saves.
func (u *Users) change(f func() error) error {
	u.mu.Lock()
	defer u.mu.Unlock()
	if err := u.load(); err != nil {
		return err
	}
	if err := f(); err != nil {
		return err
	}
	return u.save()
}

// find is the user of a name; upper and lower case are one, so that nobody
// takes another's name.
func (u *Users) find(name string) int {
	return slices.IndexFunc(u.all, func(x User) bool { return strings.EqualFold(x.Name, name) })
}

// Any reports whether there are users. Where the file cannot be read there are.
func (u *Users) Any() bool {
	if u == nil {
		return false
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.load() != nil || len(u.all) > 0
}

// List gives the users by name, without their secrets.
func (u *Users) List() ([]User, error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if err := u.load(); err != nil {
		return nil, err
	}
	out := []User{}
	for _, x := range u.all {
		x.Password = ""
		x.Tokens = slices.Clone(x.Tokens)
		for i := range x.Tokens {
			x.Tokens[i].Digest = ""
		}
		out = append(out, x)
	}
	slices.SortFunc(out, func(a, b User) int { return strings.Compare(a.Name, b.Name) })
	return out, nil
}

// Add adds a user. Without a password only tokens let him in.
func (u *Users) Add(name string, role Role, password string) error {
	if err := checkName(name); err != nil {
		return err
	}
	if _, err := ParseRole(string(role)); err != nil {
		return err
	}
	x := User{Name: name, Role: role, Created: u.now().UTC()}
	if password != "" {
		if err := checkPassword(password); err != nil {
			return err
		}
		x.Password = hashPassword(password)
	}
	return u.change(func() error {
		if u.find(name) >= 0 {
			return &demarche.Error{Code: demarche.Conflict, Where: name, What: "there is a user of this name already", Repair: "demarche user list shows who is there"}
		}
		if len(u.all) == 0 && role != Admin {
			return &demarche.Error{Code: demarche.Invalid, What: "the first user has to be an admin", Repair: "give --role admin: somebody has to look after the others"}
		}
		u.all = append(u.all, x)
		return nil
	})
}

// Set changes the role or the password of a user; what is empty stays.
func (u *Users) Set(name string, role Role, password string) error {
	if password != "" {
		if err := checkPassword(password); err != nil {
			return err
		}
		password = hashPassword(password)
	}
	return u.change(func() error {
		i := u.find(name)
		if i < 0 {
			return noUser(name)
		}
		if role != "" {
			if role != Admin && u.lastAdmin(i) {
				return lastAdmin(name)
			}
			u.all[i].Role = role
		}
		if password != "" {
			u.all[i].Password = password
		}
		return nil
	})
}

// Remove removes a user with all his tokens and sessions.
func (u *Users) Remove(name string) error {
	return u.change(func() error {
		i := u.find(name)
		switch {
		case i < 0:
			return noUser(name)
		case u.lastAdmin(i) && len(u.all) > 1:
			return lastAdmin(name)
		}
		u.all = slices.Delete(u.all, i, i+1)
		return nil
	})
}

func (u *Users) lastAdmin(i int) bool {
	return u.all[i].Role == Admin && !slices.ContainsFunc(u.all, func(x User) bool { return x.Role == Admin && x.Name != u.all[i].Name })
}

func noUser(name string) error {
	return &demarche.Error{Code: demarche.NotFound, Where: name, What: "there is no such user", Repair: "demarche user list shows who is there"}
}

func lastAdmin(name string) error {
	return &demarche.Error{Code: demarche.Conflict, Where: name, What: "he is the last admin", Repair: "make another one first: demarche user add NAME --role admin"}
}

// NewToken gives a user a token, which is told this once. Without a role it may
// do what its user may.
func (u *Users) NewToken(name string, role Role, note string) (token string, err error) {
	token = secret(Prefix)
	return token, u.change(func() error {
		i := u.find(name)
		if i < 0 {
			return noUser(name)
		}
		x := &u.all[i]
		if role == "" {
			role = x.Role
		}
		if !x.Role.May(role) {
			return &demarche.Error{Code: demarche.Invalid, What: "a token may not do more than its user, who is " + string(x.Role)}
		}
		x.Tokens = append(x.Tokens, Token{ID: digest(token)[:8], Digest: digest(token), Role: role, Created: u.now().UTC(), Note: note})
		return nil
	})
}

// DropToken takes a token back.
func (u *Users) DropToken(name, id string) error {
	return u.change(func() error {
		i := u.find(name)
		if i < 0 {
			return noUser(name)
		}
		k := slices.IndexFunc(u.all[i].Tokens, func(t Token) bool { return t.ID == id })
		if k < 0 {
			return &demarche.Error{Code: demarche.NotFound, Where: name, What: "there is no token " + id, Repair: "demarche user list shows them"}
		}
		u.all[i].Tokens = slices.Delete(u.all[i].Tokens, k, k+1)
		return nil
	})
}

// Person is a user who is let in.
type Person struct {
	Name string `json:"name"`
	Role Role   `json:"role"`
}

// ByPassword looks who signs in. It takes as long for a name that is not there.
func (u *Users) ByPassword(name, password string) (Person, bool) {
	u.mu.Lock()
	err := u.load()
	hash, who := nobody, Person{}
	if i := u.find(name); err == nil && i >= 0 && u.all[i].Password != "" {
		hash, who = u.all[i].Password, Person{u.all[i].Name, u.all[i].Role}
	}
	u.mu.Unlock()
	ok := isPassword(hash, password)
	return who, ok && who.Name != ""
}

// ByToken looks whose token it is.
func (u *Users) ByToken(token string) (Person, bool) {
	if !strings.HasPrefix(token, Prefix) {
		return Person{}, false
	}
	d := digest(token)
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.load() != nil {
		return Person{}, false
	}
	var who Person
	for _, x := range u.all {
		for _, t := range x.Tokens {
			if same(t.Digest, d) {
				who = Person{x.Name, t.Role}
				if !x.Role.May(t.Role) {
					who.Role = x.Role // he was made less since
				}
			}
		}
	}
	return who, who.Name != ""
}

// standing gives the role of a user now, and a mark of the password that he has.
func (u *Users) standing(name string) (role Role, password string, ok bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.load() != nil {
		return "", "", false
	}
	i := u.find(name)
	if i < 0 {
		return "", "", false
	}
	return u.all[i].Role, u.all[i].Password, true
}

// Has reports whether there is a user of a name.
func (u *Users) Has(name string) (bool, error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if err := u.load(); err != nil {
		return false, err
	}
	return u.find(name) >= 0, nil
}
