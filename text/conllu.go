package text

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"demarche"
)

// CoNLL-U is the exchange format of Universal Dependencies: a word a line with
// ten columns, a blank line after each sentence, comments with "#".
// https://universaldependencies.org/format.html
//
// The text of a Doc that is read is rebuilt from the word forms: a word follows
// the one before it after one space, without a space when that one carries
// SpaceAfter=No or when both belong to one written word, and after a blank line
// where "# newpar" stands. Empty nodes ("8.1"), enhanced dependencies and the
// rest of MISC are left out. What WriteCoNLLU writes, ReadCoNLLU reads back to
// an equal text and equal layers.

// ReadCoNLLU reads treebank sentences: one Doc for each "# newdoc", one for
// everything when there is none. An error names the line.
func ReadCoNLLU(r io.Reader) ([]*Doc, error) {
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<20)
	var rd conlluReader
	for sc.Scan() {
		rd.line++
		if err := rd.take(strings.TrimSuffix(sc.Text(), "\r")); err != nil {
			return nil, fmt.Errorf("conllu line %d: %w", rd.line, err)
		}
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("conllu line %d: %w", rd.line+1, err)
	}
	if err := rd.endSentence(); err != nil {
		return nil, fmt.Errorf("conllu line %d: %w", rd.line, err)
	}
	rd.endDoc()
	return rd.docs, nil
}

type conlluReader struct {
	docs   []*Doc
	d      *Doc
	text   strings.Builder
	line   int
	from   int  // first token of the open sentence
	glued  bool // no space after the last word
	newpar bool // a paragraph begins with the next word
	// The words mwFrom..mwTo (numbers within the sentence) are one written
	// word, after which mwGlued says whether a space is missing.
	mwFrom, mwTo int
	mwGlued      bool
}

func (r *conlluReader) take(line string) error {
	switch {
	case line == "":
		return r.endSentence()
	case line[0] == '#':
		word, _, _ := strings.Cut(strings.TrimSpace(line[1:]), " ")
		switch word {
		case "newdoc":
			if err := r.endSentence(); err != nil {
				return err
			}
			r.endDoc()
		case "newpar":
			r.newpar = true
		}
		return nil
	}
	var col [10]string
	rest := line
	for i := range col {
		var more bool
		col[i], rest, more = strings.Cut(rest, "\t")
		if more != (i < len(col)-1) {
			return fmt.Errorf("want 10 columns between tabs, have another number in %q", line)
		}
	}
	switch {
	case strings.Contains(col[0], "."):
		return nil
	case strings.Contains(col[0], "-"):
		return r.joined(col)
	}
	return r.word(col)
}

func (r *conlluReader) joined(col [10]string) error {
	a, b, _ := strings.Cut(col[0], "-")
	from, err1 := strconv.Atoi(a)
	to, err2 := strconv.Atoi(b)
	if err1 != nil || err2 != nil || from != r.next() || to < from {
		return fmt.Errorf("word range %q does not begin at the next word, %d", col[0], r.next())
	}
	r.mwFrom, r.mwTo, r.mwGlued = from, to, noSpaceAfter(col[9])
	return nil
}

// next is the number, within its sentence, of the word to come.
func (r *conlluReader) next() int {
	if r.d == nil {
		return 1
	}
	return len(r.d.Tokens) - r.from + 1
}

func (r *conlluReader) word(col [10]string) error {
	n := r.next()
	if id, err := strconv.Atoi(col[0]); err != nil || id != n {
		return fmt.Errorf("word number %q, want %d", col[0], n)
	}
	form := col[1]
	if form == "" {
		return fmt.Errorf("word %d has no form", n)
	}
	if r.d == nil {
		r.d, r.glued = &Doc{}, false
		r.text.Reset()
	}
	joined := n > r.mwFrom && n <= r.mwTo
	switch {
	case r.text.Len() == 0:
	case n == 1 && r.newpar:
		r.text.WriteString("\n\n")
	case !r.glued && !joined:
		r.text.WriteByte(' ')
	}
	if n == 1 {
		r.openSentence()
	}
	start := r.text.Len()
	r.text.WriteString(form)
	r.d.Tokens = append(r.d.Tokens, Token{demarche.Span{Start: start, End: r.text.Len()}, joined})
	r.glued = noSpaceAfter(col[9])
	if n >= r.mwFrom && n <= r.mwTo {
		r.glued = n == r.mwTo && r.mwGlued
	}

	tag := Tag{UPOS: given(col[3]), XPOS: given(col[4]), Feats: given(col[5]), Lemma: given(col[2])}
	if form == "_" && tag.Lemma == "" {
		tag.Lemma = "_" // the underscore itself, as UD has it
	}
	r.d.Tags = append(r.d.Tags, tag)

	arc := Arc{Head: -1, Rel: given(col[7])}
	if col[6] != "_" {
		h, err := strconv.Atoi(col[6])
		if err != nil || h < 0 || h == n {
			return fmt.Errorf("word %d has the head %q", n, col[6])
		}
		if h > 0 {
			arc.Head = r.from + h - 1
		}
	}
	r.d.Arcs = append(r.d.Arcs, arc)
	return nil
}

func (r *conlluReader) openSentence() {
	d := r.d
	at := len(d.Tokens)
	if r.newpar || len(d.Paragraphs) == 0 {
		d.Paragraphs = append(d.Paragraphs, Paragraph{Range{at, at}, Range{len(d.Sentences), len(d.Sentences)}})
		r.newpar = false
	}
	d.Sentences = append(d.Sentences, Sentence{Range: Range{at, at}, Paragraph: len(d.Paragraphs) - 1})
	r.from = at
}

func (r *conlluReader) endSentence() error {
	mwTo := r.mwTo
	r.mwFrom, r.mwTo = 0, 0
	if r.d == nil || r.from == len(r.d.Tokens) {
		if mwTo > 0 {
			return fmt.Errorf("a word range without words")
		}
		return nil
	}
	d, end := r.d, len(r.d.Tokens)
	if mwTo > end-r.from {
		return fmt.Errorf("a word range ends at %d, the sentence at %d", mwTo, end-r.from)
	}
	for i := r.from; i < end; i++ {
		if d.Arcs[i].Head >= end {
			return fmt.Errorf("word %d has a head after the end of its sentence", i-r.from+1)
		}
	}
	for i := r.from; i < end; i++ {
		steps := 0
		for h := i; h >= 0; h = d.Arcs[h].Head {
			if steps++; steps > end-r.from {
				return fmt.Errorf("word %d hangs in a circle of heads", i-r.from+1)
			}
		}
	}
	d.Sentences[len(d.Sentences)-1].To = end
	p := &d.Paragraphs[len(d.Paragraphs)-1]
	p.To, p.Sentences.To = end, len(d.Sentences)
	r.from = end
	return nil
}

func (r *conlluReader) endDoc() {
	if r.d == nil {
		return
	}
	r.d.Text = r.text.String()
	r.docs = append(r.docs, r.d)
	r.d, r.from, r.newpar = nil, 0, false
}

func noSpaceAfter(misc string) bool {
	for part := range strings.SplitSeq(misc, "|") {
		if part == "SpaceAfter=No" {
			return true
		}
	}
	return false
}

func given(col string) string {
	if col == "_" {
		return ""
	}
	return col
}

// WriteCoNLLU writes tokens, tags and arcs. A layer that is not there yet is
// written as "_".
func (d *Doc) WriteCoNLLU(w io.Writer) error {
	b := bufio.NewWriter(w)
	b.WriteString("# newdoc\n")
	par := -1
	for si, s := range d.Sentences {
		if s.Len() == 0 {
			continue
		}
		if s.Paragraph != par {
			par = s.Paragraph
			b.WriteString("# newpar\n")
		}
		fmt.Fprintf(b, "# sent_id = %d\n# text = %s\n", si+1, oneLine(d.Words(s.Range)))
		for i := s.From; i < s.To; i++ {
			d.writeWord(b, s, i)
		}
		b.WriteByte('\n')
	}
	return b.Flush()
}

func (d *Doc) writeWord(b *bufio.Writer, s Sentence, i int) {
	end := i + 1
	for end < s.To && d.Tokens[end].Joined {
		end++
	}
	first := i == s.From || !d.Tokens[i].Joined
	if first && end > i+1 {
		fmt.Fprintf(b, "%d-%d\t%s\t_\t_\t_\t_\t_\t_\t_\t%s\n", i-s.From+1, end-s.From,
			oneLine(d.Words(Range{i, end})), d.spaceAfter(end-1))
	}
	misc := "_"
	if first && end == i+1 {
		misc = d.spaceAfter(i)
	}
	var t Tag
	if i < len(d.Tags) {
		t = d.Tags[i]
	}
	head, rel := "_", "_"
	if i < len(d.Arcs) && (d.Arcs[i].Rel != "" || d.Arcs[i].Head >= 0) {
		rel, head = blank(d.Arcs[i].Rel), "0"
		if h := d.Arcs[i].Head; h >= 0 {
			head = strconv.Itoa(h - s.From + 1)
		}
	}
	fmt.Fprintf(b, "%d\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t_\t%s\n", i-s.From+1, oneLine(d.Form(i)),
		blank(t.Lemma), blank(t.UPOS), blank(t.XPOS), blank(t.Feats), head, rel, misc)
}

func (d *Doc) spaceAfter(i int) string {
	if i+1 < len(d.Tokens) && d.Tokens[i+1].Start == d.Tokens[i].End {
		return "SpaceAfter=No"
	}
	return "_"
}

func blank(s string) string {
	if s == "" {
		return "_"
	}
	return oneLine(s)
}

// oneLine keeps a word on its line and in its column.
func oneLine(s string) string {
	if !strings.ContainsAny(s, "\t\n\r") {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' {
			return ' '
		}
		return r
	}, s)
}
