package api_test

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/emersion/go-ical"
	"github.com/mmcdole/gofeed"

	"demarche"
	"demarche/api"
	"demarche/api/wire"
	"demarche/client"
	"demarche/view"
)

// attacks are texts that would be more than text somewhere. Each is put where an
// article has words: title, text, source, address, id.
var attacks = map[string]string{
	"a script":               `<script>alert(1)</script>`,
	"an image with a script": `<img src=x onerror="alert(1)">`,
	"an svg":                 `<svg/onload=alert(1)>`,
	"an end of everything":   `</title></textarea></script></style><script>alert(1)</script>`,
	"an entity":              `&lt;script&gt;&#x202e;&amp;`,
	"a frame":                `<iframe srcdoc="<script>alert(1)</script>"></iframe>`,
	"a link of its own":      `javascript:alert(1)`,
	"a link in Markdown":     `[here](javascript:alert(1)) ![x](https://evil.example/p.png) <https://evil.example>`,
	"code":                   "`<img src=x onerror=alert(1)>` ```<script>alert(1)</script>```",
	"a heading":              "# Heading\n\n> quote\n```\ncode\n```",
	"turned round":           "\u202eevil\u202c \u2066isolated\u2069 \u061c\u200f\u200e",
	"nothing to be seen":     "a\u200b\u200c\u200d\u2060\ufeff\u00adb\U000e0041",
	"a terminal":             "\x1b[31mred\x1b]0;title\x07\x1b[2J\x9b31m",
	"a bell and a backspace": "a\x07b\x08c\x7f",
	"a formula":              `=HYPERLINK("https://evil.example","x")`,
	"another formula":        `@SUM(1+1)*cmd|' /C calc'!A0`,
	"a header":               "x\r\nSet-Cookie: a=b\r\n\r\n<html>",
	"a calendar":             "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:evil",
	"an end of XML":          `]]></content><entry>`,
	"JSON":                   `","role":"admin","x":"`,
	"a template":             `{{.}} ${7*7} #{7*7} <%= 7*7 %>`,
	"SQL":                    `'; DROP TABLE article; --`,
	"a search":               `"unclosed AND ( NEAR * ^ col:`,
	"a path":                 `../../../../etc/passwd`,
	"combining marks":        "Z" + strings.Repeat("\u0300\u0489", 500),
	"one long word":          strings.Repeat("A", 20_000),
	"many lines":             strings.Repeat("a\n", 5_000),
	"half a letter":          "a\xc3",
	"surrogates":             "\xed\xa0\x80\xed\xbf\xbf",
}

// hostile is an article made of an attack.
func hostile(attack string, n int) string {
	prefix := []string{"https://example.org/", ""}[n%2]
	if strings.HasPrefix(attack, "javascript:") {
		prefix = ""
	}
	b, err := json.Marshal(map[string]string{"id": fmt.Sprint(attack[:min(len(attack), 40)], n), "title": attack, "date": "2022-02-08", "source": attack[:min(len(attack), 200)], "url": prefix + attack[:min(len(attack), 100)],
		"text": fmt.Sprintf("Emmanuel Macron met Vladimir Putin in Moscow on Monday.\n\nJoe Biden said: “%s” and nothing else.\n\n%s", attack, attack)})
	if err != nil {
		panic(err) // strings always can be
	}
	return string(b)
}

// Whatever stands in an article is text in every answer: no header, no line of
// a calendar, no formula, no mark that steers.
func TestAttacksInArticles(t *testing.T) {
	d := begin(t, false)
	var lines strings.Builder
	n := 0
	for _, a := range attacks {
		lines.WriteString(hostile(a, n) + "\n")
		n++
	}
	tally, err := d.Add(t.Context(), []client.File{{Name: "attacks.jsonl", Body: []byte(lines.String())}}, client.About{}, nil)
	d.must(err)
	if tally.Added < len(attacks)-1 { // where two come out as the same text
		t.Fatalf("%+v of %d", tally, len(attacks))
	}
	d.must(d.store.Check(t.Context()))
	for _, q := range asked {
		of, p := q.of, view.Params{}
		switch q.question {
		case "article":
			continue // below
		case "why", "actor":
			of = "Emmanuel Macron"
			if q.question == "why" {
				continue
			}
		case "statements", "search":
			p.Words = "alert"
		}
		d.harmless(q.question, of, p)
	}
	arts, err := client.Ask[view.ArticlesAnswer](t.Context(), d.Client, "", view.Params{Limit: 100})
	d.must(err)
	for _, a := range arts.Articles {
		d.harmless("article", string(a.Key), view.Params{})
	}
	resp, body := d.call("GET", "/feed.atom", "")
	if _, err := gofeed.NewParser().ParseString(body); err != nil {
		t.Errorf("the feed: %v", err)
	}
	if !utf8.ValidString(body) {
		t.Error("the feed is no UTF-8")
	}
	for _, format := range []string{"ics", "csv&kind=statements", "annotations", "md", "jsonl"} {
		resp, body = d.call("GET", "/export?format="+format, "")
		if resp.StatusCode != http.StatusOK || resp.Header.Get("Set-Cookie") != "" || resp.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %d %v", format, resp.StatusCode, resp.Header)
		}
		if format == "ics" {
			cal, err := ical.NewDecoder(strings.NewReader(body)).Decode()
			if err != nil {
				t.Errorf("the calendar: %v", err)
			} else if strings.Contains(body, "\nSUMMARY:evil") || len(cal.Children) > len(attacks)+5 {
				t.Errorf("the calendar has events of its own")
			}
		}
	}
}

// steers finds what a terminal, or the direction of a line, would heed.
func steers(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return r < ' ' && r != '\n' && r != '\r' && r != '\t' || r >= 0x7f && r < 0xa0 || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
	})
}

// codeSpans of Markdown show what is in them, and addresses are nothing else.
var codeSpans = regexp.MustCompile("`[^`\n]*`|<https://[^<>\n]*>")

// harmless asks in every format and looks at what comes.
func (d *desk) harmless(question, of string, p view.Params) {
	d.t.Helper()
	path := "/" + question
	if of != "" {
		path += "/" + url.PathEscape(of)
	}
	for _, format := range []string{"json", "text", "csv", "md"} {
		query := p.Query()
		query.Set("format", format)
		resp, body := d.call("GET", path+"?"+query.Encode(), "")
		name := question + " as " + format
		if resp.StatusCode != http.StatusOK {
			d.t.Errorf("%s: %d %s", name, resp.StatusCode, body)
			continue
		}
		if resp.Header.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(resp.Header.Get("Content-Security-Policy"), "default-src 'none'") ||
			strings.Contains(resp.Header.Get("Content-Type"), "html") || len(resp.Cookies()) > 0 {
			d.t.Errorf("%s: the headers are %v", name, resp.Header)
		}
		if !utf8.ValidString(body) {
			d.t.Errorf("%s is no UTF-8", name)
		}
		switch format {
		case "json":
			if !json.Valid([]byte(body)) || strings.Contains(body, "<script") {
				d.t.Errorf("%s: it is no JSON, or a script stands in it as it is", name)
			}
		case "text":
			if steers(body) {
				d.t.Errorf("%s steers", name)
			}
		case "csv":
			rows, err := csv.NewReader(strings.NewReader(body)).ReadAll()
			if err != nil {
				d.t.Errorf("%s: %v", name, err)
			}
			for _, r := range rows {
				for _, c := range r {
					if c != "" && strings.ContainsRune("=@", rune(c[0])) {
						d.t.Errorf("%s: a cell is a formula: %.60s", name, c)
					}
				}
			}
		case "md":
			body = strings.NewReplacer(`\<`, "", `\]`, "").Replace(codeSpans.ReplaceAllString(body, "")) // made harmless
			if strings.Contains(body, "<script") || strings.Contains(body, "<img") || strings.Contains(body, "](javascript:") || strings.Contains(body, "<javascript:") {
				at := max(strings.Index(body, "<script"), strings.Index(body, "<img"), strings.Index(body, "](javascript:"), strings.Index(body, "<javascript:"))
				d.t.Errorf("%s: a mark stands in it: %.100s", name, body[max(0, at-40):])
			}
		}
	}
}

// Whatever is asked is answered, or refused with a reason; nothing is ever the
// fault of the desk, and nothing of what was asked gets into a header.
func TestAttacksInQuestions(t *testing.T) {
	d := begin(t, true)
	for name, a := range attacks {
		q := url.QueryEscape(a)
		paths := []string{"/statements?words=" + q, "/search?words=" + q, "/actors?words=" + q, "/actor/" + url.PathEscape(a), "/why/" + url.PathEscape(a), "/article/" + url.PathEscape(a), "/brief?actor=" + q,
			"/timeline?source=" + q, "/figures?issue=" + q, "/statements?after=" + q, "/articles?after=" + q, "/decisions?after=" + q, "/review?type=" + q, "/agenda?since=" + q, "/brief?as_known=" + q,
			"/export?format=" + q, "/export?format=csv&actor=" + q, "/feed.atom?words=" + q, "/brief?" + q + "=1", "/trace/" + url.PathEscape(a), "/" + url.PathEscape(a)}
		for _, path := range paths {
			if len(path) > 8000 {
				continue // the address itself is too long
			}
			resp, body := d.call("GET", path, "")
			if resp.StatusCode >= 500 && resp.StatusCode != http.StatusServiceUnavailable {
				t.Errorf("%s in %.40s: %d %s", name, path, resp.StatusCode, body)
			}
			if resp.Header.Get("Set-Cookie") != "" || strings.Contains(resp.Header.Get("Content-Type"), "html") {
				t.Errorf("%s in %.40s: %v", name, path, resp.Header)
			}
			if resp.StatusCode >= 400 && !json.Valid([]byte(body)) {
				t.Errorf("%s in %.40s: the problem is no JSON: %.200s", name, path, body)
			}
		}
		for _, x := range []wire.Decision{{Kind: "accept", Target: a}, {Kind: "rename", Target: a, Value: asValue(a)}, {Kind: "reliability", Target: a, Value: asValue("B"), Reason: a, By: a[:min(len(a), 100)]}, {Kind: demarche.DecisionKind(a)}} {
			b, err := json.Marshal(x)
			d.must(err)
			if resp, body := d.call("POST", "/decisions", string(b), "Content-Type", asJSON); resp.StatusCode >= 500 {
				t.Errorf("%s decided: %d %s", name, resp.StatusCode, body)
			}
		}
	}
	if s := d.log.String(); strings.Contains(s, `"level":"ERROR"`) {
		t.Errorf("something failed: %.2000s", s)
	}
	list, err := client.Ask[view.DecisionsAnswer](t.Context(), d.Client, "", view.Params{})
	d.must(err)
	if !list.Whole {
		t.Errorf("the chain: %s", list.Broken)
	}
	d.must(d.store.Check(t.Context()))
}

// A defect in one request is a problem for that one, and stands in the log.
func TestDefect(t *testing.T) {
	d := begin(t, true, func(c *api.Config) {
		c.Sentences = func(string) []demarche.Span { panic("cut badly, the password is x") }
	})
	resp, body := d.call("GET", "/article/demo-23", "")
	if resp.StatusCode != http.StatusInternalServerError || strings.Contains(body, "password") || strings.Contains(body, "goroutine") {
		t.Errorf("%d %s", resp.StatusCode, body)
	}
	if !strings.Contains(d.log.String(), "cut badly") {
		t.Error("the log does not say what failed")
	}
	if _, err := d.Stat(t.Context()); err != nil {
		t.Errorf("after it: %v", err)
	}
}

// Who sends slowly is cut off, and nobody else waits for him.
func TestSlow(t *testing.T) {
	d := begin(t, true, func(c *api.Config) { c.Patience = 300 * time.Millisecond })
	addr := d.server.Listener.Addr().String()
	var slow []net.Conn
	for i := range 20 {
		c, err := net.Dial("tcp", addr)
		d.must(err)
		defer func() { _ = c.Close() }()
		_, err = fmt.Fprintf(c, "POST %s/%s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{\"kind\":", api.Root, []string{"decisions", "articles"}[i%2])
		d.must(err)
		slow = append(slow, c)
	}
	began := time.Now()
	if _, err := d.Stat(t.Context()); err != nil || time.Since(began) > 2*time.Second {
		t.Errorf("another waits %v: %v", time.Since(began), err)
	}
	began = time.Now()
	for _, c := range slow {
		d.must(c.SetReadDeadline(time.Now().Add(10 * time.Second)))
		b, err := io.ReadAll(c)
		if err != nil || !strings.Contains(string(b), " 4") && len(b) > 0 {
			t.Errorf("%v %.200s", err, b)
		}
	}
	if time.Since(began) > 4*time.Second {
		t.Errorf("they were cut off after %v", time.Since(began))
	}
}
