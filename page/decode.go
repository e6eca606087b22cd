package page

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/charmap"

	"demarche"
)

// decode brings bytes to UTF-8 and changes nothing else: no line ends, no
// normalisation. A byte order mark is taken off. In HTML the page's own
// declaration counts; elsewhere bytes that are not UTF-8 are windows-1252,
// which covers Latin-1. A text that is UTF-8 but for a few bytes keeps its
// other letters, with the bad bytes replaced by U+FFFD.
func decode(raw []byte, html bool, where string) (string, []demarche.Note, *demarche.Error) {
	if order := utf16Order(raw); order != nil {
		return fromUTF16(raw, order), []demarche.Note{decoded("UTF-16")}, nil
	}
	raw = bytes.TrimPrefix(raw, []byte("\ufeff"))
	if utf8.Valid(raw) {
		return string(raw), nil, nil
	}
	if html {
		enc, name, _ := charset.DetermineEncoding(raw[:min(len(raw), 1024)], "")
		if name != "utf-8" {
			if out, err := enc.NewDecoder().Bytes(raw); err == nil {
				return string(out), []demarche.Note{decoded(name)}, nil
			}
		}
	}
	wide, bad, first := census(raw)
	if bad > 0 && wide < bad && windows1252(raw) {
		out, err := charmap.Windows1252.NewDecoder().Bytes(raw)
		if err == nil {
			return string(out), []demarche.Note{decoded("windows-1252")}, nil
		}
	}
	line := 1 + bytes.Count(raw[:first], []byte("\n"))
	col := first - bytes.LastIndexByte(raw[:first], '\n')
	if bad*100 > len(raw) && bad > 3 {
		return "", nil, &demarche.Error{Code: demarche.Invalid, Where: fmt.Sprintf("%s:%d:%d", where, line, col),
			What:   fmt.Sprintf("the text is broken: %d bytes fit neither UTF-8 nor windows-1252, the first is 0x%02X", bad, raw[first]),
			Repair: "save it again as UTF-8, for example with iconv -f ENCODING -t UTF-8"}
	}
	n := demarche.Note{Code: "text.replaced", Text: fmt.Sprintf("%d bytes are not UTF-8 and were replaced by U+FFFD; the first is 0x%02X at line %d, byte %d", bad, raw[first], line, col)}
	return strings.ToValidUTF8(string(raw), "\ufffd"), []demarche.Note{n}, nil
}

func decoded(from string) demarche.Note {
	return demarche.Note{Code: "text.decoded", Text: "decoded from " + from}
}

// utf16Order tells UTF-16 by its byte order mark, or by the zero bytes of
// Latin letters in every second place; nil when it is something else.
func utf16Order(raw []byte) binary.ByteOrder {
	switch {
	case len(raw) < 4:
		return nil
	case raw[0] == 0xff && raw[1] == 0xfe:
		return binary.LittleEndian
	case raw[0] == 0xfe && raw[1] == 0xff:
		return binary.BigEndian
	}
	n := min(len(raw), 4096) &^ 1
	var zero [2]int
	for i := 0; i < n; i++ {
		if raw[i] == 0 {
			zero[i&1]++
		}
	}
	switch {
	case zero[0] == 0 && zero[1] > n*2/5:
		return binary.LittleEndian
	case zero[1] == 0 && zero[0] > n*2/5:
		return binary.BigEndian
	}
	return nil
}

func fromUTF16(raw []byte, order binary.ByteOrder) string {
	u := make([]uint16, len(raw)/2)
	for i := range u {
		u[i] = order.Uint16(raw[2*i:])
	}
	if len(u) > 0 && u[0] == 0xfeff {
		u = u[1:]
	}
	return string(utf16.Decode(u))
}

// census counts the letters of two and more bytes, the bytes that fit nowhere,
// and finds the first of these.
func census(raw []byte) (wide, bad, first int) {
	for i := 0; i < len(raw); {
		r, n := utf8.DecodeRune(raw[i:])
		switch {
		case r == utf8.RuneError && n <= 1:
			if bad == 0 {
				first = i
			}
			bad++
		case n > 1:
			wide++
		}
		i += n
	}
	return wide, bad, first
}

// windows1252 reports whether no byte is one of the five that windows-1252
// leaves empty.
func windows1252(raw []byte) bool { return !containsAny(raw, 0x81, 0x8d, 0x8f, 0x90, 0x9d) }

func containsAny(raw []byte, set ...byte) bool {
	for _, b := range set {
		if bytes.IndexByte(raw, b) >= 0 {
			return true
		}
	}
	return false
}
