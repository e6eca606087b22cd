package lexicon

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"demarche"
)

// state is what the patterns of state-bodies.tsv need of a state.
type state struct {
	*Entry
	the        string   // the name with its article
	names      []string // that take a possessive
	adjectives []string // and abbreviations, the usual adjective first
}

var stateKey = regexp.MustCompile(`^state:[A-Z]{3}$`)

func (l *Lexicon) takeState(r row) error {
	c := r.cells
	if !stateKey.MatchString(c[0]) {
		return r.fault(fmt.Sprintf("%q is not the key of a state", c[0]), "use the three letters of ISO 3166:  state:FRA")
	}
	if c[2] != "" && c[2] != "the" {
		return r.fault(fmt.Sprintf("%q is no article", c[2]), `write "the" or leave the cell empty`)
	}
	e, err := l.add(r, Entry{Key: c[0], Name: c[1], Kind: demarche.State, Country: c[0][6:], Precision: demarche.CountryWide})
	if err != nil {
		return err
	}
	s := state{Entry: e, the: strings.TrimSpace(c[2] + " " + c[1]), names: []string{c[1]}}
	l.put(c[1], e, Name)
	for _, n := range r.list(4) {
		l.put(n, e, Demonym)
		s.adjectives = append(s.adjectives, n)
		e.Adjective = s.adjectives[0]
	}
	for _, n := range r.list(3) {
		l.put(n, e, Name)
		if abbreviation(n) {
			s.adjectives = append(s.adjectives, n)
			s.names = append(s.names, n)
		} else if !strings.ContainsRune(n, ' ') {
			s.names = append(s.names, n)
		}
	}
	s.adjectives = append(s.adjectives, c[1])
	for _, n := range r.list(5) {
		l.put(n, e, Demonym)
	}
	for _, n := range r.list(6) {
		l.put(n, e, Capital)
	}
	for _, n := range r.list(7) {
		l.put(n, e, Seat)
	}
	l.states = append(l.states, s)
	return nil
}

// abbreviation reports whether a name is written in capitals ("UAE", "U.S.").
func abbreviation(name string) bool {
	letters := 0
	for _, c := range name {
		if c == ' ' || unicode.IsLower(c) {
			return false
		}
		if unicode.IsUpper(c) {
			letters++
		}
	}
	return letters > 1 && letters < 6
}

func (l *Lexicon) takeOrg(r row) error {
	k, err := r.kind(2)
	if err != nil {
		return err
	}
	if err := r.key("org:"); err != nil {
		return err
	}
	e, err := l.add(r, Entry{Key: r.cells[0], Name: r.cells[1], Kind: k, Country: r.cells[3]})
	if err != nil {
		return err
	}
	l.putAll(r, e, 4, 5)
	return nil
}

func (l *Lexicon) takeBody(r row) error {
	k, err := r.kind(2)
	if err != nil {
		return err
	}
	if err := r.key("body:"); err != nil {
		return err
	}
	e, err := l.add(r, Entry{Key: r.cells[0], Name: r.cells[1], Kind: k, Country: r.cells[3], Of: r.cells[4]})
	if err != nil {
		return err
	}
	l.putAll(r, e, 5, 6)
	return nil
}

// putAll puts the name, the variants and the seats of an entry.
func (l *Lexicon) putAll(r row, e *Entry, variants, seats int) {
	l.put(e.Name, e, Name)
	for _, n := range r.list(variants) {
		l.put(n, e, Name)
	}
	if seats < 0 {
		return
	}
	for _, n := range r.list(seats) {
		l.put(n, e, Seat)
	}
}

// takePattern makes one body of every state with an adjective, for example
// body:irq-parliament, or gives the general names to the body of that key in
// bodies.tsv.
func (l *Lexicon) takePattern(r row) error {
	k, err := r.kind(2)
	if err != nil {
		return err
	}
	if strings.ContainsAny(r.cells[0], ": ") {
		return r.fault(fmt.Sprintf("%q is no ending of a key", r.cells[0]), "write one word, for example:  parliament")
	}
	variants := r.list(3)
	for _, v := range append(variants, r.cells[1]) {
		rest := strings.NewReplacer("{state}", "", "{the state}", "", "{adj}", "").Replace(v)
		if rest == v || strings.ContainsAny(rest, "{}") {
			return r.fault(fmt.Sprintf("the pattern %q does not say where the state stands", v), "use {state}, {the state} or {adj} in it, once")
		}
	}
	for i := range l.states {
		s := &l.states[i]
		if len(s.adjectives) < 2 && s.Name != "New Zealand" && s.Name != "Hong Kong" {
			continue // a territory without a word for its people
		}
		key := "body:" + strings.ToLower(s.Country) + "-" + r.cells[0]
		e := l.byKey[key]
		if e == nil {
			name := strings.Replace(strings.Replace(r.cells[1], "{the state}", s.the, 1), "{adj}", s.adjectives[0], 1)
			if e, err = l.add(r, Entry{Key: key, Name: name, Kind: k, Country: s.Country, Of: s.Key}); err != nil {
				return err
			}
			l.put(name, e, Name)
		}
		for _, v := range variants {
			l.fill(v, s, e)
		}
	}
	return nil
}

// fill puts a pattern for each way of saying its state.
func (l *Lexicon) fill(pattern string, s *state, e *Entry) {
	switch {
	case strings.Contains(pattern, "{adj}"):
		for _, a := range s.adjectives {
			l.put(strings.Replace(pattern, "{adj}", a, 1), e, Name)
		}
	case strings.Contains(pattern, "{state}"):
		for _, n := range s.names {
			l.put(strings.Replace(pattern, "{state}", n, 1), e, Name)
		}
	default:
		l.put(strings.Replace(pattern, "{the state}", s.the, 1), e, Name)
	}
}
