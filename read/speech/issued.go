package speech

import (
	"slices"

	"demarche"
	"demarche/text"
)

// Issued adds the statements of a document that is itself a statement ("I
// welcome …", "The United States condemns …"): issuer is the entity that
// published it and speaks in it. A row is made of each sentence outside
// quotations that pledges, threatens, warns, proposes, demands, refuses,
// criticises or supports; plain narration gets none. The claims found before
// reach the reader through the issuer; those that only repeat in part what he
// says of himself lose their content.
func (a *Attributor) Issued(d *text.Doc, claims []Claim, issuer int) []Claim {
	if len(d.Arcs) != len(d.Tokens) || len(d.Tags) != len(d.Tokens) || issuer < 0 || issuer >= len(d.Entities) {
		return claims
	}
	f := &finder{Attributor: a, d: d, quoteOf: outerQuotes(d)}
	f.limits()
	group := 0
	for i := range claims {
		group = max(group, claims[i].Group+1)
	}
	out := slices.Clone(claims)
	for s := range d.Sentences {
		r := f.trim(d.Sentences[s].Range)
		if d.Sentences[s].Kind != text.Body || r.Len() < 2 || f.inQuote(r.From) >= 0 || f.reported(claims, r) {
			continue
		}
		c := Claim{Source: []int{issuer}, CueHead: -1, Mode: demarche.Direct, Force: demarche.Say, Quote: -1, Parent: -1, Group: group, Rule: "speech.issuer"}
		p := piece{r}
		c.Content = []demarche.Span{d.Span(r)}
		c.Whole = c.Content
		c.Heads = f.heads(p)
		if len(c.Heads) == 0 {
			continue
		}
		c.Condition = f.condition(p)
		w := f.content(&cue{}, &c, p)
		fo, reason := w.issued(issuer)
		if fo == "" {
			continue
		}
		c.Force, c.Why = fo, []string{"force " + string(fo) + ": " + reason}
		group++
		for i := range claims {
			o := &out[i]
			if len(o.Content) == 0 || !coversAll(c.Content, o.Content) {
				continue
			}
			switch {
			case len(o.Source) == 0 || slices.Contains(o.Source, issuer) || w.side([]int{issuer}, o.Source[0]) && o.Rule == "speech.verb":
				o.Content, o.Heads = nil, nil
			case !slices.Contains(o.Via, issuer):
				o.Via = append([]int{issuer}, o.Via...)
			}
		}
		out = append(out, c)
	}
	sortClaims(out)
	return out
}

// reported reports whether the sentence is mostly the words of a claim found
// before: the issuer quotes somebody.
func (f *finder) reported(claims []Claim, r text.Range) bool {
	at := f.d.Span(r)
	for i := range claims {
		c := &claims[i]
		if c.Inside || c.CueHead < 0 || !r.Has(c.CueHead) || c.Hold || c.Rule == "speech.noun" || len(c.Content) == 0 || len(c.Source) == 0 {
			continue
		}
		if c.Force == demarche.Say || c.Rule == "speech.according" {
			n := 0
			for _, s := range c.Content {
				if at.Overlaps(s) {
					n += s.Len()
				}
			}
			if n*2 > at.Len() {
				return true
			}
		}
	}
	return false
}

// issued is the force of a sentence of the issuer's own, "" for narration.
func (w *content) issued(issuer int) (demarche.Force, string) {
	d := w.f.d
	if fo, r := w.byWords(); fo != "" && fo != demarche.Deny {
		return fo, r
	}
	present := func(h int) bool {
		x := d.Tags[h].XPOS
		return x == "VBP" || x == "VBZ"
	}
	for _, h := range append([]int{w.head}, d.AllKids(w.head, "conj")...) {
		if d.UPOS(h) != "VERB" {
			continue
		}
		e, _ := w.f.verbEntry(h)
		if e != nil && e.force != demarche.Say && (present(h) || d.Tags[h].XPOS == "VBG" && d.Kid(h, "aux") >= 0) && (w.own || w.third(issuer)) {
			return e.force, e.word
		}
		// "I join them in calling for …", "our efforts to urge … continue", "we continue to urge"
		for k := range d.Kids(h) {
			if text.RelIs(d.Rel(k), "advcl", "xcomp") && k > h {
				if e, _ := w.f.verbEntry(k); e != nil && (e.force == demarche.Demand || e.prep("+", "for")) && (w.own || w.third(issuer)) && present(h) {
					return demarche.Demand, e.word
				}
			}
		}
	}
	if w.subj >= 0 && w.own {
		for k := range d.Kids(w.subj) {
			if text.RelIs(d.Rel(k), "acl") {
				if e, _ := w.f.verbEntry(k); e != nil && e.force == demarche.Demand {
					return e.force, e.word
				}
			}
		}
	}
	switch {
	case w.bad != "" && !w.own:
		if w.f.evaluates(w.head, w.bad) || w.at(w.bad) >= 0 {
			return demarche.Criticise, w.bad
		}
	case w.will && !w.negated && (w.own || w.third(issuer)):
		return demarche.Pledge, "will"
	}
	for i := w.head; i < len(d.Tokens) && d.SentenceOf(i) == d.SentenceOf(w.head); i++ {
		if d.Lemma(i) == "stand" && i+1 < len(d.Tokens) && d.Lower(i+1) == "ready" {
			return demarche.Pledge, "stand ready"
		}
	}
	return "", ""
}

// third reports whether the subject is no actor of another state: the issuer's
// state, or a thing of his ("this assistance").
func (w *content) third(issuer int) bool {
	if w.subj < 0 {
		return true
	}
	d := w.f.d
	a := d.ActorsAt(w.subj)
	if len(a) == 0 {
		return d.UPOS(w.subj) != "PROPN"
	}
	for _, e := range a {
		if e == issuer || w.side([]int{issuer}, e) || d.Entities[issuer].Country == "" {
			return true
		}
	}
	return false
}
