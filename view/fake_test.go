package view

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

// memory is a record in memory: reports, each with the entry that it tells.
// It answers as store.Reader promises, without an index.
type memory struct {
	began     time.Time
	articles  []store.Article
	reports   []told
	tensions  []tense
	decisions []demarche.Decision
}

// told is a report with the entry and series that it belongs to, until gone.
type told struct {
	demarche.Report
	entry  demarche.EntryID
	series demarche.SeriesID
	gone   time.Time
	cause  demarche.Cause
}

type tense struct {
	id   demarche.EntryID
	kind demarche.TensionKind
	a, b demarche.RowID
}

var _ store.Reader = (*memory)(nil)

// as gives the reports that a state of knowledge has.
func (m *memory) as(k store.Known) []told {
	var out []told
	for _, r := range m.reports {
		if !k.At.IsZero() && r.Recorded.After(k.At) || !r.gone.IsZero() && (k.At.IsZero() || !r.gone.After(k.At)) {
			continue
		}
		if p, ok := demarche.ParseEDTF(string(r.Published)); k.Published != 0 && (!ok || p.From > k.Published) {
			continue
		}
		out = append(out, r)
	}
	return out
}

// fold gives all entries as known.
func (m *memory) fold(k store.Known) []demarche.Entry {
	groups := map[demarche.EntryID][]told{}
	home := map[demarche.RowID]demarche.EntryID{}
	for _, r := range m.as(k) {
		groups[r.entry] = append(groups[r.entry], r)
		home[r.Row.ID] = r.entry
	}
	byID := map[demarche.EntryID]demarche.Entry{}
	var out []demarche.Entry
	for id, g := range groups {
		var reports []demarche.Report
		for _, t := range g {
			reports = append(reports, t.Report)
		}
		e := ledger.Fold(ledger.Belongs{Entry: id, Series: g[0].series}, reports, m.about(k, string(id)), nil)
		if g[0].series != "" {
			e.Series = g[0].series
		}
		byID[id] = e
		out = append(out, e)
	}
	for _, t := range m.tensions {
		a, ok1 := home[t.a]
		b, ok2 := home[t.b]
		if !ok1 || !ok2 {
			continue
		}
		row := demarche.Row{ID: demarche.RowID(t.id), Kind: demarche.TensionRow, Between: &demarche.Between{Kind: t.kind, Rows: [2]demarche.RowID{t.a, t.b}}}
		out = append(out, ledger.FoldTension(ledger.Belongs{Entry: t.id}, []demarche.Row{row}, [2]demarche.Entry{byID[a], byID[b]}, m.about(k, string(t.id))))
	}
	slices.SortFunc(out, func(x, y demarche.Entry) int { return cmp.Compare(x.ID, y.ID) })
	return out
}

func (m *memory) about(k store.Known, target string) []demarche.Decision {
	var out []demarche.Decision
	for _, d := range m.decisions {
		if d.Target == target && (k.At.IsZero() || !d.Recorded.After(k.At)) {
			out = append(out, d)
		}
	}
	return out
}

func (m *memory) Stat(context.Context) (store.Stat, error) {
	return store.Stat{Articles: len(m.articles), Began: m.began, Rows: len(m.reports), Changes: int64(len(m.reports)), Decisions: int64(len(m.decisions))}, nil
}

func (m *memory) Entries(_ context.Context, q store.Query) iter.Seq2[demarche.Entry, error] {
	var found []demarche.Entry
	for _, e := range m.fold(q.Known) {
		if m.wants(&e, q) {
			found = append(found, e)
		}
	}
	day := func(e demarche.Entry, up bool) demarche.Day {
		i, ok := e.Happens.Interval()
		switch {
		case !ok && up:
			return demarche.End
		case !ok:
			return demarche.Beginning
		case i.From == demarche.Beginning:
			return i.To
		}
		return i.From
	}
	slices.SortStableFunc(found, func(x, y demarche.Entry) int {
		n := 0
		switch q.Order {
		case store.Oldest:
			n = cmp.Compare(x.Reported[0], y.Reported[0])
		case store.ByDate:
			n = cmp.Compare(day(y, false), day(x, false))
		case store.ByDateUp:
			n = cmp.Compare(day(x, true), day(y, true))
		default:
			n = cmp.Compare(y.Reported[0], x.Reported[0])
		}
		return cmp.Or(n, cmp.Compare(x.ID, y.ID))
	})
	if q.After != "" {
		i := slices.IndexFunc(found, func(e demarche.Entry) bool { return string(e.ID) == q.After })
		found = found[i+1:]
	}
	if q.Limit > 0 && len(found) > q.Limit {
		found = found[:q.Limit]
	}
	return all(found)
}

func all[T any](list []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, x := range list {
			if !yield(x, nil) {
				return
			}
		}
	}
}

func (m *memory) wants(e *demarche.Entry, q store.Query) bool {
	none := demarche.Interval{}
	in := func(ids []demarche.ActorID) bool {
		return slices.ContainsFunc(e.Parties, func(p demarche.Party) bool { return slices.Contains(ids, p.ID) })
	}
	published := func(m demarche.Maybe) (demarche.Day, bool) {
		i, ok := demarche.ParseEDTF(string(m))
		return i.From, ok
	}
	switch {
	case e.Review == demarche.Rejected && !q.Rejected,
		len(q.Kinds) > 0 && !slices.Contains(q.Kinds, e.Kind),
		len(q.Types) > 0 && (e.Act == nil || !slices.Contains(q.Types, e.Act.Type)),
		len(q.Statuses) > 0 && (e.Act == nil || !slices.Contains(q.Statuses, e.Act.Status)),
		len(q.Forces) > 0 && (e.Statement == nil || !slices.Contains(q.Forces, e.Statement.Force)),
		len(q.Actors) > 0 && !in(q.Actors),
		len(q.Pair[0]) > 0 && !(in(q.Pair[0]) && in(q.Pair[1])),
		q.Issue != "" && !slices.Contains(e.Issues, q.Issue),
		q.Series != "" && e.Series != q.Series,
		q.Key && !e.Key:
		return false
	}
	for _, w := range strings.Fields(strings.ToLower(q.Words)) {
		if !strings.Contains(strings.ToLower(strings.Join(e.Words, " ")), w) {
			return false
		}
	}
	if q.Happens != none {
		if i, ok := e.Happens.Interval(); !ok || !i.Overlaps(q.Happens) {
			return false
		}
	}
	if q.Said != none {
		i, ok := e.Said.Interval()
		if !ok {
			i, ok = demarche.ParseEDTF(string(e.Reported[0]))
		}
		if !ok || !i.Overlaps(q.Said) {
			return false
		}
	}
	if q.Reported != none {
		first, ok1 := published(e.Reported[0])
		last, ok2 := published(e.Reported[1])
		if !(ok1 && q.Reported.Contains(first)) && !(ok2 && q.Reported.Contains(last)) {
			return false
		}
	}
	if q.Article != "" || q.Source != "" {
		return slices.ContainsFunc(m.as(q.Known), func(r told) bool {
			return r.entry == e.ID && (q.Article == "" || r.Row.Article == q.Article) && (q.Source == "" || string(r.Source) == q.Source)
		})
	}
	return true
}

func (m *memory) Entry(_ context.Context, id string, k store.Known) (demarche.Entry, error) {
	for _, r := range m.as(k) {
		if string(r.Row.ID) == id {
			id = string(r.entry)
		}
	}
	for _, e := range m.fold(k) {
		if string(e.ID) == id {
			return e, nil
		}
	}
	return demarche.Entry{}, demarche.Errorf(demarche.NotFound, id, "there is no such entry")
}

func (m *memory) Reports(_ context.Context, id demarche.EntryID, k store.Known) ([]demarche.Report, error) {
	var out []demarche.Report
	for _, r := range m.as(k) {
		if r.entry == id {
			out = append(out, r.Report)
		}
	}
	slices.SortStableFunc(out, func(x, y demarche.Report) int { return cmp.Compare(x.Published, y.Published) })
	return out, nil
}

func (m *memory) Row(_ context.Context, id demarche.RowID) (demarche.Report, error) {
	for _, r := range m.reports {
		if r.Row.ID == id {
			return r.Report, nil
		}
	}
	return demarche.Report{}, demarche.Errorf(demarche.NotFound, string(id), "there is no such row")
}

func (m *memory) Article(_ context.Context, ref string) (store.Article, error) {
	for _, a := range m.articles {
		if string(a.ID) == ref || string(a.Key) == ref || string(a.URL) == ref {
			return a, nil
		}
	}
	return store.Article{}, demarche.Errorf(demarche.NotFound, ref, "there is no such article")
}

func (m *memory) Articles(_ context.Context, q store.ArticleQuery) iter.Seq2[store.Article, error] {
	found := slices.DeleteFunc(slices.Clone(m.articles), func(a store.Article) bool {
		p, _ := demarche.ParseEDTF(string(a.Published))
		return q.Source != "" && string(a.Source) != q.Source || q.Published != 0 && p.From > q.Published || !q.At.IsZero() && a.Captured.After(q.At)
	})
	slices.SortStableFunc(found, func(x, y store.Article) int { return cmp.Compare(y.Published, x.Published) })
	if q.Limit > 0 && len(found) > q.Limit {
		found = found[:q.Limit]
	}
	return all(found)
}

func (m *memory) Outlets(ctx context.Context, k store.Known) ([]store.Outlet, error) {
	out := []store.Outlet{}
	for a := range m.Articles(ctx, store.ArticleQuery{Known: k}) {
		i := slices.IndexFunc(out, func(o store.Outlet) bool { return o.Name == a.Source })
		if i < 0 {
			i = len(out)
			out = append(out, store.Outlet{Name: a.Source, Last: a.Published})
		}
		out[i].Articles++
		out[i].First = a.Published
	}
	slices.SortFunc(out, func(x, y store.Outlet) int { return cmp.Or(y.Articles-x.Articles, cmp.Compare(x.Name, y.Name)) })
	return out, nil
}

func (m *memory) Reading(_ context.Context, key demarche.ArticleKey) (*demarche.Reading, error) {
	for _, a := range m.articles {
		if a.Key == key && a.Forgotten == nil {
			return &demarche.Reading{Article: a.Article, Engine: demarche.Engine{Version: "0.1.0", Rules: "sha256:0123456789abcdef", Weights: "sha256:fedcba9876543210"}}, nil
		}
	}
	return nil, demarche.Errorf(demarche.NotFound, string(key), "there is no reading")
}

func (m *memory) Actors(_ context.Context, words string, k store.Known) iter.Seq2[store.Actor, error] {
	byID := map[demarche.ActorID]*store.Actor{}
	for _, r := range m.as(k) {
		for _, p := range r.Row.Known {
			a := byID[p.ID]
			if a == nil {
				a = &store.Actor{Party: p, Counts: map[demarche.RowKind]int{}, First: r.Published, Last: r.Published}
				byID[p.ID] = a
			}
			a.Counts[r.Row.Kind]++
			a.First, a.Last = min(a.First, r.Published), max(a.Last, r.Published)
			for _, name := range p.Aliases {
				i := slices.IndexFunc(a.Aliases, func(al store.Alias) bool { return al.Name == name })
				if i < 0 {
					i = len(a.Aliases)
					a.Aliases = append(a.Aliases, store.Alias{Name: name})
				}
				a.Aliases[i].Count++
			}
			for _, role := range p.Roles {
				if !slices.ContainsFunc(a.Offices, func(o store.Office) bool { return o.Title == role }) {
					a.Offices = append(a.Offices, store.Office{Title: role, First: r.Published, Last: r.Published})
				}
			}
		}
	}
	var found []store.Actor
	for _, a := range byID {
		text := string(a.ID) + "\n" + a.Name
		for _, al := range a.Aliases {
			text += "\n" + al.Name
		}
		if strings.Contains(strings.ToLower(text), strings.ToLower(words)) {
			found = append(found, *a)
		}
	}
	rows := func(a store.Actor) (n int) {
		for _, c := range a.Counts {
			n += c
		}
		return n
	}
	slices.SortFunc(found, func(x, y store.Actor) int { return cmp.Or(cmp.Compare(rows(y), rows(x)), cmp.Compare(x.ID, y.ID)) })
	return all(found)
}

func (m *memory) Changes(_ context.Context, after int64) iter.Seq2[demarche.Change, error] {
	var out []demarche.Change
	seen := map[demarche.EntryID]bool{}
	for i, r := range m.reports {
		kind := demarche.Asserted
		if seen[r.entry] {
			kind = demarche.Supported
		}
		seen[r.entry] = true
		out = append(out, demarche.Change{Seq: int64(i + 1), Recorded: r.Recorded, Kind: kind, Cause: demarche.ByArticle, Row: r.Row.ID, Entry: r.entry, Article: r.Row.Article})
	}
	return all(out[after:])
}

func (m *memory) ChangesOf(ctx context.Context, rows []demarche.RowID) iter.Seq2[demarche.Change, error] {
	var out []demarche.Change
	for c := range m.Changes(ctx, 0) {
		if slices.Contains(rows, c.Row) || slices.Contains(rows, demarche.RowID(c.Entry)) {
			out = append(out, c)
		}
	}
	return all(out)
}

func (m *memory) Decisions(_ context.Context, target string) iter.Seq2[demarche.Decision, error] {
	var out []demarche.Decision
	for _, d := range m.decisions {
		if target == "" || d.Target == target {
			out = append(out, d)
		}
	}
	return all(out)
}

func (m *memory) DecisionsAfter(_ context.Context, seq int64) iter.Seq2[demarche.Decision, error] {
	var out []demarche.Decision
	for _, d := range m.decisions {
		if d.Seq > seq {
			out = append(out, d)
		}
	}
	return all(out)
}

func (m *memory) Versions(_ context.Context, since, until time.Time) iter.Seq2[store.Step, error] {
	before, after := map[demarche.EntryID]demarche.Entry{}, map[demarche.EntryID]demarche.Entry{}
	for _, e := range m.fold(store.Known{At: since}) {
		before[e.ID] = e
	}
	var ids []demarche.EntryID
	for _, e := range m.fold(store.Known{At: until}) {
		after[e.ID] = e
		ids = append(ids, e.ID)
	}
	for id := range before {
		if _, ok := after[id]; !ok {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	within := func(t time.Time) bool { return t.After(since) && !t.After(until) }
	var out []store.Step
	for _, id := range ids {
		var s store.Step
		for _, r := range m.reports {
			if r.entry == id && within(r.Recorded) {
				s.Causes = append(s.Causes, cmp.Or(r.cause, demarche.ByArticle))
			}
			if r.entry == id && within(r.gone) {
				s.Causes = append(s.Causes, cmp.Or(r.cause, demarche.ByForgetting))
			}
		}
		for _, d := range m.decisions {
			if d.Target == string(id) && within(d.Recorded) {
				s.Causes = append(s.Causes, demarche.ByDecision)
			}
		}
		if e, ok := before[id]; ok {
			s.Before = &e
		}
		if e, ok := after[id]; ok {
			s.After = &e
			if e.Kind == demarche.TensionRow && s.Before == nil {
				s.Causes = append(s.Causes, demarche.ByArticle)
			}
		}
		if len(s.Causes) > 0 {
			out = append(out, s)
		}
	}
	return all(out)
}

func (m *memory) Pairs(_ context.Context, q store.Query) ([]store.Pair, error) {
	sum := map[store.Pair]int{}
	for _, e := range m.fold(q.Known) {
		if !m.wants(&e, q) || e.Act == nil {
			continue
		}
		who := slices.Concat(e.Act.Who, e.Act.Whom)
		for i, a := range who {
			for _, b := range who[i+1:] {
				sum[store.Pair{A: min(a, b), B: max(a, b), Type: e.Act.Type, Status: e.Act.Status}]++
			}
		}
	}
	var out []store.Pair
	for p, n := range sum {
		p.Count = n
		out = append(out, p)
	}
	return out, nil
}

func (m *memory) Days(context.Context, store.Query) ([]store.DayCount, error) { return nil, nil }

func (m *memory) Search(_ context.Context, words string, q store.Query) iter.Seq2[store.Hit, error] {
	var out []store.Hit
	for a := range m.Articles(context.Background(), store.ArticleQuery{Known: q.Known}) {
		i := strings.Index(strings.ToLower(a.Text), strings.ToLower(words))
		if i < 0 {
			continue
		}
		text := a.Text
		a.Text = ""
		out = append(out, store.Hit{Article: a, Snippet: text[max(0, i-30):min(len(text), i+60)]})
	}
	return all(out)
}

func (m *memory) RowsOf(key demarche.ArticleKey) ([]demarche.Report, error) {
	var out []demarche.Report
	for _, r := range m.reports {
		if r.Row.Article == key && r.gone.IsZero() {
			out = append(out, r.Report)
		}
	}
	return out, nil
}
