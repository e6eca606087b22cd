package walk

import (
	"strings"
	"testing"
)

// "What exactly did Biden say on Nord Stream?": words, speaker, force; the
// paragraph around them; a citation.
func TestStatements(t *testing.T) {
	b := open(t, desk(t, false))
	b.visit("/statements?words=Nord+Stream&type=threaten,pledge")
	b.shows("Joe Biden", "Nord Stream 2", "copy citation")
	b.accessible("statements")
	b.picture("statements-light")
	if said := b.text("blockquote"); strings.Contains(said, "Biden") || said == "" {
		t.Errorf("the words are %q", said)
	}
	b.click("details.context summary")
	b.until(`document.querySelector("details.context").open`)
	if b.text("details.context mark") == "" {
		t.Error("the words are not marked in their paragraph")
	}
	b.press("j space")
	b.until(`!!document.querySelector(".evidence-panel mark")`)
	b.press("esc")
	b.visit("/statements?words=nonsense")
	b.shows("Nobody said that in these words")
	b.scheme("dark")
	b.picture("statements-dark")
	b.accessible("no statements")
	b.calm()
}

// An article with its rows: a number in the text is the row beside it, sentences
// without a row are told apart, a row marks its words.
func TestArticle(t *testing.T) {
	b := open(t, desk(t, false))
	b.visit("/article/demo-23")
	b.shows("Macron and Putin speak of a way forward", "sha256", "captured", "copies", "3 without a row")
	if n := b.count(".sentence.bare"); n != 3 {
		t.Errorf("%d bare sentences", n)
	}
	if n, m := b.count(".ref"), b.count(".beside"); n != m || n == 0 {
		t.Errorf("%d numbers in the text, %d rows beside it", n, m)
	}
	b.press("j j")
	b.until(`!!document.querySelector(".paragraph-text mark")`)
	b.accessible("article")
	b.picture("article-light")
	b.press("w")
	b.until(`!!document.querySelector(".why ol")`)
	b.press("esc")
	b.visit("/article/demo-23?actor=Lavrov")
	b.shows("outside the filter", "show all")
	b.visit("/article/demo-23?as_known=2022-02-01")
	b.shows("the article was not there as known on 2022-02-01")
	b.visit("/article/nowhere")
	b.until(`!!document.querySelector(".problem")`)
	b.scheme("dark")
	b.visit("/article/demo-23")
	b.accessible("article in the dark")
	b.picture("article-dark")
	b.calm("Failed to load resource: the server responded with a status of 404")
}

// From anywhere: / words enter.
func TestSearch(t *testing.T) {
	b := open(t, desk(t, false))
	b.visit("/brief?on=2022-02-08")
	b.press("/")
	b.write("sanctions Russia")
	b.press("enter")
	b.until(`location.pathname === "/search"`)
	b.settled()
	b.shows("Said, newest first", "Articles, newest first")
	if b.text(".snippet mark") == "" {
		t.Error("the words are not marked")
	}
	b.accessible("search")
	b.picture("search-light")
	b.press("J J enter")
	b.until(`location.pathname.startsWith("/article/")`)
	b.calm()
}
