package sqlite

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"unicode"

	"demarche"
)

// matches are the rows or articles that have some words. Where they are many,
// not all are listed: candidates are then tried, many at once.
type matches struct {
	table string
	query string  // of any kind: what is tried is of the right one
	ids   []int64 // in order, all from the first on
	whole bool    // and there is none before
}

// listed is how many matches are listed where so many entries are asked for.
// Words that have more are common: the first few entries are found soon by
// trying one after the other, sooner where there are other conditions too.
func (r *reader) listed(limit int, others bool) int {
	switch {
	case limit <= 0:
		return manyMatches
	case others:
		return min(manyMatches, 100+10*limit)
	}
	return min(manyMatches, 100+int(math.Sqrt(float64(limit)*float64(r.last))))
}

// manyMatches is how many are listed at most.
const manyMatches = 20_000

// match looks for words in an index of words, from a limit downwards, beyond
// which nothing is meant. Rows may be of some kinds only.
func (r *reader) match(table, words string, kinds []demarche.RowKind, most int, limit int64) (*matches, error) {
	m := &matches{table: table, query: ftsQuery(words)}
	k := matchKey{table, words, ofKinds(kinds), most, limit}
	if had := r.matched[k]; had != nil {
		return had, nil
	}
	if m.query == "" {
		return nil, &demarche.Error{Code: demarche.Invalid, What: "there is no word in " + strings.TrimSpace(words), Repair: `write words, "a phrase in quotation marks", or the beginning of a word and a star: sanction*`}
	}
	if table == "row_words" && namesKind(words) {
		m.query = "words : (" + m.query + ")"
	}
	var err error
	m.ids, err = r.ints(`SELECT rowid FROM `+table+` WHERE `+table+` MATCH ? AND rowid <= ? ORDER BY rowid DESC LIMIT ?`, "("+m.query+")"+ofKinds(kinds), limit, most+1)
	m.whole = len(m.ids) <= most
	slices.Sort(m.ids)
	if r.tx == nil && err == nil {
		if r.matched == nil || len(r.matched) > mostMatches {
			r.matched = map[matchKey]*matches{}
		}
		r.matched[k] = m
	}
	return m, err
}

// matchKey is what was looked for. The parts of an answer often look for the
// same words.
type matchKey struct {
	table, words, kinds string
	most                int
	limit               int64
}

// mostMatches is for how many words a reader remembers what it found.
const mostMatches = 50

// none reports whether nothing can be found.
// namesKind reports whether one of the words may stand for the kind of a row. To
// look into the column of words only costs FTS5 the places of each.
func namesKind(words string) bool {
	return slices.ContainsFunc(tokens(strings.ToLower(words)), func(w string) bool {
		return slices.ContainsFunc(demarche.RowKinds, func(k demarche.RowKind) bool { return strings.HasPrefix(string(k), w) })
	})
}

// ofKinds is a condition on the kind of a row. It lets through what has the name
// of the kind among its words, which is little and is tried. A tension is found by
// a row of one of its sides.
func ofKinds(kinds []demarche.RowKind) string {
	if len(kinds) == 0 || slices.Contains(kinds, demarche.TensionRow) {
		return ""
	}
	return " AND (" + strings.Join(names(kinds), " OR ") + ")"
}

func (m *matches) none() bool { return m.whole && len(m.ids) == 0 }

func (m *matches) json() string {
	b, err := json.Marshal(m.ids)
	if err != nil {
		return "[]" // numbers always can
	}
	return string(b)
}

// sieve lets through the candidates whose words match. It gathers them and
// asks for stretches of neighbours: what is reported together was recorded
// together, so a few short stretches hold most of them. A found without id ends
// it.
func (m *matches) sieve(r *reader, next func(found) (bool, error)) func(found) (bool, error) {
	var wait []found
	size := 64
	return func(f found) (bool, error) {
		if f.id != 0 {
			wait = append(wait, f)
			if len(wait) < size {
				return true, nil
			}
			size = min(2*size, 4096)
		}
		hit, err := m.of(r, wait)
		if err != nil {
			return false, err
		}
		for _, f := range wait {
			if hit[f.best] {
				if ok, err := next(f); err != nil || !ok {
					return ok, err
				}
			}
		}
		wait = wait[:0]
		return true, nil
	}
}

// gap is how far two candidates may stand apart to be asked for together.
const gap = 2000

func (m *matches) of(r *reader, wait []found) (map[int64]bool, error) {
	ids := make([]int64, 0, len(wait))
	hit := map[int64]bool{}
	for _, f := range wait {
		if m.whole || f.best >= m.ids[0] {
			_, hit[f.best] = slices.BinarySearch(m.ids, f.best)
			continue
		}
		ids = append(ids, f.best)
	}
	slices.Sort(ids)
	for len(ids) > 0 {
		n := 1
		for n < len(ids) && ids[n]-ids[n-1] <= gap {
			n++
		}
		found, err := r.ints(`SELECT rowid FROM `+m.table+` WHERE `+m.table+` MATCH ? AND rowid BETWEEN ? AND ?`, m.query, ids[0], ids[n-1])
		if err != nil {
			return nil, err
		}
		for _, id := range found {
			hit[id] = true
		}
		ids = ids[n:]
	}
	return hit, nil
}

// ftsQuery turns what a person typed into the language of FTS5: all words,
// "phrases", and beginnings with a star. Nothing in it is an operator.
func ftsQuery(words string) string {
	var out []string
	for i, part := range strings.Split(words, `"`) {
		if i%2 == 1 {
			if tokens := tokens(part); len(tokens) > 0 {
				out = append(out, `"`+strings.Join(tokens, " ")+`"`)
			}
			continue
		}
		for _, w := range strings.Fields(part) {
			tokens := tokens(w)
			if len(tokens) == 0 {
				continue
			}
			q := `"` + strings.Join(tokens, " ") + `"`
			if strings.HasSuffix(w, "*") {
				q += "*"
			}
			out = append(out, q)
		}
	}
	return strings.Join(out, " ")
}

// tokens are the words of a text as the index cuts them.
func tokens(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) })
}
