// Package page turns bytes into articles: plain text, Markdown, HTML, one JSON
// object, a JSON array or JSON Lines, told apart by content and never by name.
// Text that is only text is kept exactly as it came, once decoded to UTF-8;
// Markdown and HTML lose their marks.
//
// The package reads from an io.Reader that it is given and from nothing else.
// Whatever cannot be read becomes an Input with an error that names the place
// and the repair; the inputs after it are still read.
package page

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"iter"
	"path"
	"strings"

	"demarche"
)

// DefaultLimit is the longest text of one article, in bytes: some 170,000
// words, a thick book. Reading takes about 130 bytes of memory for each byte of
// text, so the limit is what keeps the memory of the program bounded.
const DefaultLimit = 1 << 20

// Options say what the bytes themselves do not.
type Options struct {
	// Date, Title, Source and URL describe text, Markdown and HTML, and win
	// over what a page says of itself. A JSON object speaks for itself; they
	// only fill in what it leaves out.
	Date, Title, Source, URL string
	// Limit is the longest text of one article in bytes; 0 is DefaultLimit. A
	// page of HTML may be four times as long, a whole JSON document sixteen
	// times. JSON Lines has no limit but that of each line.
	Limit int
	// Extractor finds the main text of an HTML page; nil is Readability.
	Extractor Extractor
}

// Input is one article, or the reason why there is none.
type Input struct {
	Article demarche.Article
	Notes   []demarche.Note // about decoding and language; spans are nil
	Err     error           // a *demarche.Error; when set, Article is not to be read
}

// Read is Open over bytes, gathered.
func Read(name string, raw []byte, opt Options) []Input {
	var out []Input
	for in := range Open(name, bytes.NewReader(raw), opt) {
		out = append(out, in)
	}
	return out
}

// Open yields the articles of one file in order. Name is used in messages and,
// without folder and ending, as the id of a single article that has none; "-"
// means that there is no name. JSON Lines is read line by line, everything
// else as a whole.
func Open(name string, r io.Reader, opt Options) iter.Seq[Input] {
	if opt.Limit <= 0 {
		opt.Limit = DefaultLimit
	}
	if opt.Extractor == nil {
		opt.Extractor = Readability{}
	}
	f := &file{name: name, opt: opt, in: bufio.NewReaderSize(r, 64<<10)}
	return func(yield func(Input) bool) {
		begun, done := f.lines(yield)
		if done {
			return
		}
		raw, err := io.ReadAll(io.LimitReader(io.MultiReader(bytes.NewReader(begun), f.in), int64(f.wholeLimit())+1))
		if err != nil {
			yield(f.fail(&demarche.Error{Code: demarche.Unavailable, Where: f.where(), What: "cannot be read", Err: err}))
			return
		}
		f.whole(raw, yield)
	}
}

// file is one input on its way to articles.
type file struct {
	name string
	opt  Options
	in   *bufio.Reader

	lineNo int // lines read so far, of JSON Lines
}

// where names the input in messages.
func (f *file) where() string {
	if f.name == "-" || f.name == "" {
		return "standard input"
	}
	return f.name
}

// wholeLimit is how much of an input is held in memory at once.
func (f *file) wholeLimit() int { return max(16*f.opt.Limit, 1<<16) }

func (f *file) fail(err *demarche.Error) Input { return Input{Err: err} }

// whole reads an input that is held in memory.
func (f *file) whole(raw []byte, yield func(Input) bool) {
	if len(raw) > f.wholeLimit() {
		yield(f.fail(f.tooLong("the file has more than "+size(f.wholeLimit()), f.wholeLimit())))
		return
	}
	if what, repair := noText(raw); what != "" {
		yield(f.fail(&demarche.Error{Code: demarche.Invalid, Where: f.where(), What: what, Repair: repair}))
		return
	}
	html := looksHTML(raw)
	src, notes, err := decode(raw, html, f.where())
	if err != nil {
		yield(f.fail(err))
		return
	}
	if strings.TrimSpace(src) == "" {
		yield(f.fail(&demarche.Error{Code: demarche.Invalid, Where: f.where(), What: "it is empty",
			Repair: "give a file with the text of an article"}))
		return
	}
	d := draft{name: f.name, where: f.where(), notes: notes, opt: f.opt}
	switch {
	case looksJSON(src):
		f.document(src, notes, yield)
		return
	case html || looksHTML([]byte(src)):
		if len(src) > 4*f.opt.Limit {
			yield(f.fail(f.tooLong("the page has "+size(len(src)), 4*f.opt.Limit)))
			return
		}
		d.fromHTML(src)
	case looksFeed(src):
		yield(f.fail(&demarche.Error{Code: demarche.Invalid, Where: f.where(), What: "it is a news feed, not an article",
			Repair: "give the pages that it links to, or one JSON object a line with id, title, date and text"}))
		return
	case len(src) > f.opt.Limit:
		yield(f.fail(f.tooLong("the text has "+size(len(src)), f.opt.Limit)))
		return
	case looksMarkdown(src):
		d.fromMarkdown(src)
	default:
		d.text, d.title = src, firstLine(src)
	}
	d.said()
	yield(d.finish())
}

func (f *file) tooLong(what string, limit int) *demarche.Error {
	return &demarche.Error{Code: demarche.Invalid, Where: f.where(),
		What:   fmt.Sprintf("too long: %s, the limit is %s", what, size(limit)),
		Repair: "split it into its articles (a JSON Lines file may hold any number), or raise the limit with --limit"}
}

// size prints a number of bytes for a person.
func size(n int) string {
	if n < 1<<20 {
		return fmt.Sprintf("%d kB", (n+1023)/1024)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
}

// draft is an article before its fields are checked.
type draft struct {
	name, where                              string
	id, title, date, text, url, source, lang string
	notes                                    []demarche.Note
	opt                                      Options
}

// said puts what the caller says of a text or page in place of what it says of
// itself.
func (d *draft) said() {
	put := func(to *string, said string) {
		if said != "" {
			*to = said
		}
	}
	put(&d.date, d.opt.Date)
	put(&d.title, d.opt.Title)
	put(&d.source, d.opt.Source)
	put(&d.url, d.opt.URL)
}

// finish checks the fields and makes the article.
func (d *draft) finish() Input {
	fail := func(what, repair string, args ...any) Input {
		return Input{Err: &demarche.Error{Code: demarche.Invalid, Where: d.where, What: fmt.Sprintf(what, args...), Repair: repair}}
	}
	if strings.TrimSpace(d.text) == "" {
		return fail("the text is empty", "give the text of the article")
	}
	if len(d.text) > d.opt.Limit {
		f := file{name: d.where, opt: d.opt}
		return Input{Err: f.tooLong("the text has "+size(len(d.text)), d.opt.Limit)}
	}
	published, ok := day(d.date)
	if !ok {
		return fail("the date %q is not one of ISO 8601", "write it as 2022-02-08, or 2022-02 when the day is not known, or leave it out; demarche does not guess it", d.date)
	}
	lang, note, other := language(d.text, d.lang)
	if other != "" {
		return fail("it looks like %s; demarche reads English", "give an English text", other)
	}
	if note != nil {
		d.notes = append(d.notes, *note)
	}
	sum := sha256.Sum256([]byte(d.text))
	hash := hex.EncodeToString(sum[:])
	if d.id == "" {
		d.id = baseName(d.name)
	}
	if d.id == "" {
		d.id = "a-" + hash[:12]
	}
	return Input{Notes: d.notes, Article: demarche.Article{
		ID: demarche.ArticleID(d.id), Title: d.title, Published: demarche.Maybe(published),
		Source: demarche.Maybe(d.source), URL: demarche.Maybe(d.url), Language: lang, SHA256: hash, Text: d.text,
	}}
}

// baseName is the name of a file without folder and ending, empty for standard
// input.
func baseName(name string) string {
	if name == "-" || name == "" {
		return ""
	}
	b := path.Base(strings.ReplaceAll(name, `\`, "/"))
	if i := strings.LastIndexByte(b, '.'); i > 0 {
		b = b[:i]
	}
	return b
}

// firstLine is the headline of a plain text: its first line when a blank line
// follows it and it does not end like a sentence. It stays part of the text.
func firstLine(src string) string {
	s := strings.TrimLeft(src, " \t\r\n")
	head, rest, ok := strings.Cut(s, "\n")
	head = strings.TrimSpace(head)
	if !ok || head == "" || len(head) > 160 {
		return ""
	}
	next, _, _ := strings.Cut(rest, "\n")
	if strings.TrimSpace(next) != "" || strings.TrimSpace(rest) == "" {
		return ""
	}
	if strings.ContainsAny(head[len(head)-1:], `.,;:"`) || strings.HasSuffix(head, "”") {
		return ""
	}
	return head
}
