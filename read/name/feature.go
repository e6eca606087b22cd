package name

import (
	"unicode"
	"unicode/utf8"

	"demarche"
	"demarche/lexicon"
	"demarche/model"
	"demarche/text"
)

// FeatureVersion is the version of the features below; weights trained for
// another one are refused.
//
//	1  words, shapes, affixes, clusters, lexicon
//	2  given names and words for actors
const FeatureVersion = 2

// Extractor makes the features of tokens for the tagger of names. Words of
// unknown clusters and a missing lexicon simply give fewer features.
type Extractor struct {
	Clusters *model.Index     // hash of a folded word to fine<<8 | coarse cluster
	Lex      *lexicon.Lexicon // may be nil
}

// look is what the features see of one token.
type look struct {
	word    uint32 // hash of the folded form
	shape   uint32
	fine    uint32 // cluster + 1, 0 when unknown
	coarse  uint32
	listed  uint32 // what the lexicon knows of it, as bits
	pre     [3]uint32
	suf     [3]uint32
	capital bool
}

// The bits of look.listed: what sort of entry covers the token; the first
// token of a phrase has them shifted by eight more.
const (
	inState = 1 << iota
	inDemonym
	inCapital
	inPlace
	inBody
	inPerson
	inSurname
	inSeat
)

// Words of the lists, apart from the entries of the lexicon.
const (
	inGiven = 1 << (17 + iota)
	inNoun
)

// Features calls take with the features of every token of the document in
// order. The slice is used again for the next token.
func (x *Extractor) Features(d *text.Doc, take func(i int, f []uint32)) {
	looks := x.looks(d)
	f := make([]uint32, 0, 64)
	var buf [2]look
	for _, s := range d.Sentences {
		at := func(i int) *look {
			if i < s.From {
				return &buf[0]
			}
			if i >= s.To {
				return &buf[1]
			}
			return &looks[i]
		}
		buf[0].word, buf[1].word = 1, 3
		lower := 0
		for i := s.From; i < s.To; i++ {
			if looks[i].shape == shapeLower {
				lower++
			}
		}
		headline := uint32(1)
		if lower*3 < s.To-s.From {
			headline = 2
		}
		for i := s.From; i < s.To; i++ {
			a2, a, z, b, b2 := at(i-2), at(i-1), at(i), at(i+1), at(i+2)
			first := uint32(0)
			if i == s.From {
				first = 1
			}
			f = append(f[:0],
				model.Hash1(1, 0),
				model.Hash1(2, z.word), model.Hash1(3, a.word), model.Hash1(4, b.word), model.Hash1(5, a2.word), model.Hash1(6, b2.word),
				model.Hash2(7, a.word, z.word), model.Hash2(8, z.word, b.word),
				model.Hash2(9, z.shape, first), model.Hash3(10, a.shape, z.shape, b.shape), model.Hash2(11, z.shape, headline),
				model.Hash3(12, a.shape, z.word, b.shape),
				model.Hash1(13, z.pre[0]), model.Hash1(14, z.pre[1]), model.Hash1(15, z.pre[2]),
				model.Hash1(16, z.suf[0]), model.Hash1(17, z.suf[1]), model.Hash1(18, z.suf[2]),
				model.Hash2(19, z.fine, z.shape), model.Hash2(20, a.fine, z.shape), model.Hash2(21, b.fine, z.shape),
				model.Hash1(22, a2.fine), model.Hash1(23, b2.fine),
				model.Hash2(24, a.fine, z.fine), model.Hash2(25, z.fine, b.fine), model.Hash3(26, a.fine, b.fine, z.shape),
				model.Hash3(27, a.coarse, z.coarse, b.coarse),
				model.Hash2(28, a.word, z.shape), model.Hash2(29, b.word, z.shape),
				model.Hash2(30, z.suf[2], z.shape),
				model.Hash3(31, a.word, b.word, z.shape),
				model.Hash3(32, a2.fine, a.fine, z.shape), model.Hash3(33, b.fine, b2.fine, z.shape),
			)
			if z.listed != 0 {
				f = append(f, model.Hash1(40, z.listed), model.Hash2(41, z.listed, z.shape), model.Hash3(42, z.listed, a.shape, b.shape),
					model.Hash2(43, z.listed, a.fine), model.Hash2(44, z.listed, b.fine))
			}
			if a.listed != 0 {
				f = append(f, model.Hash2(45, a.listed, z.shape), model.Hash2(46, a.listed, z.listed))
			}
			if b.listed != 0 {
				f = append(f, model.Hash2(47, b.listed, z.shape), model.Hash2(48, b.listed, z.listed))
			}
			if !z.capital {
				f = append(f, model.Hash2(49, a.shape, b.shape))
			}
			take(i, f)
		}
	}
}

func (x *Extractor) looks(d *text.Doc) []look {
	looks := make([]look, len(d.Tokens))
	buf := make([]byte, 0, 64)
	for i := range d.Tokens {
		form := d.Form(i)
		buf = model.AppendFold(buf[:0], form)
		l := &looks[i]
		l.word = model.HashBytes(buf)
		l.shape = shapeOf(form)
		c, _ := utf8.DecodeRuneInString(form)
		l.capital = unicode.IsUpper(c)
		if x.Clusters != nil {
			if v, ok := x.Clusters.Get(l.word); ok {
				l.fine, l.coarse = v>>8+1, v&255+1
			}
		}
		for n := range l.pre {
			if k := n + 2; len(buf) > k {
				l.pre[n] = model.HashBytes(buf[:k])
				l.suf[n] = model.HashBytes(buf[len(buf)-k:])
			}
		}
	}
	if x.Lex != nil {
		x.listed(d, looks)
		given, nouns := x.Lex.List("given_names"), x.Lex.List("actor_nouns")
		for i := range looks {
			if !looks[i].capital {
				if nouns.Has(d.Form(i)) {
					looks[i].listed |= inNoun
				}
				continue
			}
			l := d.Lower(i)
			if given.Has(l) {
				looks[i].listed |= inGiven
			}
			if nouns.Has(l) {
				looks[i].listed |= inNoun
			}
		}
	}
	return looks
}

// listed marks the tokens of the phrases that the lexicon knows.
func (x *Extractor) listed(d *text.Doc, looks []look) {
	for i := 0; i < len(d.Tokens); {
		ms := x.Lex.Find(d, i)
		if len(ms) == 0 || ms[0].Len <= 0 {
			i++
			continue
		}
		bits := uint32(0)
		for _, m := range ms {
			bits |= bitOf(&m)
		}
		for j := i; j < i+ms[0].Len && j < len(looks); j++ {
			looks[j].listed = bits
		}
		looks[i].listed |= bits << 8
		if ms[0].Len > 1 {
			looks[i].listed |= 1 << 16
		}
		i += ms[0].Len
	}
}

func bitOf(m *lexicon.Match) uint32 {
	switch m.Sense {
	case lexicon.Demonym:
		return inDemonym
	case lexicon.Capital:
		return inCapital
	case lexicon.Seat:
		return inSeat
	case lexicon.Surname:
		return inSurname
	}
	if m.Entry == nil {
		return 0
	}
	switch m.Kind {
	case demarche.State:
		return inState
	case demarche.Person:
		return inPerson
	case "":
		return inPlace
	}
	return inBody
}

// Shapes of words.
const (
	shapeLower = iota + 1
	shapeTitle // Macron
	shapeUpper // NATO
	shapeOne   // A, I
	shapeDots  // U.S.
	shapeMixed // McCain, iPhone
	shapeHyphen
	shapeDigits
	shapeMark
	shapeQuote
)

func shapeOf(s string) uint32 {
	var up, low, dig, dot, hyp, other int
	first := true
	firstUp := false
	for _, c := range s {
		switch {
		case unicode.IsUpper(c):
			up++
			firstUp = firstUp || first
		case unicode.IsLetter(c):
			low++
		case unicode.IsDigit(c):
			dig++
		case c == '.':
			dot++
		case c == '-':
			hyp++
		default:
			other++
		}
		first = false
	}
	switch {
	case up+low == 0 && dig > 0:
		return shapeDigits
	case up+low == 0:
		if s == "\"" || s == "“" || s == "”" {
			return shapeQuote
		}
		return shapeMark
	case up > 0 && dot > 0:
		return shapeDots
	case hyp > 0 && firstUp:
		return shapeHyphen
	case up == 0:
		return shapeLower
	case up == 1 && low == 0:
		return shapeOne
	case low == 0:
		return shapeUpper
	case up == 1 && firstUp:
		return shapeTitle
	}
	return shapeMixed
}
