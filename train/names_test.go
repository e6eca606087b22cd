package train

import (
	"strings"
	"testing"

	"demarche/model"
	"demarche/read/name"
	"demarche/text"
)

// toyNames are sentences of our own, "word/TYPE" for the words of names.
var toyNames = []string{
	"President Ana/PER Ruiz/PER flew to Torval/LOC on Monday .",
	"The Torval/ORG Times/ORG said that Ruiz/PER met Karl/PER Oste/PER .",
	"Karl/PER Oste/PER left Torval/LOC for Brenn/LOC .",
	"Brenn/LOC lies north of Torval/LOC .",
	"Union/ORG Party/ORG members told Ana/PER Ruiz/PER to stay .",
	"The Brenn/ORG Times/ORG denied it .",
	"In Brenn/LOC , Oste/PER said no .",
	"Union/ORG Party/ORG leaders met in Torval/LOC .",
}

func toyNameDocs() []LabelledDoc {
	types := map[string]name.Type{"PER": name.PER, "LOC": name.LOC, "ORG": name.ORG}
	w := new(words)
	for _, s := range toyNames {
		before := name.None
		for _, f := range strings.Fields(s) {
			form, tag, _ := strings.Cut(f, "/")
			y := types[tag]
			w.add(form, label(y, y != before))
			before = y
		}
		w.end()
	}
	return []LabelledDoc{w.done()}
}

// TestToyNames trains on eight sentences: twice the same weights, and they
// find the names they were shown, and one beside a title they were not.
func TestToyNames(t *testing.T) {
	fit := func() *model.File {
		f, err := FitNames(toyNameDocs(), map[uint32]uint32{}, NamesOptions{Epochs: 10, Seed: 3, Min: 1})
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	f := fit()
	if g := fit(); f.Digest() != g.Digest() {
		t.Error("two runs of training differ")
	}
	b, err := f.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	g, err := model.Unpack(b)
	if err != nil {
		t.Fatal(err)
	}
	m, err := name.Load(g)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range toyNameDocs() {
		want := name.Spans(d.Doc, d.Labels)
		got := m.Names(d.Doc, nil)
		if len(want) != len(got) {
			t.Fatalf("%d names found, want %d", len(got), len(want))
		}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("%s %s, want %s %s", d.Doc.Words(got[i].Range), got[i].Type, d.Doc.Words(want[i].Range), want[i].Type)
			}
		}
	}
}

// TestLabels checks that words and labels survive the way through a corpus.
func TestLabels(t *testing.T) {
	w := new(words)
	for _, p := range pieces("Abdul-Mahdi") {
		w.add(p, label(name.PER, p == "Abdul"))
	}
	w.add("spoke", 0)
	d := w.done()
	got := name.Spans(d.Doc, d.Labels)
	if len(got) != 1 || got[0].Range != (text.Range{From: 0, To: 3}) || got[0].Type != name.PER {
		t.Errorf("names %v in %q", got, d.Doc.Text)
	}
}

// TestNameLike tells names from descriptions in capitals and small letters.
func TestNameLike(t *testing.T) {
	for s, want := range map[string]bool{"Free Army of Torval": true, "civilians": false, "Torval forces": false, "Ana Ruiz": true} {
		if nameLike(s) != want {
			t.Errorf("nameLike(%q) = %t", s, !want)
		}
	}
}
