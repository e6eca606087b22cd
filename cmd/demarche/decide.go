package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os/user"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"demarche"
	"demarche/api/wire"
	"demarche/client"
	"demarche/intake"
	"demarche/ledger"
	"demarche/store"
)

// decideFlags are the flags of every decision.
type decideFlags struct {
	by, reason, evidence string
}

func (a *app) decideCmd() *cobra.Command {
	c := &cobra.Command{
		Use:   "decide",
		Short: "Write down a person's decision about the record",
		Long: `A decision is what a person says of the record. It stands through every
re-reading, and is kept with who, when and why in a chain that "demarche audit"
verifies. ENTRY is the id of an entry or of any of its rows.`,
	}
	var f decideFlags
	pf := c.PersistentFlags()
	pf.StringVar(&f.by, "by", "", "`person` who decides (environment: DEMARCHE_BY; default: the name of the account)")
	pf.StringVar(&f.reason, "reason", "", "why")
	pf.StringVar(&f.evidence, "evidence", "", "`row` that shows it")
	add := func(kind demarche.DecisionKind, use, short string, n int, value func(args []string) (json.RawMessage, error)) {
		first, _, _ := strings.Cut(short, "; for example")
		sub := &cobra.Command{
			Use: use, Short: first, Long: short,
			Args: func(_ *cobra.Command, args []string) error {
				if len(args) < n || n > 0 && len(args) > n && kind != demarche.DecideSplit && kind != demarche.DecideRename {
					return errors.New("usage: demarche decide " + use)
				}
				return nil
			},
			RunE: func(c *cobra.Command, args []string) error {
				v, err := value(args)
				if err != nil {
					return usage{err}
				}
				d := demarche.Decision{Kind: kind, Value: v, By: f.by, Reason: f.reason, Evidence: demarche.RowID(f.evidence)}
				if kind != demarche.DecideAdd && kind != demarche.DecideUndo {
					d.Target = args[0]
				}
				return a.decide(c.Context(), d)
			},
		}
		a.serverFlag(sub)
		c.AddCommand(sub)
	}
	none := func([]string) (json.RawMessage, error) { return nil, nil }
	text := func(args []string) (json.RawMessage, error) { return json.Marshal(strings.Join(args[1:], " ")) }
	number := func(s string) (json.RawMessage, error) {
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("%s is no number", s)
		}
		return json.Marshal(n)
	}
	add(demarche.DecideAccept, "accept ENTRY", "It is right", 1, none)
	add(demarche.DecideReject, "reject ENTRY --reason WHY", "It is wrong; it is left out of answers", 1, none)
	add(demarche.DecideEdit, "edit ENTRY FIELD VALUE", "Set a field: status planned, date 2022-02-07, who ACTOR,ACTOR", 3, func(args []string) (json.RawMessage, error) {
		return field(args[1], args[2])
	})
	add(demarche.DecideMerge, "merge ENTRY ENTRY", "The two are one", 2, text)
	add(demarche.DecideSplit, "split ENTRY ROW…", "These rows of an entry tell another thing", 2, func(args []string) (json.RawMessage, error) {
		var v ledger.SplitValue
		for _, r := range args[1:] {
			v.Leave = append(v.Leave, demarche.RowID(r))
		}
		return json.Marshal(v)
	})
	add(demarche.DecideRename, "rename ACTOR NAME", "Call an actor so", 2, text)
	add(demarche.DecideAlias, "alias ACTOR ACTOR", "The first is the same actor as the second", 2, text)
	add(demarche.DecideAdd, "add JSON", "Add a row from a span of an article; for example:\n\n  "+rowExample+"\n\nEvidence is [from, to) in code points of the article's text; actors are named by id, which\n\"demarche actor NAME\" shows.", 1, func(args []string) (json.RawMessage, error) {
		if !json.Valid([]byte(args[0])) {
			return nil, errors.New("it is no JSON\n  for example: " + rowExample)
		}
		return json.RawMessage(args[0]), nil
	})
	add(demarche.DecideRate, "rate ENTRY LIFE --reason WHY --evidence ROW", "Rate a commitment: kept, partly, broken, lapsed, triggered …", 2, text)
	add(demarche.DecideReliability, "reliability SOURCE A–F", "How reliable an outlet is", 2, text)
	add(demarche.DecideCredibility, "credibility ENTRY 1–6", "How credible an item is", 2, func(args []string) (json.RawMessage, error) { return number(args[1]) })
	add(demarche.DecideUndo, "undo NUMBER", "Take a decision back", 1, func(args []string) (json.RawMessage, error) { return number(args[0]) })
	return c
}

// rowExample is a row as decide add takes it.
const rowExample = `{"article": "d-…", "act": {"type": "meet", "status": "happened", "who": ["person:…"], "evidence": [[10, 42]]}}`

// field is the value of an edit: a JSON object with one field. Words need no
// quotation marks; lists are set apart by commas; dates and places may be
// given by their EDTF and name.
func field(name, value string) (json.RawMessage, error) {
	var v any
	switch name {
	case "who", "whom", "by", "speakers", "via", "to", "about":
		list := []string{}
		for s := range strings.SplitSeq(value, ",") {
			if s = strings.TrimSpace(s); s != "" {
				list = append(list, s)
			}
		}
		v = list
	case "date", "deadline":
		if value != "" && value != "null" {
			v = demarche.Date{EDTF: value, Basis: demarche.Read}
		}
	case "place":
		if value != "" && value != "null" {
			v = demarche.Place{Name: value, Precision: demarche.NoneOfPlace, Basis: demarche.Read}
		}
	case "key", "red_line", "negated":
		b, err := strconv.ParseBool(value)
		if err != nil {
			return nil, fmt.Errorf("%s is true or false, not %s", name, value)
		}
		v = b
	case "low", "high":
		x, err := strconv.ParseFloat(value, 64)
		if err != nil {
			return nil, fmt.Errorf("%s is a number, not %s", name, value)
		}
		v = x
	default:
		v = value
	}
	return json.Marshal(map[string]any{name: v})
}

// person is who decides: as given, by the environment, or the account.
func (a *app) person(by string) string {
	if by != "" {
		return by
	}
	if by = a.env("DEMARCHE_BY"); by != "" {
		return by
	}
	if u, err := user.Current(); err == nil {
		return u.Username
	}
	return ""
}

func (a *app) decide(ctx context.Context, d demarche.Decision) error {
	done, moved, err := a.decided(ctx, d)
	if err != nil {
		return err
	}
	line := fmt.Sprintf("decision %d by %s: %s %s", done.Seq, done.By, done.Kind, done.Target)
	if moved > 0 {
		line += fmt.Sprintf("; %s moved", intake.Several(moved, "row"))
	}
	_, err = fmt.Fprintf(a.out, "%s\n  to take it back: demarche decide undo %d\n", line, done.Seq)
	return err
}

// decided writes a decision down, in a file or at a desk, and counts the rows
// that moved.
func (a *app) decided(ctx context.Context, d demarche.Decision) (done demarche.Decision, moved int, err error) {
	c, err := a.client()
	if err != nil {
		return d, 0, err
	}
	if c != nil {
		by, err := a.personThere(ctx, c, d.By)
		if err != nil {
			return d, 0, err
		}
		out, err := c.Decide(ctx, wire.Decision{Kind: d.Kind, Target: d.Target, Value: d.Value, Reason: d.Reason, Evidence: d.Evidence, By: by})
		if err != nil {
			return d, 0, err
		}
		return out.Decision, out.Moved, nil
	}
	d.By = a.person(d.By)
	in, err := a.quickIntake()
	if err != nil {
		return d, 0, err
	}
	s, err := a.openStore(false)
	if err != nil {
		return d, 0, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	err = s.Update(ctx, func(tx store.Tx) error {
		var changes []demarche.Change
		var err error
		done, changes, err = in.Decide(ctx, tx, d)
		moved = 0
		for _, c := range changes {
			if c.Kind != demarche.Decided {
				moved++
			}
		}
		return err
	})
	return done, moved, err
}

// personThere is who decides at a desk: as given; where one has to sign in, who
// is signed in.
func (a *app) personThere(ctx context.Context, c *client.Client, by string) (string, error) {
	if by != "" || a.env("DEMARCHE_BY") != "" {
		return a.person(by), nil
	}
	s, err := c.Session(ctx)
	if err != nil || s.Users {
		return "", err
	}
	return a.person(""), nil
}
