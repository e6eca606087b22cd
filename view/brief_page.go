package view

import "fmt"

// Page lays the brief out: what changed by type, then where things stand.
func (b *BriefAnswer) Page() Page {
	var p Page
	p.Sections = append(p.Sections, Section{Lines: []Line{{Text: "Since " + b.Since + ": " + b.headline()}, {Text: upper(b.tiles())}}})
	timeline := b.command("timeline --since " + b.Since)
	week := map[string]bool{}
	for i := range b.Week {
		week[b.Week[i].ID] = true
	}
	fresh := map[string]bool{}
	told := map[string]bool{}
	changes := func(part part, all []Change) Section {
		s := Section{Title: part.title, More: more(b.Left[part.name], timeline)}
		for i := range all {
			c := &all[i]
			if partOf(c) != part.name {
				continue
			}
			fresh[c.ID] = true
			if part.name == "ahead" && week[c.ID] {
				continue // it stands under the next seven days
			}
			if told[c.ID] && part.name != "contradicted" {
				continue // a side of a tension above
			}
			told[c.ID] = true
			for k := range c.Sides {
				told[c.Sides[k].ID] = true
			}
			s.Lines = append(s.Lines, c.line())
		}
		s.Count = len(s.Lines)
		return s
	}
	var ours Section
	for _, part := range parts {
		if part.name == "ours" {
			ours = changes(part, b.Ours)
			ours.More = more(b.Left["ours"], b.command("brief --limit 100 --since "+b.Since))
			continue
		}
		p.Sections = append(p.Sections, shown(changes(part, b.Changes))...)
	}
	next := Section{Title: "Next seven days", Count: len(b.Week), More: more(b.Left["week"], b.command("agenda")), None: "Nothing with a day is planned or due."}
	for i := range b.Week {
		l := b.Week[i].line()
		if fresh[l.ID] {
			l.Tag = join2(l.Tag, "new")
		}
		told[l.ID] = true
		next.Lines = append(next.Lines, l)
	}
	stand := func(title, name string, all []Commitment) Section {
		s := Section{Title: title, More: more(b.Left[name], b.command("commitments")), Said: notRated}
		above := 0
		for i := range all {
			if told[all[i].ID] {
				above++
				continue
			}
			s.Lines = append(s.Lines, all[i].line())
		}
		s.Count = len(s.Lines)
		if above > 0 {
			s.Said += " " + aboveLine(above)
		}
		return s
	}
	tense := Section{Title: "Tensions", More: more(b.Left["tensions"], b.command("tensions"))}
	above := 0
	for i := range b.Tensions {
		if told[b.Tensions[i].ID] {
			above++
			continue
		}
		tense.Lines = append(tense.Lines, b.Tensions[i].line())
	}
	if tense.Count = len(tense.Lines); above > 0 {
		tense.Said = aboveLine(above)
	}
	unknown := Section{Title: "Not known", Said: "What the sources do not say of the rows above; nothing is filled in."}
	for i := range b.NotKnown {
		unknown.Lines = append(unknown.Lines, b.NotKnown[i].line())
	}
	p.Sections = append(p.Sections, shown(next, stand("Conditions watched", "conditions", b.Conditions), stand("Open commitments", "commitments", b.Commitments), tense, unknown, ours)...)
	return p
}

// aboveLine says how many rows of a list the page has told already.
func aboveLine(n int) string {
	if n == 1 {
		return "One more stands above."
	}
	return fmt.Sprintf("%d more stand above.", n)
}

// line lays a change out.
func (c *Change) line() Line {
	l := c.Item.line()
	if c.Kind == "tension" && len(c.Sides) == 2 {
		t := Tension{Item: c.Item, Open: true}
		l = t.line()
	}
	l.Below = append(l.Below, c.Below...)
	switch c.Change {
	case StatusMoved:
		l.Tag = c.Before + " → " + string(c.Status)
	case DateMoved:
		l.Tag = "was " + c.Before
	case NumberMoved:
		l.Tag = "was " + c.Before
	case Hardened, Softened, Restated:
		l.Tag = string(c.Change)
		l.Below = append(l.Below, "before: "+c.Before)
	case Overdue:
		l.Tag = "overdue"
	case Corrected, Reread, DecidedOn, Forgotten:
		l.Tag = string(c.Change)
		if c.Before != "" && c.Before != c.Marks+" "+c.Line {
			l.Below = append(l.Below, "before: "+c.Before)
		}
	}
	return l
}

// Table has a line for each row of the brief; "part" says where it stands.
func (b *BriefAnswer) Table() Table {
	t := itemTable{own: []string{"part", "change", "before"}, of: anyColumns}
	for _, list := range [][]Change{b.Changes, b.Ours} {
		for i := range list {
			c := &list[i]
			name := "changes"
			if c.Change.ours() {
				name = "ours"
			}
			t.put(&c.Item, name, string(c.Change), c.Before)
		}
	}
	for i := range b.Week {
		t.put(&b.Week[i].Item, "next seven days", "", "")
	}
	for i := range b.Conditions {
		t.put(&b.Conditions[i].Item, "conditions watched", "", string(b.Conditions[i].Life))
	}
	for i := range b.Commitments {
		t.put(&b.Commitments[i].Item, "open commitments", "", string(b.Commitments[i].Life))
	}
	for i := range b.Tensions {
		t.put(&b.Tensions[i].Item, "tensions", "", "")
	}
	return t.table()
}
