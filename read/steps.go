package read

import "demarche/text"

// Step is one stage of Layers by itself: it adds its layer to the document.
// Steps exist to be measured; reading goes through Layers.
type Step struct {
	Name string
	Run  func(d *text.Doc)
}

// Steps returns the stages of Layers in their order. Run one after the other on
// a document that has only its text and date, they make what Layers makes.
func (r *Reader) Steps() []Step {
	return []Step{
		{"segment", func(d *text.Doc) {
			l := r.segment.Split(d.Text)
			d.Tokens, d.Sentences, d.Paragraphs, d.Quotes = l.Tokens, l.Sentences, l.Paragraphs, l.Quotes
		}},
		{"tag", func(d *text.Doc) { d.Tags = r.tag.Tag(d) }},
		{"parse", func(d *text.Doc) { d.SetArcs(r.parse.Parse(d)) }},
		{"when", func(d *text.Doc) { d.Times = r.when.Find(d) }},
		{"amount", func(d *text.Doc) { d.Amounts = r.amount.Find(d) }},
		{"name", func(d *text.Doc) { d.SetMentions(r.name.Find(d)) }},
		{"coref", func(d *text.Doc) {
			mentions, entities := r.coref.Chain(d)
			d.SetMentions(mentions)
			d.Entities = entities
		}},
		{"speech", func(d *text.Doc) { r.speech.Attribute(d) }},
		{"rule", func(d *text.Doc) { r.rules.Match(d) }},
	}
}
