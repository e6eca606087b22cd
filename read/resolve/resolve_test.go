package resolve

import (
	"slices"
	"strings"
	"testing"

	"demarche"
	"demarche/text"
)

// doc makes a document of words parted by blanks.
func doc(s string) *text.Doc {
	d := &text.Doc{Text: s}
	at := 0
	for _, w := range strings.Fields(s) {
		i := strings.Index(s[at:], w) + at
		d.Tokens = append(d.Tokens, text.Token{Span: demarche.Span{Start: i, End: i + len(w)}})
		at = i + len(w)
	}
	d.Tags = make([]text.Tag, len(d.Tokens))
	return d
}

func TestActors(t *testing.T) {
	d := doc("President Mina Holm of Austria spoke . She met some envoys . The Lake Fund ( LF ) paid . Holm left Vienna .")
	r := func(from, to int) text.Range { return text.Range{From: from, To: to} }
	d.Mentions = []text.Mention{
		{Range: r(0, 5), Head: 2, Form: demarche.ByName, Name: "Mina Holm", Title: "President", Refs: []int{0}},
		{Range: r(4, 5), Head: 4, Form: demarche.ByName, Name: "Austria", Refs: []int{1}},
		{Range: r(7, 8), Head: 7, Form: demarche.ByPronoun, Refs: []int{0}},
		{Range: r(9, 11), Head: 10, Form: demarche.ByRole, Refs: []int{2}},
		{Range: r(12, 15), Head: 14, Form: demarche.ByName, Name: "Lake Fund", Refs: []int{3}},
		{Range: r(16, 17), Head: 16, Form: demarche.ByName, Name: "LF", Refs: []int{3}},
		{Range: r(20, 21), Head: 20, Form: demarche.ByName, Name: "Holm", Refs: []int{0}},
		{Range: r(22, 23), Head: 22, Form: demarche.ByName, Name: "Vienna", Place: true, Refs: []int{4}},
	}
	d.Entities = []text.Entity{
		{Name: "Mina Holm", Kind: demarche.Person, Country: "AUT", Mentions: []int{0, 2, 6}, Roles: []text.EntityRole{{Title: "President", Of: 1, Mention: 0}}},
		{Name: "Austria", Kind: demarche.State, Country: "AUT", Mentions: []int{1}},
		{Name: "envoys", Kind: demarche.People, Unnamed: true, Mentions: []int{3}},
		{Name: "Lake Fund", Kind: demarche.Organization, Mentions: []int{4, 5}},
		{Name: "Vienna", Place: true, Mentions: []int{7}},
	}
	d.Tags[9].UPOS = "DET"
	actors, ids := Actors(d, []int{3, 0, 0, 1, 99})
	if len(actors) != 3 || ids[0] != "a1" || ids[1] != "a2" || ids[3] != "a3" {
		t.Fatalf("actors %v, ids %v", actors, ids)
	}
	for i, want := range [][]string{
		{"President Mina Holm of Austria", "President Mina Holm", "Mina Holm of Austria", "Mina Holm", "Holm"},
		{"Austria"},
		{"The Lake Fund", "The Lake Fund ( LF )", "LF"},
	} {
		if !slices.Equal(actors[i].Aliases, want) {
			t.Errorf("aliases of %s: %q, want %q", actors[i].Name, actors[i].Aliases, want)
		}
	}
	a := actors[0]
	if len(a.Roles) != 1 || a.Roles[0].Of != "a2" || a.Roles[0].Evidence[0].In(d.Text) != "President Mina Holm of Austria" {
		t.Errorf("roles %+v", a.Roles)
	}
	if len(a.Mentions) != 3 || a.Mentions[1].Form != demarche.ByPronoun {
		t.Errorf("mentions %+v", a.Mentions)
	}
	if got, _ := Actors(d, []int{2}); !slices.Contains(got[0].Aliases, "envoys") || got[0].Unnamed != true {
		t.Errorf("unnamed: %+v", got)
	}
}
