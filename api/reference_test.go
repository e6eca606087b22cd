package api_test

import (
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// The reference has every operation and loads nothing from elsewhere; what it
// links to is there.
func TestReference(t *testing.T) {
	d := begin(t, false)
	resp, body := d.call("GET", "/reference", "")
	if resp.StatusCode != http.StatusOK || !strings.HasPrefix(resp.Header.Get("Content-Type"), "text/html") || strings.Contains(resp.Header.Get("Content-Security-Policy"), "script-src") {
		t.Fatalf("%d %v", resp.StatusCode, resp.Header)
	}
	if strings.Contains(body, "<script") || strings.Contains(body, "<style") || regexp.MustCompile(`\b(src|href)="(https?:)?//`).MatchString(body) || strings.Contains(body, "style=") {
		t.Error("it loads something, or has script or style in it")
	}
	doc, err := html.Parse(strings.NewReader(body))
	d.must(err)
	ids, links := map[string]bool{}, map[string]bool{}
	for n := range doc.Descendants() {
		for _, a := range n.Attr {
			switch {
			case a.Key == "id" && ids[a.Val]:
				t.Errorf("two places are called %s", a.Val)
			case a.Key == "id":
				ids[a.Val] = true
			case a.Key == "href":
				links[a.Val] = true
			}
		}
	}
	for l := range links {
		if id, here := strings.CutPrefix(l, "#"); here && !ids[id] {
			t.Errorf("%s leads nowhere", l)
		} else if !here {
			if resp, _ := d.call("GET", strings.TrimPrefix(l, "/api/v1"), ""); resp.StatusCode != http.StatusOK {
				t.Errorf("%s: %d", l, resp.StatusCode)
			}
		}
	}
	_, document := d.call("GET", "/openapi.json", "")
	var api struct {
		Paths map[string]map[string]struct {
			OperationID string `json:"operationId"`
		} `json:"paths"`
	}
	d.must(json.Unmarshal([]byte(document), &api))
	n := 0
	for path, methods := range api.Paths {
		for _, op := range methods {
			if n++; !ids[op.OperationID] || !strings.Contains(body, "<code>"+path+"</code>") {
				t.Errorf("%s is missing", op.OperationID)
			}
		}
	}
	if n < 30 {
		t.Errorf("only %d operations", n)
	}
}
