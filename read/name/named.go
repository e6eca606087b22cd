package name

import (
	"demarche"
	"demarche/lexicon"
	"demarche/text"
)

// named adds the mention of a name with the title that goes with it.
func (w *work) named(s *span) {
	d := w.d
	m := text.Mention{Range: s.Range, Form: demarche.ByName, Name: d.Words(s.Range)}
	if s.match != nil {
		m.Key, m.Kind = s.match.Key, s.match.Kind
		m.Of = s.match.Entry.Of
	}
	switch {
	case s.match != nil && s.match.Sense == lexicon.Demonym:
		w.demonym(s, &m)
	case s.match != nil && (s.match.Sense == lexicon.Capital || s.match.Sense == lexicon.Seat):
		// The key is that of the town, the state stands in Of.
		m.Form, m.Of, m.Key, m.Kind = demarche.ByMetonym, s.match.Key, w.townKey(s), ""
		if s.match.Sense == lexicon.Seat {
			m.Range = w.withThe(m.Range)
		} else if s.From > 0 && w.low[s.From-1] == "the" {
			m.Place = true // "the Luanda process" is no government's
		}
	case s.typ == PER:
		m.Kind = demarche.Person
		w.person(s, &m)
	case s.typ == LOC:
		m.Range = w.withThe(m.Range)
		m.Place = m.Kind != demarche.State
	case s.typ == ORG:
		if m.Kind == "" {
			m.Kind = w.orgKind(s.Range)
		}
		w.embassy(s, &m)
		m.Range = w.withThe(m.Range)
		// "the Yemen-based Houthi movement", "Egypt's state-owned Misr Oil"
		if r := w.phrase(w.headOf(s.Range)); r.From < m.From && m.From-r.From <= 6 && w.attributes(text.Range{From: r.From, To: m.From}) {
			m.From = r.From
		}
		if m.Of == "" {
			m.Of = w.orgState(s)
		}
	default:
		m.Range = w.withThe(m.Range)
	}
	m.Head = w.headOf(m.Range)
	if m.Form == demarche.ByName {
		for i := m.From; i < m.To; i++ {
			w.taken[i] = true
		}
	}
	w.add(m)
}

// townKey is the key of the largest town of the same name in the state for
// which a capital stands; empty when none is listed.
func (w *work) townKey(s *span) string {
	key, people := "", -1
	for _, m := range w.gaz[s.From].ms {
		if m.Kind == "" && m.Sense == lexicon.Name && m.Country == s.match.Country && m.Population > people {
			key, people = m.Key, m.Population
		}
	}
	return key
}

// withThe takes an article before the name into it.
func (w *work) withThe(r text.Range) text.Range {
	if i := r.From - 1; i >= 0 && w.low[i] == "the" && w.inner[i] == 0 {
		if h := w.d.Arcs[i].Head; r.Has(h) || h < 0 || !text.RelIs(w.d.Arcs[w.headOf(r)].Rel, "compound", "amod", "obl", "obl:npmod") {
			r.From-- // else it is the article of the noun that the name modifies
		}
	}
	return r
}

// person adds title, "Jr." and "of Russia" to a person's name.
func (w *work) person(s *span, m *text.Mention) {
	d := w.d
	to := s.To
	for i := s.To; i < len(d.Tokens) && i < s.To+2; i++ {
		switch w.low[i] {
		case ",":
			continue
		case "jr.", "jr", "sr.", "sr", "ii", "iii", "iv":
			to = i + 1
		}
		break
	}
	from := w.leftOf(s.Range)
	for from < s.From && d.Tags[from].UPOS == "PUNCT" {
		from++
	}
	if from < s.From {
		m.Title, m.Of = w.office(text.Range{From: from, To: s.From})
		if m.Of == "" && to+1 < len(d.Tokens) && w.low[to] == "of" {
			j := to + 1
			if w.low[j] == "the" {
				j++
			}
			if j < len(d.Tokens) && w.inner[j] > 0 {
				if o := w.spans[w.inner[j]-1]; o.From == j && o.match != nil && (o.typ == LOC || o.typ == ORG) {
					m.Of, to = o.match.Key, o.To
				}
			}
		}
	} else if to+1 < len(d.Tokens) && w.low[to] == "of" {
		// "Presidents A of X and B of Y": the second has no title of its own.
		j := to + 1
		if w.low[j] == "the" {
			j++
		}
		if j < len(d.Tokens) && w.inner[j] > 0 {
			if o := w.spans[w.inner[j]-1]; o.From == j && o.match != nil && o.match.Kind == demarche.State {
				m.Of, to = o.match.Key, o.To
			}
		}
	}
	m.Range = text.Range{From: from, To: to}
	m.Name = d.Words(text.Range{From: s.From, To: s.To})
}

// demonym makes the mention of "Russian", "Russians", "the Saudis".
func (w *work) demonym(s *span, m *text.Mention) {
	d := w.d
	m.Key, m.Kind, m.Of = s.match.Key, demarche.State, s.match.Key
	last := s.To - 1
	t := d.Tags[last]
	noun := t.UPOS == "NOUN" || t.UPOS == "PROPN"
	switch rel := d.Arcs[last].Rel; {
	case noun && w.plural(last) && !text.RelIs(rel, "compound", "amod"):
		m.Name = ""
		m.Form = demarche.ByGroup
		if d.Arcs[last].Rel != "" && last > 0 && w.low[s.From-1] == "the" && s.From > 0 {
			m.Form, m.Kind = demarche.ByMetonym, demarche.State
			m.Range = w.withThe(m.Range)
		} else {
			m.Kind, m.Key = demarche.People, ""
			w.widen(m)
		}
	default:
		m.Demonym = true
	}
}

// widen takes the words before the head of a bare plural into the mention:
// "those remaining Americans", "2 million Syrians".
func (w *work) widen(m *text.Mention) {
	r := w.phrase(m.To - 1)
	m.From = min(m.From, r.From)
}

// attributes reports whether the words can stand before a noun that they
// describe.
func (w *work) attributes(r text.Range) bool {
	for i := r.From; i < r.To; i++ {
		switch w.d.Tags[i].UPOS {
		case "DET", "ADJ", "NOUN", "PROPN", "NUM", "PART":
		case "PUNCT":
			if w.low[i] != "-" && w.low[i] != "–" {
				return false
			}
		case "VERB":
			if i == 0 || w.low[i-1] != "-" && w.low[i-1] != "–" {
				return false
			}
		default:
			return false
		}
	}
	return w.d.SentenceOf(r.From) == w.d.SentenceOf(r.To)
}

// embassy takes the town into the name of a mission: "the US Embassy in London".
func (w *work) embassy(s *span, m *text.Mention) {
	switch w.low[s.To-1] {
	case "embassy", "consulate", "mission":
	default:
		return
	}
	if j := s.To + 1; j < len(w.low) && (w.low[s.To] == "in" || w.low[s.To] == "to") && w.inner[j] > 0 && w.spans[w.inner[j]-1].From == j {
		m.To = w.spans[w.inner[j]-1].To
		m.Name, m.Key = w.d.Words(text.Range{From: s.From, To: m.To}), ""
	}
}

// orgKind guesses the kind of an unlisted body from its words.
func (w *work) orgKind(r text.Range) demarche.ActorKind {
	kind := demarche.ActorKind("")
	for i := r.From; i < r.To; i++ {
		switch w.low[i] {
		case "news", "times", "post", "tv", "radio", "newspaper", "daily", "gazette", "herald", "tribune", "journal", "broadcasting", "television":
			return demarche.Media
		}
		if k := bodyKind[w.low[i]]; k != "" && kind == "" {
			kind = k
		}
	}
	if v, ok := w.noun(r.To - 1); ok {
		if k := kindOf(v, false); k != demarche.Person && k != demarche.State && k != demarche.People {
			return k
		}
	}
	if kind == "" {
		return demarche.Organization
	}
	return kind
}

// bodyKind is the kind of body that a word in its name tells.
var bodyKind = func() map[string]demarche.ActorKind {
	m := map[string]demarche.ActorKind{}
	for k, words := range map[demarche.ActorKind]string{
		demarche.Government: "ministry department government parliament embassy police senate congress court assembly bureau presidency",
		demarche.ArmedForce: "forces army navy guard guards command brigade brigades battalion marines corps regiment",
		demarche.Company:    "inc inc. corp corp. ltd ltd. company corporation holdings airlines energy oil gas limited",
		demarche.Group:      "movement party front brotherhood coalition rebels",
	} {
		for w := range wordSet(words) {
			m[w] = k
		}
	}
	return m
}()

// orgState is the state whose name or demonym stands in the name of a body.
func (w *work) orgState(s *span) string {
	for i := s.From; i < s.To; i++ {
		if g := w.gaz[i]; g.to > 0 && g.to <= s.To {
			for k := range g.ms {
				if key := w.stateKey(&g.ms[k]); key != "" && g.ms[k].Sense != lexicon.Capital {
					return key
				}
			}
		}
	}
	if s.To+1 < len(w.low) && w.low[s.To] == "of" {
		j := s.To + 1
		if w.low[j] == "the" {
			j++
		}
		if j < len(w.low) && w.inner[j] > 0 && w.spans[w.inner[j]-1].match != nil {
			return w.stateKey(w.spans[w.inner[j]-1].match)
		}
	}
	return ""
}
