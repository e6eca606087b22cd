package ledger

import (
	"slices"
	"strings"

	"demarche/lexicon"
)

// bag is the telling words of a piece of text, as stems, sorted, each once;
// numbers stand among them as they are.
type bag []string

// idle are words that say little about what a text is about.
var idle = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`a an the and or but nor if of in on at to from by for with without about as into over under after before
		between among through during against toward towards upon is are was were be been being am has have had having do does did done
		will would shall should can could may might must ought not no it its he his him she her they their them we our us i my me you your
		this that these those there here who whom whose which what when where why how than then so such very more most less least much many
		some any all both each every other another own same also too only just even still yet already again ever never said say says saying
		told tell tells mr mrs ms dr one s t re ve ll d up out off down now`) {
		m[w] = true
	}
	return m
}()

// days are words that say when: dates are compared as dates. May is among the
// idle words.
var days = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`monday tuesday wednesday thursday friday saturday sunday january february march april june july august
		september october november december jan feb mar apr jun jul aug sept oct nov dec today yesterday tomorrow tonight week month year
		day night morning evening afternoon ago last next earlier later`) {
		m[w] = true
	}
	return m
}()

// telling gives the words of a text that tell what it is about.
func telling(s string) bag {
	fields := strings.FieldsFunc(lexicon.Fold(s), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r >= 0x80 || r == '.' || r == '\'')
	})
	var out bag
	for i, w := range fields {
		w = strings.Trim(w, ".'")
		w = strings.TrimSuffix(w, "'s")
		w = strings.ReplaceAll(w, ".", "")
		if w == "" || idle[w] || days[w] {
			continue
		}
		if len(w) <= 2 && w[0] >= '0' && w[0] <= '9' && (i > 0 && days[fields[i-1]] || i+1 < len(fields) && days[fields[i+1]]) {
			continue // of a date
		}
		out = append(out, stem(w))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// stem cuts the endings of English inflection, enough to compare two reports
// of one thing: it need not be a word.
func stem(w string) string {
	for _, e := range [...]struct{ from, to string }{
		{"ies", "y"}, {"ied", "y"}, {"sses", "ss"}, {"ations", "at"}, {"ation", "at"}, {"ions", ""}, {"ion", ""}, {"ments", ""}, {"ment", ""},
		{"ings", ""}, {"ing", ""}, {"ers", ""}, {"er", ""}, {"ed", ""}, {"es", ""}, {"ly", ""}, {"s", ""}, {"e", ""},
	} {
		if root, ok := strings.CutSuffix(w, e.from); ok && len(root) >= 3 && !(e.from == "s" && strings.HasSuffix(root, "s")) {
			w = root + e.to
			break
		}
	}
	if n := len(w); n > 3 && w[n-1] == w[n-2] && w[n-1] != 'l' && w[n-1] != 's' {
		w = w[:n-1] // stopped, planning
	}
	return w
}

// common counts the stems that both have.
func (b bag) common(o bag) int {
	n := 0
	for i, j := 0, 0; i < len(b) && j < len(o); {
		switch {
		case b[i] < o[j]:
			i++
		case b[i] > o[j]:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}

// part is the share of the shorter one's stems that the other has too, 0 where
// one has none.
func (b bag) part(o bag) float64 {
	n := min(len(b), len(o))
	if n == 0 {
		return 0
	}
	return float64(b.common(o)) / float64(n)
}

// whole is the share of all stems that both have.
func (b bag) whole(o bag) float64 {
	c := b.common(o)
	if all := len(b) + len(o) - c; all > 0 {
		return float64(c) / float64(all)
	}
	return 0
}

// without is the bag less the stems of the other.
func (b bag) without(o bag) bag {
	var out bag
	for _, w := range b {
		if _, in := slices.BinarySearch(o, w); !in {
			out = append(out, w)
		}
	}
	return out
}

// numbers are the stems that hold a digit.
func (b bag) numbers() bag {
	var out bag
	for _, w := range b {
		if strings.ContainsAny(w, "0123456789") {
			out = append(out, w)
		}
	}
	return out
}

// longest gives the n longest stems, equals in their order: the longer a word,
// the rarer.
func (b bag) longest(n int) bag {
	out := slices.Clone(b)
	slices.SortStableFunc(out, func(x, y string) int { return len(y) - len(x) })
	return out[:min(n, len(out))]
}
