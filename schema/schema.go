// Package schema holds the JSON Schema of the public form of a reading.
package schema

import (
	"bytes"
	_ "embed" // the schema is a file, so that an editor can check it
	"encoding/json"
	"maps"
	"slices"

	"demarche"
)

//go:embed reading.schema.json
var reading []byte

// noteCodes is where the file leaves room for the note codes, which are listed
// with their meanings in one place only: demarche.NoteCodes.
const noteCodes = `"$comment": "the codes stand in demarche.NoteCodes"`

// Reading returns the JSON Schema (2020-12) of one line of
// "demarche read --format jsonl".
func Reading() []byte {
	type code struct {
		Const       string `json:"const"`
		Description string `json:"description"`
	}
	var codes []code
	for _, c := range slices.Sorted(maps.Keys(demarche.NoteCodes)) {
		codes = append(codes, code{c, demarche.NoteCodes[c]})
	}
	list, err := json.MarshalIndent(codes, "        ", "  ")
	if err != nil {
		return reading // strings always marshal
	}
	return bytes.Replace(reading, []byte(noteCodes), append([]byte(`"oneOf": `), list...), 1)
}
