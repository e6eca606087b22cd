package main

import "github.com/spf13/cobra"

func (a *app) figuresCmd() *cobra.Command {
	var f askFlags
	c := &cobra.Command{
		Use:   "figures",
		Short: "Numbers of one thing over time, by source",
		Long: `Numbers by what they count, where and whose, as of the day they hold for, each with
its source and bound, on one scale:
  ● counted  ├─┤ a range  ●→ more than  ←● less than  ○ forecast  ◇ promised  ┊ threshold
Forecasts are never joined to what was counted. The words stand below.`,
		Example: `  demarche figures --actor Russia --words troops`,
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.answer(cmd, &f, "figures", "")
		},
	}
	a.knownFlags(c, &f)
	filterFlags(c, &f)
	dayFlags(c, &f)
	c.Flags().IntVar(&f.Limit, "limit", 0, "at most this many `rows` in a list")
	return c
}
