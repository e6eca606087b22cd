// Package text holds one article as layers over its bytes: tokens and
// sentences, quotations, tags, dependency arcs, mentions and the entities they
// refer to, times and amounts. A stage of the reader returns one layer; the
// reader places it here and nobody else writes to a Doc.
//
// Tokens are numbered over the whole article; every range and head is such a
// number, every span a stretch of bytes of Doc.Text.
package text

import "demarche"

// Doc is one article as layers.
type Doc struct {
	Text      string
	Published string // EDTF of the publication date; empty when not known

	Tokens     []Token
	Sentences  []Sentence
	Paragraphs []Paragraph
	Quotes     []Quote

	Tags []Tag // one a token
	Arcs []Arc // one a token

	Mentions []Mention // in text order of their first token, longest first
	Entities []Entity

	Times   []Time   // in text order
	Amounts []Amount // in text order

	tree  tree  // children by head, built on demand
	cover cover // mentions by head token, built on demand
}

// Range is a half-open range of tokens, [From, To).
type Range struct{ From, To int }

// Len is the number of tokens in the range.
func (r Range) Len() int { return r.To - r.From }

// Has reports whether token i lies in the range.
func (r Range) Has(i int) bool { return r.From <= i && i < r.To }

// Contains reports whether o lies wholly in r.
func (r Range) Contains(o Range) bool { return r.From <= o.From && o.To <= r.To }

// Overlaps reports whether the ranges share a token.
func (r Range) Overlaps(o Range) bool { return r.From < o.To && o.From < r.To }

// Token is a syntactic word or a punctuation mark.
type Token struct {
	demarche.Span
	// Joined is true for the second and later words of one written word
	// ("do|n't", "Moscow|'s", "can|not").
	Joined bool
}

// Sentence is a sentence, heading or list item.
type Sentence struct {
	Range
	Paragraph int // index into Doc.Paragraphs
	Kind      SentenceKind
}

// SentenceKind tells running text from the rest.
type SentenceKind uint8

// The kinds of sentence.
const (
	Body     SentenceKind = iota
	Heading               // a headline or section title
	Item                  // a list item
	Dateline              // "KYIV, February 8 (Reuters) --", "Sunday, March 31, 2019"
)

// Paragraph is a stretch of text between blank or hard line breaks.
type Paragraph struct {
	Range           // tokens
	Sentences Range // sentences, as a range of indexes into Doc.Sentences
}

// Quote is a stretch inside quotation marks. Nested quotations have entries of
// their own.
type Quote struct {
	Range         // tokens between the marks
	Open      int // token of the opening mark, -1 when a paragraph continues a quotation without one
	Close     int // token of the closing mark, -1 when it is never closed
	Depth     int // 0 for an outer quotation
	Continues int // index of the quote in the paragraph before that this one continues, -1
}

// Closed reports whether the quotation has its closing mark.
func (q Quote) Closed() bool { return q.Close >= 0 }

// Tag is what is known of a token by itself, in the terms of Universal
// Dependencies: part of speech, Penn Treebank tag, features ("Mood=Ind|Tense=Past"
// in the canonical order, empty when none), lemma.
type Tag struct {
	UPOS, XPOS, Feats, Lemma string
}

// Feat returns the value of one feature, or "".
func (t Tag) Feat(name string) string {
	f := t.Feats
	for len(f) > 0 {
		part := f
		for i := 0; i < len(f); i++ {
			if f[i] == '|' {
				part = f[:i]
				break
			}
		}
		if len(part) > len(name) && part[len(name)] == '=' && part[:len(name)] == name {
			return part[len(name)+1:]
		}
		if len(part) == len(f) {
			break
		}
		f = f[len(part)+1:]
	}
	return ""
}

// Arc is the dependency of a token: its head, -1 for the root of a sentence,
// and the Universal Dependencies relation with its subtype ("nsubj:pass").
type Arc struct {
	Head int
	Rel  string
}

// Mention is a stretch of tokens that refers to actors or to a place.
type Mention struct {
	Range
	Head    int                  // its head token
	Form    demarche.MentionForm // name, role, pronoun, metonym, group
	Kind    demarche.ActorKind   // best guess of what it refers to; empty when unknown
	Place   bool                 // meant as a place here, not as an actor
	Key     string               // the lexicon's key of what is named ("state:RUS", "person:olaf-scholz", "city:703448"); empty when unlisted
	Name    string               // the name without title ("Dmitry Peskov"); empty unless Form is name or metonym
	Title   string               // the words of office ("Kremlin spokesperson"); empty when none
	Of      string               // lexicon key of what the title or demonym belongs to ("state:RUS"); empty when none
	Demonym bool                 // an adjective of a state ("Russian"): refers to the state, but its noun is the thing
	Refs    []int                // entities it refers to; several for "the two leaders"; none when unresolved
}

// Entity is an actor or place of this article.
type Entity struct {
	Name     string
	Kind     demarche.ActorKind
	Country  string // ISO 3166-1 alpha-3, empty when unknown
	Key      string // lexicon key, empty when unlisted
	Unnamed  bool   // described but not named: "foreign minister of Austria"
	Gender   string // "m", "f" or ""
	Place    bool   // only ever a place
	Roles    []EntityRole
	Mentions []int // indexes into Doc.Mentions, in text order
}

// EntityRole is an office with the mention that says it.
type EntityRole struct {
	Title   string
	Of      int // entity, -1 when none
	Mention int
}

// Time is an expression of time with its value.
type Time struct {
	Range
	Head  int    // token by which it hangs in the tree
	EDTF  string // empty when it cannot be resolved
	Basis demarche.Basis
	Kind  TimeKind
}

// TimeKind is the sort of a time expression.
type TimeKind uint8

// The kinds of time expression.
const (
	DateTime TimeKind = iota // a point or interval on the calendar
	Duration                 // "for five weeks"
	Repeated                 // "every Monday"
	Clock                    // "at 7:45 p.m."
)

// Amount is a number with what it counts.
type Amount struct {
	Range             // the number words with bound and unit head: "more than 100,000 troops"
	Number    Range   // the number words alone: "100,000"
	Head      int     // token of the counted noun, or of the number when there is none
	Low, High float64 // equal for one number
	Bound     demarche.Bound
	Unit      string // "troops", "USD", "percent", "km"
	Class     AmountClass
}

// AmountClass tells the sorts of quantity apart.
type AmountClass uint8

// The classes of amount.
const (
	Count AmountClass = iota // things or people
	Money
	Share   // percent, fractions
	Measure // length, weight, volume, time spans
	Other   // ages, ordinals, years, scores, identifiers: never a figure
)
