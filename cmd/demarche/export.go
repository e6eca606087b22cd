package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"demarche/api/wire"
	"demarche/client"
	"demarche/export"
	"demarche/store"
	"demarche/view"
)

// exportFlags are the flags of export: those of a question, and what to write.
type exportFlags struct {
	askFlags
	export.Choice

	out string
}

func (a *app) exportCmd() *cobra.Command {
	var f exportFlags
	c := &cobra.Command{
		Use:   "export",
		Short: "Write rows in the formats of others, or the whole record",
		Long: `Write the rows that a filter takes, as known on a day, in a format that others read:

  jsonl        the whole record, without loss; demarche import reads it back
  csv          rows of one --kind as a table (RFC 4180)
  ics          what has a day or falls due, as a calendar (iCalendar, RFC 5545)
  atom         what changed since a day, as a feed (RFC 4287); long ones in pages
  annotations  rows at their places in the articles (W3C Web Annotation)
  md           the brief, with the sentences that it stands on and links to them

With --view it is the rows of that question, neither more nor fewer; without it,
every row that fits. How many there are is said before anything is written. Each
file names its filter, what it may rest on, the version and the number of rows.`,
		Example: `  demarche export --format jsonl -o record.jsonl
  demarche export --format csv --kind statements --actor Macron -o macron.csv
  demarche export --format ics --view agenda --as-known 2022-02-08 -o agenda.ics
  demarche export --format atom --since 2022-02-07 -o changes.atom`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return a.export(c.Context(), &f) },
	}
	a.serverFlag(c)
	fl := c.Flags()
	fl.StringVar(&f.Format, "format", "", "jsonl, csv, ics, atom, annotations or md")
	fl.StringVar(&f.Kind, "kind", "", "of rows: acts, statements, figures, tensions or actors (csv; without: acts)")
	fl.StringVar(&f.View, "view", "", "the rows of this question: timeline or agenda (csv, ics, annotations); commitments, contacts, positions, figures or tensions (csv)")
	fl.StringVarP(&f.out, "output", "o", "", "write to this `file` (default: standard output)")
	fl.BoolVar(&f.BOM, "bom", false, "begin a CSV file with the mark by which Excel knows UTF-8")
	fl.IntVar(&f.Page, "page", 0, "so many changes on a `page` of a feed (200 without); the next ones are files beside the first")
	fl.StringVar(&f.AsKnown, "as-known", "", "what the record held at this `time`: 2022-02-08 or 2022-02-08T18:00 (UTC)")
	fl.StringVar(&f.AsReported, "as-reported", "", "what was published by this `date`")
	filterFlags(c, &f.askFlags)
	dayFlags(c, &f.askFlags)
	fl.IntVar(&f.Limit, "limit", 0, "at most this many `rows`")
	return c
}

func (a *app) export(ctx context.Context, f *exportFlags) (err error) {
	if err := f.Choice.Check(&f.Params, flagged); err != nil {
		return usage{err}
	}
	f.askFlags.format = "json" // of the question; the file has a format of its own
	ask, err := f.ask(a.now())
	if err != nil {
		return err
	}
	c, err := a.client()
	if err != nil {
		return err
	}
	if c != nil {
		return a.exportThere(ctx, c, f)
	}
	if ask.Issue, err = a.issue(ask.Issue); err != nil {
		return err
	}
	if ask.Sentences, err = a.sentences(); err != nil {
		return err
	}
	s, err := a.openStore(true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if f.Format == "jsonl" {
		record, err := export.OpenRecord(s)
		if err != nil {
			return err
		}
		return a.write(f.out, func(w io.Writer) error {
			return record(ctx, w, func(file *export.File) error { return a.about(f.out, file.Said) })
		})
	}
	return s.View(ctx, func(r store.Reader) error {
		file, err := f.Open(ctx, r, ask)
		if err != nil {
			return err
		}
		if file.Changes != nil {
			return a.exportFeed(f, file)
		}
		if err := a.about(f.out, file.Said); err != nil {
			return err
		}
		return a.write(f.out, file.Write)
	})
}

// exportThere has a desk write what was chosen. A feed comes in one page.
func (a *app) exportThere(ctx context.Context, c *client.Client, f *exportFlags) error {
	return a.write(f.out, func(w io.Writer) error {
		return c.Export(ctx, f.Choice, f.Params, func(n *wire.Count) (io.Writer, error) { return w, a.about(f.out, n.Said) })
	})
}

// exportFeed writes what changed; on standard output all of it in one page.
func (a *app) exportFeed(f *exportFlags, file *export.File) error {
	pages := export.Pages(file.Changes, cmp.Or(f.Page, export.PageSize), f.out)
	said := file.Said
	if len(pages) > 1 {
		said += fmt.Sprintf(" on %d pages", len(pages))
	}
	if err := a.about(f.out, said); err != nil {
		return err
	}
	for _, p := range pages {
		if err := a.write(p.File, func(w io.Writer) error { return export.Atom(w, file.Changes, p.Changes, p.Links) }); err != nil {
			return err
		}
	}
	return nil
}

// about says on standard error what will be written, before it is.
func (a *app) about(name, what string) error {
	if name == "" {
		name = "standard output"
	}
	_, err := fmt.Fprintf(a.err, "export to %s: %s\n", name, view.Clean(what))
	return err
}
