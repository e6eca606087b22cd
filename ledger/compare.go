package ledger

import (
	"math"
	"slices"
	"strings"

	"demarche"
	"demarche/lexicon"
)

// relation is what two reports are to each other.
type relation int

const (
	apart    relation = iota // nothing says that they belong together
	differ                   // they cannot be one thing
	restated                 // two steps of one commitment, or two counts of one thing
	same                     // one thing
)

// finding is a relation and how sure it is; only the order of weights counts.
type finding struct {
	is     relation
	weight float64
}

// compare says what two reports are to each other. It is symmetric.
func compare(a, b *item) finding {
	if a.Row.Kind != b.Row.Kind || a.Row.ID == b.Row.ID {
		return finding{}
	}
	switch a.Row.Kind {
	case demarche.ActRow:
		return acts(a, b)
	case demarche.StatementRow:
		return statements(a, b)
	case demarche.FigureRow:
		return figures(a, b)
	}
	return finding{}
}

// symmetric are the acts that several do together: who and whom are one list.
var symmetric = map[demarche.ActType]bool{demarche.Meet: true, demarche.Call: true, demarche.Press: true, demarche.Agree: true, demarche.Cooperate: true}

func acts(a, b *item) finding {
	x, y := a.Row.Act, b.Row.Act
	if x.Type != y.Type {
		return finding{is: differ}
	}
	when, ok := sameTime(a, b)
	if !ok {
		if a.exact && b.exact {
			return finding{is: differ}
		}
		return finding{}
	}
	where, ok := samePlace(x.Place, y.Place)
	if !ok {
		return finding{is: differ}
	}
	if !sameStatus(a, b) {
		return finding{}
	}
	var part float64
	if symmetric[x.Type] {
		part, ok = company(a, b)
	} else {
		part, ok = deed(a, b)
	}
	switch {
	case !ok:
		return finding{is: differ}
	case part == 0:
		return finding{}
	}
	if a.Row.Article == b.Row.Article && (part < 2 || when < 3) {
		// The reader kept them apart, and it has seen the whole text.
		return finding{is: differ}
	}
	switch x.Type {
	case demarche.Meet, demarche.Call, demarche.Press:
		// Who and when say which one it is; a single known name does so only
		// with the day and the place.
		if part < 2 && (when < 3 || where == 0) {
			return finding{}
		}
	case demarche.Visit:
		if where == 0 {
			return finding{}
		}
	default:
		like, ok := told(a, b, when, part)
		switch {
		case !ok:
			return finding{is: differ}
		case like == 0:
			return finding{}
		}
		part += like
	}
	return finding{same, when + where + part}
}

// told weighs whether two reports tell a deed alike: not ok where they name
// different things or numbers, 0 where they may be about any two of a kind.
func told(a, b *item, when, part float64) (float64, bool) {
	x := a.Row.Act
	if x.Type != demarche.Attack && clash(a, b) {
		return 0, false
	}
	elsewhere := len(a.proper) > 0 && len(b.proper) > 0 && a.proper.common(b.proper) == 0
	others, both := besides(a, b)
	if elsewhere || both && others == 0 {
		return 0, false
	}
	like, common := a.plain.part(b.plain), a.plain.common(b.plain)
	whom, _, _ := match(a.whom, b.whom)
	firm := whom > 0 || others > 0 || a.proper.common(b.proper) > 0
	switch {
	case when == 3 && firm && part >= 1.5:
		return 0.5 + like, true
	case when == 3 && like >= 0.3:
		return like, true
	case common >= 2 && like >= 0.5 && (firm || part < 2 && like >= 0.65 || part >= 2):
		return like, true
	case whom > 0 && common >= 1 && like >= 0.5 && !x.Status.Fact() && !b.Row.Act.Status.Fact():
		// A fear or a denial that has no day: with both sides named it is one.
		return like, true
	}
	return 0, true
}

// besides counts the named actors that both reports mention beside those who
// take part, and says whether each mentions any.
func besides(a, b *item) (shared int, both bool) {
	rest := func(it *item) []demarche.ActorID {
		all := it.both()
		var out []demarche.ActorID
		for _, id := range it.mentions {
			if !slices.ContainsFunc(all, func(p demarche.ActorID) bool { return sameActor(id, p) || state(id) != "" && state(p) == state(id) }) {
				out = append(out, id)
			}
		}
		return out
	}
	p, q := rest(a), rest(b)
	shared, _, _ = match(p, q)
	return shared, len(p) > 0 && len(q) > 0
}

// sameTime weighs whether two reports may be about one time: 3 where both
// give the same days, 2 where one gives them, 1 where both only may.
func sameTime(a, b *item) (float64, bool) {
	if !a.window.Overlaps(b.window) {
		return 0, false
	}
	switch {
	case a.exact && b.exact:
		return 3, true
	case a.exact || b.exact:
		return 2, true
	}
	return 1, true
}

// near is how far apart two points of one place may lie, in kilometres.
const near = 60

// samePlace weighs two places: not ok where they exclude each other, 0 where
// one is not known.
func samePlace(p, q *demarche.Place) (float64, bool) {
	if p == nil || q == nil || p.Precision == demarche.NoneOfPlace || q.Precision == demarche.NoneOfPlace {
		return 0, true
	}
	if p.Country != "" && q.Country != "" && p.Country != q.Country {
		return 0, false
	}
	fine := func(p *demarche.Place) bool { return p.Precision == demarche.City || p.Precision == demarche.Site }
	if lexicon.Fold(p.Name) == lexicon.Fold(q.Name) {
		if fine(p) {
			return 1.5, true
		}
		return 1, true
	}
	if p.Lat != nil && p.Lon != nil && q.Lat != nil && q.Lon != nil {
		if d := kilometres(*p.Lat, *p.Lon, *q.Lat, *q.Lon); d > near {
			return 0, !fine(p) || !fine(q)
		}
		return 1.5, true
	}
	if telling(p.Name).common(telling(q.Name)) > 0 {
		return 1, true
	}
	if p.Precision == demarche.Site != (q.Precision == demarche.Site) && p.Country != "" && p.Country == q.Country {
		return 0.5, true // the site may lie in the city
	}
	if fine(p) && fine(q) {
		return 0, false
	}
	if p.Country != "" && p.Country == q.Country && (p.Precision == demarche.CountryWide || q.Precision == demarche.CountryWide) {
		return 0.5, true
	}
	return 0, true
}

// kilometres is the distance of two points along the earth, by the haversine.
func kilometres(lat1, lon1, lat2, lon2 float64) float64 {
	const rad = math.Pi / 180
	sin2 := func(x float64) float64 { s := math.Sin(x / 2); return s * s }
	h := sin2((lat2-lat1)*rad) + math.Cos(lat1*rad)*math.Cos(lat2*rad)*sin2((lon2-lon1)*rad)
	return 2 * 6371 * math.Asin(math.Min(1, math.Sqrt(h)))
}

// sameStatus reports whether one act can have the statuses of both reports: a
// plan may come true or be called off, a proposal may become a plan. A denial
// and what it denies stay two entries, with a tension between them.
func sameStatus(a, b *item) bool {
	s, t := a.Row.Act.Status, b.Row.Act.Status
	if s == t || s.Fact() && t.Fact() {
		return true
	}
	early, late := a, b
	if b.before(a) < 0 {
		early, late = b, a
	}
	has := func(x demarche.Status) bool { return s == x || t == x }
	day := a.exact && b.exact
	switch {
	case has(demarche.Negated):
		// Called off: what was planned, by one who was to take part or by nobody
		// in particular; what another says is a denial.
		plan, off := a, b
		if s == demarche.Negated {
			plan, off = b, a
		}
		if plan.Row.Act.Status != demarche.Planned && plan.Row.Act.Status != demarche.Proposed || off.pub < plan.pub-1 {
			return false
		}
		return calledOff(off)
	case has(demarche.Planned) && (s.Fact() || t.Fact()):
		return day || early.Row.Act.Status == demarche.Planned
	case has(demarche.Planned):
		// with proposed or possible
		return day || early.Row.Act.Status != demarche.Planned && late.pub-early.pub <= 14
	case has(demarche.Proposed) && has(demarche.Possible):
		return day
	}
	return day // a proposal or a fear, and a fact
}

// calledOff reports whether a negated act is one that those who were to do it,
// or the article itself, say is off.
func calledOff(it *item) bool {
	all := it.both()
	for _, by := range it.Row.Act.By {
		if !slices.ContainsFunc(all, func(id demarche.ActorID) bool {
			return sameActor(id, by) || state(id) != "" && state(id) == state(by)
		}) {
			return false
		}
	}
	return symmetric[it.Row.Act.Type] || it.Row.Act.Type == demarche.Visit || len(it.Row.Act.By) == 0
}

// company weighs those who take part in something done together: 2 and more
// where they are the same named ones, 1 where only one is known by both. It is
// not ok where each report names somebody the other leaves out, or where one
// names a third: talks of three are not the talks of two at their margin.
func company(a, b *item) (float64, bool) {
	p, q := a.both(), b.both()
	shared, onlyP, onlyQ := match(p, q)
	// Whom the words of the other report name is not left out by it.
	onlyP, n := unmentioned(onlyP, b)
	onlyQ, m := unmentioned(onlyQ, a)
	shared += n + m
	swapped := standIns(&onlyP, &onlyQ)
	switch {
	case shared == 0 && swapped == 0 && len(onlyP)+len(onlyQ) == 0 && len(p) > 0 && len(q) > 0:
		// Nobody is named: "NATO leaders", "the leaders of NATO".
		if described(p).whole(described(q)) >= 0.8 {
			return 1, true
		}
		return 0, true
	case len(onlyP) > 0 && len(onlyQ) > 0:
		return 0, false
	case len(onlyP)+len(onlyQ) > 0:
		if shared+swapped >= 2 {
			return 0, false
		}
		if shared == 1 && unnamedIn(p, q) {
			return 1, true
		}
		return 0, true
	case shared >= 2:
		return float64(shared), true
	case shared == 1 && swapped > 0:
		return 1.5, true
	case shared == 1:
		return 1, true
	case swapped >= 2:
		return 1, true
	}
	return 0, true
}

// unmentioned leaves out those whom the words of a report mention, and counts
// them.
func unmentioned(ids []demarche.ActorID, in *item) ([]demarche.ActorID, int) {
	var out []demarche.ActorID
	for _, id := range ids {
		if !slices.ContainsFunc(in.mentions, func(m demarche.ActorID) bool { return sameActor(id, m) }) {
			out = append(out, id)
		}
	}
	return out, len(ids) - len(out)
}

// described are the words by which unnamed ones are called.
func described(ids []demarche.ActorID) bag {
	var out bag
	for _, id := range ids {
		if name, _ := who(id); !named(id) {
			name, _, _ = strings.Cut(name[strings.IndexByte(name, '~')+1:], "@")
			out = append(out, telling(strings.ReplaceAll(name, "-", " "))...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// unnamedIn reports whether one of the two companies has somebody unnamed, who
// may be the one whom the other names.
func unnamedIn(p, q []demarche.ActorID) bool {
	un := func(ids []demarche.ActorID) bool {
		return slices.ContainsFunc(ids, func(id demarche.ActorID) bool { return !named(id) })
	}
	return un(p) || un(q)
}

// match counts the named actors that both have, and lists those of each that
// the other lacks. Unnamed ones neither match nor miss.
func match(p, q []demarche.ActorID) (shared int, onlyP, onlyQ []demarche.ActorID) {
	for _, a := range p {
		if !named(a) {
			continue
		}
		if slices.ContainsFunc(q, func(b demarche.ActorID) bool { return sameActor(a, b) }) {
			shared++
		} else {
			onlyP = append(onlyP, a)
		}
	}
	for _, b := range q {
		if named(b) && !slices.ContainsFunc(p, func(a demarche.ActorID) bool { return sameActor(a, b) }) {
			onlyQ = append(onlyQ, b)
		}
	}
	return shared, onlyP, onlyQ
}

// standIns takes out of both lists a state and one of its people: one report
// says "Russia", the other names its minister. It counts the pairs.
func standIns(p, q *[]demarche.ActorID) int {
	n := 0
	for i := 0; i < len(*p); i++ {
		a := (*p)[i]
		for j, b := range *q {
			if state(a) != "" && state(a) == state(b) && isState(a) != isState(b) {
				*p, *q = slices.Delete(*p, i, i+1), slices.Delete(*q, j, j+1)
				n, i = n+1, i-1
				break
			}
		}
	}
	return n
}

func isState(id demarche.ActorID) bool { return strings.HasPrefix(string(id), "state:") }

// deed weighs who did it and to whom, each by itself.
func deed(a, b *item) (float64, bool) {
	side := func(p, q []demarche.ActorID) (float64, bool) {
		shared, onlyP, onlyQ := match(p, q)
		swapped := standIns(&onlyP, &onlyQ)
		switch {
		case len(onlyP) > 0 && len(onlyQ) > 0 && shared == 0:
			return 0, false
		case shared == 0 && swapped == 0 && strangers(p, q):
			return 0, false
		case shared > 0:
			return 1, true
		case swapped > 0:
			return 0.75, true
		}
		return 0, true
	}
	who, ok := side(a.who, b.who)
	if !ok || who == 0 {
		return 0, ok
	}
	whom, ok := side(a.whom, b.whom)
	if !ok {
		return 0, false
	}
	if whom == 0 && len(a.whom) == 0 && len(b.whom) == 0 {
		whom = 1
	}
	return who + whom, true
}

// strangers reports whether two lists have only unnamed ones, of different
// states.
func strangers(p, q []demarche.ActorID) bool {
	if len(p) == 0 || len(q) == 0 {
		return false
	}
	for _, a := range p {
		for _, b := range q {
			if named(a) || named(b) || state(a) == "" || state(b) == "" || state(a) == state(b) {
				return false
			}
		}
	}
	return true
}

// ordinals tell one of a kind from the next.
var ordinals = telling("first second third fourth fifth sixth seventh eighth ninth tenth")

// clash reports whether two reports give different numbers or ordinals, and
// so are about two things of a kind.
func clash(a, b *item) bool {
	p, q := a.words.numbers(), b.words.numbers()
	if len(p) > 0 && len(q) > 0 && p.common(q) == 0 {
		return true
	}
	nth := func(w bag) bag { return w.without(w.without(ordinals)) }
	p, q = nth(a.words), nth(b.words)
	return len(p) > 0 && len(q) > 0 && p.common(q) == 0
}
