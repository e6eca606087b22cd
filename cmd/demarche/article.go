package main

import (
	"github.com/spf13/cobra"

	"demarche"
	"demarche/read/segment"
	"demarche/view"
)

func (a *app) articleCmd() *cobra.Command {
	var f askFlags
	c := &cobra.Command{
		Use:   "article ID",
		Short: "An article with its rows beside its sentences",
		Long: `The text of an article with the rows that stand on each sentence; a sentence that no
row stands on is marked. A filter takes rows and leaves the text whole: rows that
do not fit are folded under their sentence and counted. ID is the id it came with, its key in the record, its
address, or the beginning of its hash.

Each row begins with its marks:
  ` + view.Legend,
		Example: `  demarche article demo-23`,
		Args:    needs("an article"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.answer(cmd, &f, "article", args[0])
		},
	}
	a.knownFlags(c, &f)
	filterFlags(c, &f)
	dayFlags(c, &f)
	return c
}

// sentences cuts a text as the reader does.
func (a *app) sentences() (func(string) []demarche.Span, error) {
	lists, err := a.data()
	if err != nil {
		return nil, err
	}
	s, err := segment.New(lists)
	if err != nil {
		return nil, err
	}
	return s.Sentences, nil
}
