package page

import (
	"bytes"
	"regexp"
	"strings"
)

// magics are the first bytes of files that hold no text, each with what to do
// about it.
var magics = []struct{ start, is, repair string }{
	{"%PDF-", "a PDF file", "save its text first, for example with pdftotext"},
	{"PK\x03\x04", "a ZIP archive or an office document", "unpack it, or save the document as plain text or HTML"},
	{"\xd0\xcf\x11\xe0", "an old office document", "save it as plain text or HTML"},
	{`{\rtf`, "an RTF document", "save it as plain text or HTML"},
	{"\x1f\x8b", "gzip-compressed", "unpack it first: gzip -dc FILE | demarche read -"},
	{"\x28\xb5\x2f\xfd", "zstd-compressed", "unpack it first: zstd -dc FILE | demarche read -"},
	{"BZh", "bzip2-compressed", "unpack it first: bzip2 -dc FILE | demarche read -"},
	{"\xfd7zXZ\x00", "xz-compressed", "unpack it first: xz -dc FILE | demarche read -"},
	{"\x89PNG", "a PNG picture", "give the text, not a picture of it"},
	{"\xff\xd8\xff", "a JPEG picture", "give the text, not a picture of it"},
	{"GIF8", "a GIF picture", "give the text, not a picture of it"},
	{"SQLite format 3\x00", "an SQLite database", "export the articles as JSON Lines"},
	{"PAR1", "a Parquet file", "export the articles as JSON Lines"},
	{"\x7fELF", "a program", "give a file with text"},
	{"WARC/", "a web archive", "give the pages it holds as HTML files"},
}

// noText says what a file is that holds no text, or "" for text. UTF-16 text
// has zero bytes too; decode knows it.
func noText(raw []byte) (what, repair string) {
	for _, m := range magics {
		if bytes.HasPrefix(raw, []byte(m.start)) {
			return "it is " + m.is + ", not text", m.repair
		}
	}
	if bytes.IndexByte(raw, 0) >= 0 && utf16Order(raw) == nil {
		return "it is a binary file: it holds zero bytes", "give plain text, Markdown, HTML or JSON"
	}
	return "", ""
}

// head is the start of a text without byte order mark and white space.
func head(src []byte, n int) string {
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	src = bytes.TrimLeft(src[:min(len(src), n+64)], " \t\r\n")
	return string(src[:min(len(src), n)])
}

// htmlStart matches what an HTML page or fragment begins with. Comments and an
// XML declaration may stand before it.
var htmlStart = regexp.MustCompile(`(?is)^(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main|section|header|div|p|h[1-6]|table|ul|ol|span|meta|title)\b`)

func looksHTML(src []byte) bool { return htmlStart.MatchString(head(src, 4096)) }

var feedStart = regexp.MustCompile(`(?is)^(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF)\b`)

func looksFeed(src string) bool {
	return feedStart.MatchString(head([]byte(src[:min(len(src), 5000)]), 4096))
}

// jsonStart keeps "[Editor's note" and "{{citation}}" apart from JSON.
var jsonStart = regexp.MustCompile(`^(?:\{\s*["}]|\{\s*$|\[\s*[\[\]{"]|\[\s*$)`)

func looksJSON(src string) bool {
	return jsonStart.MatchString(head([]byte(src[:min(len(src), 512)]), 256))
}

var (
	mdHeading = regexp.MustCompile(`(?m)^ {0,3}#{1,6} +\S`)
	mdLink    = regexp.MustCompile(`\[[^\]\n]+\]\((?:https?://|/|#|\.|mailto:)[^)\s]*(?: +"[^"\n]*")?\)`)
	mdStrong  = regexp.MustCompile(`(?:^|[^\w*])(?:\*\*|__)[^\s*_][^*_\n]*(?:\*\*|__)`)
	mdFence   = regexp.MustCompile("(?m)^ {0,3}```")
	mdRule    = regexp.MustCompile(`(?m)^(?:={3,}|-{3,})[ \t]*$`)
)

// looksMarkdown asks for a mark that plain news text does not have. Lists and
// ">" alone are no sign: telegrams and letters use them.
func looksMarkdown(src string) bool {
	if _, _, ok := frontMatter(src); ok {
		return true
	}
	return mdHeading.MatchString(src) || mdLink.MatchString(src) || mdStrong.MatchString(src) ||
		mdFence.MatchString(src) || setext(src)
}

// setext reports whether a line is underlined as a heading.
func setext(src string) bool {
	for _, at := range mdRule.FindAllStringIndex(src, 20) {
		before := strings.TrimRight(src[:at[0]], "\n")
		if at[0] > 0 && len(before) == at[0]-1 && strings.TrimSpace(before[strings.LastIndexByte(before, '\n')+1:]) != "" {
			return true
		}
	}
	return false
}
