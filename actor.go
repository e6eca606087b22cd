package demarche

// ActorID names an actor within one reading ("a1").
type ActorID string

// Actor is somebody who can act or speak.
type Actor struct {
	ID       ActorID   `json:"id"`
	Name     string    `json:"name"` // the fullest usual English name
	Kind     ActorKind `json:"kind"`
	Country  Maybe     `json:"country"` // ISO 3166-1 alpha-3
	Unnamed  bool      `json:"unnamed"` // the text describes but does not name it
	Roles    []Role    `json:"roles"`
	Aliases  []string  `json:"aliases"` // as printed, pronouns left out, in order of first use
	Mentions []Mention `json:"mentions"`
	Wikidata Maybe     `json:"wikidata"`
}

// Role is an office or function of an actor, as the text says it.
type Role struct {
	Title    string  `json:"title"`
	Of       ActorID `json:"of,omitempty"`
	Evidence []Span  `json:"evidence"`
}

// Mention is one place where the text refers to an actor.
type Mention struct {
	Span Span        `json:"span"`
	Form MentionForm `json:"form"`
}

// MentionForm is how a mention refers.
type MentionForm string

// The forms of a mention.
const (
	ByName    MentionForm = "name"    // "Emmanuel Macron", "Macron"
	ByRole    MentionForm = "role"    // "the French president"
	ByPronoun MentionForm = "pronoun" // "he"
	ByMetonym MentionForm = "metonym" // "Moscow" for Russia, "the Kremlin"
	ByGroup   MentionForm = "group"   // "the two leaders"
)

// ActorKind is what sort of actor it is.
type ActorKind string

// The kinds of actor; the gold guide defines each.
const (
	Person       ActorKind = "person"
	State        ActorKind = "state"
	Government   ActorKind = "government"
	Organization ActorKind = "organization"
	ArmedForce   ActorKind = "armed_force"
	Group        ActorKind = "group"
	Company      ActorKind = "company"
	Media        ActorKind = "media"
	People       ActorKind = "people"
)
