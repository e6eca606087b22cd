package main

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"demarche"
	"demarche/view"
)

func toyReading(src string) *demarche.Reading {
	return toy{}.Read(demarche.Article{ID: "x", Title: "A title", Published: "2023-03-04", Language: "en", Text: src})
}

var escapes = regexp.MustCompile("\x1b\\[[0-9;]*m")

func TestColourAddsNothingButColour(t *testing.T) {
	r := toyReading("Ada Lind met Eva Roos. Eva Roos may meet Ada Lind. Ada Lind said: “We saw 12 ships.”")
	bare := style{width: 60}.text(r, false)
	coloured := style{width: 60, colour: true}.text(r, false)
	if bytes.Contains(bare, []byte("\x1b")) {
		t.Errorf("escapes without colour:\n%q", bare)
	}
	if !bytes.Contains(coloured, []byte("\x1b[32m●\x1b[0m")) {
		t.Errorf("a thing that happened is not green:\n%q", coloured)
	}
	if got := escapes.ReplaceAll(coloured, nil); !bytes.Equal(got, bare) {
		t.Errorf("without its escapes:\n%s\nwithout colour:\n%s", got, bare)
	}
}

// An article may hold bytes that drive a terminal; they must not get there.
func TestTextCannotDriveTheTerminal(t *testing.T) {
	r := toyReading("Ada Lind said: “We \x1b[2Jsaw\a 12 \u009bships and \u202eleft.”")
	for name, out := range map[string][]byte{"text": style{width: 80}.text(r, false), "md": markdown(r, false)} {
		if i := bytes.IndexFunc(out, func(r rune) bool { return r < ' ' && r != '\n' || r == '\u009b' || r == '\u202e' }); i >= 0 {
			t.Errorf("%s: control character at %d: %q", name, i, out)
		}
	}
}

func TestWrap(t *testing.T) {
	const s = "Zażółć gęślą jaźń, they said, and neither of the two unbelievablylongwords came back"
	for width := 5; width < 90; width++ {
		lines := view.Wrap(s, width)
		if strings.Join(lines, " ") != s {
			t.Fatalf("width %d: words changed: %q", width, lines)
		}
		for _, l := range lines {
			if utf8.RuneCountInString(l) > width && strings.Contains(l, " ") {
				t.Fatalf("width %d: line too long: %q", width, l)
			}
		}
	}
}

func FuzzPrint(f *testing.F) {
	f.Add("Ada Lind met Eva Roos in Riga", 40)
	f.Fuzz(func(t *testing.T, src string, width int) {
		if !utf8.ValidString(src) || strings.Contains(src, "toy, fall over") {
			t.Skip("skipped: no text that a reading can have")
		}
		r := toyReading(src)
		if out := (style{width: max(30, width%200)}).text(r, false); !utf8.Valid(out) {
			t.Fatalf("%q", out)
		}
		if out := markdown(r, false); !utf8.Valid(out) {
			t.Fatalf("%q", out)
		}
	})
}
