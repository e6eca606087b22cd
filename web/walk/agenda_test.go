package walk

import (
	"strings"
	"testing"
)

// What is to come this week, announced by whom; what was to have come, what it
// perhaps is, and the way to say so; the months; the address for a calendar.
func TestAgenda(t *testing.T) {
	b := open(t, desk(t, false))
	b.visit("/agenda?as_known=2022-02-08")
	b.shows("Seven days, 2022-02-08 to 2022-02-14", "Later", "No day stated", "No report", "announced", "last confirmed", "Perhaps it is", "not stated")
	b.accessible("agenda")
	b.picture("agenda-light")

	b.press("j")
	if got := b.text(":focus .row-line"); !strings.Contains(got, "Macron is to meet Volodymyr Zelenskiy") {
		t.Errorf("the first is %q", got)
	}
	b.press("space")
	b.until(`!!document.querySelector(".evidence-panel mark")`)
	b.press("esc")
	b.until(`!document.querySelector(".evidence-panel")`)

	b.press("v")
	b.until(`!!document.querySelector(".month-grid")`)
	if b.text(".month-grid caption") != "February 2022" || b.count(".month-grid .is-today .entry") == 0 || b.count(".month-grid .entry.late") == 0 {
		t.Errorf("the month is %q:\n%s", b.text(".month-grid caption"), b.text(".month-grid"))
	}
	b.tabTo(".month-grid .entry.late")
	b.press("enter")
	b.until(`document.activeElement.matches("[data-row]")`)
	if got := b.text(":focus .row-line"); !strings.Contains(got, "no report") {
		t.Errorf("from the month to the row: %q", got)
	}
	b.accessible("agenda by months")
	b.picture("agenda-months")

	b.press("i")
	b.until(`!!document.querySelector("dialog[open]")`)
	if got := b.text("dialog code"); !strings.HasSuffix(got, "/api/v1/agenda.ics") {
		t.Errorf("the address to subscribe to is %q", got)
	}
	b.accessible("subscribing")
	b.press("esc")
	b.until(`!document.querySelector("dialog[open]")`)

	b.tabTo(".perhaps a[href^='/review']")
	b.press("enter")
	b.until(`location.pathname === "/review" && location.search.includes("row=e-") && location.search.includes("merge=e-")`)
	b.settled()

	b.scheme("dark")
	b.visit("/agenda?as_known=2022-02-08")
	b.accessible("agenda in the dark")
	b.picture("agenda-dark")
	b.size(390, 844)
	b.visit("/agenda?as_known=2022-02-08&view=month")
	b.narrow()
	b.accessible("agenda at 390")
	b.picture("agenda-390")
	b.calm()
}
