package main

import (
	"github.com/spf13/cobra"

	"demarche/view"
)

func (a *app) timelineCmd() *cobra.Command {
	var f askFlags
	c := &cobra.Command{
		Use:   "timeline",
		Short: "What happened, was said and is to come, day by day",
		Long: `What happened, was said and is to come, day by day, in lanes by actor or issue
with --by. A plan whose day has passed is told in the past, with a note that
nobody reported it. Without dates it is the week before today and the one after.

Each row begins with its marks:
  ` + view.Legend,
		Example: `  demarche timeline --since 2022-02-01 --until 2022-02-14 --by actor
  demarche timeline --issue sanctions --key`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.answer(cmd, &f, "timeline", "")
		},
	}
	a.knownFlags(c, &f)
	filterFlags(c, &f)
	dayFlags(c, &f)
	c.Flags().StringVar(&f.By, "by", "", "lanes by `actor or issue`")
	c.Flags().IntVar(&f.Limit, "limit", 0, "at most this many `rows` in a list")
	return c
}
