package segment

import (
	"fmt"
	"io/fs"
	"strings"

	"demarche"
)

// words are the word lists of segmentation.
type words struct {
	abbrev  map[string]class // without the last period, as written
	number  map[string]bool  // abbreviations only before a digit, without the period
	prefix  map[string]bool  // "anti": no split after its hyphen
	suffix  map[string]bool  // "esque": no split before its hyphen
	unit    map[string]bool  // "km", "pm": split from digits before it
	whole   map[string]bool  // words with a hyphen or apostrophe that are never split
	parts   map[string][]int // "cannot" -> lengths of its words but the last
	starter map[string]bool  // words that start a sentence after an abbreviation
	say     map[string]bool  // verbs of reporting
	zone    map[string]bool  // words that follow a time of day: "Eastern", "EST"
	subject map[string]bool  // pronouns that are subjects of reporting verbs
	date    map[string]bool  // names of months and days, and words of datelines
}

const (
	abbreviationFile = "en/lists/abbreviations.txt"
	pieceFile        = "en/lists/word_pieces.txt"
	sentenceFile     = "en/lists/sentence_words.txt"
)

func loadWords(fsys fs.FS) (words, error) {
	w := words{
		abbrev: map[string]class{}, number: map[string]bool{},
		prefix: map[string]bool{}, suffix: map[string]bool{}, unit: map[string]bool{}, whole: map[string]bool{},
		parts:   map[string][]int{},
		starter: map[string]bool{}, say: map[string]bool{}, zone: map[string]bool{}, subject: map[string]bool{}, date: map[string]bool{},
	}
	err := readList(fsys, abbreviationFile, func(word, kind string) bool {
		word = strings.TrimSuffix(word, ".")
		switch kind {
		case "title", "never":
			w.abbrev[word] = abbrev
		case "may":
			w.abbrev[word] = abbrevMay
		case "end":
			w.abbrev[word] = abbrevEnd
		case "number":
			w.number[word] = true
		default:
			return false
		}
		return true
	})
	if err != nil {
		return w, err
	}
	sets := map[string]map[string]bool{
		"prefix": w.prefix, "suffix": w.suffix, "unit": w.unit, "whole": w.whole,
	}
	err = readList(fsys, pieceFile, func(word, kind string) bool {
		if set := sets[kind]; set != nil {
			set[word] = true
			return true
		}
		parts := strings.Split(kind, "|")
		if len(parts) < 2 || strings.Join(parts, "") != word {
			return false
		}
		var lens []int
		for _, p := range parts[:len(parts)-1] {
			lens = append(lens, len(p))
		}
		w.parts[word] = lens
		return true
	})
	if err != nil {
		return w, err
	}
	sets = map[string]map[string]bool{
		"starter": w.starter, "say": w.say, "zone": w.zone, "subject": w.subject, "date": w.date,
	}
	err = readList(fsys, sentenceFile, func(word, kind string) bool {
		set := sets[kind]
		if set == nil {
			return false
		}
		set[word] = true
		return true
	})
	return w, err
}

// readList calls take for every line "word<TAB>kind" of a list; take answers
// whether it knows the kind. Empty lines and lines that begin with # are
// comments.
func readList(fsys fs.FS, name string, take func(word, kind string) bool) error {
	raw, err := fs.ReadFile(fsys, name)
	if err != nil {
		return &demarche.Error{Code: demarche.NotFound, Where: name, What: "word list cannot be read", Err: err,
			Repair: "put the file back, or leave --data out to use the lists inside the program"}
	}
	for n, line := range strings.Split(string(raw), "\n") {
		line = strings.TrimRight(line, " \r")
		if line == "" || line[0] == '#' {
			continue
		}
		word, kind, ok := strings.Cut(line, "\t")
		if !ok || word == "" || !take(word, kind) {
			return &demarche.Error{Code: demarche.Invalid, Where: fmt.Sprintf("%s:%d", name, n+1),
				What:   fmt.Sprintf("%q is not a word, a tab and a kind", line),
				Repair: "the head of the file names the kinds"}
		}
	}
	return nil
}
