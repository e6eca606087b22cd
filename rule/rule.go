package rule

import "demarche"

// Set is a checked set of rules, ready to match. It is read-only after Load
// and safe for use by several goroutines.
type Set struct {
	Rules []*Rule

	verbs map[string][]head // by the head word of the phrase
	nouns map[string][]head
	adjs  map[string][]head
	preds map[string][]head
	any   []head // verb heads "*"
	lists lists
	light map[string]bool // the default support verbs
	moved map[string]bool // support verbs that say what becomes of the event: "cancelled"
	occur map[string]bool // verbs of which an event is the subject: "took place"
	carry map[string]bool // nouns that carry an event: "a round of talks"
}

// Rule is one rule as written.
type Rule struct {
	Name string
	File string // path inside the data folder
	Line int    // of "rule"

	Verb, Noun, Adj, Pred []Phrase
	Light                 *Words // nil: the default support verbs
	Roles                 []Role
	Need                  []Cond // in the order written
	Bar                   []Cond
	Rank                  int
	Emit                  Emit
	Examples              []Example

	order int // over all files, for ties
}

// Role says where a role is looked for.
type Role struct {
	Name string
	From []Sum // tried in order
}

// Sum is a union of paths: "between + with".
type Sum []Path

// Path is a chain of functions: near.owner.
type Path []string

// Cond is a condition on a role or a function.
type Cond struct {
	Of       []Path // roles or paths; several: one of them must fit
	Is       Words
	Optional bool // "?": drop what does not fit, do not fail
	Text     string
	Line     int
}

// Words is what a token may be: lemmas, phrases, lists and classes.
type Words struct {
	Lemma   map[string]bool
	Phrases [][]string // alternatives of several words
	Lists   []string
	Class   []string
}

// Emit is what a match stands for.
type Emit struct {
	Kind    EmitKind
	Act     demarche.ActType
	Subtype string
	Status  demarche.Status // empty: read off the sentence
	Force   demarche.Force
}

// EmitKind tells the three sorts of rule apart.
type EmitKind uint8

// The sorts of rule.
const (
	EmitAct       EmitKind = iota // an act
	EmitStatement                 // a statement with roles speaker, to, content
	EmitForce                     // the force of an attributed clause headed by the match
)

// Example is a sentence that travels with a rule.
type Example struct {
	Yes       bool
	Sentence  string
	Published string // EDTF; empty when the rule gives none
	Want      []Expect
	Line      int
}

// Expect is one expectation of an example, such as who=Wang Yi.
type Expect struct{ Field, Value string }

// Match is a rule that fired.
type Match struct {
	Rule    *Rule
	Head    int              // token that carries tense and negation: the verb, the support verb, else the noun
	Noun    int              // the event noun of a noun rule, else -1
	Trigger []int            // the tokens of the head phrase, in text order
	Roles   map[string][]int // head tokens of each role that was found
}

// Role returns the tokens of a role, nil when it was not found.
func (m Match) Role(name string) []int { return m.Roles[name] }

// Rule returns the rule of that name, or nil.
func (s *Set) Rule(name string) *Rule {
	for _, r := range s.Rules {
		if r.Name == name {
			return r
		}
	}
	return nil
}
