package demarche

// StatementID names a statement within one reading ("s1").
type StatementID string

// Statement is something a source says, writes or is reported to hold.
type Statement struct {
	ID         StatementID `json:"id"`
	Speakers   []ActorID   `json:"speakers"`
	Via        []ActorID   `json:"via"` // who reports it, outermost first
	To         []ActorID   `json:"to"`
	About      []ActorID   `json:"about"`
	Force      Force       `json:"force"`
	Mode       Mode        `json:"mode"`
	Cue        []Span      `json:"cue"`
	SourceSpan []Span      `json:"source_span"`
	Content    []Span      `json:"content"` // without the cue and the outer quotation marks
	RedLine    bool        `json:"red_line"`
	Negated    bool        `json:"negated"`
	Condition  *Condition  `json:"condition"`
	Deadline   *Date       `json:"deadline"`
	Date       *Date       `json:"date"` // when it was said
	Restates   StatementID `json:"restates,omitempty"`
	Key        bool        `json:"key"`
	Rule       string      `json:"rule"`
	Confidence float64     `json:"confidence"`
}

// Force is what a statement does.
type Force string

// The forces of a statement; the gold guide defines each.
const (
	Say       Force = "state"
	Admit     Force = "admit"
	Deny      Force = "deny"
	Pledge    Force = "pledge"
	Threaten  Force = "threaten"
	Warn      Force = "warn"
	Propose   Force = "propose"
	Demand    Force = "demand"
	Refuse    Force = "refuse"
	Criticise Force = "criticise"
	Endorse   Force = "support"
)

// Forces lists every force in the order of the contract.
var Forces = []Force{Say, Admit, Deny, Pledge, Threaten, Warn, Propose, Demand, Refuse, Criticise, Endorse}

// Mode is how the words reach us.
type Mode string

// The modes of a statement.
const (
	Direct   Mode = "direct"   // inside quotation marks
	Indirect Mode = "indirect" // reported
	Mixed    Mode = "mixed"    // part of each
)
