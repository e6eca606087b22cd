package ledger

import (
	"encoding/json"
	"slices"

	"demarche"
)

// Fold makes an entry of the reports that tell it and of the decisions about
// it, which are in force, oldest first. Reports may come in any order; there
// is at least one, and none of a tension. The result names the entry, all times, the best value of
// each field and the row whose words show it best. belongs is where Merge put
// its rows.
func Fold(belongs Belongs, reports []demarche.Report, decisions []demarche.Decision, ties *Ties) demarche.Entry {
	items := make([]*item, len(reports))
	for i := range reports {
		items[i] = newItem(&reports[i], ties.identity())
	}
	slices.SortFunc(items, (*item).before)
	first := items[0]
	e := demarche.Entry{ID: belongs.Entry, Kind: first.Row.Kind, Review: demarche.Unreviewed}
	var best *item
	switch first.Row.Kind {
	case demarche.ActRow:
		best = foldActs(&e, items)
	case demarche.StatementRow:
		best = foldStatements(&e, items)
	case demarche.FigureRow:
		best = clearest(items)
		f := *best.Row.Figure
		f.ID = demarche.FigureID(e.ID)
		for _, it := range items {
			if f.Of == "" {
				f.Of = it.Row.Figure.Of
			}
			if f.Place == nil {
				f.Place = it.Row.Figure.Place
			}
			f.Key = f.Key || it.Row.Figure.Key
		}
		e.Figure, e.Happens, e.Key = &f, f.Date, f.Key
	}
	rename(&e, ties.identity())
	e.Best, e.Words = best.Row.ID, best.Row.Words
	e.Hangs, e.Defined = hanging(items, best)
	e.Chorus = best.Row.Chorus
	e.Series = belongs.Series
	e.Parties = parties(items, best, ties)
	e.Issues = issuesOf(items)
	times(&e, items)
	decide(&e, decisions)
	if slices.Contains(e.Edited, "by") {
		e.Chorus = 0
	}
	show(&e, items)
	return e
}

// show puts the row first of which a person set the evidence; where it tells the
// entry no more, what was set is past.
func show(e *demarche.Entry, items []*item) {
	if e.Shown == nil {
		return
	}
	for _, it := range items {
		if it.Row.ID == e.Shown.Row {
			e.Best, e.Words = it.Row.ID, it.Row.Words
			return
		}
	}
	e.Shown = nil
	e.Edited = slices.DeleteFunc(e.Edited, func(f string) bool { return f == "evidence" })
}

// rename puts the actors that persons said are one under one id.
func rename(e *demarche.Entry, same identity) {
	if same == nil {
		return
	}
	list := func(ids *[]demarche.ActorID) {
		out := make([]demarche.ActorID, 0, len(*ids))
		for _, id := range *ids {
			if id = same(id); !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
		*ids = out
	}
	switch {
	case e.Act != nil:
		list(&e.Act.Who)
		list(&e.Act.Whom)
		list(&e.Act.By)
	case e.Statement != nil:
		for _, ids := range []*[]demarche.ActorID{&e.Statement.Speakers, &e.Statement.Via, &e.Statement.To, &e.Statement.About} {
			list(ids)
		}
	case e.Figure != nil:
		list(&e.Figure.By)
		if e.Figure.Of != "" {
			e.Figure.Of = same(e.Figure.Of)
		}
	}
}

// hanging gives the words of the condition that the fold has: those of the best
// report, else of the first that has one.
func hanging(items []*item, best *item) (hangs, defined []string) {
	if len(best.Row.Hangs) > 0 {
		return best.Row.Hangs, best.Row.Defined
	}
	for _, it := range items {
		if len(it.Row.Hangs) > 0 {
			return it.Row.Hangs, it.Row.Defined
		}
	}
	return nil, nil
}

// FoldTension makes an entry of the tension rows between the same two entries,
// in the order of their ids. sides gives the entries, in the order of the first
// row's two rows.
func FoldTension(belongs Belongs, rows []demarche.Row, sides [2]demarche.Entry, decisions []demarche.Decision) demarche.Entry {
	first := rows[0]
	for _, r := range rows[1:] {
		if r.ID < first.ID {
			first = r
		}
	}
	e := demarche.Entry{ID: belongs.Entry, Kind: demarche.TensionRow, Key: true, Best: first.ID, Review: demarche.Unreviewed,
		Tension: &demarche.Against{Kind: first.Between.Kind, Rows: first.Between.Rows}}
	e.Parties = []demarche.Party{}
	for i, s := range sides {
		e.Tension.Entries[i] = s.ID
		e.Words = append(e.Words, s.Words...)
		e.Issues = append(e.Issues, s.Issues...)
		for _, p := range s.Parties {
			if !slices.ContainsFunc(e.Parties, func(q demarche.Party) bool { return q.ID == p.ID }) {
				e.Parties = append(e.Parties, p)
			}
		}
		// It is a tension from the day on which both were reported.
		e.Reported[0], e.Reported[1] = max(e.Reported[0], s.Reported[0]), max(e.Reported[1], s.Reported[1])
		for k, t := range s.Recorded {
			if t.After(e.Recorded[k]) {
				e.Recorded[k] = t
			}
		}
		e.Articles, e.Origins = e.Articles+s.Articles, e.Origins+s.Origins
		if e.Happens == nil {
			e.Happens = s.Happens
		}
	}
	slices.Sort(e.Issues)
	e.Issues = slices.Compact(e.Issues)
	decide(&e, decisions)
	return e
}

// clearest is the report that shows an entry best: the most certain, then the
// earliest.
func clearest(items []*item) *item {
	best := items[0]
	for _, it := range items[1:] {
		if confidence(it) > confidence(best) {
			best = it
		}
	}
	return best
}

func confidence(it *item) float64 {
	switch {
	case it.Row.Act != nil:
		return it.Row.Act.Confidence
	case it.Row.Statement != nil:
		return it.Row.Statement.Confidence
	case it.Row.Figure != nil:
		return it.Row.Figure.Confidence
	}
	return 0
}

// firmness orders the statuses that reports of one day give: what the article
// itself says to have happened outweighs a plan; a bare claim does not.
func firmness(it *item) int {
	a := it.Row.Act
	switch {
	case a.Status.Fact() && len(a.By) == 0:
		return 6
	case a.Status == demarche.Negated && len(a.By) == 0:
		return 5
	case a.Status == demarche.Planned:
		return 4
	case a.Status.Fact():
		return 3
	case a.Status == demarche.Negated:
		return 2
	case a.Status == demarche.Proposed:
		return 1
	}
	return 0
}

// foldActs takes the status of the last day of publication, where a fact told
// by an article in its own voice stands until one denies it; the other fields
// from the report that gives them most exactly.
func foldActs(e *demarche.Entry, items []*item) *item {
	now := items[0]
	for _, it := range items {
		switch {
		case firmness(now) == 6 && firmness(it) < 5:
			// Later background ("had been due to meet") does not undo a fact.
		case it.dated && now.dated && it.pub == now.pub, !it.dated:
			if firmness(it) > firmness(now) {
				now = it
			}
		default:
			now = it
		}
		if n := len(e.Moves); n == 0 || e.Moves[n-1].Status != it.Row.Act.Status {
			e.Moves = append(e.Moves, demarche.Move{Status: it.Row.Act.Status, Date: it.Row.Act.Date,
				Published: it.Published, Row: it.Row.ID, By: only(it.Row.Known, it.Row.Act.By)})
		}
	}
	if len(e.Moves) == 1 {
		e.Moves = nil // it never moved
	}
	// The words to show are the clearest of those that give the status.
	var like []*item
	for _, it := range items {
		if firmness(it) == firmness(now) && it.Row.Act.Status == now.Row.Act.Status {
			like = append(like, it)
		}
	}
	best := clearest(like)
	a := *best.Row.Act
	a.ID = demarche.ActID(e.ID)
	a.Who, a.Whom = slices.Clone(a.Who), slices.Clone(a.Whom)
	for _, it := range items {
		o := it.Row.Act
		if finer(o.Date, a.Date) && agrees(o.Date, a.Date) {
			a.Date = o.Date
		}
		if o.Place != nil && (a.Place == nil || precision(o.Place) > precision(a.Place)) {
			a.Place = o.Place
		}
		if a.Subtype == "" {
			a.Subtype = o.Subtype
		}
		if a.Condition == nil && !a.Status.Fact() {
			a.Condition = o.Condition
		}
		a.Key = a.Key || o.Key
		complete(&a, o)
	}
	e.Act, e.Happens, e.Key = &a, a.Date, a.Key
	return best
}

// complete adds those whom another report names: to the acts done together
// where somebody unnamed stands, to the others where a side is empty.
func complete(a *demarche.Act, o *demarche.Act) {
	if !symmetric[a.Type] {
		if !slices.ContainsFunc(a.Who, named) {
			a.Who = with(a.Who, o.Who)
		}
		if !slices.ContainsFunc(a.Whom, named) {
			a.Whom = with(a.Whom, o.Whom)
		}
		return
	}
	all := slices.Concat(a.Who, a.Whom)
	var add []demarche.ActorID
	for _, id := range slices.Concat(o.Who, o.Whom) {
		if named(id) && !slices.ContainsFunc(all, func(b demarche.ActorID) bool {
			return sameActor(id, b) || state(id) != "" && state(id) == state(b) && named(b)
		}) {
			add = append(add, id)
		}
	}
	if len(add) > 0 {
		a.Whom = with(a.Whom, add)
	}
}

// with is the list with the named ones of another in place of its unnamed ones
// of the same state.
func with(p, q []demarche.ActorID) []demarche.ActorID {
	out := slices.Clone(p)
	for _, id := range q {
		if !named(id) || slices.ContainsFunc(out, func(b demarche.ActorID) bool { return sameActor(id, b) }) {
			continue
		}
		if i := slices.IndexFunc(out, func(b demarche.ActorID) bool { return !named(b) && state(b) != "" && state(b) == state(id) }); i >= 0 {
			out[i] = id
			continue
		}
		out = append(out, id)
	}
	return out
}

// foldStatements shows the words of the report that quotes, where one does.
func foldStatements(e *demarche.Entry, items []*item) *item {
	var quoted []*item
	for _, it := range items {
		if it.Row.Statement.Mode == demarche.Direct {
			quoted = append(quoted, it)
		}
	}
	best := clearest(items)
	if len(quoted) > 0 {
		best = clearest(quoted)
	}
	s := *best.Row.Statement
	s.ID = demarche.StatementID(e.ID)
	for _, it := range items {
		o := it.Row.Statement
		if finer(o.Date, s.Date) {
			s.Date = o.Date
		}
		if s.Deadline == nil {
			s.Deadline = o.Deadline
		}
		if s.Condition == nil {
			s.Condition = o.Condition
		}
		if len(s.To) == 0 {
			s.To = o.To
		}
		if len(o.Via) < len(s.Via) {
			s.Via = o.Via // the shortest way it reached us
		}
		s.RedLine, s.Key = s.RedLine || o.RedLine, s.Key || o.Key
	}
	e.Statement, e.Said, e.Happens, e.Key = &s, s.Date, s.Deadline, s.Key
	return best
}

// finer reports whether a date says more exactly when than the one so far.
func finer(d, so *demarche.Date) bool {
	i, ok := d.Interval()
	if !ok {
		return false
	}
	j, ok := so.Interval()
	return !ok || i.Days() < j.Days() || i.Days() == j.Days() && so.Basis == demarche.Inferred && d.Basis != demarche.Inferred
}

// agrees reports whether two dates can both be right; no date agrees with all.
func agrees(d, so *demarche.Date) bool {
	i, ok1 := d.Interval()
	j, ok2 := so.Interval()
	return !ok1 || !ok2 || i.Overlaps(j)
}

func precision(p *demarche.Place) int {
	switch p.Precision {
	case demarche.Site:
		return 4
	case demarche.City:
		return 3
	case demarche.Region:
		return 2
	case demarche.CountryWide:
		return 1
	}
	return 0
}

// parties is every actor that a report of the entry knows, each once, those of
// the best report first.
func parties(items []*item, best *item, ties *Ties) []demarche.Party {
	out := []demarche.Party{}
	own := map[demarche.ActorID]bool{} // named under its own id
	add := func(ps []demarche.Party) {
		for _, p := range ps {
			was := p.ID
			if ties != nil && ties.Actor != nil {
				p.ID = ties.Actor(p.ID)
			}
			if ties != nil && ties.Names[p.ID] != "" {
				p.Name = ties.Names[p.ID]
			}
			if i := slices.IndexFunc(out, func(q demarche.Party) bool { return q.ID == p.ID }); i < 0 {
				p.Aliases, p.Roles = nil, slices.Clone(p.Roles)
				out = append(out, p)
				own[p.ID] = was == p.ID
			} else if was == p.ID && !own[p.ID] {
				// A person said that another actor is this one: it has this one's name.
				out[i].Name, out[i].Kind, out[i].Country, out[i].Unnamed = p.Name, p.Kind, p.Country, p.Unnamed
				own[p.ID] = true
			}
		}
	}
	add(best.Row.Known)
	for _, it := range items {
		add(it.Row.Known)
	}
	return out
}

// only picks the parties with the ids, in their order.
func only(ps []demarche.Party, ids []demarche.ActorID) []demarche.Party {
	var out []demarche.Party
	for _, id := range ids {
		for _, p := range ps {
			if p.ID == id {
				p.Aliases, p.Roles = nil, nil
				out = append(out, p)
			}
		}
	}
	return out
}

func issuesOf(items []*item) []string {
	var out []string
	for _, it := range items {
		out = append(out, it.Row.Issues...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// times notes when an entry was first and last reported and recorded, and by
// how many articles and independent origins.
func times(e *demarche.Entry, items []*item) {
	articles, origins := map[demarche.ArticleKey]bool{}, map[demarche.ArticleKey]bool{}
	for _, it := range items {
		articles[it.Row.Article] = true
		if it.Origin != "" {
			origins[it.Origin] = true
		} else {
			origins[it.Row.Article] = true
		}
		if p := it.Published; p != "" {
			if e.Reported[0] == "" || p < e.Reported[0] {
				e.Reported[0] = p
			}
			if p > e.Reported[1] {
				e.Reported[1] = p
			}
		}
		if t := it.Recorded; !t.IsZero() {
			if e.Recorded[0].IsZero() || t.Before(e.Recorded[0]) {
				e.Recorded[0] = t
			}
			if t.After(e.Recorded[1]) {
				e.Recorded[1] = t
			}
		}
	}
	e.Articles, e.Origins = len(articles), len(origins)
}

// decide lays a person's decisions over what was read.
func decide(e *demarche.Entry, decisions []demarche.Decision) {
	for _, d := range decisions {
		switch d.Kind {
		case demarche.DecideAccept:
			e.Review = demarche.Accepted
		case demarche.DecideReject:
			e.Review = demarche.Rejected
		case demarche.DecideCredibility:
			_ = json.Unmarshal(d.Value, &e.Credibility) // checked when it was decided
		case demarche.DecideRate:
			var life demarche.Life
			if json.Unmarshal(d.Value, &life) == nil {
				e.Rating = &demarche.Rating{Life: life, By: d.By, At: d.Recorded, Reason: d.Reason, Evidence: d.Evidence}
			}
		case demarche.DecideEdit:
			edit(e, d.Value)
		}
	}
}
