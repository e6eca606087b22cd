package coref

import (
	"strings"

	"demarche"
	"demarche/text"
)

// slots are the institutions of which a state has one, by the words that name
// them in lower case and the way their usual English name is made. %s is the
// state, %a its adjective as printed.
var slots = []struct {
	words []string
	slot  string
	form  string
	kind  demarche.ActorKind
}{
	{[]string{"foreign ministry", "ministry of foreign affairs", "foreign affairs ministry", "ministry for foreign affairs"}, "foreign ministry", "Ministry of Foreign Affairs of %s", demarche.Government},
	{[]string{"defence ministry", "defense ministry", "ministry of defence", "ministry of defense"}, "defence ministry", "Ministry of Defence of %s", demarche.Government},
	{[]string{"interior ministry", "ministry of the interior", "ministry of interior"}, "interior ministry", "Ministry of the Interior of %s", demarche.Government},
	{[]string{"finance ministry", "ministry of finance"}, "finance ministry", "Ministry of Finance of %s", demarche.Government},
	{[]string{"health ministry", "ministry of health"}, "health ministry", "Ministry of Health of %s", demarche.Government},
	{[]string{"parliament"}, "parliament", "Parliament of %s", demarche.Government},
	{[]string{"government", "cabinet"}, "government", "Government of %s", demarche.Government},
	{[]string{"presidency", "presidential office", "president's office"}, "presidency", "%a presidency", demarche.Government},
	{[]string{"supreme court"}, "supreme court", "Supreme Court of %s", demarche.Government},
	{[]string{"opposition"}, "opposition", "%a opposition", demarche.Group},
	{[]string{"air force"}, "air force", "%a air force", demarche.ArmedForce},
	{[]string{"security forces"}, "security forces", "%a security forces", demarche.ArmedForce},
	{[]string{"armed forces"}, "armed forces", "%a armed forces", demarche.ArmedForce},
	{[]string{"military"}, "military", "%a military", demarche.ArmedForce},
	{[]string{"army"}, "army", "%a army", demarche.ArmedForce},
	{[]string{"navy"}, "navy", "%a navy", demarche.ArmedForce},
	{[]string{"police"}, "police", "%a police", demarche.Government},
	{[]string{"people", "citizens"}, "people", "people of %s", demarche.People},
	{[]string{"state media", "state television", "state tv"}, "state media", "%a state media", demarche.Media},
}

// slotWords returns the index of the institution that the words end in or
// begin with, or -1.
func slotWords(words string) int {
	l := strings.ToLower(words)
	for i := range slots {
		for _, w := range slots[i].words {
			if l == w || strings.HasSuffix(l, " "+w) || strings.HasPrefix(l, w+" of") {
				return i
			}
		}
	}
	return -1
}

// slotOf is the slot that a mention names: "parliament|state:IRQ"; empty when
// it names none or no state.
func (k *chain) slotOf(mm *text.Mention) string {
	of := stateOnly(mm.Of)
	if of == "" {
		return ""
	}
	words := mm.Title
	if mm.Form == demarche.ByName {
		words = trimThe(mm.Name)
	}
	for _, mark := range []string{"'s ", "’s "} {
		if _, rest, ok := strings.Cut(words, mark); ok {
			words = rest // "Johnson's government"
		}
	}
	i := slotWords(words)
	if i < 0 {
		return ""
	}
	// More words than institution and state make another body: "the Kurdish
	// regional government", "riot police".
	rest := strings.ToLower(words)
	for _, w := range slots[i].words {
		rest = strings.Replace(rest, w, "", 1)
	}
	for _, w := range strings.Fields(rest) {
		if !freeInSlot[w] && !k.nameOfState(w, of) {
			return ""
		}
	}
	return slots[i].slot + "|" + of
}

var freeInSlot = set("of", "the", "current", "new", "own", "peace-loving", "whole", "entire", "country's", "national", "central", "federal", "'s")

func (k *chain) nameOfState(w, key string) bool {
	for _, m := range k.lex.Lookup(strings.ToUpper(w[:1]) + w[1:]) {
		if m.Entry != nil && (m.Key == key || m.Entry.Of == key) {
			return true
		}
	}
	return false
}

// slotted returns the entity of a slot, making it when it is new; -1 when the
// slot is empty.
func (k *chain) slotted(m int, slot string) int {
	if slot == "" {
		return -1
	}
	if e, ok := k.bySlot[slot]; ok {
		return e
	}
	what, key, _ := strings.Cut(slot, "|")
	for i := range slots {
		if slots[i].slot != what {
			continue
		}
		n := text.Entity{Kind: slots[i].kind, Name: k.slotName(m, slots[i].form, key)}
		if en := k.lex.Entry(key); en != nil {
			n.Country = en.Country
		}
		e := k.fresh(m, n)
		k.ex[e].state, k.ex[e].slot, k.ex[e].plural = key, slot, what == "people" || what == "police"
		k.bySlot[slot] = e
		return e
	}
	return -1
}

// fillSlot lets a listed body stand in the slot that its name says.
func (k *chain) fillSlot(m, e int) {
	mm := k.ms[m]
	if mm.Of == "" {
		mm.Of = k.ex[e].state
	}
	if s := k.slotOf(&mm); s != "" {
		if _, ok := k.bySlot[s]; !ok {
			k.bySlot[s], k.ex[e].slot = e, s
		}
	}
}

// slotName makes the usual name of an institution of the state with this key.
func (k *chain) slotName(m int, form, key string) string {
	state := key
	if en := k.lex.Entry(key); en != nil {
		state = en.Name
	}
	if !strings.Contains(form, "%a") {
		return strings.Replace(form, "%s", withArticle(state), 1)
	}
	if k.ms[m].Form == demarche.ByName {
		return trimThe(k.ms[m].Name) // "Royal Saudi Air Force" names itself
	}
	adj := k.adjective(key)
	if adj == "" || key == "state:USA" {
		adj = "U.S."
		if key != "state:USA" {
			adj = state
		}
	}
	return strings.Replace(form, "%a", adj, 1)
}

// withArticle puts "the" before the names of states that take it.
func withArticle(state string) string {
	for _, p := range []string{"United ", "Czech Republic", "Democratic Republic", "Netherlands", "Philippines", "Central African", "Dominican", "Republic of"} {
		if strings.HasPrefix(state, p) {
			return "the " + state
		}
	}
	return state
}
