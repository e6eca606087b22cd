package score

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"sort"
	"strings"

	"demarche"
)

// Who said what, measured as sections 2 to 4 of attribution/score_attribution.py
// do: the head of that file defines them, and a test holds the two equal. The
// word lists of its rules are read from it, so that they stand in one place.

// Attributed is one attribution: spans in code points.
type Attributed struct {
	Source  [][2]int `json:"source"`
	Cue     [][2]int `json:"cue"`
	Content [][2]int `json:"content"`
}

// AttributionDoc is a text with its attributions.
type AttributionDoc struct {
	ID           string       `json:"doc_id"`
	Text         string       `json:"text"`
	Attributions []Attributed `json:"attributions"`
}

// AttributionGold is a set of documents and the word lists of the scorer.
type AttributionGold struct {
	Docs  []AttributionDoc
	lists attributionLists
}

type attributionLists struct{ cut, skip, clitic, reporting map[string]bool }

// LoadAttribution reads one of the sets of the folder gold/attribution
// ("dev.jsonl") and the word lists of the scorer beside it.
func LoadAttribution(fsys fs.FS, name string) (*AttributionGold, error) {
	g := &AttributionGold{}
	err := eachLine(fsys, name, func(line []byte) error {
		var d AttributionDoc
		if err := json.Unmarshal(line, &d); err != nil {
			return err
		}
		g.Docs = append(g.Docs, d)
		return nil
	})
	if err != nil {
		return nil, err
	}
	const scorer = "score_attribution.py"
	py, err := fs.ReadFile(fsys, scorer)
	if err != nil {
		return nil, err
	}
	for _, l := range []struct {
		name string
		to   *map[string]bool
	}{{"CUT", &g.lists.cut}, {"SKIP", &g.lists.skip}, {"CLIT", &g.lists.clitic}, {"REPORTING", &g.lists.reporting}} {
		if *l.to = pythonSet(string(py), l.name); len(*l.to) == 0 {
			return nil, demarche.Errorf(demarche.Invalid, scorer, "no word list %s in it", l.name)
		}
	}
	return g, nil
}

var quotedWord = regexp.MustCompile(`"([^"]*)"`)

// pythonSet reads the words of `NAME = {"a", "b"}` or `NAME = set("""a b""".split())`.
func pythonSet(py, name string) map[string]bool {
	out := map[string]bool{}
	_, body, ok := strings.Cut(py, "\n"+name+" = ")
	if !ok {
		return out
	}
	if list, ok := strings.CutPrefix(body, `set("""`); ok {
		list, _, _ = strings.Cut(list, `"""`)
		for _, w := range strings.Fields(list) {
			out[w] = true
		}
		return out
	}
	body, _, _ = strings.Cut(body, "}")
	for _, m := range quotedWord.FindAllStringSubmatch(body, -1) {
		out[m[1]] = true
	}
	return out
}

// eachLine calls f on every line of a file that is not blank.
func eachLine(fsys fs.FS, name string, f func(line []byte) error) error {
	raw, err := fs.ReadFile(fsys, name)
	if err != nil {
		return err
	}
	sc := bufio.NewScanner(bytes.NewReader(raw))
	sc.Buffer(nil, 1<<26)
	for n := 1; sc.Scan(); n++ {
		if len(bytes.TrimSpace(sc.Bytes())) == 0 {
			continue
		}
		if err := f(sc.Bytes()); err != nil {
			return &demarche.Error{Code: demarche.Invalid, Where: fmt.Sprintf("%s:%d", name, n), What: "cannot be read", Err: err}
		}
	}
	return sc.Err()
}

// AttributionsOf are the statements of a reading as attributions, one for one,
// those without content left out.
func AttributionsOf(r *demarche.Reading) []Attributed {
	p := newPoints(r.Article.Text)
	runs := func(spans []demarche.Span) (out [][2]int) {
		for _, s := range spans {
			if s.Start < s.End {
				out = append(out, [2]int{p[s.Start], p[s.End]})
			}
		}
		return out
	}
	var out []Attributed
	for _, s := range r.Statements {
		if strings.TrimSpace(joined(r.Article.Text, s.Content)) != "" {
			out = append(out, Attributed{Source: runs(s.SourceSpan), Cue: runs(s.Cue), Content: runs(s.Content)})
		}
	}
	return out
}

// OneACue joins attributions that share cue and source: PolNeAR has one for all
// that a cue introduces, the ledger a row for each sentence of it.
func OneACue(list []Attributed) []Attributed {
	var out []Attributed
	at := map[string]int{} // cue and source -> index in out
	for _, a := range list {
		key := fmt.Sprint(a.Cue, a.Source)
		if i, ok := at[key]; ok && len(a.Cue) > 0 {
			out[i].Content = slices.Concat(out[i].Content, a.Content)
			continue
		}
		at[key] = len(out)
		out = append(out, a)
	}
	return out
}

func joined(text string, spans []demarche.Span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.In(text))
	}
	return b.String()
}

// TwoSided counts matches from both sides, because the partner of a match need
// not be of the type that is counted.
type TwoSided struct{ Gold, Read, GoldSame, ReadSame int }

// P is precision, R recall, F1 their harmonic mean; nothing asked and nothing
// answered is 1.
func (c TwoSided) P() float64 {
	if c.Read == 0 && c.Gold == 0 {
		return 1
	}
	return share(c.ReadSame, c.Read)
}

// R is recall.
func (c TwoSided) R() float64 {
	if c.Read == 0 && c.Gold == 0 {
		return 1
	}
	return share(c.GoldSame, c.Gold)
}

// F1 is the harmonic mean of P and R.
func (c TwoSided) F1() float64 {
	p, r := c.P(), c.R()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

// AttributionTypes are the subsets that are counted; AttributionMeasures what
// has to agree: the content, also the source, also the cue.
var (
	AttributionTypes    = []string{"all", "direct", "mixed", "indirect", "reporting"}
	AttributionMeasures = []string{"content", "attr", "attrcue"}
)

// Attribution scores attributions read, by document, under "measure/type".
func Attribution(g *AttributionGold, read map[string][]Attributed) map[string]TwoSided {
	total := map[string]TwoSided{}
	for i := range g.Docs {
		d := &g.Docs[i]
		t := newWordText(d.Text, &g.lists)
		t.score(t.clean(d.Attributions), t.clean(read[d.ID]), total)
	}
	return total
}

// attribution is an Attributed with its spans trimmed, in order and merged.
type attribution struct {
	source, cue, content [][2]int
	words                chars // of the content, as word numbers
	kind                 string
	reporting            bool
}

func (t *wordText) clean(list []Attributed) []attribution {
	var out []attribution
	for _, a := range list {
		b := attribution{source: t.trim(a.Source), cue: t.trim(a.Cue), content: t.trim(a.Content)}
		if len(b.content) == 0 {
			continue
		}
		b.words = t.words(b.content)
		b.kind = t.quoteKind(b.content)
		b.reporting = t.isReporting(&b)
		out = append(out, b)
	}
	sort.SliceStable(out, func(i, j int) bool {
		return slices.CompareFunc(out[i].content, out[j].content, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) }) < 0
	})
	return out
}

func (t *wordText) score(gold, read []attribution, total map[string]TwoSided) {
	var all []pair
	for i := range gold {
		for j := range read {
			if q := gold[i].words.jaccard(read[j].words); q >= 0.5 {
				all = append(all, pair{q, i, j})
			}
		}
	}
	of := func(kind string, a *attribution) bool {
		return kind == "all" || kind == a.kind || kind == "reporting" && a.reporting
	}
	for _, measure := range AttributionMeasures {
		var pairs []pair
		for _, p := range all {
			g, r := &gold[p.gold], &read[p.read]
			if measure == "content" || t.sameSource(g, r) && (measure == "attr" || t.sameCue(g, r)) {
				pairs = append(pairs, p)
			}
		}
		matched := greedy(pairs)
		for _, kind := range AttributionTypes {
			c := total[measure+"/"+kind]
			for i := range gold {
				if of(kind, &gold[i]) {
					c.Gold++
				}
			}
			for j := range read {
				if of(kind, &read[j]) {
					c.Read++
				}
			}
			for _, m := range matched {
				if of(kind, &gold[m.gold]) {
					c.GoldSame++
				}
				if of(kind, &read[m.read]) {
					c.ReadSame++
				}
			}
			total[measure+"/"+kind] = c
		}
	}
}

// sameSource asks that the head of each source is a word of the other.
func (t *wordText) sameSource(g, r *attribution) bool {
	if len(g.source) == 0 || len(r.source) == 0 {
		return len(g.source) == len(r.source)
	}
	hg, hr := t.head(g.source), t.head(r.source)
	a, b := t.tokens(g.source), t.tokens(r.source)
	if hg < 0 || hr < 0 {
		return a.common(b) > 0
	}
	one := func(i int) chars { return chars{{i, i + 1}} }
	return one(hg).common(b) > 0 && one(hr).common(a) > 0
}

// sameCue asks for a shared word, or a shared mark where one has no words.
func (t *wordText) sameCue(g, r *attribution) bool {
	a, b := t.tokens(g.cue), t.tokens(r.cue)
	if len(a) == 0 || len(b) == 0 {
		return len(a) == len(b)
	}
	aw, bw := t.words(g.cue), t.words(r.cue)
	if len(aw) > 0 && len(bw) > 0 {
		return aw.common(bw) > 0
	}
	return a.common(b) > 0
}
