package speech

import (
	"strings"

	"demarche/text"
)

// findLabels finds the speakers that a transcript prints in capitals before
// their words: "TAPPER: And what then?" What follows in the paragraph is theirs.
func (f *finder) findLabels() {
	d := f.d
	for _, p := range d.Paragraphs {
		i := p.From
		for i < p.To && d.UPOS(i) == "PUNCT" {
			i++
		}
		colon := i
		for colon < p.To && colon < i+5 && d.Form(colon) != ":" {
			w := d.Form(colon)
			if w != strings.ToUpper(w) || w == strings.ToLower(w) && w != "." && w != "-" {
				break
			}
			colon++
		}
		if colon == i || colon+2 >= p.To || d.Form(colon) != ":" || len(d.Words(text.Range{From: i, To: colon})) < 3 {
			continue
		}
		f.add(cue{head: colon, rule: "speech.label", entry: entry{force: "state", frames: []string{"quote"}}, srcHead: colon - 1,
			src: text.Range{From: i, To: colon}, words: []text.Range{{From: colon, To: colon + 1}}, body: []text.Range{f.trim(text.Range{From: colon + 1, To: p.To})}})
	}
}

// signed is a new cue for a quotation under which a name stands after a dash:
// "We are tired of it." — Ana Ruiz. It is -1 when none does.
func (f *finder) signed(q int) int {
	d := f.d
	x := &d.Quotes[q]
	if !x.Closed() || x.Close+2 >= len(d.Tokens) {
		return -1
	}
	i := x.Close + 1
	switch d.Form(i) {
	case "―", "—", "–", "--", "-":
	default:
		return -1
	}
	r := f.nominal(i+1, min(i+6, len(d.Tokens)))
	h := f.head(r)
	if h < 0 || d.UPOS(h) != "PROPN" || r.To < len(d.Tokens) && d.UPOS(r.To) == "VERB" {
		return -1
	}
	f.add(cue{head: i, rule: "speech.signed", entry: entry{force: "state", frames: []string{"quote"}}, srcHead: h, src: r, words: []text.Range{{From: i, To: i + 1}}})
	return f.byHead[i]
}
