package demarche

// Schema is the name and version of the public form of a reading.
const Schema = "demarche.reading/1"

// Reading is everything read out of one article, before any merging.
type Reading struct {
	Schema     string      `json:"schema"`
	Article    Article     `json:"article"`
	Engine     Engine      `json:"engine"`
	Actors     []Actor     `json:"actors"`
	Acts       []Act       `json:"acts"`
	Statements []Statement `json:"statements"`
	Figures    []Figure    `json:"figures"`
	Tensions   []Tension   `json:"tensions"`
	Notes      []Note      `json:"notes"`
}

// Engine says which program, rules and weights made a reading.
type Engine struct {
	Version string `json:"version"`
	Mode    string `json:"mode"`
	Rules   string `json:"rules"`   // sha256:… of the rule and list files
	Weights string `json:"weights"` // sha256:… of the weight files
}

// Tension is a disagreement between two rows, kept without a verdict.
type Tension struct {
	ID       string      `json:"id"`
	Kind     TensionKind `json:"kind"`
	Between  []string    `json:"between"` // ids of rows
	Evidence []Span      `json:"evidence"`
}

// TensionKind is the sort of disagreement.
type TensionKind string

// The kinds of tension.
const (
	Denial        TensionKind = "denial"
	Contradiction TensionKind = "contradiction" // two statements
	Count         TensionKind = "count"         // two figures
	Split         TensionKind = "split"         // allies, or one side's two voices
)

// Note is something a person should know about how the text was read.
type Note struct {
	Code string `json:"code"` // lower-case words with dots; NoteCodes lists them
	Span *Span  `json:"span,omitempty"`
	Text string `json:"text"`
}

// NoteCodes says what each note code means; the JSON Schema prints it.
var NoteCodes = map[string]string{
	"quote.unclosed":   "a quotation mark is opened and not closed before the paragraph ends",
	"date.missing":     "the article has no publication date, so relative dates stay unresolved",
	"speaker.unclear":  "a quotation whose speaker could not be found",
	"text.decoded":     "the bytes were not UTF-8 and were decoded from another encoding",
	"text.replaced":    "bytes that fit no encoding were replaced",
	"text.cut":         "the input was longer than the limit and the rest was not read",
	"language.other":   "the text does not look English; rows may be wrong or missing",
	"language.unknown": "the text is too short or too mixed to tell its language",
	"text.empty":       "there is no text to read",
}
