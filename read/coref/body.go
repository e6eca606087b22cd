package coref

import (
	"strings"

	"demarche"
	"demarche/read/name"
)

// bodyNoun resolves a described body: "the agency", "the Iraqi government",
// "parliament", "the embassy".
func (k *chain) bodyNoun(m int) {
	mm, x := &k.ms[m], &k.x[m]
	of := k.stateOf(m)
	if of != "" {
		probe := *mm
		probe.Of = of
		if e := k.slotted(m, k.slotOf(&probe)); e >= 0 {
			k.refer(m, e)
			return
		}
	}
	if e := k.namedWithin(m); e >= 0 {
		k.refer(m, e)
		return
	}
	if !x.indef {
		if e := k.sameBody(m, of); e >= 0 {
			k.refer(m, e)
			return
		}
		if of == "" && mm.To == mm.Head+1 && k.plainSlot(m) {
			return
		}
	}
	k.unnamed(m, k.printed(m), mm.Kind)
}

// namedWithin is the body whose own name modifies the noun: "the Houthi
// movement", "the NATO alliance", "the news agency AFP".
func (k *chain) namedWithin(m int) int {
	mm := &k.ms[m]
	switch k.x[m].lemma {
	case "movement", "alliance", "party", "group", "organization", "organisation", "newspaper", "agency", "broadcaster", "company", "firm", "militia", "bloc", "army", "government":
	default:
		return -1
	}
	for i := m + 1; i < len(k.ms) && k.ms[i].From <= mm.To; i++ {
		if !mm.Contains(k.ms[i].Range) || k.ms[i].Form != demarche.ByName || k.ms[i].Place || len(k.ms[i].Refs) != 1 {
			continue
		}
		e := k.ms[i].Refs[0]
		switch k.es[e].Kind {
		case demarche.Person, demarche.State, "":
			continue
		}
		if k.ms[i].To == mm.Head || k.ms[i].From == mm.Head+1 {
			return e
		}
	}
	return -1
}

// sameBody is the body mentioned before that the noun can mean: one whose name
// or description has the noun, else the last of the kind it tells.
func (k *chain) sameBody(m int, of string) int {
	mm, x := &k.ms[m], &k.x[m]
	mods := strings.Contains(mm.Title, " ")
	best := -1
	for i := m - 1; i >= 0; i-- {
		gap := x.sent - k.x[i].sent
		if gap > 60 {
			break
		}
		if len(k.ms[i].Refs) != 1 || k.ms[i].Demonym {
			continue
		}
		e := k.ms[i].Refs[0]
		t := &k.ex[e]
		switch k.es[e].Kind {
		case demarche.Person, demarche.State, demarche.People, "":
			continue
		}
		if of != "" && t.state != "" && t.state != of {
			continue
		}
		if mods && !(x.definite && of == "" && x.lemma == "opposition") {
			if name.Fold(k.printed(m)) == t.desc || has(t.names, name.Fold(k.printed(m))) {
				return e
			}
			continue
		}
		if has(t.lemmas, x.lemma) || nameHas(t.names, x.lemma) || nameHas([]string{name.Fold(k.es[e].Name)}, x.lemma) {
			return e
		}
		if best < 0 && gap <= 4 && x.definite && kindFits(x.lemma, k.es[e].Kind) {
			best = e
		}
	}
	return best
}

// nameHas reports whether one of the folded names has the word.
func nameHas(names []string, w string) bool {
	for _, n := range names {
		for _, f := range strings.Fields(n) {
			if f == w || f == w+"s" {
				return true
			}
		}
	}
	return false
}

// kindFits reports whether a bare noun can stand for a body of the kind.
func kindFits(lemma string, kind demarche.ActorKind) bool {
	switch lemma {
	case "group", "movement", "faction":
		return kind == demarche.Group || kind == demarche.ArmedForce && lemma == "group"
	case "company", "firm", "corporation", "manufacturer", "airline":
		return kind == demarche.Company
	case "agency":
		return kind == demarche.Media || kind == demarche.Organization
	case "newspaper", "broadcaster", "outlet", "channel", "magazine":
		return kind == demarche.Media
	case "organization", "organisation", "body", "bloc", "alliance", "union", "institution", "charity", "watchdog", "commission", "committee":
		return kind == demarche.Organization
	case "ministry", "department":
		return kind == demarche.Government
	case "militia":
		return kind == demarche.Group || kind == demarche.ArmedForce
	}
	return false
}

// plainSlot gives "parliament", "the military", "police" to the state named
// last before it, since nothing closer is said.
func (k *chain) plainSlot(m int) bool {
	i := slotWords(k.ms[m].Title)
	if i >= 0 && slots[i].kind == demarche.ArmedForce && !k.x[m].definite {
		return false // "armed forces" are anybody's
	}
	if s := k.seatedIn(m); s != "" && i >= 0 {
		if e := k.slotted(m, slots[i].slot+"|"+s); e >= 0 {
			k.refer(m, e)
			return true
		}
	}
	if i < 0 || slots[i].slot == "people" || strings.Contains(k.ms[m].Title, " ") && strings.ToLower(k.ms[m].Title) != slots[i].slot {
		return false
	}
	for j := m - 1; j >= 0 && k.x[m].sent-k.x[j].sent <= 6; j-- {
		for _, e := range k.ms[j].Refs {
			s := k.ex[e].state
			if s == "" || k.ms[j].Form == demarche.ByPronoun {
				continue
			}
			if k.ms[j].Place && slots[i].slot != "police" && k.es[e].Kind != demarche.State {
				continue
			}
			if e := k.slotted(m, slots[i].slot+"|"+s); e >= 0 {
				k.refer(m, e)
				return true
			}
		}
	}
	return false
}

// bareSlot gives "the Health Ministry", "the Supreme Court" to the state named
// last, when the name is nothing but the institution.
func (k *chain) bareSlot(m int, folded string) bool {
	i := slotWords(folded)
	if i < 0 || !has(slots[i].words, folded) {
		return false
	}
	if s := k.seatedIn(m); s != "" {
		if e := k.slotted(m, slots[i].slot+"|"+s); e >= 0 {
			k.refer(m, e)
			return true
		}
	}
	for e := range k.es {
		if w, _, _ := strings.Cut(k.ex[e].slot, "|"); w == slots[i].slot && k.ex[e].count > 0 {
			k.called(e, folded)
			k.refer(m, e)
			return true
		}
	}
	for j := m - 1; j >= 0 && k.x[m].sent-k.x[j].sent <= 6; j-- {
		for _, r := range k.ms[j].Refs {
			if s := k.ex[r].state; s != "" {
				if e := k.slotted(m, slots[i].slot+"|"+s); e >= 0 {
					k.refer(m, e)
					return true
				}
			}
		}
	}
	return false
}

// seatedIn is the state in whose town an institution is said to stand: "the
// Defence Ministry in Moscow"; "" when none is said.
func (k *chain) seatedIn(m int) string {
	at := k.ms[m].To
	if at >= len(k.d.Tokens) || k.d.Lower(at) != "in" {
		return ""
	}
	for j := range k.ms {
		if k.ms[j].From != at+1 || k.ms[j].Key == "" {
			continue
		}
		if e := k.lex.Entry(k.ms[j].Key); e != nil && e.Country != "" {
			return "state:" + e.Country
		}
	}
	return ""
}

// lastBody is the last body within so many sentences that can have a
// spokesperson, or -1.
func (k *chain) lastBody(m, sentences int) int {
	for i := m - 1; i >= 0 && k.x[m].sent-k.x[i].sent <= sentences; i-- {
		if len(k.ms[i].Refs) != 1 || !k.x[i].subject || k.ms[i].Place {
			continue
		}
		e := k.ms[i].Refs[0]
		switch k.es[e].Kind {
		case demarche.Organization, demarche.Government, demarche.ArmedForce, demarche.Group, demarche.Company:
			if !k.es[e].Unnamed {
				return e
			}
		}
	}
	return -1
}

// country resolves "the country", "the kingdom" to the last state.
func (k *chain) country(m int) {
	mm, x := &k.ms[m], &k.x[m]
	if x.lemma == "neighbor" || x.lemma == "neighbour" {
		return // which of them, the text does not say
	}
	if x.plural || !x.definite || mm.Of != "" || k.ms[m].Len() > 2 {
		if x.plural {
			k.plural(m)
		}
		return
	}
	for i := m - 1; i >= 0 && x.sent-k.x[i].sent <= 6; i-- {
		if len(k.ms[i].Refs) != 1 || k.ms[i].Form == demarche.ByPronoun {
			continue
		}
		e := k.ms[i].Refs[0]
		if k.es[e].Kind == demarche.State && (x.lemma != "kingdom" || kingdoms[k.es[e].Country]) {
			mm.Place = k.locative(m, false)
			k.refer(m, e)
			return
		}
	}
}

// kingdoms by ISO 3166-1 alpha-3.
var kingdoms = set("SAU", "GBR", "MAR", "JOR", "BHR", "ESP", "BEL", "NLD", "SWE", "NOR", "DNK", "THA", "KHM", "TON", "LSO", "SWZ", "BTN")

// plural resolves a described plural: "the protesters", "Saudi officials".
func (k *chain) plural(m int) {
	mm, x := &k.ms[m], &k.x[m]
	of := k.stateOf(m)
	probe := *mm
	probe.Of = of
	if mm.Form == demarche.ByGroup && mm.Kind == demarche.People && of != "" && mm.Title == "" {
		// "Syrians", "2 million Syrians".
		if e := k.slotted(m, "people|"+of); e >= 0 {
			k.refer(m, e)
			return
		}
	}
	if of != "" {
		if e := k.slotted(m, k.slotOf(&probe)); e >= 0 {
			k.refer(m, e)
			return
		}
	}
	if k.pair(m, mm.Kind) {
		return
	}
	desc := name.Fold(k.printed(m))
	bare := !strings.Contains(desc, " ")
	for i := m - 1; i >= 0 && x.sent-k.x[i].sent <= 60; i-- {
		if len(k.ms[i].Refs) != 1 {
			continue
		}
		e := k.ms[i].Refs[0]
		t := &k.ex[e]
		if !t.plural || k.es[e].Kind == demarche.State {
			continue
		}
		if t.desc == desc || (bare || x.definite && mm.To == mm.Head+1 && !strings.Contains(mm.Title, " ")) && has(t.lemmas, x.lemma) && (of == "" || of == t.state) && (x.definite || x.sent-k.x[i].sent <= 8) {
			k.refer(m, e)
			return
		}
	}
	if x.lemma == "police" || x.lemma == "force" && x.definite {
		if e := k.sameBody(m, of); e >= 0 && mm.To == mm.Head+1 {
			k.refer(m, e)
			return
		}
		if of == "" && mm.To == mm.Head+1 && k.plainSlot(m) {
			return
		}
	}
	kind := mm.Kind
	switch {
	case kind == demarche.State, x.lemma == "ally", x.lemma == "partner":
		kind = demarche.Group
	case kind == demarche.People && of != "" && (heads[x.class] || x.class == "minister" || x.class == "foreign" || x.class == "envoy" || x.class == "ambassador" || x.lemma == "leader" || x.lemma == "negotiator" || x.lemma == "diplomat"):
		kind = demarche.Government // "Iraqi leaders" speak for their state
	}
	e := k.unnamed(m, k.printed(m), kind)
	k.ex[e].plural = true
}

// pair makes one actor of two plurals that stand together bare: "allies and
// partners", "armed forces and armed groups". Both mentions refer to it, and
// the first takes the words of both.
func (k *chain) pair(m int, kind demarche.ActorKind) bool {
	mm, x := &k.ms[m], &k.x[m]
	if x.definite || mm.Of != "" || mm.Kind == demarche.Government || mm.Len() > 4 {
		return false
	}
	for o := m + 1; o < len(k.ms) && k.ms[o].From <= mm.To+1; o++ {
		b := &k.ms[o]
		if b.From != mm.To+1 || b.Form != demarche.ByRole || !k.x[o].plural || k.x[o].definite || b.Of != "" || b.Kind == demarche.Government || b.Len() > 4 || k.d.Lower(mm.To) != "and" {
			continue
		}
		mm.To = b.To
		if x.lemma == "ally" || x.lemma == "partner" {
			kind = demarche.Group
		}
		e := k.unnamed(m, k.printed(m), kind)
		k.ex[e].plural = true
		k.refer(o, e)
		return true
	}
	return false
}
