package lexicon

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"demarche/text"
)

// Lexicon is what the reader knows by name. It is read-only after Load and
// safe for use by several goroutines.
type Lexicon struct {
	entries []Entry
	byKey   map[string]int32
	lists   map[string]*List

	// Names are a tree of words: edge (node, word) → node. Words have numbers
	// so that an edge is one 64-bit key.
	word  map[string]uint32
	edge  map[uint64]uint32
	named [][]sense // by node
}

// sense is one meaning of a name.
type sense struct {
	entry int32
	as    Sense
	caps  bool // an abbreviation: only in capitals
}

// Find returns every entry that the longest known phrase starting at token i
// names; nil when none does. Names are found in their usual spelling and in
// capitals, abbreviations in capitals only, so "us" is never the U.S.
func (l *Lexicon) Find(d *text.Doc, i int) []Match {
	first, _ := utf8.DecodeRuneInString(d.Text[d.Tokens[i].Start:])
	if !unicode.IsUpper(first) && !unicode.IsDigit(first) && d.Tokens[i].Start < len(d.Text) && d.Text[d.Tokens[i].Start] != 'a' {
		return nil // every name begins with a capital, but for "al-Qaeda"
	}
	var best []sense
	end := 0
	node := uint32(0)
	var buf [64]byte
	for t := i; t < len(d.Tokens); t++ {
		n, ok := l.word[string(appendFold(buf[:0], d.Form(t)))]
		if !ok {
			break
		}
		next, ok := l.edge[uint64(node)<<32|uint64(n)]
		if !ok {
			break
		}
		node = next
		if s := l.named[node]; len(s) > 0 && fits(d, i, t, s) {
			best, end = s, t+1
		}
	}
	return l.matches(best, end-i, upper(d, i, end))
}

// fits reports whether one of the senses may be meant by tokens i to t as they
// are written.
func fits(d *text.Doc, i, t int, s []sense) bool {
	up := upper(d, i, t+1)
	for _, x := range s {
		if up || !x.caps {
			return true
		}
	}
	return false
}

// upper reports whether tokens [i, end) have no small letter.
func upper(d *text.Doc, i, end int) bool {
	for t := i; t < end; t++ {
		for _, c := range d.Form(t) {
			if unicode.IsLower(c) {
				return false
			}
		}
	}
	return true
}

func (l *Lexicon) matches(s []sense, n int, up bool) []Match {
	if len(s) == 0 {
		return nil
	}
	out := make([]Match, 0, len(s))
	for _, x := range s {
		if x.caps && !up {
			continue
		}
		out = append(out, Match{&l.entries[x.entry], x.as, n})
	}
	return out
}

// Lookup returns every entry that the whole string names, in any case.
func (l *Lexicon) Lookup(name string) []Match {
	node := uint32(0)
	w := words(name)
	for _, x := range w {
		n, ok := l.word[Fold(x)]
		if !ok {
			return nil
		}
		if node, ok = l.edge[uint64(node)<<32|uint64(n)]; !ok {
			return nil
		}
	}
	return l.matches(l.named[node], len(w), true)
}

// Entry returns the entry of a key, nil when there is none.
func (l *Lexicon) Entry(key string) *Entry {
	if i, ok := l.byKey[key]; ok {
		return &l.entries[i]
	}
	return nil
}

// HeldBy returns who held an office on a day (EDTF date, month or year); the
// title is compared without regard to case. It tells namesakes apart; it is
// never used to name somebody whom a text leaves unnamed.
func (l *Lexicon) HeldBy(title, of, date string) []*Entry {
	var out []*Entry
	for i := range l.entries {
		e := &l.entries[i]
		for _, o := range e.Offices {
			if o.Of == of && strings.EqualFold(o.Title, title) && o.On(date) {
				out = append(out, e)
				break
			}
		}
	}
	return out
}

// On reports whether the office was held on a day. A date given only to the
// month or year counts whole.
func (o Office) On(date string) bool {
	n := min(len(o.From), len(date))
	if o.From != "" && date[:n] < o.From[:n] {
		return false
	}
	n = min(len(o.To), len(date))
	return o.To == "" || date[:n] <= o.To[:n]
}

// put adds a name of an entry to the tree.
func (l *Lexicon) put(name string, entry int32, as Sense) {
	name = strings.TrimSpace(name)
	if name == "" {
		return
	}
	caps := abbreviation(name)
	l.putWords(words(name), sense{entry, as, caps})
	if strings.ContainsAny(name, "-") { // and where a tokenizer leaves it whole
		l.putWords(strings.Fields(name), sense{entry, as, caps})
	}
}

func (l *Lexicon) putWords(ws []string, s sense) {
	node := uint32(0)
	for _, w := range ws {
		f := Fold(w)
		n, ok := l.word[f]
		if !ok {
			n = uint32(len(l.word))
			l.word[f] = n
		}
		k := uint64(node)<<32 | uint64(n)
		next, ok := l.edge[k]
		if !ok {
			next = uint32(len(l.named))
			l.edge[k] = next
			l.named = append(l.named, nil)
		}
		node = next
	}
	for _, x := range l.named[node] {
		if x.entry == s.entry && x.as == s.as {
			return
		}
	}
	l.named[node] = append(l.named[node], s)
}

// abbreviation reports whether a name is written in capitals ("US", "U.S.",
// "OSCE"): in small letters it would be another word.
func abbreviation(name string) bool {
	letters := 0
	for _, c := range name {
		if unicode.IsLower(c) {
			return false
		}
		if unicode.IsUpper(c) {
			letters++
		}
	}
	return letters > 0 && letters <= 6
}

// surname returns the part of a person's name that is used alone. Chinese and
// Korean names begin with it; particles belong to it.
func surname(name, country string) string {
	w := strings.Fields(name)
	if len(w) < 2 {
		return ""
	}
	switch country {
	case "CHN", "PRK", "KOR", "TWN", "HKG":
		return w[0]
	}
	i := len(w) - 1
	for i > 1 && particles[strings.ToLower(w[i-1])] {
		i--
	}
	return strings.Join(w[i:], " ")
}

var particles = map[string]bool{"von": true, "van": true, "der": true, "de": true, "del": true, "den": true, "di": true, "da": true, "dos": true, "la": true, "le": true, "bin": true, "ibn": true, "al": true, "el": true, "ben": true, "abu": true, "ter": true, "zu": true, "du": true, "san": true}
