package view

import "demarche"

// kinds says what stands against what.
var kinds = map[demarche.TensionKind]string{
	demarche.Denial:        "denied",
	demarche.Contradiction: "contradicted",
	demarche.Count:         "counted differently",
	demarche.Split:         "divided",
}

// tension puts the two rows side by side, without a verdict.
func (v *viewer) tension(t *demarche.Tension) Row {
	row := Row{ID: t.ID, Marks: Against, Words: v.words(t.Evidence), Key: true}
	row.Line = kinds[t.Kind]
	if row.Line == "" {
		row.Line = string(t.Kind)
	}
	for i, id := range t.Between {
		sep := " ⇄ "
		if i == 0 {
			sep = ": "
		}
		row.Line += sep + v.brief(id)
	}
	return row
}

// brief is another row in a few words, with its id and marks.
func (v *viewer) brief(id string) string {
	r := v.r
	for i := range r.Acts {
		if string(r.Acts[i].ID) == id {
			return short(v.act(&r.Acts[i]))
		}
	}
	for i := range r.Statements {
		if string(r.Statements[i].ID) == id {
			return short(v.statement(&r.Statements[i]))
		}
	}
	for i := range r.Figures {
		if string(r.Figures[i].ID) == id {
			return short(v.figure(&r.Figures[i]))
		}
	}
	return id
}

// longest is how many letters of a row a tension repeats.
const longest = 110

func short(r Row) string {
	line := []rune(r.Line)
	if len(line) > longest {
		cut := longest
		for cut > longest/2 && line[cut] != ' ' {
			cut--
		}
		line = append(line[:cut:cut], '…')
	}
	return "[" + r.ID + "] " + r.Marks + " " + string(line)
}
