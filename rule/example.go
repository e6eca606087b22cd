package rule

import (
	"fmt"
	"slices"
	"strings"

	"demarche"
)

// Runner reads one sentence by itself, through the whole reader.
type Runner func(sentence, published string) (*Checked, error)

// Checked is what was read out of an example.
type Checked struct{ Rows []Row }

// Row is an act or statement of a reading, in the words examples use.
type Row struct {
	Rule, Type, Subtype, Status, Force string
	Place, Date, Content               string
	Who, Whom, Speaker, To             []string // names
}

// Result is an example that was run.
type Result struct {
	Rule    *Rule
	Example Example
	Fault   string // empty when the example holds
}

// Check runs the examples of the rules in their order, or of those whose name
// begins with one of the prefixes. A yes sentence must give a row of its rule
// that meets the expectations; a no sentence none.
func (s *Set) Check(run Runner, prefixes ...string) ([]Result, error) {
	var out []Result
	for _, r := range s.Rules {
		if len(prefixes) > 0 && !slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(r.Name, p) }) {
			continue
		}
		for _, ex := range r.Examples {
			c, err := run(ex.Sentence, ex.Published)
			if err != nil {
				return out, &demarche.Error{Code: demarche.CodeOf(err), Where: at(r.File, ex.Line), What: "cannot read the example", Err: err}
			}
			out = append(out, Result{r, ex, judge(r, ex, c)})
		}
	}
	return out, nil
}

// judge says what is wrong with the rows read from an example.
func judge(r *Rule, ex Example, c *Checked) string {
	var mine []Row
	for _, row := range c.Rows {
		// A force that the attribution read off the words already is as good.
		if row.Rule == r.Name || ex.Yes && r.Emit.Kind == EmitForce && row.Force == string(r.Emit.Force) {
			mine = append(mine, row)
		}
	}
	switch {
	case !ex.Yes && len(mine) > 0:
		return "emits here, but should not: " + show(mine[0])
	case !ex.Yes:
		return ""
	case len(mine) == 0:
		return "emits nothing here" + others(c.Rows)
	}
	var best []string
	for i, row := range mine {
		bad := misses(row, ex.Want)
		if len(bad) == 0 {
			return ""
		}
		if i == 0 || len(bad) < len(best) {
			best = bad
		}
	}
	return strings.Join(best, "; ")
}

// misses lists the expectations that a row does not meet.
func misses(row Row, want []Expect) (out []string) {
	list := func(w Expect, have []string) {
		var names []string
		for _, n := range strings.Split(w.Value, ",") {
			if n = strings.TrimSpace(n); n != "" && n != "-" {
				names = append(names, n)
			}
		}
		ok := len(names) == len(have)
		for _, n := range names {
			ok = ok && slices.ContainsFunc(have, func(h string) bool { return strings.EqualFold(h, n) })
		}
		if !ok {
			out = append(out, fmt.Sprintf("%s is %s, not %s", w.Field, orNone(strings.Join(have, ", ")), orNone(w.Value)))
		}
	}
	word := func(w Expect, have string) {
		v := w.Value
		if v == "-" {
			v = ""
		}
		if !strings.EqualFold(v, have) {
			out = append(out, fmt.Sprintf("%s is %s, not %s", w.Field, orNone(have), orNone(w.Value)))
		}
	}
	for _, w := range want {
		switch w.Field {
		case "who":
			list(w, row.Who)
		case "whom":
			list(w, row.Whom)
		case "speaker":
			list(w, row.Speaker)
		case "to":
			list(w, row.To)
		case "type":
			word(w, row.Type)
		case "subtype":
			word(w, row.Subtype)
		case "status":
			word(w, row.Status)
		case "force":
			word(w, row.Force)
		case "place":
			word(w, row.Place)
		case "date":
			word(w, row.Date)
		case "content":
			word(w, row.Content)
		}
	}
	return out
}

func orNone(s string) string {
	if s == "" || s == "-" {
		return "missing"
	}
	return s
}

func show(r Row) string {
	what := r.Type
	if what == "" {
		what = r.Force
	}
	return what + " who=" + orNone(strings.Join(append(r.Who, r.Speaker...), ", ")) + " whom=" + orNone(strings.Join(append(r.Whom, r.To...), ", "))
}

func others(rows []Row) string {
	if len(rows) == 0 {
		return ""
	}
	var out []string
	for _, r := range rows {
		out = append(out, r.Rule+" "+show(r))
	}
	return " (others do: " + strings.Join(out, "; ") + ")"
}

func invalidUTF8(name, src string) error {
	line, col := 1, 0
	for i, r := range src {
		if r == '\uFFFD' && !strings.HasPrefix(src[i:], "\uFFFD") {
			break
		}
		if r == '\n' {
			line++
			col = 0
		}
		col++
	}
	return &demarche.Error{Code: demarche.Invalid, Where: at(name, line), What: fmt.Sprintf("not UTF-8 near column %d", col),
		Repair: "save the file as UTF-8"}
}

// Rows puts a reading into the words of examples.
func Rows(r *demarche.Reading) *Checked {
	named := map[demarche.ActorID]string{}
	for _, a := range r.Actors {
		named[a.ID] = a.Name
	}
	names := func(ids []demarche.ActorID) []string {
		out := make([]string, len(ids))
		for i, id := range ids {
			out[i] = named[id]
		}
		return out
	}
	c := &Checked{}
	for _, a := range r.Acts {
		row := Row{Rule: a.Rule, Type: string(a.Type), Subtype: string(a.Subtype), Status: string(a.Status), Who: names(a.Who), Whom: names(a.Whom)}
		if a.Place != nil {
			row.Place = a.Place.Name
		}
		if a.Date != nil {
			row.Date = a.Date.EDTF
		}
		c.Rows = append(c.Rows, row)
	}
	for _, s := range r.Statements {
		row := Row{Rule: s.Rule, Force: string(s.Force), Speaker: names(s.Speakers), To: names(s.To)}
		for i, p := range s.Content {
			if i > 0 {
				row.Content += " … "
			}
			row.Content += p.In(r.Article.Text)
		}
		c.Rows = append(c.Rows, row)
	}
	return c
}
