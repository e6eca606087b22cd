package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"demarche"
	"demarche/api/wire"
	"demarche/store"
	"demarche/view"
)

func (a *app) whyCmd() *cobra.Command {
	var f readFlags
	var ask askFlags
	var id string
	var trace bool
	c := &cobra.Command{
		Use:   "why ROW [FILE|-]",
		Short: "Say why a row is there: rule, words, roles, status",
		Long: `Of a row or an entry of the record: the articles that tell it with their words, the
rules and versions that read them, what changed it, and what a person decided.
With --trace its best article is read again, and the trace of that run printed.

With a file: read that article again and print, for one of its rows, what that very
run took for it: the rule, the words it fired on, the roles, and why the row has
its status.`,
		Example: `  demarche why e-2k4x9w0c7m1b5d8q
  demarche why e4 --date 2022-02-08 article.txt`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 && len(args) != 2 {
				return errors.New("why takes a row of the record, or a row and a file\n  for example: demarche why e4 article.txt")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 2 {
				return a.why(f, args[0], args[1], id)
			}
			if err := a.answer(c, &ask, "why", args[0]); err != nil || !trace {
				return err
			}
			return a.retrace(c.Context(), args[0])
		},
	}
	pageFlags(c, &f)
	a.knownFlags(c, &ask)
	c.Flags().BoolVar(&trace, "trace", false, "read the article of the row again and print the trace")
	c.Flags().StringVar(&id, "id", "", "`id` of the article, when the file holds several")
	return c
}

// retrace reads the article of a row of the record again and explains the row.
func (a *app) retrace(ctx context.Context, row string) (err error) {
	var t wire.Trace
	if c, cerr := a.client(); cerr != nil {
		return cerr
	} else if c != nil {
		remote, err := c.Trace(ctx, row)
		if err != nil {
			return err
		}
		t = *remote
	} else if err := a.view(ctx, func(r store.Reader) (err error) {
		t, err = traced(ctx, r, row, a.engine)
		return err
	}); err != nil {
		return err
	}
	if _, err := fmt.Fprintf(a.out, "\nRead again by %s\n", t.Version); err != nil {
		return err
	}
	return a.printTrace(t.Lines)
}

// traced reads the article of a row of the record again.
func traced(ctx context.Context, r store.Reader, row string, reader func() (engine, error)) (wire.Trace, error) {
	id := demarche.RowID(row)
	if e, err := r.Entry(ctx, row, store.Known{}); err == nil && string(e.ID) == row {
		id = e.Best
	}
	report, err := r.Row(ctx, id)
	if err != nil {
		return wire.Trace{}, err
	}
	art, err := r.Article(ctx, string(report.Row.Article))
	switch {
	case err != nil:
		return wire.Trace{}, err
	case report.Row.Local == "":
		return wire.Trace{}, &demarche.Error{Code: demarche.NotFound, Where: row, What: "a person added this row; no rule made it"}
	case art.Forgotten != nil:
		return wire.Trace{}, &demarche.Error{Code: demarche.NotFound, Where: row, What: "its article was erased and cannot be read again"}
	}
	eng, err := reader()
	if err != nil {
		return wire.Trace{}, err
	}
	lines, err := explained(eng, art.Article, report.Row.Local)
	return wire.Trace{Row: string(id), Version: eng.Engine().Version, Lines: lines}, err
}

func (a *app) why(f readFlags, row, file, id string) error {
	if err := f.check(); err != nil {
		return err
	}
	eng, err := a.engine()
	if err != nil {
		return err
	}
	var art *demarche.Article
	var firstErr error
	for in := range a.inputs([]string{file}, f.page) {
		if in.Err != nil {
			firstErr = errors.Join(firstErr, in.Err)
			continue
		}
		if id != "" && string(in.Article.ID) != id {
			continue
		}
		if art != nil {
			return usage{errors.New(file + " holds several articles\n  say which one with --id")}
		}
		art = &in.Article
	}
	switch {
	case art == nil && id != "":
		return &demarche.Error{Code: demarche.NotFound, Where: file, What: "there is no article with the id " + id, Err: firstErr}
	case art == nil:
		return firstErr
	}
	return a.explain(eng, *art, row)
}

// explain prints the row and the lines of its trace.
func (a *app) explain(eng engine, art demarche.Article, id string) error {
	lines, err := explained(eng, art, id)
	if err != nil {
		return err
	}
	return a.printTrace(lines)
}

// printTrace prints what explained says.
func (a *app) printTrace(lines []string) error {
	out := ""
	for i, l := range view.Wrap(lines[0], a.style(readFlags{}).width-4) {
		if i > 0 {
			l = "    " + l
		}
		out += l + "\n"
	}
	for _, l := range lines[1:] {
		out += "  " + l + "\n"
	}
	_, err := fmt.Fprint(a.out, out)
	return err
}

// explained says of a row of an article what it is, and what the run took for it.
func explained(eng engine, art demarche.Article, id string) ([]string, error) {
	r, why := eng.Trace(art)
	row, ok := find(view.Of(r), id)
	if !ok {
		return nil, &demarche.Error{Code: demarche.NotFound, Where: string(art.ID), What: "there is no row " + id + " in its reading",
			Repair: "demarche read prints the rows with their ids"}
	}
	out := []string{view.Clean(row.ID + " " + row.Marks + " " + row.Date + " " + row.Line)}
	for _, w := range row.Words {
		out = append(out, "words: “"+view.Clean(w)+"”")
	}
	lines := why(id)
	if rule := ruleOf(r, id); rule != "" && !strings.Contains(strings.Join(lines, "\n"), rule) {
		out = append(out, "rule "+rule)
	}
	for _, l := range lines {
		out = append(out, view.Clean(l))
	}
	return out, nil
}

func find(v view.Rows, id string) (view.Row, bool) {
	for _, part := range [][]view.Row{v.Acts, v.Statements, v.Figures, v.Tensions} {
		for _, r := range part {
			if r.ID == id {
				return r, true
			}
		}
	}
	return view.Row{}, false
}

// ruleOf is the rule that made a row, empty for a tension.
func ruleOf(r *demarche.Reading, id string) string {
	for i := range r.Acts {
		if string(r.Acts[i].ID) == id {
			return r.Acts[i].Rule
		}
	}
	for i := range r.Statements {
		if string(r.Statements[i].ID) == id {
			return r.Statements[i].Rule
		}
	}
	for i := range r.Figures {
		if string(r.Figures[i].ID) == id {
			return r.Figures[i].Rule
		}
	}
	return ""
}
