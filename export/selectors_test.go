package export

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"demarche"
)

// A quotation and a position select the same words, whatever letters a text has
// and however often it repeats itself; and the way back from code points to
// bytes is the way there.
func TestSelectorsAgree(t *testing.T) {
	letters := []string{"a", "b", " ", "é", "“", "中", "𝔸", "🕊", "e\u0301", "\n", "\u202e", "ﬁ"}
	rng := rand.New(rand.NewPCG(1, 2))
	wide, again, grown := 0, 0, 0
	for range 3000 {
		var b strings.Builder
		few := letters[:1+rng.IntN(len(letters))]
		for range 1 + rng.IntN(200) {
			b.WriteString(few[rng.IntN(len(few))])
		}
		text := b.String()
		from := len(first(text, rng.IntN(utf8.RuneCountInString(text))))
		span := demarche.Span{Start: from, End: from + len(first(text[from:], 1+rng.IntN(30)))}
		points := demarche.NewPoints(text)
		p := points.Span(span)
		before, after := surround(text, span)
		words := string([]rune(text)[p.Start:p.End])
		if words != span.In(text) {
			t.Fatalf("%q: the place says %q, the span %q", text, words, span.In(text))
		}
		whole := before + words + after
		if i := strings.Index(text, whole); i < 0 || i+len(before) != span.Start || strings.Contains(text[i+1:], whole) {
			t.Fatalf("%q: %q is not the only one, at %d", text, whole, span.Start)
		}
		back := p
		if err := points.Bytes("here", func(f func(*demarche.Span)) { f(&back) }); err != nil || back != span {
			t.Fatalf("%q: %v and back is %v: %v", text, span, back, err)
		}
		if len(words) > utf8.RuneCountInString(words) {
			wide++
		}
		if strings.Count(text, words) > 1 {
			again++
		}
		if utf8.RuneCountInString(before) > around || utf8.RuneCountInString(after) > around {
			grown++
		}
	}
	if wide < 500 || again < 200 || grown < 20 {
		t.Errorf("only %d of the words were wide, %d stood there twice, %d had to be told apart", wide, again, grown)
	}
}

// Words that stand in a text twice are told apart by what stands around them.
func TestFragmentOfRepeatedWords(t *testing.T) {
	const text = "Again: you must withdraw.\n\n“You must leave,” he said & left. Again: you must withdraw.\nShe went on."
	for at, want := range map[int]string{
		strings.Index(text, "you must withdraw"):     "https://x.example/a#:~:text=Again%3A-,you%20must%20withdraw,-.",
		strings.LastIndex(text, "you must withdraw"): "https://x.example/a#:~:text=he%20said%20%26%20left.%20Again%3A-,you%20must%20withdraw,-.",
	} {
		if got := fragment("https://x.example/a", text, demarche.Span{Start: at, End: at + len("you must withdraw")}); got != want {
			t.Errorf("%s, not %s", got, want)
		}
	}
	at := strings.Index(text, "She")
	if got := fragment("https://x.example/a#part", text, demarche.Span{Start: at, End: at + 3}); got != "https://x.example/a#part:~:text=She" {
		t.Error(got)
	}
}
