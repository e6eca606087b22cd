package main

import (
	"bufio"
	"strings"

	"github.com/spf13/cobra"

	"demarche/intake"
	"demarche/page"
)

func (a *app) parseCmd() *cobra.Command {
	var f readFlags
	c := &cobra.Command{
		Use:   "parse FILE…|-",
		Short: "Print sentences, tags and dependencies as CoNLL-U",
		Long: `Print the sentences of articles with part of speech, features, lemma and
dependencies, in the CoNLL-U format of Universal Dependencies.`,
		Example: `  echo "The envoy will not return." | demarche parse -`,
		Args:    someFiles,
		RunE:    func(_ *cobra.Command, args []string) error { return a.parse(f, args) },
	}
	pageFlags(c, &f)
	return c
}

func (a *app) parse(f readFlags, files []string) error {
	if err := f.check(); err != nil {
		return err
	}
	eng, err := a.engine()
	if err != nil {
		return err
	}
	work := func(in page.Input) ([]byte, error) {
		if in.Err != nil {
			return nil, in.Err
		}
		var b strings.Builder
		if err := eng.Layers(in.Article.Text, string(in.Article.Published)).WriteCoNLLU(&b); err != nil {
			return nil, err
		}
		id := strings.Join(strings.Fields(string(in.Article.ID)), "_")
		return []byte(strings.Replace(b.String(), "# newdoc\n", "# newdoc id = "+id+"\n", 1)), nil
	}
	out := bufio.NewWriter(a.out)
	unread := false
	err = intake.Pipeline(a.inputs(files, f.page), f.workers, work, func(b []byte, _ intake.Input, err error) error {
		if err != nil {
			unread = true
			a.complain(err)
			return nil
		}
		_, err = out.Write(b)
		return err
	})
	if err != nil {
		return err
	}
	if err := out.Flush(); err != nil {
		return err
	}
	if unread {
		return errUnread
	}
	return nil
}
