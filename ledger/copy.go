package ledger

import (
	"hash/fnv"
	"math/bits"
	"strings"

	"demarche/lexicon"
)

// A reprint is told by its words. Fingerprint is the similarity hash of
// Charikar (2002) over runs of three words: texts that share most of their runs
// differ in few bits. Where the hash lets two through, Reprint compares the
// runs themselves.

// FewBits is in how many bits the fingerprints of a text and its reprint may
// differ; unrelated texts differ in 32, give or take 4.
const FewBits = 20

// CopyDays is how many days may lie between a text and its reprint.
const CopyDays = 7

// run is how many words make one run.
const run = 3

// Fingerprint is the similarity hash of a text; 0 where it is too short to tell.
func Fingerprint(text string) uint64 {
	var sum [64]int
	n := 0
	for h := range runs(text) {
		n++
		for b := range sum {
			if h>>b&1 == 1 {
				sum[b]++
			} else {
				sum[b]--
			}
		}
	}
	if n < 20 {
		return 0
	}
	var out uint64
	for b, s := range sum {
		if s > 0 {
			out |= 1 << b
		}
	}
	return out
}

// Alike reports whether two fingerprints may be of one text.
func Alike(a, b uint64) bool { return a != 0 && b != 0 && bits.OnesCount64(a^b) <= FewBits }

// Reprint reports whether most of the shorter of two texts stands in the
// longer word for word, and that they are of like length.
func Reprint(a, b string) bool {
	p, q := runs(a), runs(b)
	if len(p) > len(q) {
		p, q = q, p
	}
	if len(p) < 20 || 2*len(p) < len(q) {
		return false
	}
	common := 0
	for h := range p {
		if _, ok := q[h]; ok {
			common++
		}
	}
	return float64(common) >= 0.75*float64(len(p))
}

// runs are the hashes of all runs of words of a text.
func runs(text string) map[uint64]struct{} {
	words := strings.FieldsFunc(lexicon.Fold(text), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r >= 0x80)
	})
	out := make(map[uint64]struct{}, len(words))
	for i := 0; i+run <= len(words); i++ {
		h := fnv.New64a()
		for _, w := range words[i : i+run] {
			_, _ = h.Write([]byte(w)) // a hash takes everything
			_, _ = h.Write([]byte{' '})
		}
		out[mix(h.Sum64())] = struct{}{}
	}
	return out
}

// mix spreads the bits of a hash, since those of FNV are not even on short
// words (the finisher of MurmurHash3).
func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}
