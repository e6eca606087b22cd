package text

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
)

const minister = `# newdoc id = one
# newpar
# sent_id = a
# text = "We don't agree," said.
1	"	"	PUNCT	` + "``" + `	_	5	punct	_	SpaceAfter=No
2	We	we	PRON	PRP	Case=Nom|Number=Plur	5	nsubj	_	_
3-4	don't	_	_	_	_	_	_	_	_
3	do	do	AUX	VBP	_	5	aux	_	_
4	n't	not	PART	RB	Polarity=Neg	5	advmod	_	_
5	agree	agree	VERB	VB	VerbForm=Inf	8	ccomp	_	SpaceAfter=No
6	,	,	PUNCT	,	_	5	punct	_	SpaceAfter=No
6.1	gone	_	_	_	_	_	_	_	_
7	"	"	PUNCT	''	_	5	punct	_	_
8	said	say	VERB	VBD	Tense=Past	0	root	_	SpaceAfter=No
9	.	.	PUNCT	.	_	8	punct	_	_

# newpar
1	Talks	talk	NOUN	NNS	_	2	nsubj	_	_
2	ended	end	VERB	VBD	_	0	root	_	_

# newdoc id = two
1	Yes	yes	INTJ	UH	_	0	root	_	_
`

func TestReadCoNLLU(t *testing.T) {
	docs, err := ReadCoNLLU(strings.NewReader(minister))
	if err != nil {
		t.Fatal(err)
	}
	if len(docs) != 2 {
		t.Fatalf("%d documents, want 2", len(docs))
	}
	d := docs[0]
	if want := "\"We don't agree,\" said.\n\nTalks ended"; d.Text != want {
		t.Errorf("text %q\nwant %q", d.Text, want)
	}
	if len(d.Paragraphs) != 2 || len(d.Sentences) != 2 || d.Sentences[1].Range != (Range{9, 11}) {
		t.Errorf("paragraphs %v sentences %v", d.Paragraphs, d.Sentences)
	}
	if d.Form(3) != "n't" || !d.Tokens[3].Joined || d.Tokens[2].Joined {
		t.Errorf("the written word don't: %v %v", d.Tokens[2], d.Tokens[3])
	}
	if d.Head(9) != 10 || d.Rel(9) != "nsubj" || d.Head(10) != -1 {
		t.Errorf("arcs of the second sentence: %v", d.Arcs[9:])
	}
	if d.Tags[1].Feat("Number") != "Plur" || d.Tags[3].Lemma != "not" {
		t.Errorf("tags: %+v", d.Tags[:4])
	}
	if docs[1].Text != "Yes" {
		t.Errorf("second document %q", docs[1].Text)
	}
}

func TestReadCoNLLUErrors(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"columns", "1\ta\n", "10 columns"},
		{"number", "2\ta\t_\t_\t_\t_\t0\troot\t_\t_\n", "want 1"},
		{"far head", "1\ta\t_\t_\t_\t_\t7\tdep\t_\t_\n", "after the end"},
		{"circle", "1\ta\t_\t_\t_\t_\t2\tdep\t_\t_\n2\tb\t_\t_\t_\t_\t1\tdep\t_\t_\n", "circle"},
		{"range", "1-3\tab\t_\t_\t_\t_\t_\t_\t_\t_\n1\ta\t_\t_\t_\t_\t0\troot\t_\t_\n", "range"},
	} {
		_, err := ReadCoNLLU(strings.NewReader(c.in))
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "line") {
			t.Errorf("%s: error %v, want %q with its line", c.name, err, c.want)
		}
	}
}

func FuzzCoNLLU(f *testing.F) {
	f.Add(minister)
	f.Add("1\t_\t_\t_\t_\t_\t_\t_\t_\t_\n")
	f.Fuzz(func(t *testing.T, in string) {
		docs, err := ReadCoNLLU(strings.NewReader(in))
		if err != nil {
			return
		}
		for _, d := range docs {
			var out bytes.Buffer
			if err := d.WriteCoNLLU(&out); err != nil {
				t.Fatal(err)
			}
			again, err := ReadCoNLLU(bytes.NewReader(out.Bytes()))
			if err != nil {
				t.Fatalf("%v in\n%s", err, out.String())
			}
			if len(again) != 1 || !reflect.DeepEqual(again[0], d) {
				t.Fatalf("read %+v\nagain %+v\nfrom %q\nover %q", d, again, in, out.String())
			}
		}
	})
}
