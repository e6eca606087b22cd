package lexicon

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"demarche"
)

// The tables, with their columns, in the order in which they are read. A cell
// holds one value or several parted by "|"; a "#" begins a comment line. A
// table that is absent is empty.
var tables = []struct {
	file    string
	columns []string
	take    func(*Lexicon, row) error
}{
	{"actors/states.tsv", []string{"key", "name", "the", "variants", "adjectives", "people", "capitals", "seats"}, (*Lexicon).takeState},
	{"actors/orgs.tsv", []string{"key", "name", "kind", "country", "variants", "seats"}, (*Lexicon).takeOrg},
	{"actors/bodies.tsv", []string{"key", "name", "kind", "country", "of", "variants", "seats"}, (*Lexicon).takeBody},
	{"actors/state-bodies.tsv", []string{"key", "name", "kind", "variants"}, (*Lexicon).takePattern},
	{"actors/people.tsv", []string{"key", "name", "gender", "country", "family", "variants", "title", "of", "from", "to"}, (*Lexicon).takePerson},
	{"places/cities.tsv", []string{"key", "name", "variants", "country", "region", "lat", "lon", "population"}, (*Lexicon).takeCity},
	{"places/regions.tsv", []string{"key", "name", "variants", "country", "precision", "lat", "lon"}, (*Lexicon).takeRegion},
}

// Load reads the tables and lists of a data folder. Every fault is reported,
// with file, line and repair.
func Load(fsys fs.FS) (*Lexicon, error) {
	l := &Lexicon{byKey: make(map[string]*Entry, 1<<14), lists: map[string]*List{}, names: newTrie(), held: map[string][]holder{}}
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
	if err := l.loadLists(fsys); err != nil {
		bad = append(bad, err)
	}
	bad = append(bad, l.settle()...)
	if len(bad) > 0 {
		return nil, errors.Join(bad...)
	}
	return l, nil
}

// settle does what needs all tables: it follows the keys and orders offices by
// time.
func (l *Lexicon) settle() (bad []error) {
	for _, f := range l.refs {
		if l.byKey[f.key] == nil {
			bad = append(bad, f.row.fault(fmt.Sprintf("there is no %q", f.key), "add it to its table, or mend the key"))
		}
	}
	l.refs = nil
	for _, e := range l.entries {
		slices.SortStableFunc(e.Offices, func(a, b Office) int { return strings.Compare(a.From, b.From) })
		for _, o := range e.Offices {
			l.held[o.Of] = append(l.held[o.Of], holder{e, o, l.class(o.Title)})
		}
	}
	l.names.settle()
	return bad
}

// ref is a key that a row leads to, to be looked up when all tables are read.
type ref struct {
	row
	key string
}

// refer notes that a row leads to a key; an empty key leads nowhere.
func (l *Lexicon) refer(r row, key string) {
	if n := len(l.refs); key == "" || n > 0 && l.refs[n-1].key == key {
		return // rows of one country stand together
	}
	l.refs = append(l.refs, ref{r, key})
}

// row is one line of a table.
type row struct {
	file  string
	line  int
	cells []string
}

func (r row) list(i int) []string {
	if r.cells[i] == "" {
		return nil
	}
	return strings.Split(r.cells[i], "|")
}

func (r row) fault(what, repair string) error {
	return &demarche.Error{Code: demarche.Invalid, Where: r.file + ":" + strconv.Itoa(r.line), What: what, Repair: repair}
}

func (l *Lexicon) table(file, src string, columns []string, take func(*Lexicon, row) error) (bad []error) {
	n, head := 0, false
	cells := make([]string, 0, 16)
	for line := range strings.Lines(src) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' || strings.TrimSpace(line) == "" {
			continue
		}
		cells = cells[:0]
		for rest, more := line, true; more; {
			var c string
			c, rest, more = strings.Cut(rest, "\t")
			cells = append(cells, strings.TrimSpace(c))
		}
		r := row{file, n, cells}
		if !head {
			head = true
			if !slices.Equal(cells, columns) {
				return append(bad, r.fault(fmt.Sprintf("the columns are %s", strings.Join(cells, ", ")), fmt.Sprintf("the first line must name the columns, with TABs between them: %s", strings.Join(columns, ", "))))
			}
			continue
		}
		if len(cells) != len(columns) {
			bad = append(bad, r.fault(fmt.Sprintf("%d cells where %d are wanted", len(cells), len(columns)), "give each of "+strings.Join(columns, ", ")+" one cell, empty where nothing is known"))
			continue
		}
		if cells[0] == "" || cells[1] == "" {
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
func (l *Lexicon) add(r row, e Entry) (*Entry, error) {
	if l.byKey[e.Key] != nil {
		return nil, r.fault(fmt.Sprintf("the key %s is there already", e.Key), "give every entry a key of its own")
	}
	own := e
	l.refer(r, e.Of)
	if e.Country != "" && e.Kind != demarche.State {
		l.refer(r, "state:"+e.Country)
	}
	l.entries = append(l.entries, &own)
	l.byKey[e.Key] = &own
	return &own, nil
}

var kinds = []demarche.ActorKind{demarche.Person, demarche.State, demarche.Government, demarche.Organization, demarche.ArmedForce, demarche.Group, demarche.Company, demarche.Media, demarche.People}

func (r row) kind(i int) (demarche.ActorKind, error) {
	k := demarche.ActorKind(r.cells[i])
	if !slices.Contains(kinds, k) {
		return k, r.fault(fmt.Sprintf("%q is no kind of actor", k), fmt.Sprintf("use one of %v", kinds))
	}
	return k, nil
}

// key checks that the row's key has the prefix that its table wants.
func (r row) key(prefixes ...string) error {
	for _, p := range prefixes {
		if strings.HasPrefix(r.cells[0], p) && len(r.cells[0]) > len(p) {
			return nil
		}
	}
	return r.fault(fmt.Sprintf("%q is no key of this table", r.cells[0]), "begin it with "+strings.Join(prefixes, " or "))
}

func (r row) number(i int) (float64, error) {
	if r.cells[i] == "" {
		return 0, nil
	}
	x, err := strconv.ParseFloat(r.cells[i], 64)
	if err != nil {
		return 0, r.fault(fmt.Sprintf("%q is no number", r.cells[i]), "write a number such as 50.45")
	}
	return x, nil
}
