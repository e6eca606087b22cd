package amount

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"demarche/data"
	"demarche/read/segment"
	"demarche/read/when"
	"demarche/text"
)

func finder(t testing.TB) *Finder {
	t.Helper()
	f, err := New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

type reader struct {
	split *segment.Splitter
	when  *when.Finder
	find  *Finder
}

func newReader(t testing.TB) reader {
	t.Helper()
	sp, err := segment.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	w, err := when.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	return reader{sp, w, finder(t)}
}

// doc cuts a text and finds its times, as the reader does, without tags and arcs.
func (r reader) doc(src string) *text.Doc {
	l := r.split.Split(src)
	d := &text.Doc{Text: src, Published: "2022-02-08", Tokens: l.Tokens, Sentences: l.Sentences, Paragraphs: l.Paragraphs, Quotes: l.Quotes}
	d.Times = r.when.Find(d)
	return d
}

var classes = map[text.AmountClass]string{text.Count: "count", text.Money: "money", text.Share: "share", text.Measure: "measure", text.Other: "other"}

// show writes an amount as the files in testdata do: its words, its number,
// bound, unit and class.
func show(d *text.Doc, x text.Amount) string {
	n := strconv.FormatFloat(x.Low, 'f', -1, 64)
	if x.High != x.Low {
		n += ".." + strconv.FormatFloat(x.High, 'f', -1, 64)
	}
	unit := x.Unit
	if unit == "" {
		unit = "-"
	}
	return fmt.Sprintf("%s = %s %s %s %s", d.Words(x.Range), n, x.Bound, unit, classes[x.Class])
}

// TestFind reads testdata/*.txt: a line at the margin is a text, the indented
// lines under it are its amounts, all of them.
func TestFind(t *testing.T) {
	r := newReader(t)
	files, _ := filepath.Glob("testdata/*.txt")
	cases := 0
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		src, line0 := "", 0
		var want []string
		check := func() {
			if src == "" {
				return
			}
			cases++
			d := r.doc(src)
			var got []string
			for _, x := range r.find.Find(d) {
				got = append(got, show(d, x))
			}
			if g, w := strings.Join(got, "\n\t"), strings.Join(want, "\n\t"); g != w {
				t.Errorf("%s:%d\n%s\ngot\n\t%s\nwant\n\t%s", file, line0, src, g, w)
			}
			src, want = "", nil
		}
		for n, line := range strings.Split(string(raw), "\n") {
			switch {
			case strings.HasPrefix(line, "#"):
			case strings.HasPrefix(line, "\t"):
				want = append(want, strings.TrimSpace(line))
			default:
				check()
				src, line0 = line, n+1
			}
		}
		check()
	}
	if cases < 80 {
		t.Fatalf("%d cases in %d files, want at least 80", cases, len(files))
	}
	t.Logf("%d cases", cases)
}

func FuzzAmount(f *testing.F) {
	r := newReader(f)
	for _, s := range []string{"between $5-10 million and 1,00,000 men", "two-thirds or 11/2 of 50 per cent", "from five to ten thousand-strong 3-1 €1.2bn+", "one in five half a million dozen US$ 5m.", "141 to 5 with 35 abstentions"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		d := r.doc(src)
		checkAmounts(t, d, r.find.Find(d))
		var toks []text.Token
		for i, w := range strings.Fields(src) {
			_ = w
			var k text.Token
			if k.Start = strings.Index(src[end(toks):], w) + end(toks); i >= 0 {
				k.End = k.Start + len(w)
			}
			toks = append(toks, k)
		}
		d = &text.Doc{Text: src, Tokens: toks}
		checkAmounts(t, d, r.find.Find(d))
	})
}

func end(t []text.Token) int {
	if len(t) == 0 {
		return 0
	}
	return t[len(t)-1].End
}

func checkAmounts(t *testing.T, d *text.Doc, all []text.Amount) {
	for i, x := range all {
		if x.From < 0 || x.To > len(d.Tokens) || x.From >= x.To || !x.Range.Contains(x.Number) || x.Number.Len() == 0 || x.Head < 0 || x.Head >= len(d.Tokens) {
			t.Errorf("amount %+v of %d tokens", x, len(d.Tokens))
		}
		if x.Low > x.High || math.IsNaN(x.Low) || math.IsInf(x.High, 0) || x.Bound == "" {
			t.Errorf("amount %+v", x)
		}
		if i > 0 && x.Number.From < all[i-1].Number.From {
			t.Errorf("amount %d stands before %d", i, i-1)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	r := newReader(b)
	d := r.doc(strings.Repeat("U.S. officials say Russia has deployed some 110,000 troops near the border and is on track to amass a force of 150,000 soldiers, which Moscow denied on Monday. ", 50))
	b.SetBytes(int64(len(d.Text)))
	for b.Loop() {
		r.find.Find(d)
	}
	b.ReportMetric(float64(len(d.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
