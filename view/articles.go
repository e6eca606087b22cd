package view

import (
	"context"
	"fmt"
	"time"

	"demarche"
	"demarche/store"
)

// ArticlesAnswer is the articles of the record.
type ArticlesAnswer struct {
	Head
	Articles []ListedArticle `json:"articles"` // by publication, newest first
}

// ListedArticle is an article in a list.
type ListedArticle struct {
	Source
	Captured   time.Time           `json:"captured"`
	CopyOf     demarche.ArticleKey `json:"copy_of,omitempty"`
	Superseded demarche.ArticleKey `json:"superseded_by,omitempty"`
	Forgotten  *time.Time          `json:"forgotten,omitempty"`
}

// Articles answers which articles the record has, newest first. Of the filter
// it heeds the outlet and the days, which are those of publication.
func Articles(ctx context.Context, r store.Reader, ask Ask) (*ArticlesAnswer, error) {
	ask.Actors, ask.Pair, ask.Types, ask.Forces, ask.Statuses, ask.Issue, ask.Words, ask.Key = nil, [2]string{}, nil, nil, nil, "", "", false
	a, err := begin(ctx, r, ask, "articles")
	if err != nil {
		return nil, err
	}
	q := store.ArticleQuery{Known: a.known, Source: ask.Source, After: demarche.ArticleKey(ask.After)}
	if ask.Since != 0 || ask.Until != 0 {
		a.window(demarche.Beginning, demarche.End)
		q.Since, q.Until = ask.Since, ask.Until
	}
	n := a.limit(50)
	q.Limit = n + 1
	out := &ArticlesAnswer{Articles: []ListedArticle{}}
	for art, err := range r.Articles(ctx, q) {
		if err != nil {
			return nil, err
		}
		if len(out.Articles) == n {
			a.head.MoreOpen, a.head.Next = true, string(out.Articles[n-1].Key)
			break
		}
		l := ListedArticle{Source: sourceOf(&art), Captured: art.Captured, Superseded: art.Superseded, Forgotten: art.Forgotten}
		if l.Copy {
			l.CopyOf = art.Origin
		}
		if l.Grade, err = a.grade(string(art.Source)); err != nil {
			return nil, err
		}
		out.Articles = append(out.Articles, l)
	}
	a.head.Count = len(out.Articles)
	out.Head = a.head
	return out, nil
}

// sourceOf names an article.
func sourceOf(art *store.Article) Source {
	return Source{Article: art.ID, Key: art.Key, Title: oneLine(art.Title), Source: art.Source, Published: art.Published, URL: art.URL,
		Words: []string{}, Copy: art.Origin != "" && art.Origin != art.Key}
}

// Page lays the articles out, a line each.
func (p *ArticlesAnswer) Page() Page {
	s := Section{Title: "Articles, newest first", Count: len(p.Articles), None: "No article fits."}
	for i := range p.Articles {
		l := &p.Articles[i]
		line := Line{Text: l.Title, Notes: []string{l.cite()}, ID: string(l.Key), URL: string(l.URL)}
		if line.Text == "" {
			line.Text = "Untitled"
		}
		if l.Copy {
			line.Notes = append(line.Notes, "a reprint")
		}
		if l.Superseded != "" {
			line.Notes = append(line.Notes, "replaced by "+string(l.Superseded))
		}
		if l.Forgotten != nil {
			line.Text = "Withdrawn"
			line.Notes = append(line.Notes, "erased on "+l.Forgotten.UTC().Format(time.DateOnly))
		}
		s.Lines = append(s.Lines, line)
	}
	if p.MoreOpen {
		s.More = "and more: " + p.command("articles --after "+p.Next)
	}
	return Page{Sections: []Section{s}}
}

// Table has a line for each article.
func (p *ArticlesAnswer) Table() Table {
	t := Table{Columns: []string{"key", "article", "title", "outlet", "reliability", "published", "address", "captured", "copy_of", "superseded_by", "forgotten"}}
	for i := range p.Articles {
		l := &p.Articles[i]
		gone := ""
		if l.Forgotten != nil {
			gone = l.Forgotten.UTC().Format(time.RFC3339)
		}
		t.Rows = append(t.Rows, []string{string(l.Key), string(l.Article), l.Title, string(l.Source.Source), l.Grade, string(l.Published), string(l.URL),
			l.Captured.UTC().Format(time.RFC3339), string(l.CopyOf), string(l.Superseded), gone})
	}
	return t
}

// OutletsAnswer is who publishes the articles of the record.
type OutletsAnswer struct {
	Head
	Outlets []Outlet `json:"outlets"` // those with most articles first
}

// Outlet is an outlet and how reliable a person says it is.
type Outlet struct {
	store.Outlet
	Grade string `json:"reliability,omitempty"` // A to F
}

// Outlets answers which outlets the record knows, how many articles it has of
// each, and how reliable a person said they are.
func Outlets(ctx context.Context, r store.Reader, ask Ask) (*OutletsAnswer, error) {
	a, err := begin(ctx, r, Ask{Now: ask.Now, AsKnown: ask.AsKnown, AsReported: ask.AsReported, On: ask.On, Limit: ask.Limit}, "sources")
	if err != nil {
		return nil, err
	}
	all, err := r.Outlets(ctx, a.known)
	if err != nil {
		return nil, err
	}
	out := &OutletsAnswer{Outlets: []Outlet{}}
	for _, o := range all {
		if len(out.Outlets) == a.limit(200) {
			a.head.More = len(all) - len(out.Outlets)
			break
		}
		l := Outlet{Outlet: o}
		if l.Grade, err = a.grade(string(o.Name)); err != nil {
			return nil, err
		}
		out.Outlets = append(out.Outlets, l)
	}
	a.head.Count = len(out.Outlets)
	out.Head = a.head
	return out, nil
}

// Page lays the outlets out, a line each.
func (p *OutletsAnswer) Page() Page {
	s := Section{Title: "Outlets", Count: len(p.Outlets), None: "The record has no article.", More: p.moreWith("sources --limit")}
	for i := range p.Outlets {
		o := &p.Outlets[i]
		l := Line{Text: string(o.Name), Notes: []string{Several(o.Articles, "article")}}
		if l.Text == "" {
			l.Text = "outlet not stated"
		}
		if o.Grade != "" {
			l.Tag = o.Grade
		}
		if o.First != "" {
			l.Notes = append(l.Notes, fmt.Sprintf("published %s to %s", o.First, o.Last))
		}
		s.Lines = append(s.Lines, l)
	}
	return Page{Sections: []Section{s}}
}

// Table has a line for each outlet.
func (p *OutletsAnswer) Table() Table {
	t := Table{Columns: []string{"outlet", "reliability", "articles", "first_published", "last_published"}}
	for i := range p.Outlets {
		o := &p.Outlets[i]
		t.Rows = append(t.Rows, []string{string(o.Name), o.Grade, fmt.Sprint(o.Articles), string(o.First), string(o.Last)})
	}
	return t
}
