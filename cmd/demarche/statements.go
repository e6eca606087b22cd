package main

import (
	"strings"

	"github.com/spf13/cobra"
)

func (a *app) statementsCmd() *cobra.Command {
	var f askFlags
	c := &cobra.Command{
		Use:   "statements WORDS…",
		Short: "Who said something in these words",
		Long: `Statements whose words have all these words, newest first, each with the paragraph
around it and a line to cite it by.`,
		Example: `  demarche statements Nord Stream
  demarche statements guarantees --actor Putin --type demand`,
		Args: needs("words"),
		RunE: func(cmd *cobra.Command, args []string) error {
			f.Words = strings.TrimSpace(strings.Join(args, " ") + " " + f.Words)
			return a.answer(cmd, &f, "statements", "")
		},
	}
	a.knownFlags(c, &f)
	filterFlags(c, &f)
	dayFlags(c, &f)
	listFlags(c, &f)
	return c
}
