package walk

import "testing"

// Where does each stand? By keyboard from cell to cell, each with its sentence;
// an empty cell says so; narrow, one actor at a time.
func TestPositions(t *testing.T) {
	b := open(t, desk(t, false))
	b.visit("/positions")
	b.until(`document.querySelectorAll(".positions tbody tr").length > 4`)
	b.shows("nothing said in the sources")
	if n := b.count(`.positions th[scope=col]`); n < 4 {
		t.Errorf("%d columns", n)
	}
	b.accessible("positions")
	b.picture("positions-light")
	at := func() string {
		return value[string](b, `document.activeElement.closest("td")?.cellIndex + " " + document.activeElement.closest("tr")?.rowIndex`)
	}
	b.press("j")
	first := at()
	b.press("l")
	right := at()
	b.press("h")
	if right == first || at() != first {
		t.Errorf("from %s right to %s and back to %s", first, right, at())
	}
	b.press("space")
	b.until(`!!document.querySelector(".evidence-panel mark")`)
	b.press("esc")
	b.size(390, 800)
	if n := value[int](b, `[...document.querySelectorAll(".positions thead th")].filter(e => e.offsetParent).length`); n != 2 {
		t.Errorf("%d columns on a narrow window", n)
	}
	b.accessible("positions, narrow")
	b.picture("positions-narrow")
	b.size(1280, 900)
	b.scheme("dark")
	b.accessible("positions in the dark")
	b.picture("positions-dark")
	b.calm()
}
