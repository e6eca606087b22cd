package ledger

import (
	"strings"

	"demarche"
	"demarche/lexicon"
)

// An actor of the record is named by what it is, what it is called and where
// it is from: "person:emmanuel-macron:FRA". Spellings of one name fold to one
// id; persons who share a surname do not, since a person's id has the whole
// name. An unnamed one is called by its description, after a tilde.

// party is an actor as one article knows it.
func party(a *demarche.Actor, published string) demarche.Party {
	p := demarche.Party{ID: ActorKey(a, published), Name: a.Name, Kind: a.Kind, Country: a.Country, Unnamed: a.Unnamed, Aliases: a.Aliases}
	for _, r := range a.Roles {
		if r.Title != "" {
			p.Roles = append(p.Roles, r.Title)
		}
	}
	return p
}

// ActorKey derives the id of an actor of the record. A person whom an article
// published on a day only describes ("the Iranian foreign minister") is told
// apart by the year, since offices change hands.
func ActorKey(a *demarche.Actor, published string) demarche.ActorID {
	s := class(a.Kind) + ":"
	if a.Unnamed {
		s += "~"
	}
	s += Slug(a.Name)
	if a.Unnamed && a.Kind == demarche.Person && len(published) >= 4 {
		s += "@" + published[:4]
	}
	if a.Country != "" {
		s += ":" + string(a.Country)
	}
	return demarche.ActorID(s)
}

// class is the kind as far as outlets agree on it: what one calls a group
// another calls an organisation.
func class(k demarche.ActorKind) string {
	switch k {
	case demarche.Person, demarche.State, demarche.People:
		return string(k)
	}
	return "body"
}

// Slug is a name in small plain letters with hyphens, where the house
// spellings of one name come out alike: Zelenskyy, Zelenskiy and Zelensky;
// Lukashenka and Lukashenko; Kim Jong Un and Kim Jong-un; Sergei and Sergey.
func Slug(name string) string {
	words := strings.FieldsFunc(lexicon.Fold(name), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r >= 0x80)
	})
	for i, w := range words {
		words[i] = house(w)
	}
	return strings.Join(words, "-")
}

// house brings the ends of a word that transliterations differ in to one form.
func house(w string) string {
	for _, e := range [...]struct{ from, to string }{
		{"skyy", "sky"}, {"skiy", "sky"}, {"skyi", "sky"}, {"skii", "sky"}, {"skij", "sky"}, {"ski", "sky"},
		{"yy", "y"}, {"iy", "y"}, {"ij", "y"}, {"yi", "y"}, {"ii", "y"},
		{"ei", "ey"}, {"ai", "ay"},
		{"enka", "enko"},
	} {
		if stem, ok := strings.CutSuffix(w, e.from); ok && len(stem) > 1 {
			return stem + e.to
		}
	}
	return w
}

// who splits an id into what the actor is called and where it is from.
func who(id demarche.ActorID) (name, country string) {
	s := string(id)
	if i := strings.LastIndexByte(s, ':'); i > strings.IndexByte(s, ':') {
		return s[:i], s[i+1:]
	}
	return s, ""
}

// named reports whether the id is of a named actor.
func named(id demarche.ActorID) bool { return !strings.Contains(string(id), ":~") }

// sameActor reports whether two ids may be of one actor: equal, or equal but
// for a country that one article does not say.
func sameActor(a, b demarche.ActorID) bool {
	if a == b {
		return true
	}
	n, c := who(a)
	m, d := who(b)
	return n == m && (c == "" || d == "")
}

// SameActor reports whether two ids of the record may be of one actor: equal,
// or equal but for a country that one article does not say.
func SameActor(a, b demarche.ActorID) bool { return sameActor(a, b) }

// state is the id of the state that an actor belongs to, "" where unknown.
func state(id demarche.ActorID) string {
	_, c := who(id)
	return c
}
