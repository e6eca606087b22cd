package name

import "slices"

// Type is the sort of a name, as corpora of names tell them apart.
type Type uint8

// The types of name. MISC are demonyms, events, laws and products: never
// actors by themselves.
const (
	None Type = iota
	PER
	LOC
	ORG
	MISC
)

// String returns "PER", "LOC", "ORG", "MISC" or "O".
func (t Type) String() string {
	return [...]string{"O", "PER", "LOC", "ORG", "MISC"}[t]
}

func sortSpans(s []span) {
	slices.SortStableFunc(s, func(a, b span) int {
		if a.From != b.From {
			return a.From - b.From
		}
		return b.To - a.To
	})
}
