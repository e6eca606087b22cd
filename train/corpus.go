package train

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"demarche/model"
	"demarche/text"
)

// Tree is a sentence of a treebank as a Doc of its own.
type Tree = *text.Doc

// Split makes a Doc of every sentence.
func Split(docs []*text.Doc) []Tree {
	var out []Tree
	for _, d := range docs {
		for _, s := range d.Sentences {
			out = append(out, cut(d, s.Range, nil))
		}
	}
	return out
}

// cut makes a Doc of a sentence, with its words changed by respell if given.
func cut(d *text.Doc, r text.Range, respell func(i int, form string) string) Tree {
	var b strings.Builder
	t := &text.Doc{}
	for i := r.From; i < r.To; i++ {
		form := d.Form(i)
		if respell != nil {
			form = respell(i-r.From, form)
		}
		if i > r.From && d.Tokens[i].Start > d.Tokens[i-1].End {
			b.WriteByte(' ')
		}
		tok := d.Tokens[i]
		tok.Start = b.Len()
		b.WriteString(form)
		tok.End = b.Len()
		t.Tokens = append(t.Tokens, tok)
		t.Tags = append(t.Tags, d.Tags[i])
		a := d.Arcs[i]
		if a.Head >= 0 {
			a.Head -= r.From
		}
		t.Arcs = append(t.Arcs, a)
	}
	t.Text = b.String()
	t.Sentences = []text.Sentence{{Range: text.Range{From: 0, To: r.Len()}}}
	t.Paragraphs = []text.Paragraph{{Range: t.Sentences[0].Range, Sentences: text.Range{From: 0, To: 1}}}
	return t
}

// Variants adds copies that the treebanks have too few of and the news has
// many of: sentences without their final mark, and headings, with a capital for
// every word or for every letter, and statements that somebody made. Copies
// follow their sentence; which sentences are copied follows the seed.
func Variants(trees []Tree, seed uint64) []Tree {
	rng := rand.New(rand.NewPCG(seed, 7))
	var out []Tree
	for _, t := range trees {
		out = append(out, t)
		all := t.Sentences[0].Range
		n := all.To
		if n < 4 {
			continue
		}
		body := all
		if t.Tags[n-1].UPOS == "PUNCT" && !headed(t, n-1) {
			body.To--
		}
		if rng.IntN(100) < 20 {
			if r := reported(t, rng); r != nil {
				out = append(out, r)
			}
		}
		switch k := rng.IntN(100); {
		case k < 8 && body.To < n:
			out = append(out, cut(t, body, nil))
		case k < 14:
			out = append(out, cut(t, body, func(i int, form string) string {
				switch t.Tags[i].UPOS {
				case "ADP", "DET", "CCONJ", "PART":
					if i > 0 && len(form) < 5 {
						return form
					}
				}
				return title(form)
			}))
		case k < 17:
			out = append(out, cut(t, body, func(_ int, form string) string { return strings.ToUpper(form) }))
		}
	}
	return out
}

func title(s string) string {
	r := []rune(s)
	r[0] = unicode.ToUpper(r[0])
	return string(r)
}

// headed reports whether a word has word i for its head.
func headed(t Tree, i int) bool {
	return slices.ContainsFunc(t.Arcs, func(a text.Arc) bool { return a.Head == i })
}

// ReadClusters reads word clusters: fine cluster, coarse cluster and word
// between tabs, most frequent words first.
func ReadClusters(r io.Reader) (map[uint32]uint32, error) {
	out := map[uint32]uint32{}
	sc := bufio.NewScanner(r)
	var fold []byte
	for n := 1; sc.Scan(); n++ {
		col := strings.Split(sc.Text(), "\t")
		if len(col) != 3 {
			return nil, fmt.Errorf("clusters line %d: want 3 columns", n)
		}
		fine, err1 := strconv.Atoi(col[0])
		coarse, err2 := strconv.Atoi(col[1])
		if err1 != nil || err2 != nil || fine < 0 || coarse < 0 || coarse > 254 {
			return nil, fmt.Errorf("clusters line %d: numbers %q %q", n, col[0], col[1])
		}
		fold = model.AppendFold(fold[:0], col[2])
		key := model.HashBytes(fold)
		if _, ok := out[key]; !ok {
			out[key] = uint32(fine)<<8 | uint32(coarse)
		}
	}
	return out, sc.Err()
}

// byCount returns the keys of a count, most frequent first, equals in order.
func byCount(count map[string]int) []string {
	return slices.SortedFunc(maps.Keys(count), func(a, b string) int {
		if count[a] != count[b] {
			return count[b] - count[a]
		}
		return strings.Compare(a, b)
	})
}
