package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"demarche"
	"demarche/intake"
	"demarche/ledger"
	"demarche/page"
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
	a.serverFlag(c)
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
	c, err := a.client()
	if err != nil {
		return err
	}
	if c != nil {
		return a.send(ctx, c, f, files, bad)
	}
	return a.addFiles(ctx, f, files, bad)
}

// addFiles adds the articles in files; bad are those that could not be listed.
func (a *app) addFiles(ctx context.Context, f addFlags, files []string, bad []error) (err error) {
	recorded, err := intake.Recording(f.recorded, a.now)
	if err != nil {
		return usage{fmt.Errorf("--%w", err)}
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
	adder := &intake.Adder{Intake: in, Store: s, Recorded: recorded, Sorted: f.recorded == "published"}
	if f.verbose {
		adder.Told = func(x *intake.Prepared, o intake.Outcome) error {
			_, err := fmt.Fprintf(a.out, "%s  %s: %s\n", o.Key, x.Article.ID, o.Said())
			return err
		}
	}
	for _, e := range bad {
		adder.Tally.Failed++
		p.complain(a, e)
	}
	work := func(i page.Input) (*intake.Prepared, error) {
		if i.Err != nil {
			return nil, i.Err
		}
		return in.Prepare(i.Article, i.Notes), nil
	}
	err = intake.Pipeline(a.inputs(files, f.page), f.workers, work, func(x *intake.Prepared, n intake.Input, err error) error {
		p.at(n.File)
		if err != nil {
			adder.Tally.Failed++
			p.complain(a, err)
			return nil
		}
		return adder.Take(ctx, x)
	})
	err = errors.Join(err, adder.Flush(ctx))
	p.end()
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintln(a.out, adder.Tally.Said()); err != nil {
		return err
	}
	if adder.Tally.Failed > 0 {
		return errUnread
	}
	return nil
}

// intake builds the reader and the list of issues.
func (a *app) intake() (*intake.Intake, error) { return a.intakeWith(a.engine) }

func (a *app) intakeWith(reader func() (engine, error)) (*intake.Intake, error) {
	eng, err := reader()
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
	return &intake.Intake{Reader: eng, Issues: issues, Blocs: blocs, Now: a.now, Memory: &intake.Memory{}}, nil
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
