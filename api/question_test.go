package api_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"demarche"
	"demarche/client"
	"demarche/store"
	"demarche/view"
)

// asked are the questions of the demo record, each at least once.
var asked = []struct {
	question, of string
	p            view.Params
}{
	{question: "brief", p: view.Params{Since: "2022-02-07", AsKnown: "2022-02-08"}},
	{question: "timeline", p: view.Params{AsKnown: "2022-02-08", By: "actor"}},
	{question: "agenda", p: view.Params{AsReported: "2022-02-08"}},
	{question: "contacts", p: view.Params{Pair: "Macron,Putin"}},
	{question: "commitments", p: view.Params{AsKnown: "2022-02-08", Actor: []string{"Biden"}}},
	{question: "positions", p: view.Params{Actor: []string{"Biden", "Macron"}}},
	{question: "figures", p: view.Params{Words: "troops"}},
	{question: "statements", p: view.Params{Words: "Nord Stream", Type: []string{"threaten", "pledge"}}},
	{question: "tensions", p: view.Params{}},
	{question: "actor", of: "Emmanuel Macron", p: view.Params{Limit: 4}},
	{question: "article", of: "demo-23", p: view.Params{Key: true}},
	{question: "why", of: "FIRST", p: view.Params{}},
	{question: "search", p: view.Params{Words: "security guarantees"}},
	{question: "review", p: view.Params{Status: []string{"planned"}, Limit: 5}},
	{question: "articles", p: view.Params{Since: "2022-02", Until: "2022-02"}},
	{question: "sources", p: view.Params{}},
	{question: "actors", p: view.Params{Words: "mac"}},
	{question: "decisions", p: view.Params{}},
}

// What the client gets is what the record itself answers, in every format.
func TestQuestions(t *testing.T) {
	d := begin(t, true)
	first, err := client.Ask[view.ReviewAnswer](t.Context(), d.Client, "", view.Params{Limit: 1})
	d.must(err)
	seen := map[string]bool{}
	for _, q := range asked {
		seen[q.question] = true
		if q.of == "FIRST" {
			q.of = first.Rows[0].ID
		}
		got, err := d.Ask(t.Context(), q.question, q.of, q.p)
		if err != nil {
			t.Errorf("%s: %v", q.question, err)
			continue
		}
		question, err := view.Find(q.question)
		d.must(err)
		ask, err := q.p.Ask(now, func(s string) string { return s })
		d.must(err)
		ask.Of, ask.Sentences = q.of, parts.split
		var want view.Answer
		d.must(d.store.View(t.Context(), func(r store.Reader) (err error) {
			want, err = question.Put(t.Context(), r, ask)
			return err
		}))
		if want.About().Count == 0 && q.question != "decisions" {
			t.Errorf("%s: the demo answers nothing", q.question)
		}
		for _, format := range view.Formats {
			a, err := view.Set(want, format, 100, nil)
			d.must(err)
			b, err := view.Set(got, format, 100, nil)
			d.must(err)
			if !bytes.Equal(a, b) {
				t.Errorf("%s as %s is other than what the record says", q.question, format)
			}
			if format == "json" {
				continue
			}
			query := q.p.Query()
			query.Set("format", format)
			path := "/" + q.question
			if q.of != "" {
				path += "/" + strings.ReplaceAll(q.of, " ", "%20")
			}
			resp, body := d.call("GET", path+"?"+query.Encode(), "")
			if body != string(a) || !strings.HasPrefix(resp.Header.Get("Content-Type"), map[string]string{"text": "text/plain", "csv": "text/csv", "md": "text/markdown"}[format]) {
				t.Errorf("%s?format=%s: %d %s", q.question, format, resp.StatusCode, resp.Header.Get("Content-Type"))
			}
		}
	}
	for _, q := range view.Questions {
		if !seen[q.Name] {
			t.Errorf("%s is not asked here", q.Name)
		}
	}
}

// An answer that is there already is not sent again, until the record changes.
func TestTags(t *testing.T) {
	d := begin(t, true)
	resp, _ := d.call("GET", "/review?limit=1", "")
	tag := resp.Header.Get("ETag")
	if !strings.HasPrefix(tag, `W/"`) || resp.Header.Get("Cache-Control") != "private, no-cache" {
		t.Fatalf("the tag is %q, the cache %q", tag, resp.Header.Get("Cache-Control"))
	}
	for _, match := range []string{tag, `"x", ` + tag, "*"} {
		if resp, body := d.call("GET", "/review?limit=1", "", "If-None-Match", match); resp.StatusCode != http.StatusNotModified || body != "" || resp.Header.Get("ETag") != tag {
			t.Errorf("%s: %d %q", match, resp.StatusCode, body)
		}
	}
	if resp, _ := d.call("GET", "/review?limit=2", "", "If-None-Match", tag); resp.StatusCode != http.StatusOK {
		t.Errorf("another question: %d", resp.StatusCode)
	}
	first, err := client.Ask[view.ReviewAnswer](t.Context(), d.Client, "", view.Params{Limit: 1})
	d.must(err)
	d.decide(first.Rows[0].ID, demarche.DecideAccept, nil, "Ada")
	resp, body := d.call("GET", "/review?limit=1", "", "If-None-Match", tag)
	if resp.StatusCode != http.StatusOK || strings.Contains(body, `"id":"`+first.Rows[0].ID+`"`) {
		t.Errorf("after a decision: %d %s", resp.StatusCode, body)
	}
}

// Going from page to page by the links sees everything once.
func TestPages(t *testing.T) {
	d := begin(t, true)
	var ids []string
	path := "/statements?words=the&limit=7"
	for range 100 {
		resp, body := d.call("GET", path, "")
		var a view.StatementsAnswer
		d.must(json.Unmarshal([]byte(body), &a))
		for _, c := range a.Cards {
			ids = append(ids, c.ID)
		}
		link := resp.Header.Get("Link")
		if (link == "") != (a.Next == "") {
			t.Fatalf("next is %q and the link %q", a.Next, link)
		}
		if link == "" {
			break
		}
		if !strings.HasPrefix(link, "</api/v1/") || !strings.HasSuffix(link, `>; rel="next"`) {
			t.Fatalf("the link is %s", link)
		}
		path = strings.TrimPrefix(strings.TrimSuffix(link, `>; rel="next"`), "</api/v1")
	}
	whole, err := client.Ask[view.StatementsAnswer](t.Context(), d.Client, "", view.Params{Words: "the", Limit: 1000})
	d.must(err)
	want := make([]string, len(whole.Cards))
	for i, c := range whole.Cards {
		want[i] = c.ID
	}
	if !slices.Equal(ids, want) || len(ids) < 100 {
		t.Errorf("%d by pages, %d at once", len(ids), len(want))
	}
}

// What is wrong is a problem document, with the code and what to do about it.
func TestProblems(t *testing.T) {
	d := begin(t, true)
	for path, want := range map[string]string{
		"/brief?since=later":                         `422 {"type":"about:blank","title":"Unprocessable Entity","status":422,"detail":"since later is no date","code":"invalid","repair":"write 2022-02-08, 2022-02, today or yesterday"}`,
		"/actor/Nobody":                              `404 not_found`,
		"/figures?issue=weather":                     `422 invalid`,
		"/timeline?by=colour":                        `422 invalid`,
		"/timeline?limit=-1":                         `422 invalid`,
		"/agenda?as_known=2022&as_reported=2022":     `422 invalid`,
		"/why/e-nothing":                             `404 not_found`,
		"/statements?after=s-nothing":                `422 invalid`,
		"/nothing":                                   `404 not_found`,
		"/export?format=rtf":                         `422 invalid`,
		"/export":                                    `422 invalid`,
		"/export?format=csv&kind=actors&view=agenda": `422 invalid`,
		"/changes?after=x":                           `422 invalid`,
		"/brief?format=xml":                          `422 invalid`,
	} {
		resp, body := d.call("GET", path, "")
		status, rest, _ := strings.Cut(want, " ")
		ok := strings.TrimSpace(body) == rest
		if !strings.HasPrefix(rest, "{") {
			ok = strings.Contains(body, `"code":"`+rest+`"`) && strings.Contains(body, `"detail":"`)
		}
		if resp.Status[:3] != status || !ok || resp.Header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: %s %s %s", path, resp.Status, resp.Header.Get("Content-Type"), body)
		}
	}
	if resp, _ := d.call("PUT", "/brief", ""); resp.StatusCode != http.StatusMethodNotAllowed || resp.Header.Get("Allow") != "GET" {
		t.Errorf("PUT: %d, allowed %q", resp.StatusCode, resp.Header.Get("Allow"))
	}
	if _, err := d.Ask(t.Context(), "actor", "Nobody", view.Params{}); demarche.CodeOf(err) != demarche.NotFound {
		t.Errorf("the client says %v", err)
	}
}

// The document of the API is OpenAPI 3.1, and has every operation with how it
// fails and what it takes.
func TestDocument(t *testing.T) {
	d := begin(t, false)
	_, body := d.call("GET", "/openapi.json", "")
	var doc struct {
		OpenAPI string `json:"openapi"`
		Paths   map[string]map[string]struct {
			OperationID string           `json:"operationId"`
			Summary     string           `json:"summary"`
			Responses   map[string]any   `json:"responses"`
			Security    []map[string]any `json:"security"`
		} `json:"paths"`
		Components struct {
			Schemas map[string]any `json:"schemas"`
		} `json:"components"`
	}
	d.must(json.Unmarshal([]byte(body), &doc))
	if !strings.HasPrefix(doc.OpenAPI, "3.1") {
		t.Errorf("it is OpenAPI %s", doc.OpenAPI)
	}
	ids := map[string]bool{}
	for path, methods := range doc.Paths {
		for method, op := range methods {
			if ids[op.OperationID] || op.OperationID == "" || op.Summary == "" || op.Responses["default"] == nil {
				t.Errorf("%s %s: %+v", method, path, op)
			}
			ids[op.OperationID] = true
			if len(op.Security) == 0 && !strings.HasSuffix(path, "/session") && !strings.HasSuffix(path, "/reference") {
				t.Errorf("%s %s: nobody has to sign in for it", method, path)
			}
		}
	}
	for _, q := range view.Questions {
		if !ids[q.Name] {
			t.Errorf("%s is missing", q.Name)
		}
	}
	for _, id := range []string{"decide", "add", "forget", "reread", "demo", "changes", "export", "export-count", "feed", "calendar", "stat", "issues", "session", "sign-in", "sign-out", "trace"} {
		if !ids[id] {
			t.Errorf("%s is missing", id)
		}
	}
	// Every schema that is spoken of is there.
	for ref := range strings.SplitSeq(body, `"$ref":"#/components/schemas/`) {
		name, _, _ := strings.Cut(ref, `"`)
		if len(name) < 60 && name != "{" && doc.Components.Schemas[name] == nil && name != "" && !strings.Contains(name, ":") {
			t.Errorf("there is no schema %q", name)
		}
	}
}
