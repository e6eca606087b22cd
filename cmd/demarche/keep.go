package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"demarche"
	"demarche/api/wire"
	"demarche/intake"
	"demarche/ledger"
	"demarche/store"
	"demarche/view"
)

// quickIntake is an intake that reads nothing: for decisions, which should not
// wait for the weights.
func (a *app) quickIntake() (*intake.Intake, error) {
	d, err := a.data()
	if err != nil {
		return nil, err
	}
	blocs, err := ledger.LoadBlocs(d)
	return &intake.Intake{Blocs: blocs, Now: a.now}, err
}

func (a *app) forgetCmd() *cobra.Command {
	var f decideFlags
	c := &cobra.Command{
		Use:   "forget ARTICLE",
		Short: "Erase an article and what rests on it alone",
		Long: `Erase the words of an article, and the rows and entries that rest on it alone, from
the record and from the file. That something was forgotten, by whom, when and
why stays in the chain of decisions; answers as known before say "withdrawn".
It cannot be undone. ARTICLE is a key, the id the article came with, or its
address.`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error { return a.forget(c.Context(), f, args[0]) },
	}
	a.serverFlag(c)
	c.Flags().StringVar(&f.by, "by", "", "`person` who decides (environment: DEMARCHE_BY; default: the name of the account)")
	c.Flags().StringVar(&f.reason, "reason", "", "why")
	return c
}

func (a *app) forget(ctx context.Context, f decideFlags, ref string) error {
	gone, err := a.forgotten(ctx, f, ref)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.out, "forgot %s: its words and %s are gone\n", gone.Key, intake.Several(gone.Rows, "row"))
	return err
}

func (a *app) forgotten(ctx context.Context, f decideFlags, ref string) (out wire.Forgotten, err error) {
	c, err := a.client()
	if err != nil {
		return out, err
	}
	if c != nil {
		by, err := a.personThere(ctx, c, f.by)
		if err != nil {
			return out, err
		}
		gone, err := c.Forget(ctx, ref, by, f.reason)
		if err != nil {
			return out, err
		}
		return *gone, nil
	}
	in, err := a.quickIntake()
	if err != nil {
		return out, err
	}
	s, err := a.openStore(false)
	if err != nil {
		return out, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	err = s.Update(ctx, func(tx store.Tx) error {
		art, changes, err := in.Forget(ctx, tx, ref, a.person(f.by), f.reason)
		out = wire.Forgotten{Key: art.Key}
		for _, c := range changes {
			if c.Kind == demarche.Retracted {
				out.Rows++
			}
		}
		return err
	})
	return out, err
}

func (a *app) auditCmd() *cobra.Command {
	c := &cobra.Command{
		Use:   "audit",
		Short: "Verify the chain of decisions and list them",
		Args:  cobra.NoArgs,
		RunE:  func(c *cobra.Command, _ []string) error { return a.audit(c.Context()) },
	}
	a.serverFlag(c)
	return c
}

func (a *app) rebuildCmd() *cobra.Command {
	c := &cobra.Command{
		Use:   "rebuild",
		Short: "Make all entries again from the changes",
		Long: `Entries are an index over the changes of the record. Rebuild makes them again,
equal byte for byte to what was there, should that be damaged.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return a.keep(false, "made again", func(s store.Store) error { return s.Rebuild(c.Context()) })
		},
	}
	a.storeFlag(c)
	return c
}

func (a *app) checkCmd() *cobra.Command {
	c := &cobra.Command{
		Use:   "check",
		Short: "See whether the record is whole",
		Long: `Go through the whole record: the file itself, the hash of every article, that every
row stands on its words, and the chain of decisions.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return a.keep(true, "whole", func(s store.Store) error { return s.Check(c.Context()) })
		},
	}
	a.storeFlag(c)
	return c
}

// keep does something with the whole record and says so.
func (a *app) keep(readOnly bool, done string, f func(store.Store) error) (err error) {
	s, err := a.openStore(readOnly)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if err := f(s); err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.out, "the record %s is %s\n", a.storeName(), done)
	return err
}

func (a *app) audit(ctx context.Context) error {
	ask := askFlags{Params: view.Params{Limit: 1 << 20}}
	out, err := a.ask(ctx, &ask, "decisions", "")
	if err != nil {
		return err
	}
	all := out.(*view.DecisionsAnswer)
	for i := range slices.Backward(all.Decisions) {
		d := &all.Decisions[i]
		mark := ""
		if d.Undone {
			mark = "  (undone)"
		}
		if _, err := fmt.Fprintf(a.out, "%4d  %s  %s  %s %s %s%s\n", d.Seq, d.Recorded.Format(time.RFC3339), d.By, d.Kind, d.Target, d.Value, mark); err != nil {
			return err
		}
		if d.Reason != "" {
			if _, err := fmt.Fprintf(a.out, "      %s\n", d.Reason); err != nil {
				return err
			}
		}
	}
	if !all.Whole {
		return &demarche.Error{Code: demarche.Invalid, What: all.Broken}
	}
	_, err = fmt.Fprintln(a.out, all.Verdict())
	return err
}

func (a *app) rereadCmd() *cobra.Command {
	var apply bool
	c := &cobra.Command{
		Use:   "reread [ARTICLE…]",
		Short: "Read articles of the record again and show what would change",
		Long: `Read articles of the record again, all or those named, with the rules, lists and
weights of this program, and show what would change. With --apply the change is
made: rows that are not read any more leave, new ones come, and decisions stand.`,
		RunE: func(c *cobra.Command, args []string) error { return a.reread(c.Context(), args, apply) },
	}
	a.serverFlag(c)
	c.Flags().BoolVar(&apply, "apply", false, "make the change")
	return c
}

func (a *app) reread(ctx context.Context, refs []string, apply bool) error {
	done, err := a.readAgain(ctx, refs, apply)
	if err != nil {
		return err
	}
	what := "would read otherwise; make it so with --apply"
	if apply {
		what = "read otherwise now"
	}
	if done.Changed == 0 {
		_, err = fmt.Fprintf(a.out, "none of %s reads otherwise\n", intake.Several(done.Articles, "article"))
		return err
	}
	_, err = fmt.Fprintf(a.out, "%d of %s %s\n", done.Changed, intake.Several(done.Articles, "article"), what)
	return err
}

// readAgain reads articles again, of a file or at a desk, and shows each
// difference.
func (a *app) readAgain(ctx context.Context, refs []string, apply bool) (done wire.RereadDone, err error) {
	c, err := a.client()
	if err != nil {
		return done, err
	}
	if c != nil {
		return c.Reread(ctx, wire.Reread{Articles: refs, Apply: apply}, func(d *wire.Difference) error {
			if d.Problem != nil {
				return d.Problem
			}
			return a.difference(d)
		})
	}
	in, err := a.intake()
	if err != nil {
		return done, err
	}
	s, err := a.openStore(!apply)
	if err != nil {
		return done, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	done.Articles, done.Changed, err = in.Reread(ctx, s, refs, apply, func(d *intake.Difference) error { return a.difference(wire.DifferenceOf(d)) },
		func(key demarche.ArticleKey, err error) error { return fmt.Errorf("%s: %w", key, err) })
	return done, err
}

// difference shows what reading an article again changes.
func (a *app) difference(d *wire.Difference) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s  %s\n", d.Article.Key, view.Clean(d.Article.Title))
	line := func(mark string, r wire.RowSaid) {
		fmt.Fprintf(&b, "  %s %s  %s  “%s”\n", mark, r.ID, r.What, view.Clean(r.Words))
	}
	for _, r := range d.Gone {
		line("-", r)
	}
	for _, r := range d.New {
		line("+", r)
	}
	for i := range min(len(d.Before), len(d.After)) {
		line("~", d.Before[i])
		line("→", d.After[i])
	}
	_, err := io.WriteString(a.out, b.String())
	return err
}
