package intake

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"

	"demarche"
	"demarche/ledger"
	"demarche/store"
)

// Decide writes a person's decision and what follows from it. The target of a
// decision about an entry may be the entry's id or that of any of its rows. The
// error says what is wrong with a decision that cannot be taken.
func (in *Intake) Decide(ctx context.Context, tx store.Tx, d demarche.Decision) (demarche.Decision, []demarche.Change, error) {
	return in.decide(ctx, tx, d, math.MaxInt64-1)
}

// DecideHaving is Decide for a person who has seen the decisions up to a number.
// Where others were taken about the same thing since, nothing is written and
// the error is an Overtaken.
func (in *Intake) DecideHaving(ctx context.Context, tx store.Tx, d demarche.Decision, seen int64) (demarche.Decision, []demarche.Change, error) {
	return in.decide(ctx, tx, d, seen)
}

// Overtaken is the error of a decision about something that others decided on
// meanwhile.
type Overtaken struct {
	Decisions []demarche.Decision // that were not seen
}

// Error says who decided what.
func (e *Overtaken) Error() string { return e.asError().Error() }

// Unwrap is the same as an error with a code.
func (e *Overtaken) Unwrap() error { return e.asError() }

func (e *Overtaken) asError() *demarche.Error {
	d := &e.Decisions[len(e.Decisions)-1]
	what := fmt.Sprintf("%s decided on it meanwhile: %s", d.By, d.Kind)
	if len(d.Value) > 0 {
		what += " " + string(d.Value)
	}
	if d.Reason != "" {
		what += " — " + d.Reason
	}
	return &demarche.Error{Code: demarche.Conflict, Where: d.Target, What: what, Repair: fmt.Sprintf("look at it again, then decide having seen decision %d, or undo that one", d.Seq)}
}

func (in *Intake) decide(ctx context.Context, tx store.Tx, d demarche.Decision, seen int64) (demarche.Decision, []demarche.Change, error) {
	d.Recorded = in.Now().UTC()
	if strings.TrimSpace(d.By) == "" {
		return d, nil, &demarche.Error{Code: demarche.Invalid, What: "a decision needs the name of the person who takes it", Repair: "give it with --by"}
	}
	m := in.newMerger(tx, d.Recorded)
	if err := m.decisions(ctx); err != nil {
		return d, nil, err
	}
	p := plan{tx: tx, m: m, d: &d}
	if err := p.check(ctx); err != nil {
		return d, nil, err
	}
	if err := p.overtaken(ctx, seen); err != nil {
		return d, nil, err
	}
	d, err := tx.Decide(d)
	if err != nil {
		return d, nil, err
	}
	// Rows of before and of after the decision stand anew.
	if err := p.affected(ctx); err != nil {
		return d, nil, err
	}
	if err := m.decisions(ctx); err != nil {
		return d, nil, err
	}
	if err := p.affected(ctx); err != nil {
		return d, nil, err
	}
	fresh, gone, err := p.rows(in)
	if err != nil {
		return d, nil, err
	}
	changes, err := m.merge(ctx, fresh, gone, demarche.Change{Recorded: d.Recorded, Cause: demarche.ByDecision, Decision: d.Seq})
	return d, changes, err
}

// plan is a decision being taken.
type plan struct {
	tx     store.Tx
	m      *merger
	d      *demarche.Decision
	undone *demarche.Decision // by an undo
	actors []demarche.ActorID // whose entries stand anew
	added  *demarche.Report   // the row that is added
}

// check completes the decision and says what is wrong with it.
func (p *plan) check(ctx context.Context) error {
	d := p.d
	switch d.Kind {
	case demarche.DecideAccept, demarche.DecideReject, demarche.DecideEdit, demarche.DecideCredibility, demarche.DecideRate:
		if aboutName(d) {
			return p.checkName(ctx)
		}
		e, err := p.entry(ctx, d.Target)
		if err != nil {
			return err
		}
		d.Target = string(e.ID)
		p.touch(demarche.RowID(e.ID))
		return p.checkEntry(ctx, &e)
	case demarche.DecideMerge:
		return p.checkMerge(ctx)
	case demarche.DecideSplit:
		return p.checkSplit(ctx)
	case demarche.DecideRename, demarche.DecideAlias:
		return p.checkActor(ctx)
	case demarche.DecideReliability:
		var grade string
		if json.Unmarshal(d.Value, &grade) != nil || len(grade) != 1 || grade[0] < 'A' || grade[0] > 'F' {
			return &demarche.Error{Code: demarche.Invalid, What: fmt.Sprintf("%s is no reliability of a source", d.Value), Repair: "A (reliable) to E (unreliable), or F (cannot be judged)"}
		}
		if d.Target == "" {
			return demarche.Errorf(demarche.Invalid, "", "no source is named")
		}
		return nil
	case demarche.DecideAdd:
		return p.checkAdd(ctx)
	case demarche.DecideUndo:
		return p.checkUndo(ctx)
	}
	return demarche.Errorf(demarche.Invalid, "", "%q is no kind of decision", d.Kind)
}

// touch notes a row that the decision is about.
func (p *plan) touch(ids ...demarche.RowID) {
	p.m.again = append(p.m.again, ids...)
	p.m.about = append(p.m.about, ids...)
}

func (p *plan) entry(ctx context.Context, id string) (demarche.Entry, error) {
	return p.tx.Entry(ctx, id, store.Known{})
}

func (p *plan) checkEntry(ctx context.Context, e *demarche.Entry) error {
	d := p.d
	switch d.Kind {
	case demarche.DecideReject:
		if strings.TrimSpace(d.Reason) == "" {
			return &demarche.Error{Code: demarche.Invalid, What: "a rejection needs a reason", Repair: "give it with --reason"}
		}
	case demarche.DecideEdit:
		if err := ledger.CheckEdit(e.Kind, d.Value); err != nil {
			return err
		}
		return p.checkEvidence(ctx, e, ledger.EvidenceOf(d.Value))
	case demarche.DecideCredibility:
		var n int
		if json.Unmarshal(d.Value, &n) != nil || n < 1 || n > 6 {
			return &demarche.Error{Code: demarche.Invalid, What: fmt.Sprintf("%s is no credibility", d.Value), Repair: "1 (confirmed) to 5 (improbable), or 6 (cannot be judged)"}
		}
	case demarche.DecideRate:
		return p.checkRating(ctx, *e)
	}
	return nil
}

// checkEvidence looks whether words stand where a person says that a row does.
func (p *plan) checkEvidence(ctx context.Context, e *demarche.Entry, s *demarche.Shown) error {
	if s == nil {
		return nil
	}
	rows, err := p.tx.EntryRows([]demarche.EntryID{e.ID})
	if err != nil {
		return err
	}
	if !slices.Contains(rows[e.ID], s.Row) {
		return &demarche.Error{Code: demarche.Invalid, Where: string(s.Row), What: "it is no row of " + string(e.ID), Repair: "demarche why " + string(e.ID) + " lists its rows"}
	}
	row, err := p.tx.Row(ctx, s.Row)
	if err != nil {
		return err
	}
	art, err := p.tx.Article(ctx, string(row.Row.Article))
	if err != nil {
		return err
	}
	words, err := s.Words(art.Text)
	if err != nil {
		return err
	}
	for _, w := range words {
		if strings.TrimSpace(w) == "" {
			return demarche.Errorf(demarche.Invalid, string(s.Row), "there are no words at one of the places")
		}
	}
	return nil
}

// rated are the lives that only a person gives.
var rated = []demarche.Life{demarche.LifeMade, demarche.LifeWaiting, demarche.LifeTriggered, demarche.LifeKept, demarche.LifePartly, demarche.LifeBroken,
	demarche.LifeLapsed, demarche.LifeWithdrawn, demarche.LifeSuperseded, demarche.LifeNotRatable}

func (p *plan) checkRating(ctx context.Context, e demarche.Entry) error {
	d := p.d
	var life demarche.Life
	_ = json.Unmarshal(d.Value, &life) // an odd value is no life either
	switch {
	case e.Statement == nil || e.Series == "":
		return &demarche.Error{Code: demarche.Invalid, Where: string(e.ID), What: "it is no commitment", Repair: "demarche commitments lists those there are"}
	case !slices.Contains(rated, life):
		all := make([]string, len(rated))
		for i, l := range rated {
			all[i] = string(l)
		}
		return &demarche.Error{Code: demarche.Invalid, What: fmt.Sprintf("%s is no life of a commitment", d.Value), Repair: "it is one of " + strings.Join(all, ", ")}
	case strings.TrimSpace(d.Reason) == "":
		return &demarche.Error{Code: demarche.Invalid, What: "a rating needs a reason", Repair: "give it with --reason"}
	case d.Evidence == "":
		return &demarche.Error{Code: demarche.Invalid, What: "a rating needs the row that shows it", Repair: "give its id with --evidence"}
	}
	if _, err := p.tx.Row(ctx, d.Evidence); err != nil {
		return err
	}
	return nil
}

func (p *plan) checkMerge(ctx context.Context) error {
	d := p.d
	var other string
	if err := json.Unmarshal(d.Value, &other); err != nil || other == "" {
		return demarche.Errorf(demarche.Invalid, "", "a merge needs two entries")
	}
	a, err := p.entry(ctx, d.Target)
	if err != nil {
		return err
	}
	b, err := p.entry(ctx, other)
	if err != nil {
		return err
	}
	switch {
	case a.ID == b.ID:
		return &demarche.Error{Code: demarche.Conflict, Where: string(a.ID), What: "the two are one entry already"}
	case a.Kind != b.Kind || a.Kind == demarche.TensionRow:
		return demarche.Errorf(demarche.Invalid, string(a.ID), "%s %s and %s %s cannot be one entry", article(a.Kind), a.Kind, article(b.Kind), b.Kind)
	}
	d.Target, d.Value = string(a.ID), quoted(string(b.ID))
	p.touch(demarche.RowID(a.ID), demarche.RowID(b.ID))
	return nil
}

func article(k demarche.RowKind) string {
	if k == demarche.ActRow {
		return "an"
	}
	return "a"
}

func quoted(s string) json.RawMessage {
	b, _ := json.Marshal(s) // a string always can be
	return b
}

func (p *plan) checkSplit(ctx context.Context) error {
	d := p.d
	e, err := p.entry(ctx, d.Target)
	if err != nil {
		return err
	}
	var v ledger.SplitValue
	if err := json.Unmarshal(d.Value, &v); err != nil || len(v.Leave) == 0 {
		return &demarche.Error{Code: demarche.Invalid, What: "a split needs the rows that leave", Repair: "demarche why " + string(e.ID) + " lists its rows"}
	}
	rows, err := p.tx.EntryRows([]demarche.EntryID{e.ID})
	if err != nil {
		return err
	}
	all := rows[e.ID]
	v.Stay = nil
	for _, id := range v.Leave {
		if !slices.Contains(all, id) {
			return &demarche.Error{Code: demarche.Invalid, Where: string(id), What: "it is no row of " + string(e.ID), Repair: "demarche why " + string(e.ID) + " lists its rows"}
		}
	}
	for _, id := range all {
		if !slices.Contains(v.Leave, id) {
			v.Stay = append(v.Stay, id)
		}
	}
	if len(v.Stay) == 0 {
		return demarche.Errorf(demarche.Invalid, string(e.ID), "all its rows would leave")
	}
	d.Target = string(e.ID)
	if d.Value, err = json.Marshal(v); err != nil {
		return err
	}
	p.touch(all...)
	return nil
}

func (p *plan) checkActor(ctx context.Context) error {
	d := p.d
	var value string
	if err := json.Unmarshal(d.Value, &value); err != nil || strings.TrimSpace(value) == "" {
		return demarche.Errorf(demarche.Invalid, "", "the new name or the other actor is missing")
	}
	p.actors = []demarche.ActorID{demarche.ActorID(d.Target)}
	if d.Kind == demarche.DecideAlias {
		if p.m.ties.Actor != nil && p.m.ties.Actor(demarche.ActorID(value)) == p.m.ties.Actor(demarche.ActorID(d.Target)) || value == d.Target {
			return demarche.Errorf(demarche.Conflict, d.Target, "the two are one actor already")
		}
		p.actors = append(p.actors, demarche.ActorID(value))
	}
	for _, id := range p.actors {
		known := false
		for a, err := range p.tx.Actors(ctx, string(id), store.Known{}) {
			if err != nil {
				return err
			}
			if known = a.ID == id || slices.Contains(a.Same, id); known {
				break
			}
		}
		if !known {
			return &demarche.Error{Code: demarche.NotFound, Where: string(id), What: "the record has no such actor", Repair: "demarche actor NAME shows the ids of actors"}
		}
	}
	return nil
}

// aboutName reports whether a decision switches a name of an actor off or on
// again: its target is an actor, its value the name as printed.
func aboutName(d *demarche.Decision) bool {
	return (d.Kind == demarche.DecideAccept || d.Kind == demarche.DecideReject) && len(d.Value) > 0 && strings.Contains(d.Target, ":")
}

// checkName says what is wrong with a decision about a name. Rows stay as they
// are: a name that is off is no longer taken for the actor where somebody asks.
func (p *plan) checkName(ctx context.Context) error {
	d := p.d
	var name string
	if err := json.Unmarshal(d.Value, &name); err != nil || strings.TrimSpace(name) == "" {
		return demarche.Errorf(demarche.Invalid, d.Target, "the name is missing")
	}
	for a, err := range p.tx.Actors(ctx, d.Target, store.Known{}) {
		switch {
		case err != nil:
			return err
		case string(a.ID) != d.Target && !slices.Contains(a.Same, demarche.ActorID(d.Target)):
			continue
		case !slices.ContainsFunc(a.Aliases, func(al store.Alias) bool { return al.Name == name }):
			return &demarche.Error{Code: demarche.NotFound, Where: d.Target, What: fmt.Sprintf("no article calls %s %q", a.Name, name), Repair: "demarche actor NAME lists the names"}
		}
		return nil
	}
	return &demarche.Error{Code: demarche.NotFound, Where: d.Target, What: "the record has no such actor", Repair: "demarche actor NAME shows the ids of actors"}
}

func (p *plan) checkUndo(ctx context.Context) error {
	d := p.d
	var n int64
	if err := json.Unmarshal(d.Value, &n); err != nil {
		return demarche.Errorf(demarche.Invalid, "", "an undo needs the number of the decision")
	}
	var all []demarche.Decision
	for o, err := range p.tx.Decisions(ctx, "") {
		if err != nil {
			return err
		}
		all = append(all, o)
	}
	i := slices.IndexFunc(all, func(o demarche.Decision) bool { return o.Seq == n })
	switch {
	case i < 0:
		return &demarche.Error{Code: demarche.NotFound, What: fmt.Sprintf("there is no decision %d", n), Repair: "demarche audit lists them"}
	case all[i].Kind == demarche.DecideForget:
		return demarche.Errorf(demarche.Invalid, "", "decision %d erased an article; its words are gone and cannot come back", n)
	case all[i].Kind == demarche.DecideUndo:
		return &demarche.Error{Code: demarche.Invalid, What: fmt.Sprintf("decision %d is itself an undo", n), Repair: "take the undone decision again"}
	case !slices.ContainsFunc(ledger.InForce(all), func(o demarche.Decision) bool { return o.Seq == n }):
		return demarche.Errorf(demarche.Conflict, "", "decision %d is undone already", n)
	}
	p.undone = &all[i]
	d.Target = all[i].Target
	switch o := p.undone; o.Kind {
	case demarche.DecideRename:
		p.actors = []demarche.ActorID{demarche.ActorID(o.Target)}
	case demarche.DecideAlias:
		var other demarche.ActorID
		_ = json.Unmarshal(o.Value, &other) // it was checked when it was taken
		p.actors = []demarche.ActorID{demarche.ActorID(o.Target), other}
	case demarche.DecideMerge:
		var other demarche.RowID
		_ = json.Unmarshal(o.Value, &other) // as above
		p.touch(demarche.RowID(o.Target), other)
	case demarche.DecideSplit:
		var v ledger.SplitValue
		_ = json.Unmarshal(o.Value, &v) // as above
		p.touch(slices.Concat(v.Leave, v.Stay)...)
	case demarche.DecideReliability:
	default:
		if aboutName(o) {
			return nil
		}
		p.touch(demarche.RowID(o.Target))
	}
	return nil
}

// overtaken looks for decisions that the person has not seen, about an entry,
// actor or source that this one is about. An undo says itself which decision it
// is about, and a new row is nobody else's.
func (p *plan) overtaken(ctx context.Context, seen int64) error {
	i, _ := slices.BinarySearchFunc(p.m.all, seen+1, func(o demarche.Decision, seq int64) int { return cmp.Compare(o.Seq, seq) })
	if i == len(p.m.all) || p.d.Kind == demarche.DecideUndo || p.d.Kind == demarche.DecideAdd {
		return nil
	}
	about := map[string]bool{}
	for _, id := range named(p.d) {
		about[id] = true
		e, err := p.entry(ctx, id)
		if err != nil && demarche.CodeOf(err) != demarche.NotFound {
			return err
		}
		if err != nil {
			continue // an actor or a source
		}
		about[string(e.ID)] = true
		rows, err := p.tx.EntryRows([]demarche.EntryID{e.ID})
		if err != nil {
			return err
		}
		for _, row := range rows[e.ID] {
			about[string(row)] = true
		}
	}
	e := &Overtaken{}
	for _, o := range p.m.all[i:] {
		if slices.ContainsFunc(named(&o), func(id string) bool { return about[id] }) {
			e.Decisions = append(e.Decisions, o)
		}
	}
	if len(e.Decisions) == 0 {
		return nil
	}
	return e
}

// named are the entries, rows, actors and sources that a decision names.
func named(d *demarche.Decision) []string {
	out := []string{d.Target}
	switch d.Kind {
	case demarche.DecideMerge, demarche.DecideAlias:
		var other string
		_ = json.Unmarshal(d.Value, &other) // it was checked
		out = append(out, other)
	case demarche.DecideSplit:
		var v ledger.SplitValue
		_ = json.Unmarshal(d.Value, &v) // as above
		for _, id := range slices.Concat(v.Leave, v.Stay) {
			out = append(out, string(id))
		}
	}
	return out
}

// affected adds the rows of every entry in which one of the actors takes part.
func (p *plan) affected(ctx context.Context) error {
	if len(p.actors) == 0 {
		return nil
	}
	var ids []demarche.ActorID
	for _, a := range p.actors {
		ids = append(ids, p.m.ties.Ids(a)...)
	}
	for e, err := range p.tx.Entries(ctx, store.Query{Actors: ids, Rejected: true}) {
		if err != nil {
			return err
		}
		if e.Kind != demarche.TensionRow {
			p.m.again = append(p.m.again, demarche.RowID(e.ID))
		}
	}
	return nil
}

// rows gives what a decision adds to and takes from the record.
func (p *plan) rows(in *Intake) (fresh []demarche.Report, gone []demarche.RowID, err error) {
	if p.added != nil {
		r := *p.added
		p.m.about = append(p.m.about, r.Row.ID)
		return []demarche.Report{r}, nil, p.tx.PutRows([]store.Row{{Report: r, Blocks: ledger.Blocks(&r)}})
	}
	if p.undone != nil && p.undone.Kind == demarche.DecideAdd {
		return nil, []demarche.RowID{demarche.RowID(p.undone.Target)}, nil
	}
	return nil, nil, nil
}
