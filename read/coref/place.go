package coref

import (
	"demarche"
	"demarche/text"
)

// placeNames decides for states, capitals and seats whether they are meant as
// places. Everything else that is only ever a place comes marked already.
func (k *chain) placeNames() {
	k.isSeat = make([]bool, len(k.ms))
	for m := range k.ms {
		mm := &k.ms[m]
		switch {
		case mm.Demonym || mm.Form == demarche.ByRole || mm.Form == demarche.ByPronoun || mm.Form == demarche.ByGroup:
		case mm.Form == demarche.ByMetonym && mm.Kind == "":
			k.isSeat[m] = true
			mm.Place = mm.Place || k.locative(m, true)
			if mm.Place {
				mm.Form = demarche.ByName
			}
		case mm.Kind == demarche.State:
			mm.Place = k.locative(m, false)
		case mm.Kind == demarche.Government && mm.Key != "":
			switch k.caseOf(mm.Head, mm.From) {
			case "at", "in", "inside", "outside", "near":
				mm.Place = true // "talks at the Kremlin"
			case "to":
				g := k.d.Arcs[mm.Head].Head
				mm.Place = g >= 0 && k.d.UPOS(g) == "NOUN" && goingNoun[k.d.Lemma(g)] // "a visit to the White House"
			}
			if g := k.d.Arcs[mm.Head].Head; g >= 0 && text.RelIs(k.d.Arcs[mm.Head].Rel, "obj") && placeObject[k.d.Lemma(g)] {
				mm.Place = true // "visit the White House"
			}
		}
	}
}

// locative reports whether the mention stands where a place stands. A town
// (the capital, the seat) is more easily a place than the state is.
func (k *chain) locative(m int, town bool) bool {
	d := k.d
	mm := &k.ms[m]
	if d.Sentences[k.x[m].sent].Kind == text.Dateline {
		return true
	}
	h := mm.Head
	// "Kyiv and Moscow": the first decides.
	for n := 0; n < 8 && d.Arcs[h].Rel == "conj" && d.Arcs[h].Head >= 0; n++ {
		h = d.Arcs[h].Head
	}
	if o := k.headAt[h]; h != mm.Head && o > 0 && k.ms[o-1].Place && int(o-1) < m {
		return true
	}
	if town && mm.From > 1 {
		if i := mm.From - 1; k.d.Lower(i) == "capital" || k.d.Form(i) == "," && k.d.Lower(i-1) == "capital" {
			return true
		}
	}
	if prep := k.caseOf(h, mm.From); prep != "" {
		return k.prepIsPlace(h, prep, town)
	}
	if h != mm.Head {
		if prep := k.caseOf(mm.Head, mm.From); prep != "" {
			return k.prepIsPlace(mm.Head, prep, town)
		}
	}
	gov := d.Arcs[h].Head
	if gov < 0 {
		return false
	}
	g := d.Lemma(gov)
	switch rel := d.Arcs[h].Rel; {
	case text.RelIs(rel, "obj"):
		if placeObject[g] {
			return true
		}
		return town && struckObject[g]
	case rel == "nsubj:pass":
		return town && struckObject[g]
	case rel == "nsubj":
		return town && d.UPOS(gov) == "NOUN" && (g == "capital" || g == "city" || g == "home")
	case text.RelIs(rel, "appos"):
		if o := k.headAt[gov]; o > 0 && int(o-1) != m {
			om := &k.ms[o-1]
			return om.Place || om.Form == demarche.ByName && om.Kind == ""
		}
		switch g {
		case "capital", "city", "town", "village", "airport", "country":
			return true
		}
		return false
	case text.RelIs(rel, "compound"):
		if !town {
			return false
		}
		return !actorNoun[g]
	case text.RelIs(rel, "nmod:poss"):
		return town && !actorNoun[g] && placeNoun[g]
	case text.RelIs(rel, "list", "parataxis", "dep", "obl:tmod", "obl:npmod", "obl:unmarked", "nmod:npmod"):
		return mm.Form == demarche.ByMetonym || town
	}
	return false
}

// caseOf is the preposition of token h, that of the noun phrase, or the word
// before it when the parser attached it elsewhere.
func (k *chain) caseOf(h, from int) string {
	d := k.d
	for c := range d.Kids(h) {
		if c < h && d.Arcs[c].Rel == "case" && d.UPOS(c) != "PART" {
			return d.Lower(c)
		}
	}
	if from > 0 && !text.RelIs(d.Arcs[h].Rel, "nmod:poss", "compound", "amod") && d.UPOS(from-1) == "ADP" && d.SentenceOf(from-1) == d.SentenceOf(from) {
		return d.Lower(from - 1)
	}
	return ""
}

// prepIsPlace decides by the preposition and by what it hangs from.
func (k *chain) prepIsPlace(h int, prep string, town bool) bool {
	d := k.d
	gov := d.Arcs[h].Head
	g, up := "", ""
	if gov >= 0 {
		g, up = d.Lemma(gov), d.UPOS(gov)
	}
	switch prep {
	case "in", "inside", "within", "near", "across", "throughout", "around", "outside", "at", "over", "through", "into", "beyond",
		"along", "via", "north", "south", "east", "west", "surrounding", "onto", "off", "amid", "toward", "towards":
		switch g {
		case "interest", "confidence", "trust", "faith", "invest", "aggression", "anger", "outrage", "frustration", "concern", "tension", "crisis":
			return prep == "in" || prep == "inside" || prep == "near" || prep == "around" && town
		}
		return !((prep == "toward" || prep == "towards" || prep == "at" || prep == "over") && !motion[g] && !town)
	case "to":
		if !town && (g == "send" || g == "deploy" || g == "bring" || g == "ship" || g == "transfer") {
			// Troops go to a place, tanks go to its government.
			o := d.Kid(gov, "obj", "nsubj:pass")
			return o < 0 || people[d.Lemma(o)]
		}
		return motion[g] || town && !speechNoun[g] && !giving[g] && (up == "NOUN" && tripNoun[g] || up == "VERB" && motion[g])
	case "from":
		if speechNoun[g] || giving[g] {
			return false
		}
		if motion[g] || g == "withdraw" || g == "withdrawal" || g == "bring" || g == "report" && town || g == "launch" || g == "fire" {
			return true
		}
		return town && up == "VERB"
	case "of":
		return placeNoun[g] || town && (g == "battle" || g == "city" || g == "street" || g == "people" || g == "mayor" || g == "resident")
	case "for":
		return g == "leave" || g == "depart" || g == "head" && up == "VERB" || g == "departure"
	case "on":
		return town && (struckObject[g] || g == "march" || g == "advance")
	}
	return false
}

func set(words ...string) map[string]bool {
	s := make(map[string]bool, len(words))
	for _, w := range words {
		s[w] = true
	}
	return s
}

// Words that settle what a preposition means. They belong to the grammar of
// place, not to what analysts edit.
var (
	motion = set("travel", "go", "come", "visit", "return", "fly", "arrive", "trip", "move", "flee", "journey", "head", "drive", "leave", "depart",
		"departure", "arrival", "back", "way", "tour", "march", "cross", "enter", "escape", "send", "deploy", "bring", "rush", "sail", "walk", "run",
		"route", "flight", "train", "road", "deport", "extradite", "transfer", "relocate", "migrate", "accompany", "invite", "stop", "deployment", "deportation", "extradition", "visitor", "evacuate", "ship", "shuttle", "swing")
	people     = set("troop", "soldier", "force", "delegation", "envoy", "mission", "team", "peacekeeper", "observer", "minister", "ambassador", "adviser", "unit", "refugee", "official", "ship", "plane")
	tripNoun   = set("trip", "visit", "tour", "flight", "return", "journey", "travel", "delegation", "mission", "ambassador", "envoy")
	goingNoun  = set("trip", "visit", "tour", "flight", "return", "journey", "travel") // a tripNoun that is no person
	speechNoun = set("criticism", "pressure", "support", "demand", "threat", "warning", "response", "call", "message", "letter", "statement", "reaction",
		"condemnation", "assurance", "guarantee", "proposal", "offer", "request", "answer", "signal", "word", "announcement", "concession", "pledge",
		"promise", "denial", "objection", "opposition", "complaint", "commitment", "come", "hear", "learn", "reply", "criticize", "criticise")
	giving = set("give", "offer", "provide", "supply", "sell", "deliver", "grant", "lend", "hand", "promise", "pledge", "aid", "assistance", "help", "export",
		"delivery", "sale", "weapon", "support", "say", "tell", "speak", "talk", "write", "appeal", "complain", "belong", "lose", "respond", "respect",
		"receive", "get", "buy", "purchase", "import", "seek", "obtain", "accept", "protect", "defend", "independence", "independent", "free")
	placeObject  = set("visit", "leave", "enter", "reach", "tour", "cross", "flee", "depart", "exit", "circle")
	struckObject = set("attack", "bomb", "shell", "strike", "hit", "bombard", "target", "pound", "rock", "capture", "seize", "encircle", "surround", "besiege",
		"take", "retake", "storm", "evacuate")
	placeNoun = set("city", "town", "capital", "outskirts", "outskirt", "suburb", "border", "east", "west", "north", "south", "part", "region", "province", "district",
		"area", "center", "centre", "territory", "coast", "edge", "heart", "corner", "village", "street", "airport", "map", "half", "third", "interior", "northeast", "northwest", "southeast", "southwest",
		"shore", "rest", "side", "square", "mile", "kilometer", "kilometre", "km")
	actorNoun = set("government", "official", "authority", "troop", "force", "army", "military", "policy", "leader", "president", "minister", "ministry",
		"foreign", "spokesman", "spokeswoman", "spokesperson", "regime", "leadership", "administration", "position", "stance", "decision", "side", "delegation")
)
