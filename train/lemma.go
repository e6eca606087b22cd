package train

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"demarche/model"
	"demarche/read/tag"
)

// lemmaWord is a folded word with its class.
type lemmaWord struct {
	class int
	word  string
}

// learnLemmas lists the edits of suffixes, shortest first, where they differ
// from what is listed for a shorter one, then the words that come out wrong.
func learnLemmas(f *model.File, trees []Tree, gold [][]int, classes []string) {
	words := map[lemmaWord]map[string]int{}
	var fold []byte
	for i, t := range trees {
		for j, g := range t.Tags {
			c := gold[i][j]
			if c < 0 || g.Lemma == "" || strings.Contains(g.Feats, "Typo=") {
				continue
			}
			form := t.Form(j)
			fold = model.AppendFold(fold[:0], form)
			if tag.Digits(fold) {
				continue
			}
			k := lemmaWord{c, string(fold)}
			if words[k] == nil {
				words[k] = map[string]int{}
			}
			words[k][tag.Edit(form, g.Lemma)]++
		}
	}
	// One vote a word, so that "was" does not decide for all verbs.
	best := map[lemmaWord]string{}
	votes := map[uint32]map[string]int{}
	lens := map[uint32]int{}
	for k, e := range words {
		best[k] = byCount(e)[0]
		for n := 0; n <= tag.MaxLemmaSuffix && n <= utf8.RuneCountInString(k.word); n++ {
			key := tag.LemmaSuffix(uint32(k.class), []byte(lastRunes(k.word, n)), n)
			if votes[key] == nil {
				votes[key] = map[string]int{}
			}
			votes[key][best[k]]++
			lens[key] = n
		}
	}
	winner := map[uint32]string{}
	for key, v := range votes {
		w := byCount(v)[0]
		if total := sum(v); lens[key] == 0 || total >= 2 && v[w]*10 >= total*6 {
			winner[key] = w
		}
	}
	// A suffix is listed when the next shorter listed one says otherwise.
	listed := map[uint32]string{}
	ordered := slices.SortedFunc(maps.Keys(best), func(a, b lemmaWord) int {
		if a.class != b.class {
			return a.class - b.class
		}
		return strings.Compare(a.word, b.word)
	})
	for _, k := range ordered {
		now, any := "", false
		for n := 0; n <= tag.MaxLemmaSuffix && n <= utf8.RuneCountInString(k.word); n++ {
			key := tag.LemmaSuffix(uint32(k.class), []byte(lastRunes(k.word, n)), n)
			if w, ok := winner[key]; ok && (!any || w != now) {
				listed[key], now, any = w, w, true
			}
		}
		if now != best[k] || !any {
			listed[tag.LemmaWord(uint32(k.class), model.HashBytes([]byte(k.word)))] = best[k]
		}
	}
	count := map[string]int{}
	for _, e := range listed {
		count[e]++
	}
	edits := byCount(count)
	number := map[string]uint32{}
	for i, e := range edits {
		number[e] = uint32(i)
	}
	index := map[uint32]uint32{}
	for k, e := range listed {
		index[k] = number[e]
	}
	f.Lists["edits"] = edits
	f.PutIndex("lemma", index)
}

func lastRunes(s string, n int) string {
	i := len(s)
	for ; n > 0; n-- {
		_, w := utf8.DecodeLastRuneInString(s[:i])
		i -= w
	}
	return s[i:]
}

func sum(m map[string]int) int {
	n := 0
	for _, v := range m {
		n += v
	}
	return n
}
