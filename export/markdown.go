package export

import (
	"fmt"
	"io"
	"strings"

	"demarche"
	"demarche/ledger"
	"demarche/store"
	"demarche/view"
)

// Appendix is what a brief in Markdown needs besides its rows: the articles, and
// how a text falls into sentences.
type Appendix struct {
	Article   func(demarche.ArticleKey) (store.Article, error)
	Sentences func(text string) []demarche.Span
}

// Markdown writes a brief to be sent on. Each row has a number, and under that
// number the appendix has the sentence that says it, whole and with its words
// marked, and the address, which leads to the very words where the browser knows
// text fragments (WICG, URL Fragment Text Directives).
func Markdown(w io.Writer, b *view.BriefAnswer, ap Appendix) error {
	n := &numbered{ap: ap, items: itemsOf(b), numbers: map[string]int{}}
	n.head(b)
	page := b.Page()
	for i := range page.Sections {
		n.section(&page.Sections[i])
	}
	if err := n.appendix(); err != nil {
		return err
	}
	_, err := io.WriteString(w, n.b.String())
	return err
}

// numbered sets a page with numbers that lead to the appendix.
type numbered struct {
	b       strings.Builder
	ap      Appendix
	items   map[string]*view.Item
	numbers map[string]int // by row
	order   []string
}

// itemsOf finds the rows of a brief by their ids.
func itemsOf(b *view.BriefAnswer) map[string]*view.Item {
	out := map[string]*view.Item{}
	add := func(it *view.Item) {
		for k := range it.Sides {
			out[it.Sides[k].ID] = &it.Sides[k]
		}
		if old := out[it.ID]; old == nil || len(old.Sources) == 0 {
			out[it.ID] = it
		}
	}
	for _, list := range [][]view.Change{b.Changes, b.Ours} {
		for i := range list {
			add(&list[i].Item)
		}
	}
	for i := range b.Week {
		add(&b.Week[i].Item)
	}
	for _, list := range [][]view.Commitment{b.Commitments, b.Conditions} {
		for i := range list {
			add(&list[i].Item)
		}
	}
	for i := range b.Tensions {
		add(&b.Tensions[i].Item)
	}
	return out
}

func (n *numbered) head(b *view.BriefAnswer) {
	n.b.WriteString("# " + view.Escape(capital(b.Title())) + "\n\n" + view.Escape(about(&b.Head)) + "\n")
	for _, note := range b.Notes {
		n.b.WriteString("\n*" + view.Escape(note) + "*\n")
	}
	n.b.WriteString("\n" + view.Escape(view.Legend) + "\n")
}

func (n *numbered) section(s *view.Section) {
	if s.Title != "" {
		n.b.WriteString("\n## " + view.Escape(s.Title))
		if s.Count > 0 {
			fmt.Fprintf(&n.b, " (%d)", s.Count)
		}
		n.b.WriteString("\n")
	}
	for _, said := range []string{s.Said, s.None} {
		if said != "" && (said == s.Said || len(s.Lines) == 0) {
			n.b.WriteString("\n" + view.Escape(said) + "\n")
		}
	}
	if len(s.Lines) > 0 {
		n.b.WriteString("\n")
	}
	for i := range s.Lines {
		n.line(&s.Lines[i])
	}
	if s.More != "" {
		n.b.WriteString("\n*" + view.Escape(s.More) + "*\n")
	}
}

func (n *numbered) line(l *view.Line) {
	n.b.WriteString("- ")
	if l.Tag != "" {
		n.b.WriteString("**" + view.Escape(l.Tag) + "** ")
	}
	n.b.WriteString(sentence(l.Marks, l.Date, l.Text) + n.mark(l.ID) + "\n")
	for i := range l.Sides {
		if c := &l.Sides[i]; c.Text != "" {
			n.b.WriteString("  - " + sentence(c.Marks, "", c.Text) + n.mark(c.ID) + "\n")
		}
	}
	if len(l.Notes) > 0 {
		n.b.WriteString("  - " + view.Escape(strings.Join(l.Notes, " · ")) + "\n")
	}
	for _, below := range l.Below {
		n.b.WriteString("  - " + view.Escape(below) + "\n")
	}
}

func sentence(marks, date, s string) string {
	return strings.Join(strings.Fields(marks+" "+view.Escape(date)+" "+view.Escape(s)), " ")
}

// mark gives a row its number, the same wherever it stands; none where no
// article can be cited.
func (n *numbered) mark(id string) string {
	it := n.items[id]
	if it == nil || len(it.Sources) == 0 {
		return ""
	}
	k := n.numbers[id]
	if k == 0 {
		n.order = append(n.order, id)
		k = len(n.order)
		n.numbers[id] = k
	}
	return fmt.Sprintf(" [[%d]](#s%d)", k, k)
}

// appendix writes the sentences.
func (n *numbered) appendix() error {
	if len(n.order) == 0 {
		return nil
	}
	n.b.WriteString("\n## Sentences\n")
	for i, id := range n.order {
		it := n.items[id]
		s := &it.Sources[0]
		quoted, link, err := n.quote(it, s)
		if err != nil {
			return err
		}
		fmt.Fprintf(&n.b, "\n%d. <a id=\"s%d\"></a>%s\n   — %s `%s`\n", i+1, i+1, quoted, link, id)
		if len(it.Sources) > 1 {
			var also []string
			for k := range it.Sources[1:] {
				also = append(also, view.Escape(source(&it.Sources[k+1])))
			}
			n.b.WriteString("   also: " + strings.Join(also, "; ") + "\n")
		}
	}
	return nil
}

// quote is the sentence of an article that has the words of a row, with the
// words marked, and the article with a link to them.
func (n *numbered) quote(it *view.Item, s *view.Source) (quoted, link string, err error) {
	link = view.Escape(strings.Join(strings.Fields(s.Title+" · "+source(s)), " "))
	for _, r := range it.Reports() {
		if r.Row.ID != s.Row {
			continue
		}
		art, err := n.ap.Article(r.Row.Article)
		if err != nil {
			return "", "", err
		}
		spans := r.Row.Evidence()
		if art.Forgotten != nil || len(spans) == 0 {
			break
		}
		if what := ledger.Evidence(&r.Row, art.Text); what != "" {
			return "", "", unfounded(&r.Row, what)
		}
		if view.Link(s.URL) != "" {
			link = "[" + link + "](" + fragment(string(s.URL), art.Text, spans[0]) + ")"
		}
		return n.marked(art.Text, spans), link, nil
	}
	return "“" + view.Escape(strings.Join(s.Words, "” … “")) + "”", link, nil
}

// marked is the sentences in which the spans stand, these in bold.
func (n *numbered) marked(text string, spans []demarche.Span) string {
	var out []string
	for _, s := range spans {
		around := s
		if n.ap.Sentences != nil {
			for _, sent := range n.ap.Sentences(text) {
				if sent.Overlaps(s) {
					around = around.Join(sent)
				}
			}
		}
		piece := view.Escape(oneLine(text[around.Start:s.Start]))
		if piece != "" && spaced(text[around.Start:s.Start], true) {
			piece += " "
		}
		piece += "**" + view.Escape(oneLine(s.In(text))) + "**"
		after := view.Escape(oneLine(text[s.End:around.End]))
		if after != "" && spaced(text[s.End:around.End], false) {
			piece += " "
		}
		out = append(out, piece+after)
	}
	return strings.Join(out, " … ")
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// spaced reports whether a stretch ends, or begins, with white space.
func spaced(s string, end bool) bool {
	if end {
		return strings.TrimRight(s, " \n\t\u00a0") != s
	}
	return strings.TrimLeft(s, " \n\t\u00a0") != s
}
