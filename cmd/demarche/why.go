package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"demarche"
	"demarche/view"
)

func (a *app) whyCmd() *cobra.Command {
	var f readFlags
	var id string
	c := &cobra.Command{
		Use:   "why ROW FILE|-",
		Short: "Say why a row is there: rule, words, roles, status",
		Long: `Read an article again and print, for one of its rows, what that very run took for
it: the rule, the words it fired on, the roles, and why the row has its status.`,
		Example: `  demarche why e4 --date 2022-02-08 article.txt`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return errors.New("why takes a row and a file\n  for example: demarche why e4 article.txt")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.why(f, args[0], args[1], id) },
	}
	pageFlags(c, &f)
	c.Flags().StringVar(&id, "id", "", "`id` of the article, when the file holds several")
	return c
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
	r, why := eng.Trace(art)
	row, ok := find(view.Of(r), id)
	if !ok {
		return &demarche.Error{Code: demarche.NotFound, Where: string(art.ID), What: "there is no row " + id + " in its reading",
			Repair: "demarche read prints the rows with their ids"}
	}
	var s style
	s.width = a.style(readFlags{}).width
	out := ""
	for i, l := range view.Wrap(view.Clean(row.ID+" "+row.Marks+" "+row.Date+" "+row.Line), s.width-4) {
		if i > 0 {
			l = "    " + l
		}
		out += l + "\n"
	}
	for _, w := range row.Words {
		out += "  words: “" + view.Clean(w) + "”\n"
	}
	lines := why(id)
	if rule := ruleOf(r, id); rule != "" && !strings.Contains(strings.Join(lines, "\n"), rule) {
		out += "  rule " + rule + "\n"
	}
	for _, l := range lines {
		out += "  " + view.Clean(l) + "\n"
	}
	_, err := fmt.Fprint(a.out, out)
	return err
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
