package walk

import (
	"fmt"
	"strconv"
)

// decimal writes a number into a JavaScript expression.
func decimal(n int) string { return strconv.Itoa(n) }

// tabTo presses tab until what a selector finds has the keyboard.
func (b *browser) tabTo(selector string) {
	b.t.Helper()
	for range 200 {
		if value[bool](b, fmt.Sprintf(`document.activeElement?.matches(%q) ?? false`, selector)) {
			return
		}
		b.press("tab")
	}
	b.t.Fatalf("tab does not reach %s", selector)
}

// narrow fails where the page is wider than the window.
func (b *browser) narrow() {
	b.t.Helper()
	if wide := value[int](b, `document.documentElement.scrollWidth - innerWidth`); wide > 0 {
		b.t.Errorf("the page is %d pixels wider than the window", wide)
	}
}

// still waits until an answer that arrives has its full colours.
func (b *browser) still() {
	b.t.Helper()
	b.until(`[...document.querySelectorAll(".answer")].every(a => getComputedStyle(a).opacity === "1")`)
}
