package walk

import (
	"strings"
	"testing"
)

// What happened on which day and what was to come, by keyboard: the chart shows
// where the row stands that the list is at, and its sentence is one key away; the
// days are widened and moved, the lanes turned, and a long answer goes on.
func TestTimeline(t *testing.T) {
	b := open(t, desk(t, false))
	b.visit("/timeline?as_known=2022-02-08")
	b.shows("2022-02-01 to 2022-02-15", "2022-02-08 Tuesday, today", "to come", "not reported")
	if n := b.count(".lanes .mark"); n < 30 {
		t.Errorf("the chart has %d marks", n)
	}
	if b.count(".lanes .now") != 1 || b.count(".lanes .mark.late .late-mark") == 0 || b.count(".lanes .about") == 0 {
		t.Error("the chart lacks its line for now, a plan without a report, or a line from said to about")
	}
	b.accessible("timeline")
	b.picture("timeline-light")

	b.press("j j j")
	b.until(`document.querySelectorAll(".chosen-mark rect, .chosen-mark circle").length === 1`)
	b.press("J") // the next day
	if got := b.text(".section:has(:focus) h2"); !strings.HasPrefix(got, "2022-02-02") {
		t.Errorf("the next day is %q", got)
	}
	b.press("space")
	b.until(`!!document.querySelector(".evidence-panel mark")`)
	b.still()
	b.accessible("timeline with a sentence")
	b.press("j") // the panel follows, and the row stands under the chart, not behind it
	b.until(`document.activeElement.getBoundingClientRect().top >= document.querySelector(".timeline-top").getBoundingClientRect().bottom - 1`)
	b.press("esc")
	b.until(`!document.querySelector(".evidence-panel")`)

	b.press("b")
	b.until(`document.querySelector(".lanes")?.textContent.includes("troop movements")`)
	if !strings.Contains(b.where(), "by=issue") {
		t.Errorf("the lanes are not in the address: %s", b.where())
	}
	b.press("0 -")
	b.until(`location.search.includes("until=")`)
	b.settled()
	b.press("right")
	b.until(`!document.querySelector(".window-days").innerText.startsWith("2022-01")`)
	b.settled()

	b.visit("/timeline?as_known=2022-02-08&limit=20")
	days := b.count("main .section")
	b.press("n")
	b.until(`document.querySelectorAll("main .section").length > ` + decimal(days))
	b.settled()

	b.scheme("dark")
	b.visit("/timeline?as_known=2022-02-08&since=2022-01-01&until=2022-03-31&lanes=all&limit=400")
	b.accessible("timeline of a quarter in the dark")
	b.picture("timeline-dark")
	b.size(390, 844)
	b.visit("/timeline?as_known=2022-02-08")
	b.narrow()
	b.accessible("timeline at 390")
	b.picture("timeline-390")
	b.calm()
}
