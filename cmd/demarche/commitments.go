package main

import (
	"github.com/spf13/cobra"

	"demarche/view"
)

func (a *app) commitmentsCmd() *cobra.Command {
	var f askFlags
	c := &cobra.Command{
		Use:   "commitments",
		Short: "Who pledged, threatened, proposed, demanded or refused what",
		Long: `Who bound himself, or would bind another, to what: to whom, on which condition,
until when, how often it was said and whether it hardened, and where it stands.
The program says made, waiting, overdue, withdrawn and superseded where the text
does; it may suggest others, with the row that makes it think so; kept and broken
only a person says (demarche decide rate). Restatements stand under the latest.

Each row begins with its marks:
  ` + view.Legend,
		Example: `  demarche commitments --actor Biden --issue energy
  demarche commitments --type threaten,demand --format csv`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.answer(cmd, &f, "commitments", "")
		},
	}
	a.knownFlags(c, &f)
	filterFlags(c, &f)
	dayFlags(c, &f)
	listFlags(c, &f)
	return c
}
