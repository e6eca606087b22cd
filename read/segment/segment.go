// Package segment divides the text of an article into tokens, sentences,
// paragraphs and quotations.
//
// Tokens follow the English Web Treebank and GUM: clitics are words of their
// own ("do|n't", "Moscow|'s", "can|not"), hyphenated compounds are split at the
// hyphen unless a prefix holds them together ("US|-|led", "anti-war"), signs of
// currency and percent stand alone, a period belongs to its abbreviation except
// at the end of a sentence. The text is never changed: every token is a span of
// it, and between two tokens there is only white space.
//
// Work goes through the text once for each of: lines into paragraphs
// (paragraph.go), white-space chunks into tokens (chunk.go, word.go), marks of
// quotation into pairs (mark.go, quote.go), tokens into sentences (sentence.go,
// kind.go), and what is left open (unclosed.go). Every step is linear in the
// length of the text, whatever the text is.
package segment

import (
	"io/fs"

	"demarche"
	"demarche/text"
)

// Layers is what segmentation finds. The slices index one another as the
// fields of text.Doc do.
type Layers struct {
	Tokens     []text.Token
	Sentences  []text.Sentence
	Paragraphs []text.Paragraph
	Quotes     []text.Quote
}

// Splitter holds the word lists. It is read-only after New and may be shared
// between goroutines.
type Splitter struct {
	words words
}

// New reads en/lists/abbreviations.txt, en/lists/word_pieces.txt and
// en/lists/sentence_words.txt from fsys. A missing file or a line that cannot
// be understood is a *demarche.Error.
func New(fsys fs.FS) (*Splitter, error) {
	w, err := loadWords(fsys)
	if err != nil {
		return nil, err
	}
	return &Splitter{words: w}, nil
}

// Sentences cuts a text into its sentences, in order; those without a word are
// left out. Spans count bytes.
func (s *Splitter) Sentences(src string) []demarche.Span {
	l := s.Split(src)
	out := make([]demarche.Span, 0, len(l.Sentences))
	for _, sent := range l.Sentences {
		if sent.Len() > 0 {
			out = append(out, demarche.Span{Start: l.Tokens[sent.From].Start, End: l.Tokens[sent.To-1].End})
		}
	}
	return out
}

// Split segments src. It accepts any bytes, also invalid UTF-8, and never
// fails; a text of white space only has no tokens.
func (s *Splitter) Split(src string) Layers {
	w := &work{src: src, words: &s.words}
	w.grow(len(src)/5 + 16)
	for _, p := range paragraphs(src) {
		w.paragraph(p)
	}
	w.continued()
	w.unclosed()
	deepen(w.quotes)
	return w.layers()
}

// work is the state of one call of Split.
type work struct {
	src   string
	words *words

	toks  []text.Token
	class []class // one a token
	mark  []mark  // one a token

	sents    []text.Sentence
	paras    []text.Paragraph
	quotes   []text.Quote
	bulleted bool  // the paragraph is an item of a list
	strays   []int // by paragraph: a closing mark without its opening, -1 when none
}

// class is what segmentation needs to know of a token.
type class uint8

const (
	word       class = iota // letters, digits and what belongs to them
	abbrev                  // with a period that never ends a sentence ("Mr.")
	abbrevMay               // with a period that may end one before a word that starts sentences ("U.S.")
	abbrevEnd               // with a period that ends one before most capitals ("p.m.")
	initial                 // one letter and a period
	period                  // "."
	query                   // "?", "!" and runs of them
	ellipsis                // "..." and "…"
	comma                   // ","
	dash                    // a dash between words, not a hyphen in one
	opener                  // an opening bracket
	closer                  // a closing bracket
	quoteMark               // a quotation mark
	otherPunct              // all the rest
)

// grow makes room for about as many tokens as running text of that length has.
func (w *work) grow(n int) {
	w.toks = make([]text.Token, 0, n)
	w.class = make([]class, 0, n)
	w.mark = make([]mark, 0, n)
}

// emit adds a token.
func (w *work) emit(from, to int, c class, joined bool) {
	w.toks = append(w.toks, text.Token{Span: demarche.Span{Start: from, End: to}, Joined: joined})
	w.class = append(w.class, c)
	w.mark = append(w.mark, mark{})
}

// paragraph segments one paragraph.
func (w *work) paragraph(p block) {
	from := len(w.toks)
	w.chunks(p.from, p.to)
	if len(w.toks) == from {
		return
	}
	w.direct(from)
	w.sentences(from, p)
	w.pair(from)
}

func (w *work) layers() Layers {
	return Layers{Tokens: w.toks, Sentences: w.sents, Paragraphs: w.paras, Quotes: w.quotes}
}
