// Package resolve turns the entities of an article into its public actors.
package resolve

import (
	"fmt"

	"demarche"
	"demarche/read/name"
	"demarche/text"
)

// Actors returns the actors of the entities in used (indexes into d.Entities,
// in any order, repeats allowed), numbered a1, a2, … by first mention, and the
// id of each entity. Aliases are the strings as printed, without pronouns.
func Actors(d *text.Doc, used []int) ([]demarche.Actor, map[int]demarche.ActorID) {
	take := make([]bool, len(d.Entities))
	for _, e := range used {
		if e >= 0 && e < len(take) {
			take[e] = true
		}
	}
	ids := map[int]demarche.ActorID{}
	var out []demarche.Actor
	for e := range d.Entities {
		if !take[e] {
			continue
		}
		ids[e] = demarche.ActorID(fmt.Sprintf("a%d", len(out)+1))
		out = append(out, actor(d, e, ids[e]))
	}
	for e := range d.Entities {
		if !take[e] {
			continue
		}
		for i := range out {
			if out[i].ID == ids[e] {
				out[i].Roles = roles(d, &d.Entities[e], ids)
			}
		}
	}
	return out, ids
}

func actor(d *text.Doc, e int, id demarche.ActorID) demarche.Actor {
	n := &d.Entities[e]
	a := demarche.Actor{ID: id, Name: n.Name, Kind: n.Kind, Country: demarche.Maybe(n.Country), Unnamed: n.Unnamed,
		Roles: []demarche.Role{}, Aliases: []string{}, Mentions: []demarche.Mention{}}
	if a.Kind == "" {
		a.Kind = demarche.Group
	}
	seen := map[string]bool{}
	alias := func(r text.Range) {
		s := d.Words(r)
		if f := name.Fold(s); f != "" && !seen[f] {
			seen[f] = true
			a.Aliases = append(a.Aliases, s)
		}
	}
	for _, m := range n.Mentions {
		mm := &d.Mentions[m]
		if mm.Demonym || mm.Place && n.Kind != demarche.State {
			continue
		}
		a.Mentions = append(a.Mentions, demarche.Mention{Span: d.Span(mm.Range), Form: mm.Form})
		if mm.Form == demarche.ByPronoun || len(mm.Refs) != 1 {
			continue
		}
		alias(mm.Range)
		for _, r := range forms(d, mm) {
			alias(r)
		}
		if r, ok := withAcronym(d, m); ok {
			alias(r)
		}
	}
	return a
}

// forms are the shorter strings within a mention that name the same actor: the
// name without its title, the description without what follows its head.
func forms(d *text.Doc, m *text.Mention) []text.Range {
	var out []text.Range
	if m.Form == demarche.ByName && m.Name != "" {
		for i := m.From; i < m.To; i++ {
			for j := m.To; j > i; j-- {
				if d.Words(text.Range{From: i, To: j}) == m.Name {
					if m.From < i {
						out = append(out, text.Range{From: m.From, To: j})
					}
					if j < m.To {
						out = append(out, text.Range{From: i, To: m.To})
					}
					return append(out, text.Range{From: i, To: j})
				}
			}
		}
	}
	if m.Form == demarche.ByRole {
		if m.Head+1 < m.To {
			out = append(out, text.Range{From: m.From, To: m.Head + 1})
		}
		from := m.From
		for from < m.Head && d.Tags[from].UPOS == "DET" && d.Lower(from) != "the" {
			from++ // "some Iraqi militias" are Iraqi militias
		}
		if from > m.From && m.Head+1 > from {
			out = append(out, text.Range{From: from, To: m.Head + 1})
		}
	}
	return out
}

// withAcronym is the mention together with another name of the same actor in
// parentheses or between commas after it: "the Fund (SRF)", "a spokesperson,
// Mary Ode".
func withAcronym(d *text.Doc, m int) (text.Range, bool) {
	a := &d.Mentions[m]
	for o := m + 1; o < len(d.Mentions) && d.Mentions[o].From <= a.To+1; o++ {
		b := &d.Mentions[o]
		if b.From == a.To && a.Form == demarche.ByRole && b.Form == demarche.ByName && len(b.Refs) == 1 && b.Refs[0] == a.Refs[0] {
			return text.Range{From: a.From, To: b.To}, true // "the news agency AFP"
		}
		if b.From != a.To+1 || len(b.Refs) != 1 || b.Refs[0] != a.Refs[0] || b.Form == demarche.ByPronoun {
			continue
		}
		switch d.Form(a.To) {
		case ",":
			return text.Range{From: a.From, To: b.To}, true
		case "(":
			if b.To < len(d.Tokens) && d.Form(b.To) == ")" {
				return text.Range{From: a.From, To: b.To + 1}, true
			}
		}
	}
	return text.Range{}, false
}

func roles(d *text.Doc, n *text.Entity, ids map[int]demarche.ActorID) []demarche.Role {
	out := []demarche.Role{}
	for _, r := range n.Roles {
		p := demarche.Role{Title: r.Title, Evidence: []demarche.Span{d.Span(d.Mentions[r.Mention].Range)}}
		if r.Of >= 0 {
			p.Of = ids[r.Of]
		}
		out = append(out, p)
	}
	return out
}
