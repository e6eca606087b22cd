package rule

import "strings"

// Phrase is a head of one or more words.
type Phrase struct {
	Text  string
	Left  []string // words that stand immediately before the head, for noun phrases
	Head  string
	Right []link // what hangs from the head or from one another, in order
	Need  string // preposition at the end that must introduce something; empty when none
}

// link is a noun or particle of a phrase with the preposition before it.
type link struct {
	prep string // empty for an object
	word string // empty for a particle, which stands in prep
}

// Words returns the number of words in the phrase, the measure of how specific
// it is.
func (p Phrase) Words() int { return len(strings.Fields(p.Text)) }

// verbPhrase reads "come under criticism from" as a verb with what follows it.
func verbPhrase(text string) Phrase {
	w := strings.Fields(text)
	p := Phrase{Text: text, Head: w[0]}
	p.Right, p.Need = links(w[1:])
	return p
}

// nounPhrase reads "exchange of fire" and "joint news conference": the head is
// the noun before the first preposition, else the last word.
func nounPhrase(text string) Phrase {
	w := strings.Fields(text)
	h := len(w) - 1
	for i, x := range w {
		if i > 0 && prepositions[x] && w[i-1] != "-" {
			h = i - 1
			break
		}
	}
	p := Phrase{Text: text, Left: w[:h], Head: w[h]}
	p.Right, p.Need = links(w[h+1:])
	return p
}

// links reads what follows a head: nouns, each with the preposition before it.
// Articles may be written for legibility and are passed over. Two nouns in a
// row are a compound, of which the last is the noun.
func links(w []string) (out []link, need string) {
	prep := ""
	for i := 0; i < len(w); i++ {
		switch {
		case w[i] == "a" || w[i] == "an" || w[i] == "the":
		case prepositions[w[i]]:
			if prep != "" {
				out = append(out, link{prep: prep})
			}
			prep = w[i]
		default:
			if i+1 < len(w) && !prepositions[w[i+1]] {
				continue // first part of a compound: the noun decides
			}
			out = append(out, link{prep, w[i]})
			prep = ""
		}
	}
	return out, prep
}

// prepositions are the words that tie a noun to a head, particles among them.
// They are grammar, not vocabulary: a closed class.
var prepositions = set(`about above across after against ahead along alongside amid among around as aside at away
	back before behind below beneath beside between beyond by concerning despite down during following for forth
	forward from in inside into near of off on onto opposite out outside over past regarding since through
	throughout to together toward towards under until up upon versus via with within without`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
