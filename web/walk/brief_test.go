package walk

import (
	"strings"
	"testing"
)

// The morning brief, by keyboard: what changed since yesterday, the sentence of
// a row without leaving the list, its other reports, why it is there, the
// article at the sentence, and back to the same place.
func TestBrief(t *testing.T) {
	b := open(t, desk(t, false))
	b.visit("/?on=2022-02-08")
	b.shows("Since 2022-02-07", "Done and under way", "Moved", "Overdue", "Next seven days", "Not known", "open commitments")
	b.accessible("brief")
	b.picture("brief-light")

	b.press("j")
	if got := b.text(":focus .row-line"); !strings.Contains(got, "Macron") {
		t.Errorf("the first row is %q", got)
	}
	b.press("space")
	b.until(`!!document.querySelector(".evidence-panel mark")`)
	marked, words := b.text(".evidence-panel mark"), b.text("main :focus q")
	if marked == "" || !strings.Contains(words, marked) {
		t.Errorf("marked is %q, the words of the row are %q", marked, words)
	}
	if !strings.Contains(b.where(), "row=e-") {
		t.Errorf("the sentence is not in the address: %s", b.where())
	}
	b.accessible("brief with a sentence")
	b.picture("sentence-light")
	b.press("j")
	b.until(`document.querySelector(".evidence-panel mark")?.innerText !== ` + quoted(marked))
	b.press("k w")
	b.until(`!!document.querySelector(".why ol")`)
	b.shows("rule", "confidence")
	b.accessible("why")
	b.press("esc")
	b.until(`!document.querySelector("dialog[open]")`)
	b.press("enter")
	b.until(`!!document.querySelector(".article mark")`)
	if !strings.HasPrefix(b.where(), "/article/d-") {
		t.Errorf("enter goes to %s", b.where())
	}
	b.back()
	b.until(`!!document.querySelector(".tiles")`)
	b.press("esc")
	b.until(`!document.querySelector(".evidence-panel")`)

	b.scheme("dark")
	b.accessible("brief in the dark")
	b.picture("brief-dark")
	b.calm()
}

// What was known on a day stands over everything, and goes along.
func TestAsKnown(t *testing.T) {
	b := open(t, desk(t, false))
	b.visit("/brief")
	b.press("t")
	b.until(`document.activeElement.name === "as_known"`)
	b.write("2022-02-08")
	b.press("enter")
	b.until(`location.search.includes("as_known=2022-02-08")`)
	b.settled()
	b.shows("what the record knew on 2022-02-08", "Nothing later is shown", "as known on 2022-02-08 23:59 UTC")
	b.press("g s")
	b.until(`location.pathname === "/statements"`)
	b.settled()
	if !strings.Contains(b.where(), "as_known=2022-02-08") {
		t.Errorf("the day is lost on the way to %s", b.where())
	}
	for _, day := range []string{"2022-02-10", "2022-03"} {
		if n := b.count(`main .when .day`); n == 0 || strings.Contains(b.text("main"), "reported\n"+day) {
			t.Errorf("something of %s is known on the eighth", day)
		}
	}
	b.accessible("as known")
	b.back()
	b.until(`location.pathname === "/brief"`)
	b.calm()
}

// A filter is set without a mouse, stands as a chip, and can be taken away.
func TestFilter(t *testing.T) {
	b := open(t, desk(t, false))
	b.visit("/brief?on=2022-02-08")
	b.press("f")
	b.until(`document.activeElement.name === "actor"`)
	b.accessible("the filter")
	b.write("Macron")
	b.press("enter")
	b.until(`location.search.includes("actor=Macron")`)
	b.settled()
	b.shows("taken for Emmanuel Macron")
	if n := b.count(".chip"); n != 2 {
		t.Errorf("%d chips", n)
	}
	b.visit("/brief?actor=Makron&on=2022-02-08")
	b.until(`!!document.querySelector(".problem")`)
	b.shows("the record has no actor", "Perhaps Emmanuel Macron?")
	b.accessible("nobody of that name")
	b.press("?")
	b.until(`!!document.querySelector(".key-groups")`)
	b.shows("next row", "as known when", "Commitments")
	b.accessible("the keys")
	b.calm("Failed to load resource: the server responded with a status of 404")
}

// On a narrow window the list folds and the sentence is a sheet of its own.
func TestNarrow(t *testing.T) {
	b := open(t, desk(t, false))
	b.size(390, 844)
	b.visit("/brief?on=2022-02-08")
	if wide := value[bool](b, `document.documentElement.scrollWidth > innerWidth`); wide {
		t.Error("the page is wider than the window")
	}
	b.picture("brief-narrow")
	b.press("m")
	b.until(`document.querySelector(".nav a[href^='/timeline']").offsetParent !== null`)
	b.accessible("the menu")
	b.press("m j space")
	b.until(`!!document.querySelector(".evidence-panel mark")`)
	if !value[bool](b, `document.querySelector(".page").inert`) {
		t.Error("the page behind the sheet can be reached")
	}
	b.accessible("the sheet")
	b.picture("sentence-narrow")
	b.press("esc")
	b.until(`!document.querySelector(".evidence-panel")`)
	if got := value[string](b, `document.activeElement.dataset.row ?? ""`); got == "" {
		t.Error("the keyboard is lost when the sheet closes")
	}
	b.size(320, 640)
	if wide := value[bool](b, `document.documentElement.scrollWidth > innerWidth`); wide {
		t.Error("at 400 % the page is wider than the window")
	}
	b.calm()
}
