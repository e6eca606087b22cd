package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"
	"testing"

	"demarche"
	"demarche/api/wire"
	"demarche/client"
	"demarche/demo"
	"demarche/view"
)

const met = "Emmanuel Macron met Vladimir Putin at the Kremlin on Monday for five hours."

// Files are added, and what became of each is told as it is in the record.
func TestAdd(t *testing.T) {
	d := begin(t, false)
	var told []wire.Added
	files := []client.File{{Name: "one.txt", Body: []byte(met)}, {Name: "empty.txt"}, {Name: "two.json", Body: []byte(`{"id":"two","title":"Two","date":"2022-02-09","text":"Olaf Scholz met Joe Biden in Washington on Monday."}`)}}
	tally, err := d.Add(t.Context(), files, client.About{Date: "2022-02-08", Source: "Wire", Recorded: "published"}, func(a *wire.Added) error {
		told = append(told, *a)
		return nil
	})
	d.must(err)
	if tally.Added != 2 || tally.Failed != 1 || tally.Rows != 2 {
		t.Errorf("%+v", tally)
	}
	reading, outcomes, problems := 0, 0, 0
	for _, a := range told {
		switch {
		case a.Reading > 0:
			reading++
		case a.Outcome != nil:
			outcomes++
		case a.Problem != nil && a.File == "empty.txt":
			problems++
		}
	}
	if reading != 3 || outcomes != 2 || problems != 1 {
		t.Errorf("%d read, %d added, %d not: %+v", reading, outcomes, problems, told)
	}
	arts, err := client.Ask[view.ArticlesAnswer](t.Context(), d.Client, "", view.Params{})
	d.must(err)
	if len(arts.Articles) != 2 || arts.Articles[1].Source.Source != "Wire" || arts.Articles[0].Captured.Format("2006-01-02 15") != "2022-02-09 18" {
		t.Errorf("%+v", arts.Articles)
	}
	// The same again changes nothing.
	if tally, err = d.Add(t.Context(), files[:1], client.About{Date: "2022-02-08", Source: "Wire"}, nil); err != nil || tally.Known != 1 || tally.Added != 0 {
		t.Errorf("again: %+v %v", tally, err)
	}
}

// One text, page or document may be the body by itself, and the answer be one.
func TestAddBodies(t *testing.T) {
	d := begin(t, false)
	for kind, body := range map[string]string{
		"text/plain":       "Joe Biden met Olaf Scholz in Washington on Monday.",
		"text/html":        "<html><head><title>News</title></head><body><article><p>Liz Truss met Sergei Lavrov in Moscow on Thursday. The talks went on for hours, and nobody was content with them in the end, as both said.</p></article></body></html>",
		"application/json": `{"title":"Calls","date":"2022-02-12","text":"Joe Biden called Vladimir Putin on Saturday."}`,
	} {
		resp, got := d.call("POST", "/articles?date=2022-02-10&source=Wire&name=../../etc/news.txt", body, "Content-Type", kind)
		var all wire.AddedAll
		if json.Unmarshal([]byte(got), &all) != nil || resp.StatusCode != http.StatusOK || all.Tally.Added != 1 || len(all.Articles) != 1 || all.Articles[0].Outcome == nil {
			t.Errorf("%s: %d %s", kind, resp.StatusCode, got)
		}
		if strings.Contains(got, "..") {
			t.Errorf("%s: the path is told: %s", kind, got)
		}
	}
	for name, c := range map[string]struct {
		kind, body string
		status     int
	}{
		"nothing":             {"text/plain", "", 422},
		"French":              {"text/plain", strings.Repeat("Le président de la République a rencontré le chancelier allemand à Paris lundi soir pour parler de la guerre et de la paix en Europe. ", 6), 422},
		"a wrong date":        {"application/json", `{"title":"x","date":"8 February","text":"Joe Biden called Vladimir Putin."}`, 422},
		"bytes of no text":    {"application/octet-stream", "\x00\x01\x02\x03\x04\x05", 422},
		"a form of addresses": {"application/x-www-form-urlencoded", "text=x", 415},
		"a link":              {"application/json", `{"link":"https://example.org/"}`, 503},
		"broken parts":        {"multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nabc", 422},
		"no boundary":         {"multipart/form-data", "abc", 422},
		"a time of its own":   {"application/json", `{"title":"x","text":"Joe Biden called."}`, 422},
	} {
		path := "/articles"
		if name == "a time of its own" {
			path += "?recorded=tomorrow"
		}
		if resp, got := d.call("POST", path, c.body, "Content-Type", c.kind); resp.StatusCode != c.status || !strings.Contains(got, `"detail":"`) {
			t.Errorf("%s: %d %s", name, resp.StatusCode, got)
		}
	}
}

// More than is allowed is refused, whatever its length is said to be.
func TestAddBounds(t *testing.T) {
	d := begin(t, false)
	long := strings.Repeat("Joe Biden met Olaf Scholz. ", 1<<16) // 1.7 MB
	if resp, got := d.call("POST", "/articles", long, "Content-Type", "text/plain"); resp.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(got, "too long") {
		t.Errorf("a long text: %d %s", resp.StatusCode, got)
	}
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for i := range 21 {
		part, err := w.CreateFormFile("file", fmt.Sprint(i))
		d.must(err)
		_, _ = part.Write([]byte(long))
	}
	d.must(w.Close())
	if resp, got := d.call("POST", "/articles", b.String(), "Content-Type", w.FormDataContentType()); resp.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("%d MB of files: %d %s", b.Len()>>20, resp.StatusCode, got)
	}
	if resp, _ := d.call("POST", "/decisions", `{"kind":"accept","target":"e","reason":"`+strings.Repeat("x", 2<<20)+`"}`, "Content-Type", asJSON); resp.StatusCode < 400 || resp.StatusCode >= 500 {
		t.Errorf("a long decision: %d", resp.StatusCode)
	}
	stat, err := d.Stat(t.Context())
	d.must(err)
	if stat.Articles != 0 {
		t.Errorf("%d articles are there", stat.Articles)
	}
}

// An empty record may be begun with the demo; another may not.
func TestDemo(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped with -short: reads all dispatches")
	}
	d := begin(t, false)
	tally, err := d.Demo(t.Context(), nil)
	d.must(err)
	names, _ := fs.Glob(demo.FS, "*")
	if tally.Added != len(names) || tally.Failed > 0 {
		t.Errorf("%+v of %d", tally, len(names))
	}
	full := begin(t, true)
	a, err := client.Ask[view.BriefAnswer](t.Context(), d.Client, "", view.Params{Since: "2022-02-07", AsKnown: "2022-02-08"})
	d.must(err)
	b, err := client.Ask[view.BriefAnswer](t.Context(), full.Client, "", view.Params{Since: "2022-02-07", AsKnown: "2022-02-08"})
	d.must(err)
	if !bytes.Equal(view.Text(a, 100, nil), view.Text(b, 100, nil)) {
		t.Error("it is another demo than that of the command line")
	}
	if _, err := d.Demo(t.Context(), nil); demarche.CodeOf(err) != demarche.Conflict {
		t.Errorf("twice: %v", err)
	}
}

func TestForget(t *testing.T) {
	d := begin(t, true)
	gone, err := d.Forget(t.Context(), "demo-08", "Ada", "on request")
	d.must(err)
	if gone.Rows == 0 {
		t.Errorf("%+v", gone)
	}
	a, err := client.Ask[view.ArticleAnswer](t.Context(), d.Client, string(gone.Key), view.Params{})
	d.must(err)
	if a.Article.Forgotten == nil || len(a.Sentences) > 0 {
		t.Errorf("%+v", a.Article)
	}
	if _, err := d.Forget(t.Context(), string(gone.Key), "Ada", ""); demarche.CodeOf(err) != demarche.Conflict {
		t.Errorf("twice: %v", err)
	}
	if _, err := d.Forget(t.Context(), "nothing", "Ada", ""); demarche.CodeOf(err) != demarche.NotFound {
		t.Errorf("nothing: %v", err)
	}
}

// Reading again shows what would change and changes nothing, until it is told to.
func TestReread(t *testing.T) {
	d := begin(t, true)
	var told []*wire.Difference
	tell := func(x *wire.Difference) error { told = append(told, x); return nil }
	done, err := d.Reread(t.Context(), wire.Reread{Articles: []string{"demo-01", "demo-02"}}, tell)
	if err != nil || done != (wire.RereadDone{Articles: 2}) || len(told) > 0 {
		t.Errorf("%+v %v %v", done, told, err)
	}
	if _, err := d.Reread(t.Context(), wire.Reread{Articles: []string{"nothing"}}, tell); demarche.CodeOf(err) != demarche.NotFound {
		t.Errorf("nothing: %v", err)
	}
	other := begin(t, true, readsLess)
	before, err := other.Stat(t.Context())
	d.must(err)
	for _, apply := range []bool{false, true, true} {
		told = nil
		done, err := other.Reread(t.Context(), wire.Reread{Articles: []string{"demo-01"}, Apply: apply}, tell)
		d.must(err)
		after, err := other.Stat(t.Context())
		d.must(err)
		switch {
		case !apply && (done.Changed != 1 || len(told) != 1 || len(told[0].Gone) == 0 || after.Changes != before.Changes):
			t.Errorf("it shows %+v %+v; %d changes, before %d", done, told, after.Changes, before.Changes)
		case apply && done.Changed == 1 && after.Changes == before.Changes:
			t.Error("told to, it changes nothing")
		}
		if apply {
			before = after
		}
	}
	if len(told) > 0 {
		t.Errorf("read twice by the same it changes: %+v", told)
	}
}

// Who goes away leaves the record as it was told: what was added is whole.
func TestAddCutOff(t *testing.T) {
	d := begin(t, false)
	ctx, cancel := context.WithCancel(t.Context())
	var files []client.File
	for i := range 12 {
		files = append(files, client.File{Name: fmt.Sprint(i), Body: fmt.Appendf(nil, "Emmanuel Macron met Vladimir Putin in Moscow on February %d, 2022. They talked for %d hours.", i+1, i+2)})
	}
	var keys []string
	_, err := d.Add(ctx, files, client.About{Date: "2022-02-28"}, func(a *wire.Added) error {
		if a.Outcome != nil {
			if keys = append(keys, string(a.Outcome.Key)); len(keys) == 3 {
				cancel()
			}
		}
		return nil
	})
	if err == nil {
		t.Fatal("it was not cut off")
	}
	arts, err := client.Ask[view.ArticlesAnswer](t.Context(), d.Client, "", view.Params{Limit: 100})
	d.must(err)
	have := map[string]bool{}
	for _, a := range arts.Articles {
		have[string(a.Key)] = true
	}
	if slices.ContainsFunc(keys, func(k string) bool { return !have[k] }) {
		t.Errorf("told of %v, there are %v", keys, have)
	}
	d.must(d.store.Check(t.Context()))
}
