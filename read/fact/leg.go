package fact

import (
	"strings"

	"demarche"
	"demarche/text"
)

// leg is a place of a journey with the day on which the traveller is there.
type leg struct{ mention, time int }

// legs finds the places of a visit that each have a day of their own behind
// them: "will fly to Tunis on Monday and to Accra on Tuesday" are two visits,
// "visits Tunis and Accra on Monday" is one. Days are in the order of the text;
// nothing is returned where there are fewer than two such places.
func (b *builder) legs(head int) []leg {
	d := b.d
	s := sentence(d, head)
	var out []leg
	at := head + 1
	for at < s.To {
		m := b.placeFrom(at, s.To, len(out) == 0)
		if m < 0 {
			break
		}
		t := b.timeFrom(d.Mentions[m].To, s.To)
		if t < 0 {
			break
		}
		out = append(out, leg{m, t})
		at = d.Times[t].To
	}
	if len(out) < 2 {
		return nil
	}
	for i, l := range out[1:] {
		if d.Times[l.time].EDTF == d.Times[out[i].time].EDTF {
			return nil
		}
	}
	return out
}

// placeFrom is the place that comes at a token or, for the first one, behind a
// few words without a verb; -1 where something else does.
func (b *builder) placeFrom(at, end int, first bool) int {
	d := b.d
	for i := at; i < end && i < at+6; i++ {
		if m := mentionFrom(d, i); m >= 0 && b.named(m) && (first || d.Mentions[m].Place || b.lex.Entry(d.Mentions[m].Key) != nil) {
			return m
		}
		switch w := d.Lower(i); {
		case w == "and" || w == "," || w == "then" || toPlace[w] || inPlace[w]:
		case first && d.UPOS(i) != "VERB" && d.UPOS(i) != "AUX":
		default:
			return -1
		}
	}
	return -1
}

// named reports whether a mention names a place that is on the lists.
func (b *builder) named(m int) bool {
	x := &b.d.Mentions[m]
	e := b.lex.Entry(x.Key)
	if e == nil {
		return false
	}
	switch precision(e) {
	case demarche.City, demarche.CountryWide:
		return x.Form == demarche.ByName || x.Form == demarche.ByMetonym
	}
	return x.Place
}

// dayOf is the first day of a date.
func dayOf(x *demarche.Date) demarche.Day {
	i, _ := x.Interval()
	return i.From
}

// dayAfter reports whether a time is one day, counted from another: "the day
// after", "two days later".
func (b *builder) dayAfter(t int) bool {
	i, ok := demarche.ParseEDTF(b.d.Times[t].EDTF)
	if !ok || i.Days() != 1 {
		return false
	}
	for w := range strings.FieldsSeq(strings.ToLower(b.d.Words(b.d.Times[t].Range))) {
		if w == "after" || w == "later" || w == "next" || w == "following" {
			return true
		}
	}
	return false
}

// timeFrom is the day that stands right behind a place; -1 for none.
func (b *builder) timeFrom(at, end int) int {
	d := b.d
	if at < end && (d.Lower(at) == "on" || d.Form(at) == ",") {
		at++
	}
	for t := range d.Times {
		if x := &d.Times[t]; (x.From == at || x.From == at-1) && x.Kind == text.DateTime && x.EDTF != "" {
			return t
		}
	}
	return -1
}

// mentionFrom is the mention that begins at a token; -1 for none.
func mentionFrom(d *text.Doc, i int) int {
	for m := range d.Mentions {
		if d.Mentions[m].From == i {
			return m
		}
	}
	return -1
}

// onLegs makes one act of each leg of a visit.
func (b *builder) onLegs(a act) []act {
	if a.Type != demarche.Visit {
		return []act{a}
	}
	legs := b.legs(a.head)
	if legs == nil {
		return []act{a}
	}
	out := make([]act, len(legs))
	var moved demarche.Day // by how many days the leg before was put later than its words alone say
	for i, l := range legs {
		out[i] = a
		out[i].Place = b.place([]int{l.mention})
		read := date(b.d, l.time)
		out[i].Date = read
		switch {
		case a.Status != demarche.Planned:
		case weekday[strings.ToLower(read.Text)]:
			out[i].Date = b.ahead(read, a.head)
			moved = dayOf(out[i].Date) - dayOf(read)
		case moved != 0 && i > 0 && b.dayAfter(l.time): // "on Monday and to Accra the day after"
			out[i].Date = &demarche.Date{EDTF: (dayOf(read) + moved).String(), Text: read.Text, Span: read.Span, Basis: demarche.Derived}
		}
		out[i].why = append(a.why[:len(a.why):len(a.why)], "a leg of a journey: a place with a day of its own")
	}
	return out
}
