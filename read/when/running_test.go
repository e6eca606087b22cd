package when

import (
	"fmt"
	"os"
	"sort"
	"strings"
	"testing"

	"demarche/model"
	"demarche/read/parse"
	"demarche/read/tag"
	"demarche/text"
)

// models are the tagger and the parser, when their weights are there.
func models(t testing.TB) (*tag.Model, *parse.Model) {
	ft, err := model.Open("tag")
	if err != nil {
		t.Skip("skipped: no weights here")
	}
	fp, err := model.Open("parse")
	if err != nil {
		t.Skip("skipped: no weights here")
	}
	tg, err := tag.Load(ft)
	if err != nil {
		t.Fatal(err)
	}
	ps, err := parse.Load(fp)
	if err != nil {
		t.Fatal(err)
	}
	return tg, ps
}

// TestRunning measures the gold expressions of GUM within the running text of
// their documents (the sentences that have one), tagged and parsed: what is
// found there must lie on the expression and have its value. Rows whose
// annotation has no year are left out; they say what comes back every year.
func TestRunning(t *testing.T) {
	f := finder(t)
	for _, name := range []string{"train", "dev"} {
		rows := readGUM(t, name)
		tg, ps := models(t)
		right, all, rel, relAll, news, newsAll := 0, 0, 0, 0, 0, 0
		var missed []string
		for from := 0; from < len(rows); {
			to := from + 1
			for to < len(rows) && rows[to].Doc == rows[from].Doc {
				to++
			}
			d := &text.Doc{Published: rows[from].Published}
			var b strings.Builder
			start := make([]int, to-from)
			for i := from; i < to; i++ {
				if i > from && rows[i].Sentence == rows[i-1].Sentence {
					start[i-from] = start[i-1-from]
					continue
				}
				n := len(d.Tokens)
				start[i-from] = n
				for _, k := range spaced(rows[i].Sentence) {
					k.Start += b.Len()
					k.End += b.Len()
					d.Tokens = append(d.Tokens, k)
				}
				b.WriteString(rows[i].Sentence + "\n")
				d.Sentences = append(d.Sentences, text.Sentence{Range: text.Range{From: n, To: len(d.Tokens)}})
			}
			d.Text = b.String()
			d.Paragraphs = []text.Paragraph{{Range: text.Range{From: 0, To: len(d.Tokens)}, Sentences: text.Range{From: 0, To: len(d.Sentences)}}}
			d.Tags = tg.Tag(d)
			d.SetArcs(ps.Parse(d))
			times := f.Find(d)
			for i := from; i < to; i++ {
				g := rows[i]
				gf, gt := g.gold()
				if strings.HasPrefix(gf, "-") || strings.HasPrefix(gt, "-") || strings.Contains(gf, "x") {
					continue
				}
				best, got, words := 0, "", ""
				for _, x := range times {
					if n := min(x.To, start[i-from]+g.End) - max(x.From, start[i-from]+g.Start); n > best {
						best, got, words = n, x.EDTF, d.Words(x.Range)
					}
				}
				all++
				isNews := strings.HasPrefix(g.Doc, "GUM_news")
				if isNews {
					newsAll++
				}
				isRel := g.class() == "relative day"
				if isRel {
					relAll++
				}
				a, z, _ := strings.Cut(strings.ReplaceAll(got, "~", ""), "/")
				// "by", "since" before the expression open its value at one end
				first, _ := parseDate(gf)
				last, _ := parseDate(gt)
				x, okX := parseDate(a)
				y, okY := parseDate(z)
				open := z == ".." && okX && x.first() == first.first() || a == ".." && okY && y.last() == last.last()
				if agrees(got, gf, gt) || gf == gt && (a == gf || z == gf) || gf != gt && open {
					right++
					if isNews {
						news++
					}
					if isRel {
						rel++
					}
				} else {
					missed = append(missed, fmt.Sprintf("%-12s %s %q: %q %s, gold %s %s | %s", g.class(), g.Published, g.Text, words, got, gf, gt, g.Sentence[:min(len(g.Sentence), 160)]))
				}
			}
			from = to
		}
		if all == 0 {
			t.Fatal("no dates")
		}
		if floor := map[string]int{"train": 77, "dev": 68}[name]; right*100 < floor*all {
			t.Errorf("%s: %d of %d right, want %d %%", name, right, all, floor)
		}
		t.Logf("%-5s %d of %d  %.1f %%; relative day %d of %d  %.1f %%; news %d of %d  %.1f %%", name, right, all, 100*float64(right)/float64(all), rel, relAll, 100*float64(rel)/float64(relAll), news, newsAll, 100*float64(news)/float64(newsAll))
		if os.Getenv("MISSED") != "" {
			sort.Strings(missed)
			t.Log("\n" + strings.Join(missed, "\n"))
		}
	}
}
