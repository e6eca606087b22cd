package lexicon

import (
	"io/fs"
	"path"
	"strconv"
	"strings"

	"demarche"
)

// List is a word list of data/en/lists: an entry a line, perhaps with a value
// behind a TAB.
type List struct{ values map[string]string }

// Has reports whether the list has the word or phrase, in any case.
func (l *List) Has(w string) bool { _, ok := l.Value(w); return ok }

// Value returns the value of a word or phrase, empty when it has none, and
// whether it is in the list.
func (l *List) Value(w string) (string, bool) {
	if v, ok := l.values[w]; ok {
		return v, true
	}
	v, ok := l.values[Fold(w)]
	return v, ok
}

// Len is the number of entries.
func (l *List) Len() int { return len(l.values) }

// List returns a word list by the name of its file without ".txt". A list that
// is not there is empty.
func (l *Lexicon) List(name string) *List {
	if x := l.lists[name]; x != nil {
		return x
	}
	return &List{}
}

func (l *Lexicon) loadLists(fsys fs.FS) error {
	files, err := fs.Glob(fsys, "en/lists/*.txt")
	if err != nil {
		return err
	}
	for _, f := range files {
		b, err := fs.ReadFile(fsys, f)
		if err != nil {
			return err
		}
		x := &List{values: map[string]string{}}
		for line := range strings.Lines(string(b)) {
			line = strings.TrimSpace(line)
			if line == "" || line[0] == '#' {
				continue
			}
			w, v, _ := strings.Cut(line, "\t")
			x.values[Fold(strings.TrimSpace(w))] = strings.TrimSpace(v)
		}
		l.lists[strings.TrimSuffix(path.Base(f), ".txt")] = x
	}
	return nil
}

// EachLine calls f with the words, as printed, and the value behind a TAB of
// every line of en/lists/NAME.txt. It serves the stages that read their lists
// into tables of their own. What f returns is the repair of a bad line, empty
// for a good one.
func EachLine(fsys fs.FS, name string, f func(words, val string) string) error {
	file := "en/lists/" + name + ".txt"
	b, err := fs.ReadFile(fsys, file)
	if err != nil {
		return &demarche.Error{Code: demarche.Invalid, Where: file, What: "word list cannot be read", Err: err,
			Repair: "put the list back, or leave --data out to use the built-in lists"}
	}
	n := 0
	for line := range strings.Lines(string(b)) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		words, val, _ := strings.Cut(line, "\t")
		if repair := f(strings.TrimSpace(words), strings.TrimSpace(val)); repair != "" {
			return &demarche.Error{Code: demarche.Invalid, Where: file + ":" + strconv.Itoa(n), What: strconv.Quote(line) + " is no line of this list", Repair: repair}
		}
	}
	return nil
}
