package parse

import (
	"math/rand/v2"
	"strings"
	"testing"

	"demarche"
	"demarche/text"
)

// drawn makes a sentence out of a drawing of its tree, a word a field:
// form/part of speech/Penn tag/number of the head, from 1 and 0 for the
// root/relation. The lemma is the form without an ending that the tag names.
func drawn(t *testing.T, tree string) *text.Doc {
	t.Helper()
	d := &text.Doc{}
	for w := range strings.FieldsSeq(tree) {
		f := strings.Split(w, "/")
		if len(f) != 6 {
			t.Fatalf("%q has %d parts, want form/lemma/UPOS/XPOS/head/relation", w, len(f))
		}
		if d.Text != "" {
			d.Text += " "
		}
		at := len(d.Text)
		if f[0] == "'" { // a genitive has no space before it
			d.Text, at = d.Text[:at-1], at-1
		}
		d.Text += f[0]
		d.Tokens = append(d.Tokens, text.Token{Span: demarche.Span{Start: at, End: len(d.Text)}})
		d.Tags = append(d.Tags, text.Tag{UPOS: f[2], XPOS: f[3], Lemma: f[1]})
		h := 0
		for _, c := range f[4] {
			h = 10*h + int(c-'0')
		}
		d.Arcs = append(d.Arcs, text.Arc{Head: h - 1, Rel: f[5]})
	}
	d.Sentences = []text.Sentence{{Range: text.Range{From: 0, To: len(d.Tokens)}}}
	return d
}

func TestMend(t *testing.T) {
	for _, c := range []struct{ name, tree, want string }{ // want: word>head:relation
		{"moments", "They/they/PRON/PRP/2/nsubj bombed/bomb/VERB/VBD/0/root Mekelle/Mekelle/PROPN/NNP/5/compound the/the/DET/DT/5/det day/day/NOUN/NN/2/obj before/before/ADV/RB/2/advmod",
			"Mekelle>bombed:obj day>bombed:obl:unmarked"},
		{"a day of its own name", "They/they/PRON/PRP/2/nsubj marked/mark/VERB/VBD/0/root the/the/DET/DT/5/det Mekelle/Mekelle/PROPN/NNP/5/compound day/day/NOUN/NN/2/obj",
			"Mekelle>day:compound day>marked:obj"},
		{"biddings", "Leaders/leader/NOUN/NNS/2/nsubj tasked/task/VERB/VBD/0/root their/they/PRON/PRP$/4/nmod:poss teams/team/NOUN/NNS/2/obj to/to/PART/TO/6/mark follow/follow/VERB/VB/4/acl up/up/ADP/RP/6/compound:prt",
			"follow>tasked:xcomp"},
		{"no bidding", "Leaders/leader/NOUN/NNS/2/nsubj built/build/VERB/VBD/0/root their/they/PRON/PRP$/4/nmod:poss teams/team/NOUN/NNS/2/obj to/to/PART/TO/6/mark follow/follow/VERB/VB/4/acl up/up/ADP/RP/6/compound:prt",
			"follow>teams:acl"},
		{"called on", "They/they/PRON/PRP/2/nsubj called/call/VERB/VBD/0/root on/on/ADP/IN/4/case Chad/Chad/PROPN/NNP/2/obl to/to/PART/TO/6/mark leave/leave/VERB/VB/2/advcl",
			"leave>called:xcomp"},
		{"namings", "They/they/PRON/PRP/2/nsubj called/call/VERB/VBD/0/root the/the/DET/DT/4/det crisis/crisis/NOUN/NN/2/obj the/the/DET/DT/6/det worst/bad/ADJ/JJS/4/nmod",
			"worst>called:xcomp"},
		{"an apposition", "They/they/PRON/PRP/2/nsubj called/call/VERB/VBD/0/root the/the/DET/DT/4/det envoy/envoy/NOUN/NN/2/obj ,/,/PUNCT/,/7/punct a/a/DET/DT/7/det friend/friend/NOUN/NN/4/appos",
			"friend>envoy:appos"},
		{"epithets", "She/she/PRON/PRP/2/nsubj called/call/VERB/VBD/0/root talk/talk/NOUN/NN/2/obj in/in/ADP/IN/6/case Oslo/Oslo/PROPN/NNP/6/compound idle/idle/ADJ/JJ/3/nmod",
			"idle>called:xcomp Oslo>talk:nmod in>Oslo:case"},
		{"impositions", "impose/impose/VERB/VB/0/root sanctions/sanction/NOUN/NNS/1/obj and/and/CCONJ/CC/4/cc costs/cost/NOUN/NNS/2/conj on/on/ADP/IN/6/case Chad/Chad/PROPN/NNP/4/nmod",
			"Chad>impose:obl"},
		{"plains", "He/he/PRON/PRP/2/nsubj made/make/VERB/VBD/3/parataxis clear/clear/VERB/VB/0/root the/the/DET/DT/5/det need/need/NOUN/NN/3/obj",
			"made>:root clear>made:xcomp need>made:obj"},
		{"owners", "contradicted/contradict/VERB/VBD/0/root the/the/DET/DT/3/det Nations/nation/PROPN/NNPS/1/obj '/'/PUNCT/''/3/punct old/old/ADJ/JJ/6/amod position/position/NOUN/NN/1/xcomp",
			"position>contradicted:obj Nations>position:nmod:poss"},
		{"elapses", "Hours/hour/NOUN/NNS/4/nsubj after/after/ADP/IN/3/case troops/troop/NOUN/NNS/1/nmod attacked/attack/VERB/VBD/0/root ,/,/PUNCT/,/7/punct she/she/PRON/PRP/7/nsubj left/leave/VERB/VBD/4/advcl",
			"troops>attacked:nsubj after>attacked:mark Hours>attacked:obl:unmarked attacked>left:advcl left>:root"},
		{"joined", "These/this/DET/DT/2/nsubj hold/hold/VERB/VBP/0/root and/and/CCONJ/CC/5/cc we/we/PRON/PRP/5/nsubj warn/warn/VERB/VBP/2/advcl them/they/PRON/PRP/5/obj",
			"warn>hold:conj"},
		{"whiles", "was/be/AUX/VBD/2/aux:pass asked/ask/VERB/VBN/0/root about/about/ADP/IN/4/case crops/crop/NOUN/NNS/2/obl while/while/SCONJ/IN/6/mark speaking/speak/VERB/VBG/4/acl",
			"speaking>asked:advcl"},
		{"behind a comma", "likened/liken/VERB/VBD/0/root it/it/PRON/PRP/1/obj to/to/ADP/IN/4/case talk/talk/NOUN/NN/1/obl ,/,/PUNCT/,/8/punct after/after/SCONJ/IN/8/mark she/she/PRON/PRP/8/nsubj left/leave/VERB/VBD/4/acl:relcl",
			"left>likened:advcl"},
		{"no comma", "remember/remember/VERB/VBP/0/root the/the/DET/DT/3/det day/day/NOUN/NN/1/obj after/after/SCONJ/IN/6/mark she/she/PRON/PRP/6/nsubj left/leave/VERB/VBD/3/acl:relcl",
			"left>day:acl:relcl"},
		{"shortened", "arrived/arrive/VERB/VBD/0/root for/for/ADP/IN/3/case talks/talk/NOUN/NNS/1/obl aimed/aim/VERB/VBN/1/parataxis at/at/ADP/IN/6/case peace/peace/NOUN/NN/4/obl",
			"aimed>talks:acl"},
		{"sayings", "It/it/PRON/PRP/2/nsubj closed/close/VERB/VBD/0/root but/but/CCONJ/CC/7/cc said/say/VERB/VBD/5/amod exports/export/NOUN/NNS/7/nsubj were/be/AUX/VBD/7/aux continuing/continue/VERB/VBG/2/conj",
			"said>closed:conj continuing>said:ccomp but>said:cc"},
		{"hours", "Two/two/NUM/CD/2/nummod days/day/NOUN/NNS/6/nsubj later/late/ADV/RBR/5/advmod the/the/DET/DT/5/det governor/governor/NOUN/NN/2/nmod resigned/resign/VERB/VBD/0/root",
			"governor>resigned:nsubj days>resigned:obl:unmarked later>resigned:advmod"},
		{"days that pass", "Two/two/NUM/CD/2/nummod days/day/NOUN/NNS/5/nsubj of/of/ADP/IN/4/case talks/talk/NOUN/NNS/2/nmod passed/pass/VERB/VBD/0/root",
			"days>passed:nsubj"},
		{"bare", "On/on/ADP/IN/2/case Monday/Monday/PROPN/NNP/7/obl a/a/DET/DT/4/det school/school/NOUN/NN/2/appos had/have/AUX/VBD/7/aux been/be/AUX/VBN/7/aux:pass hit/hit/VERB/VBN/0/root",
			"school>hit:nsubj:pass"},
		{"twice", "told/tell/VERB/VBD/0/root the/the/DET/DT/3/det council/council/NOUN/NN/1/obj that/that/PRON/WDT/6/nsubj troops/troop/NOUN/NNS/6/nsubj left/leave/VERB/VBD/3/acl:relcl",
			"left>told:ccomp that>left:mark"},
		{"told", "She/she/PRON/PRP/2/nsubj said/say/VERB/VBD/0/root the/the/DET/DT/4/det council/council/NOUN/NN/2/ccomp would/would/AUX/MD/6/aux wait/wait/VERB/VB/2/ccomp",
			"council>wait:nsubj wait>said:ccomp"},
		{"told of two", "He/he/PRON/PRP/2/nsubj said/say/VERB/VBD/0/root Chad/Chad/PROPN/NNP/2/ccomp and/and/CCONJ/CC/7/cc NATO/NATO/PROPN/NNP/7/nsubj had/have/AUX/VBD/7/aux left/leave/VERB/VBN/2/conj",
			"Chad>left:nsubj NATO>Chad:conj left>said:ccomp and>NATO:cc"},
		{"sources", "According/accord/VERB/VBG/4/case to/to/ADP/IN/1/fixed the/the/DET/DT/4/det palace/palace/NOUN/NN/0/root ,/,/PUNCT/,/4/punct the/the/DET/DT/7/det king/king/NOUN/NN/4/appos promised/promise/VERB/VBN/7/acl to/to/PART/TO/10/mark go/go/VERB/VB/8/xcomp",
			"promised>:root king>promised:nsubj palace>promised:obl"},
		{"closings", "They/they/PRON/PRP/2/nsubj fight/fight/VERB/VBP/0/root ,/,/PUNCT/,/5/punct officials/official/NOUN/NNS/5/nsubj stressed/stress/VERB/VBD/2/advcl ././PUNCT/./2/punct",
			"stressed>:root fight>stressed:ccomp .>stressed:punct"},
		{"tenses", "They/they/PRON/PRP/2/nsubj announced/announce/VERB/VBD/0/root that/that/SCONJ/IN/6/mark all/all/PRON/DT/6/nsubj:pass would/would/AUX/MD/6/aux move/move/VERB/VB/2/ccomp ,/,/PUNCT/,/9/punct and/and/CCONJ/CC/9/cc accused/accuse/VERB/VBD/6/conj Chad/Chad/PROPN/NNP/9/obj",
			"accused>announced:conj"},
		{"asides", "There/there/PRON/EX/2/expl was/be/VERB/VBD/0/root ,/,/PUNCT/,/5/punct he/he/PRON/PRP/5/nsubj conceded/concede/VERB/VBD/2/parataxis ,/,/PUNCT/,/8/punct a/a/DET/DT/8/det way/way/NOUN/NN/5/obj",
			"way>was:nsubj"},
		{"voices", "The/the/DET/DT/2/det envoy/envoy/NOUN/NN/4/nsubj:pass has/have/AUX/VBZ/4/aux arrived/arrive/VERB/VBN/0/root",
			"envoy>arrived:nsubj"},
		{"voices of the sent", "The/the/DET/DT/2/det envoy/envoy/NOUN/NN/5/nsubj has/have/AUX/VBZ/5/aux been/be/AUX/VBN/5/aux:pass sent/send/VERB/VBN/0/root",
			"envoy>sent:nsubj:pass"},
		{"gerunds", "spoke/speak/VERB/VBD/0/root alongside/alongside/SCONJ/IN/3/mark visiting/visit/VERB/VBG/1/advcl ministers/minister/NOUN/NNS/3/obj",
			"ministers>spoke:obl visiting>ministers:amod alongside>ministers:case"},
		{"sinces", "Since/since/SCONJ/IN/8/mark the/the/DET/DT/3/det war/war/NOUN/NN/8/nsubj ,/,/PUNCT/,/6/punct the/the/DET/DT/6/det council/council/NOUN/NN/3/nmod has/have/AUX/VBZ/8/aux met/meet/VERB/VBN/0/root",
			"council>met:nsubj war>met:obl Since>war:case"},
		{"regions", "The/the/DET/DT/2/det buildup/buildup/NOUN/NN/0/root near/near/ADP/IN/5/mark Chad/Chad/PROPN/NNP/5/nsubj spanned/span/VERB/VBD/2/parataxis months/month/NOUN/NNS/5/obj",
			"Chad>buildup:nmod near>Chad:case"},
		{"pairs", "The/the/DET/DT/2/det leaders/leader/NOUN/NNS/6/nsubj Omar/Omar/PROPN/NNP/2/appos and/and/CCONJ/CC/5/cc Diallo/Diallo/PROPN/NNP/3/conj met/meet/VERB/VBD/0/root",
			"Omar>met:nsubj leaders>Omar:nmod:desc Diallo>Omar:conj"},
		{"a name and what it is", "The/the/DET/DT/2/det friends/friend/NOUN/NNS/5/nsubj ,/,/PUNCT/,/4/punct Omar/Omar/PROPN/NNP/2/appos met/meet/VERB/VBD/0/root",
			"friends>met:nsubj Omar>friends:appos"},
		{"speakers", "“/“/PUNCT/``/2/punct Fine/fine/ADJ/JJ/6/ccomp ,/,/PUNCT/,/2/punct ”/”/PUNCT/''/2/punct Omar/Omar/PROPN/NNP/2/flat said/say/VERB/VBD/0/root",
			"Omar>said:nsubj"},
		{"conditions", "He/he/PRON/PRP/2/nsubj added/add/VERB/VBD/0/root that/that/PRON/DT/2/obj ,/,/PUNCT/,/3/punct if/if/SCONJ/IN/7/mark it/it/PRON/PRP/7/nsubj stops/stop/VERB/VBZ/2/advcl ,/,/PUNCT/,/11/punct prices/price/NOUN/NNS/11/nsubj will/will/AUX/MD/11/aux rise/rise/VERB/VB/7/conj",
			"rise>added:ccomp stops>rise:advcl that>rise:mark"},
		{"lapses", "came/come/VERB/VBD/0/root for/for/ADP/IN/3/case talks/talk/NOUN/NNS/1/obl aimed/aim/VERB/VBN/3/acl high/high/ADV/RB/4/advmod ,/,/PUNCT/,/10/punct a/a/DET/DT/8/det day/day/NOUN/NN/10/obl:unmarked after/after/SCONJ/IN/10/mark leaving/leave/VERB/VBG/4/advcl",
			"leaving>came:advcl"},
		{"idle", "Minister/minister/PROPN/NNP/2/nmod:desc Omar/Omar/PROPN/NNP/5/obl is/be/AUX/VBZ/5/cop to/to/PART/TO/5/mark travel/travel/VERB/VB/0/root",
			"Omar>travel:nsubj"},
		{"lapses at the start", "A/a/DET/DT/2/det day/day/NOUN/NN/4/obl:unmarked after/after/SCONJ/IN/4/mark leaving/leave/VERB/VBG/7/advcl ,/,/PUNCT/,/4/punct she/she/PRON/PRP/7/nsubj returned/return/VERB/VBD/0/root",
			"leaving>returned:advcl"},
		{"replies", "The/the/DET/DT/2/det response/response/NOUN/NN/0/root of/of/ADP/IN/4/case allies/ally/NOUN/NNS/2/nmod to/to/ADP/IN/6/case raids/raid/NOUN/NNS/4/nmod",
			"raids>response:nmod"},
		{"havings", "had/have/VERB/VBD/0/root news/news/NOUN/NN/1/obj about/about/ADP/IN/4/case plans/plan/NOUN/NNS/2/nmod to/to/PART/TO/6/mark oust/oust/VERB/VB/1/xcomp him/he/PRON/PRP/6/obj",
			"oust>plans:acl"},
		{"ranges", "had/have/AUX/VBD/2/aux gathered/gather/VERB/VBN/0/root between/between/ADP/IN/4/case 100/100/NUM/CD/2/obl and/and/CCONJ/CC/6/cc 200/200/NUM/CD/7/nummod men/man/NOUN/NNS/2/obl",
			"men>gathered:obj 100>men:nummod 200>100:conj"},
		{"accounts", "It/it/PRON/PRP/2/nsubj left/leave/VERB/VBD/0/root Oslo/Oslo/PROPN/NNP/2/obj ,/,/PUNCT/,/7/punct according/accord/VERB/VBG/7/case to/to/ADP/IN/5/fixed Riga/Riga/PROPN/NNP/3/conj",
			"Riga>left:obl"},
		{"dates", "met/meet/VERB/VBD/0/root in/in/ADP/IN/3/case Oslo/Oslo/PROPN/NNP/1/obl on/on/ADP/IN/5/case Monday/Monday/PROPN/NNP/3/nmod",
			"Monday>met:obl"},
		{"venues", "meet/meet/VERB/VB/0/root envoys/envoy/NOUN/NNS/1/obj of/of/ADP/IN/4/case allies/ally/NOUN/NNS/2/nmod at/at/ADP/IN/6/case NATO/NATO/PROPN/NNP/4/nmod",
			"NATO>meet:obl"},
		{"contents", "If/if/SCONJ/IN/3/mark it/it/PRON/PRP/3/nsubj fails/fail/VERB/VBZ/6/advcl ,/,/PUNCT/,/3/punct she/she/PRON/PRP/6/nsubj wrote/write/VERB/VBD/0/root ,/,/PUNCT/,/10/punct all/all/PRON/DT/10/nsubj will/will/AUX/MD/10/aux suffer/suffer/VERB/VB/6/parataxis",
			"suffer>wrote:ccomp"},
		{"halves", "Oslo/Oslo/PROPN/NNP/2/nsubj said/say/VERB/VBD/0/root drills/drill/NOUN/NNS/5/nsubj would/would/AUX/MD/5/aux end/end/VERB/VB/8/ccomp ;/;/PUNCT/:/8/punct Riga/Riga/PROPN/NNP/8/nsubj announced/announce/VERB/VBD/2/ccomp more/more/ADJ/JJR/8/obj",
			"announced>said:parataxis end>said:ccomp"},
		{"a venue and a day", "meet/meet/VERB/VB/0/root envoys/envoy/NOUN/NNS/1/obj at/at/ADP/IN/4/case NATO/NATO/PROPN/NNP/2/nmod on/on/ADP/IN/6/case Monday/Monday/PROPN/NNP/2/nmod",
			"NATO>meet:obl Monday>meet:obl"},
		{"appointments", "had/have/AUX/VBD/2/aux agreed/agree/VERB/VBN/0/root to/to/ADP/IN/4/case talks/talk/NOUN/NNS/2/obl on/on/ADP/IN/6/case Monday/Monday/PROPN/NNP/2/obl",
			"Monday>talks:nmod"},
		{"insertions", "Chad/Chad/PROPN/NNP/4/nsubj ,/,/PUNCT/,/1/punct he/he/PRON/PRP/4/nsubj said/say/VERB/VBD/0/root ,/,/PUNCT/,/7/punct had/have/AUX/VBD/7/aux agreed/agree/VERB/VBN/4/ccomp ././PUNCT/./4/punct",
			"Chad>agreed:nsubj said>agreed:parataxis he>said:nsubj .>agreed:punct"},
	} {
		d := drawn(t, c.tree)
		all := d.Sentences[0].Range
		if !sound(d.Arcs, all) {
			t.Fatalf("%s: no tree to begin with", c.name)
		}
		mend(d, d.Arcs, all)
		got := map[string]bool{}
		for i, a := range d.Arcs {
			head := ""
			if a.Head >= 0 {
				head = d.Form(a.Head)
			}
			got[d.Form(i)+">"+head+":"+a.Rel] = true
		}
		for w := range strings.FieldsSeq(c.want) {
			if !got[w] {
				t.Errorf("%s: %q\n  want %s in %v", c.name, d.Text, w, d.Arcs)
			}
		}
	}
}

// TestMendLeavesTrees lets the menders at trees by chance, of the words and
// relations that they look for.
func TestMendLeavesTrees(t *testing.T) {
	words := strings.Fields("said/say/VERB/VBD called/call/VERB/VBD made/make/VERB/VBD clear/clear/ADJ/JJ the/the/DET/DT council/council/NOUN/NN day/day/NOUN/NNS on/on/ADP/IN to/to/PART/TO leave/leave/VERB/VB urged/urge/VERB/VBD ,/,/PUNCT/, and/and/CCONJ/CC that/that/SCONJ/IN after/after/SCONJ/IN while/while/SCONJ/IN speaking/speak/VERB/VBG aimed/aim/VERB/VBN would/would/AUX/MD Chad/Chad/PROPN/NNP there/there/PRON/EX")
	rels := strings.Fields("nsubj obj iobj obl nmod appos acl acl:relcl advcl ccomp xcomp conj cc mark case det amod compound punct parataxis aux aux:pass expl cop")
	rng := rand.New(rand.NewPCG(4, 4))
	changed := 0
	for range 20000 {
		n := 4 + rng.IntN(10)
		d := &text.Doc{}
		for range n {
			f := strings.Split(words[rng.IntN(len(words))], "/")
			at := len(d.Text)
			d.Text += f[0] + " "
			d.Tokens = append(d.Tokens, text.Token{Span: demarche.Span{Start: at, End: at + len(f[0])}})
			d.Tags = append(d.Tags, text.Tag{UPOS: f[2], XPOS: f[3], Lemma: f[1]})
		}
		d.Sentences = []text.Sentence{{Range: text.Range{From: 0, To: n}}}
		s := load(d)
		for !s.Done() { // a tree by chance
			if m := rng.IntN(3); s.May(m) {
				s.Do(m)
			}
		}
		for _, h := range s.Heads() {
			a := text.Arc{Head: int(h) - 1, Rel: rels[rng.IntN(len(rels))]}
			if h == s.Root() {
				a = text.Arc{Head: -1, Rel: "root"}
			}
			d.Arcs = append(d.Arcs, a)
		}
		r := d.Sentences[0].Range
		before := append([]text.Arc(nil), d.Arcs...)
		mend(d, d.Arcs, r)
		if !sound(d.Arcs, r) {
			t.Fatalf("%q: %v became %v", d.Text, before, d.Arcs)
		}
		for i := range before {
			if before[i] != d.Arcs[i] {
				changed++
				break
			}
		}
	}
	if changed < 150 {
		t.Errorf("only %d trees of 20000 were mended: nothing is tried here", changed)
	}
}
