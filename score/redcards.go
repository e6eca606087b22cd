package score

import (
	"strings"

	"demarche"
)

// Card is one of the fifteen errors that must never ship, on the seed article.
type Card struct {
	Number int
	What   string
	Drawn  bool
}

// RedCards checks a reading of the seed article as gold/red_cards.py does: a
// card is drawn when the reading says the wrong thing or, where marked +, when
// it is silent. A reading of any other text draws none but those marked +.
func RedCards(r *demarche.Reading) []Card {
	c := &cards{r: r, name: map[demarche.ActorID]string{}}
	for _, a := range r.Actors {
		c.name[a.ID] = a.Name
	}
	return []Card{
		{1, "an invasion booked as happened", c.invasion()},
		{2, "a Russia-France deal", c.anyFact(c.acts("strike a deal on de-escalating tensions", demarche.Agree))},
		{3, "Macron's account filed as Putin's own quotation (+)", c.ownWords()},
		{4, "the proposed mutual pledge booked as made", c.mutualPledge()},
		{5, "the Nord Stream 2 threat without its condition (+)", !c.conditional("no longer a Nord Stream 2") || !c.conditional("we will bring an end to it")},
		{6, "Germany as the critic", c.critic()},
		{7, "Moscow's denial lost or given to another (+)", c.denial()},
		{8, `"the two leaders" are not Biden and Scholz (+)`, c.twoLeaders()},
		{9, "150,000 as a current count (+)", c.figure(150000, func(f *demarche.Figure) bool { return f.Kind == demarche.Observed })},
		{10, "100,000 given to U.S. officials (+)", c.figure(100000, func(f *demarche.Figure) bool {
			return len(c.names(f.By)) > 0 || f.Bound != demarche.Over
		})},
		{11, "Scholz's trip done, undated or split by city (+)", c.trip()},
		{12, "the unclosed quotation swallows what follows (+)", c.unclosed()},
		{13, "Kyiv or Moscow as an actor of their own", c.cities()},
		{14, "the Kremlin meeting is not exactly one meeting (+)", c.kremlin()},
		{15, "names invented for the visiting ministers", c.invented()},
	}
}

// Drawn counts the cards drawn.
func Drawn(cards []Card) int {
	n := 0
	for _, c := range cards {
		if c.Drawn {
			n++
		}
	}
	return n
}

type cards struct {
	r    *demarche.Reading
	name map[demarche.ActorID]string
}

// hit reports whether a span shares a byte with the words where they first
// stand.
func (c *cards) hit(spans []demarche.Span, words string) bool {
	i := strings.Index(c.r.Article.Text, words)
	if i < 0 {
		return false
	}
	at := demarche.Span{Start: i, End: i + len(words)}
	for _, s := range spans {
		if s.Start < at.End && at.Start < s.End {
			return true
		}
	}
	return false
}

func (c *cards) acts(where string, types ...demarche.ActType) []*demarche.Act {
	var out []*demarche.Act
	for i := range c.r.Acts {
		a := &c.r.Acts[i]
		for _, t := range types {
			if a.Type == t && (where == "" || c.hit(a.Evidence, where)) {
				out = append(out, a)
			}
		}
	}
	return out
}

func (c *cards) says(where string) []*demarche.Statement {
	var out []*demarche.Statement
	for i := range c.r.Statements {
		if s := &c.r.Statements[i]; c.hit(s.Content, where) {
			out = append(out, s)
		}
	}
	return out
}

// names is the names of the actors that there are.
func (c *cards) names(ids []demarche.ActorID) []string {
	var out []string
	for _, id := range ids {
		if n, ok := c.name[id]; ok {
			out = append(out, n)
		}
	}
	return out
}

// has reports whether a name holds one of the parts, in any case.
func (c *cards) has(ids []demarche.ActorID, parts ...string) bool {
	for _, n := range c.names(ids) {
		for _, p := range parts {
			if strings.Contains(strings.ToLower(n), strings.ToLower(p)) {
				return true
			}
		}
	}
	return false
}

func (c *cards) anyFact(acts []*demarche.Act) bool {
	for _, a := range acts {
		if a.Status.Fact() {
			return true
		}
	}
	return false
}

func (c *cards) invasion() bool {
	for _, words := range []string{"be preparing to invade its western neighbor", "a full-scale invasion by the middle",
		"go forward with the invasion by the Russians", "if Russia invades", "any Russian invasion", "in the event of an invasion"} {
		if c.anyFact(c.acts(words, demarche.Attack, demarche.Coerce)) {
			return true
		}
	}
	return false
}

func (c *cards) ownWords() bool {
	p := c.says("readiness to engage in this sense")
	for _, s := range p {
		if c.has(s.Speakers, "Putin") && !c.has(s.Via, "Macron") {
			return true
		}
	}
	return len(p) == 0
}

func (c *cards) mutualPledge() bool {
	if c.anyFact(c.acts("a pledge by both Russia and the West", demarche.Agree)) {
		return true
	}
	for _, s := range c.says("not to take any new military action") {
		if s.Force == demarche.Pledge {
			return true
		}
	}
	return false
}

func (c *cards) conditional(where string) bool {
	for _, s := range c.says(where) {
		if s.Condition != nil {
			return true
		}
	}
	return false
}

func (c *cards) critic() bool {
	for _, s := range c.says("refusing to send military equipment to Ukraine") {
		if s.Force == demarche.Criticise && c.has(s.Speakers, "German") {
			return true
		}
	}
	return false
}

func (c *cards) denial() bool {
	found := false
	for i := range c.r.Statements {
		s := &c.r.Statements[i]
		if s.Force != demarche.Deny || !c.hit(s.Content, "Moscow denies it is planning") && !c.hit(s.Cue, "Moscow denies it is planning") &&
			!c.hit(s.Content, "any Russian invasion") {
			continue
		}
		found = true
		if !c.has(s.Speakers, "Russia") {
			return true
		}
	}
	return !found
}

func (c *cards) twoLeaders() bool {
	p := c.says("their unity and trust as they work")
	for _, s := range p {
		if !c.has(s.Speakers, "Biden") || !c.has(s.Speakers, "Scholz") || c.has(s.Speakers, "Putin", "Macron") {
			return true
		}
	}
	return len(p) == 0
}

// figure applies wrong to the last figure with the value; silence is wrong.
func (c *cards) figure(low float64, wrong func(*demarche.Figure) bool) bool {
	for i := len(c.r.Figures) - 1; i >= 0; i-- {
		if f := &c.r.Figures[i]; f.Low == low {
			return wrong(f)
		}
	}
	return true
}

func (c *cards) trip() bool {
	p := c.acts("traveling to Kyiv and Moscow on February 14-15", demarche.Visit)
	for _, a := range p {
		if a.Status != demarche.Planned || dateOf(a.Date) != "2022-02-14/2022-02-15" {
			return true
		}
	}
	return len(p) == 0
}

func (c *cards) unclosed() bool {
	p := c.says("is just not going to happen")
	for _, s := range p {
		if c.hit(s.Content, "He did not specify how the U.S. would") || c.hit(s.Content, "during a joint news conference") {
			return true
		}
	}
	return len(p) == 0
}

func (c *cards) cities() bool {
	for _, a := range c.r.Actors {
		if a.Name == "Kyiv" || a.Name == "Moscow" || a.Name == "Kiev" {
			return true
		}
	}
	return false
}

func (c *cards) kremlin() bool {
	n := 0
	for _, a := range c.acts("", demarche.Meet) {
		have := nameSet(c.names(a.Who), c.names(a.Whom))
		if a.Status == demarche.Happened && have["Emmanuel Macron"] && have["Vladimir Putin"] {
			n++
		}
	}
	return n != 1
}

func (c *cards) invented() bool {
	for _, a := range c.r.Actors {
		foreign := a.Country == "AUT" || a.Country == "CZE" || a.Country == "SVK"
		if a.Kind == demarche.Person && foreign && !a.Unnamed && !strings.Contains(c.r.Article.Text, a.Name) &&
			!strings.Contains(strings.ToLower(a.Name), "minister") {
			return true
		}
	}
	return false
}
