package lexicon

import (
	"unicode"
	"unicode/utf8"

	"demarche/text"
)

// Lexicon is what the reader knows by name. It is read-only after Load and
// safe for use by several goroutines.
type Lexicon struct {
	entries []*Entry
	byKey   map[string]*Entry
	lists   map[string]*List
	names   *trie
	held    map[string][]holder // by key of the state or body
	refs    []ref               // while loading
	states  []state             // what the patterns of state-bodies.tsv are filled with
}

// Find returns every entry that the longest known phrase starting at token i
// names; nil when none does. A phrase never leaves its sentence. A capital of a
// name must be one in the text, so "us" is never the U.S., while "RUSSIA" is
// Russia; accents, apostrophes and hyphens do not matter. The slice is shared:
// do not write into it.
func (l *Lexicon) Find(d *text.Doc, i int) []Match {
	var buf [96]byte
	b := buf[:0]
	node, ok := uint32(0), false
	limit := -1
	var best []Match
	end := 0
	for t := i; t < len(d.Tokens); t++ {
		w := d.Form(t)
		from := len(b)
		b = appendPieces(b, w)
		if len(b) == from { // no letters: a hyphen inside a name, or the end of it
			if t == i || !joiner(w) || d.Tokens[t].Start != d.Tokens[t-1].End {
				break
			}
			continue
		}
		for from < len(b) {
			p := from + 1
			for p < len(b) && b[p] != ' ' {
				p++
			}
			if node, ok = l.names.step(node, b[from+1:p]); !ok {
				break
			}
			from = p
		}
		if !ok {
			break
		}
		if t > i {
			if limit < 0 {
				limit = l.limit(d, i)
			}
			if t >= limit {
				break
			}
		}
		if len(l.names.ends[node]) > 0 {
			if ms := l.names.at(node, b[1:]); ms != nil {
				best, end = ms, t+1
			}
		}
	}
	if best == nil || end == i+1 && shouted(d, i) {
		return nil
	}
	if n := end - i; best[0].Len != n {
		own := make([]Match, len(best))
		for k, m := range best {
			m.Len = n
			own[k] = m
		}
		return own
	}
	return best
}

// limit is the token behind the sentence of token i.
func (l *Lexicon) limit(d *text.Doc, i int) int {
	if s := d.SentenceOf(i); s >= 0 && s < len(d.Sentences) {
		return d.Sentences[s].To
	}
	return len(d.Tokens)
}

// joiner reports whether a token joins the words around it into one.
func joiner(w string) bool {
	switch w {
	case "-", "‐", "‑", "–", "/", "'", "’":
		return true
	}
	return false
}

// shouted reports whether token i is an abbreviation that is also a word
// ("US", "WHO", "IT") in a line all in capitals, where it is rather the word.
func shouted(d *text.Doc, i int) bool {
	switch d.Form(i) {
	case "US", "WHO", "IS", "IT", "AM", "ANC", "PACE", "SPA", "CAR", "ETA", "MIT", "SAC", "QUAD":
	default:
		return false
	}
	if len(d.Sentences) == 0 {
		return false
	}
	s := d.Sentences[d.SentenceOf(i)]
	up, low := 0, 0
	for t := s.From; t < s.To; t++ {
		for _, c := range d.Form(t) {
			if unicode.IsUpper(c) {
				up++
			} else if unicode.IsLower(c) {
				low++
			}
		}
	}
	return up > 4*low && up > 12
}

// Lookup returns every entry that the whole string names; capitals count as in
// Find.
func (l *Lexicon) Lookup(name string) []Match {
	text := spelling(name)
	b := []byte(text)
	node, ok := uint32(0), false
	for len(b) > 0 {
		n := 0
		for n < len(b) && b[n] != ' ' {
			n++
		}
		if node, ok = l.names.step(node, b[:n]); !ok {
			return nil
		}
		b = b[min(n+1, len(b)):]
	}
	if !ok {
		return nil
	}
	return l.names.at(node, []byte(text))
}

// Entry returns the entry of a key, nil when there is none.
func (l *Lexicon) Entry(key string) *Entry { return l.byKey[key] }

// Entries yields every entry in the order of the tables.
func (l *Lexicon) Entries(yield func(*Entry) bool) {
	for _, e := range l.entries {
		if !yield(e) {
			return
		}
	}
}

// put lets a name lead to an entry. German names are found without their dots
// in both ways of writing them ("Schröder", "Schroder", "Schroeder").
func (l *Lexicon) put(name string, e *Entry, as Sense) {
	text := spelling(name)
	if text == "" {
		return
	}
	m := Match{e, as, tokens(name)}
	l.names.put(text, m)
	if ascii(name) {
		return
	}
	if s := umlauts.Replace(name); s != name {
		l.names.put(spelling(s), m)
	}
}

func ascii(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// tokens is the usual number of the reader's tokens in a name.
func tokens(name string) int {
	n, in := 0, false
	for i := 0; i < len(name); i++ {
		switch c := name[i]; c {
		case ' ':
			in = false
		case '-', '/', ',', '+', '(', ')':
			n++
			in = false
		default:
			if !in || c == '\'' && (i+2 == len(name) || i+2 < len(name) && name[i+2] == ' ') && name[i+1] == 's' {
				n++
				in = true
			}
		}
	}
	return n
}
