package train

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"sync"

	"demarche/model"
	"demarche/read/tag"
)

// Options are the settings of a training run.
type Options struct {
	Seed uint64
	// Epochs is the number of rounds over the trees. A parser learns greedily
	// for half of them and with its beam for half, and labels for two thirds.
	Epochs int
	// Members is how many perceptrons, each with an order of sentences of its
	// own, are made one by taking the mean of their weights: what one order
	// happened to learn last weighs less. 0 counts as 1.
	Members int
	Log     func(format string, args ...any)
}

func (o Options) log(format string, args ...any) {
	if o.Log != nil {
		o.Log(format, args...)
	}
}

// committee trains the members side by side and returns their weights in order.
// Each has a seed of its own and shares nothing that is written to, so that
// what comes out does not depend on who is first.
func (o Options) committee(learn func(o Options) []model.Row) [][]model.Row {
	out := make([][]model.Row, max(o.Members, 1))
	var wg sync.WaitGroup
	for k := range out {
		m := o
		m.Seed += uint64(k) * 1000
		m.Log = func(format string, args ...any) {
			o.log("%d of %d: "+format, append([]any{k + 1, len(out)}, args...)...)
		}
		wg.Go(func() { out[k] = learn(m) })
	}
	wg.Wait()
	return out
}

// Tagger learns tags, features and lemmas.
func Tagger(trees []Tree, clusters map[uint32]uint32, o Options) *model.File {
	f := model.NewFile("tag", tag.Features)
	f.PutIndex("clusters", clusters)

	classes := classList(trees)
	f.Lists["classes"] = classes
	number := map[string]int{}
	for i, c := range classes {
		number[c] = i
	}
	gold := make([][]int, len(trees))
	for i, t := range trees {
		for _, g := range t.Tags {
			n, ok := number[g.UPOS+" "+g.XPOS]
			if !ok {
				n = -1
			}
			gold[i] = append(gold[i], n)
		}
	}

	sets := wordClasses(trees, gold)
	f.PutIndex("classes", sets)
	words := &tag.Words{Clusters: model.NewIndex(clusters), Classes: model.NewIndex(sets)}

	members := o.committee(func(o Options) []model.Row { return learnTags(trees, gold, words, classes, o) })
	f.PutTable("tags", dropCells(mean(members), dropUnder))
	learnMorph(f, trees, gold, words, classes, o)
	learnLemmas(f, trees, gold, classes)
	return f
}

// maxClasses keeps class numbers in one byte with room for "none".
const maxClasses = 250

// classList lists the pairs of part of speech and Penn tag met at least three
// times, most frequent first.
func classList(trees []Tree) []string {
	count := map[string]int{}
	for _, t := range trees {
		for _, g := range t.Tags {
			if g.UPOS != "" {
				count[g.UPOS+" "+g.XPOS]++
			}
		}
	}
	list := byCount(count)
	for len(list) > 1 && (len(list) > maxClasses || count[list[len(list)-1]] < 3) {
		list = list[:len(list)-1]
	}
	return list
}

// wordClasses gives each word met three times or more the set of classes that
// make a tenth of its uses, and its most frequent one.
func wordClasses(trees []Tree, gold [][]int) map[uint32]uint32 {
	count := map[uint32]map[int]int{}
	var fold []byte
	for i, t := range trees {
		for j := range t.Tokens {
			if gold[i][j] < 0 {
				continue
			}
			fold = model.AppendFold(fold[:0], t.Form(j))
			id := model.HashBytes(fold)
			if count[id] == nil {
				count[id] = map[int]int{}
			}
			count[id][gold[i][j]]++
		}
	}
	setOf := map[uint32]string{}
	setCount := map[string]int{}
	most := map[uint32]int{}
	for id, c := range count {
		total, best := 0, -1
		for k, n := range c {
			total += n
			if best < 0 || n > c[best] || n == c[best] && k < best {
				best = k
			}
		}
		if total < 3 {
			continue
		}
		var b strings.Builder
		for _, k := range slices.Sorted(maps.Keys(c)) {
			if c[k]*10 >= total {
				b.WriteString(strconv.Itoa(k) + " ")
			}
		}
		setOf[id], most[id] = b.String(), best
		setCount[b.String()]++
	}
	sets := map[string]uint32{}
	for i, s := range byCount(setCount) {
		sets[s] = uint32(i)
	}
	out := map[uint32]uint32{}
	for id, s := range setOf {
		out[id] = sets[s]<<8 | uint32(most[id])
	}
	return out
}

// shuffled returns 0…n-1 in an order that follows seed and epoch.
func shuffled(n int, seed uint64, epoch int) []int {
	return rand.New(rand.NewPCG(seed, uint64(epoch))).Perm(n)
}

// leastTag is how often a feature must be met before it learns, dropUnder the
// averaged weight, in units, below which it is not kept.
const (
	leastTag  = 2
	dropUnder = parts / 8
)

func learnTags(trees []Tree, gold [][]int, words *tag.Words, classes []string, o Options) []model.Row {
	p := newLearner(leastTag)
	upos := tag.Numbers(classes)
	score := make([]int32, len(classes))
	var s tag.Sentence
	for epoch := range o.Epochs {
		wrong, total := 0, 0
		for _, i := range shuffled(len(trees), o.Seed, epoch) {
			t := trees[i]
			s.Load(words, t, t.Sentences[0].Range)
			for j := range t.Tokens {
				g := gold[i][j]
				feats := s.Context(j)
				if epoch == 0 {
					p.meet(feats)
				}
				clear(score)
				p.add(score, feats)
				best := 0
				for c, v := range score {
					if v > score[best] {
						best = c
					}
				}
				if g >= 0 && best != g {
					p.step(feats, g, 1)
					p.step(feats, best, -1)
					wrong++
				}
				total++
				p.time++
				s.Set(j, best, upos[best])
			}
		}
		o.log("tag epoch %d: %.2f %% right, %d features", epoch+1, 100-100*float64(wrong)/float64(max(total, 1)), p.n)
	}
	return p.average(dropUnder)
}

// learnMorph learns the features of each class from gold tags.
func learnMorph(f *model.File, trees []Tree, gold [][]int, words *tag.Words, classes []string, o Options) {
	count := map[string]int{}
	for _, t := range trees {
		for _, g := range t.Tags {
			if !skipFeats(g.Feats) {
				count[g.Feats]++
			}
		}
	}
	list := byCount(count)
	list = list[:min(len(list), maxClasses)]
	number := map[string]int{}
	for i, s := range list {
		number[s] = i
	}
	of := make([]map[int]int, len(classes))
	for i, t := range trees {
		for j, g := range t.Tags {
			n, ok := number[g.Feats]
			if c := gold[i][j]; ok && c >= 0 {
				if of[c] == nil {
					of[c] = map[int]int{}
				}
				of[c][n]++
			}
		}
	}
	var section []byte
	choice := make([][]int, len(classes))
	for c := range classes {
		keys := slices.SortedFunc(maps.Keys(of[c]), func(a, b int) int {
			if of[c][a] != of[c][b] {
				return of[c][b] - of[c][a]
			}
			return a - b
		})
		for len(keys) > 1 && of[c][keys[len(keys)-1]] < 2 {
			keys = keys[:len(keys)-1]
		}
		choice[c] = keys
		section = append(section, byte(len(keys)))
		for _, k := range keys {
			section = append(section, byte(k))
		}
	}
	f.Lists["feats"] = list
	f.Put("morph.of", section)

	p := newLearner(leastTag)
	upos, nominals := tag.Numbers(classes), tag.Nominals(classes)
	score := make([]int32, len(list))
	var s tag.Sentence
	for epoch := range min(o.Epochs, 5) {
		wrong, total := 0, 0
		for _, i := range shuffled(len(trees), o.Seed+1, epoch) {
			t := trees[i]
			s.Load(words, t, t.Sentences[0].Range)
			for j, c := range gold[i] {
				s.Set(j, max(c, 0), upos[max(c, 0)])
			}
			for j, c := range gold[i] {
				p.time++
				if c < 0 || len(choice[c]) < 2 {
					continue
				}
				g, ok := number[t.Tags[j].Feats]
				if !ok || !slices.Contains(choice[c], g) {
					continue
				}
				feats := s.Shape(j, nominals)
				if epoch == 0 {
					p.meet(feats)
				}
				clear(score)
				p.add(score, feats)
				best := choice[c][0]
				for _, k := range choice[c][1:] {
					if score[k] > score[best] {
						best = k
					}
				}
				if best != g {
					p.step(feats, g, 1)
					p.step(feats, best, -1)
					wrong++
				}
				total++
			}
		}
		o.log("morphology epoch %d: %.2f %% right, %d features", epoch+1, 100-100*float64(wrong)/float64(max(total, 1)), p.n)
	}
	f.PutTable("morph", p.average(dropUnder))
}

// skipFeats leaves out what only the treebank's editors can know.
func skipFeats(f string) bool { return strings.Contains(f, "Typo=") }
