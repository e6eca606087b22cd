package view

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"demarche"
	"demarche/ledger"
	"demarche/store"
)

// ActorAnswer is what the record has of one actor.
type ActorAnswer struct {
	Head
	Actor       store.Actor  `json:"actor"`
	Acts        []Item       `json:"acts"`       // latest first
	Statements  []Item       `json:"statements"` // its own, newest first
	Commitments []Commitment `json:"commitments"`
	Tensions    []Tension    `json:"tensions"`
	Figures     []Item       `json:"figures"`

	Decisions []demarche.Decision `json:"decisions"` // about who it is and what it is called, that stand; oldest first
}

// ActorPage answers what the record has of one actor: names, roles with dates,
// meetings, statements, commitments, tensions, numbers.
func ActorPage(ctx context.Context, r store.Reader, ask Ask) (*ActorAnswer, error) {
	ask.Actors = append([]string{ask.Of}, ask.Actors...)
	a, err := begin(ctx, r, ask, "actor")
	if err != nil {
		return nil, err
	}
	who, err := a.find(ask.Of)
	if err != nil {
		return nil, err
	}
	ids := allIDs(who)
	out := &ActorAnswer{Actor: who, Acts: []Item{}, Statements: []Item{}, Figures: []Item{}, Commitments: []Commitment{}}
	n := a.limit(8)
	days := a.window(demarche.Beginning, demarche.End)
	for _, part := range []struct {
		kind  demarche.RowKind
		order store.Order
		into  *[]Item
		only  func(*demarche.Entry) bool
	}{
		{demarche.ActRow, store.ByDate, &out.Acts, func(*demarche.Entry) bool { return true }},
		{demarche.StatementRow, store.Newest, &out.Statements, func(e *demarche.Entry) bool { return speaks(e, ids) }},
		{demarche.FigureRow, store.Newest, &out.Figures, func(*demarche.Entry) bool { return true }},
	} {
		q, ok := a.query(part.kind)
		if !ok {
			continue
		}
		q.Order = part.order
		if days.From != demarche.Beginning || days.To != demarche.End {
			if part.kind == demarche.StatementRow {
				q.Said = days
			} else {
				q.Happens = days
			}
		}
		es, more, err := a.entries(q, 6*n)
		if err != nil {
			return nil, err
		}
		a.head.MoreOpen = a.head.MoreOpen || more
		for i := range es {
			switch {
			case !part.only(&es[i]):
			case len(*part.into) == n:
				a.head.More++
			default:
				*part.into = append(*part.into, a.item(es[i]))
			}
		}
		if err := a.cite(refs(*part.into)...); err != nil {
			return nil, err
		}
	}
	if err := a.ownCommitments(out, ids, n); err != nil {
		return nil, err
	}
	if out.Tensions, _, err = a.tensions(n); err != nil {
		return nil, err
	}
	if err := a.decided(out, ids); err != nil {
		return nil, err
	}
	a.head.Count = len(out.Acts) + len(out.Statements) + len(out.Figures) + len(out.Tensions)
	out.Head = a.head
	return out, nil
}

// ownCommitments adds those among the latest commitments that the actor speaks
// of itself.
func (a *asking) ownCommitments(out *ActorAnswer, ids []demarche.ActorID, n int) error {
	all, _, err := a.wordings(demarche.Interval{}, commitmentsRead)
	if err != nil {
		return err
	}
	for _, w := range all[:min(3*n, len(all))] {
		if len(out.Commitments) == n {
			return nil
		}
		if w.alone && !speaks(&w.Entry, ids) {
			continue // it is its own latest wording
		}
		c, err := a.commitment(w)
		if err != nil {
			return err
		}
		if !speaks(&c.entry, ids) {
			continue
		}
		if err := a.cite(&c.Item); err != nil {
			return err
		}
		out.Commitments = append(out.Commitments, c)
	}
	return nil
}

// decided collects what persons decided about the actor and did not take back.
func (a *asking) decided(out *ActorAnswer, ids []demarche.ActorID) error {
	out.Decisions = []demarche.Decision{}
	for _, id := range ids {
		var about []demarche.Decision
		for d, err := range a.r.Decisions(a.ctx, string(id)) {
			if err != nil {
				return err
			}
			if a.known.At.IsZero() || !d.Recorded.After(a.known.At) {
				about = append(about, d)
			}
		}
		out.Decisions = append(out.Decisions, ledger.InForce(about)...)
	}
	slices.SortFunc(out.Decisions, func(x, y demarche.Decision) int { return cmp.Compare(x.Seq, y.Seq) })
	return nil
}

// Page lays the answer out.
func (p *ActorAnswer) Page() Page {
	w := &p.Actor
	about := []Line{{Text: fmt.Sprintf("%s · %s%s · %s", w.Name, w.Kind, country(w.Country), w.ID)}}
	var names []string
	for _, al := range w.Aliases {
		s := fmt.Sprintf("%s %d", quote(al.Name), al.Count)
		if al.Off {
			s += " (off)"
		}
		if names = append(names, s); len(names) == 12 {
			names = append(names, fmt.Sprintf("and %d more", len(w.Aliases)-12))
			break
		}
	}
	if len(names) > 0 {
		about = append(about, Line{Text: "Named " + strings.Join(names, ", ")})
	}
	for _, o := range w.Offices {
		about = append(about, Line{Text: fmt.Sprintf("Role: %s, as reported from %s to %s", o.Title, o.First, o.Last)})
	}
	about = append(about, Line{Text: fmt.Sprintf("In the record: %s, %s, %s; first reported %s, last %s", Several(w.Counts[demarche.ActRow], "act"),
		Several(w.Counts[demarche.StatementRow], "statement"), Several(w.Counts[demarche.FigureRow], "figure"), orUnknown(w.First), orUnknown(w.Last))})
	commitments := Section{Title: "Commitments", Count: len(p.Commitments)}
	for i := range p.Commitments {
		commitments.Lines = append(commitments.Lines, p.Commitments[i].line())
	}
	tense := Section{Title: "Tensions", Count: len(p.Tensions)}
	for i := range p.Tensions {
		tense.Lines = append(tense.Lines, p.Tensions[i].line())
	}
	sections := shown(Section{Title: "Actor", Lines: about},
		Section{Title: "Acts, latest first", Count: len(p.Acts), Lines: linesOf(p.Acts)},
		Section{Title: "Said, newest first", Count: len(p.Statements), Lines: linesOf(p.Statements)},
		commitments, tense,
		Section{Title: "Figures, newest first", Count: len(p.Figures), Lines: linesOf(p.Figures)})
	if p.More > 0 || p.MoreOpen {
		sections[len(sections)-1].More = fmt.Sprintf("and more: %s", p.command(fmt.Sprintf("timeline --actor %q", w.Name)))
	}
	return Page{Sections: sections}
}

func country(c demarche.Maybe) string {
	if c == "" {
		return ""
	}
	return " · " + string(c)
}

func orUnknown(m demarche.Maybe) string {
	if m == "" {
		return "on a day not stated"
	}
	return string(m)
}

// Table has a line for each row.
func (p *ActorAnswer) Table() Table {
	t := itemTable{own: []string{"actor"}, of: anyColumns}
	for _, list := range [][]Item{p.Acts, p.Statements, p.Figures} {
		for i := range list {
			t.put(&list[i], p.Actor.Name)
		}
	}
	for i := range p.Tensions {
		t.put(&p.Tensions[i].Item, p.Actor.Name)
	}
	return t.table()
}
