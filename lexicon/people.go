package lexicon

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"demarche"
)

var dated = regexp.MustCompile(`^(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?$`)

// takePerson reads one office of a person: a person has as many rows as
// offices, with family names and variants on the first.
func (l *Lexicon) takePerson(r row) error {
	c := r.cells
	if err := r.key("person:"); err != nil {
		return err
	}
	for _, d := range c[8:10] {
		if !dated.MatchString(d) {
			return r.fault(fmt.Sprintf("%q is no date", d), "write 2022-02-08, 2022-02 or 2022, or leave it empty")
		}
	}
	if n := min(len(c[8]), len(c[9])); c[9] != "" && c[9][:n] < c[8][:n] {
		return r.fault(fmt.Sprintf("the office ends (%s) before it begins (%s)", c[9], c[8]), "change one of the two dates")
	}
	if c[6] != "" && c[7] == "" {
		return r.fault(fmt.Sprintf("%q of what?", c[6]), "give the key of the state or organisation, for example state:FRA")
	}
	e := l.byKey[c[0]]
	if e == nil {
		if c[2] != "m" && c[2] != "f" && c[2] != "" {
			return r.fault(fmt.Sprintf("the gender is %q", c[2]), "write m or f, or leave it empty")
		}
		var err error
		if e, err = l.add(r, Entry{Key: c[0], Name: c[1], Kind: demarche.Person, Country: c[3], Gender: c[2]}); err != nil {
			return err
		}
		l.putPerson(e, r.list(4), r.list(5))
	} else if e.Name != c[1] {
		return r.fault(fmt.Sprintf("%s is called %s here and %s before", c[0], c[1], e.Name), "give namesakes keys of their own, and one person one name")
	}
	if c[6] != "" {
		l.refer(r, c[7])
		e.Offices = append(e.Offices, Office{Title: c[6], Of: c[7], From: c[8], To: c[9]})
	}
	return nil
}

// putPerson puts the names of a person: the full name in every spelling of the
// family name, the variants, and the family names alone. Without any given the
// last word is the family name, with the particles before it.
func (l *Lexicon) putPerson(e *Entry, families, variants []string) {
	l.put(e.Name, e, Name)
	if len(families) == 0 {
		families = []string{family(e.Name)}
	}
	for _, f := range families {
		l.put(f, e, Surname)
		if bare := bare(f); bare != "" {
			l.put(bare, e, Surname)
			if given, ok := strings.CutSuffix(e.Name, " "+f); ok {
				l.put(given+" "+bare, e, Name)
			}
		}
		if f == families[0] {
			continue
		}
		for _, full := range append([]string{e.Name}, variants...) {
			if given, ok := strings.CutSuffix(full, " "+families[0]); ok {
				l.put(given+" "+f, e, Name)
			}
		}
	}
	for _, v := range variants {
		if strings.ContainsAny(v, " -") {
			l.put(v, e, Name)
			if f := family(v); spelt(f, families[0]) { // "Zelenskyy" beside "Zelenskiy"
				l.put(f, e, Surname)
			}
		} else {
			l.put(v, e, Surname)
		}
	}
}

// spelt reports whether two family names are one in different spellings: long,
// of one beginning and nearly one length.
func spelt(a, b string) bool {
	const same = 5
	return a != b && len(a) > same && len(b) > same && a[:same] == b[:same] && len(a)-len(b) < 3 && len(b)-len(a) < 3
}

// bare is an Arabic family name without its article, which news leaves out as
// often as not ("al-Assad", "Assad"); empty when it has none.
func bare(family string) string {
	for _, article := range []string{"al-", "el-", "Al-", "El-", "al ", "Al "} {
		if rest, ok := strings.CutPrefix(family, article); ok && len(rest) > 2 {
			return rest
		}
	}
	return ""
}

// family is the part of a name that is used alone.
func family(name string) string {
	w := strings.Fields(name)
	i := len(w) - 1
	for i > 1 && slices.Contains(particles, strings.ToLower(w[i-1])) {
		i--
	}
	return strings.Join(w[max(i, 0):], " ")
}

// particles belong to the family name behind them.
var particles = []string{"von", "van", "der", "de", "del", "den", "di", "da", "dos", "la", "le", "bin", "ibn", "al", "el", "ben", "abu", "ter", "zu", "du", "san"}
