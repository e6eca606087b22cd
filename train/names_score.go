package train

import (
	"fmt"
	"path/filepath"

	"demarche/lexicon"
	"demarche/read/name"
)

// NameScore counts names of one corpus: right ones, those of the gold, those
// found.
type NameScore struct{ Right, Gold, Found int }

// F1 is in percent.
func (s NameScore) F1() float64 {
	if s.Gold+s.Found == 0 {
		return 0
	}
	return 200 * float64(s.Right) / float64(s.Gold+s.Found)
}

// String is precision, recall and F1 in percent.
func (s NameScore) String() string {
	return fmt.Sprintf("P %.1f R %.1f F1 %.1f (%d names)", 100*float64(s.Right)/float64(max(1, s.Found)), 100*float64(s.Right)/float64(max(1, s.Gold)), s.F1(), s.Gold)
}

// ScoreNames measures strict spans of PER, LOC and ORG on the development
// parts below shared.
func ScoreNames(m *name.Model, lex *lexicon.Lexicon, shared string) (map[string]NameScore, error) {
	c := func(p ...string) string { return filepath.Join(append([]string{shared, "corpora"}, p...)...) }
	out := map[string]NameScore{}
	for _, k := range []struct {
		name string
		read func(string) ([]LabelledDoc, error)
		path string
	}{
		{"uner-ewt", ReadUNER, c("uner-ewt", "dev.iob2")},
		{"re3d-state", ReadRe3d, c("re3d", "US_State_Department.jsonl")},
		{"crossner", ReadCrossNER, c("crossner-politics", "dev.txt")},
		{"gmb", readGMB, c("gmb-voa", "dev.tsv")},
	} {
		docs, err := k.read(k.path)
		if err != nil {
			return nil, err
		}
		var s NameScore
		for _, d := range docs {
			gold := map[name.Tagged]bool{}
			for _, t := range name.Spans(d.Doc, d.Labels) {
				if t.Type != name.MISC {
					gold[t] = true
				}
			}
			s.Gold += len(gold)
			for _, t := range m.Names(d.Doc, lex) {
				if t.Type == name.MISC {
					continue
				}
				s.Found++
				if gold[t] {
					s.Right++
				}
			}
		}
		out[k.name] = s
	}
	return out, nil
}
