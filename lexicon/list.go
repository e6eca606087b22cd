package lexicon

import (
	"io/fs"
	"path"
	"strings"
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
