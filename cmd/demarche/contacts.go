package main

import "github.com/spf13/cobra"

func (a *app) contactsCmd() *cobra.Command {
	var f askFlags
	c := &cobra.Command{
		Use:   "contacts",
		Short: "Who met whom, planned to, telephoned or refused",
		Long: `Who met whom: a matrix of actors with what was done, planned, telephoned and
refused, then the contacts, the latest first. --type takes other acts.`,
		Example: `  demarche contacts --since 2022-02-01
  demarche contacts --pair "Macron,Putin"`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.answer(cmd, &f, "contacts", "")
		},
	}
	a.knownFlags(c, &f)
	filterFlags(c, &f)
	dayFlags(c, &f)
	listFlags(c, &f)
	return c
}
