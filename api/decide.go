package api

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"demarche"
	"demarche/account"
	"demarche/api/wire"
	"demarche/store"
)

// decides says which role a decision takes.
var decides = map[demarche.DecisionKind]account.Role{
	demarche.DecideAccept: account.Analyst, demarche.DecideReject: account.Analyst, demarche.DecideEdit: account.Analyst, demarche.DecideAdd: account.Analyst,
	demarche.DecideRate: account.Analyst, demarche.DecideReliability: account.Analyst, demarche.DecideCredibility: account.Analyst, demarche.DecideUndo: account.Analyst,
	demarche.DecideMerge: account.Editor, demarche.DecideSplit: account.Editor, demarche.DecideRename: account.Editor, demarche.DecideAlias: account.Editor,
}

// deciding is a decision as it comes in.
type deciding struct {
	IfMatch string `header:"If-Match" doc:"the same as seen: the number of the last decision about the target that was seen"`
	Body    wire.Decision
}

// decisions registers how persons decide.
func (s *server) decisions() {
	register(s, huma.Operation{OperationID: "decide", Method: http.MethodPost, Path: "/decisions", Summary: "Write down what a person decides", Tags: []string{"decisions"}, DefaultStatus: http.StatusCreated,
		Description: "Where others decided on the same thing since the decision that was seen, nothing is written: 409, with what they decided. Merge, split, rename and alias take the role editor."}, account.Analyst, s.decide)
}

func (s *server) decide(ctx context.Context, in *deciding) (*body[wire.Decided], error) {
	b := &in.Body
	d := demarche.Decision{Kind: b.Kind, Target: b.Target, Value: b.Value, Reason: strings.TrimSpace(b.Reason), Evidence: b.Evidence}
	var err error
	if d.By, err = s.decider(ctx, b.By); err != nil {
		return nil, err
	}
	if err := s.mayDecide(ctx, d.Kind); err != nil {
		return nil, err
	}
	if b.Seen == nil && in.IfMatch != "" {
		n, err := strconv.ParseInt(strings.Trim(in.IfMatch, `"`), 10, 64)
		if err != nil {
			return nil, &demarche.Error{Code: demarche.Invalid, What: "If-Match takes the number of a decision", Repair: "send the seen of the answer"}
		}
		b.Seen = &n
	}
	var out wire.Decided
	err = s.record.Update(ctx, func(tx store.Tx) error {
		if d.Kind == demarche.DecideUndo {
			if err := s.mayUndo(ctx, tx, d.Value); err != nil {
				return err
			}
		}
		decide := s.Decider.Decide
		if b.Seen != nil {
			decide = func(ctx context.Context, tx store.Tx, d demarche.Decision) (demarche.Decision, []demarche.Change, error) {
				return s.Decider.DecideHaving(ctx, tx, d, *b.Seen)
			}
		}
		done, changes, err := decide(ctx, tx, d)
		out = wire.Decided{Decision: done, Seen: done.Seq}
		for _, c := range changes {
			if c.Kind != demarche.Decided {
				out.Moved++
			}
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return &body[wire.Decided]{out}, nil
}

// decider is who takes a decision: who is signed in; where nobody signs in, who
// is named, else the account of the program.
func (s *server) decider(ctx context.Context, by string) (string, error) {
	by = strings.TrimSpace(by)
	who := asker(ctx)
	switch {
	case !who.signed && by != "":
		return by, nil
	case who.signed && by != "" && by != who.Name:
		return "", &demarche.Error{Code: demarche.Forbidden, What: "you are signed in as " + who.Name + " and cannot decide as somebody else", Repair: "leave out by"}
	}
	return who.Name, nil
}

func (s *server) mayDecide(ctx context.Context, kind demarche.DecisionKind) error {
	need, ok := decides[kind]
	if !ok {
		return demarche.Errorf(demarche.Invalid, "", "%q is no kind of decision", kind)
	}
	return may(ctx, need, "to "+string(kind))
}

// mayUndo asks for the role that the decision took.
func (s *server) mayUndo(ctx context.Context, tx store.Tx, value json.RawMessage) error {
	var n int64
	if json.Unmarshal(value, &n) != nil || may(ctx, account.Editor, "") == nil {
		return nil //nolint:nilerr // what is wrong with it is said when it is taken
	}
	for d, err := range tx.Decisions(ctx, "") {
		if err != nil {
			return err
		}
		if d.Seq == n && decides[d.Kind] != "" {
			return s.mayDecide(ctx, d.Kind)
		}
	}
	return nil
}
