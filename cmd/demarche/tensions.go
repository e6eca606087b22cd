package main

import "github.com/spf13/cobra"

func (a *app) tensionsCmd() *cobra.Command {
	var f askFlags
	c := &cobra.Command{
		Use:   "tensions",
		Short: "Who says the opposite of whom",
		Long: `Claims against denials, numbers against numbers, allies against one another, in two
columns and without a verdict; and which a person has settled.`,
		Example: `  demarche tensions --since 2022-02-01`,
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.answer(cmd, &f, "tensions", "")
		},
	}
	a.knownFlags(c, &f)
	filterFlags(c, &f)
	dayFlags(c, &f)
	listFlags(c, &f)
	return c
}
