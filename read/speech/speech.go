// Package speech finds who says what and how sure the text is of it: claims
// (source, cue, content, force, condition) in direct, indirect and mixed
// speech, and, for the trigger of an act, whether it happened, is under way,
// planned, proposed, possible or negated.
//
// Attribution works on dependency trees in three passes. Verbs and nouns of
// the cue lists are looked at with the frames that their entry allows
// (cue.go, frame.go, noun.go, according.go); quotations are then given to the
// cue whose content they overlap or beside which they stand (quote.go); last,
// contents are cut into complete clauses, chained and given their force and
// condition (claim.go, chain.go, force.go, condition.go).
package speech

import (
	"io/fs"

	"demarche"
	"demarche/lexicon"
	"demarche/text"
)

// Claim is one thing that a source is said to say, hold or want: a complete
// clause or a quoted sentence with a force of its own. Claims of one cue share
// their Group.
type Claim struct {
	Source      []int           // entities; empty when none is named or none was resolved
	SourceRange text.Range      // the words for the source; empty when the text names none
	Cue         []demarche.Span // verb with its auxiliaries and particle, noun, or "according to"; empty for a bare quotation
	CueHead     int             // token; -1 for a bare quotation
	Content     []demarche.Span // without cue, "that" and outer quotation marks; nil when an inner claim says it all
	Heads       []int           // head tokens of the content clauses
	Whole       []demarche.Span // the undivided content of the group
	To          []int           // entities addressed, or targets of an accusation
	Via         []int           // entities that report it, outermost first
	Mode        demarche.Mode
	Force       demarche.Force
	Negated     bool // the source is said not to say it
	Condition   *demarche.Condition
	Quote       int      // index into Doc.Quotes, -1 when nothing is quoted
	Parent      int      // index of the claim whose content holds this one's cue, -1
	Group       int      // claims of one cue
	Inside      bool     // the cue stands inside a quotation
	Worded      bool     // the words gave the force, not the cue
	Hold        bool     // a view, wish or fear rather than an utterance
	Unclear     bool     // somebody says it, and who could not be found
	Rule        string   // "speech.verb", "speech.noun", "speech.according", "speech.quote"
	Why         []string // the evidence for force and condition
}

// Attributor finds claims. It is read-only after New and may be shared.
type Attributor struct {
	lex *lexicon.Lexicon
	lists
}

// Load reads the word lists of attribution from a data folder. lex may be nil.
func Load(fsys fs.FS, lex *lexicon.Lexicon) (*Attributor, error) {
	l, err := loadLists(fsys)
	if err != nil {
		return nil, err
	}
	return &Attributor{lex: lex, lists: l}, nil
}

// Attribute returns the claims of d in the order of their content.
func (a *Attributor) Attribute(d *text.Doc) []Claim {
	if len(d.Arcs) != len(d.Tokens) || len(d.Tags) != len(d.Tokens) {
		return nil
	}
	f := &finder{Attributor: a, d: d, quoteOf: outerQuotes(d)}
	f.limits()
	f.findVerbs()
	f.findAccording()
	f.findNouns()
	f.findLabels()
	f.matchQuotes()
	f.findRelays()
	return f.claims()
}

// finder is the state of one Attribute.
type finder struct {
	*Attributor
	d       *text.Doc
	cues    []cue
	byHead  map[int]int // cue index by head token
	stop    []int32     // limits
	quoteOf []int32     // index+1 of the outermost quote over a token or its marks
}

// cue is a cue with its parts, as token ranges.
type cue struct {
	head    int // -1 for a bare quotation
	entry   entry
	words   []text.Range
	src     text.Range
	srcHead int // -1 when none
	to      []int
	body    []text.Range // content, in text order, not touching
	gap     text.Range   // antecedent that belongs to the content of a relative clause
	quotes  []int
	negated bool
	rule    string
	cited   int   // head of the source that the reporter cites, 0 when none
	via     []int // heads of those who pass it on: "as quoted by X"
	silent  bool  // makes no row of its own: a mention, a plan, something left unsaid
}

// outerQuotes maps every token to the outermost quotation over it, marks
// included.
func outerQuotes(d *text.Doc) []int32 {
	out := make([]int32, len(d.Tokens))
	for q := range d.Quotes {
		x := &d.Quotes[q]
		if x.Depth > 0 {
			continue
		}
		from, to := x.From, x.To
		if x.Open >= 0 {
			from = x.Open
		}
		if x.Close >= 0 {
			to = x.Close + 1
		}
		for i := max(from, 0); i < to && i < len(out); i++ {
			out[i] = int32(q + 1)
		}
	}
	return out
}

// inQuote returns the outermost quote over token i, or -1.
func (f *finder) inQuote(i int) int { return int(f.quoteOf[i]) - 1 }
