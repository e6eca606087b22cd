package score

import (
	"encoding/json"
	"io/fs"
	"slices"
	"strings"

	"demarche"
)

// PLOVER root types as the PLV sentences label them: CONCEDE and RETREAT are
// YIELD, INVESTIGATE is ACCUSE, FIGHT is ASSAULT (gold/events/score_plv.py).

// actRoot is the root of an act that took place.
var actRoot = map[demarche.ActType]string{
	demarche.Meet: "CONSULT", demarche.Visit: "CONSULT", demarche.Call: "CONSULT", demarche.Press: "CONSULT",
	demarche.Agree: "AGREE", demarche.Support: "SUPPORT", demarche.Cooperate: "COOPERATE", demarche.Aid: "AID",
	demarche.Concede: "YIELD", demarche.Withdraw: "YIELD", demarche.Investigate: "ACCUSE",
	demarche.Mobilize: "MOBILIZE", demarche.Sanction: "SANCTION", demarche.Coerce: "COERCE",
	demarche.Attack: "ASSAULT", demarche.Protest: "PROTEST",
}

// subtypeRoot is the root of finer kinds of act where it differs. The labels
// follow the CAMEO table of 2021: sanctions, embargoes and bans restrict
// (COERCE), while what cuts relations, aid or talks is SANCTION.
var subtypeRoot = map[[2]string]string{
	{string(demarche.Sanction), ""}:          "COERCE",
	{string(demarche.Protest), "diplomatic"}: "ACCUSE",
	{string(demarche.Support), "mediate"}:    "CONSULT",
}

// forceRoot is the root of a statement; what only states has none.
var forceRoot = map[demarche.Force]string{
	demarche.Demand: "REQUEST", demarche.Criticise: "ACCUSE", demarche.Threaten: "THREATEN", demarche.Warn: "THREATEN",
	demarche.Refuse: "REJECT", demarche.Deny: "REJECT", demarche.Pledge: "AGREE", demarche.Propose: "AGREE",
	demarche.Endorse: "SUPPORT", demarche.Admit: "YIELD",
}

// quad is the quadrant of a root: verbal and material cooperation, verbal and
// material conflict.
var quad = map[string]int{"AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "COOPERATE": 2, "AID": 2, "YIELD": 2,
	"ACCUSE": 3, "REQUEST": 3, "REJECT": 3, "THREATEN": 3, "PROTEST": 4, "MOBILIZE": 4, "SANCTION": 4, "COERCE": 4, "ASSAULT": 4}

// RootOfAct is the PLOVER root of an act, "" when it has none. What is not a
// fact becomes what saying it amounts to: future cooperation is AGREE, future
// conflict THREATEN; cooperation denied is REJECT, conflict denied YIELD.
func RootOfAct(a *demarche.Act) string {
	root := actRoot[a.Type]
	if finer := subtypeRoot[[2]string{string(a.Type), string(a.Subtype)}]; finer != "" {
		root = finer
	}
	switch {
	case root == "" || a.Status.Fact():
		return root
	case a.Status == demarche.Negated:
		switch quad[root] {
		case 1, 2:
			return "REJECT"
		case 3:
			return "AGREE"
		}
		return "YIELD"
	}
	switch quad[root] {
	case 1, 2:
		return "AGREE"
	case 3:
		return root
	}
	if a.Status == demarche.Possible && len(a.By) > 0 {
		return "ACCUSE" // somebody alleges it
	}
	return "THREATEN"
}

// RootOfStatement is the PLOVER root of a statement, "" when it has none.
func RootOfStatement(s *demarche.Statement) string { return forceRoot[s.Force] }

// EventSentence is a sentence with a source and a target marked in it.
type EventSentence struct {
	ID     string `json:"id"`
	Text   string `json:"text"`
	Marked string `json:"marked"` // with <s> and <t> around source and target
	Root   string `json:"root"`
}

// LoadEvents reads the PLV sentences of gold/events.
func LoadEvents(fsys fs.FS, name string) ([]EventSentence, error) {
	var out []EventSentence
	err := eachLine(fsys, name, func(line []byte) error {
		var e EventSentence
		if err := json.Unmarshal(line, &e); err != nil {
			return err
		}
		out = append(out, e)
		return nil
	})
	return out, err
}

// marks returns the text without its marks and where source and target stand.
func (e *EventSentence) marks() (text string, source, target demarche.Span) {
	var b strings.Builder
	rest := e.Marked
	for {
		i := strings.IndexByte(rest, '<')
		if i < 0 {
			break
		}
		b.WriteString(rest[:i])
		rest = rest[i:]
		known := false
		for tag, at := range map[string]*int{"<s>": &source.Start, "</s>": &source.End, "<t>": &target.Start, "</t>": &target.End} {
			if strings.HasPrefix(rest, tag) {
				*at, rest, known = b.Len(), rest[len(tag):], true
				break
			}
		}
		if !known {
			b.WriteByte('<')
			rest = rest[1:]
		}
	}
	b.WriteString(rest)
	return b.String(), source, target
}

// RootOf chooses, of all the rows read from the sentence, the one whose
// participants fit the marked pair best and returns its root, "" when no row
// has one. Source as doer and target as the one it is done to count most; of
// equals, what happened stands before what may, conflict before cooperation,
// matter before words, and what is nearer to the pair before the rest.
func RootOf(e *EventSentence, r *demarche.Reading) string {
	text, source, target := e.marks()
	if text != r.Article.Text {
		return ""
	}
	where := map[demarche.ActorID][]demarche.Span{}
	for _, a := range r.Actors {
		for _, m := range a.Mentions {
			where[a.ID] = append(where[a.ID], m.Span)
		}
	}
	at := func(ids []demarche.ActorID, s demarche.Span) bool {
		for _, id := range ids {
			for _, m := range where[id] {
				if m.Overlaps(s) {
					return true
				}
			}
		}
		return false
	}
	near := func(spans []demarche.Span) float64 { // 0 far to 1 over the whole pair
		best := 0.0
		pair := source.Join(target)
		for _, s := range spans {
			if common := min(s.End, pair.End) - max(s.Start, pair.Start); common > 0 {
				best = max(best, float64(common)/float64(s.Join(pair).Len()))
			}
		}
		return best
	}
	best, root := 0.0, ""
	offer := func(name string, score float64) {
		if name != "" && score > best {
			best, root = score, name
		}
	}
	fit := func(from, to []demarche.ActorID, both bool) float64 {
		score := 0.0
		if at(from, source) {
			score += 4
		}
		if at(to, target) {
			score += 4
		}
		if both && score < 8 && at(from, target) {
			score += 2
		}
		if both && score < 8 && at(to, source) {
			score += 2
		}
		return score
	}
	for i := range r.Acts {
		a := &r.Acts[i]
		name := RootOfAct(a)
		score := fit(a.Who, a.Whom, pooled[string(a.Type)]) + near(slices.Concat(a.Evidence, a.Trigger))
		if quad[name] == 4 {
			score += 0.5
		}
		if a.Status.Fact() {
			score += 0.6
		}
		offer(name, 1+score)
	}
	for i := range r.Statements {
		s := &r.Statements[i]
		score := fit(s.Speakers, slices.Concat(s.To, s.About), false)
		for _, c := range s.Content {
			if c.Overlaps(target) {
				score++
				break
			}
		}
		offer(RootOfStatement(s), 0.9+score+near(slices.Concat(s.Cue, s.Content)))
	}
	return root
}

// EventScore is how well roots were found, in the closed setting: the pair is
// given.
type EventScore struct {
	N, Coded     int
	Accuracy     float64
	RootF1       float64 // macro average over the roots in the gold
	QuadAccuracy float64
	QuadF1       float64
	BinaryF1     float64 // cooperation or conflict
	Roots        map[string]Count
}

// Events scores roots by sentence id as score_plv.py does.
func Events(gold []EventSentence, root map[string]string) EventScore {
	s := EventScore{N: len(gold), Roots: map[string]Count{}}
	quads, sides := map[int]Count{}, map[bool]Count{}
	right, quadRight := 0, 0
	for i := range gold {
		g, p := gold[i].Root, root[gold[i].ID]
		if p != "" {
			s.Coded++
		}
		tally(s.Roots, g, p, p != "")
		tally(quads, quad[g], quad[p], p != "")
		tally(sides, quad[g] > 2, quad[p] > 2, p != "")
		if g == p {
			right++
		}
		if quad[g] == quad[p] {
			quadRight++
		}
	}
	s.Accuracy, s.QuadAccuracy = share(right, s.N), share(quadRight, s.N)
	s.RootF1, s.QuadF1, s.BinaryF1 = macro(s.Roots), macro(quads), macro(sides)
	return s
}

func tally[K comparable](c map[K]Count, gold, read K, answered bool) {
	g := c[gold]
	g.Gold++
	if answered && gold == read {
		g.Same++
	}
	c[gold] = g
	if answered {
		r := c[read]
		r.Read++
		c[read] = r
	}
}

// macro is the mean F1 over the labels that the gold has.
func macro[K comparable](c map[K]Count) float64 {
	var all []float64
	for _, x := range c {
		if x.Gold > 0 {
			all = append(all, 2*float64(x.Same)/float64(x.Gold+x.Read))
		}
	}
	if len(all) == 0 {
		return 0
	}
	slices.Sort(all) // so that the sum does not depend on the order of the map
	sum := 0.0
	for _, f := range all {
		sum += f
	}
	return sum / float64(len(all))
}
