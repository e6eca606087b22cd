package walk

import (
	"encoding/json"
	"fmt"
	"testing"
)

// From the list of actors to one of them; why the name was taken for it; a new
// name, taken back; a name as printed switched off and on.
func TestActor(t *testing.T) {
	b := open(t, desk(t, false))
	b.visit("/actors")
	b.until(`document.querySelectorAll(".actor-line[data-row]").length > 10`)
	b.accessible("actors")
	b.picture("actors-light")
	b.press("j j enter")
	b.until(`location.pathname.startsWith("/actor/") && document.querySelectorAll(".names li").length > 0`)

	b.runJS(`localStorage.setItem("person", "Ada")`) // she has decided here before
	b.visit("/actor/Biden")
	b.shows("was taken for this actor", "Names as printed", "Roles as reported", "Commitments", "Positions")
	b.accessible("actor")
	b.picture("actor-light")
	b.press("n")
	b.until(`document.activeElement.name === "name"`)
	b.runJS(`document.activeElement.select()`)
	b.write("Joseph R. Biden")
	b.press("enter")
	b.until(`document.querySelector(".actor-name b")?.innerText === "Joseph R. Biden" && !document.querySelector("[aria-busy=true]")`)
	b.shows("is called Joseph R. Biden from now on")
	b.press("u")
	b.until(`document.querySelector(".actor-name b")?.innerText === "Joe Biden"`)
	b.runJS(`[...document.querySelectorAll(".names button")].find(e => e.getAttribute("aria-label") === "the American president").focus()`)
	b.press("space")
	b.until(`!!document.querySelector('.names [aria-checked="false"]') && !document.querySelector("[aria-busy=true]") && getComputedStyle(document.querySelector(".answer")).opacity === "1"`)
	b.accessible("actor with a name that is off")
	b.press("u")
	b.until(`!document.querySelector('.names [aria-checked="false"]')`)
	b.scheme("dark")
	b.accessible("actor in the dark")
	b.picture("actor-dark")
	b.size(390, 800)
	b.accessible("actor, narrow")
	b.picture("actor-narrow")
	b.calm()
}

// runJS runs a statement of JavaScript.
func (b *browser) runJS(js string) {
	b.t.Helper()
	value[bool](b, fmt.Sprintf("(() => { %s; return true })()", js))
}

// jsText is a text as JavaScript writes it.
func jsText(s string) string {
	j, _ := json.Marshal(s) // a text always can be
	return string(j)
}
