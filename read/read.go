// Package read turns an article into a reading. Reader.Layers and Reader.Read
// are the whole pipeline: each stage returns its layer and the reader alone
// places it on the text.Doc. Reading is pure: the same article, rules and
// weights give the same rows, byte for byte.
package read

import (
	"io/fs"

	"demarche"
	"demarche/lexicon"
	"demarche/read/amount"
	"demarche/read/coref"
	"demarche/read/fact"
	"demarche/read/name"
	"demarche/read/parse"
	"demarche/read/segment"
	"demarche/read/speech"
	"demarche/read/tag"
	"demarche/read/when"
	"demarche/rule"
	"demarche/text"
)

// Config says what a Reader is built from.
type Config struct {
	Data fs.FS // word lists, actors, places and rules, as in the folder data/
}

// Reader reads articles. It is read-only after New and safe for use by several
// goroutines.
type Reader struct {
	lex    *lexicon.Lexicon
	rules  *rule.Set
	engine demarche.Engine

	segment *segment.Splitter
	tag     *tag.Model
	parse   *parse.Model
	when    *when.Finder
	amount  *amount.Finder
	name    *name.Finder
	coref   *coref.Chainer
	speech  *speech.Attributor
}

// Layers runs the stages that make the layers of a text, in order.
func (r *Reader) Layers(src, published string) *text.Doc {
	d := &text.Doc{Text: src, Published: published}
	l := r.segment.Split(src)
	d.Tokens, d.Sentences, d.Paragraphs, d.Quotes = l.Tokens, l.Sentences, l.Paragraphs, l.Quotes
	d.Tags = r.tag.Tag(d)
	d.SetArcs(r.parse.Parse(d))
	d.Times = r.when.Find(d)
	d.Amounts = r.amount.Find(d)
	d.SetMentions(r.name.Find(d))
	mentions, entities := r.coref.Chain(d)
	d.SetMentions(mentions)
	d.Entities = entities
	return d
}

// Read reads one article. It cannot fail: odd input gives fewer rows and notes.
func (r *Reader) Read(a demarche.Article) *demarche.Reading {
	out, _ := r.ReadTrace(a)
	return out
}

// ReadTrace reads one article and keeps why each row came about.
func (r *Reader) ReadTrace(a demarche.Article) (*demarche.Reading, *Trace) {
	d := r.Layers(a.Text, string(a.Published))
	claims := r.speech.Attribute(d)
	if issuer := r.issuer(a, d); issuer >= 0 {
		claims = r.speech.Issued(d, claims, issuer)
	}
	rows := fact.Build(d, r.lex, r.speech, r.rules.Match(d), claims)
	return &demarche.Reading{
		Schema: demarche.Schema, Article: a, Engine: r.engine,
		Actors: rows.Actors, Acts: rows.Acts, Statements: rows.Statements, Figures: rows.Figures,
		Tensions: rows.Tensions, Notes: append(notes(a, d), rows.Notes...),
	}, &Trace{why: rows.Why}
}

// Trace holds why each row of one reading came about.
type Trace struct{ why map[string][]string }

// Row returns the reasons of a row by its id ("e3"), nil when there is none.
func (t *Trace) Row(id string) []string { return t.why[id] }

// notes says what a person should know about the text itself.
func notes(a demarche.Article, d *text.Doc) []demarche.Note {
	var out []demarche.Note
	if a.Published == "" {
		out = append(out, demarche.Note{Code: "date.missing", Text: "no publication date: relative dates stay unresolved"})
	}
	continued := map[int]bool{} // in the next paragraph, as long speeches are printed
	for _, q := range d.Quotes {
		continued[q.Continues] = true
	}
	for i, q := range d.Quotes {
		if q.Closed() || q.Len() == 0 || continued[i] {
			continue
		}
		s := d.Span(q.Range)
		out = append(out, demarche.Note{Code: "quote.unclosed", Span: &s, Text: "quotation mark opened and not closed before the paragraph ends"})
	}
	return out
}

// New loads lists, rules and weights. Everything that can fail fails here.
func New(c Config) (*Reader, error) {
	r := &Reader{}
	models := make(chan opened, 1)
	go func() { models <- open() }() // unpacking them takes longest
	var err error
	if r.lex, err = lexicon.Load(c.Data); err != nil {
		return nil, err
	}
	if r.rules, err = rule.Load(c.Data, r.lex); err != nil {
		return nil, err
	}
	if r.segment, err = segment.New(c.Data); err != nil {
		return nil, err
	}
	if r.when, err = when.New(c.Data); err != nil {
		return nil, err
	}
	if r.amount, err = amount.New(c.Data); err != nil {
		return nil, err
	}
	if r.speech, err = speech.Load(c.Data, r.lex); err != nil {
		return nil, err
	}
	w := <-models
	if w.err != nil {
		return nil, w.err
	}
	r.tag, r.parse = w.tag, w.parse
	r.name, r.coref = name.New(r.lex, w.name), coref.New(r.lex)
	rules, err := hashData(c.Data)
	if err != nil {
		return nil, err
	}
	r.engine = demarche.Engine{Version: demarche.Version, Mode: "fast", Rules: rules, Weights: w.hash}
	return r, nil
}

// Engine says which program, rules and weights the reader is made of.
func (r *Reader) Engine() demarche.Engine { return r.engine }
