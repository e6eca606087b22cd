package sqlite

import "strings"

// packWords are the names of fields and the words that stand in most bodies.
// Bodies have their numbers: words are added at the end, and none is taken away
// or moved.
var packWords = strings.Fields(`
id kind article local act statement figure between issues words hangs defined names around parties rows name country unnamed roles aliases
tension series key best happens said reported recorded articles origins moves review edited credibility rating withdrawn reports
type subtype status who whom place date by condition evidence trigger rule confidence
speakers via to about force mode cue source_span content red_line negated deadline restates
low high bound unit of edtf text span basis lat lon precision spans definition entries published row life at reason
article_id title source url origin
meet visit call press agree support cooperate aid concede withdraw investigate mobilize sanction coerce attack protest decide other
happened ongoing planned proposed possible state admit deny pledge threaten warn propose demand refuse criticise
direct indirect mixed exact over under range observed forecast threshold promised read derived inferred missing site city region none
unless until when provided event person government organization armed_force group company media people unreviewed accepted rejected
made waiting triggered overdue kept partly broken lapsed superseded not_checkable
chorus supposed`)

// packBase is the number of the first string of a body itself. It leaves room
// for words to come, so that a new one moves no number of an old body.
const packBase = 512

var wordNumbers = numbered(packWords)

func numbered(words []string) map[string]uint64 {
	out := map[string]uint64{}
	if len(words) > packBase {
		panic("packWords has more words than packBase leaves room for") // a mistake in this package
	}
	for i, w := range words {
		if _, ok := out[w]; ok {
			panic("packWords has " + w + " twice") // a mistake in this package
		}
		out[w] = uint64(i)
	}
	return out
}
