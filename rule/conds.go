package rule

import (
	"fmt"
	"slices"
	"strings"

	"demarche"
)

// role reads "whom  object, with + alongside".
func (p *reader) role(l line) {
	for _, o := range p.r.Roles {
		if o.Name == l.key {
			p.fault(l, 0, len(l.key), fmt.Sprintf("role %q is bound twice", l.key), "put all its functions on one line, in the order to try them")
			return
		}
	}
	p.r.Roles = append(p.r.Roles, Role{Name: l.key}) // bound, even if badly
	ws, ok := p.cut(l)
	if !ok {
		return
	}
	r := &p.r.Roles[len(p.r.Roles)-1]
	var sum Sum
	for i := 0; ; i++ {
		if i >= len(ws) {
			p.fault(l, len(l.raw), 1, "a function is missing at the end", "name one, for example:  "+l.key+"  subject, owner")
			return
		}
		path, ok := p.path(l, ws[i], false)
		if !ok {
			return
		}
		sum = append(sum, path)
		i++
		if i >= len(ws) || ws[i].text == "," {
			r.From = append(r.From, sum)
			sum = nil
		}
		if i >= len(ws) {
			break
		}
		if ws[i].quoted || ws[i].text != "," && ws[i].text != "+" {
			p.fault(l, ws[i].at, len(ws[i].text), fmt.Sprintf("expected a comma before %q", ws[i].text), "separate functions by commas; the first that is found wins")
			return
		}
	}
}

// path reads near.owner; in a condition its first step may be a role.
func (p *reader) path(l line, w word, cond bool) (Path, bool) {
	path := Path(strings.Split(w.text, "."))
	off := w.at
	for i, f := range path {
		switch {
		case isFunction(f):
		case cond && i == 0:
			p.needRole = append(p.needRole, needed{f, word{f, false, off}, l})
		default:
			repair := "functions are " + strings.Join(functionNames(), ", ") + ", and prepositions"
			if n := near(f, functionNames()); n != "" {
				repair = "did you mean " + n + "?"
			} else if n := near(f, sortedKeys(prepositions)); n != "" && len(f) > 3 {
				repair = "did you mean " + n + "?"
			}
			p.fault(l, off, len(f), fmt.Sprintf("there is no function %q", f), repair)
			return nil, false
		}
		off += len(f) + 1
	}
	return path, true
}

// conds reads "who: actor   who | whom: actor?   object: troop | @forces".
func (p *reader) conds(l line, optional bool) (out []Cond) {
	ws, ok := p.cut(l)
	if !ok {
		return nil
	}
	for len(ws) > 0 {
		start := ws[0]
		c := Cond{Line: l.no}
		for {
			if len(ws) == 0 {
				p.fault(l, len(l.raw), 1, "a colon is missing", "write ROLE: WHAT, for example:  "+l.key+"  whom: actor")
				return out
			}
			path, ok := p.path(l, ws[0], true)
			if !ok {
				return out
			}
			c.Of = append(c.Of, path)
			ws = ws[1:]
			if len(ws) > 0 && ws[0].text == "|" {
				ws = ws[1:]
				continue
			}
			break
		}
		if len(ws) == 0 || ws[0].text != ":" {
			p.fault(l, start.at, len(start.text), fmt.Sprintf("no colon after %q", start.text), "write ROLE: WHAT, for example:  "+l.key+"  "+start.text+": actor")
			return out
		}
		var is Words
		if is, ws, ok = p.oneOf(l, ws[1:], false); !ok {
			return out
		}
		c.Is = is
		if len(ws) > 0 && ws[0].text == "?" {
			if !optional {
				p.fault(l, ws[0].at, 1, "bar takes no question mark", "drop it: what is barred is barred")
				return out
			}
			c.Optional = true
			ws = ws[1:]
		}
		end := len(l.raw)
		if len(ws) > 0 {
			end = ws[0].at
		}
		c.Text = strings.TrimSpace(l.raw[start.at:min(end, l.at+len(l.value))])
		out = append(out, c)
	}
	return out
}

// emit reads "act meet subtype summit", "statement criticise", "force pledge".
func (p *reader) emit(l line) {
	if p.emitted {
		p.fault(l, 0, len(l.key), "a rule emits one thing", "make a second rule for the other")
		return
	}
	ws, ok := p.cut(l)
	if !ok {
		return
	}
	p.emitted = true
	e := &p.r.Emit
	if len(ws) < 2 {
		p.fault(l, l.at, len(l.value), "emit says too little", "write  emit  act TYPE,  emit  statement FORCE  or  emit  force FORCE")
		return
	}
	one := func(w word, what string, all []string) bool {
		if slices.Contains(all, w.text) {
			return true
		}
		repair := "it is one of " + strings.Join(all, ", ")
		if n := near(w.text, all); n != "" {
			repair = "did you mean " + n + "?\n  " + repair
		}
		p.fault(l, w.at, len(w.text), fmt.Sprintf("there is no %s %q", what, w.text), repair)
		return false
	}
	switch ws[0].text {
	case "act":
		e.Kind, e.Act = EmitAct, demarche.ActType(ws[1].text)
		if !one(ws[1], "type of act", texts(demarche.ActTypes)) {
			return
		}
	case "statement", "force":
		e.Kind, e.Force = EmitStatement, demarche.Force(ws[1].text)
		if ws[0].text == "force" {
			e.Kind = EmitForce
		}
		if !one(ws[1], "force", texts(demarche.Forces)) {
			return
		}
	default:
		p.fault(l, ws[0].at, len(ws[0].text), fmt.Sprintf("a rule cannot emit %q", ws[0].text), "write  emit  act TYPE,  emit  statement FORCE  or  emit  force FORCE")
		return
	}
	for i := 2; i < len(ws); i += 2 {
		if i+1 >= len(ws) || ws[i].text != "subtype" && ws[i].text != "status" {
			p.fault(l, ws[i].at, len(ws[i].text), fmt.Sprintf("%q does not belong in emit", ws[i].text), "after the type may stand  subtype NAME  and  status STATUS")
			return
		}
		if ws[i].text == "subtype" {
			e.Subtype = ws[i+1].text
		} else if one(ws[i+1], "status", texts(demarche.Statuses)) {
			e.Status = demarche.Status(ws[i+1].text)
		}
	}
}

// close checks the rule as a whole and keeps it.
func (p *reader) close() {
	r := p.r
	if r == nil {
		return
	}
	p.r = nil
	before := len(p.bad) // a fault in a line hides what follows from it
	mark := func(what, repair string) { p.fault(p.head, p.head.at, len(p.head.value), what, repair) }
	if len(r.Verb)+len(r.Noun)+len(r.Adj)+len(r.Pred) == 0 && before == p.start {
		mark(fmt.Sprintf("rule %q has no head", r.Name), "add for example:  verb  meet | \"sit down with\"\n  or  noun  talks | meeting")
	}
	if !p.emitted && before == p.start {
		mark(fmt.Sprintf("rule %q emits nothing", r.Name), "add for example:  emit  act meet")
	}
	for _, n := range p.needRole {
		if !slices.ContainsFunc(r.Roles, func(o Role) bool { return o.Name == n.name }) {
			from := "object, with"
			if n.name == "who" || n.name == "speaker" {
				from = "subject, owner"
			}
			p.fault(n.l, n.w.at, len(n.name), fmt.Sprintf("role %q is never bound", n.name),
				fmt.Sprintf("bind it, for example:  %s  %s\n  or drop it from %s", n.name, from, n.l.key))
		}
	}
	for _, o := range r.Roles {
		if !slices.Contains(roleNames[r.Emit.Kind], o.Name) && !slices.ContainsFunc(p.needRole, func(n needed) bool { return n.name == o.Name }) && p.emitted {
			repair := "roles are " + strings.Join(roleNames[r.Emit.Kind], ", ")
			if n := near(o.Name, roleNames[r.Emit.Kind]); n != "" {
				repair = "did you mean " + n + "?\n  " + repair
			}
			mark(fmt.Sprintf("nothing uses role %q", o.Name), repair+", or any name that a condition uses")
		}
	}
	yes, no := 0, 0
	for _, ex := range r.Examples {
		if ex.Yes {
			yes++
		} else {
			no++
		}
	}
	if yes == 0 || no == 0 {
		want := "yes"
		if yes > 0 {
			want = "no"
		}
		mark(fmt.Sprintf("rule %q has no %q sentence", r.Name, want), "a rule travels with a sentence it takes and one it leaves; write one of each")
	}
	if len(p.bad) == p.start {
		p.rules = append(p.rules, r)
	}
}

// roleNames are the roles that each sort of rule hands on.
var roleNames = [...][]string{
	EmitAct:       {"who", "whom", "place", "amount"},
	EmitStatement: {"speaker", "to", "content"},
	EmitForce:     {"to"},
}

func texts[T ~string](all []T) []string {
	out := make([]string, len(all))
	for i, a := range all {
		out[i] = string(a)
	}
	return out
}

func sortedKeys(m map[string]bool) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
