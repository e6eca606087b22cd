package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"demarche"
	"demarche/export"
	"demarche/store"
	"demarche/view"
)

// exportFlags are the flags of export: those of a question, and what to write.
type exportFlags struct {
	askFlags
	into, kind, view, out string
	bom                   bool
	page                  int
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
  demarche export --format csv --view commitments -o commitments.csv
  demarche export --format ics --view agenda --as-known 2022-02-08 -o agenda.ics
  demarche export --format atom --since 2022-02-07 -o changes.atom`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return a.export(c, &f) },
	}
	a.storeFlag(c)
	fl := c.Flags()
	fl.StringVar(&f.into, "format", "", "jsonl, csv, ics, atom, annotations or md")
	fl.StringVar(&f.kind, "kind", "", "of rows: acts, statements, figures, tensions or actors (csv; without: acts)")
	fl.StringVar(&f.view, "view", "", "the rows of this question: timeline or agenda (csv, ics, annotations); commitments, contacts, positions, figures or tensions (csv)")
	fl.StringVarP(&f.out, "output", "o", "", "write to this `file` (default: standard output)")
	fl.BoolVar(&f.bom, "bom", false, "begin a CSV file with the mark by which Excel knows UTF-8")
	fl.IntVar(&f.page, "page", 200, "so many changes on a `page` of a feed; the next ones are files beside the first")
	fl.StringVar(&f.AsKnown, "as-known", "", "what the record held at this `time`: 2022-02-08 or 2022-02-08T18:00 (UTC)")
	fl.StringVar(&f.AsReported, "as-reported", "", "what was published by this `date`")
	filterFlags(c, &f.askFlags)
	dayFlags(c, &f.askFlags)
	fl.IntVar(&f.Limit, "limit", 0, "at most this many `rows`")
	return c
}

func (a *app) export(c *cobra.Command, f *exportFlags) (err error) {
	if err := f.check(c); err != nil {
		return err
	}
	f.format = "json" // of the question; the file has a format of its own
	ask, err := f.ask(a.now())
	if err != nil {
		return err
	}
	s, err := a.openStore(true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	ctx := c.Context()
	if f.into == "jsonl" {
		return a.exportRecord(ctx, f, s)
	}
	return s.View(ctx, func(r store.Reader) error {
		switch f.into {
		case "atom":
			return a.exportFeed(ctx, f, r, ask)
		case "md":
			return a.exportBrief(ctx, f, r, ask)
		}
		return a.exportRows(ctx, f, r, ask)
	})
}

func (a *app) exportRecord(ctx context.Context, f *exportFlags, s store.Store) error {
	from, ok := s.(store.Copier)
	if !ok {
		return demarche.Errorf(demarche.Unavailable, a.storeName(), "this kind of store gives its record to nobody")
	}
	return a.write(f.out, func(w io.Writer) error {
		return export.Record(ctx, w, from, func(n store.Counts) error {
			return a.about(f.out, fmt.Sprintf("the whole record: %s, %s, %s, %s", several(n.Articles, "article"), several(n.Rows, "row"), several(n.Changes, "change"), several(n.Decisions, "decision")))
		})
	})
}

// exportRows writes rows one by one: of a question, or all that fit.
func (a *app) exportRows(ctx context.Context, f *exportFlags, r store.Reader, ask view.Ask) error {
	if f.kind == "actors" {
		who, err := view.Actors(ctx, r, ask)
		if err != nil {
			return err
		}
		if err := a.about(f.out, who.Title()+": "+several(who.Count, "row")); err != nil {
			return err
		}
		return a.write(f.out, func(w io.Writer) error { return export.Table(w, who, f.bom) })
	}
	if question := tables[f.view]; question != nil {
		ask.Limit = cmp.Or(ask.Limit, whole)
		t, err := question(ctx, r, ask)
		if err != nil {
			return err
		}
		if err := a.about(f.out, t.About().Title()+": "+several(t.About().Count, "row")); err != nil {
			return err
		}
		return a.write(f.out, func(w io.Writer) error { return export.Table(w, t, f.bom) })
	}
	l, err := f.listing(ctx, r, ask)
	if err != nil {
		return err
	}
	if err := a.about(f.out, l.Title()+": "+several(l.Count, "row")); err != nil {
		return err
	}
	article := func(key demarche.ArticleKey) (store.Article, error) { return r.Article(ctx, string(key)) }
	return a.write(f.out, func(w io.Writer) error {
		switch f.into {
		case "ics":
			revisions, err := view.Revisions(ctx, r, l.Known)
			if err != nil {
				return err
			}
			return export.ICal(w, l, revisions)
		case "annotations":
			return export.Annotations(w, l, article)
		}
		return export.Rows(w, l, f.bom)
	})
}

// whole is the limit of a question that a file is made of: none.
const whole = 1 << 20

// tables are the questions whose answer is a table of its own, with columns that
// are of no row alone: a life, a pair, an issue.
var tables = map[string]func(context.Context, store.Reader, view.Ask) (view.Answer, error){
	"commitments": answering(view.Commitments),
	"contacts":    answering(view.Contacts),
	"positions":   answering(view.Positions),
	"figures":     answering(view.Figures),
	"tensions":    answering(view.Tensions),
}

func answering[A view.Answer](question func(context.Context, store.Reader, view.Ask) (A, error)) func(context.Context, store.Reader, view.Ask) (view.Answer, error) {
	return func(ctx context.Context, r store.Reader, ask view.Ask) (view.Answer, error) {
		return question(ctx, r, ask)
	}
}

// listing asks for the rows.
func (f *exportFlags) listing(ctx context.Context, r store.Reader, ask view.Ask) (*view.Listing, error) {
	if f.view != "" && ask.Limit == 0 {
		ask.Limit = whole
	}
	switch {
	case f.view == "timeline":
		t, err := view.Timeline(ctx, r, ask)
		if err != nil {
			return nil, err
		}
		return t.Listing(), nil
	case f.view == "agenda":
		g, err := view.Agenda(ctx, r, ask)
		if err != nil {
			return nil, err
		}
		return g.Listing(), nil
	case f.into == "ics":
		return view.Dated(ctx, r, ask)
	}
	kind := demarche.ActRow
	if f.kind != "" {
		kind = demarche.RowKind(strings.TrimSuffix(f.kind, "s"))
	}
	return view.List(ctx, r, ask, kind)
}

// exportFeed writes what changed; on standard output all of it in one page.
func (a *app) exportFeed(ctx context.Context, f *exportFlags, r store.Reader, ask view.Ask) error {
	c, err := view.Changes(ctx, r, ask)
	if err != nil {
		return err
	}
	pages := export.Pages(c, f.page, f.out)
	said := c.Title() + ": " + several(c.Count, "row")
	if len(pages) > 1 {
		said += fmt.Sprintf(" on %d pages", len(pages))
	}
	if err := a.about(f.out, said); err != nil {
		return err
	}
	for _, p := range pages {
		if err := a.write(p.File, func(w io.Writer) error { return export.Atom(w, c, p.Changes, p.Links) }); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) exportBrief(ctx context.Context, f *exportFlags, r store.Reader, ask view.Ask) error {
	b, err := view.Brief(ctx, r, ask)
	if err != nil {
		return err
	}
	cut, err := a.sentences()
	if err != nil {
		return err
	}
	if err := a.about(f.out, b.Title()+": "+several(b.Count, "row")); err != nil {
		return err
	}
	article := func(key demarche.ArticleKey) (store.Article, error) { return r.Article(ctx, string(key)) }
	return a.write(f.out, func(w io.Writer) error {
		return export.Markdown(w, b, export.Appendix{Article: article, Sentences: cut})
	})
}

// about says on standard error what will be written, before it is.
func (a *app) about(name, what string) error {
	if name == "" {
		name = "standard output"
	}
	_, err := fmt.Fprintf(a.err, "export to %s: %s\n", name, view.Clean(what))
	return err
}
