package demarche

import "time"

// ArticleKey names an article in the record: derived from its text, source,
// address and date of publication, so that the same article is the same
// however often and in whatever order it arrives.
type ArticleKey string

// RowID names a row of one article in the record. It is derived from the
// article, the kind of row and the place of its words: the same words read as
// the same thing have the same id after every re-reading.
type RowID string

// EntryID names an entry: it is the id of the entry's first row, by date of
// publication and then by id. Any row's id leads to its entry, so an id that
// was first once never dangles.
type EntryID string

// SeriesID names what several entries are steps of: a commitment and its
// restatements (the id of the first row of any of them), or the numbers counted
// of one thing (derived from what, where and whose).
type SeriesID string

// RowKind is which of the four kinds of row it is.
type RowKind string

// The kinds of row.
const (
	ActRow       RowKind = "act"
	StatementRow RowKind = "statement"
	FigureRow    RowKind = "figure"
	TensionRow   RowKind = "tension"
)

// RowKinds lists every kind in the order in which sections are printed.
var RowKinds = []RowKind{ActRow, StatementRow, FigureRow, TensionRow}

// Row is one row of one article as the record keeps it. Its actors are those
// of the record, and its spans count bytes of the article's text. Exactly one
// of Act, Statement, Figure and Between is set.
type Row struct {
	ID        RowID      `json:"id"`
	Kind      RowKind    `json:"kind"`
	Article   ArticleKey `json:"article"`
	Local     string     `json:"local,omitempty"` // its id in the reading: "e1"
	Act       *Act       `json:"act,omitempty"`
	Statement *Statement `json:"statement,omitempty"`
	Figure    *Figure    `json:"figure,omitempty"`
	Between   *Between   `json:"between,omitempty"`
	Issues    []string   `json:"issues,omitempty"`   // by the list of issues, sorted
	Words     []string   `json:"words"`              // what the evidence spans say, as printed
	Hangs     []string   `json:"hangs,omitempty"`    // the words of its condition
	Defined   []string   `json:"defined,omitempty"`  // where the text defines that condition
	Names     []Named    `json:"names,omitempty"`    // actors that the words mention
	Around    string     `json:"around,omitempty"`   // of a figure: the clause that it stands in
	Known     []Party    `json:"parties,omitempty"`  // those who take part
	Supposed  bool       `json:"supposed,omitempty"` // of an act: told only as what something hangs on, "if A invades"
	Chorus    int        `json:"chorus,omitempty"`   // so many at the end of an act's or a figure's By say it together; otherwise they are a chain
}

// Between is a disagreement between two rows, which may stand in different
// articles.
type Between struct {
	Kind TensionKind `json:"kind"`
	Rows [2]RowID    `json:"rows"` // sorted
}

// Named is a name in the words of a row, as printed, with the actor it is of.
type Named struct {
	Name string  `json:"name"`
	ID   ActorID `json:"id"`
}

// Party is an actor as one article knows it: what a row needs of an actor to
// be compared and shown without its reading.
type Party struct {
	ID      ActorID   `json:"id"` // in the record
	Name    string    `json:"name"`
	Kind    ActorKind `json:"kind"`
	Country Maybe     `json:"country"`
	Unnamed bool      `json:"unnamed,omitempty"`
	Roles   []string  `json:"roles,omitempty"`   // offices as this article says them
	Aliases []string  `json:"aliases,omitempty"` // as printed in this article
}

// Report is one article's row among those that tell an entry.
type Report struct {
	Row       Row        `json:"row"`
	ArticleID ArticleID  `json:"article_id"` // the id it came with
	Title     string     `json:"title"`
	Published Maybe      `json:"published"`
	Source    Maybe      `json:"source"`
	URL       Maybe      `json:"url"`
	Origin    ArticleKey `json:"origin"` // reprints of one text share the first one's key
	Recorded  time.Time  `json:"recorded"`
}

// Entry is one thing in the record: what all rows that tell it say together.
// It is the fold of its reports and of the decisions about it, and it points
// at the best report of each field.
type Entry struct {
	ID   EntryID `json:"id"`
	Kind RowKind `json:"kind"`

	Act       *Act       `json:"act,omitempty"`
	Statement *Statement `json:"statement,omitempty"`
	Figure    *Figure    `json:"figure,omitempty"`
	Tension   *Against   `json:"tension,omitempty"`

	Series  SeriesID `json:"series,omitempty"` // the commitment or the row of numbers it belongs to
	Issues  []string `json:"issues,omitempty"`
	Key     bool     `json:"key"`
	Best    RowID    `json:"best"`              // the row whose words show it best
	Words   []string `json:"words"`             // of that row
	Parties []Party  `json:"parties"`           // every actor that the fold names
	Hangs   []string `json:"hangs,omitempty"`   // the words of its condition
	Defined []string `json:"defined,omitempty"` // where a text defines that condition
	Chorus  int      `json:"chorus,omitempty"`  // so many at the end of By say it together

	Happens  *Date        `json:"happens"`  // when it happens, holds or falls due
	Said     *Date        `json:"said"`     // when it was said
	Reported [2]Maybe     `json:"reported"` // first and last date of publication
	Recorded [2]time.Time `json:"recorded"` // first and last time of recording

	Articles int    `json:"articles"` // that report it
	Origins  int    `json:"origins"`  // independent ones: a reprint counts with its original
	Moves    []Move `json:"moves,omitempty"`

	Review      Review   `json:"review"`
	Edited      []string `json:"edited,omitempty"`   // fields that a person set
	Shown       *Shown   `json:"evidence,omitempty"` // where a person said that it stands
	Credibility int      `json:"credibility,omitempty"`
	Rating      *Rating  `json:"rating,omitempty"`
	Withdrawn   bool     `json:"withdrawn,omitempty"` // its last article was forgotten
	Reports     []Report `json:"reports,omitempty"`   // filled where the question asks for them
}

// Shown is the evidence of an entry as a person set it: places in the article
// of one of its rows. The words are those that stand there; no decision repeats
// them, so that they go with the article.
type Shown struct {
	Row   RowID  `json:"row"`
	Spans []Span `json:"spans"` // code points of the article's text
}

// Against is a disagreement between two entries.
type Against struct {
	Kind    TensionKind `json:"kind"`
	Entries [2]EntryID  `json:"entries"`
	Rows    [2]RowID    `json:"rows"`
}

// Move is a status that a report gave an act, where it differs from the one
// before: planned on Monday, happened on Wednesday.
type Move struct {
	Status    Status  `json:"status"`
	Date      *Date   `json:"date"`
	Published Maybe   `json:"published"`
	Row       RowID   `json:"row"`
	By        []Party `json:"by,omitempty"`
}

// Review is what a person has said of an entry.
type Review string

// The states of review.
const (
	Unreviewed Review = "unreviewed"
	Accepted   Review = "accepted"
	Rejected   Review = "rejected"
)

// Life is where a commitment stands.
type Life string

// The lives of a commitment. A machine says made, waiting, overdue, withdrawn
// and superseded; it may suggest the others, but only a person sets them.
const (
	LifeProposed   Life = "proposed"
	LifeMade       Life = "made"
	LifeWaiting    Life = "waiting" // on its condition
	LifeTriggered  Life = "triggered"
	LifeOverdue    Life = "overdue" // the day has passed without a report
	LifeKept       Life = "kept"
	LifePartly     Life = "partly"
	LifeBroken     Life = "broken"
	LifeLapsed     Life = "lapsed"
	LifeWithdrawn  Life = "withdrawn"
	LifeSuperseded Life = "superseded"
	LifeNotRatable Life = "not_checkable"
)

// Rating is what a person says of a commitment, with the row that shows it.
type Rating struct {
	Life     Life      `json:"life"`
	By       string    `json:"by"`
	At       time.Time `json:"at"`
	Reason   string    `json:"reason"`
	Evidence RowID     `json:"evidence,omitempty"`
}

// InShort says in a word or two what a row is.
func (r *Row) InShort() string {
	switch {
	case r.Act != nil:
		return string(r.Act.Type) + " " + string(r.Act.Status)
	case r.Statement != nil:
		return string(r.Statement.Force)
	case r.Figure != nil:
		return "figure " + string(r.Figure.Kind)
	}
	return string(r.Kind)
}
