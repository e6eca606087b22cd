package speech_test

import (
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"demarche"
	"demarche/data"
	"demarche/lexicon"
	"demarche/model"
	"demarche/read/coref"
	"demarche/read/name"
	"demarche/read/parse"
	"demarche/read/segment"
	"demarche/read/speech"
	"demarche/read/tag"
	"demarche/read/when"
	"demarche/text"
)

// engine is the pipeline up to speech, with the embedded weights.
type engine struct {
	split  *segment.Splitter
	tag    *tag.Model
	parse  *parse.Model
	name   *name.Finder
	coref  *coref.Chainer
	when   *when.Finder
	speech *speech.Attributor
}

var load = sync.OnceValues(func() (*engine, error) {
	e := &engine{}
	lex, err := lexicon.Load(data.FS)
	if err != nil {
		return nil, err
	}
	if e.split, err = segment.New(data.FS); err != nil {
		return nil, err
	}
	open := func(name string) *model.File {
		f, ferr := model.Open(name)
		if ferr != nil && err == nil {
			err = ferr
		}
		return f
	}
	ft, fp, fn := open("tag"), open("parse"), open("name")
	if err != nil {
		return nil, err
	}
	if e.tag, err = tag.Load(ft); err != nil {
		return nil, err
	}
	if e.parse, err = parse.Load(fp); err != nil {
		return nil, err
	}
	nm, err := name.Load(fn)
	if err != nil {
		return nil, err
	}
	if e.when, err = when.New(data.FS); err != nil {
		return nil, err
	}
	e.name, e.coref = name.New(lex, nm), coref.New(lex)
	e.speech, err = speech.Load(data.FS, lex)
	return e, err
})

func reader(t testing.TB) *engine {
	for _, m := range []string{"tag", "parse", "name"} {
		if !model.Have(m) {
			t.Skip("skipped: no weights in model/weights; make train")
		}
	}
	e, err := load()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func (e *engine) read(src string) *text.Doc {
	d := &text.Doc{Text: src, Published: "2024-03-06"}
	l := e.split.Split(src)
	d.Tokens, d.Sentences, d.Paragraphs, d.Quotes = l.Tokens, l.Sentences, l.Paragraphs, l.Quotes
	d.Tags = e.tag.Tag(d)
	d.SetArcs(e.parse.Parse(d))
	d.Times = e.when.Find(d)
	d.SetMentions(e.name.Find(d))
	ms, es := e.coref.Chain(d)
	d.SetMentions(ms)
	d.Entities = es
	return d
}

// needed is the share of a table that must hold: weights are trained anew, and
// a sentence or two may then be parsed otherwise.
const needed = 0.95

// TestJudge reads the status of the trigger of every sentence of judge.txt. An
// act that did not take place and is called a fact fails by itself.
func TestJudge(t *testing.T) {
	e := reader(t)
	raw, err := os.ReadFile("testdata/judge.txt")
	if err != nil {
		t.Fatal(err)
	}
	n, ok := 0, 0
	for line := range strings.Lines(string(raw)) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if line[0] == '#' || len(f) != 3 {
			continue
		}
		n++
		d := e.read(f[2])
		claims := e.speech.Attribute(d)
		i := slices.IndexFunc(d.Tokens, func(k text.Token) bool { return strings.EqualFold(k.In(d.Text), f[1]) })
		if i < 0 {
			t.Errorf("%q is not in %q", f[1], f[2])
			continue
		}
		got := e.speech.Judge(d, claims, i)
		want := strings.Split(f[0], "/")
		switch {
		case slices.Contains(want, string(got.Status)):
			ok++
		case got.Status.Fact() && !slices.ContainsFunc(want, func(w string) bool { return demarche.Status(w).Fact() }):
			t.Errorf("FALSE FACT: %s, want %s: %q in %q (%s)", got.Status, f[0], f[1], f[2], got.Why)
		default:
			t.Logf("%s, want %s: %q in %q (%s)", got.Status, f[0], f[1], f[2], got.Why)
		}
	}
	if n < 100 || float64(ok) < needed*float64(n) {
		t.Errorf("%d of %d sentences", ok, n)
	}
}

// TestClaims reads the passages of claims.txt.
func TestClaims(t *testing.T) {
	e := reader(t)
	raw, err := os.ReadFile("testdata/claims.txt")
	if err != nil {
		t.Fatal(err)
	}
	var passage string
	var d *text.Doc
	var claims []speech.Claim
	asked, n, ok := true, 0, 0
	for line := range strings.Lines(string(raw)) {
		line = strings.TrimRight(line, "\n")
		verb, rest, _ := strings.Cut(line, " ")
		switch verb {
		case ">":
			if asked {
				passage = ""
			}
			asked = false
			passage = strings.TrimSpace(passage + " " + rest)
		case "say", "not":
			if !asked {
				d = e.read(passage)
				claims = e.speech.Attribute(d)
				asked = true
			}
			n++
			var why string
			if verb == "say" {
				why = says(d, claims, rest)
			} else {
				why = silentOn(d, claims, rest)
			}
			if why == "" {
				ok++
				continue
			}
			t.Logf("%s\n    %s\n    %s", passage, line, why)
		}
	}
	if n < 60 || float64(ok) < needed*float64(n) {
		t.Errorf("%d of %d expectations", ok, n)
	}
}

// says checks one line of claims.txt and returns what is wrong, "" for nothing.
func says(d *text.Doc, claims []speech.Claim, rest string) string {
	f := strings.Split(rest, " | ")
	var near []string
	for i := range claims {
		c := &claims[i]
		if len(c.Content) == 0 {
			continue
		}
		if words(d, c.Content) != f[2] {
			near = append(near, words(d, c.Content))
			continue
		}
		if got := source(d, c); got != f[0] {
			return "speaker " + got
		}
		if string(c.Force) != f[1] {
			return "force " + string(c.Force)
		}
		for _, x := range f[3:] {
			key, v, _ := strings.Cut(x, " ")
			switch key {
			case "via":
				if names(d, c.Via) != v {
					return "via " + names(d, c.Via)
				}
			case "to":
				if names(d, c.To) != v {
					return "to " + names(d, c.To)
				}
			case "if":
				if c.Condition == nil || words(d, c.Condition.Spans) != v {
					return "condition missing or other"
				}
			default:
				if string(c.Mode) != x {
					return "mode " + string(c.Mode)
				}
			}
		}
		return ""
	}
	return "no such content, but: " + strings.Join(near, " / ")
}

func silentOn(d *text.Doc, claims []speech.Claim, start string) string {
	for i := range claims {
		if w := words(d, claims[i].Content); strings.HasPrefix(w, start) {
			return "says: " + w
		}
	}
	return ""
}

func source(d *text.Doc, c *speech.Claim) string {
	if len(c.Source) > 0 {
		return names(d, c.Source)
	}
	if c.SourceRange.Len() > 0 {
		return d.Words(c.SourceRange)
	}
	return "-"
}

func names(d *text.Doc, es []int) string {
	var out []string
	for _, e := range es {
		out = append(out, d.Entities[e].Name)
	}
	return strings.Join(out, "+")
}

func words(d *text.Doc, ss []demarche.Span) string {
	var out []string
	for _, s := range ss {
		out = append(out, s.In(d.Text))
	}
	return strings.Join(out, " … ")
}

// TestSpans holds every claim to the text: spans inside it, in order, heads and
// indexes in range, whatever the input.
func TestSpans(t *testing.T) {
	e := reader(t)
	for _, src := range odd {
		d := e.read(src)
		check(t, d, e.speech.Attribute(d))
	}
}

var odd = []string{
	"", " ", "\"", "\"\"", "said", "said.", "\"said\"", "said said said", "He said", "according to", "As he said, ", ",\" he said.",
	"\"We go,\" he said, \"and she said, 'No,' he said.\"", "“Open and never closed, he said. Then he left.\n\nNothing more.",
	"if if if", "should", "said that that that", "which which denies it", "(he said (she said (they said", "\" . \" ! \" ?",
	"Reuters, citing, reported.", "He told him to tell her to tell them that they said so.", "x, y, z, said, a, b, c.",
}

func check(t *testing.T, d *text.Doc, claims []speech.Claim) {
	t.Helper()
	for i := range claims {
		c := &claims[i]
		for _, ss := range [][]demarche.Span{c.Content, c.Whole, c.Cue} {
			for _, s := range ss {
				if s.Start < 0 || s.Start >= s.End || s.End > len(d.Text) {
					t.Errorf("claim %d of %q has span %v", i, d.Text, s)
				}
			}
		}
		if c.Parent >= len(claims) || c.Parent == i || c.CueHead >= len(d.Tokens) || c.Quote >= len(d.Quotes) || len(c.Whole) == 0 {
			t.Errorf("claim %d of %q: %+v", i, d.Text, c)
		}
		for _, h := range c.Heads {
			e := h >= 0 && h < len(d.Tokens)
			if !e {
				t.Errorf("claim %d of %q has head %d", i, d.Text, h)
			}
		}
	}
	for i := range d.Tokens {
		j := mustEngine.Judge(d, claims, i)
		if !slices.Contains(demarche.Statuses, j.Status) {
			t.Errorf("token %q of %q has status %q", d.Form(i), d.Text, j.Status)
		}
	}
}

var mustEngine = func() *speech.Attributor {
	a, err := speech.Load(data.FS, nil)
	if err != nil {
		panic(err)
	}
	return a
}()

func FuzzAttribute(f *testing.F) {
	for _, src := range odd {
		f.Add(src)
	}
	e := reader(f)
	f.Fuzz(func(t *testing.T, src string) {
		if len(src) > 4000 {
			return
		}
		d := e.read(src)
		check(t, d, e.speech.Attribute(d))
	})
}

// BenchmarkAttribute reports words per second over the passages of the tables.
func BenchmarkAttribute(b *testing.B) {
	e := reader(b)
	raw, err := os.ReadFile("testdata/claims.txt")
	if err != nil {
		b.Fatal(err)
	}
	var sb strings.Builder
	for line := range strings.Lines(string(raw)) {
		if rest, ok := strings.CutPrefix(line, "> "); ok {
			sb.WriteString(strings.TrimSpace(rest) + " ")
		}
	}
	d := e.read(sb.String())
	n := 0
	for b.Loop() {
		e.speech.Attribute(d)
		n += len(d.Tokens)
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "words/s")
}
