package score

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"demarche"
	"demarche/text"
)

const tinyTree = `# newdoc id = one
# newpar
# text = Envoys met in Rome.
1	Envoys	envoy	NOUN	NNS	Number=Plur	2	nsubj	_	_
2	met	meet	VERB	VBD	Tense=Past	0	root	_	_
3	in	in	ADP	IN	_	4	case	_	_
4	Rome	Rome	PROPN	NNP	Number=Sing	2	obl:loc	_	SpaceAfter=No
5	.	.	PUNCT	.	_	2	punct	_	_

# text = They left.
1	They	they	PRON	PRP	_	2	nsubj	_	_
2	left	leave	VERB	VBD	Tense=Past	0	root	_	SpaceAfter=No
3	.	.	PUNCT	.	_	2	punct	_	_

# newdoc id = two
# newpar
# text = Stop.
1	Stop	stop	VERB	VB	_	0	root	_	SpaceAfter=No
2	.	.	PUNCT	.	_	1	punct	_	_

`

func TestTrees(t *testing.T) {
	fsys := fstest.MapFS{"a.conllu": {Data: []byte(tinyTree)}}
	docs, err := LoadTrees(fsys, "a.conllu", "one")
	if err != nil || len(docs) != 1 || len(docs[0].Sentences) != 2 {
		t.Fatalf("%v, %d documents", err, len(docs))
	}
	g := docs[0]
	tag := func(d *text.Doc) []text.Tag {
		out := append([]text.Tag(nil), g.Tags...)
		out[0].UPOS, out[1].Lemma = "VERB", "met"
		return out
	}
	parse := func(d *text.Doc) []text.Arc {
		if d.Arcs != nil || d.Tags[0].UPOS != "VERB" {
			t.Error("the parser must see the tags read and no gold arcs")
		}
		out := append([]text.Arc(nil), g.Arcs...)
		out[3].Rel = "obl" // the subtype is not asked
		out[0].Rel = "obj" // a wrong label
		out[2].Head = 1    // a wrong head
		return out
	}
	s := TreesOf(docs, tag, parse)
	if s.Words != 8 || s.UPOS != 7 || s.Lemma != 7 || s.Heads != 7 || s.Arcs != 6 {
		t.Errorf("%+v", s)
	}
	split := func(src string) *text.Doc { // as the gold, but in one sentence
		d := bare(g)
		d.Sentences = []text.Sentence{{Range: text.Range{From: 0, To: len(d.Tokens)}}}
		return d
	}
	if r := Segments(docs, split); r.Tokens != (Count{8, 8, 8}) || r.Sentences != (Count{2, 1, 0}) {
		t.Errorf("%+v", r)
	}
}

const tinyNames = `# newdoc id = one
# text = President Ivan Orlov met Acme in the US .
1	President	O	-	-
2	Ivan	B-PER	-	-
3	Orlov	I-PER	-	-
4	met	O	-	-
5	Acme	B-ORG	-	-
6	in	O	-	-
7	the	O	-	-
8	US	B-LOC	-	-
9	.	O	-	-
`

func TestNames(t *testing.T) {
	docs, err := LoadNames(fstest.MapFS{"a": {Data: []byte(tinyNames)}}, "a")
	if err != nil || len(docs) != 1 || len(docs[0].Names) != 3 || docs[0].Doc.Words(docs[0].Names[0].Range) != "Ivan Orlov" {
		t.Fatalf("%v %+v", err, docs)
	}
	m := func(from, to int, name string, kind demarche.ActorKind) text.Mention {
		return text.Mention{Range: text.Range{From: from, To: to}, Head: to - 1, Form: demarche.ByName, Name: name, Kind: kind}
	}
	find := func(*text.Doc) []text.Mention {
		return []text.Mention{
			m(0, 3, "Ivan Orlov", demarche.Person), // with its title: the name counts
			m(2, 3, "Orlov", demarche.Person),      // inside another: left out
			m(4, 5, "Acme", demarche.Person),       // wrong type
			m(6, 8, "United States", demarche.State),
		}
	}
	r := Names(docs, nil, nil, find)
	if r["PER"] != (Count{1, 2, 1}) || r["LOC"] != (Count{1, 1, 1}) || r["ORG"] != (Count{1, 0, 0}) || r["all"] != (Count{3, 3, 2}) {
		t.Errorf("%+v", r)
	}
}

func TestTimes(t *testing.T) {
	lines := `{"dateCreated":"2022-02-08","type":"date","attrs":{"when":"2022-02-07"},"sentence":"They met on Monday .","start":3,"end":4}
{"doc":"b","dateCreated":"2022-02-08","type":"date","attrs":{"from":"2021-06","to":"2021-09"},"sentence":"It was last summer .","start":2,"end":4}
{"dateCreated":"2022-02-08","type":"date","attrs":{"from":"--06","to":"--09"},"sentence":"in summer","start":1,"end":2}
{"doc":"c","dateCreated":"2022-02-08","type":"date","attrs":{"when":"2021"},"sentence":"in 2021","start":1,"end":2}
`
	gold, err := LoadTimes(fstest.MapFS{"a": {Data: []byte(lines)}}, "a")
	if err != nil || len(gold) != 3 {
		t.Fatalf("%v, %d expressions with a year", err, len(gold))
	}
	value := map[string]string{"They": "2022-02-07", "It": "2021-06/2021-08", "in": "2020"}
	find := func(d *text.Doc) []text.Time {
		return []text.Time{{Range: text.Range{From: 0, To: 1}, EDTF: "1999"}, {Range: text.Range{From: 1, To: len(d.Tokens)}, EDTF: value[d.Form(0)]}}
	}
	if r := Times(gold, nil, nil, find); r != (Rate{3, 2}) {
		t.Errorf("%+v", r)
	}
}

func TestSpeed(t *testing.T) {
	clock := 0.0
	now := func() float64 { clock++; return clock }
	stages := []Stage{{"tokens", func(d *text.Doc) { d.Tokens = make([]text.Token, 100) }}}
	r := Speed([]demarche.Article{{Text: "a b"}, {Text: "c"}}, stages, func(demarche.Article) *demarche.Reading { return nil }, now)
	if len(r) != 3 || r[1].Name != "tokens" || r[1].PerSec != 200 || r[1].Ratio != 1 || r[2].Name != "whole reading" {
		t.Errorf("%+v", r)
	}
}

// TestRun prints a whole sheet over an empty reader, and over no corpora.
func TestRun(t *testing.T) {
	none, err := Run(fstest.MapFS{}, Engine{}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := none.Text(&b); err != nil || strings.Count(b.String(), "not here") != 7 {
		t.Errorf("%v\n%s", err, b.String())
	}
	s, err := Run(os.DirFS(sharedDir(t)), Engine{Read: func(a demarche.Article) *demarche.Reading { return &demarche.Reading{Article: a} }}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	b.Reset()
	if err := s.Text(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"ledger, seed ", "ledger, 12 others ", "key recall", "red cards drawn", "attribution, PolNeAR dev", "events, PLV train", "no tagger", "no finder of dates"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is not in the sheet", want)
		}
	}
	s.Command, s.Date = "demarche score", "2026-11-24"
	b.Reset()
	if err := s.Markdown(&b); err != nil || !strings.Contains(b.String(), "`demarche score` on 2026-11-24") {
		t.Errorf("%v\n%s", err, b.String())
	}
}
