// Package lexicon holds what the reader knows by name: states with their
// demonyms, capitals and seats, organisations, people with their dates of
// office, places with coordinates, and word lists. It is loaded once from the
// files under data/ and is read-only afterwards; case and inflection are
// handled here.
package lexicon

import "demarche"

// Entry is one thing known by name.
type Entry struct {
	Key        string             // "state:RUS", "org:nato", "person:emmanuel-macron", "city:703448", "region:UA.05", "body:kremlin"
	Name       string             // its usual English name
	Kind       demarche.ActorKind // empty for places that never act
	Country    string             // ISO 3166-1 alpha-3, empty when none
	Of         string             // key of the state a body, seat or capital stands for
	Gender     string             // "m", "f" or ""
	Adjective  string             // of a state: "Russian"; empty when none
	Offices    []Office           // of a person, in order of From
	Lat        float64            // degrees, WGS 84; with Lon both 0 when unknown
	Lon        float64
	Precision  demarche.Precision // of a place
	Population int                // of a city
}

// Office is a post held by a person over a time.
type Office struct {
	Title string // "President", "Foreign Minister"
	Of    string // key of the state or organisation
	From  string // EDTF date; empty when not known
	To    string // EDTF date; empty when still held or not known
}

// Sense is how a string names an entry.
type Sense uint8

// The senses of a name.
const (
	Name    Sense = iota // the name or an abbreviation or variant of it
	Demonym              // an adjective or noun for its people: "Russian", "Russians"
	Capital              // the capital city of the state: "Moscow"
	Seat                 // the seat or house of its government: "Kremlin", "Bankova"
	Surname              // a person's surname alone
)

// Match is an entry named by a phrase.
type Match struct {
	*Entry
	Sense Sense
	Len   int // tokens of the phrase
}
