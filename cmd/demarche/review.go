package main

import (
	"github.com/spf13/cobra"

	"demarche/view"
)

func (a *app) reviewCmd() *cobra.Command {
	var f askFlags
	c := &cobra.Command{
		Use:   "review",
		Short: "What no person has looked at yet",
		Long: `The rows that nobody has accepted or rejected, the key ones first, and of these the
newest. A person says what is right with demarche decide.

Each row begins with its marks:
  ` + view.Legend,
		Example: `  demarche review --key
  demarche review --type threaten,pledge --limit 50`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.answer(cmd, &f, "review", "") },
	}
	a.knownFlags(c, &f)
	filterFlags(c, &f)
	dayFlags(c, &f)
	listFlags(c, &f)
	return c
}
