package when

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"demarche/data"
	"demarche/read/segment"
	"demarche/text"
)

// doc cuts a text as the reader does, without tags and arcs.
func doc(t testing.TB, src, published string) *text.Doc {
	t.Helper()
	sp, err := segment.New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	l := sp.Split(src)
	return &text.Doc{Text: src, Published: published, Tokens: l.Tokens, Sentences: l.Sentences, Paragraphs: l.Paragraphs, Quotes: l.Quotes}
}

func finder(t testing.TB) *Finder {
	t.Helper()
	f, err := New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

var kinds = map[text.TimeKind]string{text.Duration: "(duration)", text.Repeated: "(repeated)", text.Clock: "(clock)"}

// show writes a time as the files in testdata do.
func show(d *text.Doc, x text.Time) string {
	switch {
	case kinds[x.Kind] != "":
		return d.Words(x.Range) + " = " + kinds[x.Kind]
	case x.EDTF == "":
		return d.Words(x.Range) + " = ?"
	}
	return d.Words(x.Range) + " = " + x.EDTF
}

// TestFind reads testdata/*.txt: "at DATE" sets the publication, a line at the
// margin is a text (¶ parts its paragraphs), the indented lines under it are
// its times, all of them.
func TestFind(t *testing.T) {
	f := finder(t)
	files, _ := filepath.Glob("testdata/*.txt")
	cases := 0
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		published, src := "", ""
		var want []string
		line0 := 0
		check := func() {
			if src == "" {
				return
			}
			cases++
			d := doc(t, strings.ReplaceAll(src, " ¶ ", "\n\n"), published)
			var got []string
			for _, x := range f.Find(d) {
				got = append(got, show(d, x))
			}
			if g, w := strings.Join(got, "\n\t"), strings.Join(want, "\n\t"); g != w {
				t.Errorf("%s:%d (%s)\n%s\ngot\n\t%s\nwant\n\t%s", file, line0, published, src, g, w)
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
				if p, ok := strings.CutPrefix(line, "at "); ok {
					published = strings.TrimSpace(p)
				} else if line == "undated" {
					published = ""
				} else {
					src, line0 = line, n+1
				}
			}
		}
		check()
	}
	if cases < 80 {
		t.Fatalf("%d cases in %d files, want at least 80", cases, len(files))
	}
	t.Logf("%d cases", cases)
}

// edtf is the part of ISO 8601-2 that the finder writes.
var edtf = regexp.MustCompile(`^(-?\d{4}(-\d\d(-\d\d)?)?~?|\.\./-?\d{4}(-\d\d(-\d\d)?)?~?|-?\d{4}(-\d\d(-\d\d)?)?~?/(\.\.|-?\d{4}(-\d\d(-\d\d)?)?~?))$`)

func FuzzTime(f *testing.F) {
	sp, err := segment.New(data.FS)
	if err != nil {
		f.Fatal(err)
	}
	find := finder(f)
	for _, s := range []string{"On Monday, February 7 - 9, 2022 at 7:45 p.m.", "two days before the mid-1980s' 19th-century 31/2/2022", "the last 24 to 48 hours", "'90s of '22", "a year and a half ago, 9999 years later", "the first Monday of the last quarter of next year", "from 30 to 31 February until the end of the week before that"} {
		f.Add(s, "2022-02-08")
	}
	f.Add("ten thousand centuries ago", "0001-01-01")
	f.Fuzz(func(t *testing.T, src, published string) {
		l := sp.Split(src)
		d := &text.Doc{Text: src, Published: published, Tokens: l.Tokens, Sentences: l.Sentences, Paragraphs: l.Paragraphs, Quotes: l.Quotes}
		checkTimes(t, d, find.Find(d))
		// and cut at spaces, without any other layer
		d = &text.Doc{Text: src, Published: published, Tokens: spaced(src)}
		checkTimes(t, d, find.Find(d))
		if v, ok := find.Value(src, published, Future); ok != edtf.MatchString(v) {
			t.Errorf("Value(%q, %q) = %q, %v", src, published, v, ok)
		}
	})
}

func checkTimes(t *testing.T, d *text.Doc, times []text.Time) {
	for _, x := range times {
		if x.From < 0 || x.To > len(d.Tokens) || x.From >= x.To || !x.Has(x.Head) {
			t.Errorf("range %v with head %d of %d tokens", x.Range, x.Head, len(d.Tokens))
		}
		if x.EDTF != "" && !edtf.MatchString(x.EDTF) {
			t.Errorf("EDTF %q", x.EDTF)
		}
	}
}

func spaced(src string) []text.Token {
	var out []text.Token
	for i := 0; i < len(src); {
		j := strings.IndexByte(src[i:], ' ')
		if j < 0 {
			j = len(src) - i
		}
		if j > 0 {
			var k text.Token
			k.Start, k.End = i, i+j
			out = append(out, k)
		}
		i += j + 1
	}
	return out
}

func BenchmarkFind(b *testing.B) {
	f := finder(b)
	d := doc(b, strings.Repeat("U.S. officials say Russia has deployed some 110,000 troops near the border and is on track to amass a force for an invasion by the middle of the month, which Moscow denied on Monday. ", 50), "2022-02-08")
	b.SetBytes(int64(len(d.Text)))
	for b.Loop() {
		f.Find(d)
	}
	b.ReportMetric(float64(len(d.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
