package page

import (
	"html"
	"regexp"
	"strings"
)

// Markdown loses its marks: headings, emphasis, links, images, code marks,
// quotation bars and escapes; fenced code and comments go wholly. Paragraphs
// are joined to one line each, list items keep a "- " or their number, and one
// blank line stands between blocks.
// https://spec.commonmark.org/0.31.2/ is followed where news is written in it;
// tables and nested containers come out as lines.
func (d *draft) fromMarkdown(src string) {
	body := src
	if fields, rest, ok := frontMatter(src); ok {
		body = rest
		d.id, d.title, d.source, d.url = fields["id"], fields["title"], fields["source"], fields["url"]
		d.date, d.lang = fields["date"], fields["language"]
		if d.lang == "" {
			d.lang = fields["lang"]
		}
	}
	m := markdown{}
	for raw := range strings.SplitSeq(mdComment.ReplaceAllString(body, ""), "\n") {
		m.line(strings.TrimRight(raw, " \t\r"), strings.HasSuffix(strings.TrimRight(raw, "\r"), "  "))
	}
	m.end()
	if d.title == "" {
		d.title = m.title
	}
	d.text = strings.Join(m.blocks, "\n\n")
}

// frontMatter splits a leading "---" block of "key: value" lines off. Values
// that are lists or nested are left out.
func frontMatter(src string) (fields map[string]string, rest string, ok bool) {
	src = strings.TrimLeft(src, "\n\r")
	var head string
	var cutOK bool
	if head, rest, cutOK = strings.Cut(src, "\n"); !cutOK || strings.TrimRight(head, " \t\r") != "---" {
		return nil, src, false
	}
	fields = map[string]string{}
	for {
		var l string
		l, rest, cutOK = strings.Cut(rest, "\n")
		l = strings.TrimRight(l, " \t\r")
		if l == "---" || l == "..." {
			return fields, rest, len(fields) > 0
		}
		if key, value, has := strings.Cut(l, ":"); has && l[0] != ' ' && l[0] != '-' && l[0] != '#' {
			value = strings.TrimSpace(value)
			if n := len(value); n >= 2 && (value[0] == '"' || value[0] == '\'') && value[n-1] == value[0] {
				value = value[1 : n-1]
			}
			if value != "" && value != "null" && value != "~" {
				fields[strings.ToLower(strings.TrimSpace(key))] = value
			}
		} else if l != "" && l[0] != ' ' && l[0] != '\t' && l[0] != '-' && l[0] != '#' {
			return nil, src, false // running text between two rules
		}
		if !cutOK {
			return nil, src, false
		}
	}
}

// markdown gathers blocks line by line.
type markdown struct {
	blocks []string
	para   []string // lines of the open paragraph
	item   string   // marker of the open list item
	list   byte     // the last block is a list of this sort, to which items are added
	fence  string   // the mark that closes the open code block
	title  string   // first heading
}

var (
	mdATX     = regexp.MustCompile(`^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?$`)
	mdBreak   = regexp.MustCompile(`^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$`)
	mdUnder   = regexp.MustCompile(`^ {0,3}(?:=+|-{2,})$`)
	mdItem    = regexp.MustCompile(`^\s*(?:([-*+])|(\d{1,9}[.)]))[ \t]+(.*)$`)
	mdQuote   = regexp.MustCompile(`^ {0,3}(?:> ?)+`)
	mdOpen    = regexp.MustCompile("^ {0,3}(```+|~~~+)")
	mdDefine  = regexp.MustCompile(`^ {0,3}\[[^\]]+\]:\s*\S+`)
	mdComment = regexp.MustCompile(`(?s)<!--.*?-->`)
)

// line takes one line; hard says that it ends in a hard line break.
func (m *markdown) line(l string, hard bool) {
	if m.fence != "" {
		if strings.HasPrefix(strings.TrimLeft(l, " "), m.fence) {
			m.fence = ""
		}
		return
	}
	l = mdQuote.ReplaceAllString(l, "")
	if f := mdOpen.FindStringSubmatch(l); f != nil {
		m.end()
		m.fence = f[1]
		return
	}
	switch h := mdATX.FindStringSubmatch(l); {
	case strings.TrimSpace(l) == "":
		m.end()
		return
	case h != nil:
		m.end()
		m.heading(h[2])
		return
	case mdUnder.MatchString(l) && len(m.para) > 0 && m.item == "":
		text := strings.Join(m.para, " ")
		m.para = nil
		m.heading(text)
		return
	case mdBreak.MatchString(l):
		m.end()
		m.list = 0
		return
	case mdDefine.MatchString(l) && len(m.para) == 0:
		return
	}
	if i := mdItem.FindStringSubmatch(l); i != nil && (i[2] == "" || len(m.para) == 0 || m.item != "") {
		m.end()
		m.item, l = "-", i[3]
		if i[2] != "" {
			m.item = i[2]
		}
	}
	l = strings.TrimSpace(strings.TrimSuffix(l, `\`))
	if hard {
		l += "\n"
	}
	m.para = append(m.para, l)
}

func (m *markdown) heading(text string) {
	text = inline(strings.TrimSpace(text))
	if text == "" {
		return
	}
	if m.title == "" {
		m.title = text
	}
	m.blocks, m.list = append(m.blocks, text), 0
}

// end closes the open paragraph or item.
func (m *markdown) end() {
	if len(m.para) == 0 {
		return
	}
	text := strings.TrimSpace(strings.ReplaceAll(inline(strings.Join(m.para, " ")), "\n ", "\n"))
	item := m.item
	m.para, m.item = nil, ""
	switch {
	case text == "":
	case item == "":
		m.blocks, m.list = append(m.blocks, text), 0
	case m.list == item[len(item)-1]:
		m.blocks[len(m.blocks)-1] += "\n" + item + " " + text
	default:
		m.blocks, m.list = append(m.blocks, item+" "+text), item[len(item)-1]
	}
}

var (
	mdEscape = regexp.MustCompile("\\\\([!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~])")
	mdImage  = regexp.MustCompile(`!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])`)
	mdInline = regexp.MustCompile(`\[([^\[\]]*)\]\((?:<[^>]*>|[^()\s]*(?:\([^()]*\)[^()\s]*)*)(?:\s+(?:"[^"]*"|'[^']*'))?\)`)
	mdRef    = regexp.MustCompile(`\[([^\[\]]+)\]\[[^\[\]]*\]`)
	mdNote   = regexp.MustCompile(`\[\^[^\]]+\]`)
	mdAuto   = regexp.MustCompile(`<((?:https?://|mailto:)[^<>\s]+)>`)
	mdTag    = regexp.MustCompile(`</?[A-Za-z][^<>]*>`)
	mdSpace  = regexp.MustCompile(` {2,}`)
	mdTicks  = regexp.MustCompile("`+([^`]+)`+")
	mdStars  = regexp.MustCompile(`(\*{1,3}|~~)(\S(?:[^*~]*?\S)?)(\*{1,3}|~~)`)
	mdUnders = regexp.MustCompile(`(^|[^\pL\pN_])(_{1,3})(\S(?:[^_]*?\S)?)(_{1,3})($|[^\pL\pN_])`)
)

// inline takes the marks out of running text. Escaped characters are set aside
// as private-use runes while the marks go.
func inline(s string) string {
	s = mdEscape.ReplaceAllStringFunc(s, func(m string) string { return string(rune(0xF0000 + int(m[1]))) })
	s = mdImage.ReplaceAllString(s, "")
	s = mdNote.ReplaceAllString(s, "")
	s = mdInline.ReplaceAllString(s, "$1")
	s = mdRef.ReplaceAllString(s, "$1")
	s = mdTicks.ReplaceAllString(s, "$1")
	s = mdAuto.ReplaceAllString(s, "$1")
	s = mdTag.ReplaceAllString(s, "")
	for range 3 { // bold around italic around strikethrough
		s = mdStars.ReplaceAllStringFunc(s, func(m string) string {
			p := mdStars.FindStringSubmatch(m)
			if p[1] != p[3] {
				return m
			}
			return p[2]
		})
		s = mdUnders.ReplaceAllString(s, "$1$3$5")
	}
	s = strings.Map(func(r rune) rune {
		if r > 0xF0000 && r < 0xF0080 {
			return r - 0xF0000
		}
		return r
	}, s)
	return html.UnescapeString(mdSpace.ReplaceAllString(s, " "))
}
