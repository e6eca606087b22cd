package rule

import (
	"strings"
	"testing"
	"testing/fstest"

	"demarche/text"
)

const small = `
rule   meet.meet
verb   meet
who    subject
whom   object, with
need   who: actor   whom: actor?
bar    object: expectation
emit   act meet
yes    A met B.
no     A met expectations.

rule   meet.talks
noun   talks | "peace talks"
who    subject, between, owner, modifier
whom   with
need   who: actor
emit   act meet
yes    A held talks.
no     A talks.

rule   withdraw.pull
verb   "pull out of" | "pull out"
who    subject
place  of
need   who: actor
emit   act withdraw
yes    A pulled out.
no     A pulled.

rule   sanction.impose
verb   "impose sanctions on"
who    subject
whom   on
need   who: actor   whom: actor
emit   act sanction
yes    A imposed sanctions on B.
no     A imposed order.

rule   mobilize.near
verb   amass | deploy
who    subject
whom   near.owner, near.with
need   who: actor   object: @forces
emit   act mobilize
yes    A amassed troops.
no     A amassed wealth.

rule   attack.hit
verb   hit
who    subject.side
whom   object
need   who: actor
emit   act attack
yes    A's drones hit B.
no     Drones hit B.

rule   press.during
noun   "news conference"
who    attendee, sponsor
whom   with
need   who: actor
emit   act press
yes    A said so during a news conference with B.
no     A news conference.

rule   visit.visit
verb   visit
who    subject
need   who: actor
emit   act visit
yes    A visited.
no     Nobody visited.

rule   mobilize.noun
noun   build-up
who    owner
emit   act mobilize
need   who: actor
yes    A's build-up.
no     A build-up.

rule   statement.criticism
verb   "come under criticism from"
speaker  from
to     subject
content  for
need   speaker: actor
emit   statement criticise
yes    A came under criticism from B.
no     A came from B.

rule   force.must
verb   *
need   aux: must
emit   force demand
yes    A must go.
no     A goes.
`

func load(t testing.TB, src string) *Set {
	t.Helper()
	s, err := Load(fstest.MapFS{
		"en/rules/x.rule":       {Data: []byte(src)},
		"en/lists/light.txt":    {Data: []byte("hold\nlaunch\n")},
		"en/lists/occur.txt":    {Data: []byte("take\nbegin\n")},
		"en/lists/forces.txt":   {Data: []byte("troops\nsoldier\n")},
		"en/lists/carriers.txt": {Data: []byte("round\ndozen\n")},
		"en/lists/weapons.txt":  {Data: []byte("drone\n")},
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

var sentences = []struct{ tree, want string }{
	{`Macron Macron PROPN NNP 2 nsubj person
met meet VERB VBD 0 root
Putin Putin PROPN NNP 2 obj person`, "meet.meet[met] who=Macron whom=Putin"},
	// passive
	{`Putin Putin PROPN NNP 3 nsubj:pass person
was be AUX VBD 3 aux:pass
met meet VERB VBN 0 root
by by ADP IN 5 case
Macron Macron PROPN NNP 3 obl:agent person`, "meet.meet[met] who=Macron whom=Putin"},
	// bar
	{`It it PRON PRP 2 nsubj state
met meet VERB VBD 0 root
expectations expectation NOUN NNS 2 obj`, ""},
	// control: is set to hold talks with
	{`Macron Macron PROPN NNP 3 nsubj:pass person
is be AUX VBZ 3 aux:pass
set set VERB VBN 0 root
to to PART TO 5 mark
hold hold VERB VB 3 xcomp
talks talk NOUN NNS 5 obj
with with ADP IN 8 case
Modi Modi PROPN NNP 6 nmod person`, "meet.talks[hold talks] who=Macron whom=Modi"},
	// participial adverbial: a day after meeting Putin, Macron arrived
	{`After after SCONJ IN 2 mark
meeting meet VERB VBG 6 advcl
Putin Putin PROPN NNP 2 obj person
, , PUNCT , 6 punct
Macron Macron PROPN NNP 6 nsubj person
arrived arrive VERB VBD 0 root`, "meet.meet[meeting] who=Macron whom=Putin"},
	// relative clause with a path: troops near X's border
	{`Moscow Moscow PROPN NNP 10 nsubj state
, , PUNCT , 1 punct
which which PRON WDT 5 nsubj
has have AUX VBZ 5 aux
amassed amass VERB VBN 1 acl:relcl
troops troops NOUN NNS 5 obj
near near ADP IN 9 case
Latvia Latvia PROPN NNP 9 nmod:poss state
border border NOUN NN 5 obl
waits wait VERB VBZ 0 root`, "mobilize.near[amassed] who=Moscow whom=Latvia"},
	// asked Iraq to meet X: object control
	{`Oslo Oslo PROPN NNP 2 nsubj state
asked ask VERB VBD 0 root
Iraq Iraq PROPN NNP 2 obj state
to to PART TO 5 mark
meet meet VERB VB 2 xcomp
Iran Iran PROPN NNP 5 obj state`, "meet.meet[meet] who=Iraq whom=Iran"},
	// gave Iraq leave to meet X: who the leave is given to
	{`Oslo Oslo PROPN NNP 2 nsubj state
gave give VERB VBD 0 root
Iraq Iraq PROPN NNP 2 iobj state
leave leave NOUN NN 2 obj
to to PART TO 6 mark
meet meet VERB VB 4 acl
Iran Iran PROPN NNP 6 obj state`, "meet.meet[meet] who=Iraq whom=Iran"},
	// accused Iraq of meeting X: the accused does it
	{`Oslo Oslo PROPN NNP 2 nsubj state
accused accuse VERB VBD 0 root
Iraq Iraq PROPN NNP 2 obj state
of of SCONJ IN 5 mark
meeting meet VERB VBG 2 advcl
Iran Iran PROPN NNP 5 obj state`, "meet.meet[meeting] who=Iraq whom=Iran"},
	// talks took place between A and B
	{`Talks talk NOUN NNS 2 nsubj
took take VERB VBD 0 root
place place NOUN NN 2 obj
between between ADP IN 5 case
Peru Peru PROPN NNP 2 obl state
and and CCONJ CC 7 cc
Chile Chile PROPN NNP 5 conj state`, "meet.talks[Talks took] who=Peru"},
	// Putin-Macron talks; a round of talks
	{`A a DET DT 2 det
round round NOUN NN 8 nsubj
of of ADP IN 7 case
Putin Putin PROPN NNP 6 compound person
- - PUNCT HYPH 6 punct
Macron Macron PROPN NNP 7 compound person
talks talk NOUN NNS 2 nmod
began begin VERB VBD 0 root`, "meet.talks[talks began] who=Macron Putin"},
	// particles and a preposition
	{`France France PROPN NNP 2 nsubj state
pulled pull VERB VBD 0 root
out out ADP RP 2 compound:prt
of of ADP IN 5 case
Mali Mali PROPN NNP 2 obl place`, "withdraw.pull[pulled out] who=France place=Mali"},
	{`sanctions sanction NOUN NNS 0 root
imposed impose VERB VBN 1 acl
by by ADP IN 4 case
Japan Japan PROPN NNP 2 obl state
on on ADP IN 6 case
Iran Iran PROPN NNP 2 obl state`, "sanction.impose[sanctions imposed] who=Japan whom=Iran"},
	// whose drones
	{`Turkish turkish ADJ JJ 2 amod state
drones drone NOUN NNS 3 nsubj
hit hit VERB VBD 0 root
dozens dozen NOUN NNS 3 obj
of of ADP IN 6 case
rebels rebel NOUN NNS 4 nmod group`, "attack.hit[hit] who=Turkish whom=rebels"},
	// those present at an event
	{`Mitsotakis Mitsotakis PROPN NNP 2 nsubj person
spoke speak VERB VBD 0 root
during during ADP IN 6 case
a a DET DT 6 det
news news NOUN NN 6 compound
conference conference NOUN NN 2 obl
with with ADP IN 8 case
Rama Rama PROPN NNP 6 nmod person`, "press.during[news conference] who=Mitsotakis whom=Rama"},
	// a participle that describes a noun
	{`visiting visit VERB VBG 2 amod
ministers minister NOUN NNS 3 nsubj group
smiled smile VERB VBD 0 root`, "visit.visit[visiting] who=ministers"},
	// the same taken for a clause by the parser
	{`speaking speak VERB VBG 0 root
alongside alongside SCONJ IN 3 mark
visiting visit VERB VBG 1 advcl
ministers minister NOUN NNS 3 obj group`, "visit.visit[visiting] who=ministers"},
	// a noun cut at its hyphen
	{`Peru Peru PROPN NNP 5 nmod:poss state
's 's PART POS 1 case
build build NOUN NN 5 compound
- - PUNCT HYPH 3 punct
up up NOUN NN 0 root`, "mobilize.noun[build - up] who=Peru"},
	// a phrase hung from a neighbour: on X, beside a subject hung from its auxiliary
	{`Japan Japan PROPN NNP 2 nsubj state
has have AUX VBZ 3 aux
imposed impose VERB VBN 0 root
sanctions sanction NOUN NNS 3 obj
on on ADP IN 6 case
Iran Iran PROPN NNP 4 nmod state`, "sanction.impose[imposed sanctions] who=Japan whom=Iran"},
	// a past form with a false lemma
	{`Chad Chad PROPN NNP 2 nsubj state
amassed amas VERB VBD 0 root
troops troops NOUN NNS 2 obj`, "mobilize.near[amassed] who=Chad"},
	// statement rules
	{`Bern Bern PROPN NNP 3 nsubj state
has have AUX VBZ 3 aux
come come VERB VBN 0 root
under under ADP IN 5 case
criticism criticism NOUN NN 3 obl
from from ADP IN 7 case
Kyiv Kyiv PROPN NNP 5 nmod state
for for SCONJ IN 9 mark
refusing refuse VERB VBG 3 advcl`, "statement.criticism[come criticism] speaker=Kyiv to=Bern content=refusing"},
	{`Russia Russia PROPN NNP 3 nsubj state
must must AUX MD 3 aux
go go VERB VB 0 root`, "force.must[go]"},
	// one trigger, one act: conj-shared subject
	{`Sánchez Sánchez PROPN NNP 2 nsubj person
flew fly VERB VBD 0 root
home home ADV RB 2 advmod
and and CCONJ CC 5 cc
met meet VERB VBD 2 conj
Meloni Meloni PROPN NNP 5 obj person`, "meet.meet[met] who=Sánchez whom=Meloni"},
}

func TestMatch(t *testing.T) {
	s := load(t, small)
	for _, c := range sentences {
		d := tree(t, c.tree)
		if got := write(d, s.Match(d)); got != c.want {
			t.Errorf("%s\n  got  %s\n  want %s", d.Text, got, c.want)
		}
	}
}

// write shows matches as "rule[trigger] role=tokens".
func write(d *text.Doc, ms []Match) string {
	var out []string
	for _, m := range ms {
		s := m.Rule.Name + "[" + names(d, m.Trigger) + "]"
		for _, r := range m.Rule.Roles {
			if toks := m.Role(r.Name); len(toks) > 0 {
				s += " " + r.Name + "=" + names(d, toks)
			}
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

// A trace names the condition that failed and what stood there.
func TestTrace(t *testing.T) {
	s := load(t, small)
	d := tree(t, sentences[2].tree)
	_, tries := s.Trace(d, 1)
	if len(tries) == 0 || tries[0].Fired || tries[0].Failed != "bar object: expectation" || tries[0].Found != "“expectations”" {
		t.Errorf("nearest miss %+v", tries)
	}
	d = tree(t, "Nobody nobody PRON NN 2 nsubj\nmet meet VERB VBD 0 root")
	_, tries = s.Trace(d, 1)
	if len(tries) == 0 || tries[0].Failed != "need who: actor" || tries[0].Found != "“Nobody”" {
		t.Errorf("nearest miss %+v", tries)
	}
}

// Odd trees, such as a damaged file could give, never stop the matcher.
func TestMatchOddTrees(t *testing.T) {
	s := load(t, small)
	for _, src := range []string{
		"meet meet VERB VB 1 nsubj",                               // its own head
		"meet meet VERB VB 2 conj\nmeet meet VERB VB 1 conj",      // a ring
		"talks talk NOUN NNS 2 nmod\nof of ADP IN 1 case",         // a ring with a case marker
		"pull pull VERB VB 0 root\nout out ADP RP 1 compound:prt", // no subject at all
	} {
		s.Match(tree(t, src))
	}
}

// Matching keeps far ahead of the parser.
func BenchmarkMatch(b *testing.B) {
	s := load(b, small)
	d := tree(b, sentences[5].tree)
	for b.Loop() {
		s.Match(d)
	}
	b.ReportMetric(float64(len(d.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}
