package export

import (
	"bytes"
	"encoding/json"
	"time"

	"demarche"
	"demarche/store"
)

// RecordSchema is the name and version of the form in which a whole record is
// written.
const RecordSchema = "demarche.record/1"

// head is the first line of a record.
type head struct {
	Schema  string       `json:"schema"`
	Version string       `json:"version"`  // of the program that wrote it
	Filter  string       `json:"filter"`   // a record is whole
	AsKnown string       `json:"as_known"` // the time of the last change
	Counts  store.Counts `json:"counts"`
}

// tail is the last line: the hash of every byte before it.
type tail struct {
	SHA256 string `json:"sha256"`
	Lines  int    `json:"lines"`
}

// line is one line of a record but for the first; one field is set. Spans count
// code points, as in every public form.
type line struct {
	Article  *store.PastArticle `json:"article,omitempty"`
	Reading  *readingLine       `json:"reading,omitempty"`
	Row      *rowLine           `json:"row,omitempty"`
	Change   *store.PastChange  `json:"change,omitempty"`
	Decision *decisionLine      `json:"decision,omitempty"`
	Step     *store.EntryStep   `json:"step,omitempty"`
	Tail     *tail              `json:"tail,omitempty"`
}

// readingLine is a reading; the text of its article stands in the article's line.
type readingLine struct {
	Of       demarche.ArticleKey `json:"of"`
	Recorded time.Time           `json:"recorded"`
	Made     *demarche.Reading   `json:"made"`
}

// rowLine is a row with what it said, oldest first. One without words is a
// place that an article left which was forgotten.
type rowLine struct {
	ID      demarche.RowID      `json:"id"`
	Kind    demarche.RowKind    `json:"kind"`
	Article demarche.ArticleKey `json:"article,omitempty"`
	Reading int                 `json:"reading,omitempty"` // the last of its article's readings that has it
	Said    []saidLine          `json:"said"`
}

type saidLine struct {
	Since    int64        `json:"since"` // the change from which on
	Recorded time.Time    `json:"recorded"`
	Row      demarche.Row `json:"row"`
}

// decisionLine is a decision. Its hash is over the bytes of its value; where
// JSON would write these otherwise, they stand as a string in Exact.
type decisionLine struct {
	store.PastDecision
	Exact *string `json:"exact,omitempty"`
}

// exactly keeps the bytes of a decision's value.
func exactly(d *store.PastDecision) *decisionLine {
	out := &decisionLine{PastDecision: *d}
	if d.Value == nil {
		return out
	}
	var b bytes.Buffer
	if err := json.Compact(&b, d.Value); err != nil || !bytes.Equal(b.Bytes(), d.Value) || string(d.Value) == "null" {
		s := string(d.Value)
		out.Exact, out.Value = &s, nil
	}
	return out
}

// decision gives the decision back.
func (l *decisionLine) decision() *store.PastDecision {
	if l.Exact != nil {
		l.Value = json.RawMessage(*l.Exact)
	}
	return &l.PastDecision
}
