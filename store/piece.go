package store

import (
	"context"
	"iter"
	"time"

	"demarche"
)

// Copier is a store whose whole record can be taken out, piece by piece, and
// put into an empty one: nothing is lost on the way, and what comes out of the
// copy is what came out of the original.
type Copier interface {
	// Pieces runs f on all that was ever added to the record, in one state and
	// in the order in which Restore wants it: the counts; articles, readings,
	// rows, changes and decisions, each in the order in which they were added;
	// and the steps of entries. f may ask the reader meanwhile.
	Pieces(ctx context.Context, f func(Reader, iter.Seq2[Piece, error]) error) error

	// Restore runs f, which puts pieces in that order, and makes all entries
	// again from them. It is all or nothing. The error has code conflict where
	// the record is not empty.
	Restore(ctx context.Context, f func(r Reader, put func(Piece) error) error) error
}

// Piece is one thing of a record; exactly one field is set.
type Piece struct {
	Counts   *Counts
	Article  *PastArticle
	Reading  *PastReading
	Row      *PastRow
	Change   *PastChange
	Decision *PastDecision
	Step     *EntryStep
}

// Counts says how many pieces of each kind follow.
type Counts struct {
	Articles  int `json:"articles"`
	Readings  int `json:"readings"`
	Rows      int `json:"rows"`
	Changes   int `json:"changes"`
	Decisions int `json:"decisions"`
	Steps     int `json:"steps"`
}

// PastArticle is an article with what it was held for a copy of before, oldest
// first; what it is held for now stands in the article.
type PastArticle struct {
	Article
	Was []PastOrigin `json:"origin_was,omitempty"`
}

// PastOrigin is of which article another was held for a copy until a change;
// none is of no other.
type PastOrigin struct {
	Until  int64               `json:"until"`
	Origin demarche.ArticleKey `json:"origin,omitempty"`
}

// PastReading is one of the readings of an article; the last is in force. The
// text of its article is left out.
type PastReading struct {
	Article  demarche.ArticleKey
	Recorded time.Time
	Reading  demarche.Reading
}

// PastRow is a row with all that it ever said. One whose article was forgotten
// says nothing any more; its place is kept, since entries are named after it.
type PastRow struct {
	ID      demarche.RowID
	Kind    demarche.RowKind
	Article demarche.ArticleKey
	Reading int // the last of its article's readings that has it, from 1; 0: none
	Said    []Said
}

// Said is what a row says from a change on.
type Said struct {
	Since    int64
	Recorded time.Time
	Row      demarche.Row
}

// PastChange is a change with the first of those that were appended together.
type PastChange struct {
	demarche.Change
	Since int64 `json:"since"`
}

// PastDecision is a decision with the last change before it.
type PastDecision struct {
	demarche.Decision
	Basis int64 `json:"basis"`
}

// EntryStep says that an entry held in one form from a change until another, 0
// where it still does, and why it came and went. What the form was follows from
// the rows and decisions of the time; only where all its articles were
// forgotten is there nothing to fold, and the husk stands here.
type EntryStep struct {
	Entry demarche.EntryID `json:"entry"`
	Since int64            `json:"since"`
	Until int64            `json:"until,omitempty"`
	By    []demarche.Cause `json:"by,omitempty"`
	Ended []demarche.Cause `json:"ended,omitempty"`
	Husk  *demarche.Entry  `json:"husk,omitempty"`
}
