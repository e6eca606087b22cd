package coref_test

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"demarche/text"
)

// TestWhoIsWho reads short passages and asks whom their words mean. A line of
// testdata/who.txt is a passage (at the margin) or, indented below it, a
// question with its answer:
//
//	"he" = Wang Yi            the first mention printed so refers to him
//	"he" 2 = Wang Yi          the second one does
//	"they" = Wang Yi + India  it refers to both
//	"Kyiv" place              it is meant as a place
//	"it" = -                  it refers to nobody
//	"he" != Wang Yi           it does not refer to him (alone or with others)
//	no "Moscow"               no actor has this name
func TestWhoIsWho(t *testing.T) {
	read := reader(t)
	b, err := os.ReadFile("testdata/who.txt")
	if err != nil {
		t.Fatal(err)
	}
	var d *text.Doc
	passage, asked, failed := "", 0, 0
	for n, line := range strings.Split(string(b), "\n") {
		switch {
		case line == "" || line[0] == '#':
		case line[0] != ' ' && line[0] != '\t':
			passage = line
			d = read(line, "2023-03-15")
		default:
			asked++
			if why := answer(d, strings.TrimSpace(line)); why != "" {
				failed++
				t.Errorf("who.txt:%d: %s\n\t%s\n\t%s", n+1, passage, strings.TrimSpace(line), why)
			}
		}
	}
	if asked < 60 {
		t.Errorf("%d questions asked", asked)
	}
	t.Logf("%d of %d answered", asked-failed, asked)
}

var question = regexp.MustCompile(`^"([^"]+)"(?: (\d))? (=|!=|place)(?: (.*))?$`)

// answer says what is wrong, or "".
func answer(d *text.Doc, q string) string {
	if n, ok := strings.CutPrefix(q, "no "); ok {
		n = strings.Trim(n, `"`)
		for _, e := range d.Entities {
			if e.Name == n && !e.Place {
				return "there is one"
			}
		}
		return ""
	}
	p := question.FindStringSubmatch(q)
	if p == nil {
		return "cannot read this question"
	}
	nth := 1
	if p[2] != "" {
		nth, _ = strconv.Atoi(p[2])
	}
	m := find(d, p[1], nth)
	if m == nil {
		return "no such mention; there are " + mentions(d)
	}
	var got []string
	for _, e := range m.Refs {
		got = append(got, d.Entities[e].Name)
	}
	switch p[3] {
	case "place":
		if !m.Place {
			return "an actor: " + strings.Join(got, " + ")
		}
		return ""
	case "!=":
		if slices.Contains(got, p[4]) {
			return "refers to " + strings.Join(got, " + ")
		}
		return ""
	}
	want := strings.Split(p[4], " + ")
	if p[4] == "-" {
		want = nil
	}
	if m.Place && len(want) > 0 {
		return "a place"
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(want, got) {
		return "refers to " + fmt.Sprint(got)
	}
	return ""
}

// find is the nth mention printed as s, or whose name without title is s.
func find(d *text.Doc, s string, nth int) *text.Mention {
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if w := d.Words(m.Range); w == s || strings.TrimPrefix(w, "the ") == s || m.Name == s {
			if nth--; nth == 0 {
				return m
			}
		}
	}
	return nil
}

func mentions(d *text.Doc) string {
	var out []string
	for i := range d.Mentions {
		out = append(out, strconv.Quote(d.Words(d.Mentions[i].Range)))
	}
	return strings.Join(out, " ")
}
