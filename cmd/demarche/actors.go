package main

import (
	"strings"

	"github.com/spf13/cobra"
)

func (a *app) actorsCmd() *cobra.Command {
	var f askFlags
	c := &cobra.Command{
		Use:   "actors [WORDS…]",
		Short: "Who is in the record",
		Long:  `The actors of the record, or those whose names have words that begin so; those with most rows first, with their ids.`,
		Example: `  demarche actors mac
  demarche actors --limit 200 --format csv`,
		RunE: func(cmd *cobra.Command, args []string) error {
			f.Words = strings.Join(args, " ")
			return a.answer(cmd, &f, "actors", "")
		},
	}
	a.knownFlags(c, &f)
	listFlags(c, &f)
	return c
}
