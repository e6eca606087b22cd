package read

import (
	"regexp"
	"strings"
	"unicode"

	"demarche"
	"demarche/text"
)

// A document that is itself a statement ("Statement by …", a ministry's text
// that says "we") has an issuer, who is the speaker of its first-person
// sentences. The issuer often stands in the title or the source only.

// stated is how the title of such a document begins.
var stated = regexp.MustCompile(`(?i)^(?:joint |press |official |opening |closing |written )?(?:statement|remarks|message|letter|address|declaration|proclamation|speech|testimony|comments?)s? (?:from|by|of) (?:the )?(.+)$`)

// stops are the words that end the name of the issuer in a title.
var stops = map[string]bool{"on": true, "at": true, "in": true, "regarding": true, "following": true, "after": true, "to": true, "before": true,
	"about": true, "concerning": true, "marking": true, "for": true, "with": true, "during": true, "ahead": true, "as": true, "welcoming": true}

// titleIssuer is the name of the issuer as the title gives it, or "".
func titleIssuer(title string) string {
	m := stated.FindStringSubmatch(strings.TrimSpace(title))
	if m == nil {
		return ""
	}
	var out []string
	for _, w := range strings.Fields(m[1]) {
		low := strings.ToLower(strings.Trim(w, ",;:–—"))
		// "Adrienne Watson Welcoming the Ceasefire": a participle ends the name
		if stops[low] || strings.HasSuffix(low, "ing") && len(low) > 5 && len(out) > 1 {
			break
		}
		out = append(out, strings.TrimRight(w, ",;:"))
		if strings.ContainsAny(w[len(w)-1:], ",;:") {
			break
		}
	}
	return strings.Join(out, " ")
}

// issuer finds or adds the entity that issued the document, -1 when the
// document is not a statement in the first person.
func (r *Reader) issuer(a demarche.Article, d *text.Doc) int {
	if n := titleIssuer(a.Title); n != "" {
		return r.entity(d, n)
	}
	if a.Source == "" || !firstPerson(d) {
		return -1
	}
	return r.sourceEntity(d, string(a.Source))
}

// firstPerson reports whether "we" or "I" speaks outside quotations. "Our" is
// not enough: a read-out in the third person says "our allies", too.
func firstPerson(d *text.Doc) bool {
	for i := range d.Tokens {
		switch d.Form(i) {
		case "we", "We", "I":
			if d.QuoteOf(i) < 0 && text.RelIs(d.Rel(i), "nsubj") {
				return true
			}
		}
	}
	return false
}

// entity returns the entity of d that the words name, added when d has none.
func (r *Reader) entity(d *text.Doc, words string) int {
	n := r.Layers(words+" spoke.", d.Published)
	best := -1
	for e := range n.Entities {
		x := &n.Entities[e]
		if !x.Place && (best < 0 || x.Kind == demarche.Person && n.Entities[best].Kind != demarche.Person) {
			best = e
		}
	}
	if best < 0 {
		return -1
	}
	return adopt(d, n.Entities[best])
}

// sourceEntity reads the name of a body off the source ("U.S. Department of
// State").
func (r *Reader) sourceEntity(d *text.Doc, source string) int {
	source, _, _ = strings.Cut(source, " — ")
	n := &text.Doc{Text: source}
	l := r.segment.Split(source)
	n.Tokens = l.Tokens
	for i := range n.Tokens {
		if !unicode.IsUpper([]rune(n.Form(i))[0]) {
			continue
		}
		for _, m := range r.lex.Find(n, i) {
			switch m.Kind {
			case demarche.Government, demarche.Organization, demarche.ArmedForce:
				return adopt(d, text.Entity{Name: m.Name, Kind: m.Kind, Country: m.Country, Key: m.Key})
			}
		}
	}
	return -1
}

// adopt returns the entity of d that is x, adding it when it is new.
func adopt(d *text.Doc, x text.Entity) int {
	for e := range d.Entities {
		y := &d.Entities[e]
		if x.Key != "" && y.Key == x.Key || y.Name == x.Name {
			return e
		}
	}
	x.Mentions, x.Roles = nil, nil
	d.Entities = append(d.Entities, x)
	return len(d.Entities) - 1
}
