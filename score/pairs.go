package score

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"demarche"
	"demarche/ledger"
)

// PairsFile is where the pairs are, in the folder of the project's sources.
const PairsFile = "ledger/testdata/pairs.txt"

// PairScore is how well rows are merged: by kind, and over all kinds, the
// pairs that were made one, and the pairs that were put into one series.
type PairScore struct {
	Same   map[string]Count // of the pairs that are one thing
	Series Count            // of those that are steps of one thing
	Unread int              // pairs of which a row was not read
	Misses []Miss
}

// Pairs reads the articles of each case, merges their rows, and compares with
// the verdicts. A pair of which a row was not read counts as not merged.
func Pairs(cases []PairCase, read func(demarche.Article) *demarche.Reading) *PairScore {
	s := &PairScore{Same: map[string]Count{}}
	for i := range cases {
		s.add(&cases[i], read)
	}
	return s
}

func (s *PairScore) add(c *PairCase, read func(demarche.Article) *demarche.Reading) {
	readings := map[string]*demarche.Reading{}
	rows := map[string][]demarche.Report{}
	var all []demarche.Report
	for _, t := range c.takes {
		sum := sha256.Sum256([]byte(t.text))
		r := read(demarche.Article{ID: demarche.ArticleID(t.name), Published: demarche.Maybe(t.published), Source: demarche.Maybe(t.source),
			Language: "en", SHA256: hex.EncodeToString(sum[:]), Text: t.text})
		readings[t.name] = r
		for _, row := range ledger.Rows(r, ledger.KeyOf(&r.Article), nil) {
			rep := demarche.Report{Row: row, Published: r.Article.Published, Source: r.Article.Source}
			rows[t.name] = append(rows[t.name], rep)
			all = append(all, rep)
		}
	}
	at := ledger.Merge(all, nil)
	for _, p := range c.pairs {
		one, two, ok := false, false, false // one entry, one series, both read
		if p.kind == "actor" {
			var a, b demarche.ActorID
			if a, b = actorAt(readings[p.a.take], p.a.words), actorAt(readings[p.b.take], p.b.words); a != "" && b != "" {
				ok, one = true, ledger.SameActor(a, b)
			}
		} else if a, b := rowAt(rows[p.a.take], readings[p.a.take], p.kind, p.a.words), rowAt(rows[p.b.take], readings[p.b.take], p.kind, p.b.words); a != "" && b != "" && a != b {
			ok, one = true, at[a].Entry == at[b].Entry
			two = !one && at[a].Series != "" && at[a].Series == at[b].Series
		}
		if !ok {
			s.Unread++
		}
		k := s.Same[p.kind]
		s.count(&k, one, p.verdict == "same")
		s.Same[p.kind] = k
		s.count(&s.Series, two, p.verdict == "restates" || p.verdict == "series")
		if one != (p.verdict == "same") || two != (p.verdict == "restates" || p.verdict == "series") {
			got := "differ"
			switch {
			case !ok:
				got = "not read"
			case one:
				got = "same"
			case two:
				got = "series"
			}
			s.Misses = append(s.Misses, Miss{Article: fmt.Sprintf("%d %s", p.line, c.name), Kind: "merge " + p.kind,
				What: fmt.Sprintf("%s: %s  %q | %q", p.verdict, got, p.a.words, p.b.words)})
		}
	}
}

func (s *PairScore) count(c *Count, read, gold bool) {
	if gold {
		c.Gold++
	}
	if read {
		c.Read++
	}
	if read && gold {
		c.Same++
	}
}

// All is the count over all kinds.
func (s *PairScore) All() Count {
	var c Count
	for _, k := range s.Same {
		c = c.Add(k)
	}
	return c
}

// rowAt finds the row of a kind whose evidence overlaps the words; where
// several do, the one whose trigger or cue lies nearest.
func rowAt(rows []demarche.Report, r *demarche.Reading, kind, words string) demarche.RowID {
	at := strings.Index(r.Article.Text, words)
	want := demarche.Span{Start: at, End: at + len(words)}
	var best demarche.RowID
	nearest := 1 << 30
	for _, rep := range rows {
		row := rep.Row
		if string(row.Kind) != kind {
			continue
		}
		var evidence, core []demarche.Span
		switch {
		case row.Act != nil:
			evidence, core = row.Act.Evidence, row.Act.Trigger
		case row.Statement != nil:
			evidence, core = row.Statement.Content, row.Statement.Cue
		case row.Figure != nil:
			evidence, core = row.Figure.Evidence, row.Figure.Evidence
		}
		if !slices.ContainsFunc(evidence, want.Overlaps) {
			continue
		}
		d := 1 << 20
		for _, c := range core {
			d = min(d, max(0, c.Start-want.End, want.Start-c.End))
		}
		if d < nearest {
			nearest, best = d, row.ID
		}
	}
	return best
}

// actorAt finds the actor of whom the words are a mention, by the smallest
// mention that overlaps them.
func actorAt(r *demarche.Reading, words string) demarche.ActorID {
	at := strings.Index(r.Article.Text, words)
	want := demarche.Span{Start: at, End: at + len(words)}
	var best demarche.ActorID
	size := 1 << 30
	for i := range r.Actors {
		a := &r.Actors[i]
		for _, m := range a.Mentions {
			if d := max(m.Span.Len(), want.Len()) - min(m.Span.Len(), want.Len()); m.Span.Overlaps(want) && d < size {
				size, best = d, ledger.ActorKey(a, string(r.Article.Published))
			}
		}
	}
	return best
}

func runPairs(s *Sheet, shared fs.FS, e *Engine, o *Options) error {
	if e.Read == nil || e.Sources == nil {
		s.note("merge", "no reader or no sources")
		return nil
	}
	f, err := e.Sources.Open(PairsFile)
	if err != nil {
		return err
	}
	defer f.Close()
	cases, err := ReadPairs(f)
	if err != nil {
		return fmt.Errorf("%s:%w", PairsFile, err)
	}
	p := Pairs(cases, e.Read)
	s.count("merge, pairs", "same, all kinds", p.All())
	for _, k := range []string{"act", "statement", "figure", "actor"} {
		s.count("merge, pairs", "same, "+k, p.Same[k])
	}
	s.count("merge, pairs", "restated or counted again", p.Series)
	s.Rows = append(s.Rows, Line{Part: "merge, pairs", Measure: "a row not read", N: fmt.Sprint(p.Unread)})
	if o.Misses != nil {
		for _, m := range p.Misses {
			o.Misses(m)
		}
	}
	return nil
}
