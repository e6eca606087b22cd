package main

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"demarche/ledger"
	"demarche/store"
	"demarche/view"
)

// question is a question to the record, whatever the type of its answer.
type question func(context.Context, store.Reader, view.Ask) (view.Answer, error)

// asking finds a question by its name.
func asking(name string) question {
	i := slices.IndexFunc(view.Questions, func(q view.Question) bool { return q.Name == name })
	return view.Questions[i].Put
}

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

// answer asks the record and prints the answer in the format asked for.
func (a *app) answer(c *cobra.Command, f *askFlags, q question, change func(*view.Ask)) error {
	ask, err := f.ask(a.now())
	if err != nil {
		return err
	}
	if ask.Issue, err = a.issue(ask.Issue); err != nil {
		return err
	}
	if change != nil {
		change(&ask)
	}
	s, err := a.openStore(true)
	if err != nil {
		return err
	}
	ctx := c.Context()
	var out view.Answer
	err = s.View(ctx, func(r store.Reader) error {
		var err error
		out, err = q(ctx, r, ask)
		return err
	})
	if cerr := s.Close(); err == nil {
		err = cerr
	}
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
