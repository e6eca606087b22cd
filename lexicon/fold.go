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
		}
	}
}

// appendFold appends s in lower case, without accents, with straight
// apostrophes and plain hyphens: the form under which names are compared.
func appendFold(dst []byte, s string) []byte {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			dst = append(dst, c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		r = unicode.ToLower(r)
		switch {
		case latin[r] != "":
			dst = append(dst, latin[r]...)
		case r == '’' || r == '‘' || r == 'ʼ' || r == 'ʻ' || r == '´':
			dst = append(dst, '\'')
		case r == '‑' || r == '–' || r == '‐':
			dst = append(dst, '-')
		case unicode.Is(unicode.Mn, r):
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return dst
}

// Fold is the form of a name under which names are compared.
func Fold(s string) string { return string(appendFold(nil, s)) }

// words cuts a name as the reader's tokens are cut: at spaces, around hyphens
// and before a possessive "'s".
func words(s string) []string {
	var out []string
	for _, w := range strings.Fields(strings.NewReplacer("‑", "-", "–", "-").Replace(s)) {
		for {
			i := strings.IndexByte(w, '-')
			if i <= 0 || i == len(w)-1 {
				break
			}
			out = append(out, w[:i], "-")
			w = w[i+1:]
		}
		for _, p := range []string{"'s", "’s"} {
			if rest, ok := strings.CutSuffix(w, p); ok && rest != "" {
				out = append(out, rest)
				w = p
				break
			}
		}
		out = append(out, w)
	}
	return out
}
