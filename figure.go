package demarche

// FigureID names a figure within one reading ("n1").
type FigureID string

// Figure is a quantity that matters to the record.
type Figure struct {
	ID         FigureID   `json:"id"`
	Low        float64    `json:"low"` // Low == High for one number
	High       float64    `json:"high"`
	Bound      Bound      `json:"bound"`
	Unit       string     `json:"unit"` // "troops", "USD", "percent of …"
	Of         ActorID    `json:"of,omitempty"`
	Kind       FigureKind `json:"kind"`
	Place      *Place     `json:"place"`
	Date       *Date      `json:"date"`
	By         []ActorID  `json:"by"` // empty is the article's own voice
	Evidence   []Span     `json:"evidence"`
	Key        bool       `json:"key"`
	Rule       string     `json:"rule"`
	Confidence float64    `json:"confidence"`
}

// Bound says how a number is to be taken.
type Bound string

// The bounds of a figure.
const (
	Exact  Bound = "exact"
	About  Bound = "about"
	Over   Bound = "over"
	Under  Bound = "under"
	Ranged Bound = "range"
)

// FigureKind says what a number counts.
type FigureKind string

// The kinds of figure.
const (
	Observed  FigureKind = "observed"
	Forecast  FigureKind = "forecast"
	Threshold FigureKind = "threshold"
	Promised  FigureKind = "promised"
)
