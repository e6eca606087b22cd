package name

import (
	"fmt"

	"demarche/lexicon"
	"demarche/model"
	"demarche/text"
)

// Labels are the classes of the tagger in the order of their numbers: outside,
// and the beginning and inside of a name of each type.
var Labels = []string{"O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG", "B-MISC", "I-MISC"}

const labels = 9

// Model is a trained tagger of names: an averaged structured perceptron over
// the features of Extractor, decoded by Viterbi's algorithm (Collins 2002).
type Model struct {
	table    *model.Table
	clusters *model.Index
	trans    [labels + 1][labels]int32 // from label (or the start) to label
}

// Load takes the weights out of a weight file.
func Load(f *model.File) (*Model, error) {
	if err := f.Expect("name", FeatureVersion); err != nil {
		return nil, err
	}
	m := new(Model)
	var err error
	if m.table, err = f.Table("features"); err != nil {
		return nil, err
	}
	if m.clusters, err = f.Index("clusters"); err != nil {
		return nil, err
	}
	if got := f.Lists["labels"]; fmt.Sprint(got) != fmt.Sprint(Labels) {
		return nil, fmt.Errorf("weights %q have labels %v, this program has %v", f.Name, got, Labels)
	}
	for p := range m.trans {
		m.table.Add(m.trans[p][:], []uint32{Transition(p)})
	}
	return m, nil
}

// Open loads the embedded weights.
func Open() (*Model, error) {
	f, err := model.Open("name")
	if err != nil {
		return nil, err
	}
	return Load(f)
}

// Transition is the feature "the label before is p"; len(Labels) is the start
// of a sentence.
func Transition(p int) uint32 { return model.Hash1(60, uint32(p)) }

// Label returns the best label of every token, sentence by sentence.
func (m *Model) Label(d *text.Doc, lex *lexicon.Lexicon) []uint8 {
	scores := make([][labels]int32, len(d.Tokens))
	x := Extractor{Clusters: m.clusters, Lex: lex}
	x.Features(d, func(i int, f []uint32) { m.table.Add(scores[i][:], f) })
	out := make([]uint8, len(d.Tokens))
	for _, s := range d.Sentences {
		Decode(scores[s.From:s.To], &m.trans, out[s.From:s.To])
	}
	return out
}

// Allowed reports whether label b may follow label a, len(Labels) being the
// start of a sentence: an inside label only continues its own type.
func Allowed(a, b int) bool {
	if b == 0 || b%2 == 1 {
		return true
	}
	return a == b || a == b-1
}

// Decode fills best with the labels of the highest sum of scores and
// transitions. Of equal ones the lower label wins.
func Decode(scores [][labels]int32, trans *[labels + 1][labels]int32, best []uint8) {
	n := len(scores)
	if n == 0 {
		return
	}
	const none = -1 << 30
	var cur, next [labels]int32
	back := make([][labels]uint8, n)
	for l := range cur {
		cur[l] = none
		if Allowed(labels, l) {
			cur[l] = scores[0][l] + trans[labels][l]
		}
	}
	for i := 1; i < n; i++ {
		// Far the most tokens stand between others that cannot be names.
		for l := range next {
			top, from := int32(none), 0
			if l == 0 || l%2 == 1 {
				for p := range cur {
					if s := cur[p] + trans[p][l]; s > top {
						top, from = s, p
					}
				}
			} else {
				top, from = cur[l-1]+trans[l-1][l], l-1
				if s := cur[l] + trans[l][l]; s > top {
					top, from = s, l
				}
			}
			next[l] = max(top, none) + scores[i][l]
			back[i][l] = uint8(from)
		}
		cur = next
	}
	l := 0
	for j := range cur {
		if cur[j] > cur[l] {
			l = j
		}
	}
	for i := n - 1; i >= 0; i-- {
		best[i] = uint8(l)
		l = int(back[i][l])
	}
}

// Tagged is a name that the tagger sees.
type Tagged struct {
	text.Range
	Type Type
}

// Names returns the names of the document as the tagger alone sees them.
func (m *Model) Names(d *text.Doc, lex *lexicon.Lexicon) []Tagged {
	return Spans(d, m.Label(d, lex))
}

// Spans reads names off labels.
func Spans(d *text.Doc, label []uint8) []Tagged {
	var out []Tagged
	for _, s := range d.Sentences {
		for i := s.From; i < s.To; {
			if label[i] == 0 {
				i++
				continue
			}
			j := i + 1
			y := (label[i] + 1) / 2
			for j < s.To && label[j] == 2*y {
				j++
			}
			out = append(out, Tagged{text.Range{From: i, To: j}, Type(y)})
			i = j
		}
	}
	return out
}

// find returns the names as spans of a Find.
func (m *Model) find(d *text.Doc, lex *lexicon.Lexicon) []span {
	var out []span
	for _, t := range m.Names(d, lex) {
		out = append(out, span{Range: t.Range, typ: t.Type})
	}
	return out
}
