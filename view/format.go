package view

import (
	"bytes"
	"encoding/json"

	"demarche"
)

// Formats are the formats of an answer.
var Formats = []string{"text", "json", "csv", "md"}

// Set sets an answer in one of the formats: text wrapped at width and painted
// by paint, indented JSON, CSV, Markdown.
func Set(a Answer, format string, width int, paint func(Role, string) string) ([]byte, error) {
	switch format {
	case "text":
		return Text(a, width, paint), nil
	case "json":
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		err := e.Encode(a)
		return b.Bytes(), err
	case "csv":
		return CSV(a), nil
	case "md":
		return Markdown(a), nil
	}
	return nil, &demarche.Error{Code: demarche.Invalid, What: "format " + format + " is not known", Repair: "it is text, json, csv or md"}
}
