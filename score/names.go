package score

import "demarche"

// naming maps the actors of a reading to those of a gold ledger.
type naming struct {
	of   map[demarche.ActorID]string
	gold map[string]*GoldActor
}

// newNaming finds for every actor read the gold actor that has its name, else
// the one that most of its names and aliases belong to alone. One that nobody
// claims is named "?" and its own name.
func newNaming(gold *Ledger, read *demarche.Reading) naming {
	by := map[string]map[string]bool{}
	exact := map[string]string{}
	n := naming{of: map[demarche.ActorID]string{}, gold: map[string]*GoldActor{}}
	for i := range gold.Actors {
		a := &gold.Actors[i]
		n.gold[a.Name] = a
		exact[fold(a.Name)] = a.Name
		for _, s := range append([]string{a.Name}, a.Aliases...) {
			f := fold(s)
			if by[f] == nil {
				by[f] = map[string]bool{}
			}
			by[f][a.Name] = true
		}
	}
	for _, a := range read.Actors {
		m := exact[fold(a.Name)]
		if m == "" {
			votes := map[string]int{}
			var order []string
			for _, s := range append([]string{a.Name}, a.Aliases...) {
				if c := by[fold(s)]; len(c) == 1 {
					for name := range c {
						if votes[name]++; votes[name] == 1 {
							order = append(order, name)
						}
					}
				}
			}
			for _, name := range order {
				if votes[name] > votes[m] {
					m = name
				}
			}
		}
		if m == "" {
			m = "?" + a.Name
		}
		n.of[a.ID] = m
	}
	return n
}

// set is the names of some actors read.
func (n naming) set(ids ...demarche.ActorID) map[string]bool {
	out := map[string]bool{}
	for _, id := range ids {
		if id == "" {
			continue
		}
		if m := n.of[id]; m != "" {
			out[m] = true
		} else {
			out["?"+string(id)] = true
		}
	}
	return out
}

func nameSet(names ...[]string) map[string]bool {
	out := map[string]bool{}
	for _, l := range names {
		for _, s := range l {
			out[s] = true
		}
	}
	return out
}

// setF1 is the F1 of two sets; two empty ones agree.
func setF1(a, b map[string]bool) float64 {
	if len(a) == 0 && len(b) == 0 {
		return 1
	}
	i := 0
	for x := range a {
		if b[x] {
			i++
		}
	}
	if i == 0 {
		return 0
	}
	return 2 * float64(i) / float64(len(a)+len(b))
}

func sameSet(a, b map[string]bool) bool {
	if len(a) != len(b) {
		return false
	}
	for x := range a {
		if !b[x] {
			return false
		}
	}
	return true
}
