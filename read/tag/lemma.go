package tag

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"demarche/model"
)

// A lemma is made from a form by an edit: whether to fold capitals, how many
// bytes to take from the end, what to put there ("L2y" makes "carry" of
// "Carries" less its last... two bytes and "y"). The edit of a word is that of
// its (folded form, class) when listed, else that of its class and the longest
// listed suffix. Only what a shorter suffix would get wrong is listed.

// MaxLemmaSuffix is the length, in characters, of the longest suffix with an
// edit of its own.
const MaxLemmaSuffix = 6

type lemmas struct {
	edits []edit
	index *model.Index
}

type edit struct {
	lower bool
	cut   int
	add   string
}

func (l *lemmas) load(f *model.File) (err error) {
	if l.index, err = f.Index("lemma"); err != nil {
		return err
	}
	for _, s := range f.Lists["edits"] {
		e, err := parseEdit(s)
		if err != nil {
			return err
		}
		l.edits = append(l.edits, e)
	}
	return nil
}

func parseEdit(s string) (e edit, err error) {
	if s == "" {
		return e, fmt.Errorf("weights \"tag\": empty edit of a lemma")
	}
	e.lower = s[0] == 'L'
	n := strings.IndexByte(s, '|')
	if n < 1 {
		return e, fmt.Errorf("weights \"tag\": edit %q of a lemma", s)
	}
	if e.cut, err = strconv.Atoi(s[1:n]); err != nil {
		return e, fmt.Errorf("weights \"tag\": edit %q of a lemma", s)
	}
	e.add = s[n+1:]
	return e, nil
}

// Edit returns the edit that makes lemma of form, in the notation of the
// weight file: L or K (fold or keep capitals), bytes to cut, "|", what to add.
func Edit(form, lemma string) string {
	form = plain(form)
	low := strings.ToLower(form)
	// A lemma without capitals comes from the folded form whether the form has
	// a capital or not, so that the two agree on their edit.
	kind, from := "K", form
	if lemma == strings.ToLower(lemma) || utf8.RuneCountInString(form) == 1 {
		kind, from = "L", low
	}
	n := 0
	for n < len(from) && n < len(lemma) && from[n] == lemma[n] {
		n++
	}
	for n > 0 && n < len(from) && !utf8.RuneStart(from[n]) {
		n--
	}
	return kind + strconv.Itoa(len(from)-n) + "|" + lemma[n:]
}

// Digits reports whether a folded word has a digit. Such a word is its own
// lemma: the treebanks do not agree on commas in numbers.
func Digits(fold []byte) bool { return bytes.IndexByte(fold, '0') >= 0 }

// plain writes typographic apostrophes and quotation marks plainly.
func plain(form string) string {
	if !strings.ContainsAny(form, "’‘“”") {
		return form
	}
	return strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`).Replace(form)
}

func (e edit) apply(form string) string {
	form = plain(form)
	if e.lower {
		form = strings.ToLower(form)
	}
	if e.cut > len(form) || e.cut == len(form) && e.add == "" {
		return form
	}
	if e.add == "" {
		return form[:len(form)-e.cut]
	}
	return form[:len(form)-e.cut] + e.add
}

// LemmaWord is the key of a folded word with its class, LemmaSuffix that of a
// suffix; length 0 is the class alone.
func LemmaWord(class, id uint32) uint32 { return model.Hash2(200, class, id) }

// LemmaSuffix is the key of the last length characters of a folded word.
func LemmaSuffix(class uint32, suffix []byte, length int) uint32 {
	return model.Hash3(201, class, uint32(length), model.HashBytes(suffix))
}

func (l *lemmas) of(s *Sentence, form string, class uint32) string {
	s.fold = model.AppendFold(s.fold[:0], form)
	b := s.fold
	if Digits(b) {
		return plain(form)
	}
	if n, ok := l.index.Get(LemmaWord(class, model.HashBytes(b))); ok {
		return l.edits[n].apply(form)
	}
	var cuts [MaxLemmaSuffix + 1]int
	cut, n := len(b), 0
	for cuts[0] = cut; n < MaxLemmaSuffix && cut > 0; cuts[n] = cut {
		cut = before(b, cut)
		n++
	}
	for ; n >= 0; n-- {
		if e, ok := l.index.Get(LemmaSuffix(class, b[cuts[n]:], n)); ok {
			return l.edits[e].apply(form)
		}
	}
	return form
}
