package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// takes are the flags that each format has besides those of a question.
var takes = map[string]string{"jsonl": "", "csv": "kind view bom", "ics": "view", "atom": "page", "annotations": "kind view", "md": ""}

// check refuses flags that would be passed over in silence.
func (f *exportFlags) check(c *cobra.Command) error {
	own, ok := takes[f.into]
	if !ok {
		return usage{fmt.Errorf("--format %s is not known\n  it is jsonl, csv, ics, atom, annotations or md", orNothing(f.into))}
	}
	for _, name := range []string{"kind", "view", "bom", "page"} {
		if c.Flags().Changed(name) && !strings.Contains(" "+own+" ", " "+name+" ") {
			return usage{fmt.Errorf("--%s means nothing with --format %s", name, f.into)}
		}
	}
	if f.into == "jsonl" {
		for _, name := range []string{"actor", "pair", "type", "status", "source", "issue", "words", "key", "since", "until", "on", "as-known", "as-reported", "limit"} {
			if c.Flags().Changed(name) {
				return usage{fmt.Errorf("--%s means nothing with --format jsonl: a record is written whole\n  rows of a filter: --format csv", name)}
			}
		}
	}
	switch f.kind {
	case "", "acts", "statements", "figures", "tensions":
	case "actors":
		if f.into == "csv" {
			break
		}
		fallthrough
	default:
		return usage{fmt.Errorf("--kind %s is not known here\n  it is acts, statements, figures, tensions or, for csv, actors", f.kind)}
	}
	switch {
	case tables[f.view] != nil && f.into != "csv":
		return usage{fmt.Errorf("--view %s is a table, and means nothing with --format %s\n  --format csv", f.view, f.into)}
	case f.view != "" && f.view != "timeline" && f.view != "agenda" && tables[f.view] == nil:
		return usage{fmt.Errorf("--view %s is not known\n  it is timeline, agenda, commitments, contacts, positions, figures or tensions", f.view)}
	case f.view != "" && f.kind != "":
		return usage{errors.New("--view and --kind exclude one another")}
	case f.page < 1:
		return usage{errors.New("--page has to be one at least")}
	}
	return nil
}

func orNothing(s string) string {
	if s == "" {
		return `""`
	}
	return s
}
