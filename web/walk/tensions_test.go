package walk

import "testing"

// Who contradicts whom, in two columns, open until a person says otherwise.
func TestTensions(t *testing.T) {
	b := open(t, desk(t, false))
	b.visit("/tensions")
	b.until(`document.querySelectorAll(".dispute").length > 0`)
	if d, s := b.count(".dispute"), b.count(".dispute-side"); s != 2*d {
		t.Errorf("%d disputes with %d sides", d, s)
	}
	b.shows("Claim against denial", "Says so", "Denies it", "open")
	b.accessible("tensions")
	b.picture("tensions-light")
	b.press("j space")
	b.until(`!!document.querySelector(".evidence-panel mark")`)
	b.press("esc")
	b.scheme("dark")
	b.accessible("tensions in the dark")
	b.picture("tensions-dark")
	b.size(390, 800)
	b.accessible("tensions, narrow")
	b.picture("tensions-narrow")
	b.calm()
}
