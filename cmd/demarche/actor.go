package main

import (
	"strings"

	"github.com/spf13/cobra"
)

func (a *app) actorCmd() *cobra.Command {
	var f askFlags
	c := &cobra.Command{
		Use:   "actor NAME",
		Short: "What the record has of one actor",
		Long: `The names, roles with dates, acts, statements, commitments, tensions and numbers of
one actor. NAME is a name as printed, or an id; where several have it, they are
listed.`,
		Example: `  demarche actor Macron`,
		Args:    needs("a name"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.answer(cmd, &f, "actor", strings.Join(args, " "))
		},
	}
	a.knownFlags(c, &f)
	filterFlags(c, &f)
	dayFlags(c, &f)
	c.Flags().IntVar(&f.Limit, "limit", 0, "at most this many `rows` in a list")
	return c
}
