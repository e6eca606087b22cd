package view

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"demarche"
	"demarche/ledger"
	"demarche/store"
)

// Name is an actor in an answer.
type Name struct {
	ID      demarche.ActorID `json:"id"`
	Name    string           `json:"name"`
	Country demarche.Maybe   `json:"country"`
	Unnamed bool             `json:"unnamed,omitempty"`
}

// clearly is how many times more often an alias has to stand for one actor
// than for all others before the others are left out.
const clearly = 10

// scanned is how many actors are looked through for a name that nobody has.
const scanned = 20_000

// actor finds whom a name in a filter means: an id, a name, an alias, or
// words that only one actor's name has, in this order. House spellings of one
// name are equal. It says in the head whom it took.
func (a *asking) actor(name string) (store.Actor, error) {
	who, err := a.find(name)
	if err != nil {
		return who, err
	}
	n := Name{who.ID, who.Name, who.Country, who.Unnamed}
	if !slices.Contains(a.head.Actors, n) {
		a.head.Actors = append(a.head.Actors, n)
	}
	return who, nil
}

// find is actor without a word in the head. A name means the same throughout an
// answer.
func (a *asking) find(name string) (store.Actor, error) {
	if who, ok := a.found[name]; ok {
		return who, nil
	}
	who, err := a.look(name)
	if err == nil {
		if a.found == nil {
			a.found = map[string]store.Actor{}
		}
		a.found[name] = who
	}
	return who, err
}

func (a *asking) look(name string) (store.Actor, error) {
	if strings.TrimSpace(name) == "" {
		return store.Actor{}, &demarche.Error{Code: demarche.Invalid, What: "an actor without a name"}
	}
	slug := ledger.Slug(name)
	var exact, alias, within, all []store.Actor
	// Whom the name means as a whole, and only then whose names have its words.
	for _, words := range []string{`"` + name + `"`, name, ""} {
		exact, alias, within, all = nil, nil, nil, nil
		for act, err := range a.r.Actors(a.ctx, words, a.known) {
			if err != nil {
				return act, err
			}
			all = append(all, act)
			switch {
			case string(act.ID) == name:
				return act, nil
			case ledger.Slug(act.Name) == slug && !act.Unnamed:
				exact = append(exact, act)
			case called(act, slug) > 0:
				alias = append(alias, act)
			case !act.Unnamed && slug != "" && strings.Contains("-"+ledger.Slug(act.Name)+"-", "-"+slug+"-"):
				within = append(within, act)
			}
			if len(all) == scanned {
				break
			}
		}
		if len(exact)+len(alias)+len(within) > 0 {
			break // a store may spell names its own way; then all are looked through
		}
	}
	alias = mostly(alias, slug)
	for _, found := range [][]store.Actor{exact, alias, within} {
		if found = onePerActor(found); len(found) == 1 {
			return found[0], nil
		} else if len(found) > 1 {
			return store.Actor{}, ambiguous(name, found)
		}
	}
	return store.Actor{}, unknown(name, slug, all)
}

// called is in how many articles the actor is called by the name; 0 for one
// that a person switched off.
func called(act store.Actor, slug string) int {
	n := 0
	for _, al := range act.Aliases {
		if !al.Off && ledger.Slug(al.Name) == slug {
			n += max(1, al.Count)
		}
	}
	return n
}

// mostly leaves the one that an alias nearly always stands for.
func mostly(found []store.Actor, slug string) []store.Actor {
	total, best := 0, 0
	for i, act := range found {
		n := called(act, slug)
		total += n
		if n > called(found[best], slug) {
			best = i
		}
	}
	if len(found) > 1 {
		if n := called(found[best], slug); n >= clearly*(total-n) {
			return found[best : best+1]
		}
	}
	return found
}

// onePerActor drops ids of an actor that is there already: one article may not
// have said the country.
func onePerActor(found []store.Actor) []store.Actor {
	var out []store.Actor
	for _, act := range found {
		i := slices.IndexFunc(out, func(o store.Actor) bool {
			return slices.Contains(o.Same, act.ID) || slices.Contains(act.Same, o.ID) ||
				o.Name == act.Name && o.Kind == act.Kind && (o.Country == "" || act.Country == "")
		})
		if i < 0 {
			out = append(out, act)
			continue
		}
		out[i].Same = append(slices.Clone(out[i].Same), append(act.Same, act.ID)...)
	}
	return out
}

// allIDs are the ids under which rows have the actor.
func allIDs(act store.Actor) []demarche.ActorID {
	return append([]demarche.ActorID{act.ID}, act.Same...)
}

func ambiguous(name string, found []store.Actor) error {
	lines := make([]string, 0, len(found))
	for _, act := range found[:min(8, len(found))] {
		lines = append(lines, fmt.Sprintf("%s  %s", act.Name, act.ID))
	}
	if n := len(found) - len(lines); n > 0 {
		lines = append(lines, fmt.Sprintf("and %d more", n))
	}
	return &demarche.Error{Code: demarche.Invalid, What: fmt.Sprintf("%q may be several actors", name),
		Repair: "give the name in full or the id:\n    " + strings.Join(lines, "\n    ")}
}

// unknown names the actors whose names come nearest.
func unknown(name, slug string, all []store.Actor) error {
	type near struct {
		name string
		far  int
	}
	var found []near
	for _, act := range all {
		if act.Unnamed {
			continue
		}
		far := distance(slug, ledger.Slug(act.Name))
		for _, al := range act.Aliases {
			far = min(far, distance(slug, ledger.Slug(al.Name)))
		}
		if far <= max(2, len(slug)/3) {
			found = append(found, near{act.Name, far})
		}
	}
	slices.SortStableFunc(found, func(x, y near) int { return cmp.Compare(x.far, y.far) })
	e := &demarche.Error{Code: demarche.NotFound, What: fmt.Sprintf("the record has no actor %q", name), Repair: "demarche search finds words in articles"}
	var names []string
	for _, f := range found[:min(3, len(found))] {
		names = append(names, f.name)
	}
	if len(names) > 0 {
		e.Repair = "nearest: " + strings.Join(names, ", ")
	}
	return e
}

// outletsScanned is how many articles are looked through for the names of outlets.
const outletsScanned = 2000

// outlet refuses an outlet of which the record has nothing: the answer would
// be empty for a wrong reason.
func (a *asking) outlet(name string) error {
	for _, err := range a.r.Articles(a.ctx, store.ArticleQuery{Known: a.known, Source: name, Limit: 1}) {
		return err // there is one
	}
	var near []string
	for art, err := range a.r.Articles(a.ctx, store.ArticleQuery{Known: a.known, Limit: outletsScanned}) {
		if err != nil {
			return err
		}
		if s := string(art.Source); s != "" && !slices.Contains(near, s) {
			near = append(near, s)
		}
	}
	far := func(s string) int { return distance(ledger.Slug(name), ledger.Slug(s)) }
	slices.SortStableFunc(near, func(x, y string) int { return cmp.Compare(far(x), far(y)) })
	e := &demarche.Error{Code: demarche.NotFound, What: fmt.Sprintf("the record has no article of the outlet %q", name)}
	if len(near) > 0 {
		e.Repair = "nearest: " + strings.Join(near[:min(4, len(near))], ", ")
	}
	return e
}

// distance counts the letters to change, add or leave out (Levenshtein).
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		diagonal := row[0]
		row[0] = i + 1
		for j := range y {
			cost := diagonal
			if x[i] != y[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(y)]
}
