package api_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/emersion/go-ical"
	"github.com/mmcdole/gofeed"

	"demarche/api/wire"
	"demarche/export"
	"demarche/store"
	"demarche/store/sqlite"
	"demarche/view"
)

// A file from the desk is the file that the command line writes, and its length
// is said before.
func TestExports(t *testing.T) {
	d := begin(t, true)
	p := view.Params{AsKnown: "2022-02-08"}
	for _, what := range []export.Choice{{Format: "csv"}, {Format: "csv", Kind: "tensions"}, {Format: "csv", Kind: "actors", BOM: true}, {Format: "csv", View: "timeline"}, {Format: "ics"},
		{Format: "ics", View: "agenda"}, {Format: "atom"}, {Format: "annotations", Kind: "figures"}, {Format: "md"}} {
		var got, want bytes.Buffer
		var said *wire.Count
		d.must(d.Export(t.Context(), what, p, func(n *wire.Count) (io.Writer, error) { said = n; return &got, nil }))
		ask, err := p.Ask(now, func(s string) string { return s })
		d.must(err)
		ask.Sentences = parts.split
		var f *export.File
		d.must(d.store.View(t.Context(), func(r store.Reader) (err error) {
			if f, err = what.Open(t.Context(), r, ask); err != nil {
				return err
			}
			return f.Write(&want)
		}))
		if !bytes.Equal(got.Bytes(), want.Bytes()) || want.Len() == 0 {
			t.Errorf("%+v: %d bytes, want %d", what, got.Len(), want.Len())
		}
		count, err := d.Count(t.Context(), what, p)
		d.must(err)
		if count.Rows != f.Count || said.Rows != f.Count || said.Said != f.Said || count.Filename != said.Filename || said.Filename != f.Name || f.Count == 0 {
			t.Errorf("%+v: counted %+v, said %+v, is %d %s", what, count, said, f.Count, f.Name)
		}
		query := "?format=" + what.Format + "&as_known=2022-02-08&kind=" + what.Kind + "&view=" + what.View + "&bom=" + strconv.FormatBool(what.BOM)
		resp, body := d.call("HEAD", "/export"+strings.NewReplacer("&kind=&", "&", "&view=&", "&").Replace(query), "")
		if resp.StatusCode != http.StatusOK || body != "" || resp.Header.Get("Demarche-Rows") != strconv.Itoa(f.Count) || !strings.Contains(resp.Header.Get("Content-Disposition"), f.Name) {
			t.Errorf("HEAD %+v: %d %v", what, resp.StatusCode, resp.Header)
		}
	}
}

// The whole record comes out of the desk, and into a new one.
func TestWholeRecord(t *testing.T) {
	d := begin(t, true)
	var b bytes.Buffer
	d.must(d.Export(t.Context(), export.Choice{Format: "jsonl"}, view.Params{}, func(*wire.Count) (io.Writer, error) { return &b, nil }))
	s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "copy.db"), sqlite.Options{})
	d.must(err)
	defer func() { _ = s.Close() }()
	n, err := export.Import(context.Background(), "record.jsonl", &b, s)
	d.must(err)
	stat, err := d.Stat(t.Context())
	d.must(err)
	if n.Articles != stat.Articles || int64(n.Changes) != stat.Changes {
		t.Errorf("%+v of %+v", n, stat)
	}
}

// Other programs can subscribe to the feed and the calendar, and get them again
// only when something changed.
func TestSubscriptions(t *testing.T) {
	d := begin(t, true)
	resp, body := d.call("GET", "/feed.atom?since=2022-03", "")
	feed, err := gofeed.NewParser().ParseString(body)
	if err != nil || len(feed.Items) == 0 || len(feed.Items) > 100 {
		t.Fatalf("the feed: %v", err)
	}
	if again, _ := d.call("GET", "/feed.atom?since=2022-03", "", "If-None-Match", resp.Header.Get("ETag")); again.StatusCode != http.StatusNotModified {
		t.Errorf("the same feed again: %d", again.StatusCode)
	}
	resp, body = d.call("GET", "/agenda.ics?as_known=2022-02-08", "")
	cal, err := ical.NewDecoder(strings.NewReader(body)).Decode()
	if err != nil || len(cal.Children) < 3 {
		t.Fatalf("the calendar: %v", err)
	}
	if again, _ := d.call("GET", "/agenda.ics?as_known=2022-02-08", "", "If-None-Match", resp.Header.Get("ETag")); again.StatusCode != http.StatusNotModified {
		t.Errorf("the same calendar again: %d", again.StatusCode)
	}
}
