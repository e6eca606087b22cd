package lexicon

import "math/bits"

// trie finds names by their pieces. An edge is known by a hash of its node and
// its piece in small letters, so a step costs one look into a table and no
// string is built. What is found in the end is compared letter by letter, so
// two pieces of one hash do no harm.
type trie struct {
	keys  []uint64 // 0 is free
	nodes []uint32
	used  int
	ends  [][]form // by node
}

// form is a way to write a name, with what it names.
type form struct {
	text  string // its pieces, with the capitals it must have
	named []Match
}

func newTrie() *trie {
	const size = 1 << 17
	return &trie{keys: make([]uint64, size), nodes: make([]uint32, size), ends: make([][]form, 1, 1<<16)}
}

// edge is the key of the edge for a piece at a node. It is never 0.
func edge(node uint32, piece []byte) uint64 {
	h := uint64(14695981039346656037) // FNV-1a
	for _, c := range piece {
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		h = (h ^ uint64(c)) * 1099511628211
	}
	h ^= uint64(node) * 0x9E3779B97F4A7C15
	h ^= bits.RotateLeft64(h, 29)
	h *= 0xBF58476D1CE4E5B9
	return h | 1
}

// slot is the place of a key in the table, or the free place where it belongs.
func (t *trie) slot(key uint64) int {
	mask := len(t.keys) - 1
	i := int(key>>20) & mask
	for t.keys[i] != 0 && t.keys[i] != key {
		i = (i + 1) & mask
	}
	return i
}

// step follows an edge; ok is false when there is none.
func (t *trie) step(node uint32, piece []byte) (uint32, bool) {
	i := t.slot(edge(node, piece))
	return t.nodes[i], t.keys[i] != 0
}

// put adds a meaning of a name. A second meaning of the same entry and sense
// counts once.
func (t *trie) put(text string, m Match) {
	node := uint32(0)
	b := []byte(text)
	for len(b) > 0 {
		n := 0
		for n < len(b) && b[n] != ' ' {
			n++
		}
		node = t.grow(node, b[:n])
		b = b[min(n+1, len(b)):]
	}
	forms := t.ends[node]
	for i := range forms {
		if forms[i].text != text {
			continue
		}
		for _, o := range forms[i].named {
			if o.Entry == m.Entry && (o.Sense == m.Sense || o.Sense == Name && m.Sense == Capital) {
				return
			}
		}
		forms[i].named = append(forms[i].named, m)
		return
	}
	t.ends[node] = append(forms, form{text, []Match{m}})
}

func (t *trie) grow(node uint32, piece []byte) uint32 {
	key := edge(node, piece)
	i := t.slot(key)
	if t.keys[i] != 0 {
		return t.nodes[i]
	}
	if t.used++; t.used*2 > len(t.keys) {
		old := *t
		t.keys, t.nodes = make([]uint64, 2*len(old.keys)), make([]uint32, 2*len(old.keys))
		for j, k := range old.keys {
			if k != 0 {
				s := t.slot(k)
				t.keys[s], t.nodes[s] = k, old.nodes[j]
			}
		}
		i = t.slot(key)
	}
	t.keys[i], t.nodes[i] = key, uint32(len(t.ends))
	t.ends = append(t.ends, nil)
	return t.nodes[i]
}

// settle gives each form the meanings of the looser forms of the same name:
// where a text has "NATO", "Nato" is written too.
func (t *trie) settle() {
	for _, forms := range t.ends {
		if len(forms) < 2 {
			continue
		}
		whole := make([][]Match, len(forms))
		for i := range forms {
			whole[i] = forms[i].named
			for j := range forms {
				if j == i || !written(forms[i].text, forms[j].text) {
					continue
				}
				for _, m := range forms[j].named {
					whole[i] = withMatch(whole[i], m)
				}
			}
		}
		for i := range forms {
			forms[i].named = whole[i]
		}
	}
}

// withMatch adds a match unless its entry is there in the same sense; it never
// writes into the slice it is given.
func withMatch(ms []Match, m Match) []Match {
	for _, o := range ms {
		if o.Entry == m.Entry && o.Sense == m.Sense {
			return ms
		}
	}
	return append(ms[:len(ms):len(ms)], m)
}

// written reports whether text may be a way of writing the form: the same
// letters, and a capital wherever the form has one. A small letter of the form
// may be a capital in the text ("The Hague", "RUSSIA").
func written(text, form string) bool {
	if len(text) != len(form) {
		return false
	}
	for i := 0; i < len(form); i++ {
		f, c := form[i], text[i]
		if f != c && !(f >= 'a' && f <= 'z' && c == f-('a'-'A')) {
			return false
		}
	}
	return true
}

// at returns the meanings of a text that ends at a node: those of the form
// with the most capitals that the text keeps to.
func (t *trie) at(node uint32, text []byte) []Match {
	var best *form
	for i := range t.ends[node] {
		f := &t.ends[node][i]
		if writtenBytes(text, f.text) && (best == nil || written(f.text, best.text)) {
			best = f
		}
	}
	if best == nil {
		return nil
	}
	return best.named
}

func writtenBytes(text []byte, form string) bool {
	if len(text) != len(form) {
		return false
	}
	for i := 0; i < len(form); i++ {
		f, c := form[i], text[i]
		if f != c && !(f >= 'a' && f <= 'z' && c == f-('a'-'A')) {
			return false
		}
	}
	return true
}
