package fact

import (
	"strings"
	"testing"

	"demarche"
	"demarche/text"
)

// tree reads one sentence written as "form/UPOS/head/relation" words, heads
// counted from 1, 0 for the root.
func tree(t *testing.T, words string) *text.Doc {
	t.Helper()
	var b strings.Builder
	for i, w := range strings.Fields(words) {
		p := strings.Split(w, "/")
		if len(p) != 4 {
			t.Fatalf("%q has not four parts", w)
		}
		b.WriteString(strings.Join([]string{itoa(i + 1), p[0], strings.ToLower(p[0]), p[1], "_", "_", p[2], p[3], "_", "_"}, "\t") + "\n")
	}
	docs, err := text.ReadCoNLLU(strings.NewReader(b.String() + "\n"))
	if err != nil || len(docs) != 1 {
		t.Fatal(err, len(docs))
	}
	return docs[0]
}

func itoa(n int) string { return number("", n-1) }

func token(t *testing.T, d *text.Doc, form string) int {
	t.Helper()
	for i := range d.Tokens {
		if d.Form(i) == form {
			return i
		}
	}
	t.Fatalf("no %q in %q", form, d.Text)
	return -1
}

func TestEvidenceIsTheSmallestClause(t *testing.T) {
	for _, c := range []struct{ words, head, want string }{
		{"Oslo/PROPN/2/nsubj expelled/VERB/0/root two/NUM/4/nummod envoys/NOUN/2/obj ,/PUNCT/8/punct but/CCONJ/8/cc Riga/PROPN/8/nsubj waited/VERB/2/conj ./PUNCT/2/punct",
			"expelled", "Oslo expelled two envoys"},
		{"Oslo/PROPN/2/nsubj expelled/VERB/0/root two/NUM/4/nummod envoys/NOUN/2/obj ,/PUNCT/8/punct but/CCONJ/8/cc Riga/PROPN/8/nsubj waited/VERB/2/conj ./PUNCT/2/punct",
			"waited", "Riga waited"},
		{"Diop/PROPN/3/nsubj is/AUX/3/aux set/VERB/0/root to/PART/5/mark visit/VERB/3/xcomp Lima/PROPN/5/obj ./PUNCT/3/punct",
			"visit", "Diop is set to visit Lima"},
		{"He/PRON/2/nsubj praised/VERB/0/root the/DET/4/det talks/NOUN/2/obj with/ADP/6/case Chad/PROPN/4/nmod ./PUNCT/2/punct",
			"talks", "the talks with Chad"},
	} {
		d := tree(t, c.words)
		if got := Evidence(d, token(t, d, c.head)).In(d.Text); got != c.want {
			t.Errorf("evidence of %q in %q is %q, want %q", c.head, d.Text, got, c.want)
		}
	}
}

func TestDateStaysWithItsClause(t *testing.T) {
	// "met" has Tuesday; the talks before it have not
	d := tree(t, "Lula/PROPN/2/nsubj met/VERB/0/root Milei/PROPN/2/obj on/ADP/5/case Tuesday/PROPN/2/obl after/ADP/7/case talks/NOUN/2/obl with/ADP/9/case Boric/PROPN/7/nmod ./PUNCT/2/punct")
	at := token(t, d, "Tuesday")
	d.Times = []text.Time{{Range: text.Range{From: at, To: at + 1}, Head: at, EDTF: "2024-03-05", Basis: demarche.Derived}}
	if got := dateOf(d, token(t, d, "met")); got == nil || got.EDTF != "2024-03-05" {
		t.Errorf("met: %v", got)
	}
	if got := dateOf(d, token(t, d, "talks")); got != nil {
		t.Errorf("talks: %v, want none", *got)
	}
	// what is reported has not the date of the reporting
	d = tree(t, "Kyiv/PROPN/2/nsubj said/VERB/0/root on/ADP/4/case Monday/PROPN/2/obl that/SCONJ/8/mark troops/NOUN/8/nsubj had/AUX/8/aux left/VERB/2/ccomp ./PUNCT/2/punct")
	at = token(t, d, "Monday")
	d.Times = []text.Time{{Range: text.Range{From: at, To: at + 1}, Head: at, EDTF: "2024-03-04", Basis: demarche.Derived}}
	if got := dateOf(d, token(t, d, "left")); got != nil {
		t.Errorf("left: %v, want none", *got)
	}
}

func TestFiguresThatCannotBothBeRight(t *testing.T) {
	fig := func(low, high float64, b demarche.Bound, by int) *count {
		return &count{Figure: demarche.Figure{Low: low, High: high, Bound: b, Unit: "troops", Kind: demarche.Observed}, of: []int{0}, by: []int{by}}
	}
	for _, c := range []struct {
		what string
		x, y *count
		want bool
	}{
		{"149,000 and more than 150,000", fig(149000, 149000, demarche.Exact, 1), fig(150000, 150000, demarche.Over, 2), true},
		{"more than 100,000 and some 110,000", fig(100000, 100000, demarche.Over, 1), fig(110000, 110000, demarche.About, 2), false},
		{"about 100,000 and about 105,000", fig(100000, 100000, demarche.About, 1), fig(105000, 105000, demarche.About, 2), false},
		{"17 and 35, of one source", fig(17, 17, demarche.Exact, 1), fig(35, 35, demarche.Exact, 1), false},
		{"up to 180 and 200", fig(180, 180, demarche.Under, 1), fig(200, 200, demarche.Exact, 2), true},
	} {
		if got := differ(c.x, c.y); got != c.want {
			t.Errorf("%s: differ is %t", c.what, got)
		}
	}
}

func TestOneMeetingToldTwice(t *testing.T) {
	d := tree(t, "They/PRON/2/nsubj met/VERB/0/root after/ADP/5/case the/DET/5/det talks/NOUN/2/obl ./PUNCT/2/punct")
	d.Entities = []text.Entity{{Name: "A", Kind: demarche.Person, Country: "NOR"}, {Name: "B", Kind: demarche.Person, Country: "CHL"}, {Name: "C", Kind: demarche.Person, Country: "KEN"}}
	make2 := func(typ demarche.ActType, st demarche.Status, date string, who ...int) *act {
		a := &act{head: token(t, d, "met"), who: who}
		a.Type, a.Status = typ, st
		if date != "" {
			a.Date = &demarche.Date{EDTF: date}
		}
		return a
	}
	b := &builder{d: d}
	for _, c := range []struct {
		what string
		x, y *act
		want bool
	}{
		{"the same two", make2(demarche.Meet, demarche.Happened, "2024-03-05", 0, 1), make2(demarche.Meet, demarche.Happened, "", 0, 1), true},
		{"another day", make2(demarche.Meet, demarche.Happened, "2024-03-05", 0, 1), make2(demarche.Meet, demarche.Happened, "2024-03-06", 0, 1), false},
		{"another pair", make2(demarche.Meet, demarche.Happened, "", 0, 1), make2(demarche.Meet, demarche.Happened, "", 0, 2), false},
		{"planned is not happened", make2(demarche.Meet, demarche.Planned, "", 0, 1), make2(demarche.Meet, demarche.Happened, "", 0, 1), false},
		{"a call is no meeting", make2(demarche.Call, demarche.Happened, "", 0, 1), make2(demarche.Meet, demarche.Happened, "", 0, 1), false},
	} {
		if got := b.same(c.x, c.y); got != c.want {
			t.Errorf("%s: same is %t", c.what, got)
		}
	}
}
