package ledger

import (
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"slices"
	"strings"

	"demarche"
)

// short is the alphabet of derived ids: small letters and digits without those
// that are mistaken for one another, in an order that sorts like the bytes.
var short = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// digest derives an id of 16 characters (80 bits) from its parts.
func digest(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	return short.EncodeToString(h.Sum(nil)[:10])
}

// KeyOf derives the key of an article from what makes it this article: words,
// outlet, address and day.
func KeyOf(a *demarche.Article) demarche.ArticleKey {
	return demarche.ArticleKey("d-" + digest(a.SHA256, string(a.Source), string(a.URL), string(a.Published)))
}

// letters begin the ids of rows.
var letters = map[demarche.RowKind]string{
	demarche.ActRow: "e", demarche.StatementRow: "s", demarche.FigureRow: "n", demarche.TensionRow: "t"}

// Rows gives the rows of a reading as the record keeps them, acts first, then
// statements, figures and tensions, each in the order of the reading. Ids are
// derived, actors are those of the record, and issues are found in the words.
func Rows(r *demarche.Reading, key demarche.ArticleKey, issues *Issues) []demarche.Row {
	b := &rower{r: r, key: key, issues: issues, actors: map[demarche.ActorID]demarche.Party{}, local: map[string]demarche.RowID{}, seen: map[demarche.RowID]int{}}
	for i := range r.Actors {
		p := party(&r.Actors[i], string(r.Article.Published))
		b.actors[r.Actors[i].ID] = p
	}
	b.rows()
	return b.out
}

// rows goes through the reading.
func (b *rower) rows() {
	r := b.r
	for i := range r.Acts {
		a := r.Acts[i]
		a.Who, a.Whom, a.By = b.ids(a.Who), b.ids(a.Whom), b.ids(a.By)
		row := b.row(demarche.ActRow, string(a.ID), string(a.Type), a.Evidence, a.Who, a.Whom, a.By)
		a.ID = demarche.ActID(row.ID)
		row.Act = &a
		row.Chorus = b.chorus(r.Acts[i].By)
		row.Supposed = a.Status == demarche.Possible && supposed(r.Article.Text, a.Evidence)
		b.hang(&row, a.Condition)
		b.put(row)
	}
	for i := range r.Statements {
		s := r.Statements[i]
		s.Speakers, s.Via, s.To, s.About = b.ids(s.Speakers), b.ids(s.Via), b.ids(s.To), b.ids(s.About)
		row := b.row(demarche.StatementRow, string(s.ID), "", s.Content, s.Speakers, s.Via, s.To, s.About)
		s.ID = demarche.StatementID(row.ID)
		s.Restates = "" // within the article; the record has series
		row.Statement = &s
		b.hang(&row, s.Condition)
		b.put(row)
	}
	for i := range r.Figures {
		f := r.Figures[i]
		of := b.ids([]demarche.ActorID{f.Of})
		f.Of, f.By = "", b.ids(f.By)
		if len(of) > 0 {
			f.Of = of[0]
		}
		row := b.row(demarche.FigureRow, string(f.ID), f.Unit, f.Evidence, of, f.By)
		f.ID = demarche.FigureID(row.ID)
		if len(f.Evidence) > 0 {
			row.Around = clause(r.Article.Text, f.Evidence[0])
		}
		row.Figure = &f
		row.Chorus = b.chorus(r.Figures[i].By)
		b.put(row)
	}
	for i := range r.Tensions {
		b.tension(&r.Tensions[i])
	}
}

// rower turns one reading into rows.
type rower struct {
	r      *demarche.Reading
	key    demarche.ArticleKey
	issues *Issues
	actors map[demarche.ActorID]demarche.Party
	local  map[string]demarche.RowID
	seen   map[demarche.RowID]int
	out    []demarche.Row
}

// ids gives the record's actors for those of the reading, each once.
func (b *rower) ids(local []demarche.ActorID) []demarche.ActorID {
	out := []demarche.ActorID{}
	for _, l := range local {
		if p, ok := b.actors[l]; ok && !slices.Contains(out, p.ID) {
			out = append(out, p.ID)
		}
	}
	return out
}

// supposed reports whether words only say what something hangs on: they begin
// with "if" or stand right behind it. Nobody claims that it will be so.
func supposed(text string, spans []demarche.Span) bool {
	if len(spans) == 0 {
		return false
	}
	opens := func(word string) bool {
		switch strings.ToLower(word) {
		case "if", "unless", "once", "should", "whether":
			return true
		}
		return false
	}
	first, _, _ := strings.Cut(spans[0].In(text), " ")
	before := strings.Fields(text[max(0, spans[0].Start-20):spans[0].Start])
	return opens(first) || len(before) > 0 && opens(before[len(before)-1])
}

// chorus is how many of those at the end of a list of speakers say it together,
// where they are several.
func (b *rower) chorus(local []demarche.ActorID) int {
	n := Chorus(b.r, local)
	if n < 2 {
		return 0
	}
	return len(b.ids(local[len(local)-n:]))
}

// Chorus tells a chain of speakers from several who say it together: the list of
// an act or a figure does not, the statement that it was taken from does. It is
// how many of those at the end of the list speak together.
func Chorus(r *demarche.Reading, by []demarche.ActorID) int {
	for i := range r.Statements {
		s := &r.Statements[i]
		if len(s.Speakers) > 1 && slices.Equal(slices.Concat(s.Via, s.Speakers), by) {
			return len(s.Speakers)
		}
	}
	return min(len(by), 1)
}

// row begins a row: its id from the place of its words, its words, the actors
// it names.
func (b *rower) row(kind demarche.RowKind, local, what string, spans []demarche.Span, actors ...[]demarche.ActorID) demarche.Row {
	at := make([]string, 0, 2*len(spans)+3)
	at = append(at, string(b.key), string(kind), what)
	row := demarche.Row{Kind: kind, Article: b.key, Local: local, Words: []string{}}
	var words strings.Builder
	for _, s := range spans {
		at = append(at, fmt.Sprint(s.Start), fmt.Sprint(s.End))
		row.Words = append(row.Words, s.In(b.r.Article.Text))
		words.WriteString(s.In(b.r.Article.Text))
		words.WriteByte('\n')
	}
	id := demarche.RowID(letters[kind] + "-" + digest(at...))
	if n := b.seen[id]; n > 0 {
		// The same words read twice as the same thing: two acts with other roles.
		at = append(at, fmt.Sprint(n))
		b.seen[id]++
		id = demarche.RowID(letters[kind] + "-" + digest(at...))
	}
	b.seen[id]++
	row.ID = id
	b.local[local] = id
	row.Issues = b.issues.In(words.String())
	for _, p := range b.r.Actors {
		for _, m := range p.Mentions {
			if m.Form != demarche.ByName && m.Form != demarche.ByMetonym {
				continue
			}
			if slices.ContainsFunc(spans, m.Span.Overlaps) {
				n := demarche.Named{Name: m.Span.In(b.r.Article.Text), ID: b.actors[p.ID].ID}
				if !slices.Contains(row.Names, n) {
					row.Names = append(row.Names, n)
				}
			}
		}
		q := b.actors[p.ID]
		for _, group := range actors {
			if slices.Contains(group, q.ID) && !slices.ContainsFunc(row.Known, func(k demarche.Party) bool { return k.ID == q.ID }) {
				row.Known = append(row.Known, q)
			}
		}
	}
	return row
}

// hang keeps the words of a condition.
func (b *rower) hang(row *demarche.Row, c *demarche.Condition) {
	if c == nil {
		return
	}
	for _, s := range c.Spans {
		row.Hangs = append(row.Hangs, s.In(b.r.Article.Text))
	}
	for _, s := range c.Definition {
		row.Defined = append(row.Defined, s.In(b.r.Article.Text))
	}
}

func (b *rower) put(row demarche.Row) { b.out = append(b.out, row) }

// tension keeps a disagreement that the reader found within the article.
func (b *rower) tension(t *demarche.Tension) {
	if len(t.Between) != 2 {
		return
	}
	one, ok1 := b.local[t.Between[0]]
	two, ok2 := b.local[t.Between[1]]
	if !ok1 || !ok2 || one == two {
		return
	}
	row := Disagreement(t.Kind, one, two)
	row.Article = b.key
	for _, s := range t.Evidence {
		row.Words = append(row.Words, s.In(b.r.Article.Text))
	}
	if !slices.ContainsFunc(b.out, func(r demarche.Row) bool { return r.ID == row.ID }) {
		b.put(row)
	}
}

// Disagreement is the row of a tension between two rows, in either order.
func Disagreement(kind demarche.TensionKind, one, two demarche.RowID) demarche.Row {
	pair := [2]demarche.RowID{min(one, two), max(one, two)}
	return demarche.Row{ID: demarche.RowID("t-" + digest(string(kind), string(pair[0]), string(pair[1]))),
		Kind: demarche.TensionRow, Between: &demarche.Between{Kind: kind, Rows: pair}, Words: []string{}}
}

// clause is the text around a number, to the ends of its sentence or to a
// semicolon, but no further than some words.
func clause(text string, at demarche.Span) string {
	const reach = 120
	from, to := max(at.Start-reach, 0), min(at.End+reach, len(text))
	for i := at.Start - 1; i >= from; i-- {
		if c := text[i]; c == '\n' || c == ';' || (c == '.' || c == '!' || c == '?') && i+1 < len(text) && text[i+1] == ' ' && i > 1 && text[i-2] != '.' && text[i-2] != ' ' {
			from = i + 1
			break
		}
	}
	for i := at.End; i < to; i++ {
		if c := text[i]; c == '\n' || c == ';' || (c == '.' || c == '!' || c == '?') && (i+1 == len(text) || text[i+1] == ' ' || text[i+1] == '\n') {
			to = i
			break
		}
	}
	return strings.ToValidUTF8(strings.TrimSpace(text[from:to]), "")
}

// RowByHand makes the row of a reading that a person wrote, which has one row
// and whose actors are those of the record.
func RowByHand(r *demarche.Reading, key demarche.ArticleKey, parties map[demarche.ActorID]demarche.Party) (demarche.Row, error) {
	b := &rower{r: r, key: key, actors: parties, local: map[string]demarche.RowID{}, seen: map[demarche.RowID]int{}}
	b.rows()
	if len(b.out) != 1 {
		return demarche.Row{}, demarche.Errorf(demarche.Invalid, string(key), "%d rows where there should be one", len(b.out))
	}
	row := b.out[0]
	row.Local = ""
	return row, nil
}
