package rule

import (
	"slices"
	"strings"

	"demarche/text"
)

// Attempt is a rule tried at a token: fired, or the condition that failed.
type Attempt struct {
	Rule   *Rule
	Phrase string // the head phrase that was there
	Head   int
	Fired  bool
	Failed string // the condition, as written: "need whom: actor"
	Found  string // what stood there instead; empty when nothing did
	far    int
}

// Trace matches as Match does and tells every rule tried with its head at
// token tok (every token when tok is -1): those that fired first, then the
// nearest misses. It is the same run, not a second account of it.
func (s *Set) Trace(d *text.Doc, tok int) ([]Match, []Attempt) {
	var tries []Attempt
	m := matcher{s: s, d: d, trace: &tries}
	for i := range d.Tokens {
		m.at(i)
	}
	kept := m.keep()
	for i := range tries {
		a := &tries[i]
		if a.Fired && !slices.ContainsFunc(kept, func(k Match) bool { return k.Rule == a.Rule && k.Head == a.Head }) {
			a.Fired, a.Failed = false, "another rule is more specific here"
		}
	}
	tries = slices.DeleteFunc(tries, func(a Attempt) bool { return tok >= 0 && a.Head != tok })
	slices.SortStableFunc(tries, func(a, b Attempt) int { return b.far - a.far })
	return kept, tries
}

// fail notes an attempt when the run is traced; far 1000 is a match.
func (m *matcher) fail(h head, at, far int, cond, found string) {
	if m.trace == nil {
		return
	}
	if h.Phrase.Head == "*" && far < 1000 {
		far = -1 // tried everywhere: near nothing
	}
	for _, c := range h.rule.Need { // as the analyst wrote it
		if rest, ok := strings.CutPrefix(cond, "need "); ok && strings.HasPrefix(c.Text, rest+":") {
			cond = "need " + c.Text
		}
	}
	*m.trace = append(*m.trace, Attempt{Rule: h.rule, Phrase: h.Text, Head: at, Fired: far == 1000, Failed: cond, Found: found, far: far})
}

// describe names tokens for a trace.
func describe(d *text.Doc, toks []int) string {
	var out []string
	for _, t := range toks {
		if w := "“" + d.Form(t) + "”"; !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return strings.Join(out, ", ")
}
