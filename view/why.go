package view

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"demarche"
	"demarche/store"
)

// WhyAnswer is what an entry of the record rests on.
type WhyAnswer struct {
	Head
	Entry     *Item               `json:"entry"` // null where the row stands in no entry any more
	Tellings  []Telling           `json:"tellings"`
	Changes   []demarche.Change   `json:"changes"`
	Decisions []demarche.Decision `json:"decisions"`
	CouldMeet []Item              `json:"could_meet"` // acts that may bear on the condition of a commitment; only a person says that one meets it
}

// Telling is one article's row, with the rule and the versions that made it.
type Telling struct {
	Row
	Source     Source          `json:"source"`
	Local      string          `json:"local"`
	Rule       string          `json:"rule"`
	Confidence float64         `json:"confidence"`
	Engine     demarche.Engine `json:"engine"`
	Recorded   time.Time       `json:"recorded"`
}

// Why answers what an entry rests on: the articles that tell it with their
// words, the rules and versions that read them, what changed it and what a
// person decided. ask.Of is the id of an entry or of one of its rows.
func Why(ctx context.Context, r store.Reader, ask Ask) (*WhyAnswer, error) {
	a, err := begin(ctx, r, ask, "why")
	if err != nil {
		return nil, err
	}
	a.say("%s", ask.Of)
	out := &WhyAnswer{Tellings: []Telling{}, Changes: []demarche.Change{}, Decisions: []demarche.Decision{}, CouldMeet: []Item{}}
	targets := []string{ask.Of}
	var reports []demarche.Report
	e, err := r.Entry(ctx, ask.Of, a.known)
	switch {
	case err == nil:
		it := a.item(e)
		if err := a.cite(&it); err != nil {
			return nil, err
		}
		out.Entry, reports = &it, it.reports
		could, err := a.couldMeet(&e)
		if err != nil {
			return nil, err
		}
		out.CouldMeet = a.items(could)
		if err := a.cite(refs(out.CouldMeet)...); err != nil {
			return nil, err
		}
		targets = append(targets, string(e.ID))
	case demarche.CodeOf(err) == demarche.NotFound:
		row, rowErr := r.Row(ctx, demarche.RowID(ask.Of))
		if rowErr != nil {
			return nil, err
		}
		reports = []demarche.Report{row}
		a.note("the row stands in no entry %s", a.head.AsKnown)
	default:
		return nil, err
	}
	engines := map[demarche.ArticleKey]demarche.Engine{}
	for i := range reports {
		t, err := a.telling(&reports[i], engines)
		if err != nil {
			return nil, err
		}
		out.Tellings = append(out.Tellings, t)
		targets = append(targets, t.ID)
	}
	slices.Sort(targets)
	targets = slices.Compact(targets)
	if err := a.log(out, targets); err != nil {
		return nil, err
	}
	a.head.Count = len(out.Tellings)
	out.Head = a.head
	return out, nil
}

func (a *asking) telling(r *demarche.Report, engines map[demarche.ArticleKey]demarche.Engine) (Telling, error) {
	t := Telling{Row: a.row(r), Local: r.Row.Local, Recorded: r.Recorded, Source: Source{Article: r.ArticleID, Key: r.Row.Article, Title: oneLine(r.Title),
		Source: r.Source, Published: r.Published, URL: r.URL, Words: append([]string{}, lines(r.Row.Words)...), Row: r.Row.ID, Copy: r.Origin != "" && r.Origin != r.Row.Article}}
	switch {
	case r.Row.Act != nil:
		t.Rule, t.Confidence = r.Row.Act.Rule, r.Row.Act.Confidence
	case r.Row.Statement != nil:
		t.Rule, t.Confidence = r.Row.Statement.Rule, r.Row.Statement.Confidence
	case r.Row.Figure != nil:
		t.Rule, t.Confidence = r.Row.Figure.Rule, r.Row.Figure.Confidence
	}
	if _, ok := engines[r.Row.Article]; !ok {
		reading, err := a.r.Reading(a.ctx, r.Row.Article)
		switch {
		case err == nil:
			engines[r.Row.Article] = reading.Engine
		case demarche.CodeOf(err) == demarche.NotFound: // forgotten
			engines[r.Row.Article] = demarche.Engine{}
		default:
			return t, err
		}
	}
	t.Engine = engines[r.Row.Article]
	return t, nil
}

// log collects the changes and decisions about the rows.
func (a *asking) log(out *WhyAnswer, targets []string) error {
	late := func(t time.Time) bool { return !a.known.At.IsZero() && t.After(a.known.At) }
	for _, id := range targets {
		for d, err := range a.r.Decisions(a.ctx, id) {
			if err != nil {
				return err
			}
			if !late(d.Recorded) {
				out.Decisions = append(out.Decisions, d)
			}
		}
	}
	slices.SortFunc(out.Decisions, func(x, y demarche.Decision) int { return int(x.Seq - y.Seq) })
	rows := make([]demarche.RowID, len(targets))
	for i, id := range targets {
		rows[i] = demarche.RowID(id)
	}
	for c, err := range a.r.ChangesOf(a.ctx, rows) {
		if err != nil {
			return err
		}
		if !late(c.Recorded) {
			out.Changes = append(out.Changes, c)
		}
	}
	return nil
}

// changed says a change for a person.
var changed = map[demarche.ChangeKind]string{
	demarche.Asserted: "began the entry", demarche.Supported: "joined the entry", demarche.Disputed: "set two entries against one another",
	demarche.Linked: "came from another entry", demarche.Divided: "left for another entry", demarche.Retracted: "was taken out", demarche.Retold: "tells it otherwise", demarche.Decided: "was decided on"}

// because says the cause of a change for a person.
var because = map[demarche.Cause]string{
	demarche.ByArticle: "a new article", demarche.ByCorrection: "the outlet corrected its article", demarche.ByRereading: "its article was read again",
	demarche.ByDecision: "a person decided", demarche.ByForgetting: "its article was erased"}

// Page lays the answer out.
func (w *WhyAnswer) Page() Page {
	var p Page
	if it := w.Entry; it != nil {
		l := it.line()
		l.Words, l.URL = "", "" // they stand below
		if it.Kind == demarche.TensionRow && len(it.Sides) == 2 {
			t := Tension{Item: *it, Open: it.Review == demarche.Unreviewed}
			l = t.line()
		}
		p.Sections = append(p.Sections, Section{Title: "Entry", Lines: []Line{l}})
	}
	told := Section{Title: "Told by", Count: len(w.Tellings)}
	for i := range w.Tellings {
		t := &w.Tellings[i]
		l := Line{Marks: t.Marks, Date: t.Date, Text: t.Line, ID: t.ID, URL: string(t.Source.URL), Words: quote(strings.Join(t.Source.Words, "” … “")) + " — " + t.Source.cite(), Notes: t.Notes}
		if t.Source.Copy {
			l.Notes = append(l.Notes, "a reprint: counts with its original")
		}
		if t.Rule != "" {
			l.Below = append(l.Below, fmt.Sprintf("rule %s, confidence %.2f", t.Rule, t.Confidence))
		}
		if t.Engine.Version != "" {
			l.Below = append(l.Below, fmt.Sprintf("read by demarche %s, rules %s, weights %s", t.Engine.Version, brief12(t.Engine.Rules), brief12(t.Engine.Weights)))
		}
		at := "article " + string(t.Source.Article)
		if t.Local != "" {
			at += ", row " + t.Local + " of its reading"
		}
		if !t.Recorded.IsZero() {
			at += ", recorded " + t.Recorded.UTC().Format("2006-01-02 15:04 UTC")
		}
		l.Below = append(l.Below, at)
		told.Lines = append(told.Lines, l)
	}
	log := Section{Title: "Changes", Count: len(w.Changes)}
	for _, c := range w.Changes {
		log.Lines = append(log.Lines, Line{Date: c.Recorded.UTC().Format("2006-01-02 15:04"), Text: fmt.Sprintf("%s %s: %s", c.Row, changed[c.Kind], because[c.Cause])})
	}
	decided := Section{Title: "Decisions", Count: len(w.Decisions)}
	for _, d := range w.Decisions {
		l := Line{Date: d.Recorded.UTC().Format("2006-01-02 15:04"), Text: fmt.Sprintf("%s: %s %s", d.By, d.Kind, d.Target)}
		if len(d.Value) > 0 {
			l.Text += " " + string(d.Value)
		}
		if d.Reason != "" {
			l.Text += " — " + d.Reason
		}
		decided.Lines = append(decided.Lines, l)
	}
	could := Section{Title: "Acts that may bear on its condition", Count: len(w.CouldMeet), Lines: linesOf(w.CouldMeet), Said: "Whether one of them meets it only a person says."}
	p.Sections = append(p.Sections, shown(told, could, log, decided)...)
	return p
}

// brief12 shortens a hash.
func brief12(s string) string {
	if name, hash, ok := strings.Cut(s, ":"); ok && len(hash) > 12 {
		return name + ":" + hash[:12] + "…"
	}
	return s
}

// Table has a line for each article that tells the entry.
func (w *WhyAnswer) Table() Table {
	t := Table{Columns: []string{"entry", "row", "marks", "date", "told", "words", "outlet", "published", "address", "copy", "rule", "confidence", "version", "rules", "weights", "recorded"}}
	id := ""
	if w.Entry != nil {
		id = w.Entry.ID
	}
	for i := range w.Tellings {
		x := &w.Tellings[i]
		t.Rows = append(t.Rows, []string{id, x.ID, x.Marks, x.Date, x.Line, join(x.Source.Words), string(x.Source.Source), string(x.Source.Published), string(x.Source.URL),
			fmt.Sprint(x.Source.Copy), x.Rule, fmt.Sprintf("%.2f", x.Confidence), x.Engine.Version, x.Engine.Rules, x.Engine.Weights, x.Recorded.UTC().Format(time.RFC3339)})
	}
	return t
}
