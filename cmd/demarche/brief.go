package main

import (
	"github.com/spf13/cobra"

	"demarche/view"
)

func (a *app) briefCmd() *cobra.Command {
	var f askFlags
	c := &cobra.Command{
		Use:   "brief",
		Short: "What changed since a day, and where things stand",
		Long: `What changed since a day, by type: new, moved, said again, hardened, softened,
contradicted, numbers moved, overdue, corrected by the outlet; and, apart from the
world's news, what we corrected. Then the next seven days, conditions that are
watched, open commitments, tensions, and what the sources do not say.

Without --since it is what came since the day before. Changes count by the time
of recording; where the record was begun later than that, by the day of
publication, and the answer says so.

Each row begins with its marks:
  ` + view.Legend,
		Example: `  demarche brief --since 2022-02-07
  demarche brief --as-known 2022-02-08 --format md`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.answer(cmd, &f, "brief", "")
		},
	}
	a.knownFlags(c, &f)
	filterFlags(c, &f)
	c.Flags().StringVar(&f.Since, "since", "", "what changed from this `date` on: 2022-02-07, yesterday (default: the day before)")
	c.Flags().StringVar(&f.Until, "until", "", "up to and with this `date`, as known then: the same as --as-known")
	onFlag(c, &f)
	c.Flags().IntVar(&f.Limit, "limit", 0, "at most this many `rows` in a list")
	return c
}
