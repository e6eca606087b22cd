package api

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"demarche"
	"demarche/account"
	"demarche/api/wire"
)

// cookieName is the cookie of a session.
const cookieName = "demarche_session"

// asking is who asks.
type asking struct {
	account.Person
	signed bool   // in; otherwise nobody has to
	from   string // the address
	secure bool   // over TLS
	key    string // of the session
	wrote  int64  // the version that he wrote last: he is not shown what was before
}

type askerKey struct{}

func asker(ctx context.Context) asking {
	who, _ := ctx.Value(askerKey{}).(asking)
	return who
}

// may refuses what takes a role that who asks has not.
func may(ctx context.Context, need account.Role, what string) error {
	who := asker(ctx)
	if who.Role.May(need) {
		return nil
	}
	return &demarche.Error{Code: demarche.Forbidden, What: strings.TrimSpace("it takes the role " + string(need) + " " + what), Repair: "you have the role " + string(who.Role) + "; an admin can give you another one: demarche user add"}
}

// signingIn is what comes in to sign in.
type signingIn struct{ Body wire.SignIn }

// signedIn is what goes out.
type signedIn struct {
	Cookie []http.Cookie `header:"Set-Cookie"`
	Body   wire.Session
}

// account registers sessions.
func (s *server) account() {
	tags := []string{"session"}
	register(s, huma.Operation{OperationID: "session", Method: http.MethodGet, Path: "/session", Summary: "Who asks, and what he may do", Tags: tags}, open,
		func(ctx context.Context, _ *struct{}) (*body[wire.Session], error) {
			return &body[wire.Session]{s.session(ctx)}, nil
		})
	register(s, huma.Operation{OperationID: "sign-in", Method: http.MethodPost, Path: "/session", Summary: "Sign in", Tags: tags,
		Description: "Sets a cookie that scripts cannot read and that other sites cannot send."}, open, s.signIn)
	register(s, huma.Operation{OperationID: "sign-out", Method: http.MethodDelete, Path: "/session", Summary: "Sign out", Tags: tags}, open,
		func(ctx context.Context, _ *struct{}) (*signedIn, error) {
			who := asker(ctx)
			if who.key != "" {
				s.sessions.End(who.key)
				s.signIns(ctx, "signed out", who.Name)
			}
			out := &signedIn{Cookie: []http.Cookie{cookie("", -1, who.secure)}}
			out.Body.Users = s.closed()
			return out, nil
		})
}

// closed reports whether one has to sign in.
func (s *server) closed() bool { return s.Closed || s.Users.Any() }

func (s *server) session(ctx context.Context) wire.Session {
	who := asker(ctx)
	return wire.Session{Users: s.closed(), Name: who.Name, Role: string(who.Role)}
}

func cookie(key string, seconds int, secure bool) http.Cookie {
	return http.Cookie{Name: cookieName, Value: key, Path: "/", MaxAge: seconds, HttpOnly: true, Secure: secure, SameSite: http.SameSiteStrictMode}
}

// sessionSeconds is how long a browser keeps the cookie; the session may end
// before.
const sessionSeconds = 7 * 24 * 3600

func (s *server) signIn(ctx context.Context, in *signingIn) (*signedIn, error) {
	who := asker(ctx)
	name := strings.TrimSpace(in.Body.Name)
	if !s.closed() {
		return nil, &demarche.Error{Code: demarche.Conflict, What: "nobody has to sign in here", Repair: "users are made with: demarche user add NAME --role admin"}
	}
	if !s.limits.signIn(who.from, name) {
		s.signIns(ctx, "too often", name)
		return nil, newProblem(http.StatusTooManyRequests, "too many attempts to sign in", "wait a minute")
	}
	var p account.Person
	var ok bool
	if strings.HasPrefix(in.Body.Password, account.Prefix) {
		p, ok = s.Users.ByToken(in.Body.Password)
		ok = ok && (name == "" || strings.EqualFold(name, p.Name))
	} else {
		release := s.limits.compute() // a password takes memory and time
		p, ok = s.Users.ByPassword(name, in.Body.Password)
		release()
	}
	if !ok {
		s.signIns(ctx, "refused", name)
		return nil, newProblem(http.StatusUnauthorized, "the name or the password is wrong", "try again; an admin can set another password: demarche user add NAME --password")
	}
	key, ok := s.sessions.Begin(p.Name)
	if !ok {
		return nil, newProblem(http.StatusServiceUnavailable, "too many are signed in", "ask again later")
	}
	s.signIns(ctx, "signed in", p.Name)
	return &signedIn{Cookie: []http.Cookie{cookie(key, sessionSeconds, who.secure)}, Body: wire.Session{Users: true, Name: p.Name, Role: string(p.Role)}}, nil
}

// signIns keeps who signed in.
func (s *server) signIns(ctx context.Context, what, name string) {
	who := asker(ctx)
	s.Log.LogAttrs(ctx, slog.LevelInfo, what, slog.String("name", name), slog.String("from", who.from))
	if err := s.SignIns.Put(account.SignIn{Time: s.Now().UTC().Truncate(time.Second), What: what, Name: name, From: who.from}); err != nil {
		s.Log.LogAttrs(ctx, slog.LevelError, "the log of sign-ins cannot be written", slog.String("error", err.Error()))
	}
}

// versionCookie says which version of the record a browser wrote last, or that
// it is writing still. Versions count from the start of the program.
const (
	versionCookie = "demarche_version"
	writing       = "writing"
)

// wrote is the version before which who asks is shown nothing.
func (s *server) wrote(r *http.Request) int64 {
	version, _ := s.record.now()
	if strings.Contains(r.Header.Get("Cache-Control"), "no-cache") {
		return version
	}
	c, err := r.Cookie(versionCookie)
	if err != nil {
		return 0
	}
	n, err := strconv.ParseInt(c.Value, 10, 64)
	if err != nil {
		return version
	}
	return min(n, version) // it may be from before the program began
}

// written has a browser remember what it wrote, for as long as answers may be
// behind; one that is told of it as it comes about, for a while.
func (s *server) written(h http.Header, secure bool) {
	version, _ := s.record.now()
	c := http.Cookie{Name: versionCookie, Value: strconv.FormatInt(version, 10), Path: Root, MaxAge: 1 + int(2*moment/time.Second), HttpOnly: true, Secure: secure, SameSite: http.SameSiteStrictMode}
	if kind := h.Get("Content-Type"); kind == "text/event-stream" || kind == "application/x-ndjson" {
		c.Value, c.MaxAge = writing, 60
	}
	h.Add("Set-Cookie", c.String())
}

// who looks who asks: by token or by session.
func (s *server) who(r *http.Request) asking {
	out := asking{secure: r.TLS != nil, wrote: s.wrote(r)}
	out.from, _, _ = net.SplitHostPort(r.RemoteAddr)
	if !s.closed() {
		out.Person = account.Person{Name: s.Person, Role: account.Admin}
		return out
	}
	token, bearer := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if _, password, ok := r.BasicAuth(); ok {
		token, bearer = password, true
	}
	if bearer {
		out.Person, out.signed = s.Users.ByToken(strings.TrimSpace(token))
		return out
	}
	if c, err := r.Cookie(cookieName); err == nil {
		if out.Person, out.signed = s.sessions.Who(c.Value); out.signed {
			out.key = c.Value
		}
	}
	return out
}
