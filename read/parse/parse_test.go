package parse_test

import (
	"strings"
	"testing"

	"demarche/model"
	"demarche/read/parse"
	"demarche/read/tag"
	"demarche/text"
)

func models(t testing.TB) (*tag.Model, *parse.Model) {
	t.Helper()
	if !model.Have("tag") || !model.Have("parse") {
		t.Skip("skipped: no weights")
	}
	tf, err := model.Open("tag")
	if err != nil {
		t.Fatal(err)
	}
	pf, err := model.Open("parse")
	if err != nil {
		t.Fatal(err)
	}
	tagger, err := tag.Load(tf)
	if err != nil {
		t.Fatal(err)
	}
	parser, err := parse.Load(pf)
	if err != nil {
		t.Fatal(err)
	}
	return tagger, parser
}

// doc makes a Doc of sentences, one a line, whose tokens stand between spaces.
func doc(t testing.TB, lines string) *text.Doc {
	t.Helper()
	var b strings.Builder
	for line := range strings.Lines(lines) {
		for i, w := range strings.Fields(line) {
			b.WriteString(strings.Join([]string{itoa(i + 1), w, "_", "_", "_", "_", "_", "_", "_", "_"}, "\t") + "\n")
		}
		b.WriteString("\n")
	}
	docs, err := text.ReadCoNLLU(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return docs[0]
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + string(rune('0'+n%10))
}

func TestParse(t *testing.T) {
	tagger, parser := models(t)
	for _, c := range []struct{ sentence, want string }{ // want: word>head:relation
		{"The minister met the ambassador in Geneva on Monday .",
			"minister>met:nsubj ambassador>met:obj Monday>met:obl met>:root"},
		{"The two sides will not sign the treaty this year .",
			"sides>sign:nsubj not>sign:advmod treaty>sign:obj sign>:root"},
		{"The spokesman denied that soldiers had crossed the border .",
			"spokesman>denied:nsubj crossed>denied:ccomp soldiers>crossed:nsubj border>crossed:obj"},
		{"“ We will answer any attack , ” the general said .",
			"We>answer:nsubj general>said:nsubj answer>said:ccomp attack>answer:obj"},
		{"Two diplomats were expelled by the government .",
			"diplomats>expelled:nsubj:pass government>expelled:obl:agent Two>diplomats:nummod"},
		{"If the talks fail , the council will impose new sanctions",
			"fail>impose:advcl talks>fail:nsubj council>impose:nsubj sanctions>impose:obj"},
		{"The president , who left office in May , called the king .",
			"president>called:nsubj king>called:obj left>president:acl:relcl"},
	} {
		d := doc(t, c.sentence)
		d.Tags = tagger.Tag(d)
		d.SetArcs(parser.Parse(d))
		got := map[string]bool{}
		for i, a := range d.Arcs {
			head := ""
			if a.Head >= 0 {
				head = d.Form(a.Head)
			}
			got[d.Form(i)+">"+head+":"+a.Rel] = true
		}
		for w := range strings.FieldsSeq(c.want) {
			if !got[w] {
				t.Errorf("%s\n  want %s in %v", c.sentence, w, d.Arcs)
			}
		}
	}
}

func TestTag(t *testing.T) {
	tagger, _ := models(t)
	for _, c := range []struct{ sentence, want string }{ // want: word/UPOS/XPOS/lemma
		{"The envoys held talks .", "The/DET/DT/the envoys/NOUN/NNS/envoy held/VERB/VBD/hold talks/NOUN/NNS/talk"},
		{"I do n’t agree .", "I/PRON/PRP/I do/AUX/VBP/do n’t/PART/RB/not"},
		{"Russia ’s ministers are meeting", "Russia/PROPN/NNP/Russia ’s/PART/POS/'s ministers/NOUN/NNS/minister are/AUX/VBP/be meeting/VERB/VBG/meet"},
		{"They have carried out 1,500 strikes", "have/AUX/VBP/have carried/VERB/VBN/carry 1,500/NUM/CD/1,500 strikes/NOUN/NNS/strike"},
	} {
		d := doc(t, c.sentence)
		tags := tagger.Tag(d)
		got := map[string]bool{}
		for i, g := range tags {
			got[strings.Join([]string{d.Form(i), g.UPOS, g.XPOS, g.Lemma}, "/")] = true
		}
		for w := range strings.FieldsSeq(c.want) {
			if !got[w] {
				t.Errorf("%s\n  want %s in %v", c.sentence, w, tags)
			}
		}
	}
}

// TestTrees holds the promises about form: one root a sentence, heads inside
// it, no crossing arcs, whatever the words are.
func TestTrees(t *testing.T) {
	tagger, parser := models(t)
	d := doc(t, strings.Join([]string{
		"word", "… … …", "— and or but ( ) ( [ \" ' '", "the of to a in for is on that by this with", "BREAKING : ARMY CROSSES RIVER",
		strings.Repeat("and the minister of the council said that ", 60) + "yes",
	}, "\n"))
	d.Tags = tagger.Tag(d)
	d.SetArcs(parser.Parse(d))
	for _, s := range d.Sentences {
		roots := 0
		for i := s.From; i < s.To; i++ {
			h := d.Arcs[i].Head
			if h < 0 {
				roots++
				if d.Arcs[i].Rel != "root" {
					t.Errorf("%q: the root is labelled %q", d.Form(i), d.Arcs[i].Rel)
				}
				continue
			}
			if !s.Has(h) || !d.Under(i, h) {
				t.Errorf("%q has its head outside its sentence", d.Form(i))
			}
			for k := min(i, h) + 1; k < max(i, h); k++ {
				if kh := d.Arcs[k].Head; kh < min(i, h) || kh > max(i, h) {
					t.Errorf("arcs cross at %q in %q", d.Form(k), d.Words(s.Range))
				}
			}
		}
		if roots != 1 {
			t.Errorf("%d roots in %q", roots, d.Words(s.Range))
		}
	}
}

func TestParallel(t *testing.T) {
	tagger, parser := models(t)
	want := ""
	out := make(chan string)
	for range 4 {
		go func() {
			d := doc(t, "The minister met the ambassador .\nTalks ended without a deal .")
			d.Tags = tagger.Tag(d)
			d.SetArcs(parser.Parse(d))
			var b strings.Builder
			d.WriteCoNLLU(&b)
			out <- b.String()
		}()
	}
	for range 4 {
		got := <-out
		if want != "" && got != want {
			t.Errorf("two goroutines disagree:\n%s\n%s", want, got)
		}
		want = got
	}
}

func BenchmarkTagAndParse(b *testing.B) {
	tagger, parser := models(b)
	d := doc(b, strings.Repeat("The foreign minister of the republic , who arrived on Monday , said that the talks with both sides had not ended the crisis .\n", 40))
	for b.Loop() {
		d.Tags = tagger.Tag(d)
		d.SetArcs(parser.Parse(d))
	}
	b.ReportMetric(float64(len(d.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		models(b)
	}
}
