package walk

import (
	"encoding/csv"
	"net/http"
	"strings"
	"testing"
)

// What is exported is said before: the rows of the filter, as known on a day,
// with the command that writes the same file.
func TestExport(t *testing.T) {
	base := desk(t, false)
	b := open(t, base)
	b.visit("/brief?actor=Macron&as_known=2022-02-08")
	b.press("g e")
	b.until(`document.querySelector(".export-rows")?.innerText.includes("rows")`)
	value[any](b, `document.querySelector("[name=what]").focus()`)
	b.press("down") // from acts to statements
	b.until(`location.search.includes("kind=statements") && document.querySelector(".export [aria-busy=true]") === null && document.querySelector(".export-said").innerText.includes("statements")`)
	b.shows("actor Macron", "as known 2022-02-08", "demarche export --format csv --kind statements --actor Macron --as-known 2022-02-08 -o demarche-statements-2022-02-08.csv")
	b.accessible("export")
	b.picture("export-light")
	href := value[string](b, `document.querySelector("a.button").href`)
	resp, err := http.Get(href) //nolint:gosec,noctx // our own server
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }() // read to its end
	rows, err := csv.NewReader(resp.Body).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if said := strings.Fields(b.text(".export-rows"))[0]; said != resp.Header.Get("Demarche-Rows") || len(rows) < 2 {
		t.Errorf("the page says %s rows, the file has %s", said, resp.Header.Get("Demarche-Rows"))
	}
	// The whole record takes no filter.
	b.visit("/export?format=jsonl&actor=Macron")
	b.until(`document.querySelector(".export-said")?.innerText.includes("the whole record")`)
	b.shows("a record is written whole", "demarche export --format jsonl -o demarche-record.jsonl")
	// A calendar can be subscribed to.
	b.visit("/export?format=ics&view=agenda&actor=Scholz")
	b.until(`document.querySelector(".export-rows")?.innerText.includes("row")`)
	b.shows("/api/v1/agenda.ics?actor=Scholz")
	b.scheme("dark")
	b.picture("export-dark")
	b.calm()
}
