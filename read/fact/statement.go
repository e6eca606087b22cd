package fact

import (
	"fmt"
	"slices"

	"demarche"
	"demarche/read/speech"
	"demarche/rule"
	"demarche/text"
)

// saying is a statement in the making.
type saying struct {
	demarche.Statement
	source, via, to, about []int
	group                  int
	unclear                bool
	why                    []string
}

// findSayings makes a statement of every claim, and of every match of a rule
// that emits one by itself.
func (b *builder) findSayings(matches []rule.Match) {
	forces := map[int]rule.Match{} // by head token of the content
	for _, m := range matches {
		switch m.Rule.Emit.Kind {
		case rule.EmitStatement:
			b.addRuleSaying(m)
		case rule.EmitForce:
			forces[m.Head] = m
		}
	}
	for i := range b.claims {
		c := &b.claims[i]
		if len(c.Content) == 0 {
			continue
		}
		s := saying{source: c.Source, via: c.Via, to: c.To, group: c.Group, unclear: c.Unclear}
		s.Force, s.Mode, s.Cue, s.Content, s.Condition, s.Negated = c.Force, c.Mode, c.Cue, c.Content, c.Condition, c.Negated
		s.Rule, s.Confidence = "speech."+string(c.Mode), 0.9
		if c.Rule != "" {
			s.Rule = c.Rule
		}
		if r := c.SourceRange; r.Len() > 0 {
			s.SourceSpan = []demarche.Span{b.d.Span(r)}
		}
		for _, h := range c.Heads {
			m, ok := forces[h]
			back := ok && m.Rule.Emit.Force == demarche.Say && c.Worded && len(c.Heads) == 1
			if ok && (s.Force == demarche.Say || back) {
				s.Force, s.Rule = m.Rule.Emit.Force, m.Rule.Name
				s.why = append(s.why, fmt.Sprintf("force %s by rule %s on %q", s.Force, m.Rule.Name, b.d.Form(h)))
			}
		}
		if c.CueHead >= 0 {
			s.Date = dateOf(b.d, c.CueHead)
			s.Deadline = b.deadline(c)
		}
		s.about = b.aboutOf(c)
		s.RedLine = b.redLine(c.Content)
		s.Key = keyForce(s.Force) || s.Condition != nil
		if s.unclear {
			s.Confidence = 0.4
		}
		s.why = append(s.why, fmt.Sprintf("%s attribution, cue %s, source %s", c.Mode, b.words(c.Cue), b.names(c.Source)))
		s.why = append(s.why, c.Why...)
		if !slices.ContainsFunc(b.says, func(o saying) bool {
			return o.Force == s.Force && len(s.source) > 0 && slices.Equal(o.source, s.source) && slices.Equal(o.Content, s.Content)
		}) { // "told them that he had offered …, and that …": one cue in another has the same words
			b.says = append(b.says, s)
		}
	}
}

// addRuleSaying makes the statement that a rule found in a construction which
// names no saying: "has come under criticism from Kyiv for refusing …".
func (b *builder) addRuleSaying(m rule.Match) {
	src := b.actors(m.Role("speaker"))
	if len(m.Role("content")) == 0 || len(src) == 0 {
		return
	}
	s := saying{source: src, to: b.actors(m.Role("to")), group: -1}
	h := m.Role("content")[0]
	r := b.d.SubtreeWithout(h, func(k int) bool { // without "that", whatever the tree makes of it
		return text.RelIs(b.d.Rel(k), "case", "punct") || b.d.Lower(k) == "that" && b.d.Head(k) == h && b.d.Rel(k) != "det"
	})
	s.Content = []demarche.Span{b.d.Span(trim(b.d, r))}
	for i := range b.claims { // attribution already has it
		for _, c := range b.claims[i].Content {
			if c.Overlaps(s.Content[0]) && slices.Equal(b.claims[i].Source, src) {
				return
			}
		}
	}
	s.Force, s.Mode, s.Rule, s.Confidence = m.Rule.Emit.Force, demarche.Indirect, m.Rule.Name, 0.8
	s.Cue = []demarche.Span{b.d.Span(text.Range{From: m.Head, To: m.Head + 1})}
	s.SourceSpan = []demarche.Span{b.d.Span(text.Range{From: m.Role("speaker")[0], To: m.Role("speaker")[0] + 1})}
	s.Date = dateOf(b.d, m.Head)
	s.Key = keyForce(s.Force)
	s.why = []string{fmt.Sprintf("rule %s on %q", m.Rule.Name, b.d.Form(m.Head))}
	b.says = append(b.says, s)
}

// aboutOf lists the actors named in the content who are neither its speakers
// nor its addressees.
func (b *builder) aboutOf(c *speech.Claim) []int {
	var out []int
	for m := range b.d.Mentions {
		x := &b.d.Mentions[m]
		if x.Place || x.Form == demarche.ByPronoun {
			continue
		}
		at := b.d.Span(x.Range)
		if !slices.ContainsFunc(c.Content, func(s demarche.Span) bool { return s.Contains(at) }) {
			continue
		}
		for _, e := range x.Refs {
			if !slices.Contains(out, e) && !slices.Contains(c.Source, e) && !slices.Contains(c.To, e) {
				out = append(out, e)
			}
		}
	}
	return out
}

// redLine reports whether the words name a red line.
func (b *builder) redLine(content []demarche.Span) bool {
	for _, s := range content {
		for i := b.d.TokenAt(s.Start); i+1 < len(b.d.Tokens) && b.d.Tokens[i+1].End <= s.End; i++ {
			if b.d.Lower(i) == "red" && (b.d.Lower(i+1) == "line" || b.d.Lower(i+1) == "lines") {
				return true
			}
		}
	}
	return false
}

// deadline is a time limit within the content: "by March 1", "until Friday".
func (b *builder) deadline(c *speech.Claim) *demarche.Date {
	switch c.Force {
	case demarche.Pledge, demarche.Threaten, demarche.Demand, demarche.Propose, demarche.Refuse:
	default:
		return nil
	}
	for t := range b.d.Times {
		x := &b.d.Times[t]
		if x.Kind != text.DateTime || len(x.EDTF) < 3 || x.EDTF[:3] != "../" {
			continue
		}
		at := b.d.Span(x.Range)
		if slices.ContainsFunc(c.Content, func(s demarche.Span) bool { return s.Contains(at) }) {
			return date(b.d, t)
		}
	}
	return nil
}

func (b *builder) words(s []demarche.Span) string {
	if len(s) == 0 {
		return "none"
	}
	return fmt.Sprintf("%q", s[0].In(b.d.Text))
}

// restate links a commitment to an earlier one of the same speakers and force
// in nearly the same words. The statements are numbered by now.
func (b *builder) restate() {
	for i := range b.says {
		s := &b.says[i]
		if !keyForce(s.Force) {
			continue
		}
		for j := i - 1; j >= 0; j-- {
			o := &b.says[j]
			if o.Force == s.Force && slices.Equal(o.source, s.source) && len(s.source) > 0 && b.alike(o.Content, s.Content) {
				s.why = append(s.why, "restates "+b.words(o.Content))
				s.Restates = o.ID
				break
			}
		}
	}
}

// alike reports whether two contents share most of their content lemmas.
func (b *builder) alike(x, y []demarche.Span) bool {
	p, q := b.lemmas(x), b.lemmas(y)
	n := 0
	for w := range q {
		if p[w] {
			n++
		}
	}
	return min(len(p), len(q)) >= 3 && n*2 > len(p)+len(q)-n
}

func (b *builder) lemmas(s []demarche.Span) map[string]bool {
	out := map[string]bool{}
	for _, x := range s {
		for i := b.d.TokenAt(x.Start); i < len(b.d.Tokens) && b.d.Tokens[i].End <= x.End; i++ {
			switch b.d.UPOS(i) {
			case "NOUN", "VERB", "PROPN", "ADJ", "NUM":
				out[b.d.Lemma(i)] = true
			}
		}
	}
	return out
}
