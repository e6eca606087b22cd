package train

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"demarche"
	"demarche/read/name"
	"demarche/text"
)

// NameCorpora reads the documents that the tagger of names may be trained on.
// The small gold corpora are taken three times, against the silver one.
func NameCorpora(shared string) ([]LabelledDoc, error) {
	c := func(p ...string) string { return filepath.Join(append([]string{shared, "corpora"}, p...)...) }
	docs, err := readGMB(c("gmb-voa", "train.tsv"))
	if err != nil {
		return nil, err
	}
	var small []LabelledDoc
	cross, err := ReadCrossNER(c("crossner-politics", "train.txt"))
	if err != nil {
		return nil, err
	}
	small = append(small, cross...)
	for _, f := range []string{"Australian_Department_of_Foreign_Affairs", "CENTCOM", "Delegation_of_the_European_Union_to_Syria", "UK_Government", "Wikipedia"} {
		r, err := ReadRe3d(c("re3d", f+".jsonl"))
		if err != nil {
			return nil, err
		}
		small = append(small, r...)
	}
	for range 3 {
		docs = append(docs, small...)
	}
	return docs, nil
}

// words makes a document of ready-made tokens, parted by blanks.
type words struct {
	doc    text.Doc
	b      strings.Builder
	labels []uint8
	start  int
}

func (w *words) add(form string, label uint8) {
	if w.b.Len() > 0 {
		w.b.WriteByte(' ')
	}
	from := w.b.Len()
	w.b.WriteString(form)
	w.doc.Tokens = append(w.doc.Tokens, text.Token{Span: demarche.Span{Start: from, End: w.b.Len()}})
	w.labels = append(w.labels, label)
}

func (w *words) end() {
	if n := len(w.doc.Tokens); n > w.start {
		w.doc.Sentences = append(w.doc.Sentences, text.Sentence{Range: text.Range{From: w.start, To: n}})
		w.start = n
	}
}

func (w *words) done() LabelledDoc {
	w.end()
	w.doc.Text = w.b.String()
	w.doc.Tags = make([]text.Tag, len(w.doc.Tokens))
	w.doc.Arcs = make([]text.Arc, len(w.doc.Tokens))
	for i := range w.doc.Arcs {
		w.doc.Arcs[i].Head = -1
	}
	return LabelledDoc{&w.doc, w.labels}
}

// label numbers a type: begin is the first token of a name.
func label(t name.Type, begin bool) uint8 {
	if t == name.None {
		return 0
	}
	if begin {
		return uint8(2*t - 1)
	}
	return uint8(2 * t)
}

// damaged are tokens that a spreadsheet made into dates ("05-Jun" was "5-6").
var damaged = regexp.MustCompile(`^\d\d-(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)$`)

// readGMB reads the Voice of America part of the Groningen Meaning Bank, which
// puts titles inside persons and marks nationalities and states alike as gpe:
// titles are cut off, and a gpe is a place when its form is a place at least as
// often as not.
func readGMB(path string) ([]LabelledDoc, error) {
	type tok struct{ form, tag string }
	var sents [][]tok
	geo := map[string]int{}
	if err := eachLine(path, func(line string) error {
		if line == "" {
			sents = append(sents, nil)
			return nil
		}
		col := strings.Split(line, "\t")
		if len(col) != 3 {
			return fmt.Errorf("%d columns, not 3", len(col))
		}
		if len(sents) == 0 {
			sents = append(sents, nil)
		}
		n := len(sents) - 1
		sents[n] = append(sents[n], tok{col[0], col[2]})
		switch col[2] {
		case "B-geo":
			geo[col[0]]++
		case "B-gpe":
			geo[col[0]]--
		}
		return nil
	}); err != nil {
		return nil, err
	}
	var out []LabelledDoc
	w := new(words)
	for n, s := range sents {
		bad := false
		for _, t := range s {
			bad = bad || damaged.MatchString(t.form)
		}
		if bad {
			continue
		}
		before := name.None
		for i, t := range s {
			y := name.None
			begin := strings.HasPrefix(t.tag, "B-")
			if t.tag != "O" {
				switch t.tag[2:] {
				case "per":
					y = name.PER
					if gmbTitle[strings.ToLower(t.form)] && (begin || before == name.None) && i+1 < len(s) && s[i+1].tag == "I-per" {
						y = name.None
					} else if before == name.None {
						begin = true
					}
				case "geo":
					y = name.LOC
				case "gpe":
					y = name.MISC
					if geo[t.form] >= 0 && (begin || before == name.LOC) {
						y = name.LOC
					}
				case "org":
					y = name.ORG
				case "art", "eve":
					y = name.MISC
				}
			}
			for j, piece := range pieces(t.form) {
				w.add(piece, label(y, j == 0 && (begin || before != y)))
			}
			before = y
		}
		w.end()
		if n%200 == 199 {
			out = append(out, w.done())
			w = new(words)
		}
	}
	return append(out, w.done()), nil
}

// pieces cuts a word at its hyphens as the reader's tokens are cut ("U.S.-led"
// is three of them), so that the tagger learns what it will meet.
func pieces(w string) []string {
	if len(w) < 3 || !hyphened.MatchString(w) {
		return []string{w}
	}
	var out []string
	for {
		i := strings.IndexByte(w, '-')
		if i < 0 {
			return append(out, w)
		}
		out = append(out, w[:i], "-")
		w = w[i+1:]
	}
}

var hyphened = regexp.MustCompile(`^[\pL.]+(-[\pL.]+)+$`)

// gmbTitle are the words that this corpus takes for the beginning of a name.
var gmbTitle = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`president vice prime minister mr. mr mrs. mrs ms. ms dr. dr general gen. lieutenant lt. colonel col. major maj. captain
		secretary foreign defense state chancellor king queen prince princess pope senator sen. representative rep. governor gov. mayor
		ambassador spokesman spokeswoman sir lord ayatollah sheikh sheik grand cardinal archbishop bishop admiral adm. sergeant sgt. chief judge justice premier
		former deputy interior finance professor envoy director commander brigadier congressman congresswoman`) {
		m[w] = true
	}
	return m
}()

// ReadCrossNER reads the CrossNER politics files ("word TAB label").
func ReadCrossNER(path string) ([]LabelledDoc, error) {
	types := map[string]name.Type{"politician": name.PER, "person": name.PER, "politicalparty": name.ORG, "organisation": name.ORG,
		"country": name.LOC, "location": name.LOC, "election": name.MISC, "event": name.MISC, "misc": name.MISC}
	w := new(words)
	err := eachLine(path, func(line string) error {
		if line == "" {
			w.end()
			return nil
		}
		form, tag, ok := strings.Cut(line, "\t")
		if !ok {
			return fmt.Errorf("no tab")
		}
		if tag == "O" {
			w.add(form, 0)
			return nil
		}
		y, ok := types[tag[2:]]
		if !ok {
			return fmt.Errorf("unknown label %q", tag)
		}
		w.add(form, label(y, tag[0] == 'B'))
		return nil
	})
	return []LabelledDoc{w.done()}, err
}

// ReadUNER reads Universal NER files (number, word, label, two more columns).
func ReadUNER(path string) ([]LabelledDoc, error) {
	types := map[string]name.Type{"PER": name.PER, "LOC": name.LOC, "ORG": name.ORG}
	w := new(words)
	err := eachLine(path, func(line string) error {
		if line == "" {
			w.end()
			return nil
		}
		if line[0] == '#' {
			return nil
		}
		col := strings.Split(line, "\t")
		if len(col) < 3 {
			return fmt.Errorf("%d columns", len(col))
		}
		y := name.None
		if len(col[2]) > 2 {
			y = types[col[2][2:]]
		}
		w.add(col[1], label(y, col[2][0] == 'B'))
		return nil
	})
	return []LabelledDoc{w.done()}, err
}

// ReadRe3d reads Dstl's documents with entities. Only those of capital letters
// are names: "President Assad" without its title, but not "civilians".
func ReadRe3d(path string) ([]LabelledDoc, error) {
	types := map[string]name.Type{"Person": name.PER, "Organisation": name.ORG, "Location": name.LOC, "Nationality": name.MISC}
	var out []LabelledDoc
	err := eachLine(path, func(line string) error {
		if line == "" {
			return nil
		}
		var r struct {
			Text     string
			Entities []struct {
				Begin, End int
				Type       string
				Confidence float64
			}
		}
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			return err
		}
		runes := []rune(r.Text)
		kind := make([]name.Type, len(runes))
		begin := make([]bool, len(runes))
		for _, e := range r.Entities {
			y, ok := types[e.Type]
			if !ok || e.Begin < 0 || e.End > len(runes) || e.Confidence < 0.5 {
				continue
			}
			from := e.Begin
			// Articles and titles are not the name.
			for {
				word := string(runes[from:e.End])
				first, rest, ok := strings.Cut(word, " ")
				l := strings.ToLower(first)
				if !ok || l != "the" && !(y == name.PER && gmbTitle[l]) {
					break
				}
				from += utf8.RuneCountInString(first) + 1
				_ = rest
			}
			if !nameLike(string(runes[from:e.End])) || kind[from] != name.None {
				continue
			}
			for i := from; i < e.End; i++ {
				kind[i] = y
			}
			begin[from] = true
		}
		w := new(words)
		for _, p := range re3dWords(runes) {
			if p[0] < 0 {
				w.end()
				continue
			}
			w.add(string(runes[p[0]:p[1]]), label(kind[p[0]], begin[p[0]] || p[0] == 0 || kind[p[0]-1] != kind[p[0]] && !begin[p[0]] && kind[p[0]] != name.None && (p[0] < 2 || kind[p[0]-2] != kind[p[0]])))
		}
		out = append(out, w.done())
		return nil
	})
	return out, err
}

// nameLike reports whether every word but the small ones has a capital.
func nameLike(s string) bool {
	ok := false
	for _, w := range strings.Fields(s) {
		c, _ := utf8.DecodeRuneInString(w)
		switch {
		case unicode.IsUpper(c) || unicode.IsDigit(c):
			ok = true
		case w == "of" || w == "the" || w == "and" || w == "for" || w == "al" || w == "on" || strings.HasPrefix(w, "al-") || w == "in" || w == "to" || w == "bin" || w == "'s":
		default:
			return false
		}
	}
	return ok
}

// re3dWords cuts a text into words and marks, a {-1, -1} after a sentence.
func re3dWords(r []rune) [][2]int {
	var out [][2]int
	for i := 0; i < len(r); {
		switch {
		case r[i] == '\n':
			out = append(out, [2]int{-1, -1})
			i++
		case unicode.IsSpace(r[i]):
			i++
		case unicode.IsLetter(r[i]) || unicode.IsDigit(r[i]):
			j := i + 1
			for j < len(r) && (unicode.IsLetter(r[j]) || unicode.IsDigit(r[j]) || j+1 < len(r) && (r[j] == '-' || r[j] == '.' || r[j] == ',' && unicode.IsDigit(r[j-1])) && (unicode.IsLetter(r[j+1]) || unicode.IsDigit(r[j+1]))) {
				j++
			}
			if j < len(r) && r[j] == '.' && (j-i == 1 || strings.Contains(string(r[i:j]), ".") || abbreviated[string(r[i:j])]) {
				j++
			}
			out = append(out, [2]int{i, j})
			i = j
		case (r[i] == '\'' || r[i] == '’') && i+1 < len(r) && r[i+1] == 's':
			out = append(out, [2]int{i, i + 2})
			i += 2
		default:
			out = append(out, [2]int{i, i + 1})
			if r[i] == '.' || r[i] == '?' || r[i] == '!' {
				out = append(out, [2]int{-1, -1})
			}
			i++
		}
	}
	return out
}

var abbreviated = map[string]bool{"Mr": true, "Mrs": true, "Dr": true, "Gen": true, "Lt": true, "Col": true, "Sgt": true, "Maj": true, "Sen": true}

func eachLine(path string, take func(string) error) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	sc := bufio.NewScanner(bytes.NewReader(b))
	sc.Buffer(nil, 1<<24)
	n := 0
	for sc.Scan() {
		n++
		if err := take(strings.TrimRight(sc.Text(), "\r")); err != nil {
			return fmt.Errorf("%s:%d: %w", path, n, err)
		}
	}
	return sc.Err()
}
