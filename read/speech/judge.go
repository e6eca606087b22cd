package speech

import (
	"fmt"
	"slices"
	"sort"

	"demarche"
	"demarche/text"
)

// Judgement is how sure the text is of an act.
type Judgement struct {
	Status    demarche.Status
	By        []int // who says so, outermost first; empty is the article's own voice
	Condition *demarche.Condition
	Why       string // the words that decided, "call for → proposed"
}

// Judge returns the status of the act whose trigger is token head. It reads
// the clause of the trigger (tense, aspect, modality, negation, condition) and
// climbs through what governs it: "agreed to meet" is planned, "called for
// talks" proposed, "fears that they attack" possible, "cancelled the visit"
// negated. Where nothing says that an act took place it is possible, for a
// false fact is the worst error there is.
func (a *Attributor) Judge(d *text.Doc, claims []Claim, head int) Judgement {
	return judge(&a.lists, d, claims, head)
}

func judge(l *lists, d *text.Doc, claims []Claim, head int) Judgement {
	j := &judging{d: d, lists: l}
	st := j.status(head, 0)
	out := Judgement{Status: st}
	out.By = by(d, claims, head)
	if st == demarche.Planned || st == demarche.Possible || st == demarche.Proposed {
		out.Condition = j.condition(claims, head)
		if out.Condition != nil && st == demarche.Planned {
			out.Status = demarche.Possible
			j.note(out.Condition.Spans[0].In(d.Text), demarche.Possible)
		}
	}
	if out.Status.Fact() && j.futureTime(head) {
		out.Status = demarche.Planned
		j.note("a date to come", demarche.Planned)
	}
	out.Why = j.why
	return out
}

// by are the sources of the claims whose content holds the token, outermost
// first, each once.
func by(d *text.Doc, claims []Claim, head int) []int {
	at := d.Tokens[head].Span
	type layer struct {
		size, start int
		src         []int
	}
	var in []layer
	seen := map[int]bool{}
	for i := range claims {
		c := &claims[i]
		if !seen[c.Group] && covers(c.Whole, at) {
			seen[c.Group] = true
			in = append(in, layer{size(c.Whole), c.Whole[0].Start, c.Source})
		}
	}
	sort.SliceStable(in, func(x, y int) bool { return in[x].size > in[y].size })
	var out []int
	for _, x := range in {
		for _, e := range x.src {
			if !slices.Contains(out, e) {
				out = append(out, e)
			}
		}
	}
	return out
}

// judging is the state of one Judge: the climb from the trigger up.
type judging struct {
	*lists
	d   *text.Doc
	why string
}

func (j *judging) note(word string, st demarche.Status) {
	s := fmt.Sprintf("%s → %s", word, st)
	if j.why != "" {
		s = j.why + "; " + s
	}
	j.why = s
}

func (j *judging) noteAt(i int, st demarche.Status) { j.note(j.d.Lower(i), st) }

// weaker combines what is said of an act with what governs it: a negation
// stays, else the less certain of the two wins.
func weaker(in, out demarche.Status) demarche.Status {
	if in == demarche.Negated || out == demarche.Negated {
		return demarche.Negated
	}
	if rank(out) > rank(in) {
		return out
	}
	return in
}

func rank(s demarche.Status) int {
	switch s {
	case demarche.Planned:
		return 1
	case demarche.Proposed:
		return 2
	case demarche.Possible:
		return 3
	case demarche.Negated:
		return 4
	}
	return 0
}

const maxClimb = 12

// status is the status of the clause or noun at token i.
func (j *judging) status(i, depth int) demarche.Status {
	if depth > maxClimb {
		return demarche.Possible
	}
	if j.clausal(i) {
		return j.clause(i, depth)
	}
	return j.nominal(i, depth)
}

// clausal reports whether token i heads a clause.
func (j *judging) clausal(i int) bool {
	d := j.d
	switch d.UPOS(i) {
	case "VERB", "AUX":
		// a gerund with the dress of a noun is one
		return !(d.Tags[i].XPOS == "NN" || d.Tags[i].XPOS == "NNS")
	}
	return d.Kid(i, "cop") >= 0 || d.Kid(i, "nsubj") >= 0
}

// futureTime reports whether the trigger's own date lies after publication.
func (j *judging) futureTime(head int) bool {
	d := j.d
	if len(d.Published) < 10 {
		return false
	}
	for t := range d.Times {
		x := &d.Times[t]
		if x.Kind != text.DateTime || len(x.EDTF) < 10 || x.EDTF[0] == '.' {
			continue
		}
		if h := d.Head(x.Head); x.Head == head || h == head {
			if x.EDTF[:10] > d.Published[:10] {
				return true
			}
		}
	}
	return false
}

// condition is what the act hangs on: in its own sentence, or by the claim that
// tells it.
func (j *judging) condition(claims []Claim, head int) *demarche.Condition {
	d := j.d
	s := d.Sentences[d.SentenceOf(head)].Range
	if c := conditionIn(d, j.lists, s, head); c != nil {
		return c
	}
	at := d.Tokens[head].Span
	for i := range claims {
		c := &claims[i]
		if c.Condition != nil && covers(c.Content, at) && !covers(c.Condition.Spans, at) {
			if f := d.SentenceOf(d.TokenAt(c.Condition.Spans[0].Start)); f != d.SentenceOf(head) {
				return c.Condition
			}
		}
	}
	return nil
}
