package lexicon

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// latin gives the plain letters of those Latin letters that news writes with
// and without their marks.
var latin = map[rune]string{}

func init() {
	for plain, marked := range map[string]string{
		"a": "áàâäãåāăąǎạảấầẩẫậắằẳẵặ", "b": "ḃ", "c": "çćčĉċ", "d": "ďđḍ", "e": "éèêëēĕėęěẹẻẽếềểễệə", "g": "ğĝġģ", "h": "ĥħḩḥ",
		"i": "íìîïĩīĭįıịỉ", "j": "ĵ", "k": "ķ", "l": "ĺļľŀł", "n": "ñńņňṇ", "o": "óòôöõøōŏőơọỏốồổỗộớờởỡợ", "r": "ŕŗř",
		"s": "śŝşšșṣ", "t": "ţťŧțṭ", "u": "úùûüũūŭůűųưụủứừửữự", "w": "ŵ", "y": "ýŷÿỳỵỷỹ", "z": "źżžẓ", "ae": "æ", "oe": "œ", "ss": "ß", "th": "þ", "dh": "ð",
	} {
		for _, r := range marked {
			latin[r] = plain
			if u := unicode.ToUpper(r); u != r {
				latin[u] = string(unicode.ToUpper(rune(plain[0]))) + plain[1:]
			}
		}
	}
}

// appendPlain appends s without accents, with straight apostrophes and plain
// hyphens; capitals stay.
func appendPlain(dst []byte, s string) []byte {
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			dst = append(dst, c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		switch p := latin[r]; {
		case p != "":
			dst = append(dst, p...)
		case r == '’' || r == '‘' || r == 'ʼ' || r == 'ʻ' || r == '´':
			dst = append(dst, '\'')
		case r == '‑' || r == '–' || r == '‐' || r == '—':
			dst = append(dst, '-')
		case unicode.Is(unicode.Mn, r):
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return dst
}

// Fold is s in small letters, without accents, with straight apostrophes and
// plain hyphens: the form under which words of a list are compared.
func Fold(s string) string {
	b := appendPlain(make([]byte, 0, len(s)), s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		} else if c >= utf8.RuneSelf {
			return toLower(b)
		}
	}
	return string(b)
}

func toLower(b []byte) string {
	r := []rune(string(b))
	for i := range r {
		r[i] = unicode.ToLower(r[i])
	}
	return string(r)
}

// Names are compared piece by piece. Spaces, hyphens and slashes end a piece,
// whether the tokenizer cuts there or not; "+", "," and brackets are pieces of
// their own; apostrophes and periods inside a piece count for nothing ("U.S"
// is "US", "N'Djamena" is "Ndjamena"), but a possessive "'s" is a piece.

// appendPieces appends the pieces of s to dst, each behind a blank.
func appendPieces(dst []byte, s string) []byte {
	open := false // whether a piece is being written
	for i := 0; i < len(s); {
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		i += n
		switch class(r) {
		case between:
			open = false
			continue
		case nothing:
			continue
		case apostrophe:
			if i < len(s) && (s[i] == 's' || s[i] == 'S') && (i+1 == len(s) || s[i+1] == ' ') {
				open = false
			}
			continue
		case alone:
			if open = false; r == '&' {
				dst = append(dst, " and"...)
			} else {
				dst = append(dst, ' ', byte(r))
			}
			continue
		}
		if !open {
			dst = append(dst, ' ')
			open = true
		}
		if n == 1 {
			dst = append(dst, byte(r))
		} else if p := latin[r]; p != "" {
			dst = append(dst, p...)
		} else {
			dst = utf8.AppendRune(dst, r)
		}
	}
	return dst
}

// The classes of runes in a name.
const (
	letter = iota
	between
	alone
	nothing
	apostrophe
)

func class(r rune) int {
	switch r {
	case ' ', '-', '/', '\t', '\n', '\r', '\u00a0', '‑', '–', '‐', '—':
		return between
	case '+', ',', '(', ')', '&':
		return alone
	case '.':
		return nothing
	case '\'', '`', '’', '‘', 'ʼ', 'ʻ', '´', '′':
		return apostrophe
	}
	if r >= 0x300 && unicode.Is(unicode.Mn, r) {
		return nothing
	}
	return letter
}

// spelling is the pieces of a name, parted by blanks.
func spelling(name string) string {
	b := appendPieces(nil, name)
	if len(b) == 0 {
		return ""
	}
	return string(b[1:])
}

// umlauts writes German names without their dots.
var umlauts = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "Ä", "Ae", "Ö", "Oe", "Ü", "Ue")
