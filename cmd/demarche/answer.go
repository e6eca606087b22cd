package main

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"demarche/ledger"
	"demarche/store"
	"demarche/view"
)

// needs demands the words or the name that a question is about.
func needs(what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if strings.TrimSpace(strings.Join(args, "")) == "" {
			first, _, _ := strings.Cut(strings.TrimSpace(c.Example), "\n")
			return errors.New(c.Name() + " takes " + what + "\n  for example: " + first)
		}
		return nil
	}
}

// answer asks the record and prints the answer in the format asked for. of is
// what the question is about, where it has to be told.
func (a *app) answer(c *cobra.Command, f *askFlags, question, of string) error {
	out, err := a.ask(c.Context(), f, question, of)
	if err != nil {
		return err
	}
	printed, err := a.setAnswer(f, out)
	if err != nil {
		return err
	}
	_, err = a.out.Write(printed)
	return err
}

// ask puts a question to the record: that of a file, or of a desk.
func (a *app) ask(ctx context.Context, f *askFlags, question, of string) (out view.Answer, err error) {
	ask, err := f.ask(a.now())
	if err != nil {
		return nil, err
	}
	c, err := a.client()
	if err != nil {
		return nil, err
	}
	if c != nil {
		return c.Ask(ctx, question, of, f.Params)
	}
	ask.Of = of
	if ask.Issue, err = a.issue(ask.Issue); err != nil {
		return nil, err
	}
	if question == "article" {
		if ask.Sentences, err = a.sentences(); err != nil {
			return nil, err
		}
	}
	q, err := view.Find(question)
	if err != nil {
		return nil, err
	}
	err = a.view(ctx, func(r store.Reader) (err error) {
		out, err = q.Put(ctx, r, ask)
		return err
	})
	return out, err
}

// issue finds an issue of the list by its name or the beginning of one.
func (a *app) issue(name string) (string, error) {
	if name == "" {
		return "", nil
	}
	lists, err := a.data()
	if err != nil {
		return "", err
	}
	is, err := ledger.LoadIssues(lists)
	if err != nil {
		return "", err
	}
	if name, err = is.Find(name); err != nil {
		return "", usage{err}
	}
	return name, nil
}

// setAnswer sets an answer in a format.
func (a *app) setAnswer(f *askFlags, out view.Answer) ([]byte, error) {
	s := a.style(readFlags{width: f.width, noColour: f.noColour})
	return view.Set(out, f.format, s.width, s.paint)
}

// paint colours what an answer is made of.
func (s style) paint(r view.Role, text string) string {
	switch r {
	case view.TitleRole:
		return s.in(bold, text)
	case view.TagRole:
		return s.in(cyan, text)
	case view.MarkRole:
		return s.in(markPaint(text), text)
	case view.WordsRole, view.DimRole:
		return s.in(dim, text)
	}
	return text
}
