package view

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"demarche"
	"demarche/store"
)

// FiguresAnswer is what was counted, of whom, by whom.
type FiguresAnswer struct {
	Head
	Series []FigureSeries `json:"series"` // those with most numbers first
}

// FigureSeries is the numbers of one thing: what, where and whose.
type FigureSeries struct {
	ID     demarche.SeriesID `json:"id"`
	Unit   string            `json:"unit"`
	Of     []Name            `json:"of"`
	Place  string            `json:"place"`
	Points []Item            `json:"points"` // by the day as of which they hold, earliest first
}

// figuresRead is how many numbers are looked through for one page.
const figuresRead = 600

// Figures answers which numbers are given of one thing, as of when, by whom,
// with their bounds; forecasts, thresholds and promises stay apart from what
// was counted.
func Figures(ctx context.Context, r store.Reader, ask Ask) (*FiguresAnswer, error) {
	a, err := begin(ctx, r, ask, "figures")
	if err != nil {
		return nil, err
	}
	out := &FiguresAnswer{Series: []FigureSeries{}}
	q, ok := a.query(demarche.FigureRow)
	if ok {
		if ask.Since != 0 || ask.Until != 0 {
			q.Happens = a.window(demarche.Beginning, demarche.End)
		}
		q.Order = store.Newest
		es, more, err := a.entries(q, figuresRead)
		if err != nil {
			return nil, err
		}
		a.head.MoreOpen = more
		out.Series = a.series(es)
		n := a.limit(8)
		for _, s := range out.Series[min(n, len(out.Series)):] {
			a.head.More += len(s.Points)
		}
		out.Series = out.Series[:min(n, len(out.Series))]
		for i := range out.Series {
			if err := a.cite(refs(out.Series[i].Points)...); err != nil {
				return nil, err
			}
			a.head.Count += len(out.Series[i].Points)
		}
	}
	out.Head = a.head
	return out, nil
}

// series groups numbers. One that belongs to no series stands alone.
func (a *asking) series(es []demarche.Entry) []FigureSeries {
	out := []FigureSeries{}
	at := map[demarche.SeriesID]int{}
	weights := map[demarche.SeriesID]int{}
	for i := range es {
		e := &es[i]
		id := e.Series
		if id == "" {
			id = demarche.SeriesID(e.ID)
		}
		k, ok := at[id]
		if !ok {
			k = len(out)
			at[id] = k
			out = append(out, FigureSeries{ID: id, Unit: e.Figure.Unit, Of: []Name{}})
		}
		it := a.item(*e)
		s := &out[k]
		s.Points = append(s.Points, it)
		if len(s.Of) == 0 {
			s.Of = it.Who
		}
		if s.Place == "" && it.Place != nil {
			s.Place = it.Place.Name
		}
		weights[id] = max(weights[id], weight(e))
	}
	for i := range out {
		slices.SortStableFunc(out[i].Points, func(x, y Item) int {
			return cmp.Or(cmp.Compare(asOf(&x), asOf(&y)), cmp.Compare(x.Reported[0], y.Reported[0]), cmp.Compare(x.ID, y.ID))
		})
	}
	slices.SortStableFunc(out, func(x, y FigureSeries) int {
		return cmp.Or(cmp.Compare(len(y.Points), len(x.Points)), cmp.Compare(weights[y.ID], weights[x.ID]), cmp.Compare(x.ID, y.ID))
	})
	return out
}

// asOf is the last day on which a number holds, else the day of its report.
func asOf(it *Item) demarche.Day {
	if i, ok := it.Happens.Interval(); ok {
		if i.To == demarche.End {
			return i.From
		}
		return i.To
	}
	i, _ := demarche.ParseEDTF(string(it.Reported[0]))
	return i.From
}

// title is "troops of Russia · near the border".
func (s *FigureSeries) title() string {
	out := s.Unit
	if out == "" {
		out = "what is counted is not stated"
	}
	if len(s.Of) > 0 {
		out += " of " + nameCells(s.Of)
	}
	if s.Place != "" {
		out += " · " + s.Place
	}
	return upper(out)
}

// Page lays each series out as a chart with the raw words below.
func (f *FiguresAnswer) Page() Page {
	var p Page
	for i := range f.Series {
		s := &f.Series[i]
		sec := Section{Title: s.title(), Count: len(s.Points), Chart: chart(s.Points)}
		for k := range s.Points {
			l := s.Points[k].line()
			sec.Lines = append(sec.Lines, l)
		}
		p.Sections = append(p.Sections, sec)
	}
	if len(p.Sections) == 0 {
		return Page{Sections: []Section{{Title: "Figures", None: "No number in the record fits."}}}
	}
	last := &p.Sections[len(p.Sections)-1]
	last.More = strings.TrimPrefix(more(f.More, f.command("figures --limit 1000")), "; ")
	return p
}

// Table has a line for each number.
func (f *FiguresAnswer) Table() Table {
	t := itemTable{own: []string{"series", "day"}, of: figureColumns}
	for i := range f.Series {
		for k := range f.Series[i].Points {
			p := &f.Series[i].Points[k]
			t.put(p, string(f.Series[i].ID), asOf(p).String())
		}
	}
	return t.table()
}
