package api

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"demarche/account"
)

// How much a request may have, how long it may take to arrive, and how long
// each piece of an answer may take to be sent.
const (
	bodyMost  = 1 << 20
	bodyWait  = 30 * time.Second
	writeWait = 30 * time.Second
)

// guard is what every request goes through before anything is done.
func (s *server) guard() http.Handler {
	cross := http.NewCrossOriginProtection()
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		began := time.Now()
		w := &answer{ResponseWriter: rw, status: http.StatusOK}
		secure(w.Header())
		deadline(w, writeWait+answerWait)
		if r.ContentLength != 0 {
			// Of a request without a body nothing more is read; a deadline would end a
			// stream of changes, and what comes next on its connection with it.
			_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(s.Patience)) // a test's recorder has none
		}
		who := s.who(r)
		r = r.WithContext(context.WithValue(r.Context(), askerKey{}, who))
		defer s.ended(w, r, who, began)
		if !s.known(r.Host) {
			sendProblem(w, newProblem(http.StatusMisdirectedRequest, "this server is not asked by that name", "open it by the address that demarche serve says, or name the host: demarche serve --host NAME"))
			return
		}
		if err := cross.Check(r); err != nil {
			sendProblem(w, newProblem(http.StatusForbidden, "another site sent this, and only pages of this server may", ""))
			return
		}
		_, pattern := s.mux.Handler(r)
		need, ok := s.needs[pattern]
		if !ok {
			s.nowhere(w, r)
			return
		}
		if need != open && !who.signed && who.Role == "" {
			w.Header().Set("WWW-Authenticate", `Bearer realm="demarche"`)
			sendProblem(w, newProblem(http.StatusUnauthorized, "one has to sign in", "sign in on the page, or send a token: Authorization: Bearer "+account.Prefix+"…"))
			return
		}
		if need != open {
			if err := may(r.Context(), need, ""); err != nil {
				s.fail(w, r, err)
				return
			}
		}
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			if need != open && !s.limits.write(who.Name+" "+who.from) {
				w.Header().Set("Retry-After", "1")
				sendProblem(w, newProblem(http.StatusTooManyRequests, "too much is written at once", "wait a second; many articles go best as several files of one request"))
				return
			}
			if need != open {
				w.begin = func() {
					if w.status < 300 {
						s.written(w.Header(), who.secure)
					}
				}
			}
			if pattern != "POST "+Root+"/articles" {
				r.Body = http.MaxBytesReader(w, r.Body, bodyMost)
			}
		}
		s.mux.ServeHTTP(w, r)
	})
}

// secure sets what browsers are to heed of every answer.
func secure(h http.Header) {
	h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "private, no-cache")
}

// ended recovers from a defect and logs the request: never its query, which
// says what somebody looks for, and never a header.
func (s *server) ended(w *answer, r *http.Request, who asking, began time.Time) {
	level := slog.LevelDebug
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		level = slog.LevelInfo
	}
	fault := recover()
	if fault != nil && fault != http.ErrAbortHandler { //nolint:errorlint // it is that very value
		s.Log.LogAttrs(r.Context(), slog.LevelError, "a defect", slog.String("path", r.URL.Path), slog.String("fault", fmt.Sprint(fault)), slog.String("stack", string(debug.Stack())))
		if !w.begun {
			sendProblem(w, newProblem(http.StatusInternalServerError, "something went wrong here that should not have", "the log of the server says what"))
			fault = nil
		} else {
			fault = http.ErrAbortHandler
		}
	}
	s.Log.LogAttrs(r.Context(), level, "request", slog.String("method", r.Method), slog.String("path", r.URL.Path), slog.Int("status", w.status),
		slog.Int64("ms", time.Since(began).Milliseconds()), slog.String("who", who.Name), slog.String("from", who.from))
	if fault != nil {
		panic(fault)
	}
}

// known reports whether the server goes by the name. A page of another site
// whose name was made to point here has a name that is not known.
func (s *server) known(host string) bool {
	if len(s.Hosts) == 0 {
		return true
	}
	name := strings.ToLower(host)
	if h, _, err := net.SplitHostPort(name); err == nil {
		name = h
	}
	name = strings.Trim(name, "[]")
	if slices.Contains(s.Hosts, name) {
		return true
	}
	ip, err := netip.ParseAddr(name)
	return slices.Contains(s.Hosts, "localhost") && (err == nil && ip.IsLoopback() || strings.HasSuffix(name, ".localhost"))
}

// nowhere answers where nothing is: the method is another one, or the path.
func (s *server) nowhere(w http.ResponseWriter, r *http.Request) {
	var allow []string
	for _, m := range []string{http.MethodGet, http.MethodPost, http.MethodDelete} {
		other := r.Clone(r.Context())
		other.Method = m
		if _, pattern := s.mux.Handler(other); pattern != "" {
			if _, ok := s.needs[pattern]; ok {
				allow = append(allow, m)
			}
		}
	}
	if len(allow) > 0 {
		w.Header().Set("Allow", strings.Join(allow, ", "))
		sendProblem(w, newProblem(http.StatusMethodNotAllowed, "this is not done with "+r.Method, "it is done with "+strings.Join(allow, " or ")))
		return
	}
	sendProblem(w, newProblem(http.StatusNotFound, "there is nothing at this address", "GET "+Root+"/reference says what there is"))
}

// answer notes whether an answer was begun, and with which status.
type answer struct {
	http.ResponseWriter
	status int
	begun  bool
	begin  func() // before the first byte
}

// WriteHeader notes the status.
func (w *answer) WriteHeader(status int) {
	if !w.begun && status >= 200 {
		w.status, w.begun = status, true
		if w.begin != nil {
			w.begin()
		}
	}
	w.ResponseWriter.WriteHeader(status)
}

// Write begins the answer.
func (w *answer) Write(b []byte) (int, error) {
	if !w.begun {
		w.WriteHeader(http.StatusOK)
	}
	return w.ResponseWriter.Write(b)
}

// Flush sends what was written.
func (w *answer) Flush() { _ = http.NewResponseController(w.ResponseWriter).Flush() } // who asked may have gone

// Unwrap gives the writer that can set deadlines.
func (w *answer) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// deadline is by when the next piece of an answer has to be through.
func deadline(w http.ResponseWriter, wait time.Duration) {
	out := http.NewResponseController(w)
	_ = out.SetWriteDeadline(time.Now().Add(wait)) // a test's recorder has none
}
