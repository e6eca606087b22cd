package export_test

import (
	"bytes"
	"context"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"demarche"
	"demarche/export"
	"demarche/store"
	"demarche/view"
)

// sentences cuts after a full stop; the reader's own way is tested with it.
func sentences(text string) (out []demarche.Span) {
	from := 0
	for i := range text {
		if strings.HasPrefix(text[i:], ". ") || strings.HasPrefix(text[i:], ".\n") || i == len(text)-1 {
			out = append(out, demarche.Span{Start: from, End: i + 1})
			from = i + 1
			for from < len(text) && (text[from] == ' ' || text[from] == '\n') {
				from++
			}
		}
	}
	return out
}

func brief(t *testing.T, r store.Reader) (string, *view.BriefAnswer) {
	t.Helper()
	ctx := context.Background()
	q := ask()
	q.Since = day("2022-02-05")
	b, err := view.Brief(ctx, r, q)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	err = export.Markdown(&out, b, export.Appendix{Sentences: sentences, Article: func(k demarche.ArticleKey) (store.Article, error) { return r.Article(ctx, string(k)) }})
	if err != nil {
		t.Fatal(err)
	}
	return out.String(), b
}

var (
	note     = regexp.MustCompile(`\[\[(\d+)\]\]\(#s(\d+)\)`)
	anchor   = regexp.MustCompile(`(?m)^(\d+)\. <a id="s(\d+)"></a>`)
	fragment = regexp.MustCompile(`\]\((https://[^)\s]*#:~:text=[^)\s]*)\)`)
)

// Every note leads to a sentence, and every address to its words.
func TestMarkdown(t *testing.T) {
	viewing(t, smallDesk(t), func(ctx context.Context, r store.Reader) error {
		text, b := brief(t, r)
		golden(t, "brief.md", []byte(text))
		if !strings.Contains(text, "demarche "+demarche.Version) || !strings.Contains(text, "Filter: since 2022-02-05. As known now, 2022-02-08.") {
			t.Error("the file does not say what it answers")
		}
		there := map[string]bool{}
		for _, m := range anchor.FindAllStringSubmatch(text, -1) {
			if m[1] != m[2] || there[m[1]] {
				t.Errorf("the sentence %s has the anchor %s", m[1], m[2])
			}
			there[m[1]] = true
		}
		notes := note.FindAllStringSubmatch(text, -1)
		for _, m := range notes {
			if m[1] != m[2] || !there[m[1]] {
				t.Errorf("the note %s leads nowhere", m[0])
			}
			delete(there, m[1])
		}
		if len(there) > 0 || len(notes) < b.Count {
			t.Errorf("%d notes of %d rows; sentences without a note: %v", len(notes), b.Count, there)
		}
		art, err := r.Article(ctx, "a1")
		if err != nil {
			return err
		}
		links := fragment.FindAllStringSubmatch(text, -1)
		if len(links) == 0 {
			t.Fatal("no address leads to words")
		}
		for _, m := range links {
			directive(t, m[1], art.Text)
		}
		return nil
	})
}

// directive reads a text fragment as a browser does and looks for it in a text.
func directive(t *testing.T, address, text string) {
	t.Helper()
	page, rest, ok := strings.Cut(address, ":~:text=")
	if u, err := url.Parse(page); err != nil || !ok || u.Host != "harbour-wire.example" {
		t.Errorf("%s: %v", address, err)
	}
	if strings.ContainsAny(rest, "-&\"() ") || strings.Count(rest, ",") > 1 {
		t.Errorf("a sign that has a meaning stands bare in %s", rest)
	}
	text = strings.Join(strings.Fields(text), " ")
	from := 0
	for part := range strings.SplitSeq(rest, ",") {
		words, err := url.PathUnescape(part)
		i := strings.Index(text[from:], words)
		if err != nil || words == "" || i < 0 {
			t.Errorf("%q of %s is not in the text after %d: %v", words, rest, from, err)
			return
		}
		from += i
	}
}

// Words that mean something in Markdown, an address or HTML mean nothing.
func TestMarkdownEscapes(t *testing.T) {
	d := &desk{t: t, s: open(t)}
	d.article("a1", "2022-02-08", "Harbour [Wire](x)", "https://harbour-wire.example/a_(1)?q=a b#top", "A *title* <b>. Macron met Putin, 10-12 times & \"more\" *often* <i>than\n\n# anyone</i> would have thought possible in such a cold and windy month.")
	d.act("e-1", "", demarche.Meet, demarche.Happened, "", "macron", "putin", "2022-02-08", nil, "Macron met Putin, 10-12 times & \"more\" *often* <i>than\n\n# anyone</i> would have thought possible")
	d.act("e-2", "", demarche.Call, demarche.Happened, "", "macron", "putin", "2022-02-08", nil, "10-12 times & \"more\"")
	d.commit()
	viewing(t, d.s, func(ctx context.Context, r store.Reader) error {
		text, _ := brief(t, r)
		for _, want := range []string{
			`**Macron met Putin, 10-12 times & "more" \*often\* \<i\>than \# anyone\</i\> would have thought possible** in such a cold`,
			`](https://harbour-wire.example/a_%281%29?q=a%20b#top:~:text=Macron%20met%20Putin%2C%2010%2D12%20times,anyone%3C%2Fi%3E%20would%20have%20thought%20possible)`,
			`#top:~:text=10%2D12%20times%20%26%20%22more%22)`,
			`Harbour \[Wire\](x), 2022-02-08`,
		} {
			if !strings.Contains(text, want) {
				t.Errorf("%s\nis not in\n%s", want, text)
			}
		}
		art, err := r.Article(ctx, "a1")
		if err != nil {
			return err
		}
		for _, m := range fragment.FindAllStringSubmatch(text, -1) {
			directive(t, m[1], art.Text)
		}
		return nil
	})
}
