package demarche

import (
	"encoding/json"
	"time"
)

// Change is one step of the record, appended and never altered: a row now
// belongs to an entry, or to none. An entry is the fold of its changes.
type Change struct {
	Seq      int64      `json:"seq"`
	Recorded time.Time  `json:"recorded"` // UTC
	Kind     ChangeKind `json:"kind"`
	Cause    Cause      `json:"cause"`
	Row      RowID      `json:"row"`
	Entry    EntryID    `json:"entry,omitempty"`  // where the row belongs from now on; none after retract
	Series   SeriesID   `json:"series,omitempty"` // of that entry
	Article  ArticleKey `json:"article,omitempty"`
	Decision int64      `json:"decision,omitempty"` // the decision behind it
}

// ChangeKind is what a change does to an entry.
type ChangeKind string

// The kinds of change.
const (
	Asserted  ChangeKind = "assert"  // the row begins an entry
	Supported ChangeKind = "support" // the row joins an entry that others tell
	Disputed  ChangeKind = "dispute" // the row is a tension between entries
	Linked    ChangeKind = "link"    // two entries became one, and the row moved
	Divided   ChangeKind = "split"   // one entry became two, and the row moved
	Retracted ChangeKind = "retract" // the row is no longer read, or its article was forgotten
	Retold    ChangeKind = "retell"  // the row stays, and tells the entry otherwise: read with other fields, or its article is a copy of another
	Decided   ChangeKind = "decide"  // a person's word about the entry
)

// Cause is why a change was made: the world's news apart from our corrections.
type Cause string

// The causes of a change.
const (
	ByArticle    Cause = "article"    // a new article
	ByCorrection Cause = "correction" // the outlet published a corrected version
	ByRereading  Cause = "rereading"  // the same text read with other rules
	ByDecision   Cause = "decision"   // a person
	ByForgetting Cause = "forgetting" // an article was erased
)

// Ours reports whether the change is a correction of ours and not news.
func (c Cause) Ours() bool { return c == ByRereading || c == ByDecision || c == ByForgetting }

// Decision is what a person says of the record; it stands through every
// re-reading. Decisions form a chain: Hash covers the decision and the hash of
// the one before.
type Decision struct {
	Seq      int64           `json:"seq"`
	Recorded time.Time       `json:"recorded"` // UTC
	By       string          `json:"by"`       // the person
	Kind     DecisionKind    `json:"kind"`
	Target   string          `json:"target"`          // a row, entry, actor, article or source
	Value    json.RawMessage `json:"value,omitempty"` // by kind
	Reason   string          `json:"reason,omitempty"`
	Evidence RowID           `json:"evidence,omitempty"`
	Prev     string          `json:"prev"` // hash of the decision before; empty for the first
	Hash     string          `json:"hash"`
}

// DecisionKind is what a decision does.
type DecisionKind string

// The kinds of decision.
const (
	DecideAccept      DecisionKind = "accept"
	DecideReject      DecisionKind = "reject"      // with a reason
	DecideEdit        DecisionKind = "edit"        // value: {"field": …}
	DecideMerge       DecisionKind = "merge"       // value: the other row or entry
	DecideSplit       DecisionKind = "split"       // value: the rows that leave
	DecideRename      DecisionKind = "rename"      // of an actor; value: the name
	DecideAlias       DecisionKind = "alias"       // of an actor; value: the actor it is the same as
	DecideAdd         DecisionKind = "add"         // a row from a span; value: the row
	DecideRate        DecisionKind = "rate"        // a commitment; value: its life
	DecideReliability DecisionKind = "reliability" // of a source; value: "A" to "F"
	DecideCredibility DecisionKind = "credibility" // of an entry; value: 1 to 6
	DecideForget      DecisionKind = "forget"      // an article
	DecideUndo        DecisionKind = "undo"        // value: the number of the decision undone
)
