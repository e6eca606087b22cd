package main

import (
	"errors"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"demarche/view"
)

// askFlags are the flags of the commands that ask the record.
type askFlags struct {
	view.Params

	format   string
	noColour bool
	width    int
}

// knownFlags are the flags of every question: the record, its state, the format.
func (a *app) knownFlags(c *cobra.Command, f *askFlags) {
	a.serverFlag(c)
	fl := c.Flags()
	fl.StringVar(&f.format, "format", "text", "text, json, csv or md")
	fl.BoolVar(&f.noColour, "no-color", false, "print without colour, as when NO_COLOR is set or the output is no terminal")
	fl.IntVar(&f.width, "width", 0, "wrap lines at this many `columns` (default: the terminal's, else 100)")
	fl.StringVar(&f.AsKnown, "as-known", "", "answer from what the record held at this `time`: 2022-02-08 or 2022-02-08T18:00 (UTC)")
	fl.StringVar(&f.AsReported, "as-reported", "", "answer from what was published by this `date`")
}

// filterFlags say which rows.
func filterFlags(c *cobra.Command, f *askFlags) {
	fl := c.Flags()
	fl.StringArrayVar(&f.Actor, "actor", nil, "only rows with this `name`; may be given again for others")
	fl.StringVar(&f.Pair, "pair", "", "only rows with both `names`: \"Macron,Putin\"")
	fl.StringSliceVar(&f.Type, "type", nil, "only these `types` of act or forces of statement: meet, threaten")
	fl.StringSliceVar(&f.Status, "status", nil, "only acts of these `statuses`: planned, happened")
	fl.StringVar(&f.Source, "source", "", "only what this `outlet` reports")
	fl.StringVar(&f.Issue, "issue", "", "only rows on this `issue` of the list: sanctions")
	fl.StringVar(&f.Words, "words", "", "only rows whose words have these `words`")
	fl.BoolVar(&f.Key, "key", false, "only the rows wanted on the first screen")
}

// dayFlags say which days.
func dayFlags(c *cobra.Command, f *askFlags) {
	fl := c.Flags()
	fl.StringVar(&f.Since, "since", "", "from this `date` on: 2022-02-07, 2022-02, yesterday")
	fl.StringVar(&f.Until, "until", "", "up to and with this `date`")
	onFlag(c, f)
}

func onFlag(c *cobra.Command, f *askFlags) {
	c.Flags().StringVar(&f.On, "on", "", "take this `date` for today (default: that of --as-known, else the present)")
}

// listFlags say how much.
func listFlags(c *cobra.Command, f *askFlags) {
	fl := c.Flags()
	fl.IntVar(&f.Limit, "limit", 0, "at most this many `rows` in a list")
	fl.StringVar(&f.After, "after", "", "the next page: what follows this `row`")
}

// flagged is the flag of a field of a question.
func flagged(field string) string { return "--" + strings.ReplaceAll(field, "_", "-") }

// ask turns the flags into what a question takes.
func (f *askFlags) ask(now time.Time) (view.Ask, error) {
	switch f.format {
	case "", "text", "json", "csv", "md":
	default:
		return view.Ask{}, usage{errors.New("--format " + f.format + " is not known\n  it is text, json, csv or md")}
	}
	if f.width < 0 {
		return view.Ask{}, usage{errors.New("--width must not be negative")}
	}
	q, err := f.Params.Ask(now, flagged)
	if err != nil {
		return q, usage{err}
	}
	return q, nil
}
