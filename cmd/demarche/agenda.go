package main

import (
	"github.com/spf13/cobra"

	"demarche/view"
)

func (a *app) agendaCmd() *cobra.Command {
	var f askFlags
	c := &cobra.Command{
		Use:   "agenda",
		Short: "What is to come: when, who, where, announced by whom",
		Long: `What is to come, as exactly as the sources say when, who, where, announced by
whom and last confirmed when; what was moved or called off; deadlines; and what
was planned for a day that has passed and of which no article tells.

Each row begins with its marks:
  ` + view.Legend,
		Example: `  demarche agenda
  demarche agenda --on 2022-02-08 --as-reported 2022-02-08`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.answer(cmd, &f, "agenda", "")
		},
	}
	a.knownFlags(c, &f)
	filterFlags(c, &f)
	dayFlags(c, &f)
	c.Flags().IntVar(&f.Limit, "limit", 0, "at most this many `rows` in a list")
	return c
}
