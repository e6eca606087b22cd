package view

import (
	"fmt"
	"strings"

	"demarche"
)

// Gap is something that the record does not know of rows that an answer shows.
type Gap struct {
	What string   `json:"what"`
	Rows []string `json:"rows"` // ids
	Said string   `json:"said"` // the rows in a few words
}

// gapsNamed is how many rows a gap names before it only counts.
const gapsNamed = 4

// gaps says what is not known of the items: nothing is filled in.
func gaps(items []*Item) []Gap {
	kinds := []struct {
		what string
		not  func(*Item) string // what to say of the item, "" where nothing is missing
	}{
		{"the speaker is unclear", func(it *Item) string {
			if it.Kind != demarche.StatementRow || len(it.Who) > 0 {
				return ""
			}
			return cut(it.Line, 60)
		}},
		{"somebody is described, not named", func(it *Item) string {
			for _, n := range append(append(append([]Name{}, it.Who...), it.Whom...), it.By...) {
				if n.Unnamed {
					return n.Name
				}
			}
			return ""
		}},
		{"no day is stated", func(it *Item) string {
			if it.Kind != demarche.ActRow || it.Happens != nil || it.Status == demarche.Negated {
				return ""
			}
			return cut(it.Line, 60)
		}},
		{"no place is stated", func(it *Item) string {
			met := it.Type == string(demarche.Meet) && (it.Status.Fact() || it.Status == demarche.Planned)
			struck := it.Type == string(demarche.Attack) && it.Status.Fact()
			if it.Place != nil || !met && !struck {
				return ""
			}
			return cut(it.Line, 60)
		}},
		{"whose number it is, is not stated", func(it *Item) string {
			if it.Kind != demarche.FigureRow || len(it.Who) > 0 {
				return ""
			}
			return cut(it.Line, 60)
		}},
	}
	var out []Gap
	for _, k := range kinds {
		g := Gap{What: k.what}
		var said []string
		left := 0
		seen := map[string]bool{}
		for _, it := range items {
			s := k.not(it)
			if s == "" || seen[it.ID] {
				continue
			}
			seen[it.ID] = true
			g.Rows = append(g.Rows, it.ID)
			switch {
			case seen[s]:
			case len(said) < gapsNamed:
				said = append(said, s)
			default:
				left++
			}
			seen[s] = true
		}
		if len(g.Rows) == 0 {
			continue
		}
		g.Said = strings.Join(said, "; ")
		if left > 0 {
			g.Said += fmt.Sprintf("; and %d more", left)
		}
		out = append(out, g)
	}
	return out
}

// line lays a gap out.
func (g *Gap) line() Line {
	return Line{Text: upper(g.What) + ": " + g.Said}
}
