package ledger

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"demarche"
)

// Seal closes the chain of decisions over d, whose Seq and Prev are set: it
// gives the hash of everything that d says and of the hash before it.
func Seal(d demarche.Decision) string {
	h := sha256.New()
	for _, f := range []string{d.Prev, fmt.Sprint(d.Seq), d.Recorded.UTC().Format(time.RFC3339Nano), d.By, string(d.Kind),
		d.Target, string(d.Value), d.Reason, string(d.Evidence)} {
		fmt.Fprintf(h, "%d:%s", len(f), f)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Audit goes through all decisions, oldest first, and says where the chain is
// broken: a decision that was changed, taken out, put in or moved.
func Audit(decisions []demarche.Decision) error {
	var before demarche.Decision
	for _, d := range decisions {
		if err := Follows(before, d); err != nil {
			return err
		}
		before = d
	}
	return nil
}

// Follows says what is wrong where a decision does not follow on the one
// before it, which is the zero one for the first.
func Follows(before, d demarche.Decision) error {
	switch {
	case d.Seq != before.Seq+1:
		return demarche.Errorf(demarche.Invalid, fmt.Sprintf("decision %d", before.Seq+1), "it is missing; the next one there is %d", d.Seq)
	case d.Prev != before.Hash:
		return demarche.Errorf(demarche.Invalid, fmt.Sprintf("decision %d", d.Seq), "it does not follow on the one before: that was changed, or this was moved")
	case d.Hash != Seal(d):
		return demarche.Errorf(demarche.Invalid, fmt.Sprintf("decision %d", d.Seq), "its content is not what was decided on %s", d.Recorded.Format(time.DateOnly))
	}
	return nil
}
