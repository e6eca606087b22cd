package view

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"demarche"
	"demarche/ledger"
	"demarche/store"
)

// DecisionsAnswer is what persons decided, and whether the chain of it holds.
type DecisionsAnswer struct {
	Head
	Decisions []Decided `json:"decisions"` // newest first
	Total     int       `json:"total"`
	Whole     bool      `json:"whole"`            // the chain holds, from the first decision to the last
	Broken    string    `json:"broken,omitempty"` // where it does not
	Last      string    `json:"last"`             // the hash of the last decision
}

// Decided is a decision, and whether it was taken back.
type Decided struct {
	demarche.Decision
	Undone bool `json:"undone,omitempty"`
}

// Decisions answers what persons decided, newest first, and verifies the chain.
// Of the filter it heeds the time of recording and the page.
func Decisions(ctx context.Context, r store.Reader, ask Ask) (*DecisionsAnswer, error) {
	a, err := begin(ctx, r, Ask{Now: ask.Now, AsKnown: ask.AsKnown, AsReported: ask.AsReported, On: ask.On, Limit: ask.Limit}, "decisions")
	if err != nil {
		return nil, err
	}
	behind := int64(0)
	if ask.After != "" {
		if behind, err = strconv.ParseInt(ask.After, 10, 64); err != nil {
			return nil, &demarche.Error{Code: demarche.Invalid, What: "there is no decision " + ask.After + " after which a page could begin", Repair: "begin with the first page"}
		}
	}
	var all []demarche.Decision
	for d, err := range r.Decisions(ctx, "") {
		if err != nil {
			return nil, err
		}
		if a.known.At.IsZero() || !d.Recorded.After(a.known.At) {
			all = append(all, d)
		}
	}
	out := &DecisionsAnswer{Decisions: []Decided{}, Total: len(all), Whole: true}
	if err := ledger.Audit(all); err != nil {
		out.Whole, out.Broken = false, err.Error()
	}
	if len(all) > 0 {
		out.Last = all[len(all)-1].Hash
	}
	stands := map[int64]bool{}
	for _, d := range ledger.InForce(all) {
		stands[d.Seq] = true
	}
	for _, d := range slices.Backward(all) {
		if behind > 0 && d.Seq >= behind {
			continue
		}
		if len(out.Decisions) == a.limit(200) {
			a.head.MoreOpen, a.head.Next = true, strconv.FormatInt(out.Decisions[len(out.Decisions)-1].Seq, 10)
			break
		}
		out.Decisions = append(out.Decisions, Decided{Decision: d, Undone: !stands[d.Seq] && d.Kind != demarche.DecideUndo})
	}
	a.head.Count = len(out.Decisions)
	out.Head = a.head
	return out, nil
}

// Verdict says whether the chain holds.
func (p *DecisionsAnswer) Verdict() string {
	switch {
	case !p.Whole:
		return "the chain is broken: " + p.Broken
	case p.Total == 0:
		return "nobody has decided anything yet"
	}
	return fmt.Sprintf("%s; the chain is whole, its last hash is %s", Several(p.Total, "decision"), p.Last)
}

// line lays a decision out.
func (d *Decided) line() Line {
	l := Line{Tag: strconv.FormatInt(d.Seq, 10), Date: d.Recorded.UTC().Format("2006-01-02 15:04"), Text: fmt.Sprintf("%s: %s %s", d.By, d.Kind, d.Target)}
	if len(d.Value) > 0 {
		l.Text += " " + string(d.Value)
	}
	if d.Reason != "" {
		l.Text += " — " + d.Reason
	}
	if d.Undone {
		l.Notes = append(l.Notes, "undone")
	}
	return l
}

// Page lays the decisions out, a line each.
func (p *DecisionsAnswer) Page() Page {
	s := Section{Title: "Decisions, newest first", Count: len(p.Decisions), Said: upper(p.Verdict()) + "."}
	for i := range p.Decisions {
		s.Lines = append(s.Lines, p.Decisions[i].line())
	}
	if p.MoreOpen {
		s.More = "and more: " + p.command("decisions --after "+p.Next)
	}
	return Page{Sections: []Section{s}}
}

// Table has a line for each decision.
func (p *DecisionsAnswer) Table() Table {
	t := Table{Columns: []string{"number", "recorded", "person", "decision", "target", "value", "reason", "evidence", "undone", "hash"}}
	for i := range p.Decisions {
		d := &p.Decisions[i]
		t.Rows = append(t.Rows, []string{strconv.FormatInt(d.Seq, 10), d.Recorded.UTC().Format(time.RFC3339), d.By, string(d.Kind), d.Target, string(d.Value), d.Reason,
			string(d.Evidence), fmt.Sprint(d.Undone), d.Hash})
	}
	return t
}
