package score

import (
	"bufio"
	"bytes"
	"io/fs"
	"strings"

	"demarche"
	"demarche/text"
)

// NamedDoc is a document with the names of persons, places and organisations in
// it, as Universal NER marks them: without titles, none inside another.
type NamedDoc struct {
	Doc   *text.Doc
	Names []NamedSpan
}

// NamedSpan is a name and its type: PER, LOC or ORG.
type NamedSpan struct {
	text.Range
	Type string
}

// LoadNames reads a file of sentences in BIO columns (number, word, tag). The
// text is rebuilt with a space between words; each sentence is a paragraph.
func LoadNames(fsys fs.FS, name string) ([]NamedDoc, error) {
	raw, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	var docs []NamedDoc
	var cur NamedDoc
	var b strings.Builder
	from := 0
	endSentence := func() {
		n := len(cur.Doc.Tokens)
		if n > from {
			p := len(cur.Doc.Paragraphs)
			cur.Doc.Sentences = append(cur.Doc.Sentences, text.Sentence{Range: text.Range{From: from, To: n}, Paragraph: p})
			cur.Doc.Paragraphs = append(cur.Doc.Paragraphs, text.Paragraph{Range: text.Range{From: from, To: n}, Sentences: text.Range{From: p, To: p + 1}})
			b.WriteString("\n")
		}
		from = n
	}
	endDoc := func() {
		if cur.Doc != nil {
			endSentence()
			cur.Doc.Text = b.String()
			docs = append(docs, cur)
		}
		cur, from = NamedDoc{Doc: &text.Doc{}}, 0
		b.Reset()
	}
	sc := bufio.NewScanner(bytes.NewReader(raw))
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		line := sc.Text()
		if strings.HasPrefix(line, "# newdoc") || cur.Doc == nil {
			endDoc()
		}
		col := strings.Split(line, "\t")
		switch {
		case line == "":
			endSentence()
		case line[0] == '#' || len(col) < 3:
		default:
			if len(cur.Doc.Tokens) > from {
				b.WriteByte(' ')
			}
			at := b.Len()
			b.WriteString(col[1])
			i := len(cur.Doc.Tokens)
			cur.Doc.Tokens = append(cur.Doc.Tokens, text.Token{Span: demarche.Span{Start: at, End: b.Len()}})
			if kind, ok := strings.CutPrefix(col[2], "B-"); ok {
				cur.Names = append(cur.Names, NamedSpan{text.Range{From: i, To: i + 1}, kind})
			} else if n := len(cur.Names); strings.HasPrefix(col[2], "I-") && n > 0 && cur.Names[n-1].To == i {
				cur.Names[n-1].To = i + 1
			}
		}
	}
	if err := sc.Err(); err != nil {
		return nil, err
	}
	endDoc()
	return docs, nil
}

// Names scores mentions against marked names, strictly: the same words and the
// same type. tag and parse may be nil; they run before find.
func Names(gold []NamedDoc, tag func(*text.Doc) []text.Tag, parse func(*text.Doc) []text.Arc, find func(*text.Doc) []text.Mention) map[string]Count {
	out := map[string]Count{}
	for _, g := range gold {
		d := bare(g.Doc)
		if tag != nil {
			d.Tags = tag(d)
		}
		if parse != nil {
			d.SetArcs(parse(d))
		}
		want := map[NamedSpan]bool{}
		for _, n := range g.Names {
			want[n] = true
			out[n.Type] = out[n.Type].Add(Count{Gold: 1})
		}
		for _, n := range namesIn(d, find(d)) {
			c := Count{Read: 1}
			if want[n] {
				c.Same = 1
			}
			out[n.Type] = out[n.Type].Add(c)
		}
	}
	all := Count{}
	for _, c := range out {
		all = all.Add(c)
	}
	out["all"] = all
	return out
}

// namesIn are the names among mentions, without their titles and without those
// inside others.
func namesIn(d *text.Doc, mentions []text.Mention) []NamedSpan {
	var all []NamedSpan
	for i := range mentions {
		m := &mentions[i]
		if kind := nameType(m); kind != "" {
			all = append(all, NamedSpan{nameRange(d, m), kind})
		}
	}
	var out []NamedSpan
	for i, n := range all {
		inside := false
		for j, o := range all {
			inside = inside || i != j && o.Contains(n.Range) && (o.Range != n.Range || j < i)
		}
		if !inside {
			out = append(out, n)
		}
	}
	return out
}

// nameType is the type of a mention in the terms of Universal NER, "" when it
// names nothing.
func nameType(m *text.Mention) string {
	if m.Name == "" || m.Demonym || m.Form != demarche.ByName && m.Form != demarche.ByMetonym {
		return ""
	}
	switch {
	case m.Kind == demarche.Person:
		return "PER"
	case m.Place, m.Kind == demarche.State, strings.HasPrefix(m.Key, "city:"), strings.HasPrefix(m.Key, "region:"):
		return "LOC"
	case m.Kind == demarche.People || m.Kind == "":
		return ""
	}
	return "ORG"
}

// nameRange is the tokens of a mention's name, the last place in it where they
// stand; else the whole mention without "the".
func nameRange(d *text.Doc, m *text.Mention) text.Range {
	for to := m.To; to > m.From; to-- {
		for from := m.From; from < to; from++ {
			if d.Words(text.Range{From: from, To: to}) == m.Name {
				return text.Range{From: from, To: to}
			}
		}
	}
	r := m.Range
	if r.Len() > 1 && strings.EqualFold(d.Form(r.From), "the") {
		r.From++
	}
	return r
}
