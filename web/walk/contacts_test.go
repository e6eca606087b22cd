package walk

import (
	"strings"
	"testing"
)

// Did Macron and Putin meet, and when: the matrix, the pair, its contacts, their
// sentence; then the same as a network, and where all that was on a map.
func TestContacts(t *testing.T) {
	b := open(t, desk(t, false))
	b.visit("/contacts?as_known=2022-02-08")
	b.until(`document.querySelectorAll("main [data-row]").length > 0`)
	b.shows("met or visited", "refused, called off or denied", "Contacts, latest first")
	all := b.count("main [data-row]")
	b.accessible("contacts")
	b.picture("contacts-light")

	b.tabTo(".pair")
	b.press("down up") // the arrows go from pair to pair
	b.press("enter")
	b.until(`location.search.includes("pair=") && !document.querySelector("[aria-busy=true]") && document.querySelectorAll("main [data-row]").length < ` + decimal(all))
	if n := b.count(".matrix .pair"); n < 5 {
		t.Errorf("the matrix lost its pairs: %d", n)
	}
	if got := value[string](b, `document.querySelector(".pair[aria-pressed=true] .aside").textContent`); !strings.HasPrefix(got, "Emmanuel Macron and Vladimir Putin: 1 met or visited") {
		t.Errorf("the pair is %q", got)
	}
	if n := value[int](b, `[...document.querySelectorAll("main [data-row] .row-line")].filter(r => !/Macron/.test(r.innerText) || !/Putin/.test(r.innerText)).length`); n != 0 {
		t.Errorf("%d contacts are of others", n)
	}
	b.press("j space")
	b.until(`!!document.querySelector(".evidence-panel mark")`)
	b.press("esc v")
	b.until(`!!document.querySelector(".network .node")`)
	b.settled()
	if b.count(".network .tie") != b.count(".network .tie[aria-label]") || b.count(".network .tie[aria-pressed=true]") != 1 {
		t.Error("the network does not show the pair")
	}
	before := value[string](b, `[...document.querySelectorAll(".network circle")].map(c => c.getAttribute("cx")).join()`)
	b.accessible("network")
	b.picture("contacts-network")
	b.visit(b.where())
	b.until(`!!document.querySelector(".network .node")`)
	if again := value[string](b, `[...document.querySelectorAll(".network circle")].map(c => c.getAttribute("cx")).join()`); again != before {
		t.Error("the network is laid out differently the second time")
	}
	b.tabTo(".network .tie[aria-pressed=true]")
	b.press("enter")
	b.until(`!location.search.includes("pair=")`)
	b.settled()

	b.press("v")
	b.until(`document.querySelectorAll(".map .spot").length > 2`)
	b.shows("Natural Earth", "Not on the map", "Kyiv", "a country")
	if n := value[int](b, `[...document.querySelectorAll(".map .spot")].filter(s => /Turkey|White House/.test(s.getAttribute("aria-label"))).length`); n != 0 {
		t.Error("a place without coordinates has a point")
	}
	b.accessible("map")
	b.picture("contacts-map")
	b.tabTo(".map-side button")
	b.press("enter")
	b.until(`!!document.querySelector(".map .leg") && !!document.querySelector(".way li")`)
	b.settled()

	b.scheme("dark")
	b.visit("/contacts?as_known=2022-02-08")
	b.accessible("contacts in the dark")
	b.picture("contacts-dark")
	b.size(390, 844)
	for _, view := range []string{"matrix", "network", "map"} {
		b.visit("/contacts?as_known=2022-02-08&view=" + view)
		b.narrow()
		b.accessible("contacts at 390: " + view)
		b.picture("contacts-390-" + view)
	}
	b.calm()
}
