package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"demarche/ledger"
	"demarche/store"
	"demarche/view"
)

// question is a question to the record, whatever the type of its answer.
type question func(context.Context, store.Reader, view.Ask) (view.Answer, error)

// asking makes a question of one with a type of its own.
func asking[T view.Answer](f func(context.Context, store.Reader, view.Ask) (T, error)) question {
	return func(ctx context.Context, r store.Reader, ask view.Ask) (view.Answer, error) {
		a, err := f(ctx, r, ask)
		if err != nil {
			return nil, err
		}
		return a, nil
	}
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

// issue finds an issue of the list by its name or the beginning of one: a name
// that is not on the list would find nothing, and say nothing.
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
	var found []string
	for _, n := range is.Names() {
		if strings.EqualFold(n, name) {
			return n, nil
		}
		if len(n) >= len(name) && strings.EqualFold(n[:len(name)], name) {
			found = append(found, n)
		}
	}
	if len(found) == 1 {
		return found[0], nil
	}
	return "", usage{fmt.Errorf("--issue %s is not on the list\n  it is one of: %s", name, strings.Join(is.Names(), ", "))}
}

// setAnswer sets an answer in a format.
func (a *app) setAnswer(f *askFlags, out view.Answer) ([]byte, error) {
	switch f.format {
	case "json":
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		if err := e.Encode(out); err != nil {
			return nil, err
		}
		return b.Bytes(), nil
	case "csv":
		return view.CSV(out), nil
	case "md":
		return view.Markdown(out), nil
	}
	s := a.style(readFlags{width: f.width, noColour: f.noColour})
	return view.Text(out, s.width, s.paint), nil
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
