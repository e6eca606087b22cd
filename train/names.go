package train

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"

	"demarche/lexicon"
	"demarche/model"
	"demarche/read/name"
	"demarche/text"
)

// NamesOptions says what the tagger of names is trained on and how.
type NamesOptions struct {
	Shared string           // folder with corpora/
	Lex    *lexicon.Lexicon // its entries are features; may be nil
	Epochs int              // 0 means 8
	Seed   uint64           // order of the sentences
	Min    int              // a feature seen less often is dropped; 0 means 3
	Log    io.Writer        // progress; may be nil
}

// Names trains the tagger of names on the corpora below Shared: GMB-VOA, re3d
// (without US_State_Department) and CrossNER politics, their train parts. The
// same options give the same weights.
func Names(o NamesOptions) (*model.File, error) {
	if o.Epochs == 0 {
		o.Epochs = 8
	}
	if o.Min == 0 {
		o.Min = 3
	}
	docs, err := NameCorpora(o.Shared)
	if err != nil {
		return nil, err
	}
	cf, err := os.ReadFile(filepath.Join(o.Shared, "corpora", "word-clusters", "c400-c60.tsv"))
	if err != nil {
		return nil, err
	}
	clusters, err := ReadClusters(bytes.NewReader(cf))
	if err != nil {
		return nil, err
	}
	return FitNames(docs, clusters, o)
}

// LabelledDoc is a document with a label of name.Labels for every token.
type LabelledDoc struct {
	Doc    *text.Doc
	Labels []uint8
}

// FitNames trains on given documents.
func FitNames(docs []LabelledDoc, clusters map[uint32]uint32, o NamesOptions) (*model.File, error) {
	x := name.Extractor{Clusters: model.NewIndex(clusters), Lex: o.Lex}
	count := map[uint32]int32{}
	for _, d := range docs {
		x.Features(d.Doc, func(_ int, f []uint32) {
			for _, h := range f {
				count[h]++
			}
		})
	}
	rows := map[uint32]int32{}
	keys := make([]uint32, 0, len(count))
	for h, n := range count {
		if int(n) >= o.Min {
			keys = append(keys, h)
		}
	}
	slices.Sort(keys)
	for i, h := range keys {
		rows[h] = int32(i)
	}
	count = nil
	p := newNamePerceptron(len(keys))
	type sentence struct {
		feats [][]int32
		gold  []uint8
	}
	var all []sentence
	for _, d := range docs {
		per := make([][]int32, len(d.Doc.Tokens))
		x.Features(d.Doc, func(i int, f []uint32) {
			for _, h := range f {
				if r, ok := rows[h]; ok {
					per[i] = append(per[i], r)
				}
			}
		})
		for _, s := range d.Doc.Sentences {
			if s.Len() > 0 {
				all = append(all, sentence{per[s.From:s.To], d.Labels[s.From:s.To]})
			}
		}
	}
	rows = nil
	rng := rand.New(rand.NewPCG(o.Seed, 7))
	scores := make([][len9]int32, 0, 256)
	best := make([]uint8, 0, 256)
	for ep := range o.Epochs {
		rng.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		wrong, total := 0, 0
		for _, s := range all {
			n := len(s.gold)
			scores, best = slices.Grow(scores[:0], n)[:n], slices.Grow(best[:0], n)[:n]
			for i := range s.feats {
				scores[i] = [len9]int32{}
				for _, r := range s.feats[i] {
					w := &p.w[r]
					for l := range w {
						scores[i][l] += w[l]
					}
				}
			}
			name.Decode(scores, &p.trans, best)
			total += n
			p.step++
			for i := range s.gold {
				g, b := s.gold[i], best[i]
				gp, bp := len9, len9
				if i > 0 {
					gp, bp = int(s.gold[i-1]), int(best[i-1])
				}
				if g != b {
					wrong++
					for _, r := range s.feats[i] {
						p.add(r, g, 1)
						p.add(r, b, -1)
					}
				}
				if g != b || gp != bp {
					p.addTrans(gp, g, 1)
					p.addTrans(bp, b, -1)
				}
			}
		}
		if o.Log != nil {
			fmt.Fprintf(o.Log, "epoch %d: %d of %d tokens wrong\n", ep+1, wrong, total)
		}
	}
	return p.file(keys, clusters), nil
}

const len9 = 9

// namePerceptron holds the weights with what averaging needs.
type namePerceptron struct {
	w      [][len9]int32
	trans  [len9 + 1][len9]int32
	transU [len9 + 1][len9]int64
	uu     [][len9]int64 // sums of changes times their step
	step   int64
}

func newNamePerceptron(rows int) *namePerceptron {
	return &namePerceptron{w: make([][len9]int32, rows), uu: make([][len9]int64, rows)}
}

func (p *namePerceptron) add(r int32, l uint8, by int32) {
	p.w[r][l] += by
	p.uu[r][l] += p.step * int64(by)
}

func (p *namePerceptron) addTrans(from int, l uint8, by int32) {
	p.trans[from][l] += by
	p.transU[from][l] += p.step * int64(by)
}

// unit is how many parts a step of the perceptron has in the averaged weights.
const unit = 64

// file averages and packs the weights; what rounds to less than a third of a step is left out.
func (p *namePerceptron) file(keys []uint32, clusters map[uint32]uint32) *model.File {
	avg := func(w int32, u int64) int32 {
		a := (int64(w)*p.step - u) * unit
		return int32(a / max(p.step, 1))
	}
	var rows []model.Row
	for r := range p.w {
		row := model.Row{Key: keys[r]}
		for l := range p.w[r] {
			if a := avg(p.w[r][l], p.uu[r][l]); a > unit/3 || a < -unit/3 {
				row.Cells = append(row.Cells, model.Cell{Class: uint8(l), W: a})
			}
		}
		if len(row.Cells) > 0 {
			rows = append(rows, row)
		}
	}
	for from := range p.trans {
		row := model.Row{Key: name.Transition(from)}
		for l := range p.trans[from] {
			if a := avg(p.trans[from][l], p.transU[from][l]); a != 0 {
				row.Cells = append(row.Cells, model.Cell{Class: uint8(l), W: a})
			}
		}
		rows = append(rows, row)
	}
	slices.SortFunc(rows, func(a, b model.Row) int { return int(int64(a.Key) - int64(b.Key)) })
	rows = slices.CompactFunc(rows, func(a, b model.Row) bool { return a.Key == b.Key })
	f := model.NewFile("name", name.FeatureVersion)
	f.Lists["labels"] = name.Labels
	f.PutTable("features", rows)
	f.PutIndex("clusters", clusters)
	return f
}
