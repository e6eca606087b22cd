package ledger

import (
	"bufio"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"demarche"
	"demarche/lexicon"
)

// Issues finds what a row is about, by the list of issues that analysts keep.
type Issues struct {
	names   []string
	phrases map[string][]phrase // by first word
}

// phrase is the words of an issue after the first; a word that ends in * takes
// every ending.
type phrase struct {
	words []string
	issue int
}

// issuesFile is where the list is in the data folder.
const issuesFile = "en/issues.txt"

// LoadIssues reads the list of issues from the data folder. A line is a name,
// "=", and phrases set apart by commas; "#" begins a comment.
func LoadIssues(data fs.FS) (*Issues, error) {
	f, err := data.Open(issuesFile)
	if err != nil {
		return nil, &demarche.Error{Code: demarche.NotFound, Where: issuesFile, What: "the list of issues cannot be opened", Err: err,
			Repair: "give a whole copy of the folder data/ of the program's sources"}
	}
	defer f.Close()
	is := &Issues{phrases: map[string][]phrase{}}
	in := bufio.NewScanner(f)
	for n := 1; in.Scan(); n++ {
		line, _, _ := strings.Cut(in.Text(), "#")
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		where := fmt.Sprintf("%s:%d", issuesFile, n)
		name, list, ok := strings.Cut(line, "=")
		if name = strings.TrimSpace(name); !ok || name == "" {
			return nil, &demarche.Error{Code: demarche.Invalid, Where: where, What: "not an issue: " + line, Repair: "write a name, =, and phrases: sanctions = sanction*, asset freeze*"}
		}
		if slices.Contains(is.names, name) {
			return nil, &demarche.Error{Code: demarche.Invalid, Where: where, What: fmt.Sprintf("the issue %q stands twice", name), Repair: "put its phrases into one line"}
		}
		some := false
		for p := range strings.SplitSeq(list, ",") {
			words := strings.Fields(lexicon.Fold(p))
			if len(words) == 0 {
				continue
			}
			some = true
			is.phrases[firstWord(words[0])] = append(is.phrases[firstWord(words[0])], phrase{words, len(is.names)})
		}
		if !some {
			return nil, &demarche.Error{Code: demarche.Invalid, Where: where, What: fmt.Sprintf("the issue %q has no phrase", name), Repair: "write phrases after =, set apart by commas"}
		}
		is.names = append(is.names, name)
	}
	if err := in.Err(); err != nil {
		return nil, &demarche.Error{Code: demarche.Unavailable, Where: issuesFile, What: "the list of issues cannot be read", Err: err}
	}
	return is, nil
}

// firstWord is under which beginning a phrase is kept: a word that takes every
// ending by its first three letters.
func firstWord(w string) string {
	if stem, open := strings.CutSuffix(w, "*"); open {
		return stem[:min(len(stem), 3)] + "*"
	}
	return w
}

// Names lists the issues in the order of the list.
func (is *Issues) Names() []string {
	if is == nil {
		return nil
	}
	return slices.Clone(is.names)
}

// Find finds an issue by its name or the beginning of one. A name that is not on
// the list would find nothing, and say nothing: it is an error of code invalid.
func (is *Issues) Find(name string) (string, error) {
	all := is.Names()
	var found []string
	for _, n := range all {
		if strings.EqualFold(n, name) {
			return n, nil
		}
		if len(n) >= len(name) && strings.EqualFold(n[:len(name)], name) {
			found = append(found, n)
		}
	}
	if len(found) == 1 {
		return found[0], nil
	}
	return "", &demarche.Error{Code: demarche.Invalid, What: "the issue " + name + " is not on the list", Repair: "it is one of: " + strings.Join(all, ", ")}
}

// In gives the issues that a text names, in alphabetical order.
func (is *Issues) In(s string) []string {
	if is == nil || len(is.names) == 0 {
		return nil
	}
	words := strings.FieldsFunc(lexicon.Fold(s), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r >= 0x80)
	})
	var out []string
	take := func(ps []phrase, at int) {
		for _, p := range ps {
			if at+len(p.words) > len(words) || slices.Contains(out, is.names[p.issue]) {
				continue
			}
			fits := true
			for k, w := range p.words {
				if stem, open := strings.CutSuffix(w, "*"); open && !strings.HasPrefix(words[at+k], stem) || !open && words[at+k] != w {
					fits = false
					break
				}
			}
			if fits {
				out = append(out, is.names[p.issue])
			}
		}
	}
	for i, w := range words {
		take(is.phrases[w], i)
		take(is.phrases[w[:min(len(w), 3)]+"*"], i)
	}
	slices.Sort(out)
	return out
}
