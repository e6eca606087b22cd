package score

import (
	"encoding/json"
	"io/fs"
	"path"
	"sort"
	"strings"

	"demarche"
)

// Ledger is one article's gold: what a careful analyst would enter, as strings
// that stand in the text. The gold guide (GUIDE.md) defines every field.
type Ledger struct {
	ID         string          `json:"id"`
	Actors     []GoldActor     `json:"actors"`
	Acts       []GoldAct       `json:"acts"`
	Statements []GoldStatement `json:"statements"`
	Figures    []GoldFigure    `json:"figures"`
}

// GoldActor is an actor of a gold ledger.
type GoldActor struct {
	Name    string   `json:"name"`
	Kind    string   `json:"kind"`
	Country string   `json:"country"`
	Aliases []string `json:"aliases"`
}

// GoldAct is an act of a gold ledger.
type GoldAct struct {
	Type     string   `json:"type"`
	Status   string   `json:"status"`
	Who      []string `json:"who"`
	Whom     []string `json:"whom"`
	By       []string `json:"by"`
	Place    string   `json:"place"`
	Date     string   `json:"date"`
	Key      bool     `json:"key"`
	Evidence strs     `json:"evidence"`
}

// GoldStatement is a statement of a gold ledger.
type GoldStatement struct {
	Speaker   []string `json:"speaker"`
	Via       []string `json:"via"`
	Force     string   `json:"force"`
	Content   strs     `json:"content"`
	Condition strs     `json:"condition"`
	Key       bool     `json:"key"`
}

// GoldFigure is a figure of a gold ledger.
type GoldFigure struct {
	Low      *float64 `json:"low"`
	High     *float64 `json:"high"`
	Bound    string   `json:"bound"`
	Unit     string   `json:"unit"`
	Of       string   `json:"of"`
	By       []string `json:"by"`
	Evidence strs     `json:"evidence"`
}

// strs is a string or a list of strings in JSON.
type strs []string

// UnmarshalJSON reads null, a string or a list.
func (s *strs) UnmarshalJSON(b []byte) error {
	*s = nil
	if len(b) > 0 && b[0] == '"' {
		var one string
		if err := json.Unmarshal(b, &one); err != nil {
			return err
		}
		*s = strs{one}
		return nil
	}
	return json.Unmarshal(b, (*[]string)(s))
}

// GoldSet is the gold ledgers with their articles.
type GoldSet struct {
	Ledgers  []Ledger                    // in the order of their file names
	Articles map[string]demarche.Article // by id
}

// LoadGold reads articles/*.json and ledgers/*.json of a gold folder. A ledger
// without its article is an error.
func LoadGold(fsys fs.FS) (*GoldSet, error) {
	set := &GoldSet{Articles: map[string]demarche.Article{}}
	err := eachJSON(fsys, "articles", func(name string, raw []byte) error {
		var a struct{ ID, Title, Date, Text string }
		if err := json.Unmarshal(raw, &a); err != nil {
			return err
		}
		set.Articles[a.ID] = demarche.Article{ID: demarche.ArticleID(a.ID), Title: a.Title,
			Published: demarche.Maybe(a.Date), Language: "en", Text: a.Text}
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = eachJSON(fsys, "ledgers", func(name string, raw []byte) error {
		var l Ledger
		if err := json.Unmarshal(raw, &l); err != nil {
			return err
		}
		if l.Acts == nil {
			return nil // not a gold file
		}
		if _, ok := set.Articles[l.ID]; !ok {
			return demarche.Errorf(demarche.Invalid, name, "no article %q for this ledger", l.ID)
		}
		set.Ledgers = append(set.Ledgers, l)
		return nil
	})
	if err == nil && len(set.Ledgers) == 0 {
		err = &fs.PathError{Op: "glob", Path: "ledgers/*.json", Err: fs.ErrNotExist}
	}
	return set, err
}

// eachJSON calls f on every .json file of a folder in order of names.
func eachJSON(fsys fs.FS, dir string, f func(name string, raw []byte) error) error {
	names, err := fs.Glob(fsys, path.Join(dir, "*.json"))
	if err != nil {
		return err
	}
	sort.Strings(names)
	for _, n := range names {
		raw, err := fs.ReadFile(fsys, n)
		if err != nil {
			return err
		}
		if err := f(n, raw); err != nil {
			return &demarche.Error{Code: demarche.Invalid, Where: n, What: "cannot be read", Err: err}
		}
	}
	return nil
}

// find returns where each string first stands in the text, in code points.
func find(text string, p pointsOf, s strs) []chars {
	var out []chars
	for _, x := range s {
		if i := strings.Index(text, x); i >= 0 && x != "" {
			out = append(out, newChars(stretch{p[i], p[i+len(x)]}))
		}
	}
	return out
}
