// Package tag gives every token its part of speech, its Penn Treebank tag, its
// morphological features and its lemma, in the terms of Universal Dependencies.
//
// Part of speech and Penn tag are one class, chosen from left to right by an
// averaged perceptron (Collins 2002) over words, suffixes, word clusters and
// the classes chosen before. Features are then chosen, among those that the
// class was seen with, by a second perceptron that sees all tags; lemmas come
// from suffix rules with their exceptions.
package tag

import (
	"fmt"
	"strings"
	"sync"

	"demarche/model"
	"demarche/text"
)

// Model tags. It is safe for use from several goroutines.
type Model struct {
	words  Words
	tags   *model.Table
	upos   []string // by class
	xpos   []string
	number []int // number of the part of speech, by class
	morph  morph
	lemma  lemmas
	pool   sync.Pool
}

// morph chooses features.
type morph struct {
	table    *model.Table
	feats    []string
	of       [][]uint8 // by class, the feature sets it was seen with, most frequent first
	nominals int       // the parts of speech that a verb agrees with, as bits
}

// Load makes the model from its weight file.
func Load(f *model.File) (*Model, error) {
	if err := f.Expect("tag", Features); err != nil {
		return nil, err
	}
	m := new(Model)
	var err error
	if m.words.Clusters, err = f.Index("clusters"); err != nil {
		return nil, err
	}
	if m.words.Classes, err = f.Index("classes"); err != nil {
		return nil, err
	}
	if m.tags, err = f.Table("tags"); err != nil {
		return nil, err
	}
	numbers := Numbers(f.Lists["classes"])
	for i, c := range f.Lists["classes"] {
		u, x, ok := strings.Cut(c, " ")
		if !ok {
			return nil, fmt.Errorf("weights \"tag\": class %q is not a pair", c)
		}
		m.upos, m.xpos, m.number = append(m.upos, u), append(m.xpos, x), append(m.number, numbers[i])
	}
	if len(m.upos) == 0 {
		return nil, fmt.Errorf("weights \"tag\" have no classes")
	}
	if err := m.morph.load(f, len(m.upos)); err != nil {
		return nil, err
	}
	if err := m.lemma.load(f); err != nil {
		return nil, err
	}
	m.morph.nominals = Nominals(f.Lists["classes"])
	m.pool.New = func() any { return &Sentence{score: make([]int32, 256)} }
	return m, nil
}

// Numbers numbers the parts of speech of the classes.
func Numbers(classes []string) []int {
	seen := map[string]int{}
	out := make([]int, len(classes))
	for i, c := range classes {
		u, _, _ := strings.Cut(c, " ")
		n, ok := seen[u]
		if !ok {
			n = len(seen)
			seen[u] = n
		}
		out[i] = n
	}
	return out
}

// Nominals returns, as bits, the numbers of nouns, names and pronouns.
func Nominals(classes []string) int {
	bits := 0
	for i, n := range Numbers(classes) {
		switch u, _, _ := strings.Cut(classes[i], " "); u {
		case "NOUN", "PROPN", "PRON":
			bits |= 1 << n
		}
	}
	return bits
}

func (m *morph) load(f *model.File, classes int) (err error) {
	if m.table, err = f.Table("morph"); err != nil {
		return err
	}
	m.feats = f.Lists["feats"]
	of, err := f.Section("morph.of")
	if err != nil {
		return err
	}
	for range classes {
		if len(of) == 0 || len(of) < 1+int(of[0]) {
			return fmt.Errorf("%w: section morph.of", model.ErrDamaged)
		}
		n := int(of[0])
		for _, id := range of[1 : 1+n] {
			if int(id) >= len(m.feats) {
				return fmt.Errorf("%w: section morph.of", model.ErrDamaged)
			}
		}
		m.of = append(m.of, of[1:1+n])
		of = of[1+n:]
	}
	return nil
}

// Tag returns the tag layer of d, which must have its tokens and sentences.
func (m *Model) Tag(d *text.Doc) []text.Tag {
	s := m.pool.Get().(*Sentence)
	defer m.pool.Put(s)
	out := make([]text.Tag, len(d.Tokens))
	for _, sent := range d.Sentences {
		m.sentence(s, d, sent.Range, out)
	}
	return out
}

func (m *Model) sentence(s *Sentence, d *text.Doc, r text.Range, out []text.Tag) {
	s.Load(&m.words, d, r)
	score := s.score[:len(m.upos)]
	for i := range r.Len() {
		clear(score)
		m.tags.Add(score, s.Context(i))
		best := 0
		for c, v := range score {
			if v > score[best] {
				best = c
			}
		}
		s.Set(i, best, m.number[best])
	}
	for i := range r.Len() {
		class := int(s.words[i+pad].tag) - 1
		t := &out[r.From+i]
		t.UPOS, t.XPOS = m.upos[class], m.xpos[class]
		t.Feats = m.feats(s, i, class)
		t.Lemma = m.lemma.of(s, d.Form(r.From+i), uint32(class))
	}
}

func (m *Model) feats(s *Sentence, i, class int) string {
	of := m.morph.of[class]
	switch len(of) {
	case 0:
		return ""
	case 1:
		return m.morph.feats[of[0]]
	}
	score := s.score[:256]
	for _, f := range of {
		score[f] = 0
	}
	all := score[:len(m.morph.feats)]
	clear(all)
	m.morph.table.Add(all, s.Shape(i, m.morph.nominals))
	best := of[0]
	for _, f := range of[1:] {
		if all[f] > all[best] {
			best = f
		}
	}
	return m.morph.feats[best]
}
