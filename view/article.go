package view

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"demarche"
	"demarche/store"
)

// ArticleAnswer is an article with its rows beside its sentences.
type ArticleAnswer struct {
	Head
	Article   ArticleHead `json:"article"`
	Sentences []Sentence  `json:"sentences"`
	Bare      int         `json:"bare"`   // sentences without a row
	Folded    int         `json:"folded"` // rows that do not fit the filter
}

// ArticleHead is what is known of an article besides its text.
type ArticleHead struct {
	Source
	SHA256     string              `json:"sha256"`
	Captured   time.Time           `json:"captured"`
	CopyOf     demarche.ArticleKey `json:"copy_of,omitempty"`
	Superseded demarche.ArticleKey `json:"superseded_by,omitempty"`
	Forgotten  *time.Time          `json:"forgotten,omitempty"`
	Engine     demarche.Engine     `json:"engine"` // of the reading in force
	Copies     []Source            `json:"copies"` // other articles with the same words, as far as rows show it
}

// Sentence is a sentence of the article with the rows whose words begin in it.
type Sentence struct {
	Text   string   `json:"text"`
	At     int      `json:"at"`              // where it begins in the article's text, in code points
	Raw    string   `json:"raw,omitempty"`   // as the article has it from there, where blanks differ
	Opens  bool     `json:"opens,omitempty"` // a paragraph begins with it
	Bare   bool     `json:"bare"`            // no row stands on it, whatever the filter
	Rows   []Margin `json:"rows"`
	Folded int      `json:"folded"` // rows that do not fit the filter
}

// Margin is a row of the article.
type Margin struct {
	Row
	Local  string           `json:"local"` // its id in the reading: "e1"
	Entry  demarche.EntryID `json:"entry"` // that it tells
	Review demarche.Review  `json:"review"`
	Others int              `json:"others"` // further articles that tell it
	Places []Stretch        `json:"places"` // where its words stand
}

// Article answers what was read out of an article, sentence by sentence; those
// without a row are marked. A filter takes rows and leaves the text whole: what
// does not fit is folded and counted under its sentence. ask.Of is its key, id, address or the beginning of
// its hash.
func Article(ctx context.Context, r store.Reader, ask Ask) (*ArticleAnswer, error) {
	a, err := begin(ctx, r, ask, "article")
	if err != nil {
		return nil, err
	}
	art, err := r.Article(ctx, ask.Of)
	if err != nil {
		return nil, err
	}
	if d, ok := demarche.ParseEDTF(string(art.Published)); a.known.Published != 0 && ok && d.From > a.known.Published ||
		!a.known.At.IsZero() && art.Captured.After(a.known.At) {
		return nil, &demarche.Error{Code: demarche.NotFound, Where: ask.Of, What: "the article was not there " + a.head.AsKnown}
	}
	a.say("%s", art.ID)
	out := &ArticleAnswer{Article: ArticleHead{Source: Source{Article: art.ID, Key: art.Key, Title: oneLine(art.Title), Source: art.Source, Published: art.Published, URL: art.URL, Words: []string{}},
		SHA256: art.SHA256, Captured: art.Captured, Superseded: art.Superseded, Forgotten: art.Forgotten, Copies: []Source{}}, Sentences: []Sentence{}}
	// What came later was not known then: neither a correction nor an original.
	for _, other := range []*demarche.ArticleKey{&out.Article.Superseded, &art.Origin} {
		if later, err := a.later(ctx, *other); err != nil {
			return nil, err
		} else if later {
			*other = ""
		}
	}
	if art.Origin != art.Key {
		out.Article.CopyOf, out.Article.Copy = art.Origin, art.Origin != ""
	}
	if art.Forgotten == nil {
		reading, err := r.Reading(ctx, art.Key)
		if err != nil && demarche.CodeOf(err) != demarche.NotFound {
			return nil, err
		}
		if reading != nil {
			out.Article.Engine = reading.Engine
		}
		if err := a.margins(&art, out); err != nil {
			return nil, err
		}
	}
	out.Head = a.head
	return out, nil
}

// later reports whether an article came after what the question may rest on.
func (a *asking) later(ctx context.Context, key demarche.ArticleKey) (bool, error) {
	if key == "" || a.known.At.IsZero() && a.known.Published == 0 {
		return false, nil
	}
	other, err := a.r.Article(ctx, string(key))
	if demarche.CodeOf(err) == demarche.NotFound {
		return true, nil
	}
	d, ok := demarche.ParseEDTF(string(other.Published))
	return !a.known.At.IsZero() && other.Captured.After(a.known.At) || a.known.Published != 0 && ok && d.From > a.known.Published, err
}

// placed is a row with the place where its words begin.
type placed struct {
	at     int
	hidden bool // does not fit the filter
	spans  []demarche.Span
	Margin
}

// margins puts each row beside the sentence in which its words begin.
func (a *asking) margins(art *store.Article, out *ArticleAnswer) error {
	var rows []placed
	days := a.window(demarche.Beginning, demarche.End)
	copies := map[demarche.ArticleKey]bool{art.Key: true}
	for e, err := range a.r.Entries(a.ctx, store.Query{Known: a.known, Article: art.Key, Rejected: true, Order: store.Oldest}) {
		if err != nil {
			return err
		}
		if e.Kind == demarche.TensionRow {
			continue
		}
		reports, err := a.reports(&e)
		if err != nil {
			return err
		}
		for i := range reports {
			r := &reports[i]
			if r.Row.Article == art.Key {
				hidden := e.Review != demarche.Rejected && !a.fits(&e) || !aboutDays(&e, days)
				rows = append(rows, placed{begins(&r.Row), hidden, r.Row.Evidence(), Margin{Row: a.row(r), Local: r.Row.Local, Entry: e.ID, Review: e.Review, Others: e.Articles - 1}})
			} else if same := r.Origin == art.Key || art.Origin != "" && r.Origin == art.Origin; same && !copies[r.Row.Article] {
				copies[r.Row.Article] = true
				out.Article.Copies = append(out.Article.Copies, Source{Article: r.ArticleID, Key: r.Row.Article, Title: oneLine(r.Title), Source: r.Source,
					Published: r.Published, URL: r.URL, Words: []string{}, Copy: true})
			}
		}
	}
	slices.SortStableFunc(rows, func(x, y placed) int { return cmp.Or(cmp.Compare(x.at, y.at), cmp.Compare(x.ID, y.ID)) })
	split := a.ask.Sentences
	if split == nil {
		split = paragraphs
	}
	whole := cutText{text: art.Text}
	points := demarche.NewPoints(art.Text)
	spans := map[string][]demarche.Span{}
	for _, span := range split(art.Text) {
		s := Sentence{Text: oneLine(span.In(art.Text)), Opens: whole.opens(span), Rows: []Margin{}}
		raw := strings.TrimSpace(span.In(art.Text))
		s.At = points.Span(demarche.Span{Start: span.Start + strings.Index(span.In(art.Text), raw)}).Start
		if raw != s.Text {
			s.Raw = raw
		}
		some := false
		for len(rows) > 0 && rows[0].at < span.End {
			if some = true; rows[0].hidden {
				s.Folded++
			} else {
				s.Rows = append(s.Rows, rows[0].Margin)
				spans[rows[0].ID] = rows[0].spans
			}
			rows = rows[1:]
		}
		a.head.Count += len(s.Rows)
		out.Folded += s.Folded
		if s.Text == "" && len(s.Rows) == 0 {
			continue
		}
		if s.Bare = !some; s.Bare {
			out.Bare++
		}
		out.Sentences = append(out.Sentences, s)
		whole.sentences = append(whole.sentences, span)
	}
	for i := range out.Sentences {
		for k := range out.Sentences[i].Rows {
			m := &out.Sentences[i].Rows[k]
			m.Places = whole.places(spans[m.ID])
		}
	}
	return nil
}

// aboutDays reports whether an entry is about days: when it happens, else when it
// was said or reported.
func aboutDays(e *demarche.Entry, days demarche.Interval) bool {
	for _, d := range []*demarche.Date{e.Happens, e.Said, {EDTF: string(e.Reported[0])}} {
		if i, ok := d.Interval(); ok {
			return i.Overlaps(days)
		}
	}
	return true
}

// paragraphs cuts a text where lines are empty.
func paragraphs(text string) []demarche.Span {
	var out []demarche.Span
	at := 0
	for part := range strings.SplitSeq(text, "\n\n") {
		out = append(out, demarche.Span{Start: at, End: at + len(part)})
		at += len(part) + 2
	}
	return out
}

// begins is where the words of a row begin.
func begins(row *demarche.Row) int {
	var spans []demarche.Span
	switch {
	case row.Act != nil:
		spans = row.Act.Evidence
	case row.Statement != nil:
		spans = append(slices.Clone(row.Statement.Content), row.Statement.SourceSpan...)
	case row.Figure != nil:
		spans = row.Figure.Evidence
	}
	if len(spans) == 0 {
		return 0
	}
	at := spans[0].Start
	for _, s := range spans {
		at = min(at, s.Start)
	}
	return at
}

// row tells one article's row.
func (a *asking) row(r *demarche.Report) Row {
	e := demarche.Entry{Words: r.Row.Words, Hangs: r.Row.Hangs, Defined: r.Row.Defined, Parties: r.Row.Known, Reported: [2]demarche.Maybe{r.Published, r.Published}}
	t := a.teller(&e)
	t.today = 0 // as the article says it
	var out Row
	switch {
	case r.Row.Act != nil:
		out = t.act(r.Row.Act)
	case r.Row.Statement != nil:
		out = t.statement(r.Row.Statement)
	case r.Row.Figure != nil:
		out = t.figure(r.Row.Figure)
	}
	out.ID = string(r.Row.ID)
	out.Words = append([]string{}, out.Words...)
	out.Notes = append([]string{}, out.Notes...)
	return out
}

// Page lays the article out with its rows under each sentence.
func (p *ArticleAnswer) Page() Page {
	h := &p.Article
	title := h.Title
	if title == "" {
		title = "Untitled"
	}
	head := Section{Title: title, Lines: []Line{
		{Text: strings.Join(lines([]string{h.cite(), string(h.URL), "id " + string(h.Source.Article), string(h.Key)}), " · ")},
		{Text: fmt.Sprintf("sha256 %s · captured %s", h.SHA256, h.Captured.UTC().Format("2006-01-02 15:04 UTC"))}}}
	add := func(format string, args ...any) {
		head.Lines = append(head.Lines, Line{Text: fmt.Sprintf(format, args...)})
	}
	if h.CopyOf != "" {
		add("A reprint of %s; it does not count as another source.", h.CopyOf)
	}
	for i := range h.Copies {
		add("Reprinted by %s · %s", h.Copies[i].cite(), h.Copies[i].Article)
	}
	if h.Superseded != "" {
		add("Replaced by a corrected version: demarche article %s", h.Superseded)
	}
	if h.Forgotten != nil {
		add("Withdrawn: its text and what rested on it alone were erased on %s. The log keeps that, the words are gone.", h.Forgotten.UTC().Format(time.DateOnly))
		return Page{Sections: []Section{head}}
	}
	add("%s, %s without a row", Several(len(p.Sentences), "sentence"), Several(p.Bare, "sentence"))
	if p.Folded > 0 {
		add("%s outside the filter: folded under their sentences; without the filter: demarche article %s", Several(p.Folded, "row"), cmp.Or(string(h.Source.Article), string(h.Key)))
	}
	text := Section{Title: "Text", Count: p.Count, Said: "The number counts rows; a sentence that no row stands on is marked “bare”."}
	for _, s := range p.Sentences {
		l := Line{Text: s.Text}
		if s.Bare {
			l.Tag = "bare"
		}
		for i := range s.Rows {
			m := &s.Rows[i]
			b := strings.Join(lines([]string{m.Local, m.Marks, m.Date, m.Line}), " ")
			if m.Others > 0 {
				b += fmt.Sprintf(" · told by %s", Several(m.Others, "other article"))
			}
			if m.Review != demarche.Unreviewed && m.Review != "" {
				b += " · " + string(m.Review)
			}
			l.Below = append(l.Below, b+" ["+m.ID+"]")
		}
		if s.Folded > 0 {
			l.Below = append(l.Below, fmt.Sprintf("(%s outside the filter)", Several(s.Folded, "row")))
		}
		text.Lines = append(text.Lines, l)
	}
	return Page{Sections: []Section{head, text}}
}

// Table has a line for each row, and one for each sentence without.
func (p *ArticleAnswer) Table() Table {
	t := Table{Columns: []string{"article", "sentence", "row", "local", "marks", "date", "told", "entry", "review", "text", "folded"}}
	for i, s := range p.Sentences {
		n := fmt.Sprint(i + 1)
		if len(s.Rows) == 0 {
			t.Rows = append(t.Rows, []string{string(p.Article.Source.Article), n, "", "", "", "", "", "", "", s.Text, strconv.Itoa(s.Folded)})
		}
		for k := range s.Rows {
			m := &s.Rows[k]
			t.Rows = append(t.Rows, []string{string(p.Article.Source.Article), n, m.ID, m.Local, m.Marks, m.Date, m.Line, string(m.Entry), string(m.Review), s.Text, strconv.Itoa(s.Folded)})
		}
	}
	return t
}
