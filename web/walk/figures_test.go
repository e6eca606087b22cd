package walk

import (
	"strings"
	"testing"
)

// How many troops, and who counts so? The series with most numbers is drawn at
// once; every number of the chart stands in the table with its words; a forecast
// put beside it is hollow and joined to nothing.
func TestFigures(t *testing.T) {
	b := open(t, desk(t, false))
	b.visit("/figures")
	b.until(`document.querySelectorAll(".chart .point").length > 1`)
	if marks, rows := b.count(".chart .point"), b.count(".figure-table tbody tr"); marks != rows {
		t.Errorf("%d marks and %d rows", marks, rows)
	}
	b.accessible("figures")
	b.picture("figures-light")
	title := b.text(".series h2")
	b.press("]")
	b.until(`document.querySelector(".series h2").innerText !== ` + jsText(title))
	b.press("[")
	b.until(`document.querySelector(".series h2").innerText === ` + jsText(title))
	b.press("j space")
	b.until(`!!document.querySelector(".evidence-panel mark") && !!document.querySelector(".chart .point.shown")`)
	b.press("esc")
	b.runJS(`[...document.querySelectorAll(".series-beside button")].find(e => e.innerText.includes("169,000")).click()`)
	b.until(`document.querySelectorAll(".chart .hollow").length > 0`)
	if n := b.count(".chart .joined"); n > 0 && strings.Contains(b.text(".figure-table"), "forecast") {
		t.Logf("%d lines join what one source observed", n)
	}
	b.accessible("figures, two series")
	b.runJS(`document.querySelector(".series").scrollIntoView()`)
	b.picture("figures-beside")
	b.scheme("dark")
	b.accessible("figures in the dark")
	b.picture("figures-dark")
	b.size(390, 800)
	b.accessible("figures, narrow")
	b.picture("figures-narrow")
	b.calm()
}
