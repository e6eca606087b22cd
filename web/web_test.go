package web

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
)

// The bundle must be that of the sources beside it; nobody should have to have
// npm to learn that it is not.
func TestBundleIsFresh(t *testing.T) {
	want, err := Fingerprint(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	got, err := fs.ReadFile(dist, "dist/sources.sha256")
	if err != nil {
		t.Fatal(err)
	}
	if strings.TrimSpace(string(got)) != want {
		t.Error("web/dist is not what web/src gives: run make web and commit what it wrote")
	}
}

func get(t *testing.T, h http.Handler, address string, headers ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, r *http.Response) string {
	t.Helper()
	var b strings.Builder
	buf := make([]byte, 4096)
	for {
		n, err := r.Body.Read(buf)
		b.Write(buf[:n])
		if err != nil {
			return b.String()
		}
	}
}

var asset = regexp.MustCompile(`/assets/[A-Za-z0-9._-]+`)

func TestPageForEveryScreen(t *testing.T) {
	h := Handler()
	for _, screen := range []string{"/", "/brief", "/article/https%3A%2F%2Fa.example%2Fb", "/statements?words=Nord+Stream", "/../etc/passwd"} {
		r := get(t, h, screen)
		page := body(t, r)
		if r.StatusCode != http.StatusOK || !strings.Contains(page, `<div id="desk">`) {
			t.Errorf("%s: %d %s", screen, r.StatusCode, page)
		}
		if got := r.Header.Get("Cache-Control"); got != "no-cache" {
			t.Errorf("%s: Cache-Control %q", screen, got)
		}
		if !strings.Contains(r.Header.Get("Content-Security-Policy"), "default-src 'none'") {
			t.Errorf("%s has no policy", screen)
		}
		if len(asset.FindAllString(page, -1)) < 3 {
			t.Errorf("%s asks for too little: %s", screen, page)
		}
	}
}

func TestAssets(t *testing.T) {
	h := Handler()
	page := body(t, get(t, h, "/"))
	for _, a := range asset.FindAllString(page, -1) {
		r := get(t, h, a)
		if r.StatusCode != http.StatusOK || !strings.Contains(r.Header.Get("Cache-Control"), "immutable") {
			t.Errorf("%s: %d %v", a, r.StatusCode, r.Header)
		}
		if want := map[string]string{".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}[path.Ext(a)]; r.Header.Get("Content-Type") != want {
			t.Errorf("%s is %s", a, r.Header.Get("Content-Type"))
		}
		if again := get(t, h, a, "If-None-Match", r.Header.Get("ETag")); again.StatusCode != http.StatusNotModified {
			t.Errorf("%s is sent again: %d", a, again.StatusCode)
		}
	}
	if said := body(t, get(t, h, "/licences.txt")); !strings.Contains(said, "preact") || !strings.Contains(said, "Permission is hereby granted") {
		t.Errorf("the licences do not travel with the page: %.200s", said)
	}
	if r := get(t, h, "/assets/gone.js"); r.StatusCode != http.StatusNotFound {
		t.Errorf("an asset that is not there: %d", r.StatusCode)
	}
}

// The policy forbids them, so they would not work; here they are found earlier.
func TestNothingInThePageItself(t *testing.T) {
	page := body(t, get(t, Handler(), "/"))
	for _, never := range []string{"<style", " style=", "onclick=", "javascript:", "http://", "//cdn"} {
		if strings.Contains(strings.ReplaceAll(page, "http://www.w3.org/2000/svg", ""), strings.ReplaceAll(never, "http://www.w3.org/2000/svg", "")) {
			t.Errorf("the page has %q", never)
		}
	}
	if regexp.MustCompile(`<script(>| [^>]*>)[^<]`).MatchString(page) {
		t.Error("a script stands in the page")
	}
}

// Article text is shown as text: nothing in the sources turns a string into markup.
func TestNoMarkupFromStrings(t *testing.T) {
	n := 0
	err := fs.WalkDir(os.DirFS("src"), ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		n++
		src, err := os.ReadFile("src/" + p)
		if err != nil {
			return err
		}
		for _, never := range []string{"innerHTML", "outerHTML", "insertAdjacentHTML", "dangerouslySetInnerHTML", "document.write", "eval(", "new Function"} {
			if strings.Contains(string(src), never) {
				t.Errorf("src/%s uses %s", p, never)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if n < 20 {
		t.Errorf("only %d sources were looked at", n)
	}
}

func TestOnlyRead(t *testing.T) {
	w := httptest.NewRecorder()
	Handler().ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/", strings.NewReader("x=1")))
	if w.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST: %d", w.Code)
	}
}
