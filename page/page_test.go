package page

import (
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/net/html"
	"net/url"
)

const telegram = `Envoy returns to Tallinn

The envoy returned to Tallinn on Friday with what she called an answer of sorts. The ministers had
been waiting for it since the talks in Riga, and they will discuss it over the weekend.`

func one(t *testing.T, name string, raw string, opt Options) Input {
	t.Helper()
	in := Read(name, []byte(raw), opt)
	if len(in) != 1 {
		t.Fatalf("%s: %d inputs, want one: %+v", name, len(in), in)
	}
	if in[0].Err != nil {
		t.Fatalf("%s: %v", name, in[0].Err)
	}
	return in[0]
}

func TestPlainTextIsKeptAsItCame(t *testing.T) {
	for _, raw := range []string{telegram, strings.ReplaceAll(telegram, "\n", "\r\n") + "\r\n\r\n", "  " + telegram, telegram + "\n- one of the points\n> not a quotation bar\n"} {
		a := one(t, "wire/envoy.v2.txt", raw, Options{Date: "2023-03-04T10:00:00+01:00", Source: "Baltic Desk"}).Article
		if a.Text != raw {
			t.Errorf("text %q, want %q", a.Text, raw)
		}
		if a.ID != "envoy.v2" || a.Title != "Envoy returns to Tallinn" || a.Published != "2023-03-04" || a.Source != "Baltic Desk" || a.Language != "en" {
			t.Errorf("article %+v", a)
		}
	}
	a := one(t, "-", telegram, Options{}).Article
	if !strings.HasPrefix(string(a.ID), "a-") || len(a.ID) != 14 || !strings.HasPrefix(a.SHA256, string(a.ID[2:])) || a.Published != "" {
		t.Errorf("from standard input: %+v", a)
	}
}

func TestEncodings(t *testing.T) {
	const want = "The “minister” said the café in Malmö had been the place where they met, and that was all."
	u := utf16.Encode([]rune(want))
	le, be := []byte{0xff, 0xfe}, []byte{0xfe, 0xff}
	var bare []byte
	for _, c := range u {
		le = append(le, byte(c), byte(c>>8))
		be = append(be, byte(c>>8), byte(c))
		bare = append(bare, byte(c), byte(c>>8))
	}
	w1252 := strings.NewReplacer("“", "\x93", "”", "\x94", "é", "\xe9", "ö", "\xf6").Replace(want)
	for name, c := range map[string]struct{ raw, note string }{
		"UTF-8":                 {want, ""},
		"UTF-8 with a mark":     {"\ufeff" + want, ""},
		"UTF-16 little":         {string(le), "text.decoded"},
		"UTF-16 big":            {string(be), "text.decoded"},
		"UTF-16 without a mark": {string(bare), "text.decoded"},
		"windows-1252":          {w1252, "text.decoded"},
	} {
		in := one(t, "x.txt", c.raw, Options{})
		if in.Article.Text != want {
			t.Errorf("%s: %q", name, in.Article.Text)
		}
		if (c.note == "") != (len(in.Notes) == 0) || c.note != "" && in.Notes[0].Code != c.note {
			t.Errorf("%s: notes %v, want %q", name, in.Notes, c.note)
		}
	}
	in := one(t, "x.txt", want+" Vé\xffry “much” so, they said to the paper on Friday.", Options{})
	if !strings.Contains(in.Article.Text, "Vé\ufffdry") || len(in.Notes) != 1 || in.Notes[0].Code != "text.replaced" {
		t.Errorf("one broken byte: %q %v", in.Article.Text, in.Notes)
	}
	in = one(t, "x.html", `<html><head><meta charset="iso-8859-2"></head><body><p>The minister from `+"Pozna\xf1"+` said that she would not be there.</p></body></html>`, Options{})
	if !strings.Contains(in.Article.Text, "Poznań") || len(in.Notes) != 1 {
		t.Errorf("a page that declares its encoding: %q %v", in.Article.Text, in.Notes)
	}
}

func TestJSONInItsForms(t *testing.T) {
	for name, c := range map[string]struct{ raw, ids, texts string }{
		"one object":           {`{"id":"k1","text":"The talks ended."}`, "k1", "The talks ended."},
		"on several lines":     {"\n{\n \"doc_id\": 7,\n \"body\": \"The talks ended.\"\n}\n", "7", "The talks ended."},
		"without an id":        {`{"content":"The talks ended.","title":null}`, "x", "The talks ended."},
		"lines":                {"{\"id\":\"a\",\"text\":\"One.\"}\n\n{\"id\":\"b\",\"text\":\"Two.\"}\n", "a b", "One. Two."},
		"lines with a mark":    {"\ufeff{\"id\":\"a\",\"text\":\"One.\"}\r\n{\"id\":\"b\",\"text\":\"Two.\"}", "a b", "One. Two."},
		"one after the other":  {"{\n\"id\":\"a\",\"text\":\"One.\"}\n{\n\"id\":\"b\",\"text\":\"Two.\"}", "a b", "One. Two."},
		"an array":             {"[{\"id\":\"a\",\"text\":\"One.\"},\n {\"id\":\"b\",\"text\":\"Two.\"}]", "a b", "One. Two."},
		"an array of one":      {`[{"text":"One."}]`, "x", "One."},
		"escapes":              {`{"id":"e","text":"\u201cNo,\u201d\nshe said."}`, "e", "“No,”\nshe said."},
		"text begins like it":  {"{source} said no", "x", "{source} said no"},
		"a bracketed headline": {"[Update] The talks ended.", "x", "[Update] The talks ended."},
	} {
		var ids, texts []string
		for _, in := range Read("d/x.json", []byte(c.raw), Options{}) {
			if in.Err != nil {
				t.Errorf("%s: %v", name, in.Err)
			}
			ids, texts = append(ids, string(in.Article.ID)), append(texts, in.Article.Text)
		}
		if strings.Join(ids, " ") != c.ids || strings.Join(texts, " ") != c.texts {
			t.Errorf("%s: ids %q texts %q", name, ids, texts)
		}
	}
}

func TestJSONSpeaksForItself(t *testing.T) {
	opt := Options{Date: "2020-01-01", Title: "from the flag", Source: "flag", URL: "https://flag.example/"}
	a := one(t, "x.json", `{"id":"i","title":"T","date":"2015-10","source":"S","url":"https://s.example/1","text":"The talks ended in Vienna."}`, opt).Article
	if a.Title != "T" || a.Published != "2015-10" || a.Source != "S" || a.URL != "https://s.example/1" {
		t.Errorf("flags came before the object's own fields: %+v", a)
	}
	a = one(t, "x.json", `{"id":"i","date":null,"text":"The talks ended in Vienna."}`, opt).Article
	if a.Title != "from the flag" || a.Published != "2020-01-01" {
		t.Errorf("flags did not fill in what the object leaves out: %+v", a)
	}
}

func TestLongLinesDoNotStopTheOthers(t *testing.T) {
	raw := `{"id":"a","text":"One."}` + "\n" + `{"id":"b","text":"` + strings.Repeat("and so on, ", 20000) + `"}` + "\n" + `{"id":"c","text":"Three."}`
	got := Read("x.jsonl", []byte(raw), Options{Limit: 5000})
	if len(got) != 3 || got[0].Err != nil || got[1].Err == nil || got[2].Err != nil || got[2].Article.ID != "c" {
		t.Fatalf("%+v", got)
	}
	if !strings.Contains(got[1].Err.Error(), "x.jsonl:2") {
		t.Errorf("the error does not name the line: %v", got[1].Err)
	}
}

const briefing = `---
title: "No date for Geneva"
date: 2023-05-06
source: The Observer's Desk
tags: [talks, geneva]
---

# No date for Geneva

The *two* ministers **did not** set a [date](https://x.example/a_(b)) for
Geneva,[^1] ` + "`officials`" + ` said &mdash; ![map](m.png)and neither will.

> "We are not there yet," one of them said.

What remains open
-----------------

1. The *place*
2. The time
   of the talks

- A list of snake_case_names

` + "```go\nfunc main() {}\n```" + `
5 \* 3 <!-- drop --> is <b>known</b>.
`

func TestMarkdown(t *testing.T) {
	a := one(t, "b.md", briefing, Options{}).Article
	const want = `No date for Geneva

The two ministers did not set a date for Geneva, officials said — and neither will.

"We are not there yet," one of them said.

What remains open

1. The place
2. The time of the talks

- A list of snake_case_names

5 * 3 is known.`
	if a.Text != want {
		t.Errorf("text:\n%s\nwant:\n%s", a.Text, want)
	}
	if a.Title != "No date for Geneva" || a.Published != "2023-05-06" || a.Source != "The Observer's Desk" {
		t.Errorf("front matter: %+v", a)
	}
}

const webpage = `<?xml version="1.0"?><!-- cms 4 --><!DOCTYPE html>
<html lang="en-GB"><head><title>No date for Geneva | The Desk</title>
<meta property="og:site_name" content="The Desk"><meta property="og:title" content="No date for Geneva">
<link rel="canonical" href="https://desk.example/geneva">
<script type="application/ld+json">{"@graph":[{"@type":"WebSite"},{"@type":"NewsArticle","headline":"No date","datePublished":"2023-05-06T22:10:00Z"}]}</script>
<style>p{color:red}</style></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<div id="ad">Buy two, get one</div>
<article><h1>No date for Geneva</h1>
<p>The two ministers did <b>not</b> set a date for Geneva on Saturday,
  officials said, and neither of them would say when the talks might be held.</p>
<p>&ldquo;We are not there yet,&rdquo; one of them said in the corridor,<br>before the doors were closed to the press for the second time.</p>
<ul><li>The place is open</li><li>So is the time, which both sides have called a matter of weeks rather than days</li></ul>
<figure><img src="a.png"><figcaption>The corridor. Photo: Desk</figcaption></figure>
<blockquote><p>Nothing will be signed that has not been read, and nothing has been read so far, as far as we have been told.</p></blockquote>
</article><footer>All rights reserved</footer></body></html>`

const webtext = `The two ministers did not set a date for Geneva on Saturday, officials said, and neither of them would say when the talks might be held.

“We are not there yet,” one of them said in the corridor,
before the doors were closed to the press for the second time.

- The place is open
- So is the time, which both sides have called a matter of weeks rather than days

Nothing will be signed that has not been read, and nothing has been read so far, as far as we have been told.`

func TestHTML(t *testing.T) {
	a := one(t, "-", webpage, Options{}).Article
	if text := strings.TrimPrefix(a.Text, "No date for Geneva\n\n"); text != webtext {
		t.Errorf("text:\n%s\nwant:\n%s", a.Text, webtext)
	}
	if a.Title != "No date for Geneva" || a.Published != "2023-05-06" || a.Source != "The Desk" || a.URL != "https://desk.example/geneva" || a.Language != "en" {
		t.Errorf("facts: %+v", a)
	}
	for range 3 {
		if b := one(t, "-", webpage, Options{}).Article; b != a {
			t.Fatal("the same page gave another article")
		}
	}
	a = one(t, "-", webpage, Options{Date: "2023-05-07", Title: "Mine"}).Article
	if a.Published != "2023-05-07" || a.Title != "Mine" {
		t.Errorf("what the caller says does not win: %+v", a)
	}
}

func TestAnAmbiguousDateIsNotTaken(t *testing.T) {
	for said, want := range map[string]string{"02/03/2023": "", "3 February 2023": "2023-02-03", "2023-02-03": "2023-02-03", "Fri, 03 Feb 2023 10:00:00 GMT": "2023-02-03", "yesterday": ""} {
		p := strings.Replace(webpage, `"datePublished":"2023-05-06T22:10:00Z"`, `"datePublished":"`+said+`"`, 1)
		if a := one(t, "-", p, Options{}).Article; string(a.Published) != want {
			t.Errorf("%q became %q, want %q", said, a.Published, want)
		}
	}
}

type broken struct{}

func (broken) Main(*html.Node, *url.URL) *html.Node { panic("out of its depth") }

func TestExtractorThatPanics(t *testing.T) {
	a := one(t, "-", webpage, Options{Extractor: broken{}}).Article
	if !strings.Contains(a.Text, "The two ministers did not set a date") {
		t.Errorf("text %q", a.Text)
	}
}

func TestSmallPageIsReadWhole(t *testing.T) {
	a := one(t, "-", "<p>The envoy left.</p><p>She will be back on Friday.</p>", Options{}).Article
	if a.Text != "The envoy left.\n\nShe will be back on Friday." {
		t.Errorf("%q", a.Text)
	}
}

func TestLanguage(t *testing.T) {
	for _, c := range []struct{ text, declared, code, note string }{
		{telegram, "", "en", ""},
		{telegram, "fr", "en", ""},
		{"Envoy back.", "", "und", "language.unknown"},
		{"Envoy back.", "en-US", "en", ""},
		{"Envoy back.", "sv", "sv", "language.other"},
		{"1 2 3", "", "und", "language.unknown"},
	} {
		code, note, other := language(c.text, c.declared)
		got := ""
		if note != nil {
			got = note.Code
		}
		if code != c.code || got != c.note || other != "" {
			t.Errorf("%.30q declared %q: %q %q %q, want %q %q", c.text, c.declared, code, got, other, c.code, c.note)
		}
	}
}

func TestDay(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "2022-02-08": "2022-02-08", "2015-10": "2015-10", "20220208": "2022-02-08", " 2022-02-08 ": "2022-02-08",
		"2022-02-08T23:30:00-05:00": "2022-02-08", "2022-02-08 08:00": "2022-02-08", "2022-02-08T08:00:00.123Z": "2022-02-08", "2022-02-08T08:00Z": "2022-02-08",
	} {
		if got, ok := day(in); !ok || got != want {
			t.Errorf("day(%q) = %q, %v; want %q", in, got, ok, want)
		}
	}
	for _, in := range []string{"2022", "8 Feb 2022", "2022-13-01", "2022-02-30", "2022-2-8", "08/02/2022", "2022-02-08Tomorrow", "2022-02-08x"} {
		if got, ok := day(in); ok {
			t.Errorf("day(%q) = %q; want it refused", in, got)
		}
	}
}
