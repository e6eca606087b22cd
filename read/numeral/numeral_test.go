package numeral

import (
	"math"
	"strings"
	"testing"

	"demarche/text"
)

func cut(s string) []Atom {
	var toks []text.Token
	for i := 0; i < len(s); {
		j := strings.IndexByte(s[i:], ' ')
		if j < 0 {
			j = len(s) - i
		}
		if j > 0 {
			var t text.Token
			t.Start, t.End = i, i+j
			toks = append(toks, t)
		}
		i += j + 1
	}
	return Atoms(s, toks)
}

func TestAt(t *testing.T) {
	for _, c := range []struct {
		words string
		value float64 // NaN for no number
		rest  string
	}{
		{"seventeen rockets", 17, "rockets"},
		{"twenty-three men", 23, "men"},
		{"Twenty three men", 23, "men"},
		{"a hundred men", 100, "men"},
		{"a dozen ships", 12, "ships"},
		{"two dozen ships", 24, "ships"},
		{"two hundred and fifty thousand men", 250000, "men"},
		{"one thousand two hundred men", 1200, "men"},
		{"100,000 troops", 100000, "troops"},
		{"1,00,000 people", 100000, "people"},
		{"5.7 million barrels", 5.7e6, "barrels"},
		{"1.2bn euros", 1.2e9, "euros"},
		{"2.5-million-strong army", 2.5e6, "-strong army"},
		{"half a million men", 5e5, "men"},
		{"a half-million men", 5e5, "men"},
		{"a quarter of a million men", 25e4, "men"},
		{"one and a half million men", 1.5e6, "men"},
		{"two and a half hours", 2.5, "hours"},
		{"2 1/2 years", 2.5, "years"},
		{"11/2 years", 1.5, "years"},
		{"1/2 of it", .5, "of it"},
		{"1½ years", 1.5, "years"},
		{"half of them", .5, "of them"},
		{"two-thirds of the seats", 2.0 / 3, "of the seats"},
		{"a third of the country", 1.0 / 3, "of the country"},
		{"three quarters of them", .75, "of them"},
		{"three hundred", 300, ""},
		{"a fifth round", math.NaN(), ""},
		{"a man", math.NaN(), ""},
		{"hundreds of men", math.NaN(), ""},
		{"tens of thousands", math.NaN(), ""},
		{"hundred men", math.NaN(), ""},
		{"thirds", math.NaN(), ""},
	} {
		a := cut(c.words)
		n, ok := At(a, 0)
		if !ok {
			if !math.IsNaN(c.value) {
				t.Errorf("%q: no number, want %v", c.words, c.value)
			}
			continue
		}
		rest := ""
		if n.Next < len(a) {
			rest = c.words[a[n.Next].Start:]
		}
		if math.Abs(n.Value-c.value) > 1e-9*math.Abs(c.value) || math.IsNaN(c.value) || rest != c.rest {
			t.Errorf("%q: %v and %q left, want %v and %q", c.words, n.Value, rest, c.value, c.rest)
		}
	}
}

func TestOrdinal(t *testing.T) {
	for words, want := range map[string]int{"1st": 1, "31st of": 31, "first": 1, "twenty-first": 21, "twentieth": 20, "21": 0, "third": 3} {
		if n, _, _ := OrdinalAt(cut(words), 0); n != want {
			t.Errorf("%q: %d, want %d", words, n, want)
		}
	}
}

// Every atom lies in its token, in order, and nothing but spaces is left out.
func FuzzAtoms(f *testing.F) {
	f.Add("mid-February’s 3,000–5,000 p.m. U.S. 10.31.1974 ’90s ½ \xff")
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, a := range cut(s) {
			if a.Start < end || a.End <= a.Start || strings.Trim(s[end:a.Start], " \t\n\r") != "" {
				t.Fatalf("atom %v after byte %d of %q", a.Span, end, s)
			}
			end = a.End
		}
		if strings.Trim(s[end:], " \t\n\r") != "" {
			t.Fatalf("%q left over", s[end:])
		}
	})
}
