package page

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"demarche"
)

// An article in JSON is an object with these fields; every other field is left
// alone. Only the text is required.
//
//	id | doc_id          a string or a number
//	title, source, url   strings
//	date                 ISO 8601, "2015-10" or null
//	text | content | body
//	language             ISO 639-1
//
// A file may hold one object, an array of objects, or an object a line.
const jsonShape = `an article is an object like {"id": "1", "title": "…", "date": "2022-02-08", "text": "…"}; only the text is required`

// line is the next line of an input that is not blank.
type line struct {
	raw  []byte // with the blank lines before it
	text []byte // without white space around
	n    int    // its number, from one
	long bool   // longer than may be held; then there is no text
	err  error  // reading failed; io.EOF when nothing comes after it
}

// next reads to the end of the next line that is not blank. A line beyond the
// limit is passed over.
func (f *file) next() line {
	var l line
	for {
		part, err := f.in.ReadSlice('\n')
		if len(l.raw)+len(part) > f.wholeLimit() {
			l.long, l.raw = true, nil
		}
		if !l.long {
			l.raw = append(l.raw, part...)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		f.lineNo++
		l.n, l.text, l.err = f.lineNo, bytes.TrimSpace(l.raw), err
		if l.long || l.err != nil || len(l.text) > 0 {
			return l
		}
	}
}

// lines tries the input as JSON Lines: its first line is a whole object, or
// would have to be one because the next line begins another. If it is not,
// lines returns what it has read of it and false.
func (f *file) lines(yield func(Input) bool) (begun []byte, done bool) {
	peek, _ := f.in.Peek(512)
	start := bytes.TrimLeft(bytes.TrimPrefix(peek, []byte("\ufeff")), " \t\r\n")
	if len(start) == 0 || start[0] != '{' || !looksJSON(string(peek)) {
		return nil, false
	}
	if bytes.HasPrefix(peek, []byte("\ufeff")) {
		_, _ = f.in.Discard(3) // cannot fail: the bytes were peeked at
	}
	first := f.next()
	if first.err != nil { // the only line
		if !first.long && !json.Valid(first.text) {
			return first.raw, false
		}
		f.take(first, true, yield)
		return nil, true
	}
	second := f.next()
	isLines := json.Valid(first.text) || first.long || len(first.text) > 1 && bytes.HasPrefix(second.text, []byte("{"))
	if !isLines {
		return append(first.raw, second.raw...), false
	}
	alone := len(second.text) == 0 && errors.Is(second.err, io.EOF)
	for l := first; ; {
		if !f.take(l, alone, yield) || l.err != nil {
			return nil, true
		}
		if l.n == first.n {
			l = second
		} else {
			l = f.next()
		}
	}
}

// take reads the article of one line.
func (f *file) take(l line, alone bool, yield func(Input) bool) bool {
	p := place{where: fmt.Sprintf("%s:%d", f.where(), l.n), file: f.where(), line: l.n}
	if alone {
		p.where = f.where()
	}
	switch {
	case l.err != nil && !errors.Is(l.err, io.EOF):
		return yield(f.fail(&demarche.Error{Code: demarche.Unavailable, Where: f.where(), What: "cannot be read", Err: l.err}))
	case l.long:
		e := f.tooLong("the line has more than "+size(f.wholeLimit()), f.wholeLimit())
		e.Where = p.where
		return yield(f.fail(e))
	case len(l.text) == 0:
		return true
	}
	src, notes, err := decode(l.text, false, p.where)
	if err != nil {
		return yield(f.fail(err))
	}
	return yield(f.record([]byte(src), p, notes, alone))
}

// document reads a JSON document that stands on several lines.
func (f *file) document(src string, notes []demarche.Note, yield func(Input) bool) {
	dec := json.NewDecoder(strings.NewReader(src))
	at := func() place {
		p := place{file: f.where(), doc: src, base: int(dec.InputOffset())}
		line, col := p.position(skipSpace(src, p.base))
		p.where = fmt.Sprintf("%s:%d:%d", f.where(), line, col)
		return p
	}
	array := strings.HasPrefix(strings.TrimLeft(src, " \t\r\n"), "[")
	if array {
		if _, err := dec.Token(); err != nil {
			yield(f.fail(at().wrong(err)))
			return
		}
	}
	for n := 0; ; n++ {
		p := at()
		if array && !dec.More() {
			if _, err := dec.Token(); err != nil {
				yield(f.fail(p.wrong(err)))
			} else if n == 0 {
				yield(f.fail(&demarche.Error{Code: demarche.Invalid, Where: f.where(), What: "the JSON array is empty", Repair: jsonShape}))
			}
			return
		}
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			if !errors.Is(err, io.EOF) || n == 0 || array {
				yield(f.fail(p.wrong(err)))
			}
			return
		}
		p.base = int(dec.InputOffset()) - len(raw)
		alone := n == 0 && strings.Trim(src[dec.InputOffset():], " \t\r\n]") == ""
		if alone && !array {
			p.where = f.where()
		}
		if !yield(f.record(raw, p, notes, alone)) {
			return
		}
	}
}

func skipSpace(src string, i int) int {
	for i < len(src) && strings.IndexByte(" \t\r\n,", src[i]) >= 0 {
		i++
	}
	return i
}

// place knows where a piece of JSON stands, for messages.
type place struct {
	where string // names the piece
	file  string
	line  int    // of a line that is the whole piece; 0 in a document
	doc   string // the document
	base  int    // where the piece begins in doc
}

// position is the line and column, both from one, of a byte of the document.
func (p place) position(at int) (line, col int) {
	before := p.doc[:min(at, len(p.doc))]
	return 1 + strings.Count(before, "\n"), utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1
}

// at is file:line:column of a byte of the piece.
func (p place) at(off int, piece []byte) string {
	if p.doc == "" {
		return fmt.Sprintf("%s:%d:%d", p.file, p.line, utf8.RuneCount(piece[:max(0, min(off, len(piece)))])+1)
	}
	line, col := p.position(p.base + off)
	return fmt.Sprintf("%s:%d:%d", p.file, line, col)
}

// wrong is the message for JSON that does not parse.
func (p place) wrong(err error) *demarche.Error { return p.wrongIn(err, nil) }

func (p place) wrongIn(err error, piece []byte) *demarche.Error {
	e := &demarche.Error{Code: demarche.Invalid, Where: p.where, Repair: jsonShape}
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		off := int(syntax.Offset) - 1
		if piece == nil {
			p.base = 0 // a decoder counts from the start of the document
		}
		e.Where = p.at(off, piece)
		e.What = "this is not JSON: " + syntax.Error()
		if strings.Contains(syntax.Error(), "unexpected end") {
			e.What = "the JSON ends too early: a bracket or a quotation mark is not closed"
		}
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		e.Where = p.at(len(p.doc)-p.base, piece)
		e.What = "the JSON ends too early: a bracket or a quotation mark is not closed"
	default:
		e.What, e.Err = "this is not JSON", err
	}
	return e
}

// record makes an article of one JSON value.
func (f *file) record(raw []byte, p place, notes []demarche.Note, alone bool) Input {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(raw, &fields); err != nil {
		if _, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
			return f.fail(&demarche.Error{Code: demarche.Invalid, Where: p.where, What: "this is " + jsonKind(raw) + ", not an object", Repair: jsonShape})
		}
		return f.fail(p.wrongIn(err, raw))
	}
	d := draft{where: p.where, notes: notes, opt: f.opt}
	if alone {
		d.name = f.name
	}
	for _, field := range []struct {
		to     *string
		number bool // a number will do
		names  []string
	}{
		{&d.id, true, []string{"id", "doc_id"}},
		{&d.title, false, []string{"title"}},
		{&d.date, false, []string{"date"}},
		{&d.source, false, []string{"source"}},
		{&d.url, false, []string{"url"}},
		{&d.lang, false, []string{"language"}},
		{&d.text, false, []string{"text", "content", "body"}},
	} {
		for _, name := range field.names {
			v, ok := fields[name]
			if !ok || *field.to != "" || string(v) == "null" {
				continue
			}
			if err := json.Unmarshal(v, field.to); err != nil {
				if field.number && jsonKind(v) == "a number" {
					*field.to = string(v)
					continue
				}
				return f.fail(&demarche.Error{Code: demarche.Invalid, Where: p.where,
					What:   fmt.Sprintf("%q is %s; it must be a string", name, jsonKind(v)),
					Repair: jsonShape})
			}
		}
	}
	if _, given := firstOf(fields, "text", "content", "body"); !given {
		return f.fail(&demarche.Error{Code: demarche.Invalid, Where: p.where,
			What:   "the object has no text: " + present(fields),
			Repair: `put the text into "text" ("content" and "body" will do)`})
	}
	fill := func(to *string, said string) {
		if *to == "" {
			*to = said
		}
	}
	fill(&d.date, f.opt.Date)
	fill(&d.title, f.opt.Title)
	fill(&d.source, f.opt.Source)
	fill(&d.url, f.opt.URL)
	return d.finish()
}

func firstOf(fields map[string]json.RawMessage, names ...string) (json.RawMessage, bool) {
	for _, n := range names {
		if v, ok := fields[n]; ok {
			return v, true
		}
	}
	return nil, false
}

// jsonKind names the kind of a JSON value.
func jsonKind(raw []byte) string {
	switch c := bytes.TrimLeft(raw, " \t\r\n"); {
	case len(c) == 0:
		return "nothing"
	case c[0] == '{':
		return "an object"
	case c[0] == '[':
		return "a list"
	case c[0] == '"':
		return "a string"
	case c[0] == 't' || c[0] == 'f':
		return "true or false"
	case c[0] == 'n':
		return "null"
	}
	return "a number"
}

// present lists the fields of an object in order, for a message.
func present(fields map[string]json.RawMessage) string {
	if len(fields) == 0 {
		return "it is empty"
	}
	names := slices.Sorted(maps.Keys(fields))
	more := ""
	if len(names) > 8 {
		names, more = names[:8], ", …"
	}
	return `it has "` + strings.Join(names, `", "`) + `"` + more
}
