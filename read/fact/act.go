package fact

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"demarche"
	"demarche/rule"
	"demarche/text"
)

// act is an act in the making: its participants are still entities.
type act struct {
	demarche.Act
	head          int
	who, whom, by []int
	nominal       bool // told by a noun: "the talks"
	why           []string
}

func number(letter string, i int) string { return letter + strconv.Itoa(i+1) }

// findActs makes an act of every match that emits one.
func (b *builder) findActs(matches []rule.Match) {
	for _, m := range matches {
		if m.Rule.Emit.Kind != rule.EmitAct {
			continue
		}
		b.acts = append(b.acts, b.onLegs(b.act(m))...)
	}
}

func (b *builder) act(m rule.Match) act {
	d, head := b.d, m.Head
	a := act{head: head, who: b.actors(m.Role("who")), whom: b.actors(m.Role("whom")), nominal: m.Noun >= 0 && m.Noun == head}
	a.who, a.whom = b.apart(a.who, a.whom)
	emit := m.Rule.Emit
	a.Type, a.Subtype, a.Rule = emit.Act, demarche.Maybe(emit.Subtype), m.Rule.Name
	j := b.speech.Judge(d, b.claims, head)
	a.Status, a.by, a.Condition = j.Status, j.By, j.Condition
	if emit.Status != "" {
		a.Status = emit.Status
	}
	if m.Noun >= 0 && a.Status.Fact() && none(d, m.Noun) { // "made no deal"
		a.Status = demarche.Negated
	}
	a.Evidence = []demarche.Span{Evidence(d, head)}
	for _, t := range m.Trigger {
		a.Trigger = append(a.Trigger, d.Span(text.Range{From: t, To: t + 1}))
	}
	a.Date = dateOf(d, head)
	if a.Status == demarche.Planned {
		a.Date = b.ahead(a.Date, head)
	}
	if a.Status.Fact() && b.toCome(a.Date) { // "agreed to meet on Friday" did so before
		a.Date = nil
	}
	if p := m.Role("place"); len(p) > 0 {
		a.Place = b.placeAt(p)
	}
	if a.Place == nil {
		a.Place = b.placeOf(head, a.Type == demarche.Visit)
	}
	a.Confidence = confidence(&a)
	a.Key = keyAct(&a)
	a.why = []string{
		fmt.Sprintf("rule %s (%s:%d) on %q", a.Rule, m.Rule.File, m.Rule.Line, b.tokens(m.Trigger)),
		fmt.Sprintf("who %s, whom %s", b.names(a.who), b.names(a.whom)),
		fmt.Sprintf("status %s: %s", a.Status, j.Why),
	}
	return a
}

// none reports whether a noun is denied by its determiner.
func none(d *text.Doc, noun int) bool {
	k := d.Kid(noun, "det")
	if k < 0 {
		return false
	}
	switch d.Lower(k) {
	case "no", "neither":
		return true
	}
	return false
}

// actors turns head tokens into entities, without doubles.
func (b *builder) actors(heads []int) []int {
	var out []int
	for _, h := range heads {
		for _, e := range b.d.PartiesAt(h) {
			if !slices.Contains(out, e) {
				out = append(out, e)
			}
		}
	}
	return out
}

// side is the state behind unnamed forces: what "Russian troops" do, Russia
// does. Forces with a name of their own act for themselves.
func (b *builder) side(e int) int {
	x := &b.d.Entities[e]
	if !x.Unnamed || x.Country == "" || x.Kind == demarche.Person || !b.forces(x) {
		return e
	}
	key := "state:" + x.Country
	for i := range b.d.Entities {
		if b.d.Entities[i].Key == key {
			return i
		}
	}
	s := b.lex.Entry(key)
	if s == nil {
		return e
	}
	b.d.Entities = append(b.d.Entities, text.Entity{Name: s.Name, Kind: s.Kind, Country: s.Country, Key: s.Key})
	return len(b.d.Entities) - 1
}

// forces reports whether the entity is troops by its first mention.
func (b *builder) forces(x *text.Entity) bool {
	if len(x.Mentions) == 0 {
		return false
	}
	return b.lex.List("forces").Has(b.d.Lemma(b.d.Mentions[x.Mentions[0]].Head))
}

// apart takes from whom those who already stand in who: nobody acts on himself.
func (b *builder) apart(who, whom []int) (w, o []int) {
	return who, slices.DeleteFunc(whom, func(e int) bool { return slices.Contains(who, e) })
}

// tokens joins the words of a trigger.
func (b *builder) tokens(ts []int) string {
	var w []string
	for _, t := range ts {
		w = append(w, b.d.Form(t))
	}
	return strings.Join(w, " ")
}

func (b *builder) names(es []int) string {
	if len(es) == 0 {
		return "nobody named"
	}
	var n []string
	for _, e := range es {
		n = append(n, b.d.Entities[e].Name)
	}
	return strings.Join(n, ", ")
}

// placeAt makes a place of the noun phrases at the given heads, whether or not
// the lexicon knows them: "the front line" is a place to visit.
func (b *builder) placeAt(heads []int) *demarche.Place {
	var ms []int
	for _, h := range heads {
		if m := b.d.MentionAt(h); m >= 0 {
			ms = append(ms, m)
			for _, k := range b.d.AllKids(h, "conj") {
				if m := b.d.MentionAt(k); m >= 0 {
					ms = append(ms, m)
				}
			}
		}
	}
	if len(ms) > 0 {
		return b.place(ms)
	}
	r := trim(b.d, b.d.SubtreeWithout(heads[0], func(k int) bool {
		return text.RelIs(b.d.Rel(k), "case", "acl:relcl", "punct", "det", "conj", "cc", "appos")
	}))
	return &demarche.Place{Name: b.d.Words(r), Precision: demarche.NoneOfPlace, Basis: demarche.Read}
}

// confidence is a rough order for ranking, not a probability: named
// participants, a date and a verb each make an act surer.
func confidence(a *act) float64 {
	c := 0.6
	if len(a.who) > 0 {
		c += 0.1
	}
	if len(a.whom) > 0 {
		c += 0.1
	}
	if a.Date != nil {
		c += 0.1
	}
	if !a.nominal {
		c += 0.05
	}
	return float64(int(c*100+0.5)) / 100
}
