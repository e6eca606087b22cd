package ledger

import (
	"fmt"
	"strings"

	"demarche"
)

// Evidence says what is wrong with the words of a row: whether its spans are
// its words in the text of its article. It says nothing where all is well. No
// row without words is the first law, and it is looked after at every border:
// where a record is checked, and where one is brought in.
func Evidence(r *demarche.Row, text string) string {
	if r.Kind == demarche.TensionRow {
		for _, w := range r.Words {
			if !strings.Contains(text, w) {
				return fmt.Sprintf("%q does not stand in the text", w)
			}
		}
		return ""
	}
	spans := r.Evidence()
	if len(spans) != len(r.Words) {
		return fmt.Sprintf("it has %d spans and the words of %d", len(spans), len(r.Words))
	}
	for i, s := range spans {
		if s.Start < 0 || s.End < s.Start || s.End > len(text) {
			return fmt.Sprintf("its evidence [%d,%d) lies outside the text", s.Start, s.End)
		}
		if s.In(text) != r.Words[i] {
			return fmt.Sprintf("its evidence says %q, and it says %q", s.In(text), r.Words[i])
		}
	}
	return ""
}
