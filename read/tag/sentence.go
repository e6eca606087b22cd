package tag

import (
	"unicode"
	"unicode/utf8"

	"demarche/model"
	"demarche/text"
)

// Features is the version of the feature code in this package. Weights of
// another version are refused.
const Features = 1

// Words is what is known of words before a sentence is looked at. The trainer
// makes one from the treebanks; a Model has it from its weight file.
type Words struct {
	Clusters *model.Index // folded word → fine cluster << 8 | coarse cluster
	Classes  *model.Index // folded word → set of its classes << 8 | its most frequent class
}

const (
	pad      = 2 // places before the first and after the last word
	suffixes = 5
	prefixes = 3
)

// word is one place of a sentence as the features see it.
type word struct {
	id           uint32 // hash of the folded form
	suf          [suffixes]uint32
	pre          [prefixes]uint32
	shape        uint32
	fine, coarse uint32
	set, most    uint32 // what its classes are in the treebanks
	tag          uint32 // class given so far, +1
	upos         uint32 // part of speech of that class, +1
}

// Sentence is the scratch in which one sentence is tagged: its words, with
// room at both ends, and the features of the place looked at.
type Sentence struct {
	words []word
	feats []uint32
	fold  []byte
	style uint32 // how it uses capitals
	score []int32
}

// Load takes in sentence s of d.
func (s *Sentence) Load(k *Words, d *text.Doc, r text.Range) {
	n := r.Len()
	if cap(s.words) < n+2*pad {
		s.words = make([]word, n+2*pad+16)
	}
	s.words = s.words[:n+2*pad]
	for i := range pad {
		s.words[i] = word{id: uint32(3 + 2*i)}
		s.words[n+pad+i] = word{id: uint32(9 + 2*i)}
	}
	s.style = style(d, r)
	for i := range n {
		s.load(k, d, r, i)
	}
}

func (s *Sentence) load(k *Words, d *text.Doc, r text.Range, i int) {
	w := &s.words[i+pad]
	form := d.Form(r.From + i)
	s.fold = model.AppendFold(s.fold[:0], form)
	b := s.fold
	*w = word{id: model.HashBytes(b)}
	// A suffix ends with the word and is never all of it; the same with
	// prefixes.
	cut := len(b)
	for l := range suffixes {
		if cut = before(b, cut); cut <= 0 {
			break
		}
		w.suf[l] = model.HashBytes(b[cut:])
	}
	cut = 0
	for l := range prefixes {
		if cut = after(b, cut); cut >= len(b) {
			break
		}
		w.pre[l] = model.HashBytes(b[:cut])
	}
	w.shape = shape(form)
	if i == 0 {
		w.shape |= 1 << 7
	}
	if t := r.From + i; t > 0 && t > r.From && d.Tokens[t].Start == d.Tokens[t-1].End {
		w.shape |= 1 << 8
	}
	if d.Tokens[r.From+i].Joined {
		w.shape |= 1 << 9
	}
	if c, ok := k.Clusters.Get(w.id); ok {
		w.fine, w.coarse = c>>8+1, c&0xff+1
	}
	if c, ok := k.Classes.Get(w.id); ok {
		w.set, w.most = c>>8+1, c&0xff+1
	}
}

func before(b []byte, i int) int {
	if i <= 0 {
		return 0
	}
	_, n := utf8.DecodeLastRune(b[:i])
	return i - n
}

func after(b []byte, i int) int {
	_, n := utf8.DecodeRune(b[i:])
	return i + n
}

// shape is what the letters of a form look like: capitals in bits 0–2, then
// digits, hyphens, points and other marks.
func shape(form string) uint32 {
	var s uint32
	upper, lower, n := 0, 0, 0
	first := false
	for _, r := range form {
		switch {
		case unicode.IsUpper(r):
			first = first || n == 0
			upper++
		case unicode.IsLetter(r):
			lower++
		case unicode.IsDigit(r):
			s |= 1 << 3
		case r == '-' || r == '–':
			s |= 1 << 4
		case r == '.' || r == ',':
			s |= 1 << 5
		default:
			s |= 1 << 6
		}
		n++
	}
	switch {
	case upper+lower == 0:
		s |= 5
	case upper == 0:
	case lower == 0 && upper > 1:
		s |= 2
	case first && upper == 1:
		s |= 1
	case first:
		s |= 3
	default:
		s |= 4
	}
	return s
}

// style tells how a sentence uses capitals: 0 as running text does, 1 in a
// heading with a capital for every word, 2 all capitals, 3 none at all. What a
// capital says of a word depends on it.
func style(d *text.Doc, r text.Range) uint32 {
	words, capital, all := 0, 0, 0
	for i := r.From; i < r.To; i++ {
		s := shape(d.Form(i)) & 7
		if s == 5 {
			continue
		}
		words++
		if s != 0 {
			capital++
		}
		if s == 2 {
			all++
		}
	}
	switch {
	case words < 3:
		return 0
	case all*10 >= words*8:
		return 2
	case capital*10 >= words*7:
		return 1
	case capital == 0:
		return 3
	}
	return 0
}

// Context returns the features of word i for part of speech, valid until the
// next call. The words before i have their tags, those after it have not.
func (s *Sentence) Context(i int) []uint32 {
	i += pad
	w := s.words[i-2 : i+3]
	a, b, c, e, f := &w[0], &w[1], &w[2], &w[3], &w[4]
	sh := c.shape | s.style<<12
	o := append(s.feats[:0],
		model.Hash1(1, 0),
		model.Hash1(2, c.id),
		model.Hash1(3, b.id),
		model.Hash1(4, e.id),
		model.Hash1(5, a.id),
		model.Hash1(6, f.id),
		model.Hash2(7, b.id, c.id),
		model.Hash2(8, c.id, e.id),
		model.Hash2(9, b.id, e.id),
		model.Hash1(10, sh),
		model.Hash2(11, sh, b.shape),
		model.Hash2(12, sh, e.shape),
		model.Hash2(13, sh, c.suf[1]),
		model.Hash2(14, sh, c.coarse),
		model.Hash1(15, c.fine),
		model.Hash1(16, b.fine),
		model.Hash1(17, e.fine),
		model.Hash1(18, a.coarse),
		model.Hash1(19, f.coarse),
		model.Hash2(20, b.fine, c.fine),
		model.Hash2(21, c.fine, e.fine),
		model.Hash3(22, b.coarse, c.coarse, e.coarse),
		model.Hash1(23, b.tag),
		model.Hash2(24, a.tag, b.tag),
		model.Hash2(25, b.tag, c.id),
		model.Hash2(26, b.tag, e.id),
		model.Hash3(27, a.tag, b.tag, c.id),
		model.Hash2(28, b.tag, c.suf[2]),
		model.Hash1(29, c.set),
		model.Hash1(30, e.set),
		model.Hash2(31, e.set, c.set),
		model.Hash2(32, b.tag, e.set),
		model.Hash3(33, b.tag, c.set, e.set),
		model.Hash2(34, e.most, f.most),
		model.Hash3(35, b.tag, c.most, e.most),
		model.Hash2(36, e.most, c.id),
		model.Hash3(37, a.tag, b.tag, c.set),
		model.Hash1(38, b.suf[2]),
		model.Hash1(39, e.suf[2]),
		model.Hash2(40, e.suf[1], c.set),
		model.Hash3(41, c.set, e.set, f.set),
		model.Hash2(42, sh, c.most),
	)
	for l, h := range c.suf {
		if h != 0 {
			o = append(o, model.Hash1(uint32(50+l), h))
		}
	}
	for l, h := range c.pre {
		if h != 0 {
			o = append(o, model.Hash1(uint32(60+l), h))
		}
	}
	s.feats = o
	return o
}

// Set gives word i a class and the number of its part of speech.
func (s *Sentence) Set(i int, class, upos int) {
	s.words[i+pad].tag, s.words[i+pad].upos = uint32(class)+1, uint32(upos)+1
}

// Fold returns the hash under which the tables know word i.
func (s *Sentence) Fold(i int) uint32 { return s.words[i+pad].id }

// morphology features look for the word that a verb agrees with among this
// many words before it.
const agreeWithin = 8

// Shape returns the features of word i for morphology. Every word has its tag.
func (s *Sentence) Shape(i, nominals int) []uint32 {
	i += pad
	w := s.words[i-2 : i+3]
	a, b, c, e, f := &w[0], &w[1], &w[2], &w[3], &w[4]
	t := c.tag
	o := append(s.feats[:0],
		model.Hash1(100, t),
		model.Hash2(101, t, c.id),
		model.Hash2(102, t, c.suf[0]),
		model.Hash2(103, t, c.suf[1]),
		model.Hash2(104, t, c.suf[2]),
		model.Hash2(105, t, b.id),
		model.Hash2(106, t, b.tag),
		model.Hash3(107, t, a.tag, b.tag),
		model.Hash2(108, t, e.tag),
		model.Hash3(109, t, c.id, b.tag),
		model.Hash3(110, t, c.id, e.tag),
		model.Hash2(111, t, c.fine),
		model.Hash2(112, t, a.id),
		model.Hash2(113, t, e.id),
		model.Hash3(114, t, e.tag, f.tag),
		model.Hash2(115, t, c.shape|s.style<<12),
		model.Hash3(116, t, c.id, b.id),
		model.Hash3(117, t, c.id, e.id),
	)
	for j := i - 1; j >= pad && j >= i-agreeWithin; j-- {
		if p := &s.words[j]; p.upos > 0 && nominals>>(p.upos-1)&1 == 1 {
			o = append(o,
				model.Hash3(120, t, p.tag, uint32(min(i-j, 3))),
				model.Hash3(121, t, p.id, c.id),
				model.Hash2(122, t, p.id),
				model.Hash3(123, t, p.tag, s.words[j-1].tag),
			)
			break
		}
	}
	s.feats = o
	return o
}
