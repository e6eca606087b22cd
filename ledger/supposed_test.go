package ledger

import (
	"strings"
	"testing"

	"demarche"
)

// What stands behind "if" is claimed by nobody, and no denial contradicts it.
func TestSupposed(t *testing.T) {
	for text, want := range map[string]bool{
		"It would end if |Russia invaded|.":          true,
		"|If Russia invades|, it ends.":              true,
		"Officials fear that |Russia will invade|.":  false,
		"Nobody knows the gif |Russia invaded| with": false,
	} {
		from, to := strings.Index(text, "|"), strings.LastIndex(text, "|")-1
		plain := strings.ReplaceAll(text, "|", "")
		if got := supposed(plain, []demarche.Span{{Start: from, End: to}}); got != want {
			t.Errorf("%s: %t", text, got)
		}
	}
	claim := report(t, "a 2022-02-08 attack possible Russia>Ukraine - -", "Russia may attack Ukraine")
	denial := report(t, "b 2022-02-08 attack negated Russia>Ukraine/Russia - -", "no attack on Ukraine is planned")
	_, want := disagree(nil, newItem(&claim, nil), newItem(&denial, nil))
	claim.Row.Supposed = true
	if _, got := disagree(nil, newItem(&claim, nil), newItem(&denial, nil)); got || !want {
		t.Errorf("a claim and its denial: %t; a condition and a denial: %t", want, got)
	}
}
