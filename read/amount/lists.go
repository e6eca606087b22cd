package amount

import (
	"io/fs"
	"strings"

	"demarche"
	"demarche/lexicon"
)

// lists are the words around numbers.
type lists struct {
	before   []phrase // words before a number, longest first
	after    []phrase
	currency map[string]string // words in lower case, joined by a space -> ISO 4217
	signs    []sign            // with a currency sign in them, as printed, longest first
	measure  map[string]string
	label    map[string]bool
	person   map[string]bool
}

type phrase struct {
	words []string
	bound demarche.Bound
}

type sign struct{ text, code string }

func loadLists(fsys fs.FS) (*lists, error) {
	l := &lists{currency: map[string]string{}, measure: map[string]string{}, label: map[string]bool{}, person: map[string]bool{}}
	bound := func(to *[]phrase) func(words, val string) string {
		return func(words, val string) string {
			switch b := demarche.Bound(val); b {
			case demarche.About, demarche.Over, demarche.Under, demarche.Exact:
				*to = append(*to, phrase{strings.Fields(strings.ToLower(words)), b})
				return ""
			}
			return "write about, over, under or exact after the TAB"
		}
	}
	steps := []struct {
		name string
		line func(words, val string) string
	}{
		{"amount-bounds", bound(&l.before)},
		{"amount-bounds-after", bound(&l.after)},
		{"amount-currencies", func(words, val string) string {
			if len(val) != 3 || strings.ToUpper(val) != val {
				return "write the ISO 4217 code after the TAB, like USD"
			}
			if strings.ContainsAny(words, "$€£¥₽₴₹₺₪₩") {
				l.signs = append(l.signs, sign{words, val})
			} else {
				l.currency[strings.ReplaceAll(strings.ToLower(words), ".", "")] = val
			}
			return ""
		}},
		{"amount-measures", func(words, val string) string {
			if val == "" {
				return "write the unit after the TAB"
			}
			l.measure[strings.ToLower(words)] = val
			return ""
		}},
		{"amount-persons", func(words, _ string) string { l.person[strings.ToLower(words)] = true; return "" }},
		{"number-labels", func(words, _ string) string { l.label[strings.ToLower(words)] = true; return "" }},
	}
	for _, s := range steps {
		if err := lexicon.EachLine(fsys, s.name, s.line); err != nil {
			return nil, err
		}
	}
	longestFirst(l.before)
	longestFirst(l.after)
	return l, nil
}

func longestFirst(p []phrase) {
	for i := 1; i < len(p); i++ {
		for j := i; j > 0 && len(p[j].words) > len(p[j-1].words); j-- {
			p[j], p[j-1] = p[j-1], p[j]
		}
	}
}
