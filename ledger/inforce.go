package ledger

import (
	"encoding/json"
	"slices"

	"demarche"
)

// InForce gives the decisions that stand, in their order: those that nobody
// undid. An undo may itself be undone.
func InForce(decisions []demarche.Decision) []demarche.Decision {
	off := map[int64]bool{}
	// From the last to the first, so that an undone undo does nothing.
	for i := len(decisions) - 1; i >= 0; i-- {
		d := decisions[i]
		if d.Kind != demarche.DecideUndo || off[d.Seq] {
			continue
		}
		var n int64
		if json.Unmarshal(d.Value, &n) == nil {
			off[n] = true
		}
	}
	var out []demarche.Decision
	for _, d := range decisions {
		if !off[d.Seq] && d.Kind != demarche.DecideUndo {
			out = append(out, d)
		}
	}
	return out
}

// TiesOf gives what the decisions that stand say about who and what belongs
// together. A later decision outweighs an earlier one about the same two.
func TiesOf(decisions []demarche.Decision) *Ties {
	t := &Ties{}
	alias := map[demarche.ActorID]demarche.ActorID{}
	together := map[[2]demarche.RowID]bool{}
	var order [][2]demarche.RowID
	tie := func(a, b string, same bool) {
		p := [2]demarche.RowID{demarche.RowID(min(a, b)), demarche.RowID(max(a, b))}
		if _, old := together[p]; !old {
			order = append(order, p)
		}
		together[p] = same
	}
	var splits []SplitValue
	for _, d := range InForce(decisions) {
		switch d.Kind {
		case demarche.DecideMerge:
			var other string
			if json.Unmarshal(d.Value, &other) == nil {
				// A merge of what was split takes back the whole split: the rest of
				// the entry is not left behind.
				for _, s := range splits {
					if s.parts(demarche.RowID(d.Target), demarche.RowID(other)) {
						s.each(func(a, b demarche.RowID) { delete(together, [2]demarche.RowID{min(a, b), max(a, b)}) })
					}
				}
				tie(d.Target, other, true)
			}
		case demarche.DecideSplit:
			var s SplitValue
			if json.Unmarshal(d.Value, &s) == nil {
				splits = append(splits, s)
				s.each(func(out, stay demarche.RowID) { tie(string(out), string(stay), false) })
			}
		case demarche.DecideRename:
			var name string
			if json.Unmarshal(d.Value, &name) == nil {
				if t.Names == nil {
					t.Names = map[demarche.ActorID]string{}
				}
				t.Names[demarche.ActorID(d.Target)] = name
			}
		case demarche.DecideAlias:
			var of demarche.ActorID
			if json.Unmarshal(d.Value, &of) == nil {
				alias[demarche.ActorID(d.Target)] = of
			}
		}
	}
	for _, p := range order {
		switch same, said := together[p]; {
		case same:
			t.Same = append(t.Same, p)
		case said:
			t.Apart = append(t.Apart, p)
		}
		delete(together, p) // one that was taken back and said again stands twice in order
	}
	if len(alias) > 0 {
		t.alias = alias
		t.Actor = func(id demarche.ActorID) demarche.ActorID {
			for range len(alias) { // a chain, but never a circle
				next, ok := alias[id]
				if !ok {
					break
				}
				id = next
			}
			return id
		}
	}
	return t
}

// SplitValue is the value of a split decision: the rows that leave an entry
// and those that stay, as the person saw them.
type SplitValue struct {
	Leave []demarche.RowID `json:"leave"`
	Stay  []demarche.RowID `json:"stay"`
}

// each gives every pair of a row that leaves and one that stays.
func (s SplitValue) each(f func(out, stay demarche.RowID)) {
	for _, out := range s.Leave {
		for _, stay := range s.Stay {
			f(out, stay)
		}
	}
}

// parts reports whether the split sets two rows apart.
func (s SplitValue) parts(a, b demarche.RowID) bool {
	return slices.Contains(s.Leave, a) && slices.Contains(s.Stay, b) || slices.Contains(s.Leave, b) && slices.Contains(s.Stay, a)
}
