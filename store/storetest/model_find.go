package storetest

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strings"
	"unicode"

	"demarche"
	"demarche/ledger"
	"demarche/store"
)

func (t *modelTx) Entries(_ context.Context, q store.Query) iter.Seq2[demarche.Entry, error] {
	n := t.at(q.Known)
	ids := map[demarche.EntryID]bool{}
	for _, v := range t.st.versions {
		if v.since <= n && v.until > n {
			ids[v.id] = true
		}
	}
	var out []demarche.Entry
	for id := range ids {
		if e, ok := t.entry(id, n, q.Published); ok && t.wants(&e, q, n) {
			out = append(out, e)
		}
	}
	order := func(a, b demarche.Entry) int {
		return cmp.Or(slices.Compare(place2(&a, q.Order), place2(&b, q.Order)), cmp.Compare(a.ID, b.ID))
	}
	slices.SortFunc(out, order)
	if q.After != "" {
		if last, ok := t.entry(demarche.EntryID(q.After), n, q.Published); ok {
			out = slices.DeleteFunc(out, func(e demarche.Entry) bool { return order(e, last) <= 0 })
		}
	}
	return list(limited(out, q.Limit))
}

// place2 is where an entry stands in an order: numbers that are compared one
// after the other.
func place2(e *demarche.Entry, o store.Order) []int {
	first, last := int(demarche.End), int(demarche.Beginning)
	if d, ok := dayOf(e.Reported[0]); ok {
		first = int(d)
	}
	if d, ok := dayOf(e.Reported[1]); ok {
		last = int(d)
	}
	switch o {
	case store.Oldest:
		return []int{first}
	case store.ByDate, store.ByDateUp:
		i, ok := e.Happens.Interval()
		if !ok {
			return []int{1, 0}
		}
		d := int(i.From)
		if i.From == demarche.Beginning {
			d = int(i.To)
		}
		if o == store.ByDate {
			d = -d
		}
		return []int{0, d}
	}
	return []int{-last}
}

func (t *modelTx) wants(e *demarche.Entry, q store.Query, n int64) bool {
	if e.Withdrawn || e.Review == demarche.Rejected && !q.Rejected || q.Key && !e.Key ||
		len(q.Kinds) > 0 && !slices.Contains(q.Kinds, e.Kind) ||
		len(q.Statuses) > 0 && (e.Act == nil || !slices.Contains(q.Statuses, e.Act.Status)) ||
		q.Series != "" && e.Series != q.Series || q.Issue != "" && !slices.Contains(e.Issues, q.Issue) {
		return false
	}
	if len(q.Types)+len(q.Forces) > 0 && !(e.Act != nil && slices.Contains(q.Types, e.Act.Type) || e.Statement != nil && slices.Contains(q.Forces, e.Statement.Force)) {
		return false
	}
	_, ties := t.decided(n)
	main := func(a demarche.ActorID) demarche.ActorID {
		if ties.Actor != nil {
			return ties.Actor(a)
		}
		return a
	}
	for _, actors := range [][]demarche.ActorID{q.Actors, q.Pair[0], q.Pair[1]} {
		if len(actors) > 0 && !slices.ContainsFunc(store.TakePart(e), func(a demarche.ActorID) bool {
			return slices.ContainsFunc(actors, func(b demarche.ActorID) bool { return a == b || main(a) == main(b) })
		}) {
			return false
		}
	}
	if !wantsDays(e, q) || !hasWords(strings.Join(e.Words, "\n"), q.Words, e.Kind == demarche.TensionRow) {
		return false
	}
	if q.Source == "" && q.Article == "" {
		return true
	}
	source, article := q.Source == "", q.Article == ""
	rows, _ := t.members(e.ID, n)
	for _, r := range rows {
		if a := t.art(t.row(r).article); a != nil {
			if rep, ok := t.report(r, n, q.Published); ok {
				source = source || string(rep.Source) == q.Source
			}
			d, ok := dayOf(a.Published)
			article = article || a.Key == q.Article && (q.Published == 0 || ok && d <= q.Published)
		}
	}
	return source && article
}

func wantsDays(e *demarche.Entry, q store.Query) bool {
	none := demarche.Interval{}
	if i, ok := e.Happens.Interval(); q.Happens != none && (!ok || !i.Overlaps(q.Happens)) {
		return false
	}
	first, ok1 := dayOf(e.Reported[0])
	last, ok2 := dayOf(e.Reported[1])
	if q.Said != none {
		i, ok := e.Said.Interval()
		if !ok {
			i, ok = demarche.Interval{From: first, To: last}, ok1 && ok2 && first <= last
		}
		if !ok || !i.Overlaps(q.Said) {
			return false
		}
	}
	return q.Reported == none || ok1 && q.Reported.Contains(first) || ok2 && q.Reported.Contains(last)
}

// hasWords reports whether all words stand in a text. The words of a tension
// are those of its sides, and it is not found by them.
func hasWords(text, words string, tension bool) bool {
	if words == "" {
		return true
	}
	cut := func(s string) []string {
		return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
	}
	have := cut(text)
	for _, w := range cut(words) {
		if tension || !slices.Contains(have, w) {
			return false
		}
	}
	return true
}

func (t *modelTx) Pairs(ctx context.Context, q store.Query) ([]store.Pair, error) {
	_, ties := t.decided(t.at(q.Known))
	main := func(a demarche.ActorID) demarche.ActorID {
		if ties.Actor != nil {
			return ties.Actor(a)
		}
		return a
	}
	in := func(ids []demarche.ActorID, a demarche.ActorID) bool {
		return slices.ContainsFunc(ids, func(b demarche.ActorID) bool { return main(b) == a })
	}
	counts := map[store.Pair]int{}
	all := q
	all.Limit, all.After = 0, ""
	for e, err := range t.Entries(ctx, all) {
		if err != nil {
			return nil, err
		}
		for _, p := range store.PairsOf(e.Act) {
			a, b := main(p[0]), main(p[1])
			if store.Mutual(e.Act.Type) {
				a, b = min(a, b), max(a, b)
			}
			if a == b || len(q.Actors) > 0 && !in(q.Actors, a) && !in(q.Actors, b) {
				continue
			}
			one, two := q.Pair[0], q.Pair[1]
			if len(one) > 0 && len(two) > 0 && !(in(one, a) && in(two, b) || in(one, b) && in(two, a)) {
				continue
			}
			counts[store.Pair{A: a, B: b, Type: e.Act.Type, Status: e.Act.Status}]++
		}
	}
	out := keys(counts)
	for i := range out {
		out[i].Count = counts[out[i]]
	}
	slices.SortFunc(out, func(x, y store.Pair) int {
		return cmp.Or(y.Count-x.Count, cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B), cmp.Compare(x.Type, y.Type), cmp.Compare(x.Status, y.Status))
	})
	return limited(out, q.Limit), nil
}

func (t *modelTx) Days(ctx context.Context, q store.Query) ([]store.DayCount, error) {
	counts := map[store.DayCount]int{}
	all := q
	all.Limit, all.After, all.Happens = 0, "", demarche.Interval{}
	for e, err := range t.Entries(ctx, all) {
		if err != nil {
			return nil, err
		}
		day, ok := store.DayOf(&e)
		if !ok || q.Happens != (demarche.Interval{}) && !q.Happens.Contains(day) {
			continue
		}
		d := store.DayCount{Day: day, Kind: e.Kind}
		if e.Act != nil {
			d.Type, d.Status = string(e.Act.Type), e.Act.Status
		}
		if e.Statement != nil {
			d.Type = string(e.Statement.Force)
		}
		counts[d]++
	}
	out := keys(counts)
	for i := range out {
		out[i].Count = counts[out[i]]
	}
	slices.SortFunc(out, func(x, y store.DayCount) int {
		k := func(d store.DayCount) int { return slices.Index(demarche.RowKinds, d.Kind) }
		return cmp.Or(cmp.Compare(x.Day, y.Day), k(x)-k(y), cmp.Compare(x.Type, y.Type), cmp.Compare(x.Status, y.Status))
	})
	return out, nil
}

func (t *modelTx) Search(_ context.Context, words string, q store.Query) iter.Seq2[store.Hit, error] {
	var found []store.Article
	for _, a := range t.st.arts {
		d, ok := dayOf(a.Published)
		if a.Forgotten != nil || !hasWords(a.Title+"\n"+a.Text, words, false) || q.Source != "" && string(a.Source) != q.Source ||
			!q.At.IsZero() && a.Captured.After(q.At) || q.Published != 0 && (!ok || d > q.Published) ||
			q.Reported != (demarche.Interval{}) && (!ok || !q.Reported.Contains(d)) || q.Article != "" && a.Key != q.Article {
			continue
		}
		c := a.Article
		c.Text = ""
		found = append(found, c)
	}
	slices.SortFunc(found, byNewest)
	if last := t.art(demarche.ArticleKey(q.After)); last != nil {
		found = slices.DeleteFunc(found, func(a store.Article) bool { return byNewest(a, last.Article) <= 0 })
	}
	var out []store.Hit
	for _, a := range limited(found, q.Limit) {
		out = append(out, store.Hit{Article: a})
	}
	return list(out)
}

func (t *modelTx) Actors(ctx context.Context, words string, known store.Known) iter.Seq2[store.Actor, error] {
	inForce, ties := t.decided(t.at(known))
	groups := map[demarche.ActorID]*store.Actor{}
	ids := map[demarche.ActorID][]demarche.ActorID{}
	for e, err := range t.Entries(ctx, store.Query{Known: known}) {
		if err != nil {
			return func(yield func(store.Actor, error) bool) { yield(store.Actor{}, err) }
		}
		for _, id := range store.TakePart(&e) {
			main := id
			if ties.Actor != nil {
				main = ties.Actor(id)
			}
			a := groups[main]
			if a == nil {
				a = &store.Actor{Counts: map[demarche.RowKind]int{}}
				a.ID = main
				groups[main] = a
			}
			a.Counts[e.Kind]++
			if !slices.Contains(ids[main], id) {
				ids[main] = append(ids[main], id)
			}
		}
	}
	var out []store.Actor
	for main, a := range groups {
		for _, id := range ids[main] {
			if id != main {
				a.Same = append(a.Same, id)
			}
		}
		slices.Sort(a.Same)
		t.describe(a, ids[main], known, inForce)
		if fits(a, words) {
			out = append(out, *a)
		}
	}
	sum := func(a *store.Actor) (n int) {
		for _, v := range a.Counts {
			n += v
		}
		return n
	}
	slices.SortFunc(out, func(a, b store.Actor) int { return cmp.Or(sum(&b)-sum(&a), cmp.Compare(a.ID, b.ID)) })
	return list(out)
}

// describe gathers what articles and persons say of an actor.
func (t *modelTx) describe(a *store.Actor, ids []demarche.ActorID, known store.Known, inForce []demarche.Decision) {
	type said struct {
		n           int
		first, last demarche.Maybe
	}
	told := [3]map[string]*said{{}, {}, {}}
	for _, m := range t.st.mentions {
		art := t.art(m.article)
		if !slices.Contains(ids, m.actor) || art == nil {
			continue
		}
		d, ok := dayOf(art.Published)
		if !known.At.IsZero() && m.recorded.After(known.At) || known.Published != 0 && (!ok || d > known.Published) {
			continue
		}
		s := told[m.what][m.name]
		if s == nil {
			s = &said{}
			told[m.what][m.name] = s
		}
		s.n++
		if day := demarche.Maybe(d.String()); ok {
			if s.first == "" || day < s.first {
				s.first = day
			}
			s.last = max(s.last, day)
		}
	}
	order := func(m map[string]*said) []string {
		return slices.SortedFunc(slices.Values(keys(m)), func(x, y string) int { return cmp.Or(m[y].n-m[x].n, cmp.Compare(x, y)) })
	}
	id := a.ID
	var bases []demarche.Party
	for _, name := range order(told[0]) {
		s := told[0][name]
		if s.first != "" && (a.First == "" || s.first < a.First) {
			a.First = s.first
		}
		a.Last = max(a.Last, s.last)
		bases = append(bases, copiedParty(name))
	}
	for _, own := range []bool{true, false} {
		if i := slices.IndexFunc(bases, func(p demarche.Party) bool { return (p.ID == id) == own }); i >= 0 && a.Name == "" {
			a.Party = bases[i]
		}
	}
	a.ID = id
	a.Name = cmp.Or(a.Name, string(id))
	off := map[string]bool{}
	for _, of := range append([]demarche.ActorID{id}, a.Same...) {
		for _, d := range inForce {
			if d.Target != string(of) {
				continue
			}
			switch d.Kind {
			case demarche.DecideRename:
				a.Name = unquoted(d.Value)
			case demarche.DecideReject:
				off[unquoted(d.Value)] = true
			case demarche.DecideAccept:
				delete(off, unquoted(d.Value))
			}
		}
	}
	a.Aliases, a.Offices = []store.Alias{}, []store.Office{}
	for _, name := range order(told[1]) {
		a.Aliases = append(a.Aliases, store.Alias{Name: name, Count: told[1][name].n, Off: off[name]})
	}
	for _, name := range order(told[2]) {
		a.Offices = append(a.Offices, store.Office{Title: name, First: told[2][name].first, Last: told[2][name].last})
	}
	slices.SortFunc(a.Offices, func(x, y store.Office) int {
		return cmp.Or(cmp.Compare(cmp.Or(x.First, "~"), cmp.Or(y.First, "~")), cmp.Compare(x.Title, y.Title))
	})
}

// fits reports whether every word begins a word of a name of the actor.
func fits(a *store.Actor, words string) bool {
	if n := len(words); n > 2 && words[0] == '"' && words[n-1] == '"' {
		return isCalled(a, words[1:n-1])
	}
	cut := func(s string) []string {
		return strings.FieldsFunc(ledger.Slug(s), func(r rune) bool { return r == '-' })
	}
	have := append(cut(a.Name), cut(string(a.ID))...)
	for _, s := range a.Same {
		have = append(have, cut(string(s))...)
	}
	for _, n := range a.Aliases {
		have = append(have, cut(n.Name)...)
	}
	for _, w := range cut(words) {
		if !slices.ContainsFunc(have, func(h string) bool { return strings.HasPrefix(h, w) }) {
			return false
		}
	}
	return true
}

// isCalled reports whether a name is the whole of one of the actor's, or an id of it.
func isCalled(a *store.Actor, name string) bool {
	if string(a.ID) == name || slices.Contains(a.Same, demarche.ActorID(name)) || ledger.Slug(a.Name) == ledger.Slug(name) {
		return true
	}
	return slices.ContainsFunc(a.Aliases, func(n store.Alias) bool { return ledger.Slug(n.Name) == ledger.Slug(name) })
}
