// Package account says who may do what with a record: people with passwords,
// programs with tokens, sessions of browsers, and the log of who signed in. Users
// are kept in a file beside the record; nothing of it is in the record itself,
// where decisions name the person only.
package account

import (
	"slices"
	"strings"

	"demarche"
)

// Role is what a user may do. Each may do what those before it may.
type Role string

// The roles.
const (
	Reader  Role = "reader"  // asks
	Analyst Role = "analyst" // decides and adds
	Editor  Role = "editor"  // merges, splits, renames, reads again
	Admin   Role = "admin"   // forgets, and looks after users
)

// Roles lists the roles, the least first.
var Roles = []Role{Reader, Analyst, Editor, Admin}

// May reports whether a role has what another one needs.
func (r Role) May(need Role) bool {
	has := slices.Index(Roles, r)
	return has >= 0 && has >= slices.Index(Roles, need)
}

// ParseRole reads a role.
func ParseRole(s string) (Role, error) {
	if r := Role(s); slices.Contains(Roles, r) {
		return r, nil
	}
	return "", &demarche.Error{Code: demarche.Invalid, What: "there is no role " + s, Repair: "it is reader, analyst, editor or admin"}
}

// longestName and longestPassword bound what is taken from outside.
const (
	longestName      = 64
	shortestPassword = 10
	longestPassword  = 1024
)

// checkName refuses names that would not be told apart in a log.
func checkName(name string) error {
	ok := name != "" && len(name) <= longestName && strings.TrimSpace(name) == name
	for _, r := range name {
		ok = ok && (r == ' ' || r == '-' || r == '_' || r == '.' || r == '@' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= 0xc0 && r < 0x250)
	}
	if !ok {
		return &demarche.Error{Code: demarche.Invalid, What: "this is no name for a user", Repair: "letters, digits, spaces and . - _ @, at most 64 of them"}
	}
	return nil
}

func checkPassword(p string) error {
	switch {
	case len([]rune(p)) < shortestPassword:
		return &demarche.Error{Code: demarche.Invalid, What: "the password is too short", Repair: "take ten letters or more; a few words are easy to remember and hard to guess"}
	case len(p) > longestPassword:
		return &demarche.Error{Code: demarche.Invalid, What: "the password is too long", Repair: "take at most a thousand letters"}
	}
	return nil
}
