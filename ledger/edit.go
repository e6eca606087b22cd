package ledger

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"demarche"
)

// editable are the fields that a person may set, by kind of entry, under the
// names of the public form.
var editable = map[demarche.RowKind][]string{
	demarche.ActRow:       {"type", "subtype", "status", "who", "whom", "place", "date", "by", "key", "evidence"},
	demarche.StatementRow: {"speakers", "via", "to", "about", "force", "mode", "red_line", "negated", "deadline", "date", "key", "evidence"},
	demarche.FigureRow:    {"low", "high", "bound", "unit", "of", "kind", "place", "date", "by", "key", "evidence"},
}

// CheckEdit says what is wrong with the value of an edit decision: a JSON
// object whose fields are those of an entry of the kind.
func CheckEdit(kind demarche.RowKind, value json.RawMessage) error {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(value, &fields); err != nil || len(fields) == 0 {
		return &demarche.Error{Code: demarche.Invalid, What: "an edit has to name a field and its value", Repair: `for example {"status": "planned"}`}
	}
	for f := range fields {
		if !slices.Contains(editable[kind], f) {
			return &demarche.Error{Code: demarche.Invalid, What: fmt.Sprintf("%q is no field of a %s that can be set", f, kind),
				Repair: "these can: " + strings.Join(editable[kind], ", ")}
		}
	}
	e := demarche.Entry{Kind: kind, Act: &demarche.Act{}, Statement: &demarche.Statement{}, Figure: &demarche.Figure{}}
	if err := set(&e, value); err != nil {
		return &demarche.Error{Code: demarche.Invalid, What: "the value does not fit its field", Err: err}
	}
	switch {
	case kind == demarche.ActRow && e.Act.Type != "" && !slices.Contains(demarche.ActTypes, e.Act.Type):
		return demarche.Errorf(demarche.Invalid, "", "%q is no type of act", e.Act.Type)
	case kind == demarche.ActRow && e.Act.Status != "" && !slices.Contains(demarche.Statuses, e.Act.Status):
		return demarche.Errorf(demarche.Invalid, "", "%q is no status of an act", e.Act.Status)
	case kind == demarche.StatementRow && e.Statement.Force != "" && !slices.Contains(demarche.Forces, e.Statement.Force):
		return demarche.Errorf(demarche.Invalid, "", "%q is no force of a statement", e.Statement.Force)
	}
	for _, d := range []*demarche.Date{e.Act.Date, e.Statement.Date, e.Statement.Deadline, e.Figure.Date} {
		if d != nil {
			if _, ok := d.Interval(); !ok {
				return &demarche.Error{Code: demarche.Invalid, What: fmt.Sprintf("%q is no date", d.EDTF), Repair: "write EDTF: 2022-02-07, 2022-02, 2022-02-14/2022-02-15, 2022-02-08/.."}
			}
		}
	}
	return nil
}

func set(e *demarche.Entry, value json.RawMessage) error {
	value, err := setEvidence(e, value)
	if err != nil {
		return err
	}
	d := json.NewDecoder(bytes.NewReader(value))
	switch e.Kind {
	case demarche.ActRow:
		return d.Decode(e.Act)
	case demarche.StatementRow:
		return d.Decode(e.Statement)
	case demarche.FigureRow:
		return d.Decode(e.Figure)
	}
	return fmt.Errorf("a %s has no fields to set", e.Kind)
}

// setEvidence takes the evidence out of a value: it is no field of an act in
// the form that a decision has it.
func setEvidence(e *demarche.Entry, value json.RawMessage) (json.RawMessage, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(value, &fields); err != nil || fields["evidence"] == nil {
		return value, err
	}
	var s demarche.Shown
	if err := json.Unmarshal(fields["evidence"], &s); err != nil || s.Row == "" || len(s.Spans) == 0 {
		return nil, &demarche.Error{Code: demarche.Invalid, What: "evidence is a row of the entry and places in its article", Repair: `for example {"evidence": {"row": "…", "spans": [[10, 42]]}}`}
	}
	e.Shown = &s
	delete(fields, "evidence")
	return json.Marshal(fields)
}

// EvidenceOf is the evidence that an edit sets, nil where it sets none.
func EvidenceOf(value json.RawMessage) *demarche.Shown {
	var e demarche.Entry
	_, _ = setEvidence(&e, value) // what is wrong with it CheckEdit says
	return e.Shown
}

// edit sets the fields that a person gave and notes which.
func edit(e *demarche.Entry, value json.RawMessage) {
	if set(e, value) != nil {
		return // checked when it was decided
	}
	var fields map[string]json.RawMessage
	_ = json.Unmarshal(value, &fields) // set could
	for f := range fields {
		e.Edited = append(e.Edited, f)
	}
	slices.Sort(e.Edited)
	e.Edited = slices.Compact(e.Edited)
	switch e.Kind {
	case demarche.ActRow:
		e.Happens, e.Key = e.Act.Date, e.Act.Key
	case demarche.StatementRow:
		e.Said, e.Happens, e.Key = e.Statement.Date, e.Statement.Deadline, e.Statement.Key
	case demarche.FigureRow:
		e.Happens, e.Key = e.Figure.Date, e.Figure.Key
	}
}
