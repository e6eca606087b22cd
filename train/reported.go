package train

import (
	"math/rand/v2"
	"strings"
	"unicode"
	"unicode/utf8"

	"demarche"
	"demarche/text"
)

// The treebanks hold few sentences of the sort that fills the news: a clause
// that somebody said, with the speaker before or behind it. reported puts a
// sentence of the treebank under such a speaker, with the relations of UD
// English: the clause is ccomp of the verb of saying.

// piece is a word to be put into a sentence.
type piece struct {
	form, upos, xpos, feats, lemma string
	head                           int // index into the pieces of its part; -1 hangs from the head of the part
	rel                            string
	glued                          bool // no space before it
}

const (
	finite  = "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"
	the     = "Definite=Def|PronType=Art"
	single  = "Number=Sing"
	heFeats = "Case=Nom|Gender=Masc|Number=Sing|Person=3|PronType=Prs"
)

func det() piece { return piece{"the", "DET", "DT", the, "the", 0, "det", false} }

// noun is a common noun that hangs from the piece head.
func noun(w string, head int, rel string) piece {
	return piece{w, "NOUN", "NN", single, w, head, rel, false}
}

func proper(w string, head int, rel string) piece {
	return piece{w, "PROPN", "NNP", single, w, head, rel, false}
}

// speaker returns a subject; its head is the piece that hangs from -1.
func speaker(rng *rand.Rand) []piece {
	offices := []string{"minister", "spokesman", "spokeswoman", "ambassador", "president", "chancellor", "general", "adviser", "mediator", "official"}
	names := []string{"Novak", "Okoro", "Lindqvist", "Haddad", "Sato", "Moreno", "Ivanko", "Keller"}
	given := []string{"Anna", "Tomas", "Leila", "Pavel", "Grace", "Omar"}
	o, n, g := offices[rng.IntN(len(offices))], names[rng.IntN(len(names))], given[rng.IntN(len(given))]
	switch rng.IntN(6) {
	case 0:
		return []piece{{"he", "PRON", "PRP", heFeats, "he", -1, "nsubj", false}}
	case 1:
		d := det()
		d.head = 1
		return []piece{d, noun(o, -1, "nsubj")}
	case 2:
		d := det()
		d.head = 2
		return []piece{d, {"foreign", "ADJ", "JJ", "Degree=Pos", "foreign", 2, "amod", false}, noun("minister", -1, "nsubj")}
	case 3:
		return []piece{proper(n, -1, "nsubj")}
	case 4:
		return []piece{proper(g, -1, "nsubj"), proper(n, 0, "flat")}
	}
	d := det()
	d.head = 1
	e := det()
	e.head = 4
	return []piece{d, noun(o, -1, "nsubj"), {"of", "ADP", "IN", "", "of", 4, "case", false}, e, noun("ministry", 1, "nmod")}
}

// maker puts a sentence together.
type maker struct {
	b    strings.Builder
	t    *text.Doc
	main int // the verb of saying
}

func (m *maker) word(form string, tag text.Tag, glued bool) int {
	if m.b.Len() > 0 && !glued {
		m.b.WriteByte(' ')
	}
	start := m.b.Len()
	m.b.WriteString(form)
	m.t.Tokens = append(m.t.Tokens, text.Token{Span: demarche.Span{Start: start, End: m.b.Len()}})
	m.t.Tags = append(m.t.Tags, tag)
	m.t.Arcs = append(m.t.Arcs, text.Arc{Head: -1})
	return len(m.t.Tokens) - 1
}

func (m *maker) pieces(ps []piece) (first int) {
	first = len(m.t.Tokens)
	for _, p := range ps {
		m.word(p.form, text.Tag{UPOS: p.upos, XPOS: p.xpos, Feats: p.feats, Lemma: p.lemma}, p.glued)
	}
	return first
}

func (m *maker) mark(form, xpos string, glued bool) int {
	return m.word(form, text.Tag{UPOS: "PUNCT", XPOS: xpos, Lemma: form}, glued)
}

// clause copies words 0 to n of src and returns the place of its root.
func (m *maker) clause(src Tree, n int, lower, glued bool) int {
	from, root := len(m.t.Tokens), 0
	for i := range n {
		form := src.Form(i)
		if i == 0 && lower && src.Tags[0].UPOS != "PROPN" && form != "I" {
			r, w := utf8.DecodeRuneInString(form)
			form = string(unicode.ToLower(r)) + form[w:]
		}
		k := m.word(form, src.Tags[i], i > 0 && src.Tokens[i].Start == src.Tokens[i-1].End || i == 0 && glued)
		m.t.Tokens[k].Joined = src.Tokens[i].Joined
		m.t.Arcs[k] = src.Arcs[i]
		if src.Arcs[i].Head < 0 {
			root = k
		} else {
			m.t.Arcs[k].Head += from
		}
	}
	return root
}

// said puts speaker and verb, the verb first if inverted, and sets main.
func (m *maker) said(rng *rand.Rand, inverted bool) {
	verbs := [][2]string{{"said", "say"}, {"said", "say"}, {"said", "say"}, {"told", "tell"}, {"added", "add"}, {"warned", "warn"}, {"announced", "announce"}}
	v := verbs[rng.IntN(len(verbs))]
	who := speaker(rng)
	if who[0].form == "he" {
		inverted = false
	}
	verb := func() {
		m.main = m.word(v[0], text.Tag{UPOS: "VERB", XPOS: "VBD", Feats: finite, Lemma: v[1]}, false)
	}
	if inverted {
		verb()
	}
	at := m.pieces(who)
	if !inverted {
		verb()
	}
	for i, p := range who {
		h := at + p.head
		if p.head < 0 {
			h = m.main
		}
		m.t.Arcs[at+i] = text.Arc{Head: h, Rel: p.rel}
	}
	if v[1] == "tell" {
		k := m.word("reporters", text.Tag{UPOS: "NOUN", XPOS: "NNS", Feats: "Number=Plur", Lemma: "reporter"}, false)
		m.t.Arcs[k] = text.Arc{Head: m.main, Rel: "iobj"}
	}
	if rng.IntN(4) == 0 {
		days := []string{"Monday", "Tuesday", "Friday", "Sunday"}
		on := m.word("on", text.Tag{UPOS: "ADP", XPOS: "IN", Lemma: "on"}, false)
		day := days[rng.IntN(len(days))]
		k := m.word(day, text.Tag{UPOS: "PROPN", XPOS: "NNP", Feats: single, Lemma: day}, false)
		m.t.Arcs[on] = text.Arc{Head: k, Rel: "case"}
		m.t.Arcs[k] = text.Arc{Head: m.main, Rel: "obl"}
	}
}

// reported returns src, a statement, under a speaker, or nil when src is no
// statement that can stand there.
func reported(src Tree, rng *rand.Rand) Tree {
	n := len(src.Tokens) - 1
	if n < 4 || n > 30 || src.Form(n) != "." || headed(src, n) || src.Tags[0].UPOS == "PUNCT" || src.Tags[0].UPOS == "CCONJ" {
		return nil
	}
	subject := false
	for i, a := range src.Arcs[:n] {
		switch {
		case a.Head < 0 && src.Tags[i].UPOS != "VERB":
			return nil
		case a.Head >= 0 && src.Arcs[a.Head].Head < 0 && text.RelIs(a.Rel, "nsubj"):
			subject = true
		case strings.ContainsAny(src.Form(i), "\"“”:"):
			return nil
		}
	}
	if !subject {
		return nil
	}
	open, shut := `"`, `"`
	if rng.IntN(2) == 0 {
		open, shut = "“", "”"
	}
	m := &maker{t: &text.Doc{}}
	var marks []int // hang from the clause
	root, quoted := 0, false
	switch rng.IntN(6) {
	case 0, 1: // "S," he said.
		marks = append(marks, m.mark(open, "``", false))
		root = m.clause(src, n, false, true)
		marks = append(marks, m.mark(",", ",", true), m.mark(shut, "''", true))
		m.said(rng, rng.IntN(3) == 0)
	case 2: // S, he said.
		root = m.clause(src, n, false, false)
		marks = append(marks, m.mark(",", ",", true))
		m.said(rng, rng.IntN(4) == 0)
	case 3: // He said, "S."
		m.said(rng, false)
		k := m.mark(",", ",", true)
		m.t.Arcs[k] = text.Arc{Head: m.main, Rel: "punct"}
		marks = append(marks, m.mark(open, "``", false))
		root, quoted = m.clause(src, n, false, true), true
	case 4: // He said that S.
		m.said(rng, false)
		that := m.word("that", text.Tag{UPOS: "SCONJ", XPOS: "IN", Lemma: "that"}, false)
		root = m.clause(src, n, true, false)
		m.t.Arcs[that] = text.Arc{Head: root, Rel: "mark"}
	case 5: // He said S.
		m.said(rng, false)
		root = m.clause(src, n, true, false)
	}
	m.t.Arcs[root] = text.Arc{Head: m.main, Rel: "ccomp"}
	for _, k := range marks {
		m.t.Arcs[k] = text.Arc{Head: root, Rel: "punct"}
	}
	end := m.mark(".", ".", true)
	m.t.Arcs[end] = text.Arc{Head: m.main, Rel: "punct"}
	if quoted { // He said, "S."
		k := m.mark(shut, "''", true)
		m.t.Arcs[k] = text.Arc{Head: root, Rel: "punct"}
		m.t.Arcs[end].Head = root
	}
	m.t.Arcs[m.main] = text.Arc{Head: -1, Rel: "root"}
	m.t.Text = m.b.String()
	all := text.Range{From: 0, To: len(m.t.Tokens)}
	m.t.Sentences = []text.Sentence{{Range: all}}
	m.t.Paragraphs = []text.Paragraph{{Range: all, Sentences: text.Range{From: 0, To: 1}}}
	if c := m.t.Text[0]; 'a' <= c && c <= 'z' { // a sentence begins with a capital
		m.t.Text = string(c-'a'+'A') + m.t.Text[1:]
	}
	return m.t
}
