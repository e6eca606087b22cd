package name

import (
	"slices"
	"strings"
	"testing"

	"demarche"
	"demarche/data"
	"demarche/lexicon"
	"demarche/text"
)

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"Recep Tayyip Erdoğan": "recep tayyip erdogan",
		"The U.S.":             "us",
		"Çavuşoğlu":            "cavusoglu",
		"al-Qaeda":             "al qaeda",
		"Łódź":                 "lodz",
		"Russia’s":             "russias",
		"":                     "",
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
	if n := len([]rune(accented)); n != len(plain) {
		t.Errorf("%d letters with marks, %d plain ones", n, len(plain))
	}
}

func TestGivenFits(t *testing.T) {
	for _, c := range []struct {
		given, full string
		want        bool
	}{
		{"Joseph R.", "Joe Biden", true},
		{"J.", "Joe Biden", true},
		{"Jill", "Joe Biden", false},
		{"Mike", "Michael Pence", true},
		{"", "Joe Biden", true},
		{"Robin", "Joe Robinette Biden", false},
	} {
		if got := GivenFits(c.given, c.full); got != c.want {
			t.Errorf("GivenFits(%q, %q) = %t", c.given, c.full, got)
		}
	}
}

// TestDecode checks that the best path obeys the labels: I-PER cannot follow O
// however good it looks.
func TestDecode(t *testing.T) {
	var trans [labels + 1][labels]int32
	scores := make([][labels]int32, 3)
	scores[1][2] = 10 // I-PER, with nothing before it
	scores[1][1] = 4
	scores[2][2] = 3
	best := make([]uint8, 3)
	Decode(scores, &trans, best)
	for i := range best {
		p := labels
		if i > 0 {
			p = int(best[i-1])
		}
		if !Allowed(p, int(best[i])) {
			t.Errorf("labels %v: %s may not follow", best, Labels[best[i]])
		}
	}
	if want := []uint8{1, 2, 2}; !slices.Equal(best, want) {
		t.Errorf("labels %v, want %v", best, want)
	}
	Decode(nil, &trans, nil)
}

// A parsed sentence: form, lemma, part of speech, Penn tag, head, relation.
const parsed = `
1	Prime	Prime	PROPN	NNP	_	2	compound	_	_
2	Minister	Minister	PROPN	NNP	_	5	nsubj	_	_
3	Tuva	Tuva	PROPN	NNP	_	2	flat	_	_
4	Holm	Holm	PROPN	NNP	_	2	flat	_	_
5	met	meet	VERB	VBD	_	0	root	_	_
6	the	the	DET	DT	_	8	det	_	_
7	foreign	foreign	ADJ	JJ	_	8	amod	_	_
8	minister	minister	NOUN	NN	Number=Sing	5	obj	_	_
9	of	of	ADP	IN	_	10	case	_	_
10	Austria	Austria	PROPN	NNP	_	8	nmod	_	_
11	and	and	CCONJ	CC	_	13	cc	_	_
12	French	French	ADJ	JJ	_	13	amod	_	_
13	officials	official	NOUN	NNS	Number=Plur	8	conj	_	_
14	.	.	PUNCT	.	_	5	punct	_	_

`

// TestFind reads one sentence without the trained tagger: capital letters,
// lexicon and tree alone.
func TestFind(t *testing.T) {
	lex, err := lexicon.Load(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	docs, err := text.ReadCoNLLU(strings.NewReader(strings.TrimPrefix(parsed, "\n")))
	if err != nil {
		t.Fatal(err)
	}
	d := docs[0]
	ms := New(lex, nil).Find(d)
	type want struct {
		words string
		form  demarche.MentionForm
		kind  demarche.ActorKind
		title string
		of    string
	}
	for _, w := range []want{
		{"Prime Minister Tuva Holm", demarche.ByName, demarche.Person, "Prime Minister", ""},
		{"the foreign minister of Austria", demarche.ByRole, demarche.Person, "foreign minister", "state:AUT"},
		{"Austria", demarche.ByName, demarche.State, "", ""},
		{"French officials", demarche.ByRole, demarche.Government, "officials", "state:FRA"},
		{"French", demarche.ByName, demarche.State, "", "state:FRA"},
	} {
		i := slices.IndexFunc(ms, func(m text.Mention) bool { return d.Words(m.Range) == w.words })
		if i < 0 {
			t.Errorf("no mention %q", w.words)
			continue
		}
		m := ms[i]
		if m.Form != w.form || m.Kind != w.kind || m.Title != w.title || m.Of != w.of {
			t.Errorf("%q: %s %s title %q of %q, want %s %s %q %q", w.words, m.Form, m.Kind, m.Title, m.Of, w.form, w.kind, w.title, w.of)
		}
	}
	for i := 1; i < len(ms); i++ {
		if ms[i].From < ms[i-1].From || ms[i].From == ms[i-1].From && ms[i].To > ms[i-1].To {
			t.Errorf("mentions out of order: %v then %v", ms[i-1].Range, ms[i].Range)
		}
	}
	if got := New(lex, nil).Find(&text.Doc{}); got != nil {
		t.Errorf("an empty text has mentions: %v", got)
	}
}
