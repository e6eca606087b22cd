package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"demarche"
	"demarche/view"
)

// askFlags are the flags of the commands that ask the record.
type askFlags struct {
	format   string
	noColour bool
	width    int

	actors, types, statuses    []string
	pair, source, issue, words string
	key                        bool
	asKnown, asReported        string
	since, until, on           string
	by, after                  string
	limit                      int
}

// knownFlags are the flags of every question: the record, its state, the format.
func (a *app) knownFlags(c *cobra.Command, f *askFlags) {
	a.storeFlag(c)
	fl := c.Flags()
	fl.StringVar(&f.format, "format", "text", "text, json, csv or md")
	fl.BoolVar(&f.noColour, "no-color", false, "print without colour, as when NO_COLOR is set or the output is no terminal")
	fl.IntVar(&f.width, "width", 0, "wrap lines at this many `columns` (default: the terminal's, else 100)")
	fl.StringVar(&f.asKnown, "as-known", "", "answer from what the record held at this `time`: 2022-02-08 or 2022-02-08T18:00 (UTC)")
	fl.StringVar(&f.asReported, "as-reported", "", "answer from what was published by this `date`")
}

// filterFlags say which rows.
func filterFlags(c *cobra.Command, f *askFlags) {
	fl := c.Flags()
	fl.StringArrayVar(&f.actors, "actor", nil, "only rows with this `name`; may be given again for others")
	fl.StringVar(&f.pair, "pair", "", "only rows with both `names`: \"Macron,Putin\"")
	fl.StringSliceVar(&f.types, "type", nil, "only these `types` of act or forces of statement: meet, threaten")
	fl.StringSliceVar(&f.statuses, "status", nil, "only acts of these `statuses`: planned, happened")
	fl.StringVar(&f.source, "source", "", "only what this `outlet` reports")
	fl.StringVar(&f.issue, "issue", "", "only rows on this `issue` of the list: sanctions")
	fl.StringVar(&f.words, "words", "", "only rows whose words have these `words`")
	fl.BoolVar(&f.key, "key", false, "only the rows wanted on the first screen")
}

// dayFlags say which days.
func dayFlags(c *cobra.Command, f *askFlags) {
	fl := c.Flags()
	fl.StringVar(&f.since, "since", "", "from this `date` on: 2022-02-07, 2022-02, yesterday")
	fl.StringVar(&f.until, "until", "", "up to and with this `date`")
	onFlag(c, f)
}

func onFlag(c *cobra.Command, f *askFlags) {
	c.Flags().StringVar(&f.on, "on", "", "take this `date` for today (default: that of --as-known, else the present)")
}

// listFlags say how much.
func listFlags(c *cobra.Command, f *askFlags) {
	fl := c.Flags()
	fl.IntVar(&f.limit, "limit", 0, "at most this many `rows` in a list")
	fl.StringVar(&f.after, "after", "", "the next page: what follows this `row`")
}

// ask turns the flags into what a question takes.
func (f *askFlags) ask(now time.Time) (view.Ask, error) {
	q := view.Ask{Now: now, Actors: f.actors, Source: f.source, Issue: f.issue, Words: f.words, Key: f.key, By: f.by, Limit: f.limit, After: f.after}
	switch f.format {
	case "text", "json", "csv", "md":
	default:
		return q, usage{errors.New("--format " + f.format + " is not known\n  it is text, json, csv or md")}
	}
	if f.width < 0 || f.limit < 0 {
		return q, usage{errors.New("--width and --limit must not be negative")}
	}
	if f.asKnown != "" && f.asReported != "" {
		return q, usage{errors.New("--as-known and --as-reported exclude one another\n  the first goes by the time of recording, the second by the day of publication")}
	}
	if f.pair != "" {
		one, two, ok := strings.Cut(f.pair, ",")
		if !ok || strings.TrimSpace(one) == "" || strings.TrimSpace(two) == "" {
			return q, usage{errors.New("--pair takes two names\n  for example: --pair \"Macron,Putin\"")}
		}
		q.Pair = [2]string{strings.TrimSpace(one), strings.TrimSpace(two)}
	}
	if err := f.kinds(&q); err != nil {
		return q, err
	}
	for _, d := range []struct {
		flag, value string
		last        bool
		into        *demarche.Day
	}{{"--since", f.since, false, &q.Since}, {"--until", f.until, true, &q.Until}, {"--on", f.on, false, &q.On}, {"--as-reported", f.asReported, true, &q.AsReported}} {
		if d.value == "" {
			continue
		}
		i, err := days(d.flag, d.value, now)
		if err != nil {
			return q, err
		}
		if *d.into = i.From; d.last {
			*d.into = i.To
		}
	}
	if q.Since != 0 && q.Until != 0 && q.Since > q.Until {
		return q, usage{errors.New("--since lies after --until")}
	}
	if f.asKnown == "" {
		return q, nil
	}
	at, err := moment(f.asKnown, now)
	q.AsKnown = at
	return q, err
}

// kinds sorts what --type and --status name.
func (f *askFlags) kinds(q *view.Ask) error {
	for _, t := range f.types {
		act, force := demarche.ActType(t), demarche.Force(t)
		some := false
		if slices.Contains(demarche.ActTypes, act) {
			q.Types, some = append(q.Types, act), true
		}
		if slices.Contains(demarche.Forces, force) {
			q.Forces, some = append(q.Forces, force), true
		}
		if !some {
			return usage{fmt.Errorf("--type %s is not known\n  acts: %s\n  statements: %s", t, words(demarche.ActTypes), words(demarche.Forces))}
		}
	}
	for _, s := range f.statuses {
		if !slices.Contains(demarche.Statuses, demarche.Status(s)) {
			return usage{fmt.Errorf("--status %s is not known\n  it is one of: %s", s, words(demarche.Statuses))}
		}
		q.Statuses = append(q.Statuses, demarche.Status(s))
	}
	return nil
}

func words[T ~string](all []T) string {
	out := make([]string, len(all))
	for i, w := range all {
		out[i] = string(w)
	}
	return strings.Join(out, ", ")
}

// days reads a date of a flag: a day, a month, a year, today or yesterday.
func days(flag, value string, now time.Time) (demarche.Interval, error) {
	today := demarche.DayOf(now)
	switch value {
	case "today":
		return demarche.Interval{From: today, To: today}, nil
	case "yesterday":
		return demarche.Interval{From: today - 1, To: today - 1}, nil
	}
	i, ok := demarche.ParseEDTF(value)
	if !ok || i.From == demarche.Beginning || i.To == demarche.End || strings.Contains(value, "/") {
		return i, usage{fmt.Errorf("%s %s is no date\n  write 2022-02-08, 2022-02, today or yesterday", flag, value)}
	}
	return i, nil
}

// moment reads --as-known: the end of a day, or a minute, in UTC.
func moment(value string, now time.Time) (time.Time, error) {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04"} {
		if t, err := time.Parse(layout, value); err == nil {
			return t.UTC(), nil
		}
	}
	i, err := days("--as-known", value, now)
	if err != nil {
		return time.Time{}, usage{fmt.Errorf("--as-known %s is no time\n  write 2022-02-08 for the end of that day, or 2022-02-08T18:00", value)}
	}
	return (i.To + 1).Time().Add(-time.Second), nil
}
