package main

import "github.com/spf13/cobra"

func (a *app) articlesCmd() *cobra.Command {
	var f askFlags
	c := &cobra.Command{
		Use:   "articles",
		Short: "The articles of the record",
		Long:  `The articles of the record by publication, newest first, with their keys.`,
		Example: `  demarche articles --source "Harbour Wire" --since 2022-02
  demarche articles --format csv --limit 1000`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.answer(cmd, &f, "articles", "") },
	}
	a.knownFlags(c, &f)
	c.Flags().StringVar(&f.Source, "source", "", "only those of this `outlet`")
	dayFlags(c, &f)
	listFlags(c, &f)
	return c
}

func (a *app) sourcesCmd() *cobra.Command {
	var f askFlags
	c := &cobra.Command{
		Use:     "sources",
		Short:   "Who publishes them, and how reliable they are",
		Long:    `The outlets of the record with the number of their articles and, where a person has said it, their reliability from A to F.`,
		Example: `  demarche sources`,
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.answer(cmd, &f, "sources", "") },
	}
	a.knownFlags(c, &f)
	c.Flags().IntVar(&f.Limit, "limit", 0, "at most this many `outlets`")
	return c
}
