package ledger

import (
	"fmt"
	"io/fs"
	"slices"
	"testing"

	"demarche"
	"demarche/data"
	"demarche/demo"
	"demarche/page"
	"demarche/read"
)

func demoReports(t *testing.T) []demarche.Report {
	rd, err := read.New(read.Config{Data: data.FS})
	if err != nil {
		t.Fatal(err)
	}
	is, err := LoadIssues(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	files, _ := fs.Glob(demo.FS, "*")
	var out []demarche.Report
	for _, f := range files {
		h, _ := demo.FS.Open(f)
		for in := range page.Open(f, h, page.Options{}) {
			r := rd.Read(in.Article)
			key := KeyOf(&r.Article)
			for _, row := range Rows(r, key, is) {
				out = append(out, demarche.Report{Row: row, ArticleID: r.Article.ID, Published: r.Article.Published, Source: r.Article.Source})
			}
		}
	}
	return out
}

func TestScratch(t *testing.T) {
	rs := demoReports(t)
	at := Merge(rs, nil)
	groups := map[demarche.EntryID][]demarche.Report{}
	series := map[demarche.SeriesID][]demarche.Report{}
	for _, r := range rs {
		b := at[r.Row.ID]
		groups[b.Entry] = append(groups[b.Entry], r)
		if b.Series != "" {
			series[b.Series] = append(series[b.Series], r)
		}
	}
	show := func(r demarche.Report) string {
		s := string(r.ArticleID) + " " + string(r.Published) + " "
		switch {
		case r.Row.Act != nil:
			a := r.Row.Act
			d := ""
			if a.Date != nil {
				d = a.Date.EDTF
			}
			p := ""
			if a.Place != nil {
				p = a.Place.Name
			}
			s += fmt.Sprint(a.Type, " ", a.Status, " ", a.Who, a.Whom, " ", d, " ", p)
		case r.Row.Statement != nil:
			st := r.Row.Statement
			s += fmt.Sprint(st.Force, " ", st.Speakers, st.To)
		case r.Row.Figure != nil:
			f := r.Row.Figure
			s += fmt.Sprint(f.Low, f.High, f.Bound, f.Unit, f.Of, f.By)
		}
		return s + fmt.Sprintf(" %q", r.Row.Words)
	}
	for _, k := range []demarche.RowKind{demarche.ActRow, demarche.StatementRow, demarche.FigureRow} {
		n, m := 0, 0
		for _, g := range groups {
			if g[0].Row.Kind == k {
				n++
				if len(g) > 1 {
					m++
					fmt.Println("---")
					for _, r := range g {
						fmt.Println("  ", show(r))
					}
				}
			}
		}
		fmt.Println(k, n, "entries", m, "merged")
	}
	fmt.Println("==== series")
	for _, g := range series {
		if len(g) > 1 {
			fmt.Println("---")
			for _, r := range g {
				fmt.Println("  ", show(r))
			}
		}
	}
	var items []*item
	for i := range rs {
		items = append(items, newItem(&rs[i], nil))
	}
	fmt.Println("==== tensions")
	for i, a := range items {
		for _, b := range items[i+1:] {
			if a.Row.Article == b.Row.Article || a.Row.Kind != b.Row.Kind {
				continue
			}
			if k, ok := disagree(a, b); ok {
				fmt.Println("---", k, shares(nil, a, b))
				fmt.Println("  ", show(*a.Report))
				fmt.Println("  ", show(*b.Report))
			}
		}
	}
	_ = slices.Max[[]int]
}
