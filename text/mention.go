package text

import (
	"sort"
	"strings"

	"demarche"
)

// cover finds the mention by its head token.
type cover struct {
	at []int32 // index+1 of the widest mention whose head is this token
	n  int
}

// SetMentions places the mention layer, which must be in text order.
func (d *Doc) SetMentions(m []Mention) { d.Mentions, d.cover = m, cover{} }

// MentionAt returns the index of the widest mention headed by token i, or -1.
func (d *Doc) MentionAt(i int) int {
	if d.cover.at == nil || d.cover.n != len(d.Mentions) {
		at := make([]int32, len(d.Tokens))
		for m := range d.Mentions {
			h := d.Mentions[m].Head
			if old := at[h]; old == 0 || d.Mentions[m].Len() > d.Mentions[old-1].Len() {
				at[h] = int32(m + 1)
			}
		}
		d.cover = cover{at, len(d.Mentions)}
	}
	return int(d.cover.at[i]) - 1
}

// named returns the mention whose name token i belongs to without being its
// head, as when a parser hangs a sentence from the surname and the finder the
// mention from the title; -1 when there is none.
func (d *Doc) named(i int) int {
	if d.UPOS(i) != "PROPN" {
		return -1
	}
	after := sort.Search(len(d.Mentions), func(m int) bool { return d.Mentions[m].From > i })
	for m := after - 1; m >= max(after-8, 0); m-- {
		if d.Mentions[m].Has(i) && strings.Contains(d.Mentions[m].Name, d.Form(i)) {
			return m
		}
	}
	return -1
}

// MentionOver returns the narrowest mention that covers token i, or -1.
func (d *Doc) MentionOver(i int) int {
	best := -1
	for m := range d.Mentions {
		if d.Mentions[m].From > i {
			break
		}
		if d.Mentions[m].Has(i) && (best < 0 || d.Mentions[m].Len() <= d.Mentions[best].Len()) {
			best = m
		}
	}
	return best
}

// ActorsAt returns the entities that the noun phrase headed by token i refers
// to as actors, with those coordinated to it ("Biden and Scholz" from "Biden").
// Places are left out; so are duplicates.
func (d *Doc) ActorsAt(i int) []int { return d.refsAt(i, false) }

// PartiesAt is ActorsAt with the states among the places as well: who "sent
// medicine to Moldova" or "massed troops near Finland" did it to Moldova or
// Finland, though the words name a place.
func (d *Doc) PartiesAt(i int) []int { return d.refsAt(i, true) }

func (d *Doc) refsAt(i int, states bool) []int {
	var out []int
	add := func(tok int) {
		m := d.MentionAt(tok)
		if m < 0 {
			m = d.named(tok)
		}
		if m < 0 {
			return
		}
		for _, e := range d.Mentions[m].Refs {
			if d.Mentions[m].Place && !(states && d.Entities[e].Kind == demarche.State) {
				continue
			}
			seen := false
			for _, o := range out {
				seen = seen || o == e
			}
			if !seen {
				out = append(out, e)
			}
		}
	}
	add(i)
	for _, k := range d.AllKids(i, "conj") {
		add(k)
	}
	for _, m := range d.listed(i) {
		add(d.Mentions[m].Head)
	}
	return out
}
