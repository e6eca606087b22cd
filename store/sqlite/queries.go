package sqlite

import (
	"embed"
	"strings"
)

//go:embed queries/*.sql
var queryFiles embed.FS

// queries holds the fixed statements by name. A file is a list of statements,
// each after a line "-- name: what".
var queries = loadQueries()

func loadQueries() map[string]string {
	out := map[string]string{}
	files, err := queryFiles.ReadDir("queries")
	if err != nil {
		panic(err) // they are embedded: cannot happen
	}
	for _, f := range files {
		b, err := queryFiles.ReadFile("queries/" + f.Name())
		if err != nil {
			panic(err) // as above
		}
		for _, part := range strings.Split(string(b), "-- name: ")[1:] {
			name, text, _ := strings.Cut(part, "\n")
			out[strings.TrimSpace(name)] = strings.TrimSuffix(strings.TrimSpace(text), ";")
		}
	}
	return out
}

// query gives a statement by name.
func query(name string) string {
	q, ok := queries[name]
	if !ok {
		panic("no query " + name) // a mistake in this package; a test asks for all
	}
	return q
}
