package name

import (
	"strings"

	"demarche"
	"demarche/lexicon"
	"demarche/text"
)

// courtesy are the titles that say nothing of an office.
var courtesy = map[string]string{
	"mr": "m", "mr.": "m", "mrs": "f", "mrs.": "f", "ms": "f", "ms.": "f", "miss": "f", "mme": "f", "dr": "", "dr.": "",
	"sir": "m", "lord": "m", "lady": "f", "dame": "f", "prof.": "", "rev.": "", "hon.": "", "sheikh": "m", "mullah": "m",
}

// ranks are the short forms of ranks and offices that stand before a name.
var ranks = map[string]string{
	"gen.": "general", "gen": "general", "lt.": "lieutenant", "lt": "lieutenant", "col.": "colonel", "col": "colonel",
	"maj.": "major", "capt.": "captain", "sgt.": "sergeant", "adm.": "admiral", "sen.": "senator", "sen": "senator",
	"rep.": "representative", "rep": "representative", "gov.": "governor", "pres.": "president", "amb.": "ambassador", "cmdr.": "commander",
}

// markTitles marks the words of offices written with capitals, "Prime
// Minister", "Secretary of State", so that no name swallows one of them.
func (w *work) markTitles() {
	for i := range w.low {
		if !w.capital(i) || !w.isTitle(i) {
			continue
		}
		w.title[i] = true
		for j := i - 1; j >= 0 && beforeOffice[w.low[j]] && w.capital(j); j-- {
			w.title[j] = true
		}
		j := i + 1
		if j+1 < len(w.low) && (w.low[j] == "of" || w.low[j] == "for") {
			k := j + 1
			for k < len(w.low) && (w.low[k] == "the" || w.low[k] == "and" || officeField[w.low[k]] && w.capital(k)) {
				k++
			}
			for k > j+1 && !officeField[w.low[k-1]] {
				k--
			}
			if k > j+1 {
				for ; j < k; j++ {
					w.title[j] = true
				}
			}
		}
	}
}

// beforeOffice are the words that begin an office, officeField those that say
// its field after "of".
var (
	beforeOffice = wordSet(`prime foreign vice deputy defence defense interior finance home press attorney chief health justice trade energy economy
		assistant acting under national security special high secretary general crown caretaker interim permanent first lord chancellor supreme presidential senior domestic policy economic climate political military regional executive associate`)
	officeField = wordSet(`state defense defence war health energy commerce labor labour education transportation transport agriculture interior treasury homeland
		security justice foreign affairs staff national intelligence finance veterans environment economy trade industry information communications
		culture sport tourism development exchequer joint chiefs armed forces europe european housing urban public works relations house senate commons lords assembly court`)
)

func wordSet(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// isTitle reports whether token i is a word of office or description that can
// stand before a person's name.
func (w *work) isTitle(i int) bool {
	if _, ok := courtesy[w.low[i]]; ok {
		return true
	}
	if _, ok := ranks[w.low[i]]; ok {
		return true
	}
	if w.title[i] {
		return true
	}
	v, ok := w.noun(i)
	return ok && (strings.HasPrefix(v, "person") || strings.HasPrefix(v, "official"))
}

// noun looks token i up among the nouns for actors, by lemma and by form
// (a capitalised title is often tagged a name, its plural unlemmatised).
func (w *work) noun(i int) (string, bool) {
	switch w.d.Tags[i].UPOS {
	case "NOUN", "PROPN":
	case "ADJ", "X":
		return w.nouns.Value(w.low[i])
	default:
		return "", false
	}
	if v, ok := w.nouns.Value(strings.ToLower(w.d.Tags[i].Lemma)); ok {
		return v, true
	}
	if v, ok := w.nouns.Value(w.low[i]); ok {
		return v, true
	}
	if s, ok := strings.CutSuffix(w.low[i], "s"); ok {
		if v, ok := w.nouns.Value(s); ok {
			return v, true
		}
		if s, ok := strings.CutSuffix(s, "ie"); ok {
			return w.nouns.Value(s + "y")
		}
	}
	return "", false
}

// plural reports whether token i is a plural noun.
func (w *work) plural(i int) bool {
	t := w.d.Tags[i]
	return t.XPOS == "NNS" || t.XPOS == "NNPS" || t.Feat("Number") == "Plur" || w.low[i] == "police" || w.low[i] == "people"
}

// titleBefore reports whether a title stands right before token i.
func (w *work) titleBefore(i int) bool { return i > 0 && w.isTitle(i-1) }

// titleFits reports whether the person is known to hold the office printed
// before the surname.
func (w *work) titleFits(r text.Range, m *lexicon.Match) bool {
	if r.From == 0 {
		return false
	}
	for _, o := range m.Offices {
		words := strings.Fields(strings.ToLower(o.Title))
		if len(words) > 0 && words[len(words)-1] == w.low[r.From-1] {
			return true
		}
	}
	return false
}

// leftOf walks from the first token of a person's name over the words of
// office and description before it and returns where they begin; the name
// itself when there are none.
func (w *work) leftOf(name text.Range) int {
	d := w.d
	s := d.Sentences[d.SentenceOf(name.From)].From
	from := name.From
	titled := false
	for i := name.From - 1; i >= s; i-- {
		if k := w.inner[i]; k > 0 && !w.possessed(i+1) {
			o := w.spans[k-1]
			if o.typ == PER {
				return from
			}
			// "the President of the United States Donald Trump", "Director of
			// National Intelligence Avril Haines"
			j := o.From
			if j > s && w.low[j-1] == "the" {
				j--
			}
			if !titled && i == name.From-1 && j-2 >= s && w.low[j-1] == "of" && w.isTitle(j-2) {
				titled, from, i = true, j-2, j-2
				continue
			}
			if titled && (o.match != nil && o.match.Kind != demarche.Media && o.match.Kind != demarche.Person || w.within(i, name, from)) {
				from, i = o.From, o.From
				continue
			}
			return from
		}
		switch d.Tags[i].UPOS {
		case "NOUN", "PROPN", "ADJ", "NUM", "X":
			if w.calendar(i) {
				return from
			}
			if w.isTitle(i) {
				titled, from = true, i
				continue
			}
			if !titled && i == name.From-1 && d.Tags[i].UPOS == "NOUN" && !w.plural(i) && w.within(i, name, i) {
				titled, from = true, i // "motorcyclist", "prop forward": a plain noun that hangs from the name
				continue
			}
			if !titled || !w.within(i, name, from) {
				return from
			}
			if d.Tags[i].UPOS == "NUM" {
				return from
			}
			from = i
		case "DET":
			if titled && (w.low[i] == "the" || w.low[i] == "a" || w.low[i] == "an" || w.low[i] == "another") {
				if i > s && w.low[i-1] == "of" {
					continue // "the President of the United States Donald Trump"
				}
				return i
			}
			return from
		case "PRON":
			if titled && d.Tags[i].XPOS == "PRP$" {
				return i
			}
			return from
		case "ADP":
			if w.title[i] {
				continue
			}
			if i+1 < name.From && w.isTitle(i+1) && !w.title[i] {
				return from // "sister of Ayatollah X", "a spokesperson for President Y"
			}
			if w.low[i] != "of" && w.low[i] != "for" || i == s || !w.isTitle(i-1) && !w.titleHead(i-1, s) {
				return from
			}
			titled = true
		case "CCONJ":
			if i == s || !w.capital(i-1) || !w.capital(i+1) || d.Tags[i-1].UPOS != "PROPN" || w.inner[i-1] > 0 {
				return from
			}
		case "PART":
			// "the county's Police and Crime Commissioner", "BBC's Jonathan Marcus"
			if d.Tags[i].XPOS != "POS" || i == s || d.Tags[i-1].UPOS != "PROPN" && d.Tags[i-1].UPOS != "NOUN" {
				return from
			}
			if k := w.inner[i-1]; k > 0 {
				from = w.spans[k-1].From
				if from > s && w.low[from-1] == "the" {
					from--
				}
				return from
			}
			if !titled {
				return from
			}
			from = i - 1
			if from > s && d.Tags[from-1].UPOS == "DET" {
				from--
			}
			return from
		case "PUNCT":
			if w.low[i] == ")" && i-2 > s && w.low[i-2] == "(" {
				i -= 2 // "Director of National Intelligence (DNI) Avril Haines"
				name.From = i
				continue
			}
			if w.low[i] == "-" && titled && i > s {
				continue
			}
			return from
		default:
			return from
		}
	}
	return from
}

// titleHead reports whether a title stands before token i within the same run
// of capitals: "Minister for European Affairs".
func (w *work) titleHead(i, s int) bool {
	for ; i >= s && w.capital(i); i-- {
		if w.isTitle(i) {
			return true
		}
	}
	return false
}

// possessed reports whether token i is a possessive mark.
func (w *work) possessed(i int) bool {
	return i < len(w.d.Tags) && w.d.Tags[i].XPOS == "POS"
}

// within reports whether token i hangs, directly or not, from a token of the
// stretch between from and the end of the name.
func (w *work) within(i int, name text.Range, from int) bool {
	r := text.Range{From: min(from, name.From), To: name.To}
	for n := 0; n < 6; n++ {
		h := w.d.Arcs[i].Head
		if h < 0 {
			return false
		}
		if r.Has(h) {
			return true
		}
		if h > r.To || h < i-8 {
			return false
		}
		i = h
	}
	return false
}

// office splits the words before a name into the office and what it belongs
// to: "French President" is the President of the key state:FRA.
func (w *work) office(r text.Range) (title, of string) {
	d := w.d
	from, to := r.From, r.To
	for from < to {
		if k := w.inner[from]; k > 0 && w.spans[k-1].To < to && (w.spans[k-1].match != nil && w.stateKey(w.spans[k-1].match) != "") {
			of = w.stateKey(w.spans[k-1].match)
			from = w.spans[k-1].To
			continue
		}
		switch d.Tags[from].UPOS {
		case "DET", "PART", "PUNCT", "PRON":
			from++
			continue
		}
		break
	}
	for i := from; i < to; i++ {
		if w.low[i] == "(" {
			t := d.Words(text.Range{From: from, To: i})
			return t, of
		}
		if w.low[i] != "of" {
			continue
		}
		j := i + 1
		if j < to && w.low[j] == "the" {
			j++
		}
		if j < to {
			if k := w.inner[j]; k > 0 && w.spans[k-1].match != nil && w.stateKey(w.spans[k-1].match) != "" {
				return d.Words(text.Range{From: from, To: i}), w.stateKey(w.spans[k-1].match)
			}
		}
	}
	for to > from && d.Tags[to-1].UPOS == "PUNCT" {
		to--
	}
	if from >= to {
		return "", of
	}
	if k := w.inner[from]; k > 0 && of == "" && w.spans[k-1].match != nil {
		m := w.spans[k-1].match
		of = m.Key
		if m.Entry.Of != "" && w.spans[k-1].To > from+1 && w.gazState(from) != "" {
			of = m.Entry.Of // "Ukrainian military commander": Ukraine's
		}
	}
	return d.Words(text.Range{From: from, To: to}), of
}

// gazState is the key of the state whose name or adjective token i alone is.
func (w *work) gazState(i int) string {
	for _, m := range w.lex.Lookup(w.d.Form(i)) {
		if m.Kind == demarche.State && (m.Sense == lexicon.Name || m.Sense == lexicon.Demonym) {
			return m.Key
		}
	}
	return ""
}

// stateKey is the key of the state that a match names, or stands for.
func (w *work) stateKey(m *lexicon.Match) string {
	if m.Kind == demarche.State {
		return m.Key
	}
	return ""
}
