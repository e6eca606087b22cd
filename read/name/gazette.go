package name

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"demarche"
	"demarche/lexicon"
	"demarche/text"
)

// hit is what the lexicon knows of a phrase.
type hit struct {
	to int
	ms []lexicon.Match
}

// hits looks every phrase up, the longest first, left to right.
func (w *work) hits() {
	w.gaz = make([]hit, len(w.d.Tokens))
	for i := 0; i < len(w.d.Tokens); {
		ms := w.lex.Find(w.d, i)
		if len(ms) == 0 || ms[0].Len <= 0 {
			i++
			continue
		}
		if n := w.modifier(i, ms); n > 0 {
			ms = w.lex.Lookup(w.d.Words(text.Range{From: i, To: i + n}))
		}
		w.gaz[i] = hit{i + ms[0].Len, ms}
		i += ms[0].Len
	}
}

// modifier looks at a phrase such as "Russia's military" or "Ukrainian military"
// that begins with the name of a state. Where it only modifies a noun after it
// ("Russia's military buildup", "a Ukrainian military commander"), the state
// alone is named, and its length in tokens is returned; else 0.
func (w *work) modifier(i int, ms []lexicon.Match) int {
	n := ms[0].Len
	last := i + n - 1
	if n < 2 || last+1 >= len(w.d.Tokens) || w.capital(last) {
		return 0
	}
	h := w.d.Arcs[last].Head
	if h <= last || h > last+3 || !text.RelIs(w.d.Arcs[last].Rel, "compound", "amod") {
		return 0
	}
	for k := last; k > i; k-- {
		for _, m := range w.lex.Lookup(w.d.Words(text.Range{From: i, To: k})) {
			if m.Kind == demarche.State && m.Len == k-i {
				return m.Len
			}
		}
	}
	return 0
}

// span is a name without its title.
type span struct {
	text.Range
	typ   Type
	match *lexicon.Match // what the lexicon takes it for, nil when unlisted
}

// names joins the names of the tagger with those of the lexicon.
func (w *work) names() {
	var tagged []span
	if w.model != nil {
		tagged = w.clean(w.model.find(w.d, w.lex))
	} else {
		tagged = w.capitals()
	}
	cover := make([]int32, len(w.d.Tokens))
	for i, s := range tagged {
		for t := s.From; t < s.To; t++ {
			cover[t] = int32(i + 1)
		}
	}
	drop := make([]bool, len(tagged))
	var own []span
	for i := range w.gaz {
		g := w.gaz[i]
		if g.to == 0 {
			continue
		}
		r := text.Range{From: i, To: g.to}
		first, last := cover[i], cover[g.to-1]
		var t *span
		if first > 0 {
			t = &tagged[first-1]
		} else if last > 0 {
			t = &tagged[last-1]
		}
		if t == nil {
			if m := w.pick(r, g.ms, None); m != nil && w.trusted(r, m) {
				own = append(own, span{r, typeOf(m), m})
			}
			continue
		}
		m := w.pick(r, g.ms, t.typ)
		switch {
		case m == nil:
		case t.Range == r:
			t.match = m
			if y := typeOf(m); y != None {
				t.typ = y
			}
		case t.Contains(r):
			if t.typ == PER && m.Sense != lexicon.Demonym && m.Kind == demarche.Person && r.To == t.To {
				t.match = w.sameGiven(*t, r, m)
			}
			if m.Sense == lexicon.Demonym && r.From == t.From && r.To < t.To && t.typ != PER {
				// "Iraqi Parliament" stays one name; its adjective is a mention of its own.
				own = append(own, span{r, MISC, m})
			}
		default:
			// The lexicon's phrase is longer, or the two cross.
			if r.Len() > 1 || m.Sense == lexicon.Name {
				own = append(own, span{r, typeOf(m), m})
				for j := i; j < g.to; j++ {
					if cover[j] > 0 {
						drop[cover[j]-1] = true
					}
				}
			}
		}
	}
	for i, s := range tagged {
		if !drop[i] && s.typ != None && (s.typ != MISC || s.match != nil) {
			w.spans = append(w.spans, s)
		}
	}
	w.spans = append(w.spans, own...)
	w.surnames()
	sortSpans(w.spans)
	for i, s := range w.spans {
		for t := s.From; t < s.To; t++ {
			if w.inner[t] == 0 {
				w.inner[t] = int32(i + 1)
			}
		}
	}
}

// sameGiven keeps the match of a surname only when the given names printed
// before it fit the person's.
func (w *work) sameGiven(t span, sur text.Range, m *lexicon.Match) *lexicon.Match {
	given := w.d.Words(text.Range{From: t.From, To: sur.From})
	if GivenFits(given, m.Entry.Name) {
		return m
	}
	return nil
}

// typeOf is the type of name that a match makes.
func typeOf(m *lexicon.Match) Type {
	switch {
	case m.Sense == lexicon.Demonym:
		return MISC
	case m.Sense == lexicon.Seat || m.Sense == lexicon.Capital:
		return LOC
	}
	switch m.Kind {
	case demarche.Person:
		return PER
	case demarche.State, "":
		return LOC
	}
	return ORG
}

// pick chooses among the senses of a phrase the one that fits the type the
// tagger saw; without one the order is state, demonym, body, person, capital,
// seat, surname, the largest city.
func (w *work) pick(r text.Range, ms []lexicon.Match, y Type) *lexicon.Match {
	best, bestScore := -1, -1
	for i := range ms {
		m := &ms[i]
		if m.Entry == nil {
			continue
		}
		s := 0
		switch {
		case m.Sense == lexicon.Name && m.Kind == demarche.State:
			s = 90
		case m.Sense == lexicon.Demonym:
			s = 80
		case m.Sense == lexicon.Name && m.Kind == demarche.Person:
			s = 60
		case m.Sense == lexicon.Name && m.Kind != "":
			s = 70
		case m.Sense == lexicon.Capital:
			s = 50
		case m.Sense == lexicon.Seat:
			s = 45
		case m.Sense == lexicon.Surname:
			s = 10
		default:
			s = 20 // a place
		}
		if y != None && typeOf(m) == y {
			s += 100
		}
		if m.Kind == demarche.Person && m.Sense == lexicon.Surname {
			if y != PER && !w.titleBefore(r.From) && !w.inOffice(r, &ms[i]) {
				continue
			}
			if w.titleFits(r, m) {
				s += 40
			}
		}
		if s > bestScore || s == bestScore && m.Population > ms[best].Population {
			best, bestScore = i, s
		}
	}
	if best < 0 {
		return nil
	}
	return &ms[best]
}

// trusted reports whether a phrase that the tagger left alone is a name all
// the same.
func (w *work) trusted(r text.Range, m *lexicon.Match) bool {
	c, _ := utf8.DecodeRuneInString(w.d.Form(r.From))
	if !unicode.IsUpper(c) && !unicode.IsDigit(c) {
		return m.Sense == lexicon.Name && m.Kind != "" && r.Len() > 1
	}
	switch {
	case m.Sense == lexicon.Demonym, m.Sense == lexicon.Capital, m.Sense == lexicon.Seat:
		return true
	case m.Sense == lexicon.Surname:
		return w.titleBefore(r.From) || w.inOffice(r, m)
	case m.Kind == "": // a place
		return r.Len() > 1 || w.d.Tags[r.From].UPOS == "PROPN" && (m.Population > 300000 || w.placeBefore(r.From))
	case m.Kind == demarche.Person:
		return r.Len() > 1
	}
	return true
}

// inOffice reports whether a bare family name may be taken for a listed person
// without a fuller mention: he holds office on the day of publication, and the
// word acts as a name does. At the head of a sentence, where a capital says
// nothing, it must be the subject right before its verb.
func (w *work) inOffice(r text.Range, m *lexicon.Match) bool {
	d := w.d
	if d.Published == "" || len(d.Arcs) == 0 || !slices.ContainsFunc(m.Offices, func(o lexicon.Office) bool { return o.On(d.Published) }) {
		return false
	}
	if c, _ := utf8.DecodeRuneInString(d.Form(r.From)); !unicode.IsUpper(c) {
		return false
	}
	rel := d.Rel(r.From)
	if r.From > d.Sentences[d.SentenceOf(r.From)].From && d.Form(r.From-1) != "\"" && d.Form(r.From-1) != "“" {
		return text.RelIs(rel, "nsubj", "obj", "iobj", "obl", "nmod", "conj", "root")
	}
	return rel == "nsubj" && r.To < len(d.Tokens) && (d.UPOS(r.To) == "VERB" || d.UPOS(r.To) == "AUX")
}

// placeBefore reports whether a preposition of place stands before token i.
func (w *work) placeBefore(i int) bool {
	if i == 0 {
		return false
	}
	switch w.low[i-1] {
	case "in", "near", "at", "from", "to", "outside", "around", "of":
		return true
	}
	return false
}
