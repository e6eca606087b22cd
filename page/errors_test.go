package page

import (
	"errors"
	"flag"
	"os"
	"strings"
	"testing"

	"demarche"
)

var update = flag.Bool("update", false, "rewrite the reviewed files in testdata")

const french = `Le ministre des affaires étrangères est arrivé lundi à Vienne pour des entretiens avec son homologue autrichien. Les deux hommes doivent évoquer la situation à la frontière, ainsi que les propositions que le gouvernement a présentées la semaine dernière. Aucune déclaration commune n'est prévue à l'issue de la rencontre.`

// Every way in which an input cannot be read, with its message. A new kind of
// error belongs here, so that somebody reads its words before a user does.
var unreadable = []struct{ name, raw string }{
	{"empty.txt", ""},
	{"blank.txt", " \n\t\r\n"},
	{"mark-only.txt", "\ufeff"},
	{"report.pdf", "%PDF-1.7\n%\xe2\xe3\xcf\xd3"},
	{"note.docx", "PK\x03\x04\x14\x00"},
	{"news.txt.gz", "\x1f\x8b\x08\x00\x00"},
	{"photo.txt", "\x89PNG\r\n\x1a\n\x00\x00"},
	{"letter.rtf", `{\rtf1\ansi The envoy left.}`},
	{"core", "The envoy\x00\x01\x02 left the building and went home \x00\x00 again"},
	{"crawl.warc", "WARC/1.0\r\nWARC-Type: response\r\n"},
	{"broken.txt", "The \x81\x8d\x8f envoy \x90\x9d left \x81 and \xff\xfe came b\xffack"},
	{"feed.xml", `<?xml version="1.0"?><rss version="2.0"><channel><title>World</title></channel></rss>`},
	{"long.txt", strings.Repeat("The envoy left. ", 200)},
	{"longer.txt", strings.Repeat("The envoy left. ", 9000)},
	{"long.html", "<html><body><p>" + strings.Repeat("The envoy left. ", 400) + "</p></body></html>"},
	{"blank.html", "<html><head><title>Home</title></head><body><script>go()</script></body></html>"},
	{"paris.txt", french},
	{"prague.html", `<html lang="cs"><body><p>Ministr zahraničí v pondělí přijel do Vídně, kde se setkal se svým rakouským protějškem. Oba muži mluvili o situaci na hranicích a také o návrzích, které vláda předložila minulý týden. Společné prohlášení po schůzce nevydají, uvedl mluvčí úřadu.</p></body></html>`},
	{"moscow.txt", "Министр иностранных дел прибыл в Вену в понедельник."},
	{"beijing.txt", "外交部长星期一抵达维也纳，与奥地利外长举行会谈，讨论边境局势。"},
	{"no-text.json", `{"id": "1", "title": "Envoy leaves", "summary": "She left."}`},
	{"nothing.json", "{}"},
	{"empty-text.json", `{"id": "1", "text": "  "}`},
	{"text-number.json", `{"id": "1", "text": 12}`},
	{"title-list.json", `{"id": "1", "title": ["a"], "text": "The envoy left."}`},
	{"date.json", `{"id": "1", "date": "8 February 2022", "text": "The envoy left."}`},
	{"year.json", `{"id": "1", "date": "2022", "text": "The envoy left."}`},
	{"comma.json", "{\"id\": \"1\",\n \"text\": \"The envoy left.\",\n}"},
	{"quote.json", `{"id": "1", "text": "The envoy left}`},
	{"open.json", "{\n \"id\": \"1\",\n \"text\": \"The envoy left.\"\n"},
	{"single.json", "{\"id\": 'x', \"text\": \"The envoy left.\"}"},
	{"array.json", "[\n {\"id\": \"1\", \"text\": \"The envoy left.\"},\n {\"id\": \"2\" \"text\": \"She is back.\"}\n]"},
	{"array-open.json", "[\n {\"id\": \"1\", \"text\": \"The envoy left.\"},\n"},
	{"array-empty.json", "[]"},
	{"array-text.json", "[\"The envoy left.\",\n \"She is back.\"]"},
	{"lines.jsonl", "{\"id\": \"1\", \"text\": \"The envoy left.\"}\n{\"id\": \"2\", text: \"She is back.\"}\nand so on\n{\"id\": \"4\"}\n[1]\n{\"id\": \"6\", \"text\": \"She stays.\"}\n"},
	{"first-line.jsonl", "{\"id\": \"1\", \"text\": \"The envoy left.\"\n{\"id\": \"2\", \"text\": \"She is back.\"}\n"},
}

func TestMessages(t *testing.T) {
	var b strings.Builder
	for _, c := range unreadable {
		b.WriteString("== " + c.name + "\n")
		failed := false
		for _, in := range Read(c.name, []byte(c.raw), Options{Limit: 2000}) {
			if in.Err == nil {
				b.WriteString("(read: " + string(in.Article.ID) + ")\n")
				continue
			}
			failed = true
			e, ok := errors.AsType[*demarche.Error](in.Err)
			if !ok || e.Repair == "" || !strings.HasPrefix(e.Where, c.name) {
				t.Errorf("%s: the message names no file or no repair: %v", c.name, in.Err)
			}
			b.WriteString(in.Err.Error() + "\n")
		}
		if !failed {
			t.Errorf("%s: no error", c.name)
		}
	}
	golden(t, "testdata/messages.txt", b.String())
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll("testdata", 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; go test -update rewrites it. Got:\n%s", name, got)
	}
}
