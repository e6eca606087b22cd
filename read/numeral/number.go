package numeral

// The words of number are a table here and not a list in data/: what they are
// worth is one thing, how they combine is another, and a new word without its
// place in the grammar below would be read wrongly.
var units = map[string]float64{
	"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
	"ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
	"seventeen": 17, "eighteen": 18, "nineteen": 19,
}

var tens = map[string]float64{
	"twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

var scales = map[string]float64{
	"hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12,
	"lakh": 1e5, "crore": 1e7,
}

// short are the scales written against figures: "1.2bn", "10k". A bare "m" is
// read only where the caller knows of a currency, since it is metres elsewhere.
var short = map[string]float64{"k": 1e3, "mn": 1e6, "mln": 1e6, "bn": 1e9, "bln": 1e9, "tn": 1e12, "trn": 1e12}

var ordinals = map[string]float64{
	"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
	"tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
	"seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}

// plural scales make a number vague: "hundreds", "tens of thousands".
var plurals = map[string]float64{
	"tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1e3, "millions": 1e6, "billions": 1e9, "trillions": 1e12,
}

var fractions = map[string]float64{
	"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4,
	"fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "eighth": 8, "eighths": 8, "tenth": 10, "tenths": 10,
}

var vulgar = map[string]float64{"½": .5, "¼": .25, "¾": .75, "⅓": 1.0 / 3, "⅔": 2.0 / 3, "⅛": .125}

// Number is a number read from atoms.
type Number struct {
	Value    float64
	Fraction bool // a part of something: "half", "two-thirds"
	Figures  bool // it begins with figures
	Scale    float64
	Next     int // the atom after it
}

// At reads the number that begins at atom i: figures with or without a scale
// word ("5.7 million", "1.2bn"), number words ("twenty-three", "a hundred",
// "two dozen", "one and a half million"), mixed numbers ("2 1/2") and fractions
// ("half", "two-thirds", "a quarter of a million"). Vague plurals ("hundreds",
// "tens of thousands") and bare articles are no numbers.
func At(a []Atom, i int) (Number, bool) {
	if i >= len(a) {
		return Number{}, false
	}
	if n, ok := fractionAt(a, i); ok {
		return n, true
	}
	n, ok := cardinalAt(a, i)
	if !ok {
		return n, false
	}
	// "two and a half (million)"
	if j := n.Next; j+2 < len(a) && a[j].Low == "and" && a[j+1].Low == "a" && (a[j+2].Low == "half" || a[j+2].Low == "quarter") {
		n.Value += 1 / fractions[a[j+2].Low]
		n.Next = j + 3
		n = scaled(a, n)
	}
	if vague(a, n.Next) {
		return Number{}, false
	}
	return n, true
}

// vague reports whether what follows a number makes it a vague plural:
// "several hundred thousands" is left, "two thousands" as well.
func vague(a []Atom, i int) bool {
	return i < len(a) && plurals[a[i].Low] >= 100
}

func cardinalAt(a []Atom, i int) (Number, bool) {
	switch x := a[i]; {
	case x.Kind == Figure:
		n := Number{Value: x.Val, Figures: true, Next: i + 1}
		if v, next, ok := lakh(a, i); ok {
			n.Value, n.Next = v, next
		} else if v, next, ok := slash(a, i); ok {
			n.Value, n.Next = v, next
		} else if j := i + 1; j < len(a) && a[j].Kind == Figure && a[j].Val < 10 && !a[j].Glued {
			if v, next, ok := slash(a, j); ok && v < 1 {
				n.Value, n.Next = n.Value+v, next
			}
		} else if j < len(a) {
			if v, ok := vulgar[a[j].Low]; ok {
				n.Value, n.Next = n.Value+v, j+1
			}
		}
		if j := n.Next; j < len(a) && a[j].Kind == Word && a[j].Glued {
			if v, ok := short[a[j].Low]; ok {
				n.Value, n.Scale, n.Next = n.Value*v, v, j+1
			}
		}
		return scaled(a, n), true
	case x.Kind == Symbol:
		if v, ok := vulgar[x.Low]; ok {
			return Number{Value: v, Fraction: true, Figures: true, Next: i + 1}, true
		}
		return Number{}, false
	case x.Low == "a" || x.Low == "an":
		// only before a scale: "a hundred", "a dozen"
		if i+1 < len(a) && scales[a[i+1].Low] > 0 {
			return scaled(a, Number{Value: 1, Next: i + 1}), true
		}
		return Number{}, false
	}
	// words
	// a scale word alone is vague: "several hundred"
	v, next, ok := small(a, i)
	if !ok {
		return Number{}, false
	}
	return scaled(a, Number{Value: v, Next: next}), true
}

// lakh reads figures in groups of two, "1,00,000", where the tokens were cut at
// a comma.
func lakh(a []Atom, i int) (float64, int, bool) {
	if len(a[i].Low) > 2 || i+2 >= len(a) || a[i+1].Low != "," || !a[i+1].Glued || a[i+2].Kind != Figure || !a[i+2].Glued {
		return 0, 0, false
	}
	rest := a[i+2].Low
	if len(rest) < 6 || rest[2] != ',' || rest[len(rest)-4] != ',' {
		return 0, 0, false
	}
	return value(a[i].Low + "," + rest), i + 3, true
}

// slash reads "1/2" as a half, and "11/2" as one and a half: a numerator that
// is larger than its one-digit denominator is how newspapers without fraction
// type set a mixed number.
func slash(a []Atom, i int) (float64, int, bool) {
	if i+2 >= len(a) || a[i+1].Low != "/" || !a[i+1].Glued || a[i+2].Kind != Figure || !a[i+2].Glued {
		return 0, 0, false
	}
	den := a[i+2].Val
	switch den {
	case 2, 3, 4, 5, 8, 16:
	default:
		return 0, 0, false // 24/7, 9/11
	}
	if i+3 < len(a) && a[i+3].Low == "/" {
		return 0, 0, false // 1/2/2022
	}
	num := a[i].Val
	if num < den {
		return num / den, i + 3, true
	}
	if s := a[i].Low; len(s) >= 2 && den < 10 {
		whole, last := value(s[:len(s)-1]), float64(s[len(s)-1]-'0')
		if last > 0 && last < den {
			return whole + last/den, i + 3, true
		}
	}
	return 0, 0, false
}

// small reads a number word below a hundred.
func small(a []Atom, i int) (float64, int, bool) {
	if v, ok := units[a[i].Low]; ok {
		return v, i + 1, true
	}
	v, ok := tens[a[i].Low]
	if !ok {
		return 0, 0, false
	}
	j := i + 1
	if j+1 < len(a) && a[j].Low == "-" && a[j].Glued == a[j+1].Glued { // also "twenty - three"
		j++
	}
	if j < len(a) {
		if u, ok := units[a[j].Low]; ok && u > 0 && u < 10 {
			return v + u, j + 1, true
		}
	}
	return v, i + 1, true
}

// scaled multiplies n by the scale words after it and adds what they leave
// room for: "two hundred and fifty thousand", "5.7 million".
func scaled(a []Atom, n Number) Number {
	total, cur := 0.0, n.Value
	j := n.Next
	for j < len(a) {
		k := j
		if a[k].Low == "-" && a[k].Glued && k+1 < len(a) && a[k+1].Glued {
			k++
		}
		v, ok := scales[a[k].Low]
		if ok && a[k].Kind == Word {
			cur *= v
			n.Scale = max(n.Scale, v)
			if v >= 1000 {
				total, cur = total+cur, 0
			}
			j = k + 1
			n.Next = j
			continue
		}
		if n.Scale < 100 || n.Figures {
			break
		}
		if a[k].Low == "and" && k+1 < len(a) {
			k++
		}
		u, next, ok := small(a, k)
		if !ok || k != j && cur == 0 && total == 0 {
			break
		}
		// "two thousand five hundred": the rest counts from nought
		cur += u
		j = next
		n.Next = j
		if cur >= 100 && next < len(a) && scales[a[next].Low] == 0 {
			break
		}
	}
	n.Value = total + cur
	return n
}

// fractionAt reads "half", "a half", "one third", "two-thirds", "three
// quarters", and with a scale "half a million", "a quarter of a million".
func fractionAt(a []Atom, i int) (Number, bool) {
	num, j := 1.0, i
	switch low := a[i].Low; {
	case low == "half":
	case low == "a" || low == "an" || low == "one":
		j++
	default:
		v, ok := units[low]
		if !ok && a[i].Kind == Figure && a[i].Val < 10 && a[i].Low == trimmed(a[i].Val) {
			v, ok = a[i].Val, true
		}
		if !ok || v < 2 || v > 9 {
			return Number{}, false
		}
		num, j = v, i+1
	}
	if j > i && j+1 < len(a) && a[j].Low == "-" && a[j].Glued {
		j++
	}
	if j >= len(a) {
		return Number{}, false
	}
	den, ok := fractions[a[j].Low]
	plural := len(a[j].Low) > 0 && a[j].Low[len(a[j].Low)-1] == 's' || a[j].Low == "halves"
	if !ok || (num > 1) != plural {
		return Number{}, false
	}
	// "a fifth round" is an ordinal: a fraction goes on with "of" or "the", or
	// stops; "half" may stand before anything.
	if a[j].Low != "half" && num == 1 && !partOf(a, j+1) {
		return Number{}, false
	}
	n := Number{Value: num / den, Fraction: true, Next: j + 1}
	k := j + 1
	if k < len(a) && a[k].Low == "of" {
		k++
	}
	if k < len(a) && a[k].Low == "-" && a[k].Glued {
		k++
	}
	if k < len(a) && (a[k].Low == "a" || a[k].Low == "one") {
		k++
	}
	if k < len(a) {
		if s, ok := scales[a[k].Low]; ok && s != 100 || ok && a[k].Low == "hundred" {
			n.Value, n.Scale, n.Fraction, n.Next = n.Value*s, s, false, k+1
		}
	}
	return n, true
}

func trimmed(v float64) string { return string(rune('0' + int(v))) }

// partOf reports whether a fraction may end before atom i.
func partOf(a []Atom, i int) bool {
	if i >= len(a) {
		return true
	}
	switch a[i].Low {
	case "of", "the", "to", "in", "from", "since", "on", "for", "more", "less", "were", "are", "was", "is", "by", "and", "or":
		return true
	}
	return a[i].Kind == Symbol && a[i].Low != "-"
}

// OrdinalAt reads "1st", "31st", "first" or "twenty-first" at atom i.
func OrdinalAt(a []Atom, i int) (n int, next int, ok bool) {
	if i >= len(a) {
		return 0, 0, false
	}
	if a[i].Kind == Figure && i+1 < len(a) && a[i+1].Glued && suffix(a[i+1].Low) && a[i].Val < 1000 {
		return int(a[i].Val), i + 2, true
	}
	if v, ok := ordinals[a[i].Low]; ok {
		return int(v), i + 1, true
	}
	if v, ok := tens[a[i].Low]; ok && i+1 < len(a) {
		j := i + 1
		if a[j].Low == "-" && j+1 < len(a) {
			j++
		}
		if u, ok := ordinals[a[j].Low]; ok && u < 10 {
			return int(v + u), j + 1, true
		}
	}
	return 0, 0, false
}

func suffix(s string) bool { return s == "st" || s == "nd" || s == "rd" || s == "th" }

// Plural reports whether the word is a vague plural of number ("dozens").
func Plural(low string) bool { return plurals[low] > 0 }

// Scale reports whether the word multiplies the number before it ("million").
func Scale(low string) bool { return scales[low] > 0 }
