package view

import (
	"context"
	"strings"

	"demarche"
	"demarche/store"
)

// SearchAnswer is where words stand, in articles and in what was said.
type SearchAnswer struct {
	Head
	Articles   []Hit  `json:"articles"`   // newest first
	Statements []Item `json:"statements"` // newest first
}

// Hit is an article that has the words.
type Hit struct {
	Source
	Snippet string `json:"snippet"`
}

// Search answers where words stand: articles and statements, newest first.
func Search(ctx context.Context, r store.Reader, ask Ask) (*SearchAnswer, error) {
	if strings.TrimSpace(ask.Words) == "" {
		return nil, &demarche.Error{Code: demarche.Invalid, What: "there are no words to search for", Repair: "for example: demarche search security guarantees"}
	}
	a, err := begin(ctx, r, ask, "search")
	if err != nil {
		return nil, err
	}
	out := &SearchAnswer{Articles: []Hit{}, Statements: []Item{}}
	q := a.base
	n := a.limit(15)
	q.Limit, q.Order = n+1, store.Newest
	if ask.Since != 0 || ask.Until != 0 {
		q.Reported = a.window(demarche.Beginning, demarche.End)
	}
	for h, err := range r.Search(ctx, ask.Words, q) {
		if err != nil {
			return nil, err
		}
		if len(out.Articles) == n {
			a.head.MoreOpen = true
			break
		}
		art := h.Article
		out.Articles = append(out.Articles, Hit{Snippet: oneLine(h.Snippet), Source: Source{Article: art.ID, Key: art.Key, Title: oneLine(art.Title),
			Source: art.Source, Published: art.Published, URL: art.URL, Words: []string{}, Copy: art.Origin != "" && art.Origin != art.Key}})
	}
	if sq, ok := a.query(demarche.StatementRow); ok {
		sq.Order, sq.Reported = store.Newest, q.Reported
		es, more, err := a.entries(sq, n)
		if err != nil {
			return nil, err
		}
		a.head.MoreOpen = a.head.MoreOpen || more
		out.Statements = a.items(es)
		if err := a.cite(refs(out.Statements)...); err != nil {
			return nil, err
		}
	}
	a.head.Count = len(out.Articles) + len(out.Statements)
	out.Head = a.head
	return out, nil
}

// line lays a hit out.
func (h *Hit) line() Line {
	l := Line{Date: string(h.Published), Text: h.Title, Words: h.Snippet, ID: string(h.Article), URL: string(h.URL)}
	if l.Text == "" {
		l.Text = "Untitled"
	}
	if h.Source.Source != "" {
		l.Text += " — " + string(h.Source.Source)
	}
	if h.Copy {
		l.Notes = append(l.Notes, "a reprint")
	}
	return l
}

// Page lays the answer out.
func (s *SearchAnswer) Page() Page {
	arts := Section{Title: "Articles, newest first", Count: len(s.Articles), None: "No article has these words."}
	for i := range s.Articles {
		arts.Lines = append(arts.Lines, s.Articles[i].line())
	}
	said := Section{Title: "Said, newest first", Count: len(s.Statements), Lines: linesOf(s.Statements)}
	if s.MoreOpen {
		said.More = "and more: --limit, --since, --until"
	}
	return Page{Sections: shown(arts, said)}
}

// Table has a line for each article and each statement.
func (s *SearchAnswer) Table() Table {
	t := itemTable{own: []string{"found", "article", "title", "published", "outlet", "address", "snippet"}, of: statementColumns}
	for i := range s.Articles {
		h := &s.Articles[i]
		t.bare("article", string(h.Article), h.Title, string(h.Published), string(h.Source.Source), string(h.URL), h.Snippet)
	}
	for i := range s.Statements {
		it := &s.Statements[i]
		own := make([]string, 7)
		own[0] = "statement"
		if len(it.Sources) > 0 {
			src := &it.Sources[0]
			own[1], own[2], own[3], own[4], own[5] = string(src.Article), src.Title, string(src.Published), string(src.Source), string(src.URL)
		}
		t.put(it, own...)
	}
	return t.table()
}
