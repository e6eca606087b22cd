package page

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// facts reads what a page says of itself: title, publication date, source,
// address and language, from meta elements, JSON-LD, <time>, <html lang> and
// the headings. A date that can be taken in two ways is not taken, and none is
// guessed from the words.
func (d *draft) facts(doc *html.Node) {
	meta := map[string]string{}
	var title, h1, published, canonical, ldDate, ldTitle string
	h1s := 0
	var walk func(n *html.Node, depth int)
	walk = func(n *html.Node, depth int) {
		if depth > maxDepth {
			return
		}
		if n.Type == html.ElementNode {
			switch n.DataAtom {
			case atom.Html:
				d.lang = attr(n, "lang")
			case atom.Title:
				if title == "" && !inside(n, "svg") {
					title = textOf(n)
				}
			case atom.H1:
				if h1s++; h1 == "" {
					h1 = textOf(n)
				}
			case atom.Meta:
				name := strings.ToLower(attr(n, "property") + attr(n, "name") + attr(n, "itemprop"))
				if _, seen := meta[name]; !seen && name != "" {
					meta[name] = strings.TrimSpace(attr(n, "content"))
				}
			case atom.Link:
				if strings.EqualFold(attr(n, "rel"), "canonical") {
					canonical = attr(n, "href")
				}
			case atom.Time:
				if at := pageDay(attr(n, "datetime")); published == "" && at != "" && (has(n, "pubdate") || attr(n, "itemprop") == "datePublished") {
					published = at
				}
			case atom.Script:
				if strings.HasPrefix(strings.ToLower(attr(n, "type")), "application/ld+json") && n.FirstChild != nil {
					var v any
					if json.Unmarshal([]byte(n.FirstChild.Data), &v) == nil {
						if t, day := linked(v, 0); ldDate == "" {
							ldTitle, ldDate = t, day
						}
					}
				}
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, depth+1)
		}
	}
	walk(doc, 0)
	if h1s > 1 {
		h1 = "" // one of them is the name of the site
	}
	d.title = first(meta["og:title"], ldTitle, meta["headline"], h1, meta["twitter:title"], title)
	d.source = first(meta["og:site_name"], meta["application-name"])
	d.url = first(canonical, meta["og:url"])
	if !strings.HasPrefix(d.url, "http") {
		d.url = ""
	}
	days := []string{ldDate, published}
	for _, m := range []string{"article:published_time", "og:article:published_time", "datepublished", "date", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "publishdate", "pubdate", "parsely-pub-date", "sailthru.date", "citation_publication_date"} {
		days = append(days, pageDay(meta[m]))
	}
	d.date = first(days...)
	if d.lang == "" {
		d.lang = first(meta["og:locale"], meta["language"], meta["dc.language"])
	}
}

func first(from ...string) string {
	for _, s := range from {
		if s != "" {
			return s
		}
	}
	return ""
}

func has(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

func inside(n *html.Node, name string) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.Data == name {
			return true
		}
	}
	return false
}

// linked finds headline and datePublished in JSON-LD: in an object, in a list,
// in a "@graph".
func linked(v any, depth int) (title, day string) {
	if depth > 5 {
		return "", ""
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			if title, day = linked(e, depth+1); day != "" {
				return title, day
			}
		}
	case map[string]any:
		s, _ := v["datePublished"].(string)
		if day = pageDay(s); day != "" {
			title, _ = v["headline"].(string)
			return html.UnescapeString(title), day
		}
		return linked(v["@graph"], depth+1)
	}
	return "", ""
}
