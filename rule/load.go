package rule

import (
	"errors"
	"io/fs"
	"path"
	"strings"

	"demarche"
	"demarche/lexicon"
)

// Where rules and lists stand inside the data folder.
const (
	Dir     = "en/rules"
	listDir = "en/lists"
)

// Load reads and checks every *.rule file under en/rules of a data folder, in
// the order of their paths. All faults are reported together; each is a
// *demarche.Error with file, line, the line itself and a repair. The lexicon
// may be nil; the rules use only the word lists.
func Load(fsys fs.FS, _ *lexicon.Lexicon) (*Set, error) {
	ls, err := loadLists(fsys, listDir)
	if err != nil {
		return nil, err
	}
	s := &Set{lists: ls, light: ls["light"], moved: ls["light-moved"], occur: ls["occur"], carry: ls["carriers"]}
	var faults []error
	err = fs.WalkDir(fsys, Dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() || path.Ext(name) != ".rule" {
			return nil
		}
		b, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		rules, bad := parseFile(name, string(b), ls)
		s.Rules = append(s.Rules, rules...)
		faults = append(faults, bad...)
		return nil
	})
	if err != nil {
		return nil, &demarche.Error{Code: demarche.Unavailable, Where: Dir, What: "cannot read the rules", Err: err,
			Repair: "give a folder that holds en/rules, like the folder data of the project"}
	}
	faults = append(faults, s.duplicates()...)
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	if len(s.Rules) == 0 {
		return nil, &demarche.Error{Code: demarche.Invalid, Where: Dir, What: "no rules found",
			Repair: "put files named *.rule there; `demarche rule fmt` shows their form"}
	}
	s.index()
	return s, nil
}

// Parse reads one file of rules by itself, against the lists of none; for
// checks and fuzzing.
func Parse(name, src string) ([]*Rule, []error) { return parseFile(name, src, nil) }

func (s *Set) duplicates() (bad []error) {
	seen := map[string]*Rule{}
	for i, r := range s.Rules {
		r.order = i
		if o := seen[r.Name]; o != nil {
			bad = append(bad, &demarche.Error{Code: demarche.Invalid, Where: at(r.File, r.Line),
				What:   "rule \"" + r.Name + "\" stands a second time\n    rule  " + r.Name + "\n          " + strings.Repeat("^", len(r.Name)),
				Repair: "the first is at " + at(o.File, o.Line) + "; give this one another name, or join the two"})
			continue
		}
		seen[r.Name] = r
	}
	return bad
}

// head is a phrase with the rule it belongs to.
type head struct {
	*Phrase
	rule *Rule
}

func (s *Set) index() {
	s.verbs, s.nouns, s.adjs, s.preds = map[string][]head{}, map[string][]head{}, map[string][]head{}, map[string][]head{}
	put := func(m map[string][]head, ps []Phrase, r *Rule) {
		for i := range ps {
			m[ps[i].Head] = append(m[ps[i].Head], head{&ps[i], r})
		}
	}
	for _, r := range s.Rules {
		put(s.verbs, r.Verb, r)
		put(s.nouns, r.Noun, r)
		put(s.adjs, r.Adj, r)
		put(s.preds, r.Pred, r)
	}
	s.any = s.verbs["*"]
	delete(s.verbs, "*")
}
