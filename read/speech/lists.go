package speech

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"demarche"
)

// entry is what a cue list says of a word.
type entry struct {
	word   string
	force  demarche.Force
	frames []string
}

// has reports whether the entry allows a frame.
func (e *entry) has(frame string) bool { return slices.Contains(e.frames, frame) }

// prep reports whether the entry has the frame of a prefix ("+", "X-", "to-")
// with preposition p.
func (e *entry) prep(prefix, p string) bool {
	for _, f := range e.frames {
		if len(f) == len(prefix)+len(p) && f[:len(prefix)] == prefix && f[len(prefix):] == p {
			return true
		}
	}
	return false
}

// lists are the word lists of this package, all by lemma.
type lists struct {
	verbs, nouns map[string]*entry
	words        map[string]map[string]string // list, word, value
}

// names of the plain lists: a word a line, with a value after a TAB in some.
var plainLists = []string{"cue-light", "cue-topics", "modal-verbs", "modal-nouns", "modal-adjectives", "modal-adverbs", "cond-marks", "force-words"}

func loadLists(fsys fs.FS) (lists, error) {
	l := lists{words: map[string]map[string]string{}}
	var err error
	if l.verbs, err = loadCues(fsys, "cue-verbs"); err != nil {
		return l, err
	}
	if l.nouns, err = loadCues(fsys, "cue-nouns"); err != nil {
		return l, err
	}
	for _, name := range plainLists {
		m := map[string]string{}
		err := eachLine(fsys, name, func(file string, n int, fields []string) error {
			v := ""
			if len(fields) > 1 {
				v = fields[1]
			}
			if old, ok := m[fields[0]]; ok && old != v {
				return listError(file, n, fmt.Sprintf("%q stands here twice with different values", fields[0]), "keep one of the lines")
			}
			m[fields[0]] = v
			return nil
		})
		if err != nil {
			return l, err
		}
		l.words[name] = m
	}
	return l, nil
}

// is reports whether a plain list holds the word.
func (l *lists) is(list, word string) bool { _, ok := l.words[list][word]; return ok }

// value is the value of a word in a plain list.
func (l *lists) value(list, word string) string { return l.words[list][word] }

var frameWords = map[string]bool{"that": true, "quote": true, "to": true, "np": true, "np?": true, "ing": true, "doc": true, "hold": true, "keep": true, "mention": true, "text": true}

func loadCues(fsys fs.FS, name string) (map[string]*entry, error) {
	m := map[string]*entry{}
	err := eachLine(fsys, name, func(file string, n int, fields []string) error {
		if len(fields) != 3 {
			return listError(file, n, fmt.Sprintf("%d columns instead of 3", len(fields)), "write word, force and frames with a TAB between them")
		}
		e := &entry{word: fields[0], force: demarche.Force(fields[1]), frames: strings.Fields(fields[2])}
		if !slices.Contains(demarche.Forces, e.force) {
			return listError(file, n, fmt.Sprintf("unknown force %q", fields[1]), "use one of: state admit deny pledge threaten warn propose demand refuse criticise support")
		}
		for _, f := range e.frames {
			if !frameWords[f] && !strings.HasPrefix(f, "+") && !strings.HasPrefix(f, "X-") && !strings.HasPrefix(f, "to-") {
				return listError(file, n, fmt.Sprintf("unknown frame %q", f), "the head of the list explains the frames")
			}
		}
		if m[e.word] != nil {
			return listError(file, n, fmt.Sprintf("%q stands here twice", e.word), "put all frames on one line")
		}
		m[e.word] = e
		return nil
	})
	return m, err
}

// eachLine calls fn with the TAB-separated fields of every line of a list that
// is neither empty nor a comment.
func eachLine(fsys fs.FS, name string, fn func(file string, n int, fields []string) error) error {
	file := "en/lists/" + name + ".txt"
	raw, err := fs.ReadFile(fsys, file)
	if err != nil {
		return listError(file, 0, "cannot be read", "the list belongs to the data folder; restore it")
	}
	n := 0
	for line := range strings.SplitSeq(string(raw), "\n") {
		n++
		line = strings.TrimRight(line, " \r")
		if line == "" || line[0] == '#' {
			continue
		}
		if err := fn(file, n, strings.Split(line, "\t")); err != nil {
			return err
		}
	}
	return nil
}

// listError says which line of which list cannot be used, and the repair.
func listError(file string, line int, what, repair string) error {
	if line > 0 {
		file = fmt.Sprintf("%s:%d", file, line)
	}
	return &demarche.Error{Code: demarche.Invalid, Where: file, What: what, Repair: repair}
}
