package coref

import (
	"slices"
	"strings"

	"demarche"
	"demarche/read/name"
	"demarche/text"
)

// fullNames makes entities for everything with a key or a name of two words or
// more, in text order.
func (k *chain) fullNames() {
	for m := range k.ms {
		mm := &k.ms[m]
		switch {
		case mm.Form == demarche.ByPronoun, mm.Form == demarche.ByRole:
		case mm.Demonym, mm.Kind == demarche.State && mm.Key != "":
			k.state(m)
		case k.isSeat[m]:
			k.seat(m)
		case mm.Form == demarche.ByGroup:
		case mm.Kind == demarche.Person:
			if strings.Contains(mm.Name, " ") {
				k.person(m)
			}
		case mm.Name != "" && strings.Contains(mm.Name, " "):
			k.body(m)
		}
	}
}

// shortNames joins surnames and single words to the full names.
func (k *chain) shortNames() {
	for m := range k.ms {
		mm := &k.ms[m]
		if len(mm.Refs) > 0 || mm.Form != demarche.ByName || mm.Name == "" {
			continue
		}
		if mm.Kind == demarche.Person {
			k.person(m)
		} else {
			k.body(m)
		}
	}
}

func (k *chain) state(m int) {
	k.refer(m, k.keyed(m, k.ms[m].Key))
}

// seat resolves a capital or seat: the state where it acts, itself where it is
// a place.
func (k *chain) seat(m int) {
	mm := &k.ms[m]
	if !mm.Place {
		mm.Kind = demarche.State
		k.refer(m, k.keyed(m, mm.Of))
		return
	}
	k.body(m)
}

// person joins a person's name to an entity or makes one.
func (k *chain) person(m int) {
	mm := &k.ms[m]
	words := nameWords(mm.Name)
	if len(words) == 0 {
		return
	}
	best, bestScore := -1, 0
	for _, e := range k.candidates(strings.Join(words, " ")) {
		if k.es[e].Kind != demarche.Person || k.es[e].Unnamed {
			continue
		}
		s := k.sameName(words, e)
		if s == 0 || !k.compatible(m, e) {
			continue
		}
		if k.es[e].Key != "" && k.es[e].Key == mm.Key {
			s += 5
		}
		if k.before(e, m) {
			s += 2
		}
		if s > bestScore || s == bestScore && best >= 0 && k.ex[e].last > k.ex[best].last {
			best, bestScore = e, s
		}
	}
	if mm.Key != "" {
		if e, ok := k.byKey[mm.Key]; ok {
			best = e
		} else if best >= 0 && len(words) > 1 && k.es[best].Key == "" {
			k.adopt(best, mm.Key)
		} else if best < 0 {
			best = k.keyed(m, mm.Key)
		}
	}
	if best < 0 {
		best = k.fresh(m, text.Entity{Name: mm.Name, Kind: demarche.Person})
	}
	k.called(best, strings.Join(words, " "))
	if k.es[best].Key == "" && len(mm.Name) > len(k.es[best].Name) {
		k.es[best].Name = mm.Name
	}
	k.refer(m, best)
}

// adopt gives an entity the key that a later mention shows.
func (k *chain) adopt(e int, key string) {
	en := k.lex.Entry(key)
	if en == nil {
		return
	}
	k.byKey[key] = e
	k.es[e].Key, k.es[e].Name, k.es[e].Country = key, en.Name, en.Country
	k.called(e, strings.Join(nameWords(en.Name), " "))
	if en.Gender != "" {
		k.es[e].Gender = en.Gender
	}
	for _, o := range en.Offices {
		if holds(o, k.d.Published) {
			k.addOffice(e, office{k.classOf(o.Title), stateOnly(o.Of)})
		}
	}
}

// nameWords are the words that tell persons apart: folded, without initials
// and additions.
func nameWords(s string) []string {
	all := strings.Fields(name.Fold(s))
	var out []string
	for _, w := range all {
		switch w {
		case "jr", "sr", "ii", "iii", "iv":
			continue
		}
		if len(w) > 1 || len(all) == 1 {
			out = append(out, w)
		}
	}
	if len(out) == 0 {
		return all
	}
	return out
}

// sameName scores how well words name the person e: 0 not at all, 4 the full
// name, 3 a part of it with the surname, 2 one of its other parts, 1 a surname
// in another spelling.
func (k *chain) sameName(words []string, e int) int {
	best := 0
	try := func(full []string) {
		s := 0
		switch {
		case equal(words, full):
			s = 4
		case len(words) > 1 && len(full) > 1:
			switch {
			case subsequence(words, full) || subsequence(full, words):
				s = 4
			case alike(words[len(words)-1], full[len(full)-1]) && name.GivenFits(strings.Join(words, " "), strings.Join(full, " ")):
				s = 3
			}
		case len(words) == 1 && words[0] == full[len(full)-1]:
			s = 3
		case len(full) == 1 && full[0] == words[len(words)-1]:
			s = 3
		case len(words) == 1 && words[0] == full[0], len(full) == 1 && full[0] == words[0]:
			s = 2
		case len(words) == 1 && len(words[0]) >= 5 && distance(words[0], full[len(full)-1]) == 1:
			s = 1
		}
		best = max(best, s)
	}
	for _, n := range k.ex[e].names {
		try(strings.Fields(n))
	}
	if k.es[e].Key != "" {
		try(nameWords(k.es[e].Name))
	}
	return best
}

func equal(a, b []string) bool { return strings.Join(a, " ") == strings.Join(b, " ") }

func subsequence(a, b []string) bool {
	i := 0
	for _, w := range b {
		if i < len(a) && a[i] == w {
			i++
		}
	}
	return i == len(a)
}

// alike allows another transliteration of a long surname.
func alike(a, b string) bool {
	if a == b {
		return true
	}
	n := min(len(a), len(b))
	return n >= 5 && distance(a, b) <= 1 || n >= 8 && distance(a, b) <= 2
}

// distance is the edit distance, cut off at 3.
func distance(a, b string) int {
	if len(a)-len(b) > 2 || len(b)-len(a) > 2 {
		return 3
	}
	if len(a) == len(b) { // two letters changed places: "Chriac"
		i := 0
		for i < len(a) && a[i] == b[i] {
			i++
		}
		if i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:] {
			return 1
		}
	}
	prev := make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diag := prev[0]
		prev[0] = i
		for j := 1; j <= len(b); j++ {
			c := diag
			if a[i-1] != b[j-1] {
				c++
			}
			diag = prev[j]
			prev[j] = min(c, prev[j]+1, prev[j-1]+1)
		}
	}
	return min(prev[len(b)], 3)
}

// compatible reports whether title, state and gender of the mention go with
// the entity: two persons of one surname are never one.
func (k *chain) compatible(m, e int) bool {
	x, mm := &k.x[m], &k.ms[m]
	if g := k.es[e].Gender; g != "" && x.gender != "" && g != x.gender {
		return false
	}
	if of := stateOnly(mm.Of); of != "" && x.class != "" {
		for _, o := range k.ex[e].offices {
			if o.of != "" && o.of != of && o.class == x.class {
				return false
			}
		}
	}
	if top[x.class] {
		for _, o := range k.ex[e].offices {
			if top[o.class] && o.class != x.class {
				return false
			}
		}
	}
	return true
}

// top are the classes of office that one person does not hold together.
var top = set("president", "premier", "monarch", "pope")

// before reports whether entity e is mentioned before mention m.
func (k *chain) before(e, m int) bool { return k.lastBefore(e, m) >= 0 }

// called notes a folded name of entity e, and files it under its words, the
// beginnings of long ones (for other spellings) and its initials.
func (k *chain) called(e int, folded string) {
	if has(k.ex[e].names, folded) {
		return
	}
	k.ex[e].names = append(k.ex[e].names, folded)
	for _, key := range fileKeys(folded) {
		k.byWord[key] = append(k.byWord[key], e)
	}
}

// fileKeys are the keys under which a folded name is filed and sought.
func fileKeys(folded string) []string {
	var keys []string
	var initials, all []byte
	for _, w := range strings.Fields(folded) {
		keys = append(keys, strings.TrimSuffix(w, "s"))
		if len(w) >= 5 {
			keys = append(keys, w[:2]+"*")
		}
		all = append(all, w[0])
		switch w {
		case "of", "the", "and", "for", "on", "in", "to":
		default:
			initials = append(initials, w[0])
		}
	}
	if len(initials) > 1 {
		keys = append(keys, strings.TrimSuffix(string(initials), "s"))
	}
	if len(all) > len(initials) {
		keys = append(keys, strings.TrimSuffix(string(all), "s"))
	}
	return keys
}

// candidates are the entities that share a key with a folded name, in order.
func (k *chain) candidates(folded string) []int {
	var out []int
	for _, key := range fileKeys(folded) {
		out = append(out, k.byWord[key]...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// body joins the name of an organisation or place to an entity or makes one.
func (k *chain) body(m int) {
	mm := &k.ms[m]
	if mm.Key != "" {
		e := k.keyed(m, mm.Key)
		if mm.Kind != "" {
			k.fillSlot(m, e)
		}
		k.called(e, name.Fold(mm.Name))
		k.refer(m, e)
		return
	}
	f := name.Fold(mm.Name)
	if f == "" {
		return
	}
	place := mm.Place || mm.Kind == ""
	if !place {
		if e := k.slotted(m, k.slotOf(mm)); e >= 0 {
			k.called(e, f)
			k.refer(m, e)
			return
		}
	}
	if !place && mm.Of == "" && k.bareSlot(m, f) {
		return
	}
	best := -1
	for _, e := range k.candidates(f) {
		if k.es[e].Kind == demarche.Person || k.es[e].Kind == demarche.State || (k.es[e].Kind == "") != place {
			continue
		}
		for _, n := range k.ex[e].names {
			if n == f || !place && (partOfBody(f, n) || partOfBody(n, f) || acronym(mm.Name, n)) {
				if best < 0 || k.ex[e].last > k.ex[best].last {
					best = e
				}
			}
		}
	}
	if best < 0 {
		kind := mm.Kind
		if place {
			kind = ""
		}
		best = k.fresh(m, text.Entity{Name: trimThe(mm.Name), Kind: kind, Place: place})
	} else if !place && k.es[best].Key == "" && len(mm.Name) > len(k.es[best].Name) {
		k.es[best].Name = trimThe(mm.Name)
	}
	k.called(best, f)
	k.refer(m, best)
}

// partOfBody reports whether the folded name short is the telling part of the
// folded name long: "aramco" of "saudi aramco", "houthis" of "houthi movement".
func partOfBody(short, long string) bool {
	s, l := strings.Fields(short), strings.Fields(long)
	if len(s) == 0 || len(s) >= len(l) && !(len(s) == 1 && len(l) == 1) {
		return false
	}
	bare := func(w string) string { return strings.TrimSuffix(w, "s") }
	if len(s) == 1 && len(l) == 1 {
		return bare(s[0]) == bare(l[0])
	}
	if genericBody[s[len(s)-1]] && len(s) == 1 {
		return false
	}
	if bare(s[0]) == bare(l[0]) {
		for i := range s {
			if bare(s[i]) != bare(l[i]) {
				return false
			}
		}
		for _, w := range l[len(s):] {
			if !genericBody[w] {
				return false
			}
		}
		return true
	}
	last := s[len(s)-1]
	return len(last) > 3 && !genericBody[last] && equal(s, l[len(l)-len(s):])
}

var genericBody = set("movement", "party", "group", "rebels", "militia", "alliance", "agency", "company", "corporation", "corp", "inc", "ltd",
	"organization", "organisation", "forces", "army", "ministry", "department", "parliament", "government", "council", "commission",
	"committee", "court", "house", "senate", "congress", "assembly", "center", "centre", "street", "hall", "state", "times", "post", "journal", "nations", "affairs", "international", "federation", "association", "league", "institute", "school", "society", "foundation", "university", "news", "press", "union", "front", "fund", "bank", "police", "office", "bureau", "service", "coalition")

// acronym reports whether s is made of the first letters of the folded name.
func acronym(s, folded string) bool {
	s = strings.ReplaceAll(trimThe(s), ".", "")
	if len(s) < 2 || len(s) > 8 || strings.ToUpper(s) != s {
		return false
	}
	var initials, all []byte
	for _, w := range strings.Fields(folded) {
		all = append(all, w[0])
		switch w {
		case "of", "the", "and", "for", "on", "in", "to":
			continue
		}
		initials = append(initials, w[0])
	}
	l := strings.ToLower(s)
	return len(initials) > 1 && (l == string(initials) || l == string(all))
}

func trimThe(s string) string {
	if len(s) > 4 && strings.EqualFold(s[:4], "the ") {
		return s[4:]
	}
	return s
}
