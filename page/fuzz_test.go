package page

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"demarche"
)

// check holds for any bytes at all: an input is an article that is whole, or a
// message that names the file and the repair; and reading again gives the same.
func check(t *testing.T, raw []byte) []Input {
	got := Read("in.txt", raw, Options{Limit: 1 << 16})
	if len(got) == 0 {
		t.Fatalf("nothing came of %q", raw)
	}
	for _, in := range got {
		if in.Err != nil {
			e, ok := errors.AsType[*demarche.Error](in.Err)
			if !ok || e.Repair == "" || !strings.HasPrefix(e.Where, "in.txt") {
				t.Fatalf("message without file or repair: %v", in.Err)
			}
			continue
		}
		a := in.Article
		sum := sha256.Sum256([]byte(a.Text))
		if !utf8.ValidString(a.Text) || strings.TrimSpace(a.Text) == "" || a.ID == "" || a.Language == "" || a.SHA256 != hex.EncodeToString(sum[:]) {
			t.Fatalf("article %+v", a)
		}
		if again, ok := day(string(a.Published)); !ok || again != string(a.Published) {
			t.Fatalf("published %q", a.Published)
		}
	}
	if again := Read("in.txt", raw, Options{Limit: 1 << 16}); !reflect.DeepEqual(got, again) {
		t.Fatalf("first %+v\nthen %+v", got, again)
	}
	return got
}

func FuzzPage(f *testing.F) {
	f.Add([]byte(telegram))
	f.Add([]byte(briefing))
	f.Add([]byte(french))
	f.Add([]byte("T\x00h\x00e\x00 \x00"))
	f.Add([]byte("caf\xe9 \x93x\x94"))
	for _, c := range unreadable {
		if len(c.raw) < 1000 {
			f.Add([]byte(c.raw))
		}
	}
	f.Fuzz(func(t *testing.T, raw []byte) { check(t, raw) })
}

func FuzzHTML(f *testing.F) {
	f.Add(webpage)
	f.Add("<p>One<p>two<ul><li>three<li>four</ul><pre>\n five </pre><br><br>six")
	f.Add("<div><div><table><tr><td>a<td>b</table>")
	f.Fuzz(func(t *testing.T, src string) { check(t, []byte("<!doctype html>"+src)) })
}

func FuzzJSON(f *testing.F) {
	f.Add(`{"id":"a","text":"One."}`)
	f.Add("{\"id\":\"a\",\"text\":\"One.\"}\n{\"id\":2,\"text\":\"Two\",\"date\":\"2022-02\"}\n")
	f.Add("[{\"text\":\"One\"},\n{\"text\":[]}]")
	f.Add("{\n\"text\": \"One")
	f.Fuzz(func(t *testing.T, src string) { check(t, []byte("{\"id\":"+src)) })
}

// FuzzMarkdown: no mark may swallow a word.
func FuzzMarkdown(f *testing.F) {
	f.Add("A *minister* and [an envoy](https://x.example/) met.\n\n> # Talks\n\n1. one\n2. two")
	f.Fuzz(func(t *testing.T, src string) {
		d := draft{}
		d.fromMarkdown(src)
		if !utf8.ValidString(d.text) && utf8.ValidString(src) {
			t.Fatalf("%q became %q", src, d.text)
		}
	})
}
