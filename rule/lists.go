package rule

import (
	"bufio"
	"bytes"
	"io/fs"
	"path"
	"sort"
	"strings"

	"demarche"
)

// lists are the word lists of data/en/lists, by name: one entry a line, which
// may have several words; a tab ends it, "#" begins a comment.
type lists map[string]map[string]bool

// loadLists reads every list of the folder.
func loadLists(fsys fs.FS, dir string) (lists, error) {
	out := lists{}
	names, err := fs.Glob(fsys, path.Join(dir, "*.txt"))
	if err != nil {
		return nil, &demarche.Error{Code: demarche.Internal, Where: dir, What: "cannot look for word lists", Err: err}
	}
	for _, name := range names {
		b, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, &demarche.Error{Code: demarche.Unavailable, Where: name, What: "cannot read the word list", Err: err}
		}
		m := map[string]bool{}
		sc := bufio.NewScanner(bytes.NewReader(b))
		sc.Buffer(nil, 1<<20)
		for sc.Scan() {
			s, _, _ := strings.Cut(sc.Text(), "\t")
			if c := commentAt(s); c >= 0 {
				s = s[:c]
			}
			if s = strings.ToLower(strings.Join(strings.Fields(s), " ")); s != "" {
				m[s] = true
			}
		}
		out[strings.TrimSuffix(path.Base(name), ".txt")] = m
	}
	return out, nil
}

// names returns the names of the lists in order.
func (l lists) names() []string {
	out := make([]string, 0, len(l))
	for n := range l {
		out = append(out, n)
	}
	sort.Strings(out)
	return out
}

// sorted returns the entries of a list in order.
func (l lists) sorted(name string) []string {
	out := make([]string, 0, len(l[name]))
	for w := range l[name] {
		out = append(out, w)
	}
	sort.Strings(out)
	return out
}
