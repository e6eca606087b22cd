package export

import (
	"bufio"
	"encoding/json"
	"io"
	"strings"

	"demarche"
	"demarche/ledger"
	"demarche/store"
	"demarche/view"
)

// around is how many code points before and after its words a quotation has at
// least; it has more where the same words stand twice.
const around = 32

// Annotations writes the rows of a listing at their places in the articles, as a
// collection of the Web Annotation Data Model (W3C Recommendation, 2017-02-23)
// with all annotations on its first page. Each report of a row is an annotation,
// and each stretch of its words a target, found in two ways: by position in code
// points of the text that was stored, and by quotation in any other copy. The
// text meant is named by its hash (the state of the target).
func Annotations(w io.Writer, l *view.Listing, article func(demarche.ArticleKey) (store.Article, error)) error {
	a := &annotator{w: bufio.NewWriter(w), article: article, kept: map[demarche.ArticleKey]*annotated{}}
	head, err := json.Marshal(collection{Context: "http://www.w3.org/ns/anno.jsonld", ID: "urn:demarche:annotations", Type: "AnnotationCollection", Label: view.Clean("demarche: " + l.Title()),
		Summary: view.Clean(about(&l.Head)), Generator: software(l.Version), Generated: moment(l.Known.At)})
	if err != nil {
		return err
	}
	// The page is written as it comes; the number of annotations is known last.
	a.put(string(head[:len(head)-1]) + ",\n \"first\": {\"id\": \"urn:demarche:annotations:1\", \"type\": \"AnnotationPage\", \"partOf\": \"urn:demarche:annotations\", \"startIndex\": 0, \"items\": [")
	if err := l.Each(a.row); err != nil {
		return err
	}
	total, err := json.Marshal(a.n)
	if err != nil {
		return err
	}
	a.put("\n ]},\n \"total\": " + string(total) + "}\n")
	if a.err != nil {
		return a.err
	}
	return a.w.Flush()
}

// annotator writes one annotation after the other.
type annotator struct {
	w       *bufio.Writer
	article func(demarche.ArticleKey) (store.Article, error)
	kept    map[demarche.ArticleKey]*annotated
	n       int
	err     error
}

// annotated is an article whose rows are written.
type annotated struct {
	store.Article
	points *demarche.Points
}

func (a *annotator) put(s string) {
	if _, err := a.w.WriteString(s); a.err == nil {
		a.err = err
	}
}

// row writes an annotation for each report of a row; a tension stands in no
// article, and its sides are rows of their own.
func (a *annotator) row(it *view.Item) error {
	reports := it.Reports()
	for i := range reports {
		r := &reports[i].Row
		spans := r.Evidence()
		if r.Article == "" || len(spans) == 0 {
			continue
		}
		art, err := a.text(r.Article)
		if err != nil {
			return err
		}
		if art.Text == "" {
			continue // forgotten meanwhile
		}
		if err := a.write(it, &reports[i], art, spans); err != nil {
			return err
		}
	}
	return a.err
}

// text fetches an article; those that were asked for lately are kept.
func (a *annotator) text(key demarche.ArticleKey) (*annotated, error) {
	if art := a.kept[key]; art != nil {
		return art, nil
	}
	art, err := a.article(key)
	if err != nil {
		return nil, err
	}
	if len(a.kept) > 200 {
		clear(a.kept)
	}
	out := &annotated{art, demarche.NewPoints(art.Text)}
	a.kept[key] = out
	return out, nil
}

func (a *annotator) write(it *view.Item, r *demarche.Report, art *annotated, spans []demarche.Span) error {
	if what := ledger.Evidence(&r.Row, art.Text); what != "" {
		return unfounded(&r.Row, what)
	}
	said := view.TellRow(r)
	out := annotation{ID: "urn:demarche:row:" + string(r.Row.ID), Type: "Annotation", Motivation: "describing", Created: moment(r.Recorded),
		Body: []remark{{Type: "TextualBody", Value: sentenceOf(&said), Format: "text/plain", Language: "en", Purpose: "describing"}}}
	if said.Marks != it.Marks { // another status, or a claim and no claim
		out.Body = append(out.Body, remark{Type: "TextualBody", Value: "in the record: " + sentenceOf(&it.Row), Format: "text/plain", Language: "en", Purpose: "commenting"})
	}
	for _, class := range classes(&r.Row) {
		out.Body = append(out.Body, remark{Type: "TextualBody", Value: class, Purpose: "classifying"})
	}
	for _, issue := range it.Issues {
		out.Body = append(out.Body, remark{Type: "TextualBody", Value: issue, Purpose: "tagging"})
	}
	id := "urn:demarche:article:" + string(art.Key)
	if view.Link(art.URL) != "" {
		id = uri(string(art.URL))
	}
	if what := ledger.Evidence(&r.Row, art.Text); what != "" {
		return &demarche.Error{Code: demarche.Invalid, Where: "row " + string(r.Row.ID), What: what + ": the record is damaged", Repair: "look what else is: demarche check"}
	}
	for _, s := range spans {
		p := art.points.Span(s)
		before, after := surround(art.Text, s)
		out.Target = append(out.Target, target{Type: "SpecificResource",
			Source: resource{ID: id, Type: "Text", Format: "text/plain", Language: art.Language},
			State:  state{Type: "TimeState", SourceDate: moment(art.Captured), Cached: "urn:sha256:" + art.SHA256},
			Selector: []any{position{Type: "TextPositionSelector", Start: p.Start, End: p.End},
				quotation{Type: "TextQuoteSelector", Exact: s.In(art.Text), Prefix: before, Suffix: after}}})
	}
	b, err := json.Marshal(out)
	if err != nil {
		return err
	}
	if a.n++; a.n > 1 {
		a.put(",")
	}
	a.put("\n  " + string(b))
	return a.err
}

// sentenceOf is a row as one line.
func sentenceOf(r *view.Row) string {
	return view.Clean(strings.Join(strings.Fields(r.Marks+" "+r.Date+" "+r.Line), " "))
}

// classes are the kind of a row, its type, and the status of an act.
func classes(r *demarche.Row) []string {
	switch {
	case r.Act != nil:
		return []string{string(r.Kind), string(r.Act.Type), string(r.Act.Status)}
	case r.Statement != nil:
		return []string{string(r.Kind), string(r.Statement.Force)}
	case r.Figure != nil:
		return []string{string(r.Kind), string(r.Figure.Kind)}
	}
	return []string{string(r.Kind)}
}

// unfounded is the error for a row that does not stand on its words.
func unfounded(r *demarche.Row, what string) error {
	return &demarche.Error{Code: demarche.Invalid, Where: "row " + string(r.ID) + " of article " + string(r.Article), What: what,
		Repair: "nothing is written that its article does not say; see what demarche check says, and restore the record from a copy"}
}

// surround is what stands before and after a span, so much that with both the
// words stand in the text only once.
func surround(text string, s demarche.Span) (before, after string) {
	for n := around; ; n *= 2 {
		before, after = last(text[:s.Start], n), first(text[s.End:], n)
		from, to := s.Start-len(before), s.End+len(after)
		whole := text[from:to]
		if i := strings.Index(text, whole); from == 0 && to == len(text) || !strings.Contains(text[i+1:], whole) {
			return before, after
		}
	}
}

// first is the first n code points of a text.
func first(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i]
		}
	}
	return s
}

// last is the last n code points of a text.
func last(s string, n int) string {
	r := []rune(s[max(0, len(s)-4*n-4):])
	if len(r) <= n {
		return string(r)
	}
	return string(r[len(r)-n:])
}

func software(version string) agent {
	return agent{ID: "urn:demarche:program:" + version, Type: "Software", Name: "demarche " + version}
}
