package intake

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"time"

	"demarche"
	"demarche/ledger"
	"demarche/store"
)

// merger works out what new, gone and decided rows mean, and writes it.
type merger struct {
	tx      store.Tx
	now     time.Time
	blocs   *ledger.Blocs
	memory  *Memory
	ties    *ledger.Ties
	decided map[string][]demarche.Decision // in force, by target
	all     []demarche.Decision            // oldest first
	again   []demarche.RowID               // rows whose entries are to be folded again
	about   []demarche.RowID               // rows that a decision is about: the log says so
}

func (in *Intake) newMerger(tx store.Tx, now time.Time) *merger {
	return &merger{tx: tx, now: now, blocs: in.Blocs, memory: in.Memory}
}

// decisions loads what persons decided.
func (m *merger) decisions(ctx context.Context) error {
	all, err := m.memory.decisions(ctx, m.tx)
	if err != nil {
		return err
	}
	m.all, m.ties = all, ledger.TiesOf(all)
	m.ties.Blocs = m.blocs
	m.decided = map[string][]demarche.Decision{}
	for _, d := range ledger.InForce(all) {
		m.decided[d.Target] = append(m.decided[d.Target], d)
	}
	return nil
}

// merge makes the changes that follow from rows that are new and rows that are
// gone, and appends them. mark says when and why. What it leaves is a function
// of the rows in force, whatever was there before.
func (m *merger) merge(ctx context.Context, fresh []demarche.Report, gone []demarche.RowID, mark demarche.Change) ([]demarche.Change, error) {
	basis := m.tx.Basis()
	isGone := map[demarche.RowID]bool{}
	for _, id := range gone {
		isGone[id] = true
	}
	var within []demarche.Row // tensions that came with the rows
	seeds := make([]demarche.Report, 0, len(fresh))
	for _, r := range fresh {
		if r.Row.Kind == demarche.TensionRow {
			within = append(within, r.Row)
		} else {
			seeds = append(seeds, r)
		}
	}
	// What stood together with a row that is gone, or is to be folded again,
	// stands anew.
	left, err := m.beside(append(slices.Clone(gone), m.again...), isGone)
	if err != nil {
		return nil, err
	}
	seeds = append(seeds, left...)
	all, across, err := m.gather(seeds, isGone)
	if err != nil {
		return nil, err
	}
	now := ledger.Merge(all, m.ties)

	ids := make([]demarche.RowID, 0, len(all)+len(gone))
	byID := make(map[demarche.RowID]demarche.Report, len(all))
	for _, r := range all {
		ids = append(ids, r.Row.ID)
		byID[r.Row.ID] = r
	}
	for _, id := range gone {
		if id[0] != 't' { // a tension goes with its rows, below
			ids = append(ids, id)
		}
	}
	was, err := m.tx.Belongs(ids)
	if err != nil {
		return nil, err
	}
	changes := ledger.Changes(was, now)

	// Tensions follow their rows.
	if err := m.putTensions(across); err != nil {
		return nil, err
	}
	tensions, err := m.tx.Tensions(ids)
	if err != nil {
		return nil, err
	}
	asked, err := m.asked()
	if err != nil {
		return nil, err
	}
	tensions = append(tensions, slices.DeleteFunc(asked, func(t demarche.Row) bool {
		return slices.ContainsFunc(tensions, func(o demarche.Row) bool { return o.ID == t.ID })
	})...)
	have := map[demarche.RowID]bool{}
	for _, t := range tensions {
		have[t.ID] = true
	}
	for _, t := range append(within, across...) {
		if !have[t.ID] {
			have[t.ID] = true
			tensions = append(tensions, t)
		}
	}
	tense, at, err := m.tense(tensions, now, isGone)
	if err != nil {
		return nil, err
	}
	tids := make([]demarche.RowID, len(tensions))
	for i, t := range tensions {
		tids[i] = t.ID
	}
	wasTense, err := m.tx.Belongs(tids)
	if err != nil {
		return nil, err
	}
	changes = append(changes, ledger.Changes(wasTense, tense)...)

	// Entries that something moved in or out of are folded again; so are those
	// whose rows were asked for.
	touched := map[demarche.EntryID]bool{}
	for _, c := range changes {
		touched[c.Entry] = c.Entry != ""
		for _, w := range []map[demarche.RowID]ledger.Belongs{was, wasTense} {
			if b, ok := w[c.Row]; ok {
				touched[b.Entry] = true
			}
		}
	}
	for _, id := range m.again {
		if b, ok := now[id]; ok {
			touched[b.Entry] = true
		} else if b, ok := tense[id]; ok {
			touched[b.Entry] = true
		}
	}
	delete(touched, "")
	entries, err := m.fold(ctx, touched, byID, now, tensions, tense, at)
	if err != nil {
		return nil, err
	}
	kind := demarche.Retold
	if mark.Cause == demarche.ByDecision {
		kind = demarche.Decided
	}
	for _, id := range m.about {
		b, ok := now[id]
		if !ok {
			b, ok = tense[id]
		}
		if ok && !slices.ContainsFunc(changes, func(c demarche.Change) bool { return c.Row == id }) {
			changes = append(changes, demarche.Change{Kind: kind, Row: id, Entry: b.Entry, Series: b.Series})
		}
	}
	if changes, err = m.retold(ctx, changes, entries, kind, now, tense); err != nil {
		return nil, err
	}
	for i := range changes {
		changes[i].Recorded, changes[i].Cause, changes[i].Article, changes[i].Decision = mark.Recorded, mark.Cause, mark.Article, mark.Decision
	}
	return changes, m.tx.Append(basis, changes, entries)
}

// retold adds a change for every entry that was to be folded again and reads
// otherwise though no row of it moved, as where an article turns out to be a
// reprint or an actor gets another name: an entry is the fold of its changes.
func (m *merger) retold(ctx context.Context, changes []demarche.Change, entries map[demarche.EntryID]*demarche.Entry, kind demarche.ChangeKind, now, tense map[demarche.RowID]ledger.Belongs) ([]demarche.Change, error) {
	said := map[demarche.EntryID]bool{}
	for _, c := range changes {
		said[c.Entry] = true
	}
	for _, id := range m.again {
		b, ok := now[id]
		if !ok {
			b, ok = tense[id]
		}
		e := entries[b.Entry]
		if !ok || said[b.Entry] || e == nil {
			continue
		}
		said[b.Entry] = true
		before, err := m.tx.Entry(ctx, string(b.Entry), store.Known{})
		if err != nil && demarche.CodeOf(err) != demarche.NotFound {
			return nil, err
		}
		if err == nil && alike(&before, e) {
			delete(entries, b.Entry)
			continue
		}
		changes = append(changes, demarche.Change{Kind: kind, Row: id, Entry: b.Entry, Series: b.Series})
	}
	return changes, nil
}

// alike reports whether two entries say the same; the reports are not theirs.
func alike(a, b *demarche.Entry) bool {
	x, y := *a, *b
	x.Reports, y.Reports = nil, nil
	one, err1 := json.Marshal(x)
	two, err2 := json.Marshal(y)
	return err1 == nil && err2 == nil && bytes.Equal(one, two)
}

// beside gives the reports that stand in one entry with any of the rows, less
// those that are gone.
func (m *merger) beside(rows []demarche.RowID, gone map[demarche.RowID]bool) ([]demarche.Report, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	at, err := m.tx.Belongs(rows)
	if err != nil {
		return nil, err
	}
	var entries []demarche.EntryID
	for _, id := range rows {
		if b, ok := at[id]; ok && id[0] != 't' && !slices.Contains(entries, b.Entry) {
			entries = append(entries, b.Entry)
		}
	}
	members, err := m.tx.EntryRows(entries)
	if err != nil {
		return nil, err
	}
	var ids []demarche.RowID
	for _, e := range entries {
		for _, id := range members[e] {
			if !gone[id] {
				ids = append(ids, id)
			}
		}
	}
	return m.tx.Members(ids)
}

// asked gives the tensions among the rows that are to be folded again.
func (m *merger) asked() ([]demarche.Row, error) {
	var ids []demarche.RowID
	for _, id := range m.again {
		if id[0] == 't' {
			ids = append(ids, id)
		}
	}
	reports, err := m.tx.Members(ids)
	if err != nil {
		return nil, err
	}
	out := make([]demarche.Row, len(reports))
	for i, r := range reports {
		out[i] = r.Row
	}
	return out, nil
}

// gather collects the rows that the seeds may belong with, over what persons
// tied together too, and the tensions that the seeds make.
func (m *merger) gather(seeds []demarche.Report, gone map[demarche.RowID]bool) (all []demarche.Report, tensions []demarche.Row, err error) {
	near := func(blocks []ledger.Block) ([]demarche.Report, error) {
		rs, err := m.tx.Near(blocks)
		if len(gone) > 0 {
			rs = slices.DeleteFunc(rs, func(r demarche.Report) bool { return gone[r.Row.ID] })
		}
		return rs, err
	}
	for {
		if all, tensions, err = ledger.Gather(seeds, m.ties, near); err != nil {
			return nil, nil, err
		}
		in := map[demarche.RowID]bool{}
		for _, r := range all {
			in[r.Row.ID] = true
		}
		var missing []demarche.RowID
		for _, p := range m.ties.Same {
			for i, id := range p {
				if in[id] && !in[p[1-i]] && !gone[p[1-i]] {
					missing = append(missing, p[1-i])
				}
			}
		}
		if len(missing) == 0 {
			return all, tensions, nil
		}
		more, err := m.tx.Members(missing)
		if err != nil {
			return nil, nil, err
		}
		more = slices.DeleteFunc(more, func(r demarche.Report) bool { return in[r.Row.ID] })
		if len(more) == 0 {
			return all, tensions, nil
		}
		seeds = append(seeds, more...)
	}
}

// putTensions keeps tensions between articles, which no article brought.
func (m *merger) putTensions(rows []demarche.Row) error {
	if len(rows) == 0 {
		return nil
	}
	out := make([]store.Row, len(rows))
	for i, r := range rows {
		out[i] = store.Row{Report: demarche.Report{Row: r, Recorded: m.now}}
	}
	return m.tx.PutRows(out)
}

// tense says where tensions belong and gives the entry of each of their rows.
func (m *merger) tense(tensions []demarche.Row, now map[demarche.RowID]ledger.Belongs, gone map[demarche.RowID]bool) (map[demarche.RowID]ledger.Belongs, map[demarche.RowID]demarche.EntryID, error) {
	var elsewhere []demarche.RowID
	for _, t := range tensions {
		for _, id := range t.Between.Rows {
			if _, ok := now[id]; !ok && !gone[id] {
				elsewhere = append(elsewhere, id)
			}
		}
	}
	other, err := m.tx.Belongs(elsewhere)
	if err != nil {
		return nil, nil, err
	}
	at := map[demarche.RowID]demarche.EntryID{}
	find := func(id demarche.RowID) (demarche.EntryID, bool) {
		b, ok := now[id]
		if !ok {
			b, ok = other[id]
		}
		if !ok || gone[id] {
			return "", false
		}
		at[id] = b.Entry
		return b.Entry, true
	}
	return ledger.Tense(tensions, find), at, nil
}

// fold makes the touched entries again, and every tension beside one of them;
// those that have no row left are nil.
func (m *merger) fold(ctx context.Context, touched map[demarche.EntryID]bool, byID map[demarche.RowID]demarche.Report, now map[demarche.RowID]ledger.Belongs,
	tensions []demarche.Row, tense map[demarche.RowID]ledger.Belongs, at map[demarche.RowID]demarche.EntryID) (map[demarche.EntryID]*demarche.Entry, error) {
	members := map[demarche.EntryID][]demarche.Report{}
	for id, b := range now {
		if touched[b.Entry] {
			members[b.Entry] = append(members[b.Entry], byID[id])
		}
	}
	out := map[demarche.EntryID]*demarche.Entry{}
	for id := range touched {
		out[id] = nil
		if rs := members[id]; len(rs) > 0 {
			e := ledger.Fold(now[rs[0].Row.ID], rs, m.words(rs), m.ties)
			out[id] = &e
		}
	}
	groups := map[demarche.EntryID][]demarche.Row{}
	for _, t := range tensions {
		b, ok := tense[t.ID]
		if !ok {
			continue
		}
		if touched[b.Entry] || touched[at[t.Between.Rows[0]]] || touched[at[t.Between.Rows[1]]] {
			groups[b.Entry] = append(groups[b.Entry], t)
		}
	}
	for id, rows := range groups {
		first := slices.MinFunc(rows, func(a, b demarche.Row) int {
			if a.ID < b.ID {
				return -1
			}
			return 1
		})
		var sides [2]demarche.Entry
		for i, row := range first.Between.Rows {
			if e := out[at[row]]; e != nil {
				sides[i] = *e
				continue
			}
			e, err := m.tx.Entry(ctx, string(at[row]), store.Known{})
			if err != nil {
				return nil, err
			}
			sides[i] = e
		}
		var decisions []demarche.Decision
		for _, t := range rows {
			decisions = append(decisions, m.decided[string(t.ID)]...)
		}
		e := ledger.FoldTension(tense[first.ID], rows, sides, decisions)
		out[id] = &e
	}
	return out, nil
}

// words gives the decisions in force about any of an entry's rows, oldest
// first.
func (m *merger) words(rs []demarche.Report) []demarche.Decision {
	if len(m.decided) == 0 {
		return nil
	}
	var out []demarche.Decision
	for _, r := range rs {
		out = append(out, m.decided[string(r.Row.ID)]...)
	}
	slices.SortFunc(out, func(a, b demarche.Decision) int { return int(a.Seq - b.Seq) })
	return out
}
