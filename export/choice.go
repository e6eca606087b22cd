package export

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"

	"demarche"
	"demarche/store"
	"demarche/view"
)

// Choice says what to write: one of the formats, and of which rows.
type Choice struct {
	Format string `query:"format" required:"true" enum:"jsonl,csv,ics,atom,annotations,md" doc:"jsonl: the whole record; csv: rows as a table; ics: a calendar; atom: a feed of changes; annotations: rows at their places in the articles; md: the brief"`
	Kind   string `query:"kind" enum:"acts,statements,figures,tensions,actors" doc:"of rows, for csv and annotations; acts without it"`
	View   string `query:"view" enum:"timeline,agenda,commitments,contacts,positions,figures,tensions" doc:"the rows of this question: timeline and agenda for csv, ics and annotations, the others for csv"`
	BOM    bool   `query:"bom" doc:"begin a CSV file with the mark by which Excel knows UTF-8"`
	Page   int    `query:"page" minimum:"0" doc:"so many changes on a page of a feed"`
}

// PageSize is how many changes a page of a feed has where nothing is said.
const PageSize = 200

// takes are the fields that each format has besides those of a question.
var takes = map[string]string{"jsonl": "", "csv": "kind view bom", "ics": "view", "atom": "page", "annotations": "kind view", "md": ""}

// Check refuses what would be passed over in silence. named says how a field is
// called where it was written.
func (c *Choice) Check(p *view.Params, named func(field string) string) error {
	wrong := func(what, repair string) error {
		return &demarche.Error{Code: demarche.Invalid, What: what, Repair: repair}
	}
	own, ok := takes[c.Format]
	if !ok {
		given := c.Format
		if given == "" {
			given = `""`
		}
		return wrong(named("format")+" "+given+" is not known", "it is jsonl, csv, ics, atom, annotations or md")
	}
	for _, f := range []struct {
		name  string
		given bool
	}{{"kind", c.Kind != ""}, {"view", c.View != ""}, {"bom", c.BOM}, {"page", c.Page != 0}} {
		if f.given && !slices.Contains(strings.Fields(own), f.name) {
			return wrong(named(f.name)+" means nothing with "+named("format")+" "+c.Format, "")
		}
	}
	if c.Format == "jsonl" {
		v := reflect.ValueOf(*p)
		for i := range v.NumField() {
			if !v.Field(i).IsZero() {
				name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("query"), ",")
				return wrong(named(name)+" means nothing with "+named("format")+" jsonl: a record is written whole", "rows of a filter: "+named("format")+" csv")
			}
		}
	}
	switch {
	case c.Kind != "" && !slices.Contains([]string{"acts", "statements", "figures", "tensions"}, c.Kind) && (c.Kind != "actors" || c.Format != "csv"):
		return wrong(named("kind")+" "+c.Kind+" is not known here", "it is acts, statements, figures, tensions or, for csv, actors")
	case slices.Contains(tables, c.View) && c.Format != "csv":
		return wrong(named("view")+" "+c.View+" is a table, and means nothing with "+named("format")+" "+c.Format, named("format")+" csv")
	case c.View != "" && c.View != "timeline" && c.View != "agenda" && !slices.Contains(tables, c.View):
		return wrong(named("view")+" "+c.View+" is not known", "it is timeline, agenda, commitments, contacts, positions, figures or tensions")
	case c.View != "" && c.Kind != "":
		return wrong(named("view")+" and "+named("kind")+" exclude one another", "")
	case c.Page < 0:
		return wrong(named("page")+" has to be one at least", "")
	}
	return nil
}

// tables are the questions whose answer is a table of its own, with columns that
// are of no row alone: a life, a pair, an issue.
var tables = []string{"commitments", "contacts", "positions", "figures", "tensions"}

// File is what will be written: it is asked, and its rows are counted.
type File struct {
	Name  string // "demarche-acts-2022-02-08.csv"
	Type  string // of its content
	Said  string // the question with its filter, and the number of rows
	Count int
	Write func(io.Writer) error // as long as the reader lives

	Changes *view.ChangesAnswer // of a feed, for those who write it in pages
}

// endings and types of the formats.
var (
	endings = map[string]string{"jsonl": "jsonl", "csv": "csv", "ics": "ics", "atom": "atom", "annotations": "jsonld", "md": "md"}
	types   = map[string]string{"jsonl": "application/x-ndjson", "csv": "text/csv; charset=utf-8", "ics": "text/calendar; charset=utf-8",
		"atom": "application/atom+xml; charset=utf-8", "annotations": "application/ld+json", "md": "text/markdown; charset=utf-8"}
)

// unbounded is the limit of a question that a file is made of: none.
const unbounded = 1 << 20

// Open asks for what was chosen. Of a whole record see OpenRecord.
func (c *Choice) Open(ctx context.Context, r store.Reader, ask view.Ask) (*File, error) {
	f := &File{}
	var h *view.Head
	article := func(key demarche.ArticleKey) (store.Article, error) { return r.Article(ctx, string(key)) }
	switch {
	case c.Format == "jsonl":
		return nil, demarche.Errorf(demarche.Internal, "", "a whole record is not asked for")
	case c.Format == "atom":
		changes, err := view.Changes(ctx, r, ask)
		if err != nil {
			return nil, err
		}
		h, f.Changes = &changes.Head, changes
		f.Write = func(w io.Writer) error { return Atom(w, changes, changes.Changes, PageLinks{}) }
	case c.Format == "md":
		brief, err := view.Brief(ctx, r, ask)
		if err != nil {
			return nil, err
		}
		h = &brief.Head
		f.Write = func(w io.Writer) error {
			return Markdown(w, brief, Appendix{Article: article, Sentences: ask.Sentences})
		}
	case c.Kind == "actors":
		who, err := view.Actors(ctx, r, ask)
		if err != nil {
			return nil, err
		}
		h = &who.Head
		f.Write = func(w io.Writer) error { return Table(w, who, c.BOM) }
	case slices.Contains(tables, c.View):
		ask.Limit = cmp.Or(ask.Limit, unbounded)
		q := view.Questions[slices.IndexFunc(view.Questions, func(q view.Question) bool { return q.Name == c.View })]
		answer, err := q.Put(ctx, r, ask)
		if err != nil {
			return nil, err
		}
		h = answer.About()
		f.Write = func(w io.Writer) error { return Table(w, answer, c.BOM) }
	default:
		l, err := c.listing(ctx, r, ask)
		if err != nil {
			return nil, err
		}
		h = &l.Head
		f.Write = func(w io.Writer) error {
			switch c.Format {
			case "ics":
				revisions, err := view.Revisions(ctx, r, l.Known)
				if err != nil {
					return err
				}
				return ICal(w, l, revisions)
			case "annotations":
				return Annotations(w, l, article)
			}
			return Rows(w, l, c.BOM)
		}
	}
	f.Count, f.Said = h.Count, h.Title()+": "+view.Several(h.Count, "row")
	f.Name = "demarche-" + h.Question + "-" + h.Today + "." + endings[c.Format]
	f.Type = types[c.Format]
	return f, nil
}

// listing asks for the rows.
func (c *Choice) listing(ctx context.Context, r store.Reader, ask view.Ask) (*view.Listing, error) {
	if c.View != "" && ask.Limit == 0 {
		ask.Limit = unbounded
	}
	switch {
	case c.View == "timeline":
		t, err := view.Timeline(ctx, r, ask)
		if err != nil {
			return nil, err
		}
		return t.Listing(), nil
	case c.View == "agenda":
		g, err := view.Agenda(ctx, r, ask)
		if err != nil {
			return nil, err
		}
		return g.Listing(), nil
	case c.Format == "ics":
		return view.Dated(ctx, r, ask)
	}
	kind := demarche.ActRow
	if c.Kind != "" {
		kind = demarche.RowKind(strings.TrimSuffix(c.Kind, "s"))
	}
	return view.List(ctx, r, ask, kind)
}

// OpenRecord counts a whole record and says it to count; Record writes it.
func OpenRecord(from store.Store) (func(ctx context.Context, w io.Writer, count func(*File) error) error, error) {
	copier, ok := from.(store.Copier)
	if !ok {
		return nil, demarche.Errorf(demarche.Unavailable, "", "this kind of store gives its record to nobody")
	}
	return func(ctx context.Context, w io.Writer, count func(*File) error) error {
		return Record(ctx, w, copier, func(n store.Counts) error {
			return count(&File{Name: "demarche-record.jsonl", Type: types["jsonl"], Count: n.Rows,
				Said: fmt.Sprintf("the whole record: %s, %s, %s, %s", view.Several(n.Articles, "article"), view.Several(n.Rows, "row"), view.Several(n.Changes, "change"), view.Several(n.Decisions, "decision"))})
		})
	}, nil
}
