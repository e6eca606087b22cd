package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"demarche"
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
	a.storeFlag(c)
	c.Flags().StringVar(&f.by, "by", "", "`person` who decides (environment: DEMARCHE_BY; default: the name of the account)")
	c.Flags().StringVar(&f.reason, "reason", "", "why")
	return c
}

func (a *app) forget(ctx context.Context, f decideFlags, ref string) (err error) {
	in, err := a.quickIntake()
	if err != nil {
		return err
	}
	s, err := a.openStore(false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	var art store.Article
	gone := 0
	if err := s.Update(ctx, func(tx store.Tx) error {
		var err error
		var changes []demarche.Change
		art, changes, err = in.Forget(ctx, tx, ref, a.person(f.by), f.reason)
		gone = 0
		for _, c := range changes {
			if c.Kind == demarche.Retracted {
				gone++
			}
		}
		return err
	}); err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.out, "forgot %s: its words and %s are gone\n", art.Key, several(gone, "row"))
	return err
}

func (a *app) auditCmd() *cobra.Command {
	c := &cobra.Command{
		Use:   "audit",
		Short: "Verify the chain of decisions and list them",
		Args:  cobra.NoArgs,
		RunE:  func(c *cobra.Command, _ []string) error { return a.audit(c.Context()) },
	}
	a.storeFlag(c)
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
	a.storeFlag(c)
	c.Flags().BoolVar(&apply, "apply", false, "make the change")
	return c
}

func (a *app) reread(ctx context.Context, refs []string, apply bool) (err error) {
	in, err := a.intake()
	if err != nil {
		return err
	}
	s, err := a.openStore(!apply)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	var arts []store.Article
	if err := s.View(ctx, func(r store.Reader) error {
		for _, ref := range refs {
			art, err := r.Article(ctx, ref)
			if err != nil {
				return err
			}
			arts = append(arts, art)
		}
		if len(refs) > 0 {
			return nil
		}
		for art, err := range r.Articles(ctx, store.ArticleQuery{}) {
			if err != nil {
				return err
			}
			arts = append(arts, art)
		}
		return nil
	}); err != nil {
		return err
	}
	changed := 0
	for _, art := range arts {
		if art.Forgotten != nil || art.Superseded != "" {
			continue
		}
		differs := false
		compare := func(r store.Reader) (*intake.Difference, error) {
			d, err := in.Compare(ctx, r, art.Key)
			if err != nil || d.None() {
				return nil, err
			}
			differs = true
			return d, a.difference(d)
		}
		if apply {
			err = s.Update(ctx, func(tx store.Tx) error {
				d, err := compare(tx)
				if err != nil || d == nil {
					return err
				}
				_, err = in.Apply(ctx, tx, d)
				return err
			})
		} else {
			err = s.View(ctx, func(r store.Reader) error {
				_, err := compare(r)
				return err
			})
		}
		if err != nil {
			return fmt.Errorf("%s: %w", art.Key, err)
		}
		if differs {
			changed++
		}
	}
	what := "would read otherwise; make it so with --apply"
	if apply {
		what = "read otherwise now"
	}
	if changed == 0 {
		what = "reads otherwise"
		_, err = fmt.Fprintf(a.out, "none of %s %s\n", several(len(arts), "article"), what)
		return err
	}
	_, err = fmt.Fprintf(a.out, "%d of %s %s\n", changed, several(len(arts), "article"), what)
	return err
}

// difference shows what reading an article again changes.
func (a *app) difference(d *intake.Difference) error {
	if _, err := fmt.Fprintf(a.out, "%s  %s\n", d.Article.Key, d.Article.Title); err != nil {
		return err
	}
	line := func(mark string, r demarche.Row) error {
		words := ""
		if len(r.Words) > 0 {
			words = r.Words[0]
		}
		_, err := fmt.Fprintf(a.out, "  %s %s  %s  “%s”\n", mark, r.ID, r.InShort(), words)
		return err
	}
	for _, r := range d.Gone {
		if err := line("-", r.Row); err != nil {
			return err
		}
	}
	for _, r := range d.New {
		if err := line("+", r); err != nil {
			return err
		}
	}
	for _, c := range d.Changed {
		if err := line("~", c.Before.Row); err != nil {
			return err
		}
		if err := line("→", c.After); err != nil {
			return err
		}
	}
	return nil
}
