package name

import (
	"strings"
	"unicode"
)

// Fold returns s in lower case without accents, points and the article, words
// separated by one blank: the form in which two printings of a name are
// compared ("Recep Tayyip Erdoğan" and "recep tayyip erdogan").
func Fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	blank := true
	for _, c := range s {
		if c < 0x80 {
			switch {
			case 'A' <= c && c <= 'Z':
				c += 'a' - 'A'
			case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			case c == '.' || c == '\'':
				continue
			default:
				c = ' '
			}
		} else {
			c = unicode.ToLower(c)
			if i := strings.IndexRune(accented, c); i >= 0 {
				c = rune(plain[len([]rune(accented[:i]))])
			} else if c == '’' {
				continue
			} else if !unicode.IsLetter(c) {
				c = ' '
			}
		}
		if c == ' ' {
			if blank {
				continue
			}
			blank = true
		} else {
			blank = false
		}
		b.WriteRune(c)
	}
	out := strings.TrimSuffix(b.String(), " ")
	return strings.TrimPrefix(out, "the ")
}

// Letters with marks and the plain letter each is printed as in English.
const (
	accented = "àáâãäåāăąçćĉčďđèéêëēėęěğĝģġĥħìíîïīįıĵķĺļľłñńņňòóôõöøōőŕřśŝşšșţťțùúûüūůűųŵýÿŷźżžßæœðþ"
	plain    = "aaaaaaaaacccc" + "dd" + "eeeeeeee" + "gggg" + "hh" + "iiiiiii" + "j" + "k" + "llll" + "nnnn" + "oooooooo" + "rr" + "sssss" + "ttt" + "uuuuuuuu" + "w" + "yyy" + "zzz" + "saodt"
)

// GivenFits reports whether given names as printed can belong to the person
// called full: "Joseph R." fits "Joe Biden", "Jill" does not. Equal first
// names fit, so do initials and the usual short forms.
func GivenFits(given, full string) bool {
	g := strings.Fields(Fold(given))
	f := strings.Fields(Fold(full))
	if len(g) == 0 || len(f) < 2 {
		return true
	}
	f = f[:len(f)-1]
	a, b := g[0], f[0]
	if a == b || shortOf[a] == b || shortOf[b] == a || shortOf[a] != "" && shortOf[a] == shortOf[b] {
		return true
	}
	if len(a) == 1 || len(b) == 1 {
		return a[0] == b[0]
	}
	for _, x := range f[1:] {
		if a == x {
			return true
		}
	}
	return false
}

// shortOf maps short given names to the long ones.
var shortOf = map[string]string{
	"joe": "joseph", "mike": "michael", "bill": "william", "bob": "robert", "rob": "robert", "jim": "james", "jimmy": "james",
	"tom": "thomas", "tony": "anthony", "dan": "daniel", "dave": "david", "steve": "steven", "stephen": "steven", "chris": "christopher",
	"matt": "matthew", "nick": "nicholas", "ben": "benjamin", "bibi": "benjamin", "sam": "samuel", "alex": "alexander", "andy": "andrew",
	"ted": "edward", "ed": "edward", "liz": "elizabeth", "kate": "katherine", "sue": "susan", "jen": "jennifer", "tim": "timothy",
	"greg": "gregory", "jeff": "jeffrey", "ken": "kenneth", "pete": "peter", "ron": "ronald", "don": "donald", "rick": "richard",
	"dick": "richard", "chuck": "charles", "charlie": "charles", "larry": "lawrence", "antony": "anthony", "wes": "wesley", "max": "maximilian",
}
