package walk

import (
	"strings"
	"testing"
)

// "What exactly did Biden commit to, is the condition met, and what was known on
// 8 February?" The keys are counted: it must take somebody who knows them less
// than ten seconds, which is some forty.
func TestWhatBidenCommittedTo(t *testing.T) {
	b := open(t, desk(t, false))
	b.visit("/brief")
	n := 0
	press := func(keys string) { b.press(keys); n += len(strings.Fields(keys)) }
	write := func(text string) { b.write(text); n += len(text) }

	press("g o") // commitments
	b.until(`document.querySelector("h1").innerText === "Commitments" && document.querySelectorAll("main [data-row]").length > 0`)
	press("f") // whose
	b.until(`!!document.querySelector("dialog[open] [name=actor]")`)
	write("biden")
	press("enter")
	b.until(`location.search.includes("actor=biden") && !document.querySelector("[aria-busy=true]")`)
	press("t") // as known when
	b.until(`!!document.querySelector("dialog[open] [name=as_known]")`)
	write("2022-02-08")
	press("enter")
	b.until(`location.search.includes("as_known=2022-02-08") && !document.querySelector("[aria-busy=true]")`)
	b.until(`document.querySelector(".case-in")?.innerText.includes("as known on 2022-02-08") ?? false`)
	b.shows("to put a stop to Nord Stream 2", "if Russia sends tanks or troops across the Ukrainian border again", "Waiting on its condition", "Is it met?", "Nobody has said so", "not yet rated")
	if b.text(".case-in") == "" || strings.Contains(b.text("main"), "2022-02-16") {
		t.Errorf("what was told later is shown:\n%s", b.text("main"))
	}
	t.Logf("found with %d keys", n)
	press("j space") // and the sentence itself
	b.until(`(document.querySelector(".evidence-panel mark") || {innerText: ""}).innerText.length > 20`)
	t.Logf("the sentence with %d keys", n)
	if n > 40 {
		t.Errorf("it takes %d keys", n)
	}
	b.accessible("commitments with the sentence")
	b.picture("walk-biden")
	b.calm()
}

// A person rates a commitment by keyboard, sees it stand apart from what the
// program thinks, and takes it back.
func TestRatingACommitment(t *testing.T) {
	b := open(t, desk(t, false))
	b.visit("/commitments?actor=Biden&words=Nord+Stream")
	b.scheme("light")
	b.shows("None of these is rated")
	b.accessible("commitments")
	b.picture("commitments-light")
	b.press("j o")
	b.until(`!document.querySelector("[data-row]:focus .case-in")`) // so few are open at first
	b.press("o")
	b.until(`!!document.querySelector("[data-row]:focus .case-in")`)
	b.shows("2 times", "hardened", "Said before")
	b.press("r")
	b.until(`!!document.querySelector("dialog[open] [name=life]") && document.querySelectorAll("dialog [name=evidence]").length > 0`)
	b.accessible("rating")
	b.picture("rating-light")
	b.runJS(`document.querySelector("dialog [value=triggered]").focus()`)
	b.press("space tab")
	b.write("Troops crossed the border on 24 February")
	b.runJS(`document.querySelector("dialog [name=by]").focus()`)
	b.write("Ada")
	b.press("enter")
	b.until(`!document.querySelector("dialog[open]") && !document.querySelector("[aria-busy=true]") && document.querySelector("main").innerText.includes("Ada")`)
	b.shows("Triggered", "Troops crossed the border on 24 February", "the row that shows it", "rated by a person")
	b.press("u")
	b.until(`!document.querySelector("main").innerText.includes("Troops crossed the border")`)
	b.shows("None of these is rated")
	b.scheme("dark")
	b.accessible("commitments in the dark")
	b.picture("commitments-dark")
	b.size(390, 800)
	b.accessible("commitments, narrow")
	b.picture("commitments-narrow")
	b.calm()
}
