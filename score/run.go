package score

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"sort"

	"demarche"
	"demarche/text"
)

// Engine is what is measured. A part that is nil is left out of the sheet, with
// a line that says so.
type Engine struct {
	Read  func(demarche.Article) *demarche.Reading
	Split func(src string) *text.Doc // tokens, sentences, paragraphs, quotations
	Tag   func(*text.Doc) []text.Tag
	Parse func(*text.Doc) []text.Arc
	Names func(*text.Doc) []text.Mention
	Times func(*text.Doc) []text.Time

	Stages []Stage // for the speed of each
	Now    Clock   // nil leaves the speeds out

	Sources fs.FS // the project's own sources, for the pairs of the merge
}

// Options choose what Run measures.
type Options struct {
	Parts  []string // names of parts; none means all
	Misses func(Miss)
}

// Parts are the parts of the sheet in their order.
var Parts = []string{"ledger", "cards", "merge", "attribution", "events", "trees", "names", "dates", "speed"}

func (o *Options) wants(part string) bool {
	if len(o.Parts) == 0 {
		return true
	}
	for _, p := range o.Parts {
		if p == part {
			return true
		}
	}
	return false
}

// Run measures the engine on the folders gold and corpora of shared. A corpus
// that is not there is a line "not here", not an error.
func Run(shared fs.FS, e Engine, o Options) (*Sheet, error) {
	s := &Sheet{}
	for _, p := range []struct {
		name string
		run  func(*Sheet, fs.FS, *Engine, *Options) error
	}{
		{"ledger", runLedgers}, {"cards", runCards}, {"merge", runPairs}, {"attribution", runAttribution}, {"events", runEvents},
		{"trees", runTrees}, {"names", runNames}, {"dates", runTimes}, {"speed", runSpeed},
	} {
		if !o.wants(p.name) {
			continue
		}
		if err := p.run(s, shared, &e, &o); errors.Is(err, fs.ErrNotExist) {
			s.note(p.name, "not here")
		} else if err != nil {
			return nil, fmt.Errorf("score %s: %w", p.name, err)
		}
	}
	return s, nil
}

func sub(shared fs.FS, dir string) fs.FS {
	f, err := fs.Sub(shared, dir)
	if err != nil {
		return shared // dir is a constant and valid
	}
	return f
}

func runLedgers(s *Sheet, shared fs.FS, e *Engine, o *Options) error {
	gold, err := LoadGold(sub(shared, "gold"))
	if err != nil {
		return err
	}
	if e.Read == nil {
		s.note("ledger", "no reader")
		return nil
	}
	var seed, others []Ledger
	read := map[string]*demarche.Reading{}
	for _, l := range gold.Ledgers {
		read[l.ID] = e.Read(gold.Articles[l.ID])
		if l.ID == "seed" {
			seed = append(seed, l)
		} else {
			others = append(others, l)
		}
	}
	for _, set := range []struct {
		name    string
		ledgers []Ledger
	}{{"ledger, seed", seed}, {fmt.Sprintf("ledger, %d others", len(others)), others}} {
		r := Ledgers(set.ledgers, gold.Articles, read)
		for _, n := range CountNames {
			s.count(set.name, n, r.Counts[n])
		}
		s.Rows = append(s.Rows, Line{Part: set.name, Measure: "key recall", Value: share3(r.Key.R()), N: fmt.Sprint(r.Key.Gold)})
		for _, n := range RateNames {
			c := r.Rates[n]
			if n == "condition, spurious" {
				s.Rows = append(s.Rows, Line{Part: set.name, Measure: n, N: fmt.Sprint(c.N)})
			} else if c.N > 0 {
				s.rate(set.name, n, c)
			}
		}
		if o.Misses != nil {
			for _, m := range r.Misses {
				o.Misses(m)
			}
		}
	}
	return nil
}

func runCards(s *Sheet, shared fs.FS, e *Engine, o *Options) error {
	gold, err := LoadGold(sub(shared, "gold"))
	if err != nil {
		return err
	}
	if e.Read == nil {
		s.note("cards", "no reader")
		return nil
	}
	cards := RedCards(e.Read(gold.Articles["seed"]))
	s.Rows = append(s.Rows, Line{Part: "cards", Measure: "red cards drawn", Value: fmt.Sprint(Drawn(cards)), N: fmt.Sprint(len(cards))})
	for _, c := range cards {
		if c.Drawn {
			s.note("cards", fmt.Sprintf("RED %d %s", c.Number, c.What))
		}
	}
	return nil
}

func runAttribution(s *Sheet, shared fs.FS, e *Engine, o *Options) error {
	for _, set := range []struct{ part, file string }{{"attribution, PolNeAR dev", "dev.jsonl"}, {"attribution, GUM news", "gum_news.jsonl"}} {
		gold, err := LoadAttribution(sub(shared, "gold/attribution"), set.file)
		if err != nil {
			return err
		}
		if e.Read == nil {
			s.note(set.part, "no reader")
			continue
		}
		read, one := map[string][]Attributed{}, map[string][]Attributed{}
		for _, d := range gold.Docs {
			read[d.ID] = AttributionsOf(e.Read(demarche.Article{ID: demarche.ArticleID(d.ID), Language: "en", Text: d.Text}))
			one[d.ID] = OneACue(read[d.ID])
		}
		r := Attribution(gold, read)
		s.twoSided(set.part, "content, all", r["content/all"])
		for _, k := range AttributionTypes {
			s.twoSided(set.part, "ATTR, "+k, r["attr/"+k])
		}
		s.twoSided(set.part, "ATTR and cue, all", r["attrcue/all"])
		r = Attribution(gold, one)
		for _, k := range AttributionTypes {
			s.twoSided(set.part, "rows of one cue joined: ATTR, "+k, r["attr/"+k])
		}
	}
	return nil
}

func runEvents(s *Sheet, shared fs.FS, e *Engine, o *Options) error {
	const part = "events, PLV train"
	gold, err := LoadEvents(sub(shared, "gold/events"), "plv_train.jsonl")
	if err != nil {
		return err
	}
	if e.Read == nil {
		s.note(part, "no reader")
		return nil
	}
	root := map[string]string{}
	for i := range gold {
		g := &gold[i]
		root[g.ID] = RootOf(g, e.Read(demarche.Article{ID: demarche.ArticleID(g.ID), Language: "en", Text: g.Text}))
		if o.Misses != nil && root[g.ID] != g.Root {
			o.Misses(Miss{g.ID, "event " + g.Root, fmt.Sprintf("read %q: %s", root[g.ID], g.Marked)})
		}
	}
	r := Events(gold, root)
	s.rate(part, "coded", Rate{r.N, r.Coded})
	for _, x := range []struct {
		name  string
		value float64
	}{{"root, accuracy", r.Accuracy}, {"root, macro F1", r.RootF1}, {"quadrant, macro F1", r.QuadF1}, {"cooperation or conflict, macro F1", r.BinaryF1}} {
		s.Rows = append(s.Rows, Line{Part: part, Measure: x.name, Value: share3(x.value), N: fmt.Sprint(r.N)})
	}
	var names []string
	for n := range r.Roots {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		s.count(part, n, r.Roots[n])
	}
	return nil
}

func runTrees(s *Sheet, shared fs.FS, e *Engine, o *Options) error {
	for _, set := range []struct{ part, file, prefix string }{
		{"trees, EWT dev", "ud-ewt/dev.conllu", ""}, {"trees, GUM dev", "ud-gum/dev.conllu", ""}, {"trees, GUM dev news", "ud-gum/dev.conllu", "GUM_news"},
	} {
		docs, err := LoadTrees(sub(shared, "corpora"), set.file, set.prefix)
		if err != nil {
			return err
		}
		if e.Split != nil {
			r := Segments(docs, e.Split)
			s.count(set.part, "tokens of raw text", r.Tokens)
			s.count(set.part, "sentences of raw text", r.Sentences)
		}
		if e.Tag == nil {
			s.note(set.part, "no tagger")
			continue
		}
		r := TreesOf(docs, e.Tag, e.Parse)
		s.rate(set.part, "UPOS", Rate{r.Words, r.UPOS})
		s.rate(set.part, "lemma", Rate{r.Words, r.Lemma})
		if e.Parse == nil {
			s.note(set.part, "no parser")
			continue
		}
		s.rate(set.part, "UAS", Rate{r.Words, r.Heads})
		s.rate(set.part, "LAS", Rate{r.Words, r.Arcs})
	}
	return nil
}

func runNames(s *Sheet, shared fs.FS, e *Engine, o *Options) error {
	const part = "names, UNER-EWT dev"
	docs, err := LoadNames(sub(shared, "corpora"), "uner-ewt/dev.iob2")
	if err != nil {
		return err
	}
	if e.Names == nil {
		s.note(part, "no finder of names")
		return nil
	}
	r := Names(docs, e.Tag, e.Parse, e.Names)
	for _, n := range []string{"all", "PER", "LOC", "ORG"} {
		s.count(part, n, r[n])
	}
	return nil
}

func runTimes(s *Sheet, shared fs.FS, e *Engine, o *Options) error {
	const part = "dates, GUM dev"
	gold, err := LoadTimes(sub(shared, "corpora"), "gum-dates/dev.jsonl")
	if err != nil {
		return err
	}
	if e.Times == nil {
		s.note(part, "no finder of dates")
		return nil
	}
	s.rate(part, "value, given the expression", Times(gold, e.Tag, e.Parse, e.Times))
	return nil
}

// speedBytes is about how much text the speeds are measured on, in bytes.
const speedBytes = 120_000

func runSpeed(s *Sheet, shared fs.FS, e *Engine, o *Options) error {
	const part = "speed, Wikinews"
	if e.Now == nil {
		return nil
	}
	var articles []demarche.Article
	size := 0
	err := eachLine(sub(shared, "corpora"), "raw-news/wikinews-2019-2020.jsonl", func(line []byte) error {
		if size > speedBytes {
			return nil
		}
		var a struct{ Title, Date, Text string }
		if err := json.Unmarshal(line, &a); err != nil {
			return err
		}
		articles = append(articles, demarche.Article{ID: demarche.ArticleID(fmt.Sprint(len(articles))), Title: a.Title,
			Published: demarche.Maybe(a.Date), Language: "en", Text: a.Text})
		size += len(a.Text)
		return nil
	})
	if err != nil {
		return err
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1)) // one core, the collector of garbage included
	for _, v := range Speed(articles, e.Stages, e.Read, e.Now) {
		s.Rows = append(s.Rows, Line{Part: part, Measure: v.Name, P: fmt.Sprintf("%.4f", v.Ratio), Value: fmt.Sprintf("%.0f", v.PerSec), N: fmt.Sprint(v.Tokens)})
	}
	return nil
}
