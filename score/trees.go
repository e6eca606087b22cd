// Package score measures what the engine reads against what people marked.
package score

import (
	"strings"

	"demarche/text"
)

// TreeCount counts right answers on gold tokens, word by word, punctuation
// counted.
type TreeCount struct {
	Words                    int
	UPOS, XPOS, Feats, Lemma int
	Heads                    int                    // right head
	Arcs                     int                    // right head and relation, subtypes left out
	FullArcs                 int                    // right head and relation with its subtype
	Relation                 map[string]*RelationPR // by gold or given relation without subtype
}

// RelationPR counts one relation: an arc is right when head and relation are.
type RelationPR struct{ Right, Given, Gold int }

// Add compares tags and arcs with those of d, which are gold.
func (s *TreeCount) Add(d *text.Doc, tags []text.Tag, arcs []text.Arc) {
	if s.Relation == nil {
		s.Relation = map[string]*RelationPR{}
	}
	rel := func(r string) *RelationPR {
		if s.Relation[r] == nil {
			s.Relation[r] = new(RelationPR)
		}
		return s.Relation[r]
	}
	for i := range d.Tokens {
		s.Words++
		if tags != nil {
			g, t := d.Tags[i], tags[i]
			s.UPOS += one(g.UPOS == t.UPOS)
			s.XPOS += one(g.XPOS == t.XPOS)
			s.Feats += one(g.Feats == t.Feats)
			s.Lemma += one(strings.EqualFold(g.Lemma, t.Lemma))
		}
		if arcs != nil {
			g, a := d.Arcs[i], arcs[i]
			gr, ar := universal(g.Rel), universal(a.Rel)
			rel(gr).Gold++
			rel(ar).Given++
			if g.Head == a.Head {
				s.Heads++
				s.Arcs += one(gr == ar)
				s.FullArcs += one(g.Rel == a.Rel)
				if gr == ar {
					rel(gr).Right++
				}
			}
		}
	}
}

// Percent is n out of all words, in percent.
func (s *TreeCount) Percent(n int) float64 {
	if s.Words == 0 {
		return 0
	}
	return 100 * float64(n) / float64(s.Words)
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

func universal(rel string) string {
	r, _, _ := strings.Cut(rel, ":")
	return r
}
