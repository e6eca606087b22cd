package view

import (
	"demarche"
)

// Where a person said that an entry stands on other words than were read, those
// are its words everywhere: they are taken from the article when somebody asks.

// shown gives an entry the words that a person set.
func (a *asking) shown(e *demarche.Entry) {
	if e.Shown == nil {
		return
	}
	if words, _, ok := a.shownIn(e); ok {
		e.Words = words
	}
}

// reports gives the reports of an entry, with the evidence that a person set.
func (a *asking) reports(e *demarche.Entry) ([]demarche.Report, error) {
	out, err := a.r.Reports(a.ctx, e.ID, a.known)
	if err != nil || e.Shown == nil {
		return out, err
	}
	words, spans, ok := a.shownIn(e)
	for i := range out {
		if r := &out[i].Row; ok && r.ID == e.Shown.Row {
			restate(r, words, spans)
		}
	}
	return out, nil
}

// shownIn takes the words from the article; not ok where it was erased.
func (a *asking) shownIn(e *demarche.Entry) (words []string, spans []demarche.Span, ok bool) {
	row, err := a.r.Row(a.ctx, e.Shown.Row)
	if err != nil {
		return nil, nil, false
	}
	art, err := a.r.Article(a.ctx, string(row.Row.Article))
	if err != nil || art.Forgotten != nil {
		return nil, nil, false
	}
	if spans, err = e.Shown.In(art.Text); err != nil {
		return nil, nil, false
	}
	for _, s := range spans {
		words = append(words, s.In(art.Text))
	}
	return words, spans, true
}

// restate puts a row on other words; what others hold of it stays as it is.
func restate(r *demarche.Row, words []string, spans []demarche.Span) {
	r.Words = words
	switch {
	case r.Act != nil:
		act := *r.Act
		act.Evidence = spans
		r.Act = &act
	case r.Statement != nil:
		said := *r.Statement
		said.Content = spans
		r.Statement = &said
	case r.Figure != nil:
		figure := *r.Figure
		figure.Evidence = spans
		r.Figure = &figure
	}
}
