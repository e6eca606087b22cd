package export

// The terms of the model that are used here.
type collection struct {
	Context   string `json:"@context"`
	ID        string `json:"id"`
	Type      string `json:"type"`
	Label     string `json:"label"`
	Summary   string `json:"summary"`
	Generator agent  `json:"generator"`
	Generated string `json:"generated,omitempty"`
}

type agent struct {
	ID   string `json:"id"`
	Type string `json:"type"`
	Name string `json:"name"`
}

type annotation struct {
	ID         string   `json:"id"`
	Type       string   `json:"type"`
	Motivation string   `json:"motivation"`
	Created    string   `json:"created,omitempty"`
	Body       []remark `json:"body"`
	Target     []target `json:"target"`
}

type remark struct {
	Type     string `json:"type"`
	Value    string `json:"value"`
	Format   string `json:"format,omitempty"`
	Language string `json:"language,omitempty"`
	Purpose  string `json:"purpose"`
}

type target struct {
	Type     string   `json:"type"`
	Source   resource `json:"source"`
	State    state    `json:"state"`
	Selector []any    `json:"selector"`
}

type resource struct {
	ID       string `json:"id"`
	Type     string `json:"type"`
	Format   string `json:"format"`
	Language string `json:"language,omitempty"`
}

type state struct {
	Type       string `json:"type"`
	SourceDate string `json:"sourceDate,omitempty"`
	Cached     string `json:"cached"`
}

type position struct {
	Type  string `json:"type"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

type quotation struct {
	Type   string `json:"type"`
	Exact  string `json:"exact"`
	Prefix string `json:"prefix"`
	Suffix string `json:"suffix"`
}
