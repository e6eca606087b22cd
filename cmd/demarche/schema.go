package main

import (
	"github.com/spf13/cobra"

	"demarche/schema"
)

func (a *app) schemaCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of a reading",
		Long:  "Print the JSON Schema (2020-12) of a reading: what demarche read --format jsonl prints a line of.",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := a.out.Write(schema.Reading())
			return err
		},
	}
}
