package view

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"demarche"
	"demarche/ledger"
)

// Item is an entry of the record in an answer: its sentence and its fields.
// The places of its words in the articles are in its sources' rows; here are
// the words.
type Item struct {
	Row
	Kind     demarche.RowKind  `json:"kind"`
	Type     string            `json:"type"` // of the act, force of the statement, kind of the figure or tension
	Subtype  demarche.Maybe    `json:"subtype"`
	Status   demarche.Status   `json:"status,omitempty"` // of an act
	Who      []Name            `json:"who"`              // who acts; who speaks; whose figure
	Whom     []Name            `json:"whom"`             // to or with whom; to whom it is said
	About    []Name            `json:"about,omitempty"`  // of a statement
	By       []Name            `json:"by"`               // through whom it reaches us, outermost first
	Place    *demarche.Place   `json:"place"`
	Happens  *demarche.Date    `json:"happens"` // when it happens, holds or falls due
	Said     *demarche.Date    `json:"said"`
	Reported [2]demarche.Maybe `json:"reported"`
	Recorded [2]time.Time      `json:"recorded"`
	Mode     demarche.Mode     `json:"mode,omitempty"`    // of a statement: quoted or told
	Hangs    []string          `json:"hangs,omitempty"`   // the words of its condition
	Defined  []string          `json:"defined,omitempty"` // where a text explains it
	Low      *float64          `json:"low,omitempty"`     // of a figure
	High     *float64          `json:"high,omitempty"`
	Bound    demarche.Bound    `json:"bound,omitempty"`
	Unit     string            `json:"unit,omitempty"`
	Series   demarche.SeriesID `json:"series,omitempty"`
	Issues   []string          `json:"issues"`
	Articles int               `json:"articles"`
	Origins  int               `json:"origins"` // independent ones
	Review   demarche.Review   `json:"review"`
	Rating   *demarche.Rating  `json:"rating,omitempty"`
	Credible int               `json:"credibility,omitempty"` // 1 to 6, where a person has said it
	Edited   []string          `json:"edited,omitempty"`      // fields that a person set
	Standing []string          `json:"standing"`              // how well it is reported, how it moved, what a person said of it
	Sources  []Source          `json:"sources"`               // the articles that tell it, the best first
	Printed  []string          `json:"printed,omitempty"`     // the words it stands on, where Words leaves them out
	Sides    []Item            `json:"sides,omitempty"`       // of a tension

	entry   demarche.Entry
	reports []demarche.Report // once cited
}

// Source is an article that tells an entry, with its words.
type Source struct {
	Article   demarche.ArticleID  `json:"article"`
	Key       demarche.ArticleKey `json:"key"`
	Title     string              `json:"title"`
	Source    demarche.Maybe      `json:"source"`
	Published demarche.Maybe      `json:"published"`
	URL       demarche.Maybe      `json:"url"`
	Grade     string              `json:"reliability,omitempty"` // A to F, where a person has said how reliable the outlet is
	Words     []string            `json:"words"`
	Row       demarche.RowID      `json:"row"`
	Copy      bool                `json:"copy,omitempty"` // a reprint
}

// Reports are the reports of the entry as known, with the places of its words;
// those of a tension are its sides'.
func (it *Item) Reports() []demarche.Report { return it.reports }

// item tells an entry.
func (a *asking) item(e demarche.Entry) Item {
	a.shown(&e)
	it := Item{Kind: e.Kind, Who: []Name{}, Whom: []Name{}, By: []Name{}, Happens: bare(e.Happens), Said: bare(e.Said), Reported: e.Reported, Recorded: e.Recorded,
		Hangs: lines(e.Hangs), Defined: lines(e.Defined), Series: e.Series, Issues: append([]string{}, e.Issues...), Articles: e.Articles, Origins: e.Origins,
		Review: e.Review, Rating: e.Rating, Credible: e.Credibility, Edited: e.Edited, Sources: []Source{}, entry: e}
	t := a.teller(&e)
	switch {
	case e.Act != nil:
		it.Row = t.act(e.Act)
		it.Type, it.Subtype, it.Status, it.Place = string(e.Act.Type), e.Act.Subtype, e.Act.Status, e.Act.Place
		it.Who, it.Whom, it.By = t.list(e.Act.Who), t.list(e.Act.Whom), t.list(e.Act.By)
	case e.Statement != nil:
		it.Row = t.statement(e.Statement)
		it.Type, it.Mode = string(e.Statement.Force), e.Statement.Mode
		it.Who, it.Whom, it.About, it.By = t.list(e.Statement.Speakers), t.list(e.Statement.To), t.list(e.Statement.About), t.list(e.Statement.Via)
	case e.Figure != nil:
		f := e.Figure
		it.Row = t.figure(f)
		it.Type, it.Place, it.By = string(f.Kind), f.Place, t.list(f.By)
		it.Low, it.High, it.Bound, it.Unit = &f.Low, &f.High, f.Bound, f.Unit
		if f.Of != "" {
			it.Who = t.list([]demarche.ActorID{f.Of})
		}
	case e.Tension != nil:
		it.Row = Row{Marks: Against, Line: kinds[e.Tension.Kind], Words: t.words}
		it.Type = string(e.Tension.Kind)
	}
	it.Row.ID, it.Row.Key = string(e.ID), e.Key
	if len(it.Row.Words) == 0 {
		it.Row.Words, it.Printed = []string{}, lines(e.Words)
	}
	if it.Date == "" && e.Reported[0] != "" {
		it.Date = "reported " + string(e.Reported[0])
	}
	it.Notes = append([]string{}, it.Notes...)
	if e.Act != nil && t.past(e.Act.Date) && ahead(e.Act.Status) {
		it.Notes = append(it.Notes, "no report that it came about")
	}
	it.Standing = standing(&e)
	return it
}

// teller tells an entry from the words that the record keeps.
func (a *asking) teller(e *demarche.Entry) *teller {
	t := &teller{words: lines(e.Words), hangs: lines(e.Hangs), defined: lines(e.Defined), told: e.Reported[1], today: a.today}
	t.party = func(id demarche.ActorID) (demarche.Party, bool) {
		for _, p := range e.Parties {
			if p.ID == id {
				return p, true
			}
		}
		return demarche.Party{}, false
	}
	t.dated = func(d *demarche.Date) string { return d.Text }
	t.chorus = func([]demarche.ActorID) int { return e.Chorus }
	return t
}

// list gives actors with their names.
func (t *teller) list(ids []demarche.ActorID) []Name {
	out := make([]Name, len(ids))
	for i, id := range ids {
		p, ok := t.party(id)
		if !ok {
			p.Name = string(id)
		}
		out[i] = Name{id, p.Name, p.Country, p.Unnamed}
	}
	return out
}

// standing says how well an entry is reported, how it moved, and what a person
// said of it.
func standing(e *demarche.Entry) []string {
	out := []string{}
	if e.Articles > 1 && e.Kind != demarche.TensionRow {
		s := fmt.Sprintf("reported by %d articles", e.Articles)
		if e.Origins < e.Articles {
			s += fmt.Sprintf(" (%d independent)", e.Origins)
		}
		out = append(out, s)
	}
	if len(e.Moves) > 1 {
		out = append(out, "moved: "+path(e.Moves))
	}
	switch e.Review {
	case demarche.Accepted:
		out = append(out, "reviewed: accepted")
	case demarche.Rejected:
		out = append(out, "reviewed: rejected")
	}
	if len(e.Edited) > 0 {
		out = append(out, "set by a person: "+strings.Join(e.Edited, ", "))
	}
	if e.Rating != nil {
		out = append(out, "rated "+string(e.Rating.Life)+" by "+e.Rating.By)
	}
	if e.Credibility > 0 {
		out = append(out, fmt.Sprintf("credibility %d", e.Credibility))
	}
	if e.Withdrawn {
		out = append(out, "withdrawn: its article was erased")
	}
	return out
}

// path is "planned → happened".
func path(moves []demarche.Move) string {
	var all []string
	for _, m := range moves {
		all = append(all, string(m.Status))
	}
	return strings.Join(all, " → ")
}

// ahead reports whether a status is of something yet to come.
func ahead(s demarche.Status) bool {
	return s == demarche.Planned || s == demarche.Proposed || s == demarche.Possible
}

// bare is a date without its place in a text.
func bare(d *demarche.Date) *demarche.Date {
	if d == nil {
		return nil
	}
	c := *d
	c.Span = nil
	return &c
}

// lines puts each piece on one line and drops empty ones.
func lines(pieces []string) []string {
	var out []string
	for _, p := range pieces {
		if p = oneLine(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// printed are the words it stands on, on one line.
func (it *Item) printed() []string {
	if len(it.Words) == 0 {
		return it.Printed
	}
	return it.Words
}

// items tells entries.
func (a *asking) items(es []demarche.Entry) []Item {
	out := make([]Item, len(es))
	for i, e := range es {
		out[i] = a.item(e)
	}
	return out
}

// cite adds the articles that tell each item, the one that shows it best
// first, and the two sides of a tension.
func (a *asking) cite(items ...*Item) error {
	for _, it := range items {
		if it.Kind == demarche.TensionRow {
			if err := a.sides(it); err != nil {
				return err
			}
			continue
		}
		reports, err := a.reports(&it.entry)
		if err != nil {
			return err
		}
		it.reports, it.Sources = reports, []Source{}
		for _, r := range reports {
			s := Source{Article: r.ArticleID, Key: r.Row.Article, Title: oneLine(r.Title), Source: r.Source, Published: r.Published, URL: r.URL,
				Words: append([]string{}, lines(r.Row.Words)...), Row: r.Row.ID, Copy: r.Origin != "" && r.Origin != r.Row.Article}
			if s.Grade, err = a.grade(string(r.Source)); err != nil {
				return err
			}
			if r.Row.ID == it.entry.Best {
				it.Sources = slices.Insert(it.Sources, 0, s)
			} else {
				it.Sources = append(it.Sources, s)
			}
		}
		it.originalFirst()
	}
	return nil
}

// grade is how reliable a person said an outlet is, as known; "" where nobody
// did.
func (a *asking) grade(source string) (string, error) {
	if source == "" {
		return "", nil
	}
	if g, ok := a.grades[source]; ok {
		return g, nil
	}
	var said []demarche.Decision
	for d, err := range a.r.Decisions(a.ctx, source) {
		if err != nil {
			return "", err
		}
		if a.known.At.IsZero() || !d.Recorded.After(a.known.At) {
			said = append(said, d)
		}
	}
	grade := ""
	for _, d := range ledger.InForce(said) {
		if d.Kind == demarche.DecideReliability {
			_ = json.Unmarshal(d.Value, &grade) // checked when it was decided
		}
	}
	if a.grades == nil {
		a.grades = map[string]string{}
	}
	a.grades[source] = grade
	return grade, nil
}

// originalFirst puts the article first of which the first is a reprint, where
// it has the same words.
func (it *Item) originalFirst() {
	if len(it.Sources) == 0 || !it.Sources[0].Copy {
		return
	}
	for i, s := range it.Sources {
		if !s.Copy && slices.Equal(s.Words, it.Sources[0].Words) {
			it.Sources = slices.Insert(slices.Delete(it.Sources, i, i+1), 0, s)
			return
		}
	}
}

// sides fetches what a tension stands between.
func (a *asking) sides(it *Item) error {
	var told []string
	it.Sides = nil
	for _, id := range it.entry.Tension.Entries {
		e, err := a.r.Entry(a.ctx, string(id), a.known)
		if err != nil {
			return err
		}
		side := a.item(e)
		if err := a.cite(&side); err != nil {
			return err
		}
		it.Sides = append(it.Sides, side)
		told = append(told, side.Marks+" "+cut(side.Line, longest))
	}
	it.Line, it.Words = against(it.entry.Tension.Kind, told), []string{}
	return nil
}

// refs are pointers to all items of a list.
func refs(items []Item) []*Item {
	out := make([]*Item, len(items))
	for i := range items {
		out[i] = &items[i]
	}
	return out
}
