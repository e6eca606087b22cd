package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"demarche"
	"demarche/intake"
	"demarche/ledger"
	"demarche/page"
	"demarche/store"
)

// addFlags are the flags of "demarche add".
type addFlags struct {
	readFlags
	recorded string
	verbose  bool
}

func (a *app) addCmd() *cobra.Command {
	var f addFlags
	c := &cobra.Command{
		Use:   "add FILE|DIR…|-",
		Short: "Add articles to the record",
		Long: `Read articles and add what they say to the record, which is begun where there is
none. Folders are taken with all files in them. Files may hold whatever
"demarche read" takes.

The same article twice changes nothing. A corrected version of an article (same
address, other words) takes the place of the earlier one. A reprint counts as a
copy of its original, not as an independent report.

An article is reported as added once it is safely in the record. One that arrives
alone is committed alone, many are committed in batches.

With --recorded published, articles are recorded as of the evening of the day on
which they were published, in that order: so a record can be made of an archive
that somebody kept at the time. With a date, all are recorded as of then.`,
		Example: `  demarche add news/
  demarche add --store crisis.db --date 2022-02-08 article.txt
  demarche add --recorded published archive.jsonl`,
		Args: someFiles,
		RunE: func(c *cobra.Command, args []string) error { return a.add(c.Context(), f, args) },
	}
	a.storeFlag(c)
	pageFlags(c, &f.readFlags)
	c.Flags().IntVar(&f.workers, "workers", 0, "read this many articles at once (default: all cores)")
	c.Flags().StringVar(&f.recorded, "recorded", "now", "time of recording: now, published, or a `date`")
	c.Flags().BoolVarP(&f.verbose, "verbose", "v", false, "say of each article what became of it")
	return c
}

func (a *app) add(ctx context.Context, f addFlags, args []string) error {
	if err := f.check(); err != nil {
		return err
	}
	files, bad := a.files(args)
	return a.addFiles(ctx, f, files, bad)
}

// addFiles adds the articles in files; bad are those that could not be listed.
func (a *app) addFiles(ctx context.Context, f addFlags, files []string, bad []error) (err error) {
	clock, err := a.recording(f.recorded)
	if err != nil {
		return err
	}
	in, err := a.intake()
	if err != nil {
		return err
	}
	s, err := a.openStore(false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	p := a.progress(len(files))
	adder := &adder{app: a, in: in, store: s, clock: clock, verbose: f.verbose, sorted: f.recorded == "published"}
	for _, e := range bad {
		adder.failed++
		p.complain(a, e)
	}
	work := func(i page.Input) (*intake.Prepared, error) {
		if i.Err != nil {
			return nil, i.Err
		}
		return in.Prepare(i.Article, i.Notes), nil
	}
	err = pipeline(a.inputs(files, f.page), f.workers, work, func(x *intake.Prepared, n numbered, err error) error {
		p.at(n.file)
		if err != nil {
			adder.failed++
			p.complain(a, err)
			return nil
		}
		return adder.take(ctx, x)
	})
	err = errors.Join(err, adder.flush(ctx))
	p.end()
	if err != nil {
		return err
	}
	if err := adder.summary(); err != nil {
		return err
	}
	if adder.failed > 0 {
		return errUnread
	}
	return nil
}

// recording gives the time at which an article counts as recorded.
func (a *app) recording(s string) (func(*intake.Prepared) time.Time, error) {
	switch s {
	case "now":
		return func(*intake.Prepared) time.Time { return a.now() }, nil
	case "published":
		return func(p *intake.Prepared) time.Time {
			if d, ok := demarche.ParseEDTF(string(p.Article.Published)); ok {
				return evening(d.To)
			}
			return a.now()
		}, nil
	}
	if d, ok := demarche.ParseEDTF(s); ok && d.Days() == 1 {
		return func(*intake.Prepared) time.Time { return evening(d.From) }, nil
	}
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return func(*intake.Prepared) time.Time { return t }, nil
	}
	return nil, usage{errors.New("--recorded " + s + " is not known\n  it is now, published, a date such as 2022-02-08 or a time such as 2022-02-08T18:00:00Z")}
}

// evening is six o'clock of a day, in UTC: when a desk has read the day's news.
func evening(d demarche.Day) time.Time { return d.Time().Add(18 * time.Hour) }

// intake builds the reader and the list of issues.
func (a *app) intake() (*intake.Intake, error) {
	eng, err := a.engine()
	if err != nil {
		return nil, err
	}
	d, err := a.data()
	if err != nil {
		return nil, err
	}
	issues, err := ledger.LoadIssues(d)
	if err != nil {
		return nil, err
	}
	blocs, err := ledger.LoadBlocs(d)
	if err != nil {
		return nil, err
	}
	return &intake.Intake{Reader: eng, Issues: issues, Blocs: blocs, Now: a.now}, nil
}

// files lists the files named, and those in the folders named, in order.
func (a *app) files(args []string) (files []string, bad []error) {
	for _, arg := range args {
		if s, err := os.Stat(arg); arg == "-" || err != nil || !s.IsDir() {
			files = append(files, arg) // what is wrong with it is said when it is opened
			continue
		}
		some := false
		err := filepath.WalkDir(arg, func(path string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				bad = append(bad, &demarche.Error{Code: demarche.Unavailable, Where: path, What: "cannot be looked into", Err: err})
				return nil //nolint:nilerr // it is named with the others, and the walk goes on
			case strings.HasPrefix(d.Name(), ".") && path != arg:
				if d.IsDir() {
					return fs.SkipDir
				}
			case d.Type().IsRegular():
				files, some = append(files, path), true
			}
			return nil
		})
		if err != nil {
			bad = append(bad, err)
		} else if !some {
			bad = append(bad, &demarche.Error{Code: demarche.NotFound, Where: arg, What: "there is no file in this folder", Repair: "name the files or a folder that holds them"})
		}
	}
	return files, bad
}

// A batch is committed when it has this many articles or bytes of text, or has
// waited this long.
const (
	batchArticles = 200
	batchBytes    = 2 << 20
	batchWait     = 2 * time.Second
)

// adder collects prepared articles and writes them in batches.
type adder struct {
	app     *app
	in      *intake.Intake
	store   store.Store
	clock   func(*intake.Prepared) time.Time
	verbose bool

	waiting []*intake.Prepared
	bytes   int
	since   time.Time
	sorted  bool // all wait and are put in the order of their times

	failed, added, known, copies, corrections, outdated int
	rows, begun, joined                                 int
}

func (d *adder) take(ctx context.Context, p *intake.Prepared) error {
	if len(d.waiting) == 0 {
		d.since = d.app.now()
	}
	d.waiting = append(d.waiting, p)
	d.bytes += len(p.Article.Text)
	if d.sorted || len(d.waiting) < batchArticles && d.bytes < batchBytes && d.app.now().Sub(d.since) < batchWait {
		return nil
	}
	return d.flush(ctx)
}

// flush commits what waits, and then reports it.
func (d *adder) flush(ctx context.Context) error {
	if len(d.waiting) == 0 {
		return nil
	}
	batch := d.waiting
	d.waiting, d.bytes = nil, 0
	if d.sorted {
		slices.SortStableFunc(batch, func(a, b *intake.Prepared) int {
			return cmp.Or(d.clock(a).Compare(d.clock(b)), cmp.Compare(a.Article.Key, b.Article.Key))
		})
	}
	var done []intake.Outcome
	err := d.store.Update(ctx, func(tx store.Tx) error {
		done = done[:0]
		stat, err := tx.Stat(ctx)
		if err != nil {
			return err
		}
		last := stat.Latest
		for _, p := range batch {
			// The record only grows forward: nothing is recorded before what is
			// there already.
			if t := d.clock(p); t.After(last) {
				last = t
			}
			at := last
			d.in.Now = func() time.Time { return at }
			o, err := d.in.Add(ctx, tx, p)
			if err != nil {
				return fmt.Errorf("%s: %w", p.Article.ID, err)
			}
			done = append(done, o)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for i, o := range done {
		if err := d.report(batch[i], o); err != nil {
			return err
		}
	}
	return nil
}

// report counts an article that is safely in the record.
func (d *adder) report(p *intake.Prepared, o intake.Outcome) error {
	what := ""
	switch {
	case o.Known:
		d.known++
		what = "known already"
	case o.Outdated:
		d.outdated++
		what = "a later version is there already"
	default:
		d.added++
		d.rows, d.begun, d.joined = d.rows+o.Rows, d.begun+o.New, d.joined+o.Joined
		what = several(o.Rows, "row") + ", " + several(o.New, "new entry")
		d.copies += o.Copies
		if o.CopyOf != "" {
			what += ", a copy of " + string(o.CopyOf)
		}
		if o.Corrects != "" {
			d.corrections++
			what += ", corrects " + string(o.Corrects)
		}
	}
	if !d.verbose {
		return nil
	}
	_, err := fmt.Fprintf(d.app.out, "%s  %s: %s\n", o.Key, p.Article.ID, what)
	return err
}

func (d *adder) summary() error {
	var also []string
	for _, c := range []struct {
		n         int
		one, many string
	}{
		{d.copies, "a copy", "copies"}, {d.corrections, "a corrected version", "corrected versions"},
		{d.known, "known already", "known already"}, {d.outdated, "older than the version there", "older than the versions there"},
	} {
		switch {
		case c.n == 1 && strings.HasPrefix(c.one, "a "):
			also = append(also, c.one)
		case c.n > 0:
			also = append(also, fmt.Sprintf("%d %s", c.n, c.many))
		}
	}
	line := fmt.Sprintf("added %s", several(d.added, "article"))
	if len(also) > 0 {
		line += " (" + strings.Join(also, ", ") + ")"
	}
	if d.failed > 0 {
		line += fmt.Sprintf("; %d could not be read", d.failed)
	}
	_, err := fmt.Fprintf(d.app.out, "%s: %s, %s, %d told what was known\n", line, several(d.rows, "row"), several(d.begun, "new entry"), d.joined)
	return err
}

// several is a number with its noun.
func several(n int, noun string) string {
	if n != 1 {
		if stem, ok := strings.CutSuffix(noun, "y"); ok {
			noun = stem + "ies"
		} else {
			noun += "s"
		}
	}
	return fmt.Sprintf("%d %s", n, noun)
}
