package main

import (
	"fmt"
	"runtime"

	"github.com/spf13/cobra"

	"demarche"
)

func (a *app) versionCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the versions of program, rules and weights",
		Long: `Print the version of the program and the hashes of the rules and weights that it
reads with. Every reading carries the same three; where they are equal, the same
text gives the same rows.`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			eng, err := a.engine()
			if err != nil {
				return err
			}
			e := eng.Engine()
			_, err = fmt.Fprintf(a.out, "demarche %s\nrules    %s\nweights  %s\n%s %s/%s\n", demarche.Version, e.Rules, e.Weights, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		},
	}
}
