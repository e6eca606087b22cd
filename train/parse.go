package train

import (
	"errors"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"

	"demarche/model"
	"demarche/read/parse"
	"demarche/text"
)

// Parser learns heads and labels. The trees carry the tags that the tagger
// gives them in use (see Jackknife), and the arcs of the treebank.
func Parser(trees []Tree, clusters map[uint32]uint32, o Options) *model.File {
	f := model.NewFile("parse", parse.Features)
	f.PutIndex("clusters", clusters)
	index := model.NewIndex(clusters)
	names := labelList(trees)
	f.Lists["labels"] = names
	moves := o.committee(func(o Options) []model.Row {
		p := learnMoves(trees, index, o)
		learnBeam(p, trees, index, o)
		return p.average(dropMoves)
	})
	labels := o.committee(func(o Options) []model.Row { return learnLabels(trees, index, names, o) })
	f.Numbers["beam"] = useBeam
	f.PutNarrow("moves", dropRows(mean(moves), leastMoves), coarseMoves)
	f.PutTable("labels", dropCells(mean(labels), leastLabels))
	return f
}

// The smallest mean weights kept, in units, and the steps, in units, in which
// those of the moves are stored: what lies below costs space and moves no score
// (EWT dev LAS 82.9 and 22 MB without, 82.8 and 11 MB with).
const (
	leastMoves  = 40
	coarseMoves = 8
	leastLabels = 12
)

// mean is the row-wise mean of tables sorted by key.
func mean(tables [][]model.Row) []model.Row {
	var out []model.Row
	at := make([]int, len(tables))
	sum := map[uint8]int32{}
	for {
		key, some := uint32(0), false
		for i, t := range tables {
			if at[i] < len(t) && (!some || t[at[i]].Key < key) {
				key, some = t[at[i]].Key, true
			}
		}
		if !some {
			return out
		}
		clear(sum)
		for i, t := range tables {
			if at[i] < len(t) && t[at[i]].Key == key {
				for _, c := range t[at[i]].Cells {
					sum[c.Class] += c.W
				}
				at[i]++
			}
		}
		row := model.Row{Key: key}
		n := int64(len(tables))
		for _, c := range slices.Sorted(maps.Keys(sum)) {
			row.Cells = append(row.Cells, model.Cell{Class: c, W: int32(roundDiv(int64(sum[c]), n))})
		}
		out = append(out, row)
	}
}

// dropCells leaves out the cells whose weights are under least, and the rows
// that have none left.
func dropCells(rows []model.Row, least int32) []model.Row {
	var out []model.Row
	for _, r := range rows {
		r.Cells = slices.DeleteFunc(r.Cells, func(c model.Cell) bool { return max(c.W, -c.W) < least })
		if len(r.Cells) > 0 {
			out = append(out, r)
		}
	}
	return out
}

// dropRows leaves out the rows whose weights are all under least. The others
// stay whole: sequences are compared by their sums, and a weight that is
// missing where its counterweight stands moves them.
func dropRows(rows []model.Row, least int32) []model.Row {
	return slices.DeleteFunc(rows, func(r model.Row) bool {
		return !slices.ContainsFunc(r.Cells, func(c model.Cell) bool { return max(c.W, -c.W) >= least })
	})
}

// goldHeads gives the node of the head for every node of a tree: words are
// nodes 1 to n, the root is node n+1.
func goldHeads(t Tree) []int32 {
	g := make([]int32, len(t.Arcs)+2)
	for i, a := range t.Arcs {
		g[i+1] = int32(a.Head + 1)
		if a.Head < 0 {
			g[i+1] = int32(len(t.Arcs) + 1)
		}
	}
	return g
}

// explore is the share of steps, in per cent, at which the parser follows its
// own choice instead of the oracle's from the second round on, so that it
// learns to go on after a mistake.
const explore = 90

func learnMoves(trees []Tree, clusters *model.Index, o Options) *trio {
	p := newTrio(metMoves)
	s := new(parse.Sentence)
	rng := rand.New(rand.NewPCG(o.Seed, 11))
	gold := make([][]int32, len(trees))
	order := make([]int, len(trees))
	for i, t := range trees {
		gold[i], order[i] = goldHeads(t), i
	}
	for ep := range max(o.Epochs/2, 1) {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		wrong, steps := 0, 0
		for _, i := range order {
			t := trees[i]
			s.Load(clusters, t, t.Sentences[0].Range)
			for !s.Done() {
				feats := s.Context()
				if ep == 0 {
					p.meet(feats)
				}
				scores := p.sum(feats)
				guess := s.Best(scores)
				cost := [3]int{-1, -1, -1}
				least := 1 << 30
				for m := range 3 {
					if s.May(m) {
						cost[m] = s.Cost(m, gold[i])
						least = min(least, cost[m])
					}
				}
				right := -1
				for m := range 3 {
					if cost[m] == least && (right < 0 || scores[m] > scores[right]) {
						right = m
					}
				}
				steps++
				if cost[guess] != least {
					wrong++
					p.step(feats, right, 1)
					p.step(feats, guess, -1)
				}
				p.time++
				if cost[guess] != least && (ep == 0 || rng.IntN(100) >= explore) {
					guess = right
				}
				s.Do(guess)
			}
		}
		o.log("moves, round %d: %.2f %% of %d steps wrong", ep+1, 100*float64(wrong)/float64(max(steps, 1)), steps)
	}
	return p
}

// labelList lists the relations met at least five times, most frequent first.
// A rarer one counts as the relation without its subtype.
func labelList(trees []Tree) []string {
	count := map[string]int{}
	for _, t := range trees {
		for _, a := range t.Arcs {
			count[a.Rel]++
		}
	}
	var out []string
	for _, l := range byCount(count) {
		if (count[l] >= 5 || l == "root") && len(out) < maxClasses {
			out = append(out, l)
		}
	}
	return out
}

func learnLabels(trees []Tree, clusters *model.Index, names []string, o Options) []model.Row {
	number := map[string]int{}
	for i, n := range names {
		number[n] = i
	}
	label := func(rel string) int {
		if n, ok := number[rel]; ok {
			return n
		}
		base, _, _ := strings.Cut(rel, ":")
		if n, ok := number[base]; ok {
			return n
		}
		return -1
	}
	p := newLearner(2)
	s := new(parse.Sentence)
	rng := rand.New(rand.NewPCG(o.Seed, 13))
	order := make([]int, len(trees))
	gold := make([][]int32, len(trees))
	for i := range order {
		order[i], gold[i] = i, goldHeads(trees[i])
	}
	scores := make([]int32, len(names))
	var top []int32
	for ep := range max(o.Epochs*2/3, 1) {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		wrong, all := 0, 0
		for _, i := range order {
			t := trees[i]
			s.Load(clusters, t, t.Sentences[0].Range)
			s.Arcs(gold[i])
			top = s.Top(top)
			for _, n := range top {
				feats := s.Arc(n)
				if ep == 0 {
					p.meet(feats)
				}
				right := label(t.Arcs[n-1].Rel)
				clear(scores)
				p.add(scores, feats)
				guess := 0
				for l, v := range scores {
					if v > scores[guess] {
						guess = l
					}
				}
				all++
				if right >= 0 && guess != right {
					wrong++
					p.step(feats, right, 1)
					p.step(feats, guess, -1)
				}
				p.time++
				s.SetLabel(n, guess)
			}
		}
		o.log("labels, round %d: %.2f %% of %d arcs wrong", ep+1, 100*float64(wrong)/float64(max(all, 1)), all)
	}
	return p.average(2)
}

// Jackknife gives the trees the tags of taggers that have not seen them, so
// that the parser learns from tags as it will meet them.
func Jackknife(trees []Tree, clusters map[uint32]uint32, folds int, o Options, load func(*model.File) (func(*text.Doc) []text.Tag, error)) error {
	tags := make([][]text.Tag, len(trees))
	errs := make([]error, folds)
	var wg sync.WaitGroup
	for k := range folds {
		wg.Go(func() {
			var rest []Tree
			for i, t := range trees {
				if fold(i, folds) != k {
					rest = append(rest, t)
				}
			}
			tagger, err := load(Tagger(rest, clusters, o))
			if err != nil {
				errs[k] = err
				return
			}
			for i := range trees {
				if fold(i, folds) == k {
					tags[i] = tagger(trees[i])
				}
			}
		})
	}
	wg.Wait()
	if err := errors.Join(errs...); err != nil {
		return err
	}
	for i, t := range trees {
		t.Tags = tags[i]
	}
	return nil
}

// fold is the part that tree i belongs to: neighbours, among them a sentence
// and its copies, mostly share one.
func fold(i, folds int) int { return i / 50 % folds }
