package storetest

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strings"
	"time"

	"demarche"
	"demarche/ledger"
	"demarche/store"
)

func dayOf(m demarche.Maybe) (demarche.Day, bool) {
	i, ok := demarche.ParseEDTF(string(m))
	return i.To, ok && i.To != demarche.End
}

func (t *modelTx) at(k store.Known) int64 {
	if k.At.IsZero() {
		return t.last()
	}
	n := int64(0)
	for _, c := range t.st.changes {
		if !c.Recorded.After(k.At) {
			n = c.Seq
		}
	}
	return n
}

// report is a row after change n, published by a day.
func (t *modelTx) report(id demarche.RowID, n int64, by demarche.Day) (demarche.Report, bool) {
	r := t.row(id)
	if r == nil || len(r.bodies) == 0 {
		return demarche.Report{}, false
	}
	rep := r.bodies[len(r.bodies)-1].rep
	then := n < t.last() || t.then
	for i := len(r.bodies) - 1; i >= 0 && then; i-- {
		if r.bodies[i].since <= n {
			rep = r.bodies[i].rep
			break
		}
	}
	if a := t.art(r.article); a != nil {
		if d, ok := dayOf(a.Published); by != 0 && (!ok || d > by) {
			return rep, false
		}
		rep.ArticleID, rep.Title, rep.Published, rep.Source, rep.URL, rep.Origin = a.ID, a.Title, a.Published, a.Source, a.URL, a.Origin
		for i := len(a.was) - 1; i >= 0 && then && a.was[i].Until > n; i-- {
			rep.Origin = a.was[i].Origin
		}
		if rep.Origin == "" {
			rep.Origin = a.Key
		}
	}
	return rep, true
}

func (t *modelTx) reports(ids []demarche.RowID) ([]demarche.Report, error) {
	var out []demarche.Report
	for i, id := range ids {
		if rep, ok := t.report(id, t.last(), 0); ok && !slices.Contains(ids[:i], id) {
			out = append(out, rep)
		}
	}
	return out, nil
}

func (t *modelTx) standing(id demarche.RowID) ledger.Belongs {
	for _, p := range t.st.places {
		if p.row == id && p.until == holds {
			return p.at
		}
	}
	return ledger.Belongs{}
}

func (t *modelTx) Near(blocks []ledger.Block) ([]demarche.Report, error) {
	var ids []demarche.RowID
	for _, k := range t.st.blocks {
		if slices.Contains(blocks, k.block) && t.standing(k.row).Entry != "" {
			ids = append(ids, k.row)
		}
	}
	return t.reports(ids)
}

func (t *modelTx) Members(rows []demarche.RowID) ([]demarche.Report, error) { return t.reports(rows) }

func (t *modelTx) RowsOf(key demarche.ArticleKey) ([]demarche.Report, error) {
	a := t.art(key)
	if a == nil || a.Forgotten != nil {
		return nil, nil
	}
	var ids []demarche.RowID
	for _, r := range t.st.rows {
		if r.article == key && r.reading == len(a.readings) {
			ids = append(ids, r.id)
		}
	}
	slices.Sort(ids)
	return t.reports(ids)
}

func (t *modelTx) Tensions(rows []demarche.RowID) ([]demarche.Row, error) {
	var out []demarche.Row
	for _, r := range t.st.rows {
		rep, ok := t.report(r.id, t.last(), 0)
		if ok && rep.Row.Between != nil && (slices.Contains(rows, rep.Row.Between.Rows[0]) || slices.Contains(rows, rep.Row.Between.Rows[1])) {
			out = append(out, rep.Row)
		}
	}
	slices.SortFunc(out, func(a, b demarche.Row) int { return cmp.Compare(a.ID, b.ID) })
	return out, nil
}

func (t *modelTx) Belongs(rows []demarche.RowID) (map[demarche.RowID]ledger.Belongs, error) {
	out := map[demarche.RowID]ledger.Belongs{}
	for _, id := range rows {
		if b := t.standing(id); b.Entry != "" {
			out[id] = b
		}
	}
	return out, nil
}

func (t *modelTx) EntryRows(entries []demarche.EntryID) (map[demarche.EntryID][]demarche.RowID, error) {
	out := map[demarche.EntryID][]demarche.RowID{}
	for _, p := range t.st.places {
		if p.until == holds && slices.Contains(entries, p.at.Entry) {
			out[p.at.Entry] = append(out[p.at.Entry], p.row)
		}
	}
	for _, rows := range out {
		slices.Sort(rows)
	}
	return out, nil
}

// members are the rows of an entry after change n, and its series.
func (t *modelTx) members(id demarche.EntryID, n int64) (rows []demarche.RowID, series demarche.SeriesID) {
	for _, p := range t.st.places {
		if p.at.Entry == id && p.since <= n && p.until > n {
			rows, series = append(rows, p.row), max(series, p.at.Series)
		}
	}
	return rows, series
}

func (t *modelTx) decided(n int64) ([]demarche.Decision, *ledger.Ties) {
	var all []demarche.Decision
	for _, d := range t.st.decisions {
		if d.basis < n || n >= t.last() && !t.then {
			all = append(all, d.Decision)
		}
	}
	return ledger.InForce(all), ledger.TiesOf(all)
}

func (t *modelTx) fold(id demarche.EntryID, n int64, by demarche.Day) (demarche.Entry, bool) {
	rows, series := t.members(id, n)
	inForce, ties := t.decided(n)
	var reports []demarche.Report
	for _, r := range rows {
		rep, ok := t.report(r, n, by)
		if b := rep.Row.Between; ok && b != nil {
			_, ok1 := t.report(b.Rows[0], n, by)
			_, ok2 := t.report(b.Rows[1], n, by)
			ok = ok1 && ok2
		}
		if ok {
			reports = append(reports, rep)
		}
	}
	if len(reports) == 0 {
		return demarche.Entry{}, false
	}
	var about []demarche.Decision
	for _, d := range inForce {
		if slices.ContainsFunc(reports, func(r demarche.Report) bool { return string(r.Row.ID) == d.Target }) {
			about = append(about, d)
		}
	}
	b := ledger.Belongs{Entry: id, Series: series}
	if id[0] != 't' {
		return ledger.Fold(b, reports, about, ties), true
	}
	slices.SortFunc(reports, func(a, b demarche.Report) int { return cmp.Compare(a.Row.ID, b.Row.ID) })
	var own []demarche.Row
	for _, r := range reports {
		own = append(own, r.Row)
	}
	var sides [2]demarche.Entry
	for i, row := range own[0].Between.Rows {
		side, ok := t.entry(t.entryOf(string(row), n), n, by)
		if !ok {
			return side, false
		}
		sides[i] = side
	}
	return ledger.FoldTension(b, own, sides, about), true
}

func (t *modelTx) entryOf(id string, n int64) demarche.EntryID {
	for _, p := range t.st.places {
		if string(p.row) == id && p.since <= n && p.until > n {
			return p.at.Entry
		}
	}
	return demarche.EntryID(id)
}

// entry is an entry after change n as told by a day. Where all its reports
// were there by the day it is as it was written, else it is folded.
func (t *modelTx) entry(id demarche.EntryID, n int64, by demarche.Day) (demarche.Entry, bool) {
	for _, v := range t.st.versions {
		if v.id != id || v.since > n || v.until <= n {
			continue
		}
		if by != 0 && !t.settled(id, n, by) {
			return t.fold(id, n, by)
		}
		return v.e, true
	}
	return demarche.Entry{}, false
}

func (t *modelTx) settled(id demarche.EntryID, n int64, by demarche.Day) bool {
	rows, _ := t.members(id, n)
	if id[0] == 't' {
		for _, v := range t.st.versions {
			if v.id == id && v.since <= n && v.until > n && v.e.Tension != nil {
				return t.settled(v.e.Tension.Entries[0], n, by) && t.settled(v.e.Tension.Entries[1], n, by)
			}
		}
		return true
	}
	for _, r := range rows {
		if a := t.art(t.row(r).article); a != nil {
			if d, ok := dayOf(a.Published); !ok || d > by {
				return false
			}
		}
	}
	return true
}

func (t *modelTx) Entry(_ context.Context, id string, k store.Known) (demarche.Entry, error) {
	n := t.at(k)
	e, ok := t.entry(t.entryOf(id, n), n, k.Published)
	if !ok {
		return demarche.Entry{}, missing("entry " + id)
	}
	return e, nil
}

func (t *modelTx) Reports(_ context.Context, id demarche.EntryID, k store.Known) ([]demarche.Report, error) {
	n := t.at(k)
	rows, _ := t.members(t.entryOf(string(id), n), n)
	var out []demarche.Report
	for _, r := range rows {
		if rep, ok := t.report(r, n, k.Published); ok {
			out = append(out, rep)
		}
	}
	slices.SortFunc(out, func(a, b demarche.Report) int {
		return cmp.Or(cmp.Compare(lateDay(a.Published), lateDay(b.Published)), cmp.Compare(a.Row.ID, b.Row.ID))
	})
	return out, nil
}

func lateDay(m demarche.Maybe) demarche.Day {
	if d, ok := dayOf(m); ok {
		return d
	}
	return demarche.End
}

func (t *modelTx) Row(_ context.Context, id demarche.RowID) (demarche.Report, error) {
	rep, ok := t.report(id, t.last(), 0)
	if !ok {
		return rep, missing("row " + string(id))
	}
	return rep, nil
}

func (t *modelTx) Article(_ context.Context, ref string) (store.Article, error) {
	for _, fits := range []func(a *store.Article) bool{
		func(a *store.Article) bool { return string(a.Key) == ref },
		func(a *store.Article) bool { return string(a.ID) == ref },
		func(a *store.Article) bool { return string(a.URL) == ref },
		func(a *store.Article) bool { return len(ref) >= 6 && strings.HasPrefix(a.SHA256, ref) },
	} {
		var found []store.Article
		for _, a := range t.st.arts {
			if ref != "" && fits(&a.Article) {
				found = append(found, a.Article)
			}
		}
		if len(found) > 0 {
			slices.SortFunc(found, byNewest)
			return found[0], nil
		}
	}
	return store.Article{}, missing("article " + ref)
}

func byNewest(a, b store.Article) int {
	x, okX := dayOf(a.Published)
	y, okY := dayOf(b.Published)
	switch {
	case okX != okY && okX:
		return -1
	case okX != okY:
		return 1
	case x != y:
		return int(y - x)
	}
	return cmp.Or(cmp.Compare(a.Key, b.Key))
}

func (t *modelTx) Articles(_ context.Context, q store.ArticleQuery) iter.Seq2[store.Article, error] {
	var all []store.Article
	for _, a := range t.st.arts {
		d, ok := dayOf(a.Published)
		if !q.At.IsZero() && a.Captured.After(q.At) || q.Published != 0 && (!ok || d > q.Published) || q.Source != "" && string(a.Source) != q.Source ||
			q.Since != 0 && (!ok || d < q.Since) || q.Until != 0 && (!ok || d > q.Until) {
			continue
		}
		c := a.Article
		c.Text = ""
		all = append(all, c)
	}
	slices.SortFunc(all, byNewest)
	if q.After != "" {
		if last := t.art(q.After); last != nil {
			all = slices.DeleteFunc(all, func(a store.Article) bool { return byNewest(a, last.Article) <= 0 })
		}
	}
	return list(limited(all, q.Limit))
}

func (t *modelTx) Outlets(ctx context.Context, known store.Known) ([]store.Outlet, error) {
	out := []store.Outlet{}
	for a := range t.Articles(ctx, store.ArticleQuery{Known: known}) {
		i := slices.IndexFunc(out, func(o store.Outlet) bool { return o.Name == a.Source })
		if i < 0 {
			i = len(out)
			out = append(out, store.Outlet{Name: a.Source})
		}
		o := &out[i]
		o.Articles++
		if d, ok := dayOf(a.Published); ok {
			day := demarche.Maybe(d.String())
			o.First, o.Last = day, cmp.Or(o.Last, day) // they come newest first
		}
	}
	slices.SortFunc(out, func(x, y store.Outlet) int { return cmp.Or(y.Articles-x.Articles, cmp.Compare(x.Name, y.Name)) })
	return out, nil
}

func limited[T any](s []T, n int) []T {
	if n > 0 && len(s) > n {
		return s[:n]
	}
	return s
}

func list[T any](s []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, v := range s {
			if !yield(v, nil) {
				return
			}
		}
	}
}

func (t *modelTx) Reading(_ context.Context, key demarche.ArticleKey) (*demarche.Reading, error) {
	a := t.art(key)
	if a == nil || len(a.readings) == 0 {
		return nil, missing("reading")
	}
	return a.readings[len(a.readings)-1], nil
}

func (t *modelTx) Changes(_ context.Context, after int64) iter.Seq2[demarche.Change, error] {
	return list(t.st.changes[min(after, t.last()):])
}

func (t *modelTx) ChangesOf(_ context.Context, rows []demarche.RowID) iter.Seq2[demarche.Change, error] {
	var out []demarche.Change
	for _, c := range t.st.changes {
		if slices.Contains(rows, c.Row) || c.Entry != "" && slices.Contains(rows, demarche.RowID(c.Entry)) {
			out = append(out, c)
		}
	}
	return list(out)
}

func (t *modelTx) Decisions(_ context.Context, target string) iter.Seq2[demarche.Decision, error] {
	var out []demarche.Decision
	for _, d := range t.st.decisions {
		if target == "" || d.Target == target {
			out = append(out, d.Decision)
		}
	}
	return list(out)
}

func (t *modelTx) DecisionsAfter(_ context.Context, seq int64) iter.Seq2[demarche.Decision, error] {
	var out []demarche.Decision
	for _, d := range t.st.decisions {
		if d.Seq > seq {
			out = append(out, d.Decision)
		}
	}
	return list(out)
}

func (t *modelTx) Versions(_ context.Context, since, until time.Time) iter.Seq2[store.Step, error] {
	from, to := int64(0), t.at(store.Known{At: until})
	if !since.IsZero() {
		from = t.at(store.Known{At: since})
	}
	first := map[demarche.EntryID]int64{}
	causes := map[demarche.EntryID]map[demarche.Cause]bool{}
	note := func(id demarche.EntryID, seq int64, cs []demarche.Cause) {
		if seq <= from || seq > to {
			return
		}
		if f, ok := first[id]; !ok || seq < f {
			first[id] = seq
		}
		if causes[id] == nil {
			causes[id] = map[demarche.Cause]bool{}
		}
		for _, c := range cs {
			causes[id][c] = true
		}
	}
	for _, v := range t.st.versions {
		note(v.id, v.since, v.causes)
		note(v.id, v.until, v.ended)
	}
	ids := keys(first)
	slices.SortFunc(ids, func(a, b demarche.EntryID) int { return cmp.Or(cmp.Compare(first[a], first[b]), cmp.Compare(a, b)) })
	var out []store.Step
	seen := func(id demarche.EntryID, n int64) *demarche.Entry {
		if e, ok := t.entry(id, n, 0); ok && n > 0 && !e.Withdrawn {
			return &e
		}
		return nil
	}
	for _, id := range ids {
		s := store.Step{Before: seen(id, from), After: seen(id, to)}
		for _, c := range []demarche.Cause{demarche.ByArticle, demarche.ByCorrection, demarche.ByRereading, demarche.ByDecision, demarche.ByForgetting} {
			if causes[id][c] {
				s.Causes = append(s.Causes, c)
			}
		}
		if s.Before != nil || s.After != nil {
			out = append(out, s)
		}
	}
	return list(out)
}

func (t *modelTx) Stat(ctx context.Context) (store.Stat, error) {
	out := store.Stat{Articles: len(t.st.arts), Entries: map[demarche.RowKind]int{}, Changes: t.last(), Decisions: int64(len(t.st.decisions))}
	for _, a := range t.st.arts {
		if a.Origin != "" && a.Origin != a.Key {
			out.Copies++
		}
		if a.Forgotten != nil {
			out.Forgotten++
		}
	}
	for _, r := range t.st.rows {
		if len(r.bodies) > 0 {
			out.Rows++
		}
	}
	actors := map[demarche.ActorID]bool{}
	for _, v := range t.st.versions {
		if v.until == holds && !v.e.Withdrawn {
			out.Entries[v.e.Kind]++
			for _, a := range store.TakePart(&v.e) {
				if v.e.Review != demarche.Rejected {
					actors[a] = true
				}
			}
		}
	}
	out.Actors = len(actors)
	if n := len(t.st.changes); n > 0 {
		out.Began, out.Latest = t.st.changes[0].Recorded, t.st.changes[n-1].Recorded
	}
	return out, nil
}
