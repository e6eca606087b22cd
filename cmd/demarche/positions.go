package main

import (
	"github.com/spf13/cobra"

	"demarche/view"
)

func (a *app) positionsCmd() *cobra.Command {
	var f askFlags
	c := &cobra.Command{
		Use:   "positions",
		Short: "Who holds what on which issue, in their own words",
		Long: `The latest stance of each actor on each issue, in its own words. Where the sources
have none it says "nothing said in the sources". Issues are those of the list
data/en/issues.txt; without --actor the actors with most rows are shown.

Each row begins with its marks:
  ` + view.Legend,
		Example: `  demarche positions --actor Biden --actor Putin
  demarche positions --issue "security guarantees"`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.answer(cmd, &f, "positions", "")
		},
	}
	a.knownFlags(c, &f)
	filterFlags(c, &f)
	dayFlags(c, &f)
	c.Flags().IntVar(&f.Limit, "limit", 0, "at most this many `rows` in a list")
	return c
}
