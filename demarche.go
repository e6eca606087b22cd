// Package demarche holds the nouns of the record that the program keeps: the
// [Article] that was read, the [Actor], [Act], [Statement] and [Figure] rows
// that were found in it, the [Tension] between rows, and the [Reading] that
// binds them. It knows nothing of how they are found, merged or stored, and it
// imports the standard library only.
//
// Every place in a text is a [Span] of bytes. The public JSON counts Unicode
// code points instead; the conversion happens in one place, reading_json.go.
package demarche

// Version is the version of the program, written into every reading.
const Version = "0.1.0"

// Span is a half-open stretch of bytes, [Start, End), of Article.Text:
// Text[s.Start:s.End] is always the words meant.
type Span struct{ Start, End int }

// Len is the number of bytes in the span.
func (s Span) Len() int { return s.End - s.Start }

// In returns the words of the span.
func (s Span) In(text string) string { return text[s.Start:s.End] }

// Contains reports whether o lies wholly inside s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps reports whether the two spans share a byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Join returns the smallest span that covers both.
func (s Span) Join(o Span) Span { return Span{min(s.Start, o.Start), max(s.End, o.End)} }

// Basis says where the value of a field comes from.
type Basis string

// The four grounds of a field.
const (
	Read     Basis = "read"     // the words are there
	Derived  Basis = "derived"  // computed from the words
	Inferred Basis = "inferred" // follows from a neighbour
	Missing  Basis = "missing"  // the text does not say
)

// Maybe is a string whose empty value means "not stated"; it is null in JSON.
type Maybe string

// Condition is what an act or a statement hangs on.
type Condition struct {
	Kind       ConditionKind `json:"kind"`
	Spans      []Span        `json:"spans"`      // its words, perhaps in another sentence
	Definition []Span        `json:"definition"` // where the text defines it
}

// ConditionKind is the connective of a condition.
type ConditionKind string

// The connectives of reading.md.
const (
	If       ConditionKind = "if"
	Unless   ConditionKind = "unless"
	Until    ConditionKind = "until"
	When     ConditionKind = "when"
	Provided ConditionKind = "provided"
	Event    ConditionKind = "event" // "in the event of"
	OtherIf  ConditionKind = "other"
)
