package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// block are the elements that begin and end a paragraph.
var block = map[atom.Atom]bool{
	atom.Address: true, atom.Article: true, atom.Aside: true, atom.Blockquote: true, atom.Body: true, atom.Dd: true,
	atom.Details: true, atom.Div: true, atom.Dl: true, atom.Dt: true, atom.Fieldset: true, atom.Figure: true,
	atom.Footer: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true,
	atom.Header: true, atom.Hr: true, atom.Main: true, atom.Ol: true, atom.P: true, atom.Pre: true, atom.Section: true,
	atom.Table: true, atom.Ul: true, atom.Summary: true,
}

// silent are the elements whose words are not the article's: code, controls
// and the captions and credits of pictures.
var silent = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Head: true, atom.Nav: true,
	atom.Form: true, atom.Button: true, atom.Select: true, atom.Textarea: true, atom.Svg: true, atom.Math: true,
	atom.Iframe: true, atom.Object: true, atom.Video: true, atom.Audio: true, atom.Canvas: true, atom.Figcaption: true,
}

// textOf renders a tree as text: a blank line between blocks, one line for
// each list item ("- ") and table row, white space as a browser shows it.
func textOf(n *html.Node) string {
	var r renderer
	r.node(n, 0)
	return strings.TrimSpace(r.out.String())
}

// renderer writes words and remembers the break that is due before the next.
type renderer struct {
	out strings.Builder
	gap int // 1: a space is due, 2: a line break, 3: a blank line
	pre int // depth of <pre>
}

func (r *renderer) due(gap int) { r.gap = max(r.gap, gap) }

// write puts words after the break that is due.
func (r *renderer) write(s string) {
	if r.out.Len() > 0 {
		r.out.WriteString([...]string{"", " ", "\n", "\n\n"}[r.gap])
	}
	r.gap = 0
	r.out.WriteString(s)
}

// maxDepth bounds the recursion; the parser allows 512 open elements.
const maxDepth = 1000

func (r *renderer) node(n *html.Node, depth int) {
	if depth > maxDepth {
		return
	}
	switch n.Type {
	case html.TextNode:
		r.text(n.Data)
		return
	case html.ElementNode:
		if silent[n.DataAtom] || hidden(n) {
			return
		}
	case html.DocumentNode:
	default:
		return
	}
	inner := func() {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			r.node(c, depth+1)
		}
	}
	switch {
	case n.DataAtom == atom.Br:
		if r.gap == 2 {
			r.due(3) // two in a row make a paragraph
		}
		r.due(2)
	case n.DataAtom == atom.Li:
		r.due(2)
		r.write("- ")
		before := r.out.Len()
		inner()
		if r.out.Len() == before {
			r.gap = 0
		}
		r.due(2)
	case n.DataAtom == atom.Tr:
		r.due(2)
		inner()
		r.due(2)
	case n.DataAtom == atom.Td || n.DataAtom == atom.Th:
		r.due(1)
		inner()
		r.due(1)
	case n.DataAtom == atom.Pre:
		r.due(3)
		r.pre++
		inner()
		r.pre--
		r.due(3)
	case block[n.DataAtom] && parentIs(n, atom.Li):
		r.due(1)
		inner()
		r.due(1)
	case block[n.DataAtom]:
		r.due(3)
		inner()
		r.due(3)
	default:
		inner()
	}
}

func parentIs(n *html.Node, a atom.Atom) bool { return n.Parent != nil && n.Parent.DataAtom == a }

// hidden reports what a reader of the page does not see.
func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch {
		case a.Key == "hidden", a.Key == "aria-hidden" && a.Val == "true":
			return true
		case a.Key == "style" && strings.Contains(strings.ReplaceAll(strings.ToLower(a.Val), " ", ""), "display:none"):
			return true
		}
	}
	return false
}

// text writes character data, with runs of white space as one space. A
// no-break space is a character like any other.
func (r *renderer) text(s string) {
	const white = " \t\r\n\f"
	if r.pre > 0 {
		if s = strings.Trim(strings.ReplaceAll(s, "\r\n", "\n"), "\n"); s != "" {
			r.write(s)
		}
		return
	}
	for s != "" {
		i := strings.IndexAny(s, white)
		switch {
		case i < 0:
			r.write(s)
			return
		case i > 0:
			r.write(s[:i])
		}
		r.due(1)
		s = strings.TrimLeft(s[i:], white)
	}
}
