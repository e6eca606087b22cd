package lexicon

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"demarche"
)

// The tables, with their columns. A cell holds one value or several parted by
// "|"; a "#" begins a comment line. A table that is absent is empty.
var tables = []struct {
	file    string
	columns []string
	take    func(*Lexicon, row) error
}{
	{"actors/states.tsv", []string{"key", "name", "variants", "demonyms", "capitals", "seats"}, (*Lexicon).takeState},
	{"actors/orgs.tsv", []string{"key", "name", "kind", "country", "variants", "seats"}, (*Lexicon).takeOrg},
	{"actors/bodies.tsv", []string{"key", "name", "kind", "country", "of", "variants"}, (*Lexicon).takeBody},
	{"actors/people.tsv", []string{"key", "name", "gender", "country", "variants", "title", "of", "from", "to"}, (*Lexicon).takePerson},
	{"places/cities.tsv", []string{"key", "name", "variants", "country", "lat", "lon", "population"}, (*Lexicon).takeCity},
	{"places/regions.tsv", []string{"key", "name", "variants", "country", "precision", "lat", "lon"}, (*Lexicon).takeRegion},
}

// Load reads the tables and lists of a data folder. Every fault is reported,
// with file, line and repair.
func Load(fsys fs.FS) (*Lexicon, error) {
	l := &Lexicon{byKey: map[string]int32{}, lists: map[string]*List{}, word: map[string]uint32{}, edge: map[uint64]uint32{}, named: make([][]sense, 1)}
	var bad []error
	for _, t := range tables {
		b, err := fs.ReadFile(fsys, t.file)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		bad = append(bad, l.table(t.file, string(b), t.columns, t.take)...)
	}
	bad = append(bad, l.checkReferences()...)
	if err := l.loadLists(fsys); err != nil {
		bad = append(bad, err)
	}
	if len(bad) > 0 {
		return nil, errors.Join(bad...)
	}
	for i := range l.entries {
		o := l.entries[i].Offices
		slices.SortStableFunc(o, func(a, b Office) int { return strings.Compare(a.From, b.From) })
	}
	return l, nil
}

// row is one line of a table.
type row struct {
	where string
	cells []string
}

func (r row) list(i int) []string {
	if r.cells[i] == "" {
		return nil
	}
	return strings.Split(r.cells[i], "|")
}

func (r row) fault(what, repair string) error {
	return &demarche.Error{Code: demarche.Invalid, Where: r.where, What: what, Repair: repair}
}

func (l *Lexicon) table(file, src string, columns []string, take func(*Lexicon, row) error) (bad []error) {
	n, head := 0, false
	for line := range strings.Lines(src) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if strings.TrimSpace(line) == "" || line[0] == '#' {
			continue
		}
		r := row{file + ":" + strconv.Itoa(n), strings.Split(line, "\t")}
		if !head {
			head = true
			if !slices.Equal(r.cells, columns) {
				return append(bad, r.fault(fmt.Sprintf("the columns are %q", r.cells), fmt.Sprintf("the first line must name the columns, with TABs between them: %s", strings.Join(columns, " "))))
			}
			continue
		}
		if len(r.cells) != len(columns) {
			bad = append(bad, r.fault(fmt.Sprintf("%d cells where %d are wanted", len(r.cells), len(columns)), "give each of "+strings.Join(columns, ", ")+" one cell, empty where nothing is known"))
			continue
		}
		for i := range r.cells {
			r.cells[i] = strings.TrimSpace(r.cells[i])
		}
		if r.cells[0] == "" || r.cells[1] == "" {
			bad = append(bad, r.fault("a row needs a key and a name", "write for example:  state:FRA TAB France"))
			continue
		}
		if err := take(l, r); err != nil {
			bad = append(bad, err)
		}
	}
	return bad
}

// add makes an entry of a new key.
func (l *Lexicon) add(r row, e Entry) (int32, error) {
	if _, dup := l.byKey[e.Key]; dup {
		return 0, r.fault(fmt.Sprintf("the key %s is there already", e.Key), "give every entry a key of its own")
	}
	l.entries = append(l.entries, e)
	i := int32(len(l.entries) - 1)
	l.byKey[e.Key] = i
	return i, nil
}

var stateKey = regexp.MustCompile(`^state:[A-Z]{3}$`)

func (l *Lexicon) takeState(r row) error {
	if !stateKey.MatchString(r.cells[0]) {
		return r.fault(fmt.Sprintf("%q is not the key of a state", r.cells[0]), "use the three letters of ISO 3166:  state:FRA")
	}
	i, err := l.add(r, Entry{Key: r.cells[0], Name: r.cells[1], Kind: demarche.State, Country: r.cells[0][6:], Precision: demarche.CountryWide})
	if err != nil {
		return err
	}
	l.put(r.cells[1], i, Name)
	for _, n := range r.list(2) {
		l.put(n, i, Name)
	}
	for _, n := range r.list(3) {
		l.put(n, i, Demonym)
	}
	for _, n := range r.list(4) {
		l.put(n, i, Capital)
	}
	for _, n := range r.list(5) {
		l.put(n, i, Seat)
	}
	return nil
}

var kinds = []demarche.ActorKind{demarche.Person, demarche.State, demarche.Government, demarche.Organization, demarche.ArmedForce, demarche.Group, demarche.Company, demarche.Media, demarche.People}

func (r row) kind(i int) (demarche.ActorKind, error) {
	k := demarche.ActorKind(r.cells[i])
	if !slices.Contains(kinds, k) {
		return k, r.fault(fmt.Sprintf("%q is no kind of actor", k), fmt.Sprintf("use one of %v", kinds))
	}
	return k, nil
}

func (l *Lexicon) takeOrg(r row) error {
	k, err := r.kind(2)
	if err != nil {
		return err
	}
	i, err := l.add(r, Entry{Key: r.cells[0], Name: r.cells[1], Kind: k, Country: r.cells[3]})
	if err != nil {
		return err
	}
	l.put(r.cells[1], i, Name)
	for _, n := range r.list(4) {
		l.put(n, i, Name)
	}
	for _, n := range r.list(5) {
		l.put(n, i, Seat)
	}
	return nil
}

func (l *Lexicon) takeBody(r row) error {
	k, err := r.kind(2)
	if err != nil {
		return err
	}
	i, err := l.add(r, Entry{Key: r.cells[0], Name: r.cells[1], Kind: k, Country: r.cells[3], Of: r.cells[4]})
	if err != nil {
		return err
	}
	l.put(r.cells[1], i, Name)
	for _, n := range r.list(5) {
		l.put(n, i, Name)
	}
	return nil
}

var dated = regexp.MustCompile(`^(\d{4}(-\d\d(-\d\d)?)?)?$`)

// takePerson reads one office of a person: a person has as many rows.
func (l *Lexicon) takePerson(r row) error {
	c := r.cells
	if !dated.MatchString(c[7]) || !dated.MatchString(c[8]) {
		return r.fault(fmt.Sprintf("%q to %q are no dates", c[7], c[8]), "write 2022-02-08, 2022-02 or 2022, or leave it empty")
	}
	if n := min(len(c[7]), len(c[8])); c[8] != "" && c[8][:n] < c[7][:n] {
		return r.fault(fmt.Sprintf("the office ends (%s) before it begins (%s)", c[8], c[7]), "change the two dates")
	}
	i, old := l.byKey[c[0]]
	if !old {
		var err error
		if i, err = l.add(r, Entry{Key: c[0], Name: c[1], Kind: demarche.Person, Country: c[3], Gender: c[2]}); err != nil {
			return err
		}
	} else if l.entries[i].Name != c[1] {
		return r.fault(fmt.Sprintf("%s is called %s here and %s before", c[0], c[1], l.entries[i].Name), "give namesakes keys of their own, and one person one name")
	}
	for _, n := range append([]string{c[1]}, r.list(4)...) {
		l.put(n, i, personSense(n))
		if s := surname(n, c[3]); s != "" {
			l.put(s, i, Surname)
		}
	}
	if c[5] != "" {
		e := &l.entries[i]
		e.Offices = append(e.Offices, Office{Title: c[5], Of: c[6], From: c[7], To: c[8]})
	}
	return nil
}

// personSense: a variant of one word is a surname.
func personSense(n string) Sense {
	if strings.Contains(n, " ") {
		return Name
	}
	return Surname
}

func (r row) number(i int) (float64, error) {
	if r.cells[i] == "" {
		return 0, nil
	}
	x, err := strconv.ParseFloat(r.cells[i], 64)
	if err != nil {
		return 0, r.fault(fmt.Sprintf("%q is no number", r.cells[i]), "write degrees such as 50.45")
	}
	return x, nil
}

func (l *Lexicon) takeCity(r row) error {
	lat, err := r.number(4)
	if err != nil {
		return err
	}
	lon, err := r.number(5)
	if err != nil {
		return err
	}
	pop, err := r.number(6)
	if err != nil {
		return err
	}
	i, err := l.add(r, Entry{Key: r.cells[0], Name: r.cells[1], Country: r.cells[3], Lat: lat, Lon: lon, Precision: demarche.City, Population: int(pop)})
	if err != nil {
		return err
	}
	l.put(r.cells[1], i, Name)
	for _, n := range r.list(2) {
		l.put(n, i, Name)
	}
	return nil
}

func (l *Lexicon) takeRegion(r row) error {
	lat, err := r.number(5)
	if err != nil {
		return err
	}
	lon, err := r.number(6)
	if err != nil {
		return err
	}
	p := demarche.Precision(r.cells[4])
	if p != demarche.Site && p != demarche.Region && p != demarche.City {
		return r.fault(fmt.Sprintf("%q is no precision of a place", p), "use region, city or site")
	}
	i, err := l.add(r, Entry{Key: r.cells[0], Name: r.cells[1], Country: r.cells[3], Lat: lat, Lon: lon, Precision: p})
	if err != nil {
		return err
	}
	l.put(r.cells[1], i, Name)
	for _, n := range r.list(2) {
		l.put(n, i, Name)
	}
	return nil
}

// checkReferences finds keys that point at nothing.
func (l *Lexicon) checkReferences() (bad []error) {
	miss := func(from, key string) {
		if _, ok := l.byKey[key]; key != "" && !ok {
			bad = append(bad, &demarche.Error{Code: demarche.Invalid, Where: from, What: fmt.Sprintf("there is no %s", key), Repair: "add it to its table, or mend the key"})
		}
	}
	for i := range l.entries {
		e := &l.entries[i]
		miss(e.Key, e.Of)
		for _, o := range e.Offices {
			miss(e.Key, o.Of)
		}
	}
	return bad
}
