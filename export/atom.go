package export

import (
	"encoding/xml"
	"io"
	"strings"
	"time"

	"demarche"
	"demarche/view"
)

// Authority names whoever gives out the ids of a feed, in the tag: URIs of RFC
// 4151. The name is one that nobody can own (RFC 2606), since the ids are
// derived from the articles and belong to no host.
const Authority = "tag:demarche.invalid,2026:"

// The schemes of the categories of a feed.
const (
	changeScheme = Authority + "change" // the type of a change
	whoseScheme  = Authority + "whose"  // the world's news, or a correction of ours
	typeScheme   = Authority + "type"   // of an act, force of a statement
	issueScheme  = Authority + "issue"
)

// PageLinks are the addresses of one page of a feed and of those beside it (RFC
// 5005, section 3); empty where there is none.
type PageLinks struct{ Self, First, Previous, Next, Last string }

// Atom writes a page of a feed of changes (RFC 4287). It was updated when the
// record last changed, not when the file was made: the same record gives the
// same feed.
func Atom(w io.Writer, c *view.ChangesAnswer, page []view.DatedChange, links PageLinks) error {
	f := feed{Space: "http://www.w3.org/2005/Atom", Lang: "en", ID: Authority + "changes", Title: view.Clean("demarche: " + c.Title()), Subtitle: view.Clean(about(&c.Head)),
		Updated: stamped(c.Updated), Generator: generator{Version: demarche.Version, Name: "demarche"}, Author: person{Name: "demarche"}}
	if len(c.Filter) > 0 {
		f.ID += "/" + strings.Join(strings.Fields(strings.ToLower(strings.Join(c.Filter, " "))), "-") // another question is another feed
	}
	f.ID = uri(f.ID)
	for _, l := range [...]link{{Rel: "self", Href: links.Self}, {Rel: "first", Href: links.First}, {Rel: "previous", Href: links.Previous}, {Rel: "next", Href: links.Next}, {Rel: "last", Href: links.Last}} {
		if l.Href != "" {
			f.Links = append(f.Links, l)
		}
	}
	for i := range page {
		f.Entries = append(f.Entries, feedEntry(&page[i]))
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", " ")
	if err := e.Encode(f); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// stamped is a time as feeds write it (RFC 3339).
func stamped(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// feedEntry is one change. Its id names the entry, what happened to it and when
// the record took it: a later change of the same entry is another item.
func feedEntry(c *view.DatedChange) atomEntry {
	e := atomEntry{ID: uri(Authority + c.ID + "/" + strings.ReplaceAll(string(c.Change.Change), " ", "-") + "/" + c.At.UTC().Format("20060102T150405Z")),
		Title: view.Clean(string(c.Change.Change) + ": " + c.Marks + " " + strings.TrimSpace(c.Date+" "+c.Line)), Updated: stamped(c.At), Published: stamped(c.Recorded[0]),
		Content: content{Type: "text", Text: body(c)}}
	whose := "world"
	if c.Ours {
		whose = "ours"
	}
	e.Categories = []category{{string(c.Change.Change), changeScheme}, {whose, whoseScheme}}
	if c.Type != "" {
		e.Categories = append(e.Categories, category{c.Type, typeScheme})
	}
	for _, issue := range c.Issues {
		e.Categories = append(e.Categories, category{issue, issueScheme})
	}
	e.Author = person{Name: "source not stated"}
	if len(c.Sources) > 0 {
		s := &c.Sources[0]
		if s.Source != "" {
			e.Author.Name = view.Clean(string(s.Source))
		}
		if view.Link(s.URL) != "" {
			e.Links = append(e.Links, link{Rel: "alternate", Type: "text/html", Href: uri(string(s.URL)), Title: view.Clean(s.Title)})
		}
	}
	return e
}

// body is the words, what it was before, and what is to be said of it.
func body(c *view.DatedChange) string {
	var out []string
	if c.Before != "" {
		out = append(out, "before: "+c.Before)
	}
	out = append(out, sources(&c.Item)...)
	out = append(out, c.Notes...)
	out = append(out, c.Standing...)
	for i := range out {
		out[i] = view.Clean(out[i])
	}
	return strings.Join(out, "\n")
}

// uri writes what an address may not have in percent.
func uri(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c > ' ' && c < 0x7f && !strings.ContainsRune("\"<>\\^`{|}", rune(c)) {
			b.WriteByte(c)
		} else {
			b.WriteString(percent(c))
		}
	}
	return b.String()
}

func percent(c byte) string {
	const digits = "0123456789ABCDEF"
	return "%" + string([]byte{digits[c>>4], digits[c&15]})
}

// The elements of RFC 4287, in its order.
type feed struct {
	XMLName   xml.Name    `xml:"feed"`
	Space     string      `xml:"xmlns,attr"`
	Lang      string      `xml:"xml:lang,attr"`
	ID        string      `xml:"id"`
	Title     string      `xml:"title"`
	Subtitle  string      `xml:"subtitle"`
	Updated   string      `xml:"updated"`
	Author    person      `xml:"author"`
	Generator generator   `xml:"generator"`
	Links     []link      `xml:"link"`
	Entries   []atomEntry `xml:"entry"`
}

type atomEntry struct {
	ID         string     `xml:"id"`
	Title      string     `xml:"title"`
	Updated    string     `xml:"updated"`
	Published  string     `xml:"published"`
	Author     person     `xml:"author"`
	Categories []category `xml:"category"`
	Links      []link     `xml:"link"`
	Content    content    `xml:"content"`
}

type person struct {
	Name string `xml:"name"`
}

type generator struct {
	Version string `xml:"version,attr"`
	Name    string `xml:",chardata"`
}

type link struct {
	Rel   string `xml:"rel,attr"`
	Type  string `xml:"type,attr,omitempty"`
	Href  string `xml:"href,attr"`
	Title string `xml:"title,attr,omitempty"`
}

type category struct {
	Term   string `xml:"term,attr"`
	Scheme string `xml:"scheme,attr"`
}

type content struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}
