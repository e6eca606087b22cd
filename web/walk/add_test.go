package walk

import (
	"path/filepath"
	"testing"
	"time"

	"demarche/account"
	"demarche/api"
)

const dispatch = `Sergei Lavrov met Emmanuel Macron in Moscow on Monday. "We will withdraw our troops by Friday," Lavrov told reporters.`

// A text is typed or pasted, and its rows appear; the same again is recognised.
func TestAdd(t *testing.T) {
	b := open(t, desk(t, false))
	b.visit("/brief")
	// Pasted where nobody types.
	value[any](b, `(() => {
		const data = new DataTransfer()
		data.setData("text/plain", `+quoted(dispatch)+`)
		document.body.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}))
		return null
	})()`)
	b.until(`document.querySelector("textarea")?.value.includes("Lavrov")`)
	b.accessible("add")
	b.picture("add-light")
	value[any](b, `document.querySelector("[name=date]").focus()`)
	b.write("2022-02-08")
	value[any](b, `document.querySelector("[name=source]").focus()`)
	b.write("The Morning Post")
	b.press("enter")
	b.until(`document.querySelector(".new-rows li") !== null`)
	b.shows("Sergei Lavrov met Emmanuel Macron", "added 1 article")
	if left := value[string](b, `document.querySelector("textarea").value`); left != "" {
		t.Errorf("the form still holds %q", left)
	}
	b.picture("add-done")
	b.accessible("add, done")

	// Files are dropped anywhere; one that cannot be read says what to do, and the others are read.
	b.visit("/statements")
	value[any](b, `(() => {
		const data = new DataTransfer()
		data.items.add(new File(["%PDF-1.7 x"], "brief.pdf"))
		data.items.add(new File([`+quoted("Olaf Scholz visited Kyiv on Monday, 14 February 2022.")+`], "kyiv.txt"))
		document.querySelector("main").dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}))
		return null
	})()`)
	b.until(`location.pathname === "/add" && !document.querySelector(".parcel[aria-busy=true]") && document.querySelectorAll(".came").length >= 2`)
	b.shows("brief.pdf", "a PDF file", "save its text first", "kyiv.txt", "1 could not be read")
	b.picture("add-error")

	// A link is not followed unless the program was started so.
	value[any](b, `document.querySelector("[type=url]").focus()`)
	b.write("https://example.org/article")
	b.press("enter")
	b.until(`document.querySelector(".parcel .problem") !== null`)
	b.shows("makes no requests to the network", "demarche serve --fetch")
	b.calm("Failed to load resource: the server responded with a status of 503")
}

// Files are chosen by the keyboard's way too.
func TestAddChosenFiles(t *testing.T) {
	b := open(t, desk(t, false))
	b.visit("/add")
	value[any](b, `(() => {
		const data = new DataTransfer()
		data.items.add(new File(["Joe Biden called Vladimir Putin on Saturday, 12 February 2022."], "a.txt"))
		const input = document.querySelector("input[type=file]")
		input.files = data.files
		input.dispatchEvent(new Event("change", {bubbles: true}))
		return null
	})()`)
	b.until(`document.querySelector(".new-rows li") !== null && !document.querySelector(".parcel[aria-busy=true]")`)
	b.shows("a.txt", "Joe Biden spoke by telephone with Vladimir Putin")
	b.calm()
}

// An empty record explains itself and offers the demo.
func TestFirstVisit(t *testing.T) {
	b := open(t, desk(t, true))
	b.visit("/")
	b.shows("The record is empty", "Begin with the demo", "Add your own articles")
	if high := value[float64](b, `document.documentElement.scrollHeight`); high > 900 {
		t.Errorf("it takes more than one screen: %.0f", high)
	}
	b.accessible("first visit")
	b.picture("first-visit-light")
	value[any](b, `document.querySelector("button.main").focus()`)
	b.press("enter")
	b.until(`document.querySelector(".tiles") !== null`)
	b.settled()
	if b.where() != "/brief?on=2022-02-08" {
		t.Errorf("it leads to %s", b.where())
	}
	b.shows("Open commitments")
	b.calm()
}

// Where there are users one signs in; what the role may not do is not offered.
func TestSignIn(t *testing.T) {
	users, err := account.OpenUsers(filepath.Join(t.TempDir(), "users"), func() time.Time { return morning })
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range []account.Person{{Name: "Root", Role: account.Admin}, {Name: "Ray", Role: account.Reader}} {
		if err := users.Add(u.Name, u.Role, "correct horse battery"); err != nil {
			t.Fatal(err)
		}
	}
	b := open(t, desk(t, false, func(c *api.Config) { c.Users = users }))
	b.visit("/review")
	b.shows("Sign in")
	b.accessible("sign in")
	b.picture("sign-in-light")
	b.write("Ray")
	b.press("tab")
	b.write("wrong")
	b.press("enter")
	b.until(`document.querySelector(".problem") !== null`)
	b.shows("the name or the password is wrong")
	b.write("correct horse battery") // what was wrong is selected
	b.press("enter")
	b.until(`document.querySelector(".session") !== null`)
	b.until(markInView)
	b.shows("Ray", "reader", "deciding takes the role analyst")
	if n := b.count(".deeds button"); n > 0 {
		t.Errorf("%d decisions are offered to a reader", n)
	}
	b.press("a") // does nothing
	b.press("g d")
	b.until(`document.querySelector("h1").innerText === "Add" && document.querySelector("main .empty") !== null`)
	b.shows("adding articles takes the role analyst")
	b.click(".session button")
	b.until(`document.querySelector(".signin") !== null`)
	b.calm("Failed to load resource: the server responded with a status of 401")
}
