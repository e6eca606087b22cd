package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"demarche/account"
)

// usersFile is the file of users, beside the record.
func (a *app) usersFile() string { return a.storeName() + ".users" }

// userFlags are the flags of "demarche user".
type userFlags struct {
	role, note, drop string
	password         bool
	noPassword       bool
}

func (a *app) userCmd() *cobra.Command {
	c := &cobra.Command{
		Use:   "user",
		Short: "Who may use the desk, and what he may do",
		Long: `Users sign in at the desk that "demarche serve" opens. They are kept in a file beside
the record (FILE.users) that nobody else on this machine may read; passwords are in
it as argon2id, tokens as SHA-256. Roles, each of which may do what those before may:

  reader   asks
  analyst  decides and adds articles
  editor   merges, splits, renames, reads articles again
  admin    erases articles

Changes hold at once, also for a desk that is open.`,
	}
	c.AddCommand(a.userAddCmd(), a.userListCmd(), a.userRemoveCmd(), a.userTokenCmd())
	return c
}

// users opens the file of users.
func (a *app) users() (*account.Users, error) { return account.OpenUsers(a.usersFile(), a.now) }

func (a *app) userAddCmd() *cobra.Command {
	var f userFlags
	c := &cobra.Command{
		Use:   "add NAME --role ROLE",
		Short: "Add a user, or give one another role or password",
		Long: `Add a user. The password is asked for at the terminal, or read from standard input:
one line. With --no-password only tokens let the user in. Of a user who is there
already the role is changed, and with --password the password.`,
		Example: `  demarche user add Ada --role admin
  demarche user add robot --role analyst --no-password`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error { return a.userAdd(f, args[0]) },
	}
	a.storeFlag(c)
	c.Flags().StringVar(&f.role, "role", "", "reader, analyst, editor or admin")
	c.Flags().BoolVar(&f.password, "password", false, "set another password")
	c.Flags().BoolVar(&f.noPassword, "no-password", false, "let the user in by tokens only")
	return c
}

func (a *app) userAdd(f userFlags, name string) error {
	role := account.Role("")
	if f.role != "" {
		var err error
		if role, err = account.ParseRole(f.role); err != nil {
			return usage{err}
		}
	}
	users, err := a.users()
	if err != nil {
		return err
	}
	known, err := users.Has(name)
	if err != nil {
		return err
	}
	if !known && role == "" {
		return usage{errors.New("--role is missing\n  it is reader, analyst, editor or admin")}
	}
	password := ""
	if f.password || !known && !f.noPassword {
		if password, err = a.askPassword(); err != nil {
			return err
		}
	}
	if known {
		if err := users.Set(name, role, password); err != nil {
			return err
		}
		_, err = fmt.Fprintf(a.out, "%s was changed\n", name)
		return err
	}
	if err := users.Add(name, role, password); err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.out, "added %s as %s\n", name, role)
	return err
}

// askPassword reads a password without showing it.
func (a *app) askPassword() (string, error) {
	f, ok := a.in.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		line, err := bufio.NewReader(io.LimitReader(a.in, 4096)).ReadString('\n')
		if err != nil && line == "" {
			return "", errors.New("there is no password on standard input\n  give one line, or --no-password")
		}
		return strings.TrimRight(line, "\r\n"), nil
	}
	ask := func(what string) (string, error) {
		_, _ = fmt.Fprint(a.err, what)
		b, err := term.ReadPassword(int(f.Fd()))
		_, _ = fmt.Fprintln(a.err)
		return string(b), err
	}
	one, err := ask("password: ")
	if err != nil {
		return "", err
	}
	two, err := ask("once more: ")
	if err == nil && one != two {
		err = errors.New("the two are not the same")
	}
	return one, err
}

func (a *app) userListCmd() *cobra.Command {
	c := &cobra.Command{
		Use: "list", Short: "List the users and their tokens", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			users, err := a.users()
			if err != nil {
				return err
			}
			all, err := users.List()
			if err != nil {
				return err
			}
			if len(all) == 0 {
				_, err := fmt.Fprintln(a.out, "there are no users: on this machine everybody may do everything")
				return err
			}
			for _, u := range all {
				if _, err := fmt.Fprintf(a.out, "%-8s %s\n", u.Role, u.Name); err != nil {
					return err
				}
				for _, t := range u.Tokens {
					if _, err := fmt.Fprintln(a.out, strings.TrimRight(fmt.Sprintf("         token %s  %s  %s  %s", t.ID, t.Role, t.Created.Format(time.DateOnly), t.Note), " ")); err != nil {
						return err
					}
				}
			}
			return nil
		},
	}
	a.storeFlag(c)
	return c
}

func (a *app) userRemoveCmd() *cobra.Command {
	c := &cobra.Command{
		Use: "remove NAME", Short: "Remove a user with all tokens and sessions", Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			users, err := a.users()
			if err != nil {
				return err
			}
			if err := users.Remove(args[0]); err != nil {
				return err
			}
			_, err = fmt.Fprintf(a.out, "removed %s; what he decided stays\n", args[0])
			return err
		},
	}
	a.storeFlag(c)
	return c
}

func (a *app) userTokenCmd() *cobra.Command {
	var f userFlags
	c := &cobra.Command{
		Use:   "token NAME",
		Short: "Make a token, by which a program gets in as a user",
		Long: `Make a token and print it, this once: what is kept is its hash. A program sends it as
"Authorization: Bearer TOKEN"; the command line takes it from DEMARCHE_TOKEN. With
--drop a token is taken back.`,
		Example: `  demarche user token robot --role reader --note "morning mail"
  demarche user token robot --drop 1a2b3c4d`,
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			users, err := a.users()
			if err != nil {
				return err
			}
			if f.drop != "" {
				if err := users.DropToken(args[0], f.drop); err != nil {
					return err
				}
				_, err = fmt.Fprintf(a.out, "token %s of %s is of no more use\n", f.drop, args[0])
				return err
			}
			role := account.Role(f.role)
			if role != "" {
				if role, err = account.ParseRole(f.role); err != nil {
					return usage{err}
				}
			}
			token, err := users.NewToken(args[0], role, f.note)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintln(a.out, token)
			return err
		},
	}
	a.storeFlag(c)
	c.Flags().StringVar(&f.role, "role", "", "what it may do (default: what its user may)")
	c.Flags().StringVar(&f.note, "note", "", "what it is for")
	c.Flags().StringVar(&f.drop, "drop", "", "take back the token with this `id`")
	return c
}
