package sqlite

import "demarche"

// termKind is what a name with a number names.
type termKind int64

const (
	termActor termKind = iota + 1
	termIssue
	termSource
	termType
	termStatus
)

type termKey struct {
	kind termKind
	name string
}

// mostTerms is how many terms the writer remembers. Words of actors are among
// them, under the negative number of the actor.
const mostTerms = 200_000

// term gives the number of a name, which it gets where it has none. An empty
// name is 0.
func (t *tx) term(kind termKind, name string) (int64, error) {
	if name == "" {
		return 0, nil
	}
	k := termKey{kind, name}
	if id, ok := t.s.terms[k]; ok {
		return id, nil
	}
	var id int64
	ok, err := t.c.one(t.ctx, query("term.id"), []any{kind, name}, &id)
	if err == nil && !ok {
		id, err = t.c.insert(t.ctx, query("term.put"), kind, name)
	}
	if err != nil {
		return 0, err
	}
	if len(t.s.terms) >= mostTerms {
		clear(t.s.terms)
	}
	t.s.terms[k] = id
	return id, nil
}

// find gives the number of a name, 0 where the record does not have it.
func (r *reader) find(kind termKind, name string) (int64, error) {
	if name == "" {
		return 0, nil
	}
	var id int64
	_, err := r.c.one(r.ctx, query("term.id"), []any{kind, name}, &id)
	return id, err
}

// name gives the name of a term.
func (r *reader) name(id int64) (string, error) {
	if id == 0 {
		return "", nil
	}
	if s, ok := r.named[id]; ok {
		return s, nil
	}
	var s string
	if _, err := r.c.one(r.ctx, query("term.name"), []any{id}, &s); err != nil {
		return "", err
	}
	if r.named == nil {
		r.named = map[int64]string{}
	}
	r.named[id] = s
	return s, nil
}

// kinds of row as they stand in the tables.
var kindNumber = map[demarche.RowKind]int64{demarche.ActRow: 1, demarche.StatementRow: 2, demarche.FigureRow: 3, demarche.TensionRow: 4}
var kindName = map[int64]demarche.RowKind{1: demarche.ActRow, 2: demarche.StatementRow, 3: demarche.FigureRow, 4: demarche.TensionRow}
