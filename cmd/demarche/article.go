package main

import (
	"github.com/spf13/cobra"

	"demarche/view"
)

func (a *app) articleCmd() *cobra.Command {
	var f askFlags
	c := &cobra.Command{
		Use:   "article ID",
		Short: "An article with its rows beside its sentences",
		Long: `The text of an article with the rows that stand on each sentence; a sentence that no
row stands on is marked. ID is the id it came with, its key in the record, its
address, or the beginning of its hash.

Each row begins with its marks:
  ` + view.Legend,
		Example: `  demarche article demo-23`,
		Args:    oneName,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.answer(cmd, &f, asking(view.Article), func(q *view.Ask) { q.Of, q.Sentences = args[0], sentences })
		},
	}
	a.knownFlags(c, &f)
	return c
}
