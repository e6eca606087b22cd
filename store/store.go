// Package store says what a place must offer in which the record is kept, and
// what it promises. store/sqlite is the embedded one, one file; storetest is
// the suite that every store passes.
//
// Promises, of every store:
//
//   - Articles, readings, rows, changes and decisions are only ever added;
//     Forget alone takes words away, and leaves a decision that says so.
//   - Update is all or nothing. What it has acknowledged survives the death of
//     the process; a reader never sees half of it.
//   - Entries are an index over the changes: Rebuild makes them again, equal
//     byte for byte.
//   - Readers see one state from the beginning to the end of a call.
package store

import (
	"context"
	"iter"
	"time"

	"demarche"
	"demarche/ledger"
)

// Store keeps one record.
type Store interface {
	// Update runs f with the only writer there is and commits what it did. An
	// error from f undoes everything. The error has code conflict when somebody
	// else wrote in between and f should be run again.
	Update(ctx context.Context, f func(Tx) error) error

	// View runs f on one state of the record.
	View(ctx context.Context, f func(Reader) error) error

	// Rebuild makes every entry and all else that is an index again.
	Rebuild(ctx context.Context) error

	// Check looks whether the record is whole: the file, the hash of every
	// article, that every span is its words, the chain of decisions.
	Check(ctx context.Context) error

	Close() error
}

// Reader asks one state of the record.
type Reader interface {
	// Stat counts what the record holds.
	Stat(ctx context.Context) (Stat, error)

	// Entries yields the entries that a query wants, in its order.
	Entries(ctx context.Context, q Query) iter.Seq2[demarche.Entry, error]

	// Entry finds an entry by its id or that of any of its rows, as known. The
	// error has code not_found where the record did not have it then.
	Entry(ctx context.Context, id string, known Known) (demarche.Entry, error)

	// Reports gives the reports of an entry as known, in order of publication.
	Reports(ctx context.Context, id demarche.EntryID, known Known) ([]demarche.Report, error)

	// Row finds one row with its article.
	Row(ctx context.Context, id demarche.RowID) (demarche.Report, error)

	// RowsOf gives the rows of the reading in force of an article, and those that
	// persons added, in the order of their ids.
	RowsOf(key demarche.ArticleKey) ([]demarche.Report, error)

	// Article finds an article by its key, the id it came with, its address or
	// the beginning of its hash. Where several fit, the newest.
	Article(ctx context.Context, ref string) (Article, error)

	// Articles yields articles by publication, newest first, without their texts.
	Articles(ctx context.Context, q ArticleQuery) iter.Seq2[Article, error]

	// Outlets counts articles by outlet, those with most first; an empty name is
	// of articles that do not state theirs.
	Outlets(ctx context.Context, known Known) ([]Outlet, error)

	// Reading gives the reading in force of an article, in bytes as it was made.
	Reading(ctx context.Context, key demarche.ArticleKey) (*demarche.Reading, error)

	// Actors yields the actors of the record whose name, alias or id has the
	// words; all where there are none. Words in quotation marks are one name: the
	// whole of a name or alias in house spelling (ledger.Slug), or an id. Those with
	// most rows come first.
	Actors(ctx context.Context, words string, known Known) iter.Seq2[Actor, error]

	// Changes yields the changes after seq, oldest first.
	Changes(ctx context.Context, after int64) iter.Seq2[demarche.Change, error]

	// ChangesOf yields the changes of some rows, oldest first: those about one of
	// them, and those that put a row into an entry named after one.
	ChangesOf(ctx context.Context, rows []demarche.RowID) iter.Seq2[demarche.Change, error]

	// Decisions yields decisions, oldest first; all, or those on a target.
	Decisions(ctx context.Context, target string) iter.Seq2[demarche.Decision, error]

	// DecisionsAfter yields the decisions after a number, oldest first.
	DecisionsAfter(ctx context.Context, seq int64) iter.Seq2[demarche.Decision, error]

	// Versions yields, for each entry that was recorded, changed or withdrawn in
	// (since, until] by time of recording, what it was before and after. A zero
	// before is new, a zero after is gone.
	Versions(ctx context.Context, since, until time.Time) iter.Seq2[Step, error]

	// Pairs counts acts between two actors (PairsOf), the most frequent first, at
	// most Limit; Days counts entries by day (DayOf), where Happens bounds the days
	// that are counted. Both are kept as totals, so that wide questions do not
	// read the rows; Source, Article, Issue, Words, Series, Key, Said, Reported,
	// and Happens for Pairs make them read the entries.
	Pairs(ctx context.Context, q Query) ([]Pair, error)
	Days(ctx context.Context, q Query) ([]DayCount, error)

	// Search finds words in articles, the newest first: all words, "phrases",
	// beginnings with a star. Of the query it heeds what is known, Source, Article,
	// Reported (when the article was published), Limit and After (an article).
	Search(ctx context.Context, words string, q Query) iter.Seq2[Hit, error]
}

// Tx writes. Its questions see what it has written.
type Tx interface {
	Reader

	// Basis is the number of the last change: what a merge rests on.
	Basis() int64

	// PutArticle adds an article. It returns false where the record has it.
	PutArticle(a Article) (bool, error)

	// AtURL gives the articles published at an address, in no order.
	AtURL(url string) ([]Article, error)

	// Supersede marks an article as replaced by a corrected version of the same
	// address.
	Supersede(old, by demarche.ArticleKey) error

	// PutReading adds a reading of an article and puts it in force.
	PutReading(key demarche.ArticleKey, r *demarche.Reading, recorded time.Time) error

	// Like gives the articles in force, published on one of the days or nobody
	// knows when, whose fingerprint is alike (ledger.Alike).
	Like(fingerprint uint64, days demarche.Interval) ([]Article, error)

	// CopiesOf gives the articles in force that are held for copies of one, and
	// that one where it is in force; by key, without their texts.
	CopiesOf(origin demarche.ArticleKey) ([]Article, error)

	// SetOrigin says of which article another is a copy, from the next change on.
	// What it was held for before stays with what was known then.
	SetOrigin(key, origin demarche.ArticleKey) error

	// Near gives the reports that belong to an entry and are kept in one of the
	// blocks. They are in no particular order.
	Near(blocks []ledger.Block) ([]demarche.Report, error)

	// Members gives the reports of rows, leaving out those that are not there.
	Members(rows []demarche.RowID) ([]demarche.Report, error)

	// Tensions gives the tension rows that touch one of the rows.
	Tensions(rows []demarche.RowID) ([]demarche.Row, error)

	// Belongs says where rows stand now; those that stand nowhere are left out.
	Belongs(rows []demarche.RowID) (map[demarche.RowID]ledger.Belongs, error)

	// EntryRows gives the rows that belong to entries now.
	EntryRows(entries []demarche.EntryID) (map[demarche.EntryID][]demarche.RowID, error)

	// PutRows adds rows with the blocks under which Near finds them.
	PutRows(rows []Row) error

	// Append adds changes, numbers them from Basis on, and writes the entries
	// that they touched; a nil entry is gone. It refuses with code conflict where
	// basis is not the last change any more. What is appended together is recorded
	// together, at the latest of its times, and never before what was appended
	// before. An entry that reads otherwise than it did holds from the first of
	// the changes on; without any it is refused with code invalid, since nothing
	// would say when and why it changed.
	Append(basis int64, changes []demarche.Change, entries map[demarche.EntryID]*demarche.Entry) error

	// Decide adds a decision, numbers it, and closes the chain over it.
	Decide(d demarche.Decision) (demarche.Decision, error)

	// Forget erases the words of an article everywhere: text, title, rows,
	// readings, index, and what entries had of them, also as known earlier. Its
	// key, hash, source and dates stay, and it is marked. The step fails where no
	// decision of kind forget on the article stands beside it. Decisions keep their
	// values: what a person wrote is not erased.
	Forget(key demarche.ArticleKey, at time.Time) error
}

// Article is an article in the record.
type Article struct {
	demarche.Article
	Key         demarche.ArticleKey `json:"key"`
	Captured    time.Time           `json:"captured"` // UTC
	Fingerprint uint64              `json:"fingerprint,omitempty,string"`
	Origin      demarche.ArticleKey `json:"origin,omitempty"`        // of which it is a copy; itself or none where it is the original
	Superseded  demarche.ArticleKey `json:"superseded_by,omitempty"` // the corrected version
	Forgotten   *time.Time          `json:"forgotten,omitempty"`
}

// Row is a row with what the store needs to find it again.
type Row struct {
	demarche.Report
	Blocks []ledger.Block
}

// Known fixes what an answer may rest on. The zero value is all that is known
// now.
type Known struct {
	At        time.Time    // recorded at or before this time; zero is now
	Published demarche.Day // and published on or before this day; zero is any
}

// Query says which entries, in which order. Empty fields want everything.
type Query struct {
	Known
	Kinds    []demarche.RowKind
	Types    []demarche.ActType
	Statuses []demarche.Status
	Forces   []demarche.Force
	Actors   []demarche.ActorID // any of them, under any of their ids, takes part, speaks or is spoken of (TakePart)
	Pair     [2][]demarche.ActorID
	Source   string // an outlet that reports it
	Article  demarche.ArticleKey
	Issue    string
	Words    string // all of them stand in its words; a tension is found through its sides
	Series   demarche.SeriesID
	Key      bool // only what the desk wants first
	Rejected bool // also what a person rejected

	Happens  demarche.Interval // overlaps when it happens; zero is any time
	Said     demarche.Interval // when it was said, else reported
	Reported demarche.Interval // first or last reported in it

	Order Order
	Limit int    // 0 is no limit
	After string // the id of the last entry of the page before, in the same order
}

// Order is how entries are sorted; equals by id.
type Order string

// The orders of entries.
const (
	Newest   Order = "newest"   // first reported last; the default
	Oldest   Order = "oldest"   // first reported first
	ByDate   Order = "date"     // when it happens, undated last
	ByDateUp Order = "date-asc" // the same, earliest first
)

// ArticleQuery says which articles.
type ArticleQuery struct {
	Known
	Source       string
	Since, Until demarche.Day // of publication; zero is any
	Limit        int
	After        demarche.ArticleKey
}

// Step is what happened to an entry between two times.
type Step struct {
	Before, After *demarche.Entry
	Causes        []demarche.Cause
}

// Actor is an actor of the record with what all articles say of it.
type Actor struct {
	demarche.Party
	Aliases []Alias                  `json:"aliases"` // most frequent first
	Offices []Office                 `json:"offices"` // by first report
	Counts  map[demarche.RowKind]int `json:"counts"`
	First   demarche.Maybe           `json:"first"` // reported
	Last    demarche.Maybe           `json:"last"`
	Same    []demarche.ActorID       `json:"same,omitempty"` // other ids of the same actor
}

// Alias is a name as printed, and by how many articles. A person may switch
// one off.
type Alias struct {
	Name  string `json:"name"`
	Count int    `json:"count"`
	Off   bool   `json:"off,omitempty"`
}

// Office is a role with the days on which articles give it.
type Office struct {
	Title string         `json:"title"`
	First demarche.Maybe `json:"first"`
	Last  demarche.Maybe `json:"last"`
}

// Outlet is who publishes articles, and how many the record has.
type Outlet struct {
	Name     demarche.Maybe `json:"name"`
	Articles int            `json:"articles"`
	First    demarche.Maybe `json:"first"` // published; none where no article states its day
	Last     demarche.Maybe `json:"last"`
}

// Pair is how often two actors did what together, by type and status.
type Pair struct {
	A, B   demarche.ActorID
	Type   demarche.ActType
	Status demarche.Status
	Count  int
}

// DayCount is how many entries happen, were said or counted on a day.
type DayCount struct {
	Day    demarche.Day
	Kind   demarche.RowKind
	Type   string // of act, or force
	Status demarche.Status
	Count  int
}

// Hit is words found in an article.
type Hit struct {
	Article Article `json:"article"` // without its text
	Snippet string  `json:"snippet"`
}

// Stat counts what the record holds.
type Stat struct {
	Articles  int                      `json:"articles"`
	Copies    int                      `json:"copies"`
	Forgotten int                      `json:"forgotten"`
	Rows      int                      `json:"rows"`
	Entries   map[demarche.RowKind]int `json:"entries"`
	Actors    int                      `json:"actors"`
	Changes   int64                    `json:"changes"`
	Decisions int64                    `json:"decisions"`
	Began     time.Time                `json:"began"` // of the first change
	Latest    time.Time                `json:"latest"`
	Schema    int                      `json:"schema"`
}
