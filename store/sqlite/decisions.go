package sqlite

import (
	"context"
	"errors"
	"iter"
	"slices"

	"demarche"
	"demarche/ledger"
)

// Decide adds a decision and closes the chain over it.
func (t *tx) Decide(d demarche.Decision) (demarche.Decision, error) {
	if d.By == "" || d.Kind == "" || d.Target == "" {
		return d, demarche.Errorf(demarche.Invalid, "", "a decision has to say who decides what about what")
	}
	var last int64
	if _, err := t.c.one(t.ctx, query("decision.last"), nil, &last, &d.Prev); err != nil {
		return d, t.s.fault(err)
	}
	if d.Recorded.IsZero() {
		d.Recorded = t.s.opt.Now()
	}
	d.Recorded = moment(stamp(d.Recorded)) // as it will be read again
	d.Seq = last + 1
	d.Hash = ledger.Seal(d)
	var value any
	if d.Value != nil {
		value = []byte(d.Value)
	}
	t.decided = nil
	return d, t.s.fault(t.c.exec(t.ctx, query("decision.put"), d.Seq, t.last, stamp(d.Recorded), d.By, string(d.Kind), d.Target, value, d.Reason, string(d.Evidence), d.Prev, d.Hash))
}

// basedDecision is a decision with the last change before it.
type basedDecision struct {
	demarche.Decision
	basis int64
}

func scanDecision(scan func(...any) error) (d basedDecision, err error) {
	var recorded int64
	var value []byte
	err = scan(&d.Seq, &d.basis, &recorded, &d.By, &d.Kind, &d.Target, &value, &d.Reason, &d.Evidence, &d.Prev, &d.Hash)
	d.Recorded, d.Value = moment(recorded), value
	return d, err
}

// Decisions yields decisions, oldest first.
func (r *reader) Decisions(ctx context.Context, target string) iter.Seq2[demarche.Decision, error] {
	return func(yield func(demarche.Decision, error) bool) {
		q, args := query("decision.all"), []any(nil)
		if target != "" {
			q, args = query("decision.on"), []any{target}
		}
		handOut(r, ctx, q, args, scanDecision, func(d basedDecision) bool { return yield(d.Decision, nil) }, func(err error) { yield(demarche.Decision{}, err) })
	}
}

// DecisionsAfter yields the decisions after a number, oldest first.
func (r *reader) DecisionsAfter(ctx context.Context, seq int64) iter.Seq2[demarche.Decision, error] {
	return func(yield func(demarche.Decision, error) bool) {
		handOut(r, ctx, query("decision.after"), []any{seq}, scanDecision, func(d basedDecision) bool { return yield(d.Decision, nil) }, func(err error) { yield(demarche.Decision{}, err) })
	}
}

// handOut reads an answer row by row for somebody who may stop or ask other
// questions meanwhile.
func handOut[T any](r *reader, ctx context.Context, q string, args []any, read func(func(...any) error) (T, error), give func(T) bool, fail func(error)) {
	stopped := demarche.Errorf(demarche.Internal, "", "enough")
	err := r.c.stream(ctx, q, args, func(scan func(...any) error) error {
		v, err := read(scan)
		if err != nil {
			return err
		}
		if !give(v) {
			return stopped
		}
		return nil
	})
	if err != nil && !errors.Is(err, stopped) {
		fail(r.s.fault(err))
	}
}

// decided is what persons decided, as far as entries rest on it.
type decided struct {
	all   []basedDecision
	at    int64 // after which change the following were worked out; 0 never
	then  bool
	about map[string][]demarche.Decision
	ties  *ledger.Ties
}

// decisionsAt gives what was decided when change n was made: the decisions in
// force by target, and the ties.
func (r *reader) decisionsAt(n int64) (map[string][]demarche.Decision, *ledger.Ties, error) {
	if r.decided == nil {
		d := &decided{}
		err := r.c.each(r.ctx, query("decision.all"), nil, func(scan func(...any) error) error {
			b, err := scanDecision(scan)
			d.all = append(d.all, b)
			return err
		})
		if err != nil {
			return nil, nil, err
		}
		r.decided = d
	}
	d := r.decided
	if d.about != nil && d.at == n && d.then == r.then {
		return d.about, d.ties, nil
	}
	var known []demarche.Decision
	for _, d := range r.decided.all {
		if d.basis < n || n >= r.last && !r.then {
			known = append(known, d.Decision)
		}
	}
	about := map[string][]demarche.Decision{}
	for _, d := range ledger.InForce(known) {
		about[d.Target] = append(about[d.Target], d)
	}
	d.at, d.then, d.about, d.ties = n, r.then, about, ledger.TiesOf(known)
	return about, d.ties, nil
}

// aboutRows gives the decisions about any of some rows, oldest first.
func aboutRows(about map[string][]demarche.Decision, rows []demarche.RowID) []demarche.Decision {
	var out []demarche.Decision
	for _, id := range rows {
		out = append(out, about[string(id)]...)
	}
	slices.SortFunc(out, func(a, b demarche.Decision) int { return int(a.Seq - b.Seq) })
	return out
}
