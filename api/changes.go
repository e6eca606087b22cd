package api

import (
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"demarche"
	"demarche/account"
	"demarche/store"
)

// How often those who listen hear that we are there, and how many changes are
// read at once for them.
const (
	heartbeat   = 15 * time.Second
	changesRead = 500
	listeners   = 1000
)

// listening asks for changes.
type listening struct {
	Last  string `header:"Last-Event-ID" doc:"the id of the last event that was received"`
	After int64  `query:"after" minimum:"0" doc:"the same, where nothing was received yet; without it what changes from now on"`
}

// State says how far the record is, after changes were sent.
type State struct {
	Changes   int64 `json:"changes"`
	Decisions int64 `json:"decisions"`
	Articles  int   `json:"articles"`
	Forgotten int   `json:"forgotten"`
}

// changes registers the stream of changes.
func (s *server) changes() {
	slots := make(chan struct{}, listeners)
	stream(s, huma.Operation{OperationID: "changes", Method: http.MethodGet, Path: "/changes", Summary: "What changes in the record, as it changes", Tags: []string{"record"},
		Description: `Server-Sent Events. "change" has a change, under its number as id; "state" follows every step of the record, also one without changes, such as a rating of an outlet, and is the first event.
A client that comes again with Last-Event-ID misses nothing. The stream ends when the program does.`,
		Responses: map[string]*huma.Response{"200": {Description: "events", Content: map[string]*huma.MediaType{"text/event-stream": {Schema: s.schemaOf(reflect.TypeFor[demarche.Change]())}}}},
	}, account.Reader, func(w http.ResponseWriter, r *http.Request, in *listening) error {
		select {
		case slots <- struct{}{}:
			defer func() { <-slots }()
		default:
			return newProblem(http.StatusServiceUnavailable, fmt.Sprintf("%d listen already", listeners), "ask again later")
		}
		return s.listen(w, r, in)
	})
}

func (s *server) listen(w http.ResponseWriter, r *http.Request, in *listening) error {
	ctx := r.Context()
	last := in.After
	if in.Last != "" {
		var err error
		if last, err = strconv.ParseInt(in.Last, 10, 64); err != nil || last < 0 {
			return &demarche.Error{Code: demarche.Invalid, What: "Last-Event-ID is the number of a change"}
		}
	} else if !r.URL.Query().Has("after") {
		version, _ := s.record.now()
		stat, err := s.record.statAt(ctx, version)
		if err != nil {
			return err
		}
		last = stat.Changes
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	out := http.NewResponseController(w)
	put := func(id int64, event string, v any) error {
		b, err := json.Marshal(v)
		if err == nil {
			_, err = fmt.Fprintf(w, "id: %d\nevent: %s\ndata: %s\n\n", id, event, b)
		}
		return err
	}
	if _, err := fmt.Fprint(w, "retry: 2000\n\n"); err != nil {
		return err
	}
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		version, wake := s.record.now()
		deadline(w, writeWait)
		for {
			had, err := s.sendChanges(r, &last, put)
			if err != nil {
				return err
			}
			if had < changesRead {
				break
			}
			deadline(w, writeWait)
		}
		stat, err := s.record.statAt(ctx, version)
		if err != nil {
			return err
		}
		if err := put(last, "state", State{stat.Changes, stat.Decisions, stat.Articles, stat.Forgotten}); err != nil {
			return err
		}
		if err := out.Flush(); err != nil {
			return err
		}
		for waiting := true; waiting; {
			select {
			case <-wake:
				waiting = false
			case <-ctx.Done():
				return nil
			case <-s.Ending:
				return nil
			case <-beat.C:
				if !s.who(r).Role.May(account.Reader) {
					return nil // signed out, or removed
				}
				deadline(w, writeWait)
				if _, err := fmt.Fprint(w, ": still here\n\n"); err != nil {
					return err
				}
				if err := out.Flush(); err != nil {
					return err
				}
			}
		}
	}
}

// sendChanges sends some of the changes after the last.
func (s *server) sendChanges(r *http.Request, last *int64, put func(int64, string, any) error) (n int, err error) {
	var some []demarche.Change
	err = s.record.View(r.Context(), func(rd store.Reader) error {
		for c, err := range rd.Changes(r.Context(), *last) {
			if err != nil {
				return err
			}
			if some = append(some, c); len(some) == changesRead {
				break
			}
		}
		return nil
	})
	for _, c := range some {
		if err == nil {
			err = put(c.Seq, "change", c)
		}
		*last = c.Seq
	}
	return len(some), err
}
