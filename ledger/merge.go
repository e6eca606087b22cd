package ledger

import (
	"slices"

	"demarche"
)

// Belongs is where a row stands in the record.
type Belongs struct {
	Entry  demarche.EntryID
	Series demarche.SeriesID
}

// Gather collects what may change when rows arrive: the rows themselves and,
// step by step, every row of the record that is the same as one of them or a
// step of the same thing. near gives the reports kept in any of some blocks.
// It also gives the tensions that the new rows make with those near them.
func Gather(fresh []demarche.Report, ties *Ties, near func([]Block) ([]demarche.Report, error)) (all []demarche.Report, tensions []demarche.Row, err error) {
	seen := map[demarche.RowID]bool{}
	tense := map[demarche.RowID]bool{}
	var front []*item
	var met []*item // everything ever looked at, for the tensions of the new rows
	for i := range fresh {
		if fresh[i].Row.Kind == demarche.TensionRow || seen[fresh[i].Row.ID] {
			continue
		}
		seen[fresh[i].Row.ID] = true
		it := newItem(&fresh[i], ties.identity())
		front = append(front, it)
		all = append(all, fresh[i])
	}
	first := front
	asked := map[Block]bool{}
	known := map[demarche.RowID]*item{}
	for len(front) > 0 {
		var blocks []Block
		for _, it := range front {
			for _, b := range ties.lookup(it.Report) {
				if !asked[b] {
					asked[b] = true
					blocks = append(blocks, b)
				}
			}
		}
		if len(blocks) > 0 {
			slices.Sort(blocks)
			reports, err := near(blocks)
			if err != nil {
				return nil, nil, err
			}
			for i := range reports {
				if id := reports[i].Row.ID; !seen[id] && known[id] == nil {
					known[id] = newItem(&reports[i], ties.identity())
					met = append(met, known[id])
				}
			}
		}
		var next []*item
		for _, it := range met {
			if seen[it.Row.ID] {
				continue
			}
			for _, f := range front {
				if r := compare(f, it); r.is == same || r.is == restated || ties.tied(f.Row.ID, it.Row.ID) {
					seen[it.Row.ID] = true
					next = append(next, it)
					all = append(all, *it.Report)
					break
				}
			}
		}
		front = next
	}
	for i, a := range first {
		for _, b := range slices.Concat(first[i+1:], met) {
			if a.Row.Article == b.Row.Article {
				continue // the reader has seen the whole text
			}
			if kind, ok := disagree(ties, a, b); ok && shares(ties, a, b) {
				if row := Disagreement(kind, a.Row.ID, b.Row.ID); !tense[row.ID] {
					tense[row.ID] = true
					tensions = append(tensions, row)
				}
			}
		}
	}
	slices.SortFunc(tensions, func(a, b demarche.Row) int { return compareIDs(a.ID, b.ID) })
	return all, tensions, nil
}

func compareIDs[T ~string](a, b T) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func (t *Ties) identity() identity {
	if t == nil {
		return nil
	}
	return t.Actor
}

// tied reports whether a person put the two into one entry.
func (t *Ties) tied(a, b demarche.RowID) bool {
	return t != nil && (slices.Contains(t.Same, [2]demarche.RowID{a, b}) || slices.Contains(t.Same, [2]demarche.RowID{b, a}))
}

// Merge says where each of the reports belongs, given all that may belong with
// any of them (see Gather). It is a function of the set.
func Merge(all []demarche.Report, ties *Ties) map[demarche.RowID]Belongs {
	items := map[demarche.RowKind][]*item{}
	for i := range all {
		items[all[i].Row.Kind] = append(items[all[i].Row.Kind], newItem(&all[i], ties.identity()))
	}
	out := map[demarche.RowID]Belongs{}
	for _, kind := range []demarche.RowKind{demarche.ActRow, demarche.StatementRow, demarche.FigureRow} {
		its := items[kind]
		slices.SortFunc(its, (*item).before)
		for _, part := range components(its, ties) {
			things, steps := cluster(part, ties)
			commitment := map[int]bool{}
			for i, it := range part {
				if kind == demarche.StatementRow && commits[it.Row.Statement.Force] {
					commitment[steps[i]] = true
				}
			}
			for i, it := range part {
				b := Belongs{Entry: demarche.EntryID(part[things[i]].Row.ID)}
				if commitment[steps[i]] || kind == demarche.FigureRow && counted(it) != "" {
					b.Series = demarche.SeriesID(part[steps[i]].Row.ID)
				}
				out[it.Row.ID] = b
			}
		}
	}
	return out
}

// components splits items, in their order, into sets that nothing ties to one
// another, so that pairs are only weighed within.
func components(items []*item, ties *Ties) [][]*item {
	u := newUnion(len(items))
	blocks := map[Block]int{}
	for i, it := range items {
		for _, b := range it.blocks() {
			if j, ok := blocks[b]; ok {
				u.join(i, j)
			} else {
				blocks[b] = i
			}
		}
	}
	if ties != nil {
		at := map[demarche.RowID]int{}
		for i, it := range items {
			at[it.Row.ID] = i
		}
		for _, p := range ties.Same {
			i, ok1 := at[p[0]]
			j, ok2 := at[p[1]]
			if ok1 && ok2 {
				u.join(i, j)
			}
		}
	}
	var out [][]*item
	for i := range items {
		if u.find(i) != i {
			continue
		}
		m := slices.Clone(u.members[i])
		slices.Sort(m)
		var part []*item
		for _, k := range m {
			part = append(part, items[k])
		}
		out = append(out, part)
	}
	return out
}

// Tense says where tension rows belong: those between the same two entries are
// one entry. at gives the entry of a row; a tension whose rows are gone, or
// have become one entry, belongs nowhere and is left out.
func Tense(rows []demarche.Row, at func(demarche.RowID) (demarche.EntryID, bool)) map[demarche.RowID]Belongs {
	type group struct {
		kind demarche.TensionKind
		a, b demarche.EntryID
	}
	groups := map[group][]demarche.RowID{}
	for _, r := range rows {
		if r.Between == nil {
			continue
		}
		a, ok1 := at(r.Between.Rows[0])
		b, ok2 := at(r.Between.Rows[1])
		if !ok1 || !ok2 || a == b {
			continue
		}
		g := group{r.Between.Kind, min(a, b), max(a, b)}
		groups[g] = append(groups[g], r.ID)
	}
	out := map[demarche.RowID]Belongs{}
	for _, ids := range groups {
		first := slices.Min(ids)
		for _, id := range ids {
			out[id] = Belongs{Entry: demarche.EntryID(first)}
		}
	}
	return out
}

// Changes lists what moved between two states, in the order of the rows' ids:
// rows that are new, that joined others, that moved since entries became one
// or fell apart, that are gone.
func Changes(was, now map[demarche.RowID]Belongs) []demarche.Change {
	ids := make([]demarche.RowID, 0, len(was)+len(now))
	for id := range was {
		ids = append(ids, id)
	}
	for id := range now {
		if _, old := was[id]; !old {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	size := func(m map[demarche.RowID]Belongs) map[demarche.EntryID]int {
		n := map[demarche.EntryID]int{}
		for _, b := range m {
			n[b.Entry]++
		}
		return n
	}
	before, after := size(was), size(now)
	var out []demarche.Change
	for _, id := range ids {
		old, had := was[id]
		b, has := now[id]
		c := demarche.Change{Row: id, Entry: b.Entry, Series: b.Series}
		switch {
		case !has:
			c.Kind = demarche.Retracted
		case had && old == b:
			continue
		case !had && demarche.RowID(b.Entry) == id && after[b.Entry] == 1:
			c.Kind = demarche.Asserted
		case !had && id[0] == 't':
			c.Kind = demarche.Disputed
		case !had:
			c.Kind = demarche.Supported
		case after[b.Entry] < before[old.Entry]:
			c.Kind = demarche.Divided
		default:
			c.Kind = demarche.Linked
		}
		out = append(out, c)
	}
	return out
}
