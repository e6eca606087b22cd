package demarche

// ActID names an act within one reading ("e1").
type ActID string

// Act is something done between or by actors, past or future.
type Act struct {
	ID         ActID      `json:"id"`
	Type       ActType    `json:"type"`
	Subtype    Maybe      `json:"subtype"`
	Status     Status     `json:"status"`
	Who        []ActorID  `json:"who"`
	Whom       []ActorID  `json:"whom"`
	Key        bool       `json:"key"` // wanted on the first screen
	Place      *Place     `json:"place"`
	Date       *Date      `json:"date"`
	By         []ActorID  `json:"by"` // who says so, outermost first; empty is the article's own voice
	Condition  *Condition `json:"condition"`
	Evidence   []Span     `json:"evidence"` // smallest clause that says it, once per mention
	Trigger    []Span     `json:"trigger"`  // the words the rule fired on
	Rule       string     `json:"rule"`
	Confidence float64    `json:"confidence"`
}

// ActType is the type of an act.
type ActType string

// The types of act; the gold guide defines each.
const (
	Meet        ActType = "meet"
	Visit       ActType = "visit"
	Call        ActType = "call"
	Press       ActType = "press"
	Agree       ActType = "agree"
	Support     ActType = "support"
	Cooperate   ActType = "cooperate"
	Aid         ActType = "aid"
	Concede     ActType = "concede"
	Withdraw    ActType = "withdraw"
	Investigate ActType = "investigate"
	Mobilize    ActType = "mobilize"
	Sanction    ActType = "sanction"
	Coerce      ActType = "coerce"
	Attack      ActType = "attack"
	Protest     ActType = "protest"
	Decide      ActType = "decide"
	OtherAct    ActType = "other"
)

// ActTypes lists every type of act in the order of the contract.
var ActTypes = []ActType{Meet, Visit, Call, Press, Agree, Support, Cooperate, Aid, Concede, Withdraw,
	Investigate, Mobilize, Sanction, Coerce, Attack, Protest, Decide, OtherAct}

// Status says whether an act is a fact.
type Status string

// The statuses of an act.
const (
	Happened Status = "happened"
	Ongoing  Status = "ongoing"
	Planned  Status = "planned"
	Proposed Status = "proposed"
	Possible Status = "possible"
	Negated  Status = "negated"
)

// Statuses lists every status in the order of the contract.
var Statuses = []Status{Happened, Ongoing, Planned, Proposed, Possible, Negated}

// Fact reports whether the status claims that the act took or takes place.
func (s Status) Fact() bool { return s == Happened || s == Ongoing }
