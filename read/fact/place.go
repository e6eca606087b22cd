package fact

import (
	"slices"
	"strings"

	"demarche"
	"demarche/lexicon"
	"demarche/text"
)

// placeOf finds where what is told at token head happens: places in its own
// clause behind a preposition of place. toward adds those reached by "to" and
// "into", which are places for a visit and goals for everything else.
func (b *builder) placeOf(head int, toward bool) *demarche.Place {
	if p := b.placeUnder(head, toward, "obl", "nmod", "conj", "appos", "compound", "flat"); p != nil {
		return p
	}
	// "amassed troops near the border": the place hangs from the object
	for _, k := range b.d.AllKids(head, "obj", "nsubj:pass", "advmod") {
		if p := b.placeUnder(k, toward, "nmod", "obl"); p != nil {
			return p
		}
	}
	return nil
}

// placeUnder joins the places that hang from token i by the relations, or
// from those in turn, clauses left out.
func (b *builder) placeUnder(i int, toward bool, rels ...string) *demarche.Place {
	var found []int
	var walk func(i, depth int)
	walk = func(i, depth int) {
		for k := range b.d.Kids(i) {
			if !text.RelIs(b.d.Rel(k), rels...) || clausal(b.d, k) || depth > 3 {
				continue
			}
			if m := b.d.MentionAt(k); m >= 0 && b.d.Mentions[m].Place && b.locative(k, toward) {
				found = append(found, m)
				walk(k, depth+1)
			} else if depth < 1 || text.RelIs(b.d.Rel(k), "conj") {
				walk(k, depth+1)
			}
		}
	}
	walk(i, 0)
	if len(found) == 0 {
		return nil
	}
	return b.place(found)
}

var inPlace = map[string]bool{"in": true, "at": true, "near": true, "on": true, "outside": true, "across": true, "around": true, "along": true, "throughout": true, "inside": true, "within": true, "over": true, "off": true, "through": true}
var toPlace = map[string]bool{"to": true, "into": true, "toward": true, "towards": true, "for": true}

// locative reports whether the noun phrase at k stands behind a preposition
// of place, or is coordinated with one that does.
func (b *builder) locative(k int, toward bool) bool {
	for {
		if c := b.d.Kid(k, "case"); c >= 0 {
			w := b.d.Lower(c)
			return inPlace[w] || toward && toPlace[w]
		}
		if !text.RelIs(b.d.Rel(k), "conj") {
			return toward && text.RelIs(b.d.Rel(k), "obj")
		}
		k = b.d.Head(k)
	}
}

// place joins place mentions into one public place: "Kyiv and Moscow" is one
// place of two names; "the Kremlin, Moscow" one site.
func (b *builder) place(ms []int) *demarche.Place {
	p := &demarche.Place{Precision: demarche.NoneOfPlace, Basis: demarche.Read}
	var names []string
	for _, i := range ms {
		m := &b.d.Mentions[i]
		name := placeName(b.d, m)
		if slices.Contains(names, name) {
			continue
		}
		names = append(names, name)
		e := b.lex.Entry(m.Key)
		if e == nil || len(names) > 1 {
			continue
		}
		p.Country = demarche.Maybe(e.Country)
		p.Precision = precision(e)
		if (p.Precision == demarche.City || p.Precision == demarche.Site) && (e.Lat != 0 || e.Lon != 0) {
			lat, lon := e.Lat, e.Lon
			p.Lat, p.Lon = &lat, &lon
		}
	}
	switch len(names) {
	case 1:
		p.Name = names[0]
	default:
		// several places are no single point
		p.Name = strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
		p.Lat, p.Lon, p.Precision = nil, nil, demarche.NoneOfPlace
		for _, i := range ms[1:] {
			if e := b.lex.Entry(b.d.Mentions[i].Key); e == nil || demarche.Maybe(e.Country) != p.Country {
				p.Country = ""
			}
		}
	}
	return p
}

// placeName is the printed name without a leading article.
func placeName(d *text.Doc, m *text.Mention) string {
	w := d.Words(m.Range)
	for _, a := range []string{"the ", "The "} {
		w = strings.TrimPrefix(w, a)
	}
	return w
}

func precision(e *lexicon.Entry) demarche.Precision {
	switch {
	case e.Precision != "":
		return e.Precision
	case strings.HasPrefix(e.Key, "state:"):
		return demarche.CountryWide
	case strings.HasPrefix(e.Key, "city:"):
		return demarche.City
	case strings.HasPrefix(e.Key, "body:"):
		return demarche.Site
	}
	return demarche.Region
}
