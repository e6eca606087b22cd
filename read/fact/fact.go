// Package fact turns what the other stages found — rule matches, claims,
// times, amounts, entities — into the rows of a reading: acts, statements,
// figures and tensions. Nothing is found here; rows are put together, told
// twice is made one, and every row gets its evidence.
package fact

import (
	"sort"

	"demarche"
	"demarche/lexicon"
	"demarche/read/resolve"
	"demarche/read/speech"
	"demarche/rule"
	"demarche/text"
)

// Rows are the rows of one article with the reasons for each.
type Rows struct {
	Actors     []demarche.Actor
	Acts       []demarche.Act
	Statements []demarche.Statement
	Figures    []demarche.Figure
	Tensions   []demarche.Tension
	Notes      []demarche.Note
	Why        map[string][]string // by row id: the trace of how it came about
}

// builder holds what the parts of one Build share.
type builder struct {
	d      *text.Doc
	lex    *lexicon.Lexicon
	speech *speech.Attributor
	claims []speech.Claim
	acts   []act
	says   []saying
	counts []count
}

// Build makes the rows of the article that d holds as layers.
func Build(d *text.Doc, lex *lexicon.Lexicon, says *speech.Attributor, matches []rule.Match, claims []speech.Claim) Rows {
	b := &builder{d: d, lex: lex, speech: says, claims: claims}
	b.findSayings(matches)
	b.findActs(matches)
	b.mergeActs()
	b.findCounts()
	return b.rows()
}

// rows numbers everything in text order and names the actors.
func (b *builder) rows() Rows {
	sort.SliceStable(b.acts, func(i, j int) bool { return b.acts[i].Evidence[0].Start < b.acts[j].Evidence[0].Start })
	sort.SliceStable(b.says, func(i, j int) bool { return before(b.says[i].Content, b.says[j].Content) })
	actors, id := resolve.Actors(b.d, b.used())
	ids := func(es []int) []demarche.ActorID {
		out := make([]demarche.ActorID, 0, len(es))
		for _, e := range es {
			if a, ok := id[e]; ok {
				out = append(out, a)
			}
		}
		return out
	}
	r := Rows{Actors: actors, Why: map[string][]string{}}
	for i := range b.acts {
		a := &b.acts[i]
		a.ID = demarche.ActID(number("e", i))
		a.Who, a.Whom, a.By = ids(a.who), ids(a.whom), ids(a.by)
		r.Acts = append(r.Acts, a.Act)
		r.Why[string(a.ID)] = a.why
	}
	for i := range b.says {
		s := &b.says[i]
		s.ID = demarche.StatementID(number("s", i))
		s.Speakers, s.Via, s.To, s.About = ids(s.source), ids(s.via), ids(s.to), ids(s.about)
	}
	b.restate()
	for i := range b.says {
		s := &b.says[i]
		r.Statements = append(r.Statements, s.Statement)
		r.Why[string(s.ID)] = s.why
		if s.unclear {
			r.Notes = append(r.Notes, demarche.Note{Code: "speaker.unclear", Span: &s.Content[0], Text: "who says this could not be found"})
		}
	}
	for i := range b.counts {
		f := &b.counts[i]
		f.ID = demarche.FigureID(number("n", i))
		f.By = ids(f.by)
		if of := ids(f.of); len(of) > 0 {
			f.Of = of[0]
		}
		r.Figures = append(r.Figures, f.Figure)
		r.Why[string(f.ID)] = f.why
	}
	r.Tensions = b.tensions()
	return r
}

// used lists the entities that take part in a row.
func (b *builder) used() []int {
	seen := map[int]bool{}
	var out []int
	add := func(lists ...[]int) {
		for _, l := range lists {
			for _, e := range l {
				if !seen[e] {
					seen[e] = true
					out = append(out, e)
				}
			}
		}
	}
	for i := range b.acts {
		add(b.acts[i].who, b.acts[i].whom, b.acts[i].by)
	}
	for i := range b.says {
		add(b.says[i].source, b.says[i].via, b.says[i].to, b.says[i].about)
	}
	for i := range b.counts {
		add(b.counts[i].of, b.counts[i].by)
	}
	sort.Ints(out)
	return out
}

func before(a, b []demarche.Span) bool {
	if len(a) == 0 || len(b) == 0 {
		return len(a) > len(b)
	}
	return a[0].Start < b[0].Start
}
