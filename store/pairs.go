package store

import (
	"slices"

	"demarche"
)

// mutual are the acts that several do together: who and whom are one list.
var mutual = map[demarche.ActType]bool{demarche.Meet: true, demarche.Call: true, demarche.Press: true, demarche.Agree: true, demarche.Cooperate: true}

// Mutual reports whether an act of a type is one that several do together.
func Mutual(t demarche.ActType) bool { return mutual[t] }

// PairsOf lists who did an act with whom, each pair once: all pairs of those
// who did it together, the smaller id first; else each who with each whom, in
// this direction.
func PairsOf(a *demarche.Act) [][2]demarche.ActorID {
	var out [][2]demarche.ActorID
	add := func(x, y demarche.ActorID) {
		if p := [2]demarche.ActorID{x, y}; x != y && x != "" && y != "" && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	if a == nil {
		return nil
	}
	if mutual[a.Type] {
		all := slices.Concat(a.Who, a.Whom)
		for i, x := range all {
			for _, y := range all[i+1:] {
				add(min(x, y), max(x, y))
			}
		}
		return out
	}
	for _, x := range a.Who {
		for _, y := range a.Whom {
			add(x, y)
		}
	}
	return out
}

// DayOf is the day on which an entry is counted: the first day on which it
// happens; of a statement the first day on which it was said, else reported. It
// is not ok where that is not known.
func DayOf(e *demarche.Entry) (demarche.Day, bool) {
	d := e.Happens
	if e.Kind == demarche.StatementRow {
		d = e.Said
		if d == nil && e.Reported[0] != "" {
			d = &demarche.Date{EDTF: string(e.Reported[0])}
		}
	}
	i, ok := d.Interval()
	if !ok || i.From == demarche.Beginning {
		return 0, false
	}
	return i.From, true
}

// TakePart lists the actors of an entry, each once: who takes part, speaks, is
// addressed or spoken of, and who says so.
func TakePart(e *demarche.Entry) []demarche.ActorID {
	var out []demarche.ActorID
	add := func(ids ...demarche.ActorID) {
		for _, id := range ids {
			if id != "" && !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	for _, p := range e.Parties {
		add(p.ID)
	}
	switch {
	case e.Act != nil:
		add(e.Act.Who...)
		add(e.Act.Whom...)
		add(e.Act.By...)
	case e.Statement != nil:
		add(e.Statement.Speakers...)
		add(e.Statement.Via...)
		add(e.Statement.To...)
		add(e.Statement.About...)
	case e.Figure != nil:
		add(e.Figure.Of)
		add(e.Figure.By...)
	}
	return out
}
