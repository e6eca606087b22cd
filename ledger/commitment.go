package ledger

import (
	"slices"
	"strings"

	"demarche"
)

// Commitment is a series of statements by which somebody binds himself or
// would bind another: a pledge, threat, proposal, demand or refusal with its
// restatements.
type Commitment struct {
	Series    demarche.SeriesID `json:"series"`
	First     demarche.Entry    `json:"first"`
	Latest    demarche.Entry    `json:"latest"`
	Said      int               `json:"said"` // how often, an utterance in several outlets once
	Trend     Trend             `json:"trend"`
	Life      demarche.Life     `json:"life"`
	Because   demarche.EntryID  `json:"because,omitempty"` // the entry by which the machine says withdrawn or superseded
	Rating    *demarche.Rating  `json:"rating"`            // null: not yet rated
	Suggested *Suggestion       `json:"suggested"`
	Hangs     []string          `json:"hangs,omitempty"` // the words of its condition
	Defined   []string          `json:"defined,omitempty"`
	Deadline  *demarche.Date    `json:"deadline"`
}

// Suggestion is what the machine thinks of a commitment and must not say: the
// row that makes it think so, and why.
type Suggestion struct {
	Life  demarche.Life    `json:"life"`
	Row   demarche.RowID   `json:"row"`
	Entry demarche.EntryID `json:"entry"`
	Why   string           `json:"why"`
}

// Trend is how a commitment moved between its first and its latest wording.
type Trend string

// The trends of a commitment.
const (
	Same     Trend = "same"
	Hardened Trend = "hardened"
	Softened Trend = "softened"
)

// Commits reports whether a statement of this force makes a commitment.
func Commits(f demarche.Force) bool { return commits[f] }

// Life says where a commitment stands at the end of a day. series are the
// statements of one series as known; others are acts and statements that may
// bear on it: those in which its speakers or targets take part, reported since.
// conditions are the acts that its condition names, as its article has them. A
// rating by a person outweighs everything. There is at least one in series.
func Life(series, others []demarche.Entry, conditions []demarche.Act, at demarche.Day) Commitment {
	slices.SortFunc(series, bySaid)
	c := Commitment{Series: series[0].Series, First: series[0], Latest: series[len(series)-1], Said: len(series)}
	c.Trend = TrendOf(&c.First, &c.Latest)
	for i := range series {
		e := &series[i]
		if e.Rating != nil && (c.Rating == nil || e.Rating.At.After(c.Rating.At)) {
			c.Rating = e.Rating
		}
		if e.Statement.Deadline != nil {
			c.Deadline = e.Statement.Deadline // the latest stands
		}
		if len(e.Hangs) > 0 {
			c.Hangs, c.Defined = e.Hangs, e.Defined
		}
	}
	if len(c.Latest.Hangs) == 0 && c.Trend == Hardened {
		c.Hangs, c.Defined = nil, nil // what was conditional is said outright now
	}
	c.Life = demarche.LifeMade
	switch {
	case c.Latest.Statement.Force == demarche.Propose:
		c.Life = demarche.LifeProposed
	case len(c.Hangs) > 0:
		c.Life = demarche.LifeWaiting
	}
	if d, ok := c.Deadline.Interval(); ok && d.To < at {
		c.Life = demarche.LifeOverdue
	}
	slices.SortFunc(others, bySaid)
	for i := range others {
		c.bear(&others[i], conditions)
	}
	if c.Rating != nil {
		c.Life = c.Rating.Life
	}
	return c
}

// bySaid orders entries by when they were first reported, then by id.
func bySaid(a, b demarche.Entry) int {
	if n := compareIDs(a.Reported[0], b.Reported[0]); n != 0 {
		return n
	}
	return compareIDs(a.ID, b.ID)
}

// backs are stems of words by which somebody takes a commitment back, and by
// which another takes its place.
var (
	backs    = telling("withdraw withdrew withdrawn retract retracts drop dropped abandon rescind reverse revoke back backtrack cancel scrap shelve renounce")
	replaces = telling("replace instead supersede revise new amended")
)

// bear works out what a later entry means for the commitment.
func (c *Commitment) bear(o *demarche.Entry, conditions []demarche.Act) {
	said := c.First.Statement
	if o.Reported[0] < c.First.Reported[0] || o.ID == c.First.ID || o.Series != "" && o.Series == c.Series {
		return
	}
	mine := involves(o, said.Speakers)
	about := wordsOf(&c.First).without(names(&c.First)).without(backs)
	its := wordsOf(o).without(names(o))
	common, part := about.common(its), about.part(its)
	switch o.Kind {
	case demarche.StatementRow:
		// "dropped its demand", "withdrew the offer": the speaker's own words, or
		// words about him.
		if !mine || common < 2 || part < 0.4 {
			return
		}
		switch {
		case its.common(backs) > 0 && !o.Statement.Negated:
			c.Life, c.Because = demarche.LifeWithdrawn, o.ID
		case its.common(replaces) > 0 && commits[o.Statement.Force] && o.Statement.Force == said.Force:
			c.Life, c.Because = demarche.LifeSuperseded, o.ID
		}
	case demarche.ActRow:
		fact := o.Act.Status.Fact()
		if mine && o.Act.Type == demarche.Concede && fact && common >= 2 && its.common(backs) > 0 {
			c.Life, c.Because = demarche.LifeWithdrawn, o.ID
			return
		}
		if c.Suggested != nil {
			return // the first row that makes it so
		}
		if slices.ContainsFunc(o.Words, func(w string) bool { return strings.Contains(strings.Join(c.Hangs, "\n"), w) }) {
			return // the condition itself, read as an act
		}
		if said := strings.Join(c.First.Words, "\n"); slices.ContainsFunc(o.Words, func(w string) bool {
			return strings.Contains(said, w) || slices.ContainsFunc(c.First.Words, func(v string) bool { return strings.Contains(w, v) })
		}) {
			return // the saying itself, read as an act: "agreed to meet again"
		}
		if hangs := telling(strings.Join(c.Hangs, " ")).without(names(&c.First)); fact && len(hangs) > 0 && hangs.common(its) >= 1 && hangs.part(its) >= 0.5 && involves(o, nil) {
			c.suggest(demarche.LifeTriggered, o, "what it hangs on is told as done")
			return
		}
		if fact && len(o.Act.By) == 0 && slices.ContainsFunc(conditions, func(a demarche.Act) bool { return meets(&a, o.Act) }) {
			c.suggest(demarche.LifeTriggered, o, "an act like the one it hangs on is told as done")
			return
		}
		if !mine || common < 2 || part < 0.5 {
			return
		}
		switch {
		case fact && (said.Force == demarche.Pledge || said.Force == demarche.Threaten) && !said.Negated:
			c.suggest(demarche.LifeKept, o, "the same actor is told to have done it")
		case fact && said.Force == demarche.Refuse && !said.Negated:
			c.suggest(demarche.LifeBroken, o, "the same actor is told to have done what was refused")
		case o.Act.Status == demarche.Negated && len(o.Act.By) == 0 && said.Force == demarche.Pledge && !said.Negated:
			c.suggest(demarche.LifeBroken, o, "it is told that it was not done")
		}
	}
}

// meets reports whether something done is of the type of the act that a
// condition names, by those whom it names, and not to somebody else.
func meets(condition, done *demarche.Act) bool {
	overlap := func(p, q []demarche.ActorID) bool {
		return slices.ContainsFunc(p, func(a demarche.ActorID) bool {
			return slices.ContainsFunc(q, func(b demarche.ActorID) bool { return sameActor(a, b) || state(a) != "" && state(a) == state(b) })
		})
	}
	return condition.Type == done.Type && overlap(condition.Who, done.Who) &&
		(len(condition.Whom) == 0 || len(done.Whom) == 0 || overlap(condition.Whom, done.Whom))
}

func (c *Commitment) suggest(life demarche.Life, o *demarche.Entry, why string) {
	c.Suggested = &Suggestion{Life: life, Row: o.Best, Entry: o.ID, Why: why}
}

// involves reports whether one of the actors, or the state of one, acts or
// speaks in an entry; every entry involves nobody in particular.
func involves(e *demarche.Entry, who []demarche.ActorID) bool {
	if len(who) == 0 {
		return true
	}
	var act []demarche.ActorID
	switch {
	case e.Act != nil:
		act = e.Act.Who
		if symmetric[e.Act.Type] {
			act = slices.Concat(e.Act.Who, e.Act.Whom)
		}
	case e.Statement != nil:
		act = e.Statement.Speakers
	}
	for _, a := range act {
		for _, b := range who {
			if sameActor(a, b) || state(a) != "" && state(a) == state(b) {
				return true
			}
		}
	}
	return false
}

// wordsOf are the telling words of an entry, names names its actors.
func wordsOf(e *demarche.Entry) bag { return telling(strings.Join(e.Words, " ")) }

func names(e *demarche.Entry) bag {
	var out bag
	for _, p := range e.Parties {
		out = append(out, telling(p.Name)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// TrendOf compares two wordings of one commitment: what demands more, binds
// harder, hangs on less or falls due has hardened.
func TrendOf(first, latest *demarche.Entry) Trend {
	switch a, b := hardness(first), hardness(latest); {
	case b > a:
		return Hardened
	case b < a:
		return Softened
	}
	return Same
}

// hardness weighs a wording; only differences count.
func hardness(e *demarche.Entry) int {
	n := 0
	switch e.Statement.Force {
	case demarche.Propose:
		n = 2
	case demarche.Demand, demarche.Pledge, demarche.Warn:
		n = 4
	case demarche.Threaten, demarche.Refuse:
		n = 6
	}
	modal := 1
	for _, w := range strings.Fields(strings.ToLower(strings.Join(e.Words, " "))) {
		switch strings.Trim(w, ".,;:!?\"'“”‘’") {
		case "may", "might", "could", "perhaps", "consider", "possible":
			modal = min(modal, 0)
		case "never", "must", "immediately", "all", "every", "unconditionally", "categorically", "only":
			modal = max(modal, 2)
		}
	}
	n += modal
	if len(e.Hangs) > 0 {
		n--
	}
	if e.Statement.Deadline != nil {
		n++
	}
	if e.Statement.RedLine {
		n++
	}
	return n
}
