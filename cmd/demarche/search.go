package main

import (
	"strings"

	"github.com/spf13/cobra"
)

func (a *app) searchCmd() *cobra.Command {
	var f askFlags
	c := &cobra.Command{
		Use:     "search WORDS…",
		Short:   "Where words stand, in articles and in what was said",
		Long:    `Articles and statements that have the words, newest first.`,
		Example: `  demarche search "security guarantees" --since 2022-02`,
		Args:    needs("words"),
		RunE: func(cmd *cobra.Command, args []string) error {
			f.Words = strings.TrimSpace(strings.Join(args, " ") + " " + f.Words)
			return a.answer(cmd, &f, "search", "")
		},
	}
	a.knownFlags(c, &f)
	filterFlags(c, &f)
	dayFlags(c, &f)
	c.Flags().IntVar(&f.Limit, "limit", 0, "at most this many `rows` in a list")
	return c
}
