package rule

import (
	"strconv"
	"strings"
	"testing"

	"demarche"
	"demarche/text"
)

// tree makes a document of one sentence from lines
// "form lemma UPOS XPOS head relation [mark]". The mark says what the token
// refers to: "person", "state", "group" for an actor of its own named by the
// form, "place" for a place, "=Form" for the actor of another token.
func tree(t testing.TB, src string) *text.Doc {
	t.Helper()
	d := &text.Doc{}
	var arcs []text.Arc
	var mentions []text.Mention
	for i, l := range strings.Split(strings.TrimSpace(src), "\n") {
		f := strings.Fields(l)
		if len(f) < 6 {
			t.Fatalf("line %q", l)
		}
		if i > 0 {
			d.Text += " "
		}
		at := len(d.Text)
		d.Text += f[0]
		d.Tokens = append(d.Tokens, text.Token{Span: demarche.Span{Start: at, End: len(d.Text)}})
		d.Tags = append(d.Tags, text.Tag{Lemma: f[1], UPOS: f[2], XPOS: f[3]})
		h, err := strconv.Atoi(f[4])
		if err != nil {
			t.Fatal(err)
		}
		arcs = append(arcs, text.Arc{Head: h - 1, Rel: f[5]})
		if len(f) > 6 {
			m := text.Mention{Range: text.Range{From: i, To: i + 1}, Head: i}
			switch {
			case f[6] == "place":
				m.Place = true
			case f[6][0] == '=':
				for e := range d.Entities {
					if d.Entities[e].Name == f[6][1:] {
						m.Refs = []int{e}
					}
				}
			default:
				d.Entities = append(d.Entities, text.Entity{Name: f[0], Kind: demarche.ActorKind(f[6])})
				m.Refs = []int{len(d.Entities) - 1}
			}
			mentions = append(mentions, m)
		}
	}
	n := len(d.Tokens)
	d.Sentences = []text.Sentence{{Range: text.Range{From: 0, To: n}}}
	d.SetArcs(arcs)
	d.SetMentions(mentions)
	return d
}

// names writes the forms of some tokens.
func names(d *text.Doc, toks []int) string {
	var out []string
	for _, t := range toks {
		out = append(out, d.Form(t))
	}
	return strings.Join(out, " ")
}
