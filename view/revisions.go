package view

import (
	"context"
	"time"

	"demarche"
	"demarche/store"
)

// Revision is how often an entry changed, and when last.
type Revision struct {
	Changes int
	Last    time.Time
}

// Revisions counts the changes of every entry, as known: what moves a row into
// an entry changes it, and what moves it out.
func Revisions(ctx context.Context, r store.Reader, k Knowledge) (map[demarche.EntryID]Revision, error) {
	out := map[demarche.EntryID]Revision{}
	stands := map[demarche.RowID]demarche.EntryID{}
	for c, err := range r.Changes(ctx, 0) {
		if err != nil {
			return nil, err
		}
		if k.By == ByRecording && c.Recorded.After(k.At) {
			break
		}
		for _, e := range [...]demarche.EntryID{c.Entry, stands[c.Row]} {
			if e != "" {
				v := out[e]
				out[e] = Revision{v.Changes + 1, c.Recorded}
			}
			if c.Entry == stands[c.Row] {
				break
			}
		}
		stands[c.Row] = c.Entry
	}
	return out, nil
}
