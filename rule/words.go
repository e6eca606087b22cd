package rule

import (
	"slices"
	"strings"

	"demarche"
	"demarche/text"
)

// is reports whether token t is one of the words or classes.
func (m *matcher) is(t int, w *Words) bool {
	for _, c := range w.Class {
		if m.class(t, c) {
			return true
		}
	}
	if len(w.Lemma) == 0 && len(w.Lists) == 0 && len(w.Phrases) == 0 {
		return false
	}
	for _, b := range bases(m.d, t) {
		if w.Lemma[b] {
			return true
		}
		for _, l := range w.Lists {
			if ws := m.s.lists[l]; ws[b] || t > 0 && ws[m.d.Lower(t-1)+" "+b] {
				return true
			}
		}
	}
	return slices.ContainsFunc(w.Phrases, func(p []string) bool { return m.phraseAt(p, t) })
}

// phraseAt reports whether the words of a phrase stand in a row with token t
// among them.
func (m *matcher) phraseAt(p []string, t int) bool {
	for from := t - len(p) + 1; from <= t; from++ {
		ok := from >= 0 && from+len(p) <= len(m.d.Tokens)
		for k := 0; ok && k < len(p); k++ {
			ok = m.d.Lower(from+k) == p[k] || m.d.Lemma(from+k) == p[k]
		}
		if ok {
			return true
		}
	}
	return false
}

// bases are the words that a token may be listed under: its lemma, its form,
// and the regular bases of its form, for a lemmatiser that met a rare word.
func bases(d *text.Doc, t int) []string {
	lemma, form := d.Lemma(t), d.Lower(t)
	out := []string{lemma}
	if form != lemma {
		out = append(out, form)
	}
	if b := irregular[form]; b != "" && b != lemma {
		out = append(out, b)
	}
	for _, r := range regular {
		stem, ok := strings.CutSuffix(form, r.end)
		if !ok || len(stem) < 3 {
			continue
		}
		for _, b := range r.base {
			if b == "=" {
				if n := len(stem); stem[n-1] != stem[n-2] {
					continue
				}
				b, stem = "", stem[:len(stem)-1]
			}
			if w := stem + b; w != lemma {
				out = append(out, w)
			}
		}
		break
	}
	return out
}

// irregular are past forms that are rare outside the news, and so are oftenest
// given a false lemma.
var irregular = map[string]string{
	"fled": "flee", "fought": "fight", "forbade": "forbid", "forbidden": "forbid", "overran": "overrun", "oversaw": "oversee",
	"overthrew": "overthrow", "overthrown": "overthrow", "sank": "sink", "shot": "shoot", "slain": "slay", "slew": "slay",
	"sought": "seek", "stricken": "strike", "struck": "strike", "sunk": "sink", "swore": "swear", "sworn": "swear",
	"undertaken": "undertake", "undertook": "undertake", "upheld": "uphold", "withdrawn": "withdraw", "withdrew": "withdraw",
	"withheld": "withhold", "withstood": "withstand",
}

// regular are the endings of English verbs and nouns with what stands for them
// in the base form; "=" halves a doubled consonant.
var regular = []struct {
	end  string
	base []string
}{
	{"ies", []string{"y"}}, {"ied", []string{"y"}}, {"ing", []string{"", "e", "="}}, {"ed", []string{"", "e", "="}},
	{"men", []string{"man"}}, {"es", []string{"", "e"}}, {"s", []string{""}},
}

func (m *matcher) class(t int, c string) bool {
	d := m.d
	switch c {
	case "any":
		return true
	case "actor":
		return len(d.PartiesAt(t)) > 0
	case "person", "state", "body", "organization", "human", "media":
		return slices.ContainsFunc(d.PartiesAt(t), func(e int) bool {
			k := d.Entities[e].Kind
			return c == "person" && k == demarche.Person || c == "state" && k == demarche.State || c == "media" && k == demarche.Media || c == "organization" && k == demarche.Organization ||
				c == "human" && (k == demarche.Person || k == demarche.People || k == demarche.Group || k == demarche.ArmedForce) ||
				c == "body" && k != demarche.State && k != demarche.People
		})
	case "several":
		es := d.PartiesAt(t)
		return len(es) > 1 || len(es) == 1 && (d.Tags[t].Feat("Number") == "Plur" || d.Entities[es[0]].Kind == demarche.Group && d.Tags[t].XPOS == "NNS")
	case "place":
		i := d.MentionAt(t)
		if i < 0 {
			return false
		}
		mn := &d.Mentions[i]
		kind, _, _ := strings.Cut(mn.Key, ":")
		return mn.Place || mn.Kind == demarche.State && !mn.Demonym || kind == "city" || kind == "region" || kind == "state" && !mn.Demonym
	case "time":
		return timely(d, t)
	case "amount":
		return slices.ContainsFunc(d.Amounts, func(x text.Amount) bool { return x.Head == t || x.Has(t) })
	case "noun":
		return nominal(d, t) || d.UPOS(t) == "ADJ"
	case "clause":
		return verbal(d, t)
	}
	return false
}
