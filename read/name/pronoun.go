package name

import (
	"demarche"
	"demarche/text"
)

// pronouns that can refer to actors, with what they tell of them.
var pronouns = map[string]demarche.ActorKind{
	"he": demarche.Person, "him": demarche.Person, "his": demarche.Person, "himself": demarche.Person,
	"she": demarche.Person, "her": demarche.Person, "hers": demarche.Person, "herself": demarche.Person,
	"i": demarche.Person, "me": demarche.Person, "my": demarche.Person, "mine": demarche.Person, "myself": demarche.Person,
	"it": "", "its": "", "itself": "", "they": "", "them": "", "their": "", "theirs": "", "themselves": "",
	"we": "", "us": "", "our": "", "ours": "", "ourselves": "", "both": "",
	"who": "", "whom": "", "whose": "", "which": "", "that": "",
}

// pronoun adds token i when it is a pronoun that can refer to an actor.
func (w *work) pronoun(i int) bool {
	d := w.d
	if u := d.Tags[i].UPOS; u != "PRON" && u != "DET" {
		return false
	}
	kind, ok := pronouns[w.low[i]]
	if !ok {
		return false
	}
	switch w.low[i] {
	case "that", "which":
		if !w.relative(i) {
			return false
		}
	case "both":
		if d.Arcs[i].Rel == "det" || d.Arcs[i].Rel == "cc:preconj" {
			return false
		}
	}
	w.add(text.Mention{Range: text.Range{From: i, To: i + 1}, Head: i, Form: demarche.ByPronoun, Kind: kind})
	return true
}

// relative reports whether token i stands in a relative clause as its pronoun.
func (w *work) relative(i int) bool {
	for h, n := w.d.Arcs[i].Head, 0; h >= 0 && n < 4; h, n = w.d.Arcs[h].Head, n+1 {
		if w.d.Arcs[h].Rel == "acl:relcl" {
			return true
		}
	}
	return w.d.Tags[i].XPOS == "WDT"
}
